//! Groups side by side, and sets made of their members.

#[cfg(feature = "web")]
mod chosen;
#[cfg(feature = "web")]
mod desk;
#[cfg(feature = "web")]
mod facts;
#[cfg(feature = "web")]
mod page;
#[cfg(feature = "web")]
mod part;
pub mod sets;
pub mod texts;
pub mod told;

#[cfg(feature = "web")]
pub use page::compare_page;

#[cfg(test)]
mod tests {
    #[test]
    fn texts_are_set_well() {
        crate::i18n::typography::check(&super::texts::all());
    }
}
