//! The engine against the evaluation of one object after the other.

use super::{Engine, RuleId};
use crate::{
    domain::{Attribute, Datum, Existence, ObjectId, Timestamp, UserId, Value},
    rules::{Rule, Target, UserObject, parse, trace},
    store::Objects,
};
use proptest::{prelude::*, sample::select};

const NOW: Timestamp = Timestamp(1_790_000_000_000);
const DAY: i64 = 86_400_000;

fn text() -> impl Strategy<Value = String> {
    select(vec![
        "Sales",
        "sales",
        "SALES EMEA",
        "Sáles",
        "ß",
        "İ",
        "a",
        "it's",
        "\"q\"",
        "null",
        "12",
    ])
    .prop_map(str::to_owned)
}

/// Attributes of every kind that rules read, and one that no file brought.
const ATTRIBUTES: [Attribute; 8] = [
    Attribute::DEPARTMENT,
    Attribute::DISPLAY_NAME,
    Attribute::ACCOUNT_ENABLED,
    Attribute::OTHER_MAILS,
    Attribute::EMPLOYEE_HIRE_DATE,
    Attribute::MANAGER,
    Attribute::IM_ADDRESSES,
    Attribute::ASSIGNED_PLANS,
];

fn id(number: u8) -> ObjectId {
    ObjectId([number; 16])
}

/// Plans as an import writes them, with fields that are null, and texts that are no plan.
fn plan() -> impl Strategy<Value = String> {
    let id = select(vec!["", "01010101-0101-0101-0101-010101010101", "a", "b"]);
    let service = select(vec!["", "exchange", "SCO", "a/b"]);
    let status = select(vec!["", "Enabled", "Deleted"]);
    prop_oneof![
        12 => (id, service, status).prop_map(|(id, service, status)| format!("{id}/{service}/{status}")),
        1 => text(),
    ]
}

/// What a rule asks of a plan.
fn of_plan() -> impl Strategy<Value = String> {
    let field = select(vec!["servicePlanId", "service", "capabilityStatus"]);
    let values = || {
        select(vec![
            "a",
            "A",
            "01010101-0101-0101-0101-010101010101",
            "exchange",
            "sco",
            "Enabled",
            "deleted",
            "",
            "^e",
        ])
    };
    let operator =
        select(vec!["eq", "ne", "startsWith", "notEndsWith", "contains", "match", "notMatch"]);
    let leaf = prop_oneof![
        6 => (field.clone(), operator, values()).prop_map(|(field, operator, value)| format!("assignedPlan.{field} -{operator} \"{value}\"")),
        2 => (field.clone(), select(vec!["eq", "ne"])).prop_map(|(field, operator)| format!("assignedPlan.{field} -{operator} null")),
        1 => (field, select(vec!["in", "notIn"]), values(), values()).prop_map(|(field, operator, one, other)| format!("assignedPlan.{field} -{operator} [\"{one}\",\"{other}\"]")),
        1 => select(vec!["_ -eq \"a\"", "user.city -eq \"a\"", "assignedPlan.nothing -eq \"a\""]).prop_map(str::to_owned),
    ];
    leaf.prop_recursive(2, 6, 2, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("{a} -and {b}")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} -or {b})")),
            inner.prop_map(|a| format!("-not ({a})")),
        ]
    })
}

fn datum(attribute: Attribute) -> BoxedStrategy<Datum> {
    let value = match attribute {
        Attribute::ACCOUNT_ENABLED => any::<bool>().prop_map(Value::Boolean).boxed(),
        Attribute::OTHER_MAILS | Attribute::IM_ADDRESSES => {
            prop::collection::vec(text(), 1..3).prop_map(Value::Texts).boxed()
        }
        Attribute::ASSIGNED_PLANS => {
            prop::collection::vec(plan(), 1..4).prop_map(Value::Texts).boxed()
        }
        Attribute::EMPLOYEE_HIRE_DATE => {
            (-2_i64..3).prop_map(|days| Value::Time(Timestamp(NOW.0 + days * DAY))).boxed()
        }
        Attribute::MANAGER => (0_u8..6).prop_map(|number| Value::Reference(id(number))).boxed(),
        _ => text().prop_map(Value::Text).boxed(),
    };
    prop_oneof![1 => Just(Datum::Unknown), 1 => Just(Datum::Null), 5 => value.prop_map(Datum::Value)].boxed()
}

