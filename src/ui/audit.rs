//! The audit log: imported entries and predicted records, in one list and always told apart.

#[cfg(feature = "web")]
mod empty;
#[cfg(feature = "web")]
mod entry;
#[cfg(feature = "web")]
mod export;
pub mod field;
#[cfg(feature = "web")]
mod filters;
pub mod find;
#[cfg(feature = "web")]
pub mod link;
#[cfg(feature = "web")]
mod list;
#[cfg(feature = "web")]
mod page;
#[cfg(feature = "web")]
mod pane;
#[cfg(feature = "web")]
mod reach;
pub mod readable;
pub mod state;
pub mod texts;

#[cfg(feature = "web")]
pub use page::audit_page;

#[cfg(test)]
mod tests {
    #[test]
    fn texts_are_set_well() {
        crate::i18n::typography::check(&super::texts::all());
    }
}
