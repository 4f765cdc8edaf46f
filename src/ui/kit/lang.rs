//! The language of the page, for whoever draws.
//!
//! A page is drawn anew when the language changes, so within one drawing the language is a plain
//! value and texts need no signals.

use crate::i18n::{Locale, Zone};
use leptos::prelude::*;
use std::cell::Cell;

/// The language in which everything below is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lang(pub Locale);

/// The language of this part of the page. To be asked while drawing, not in an event handler.
#[must_use]
pub fn lang() -> Locale {
    use_context::<Lang>().map_or_else(Locale::default, |Lang(locale)| locale)
}

thread_local! {
    static UTC: Cell<bool> = const { Cell::new(false) };
}

/// Chooses the clock for whatever is drawn from now on.
pub fn tell_in_utc(on: bool) {
    UTC.set(on);
}

/// Whether times are told in UTC.
pub fn tells_in_utc() -> bool {
    UTC.get()
}

/// The clock by which a moment is told.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "a date is below 2^53 milliseconds")]
#[expect(clippy::cast_possible_truncation, reason = "an offset is below a day of minutes")]
pub fn zone(milliseconds: i64) -> Zone {
    if tells_in_utc() {
        return Zone::Utc;
    }
    let date = js_sys::Date::new(&(milliseconds as f64).into());
    Zone::Ahead(-(date.get_timezone_offset() as i32))
}
