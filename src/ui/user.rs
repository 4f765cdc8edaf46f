//! One user: who it is, every attribute, what is staged, who reports, what was done.

#[cfg(feature = "web")]
pub mod act;
#[cfg(feature = "web")]
pub mod ask;
pub mod draft;
#[cfg(feature = "web")]
pub mod editor;
pub mod facts;
#[cfg(feature = "web")]
pub mod field;
#[cfg(feature = "web")]
mod header;
pub mod history;
#[cfg(feature = "web")]
pub mod link;
#[cfg(feature = "web")]
mod page;
pub mod texts;

#[cfg(feature = "web")]
pub use page::user_page;

#[cfg(test)]
mod tests {
    #[test]
    fn texts_are_set_well() {
        crate::i18n::typography::check(&super::texts::all());
    }
}
