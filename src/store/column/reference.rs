//! References to other objects, and back.

use super::{FIRST, NULL, UNKNOWN};
use crate::{
    domain::ObjectId,
    store::{Cell, codes::Codes, hash, table::Table},
};
use std::sync::OnceLock;

/// No row.
const NONE: u32 = u32::MAX;

/// The objects that are referred to, each with a number, and the number of each row.
#[derive(Debug, Clone, Default)]
pub(in crate::store) struct References {
    targets: Vec<ObjectId>,
    index: Table,
    codes: Codes,
    /// Made when first asked for, kept from then on.
    back: OnceLock<Back>,
}

/// The rows of each code as a list linked both ways, so that an edit costs the same in any
/// directory.
#[derive(Debug, Clone)]
struct Back {
    /// First row by code.
    first: Vec<u32>,
    /// Row after and row before, by row.
    links: Vec<(u32, u32)>,
}

impl Back {
    fn new(codes: &Codes, targets: usize) -> Self {
        let mut back = Self {
            first: vec![NONE; targets + FIRST as usize],
            links: vec![(NONE, NONE); codes.len()],
        };
        for row in (0..codes.len()).rev() {
            back.link(row, codes.get(row));
        }
        back
    }

    fn link(&mut self, row: usize, code: u32) {
        let number = u32::try_from(row).unwrap_or(NONE);
        if self.links.len() <= row {
            self.links.resize(row + 1, (NONE, NONE));
        }
        if self.first.len() <= code as usize {
            self.first.resize(code as usize + 1, NONE);
        }
        if code < FIRST {
            return;
        }
        let Some(first) = self.first.get_mut(code as usize) else { return };
        let after = std::mem::replace(first, number);
        if let Some(link) = self.links.get_mut(row) {
            *link = (after, NONE);
        }
        if let Some(link) = self.links.get_mut(after as usize) {
            link.1 = number;
        }
    }

    fn unlink(&mut self, row: usize, code: u32) {
        let Some(&(after, before)) = self.links.get(row) else { return };
        if code < FIRST {
            return;
        }
        match self.links.get_mut(before as usize) {
            Some(link) => link.0 = after,
            None => self.first.get_mut(code as usize).into_iter().for_each(|slot| *slot = after),
        }
        if let Some(link) = self.links.get_mut(after as usize) {
            link.1 = before;
        }
    }
}

impl References {
    /// A column of targets, and of codes that name them; none when a target is there twice.
    pub(in crate::store) fn of(targets: Vec<ObjectId>, codes: Codes) -> Option<Self> {
        let index = Table::with_capacity(targets.len());
        let mut column = Self { targets: Vec::new(), index, codes, back: OnceLock::new() };
        let mut all = targets.into_iter();
        let distinct = all.all(|target| {
            let before = column.targets.len();
            column.intern(target);
            column.targets.len() > before
        });
        distinct.then_some(column)
    }

    pub(in crate::store) const fn codes(&self) -> &Codes {
        &self.codes
    }

    pub(in crate::store) fn targets(&self) -> &[ObjectId] {
        &self.targets
    }

    /// The object of a code, for codes of values.
    pub(in crate::store) fn target(&self, code: u32) -> Option<ObjectId> {
        self.targets.get(code.checked_sub(FIRST)? as usize).copied()
    }

    pub(in crate::store) fn read(&self, row: usize) -> Cell<'_> {
        let code = self.codes.get(row);
        match self.target(code) {
            Some(id) => Cell::Reference(id),
            None if code == NULL => Cell::Null,
            None => Cell::Unknown,
        }
    }

    /// The code of an object, when any row ever referred to it.
    pub(in crate::store) fn code(&self, id: ObjectId) -> Option<u32> {
        let number = self
            .index
            .under(hash::of_id(id))
            .find(|&number| self.targets.get(number as usize).is_some_and(|it| it.is(id)));
        number.map(|number| number + FIRST)
    }

    fn intern(&mut self, id: ObjectId) -> u32 {
        self.code(id).unwrap_or_else(|| {
            let number = u32::try_from(self.targets.len()).unwrap_or(u32::MAX);
            self.targets.push(id);
            self.index.insert(hash::of_id(id), number);
            number + FIRST
        })
    }

    pub(in crate::store) fn push(&mut self, id: ObjectId) {
        let code = self.intern(id);
        self.codes.push(code);
    }

    pub(in crate::store) fn push_nothing(&mut self, known: bool) {
        self.codes.push(if known { NULL } else { UNKNOWN });
    }

    pub(in crate::store) fn resize(&mut self, len: usize) {
        if len < self.codes.len() {
            self.back = OnceLock::new();
        }
        self.codes.resize(len);
    }

    pub(in crate::store) fn set(&mut self, row: usize, to: Result<ObjectId, u32>) {
        let (before, after) =
            (self.codes.get(row), to.map_or_else(|code| code, |id| self.intern(id)));
        self.codes.set(row, after);
        if let Some(back) = self.back.get_mut() {
            back.unlink(row, before);
            back.link(row, after);
        }
    }

    /// The rows that refer to an object, in ascending order.
    pub(in crate::store) fn rows(&self, id: ObjectId) -> Vec<u32> {
        let Some(code) = self.code(id) else { return Vec::new() };
        let back = self.back.get_or_init(|| Back::new(&self.codes, self.targets.len()));
        let first = back.first.get(code as usize).copied().filter(|&row| row != NONE);
        let mut rows: Vec<u32> = std::iter::successors(first, |&row| {
            back.links.get(row as usize).map(|link| link.0).filter(|&row| row != NONE)
        })
        .collect();
        rows.sort_unstable();
        rows
    }

    /// Lets every reference to one object lead to another.
    pub(in crate::store) fn rename(&mut self, from: ObjectId, to: ObjectId) {
        let Some(old) = self.code(from) else { return };
        if self.code(to).is_some() {
            for row in self.rows(from) {
                self.set(row as usize, Ok(to));
            }
            return;
        }
        let number = old - FIRST;
        self.index.remove(hash::of_id(from), number);
        self.index.insert(hash::of_id(to), number);
        if let Some(target) = self.targets.get_mut(number as usize) {
            *target = to;
        }
    }
}
