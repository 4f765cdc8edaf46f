//! Limits and dates of the service: data that ages, with its source.

use crate::{domain::Timestamp, text::date::Day};

/// A number that the service sets, where it was read, and when that page was of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    pub value: u32,
    pub source: &'static str,
    /// Month of the page, `YYYY-MM`.
    pub of: &'static str,
}

/// Longest rule, in UTF-16 units. Older pages say 2,048.
pub const RULE_LENGTH: Limit =
    Limit { value: 3072, source: "Rules for dynamic membership groups", of: "2024-12" };

/// Expressions that the rule builder has lines for.
pub const BUILDER_EXPRESSIONS: Limit =
    Limit { value: 5, source: "Rules for dynamic membership groups", of: "2024-12" };

/// Groups that one `memberOf` rule takes members from.
pub const MEMBER_OF_SOURCES: Limit =
    Limit { value: 50, source: "Group membership for dynamic groups with memberOf", of: "2026-01" };

/// Groups of a tenant that may have a `memberOf` rule.
pub const MEMBER_OF_GROUPS: Limit = Limit {
    value: 500,
    source: "Group membership for dynamic groups with memberOf",
    of: "2026-01",
};

/// The day on which `memberOf` rules stop being processed; their groups keep the members that they
/// have. Only a third party tells it (maester, `Test-MtDynamicGroupMemberOfRule`, August 2026), no page
/// of the service, so it can be switched off.
#[must_use]
pub fn end_of_member_of() -> Option<Timestamp> {
    Day::new(2026, 11, 3).map(|day| Timestamp(0).plus_days(day.days()))
}
