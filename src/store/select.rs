//! From codes to rows: which rows have one of some codes.

use super::codes::Codes;
use wide::{u8x16, u16x8, u32x4};

/// Some of the codes of a column.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    /// 1 for each wanted code; codes past the end are not wanted.
    flags: Vec<u8>,
    /// Number of codes.
    len: usize,
    /// How many are wanted, and one of them.
    count: usize,
    one: u32,
    /// Those of one byte, to look up sixteen at a time.
    members: Members,
}

impl Wanted {
    /// None of `len` codes.
    pub(super) fn none(len: usize) -> Self {
        // Codes of one byte are looked up without asking whether they are in range.
        let flags = vec![0; len.max(256)];
        Self { flags, len: len.max(1), count: 0, one: 0, members: Members::default() }
    }

    pub(super) fn insert(&mut self, code: u32) {
        if let Some(flag) = self.flags.get_mut(code as usize)
            && *flag == 0
        {
            *flag = 1;
            self.count += 1;
            self.one = code;
            if let Ok(code) = u8::try_from(code) {
                self.members.insert(code);
            }
        }
    }

    /// The wanted codes.
    pub(super) fn codes(&self) -> impl Iterator<Item = u32> + '_ {
        let one = (self.count == 1).then_some(self.one);
        let several = (self.count > 1).then(|| (0_u32..).zip(&self.flags));
        let several = several.into_iter().flatten().filter(|(_, flag)| **flag == 1);
        one.into_iter().chain(several.map(|(code, _)| code))
    }

    /// How many of the codes are wanted.
    pub(super) const fn count(&self) -> usize {
        self.count
    }

    /// How many of the codes are wanted, in thousandths.
    pub(super) const fn share(&self) -> usize {
        self.count * 1000 / self.len
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.count == 0
    }

    pub(super) fn contains(&self, code: u32) -> bool {
        self.flags.get(code as usize) == Some(&1)
    }
}

/// Adds the rows from `from` on (a multiple of 64) that have a wanted code to `out`, 64 rows a
/// word. Rows past the end of the codes have code 0.
#[expect(clippy::cast_possible_truncation, reason = "a column of narrow codes has no wider one")]
pub(super) fn select(codes: &Codes, from: usize, wanted: &Wanted, out: &mut [u64]) {
    if wanted.count == 0 {
        return;
    }
    let one = (wanted.count == 1).then_some(wanted.one);
    match codes {
        Codes::One(codes) => {
            let codes = codes.get(from..).unwrap_or_default();
            match (one, wanted.flags.first_chunk::<256>()) {
                (Some(one), _) => words(codes, out, |codes| equal_bytes(codes, one as u8)),
                (None, Some(_)) if SHUFFLES => {
                    words(codes, out, |codes| wanted.members.among(codes));
                }
                (None, Some(flags)) => {
                    let flag = |code: u8| flags.get(usize::from(code)).copied().unwrap_or(0);
                    words(codes, out, |codes| pack(codes, flag));
                }
                (None, None) => {}
            }
        }
        Codes::Two(codes) => {
            let codes = codes.get(from..).unwrap_or_default();
            let flag = |code: u16| wanted.flags.get(usize::from(code)).copied().unwrap_or(0);
            match one {
                Some(one) => words(codes, out, |codes| equal_pairs(codes, one as u16)),
                None => words(codes, out, |codes| pack(codes, flag)),
            }
        }
        Codes::Four(codes) => {
            let codes = codes.get(from..).unwrap_or_default();
            let flag = |code: u32| wanted.flags.get(code as usize).copied().unwrap_or(0);
            match one {
                Some(one) => words(codes, out, |codes| equal_fours(codes, one)),
                None => words(codes, out, |codes| pack(codes, flag)),
            }
        }
    }
    if wanted.contains(0) {
        let end = codes.len().saturating_sub(from);
        for (start, word) in (0..).step_by(64).zip(out) {
            *word |= match end.saturating_sub(start) {
                0 => u64::MAX,
                there @ ..64 => u64::MAX << there,
                _ => 0,
            };
        }
    }
}

/// As [`select`], for rows that are asked for and not hit yet. What is hit already, or not asked
/// for, may be left as it is; a word that has nothing left to hit is not looked at.
pub(super) fn select_rest(
    codes: &Codes,
    from: usize,
    wanted: &Wanted,
    rows: &[u64],
    hits: &mut [u64],
) {
    if wanted.count <= 1 {
        // Looking at all is quicker than looking which.
        return select(codes, from, wanted, hits);
    }
    for ((start, asked), hit) in (from..).step_by(64).zip(rows).zip(hits) {
        let mut rest = asked & !*hit;
        if rest.count_ones() > FEW {
            select(codes, start, wanted, std::slice::from_mut(hit));
            continue;
        }
        while rest != 0 {
            let at = rest.trailing_zeros();
            if wanted.contains(codes.get(start + at as usize)) {
                *hit |= 1 << at;
            }
            rest &= rest - 1;
        }
    }
}

/// Rows of a word up to which each is looked up by itself.
const FEW: u32 = 16;

/// Whether bytes can be looked up sixteen at a time in one instruction.
const SHUFFLES: bool = cfg!(any(target_feature = "simd128", target_feature = "ssse3"));

