//! Folded texts, one a line, and the scan for a word in them.
//!
//! The scan looks at 64 bytes at a time: where two chosen bytes of the word lie at the right
//! distance, it compares the rest. How many lines come before each 64 bytes is kept beside, so
//! that a hit finds its line by counting line ends within 64 bits.

use crate::text::fold;
use wide::u8x16;

/// Bytes looked at in one step.
const STEP: usize = 64;

/// Line ends after the last line, so that no window reaches past the end.
const PAD: usize = 2 * STEP;

/// Texts folded for search, one a line.
#[derive(Debug, Clone, Default)]
pub(super) struct Lines {
    bytes: Vec<u8>,
    /// Bytes in use; the rest is padding.
    used: usize,
    /// Lines that end before each step.
    before: Vec<u32>,
    /// Lines.
    count: u32,
    /// Whether any line has something a word with a letter could match.
    letters: bool,
}

/// Whether a byte of folded text is (part of) a letter rather than a digit or a sign.
pub(super) const fn is_letter(byte: u8) -> bool {
    byte.is_ascii_lowercase() || !byte.is_ascii()
}

impl Lines {
    /// Lines from texts that are not folded yet.
    pub(super) fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let mut lines = Self::default();
        lines.extend(texts);
        lines
    }

    /// Adds lines from texts that are not folded yet.
    fn extend<'a>(&mut self, texts: impl Iterator<Item = &'a str>) {
        self.bytes.truncate(self.used);
        let mut folded = String::new();
        for text in texts {
            folded.clear();
            fold::search_into(text, &mut folded);
            self.push(folded.as_bytes());
        }
        self.finish();
    }

    /// Brings the lines of a dictionary up to date.
    pub(super) fn extend_to(&mut self, dictionary: &super::dictionary::Dictionary) {
        if dictionary.len() > self.count as usize {
            self.extend(dictionary.iter().skip(self.count as usize));
        }
    }

    /// Adds a folded line; [`Self::finish`] makes it findable.
    pub(super) fn push(&mut self, folded: &[u8]) {
        self.letters |= folded.iter().any(|&byte| is_letter(byte));
        self.bytes.extend_from_slice(folded);
        self.end_line();
    }

    /// The bytes so far, to add to the line that is not ended yet.
    pub(super) const fn open_line(&mut self) -> &mut Vec<u8> {
        &mut self.bytes
    }

    /// Ends a line.
    pub(super) fn end_line(&mut self) {
        self.bytes.push(b'\n');
        // Every step that starts in this line comes after the lines before it.
        while self.before.len() * STEP < self.bytes.len() {
            self.before.push(self.count);
        }
        self.count += 1;
    }

    /// Says whether any line has a letter, when lines were added through [`Self::open_line`].
    pub(super) const fn set_letters(&mut self, letters: bool) {
        self.letters = letters;
    }

    /// Adds the padding.
    pub(super) fn finish(&mut self) {
        self.used = self.bytes.len();
        self.bytes.resize(self.used + PAD, b'\n');
    }

    /// Calls `hit` for lines that contain the word: each at least once, in ascending order.
    pub(super) fn scan(&self, word: &Word<'_>, mut hit: impl FnMut(u32)) {
        if word.letters && !self.letters {
            return;
        }
        let (left, right) = (u8x16::splat(word.left.1), u8x16::splat(word.right.1));
        let line_end = u8x16::splat(b'\n');
        for (start, &before) in (0..).step_by(STEP).zip(&self.before) {
            let (Some(lefts), Some(rights)) =
                (self.window(start + word.left.0), self.window(start + word.right.0))
            else {
                return;
            };
            let mut starts = both(lefts, left, rights, right);
            if starts == 0 {
                continue;
            }
            let Some(here) = self.window(start) else { return };
            let ends = both(here, line_end, here, line_end);
            while starts != 0 {
                let at = starts.trailing_zeros();
                if word.is_at(&self.bytes, start + at as usize) {
                    // Lines that end before the hit within the step.
                    hit(before + (ends & ((1 << at) - 1)).count_ones());
                    // On to the next line, when it starts in this step.
                    let later = ends & (u64::MAX << at);
                    if later == 0 {
                        break;
                    }
                    starts &= u64::MAX << later.trailing_zeros();
                } else {
                    starts &= starts - 1;
                }
            }
        }
    }

    #[inline]
    fn window(&self, start: usize) -> Option<&[u8; STEP]> {
        self.bytes.get(start..)?.first_chunk()
    }
}