/// What happens to a directory.
#[derive(Debug, Clone)]
enum Step {
    Push(u8, bool),
    Set(u8, Attribute, Datum),
    Exist(u8, bool),
    Name(u8, u8),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        2 => (any::<u8>(), any::<bool>()).prop_map(|(id, provisional)| Step::Push(id, provisional)),
        12 => (0_u8..12, select(ATTRIBUTES.to_vec())).prop_flat_map(|(user, attribute)| {
            datum(attribute).prop_map(move |datum| Step::Set(user, attribute, datum))
        }),
        1 => (0_u8..12, any::<bool>()).prop_map(|(user, there)| Step::Exist(user, there)),
        1 => (0_u8..12, 0_u8..30).prop_map(|(user, id)| Step::Name(user, id)),
    ]
}

/// Rules, right and wrong.
fn rule() -> impl Strategy<Value = String> {
    let operator = select(vec![
        "eq",
        "ne",
        "startsWith",
        "notStartsWith",
        "endsWith",
        "notEndsWith",
        "contains",
        "notContains",
        "match",
        "notMatch",
    ]);
    let property = select(vec![
        "department",
        "displayName",
        "otherMails",
        "sipProxyAddress",
        "objectId",
        "city",
    ]);
    let quoted = || {
        prop_oneof![
        4 => text(),
        1 => select(vec!["", "^sa", "s$", "[ab]", "(a)\\1", "*", "01010101", "01010101-0101-0101-0101-010101010101"]).prop_map(str::to_owned),
    ].prop_map(|text| format!("\"{}\"", text.replace('"', "\\\"").replace('\'', "''")))
    };
    let leaf = prop_oneof![
        8 => (property.clone(), operator, quoted()).prop_map(|(name, operator, value)| format!("user.{name} -{operator} {value}")),
        2 => (property.clone(), select(vec!["in", "notIn"]), prop::collection::vec(quoted(), 0..3))
            .prop_map(|(name, operator, items)| format!("user.{name} -{operator} [{}]", items.join(","))),
        2 => (property, select(vec!["eq", "ne"])).prop_map(|(name, operator)| format!("user.{name} -{operator} null")),
        2 => select(vec!["user.accountEnabled -eq true", "user.accountEnabled -ne \"False\"", "user.accountEnabled -eq null"]).prop_map(str::to_owned),
        2 => (select(vec!["ge", "le", "eq", "ne"]), select(vec!["system.now", "(system.now -minus P1D)", "(system.now -plus P1DT1H)", "2020-01-01"]))
            .prop_map(|(operator, value)| format!("user.employeeHireDate -{operator} {value}")),
        3 => (select(vec!["any", "all"]), select(vec!["eq", "ne", "contains", "notStartsWith", "match"]), quoted(), quoted())
            .prop_map(|(quantifier, operator, one, other)| format!("user.otherMails -{quantifier} (_ -{operator} {one} -or -not (_ -endsWith {other}))")),
        4 => (select(vec!["any", "all"]), of_plan()).prop_map(|(quantifier, each)| format!("user.assignedPlans -{quantifier} ({each})")),
        1 => select(vec![
            "user.assignedPlans -any (_ -eq \"a\")",
            "user.assignedPlans -any assignedPlan.service -eq \"SCO\"",
            "user.assignedPlans -eq null",
            "user.assignedPlans -ne \"a\"",
            "user.otherMails -any (assignedPlan.service -eq \"SCO\")",
            "user.otherMails -all (_ -ne null)",
            "user.otherMails -any (_ -eq null)",
            "user.otherMails -any (user.city -eq \"a\")",
            "user.department -any (_ -eq \"a\")",
            "user.sipProxyAddress -any (_ -eq \"a\")",
            "user.extension_c272a57b722d4eb29bfe327874ae79cb_x -ne \"1\"",
            "user.nothing -eq \"a\"", "_ -eq \"a\"", "user.department -eq", "(",
        ]).prop_map(str::to_owned),
    ];
    let tree = leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("{a} -and {b}")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} -or {b})")),
            inner.prop_map(|a| format!("-not ({a})")),
        ]
    });
    prop_oneof![
        20 => tree,
        1 => (0_u8..6).prop_map(|manager| format!("Direct Reports for \"{}\"", id(manager))),
    ]
}

