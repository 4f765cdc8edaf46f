//! One attribute of many rows, for whoever reads them all: its column is looked up once, and what
//! rows share is told by number.

use super::{
    Cell, Objects,
    column::{Column, Data, FIRST, Form, NO, NULL, YES},
};
use crate::domain::{Attribute, UserId};

/// One attribute of all rows.
#[derive(Debug, Clone, Copy)]
pub struct Cells<'a> {
    users: &'a Objects,
    attribute: Attribute,
    column: Option<&'a Column>,
}

impl Objects {
    /// One attribute, to be read row by row.
    #[must_use]
    pub fn cells(&self, attribute: Attribute) -> Cells<'_> {
        Cells { users: self, attribute, column: self.column(attribute) }
    }

    /// A number that is another one after every change.
    #[must_use]
    pub const fn revision(&self) -> u64 {
        self.revision
    }
}

impl<'a> Cells<'a> {
    /// What a row has.
    #[must_use]
    #[inline]
    pub fn read(self, row: u32) -> Cell<'a> {
        match self.column {
            Some(column) => column.read(row as usize),
            None => self.users.read(UserId(row), self.attribute),
        }
    }

    /// How many contents there are to number, unknown (0) and null (1) among them. None where each
    /// row has its own content.
    #[must_use]
    pub fn numbers(self) -> Option<u32> {
        let values = match &self.column?.data {
            Data::Text(column) => match &column.form {
                Form::Dictionary { dictionary, .. } => dictionary.len(),
                Form::Raw(_) => return None,
            },
            Data::Boolean(_) => (YES - NO + 1) as usize,
            Data::Reference(references) => references.targets().len(),
            Data::Shared(shared) => shared.lists().len(),
            Data::Time(_) | Data::Texts(_) => return None,
        };
        u32::try_from(values).ok()?.checked_add(FIRST)
    }

    /// The content with a number.
    #[must_use]
    pub fn numbered(self, number: u32) -> Cell<'a> {
        let Some(value) = number.checked_sub(FIRST) else {
            return if number == NULL { Cell::Null } else { Cell::Unknown };
        };
        match self.column.map(|column| &column.data) {
            Some(Data::Text(column)) => match &column.form {
                Form::Dictionary { dictionary, .. } => Cell::Text(dictionary.get(value)),
                Form::Raw(_) => Cell::Unknown,
            },
            Some(Data::Boolean(_)) => Cell::Boolean(number == YES),
            Some(Data::Shared(shared)) => shared.numbered(number),
            Some(Data::Reference(references)) => {
                references.target(number).map_or(Cell::Unknown, Cell::Reference)
            }
            _ => Cell::Unknown,
        }
    }

    /// Calls `each` with the number of every one of these rows' contents, in their order.
    #[inline]
    pub fn each_number(self, rows: &[u32], each: impl FnMut(u32)) {
        let codes = match self.column.map(|column| &column.data) {
            Some(Data::Text(column)) => match &column.form {
                Form::Dictionary { codes, .. } => codes,
                Form::Raw(_) => return,
            },
            Some(Data::Boolean(codes)) => codes,
            Some(Data::Shared(shared)) => shared.codes(),
            Some(Data::Reference(references)) => references.codes(),
            _ => return,
        };
        codes.each(rows, each);
    }

    /// The texts of the rows around a row, as one text, and its number among all of those. None
    /// where texts are not kept row by row.
    #[must_use]
    #[inline]
    pub fn block(self, row: u32) -> Option<(usize, &'a str)> {
        let Some(Data::Text(column)) = self.column.map(|column| &column.data) else { return None };
        let Form::Raw(raw) = &column.form else { return None };
        Some(raw.block(row as usize))
    }

    /// Calls `each` with every one of these rows' texts, in their order: a larger text, where in it
    /// the row's stands, and whether anything is known of it, when it is empty. False, without a
    /// call, where texts are not kept row by row.
    #[inline]
    pub fn each_text(
        self,
        rows: &[u32],
        mut each: impl FnMut(&'a str, (usize, usize), bool),
    ) -> bool {
        let Some(Data::Text(column)) = self.column.map(|column| &column.data) else { return false };
        let Form::Raw(raw) = &column.form else { return false };
        for &row in rows {
            let (text, place, is_known) = raw.place(row as usize);
            each(text, place, is_known);
        }
        true
    }
}
