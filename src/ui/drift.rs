//! All dynamic groups against their rules, and ways out for rules that are no longer processed.

#[cfg(feature = "web")]
pub(in crate::ui) mod alike;
#[cfg(feature = "web")]
mod desk;
#[cfg(feature = "web")]
mod export;
pub mod field;
#[cfg(feature = "web")]
mod list;
#[cfg(feature = "web")]
mod page;
#[cfg(feature = "web")]
mod pane;
pub mod part;
#[cfg(feature = "web")]
mod rescue;
pub mod texts;

#[cfg(feature = "web")]
pub use page::drift_page;

#[cfg(test)]
mod tests {
    #[test]
    fn texts_are_set_well() {
        crate::i18n::typography::check(&super::texts::all());
    }
}