/// Bit by bit: whether the one window has the one byte and the other the other.
#[inline]
fn both(lefts: &[u8; STEP], left: u8x16, rights: &[u8; STEP], right: u8x16) -> u64 {
    let ([l0, l1, l2, l3], []) = lefts.as_chunks::<16>() else { return 0 };
    let ([r0, r1, r2, r3], []) = rights.as_chunks::<16>() else { return 0 };
    let both = |lefts: &[u8; 16], rights: &[u8; 16]| {
        u8x16::from(*lefts).simd_eq(left) & u8x16::from(*rights).simd_eq(right)
    };
    let (m0, m1, m2, m3) = (both(l0, r0), both(l1, r1), both(l2, r2), both(l3, r3));
    if ((m0 | m1) | (m2 | m3)).to_bitmask() == 0 {
        return 0;
    }
    let bits = |mask: u8x16, shift: u32| u64::from(mask.to_bitmask()) << shift;
    bits(m0, 0) | bits(m1, 16) | bits(m2, 32) | bits(m3, 48)
}

/// A word to look for, without line ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'a> {
    bytes: &'a [u8],
    /// The two bytes to look for first: where they lie in the word, and what they are.
    left: (usize, u8),
    right: (usize, u8),
    /// Its first bytes as a number, and which of them count.
    head: (u64, u64),
    /// Whether it has a letter.
    letters: bool,
}

impl<'a> Word<'a> {
    /// A folded word; none when it is empty.
    pub(super) fn new(word: &'a str) -> Option<Self> {
        let bytes = word.as_bytes();
        // Places near the start only: the windows must stay within the padding.
        let mut places: Vec<(usize, u8)> = bytes.iter().copied().enumerate().take(STEP).collect();
        places.sort_by_key(|&(at, byte)| (frequency(byte), at));
        let left = *places.first()?;
        let right = places.get(1).copied().unwrap_or(left);
        let mut head = [(0, 0); 8];
        head.iter_mut().zip(bytes).for_each(|(slot, &byte)| *slot = (byte, 0xff));
        let head = (
            u64::from_le_bytes(head.map(|(byte, _)| byte)),
            u64::from_le_bytes(head.map(|(_, counts)| counts)),
        );
        let letters = bytes.iter().any(|&byte| is_letter(byte));
        Some(Self { bytes, left, right, head, letters })
    }

    /// Whether the word lies at a place of which its two bytes were seen. There are always eight
    /// bytes: the padding is longer.
    #[inline]
    fn is_at(&self, text: &[u8], start: usize) -> bool {
        let Some(head) = text.get(start..).and_then(|text| text.first_chunk::<8>()) else {
            return false;
        };
        (u64::from_le_bytes(*head) ^ self.head.0) & self.head.1 == 0
            && (self.bytes.len() <= 8
                || text.get(start..start + self.bytes.len()).is_some_and(|found| {
                    found.iter().zip(self.bytes).all(|(found, wanted)| found == wanted)
                }))
    }
}

/// How common a byte is in names, addresses and numbers: rarer ones make better first tests.
fn frequency(byte: u8) -> u8 {
    const COMMON: &[u8; 42] = b"qxz#+'_jwfyvkpb9876543210hgudcm-@tlos.nrie";
    match byte {
        b'a' => 50,
        _ => COMMON
            .iter()
            .position(|&common| common == byte)
            .map_or(0, |at| u8::try_from(at + 1).unwrap_or(0)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(texts: &[String], word: &str) {
        let lines = Lines::of(texts.iter().map(String::as_str));
        let Some(wanted) = Word::new(word) else { return };
        let mut found = Vec::new();
        lines.scan(&wanted, |line| found.push(line));
        assert!(found.is_sorted());
        found.dedup();
        let expected: Vec<u32> = (0..)
            .zip(texts)
            .filter(|(_, text)| fold::search(text).contains(word))
            .map(|(line, _)| line)
            .collect();
        assert_eq!(found, expected, "{word:?} in {texts:?}");
    }

    proptest! {
        #[test]
        fn as_contains(texts in prop::collection::vec("[ab]{0,9}|[abÄé ]{0,90}|[0-2]{0,5}", 0..60), word in "[ab]{1,5}|[0-2]{1,3}|ä|é?b") {
            check(&texts, &fold::search(&word));
        }

        #[test]
        fn long_words(before in 0_usize..200, length in 1_usize..300, text in "[ab]{300}") {
            let text = format!("{}{text}", "a".repeat(before));
            check(&["x".to_owned(), text.clone(), "b".to_owned()], text.get(before..before + length).unwrap());
        }
    }

    #[test]
    fn lines_can_be_added_later() {
        let mut lines = Lines::of(["Sales", "Marketing"].into_iter());
        lines.extend(["Ventes"].into_iter());
        let word = Word::new("e").unwrap();
        let mut found = Vec::new();
        lines.scan(&word, |line| found.push(line));
        assert_eq!(found, [0, 1, 2]);
    }
}
