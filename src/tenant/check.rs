//! Whether a value fits an attribute, whoever holds it.

use crate::domain::{Attribute, Datum, Kind, Refusal, Value};
use crate::tenant::naming;

/// Everything that is wrong with writing `value` (`None` empties the attribute).
#[must_use]
pub fn value(attribute: Attribute, value: Option<&Value>) -> Vec<Refusal> {
    let definition = attribute.definition();
    let Some(value) = value else {
        return if definition.required { vec![Refusal::Required { attribute }] } else { vec![] };
    };
    match (attribute.kind(), value) {
        (Kind::Text, Value::Text(text)) => self::text(attribute, text),
        (Kind::Texts, Value::Texts(texts)) => {
            let mut refusals = Vec::new();
            let max = usize::from(definition.max_items);
            if max > 0 && texts.len() > max {
                refusals.push(Refusal::TooMany { attribute, count: texts.len(), max });
            }
            for text in texts {
                refusals.extend(self::text(attribute, text));
            }
            refusals
        }
        (Kind::Boolean, Value::Boolean(_))
        | (Kind::Time | Kind::Date, Value::Time(_))
        | (Kind::Reference, Value::Reference(_)) => vec![],
        (expected, _) => vec![Refusal::WrongKind { attribute, expected }],
    }
}

/// The same for what an event leaves behind; unknown is never written.
#[must_use]
pub fn datum(attribute: Attribute, datum: &Datum) -> Vec<Refusal> {
    match datum {
        Datum::Unknown => vec![Refusal::WrongKind { attribute, expected: attribute.kind() }],
        Datum::Null => self::value(attribute, None),
        Datum::Value(value) => self::value(attribute, Some(value)),
    }
}

fn text(attribute: Attribute, text: &str) -> Vec<Refusal> {
    let definition = attribute.definition();
    let mut refusals = Vec::new();
    if text.trim().is_empty() {
        if definition.required {
            refusals.push(Refusal::Required { attribute });
        } else {
            refusals.push(Refusal::WrongKind { attribute, expected: attribute.kind() });
        }
        return refusals;
    }
    let (length, max) = (text.encode_utf16().count(), usize::from(definition.max));
    if max > 0 && length > max {
        refusals.push(Refusal::TooLong { attribute, length, max });
    }
    if let Some(at) = text.chars().position(char::is_control) {
        refusals.push(Refusal::ControlCharacter { attribute, at });
    }
    if !definition.choices.is_empty() && !definition.choices.contains(&text) {
        refusals.push(Refusal::NotAChoice { attribute, value: text.to_owned() });
    }
    let problem = match attribute {
        Attribute::USER_PRINCIPAL_NAME => naming::upn_problem(text),
        Attribute::MAIL_NICKNAME | Attribute::GROUP_MAIL_NICKNAME => naming::nickname_problem(text),
        Attribute::GROUP_DISPLAY_NAME => naming::group_name_problem(text),
        _ => None,
    };
    if let Some(problem) = problem {
        refusals.push(Refusal::Name { attribute, value: text.to_owned(), problem });
    }
    if attribute == Attribute::USAGE_LOCATION
        && !(text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase()))
    {
        refusals.push(Refusal::NotACountry { value: text.to_owned() });
    }
    refusals
}
