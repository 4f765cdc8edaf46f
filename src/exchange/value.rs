//! What a cell's text says, for each kind of attribute.

use crate::domain::{Attribute, ObjectId};
use crate::text::date::{Day, Moment, parse_iso};

/// The longest text that any attribute of a directory holds, with room to spare, in bytes.
pub(super) const LONGEST_TEXT: usize = 64 << 10;

/// The same for a list: 250 addresses of 250 characters, with room to spare.
pub(super) const LONGEST_LIST: usize = 1 << 20;

/// The longest cell of an attribute, in bytes.
pub(super) fn longest(attribute: Attribute) -> usize {
    match attribute.kind() {
        crate::domain::Kind::Texts => LONGEST_LIST,
        _ => LONGEST_TEXT,
    }
}

/// A text without space around it, as nearly all are: the two ends tell.
#[inline]
pub(super) fn trimmed(text: &str) -> &str {
    let is_plain = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    let bytes = text.as_bytes();
    if is_plain(bytes.first()) && is_plain(bytes.last()) { text } else { text.trim() }
}

/// Yes or no, in the words that portals, PowerShell and spreadsheets write, English and French.
pub(super) fn boolean(text: &str) -> Option<bool> {
    const WORDS: [(&str, bool); 10] = [
        ("true", true),
        ("false", false),
        ("yes", true),
        ("no", false),
        ("vrai", true),
        ("faux", false),
        ("oui", true),
        ("non", false),
        ("1", true),
        ("0", false),
    ];
    // What programs write; people write the others.
    match text.as_bytes() {
        b"true" | b"True" | b"TRUE" => return Some(true),
        b"false" | b"False" | b"FALSE" => return Some(false),
        _ => {}
    }
    let text = text.trim();
    WORDS.iter().find(|(word, _)| word.eq_ignore_ascii_case(text)).map(|(_, value)| *value)
}

/// An object id, also in the braces that some programs put round it.
pub(super) fn id(text: &str) -> Option<ObjectId> {
    let text = trimmed(text);
    let bare = text.strip_prefix('{').and_then(|text| text.strip_suffix('}')).unwrap_or(text);
    ObjectId::parse(bare)
}

/// Whether day or month comes first in dates with slashes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    MonthFirst,
    DayFirst,
}

/// A time as a file writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// Milliseconds since 1970, without doubt.
    Exact(i64),
    /// Milliseconds since 1970; the order of day and month shows.
    Shows(i64, Order),
    /// Both readings are days: month first, day first.
    Either(i64, i64),
}

/// A time, in UTC where the text does not say otherwise: ISO 8601, or `8/19/2021 1:25:31 PM` and
/// `19/08/2021 13:25` as programs write them in American and other cultures.
pub(super) fn time(text: &str) -> Option<Written> {
    let text = trimmed(text);
    if let Some(exact) = parse_iso(text) {
        return Some(Written::Exact(exact));
    }
    let (date, clock) = text.split_once([' ', 'T', '\u{202f}', '\u{a0}']).unwrap_or((text, ""));
    let mut parts = date.trim_end_matches(',').split(['/', '.']);
    let mut number = |longest: usize| {
        let part = parts.next().filter(|part| !part.is_empty() && part.len() <= longest)?;
        part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse::<u16>().ok())?
    };
    let (first, second, year) = (number(2)?, number(2)?, number(4).filter(|year| *year >= 1900)?);
    if parts.next().is_some() {
        return None;
    }
    let (clock, american) = clock_time(clock.trim())?;
    let at = |month: u16, day: u16| {
        let day = Day::new(i32::from(year), u8::try_from(month).ok()?, u8::try_from(day).ok()?)?;
        let midnight = Moment { day, hour: 0, minute: 0, second: 0, millisecond: 0 };
        Some(midnight.milliseconds() + clock)
    };
    // Dates with dots are never written month first.
    let dotted = date.contains('.');
    match (at(first, second).filter(|_| !dotted), at(second, first)) {
        (Some(month_first), _) if american => Some(Written::Shows(month_first, Order::MonthFirst)),
        (Some(same), Some(other)) if same == other => Some(Written::Exact(same)),
        (Some(month_first), Some(day_first)) => Some(Written::Either(month_first, day_first)),
        (Some(month_first), None) => Some(Written::Shows(month_first, Order::MonthFirst)),
        (None, Some(day_first)) if dotted => Some(Written::Exact(day_first)),
        (None, Some(day_first)) => Some(Written::Shows(day_first, Order::DayFirst)),
        (None, None) => None,
    }
}

