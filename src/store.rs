//! The directory held in memory, and the questions that can be put to it.
//!
//! Rows are dense and stable ([`UserId`](crate::domain::UserId)); every attribute of every row is
//! a value, null or unknown. Whatever is derived (indexes, search texts, ranks) follows each edit.

mod bits;
mod cell;
mod cells;
mod codes;
mod column;
mod dictionary;
mod facet;
mod filter;
mod hash;
mod haystack;
pub mod image;
mod lines;
mod loader;
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
mod users;

pub use bits::Bits;
pub use cell::{Cell, Texts};
pub use cells::Cells;
pub use facet::{Facet, Facets};
pub use filter::{Filter, Matched, Operator};
pub use loader::{ColumnLoader, Loader};
pub use order::Direction;
pub use places::Places;
pub use rows::Rows;
pub use search::Found;
pub use users::Users;
use users::is_virtual;

/// Everything that is known of one tenant's objects.
#[derive(Debug, Clone, Default)]
pub struct Directory {
    /// The users.
    pub users: Users,
}
