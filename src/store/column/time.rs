//! Points in time.

use super::{NULL, UNKNOWN};
use crate::{
    domain::Timestamp,
    store::{Bits, Cell},
};

/// Milliseconds by row, with two sets that tell a value from null and from unknown.
#[derive(Debug, Clone, Default)]
pub(in crate::store) struct Times {
    /// 0 where there is no value.
    pub(in crate::store) values: Vec<i64>,
    /// Rows with a value.
    pub(in crate::store) valued: Bits,
    /// Rows that are null.
    pub(in crate::store) null: Bits,
}

fn number(row: usize) -> u32 {
    u32::try_from(row).unwrap_or(u32::MAX)
}

impl Times {
    pub(in crate::store) const fn len(&self) -> usize {
        self.values.len()
    }

    #[inline]
    pub(in crate::store) fn read(&self, row: usize) -> Cell<'_> {
        let at = number(row);
        match self.values.get(row) {
            Some(&value) if self.valued.contains(at) => Cell::Time(Timestamp(value)),
            _ if self.null.contains(at) => Cell::Null,
            _ => Cell::Unknown,
        }
    }

    /// Adds [`UNKNOWN`], [`NULL`], or a value for any other code.
    pub(in crate::store) fn push(&mut self, code: u32, value: i64) {
        self.values.push(value);
        self.valued.push(code > NULL);
        self.null.push(code == NULL);
    }

    pub(in crate::store) fn set(&mut self, row: usize, value: Result<i64, u32>) {
        if let Some(slot) = self.values.get_mut(row) {
            *slot = value.unwrap_or(0);
            self.valued.put(number(row), value.is_ok());
            self.null.put(number(row), value == Err(NULL));
        }
    }

    pub(in crate::store) fn resize(&mut self, len: usize) {
        while self.len() < len {
            self.push(UNKNOWN, 0);
        }
        if self.len() > len {
            self.values.truncate(len);
            for bits in [&mut self.valued, &mut self.null] {
                *bits = Bits::of(number(len), bits.iter());
            }
        }
    }

    pub(in crate::store) fn count_known(&self) -> usize {
        (self.valued.count() + self.null.count()) as usize
    }
}
