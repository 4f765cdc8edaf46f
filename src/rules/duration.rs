//! Durations of `system.now -plus P7D`: days, and after a `T` hours, minutes and seconds, in any
//! case.
//!
//! Source: Microsoft Learn, *Rules for dynamic membership groups* (`p1d`); hours are used in the
//! field (`P7DT3H`). Years, months and weeks are read by no source, and refused here.

use super::syntax::Duration;
use std::fmt;

/// Reads a duration; none where it is no such duration, or longer than a directory's times.
pub(super) fn parse(text: &str) -> Option<Duration> {
    let upper = text.to_ascii_uppercase();
    let rest = upper.strip_prefix('P')?;
    let (date, time) = match rest.split_once('T') {
        Some((_, "")) => return None,
        Some((date, time)) => (date, time),
        None => (rest, ""),
    };
    if rest.is_empty() {
        return None;
    }
    let mut duration = Duration { days: 0, hours: 0, minutes: 0, seconds: 0 };
    if !date.is_empty() {
        duration.days = number(date.strip_suffix('D')?)?;
    }
    let mut time = time;
    for (unit, part) in
        [('H', &mut duration.hours), ('M', &mut duration.minutes), ('S', &mut duration.seconds)]
    {
        if let Some((before, after)) = time.split_once(unit) {
            *part = number(before)?;
            time = after;
        }
    }
    time.is_empty().then_some(duration)
}

/// At most six digits: longer than any calendar.
fn number(digits: &str) -> Option<u32> {
    let fits = (1..=6).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    if fits { digits.parse().ok() } else { None }
}

impl Duration {
    /// Its length.
    #[must_use]
    pub fn milliseconds(self) -> i64 {
        let [days, hours, minutes, seconds] =
            [self.days, self.hours, self.minutes, self.seconds].map(i64::from);
        (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { days, hours, minutes, seconds } = *self;
        let time = [(hours, 'H'), (minutes, 'M'), (seconds, 'S')];
        let timed = time.iter().any(|(number, _)| *number > 0);
        f.write_str("P")?;
        if days > 0 || !timed {
            write!(f, "{days}D")?;
        }
        if timed {
            f.write_str("T")?;
        }
        for (number, unit) in time.into_iter().filter(|(number, _)| *number > 0) {
            write!(f, "{number}{unit}")?;
        }
        Ok(())
    }
}
