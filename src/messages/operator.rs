//! How filters compare, in words that follow the name of the attribute.

use crate::{i18n::Text, store::Operator};

/// The operator as it stands in a filter: “Department *is not* Sales”.
#[must_use]
pub const fn operator(operator: Operator) -> Text {
    let t = Text::new;
    match operator {
        Operator::Is => t("is", "est"),
        Operator::IsNot => t("is not", "n’est pas"),
        Operator::In => t("is one of", "est parmi"),
        Operator::NotIn => t("is none of", "n’est pas parmi"),
        Operator::Contains => t("contains", "contient"),
        Operator::NotContains => t("does not contain", "ne contient pas"),
        Operator::StartsWith => t("starts with", "commence par"),
        Operator::NotStartsWith => t("does not start with", "ne commence pas par"),
        Operator::EndsWith => t("ends with", "finit par"),
        Operator::NotEndsWith => t("does not end with", "ne finit pas par"),
        Operator::IsEmpty => t("is not set", "n’est pas défini"),
        Operator::IsNotEmpty => t("is set", "est défini"),
        Operator::IsUnknown => t("was not imported", "n’a pas été importé"),
        Operator::IsKnown => t("was imported", "a été importé"),
        Operator::Before => t("is before", "est avant le"),
        Operator::NotAfter => t("is on or before", "est au plus tard le"),
        Operator::After => t("is after", "est après le"),
        Operator::NotBefore => t("is on or after", "est à partir du"),
    }
}