/// Fills words from 64 codes each, the last from what is left.
fn words<T: Copy + Default>(codes: &[T], out: &mut [u64], word: impl Fn(&[T; 64]) -> u64) {
    let (chunks, rest) = codes.as_chunks::<64>();
    let mut out = out.iter_mut();
    for (chunk, slot) in chunks.iter().zip(&mut out) {
        *slot |= word(chunk);
    }
    if let Some(slot) = out.next()
        && !rest.is_empty()
    {
        let mut last = [T::default(); 64];
        last.iter_mut().zip(rest).for_each(|(slot, &code)| *slot = code);
        *slot |= word(&last) & ((1 << rest.len()) - 1);
    }
}

/// One bit a code, from a look-up.
fn pack<T: Copy>(codes: &[T; 64], flag: impl Fn(T) -> u8) -> u64 {
    codes.iter().rfold(0, |word, &code| (word << 1) | u64::from(flag(code)))
}

fn equal_bytes(codes: &[u8; 64], one: u8) -> u64 {
    let one = u8x16::splat(one);
    codes.as_chunks::<16>().0.iter().rfold(0, |word, codes| {
        (word << 16) | u64::from(u8x16::from(*codes).simd_eq(one).to_bitmask())
    })
}

fn equal_pairs(codes: &[u16; 64], one: u16) -> u64 {
    let one = u16x8::splat(one);
    codes.as_chunks::<8>().0.iter().rfold(0, |word, codes| {
        (word << 8) | u64::from(u16x8::from(*codes).simd_eq(one).to_bitmask())
    })
}

fn equal_fours(codes: &[u32; 64], one: u32) -> u64 {
    let one = u32x4::splat(one);
    codes.as_chunks::<4>().0.iter().rfold(0, |word, codes| {
        (word << 4) | u64::from(u32x4::from(*codes).simd_eq(one).to_bitmask())
    })
}

/// A set of bytes, by their lower half: which upper halves are in it, the lower eight and the
/// upper eight of them.
#[derive(Debug, Clone, Copy, Default)]
struct Members {
    lower: [u8; 16],
    upper: [u8; 16],
}

impl Members {
    fn insert(&mut self, byte: u8) {
        let (high, low) = (byte >> 4, byte & 15);
        let half = if high < 8 { &mut self.lower } else { &mut self.upper };
        if let Some(highs) = half.get_mut(usize::from(low)) {
            *highs |= 1 << (high % 8);
        }
    }

    /// One bit for each of the bytes that is in the set.
    fn among(&self, codes: &[u8; 64]) -> u64 {
        let bits = u8x16::new([1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128]);
        let (lower, upper) = (u8x16::from(self.lower), u8x16::from(self.upper));
        let (low, seven) = (u8x16::splat(15), u8x16::splat(7));
        codes.as_chunks::<16>().0.iter().rfold(0, |word, codes| {
            let codes = u8x16::from(*codes);
            let (low, high) = (codes & low, codes >> 4_u32);
            let uppers = high.simd_gt(seven);
            let halves = uppers.bitselect(upper.shuffle(low), lower.shuffle(low));
            let bit = bits.shuffle(high);
            (word << 16) | u64::from((halves & bit).simd_eq(bit).to_bitmask())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn members_of_bytes(wanted in prop::collection::vec(any::<u8>(), 0..40), codes in prop::collection::vec(any::<u8>(), 64)) {
            let mut members = Members::default();
            for &code in &wanted {
                members.insert(code);
            }
            let word = members.among(codes.first_chunk().unwrap());
            for (at, code) in codes.iter().enumerate() {
                prop_assert_eq!(word >> at & 1 == 1, wanted.contains(code));
            }
        }

        #[test]
        fn only_what_is_asked(
            list in prop::collection::vec(0_u32..6, 0..200),
            wanted_codes in prop::collection::vec(1_u32..6, 0..4),
            rows in prop::collection::vec(prop_oneof![any::<u64>(), Just(5), Just(0)], 3),
            before in prop::collection::vec(prop_oneof![any::<u64>(), Just(0)], 3),
        ) {
            let (mut codes, mut wanted) = (Codes::default(), Wanted::none(6));
            for &code in &list {
                codes.push(code);
            }
            for &code in &wanted_codes {
                wanted.insert(code);
            }
            let mut hits = before.clone();
            select_rest(&codes, 0, &wanted, &rows, &mut hits);
            for row in 0..3 * 64 {
                let bit = |words: &[u64]| words[row / 64] >> (row % 64) & 1 == 1;
                let hit = bit(&before) || wanted.contains(codes.get(row));
                if bit(&rows) {
                    prop_assert_eq!(bit(&hits), hit);
                } else {
                    prop_assert!(bit(&hits) <= hit);
                }
            }
        }

        #[test]
        fn as_a_loop(
            list in prop::collection::vec(0_usize..5, 0..400),
            wanted_codes in prop::collection::vec(0_usize..6, 0..4),
            block in 0_usize..3,
            widest in 3_usize..6,
        ) {
            const CODES: [u32; 6] = [0, 1, 7, 255, 300, 70_000];
            let mut codes = Codes::default();
            for &code in &list {
                codes.push(CODES[code.min(widest - 1)]);
            }
            if widest == 5 { codes.push(70_000); }
            let mut wanted = Wanted::none(70_001);
            for &code in &wanted_codes {
                wanted.insert(CODES[code]);
            }
            let mut out = vec![0_u64; 8];
            select(&codes, block * 64, &wanted, &mut out);
            for row in 0..8 * 64 {
                let bit = out[row / 64] >> (row % 64) & 1 == 1;
                prop_assert_eq!(bit, wanted.contains(codes.get(block * 64 + row)), "row {}", row);
            }
        }
    }
}
