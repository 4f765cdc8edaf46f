//! Fixed hashes: the same on every machine and in every run.

/// Folds a word into a hash; the multiplier is the golden ratio's, odd and well spread.
const fn mix(hash: u64, word: u64) -> u64 {
    (hash.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The upper half, after every bit has reached it.
const fn finish(hash: u64) -> u32 {
    ((hash ^ (hash >> 29)).wrapping_mul(0xff51_afd7_ed55_8ccd) >> 32) as u32
}

/// Bit 5 of every byte, which tells the case of an ASCII letter.
const CASE: u64 = 0x2020_2020_2020_2020;
/// The highest bit of every byte, which ASCII does not use.
const HIGH: u64 = 0x8080_8080_8080_8080;

/// The hash of some bytes with bit 5 of every byte set, and the bits of all bytes together.
fn hash_bytes(bytes: &[u8]) -> (u32, u64) {
    let (words, rest) = bytes.as_chunks::<8>();
    let mut seen = 0;
    let mut hash = bytes.len() as u64;
    for word in words {
        let word = u64::from_le_bytes(*word);
        seen |= word;
        hash = mix(hash, word | CASE);
    }
    if !rest.is_empty() {
        // The last eight bytes again where there are eight, else the few that there are.
        let word = match bytes.last_chunk::<8>() {
            Some(last) => u64::from_le_bytes(*last),
            None => rest.iter().rfold(0, |word, &byte| (word << 8) | u64::from(byte)),
        };
        seen |= word;
        hash = mix(hash, word | CASE);
    }
    (finish(hash), seen)
}

/// A hash that is equal for texts that are equal without regard to case.
#[must_use]
pub(super) fn of_text(text: &str) -> u32 {
    let (hash, seen) = hash_bytes(text.as_bytes());
    if seen & HIGH == 0 { hash } else { hash_bytes(crate::text::fold::case(text).as_bytes()).0 }
}

/// A hash of an object id.
#[must_use]
pub(super) fn of_id(id: crate::domain::ObjectId) -> u32 {
    let word = u128::from_le_bytes(id.0);
    #[expect(clippy::cast_possible_truncation, reason = "the two halves")]
    let (low, high) = (word as u64, (word >> 64) as u64);
    finish(mix(mix(0, low), high))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn case_makes_no_difference() {
        for (one, other) in [
            ("", ""),
            ("Sales", "sALES"),
            ("jose.alvarez123@contoso.com", "Jose.Alvarez123@CONTOSO.com"),
            ("ÉCOLE", "école"),
            ("\u{212a}elvin", "kelvin"),
            ("ΣΊΣΥΦΟΣ", "σίσυφος"),
        ] {
            assert_eq!(of_text(one), of_text(other), "{one} {other}");
        }
    }

    #[test]
    fn numbers_in_a_row_spread() {
        let mut hashes: Vec<u32> =
            (0..100_000).map(|number| of_text(&format!("{number:07}"))).collect();
        let mut homes: Vec<u32> = hashes.iter().map(|hash| hash >> 14).collect();
        hashes.sort_unstable();
        hashes.dedup();
        assert!(hashes.len() > 99_990, "{}", hashes.len());
        homes.sort_unstable();
        homes.dedup();
        // 2^18 homes for 100,000 entries: a random function reaches about 83,000.
        assert!(homes.len() > 80_000, "{}", homes.len());
    }

    proptest! {
        #[test]
        fn equal_folds_hash_alike(text in any::<String>()) {
            prop_assert_eq!(of_text(&text), of_text(&crate::text::fold::case(&text)));
        }
    }
}
