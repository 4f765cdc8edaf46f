//! The form for a new group.

#[cfg(feature = "web")]
mod draft;
#[cfg(feature = "web")]
mod fields;
pub mod form;
#[cfg(feature = "web")]
mod page;
pub mod texts;

#[cfg(feature = "web")]
pub use page::new_group_page;

#[cfg(test)]
mod tests {
    #[test]
    fn texts_are_set_well() {
        crate::i18n::typography::check(&super::texts::all());
    }
}
