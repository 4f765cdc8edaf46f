//! Education: what people whose devices are managed are told, and what the organisation says for it.

#[cfg(feature = "web")]
mod file;
#[cfg(feature = "web")]
mod organisation;
#[cfg(feature = "web")]
mod page;
#[cfg(feature = "web")]
mod portal;
#[cfg(feature = "web")]
mod promises;
#[cfg(feature = "web")]
mod statement;
#[cfg(feature = "web")]
mod switches;
pub mod texts;

#[cfg(feature = "web")]
pub use page::education_page;

#[cfg(test)]
mod tests {
    #[test]
    fn texts_are_set_well() {
        crate::i18n::typography::check(&super::texts::all());
    }
}
