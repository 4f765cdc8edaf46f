//! What licences cost: the prices that were noted, and what follows from them.

#[cfg(feature = "web")]
mod file;
#[cfg(feature = "web")]
mod mix;
#[cfg(feature = "web")]
mod page;
#[cfg(feature = "web")]
mod prices;
#[cfg(feature = "web")]
mod products;
#[cfg(feature = "web")]
mod shares;
#[cfg(feature = "web")]
mod stage;
#[cfg(feature = "web")]
pub(in crate::ui::licences) mod told;
#[cfg(feature = "web")]
mod waste;

pub mod texts;

#[cfg(feature = "web")]
pub use page::money_page;

#[cfg(test)]
mod tests {
    #[test]
    fn texts_are_set_well() {
        crate::i18n::typography::check(&super::texts::all());
    }
}
