//! Civil dates and ISO 8601 text, on the proleptic Gregorian calendar, without time zones.
//!
//! The one place for date arithmetic: importers, exporters, filters and the page all meet here.
//! Algorithms: civil to days, Howard Hinnant, "chrono-compatible low-level date algorithms"; days
//! to civil, Cassio Neri and Lorenz Schneider, "Euclidean affine functions and their application to
//! calendar algorithms" (2022).

/// Milliseconds in one day.
const DAY: i64 = 86_400_000;
/// From 0000-01-01 to the end of 9999-12-31: what four digits of a year can write.
const WRITTEN: core::ops::Range<i64> = -719_528 * DAY..2_932_897 * DAY;

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    pub year: i32,
    /// 1–12.
    pub month: u8,
    /// 1–31.
    pub day: u8,
}

impl Day {
    /// The day, when the calendar has it.
    #[must_use]
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let valid = (1..=12).contains(&month) && day >= 1 && day <= days_in_month(year, month);
        valid.then_some(Self { year, month, day })
    }

    /// The day that `YYYY-MM-DD` names.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let is_day = text.len() == 10;
        let milliseconds = is_day.then(|| parse_iso(&format!("{text}T00:00:00Z"))).flatten()?;
        Some(Self::from_days(milliseconds.div_euclid(DAY)))
    }

    /// The day `days` after 1970-01-01.
    #[must_use]
    #[inline]
    pub fn from_days(days: i64) -> Self {
        // Counted from 1 March of the year −8000, so that narrow numbers without a sign
        // do: they are divided much faster, and every row of an export comes by here.
        let days = days.clamp(-3_000_000, 3_000_000) + 719_468 + 20 * 146_097;
        let quarters = 4 * u32::try_from(days).unwrap_or_default() + 3;
        let (century, of_century) = (quarters / 146_097, quarters % 146_097 / 4);
        // A year is 1461 / 4 days; 2 939 745 is 2³² divided by 1461 days, the fraction that is left
        // tells the day of the year.
        let years = 2_939_745 * u64::from(4 * of_century + 3);
        let [low, high] = [years & u64::from(u32::MAX), years >> 32];
        let of_year = u32::try_from(low).unwrap_or_default() / 2_939_745 / 4;
        // The months from March on, in 65 536ths of one: 2141 a day.
        let months = 2141 * of_year + 197_913;
        let (month, day) = (months >> 16, (months & 0xffff) / 2141 + 1);
        let is_next = of_year >= 306;
        let year = 100 * century + u32::try_from(high).unwrap_or_default() + u32::from(is_next);
        let month = if is_next { month - 12 } else { month };
        Self {
            year: i32::try_from(year).unwrap_or_default() - 8000,
            month: u8::try_from(month).unwrap_or(1),
            day: u8::try_from(day).unwrap_or(1),
        }
    }

    /// Days since 1970-01-01.
    #[must_use]
    pub fn days(self) -> i64 {
        let month = i64::from(self.month);
        let year = i64::from(self.year) - i64::from(month <= 2);
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let shifted = if month > 2 { month - 3 } else { month + 9 };
        let of_year = (153 * shifted + 2) / 5 + i64::from(self.day) - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }
}

/// Length of a month; 0 for a number that is no month.
#[must_use]
pub const fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 0,
    }
}

/// A day and the time on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    pub day: Day,
    /// 0–23.
    pub hour: u8,
    /// 0–59.
    pub minute: u8,
    /// 0–59; a leap second reads as 59.
    pub second: u8,
    /// 0–999.
    pub millisecond: u16,
}

impl Moment {
    /// What a clock set to UTC shows at `milliseconds` since 1970-01-01T00:00Z.
    #[must_use]
    pub fn from_milliseconds(milliseconds: i64) -> Self {
        let rest = milliseconds.rem_euclid(DAY);
        let part = |divisor: i64, modulus: i64| rest / divisor % modulus;
        let small = |value: i64| u8::try_from(value).unwrap_or_default();
        Self {
            day: Day::from_days(milliseconds.div_euclid(DAY)),
            hour: small(part(3_600_000, 24)),
            minute: small(part(60_000, 60)),
            second: small(part(1000, 60)),
            millisecond: u16::try_from(rest % 1000).unwrap_or_default(),
        }
    }

    /// Milliseconds since 1970-01-01T00:00Z, the moment taken as UTC.
    #[must_use]
    pub fn milliseconds(self) -> i64 {
        let seconds =
            i64::from(self.hour) * 3600 + i64::from(self.minute) * 60 + i64::from(self.second);
        self.day.days() * DAY + seconds * 1000 + i64::from(self.millisecond)
    }
}

/// Milliseconds since 1970 of an ISO 8601 / RFC 3339 text as Graph and the portals write it:
/// `2026-11-21`, `2026-11-21T08:36`, `2026-11-21T08:36:00Z`, `2026-11-21 08:36:00.1234567+01:00`.
///
/// Without an offset the time is UTC; decimals below a millisecond are dropped.
#[must_use]
pub fn parse_iso(text: &str) -> Option<i64> {
    plain_iso(text.as_bytes()).or_else(|| any_iso(text))
}

