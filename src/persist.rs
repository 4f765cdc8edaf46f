//! What leaves memory for longer than the page: versioned records, pure functions from and to bytes.
//!
//! Every record is a [`frame`]: kind, version, body, checksum. That shape is promised for ever, so
//! that any code can tell a damaged record from one written by newer code. The body belongs to its
//! version; [`Part::newest`] is written, everything from 1 up to it is read. The frozen records in
//! `tests/data/v1` must open with every later code.
//!
//! Binary, because an edit must cost no more than its log record: one changed attribute with actor,
//! title, before and after stays under 200 bytes, and an edit of 50,000 users is columns. Numbers of
//! attributes, roles and intents are those of [`numbers`], never those of the tables in `domain`,
//! so the tables can be reordered.

pub mod aside;
pub mod catalogue;
pub mod checksum;
mod education;
mod events;
pub mod frame;
pub mod head;
mod numbers;
pub mod operation;
pub mod picture;
pub mod products;
pub mod snapshot;
mod subscriptions;
mod value;

pub(crate) mod bytes;

#[cfg(test)]
mod tests;

pub use catalogue::Entry;
pub use frame::{Damage, Part, UpgradeError};
pub use picture::Picture;
pub use products::ProductTable;
pub use snapshot::{Snapshot, Taking};
