//! What stands in an input, and the value that it means.
//!
//! A day is written `2026-11-21`, a moment `2026-11-21T14:02` on the reader's clock, as the
//! browser's own inputs write them; several texts stand one on a line; an empty input is null.

use crate::{
    domain::{Attribute, Datum, Kind, ObjectId, Refusal, Timestamp, Value},
    i18n::Zone,
    text::date::{has_four_digits, parse_iso, write_iso},
};

/// The input's content for a value; empty for null and unknown.
#[must_use]
pub fn write(attribute: Attribute, datum: &Datum, zone: &dyn Fn(i64) -> Zone) -> String {
    let Datum::Value(value) = datum else { return String::new() };
    match value {
        Value::Text(text) => text.clone(),
        Value::Boolean(value) => value.to_string(),
        Value::Time(time) => {
            let is_day = attribute.kind() == Kind::Date;
            let ahead = if is_day { 0 } else { minutes(zone(time.0)) };
            let iso = write_iso(time.0.saturating_add(ahead));
            // Without the seconds; a year on the reader's clock may have five digits.
            let end = iso.find('T').map(|day| if is_day { day } else { day + "Thh:mm".len() });
            end.and_then(|end| iso.get(..end)).unwrap_or_default().to_owned()
        }
        Value::Texts(texts) => texts.join("\n"),
        Value::Reference(id) => id.to_string(),
    }
}

/// The value that an input's content means; nothing for an empty one. Blanks around a text are
/// slips of the hand and are left out.
///
/// # Errors
/// [`Refusal::WrongKind`] for what is no such value.
pub fn read(
    attribute: Attribute,
    content: &str,
    zone: &dyn Fn(i64) -> Zone,
) -> Result<Option<Value>, Refusal> {
    let text = content.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let expected = attribute.kind();
    let value = match expected {
        Kind::Text => Some(Value::Text(text.to_owned())),
        Kind::Boolean => match text {
            "true" => Some(Value::Boolean(true)),
            "false" => Some(Value::Boolean(false)),
            _ => None,
        },
        Kind::Date => parse_iso(text).map(|day| Value::Time(Timestamp(day))),
        Kind::Time => moment(text, zone).map(|moment| Value::Time(Timestamp(moment))),
        Kind::Texts => {
            let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
            Some(Value::Texts(lines.map(str::to_owned).collect()))
        }
        Kind::Reference => ObjectId::parse(text).map(Value::Reference),
    };
    value.map(Some).ok_or(Refusal::WrongKind { attribute, expected })
}

/// Milliseconds of a moment on the reader's clock.
fn moment(text: &str, zone: &dyn Fn(i64) -> Zone) -> Option<i64> {
    let seconds = if text.len() == 16 { ":00Z" } else { "Z" };
    let shown = parse_iso(&format!("{text}{seconds}"))?;
    // The offset at the moment itself, which may lie on the other side of a change of clocks.
    let about = shown.saturating_sub(minutes(zone(shown)));
    Some(shown.saturating_sub(minutes(zone(about)))).filter(|at| has_four_digits(*at))
}

fn minutes(zone: Zone) -> i64 {
    i64::from(zone.minutes()) * 60_000
}

#[cfg(test)]
mod tests {
    //! What is written is read, on every clock.

    use super::{read, write};
    use crate::{
        domain::{Attribute, Datum, Kind, ObjectId, Refusal, Timestamp, Value},
        i18n::Zone,
    };
    use proptest::prelude::*;

    fn utc(_: i64) -> Zone {
        Zone::Utc
    }

    /// Two hours ahead after a moment, one before it.
    fn summer(at: i64) -> Zone {
        Zone::Ahead(if at >= 1_774_746_000_000 { 120 } else { 60 })
    }

    #[test]
    fn inputs_of_every_kind() {
        let time = Value::Time(Timestamp(1_795_269_720_000));
        let id = ObjectId::made_up("anna");
        for (attribute, value, content) in [
            (Attribute::JOB_TITLE, Value::Text("Head of IT".to_owned()), "Head of IT"),
            (Attribute::ACCOUNT_ENABLED, Value::Boolean(false), "false"),
            (Attribute::EMPLOYEE_LEAVE_DATE_TIME, time, "2026-11-21T15:02"),
            (
                Attribute::EMPLOYEE_HIRE_DATE,
                Value::Time(Timestamp(1_795_219_200_000)),
                "2026-11-21",
            ),
            (
                Attribute::OTHER_MAILS,
                Value::Texts(vec!["a@b.example".to_owned(), "c@d.example".to_owned()]),
                "a@b.example\nc@d.example",
            ),
            (Attribute::MANAGER, Value::Reference(id), &id.to_string()),
        ] {
            let zone = |_| Zone::Ahead(60);
            assert_eq!(write(attribute, &Datum::Value(value.clone()), &zone), content);
            assert_eq!(read(attribute, content, &zone), Ok(Some(value)));
        }
    }

    #[test]
    fn nothing_and_nonsense() {
        assert_eq!(write(Attribute::CITY, &Datum::Unknown, &utc), "");
        assert_eq!(write(Attribute::CITY, &Datum::Null, &utc), "");
        assert_eq!(read(Attribute::CITY, " \t ", &utc), Ok(None));
        assert_eq!(read(Attribute::CITY, " Lyon ", &utc), Ok(Some(Value::Text("Lyon".to_owned()))));
        for (attribute, content) in [
            (Attribute::ACCOUNT_ENABLED, "perhaps"),
            (Attribute::EMPLOYEE_HIRE_DATE, "soon"),
            (Attribute::EMPLOYEE_LEAVE_DATE_TIME, "2026-13-01T00:00"),
            (Attribute::MANAGER, "Anna"),
        ] {
            let expected = attribute.kind();
            assert_eq!(
                read(attribute, content, &utc),
                Err(Refusal::WrongKind { attribute, expected })
            );
        }
    }

    proptest! {
        /// But for the hour that a change of clocks repeats, whose name is ambiguous.
        #[test]
        fn moments_return(minute in 0_i64..100_000_000) {
            let at = minute * 60_000;
            let value = Datum::Value(Value::Time(Timestamp(at)));
            let attribute = Attribute::EMPLOYEE_LEAVE_DATE_TIME;
            prop_assert_eq!(attribute.kind(), Kind::Time);
            let content = write(attribute, &value, &summer);
            prop_assert_eq!(Datum::from(read(attribute, &content, &summer).unwrap()), value);
        }
    }

    #[test]
    fn the_ends_of_four_digits_on_any_clock() {
        let attribute = Attribute::EMPLOYEE_LEAVE_DATE_TIME;
        let clock = |minutes| move |_| Zone::Ahead(minutes);
        let last = Datum::Value(Value::Time(Timestamp(253_402_300_799_000)));
        assert_eq!(write(attribute, &last, &utc), "9999-12-31T23:59");
        assert_eq!(write(attribute, &last, &clock(60)), "10000-01-01T00:59");
        let refused = Err(Refusal::WrongKind { attribute, expected: Kind::Time });
        assert_eq!(read(attribute, "9999-12-31T23:30", &clock(-300)), refused);
        assert_eq!(read(attribute, "0000-01-01T00:00", &clock(60)), refused);
        assert!(read(attribute, "9999-12-31T18:30", &clock(-300)).is_ok());
        assert!(read(attribute, "0000-01-01T01:00", &clock(60)).is_ok());
    }
}
