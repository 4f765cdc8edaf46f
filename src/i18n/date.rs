//! Dates and times as a reader writes them.
//!
//! English names the month, because a reader of `04/05/2026` cannot tell which of the two
//! customs is meant.

use crate::i18n::Locale;
use crate::text::date::{Day, Moment, push_padded};

/// The clock by which a moment is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zone {
    /// The service's. Times say so.
    Utc,
    /// The reader's: minutes that it is ahead of UTC at the moment shown.
    Ahead(i32),
}

impl Zone {
    /// Minutes ahead of UTC.
    #[must_use]
    pub const fn minutes(self) -> i32 {
        match self {
            Self::Utc => 0,
            Self::Ahead(minutes) => minutes,
        }
    }

    /// What the clock shows.
    #[must_use]
    pub fn moment(self, milliseconds: i64) -> Moment {
        Moment::from_milliseconds(milliseconds.saturating_add(i64::from(self.minutes()) * 60_000))
    }
}

const MONTHS: [[&str; 12]; 2] = [
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    [
        "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.",
        "déc.",
    ],
];

impl Locale {
    /// `21 Nov 2026`, `1er nov. 2026`.
    #[must_use]
    pub fn day(self, day: Day) -> String {
        let [en, fr] = MONTHS;
        let months = if self == Self::En { en } else { fr };
        let mut out = day.day.to_string();
        if self == Self::Fr && day.day == 1 {
            out.push_str("er");
        }
        out.push('\u{a0}');
        out.push_str(months.get(usize::from(day.month) - 1).copied().unwrap_or_default());
        out.push('\u{a0}');
        out.push_str(&day.year.to_string());
        out
    }

    /// `14:02`, or `13:02 UTC`.
    #[must_use]
    pub fn time(self, milliseconds: i64, zone: Zone) -> String {
        let moment = zone.moment(milliseconds);
        let mut out = String::with_capacity(5);
        push_padded(&mut out, u32::from(moment.hour), 2);
        out.push(':');
        push_padded(&mut out, u32::from(moment.minute), 2);
        if zone == Zone::Utc {
            out.push_str("\u{a0}UTC");
        }
        out
    }

    /// `21 Nov 2026` on that clock's calendar.
    #[must_use]
    pub fn date(self, milliseconds: i64, zone: Zone) -> String {
        self.day(zone.moment(milliseconds).day)
    }

    /// `21 Nov 2026, 14:02`.
    #[must_use]
    pub fn date_time(self, milliseconds: i64, zone: Zone) -> String {
        let mut out = self.date(milliseconds, zone);
        out.push_str(", ");
        out.push_str(&self.time(milliseconds, zone));
        out
    }

    /// The time alone when it is today on that clock's calendar, else the day with it.
    #[must_use]
    pub fn near(self, milliseconds: i64, now: i64, zone: Zone) -> String {
        if zone.moment(milliseconds).day == zone.moment(now).day {
            self.time(milliseconds, zone)
        } else {
            self.date_time(milliseconds, zone)
        }
    }
}
