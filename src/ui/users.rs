//! The list of users: search, filters, sort, columns, selection, details beside it, bulk changes.

#[cfg(feature = "web")]
mod bulk;
#[cfg(feature = "web")]
mod chooser;
#[cfg(feature = "web")]
mod columns;
#[cfg(feature = "web")]
mod export;
#[cfg(feature = "web")]
mod filter_editor;
#[cfg(feature = "web")]
mod filters;
#[cfg(feature = "web")]
mod list;
#[cfg(feature = "web")]
mod memory;
#[cfg(feature = "web")]
mod pane;
#[cfg(feature = "web")]
mod query;
#[cfg(feature = "web")]
mod source;
pub mod state;
#[cfg(feature = "web")]
mod verbs;

#[cfg(feature = "web")]
pub(super) use export::{separator, today};
#[cfg(feature = "web")]
pub(super) use list::users_page;
#[cfg(feature = "web")]
pub(super) use memory::UsersMemory;
