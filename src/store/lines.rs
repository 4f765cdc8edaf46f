//! Folded texts, one a line, and the scan for a word in them.
//!
//! The scan looks at 64 bytes at a time: where two chosen bytes of the word lie at the right
//! distance and a line is asked for, it looks at two more, and then compares the rest. How many
//! lines come before each 64 bytes is kept beside, so that a hit finds its line by counting line
//! ends within 64 bits. Where less than half of the lines are asked for, each is looked at by
//! itself.

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
    /// Where each line ends.
    ends: Vec<u32>,
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
        // Less than four gigabytes, which is all that can be addressed where this runs.
        self.ends.push(u32::try_from(self.bytes.len()).unwrap_or(u32::MAX));
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
    pub(super) fn scan(&self, word: &Word<'_>, hit: impl FnMut(u32)) {
        self.scan_some(word, |_, _| true, hit);
    }

    /// As [`Self::scan`], for the lines of a block of which `asked` has a bit; others may be hit or
    /// not.
    pub(super) fn scan_asked(&self, word: &Word<'_>, asked: &Asked<'_>, mut hit: impl FnMut(u32)) {
        if word.letters && !self.letters {
            return;
        }
        if asked.count < self.count / 2 {
            asked.lines().filter(|&line| self.has(line, word)).for_each(hit);
        } else {
            self.scan_some(word, |first, last| asked.any(first, last), &mut hit);
        }
    }

    /// Whether a line has the word.
    #[inline]
    fn has(&self, line: u32, word: &Word<'_>) -> bool {
        let end = |line: usize| self.ends.get(line).map(|&end| end as usize);
        let Some(end_of_line) = end(line as usize) else { return false };
        let start = (line as usize).checked_sub(1).and_then(end).map_or(0, |before| before + 1);
        // Places where the word can begin.
        let Some(places) = (end_of_line - start + 1).checked_sub(word.bytes.len()) else {
            return false;
        };
        let [(left, left_byte), (right, right_byte), ..] = word.rare;
        let window = |at: usize| self.bytes.get(at..)?.first_chunk::<16>().copied();
        for first in (0..places).step_by(16) {
            let (Some(lefts), Some(rights)) =
                (window(start + first + left), window(start + first + right))
            else {
                return false;
            };
            let found = u8x16::from(lefts).simd_eq(u8x16::splat(left_byte))
                & u8x16::from(rights).simd_eq(u8x16::splat(right_byte));
            let mut found = found.to_bitmask();
            while found != 0 {
                let at = first + found.trailing_zeros() as usize;
                if at < places && word.is_at(&self.bytes, start + at) {
                    return true;
                }
                found &= found - 1;
            }
        }
        false
    }

    /// Calls `hit` for lines that contain the word. `asked` says whether any of the lines from a
    /// first to a last one are asked for.
    #[inline]
    fn scan_some(
        &self,
        word: &Word<'_>,
        asked: impl Fn(u32, u32) -> bool,
        mut hit: impl FnMut(u32),
    ) {
        if word.letters && !self.letters {
            return;
        }
        let [left, right, ..] = word.rare;
        let (left_byte, right_byte) = (u8x16::splat(left.1), u8x16::splat(right.1));
        for (start, &before) in (0..).step_by(STEP).zip(&self.before) {
            let is_asked = || {
                let after = self.before.get(start / STEP + 1).copied();
                asked(before, after.unwrap_or(self.count))
            };
            let (Some(lefts), Some(rights)) =
                (self.window(start + left.0), self.window(start + right.0))
            else {
                return;
            };
            let mut starts = both(lefts, left_byte, rights, right_byte);
            if starts == 0 || !is_asked() {
                continue;
            }
            if word.bytes.len() > 2 {
                let [.., left, right] = word.rare;
                let (Some(lefts), Some(rights)) =
                    (self.window(start + left.0), self.window(start + right.0))
                else {
                    return;
                };
                starts &= both(lefts, u8x16::splat(left.1), rights, u8x16::splat(right.1));
            }
            if starts == 0 {
                continue;
            }
            let Some(here) = self.window(start) else { return };
            let line_end = u8x16::splat(b'\n');
            let ends = both(here, line_end, here, line_end);
            while starts != 0 {
                let at = starts.trailing_zeros();
                // Four bytes were looked at already.
                if (word.bytes.len() <= word.rare.len() && word.before.is_none())
                    || word.is_at(&self.bytes, start + at as usize)
                {
                    // Lines that end before the hit within the step.
                    hit(before + (ends & ((1 << at) - 1)).count_ones());
                    // On to the next line, when it starts in this step.
                    let next = (ends & (u64::MAX << at)).trailing_zeros();
                    starts &= u64::MAX.checked_shl(next).unwrap_or(0);
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

/// Which lines of a block are asked for, one bit a line.
#[derive(Debug)]
pub(super) struct Asked<'a> {
    bits: &'a [u64],
    count: u32,
}

impl<'a> Asked<'a> {
    pub(super) fn new(bits: &'a [u64]) -> Self {
        Self { bits, count: bits.iter().map(|word| word.count_ones()).sum() }
    }

    /// The lines that are asked for, in ascending order.
    pub(super) fn lines(&self) -> impl Iterator<Item = u32> {
        (0..).step_by(64).zip(self.bits).flat_map(|(first, &bits)| {
            let mut rest = bits;
            std::iter::from_fn(move || {
                let at = (rest != 0).then(|| rest.trailing_zeros())?;
                rest &= rest - 1;
                Some(first + at)
            })
        })
    }

    /// Whether any line from the first to the last is asked for. May say yes where none is.
    #[inline]
    fn any(&self, first: u32, last: u32) -> bool {
        let word = |at: u32| self.bits.get(at as usize).copied().unwrap_or(0);
        let (at, shift, further) = (first / 64, first % 64, last - first);
        let bits = word(at) >> shift | word(at + 1) << 1 << (63 - shift);
        further >= 63 || bits << (63 - further) != 0
    }
}

/// A word to look for, without line ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'a> {
    bytes: &'a [u8],
    /// The bytes to look for first, two and two: where they lie in the word, and what they are. A
    /// short word has some of them twice.
    rare: [(usize, u8); 4],
    /// Its first bytes as a number, and which of them count.
    head: (u64, u64),
    /// Whether it has a letter.
    letters: bool,
    /// What must follow it, if anything must.
    before: Option<Marks>,
}

/// Some of the bytes that go on within a letter of UTF-8 and begin none, one bit each.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Marks(u64);

impl Marks {
    pub(super) const FIRST: u8 = 0x80;

    pub(super) fn insert(&mut self, mark: u8) {
        self.0 |= 1 << (mark & 63);
    }

    pub(super) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    const fn contains(self, byte: u8) -> bool {
        byte & 0xc0 == Self::FIRST && self.0 >> (byte & 63) & 1 != 0
    }
}

impl<'a> Word<'a> {
    /// A folded word; none when it is empty.
    pub(super) fn new(word: &'a str) -> Option<Self> {
        let bytes = word.as_bytes();
        // Places near the start only: the windows must stay within the padding.
        let mut places: Vec<(usize, u8)> = bytes.iter().copied().enumerate().take(STEP).collect();
        places.sort_by_key(|&(at, byte)| (frequency(byte), at));
        let first = *places.first()?;
        let mut rare = [first; 4];
        rare.iter_mut().zip(&places).for_each(|(slot, place)| *slot = *place);
        let mut head = [(0, 0); 8];
        head.iter_mut().zip(bytes).for_each(|(slot, &byte)| *slot = (byte, 0xff));
        let head = (
            u64::from_le_bytes(head.map(|(byte, _)| byte)),
            u64::from_le_bytes(head.map(|(_, counts)| counts)),
        );
        let letters = bytes.iter().any(|&byte| is_letter(byte));
        Some(Self { bytes, rare, head, letters, before: None })
    }

    /// The word where one of these bytes follows it.
    pub(super) const fn before(self, marks: Marks) -> Self {
        Self { before: Some(marks), ..self }
    }

    /// Whether the word lies at a place of which some bytes were seen. There are always eight
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
            && self.before.is_none_or(|marks| {
                text.get(start + self.bytes.len()).is_some_and(|&next| marks.contains(next))
            })
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
        // Asked for some lines, many or few: those, and perhaps others that have it as well.
        for wanted_lines in [|line: u32| line % 3 != 1, |line| line % 3 == 0, |line| line > 40] {
            let mut asked = vec![0_u64; texts.len().div_ceil(64)];
            for line in (0..).take(texts.len()).filter(|line| wanted_lines(*line)) {
                asked[line as usize / 64] |= 1 << (line % 64);
            }
            let mut some = Vec::new();
            lines.scan_asked(&wanted, &Asked::new(&asked), |line| some.push(line));
            some.dedup();
            assert!(some.iter().all(|line| found.contains(line)));
            let told = |lines: &[u32]| -> Vec<u32> {
                lines.iter().copied().filter(|line| wanted_lines(*line)).collect()
            };
            assert_eq!(told(&some), told(&found), "{word:?} in {texts:?}");
        }
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
