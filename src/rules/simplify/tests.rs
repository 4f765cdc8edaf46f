//! Rewrites by hand, and that they say the same of everyone.

use super::{SuggestionKind, simplified, suggestions};
use crate::{
    domain::{Attribute, Datum, Existence, ObjectId, Timestamp, UserId, Value},
    rules::{Rule, Target, UserObject, parse, trace},
    store::Objects,
};
use proptest::{prelude::*, sample::select};

fn read(text: &str) -> Rule {
    parse(text, Target::User).rule
}

#[test]
fn rules_get_simpler() {
    use SuggestionKind as K;
    for (text, kind, simpler) in [
        (
            "user.city -eq \"a\" -or user.city -eq \"b\" -or user.city -in [\"A\", \"c\"]",
            K::OrToIn,
            "user.city -in [\"a\", \"b\", \"c\"]",
        ),
        (
            "user.city -ne \"a\" -and user.state -eq \"x\" -and user.city -ne \"b\"",
            K::AndToNotIn,
            "(user.city -notIn [\"a\", \"b\"]) -and (user.state -eq \"x\")",
        ),
        ("user.city -match \"^Da.*\"", K::MatchToText, "user.city -startsWith \"Da\""),
        ("user.city -match \".*on\"", K::MatchToText, "user.city -contains \"on\""),
        ("user.mail -notMatch \"@a\\.b\"", K::MatchToText, "user.mail -notContains \"@a.b\""),
        (
            "user.city -eq \"Lagos\" -or user.city -startsWith \"Lag\"",
            K::Redundant,
            "user.city -startsWith \"Lag\"",
        ),
        (
            "user.city -eq \"Lagos\" -and user.city -ne null",
            K::Redundant,
            "user.city -eq \"Lagos\"",
        ),
        (
            "user.city -notContains \"a\" -and user.city -ne \"ba\"",
            K::Redundant,
            "user.city -notContains \"a\"",
        ),
        (
            "user.accountEnabled -eq true -and user.accountEnabled -eq true",
            K::Redundant,
            "user.accountEnabled -eq true",
        ),
        ("-not (user.city -eq null)", K::NotToOpposite, "user.city -ne null"),
        ("-not (user.displayName -eq \"a\")", K::NotToOpposite, "user.displayName -ne \"a\""),
        (
            "-not (-not (user.city -eq \"a\" -or user.state -eq \"b\"))",
            K::DoubleNot,
            "(user.city -eq \"a\") -or (user.state -eq \"b\")",
        ),
    ] {
        let rule = read(text);
        assert_eq!(suggestions(&rule).first().map(|one| one.kind), Some(kind), "{text}");
        assert_eq!(simplified(&rule).to_string(), simpler, "{text}");
    }
    for text in [
        "user.city -match \"a$\"",
        "user.city -match \"a|b\"",
        "user.city -match \"\\d\"",
        "-not (user.city -eq \"a\")",
        "user.city -match \"(?!a)\" -and user.city -ne null",
        "user.otherMails -any (_ -eq \"a\") -and user.city -eq \"b\"",
        "user.city -eq \"a\" -and user.city -eq \"b\"",
        "Direct Reports for \"62e19b97-8b3d-4d4a-a106-4ce66896a863\"",
    ] {
        assert_eq!(suggestions(&read(text)), [], "{text}");
    }
}

fn text() -> impl Strategy<Value = &'static str> {
    select(vec!["Lagos", "lag", "LA", "a", "go", "", "x.y", "s"])
}

fn rule() -> impl Strategy<Value = String> {
    let name = select(vec!["city", "department", "otherMails"]);
    let operator = select(vec![
        "eq",
        "ne",
        "startsWith",
        "notStartsWith",
        "endsWith",
        "notEndsWith",
        "contains",
        "notContains",
    ]);
    let leaf = prop_oneof![
        6 => (name.clone(), operator, text()).prop_map(|(name, operator, text)| format!("user.{name} -{operator} \"{text}\"")),
        2 => (name.clone(), select(vec!["in", "notIn"]), prop::collection::vec(text(), 1..3))
            .prop_map(|(name, operator, texts)| format!("user.{name} -{operator} [\"{}\"]", texts.join("\",\""))),
        2 => (name.clone(), select(vec!["match", "notMatch"]), select(vec!["^la", ".*go.*", "x\\\\.y", "^Lagos\\z", "s\\z", "^", "a$", "(?!a)"]))
            .prop_map(|(name, operator, text)| format!("user.{name} -{operator} \"{text}\"")),
        1 => (name, select(vec!["eq", "ne"])).prop_map(|(name, operator)| format!("user.{name} -{operator} null")),
        1 => (text(), text()).prop_map(|(one, other)| format!("user.otherMails -any (_ -eq \"{one}\" -or _ -eq \"{other}\")")),
    ];
    leaf.prop_recursive(3, 16, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 2..4)
                .prop_map(|parts| format!("({})", parts.join(") -and ("))),
            prop::collection::vec(inner.clone(), 2..4)
                .prop_map(|parts| format!("({})", parts.join(") -or ("))),
            inner.prop_map(|inner| format!("-not ({inner})")),
        ]
    })
}

/// One user for each combination of what the attributes can be.
fn users() -> Objects {
    let mut users = Objects::default();
    let texts = ["Lagos", "LAG", "a", "x.y", "go\n", "s"];
    let single: Vec<Datum> =
        [Datum::Unknown, Datum::Null].into_iter().chain(texts.map(Datum::text)).collect();
    let lists = [
        Datum::Unknown,
        Datum::Null,
        Datum::Value(Value::Texts(vec!["a".to_owned()])),
        Datum::Value(Value::Texts(vec!["Lagos".to_owned(), "s".to_owned()])),
    ];
    for city in &single {
        for department in &single {
            for mails in &lists {
                let id = ObjectId::made_up(&users.rows().to_string());
                let user = users.push(id, false, Existence::Active).unwrap();
                users.set(user, Attribute::CITY, city);
                users.set(user, Attribute::DEPARTMENT, department);
                users.set(user, Attribute::OTHER_MAILS, mails);
            }
        }
    }
    users
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn every_step_says_the_same(text in rule()) {
        let users = users();
        let rule = read(&text);
        let truth = |rule: &Rule, user| trace(rule, &UserObject { users: &users, user }, Timestamp(0)).truth;
        let mut ways: Vec<Rule> = suggestions(&rule).into_iter().map(|one| one.rule).collect();
        ways.push(simplified(&rule));
        for way in ways {
            for user in (0..users.rows()).map(UserId) {
                prop_assert_eq!(truth(&rule, user), truth(&way, user), "{} / {} of {:?}", text, way, user);
            }
            // What is suggested can be written and read.
            prop_assert_eq!(read(&way.to_string()), way);
        }
    }
}
