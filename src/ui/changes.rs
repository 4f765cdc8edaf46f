//! What is staged and what happened: by user, by operation, conflicts; and the hand-off.

pub mod artefact;
#[cfg(feature = "web")]
pub mod by_object;
#[cfg(feature = "web")]
pub mod by_operation;
#[cfg(feature = "web")]
mod conflicts;
pub mod diff;
#[cfg(feature = "web")]
pub mod hand_off;
pub mod hand_off_texts;
#[cfg(feature = "web")]
mod page;
pub mod pages;
pub mod roles;
#[cfg(feature = "web")]
pub(in crate::ui) mod take_back;
pub mod texts;

#[cfg(feature = "web")]
pub use hand_off::hand_off_page;
#[cfg(feature = "web")]
pub use page::changes_page;

#[cfg(test)]
mod tests {
    #[test]
    fn texts_are_set_well() {
        crate::i18n::typography::check(&super::texts::all());
        crate::i18n::typography::check(&super::hand_off_texts::all());
    }
}
