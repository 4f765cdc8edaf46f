//! The directory held in memory, and the questions that can be put to it.
//!
//! Rows are dense and stable ([`Row`](crate::domain::Row)) among the objects of a kind; every attribute of every row is
//! a value, null or unknown. Whatever is derived (indexes, search texts, ranks) follows each edit.

pub mod audit;
mod bits;
mod cell;
mod cells;
mod classed;
mod codes;
mod column;
mod dictionary;
mod facet;
mod field;
mod filter;
mod hash;
mod haystack;
pub mod image;
mod lines;
mod loader;
pub mod members;
mod numbered;
mod objects;
mod order;
mod places;
mod postings;
mod rank;
mod recent;
mod rows;
mod search;
mod select;
mod strings;
mod table;
#[cfg(test)]
mod tests;

pub use audit::{AuditColumn, AuditLog, AuditOrder, AuditQuestion, AuditTally};
pub use bits::Bits;
pub use cell::{Cell, Texts};
pub use cells::Cells;
pub use classed::Classed;
pub use facet::{Facet, Facets};
pub use field::{Field, Figure, group_kind, group_membership};
pub use filter::{Filter, Matched, Operator};
pub use loader::{ColumnLoader, Loader};
pub use members::{
    Beyond, Combine, Crowd, Extent, List, Members, Other, Parties, Reach, Side, Sort,
};
pub use numbered::Numbered;
pub use objects::Objects;
pub use order::Direction;
pub use places::Places;
pub use rows::Rows;
pub use search::Found;

use crate::domain::{ObjectId, Row, attribute::Of};

/// Everything that is known of one tenant's objects.
#[derive(Debug, Clone)]
pub struct Directory {
    pub users: Objects,
    pub groups: Objects,
    pub devices: Objects,
    /// Who is in which group, and who owns it.
    pub members: Members,
}

impl Directory {
    /// A directory of which nothing but users is known.
    #[must_use]
    pub fn of_users(users: Objects) -> Self {
        Self { users, ..Self::default() }
    }

    /// The objects of a kind.
    #[must_use]
    pub const fn of(&self, of: Of) -> &Objects {
        match of {
            Of::User => &self.users,
            Of::Group => &self.groups,
            Of::Device => &self.devices,
        }
    }

    /// The objects of a kind, to be changed.
    pub const fn of_mut(&mut self, of: Of) -> &mut Objects {
        match of {
            Of::User => &mut self.users,
            Of::Group => &mut self.groups,
            Of::Device => &mut self.devices,
        }
    }

    /// Whose id it is.
    #[must_use]
    pub fn find(&self, id: ObjectId) -> Option<(Of, Row)> {
        members::find(id, &self.users, &self.groups, &self.devices)
    }

    /// Lets the table of memberships follow the rows that have come in.
    pub fn settle_members(&mut self) {
        self.members.grow(self.groups.rows());
        self.members.adopt(&self.users, &self.groups, &self.devices);
    }
}

impl Default for Directory {
    fn default() -> Self {
        Self {
            users: Objects::new(Of::User),
            groups: Objects::new(Of::Group),
            devices: Objects::new(Of::Device),
            members: Members::new(),
        }
    }
}
