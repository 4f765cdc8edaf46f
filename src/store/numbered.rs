//! Attributes of which many rows have the very same list: the lists, and which of them each row has.

use super::{
    Cell, Objects,
    codes::Codes,
    column::{Data, FIRST, SharedLists},
};
use crate::domain::Attribute;

/// The lists of an attribute by number. 0 is unknown, 1 is null; a list keeps its number for as long as the
/// table is open.
#[derive(Debug, Clone, Copy)]
pub struct Numbered<'a> {
    lists: Option<&'a SharedLists>,
}

impl Objects {
    /// The lists of an attribute that shares them ([`Attribute::shares_lists`]); of another one, none.
    #[must_use]
    pub fn numbered(&self, attribute: Attribute) -> Numbered<'_> {
        let lists = self.column(attribute).and_then(|column| match &column.data {
            Data::Shared(lists) => Some(lists),
            _ => None,
        });
        Numbered { lists }
    }
}

impl<'a> Numbered<'a> {
    /// The number of nothing told.
    pub const UNKNOWN: u32 = 0;

    /// Whether anything was ever told of the attribute: otherwise it is unknown of every row.
    #[must_use]
    pub const fn is_there(self) -> bool {
        self.lists.is_some()
    }

    /// How many numbers there are: every one is below.
    #[must_use]
    pub fn count(self) -> u32 {
        let lists = self.lists.map_or(0, |lists| lists.lists().len());
        u32::try_from(lists).unwrap_or(u32::MAX).saturating_add(FIRST)
    }

    /// The number of a row's list.
    #[must_use]
    pub fn of(self, row: u32) -> u32 {
        self.lists.map_or(Self::UNKNOWN, |lists| lists.codes().get(row as usize))
    }

    /// Writes the numbers of the first rows; of those that the column does not reach, nothing is written.
    pub fn write_to(self, out: &mut [u32]) {
        if let Some(lists) = self.lists {
            lists.codes().write_to(out);
        }
    }

    /// What a number means.
    #[must_use]
    pub fn list(self, number: u32) -> Cell<'a> {
        self.lists.map_or(Cell::Unknown, |lists| lists.numbered(number))
    }

    /// The numbers of the first rows, one after the other; those that follow are unknown.
    pub fn each(self) -> impl Iterator<Item = u32> + 'a {
        let codes: Option<&'a Codes> = self.lists.map(SharedLists::codes);
        let rows = 0..codes.map_or(0, Codes::len);
        rows.map(move |row| codes.map_or(Self::UNKNOWN, |codes| codes.get(row)))
    }
}
