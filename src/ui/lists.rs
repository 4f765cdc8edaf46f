//! What the lists of users, of groups and of devices have in common: question, columns, filters,
//! selection, the list as a file. Their pages add what is about their kind alone.

#[cfg(feature = "web")]
mod address;
#[cfg(feature = "web")]
mod chooser;
pub mod columns;
#[cfg(feature = "web")]
mod export;
#[cfg(feature = "web")]
mod filter_editor;
#[cfg(feature = "web")]
mod filters;
#[cfg(feature = "web")]
mod grid;
#[cfg(feature = "web")]
mod list;
#[cfg(feature = "web")]
mod memory;
#[cfg(feature = "web")]
mod query;
#[cfg(feature = "web")]
mod rows;
pub mod state;
pub mod texts;
#[cfg(feature = "web")]
mod told;
pub mod which;
pub mod words;

#[cfg(feature = "web")]
pub(super) use export::{profiles, separator, today};
#[cfg(feature = "web")]
pub(super) use list::List;
#[cfg(feature = "web")]
pub(super) use memory::ListMemory;

#[cfg(test)]
mod tests {
    #[test]
    fn texts_are_set_well() {
        crate::i18n::typography::check(&super::texts::all());
    }
}
