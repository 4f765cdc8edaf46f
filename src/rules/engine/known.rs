//! A set of rows of which some may be unknown.

use crate::{rules::Truth, store::Bits};

/// The rows that are surely in a set, and those that may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Known {
    pub(super) sure: Bits,
    /// The sure ones and the unknown ones; none where nothing is unknown.
    pub(super) possible: Option<Bits>,
}

impl Known {
    /// A set and what is unknown of it.
    pub(super) fn new(sure: Bits, unknown: &Bits) -> Self {
        let possible = (!unknown.is_empty()).then(|| {
            let mut possible = sure.clone();
            possible.or(unknown);
            possible
        });
        Self { sure, possible }
    }

    /// The rows of which it cannot be said, where there are any.
    pub(super) fn unknown(&self) -> Option<Bits> {
        let mut unknown = self.possible.clone()?;
        unknown.and_not(&self.sure);
        Some(unknown)
    }

    fn possible(&self) -> &Bits {
        self.possible.as_ref().unwrap_or(&self.sure)
    }

    /// Of the rows that are in both.
    pub(super) fn and(&mut self, other: &Self) {
        if self.possible.is_some() || other.possible.is_some() {
            let possible = self.possible.get_or_insert_with(|| self.sure.clone());
            possible.and(other.possible());
        }
        self.sure.and(&other.sure);
    }

    /// The rows that are in either.
    pub(super) fn or(&mut self, other: &Self) {
        if self.possible.is_some() || other.possible.is_some() {
            let possible = self.possible.get_or_insert_with(|| self.sure.clone());
            possible.or(other.possible());
        }
        self.sure.or(&other.sure);
    }

    /// The rows of both that are in this and not in the other.
    pub(super) fn and_not(&mut self, other: &Self) {
        if self.possible.is_some() || other.possible.is_some() {
            let possible = self.possible.get_or_insert_with(|| self.sure.clone());
            possible.and_not(&other.sure);
        }
        self.sure.and_not(other.possible());
    }

    /// All rows but these.
    pub(super) fn not(&mut self, all: &Bits) {
        let mut sure = all.clone();
        sure.and_not(self.possible());
        self.possible = self.possible.is_some().then(|| {
            let mut possible = all.clone();
            possible.and_not(&self.sure);
            possible
        });
        self.sure = sure;
    }

    pub(super) fn of(&self, row: u32) -> Truth {
        if self.sure.contains(row) {
            Truth::Yes
        } else if self.possible.as_ref().is_some_and(|possible| possible.contains(row)) {
            Truth::Unknown
        } else {
            Truth::No
        }
    }

    pub(super) fn put(&mut self, row: u32, truth: Truth) {
        self.sure.put(row, truth == Truth::Yes);
        if truth == Truth::Unknown && self.possible.is_none() {
            self.possible = Some(self.sure.clone());
        }
        if let Some(possible) = &mut self.possible {
            possible.put(row, truth != Truth::No);
        }
    }

    /// Calls `each` with the rows that another one says something else of.
    pub(super) fn differences(&self, other: &Self, mut each: impl FnMut(u32)) {
        let pairs = [(&self.sure, &other.sure), (self.possible(), other.possible())];
        let words = pairs.map(|(one, other)| one.words().iter().zip(other.words()));
        let [sure, possible] = words;
        for (base, ((a, b), (c, d))) in (0_u32..).step_by(64).zip(sure.zip(possible)) {
            let mut differ = (a ^ b) | (c ^ d);
            while differ != 0 {
                each(base + differ.trailing_zeros());
                differ &= differ - 1;
            }
        }
    }

    pub(super) fn bytes(&self) -> usize {
        let bytes = |bits: &Bits| bits.words().len() * 8;
        bytes(&self.sure) + self.possible.as_ref().map_or(0, bytes)
    }

    pub(super) fn grow(&mut self, rows: u32) {
        self.sure.grow(rows);
        if let Some(possible) = &mut self.possible {
            possible.grow(rows);
        }
    }
}
