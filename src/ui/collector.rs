//! The collector: explained, shown, handed over.

pub mod command;
#[cfg(feature = "web")]
mod page;
pub mod texts;

#[cfg(feature = "web")]
pub use page::collector_page;

#[cfg(test)]
mod tests {
    #[test]
    fn texts_are_set_well() {
        crate::i18n::typography::check(&super::texts::all());
    }
}