/// Milliseconds of `13:25`, `13:25:31`, `1:25:31 PM`, or nothing; and whether it has AM or PM.
fn clock_time(text: &str) -> Option<(i64, bool)> {
    if text.is_empty() {
        return Some((0, false));
    }
    let half = |suffix: &str| {
        let (clock, end) = text.split_at_checked(text.len().checked_sub(2)?)?;
        end.eq_ignore_ascii_case(suffix)
            .then(|| clock.trim_end_matches([' ', '\u{202f}', '\u{a0}']))
    };
    let (clock, afternoon) = match (half("am"), half("pm")) {
        (Some(clock), _) => (clock, Some(false)),
        (_, Some(clock)) => (clock, Some(true)),
        _ => (text.trim_end_matches(['Z', ' ']), None),
    };
    let mut parts = clock.split(':');
    let mut number = |limit: i64| {
        let part = parts.next()?;
        let digits =
            (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| part.parse::<i64>().ok())?.filter(|number| *number < limit)
    };
    let (hour, minute) = (number(24)?, number(60)?);
    let second = if clock.matches(':').count() == 2 { number(60)? } else { 0 };
    if clock.matches(':').count() > 2 {
        return None;
    }
    let hour = match afternoon {
        None => hour,
        Some(_) if hour == 0 || hour > 12 => return None,
        Some(afternoon) => hour % 12 + if afternoon { 12 } else { 0 },
    };
    Some((((hour * 60 + minute) * 60 + second) * 1000, afternoon.is_some()))
}

/// The items of a list in one cell of an attribute.
pub(super) fn items(attribute: Attribute, text: &str) -> Vec<String> {
    let ids = || text.trim().get(..36).is_some_and(|start| id(start).is_some());
    if attribute == Attribute::ASSIGNED_LICENSES && !text.starts_with('[') && !ids() {
        return products(text);
    }
    list(text)
}

/// Products by their display names, as the Microsoft 365 admin centre writes them: joined by `+` (general
/// knowledge, no stored source). Who has none is called so.
fn products(text: &str) -> Vec<String> {
    const NONE: [&str; 3] = ["unlicensed", "sans licence", "aucune licence"];
    let names = text.split('+').map(str::trim).filter(|name| !name.is_empty());
    let names = names.filter(|name| !NONE.contains(&name.to_lowercase().as_str()));
    names.map(str::to_owned).collect()
}

/// The items of a list in one cell.
///
/// How portals join proxy addresses varies, so the content decides: a separator is one of
/// `+ ; , |` or a line break (blanks around) that is followed by the next item's `prefix:`. Without
/// prefixes, items are what stands between `;`, `,` or line breaks. A cell that is a JSON array
/// of texts is that list: so our own export writes a list that could be read otherwise.
pub(super) fn list(text: &str) -> Vec<String> {
    if text.starts_with('[')
        && let Ok(items) = serde_json::from_str::<Vec<String>>(text)
    {
        return items;
    }
    let text = text.trim();
    if has_prefix(text) { prefixed(text) } else { separated(text) }
}

/// Whether a text starts with the type of an address, `smtp:` or `X500:`.
fn has_prefix(text: &str) -> bool {
    let Some((prefix, _)) = text.split_once(':') else { return false };
    !prefix.is_empty()
        && prefix.len() <= 12
        && prefix.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

fn prefixed(text: &str) -> Vec<String> {
    let mut items = Vec::new();
    let mut item = String::new();
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let after = rest.get(next.len_utf8()..).unwrap_or_default();
        if matches!(next, '+' | ';' | ',' | '|' | '\n' | '\r')
            && has_prefix(after.trim_start_matches([' ', '\t']))
        {
            items.push(std::mem::take(&mut item));
            rest = after.trim_start();
            continue;
        }
        item.push(next);
        rest = after;
    }
    items.push(item);
    tidied(items.iter().map(String::as_str))
}

fn separated(text: &str) -> Vec<String> {
    tidied(text.split([';', ',', '\n', '\r']))
}

