//! Soft-deleted users: who they are, how long they can come back, and bringing them back.

pub mod choice;
#[cfg(feature = "web")]
pub mod list;
#[cfg(feature = "web")]
mod page;
#[cfg(feature = "web")]
pub mod restore;
pub mod texts;

#[cfg(feature = "web")]
pub use page::deleted_page;

#[cfg(test)]
mod tests {
    #[test]
    fn texts_are_set_well() {
        crate::i18n::typography::check(&super::texts::all());
    }
}
