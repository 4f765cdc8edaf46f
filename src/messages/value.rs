//! Values as a reader sees them. Unknown is said, never left blank.

use crate::{
    domain::{Attribute, Datum, Kind, Timestamp, UserId, Value},
    i18n::{Locale, Zone, words},
    messages::{attribute::choice, name},
    store::{Cell, Objects},
};

/// A cell in words; `zone` says how far the reader's clock is ahead of UTC at a moment.
#[must_use]
pub fn cell(
    users: &Objects,
    user: UserId,
    attribute: Attribute,
    locale: Locale,
    zone: &dyn Fn(i64) -> Zone,
) -> String {
    let mut out = String::new();
    push_cell(&mut out, users, attribute, users.read(user, attribute), locale, zone);
    out
}

/// Appends a cell in words.
pub fn push_cell(
    out: &mut String,
    users: &Objects,
    attribute: Attribute,
    cell: Cell<'_>,
    locale: Locale,
    zone: &dyn Fn(i64) -> Zone,
) {
    match cell {
        Cell::Unknown => out.push_str(words::UNKNOWN.get(locale)),
        Cell::Null => out.push_str(words::NOT_SET.get(locale)),
        Cell::Text(text) => push_text(out, attribute, text, locale),
        Cell::Boolean(value) => push_boolean(out, value, locale),
        Cell::Time(time) => push_time(out, attribute, time, locale, zone),
        Cell::Texts(texts) => {
            for (at, text) in texts.iter().enumerate() {
                if at > 0 {
                    out.push_str(", ");
                }
                out.push_str(text);
            }
        }
        Cell::Reference(id) => match users.find(id).filter(|_| attribute != Attribute::ID) {
            Some(user) => out.push_str(&name(users, user)),
            None => out.push_str(&id.to_string()),
        },
    }
}

/// A value that is in no row now (of a baseline, of a journal) in words.
#[must_use]
pub fn datum(
    users: &Objects,
    attribute: Attribute,
    datum: &Datum,
    locale: Locale,
    zone: &dyn Fn(i64) -> Zone,
) -> String {
    let value = match datum {
        Datum::Unknown => return words::UNKNOWN.get(locale).to_owned(),
        Datum::Null => return words::NOT_SET.get(locale).to_owned(),
        Datum::Value(value) => value,
    };
    let mut out = String::new();
    let cell = match value {
        Value::Text(text) => Cell::Text(text),
        Value::Boolean(value) => Cell::Boolean(*value),
        Value::Time(time) => Cell::Time(*time),
        Value::Texts(texts) => return texts.join(", "),
        Value::Reference(id) => Cell::Reference(*id),
    };
    push_cell(&mut out, users, attribute, cell, locale, zone);
    out
}

fn push_text(out: &mut String, attribute: Attribute, text: &str, locale: Locale) {
    match choice(attribute, text) {
        Some(known) => out.push_str(known.get(locale)),
        None => out.push_str(text),
    }
}

fn push_boolean(out: &mut String, value: bool, locale: Locale) {
    out.push_str(if value { words::YES } else { words::NO }.get(locale));
}

/// A day is the same everywhere; a moment is told on the reader's clock.
fn push_time(
    out: &mut String,
    attribute: Attribute,
    Timestamp(time): Timestamp,
    locale: Locale,
    zone: &dyn Fn(i64) -> Zone,
) {
    out.push_str(&match attribute.kind() {
        Kind::Date => locale.date(time, Zone::Utc),
        _ => locale.date_time(time, zone(time)),
    });
}
