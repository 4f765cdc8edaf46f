//! Values as rules write them.

use crate::{domain::Timestamp, text::date};

/// A yes or no, with or without quotes.
pub(super) fn boolean(text: &str) -> Option<bool> {
    let is = |known: &str| text.trim().eq_ignore_ascii_case(known);
    if is("true") {
        Some(true)
    } else if is("false") {
        Some(false)
    } else {
        None
    }
}

/// A date with its time, in UTC where it names no offset.
pub(super) fn date(text: &str) -> Option<Timestamp> {
    date::parse_iso(text.trim()).map(Timestamp)
}
