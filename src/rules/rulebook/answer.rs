//! What a rule says of everybody, to be kept.

use crate::{
    rules::{takes::Takes, truth::Truth},
    store::Rows,
};

/// Of whom a rule is true, and of whom that cannot be said.
#[derive(Debug, Default)]
pub(super) struct Answer {
    pub(super) sure: Rows,
    pub(super) unknown: Rows,
}

impl Answer {
    pub(super) fn new(takes: Takes) -> Self {
        Self { sure: Rows::of(takes.members), unknown: Rows::of(takes.unknown) }
    }

    pub(super) fn of(&self, row: u32) -> Truth {
        if self.sure.contains(row) {
            Truth::Yes
        } else if self.unknown.contains(row) {
            Truth::Unknown
        } else {
            Truth::No
        }
    }

    /// Whether both say the same, however they are kept.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.sure.iter().eq(other.sure.iter()) && self.unknown.iter().eq(other.unknown.iter())
    }

    /// Puts an answer in the place of another; says whether it is a different one.
    pub(super) fn put(&mut self, row: u32, truth: Truth) -> bool {
        if self.of(row) == truth {
            return false;
        }
        for (rows, wanted) in [(&mut self.sure, Truth::Yes), (&mut self.unknown, Truth::Unknown)] {
            rows.grow(row.saturating_add(1));
            rows.put(row, truth == wanted);
        }
        true
    }

    pub(super) fn bytes(&self) -> usize {
        self.sure.bytes() + self.unknown.bytes()
    }
}
