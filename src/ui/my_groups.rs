//! My groups, through the eyes of one person: what they own, are in, may join, and what waits for them.

#[cfg(feature = "web")]
mod act;
#[cfg(feature = "web")]
mod create;
#[cfg(feature = "web")]
mod page;
#[cfg(feature = "web")]
mod requests;
pub mod texts;

#[cfg(feature = "web")]
pub use page::my_groups_page;
#[cfg(feature = "web")]
pub use requests::standing;

#[cfg(test)]
mod tests {
    #[test]
    fn texts_are_set_well() {
        crate::i18n::typography::check(&super::texts::all());
    }
}
