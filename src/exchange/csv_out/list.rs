//! Lists as one text, such that the importer reads the same list.

use crate::exchange::value;
use crate::store::Texts;

/// Writes a list over `out`: its items joined by `;`, or as a JSON array where that would be read
/// as another list.
pub(super) fn join(items: Texts<'_>, out: &mut String) {
    out.clear();
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            out.push(';');
        }
        out.push_str(item);
    }
    if is_plain(items, out) || is_read_back(items, out) {
        return;
    }
    out.clear();
    let items: Vec<&str> = items.iter().collect();
    // Writing texts cannot fail.
    out.push_str(&serde_json::to_string(&items).unwrap_or_default());
}

/// What the importer makes of it is the list.
fn is_read_back(items: Texts<'_>, joined: &str) -> bool {
    !value::is_type_name(joined) && value::list(joined).iter().map(String::as_str).eq(items.iter())
}

/// Whether nothing in the items can be taken for a separator, a blank or another notation, which
/// [`is_read_back`] would find out at a greater cost: addresses of mail, with or without their
/// type, are so.
fn is_plain(items: Texts<'_>, joined: &str) -> bool {
    let is_address = |item: &str| {
        let usual = |byte: &u8| byte.is_ascii_alphanumeric() || b"@._-:/='".contains(byte);
        item.as_bytes().iter().all(usual) && item.contains('@')
    };
    // With a type first, every separator must be followed by a type; without one, none may come.
    let typed = |item: &str| {
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        item.split_once(':')
            .is_some_and(|(kind, _)| !kind.is_empty() && kind.len() <= 12 && digits(kind))
    };
    !joined.is_empty()
        && items.iter().all(is_address)
        && (items.iter().all(typed) || !joined.contains(':'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Attribute, Datum, Existence, ObjectId, UserId, Value};
    use crate::store::{Cell, Objects};
    use proptest::prelude::*;

    fn check(items: &[&str]) -> String {
        let mut users = Objects::default();
        users.push(ObjectId([1; 16]), false, Existence::Active).unwrap();
        let texts = items.iter().map(|item| (*item).to_owned()).collect();
        let datum = Datum::Value(Value::Texts(texts));
        users.set(UserId(0), Attribute::OTHER_MAILS, &datum);
        let Cell::Texts(texts) = users.read(UserId(0), Attribute::OTHER_MAILS) else { panic!() };
        let mut joined = String::new();
        join(texts, &mut joined);
        assert_eq!(value::list(&joined), items, "{joined}");
        assert!(!value::is_type_name(&joined), "{joined}");
        if is_plain(texts, &joined) {
            assert!(is_read_back(texts, &joined), "{joined}");
        }
        joined
    }

    #[test]
    fn joined_or_json() {
        assert_eq!(check(&["a@x.example", "b@x.example"]), "a@x.example;b@x.example");
        assert_eq!(check(&["SMTP:a@x", "smtp:b+c@x"]), "SMTP:a@x;smtp:b+c@x");
        assert_eq!(check(&["a;b"]), "[\"a;b\"]");
        assert_eq!(check(&["a", ""]), "[\"a\",\"\"]");
        assert_eq!(check(&[" a"]), "[\" a\"]");
        assert_eq!(check(&["[1]"]), "[1]");
        assert_eq!(check(&["[\"a\"]"]), "[\"[\\\"a\\\"]\"]");
        assert_eq!(check(&["System.String"]), "[\"System.String\"]");
        assert_eq!(check(&["smtp:a@x", "b@x"]), "[\"smtp:a@x\",\"b@x\"]");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn every_list_comes_back(
            items in prop::collection::vec(
                prop_oneof![
                    "[ab@:;,+|. -]{0,6}",
                    "(SMTP:|smtp:|x400:|SIP:|)[ab]{1,2}@x(;|)",
                    "\\[\"?[a,]{0,3}\"?\\]",
                    prop::sample::select(vec!["System.x", "\u{a0}a", "a\u{202f}", "\n", "=1", "é@x"]).prop_map(str::to_owned),
                ],
                1..5,
            ),
        ) {
            check(&items.iter().map(String::as_str).collect::<Vec<_>>());
        }
    }
}
