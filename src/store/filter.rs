//! Conditions on one attribute, answered with yes, no or unknown for every row.

mod answer;
mod condition;

use crate::{
    domain::{Attribute, Value},
    store::Bits,
};

/// How a filter compares. Text is compared without regard to case, as the directory does.
///
/// With several values a positive operator asks for any of them and a negative one for none of
/// them. A list of texts satisfies a positive operator when one of its texts does. Null satisfies
/// the negative operators and [`Operator::IsEmpty`]; unknown leaves every operator but
/// [`Operator::IsUnknown`] and [`Operator::IsKnown`] undecided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Operator {
    /// Equal to the value.
    Is,
    /// Null or different.
    IsNot,
    /// Equal to one of the values; the same as [`Operator::Is`].
    In,
    /// Null or equal to none; the same as [`Operator::IsNot`].
    NotIn,
    /// The value occurs in the text.
    Contains,
    /// Null, or it does not.
    NotContains,
    /// The text starts with the value.
    StartsWith,
    /// Null, or it does not.
    NotStartsWith,
    /// The text ends with the value.
    EndsWith,
    /// Null, or it does not.
    NotEndsWith,
    /// Null.
    IsEmpty,
    /// A value.
    IsNotEmpty,
    /// No import told.
    IsUnknown,
    /// A value or null.
    IsKnown,
    /// A time before the value.
    Before,
    /// A time before the value, or the value.
    NotAfter,
    /// A time after the value.
    After,
    /// A time after the value, or the value.
    NotBefore,
}

/// A condition on one attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    pub attribute: Attribute,
    pub operator: Operator,
    /// What to compare with; a value of another kind than the attribute's equals nothing.
    pub values: Vec<Value>,
}

impl Filter {
    /// A filter with one value.
    #[must_use]
    pub fn new(attribute: Attribute, operator: Operator, value: Value) -> Self {
        Self { attribute, operator, values: vec![value] }
    }

    /// A filter without values ([`Operator::IsEmpty`] and the like).
    #[must_use]
    pub const fn bare(attribute: Attribute, operator: Operator) -> Self {
        Self { attribute, operator, values: Vec::new() }
    }
}

/// The answer to a filter over all users, deleted ones included; rows without a user are in
/// neither set. Every other row is a no.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matched {
    /// Rows that satisfy the condition.
    pub yes: Bits,
    /// Rows of which it cannot be said.
    pub unknown: Bits,
}
