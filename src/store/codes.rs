//! A column of small numbers, as narrow as they allow.

/// Numbers in one, two or four bytes each, whichever the largest so far needs.
#[derive(Debug, Clone)]
pub(super) enum Codes {
    One(Vec<u8>),
    Two(Vec<u16>),
    Four(Vec<u32>),
}

impl Default for Codes {
    fn default() -> Self {
        Self::One(Vec::new())
    }
}

impl Codes {
    pub(super) const fn len(&self) -> usize {
        match self {
            Self::One(codes) => codes.len(),
            Self::Two(codes) => codes.len(),
            Self::Four(codes) => codes.len(),
        }
    }

    /// Bytes of each code.
    pub(super) const fn width(&self) -> usize {
        match self {
            Self::One(_) => 1,
            Self::Two(_) => 2,
            Self::Four(_) => 4,
        }
    }

    /// The code of a row; 0 past the end.
    #[inline]
    pub(super) fn get(&self, row: usize) -> u32 {
        match self {
            Self::One(codes) => codes.get(row).map_or(0, |&code| u32::from(code)),
            Self::Two(codes) => codes.get(row).map_or(0, |&code| u32::from(code)),
            Self::Four(codes) => codes.get(row).copied().unwrap_or(0),
        }
    }

    /// Writes the codes of the first rows, as far as there is room.
    pub(super) fn write_to(&self, out: &mut [u32]) {
        match self {
            Self::One(codes) => out.iter_mut().zip(codes).for_each(|(to, it)| *to = u32::from(*it)),
            Self::Two(codes) => out.iter_mut().zip(codes).for_each(|(to, it)| *to = u32::from(*it)),
            Self::Four(codes) => out.iter_mut().zip(codes).for_each(|(to, it)| *to = *it),
        }
    }

    /// Makes room for a code.
    fn widen_for(&mut self, code: u32) {
        match self {
            Self::One(codes) if code > u32::from(u8::MAX) => {
                *self = if code > u32::from(u16::MAX) {
                    Self::Four(codes.iter().map(|&code| u32::from(code)).collect())
                } else {
                    Self::Two(codes.iter().map(|&code| u16::from(code)).collect())
                };
            }
            Self::Two(codes) if code > u32::from(u16::MAX) => {
                *self = Self::Four(codes.iter().map(|&code| u32::from(code)).collect());
            }
            _ => {}
        }
    }

    /// Adds a code at the end.
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "widened before")]
    pub(super) fn push(&mut self, code: u32) {
        self.widen_for(code);
        match self {
            Self::One(codes) => codes.push(code as u8),
            Self::Two(codes) => codes.push(code as u16),
            Self::Four(codes) => codes.push(code),
        }
    }

    /// Adds codes at the end.
    #[expect(clippy::cast_possible_truncation, reason = "widened before")]
    pub(super) fn extend(&mut self, more: &[u32]) {
        self.widen_for(more.iter().copied().max().unwrap_or(0));
        match self {
            Self::One(codes) => codes.extend(more.iter().map(|&code| code as u8)),
            Self::Two(codes) => codes.extend(more.iter().map(|&code| code as u16)),
            Self::Four(codes) => codes.extend_from_slice(more),
        }
    }

    /// Changes the code of a row, with 0 in the rows between the end and it.
    #[expect(clippy::cast_possible_truncation, reason = "widened before")]
    pub(super) fn set(&mut self, row: usize, code: u32) {
        self.widen_for(code);
        self.resize(self.len().max(row + 1));
        match self {
            Self::One(codes) => codes.get_mut(row).map(|slot| *slot = code as u8),
            Self::Two(codes) => codes.get_mut(row).map(|slot| *slot = code as u16),
            Self::Four(codes) => codes.get_mut(row).map(|slot| *slot = code),
        };
    }

    /// Cuts, or fills with 0.
    pub(super) fn resize(&mut self, len: usize) {
        match self {
            Self::One(codes) => codes.resize(len, 0),
            Self::Two(codes) => codes.resize(len, 0),
            Self::Four(codes) => codes.resize(len, 0),
        }
    }

    /// How many rows have another code than 0.
    pub(super) fn count_nonzero(&self) -> usize {
        match self {
            Self::One(codes) => codes.iter().filter(|&&code| code != 0).count(),
            Self::Two(codes) => codes.iter().filter(|&&code| code != 0).count(),
            Self::Four(codes) => codes.iter().filter(|&&code| code != 0).count(),
        }
    }

    /// Calls `each` with the code of every one of these rows; 0 past the end.
    #[inline]
    pub(super) fn each(&self, rows: &[u32], mut each: impl FnMut(u32)) {
        match self {
            Self::One(codes) => {
                for &row in rows {
                    each(codes.get(row as usize).map_or(0, |&code| u32::from(code)));
                }
            }
            Self::Two(codes) => {
                for &row in rows {
                    each(codes.get(row as usize).map_or(0, |&code| u32::from(code)));
                }
            }
            Self::Four(codes) => {
                for &row in rows {
                    each(codes.get(row as usize).copied().unwrap_or(0));
                }
            }
        }
    }

    /// The codes in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        (0..self.len()).map(|row| self.get(row))
    }
}

#[cfg(test)]
mod tests {
    use super::Codes;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn as_a_vector(steps in prop::collection::vec((0_usize..20, 0_usize..4), 0..30)) {
            let (mut codes, mut model) = (Codes::default(), Vec::<u32>::new());
            for (row, size) in steps {
                let code = [3, 200, 70_000, 300][size];
                if row == 0 && size == 0 {
                    codes.extend(&[code, 0, code]);
                    model.extend([code, 0, code]);
                } else if row == 0 {
                    codes.push(code);
                    model.push(code);
                } else {
                    codes.set(row, code);
                    model.resize(model.len().max(row + 1), 0);
                    model[row] = code;
                }
            }
            prop_assert_eq!(codes.iter().collect::<Vec<_>>(), model.clone());
            prop_assert_eq!(codes.get(model.len()), 0);
            prop_assert_eq!(codes.count_nonzero(), model.iter().filter(|&&code| code != 0).count());
        }
    }
}
