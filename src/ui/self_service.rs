//! Self-service of the whole tenant: its settings, which groups can be joined and why not, requests,
//! what one person may do, names and expiry, and the exit criteria.

#[cfg(feature = "web")]
mod answers;
#[cfg(feature = "web")]
mod checks;
#[cfg(feature = "web")]
mod expiry;
#[cfg(feature = "web")]
mod field;
#[cfg(feature = "web")]
mod groups;
#[cfg(feature = "web")]
mod names;
#[cfg(feature = "web")]
mod page;
#[cfg(feature = "web")]
mod requests;
#[cfg(feature = "web")]
mod settings;
#[cfg(feature = "web")]
mod simulate;
pub mod texts;

#[cfg(feature = "web")]
pub use page::self_service_page;

#[cfg(test)]
mod tests {
    #[test]
    fn texts_are_set_well() {
        crate::i18n::typography::check(&super::texts::all());
    }
}
