//! Values as Graph writes them.

use crate::domain::attribute::Wire;
use crate::domain::{self, Attribute, Datum, Kind};
use crate::powershell::Value;
use crate::text::date::write_iso;
use serde_json::{Map, Value as Json};

/// Where an attribute stands in a `user` body: `name`, or `object/name`. None for the manager,
/// which is a reference and not a property.
pub(super) fn path(attribute: Attribute, name: &str) -> Option<String> {
    match attribute.definition().wire {
        Wire::Plain | Wire::OneItemList => Some(name.to_owned()),
        Wire::Inside(object) => Some(format!("{object}/{name}")),
        // No request on the object itself writes these.
        Wire::Navigation
        | Wire::Part(_)
        | Wire::Plans
        | Wire::Ids
        | Wire::Licenses
        | Wire::LicenseStates
        | Wire::DirectLicenses => None,
    }
}

/// The value of an attribute in a body; none when it is unknown.
pub(super) fn value(attribute: Attribute, datum: &Datum) -> Option<Value> {
    let listed =
        attribute.kind() == Kind::Texts || matches!(attribute.definition().wire, Wire::OneItemList);
    Some(match datum {
        Datum::Unknown => return None,
        // Collections are emptied, never null ("Update user", Graph v1.0).
        Datum::Null if listed => Value::List(Vec::new()),
        // The word that clears the policies.
        Datum::Null if attribute == Attribute::PASSWORD_POLICIES => "None".into(),
        Datum::Null => Value::Null,
        Datum::Value(value) => match value {
            domain::Value::Text(text) if listed => Value::List(vec![text.as_str().into()]),
            domain::Value::Text(text) => text.as_str().into(),
            domain::Value::Boolean(yes) => (*yes).into(),
            domain::Value::Time(time) => write_iso(time.0).into(),
            domain::Value::Texts(texts) => {
                Value::List(texts.iter().map(|text| text.as_str().into()).collect())
            }
            domain::Value::Reference(id) => id.to_string().into(),
        },
    })
}

/// A time as the script compares times: to the second, without a zone.
pub(super) fn to_the_second(milliseconds: i64) -> String {
    let whole = milliseconds - milliseconds.rem_euclid(1_000);
    write_iso(whole).trim_end_matches('Z').to_owned()
}

/// A request body: nested where a path says so.
pub(super) fn body<'f>(
    fields: impl IntoIterator<Item = (&'f str, &'f Value)>,
) -> Map<String, Json> {
    let mut body = Map::new();
    for (path, value) in fields {
        match path.split_once('/') {
            None => {
                body.insert(path.to_owned(), json(value));
            }
            Some((object, name)) => {
                let inner = body.entry(object).or_insert_with(|| Json::Object(Map::new()));
                if let Json::Object(inner) = inner {
                    inner.insert(name.to_owned(), json(value));
                }
            }
        }
    }
    body
}

/// A script's value as JSON.
pub(super) fn json(value: &Value) -> Json {
    match value {
        // A variable is program text and never in a body.
        Value::Null | Value::Variable(_) => Json::Null,
        Value::Bool(yes) => Json::Bool(*yes),
        Value::Int(number) => Json::from(*number),
        Value::Text(text) => Json::String(text.clone()),
        Value::List(items) => Json::Array(items.iter().map(json).collect()),
        Value::Table(table) => {
            Json::Object(table.entries().iter().map(|(k, v)| (k.clone(), json(v))).collect())
        }
    }
}

/// One path segment of a Graph address, percent-encoded (RFC 3986: all but unreserved and `@`).
pub(super) fn segment(text: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~@".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a `String` cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}
