//! Fixed hashes: the same on every machine and in every run.

/// Folds a word into a hash; the multiplier is the golden ratio's, odd and well spread.
const fn mix(hash: u64, word: u64) -> u64 {
    (hash.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The upper half, after every bit has reached it.
const fn finish(hash: u64) -> u32 {
    ((hash ^ (hash >> 29)).wrapping_mul(0xff51_afd7_ed55_8ccd) >> 32) as u32
}

/// A hash of some bytes.
#[inline]
pub(super) fn of_bytes(bytes: &[u8]) -> u32 {
    let (words, rest) = bytes.as_chunks::<8>();
    let mut hash = bytes.len() as u64;
    for word in words {
        hash = mix(hash, u64::from_le_bytes(*word));
    }
    if !rest.is_empty() {
        // The last eight bytes again where there are eight, else the few that there are.
        hash = mix(
            hash,
            bytes.last_chunk::<8>().map_or_else(|| few(bytes), |last| u64::from_le_bytes(*last)),
        );
    }
    finish(hash)
}

/// At most eight bytes as one number; different ones of the same length give different numbers.
#[inline]
fn few(bytes: &[u8]) -> u64 {
    match (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        (Some(first), Some(last)) => {
            u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << 32
        }
        _ => bytes.iter().rfold(0, |word, &byte| (word << 8) | u64::from(byte)),
    }
}

/// Whether two short runs of bytes are the same: without the call that a comparison of slices is.
#[inline]
pub(super) fn equal(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    let ((ones, _), (others, _)) = (one.as_chunks::<8>(), other.as_chunks::<8>());
    match (one.last_chunk::<8>(), other.last_chunk::<8>()) {
        (Some(last), Some(other_last)) => {
            last == other_last && ones.iter().zip(others).all(|(one, other)| one == other)
        }
        _ => few(one) == few(other),
    }
}

/// A hash that is equal for texts that are equal without regard to case.
pub(super) fn of_folded(text: &str) -> u32 {
    of_bytes(crate::text::fold::case(text).as_bytes())
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
            assert_eq!(of_folded(one), of_folded(other), "{one} {other}");
        }
    }

    #[test]
    fn numbers_in_a_row_spread() {
        let mut hashes: Vec<u32> =
            (0..100_000).map(|number| of_bytes(format!("{number:07}").as_bytes())).collect();
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
            prop_assert_eq!(of_folded(&text), of_folded(&crate::text::fold::case(&text)));
        }

        #[test]
        fn equality_of_bytes(one in "[ab]{0,20}", other in "[ab]{0,20}", cut in 0_usize..20) {
            let near = [one.get(..cut.min(one.len())).unwrap(), "a", one.get(cut.min(one.len())..).unwrap()].concat();
            for other in [&one.clone(), &other, &near] {
                prop_assert_eq!(equal(one.as_bytes(), other.as_bytes()), &one == other);
            }
        }
    }
}
