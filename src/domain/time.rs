//! Points in time as the directory writes them; nobody in the core asks for the present one.

/// Milliseconds since 1970-01-01T00:00:00Z, negative before.
///
/// Graph writes `DateTimeOffset` in UTC with up to seven decimals; what lies below a millisecond
/// is dropped on import and the value still compares equal to the service's to the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Timestamp(pub i64);

/// One day in milliseconds.
pub const DAY: i64 = 86_400_000;

/// How many days the directory keeps what was deleted, counted from the deletion.
pub const DAYS_KEPT: i64 = 30;

/// Days until the directory purges what was deleted, a begun one counted; none when it has.
#[must_use]
pub fn days_left(deleted: Timestamp, now: Timestamp) -> Option<u64> {
    let left = deleted.plus_days(DAYS_KEPT).0.checked_sub(now.0)?;
    u64::try_from(left.saturating_add(DAY - 1).div_euclid(DAY)).ok().filter(|_| left >= 0)
}

impl Timestamp {
    /// The moment `days` whole days later (earlier when negative).
    #[must_use]
    pub const fn plus_days(self, days: i64) -> Self {
        Self(self.0.saturating_add(days.saturating_mul(DAY)))
    }
}
