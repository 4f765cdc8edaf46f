//! Values as a reader sees them. Unknown is said, never left blank.

use crate::{
    domain::{AssignedPlan, Attribute, Datum, Kind, Timestamp, UserId, Value},
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
        Cell::Texts(texts) => push_list(out, attribute, texts.iter()),
        Cell::Reference(id) => match users.find(id).filter(|_| attribute != Attribute::ID) {
            Some(user) => out.push_str(&name(users, user)),
            None => out.push_str(&id.to_string()),
        },
    }
}

/// A list; service plans, which are long, one a line.
fn push_list<'t>(out: &mut String, attribute: Attribute, texts: impl Iterator<Item = &'t str>) {
    let plans = attribute == Attribute::ASSIGNED_PLANS;
    for (at, text) in texts.enumerate() {
        if at > 0 {
            out.push_str(if plans { "\n" } else { ", " });
        }
        if plans {
            out.push_str(&plan(text));
        } else {
            out.push_str(text);
        }
    }
}

/// A service plan: of what, whether it works, and its id, as far as told.
fn plan(text: &str) -> String {
    let AssignedPlan { service_plan_id, service, capability_status } = AssignedPlan::parse(text);
    let parts = [service, capability_status, service_plan_id];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
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
        Value::Texts(texts) => {
            push_list(&mut out, attribute, texts.iter().map(String::as_str));
            return out;
        }
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

#[cfg(test)]
mod tests {
    use super::{cell, datum};
    use crate::{
        domain::{Attribute, Datum, Existence, ObjectId, Value},
        i18n::{Locale, Zone},
        store::Objects,
    };

    #[test]
    fn service_plans_stand_one_a_line() {
        let mut users = Objects::default();
        let user = users.push(ObjectId([1; 16]), false, Existence::Active).unwrap();
        let plans = ["b/exchange/Enabled", "c//Deleted"].map(str::to_owned).to_vec();
        let plans = Datum::Value(Value::Texts(plans));
        let zone = |_: i64| Zone::Utc;
        for (attribute, expected) in [
            (Attribute::ASSIGNED_PLANS, "exchange · Enabled · b\nDeleted · c"),
            (Attribute::OTHER_MAILS, "b/exchange/Enabled, c//Deleted"),
        ] {
            users.set(user, attribute, &plans);
            assert_eq!(cell(&users, user, attribute, Locale::En, &zone), expected);
            assert_eq!(datum(&users, attribute, &plans, Locale::En, &zone), expected);
        }
    }
}