fn tidied<'a>(items: impl Iterator<Item = &'a str>) -> Vec<String> {
    // An X.400 address ends with a semicolon of its own.
    let trimmed = items.map(|item| match item.trim() {
        x400 if x400.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("x400:")) => x400,
        other => other.trim_end_matches(';').trim_end(),
    });
    trimmed.filter(|item| !item.is_empty()).map(str::to_owned).collect()
}

/// Whether a cell holds the name of a type instead of values, as `Export-Csv` writes collections
/// and objects.
pub(super) fn is_type_name(text: &str) -> bool {
    (text.starts_with("System.") || text.starts_with("Microsoft."))
        && !text.contains(['@', ' ', ':'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::date::write_iso;

    #[track_caller]
    fn check_time(text: &str, expected: &str) {
        let shown = match time(text) {
            None => "none".to_owned(),
            Some(Written::Exact(at)) => write_iso(at),
            Some(Written::Shows(at, order)) => format!("{} {order:?}", write_iso(at)),
            Some(Written::Either(one, other)) => {
                format!("{} or {}", write_iso(one), write_iso(other))
            }
        };
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn times_of_every_culture() {
        check_time("8/19/2021 1:25:31 PM", "2021-08-19T13:25:31Z MonthFirst");
        check_time("8/9/2021 12:05:00 AM", "2021-08-09T00:05:00Z MonthFirst");
        check_time("8/9/2021 1:25:31\u{202f}PM", "2021-08-09T13:25:31Z MonthFirst");
        check_time("19/08/2021 13:25:31", "2021-08-19T13:25:31Z DayFirst");
        check_time("12/25/2021", "2021-12-25T00:00:00Z MonthFirst");
        check_time("03/04/2021 08:00", "2021-03-04T08:00:00Z or 2021-04-03T08:00:00Z");
        check_time("04/04/2021", "2021-04-04T00:00:00Z");
        check_time("19.08.2021 13:25", "2021-08-19T13:25:00Z");
        check_time("2021-08-19T13:25:31.1234567Z", "2021-08-19T13:25:31.123Z");
        check_time("2021-08-19 13:25:31Z", "2021-08-19T13:25:31Z");
        for wrong in [
            "",
            "never",
            "13/13/2021",
            "1/2/21",
            "1/2/2021 25:00",
            "1/2/2021 13:00 PM",
            "1/2",
            "1/2/3/2021",
            "1/2/2021 1:2:3:4",
            "/1/2021",
            "+1/2/2021",
        ] {
            check_time(wrong, "none");
        }
    }

    #[track_caller]
    fn check_list(text: &str, items: &[&str]) {
        assert_eq!(list(text), items, "{text}");
    }

    #[test]
    fn lists_by_content() {
        check_list(
            "SMTP:a@x.example+smtp:b+news@x.example+SIP:a@x.example",
            &["SMTP:a@x.example", "smtp:b+news@x.example", "SIP:a@x.example"],
        );
        check_list("SMTP:a@x.example; smtp:b@x.example", &["SMTP:a@x.example", "smtp:b@x.example"]);
        check_list("smtp:b@x.example,SMTP:a@x.example", &["smtp:b@x.example", "SMTP:a@x.example"]);
        check_list(
            "X400:C=US;A= ;P=Org;S=Doe;\nsmtp:a@x.example",
            &["X400:C=US;A= ;P=Org;S=Doe;", "smtp:a@x.example"],
        );
        check_list("a@x.example; b@x.example,", &["a@x.example", "b@x.example"]);
        check_list("a+b@x.example", &["a+b@x.example"]);
        check_list("[\"a;b\",\"c\"]", &["a;b", "c"]);
        check_list("[not json]", &["[not json]"]);
        check_list("", &[]);
    }

    #[test]
    fn words_and_ids() {
        for (word, value) in
            [("True", Some(true)), (" FAUX ", Some(false)), ("Oui", Some(true)), ("maybe", None)]
        {
            assert_eq!(boolean(word), value);
        }
        let text = "33bd2f16-af04-457e-ad98-dd67951d1579";
        assert_eq!(id(&format!(" {{{text}}} ")), ObjectId::parse(text));
        assert_eq!(id("33bd2f16"), None);
        assert!(is_type_name("System.String[]"));
        assert!(is_type_name("Microsoft.Graph.PowerShell.Models.MicrosoftGraphDirectoryObject"));
        assert!(!is_type_name("Microsoft"));
        assert!(!is_type_name("Microsoft.Graph admins"));
    }
}