/// Who is a member, and of whom it is unknown, one after the other.
#[track_caller]
fn compare(engine: &Engine, number: RuleId, rule: &Rule, text: &str, users: &Objects) {
    for user in (0..users.rows()).map(UserId) {
        let expected = if users.existence(user) == Existence::Active {
            trace(rule, &UserObject { users, user }, NOW).truth
        } else {
            super::Truth::No
        };
        assert_eq!(engine.of(number, user), expected, "{text} of {user:?}");
    }
    let unknown = engine.unknown(number).unwrap();
    assert_eq!(
        engine.members(number).unwrap().iter().filter(|row| unknown.contains(*row)).count(),
        0
    );
}

fn done(users: &mut Objects, step: &Step) -> Option<(UserId, Option<Vec<Attribute>>)> {
    let rows = users.rows();
    match step {
        Step::Push(id, provisional) => {
            let user = users.push(ObjectId([*id; 16]), *provisional, Existence::Active)?;
            Some((user, None))
        }
        Step::Set(user, attribute, datum) if u32::from(*user) < rows => {
            let user = UserId(u32::from(*user));
            users.set(user, *attribute, datum);
            Some((user, Some(vec![*attribute])))
        }
        Step::Exist(user, there) if u32::from(*user) < rows => {
            let user = UserId(u32::from(*user));
            users.set_existence(
                user,
                if *there { Existence::Active } else { Existence::Deleted(NOW) },
            );
            Some((user, None))
        }
        Step::Name(user, id) if u32::from(*user) < rows => {
            let user = UserId(u32::from(*user));
            users.set_id(user, ObjectId([*id; 16]), false).then_some((user, None))
        }
        _ => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6000))]

    /// From nothing, and after every edit: some three million pairs of a rule and a user.
    #[test]
    fn as_one_after_the_other(
        before in prop::collection::vec(step(), 0..60),
        texts in prop::collection::vec(rule(), 1..12),
        after in prop::collection::vec(step(), 0..12),
        together in prop::collection::vec((0_u8..12, text()), 0..8),
    ) {
        let mut users = Objects::default();
        for step in &before {
            done(&mut users, step);
        }
        let mut engine = Engine::new(&users, NOW);
        let rules: Vec<(RuleId, Rule, String)> = texts
            .into_iter()
            .map(|text| {
                let rule = parse(&text, Target::User).rule;
                (engine.add(&rule, &users), rule, text)
            })
            .collect();
        for (number, rule, text) in &rules {
            compare(&engine, *number, rule, text, &users);
        }
        // Ids change in imports only.
        for step in after.iter().filter(|step| !matches!(step, Step::Name(..))) {
            let Some((user, attributes)) = done(&mut users, step) else { continue };
            let rows = users.rows();
            let before: Vec<_> = rules.iter().map(|(number, ..)| engine.of(*number, user)).collect();
            let changes = engine.edited(&users, user, attributes.as_deref());
            prop_assert_eq!(engine.active.len(), rows);
            for ((number, rule, text), before) in rules.iter().zip(before) {
                compare(&engine, *number, rule, text, &users);
                let told = changes.iter().find(|change| change.rule == *number);
                let now = engine.of(*number, user);
                prop_assert_eq!(told.map(|change| (change.before, change.after)), (now != before).then_some((before, now)));
            }
        }
        // Many at once, column by column.
        let mut edited = Vec::new();
        let rows = users.rows();
        for (user, text) in together.iter().filter(|(user, _)| u32::from(*user) < rows) {
            let user = UserId(u32::from(*user));
            users.set(user, Attribute::DEPARTMENT, &Datum::text(text.as_str()));
            edited.push(user);
        }
        let before: Vec<Vec<_>> = rules
            .iter()
            .map(|(number, ..)| (0..users.rows()).map(|row| engine.of(*number, UserId(row))).collect())
            .collect();
        let changes = engine.edited_many(&users, &edited, &[Attribute::DEPARTMENT]);
        let mut told = 0;
        for ((number, rule, text), before) in rules.iter().zip(before) {
            compare(&engine, *number, rule, text, &users);
            for (row, before) in (0..).zip(before) {
                let after = engine.of(*number, UserId(row));
                let change = super::Change { rule: *number, user: UserId(row), before, after };
                told += usize::from(before != after);
                prop_assert_eq!(changes.contains(&change), before != after);
            }
        }
        prop_assert_eq!(changes.len(), told);
    }
}
