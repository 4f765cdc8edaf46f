//! Groups and devices: their lists and their pages.

#[cfg(feature = "web")]
mod device;
#[cfg(feature = "web")]
mod drift;
#[cfg(feature = "web")]
mod facts;
#[cfg(feature = "web")]
mod group;
#[cfg(feature = "web")]
mod inside;
#[cfg(feature = "web")]
pub mod link;
#[cfg(feature = "web")]
mod list;
#[cfg(feature = "web")]
mod members;
#[cfg(feature = "web")]
mod people;
pub mod shown;
pub mod texts;

#[cfg(feature = "web")]
pub use device::device_page;
#[cfg(feature = "web")]
pub use group::group_page;
#[cfg(feature = "web")]
pub use inside::inside;
#[cfg(feature = "web")]
pub use list::list_page;
#[cfg(feature = "web")]
pub use people::devices_card;

#[cfg(test)]
mod tests {
    #[test]
    fn texts_are_set_well() {
        crate::i18n::typography::check(&super::texts::all());
    }
}
