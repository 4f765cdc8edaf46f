//! Points in time as the directory writes them; nobody in the core asks for the present one.

/// Milliseconds since 1970-01-01T00:00:00Z, negative before.
///
/// Graph writes `DateTimeOffset` in UTC with up to seven decimals; what lies below a millisecond
/// is dropped on import and the value still compares equal to the service's to the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Timestamp(pub i64);

/// One day in milliseconds.
pub const DAY: i64 = 86_400_000;

impl Timestamp {
    /// The moment `days` whole days later (earlier when negative).
    #[must_use]
    pub const fn plus_days(self, days: i64) -> Self {
        Self(self.0.saturating_add(days.saturating_mul(DAY)))
    }
}
