//! A stable sort of rows by a number each, digit by digit.

/// Bits of a digit: its counters fit the nearest cache.
const DIGIT: u32 = 11;

/// Sorts rows by a key that is at most `max`; rows with equal keys keep their order.
pub(super) fn sort(rows: &mut [u32], max: u32, key: impl Fn(u32) -> u32) {
    if max == 0 || rows.len() < 2 {
        return;
    }
    let mut pairs: Vec<u64> =
        rows.iter().map(|&row| u64::from(key(row)) << 32 | u64::from(row)).collect();
    sort_pairs(&mut pairs, u32::BITS - max.leading_zeros());
    #[expect(clippy::cast_possible_truncation, reason = "the lower half is the row")]
    rows.iter_mut().zip(pairs).for_each(|(row, pair)| *row = pair as u32);
}

/// Sorts numbers by some bits of their upper halves, from the lowest.
fn sort_pairs(pairs: &mut Vec<u64>, bits: u32) {
    let passes = bits.div_ceil(DIGIT);
    let digit = bits.div_ceil(passes);
    let mask = (1_u64 << digit) - 1;
    let mut sorted = vec![0_u64; pairs.len()];
    for pass in 0..passes {
        let shift = 32 + pass * digit;
        #[expect(clippy::cast_possible_truncation, reason = "masked to a digit")]
        let bucket = |pair: u64| (pair >> shift & mask) as usize;
        let mut places = vec![0_u32; 1 << digit];
        for &pair in &*pairs {
            if let Some(count) = places.get_mut(bucket(pair)) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for place in &mut places {
            sum += std::mem::replace(place, sum);
        }
        for &pair in &*pairs {
            if let Some(place) = places.get_mut(bucket(pair)) {
                if let Some(slot) = sorted.get_mut(*place as usize) {
                    *slot = pair;
                }
                *place += 1;
            }
        }
        std::mem::swap(pairs, &mut sorted);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn as_a_stable_sort(keys in prop::collection::vec(0_u32..3000, 0..200), shift in 0_u32..20) {
            let keys: Vec<u32> = keys.iter().map(|key| key << shift).collect();
            let mut rows: Vec<u32> = (0..).take(keys.len()).collect();
            let mut expected = rows.clone();
            expected.sort_by_key(|&row| keys[row as usize]);
            super::sort(&mut rows, keys.iter().copied().max().unwrap_or(0), |row| keys[row as usize]);
            prop_assert_eq!(rows, expected);
        }
    }
}
