//! Licences: the products of the tenant, who holds them and why, and what stands against it.

#[cfg(feature = "web")]
mod assumed;
pub mod assumed_texts;
#[cfg(feature = "web")]
mod card;
#[cfg(feature = "web")]
mod change;
#[cfg(feature = "web")]
mod change_button;
#[cfg(feature = "web")]
mod consequences;
#[cfg(feature = "web")]
mod follows;
#[cfg(feature = "web")]
mod group;
#[cfg(feature = "web")]
mod guide;
pub mod guide_texts;
#[cfg(feature = "web")]
mod intune;
pub mod intune_texts;
#[cfg(feature = "web")]
mod location;
pub mod money;
#[cfg(feature = "web")]
mod names;
#[cfg(feature = "web")]
mod of_rule;
#[cfg(feature = "web")]
mod outlook;
#[cfg(feature = "web")]
mod page;
#[cfg(feature = "web")]
mod parts;
#[cfg(feature = "web")]
mod people;
pub mod people_texts;
#[cfg(feature = "web")]
mod person;
#[cfg(feature = "web")]
mod plan_choice;
#[cfg(feature = "web")]
mod processing;
#[cfg(feature = "web")]
mod product;
#[cfg(feature = "web")]
mod renewal;
pub mod renewal_texts;
#[cfg(feature = "web")]
mod report;
#[cfg(feature = "web")]
mod since;
#[cfg(feature = "web")]
mod state;
pub mod texts;

#[cfg(feature = "web")]
pub use change::{Ask, Licenser};
#[cfg(feature = "web")]
pub(in crate::ui) use change_button::change_button;
#[cfg(feature = "web")]
pub use follows::follows;
#[cfg(feature = "web")]
pub use group::group_card;
#[cfg(feature = "web")]
pub use guide::guide_page;
#[cfg(feature = "web")]
pub use money::money_page;
#[cfg(feature = "web")]
pub use names::{problem, said};
#[cfg(feature = "web")]
pub use of_rule::rule_card;
#[cfg(feature = "web")]
pub use page::licences_page;
#[cfg(feature = "web")]
pub use people::people_page;
#[cfg(feature = "web")]
pub(in crate::ui) use people::{Head, cells, column_name, columns, contents, export, heads};
#[cfg(feature = "web")]
pub use person::person_card;
#[cfg(feature = "web")]
pub use product::product_page;

#[cfg(test)]
mod tests {
    #[test]
    fn texts_are_set_well() {
        crate::i18n::typography::check(&super::texts::all());
        crate::i18n::typography::check(&super::people_texts::all());
        crate::i18n::typography::check(&super::guide_texts::all());
        crate::i18n::typography::check(&super::assumed_texts::all());
        crate::i18n::typography::check(&super::renewal_texts::all());
        crate::i18n::typography::check(&super::intune_texts::all());
    }
}
