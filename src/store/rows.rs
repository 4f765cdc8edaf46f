//! A set of rows to be kept: one bit each, or the numbers of the few that are in it.

use super::Bits;

/// A set of rows in the smaller of two forms.
#[derive(Debug, Clone)]
pub enum Rows {
    /// One bit a row.
    Bits(Bits),
    /// Row numbers in ascending order, and below which number rows are.
    List(Vec<u32>, u32),
}

impl Default for Rows {
    fn default() -> Self {
        Self::none(0)
    }
}

/// A number takes as much as this many bits.
const WIDTH: u32 = 32;

impl Rows {
    /// The empty set over `len` rows.
    #[must_use]
    pub const fn none(len: u32) -> Self {
        Self::List(Vec::new(), len)
    }

    /// The same set in the smaller form.
    #[must_use]
    pub fn of(bits: Bits) -> Self {
        let count = bits.count();
        if count < bits.len() / WIDTH {
            // As much room as is needed.
            let mut list = Vec::with_capacity(count as usize);
            for (base, mut word) in (0_u32..).step_by(64).zip(bits.words().iter().copied()) {
                while word != 0 {
                    list.push(base + word.trailing_zeros());
                    word &= word - 1;
                }
            }
            return Self::List(list, bits.len());
        }
        Self::Bits(bits)
    }

    /// The set of some rows, in ascending order and each once, in the smaller form; it is as long
    /// as the last of them needs.
    #[must_use]
    pub fn of_list(mut rows: Vec<u32>) -> Self {
        let len = rows.last().map_or(0, |row| row.saturating_add(1));
        // Bits come in words.
        if rows.len() * size_of::<u32>() > len.div_ceil(64) as usize * size_of::<u64>() {
            return Self::Bits(Bits::of(len, rows));
        }
        rows.shrink_to_fit();
        Self::List(rows, len)
    }

    /// Whether a row is in it.
    #[must_use]
    pub fn contains(&self, row: u32) -> bool {
        match self {
            Self::Bits(bits) => bits.contains(row),
            Self::List(list, _) => list.binary_search(&row).is_ok(),
        }
    }

    /// Adds or removes a row. A list that has become the larger form gives way to bits.
    pub fn put(&mut self, row: u32, member: bool) {
        match self {
            Self::Bits(bits) => bits.put(row, member),
            Self::List(list, len) => match (list.binary_search(&row), member) {
                (Err(place), true) if row < *len => {
                    list.insert(place, row);
                    // Some slack, so that a set at the border does not change form with each edit.
                    if list.len() as u64 * u64::from(WIDTH) > u64::from(*len) * 2 {
                        *self = Self::Bits(self.to_bits());
                    }
                }
                (Ok(place), false) => drop(list.remove(place)),
                _ => {}
            },
        }
    }

    /// Number of rows in it.
    #[must_use]
    pub fn count(&self) -> u32 {
        match self {
            Self::Bits(bits) => bits.count(),
            Self::List(list, _) => u32::try_from(list.len()).unwrap_or(u32::MAX),
        }
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Bits(bits) => bits.is_empty(),
            Self::List(list, _) => list.is_empty(),
        }
    }

    /// The rows in ascending order.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        let (bits, list) = match self {
            Self::Bits(bits) => (Some(bits), None),
            Self::List(list, _) => (None, Some(list)),
        };
        bits.into_iter().flat_map(Bits::iter).chain(list.into_iter().flatten().copied())
    }

    /// Passes each row on, in ascending order: where the loop is the work, faster than [`Self::iter`].
    #[inline]
    pub fn each(&self, mut take: impl FnMut(u32)) {
        match self {
            Self::Bits(bits) => bits.each(take),
            Self::List(list, _) => list.iter().for_each(|row| take(*row)),
        }
    }

    /// Those of them that are in another set; in the form that they have.
    #[must_use]
    pub fn within(&self, other: &Bits) -> Self {
        match self {
            Self::Bits(bits) => {
                let mut both = bits.clone();
                both.and(other);
                Self::Bits(both)
            }
            Self::List(list, len) => {
                let mut both = Vec::with_capacity(list.len());
                for &row in list {
                    if other.contains(row) {
                        both.push(row);
                    }
                }
                Self::List(both, *len)
            }
        }
    }

    /// The same as bits.
    #[must_use]
    pub fn to_bits(&self) -> Bits {
        match self {
            Self::Bits(bits) => bits.clone(),
            Self::List(list, len) => Bits::of(*len, list.iter().copied()),
        }
    }

    /// Adds the rows to a set of bits; those past its length are left out.
    pub fn add_to(&self, bits: &mut Bits) {
        match self {
            Self::Bits(own) => bits.or(own),
            Self::List(list, _) => {
                for row in list {
                    bits.insert(*row);
                }
            }
        }
    }

    /// Makes room for rows up to `len`.
    pub fn grow(&mut self, rows: u32) {
        match self {
            Self::Bits(bits) => bits.grow(rows),
            Self::List(_, len) => *len = rows.max(*len),
        }
    }

    /// Bytes that it takes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        match self {
            Self::Bits(bits) => size_of_val(bits.words()),
            Self::List(list, _) => list.capacity() * size_of::<u32>(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Rows;
    use crate::store::Bits;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn as_a_set(
            len in 0_u32..400,
            first in prop::collection::btree_set(0_u32..400, 0..40),
            steps in prop::collection::vec((0_u32..420, any::<bool>()), 0..80),
        ) {
            let mut model: BTreeSet<u32> = first.into_iter().filter(|row| *row < len).collect();
            let mut rows = Rows::of(Bits::of(len, model.iter().copied()));
            for (row, member) in steps {
                rows.put(row, member);
                if member && row < len {
                    model.insert(row);
                } else {
                    model.remove(&row);
                }
                prop_assert_eq!(rows.contains(row), model.contains(&row));
            }
            prop_assert_eq!(rows.iter().collect::<BTreeSet<_>>(), model.clone());
            prop_assert_eq!(rows.count() as usize, model.len());
            prop_assert_eq!(rows.is_empty(), model.is_empty());
            prop_assert_eq!(rows.to_bits(), Bits::of(len, model.iter().copied()));
            let mut added = Bits::of(200, [0]);
            rows.add_to(&mut added);
            let both = model.iter().copied().chain([0]);
            prop_assert_eq!(added, Bits::of(200, both));
            rows.grow(500);
            rows.put(450, true);
            prop_assert!(rows.contains(450));
            prop_assert_eq!(rows.count() as usize, model.len() + 1);
        }
    }

    #[test]
    fn few_rows_are_a_list() {
        let few = Rows::of(Bits::of(10_000, [1, 5_000]));
        assert!(matches!(few, Rows::List(..)));
        assert_eq!(few.bytes(), 8);
        let many = Rows::of(Bits::of(10_000, 0..400));
        assert!(matches!(many, Rows::Bits(_)));
        assert_eq!(many.bytes(), 1256);
    }
}
