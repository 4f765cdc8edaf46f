//! Dates and times as a reader writes them.
//!
//! English names the month, because a reader of `04/05/2026` cannot tell which of the two
//! customs is meant.

use crate::i18n::Locale;
use crate::text::date::{Day, Moment, push_padded};

/// Minutes that the reader's clock is ahead of UTC at the moment shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Zone(pub i32);

impl Zone {
    /// The clock of the service.
    pub const UTC: Self = Self(0);

    /// What the reader's clock shows.
    #[must_use]
    pub fn moment(self, milliseconds: i64) -> Moment {
        Moment::from_milliseconds(milliseconds.saturating_add(i64::from(self.0) * 60_000))
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

    /// `14:02` on the reader's clock.
    #[must_use]
    pub fn time(self, milliseconds: i64, zone: Zone) -> String {
        let moment = zone.moment(milliseconds);
        let mut out = String::with_capacity(5);
        push_padded(&mut out, u32::from(moment.hour), 2);
        out.push(':');
        push_padded(&mut out, u32::from(moment.minute), 2);
        out
    }

    /// `21 Nov 2026` on the reader's calendar.
    #[must_use]
    pub fn date(self, milliseconds: i64, zone: Zone) -> String {
        self.day(zone.moment(milliseconds).day)
    }

    /// `21 Nov 2026, 14:02` on the reader's clock.
    #[must_use]
    pub fn date_time(self, milliseconds: i64, zone: Zone) -> String {
        let mut out = self.date(milliseconds, zone);
        out.push_str(", ");
        out.push_str(&self.time(milliseconds, zone));
        out
    }

    /// The same moment as the service writes it, for whoever compares with a log:
    /// `2026-11-21 13:02:07 UTC`.
    #[must_use]
    pub fn utc(self, milliseconds: i64) -> String {
        let iso = crate::text::date::write_iso(milliseconds / 1000 * 1000);
        iso.replace('T', " ").replace('Z', " UTC")
    }

    /// The time alone when it is today on the reader's calendar, else the day with it.
    #[must_use]
    pub fn near(self, milliseconds: i64, now: i64, zone: Zone) -> String {
        if zone.moment(milliseconds).day == zone.moment(now).day {
            self.time(milliseconds, zone)
        } else {
            self.date_time(milliseconds, zone)
        }
    }
}
