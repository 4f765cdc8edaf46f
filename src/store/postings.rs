//! The rows of each code of a column: few hits are found without looking at everyone.

use super::codes::Codes;

/// Row numbers by code, ascending within each.
#[derive(Debug, Clone, Default)]
pub(super) struct Postings {
    /// Where the rows of each code start, and the last end.
    starts: Vec<u32>,
    rows: Vec<u32>,
}

impl Postings {
    /// The rows of codes below `len`.
    pub(super) fn of(codes: &Codes, len: usize) -> Self {
        let mut starts = vec![0_u32; len + 1];
        for code in codes.iter() {
            if let Some(count) = starts.get_mut(code as usize + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut next = starts.clone();
        let mut rows = vec![0; codes.len()];
        for (row, code) in (0_u32..).zip(codes.iter()) {
            if let Some(place) = next.get_mut(code as usize) {
                if let Some(slot) = rows.get_mut(*place as usize) {
                    *slot = row;
                }
                *place += 1;
            }
        }
        Self { starts, rows }
    }

    /// The rows with a code.
    pub(super) fn rows(&self, code: u32) -> &[u32] {
        let place = |code: usize| self.starts.get(code).map(|&start| start as usize);
        let (Some(start), Some(end)) = (place(code as usize), place(code as usize + 1)) else {
            return &[];
        };
        self.rows.get(start..end).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::{Codes, Postings};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn as_looking_at_every_row(list in prop::collection::vec(0_u32..9, 0..200)) {
            let mut codes = Codes::default();
            codes.extend(&list);
            let postings = Postings::of(&codes, 9);
            for code in 0..11 {
                let rows: Vec<u32> = (0..).zip(&list).filter(|(_, held)| **held == code).map(|(row, _)| row).collect();
                prop_assert_eq!(postings.rows(code), rows);
            }
        }
    }
}
