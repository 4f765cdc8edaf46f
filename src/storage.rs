//! Where workspaces are kept between visits: bytes in, bytes out, nothing decided.
//!
//! Every workspace is a [`Vault`]: one `IndexedDB` database of its own, or memory when the browser
//! gives none. A vault holds *generations* and a *journal*. A generation is a head and the blocks
//! that the head counts and sums; it is written whole, read back, and only then does the one before
//! disappear. The journal is one record per operation since. A small second database is the
//! catalogue of what there is, a third the table of products that somebody took in for all workspaces.
//! Beside them lie pictures of pages, which nothing rests on.
//!
//! An operation is on disk when [`Vault::append`] returns: the transaction asks for `durability:
//! "strict"`. Records are added, never put: a record that exists already means that another tab
//! writes, and is refused instead of overwritten.
//!
//! `idb.rs` speaks to `IndexedDB` through `web-sys` itself, because `durability` is the one option
//! that everything here rests on. Its weight against a crate for `IndexedDB` was not measured.

#[cfg(feature = "web")]
pub mod catalogue;
#[cfg(feature = "web")]
pub mod channel;
pub mod contract;
#[cfg(feature = "web")]
mod idb;
#[cfg(feature = "web")]
pub mod lock;
mod memory;
#[cfg(feature = "web")]
pub mod prefs;
#[cfg(feature = "web")]
pub mod products;
#[cfg(feature = "web")]
pub mod quota;
#[cfg(feature = "web")]
mod turn;
mod vault;

#[cfg(feature = "web")]
pub use turn::pause;
pub use vault::{Aside, Generation, Stored, Vault};
#[cfg(feature = "web")]
pub use vault::{picture_in_browser, prepare_writing, tidy_writing};

use crate::persist::UpgradeError;

/// Why something could not be kept or fetched.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StorageError {
    /// The browser gives this page no database: private window, blocked, or too old.
    #[error("this browser gives the page no database")]
    Unavailable,
    /// The disk, or the share of it that the browser grants, is full.
    #[error("no space left")]
    Quota,
    /// Another tab keeps the database from being opened or deleted.
    #[error("another tab is in the way")]
    Blocked,
    /// The database was deleted while it was open.
    #[error("the database is gone")]
    Gone,
    /// Another tab has written what was to be written here.
    #[error("another tab has written meanwhile")]
    Overtaken,
    /// What is stored cannot be read; it is left untouched.
    #[error(transparent)]
    Unreadable(#[from] UpgradeError),
    /// What was written did not come back the same.
    #[error("what was written did not come back the same")]
    Verify,
    /// Anything else, in the browser's words.
    #[error("{operation}: {message}")]
    Other { operation: &'static str, message: String },
}
