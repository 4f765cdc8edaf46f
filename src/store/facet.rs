//! Which values an attribute has among some users, and how often.

use crate::domain::Datum;

/// A value (or null, or unknown) with the number of users that have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// The value, exactly as stored: values that differ in case are different facets.
    pub value: Datum,
    /// Users that have it; of a list, users that have it in their list.
    pub count: u32,
}

/// The values of an attribute, most frequent first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facets {
    /// The most frequent values, equal counts in the order of the values, then null and unknown
    /// where they occur (they do not count against the limit).
    pub facets: Vec<Facet>,
    /// How many different values there are in all, null and unknown not counted.
    pub distinct: u32,
}
