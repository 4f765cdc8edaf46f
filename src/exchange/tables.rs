//! The tables that one file, or the pages of one list, fill: one for each kind of object.

use crate::domain::attribute::{Of, Schema};
use crate::exchange::table::Table;

/// The tables.
#[derive(Debug)]
pub(super) struct Tables {
    pub users: Table,
    pub groups: Table,
    pub devices: Table,
}

impl Tables {
    /// Empty ones, for the first objects of a file; `schema` is that of the users.
    pub(super) fn new(schema: Schema, file: usize) -> Self {
        Self {
            users: Table::new(schema, file),
            groups: Table::new(Schema::of(Of::Group), file),
            devices: Table::new(Schema::of(Of::Device), file),
        }
    }

    /// The next objects come from another file.
    pub(super) fn continue_with(&mut self, file: usize) {
        for table in [&mut self.users, &mut self.groups, &mut self.devices] {
            table.continue_with(file);
        }
    }

    /// The table of a kind.
    pub(super) const fn of_mut(&mut self, of: Of) -> &mut Table {
        match of {
            Of::User => &mut self.users,
            Of::Group => &mut self.groups,
            Of::Device => &mut self.devices,
        }
    }
}