/// Milliseconds of `2026-11-21` or `2026-11-21T08:36:00Z`, as nearly all times of a file are.
#[must_use]
pub fn plain_iso(text: &[u8]) -> Option<i64> {
    let two = |tens: u8, ones: u8| {
        let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
        (tens < 10 && ones < 10).then(|| tens * 10 + ones)
    };
    let below = |limit: u8, tens: u8, ones: u8| two(tens, ones).filter(|number| *number < limit);
    let (date, clock) = text.split_first_chunk::<10>()?;
    let [c0, c1, y0, y1, b'-', m0, m1, b'-', d0, d1] = *date else { return None };
    let year = i32::from(two(c0, c1)?) * 100 + i32::from(two(y0, y1)?);
    let day = Day::new(year, two(m0, m1)?, two(d0, d1)?)?;
    let seconds = match *clock {
        [] => 0,
        [b'T', h0, h1, b':', m0, m1, b':', s0, s1, b'Z'] => {
            let (hours, minutes) = (below(24, h0, h1)?, below(60, m0, m1)?);
            u32::from(hours) * 3600 + u32::from(minutes) * 60 + u32::from(below(60, s0, s1)?)
        }
        _ => return None,
    };
    Some(day.days() * DAY + i64::from(seconds) * 1000)
}

fn any_iso(text: &str) -> Option<i64> {
    let mut rest = text.trim().as_bytes();
    let year = i32::try_from(digits(&mut rest, 4)?).ok()?;
    punctuation(&mut rest, b"-")?;
    let month = u8::try_from(digits(&mut rest, 2)?).ok()?;
    punctuation(&mut rest, b"-")?;
    let day = Day::new(year, month, u8::try_from(digits(&mut rest, 2)?).ok()?)?;
    let mut milliseconds = day.days() * DAY;
    if rest.is_empty() {
        return Some(milliseconds);
    }
    punctuation(&mut rest, b"Tt ")?;
    let hour = digits(&mut rest, 2).filter(|hour| *hour < 24)?;
    punctuation(&mut rest, b":")?;
    let minute = digits(&mut rest, 2).filter(|minute| *minute < 60)?;
    milliseconds += i64::from(hour) * 3_600_000 + i64::from(minute) * 60_000;
    if punctuation(&mut rest, b":").is_some() {
        let second = digits(&mut rest, 2).filter(|second| *second <= 60)?;
        milliseconds += i64::from(second.min(59)) * 1000;
        if punctuation(&mut rest, b".,").is_some() {
            milliseconds += fraction(&mut rest)?;
        }
    }
    // What an offset moves out of the years that four digits can write is no time of a directory.
    offset(rest).map(|offset| milliseconds - offset).filter(|at| has_four_digits(*at))
}

/// Whether the year of a time, in milliseconds since 1970, can be written with four digits.
#[must_use]
pub fn has_four_digits(milliseconds: i64) -> bool {
    WRITTEN.contains(&milliseconds)
}

/// Writes a time as Graph does: UTC, seconds, decimals only when there are some.
#[must_use]
pub fn write_iso(milliseconds: i64) -> String {
    let moment = Moment::from_milliseconds(milliseconds);
    let mut out = write_day(moment.day);
    out.push('T');
    for (at, part) in [moment.hour, moment.minute, moment.second].into_iter().enumerate() {
        if at > 0 {
            out.push(':');
        }
        push_padded(&mut out, u32::from(part), 2);
    }
    if moment.millisecond > 0 {
        out.push('.');
        push_padded(&mut out, u32::from(moment.millisecond), 3);
    }
    out.push('Z');
    out
}

/// Writes a day as `2026-11-21`.
#[must_use]
pub fn write_day(day: Day) -> String {
    let mut out = String::with_capacity(24);
    push_padded(&mut out, day.year.unsigned_abs(), 4);
    out.push('-');
    push_padded(&mut out, u32::from(day.month), 2);
    out.push('-');
    push_padded(&mut out, u32::from(day.day), 2);
    out
}

/// Appends a number with leading zeros up to `width` digits.
pub fn push_padded(out: &mut String, number: u32, width: u32) {
    let mut divisor = 10_u32.pow(width.saturating_sub(1).min(9));
    while number / divisor >= 10 && divisor < 1_000_000_000 {
        divisor *= 10;
    }
    while divisor > 0 {
        out.push(char::from_digit(number / divisor % 10, 10).unwrap_or('0'));
        divisor /= 10;
    }
}

fn digits(rest: &mut &[u8], count: usize) -> Option<u32> {
    let (head, tail) = rest.split_at_checked(count)?;
    *rest = tail;
    head.iter().try_fold(0_u32, |number, byte| {
        byte.is_ascii_digit().then(|| number * 10 + u32::from(byte - b'0'))
    })
}

fn punctuation(rest: &mut &[u8], allowed: &[u8]) -> Option<()> {
    let (first, tail) = rest.split_first()?;
    allowed.contains(first).then(|| *rest = tail)
}

/// Milliseconds of the decimals, of which there must be one.
fn fraction(rest: &mut &[u8]) -> Option<i64> {
    let mut milliseconds = i64::from(digits(rest, 1)?) * 100;
    let mut unit = 10;
    while rest.first().is_some_and(u8::is_ascii_digit) {
        milliseconds += i64::from(digits(rest, 1)?) * unit;
        unit /= 10;
    }
    Some(milliseconds)
}

/// Milliseconds ahead of UTC; nothing is UTC.
fn offset(mut rest: &[u8]) -> Option<i64> {
    let sign = match rest {
        [] | [b'Z' | b'z'] => return Some(0),
        [b'+', ..] => 1,
        [b'-', ..] => -1,
        _ => return None,
    };
    punctuation(&mut rest, b"+-")?;
    let hours = digits(&mut rest, 2).filter(|hours| *hours < 24)?;
    let colon = punctuation(&mut rest, b":").is_some();
    let minutes = match rest {
        [] if !colon => 0,
        _ => digits(&mut rest, 2).filter(|minutes| *minutes < 60)?,
    };
    rest.is_empty().then_some(sign * (i64::from(hours) * 3_600_000 + i64::from(minutes) * 60_000))
}

#[cfg(test)]
mod tests;
