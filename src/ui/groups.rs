//! Changing groups: new ones, members and owners, rules, deletion.

#[cfg(feature = "web")]
pub mod bulk;
#[cfg(feature = "web")]
pub mod carry;
#[cfg(feature = "web")]
pub mod convert;
pub mod effect;
#[cfg(feature = "web")]
pub mod existence;
#[cfg(feature = "web")]
pub mod find;
#[cfg(feature = "web")]
pub mod gather;
pub mod hangs;
#[cfg(feature = "web")]
pub mod header;
#[cfg(feature = "web")]
mod intake;
#[cfg(feature = "web")]
mod named;
#[cfg(feature = "web")]
pub mod owners;
pub mod reason;
#[cfg(feature = "web")]
pub mod relate;
#[cfg(feature = "web")]
pub mod renew;
#[cfg(feature = "web")]
pub mod review;
#[cfg(feature = "web")]
pub mod rule_field;
pub mod texts;
pub mod usage_texts;
#[cfg(feature = "web")]
pub mod use_rule;
#[cfg(feature = "web")]
pub mod used;

#[cfg(test)]
mod tests {
    #[test]
    fn texts_are_set_well() {
        crate::i18n::typography::check(&super::texts::all());
        crate::i18n::typography::check(&super::usage_texts::all());
    }
}
