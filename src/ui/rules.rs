//! The rule lab: a membership rule written, explained and tried on the whole directory.

#[cfg(feature = "web")]
mod builder;
#[cfg(feature = "web")]
pub(in crate::ui) mod cases;
#[cfg(feature = "web")]
mod editor;
#[cfg(feature = "web")]
mod examples;
#[cfg(feature = "web")]
pub(in crate::ui) mod findings;
#[cfg(feature = "web")]
mod lab;
#[cfg(feature = "web")]
mod layer;
#[cfg(feature = "web")]
mod likes;
pub mod lines;
pub mod pace;
#[cfg(feature = "web")]
mod page;
pub mod paint;
#[cfg(feature = "web")]
mod people;
pub mod place;
pub mod reasons;
#[cfg(feature = "web")]
mod remarks;
#[cfg(feature = "web")]
mod simpler;
pub mod texts;
pub mod values;
#[cfg(feature = "web")]
mod why;

#[cfg(feature = "web")]
pub use lab::RulesMemory;
#[cfg(feature = "web")]
pub(in crate::ui) use lab::conditions;
#[cfg(feature = "web")]
pub use page::rules_page;

#[cfg(test)]
mod tests {
    #[test]
    fn texts_are_set_well() {
        crate::i18n::typography::check(&super::texts::all());
    }
}
