//! Random directories, edits and questions.

use super::Naive;
use crate::{
    domain::{Attribute, Datum, Existence, Kind, ObjectId, Timestamp, UserId, Value},
    store::{Direction, Filter, Objects, Operator},
    text::collate::Collation,
};
use proptest::{prelude::*, sample::select};

/// Attributes of every kind, those without a column, and a custom one.
pub(in crate::store) fn attribute() -> impl Strategy<Value = Attribute> {
    select(vec![
        Attribute::DISPLAY_NAME,
        Attribute::USER_PRINCIPAL_NAME,
        Attribute::DEPARTMENT,
        Attribute::ACCOUNT_ENABLED,
        Attribute::EMPLOYEE_HIRE_DATE,
        Attribute::CREATED_DATE_TIME,
        Attribute::MANAGER,
        Attribute::OTHER_MAILS,
        Attribute::ASSIGNED_PLANS,
        Attribute::ID,
        Attribute::DELETED_DATE_TIME,
        custom(),
    ])
}

pub(in crate::store) fn custom() -> Attribute {
    let mut schema = crate::domain::attribute::Schema::default();
    schema.custom_attribute("extension_abc_level").unwrap()
}

/// Few ids, so that rows, references and clashes meet.
pub(in crate::store) fn id() -> impl Strategy<Value = ObjectId> {
    (0_u8..12).prop_map(|number| ObjectId([number; 16]))
}

/// Texts that nearly coincide, in case, accents, width and direction.
pub(in crate::store) fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        24 => select(vec![
            "Sales", "sales", "SALES", "Sáles", "Sale", "ales", "Straße", "STRASSE", "12", "123", "2",
            "jose@x.y", "José@x.y", "\u{202e}Sales", "e\u{301}", "é", "É", "a b", "b", " ", "\0", "\n",
            "Ab\tc", "10000000-0000-0000-0000-000000000000", "01010101-0101-0101-0101-010101010101",
        ]).prop_map(str::to_owned),
        8 => "[abAé ]{0,4}",
        6 => "[abA]{0,2}(1|b)@{0,2}[abA]{1,2}(\\.[ab]|)",
        // Of these the order is exact.
        4 => "[ -~à-ſΑ-ωА-яſßœ–’\u{301}\u{308}]{0,4}",
        1 => any::<String>(),
    ]
}

fn time() -> impl Strategy<Value = Timestamp> {
    prop_oneof![select(vec![0, -1, 86_400_000, i64::MIN, i64::MIN + 1, i64::MAX]), any::<i64>(),]
        .prop_map(Timestamp)
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        3 => text().prop_map(Value::Text),
        1 => any::<bool>().prop_map(Value::Boolean),
        1 => time().prop_map(Value::Time),
        1 => prop::collection::vec(text(), 0..4).prop_map(Value::Texts),
        1 => id().prop_map(Value::Reference),
    ]
}

/// A value of the kind, mostly.
pub(in crate::store) fn datum(kind: Kind) -> impl Strategy<Value = Datum> {
    let fitting = match kind {
        Kind::Text => text().prop_map(Value::Text).boxed(),
        Kind::Boolean => any::<bool>().prop_map(Value::Boolean).boxed(),
        Kind::Time | Kind::Date => time().prop_map(Value::Time).boxed(),
        Kind::Texts => prop::collection::vec(text(), 0..4).prop_map(Value::Texts).boxed(),
        Kind::Reference => id().prop_map(Value::Reference).boxed(),
    };
    prop_oneof![
        1 => Just(Datum::Unknown),
        1 => Just(Datum::Null),
        7 => fitting.prop_map(Datum::Value),
        1 => value().prop_map(Datum::Value),
    ]
}

fn existence() -> impl Strategy<Value = Existence> {
    prop_oneof![
        4 => Just(Existence::Active),
        1 => Just(Existence::Absent),
        1 => time().prop_map(Existence::Deleted),
    ]
}

/// Something done to the users, or asked of them.
#[derive(Debug, Clone)]
pub(in crate::store) enum Step {
    Push(ObjectId, bool, Existence),
    Set(UserId, Attribute, Datum),
    SetId(UserId, ObjectId, bool),
    SetExistence(UserId, Existence),
    Find(ObjectId),
    FindByText(Attribute, String),
    Filter(Filter),
    /// A query, and how many letters more each time.
    Search(String, usize),
    Facets(Attribute, u64, usize),
    Order(Vec<(Attribute, Direction)>, u64),
}

fn user() -> impl Strategy<Value = UserId> {
    (0_u32..14).prop_map(UserId)
}

pub(in crate::store) fn step() -> impl Strategy<Value = Step> {
    let operator = select(vec![
        Operator::Is,
        Operator::IsNot,
        Operator::In,
        Operator::NotIn,
        Operator::Contains,
        Operator::NotContains,
        Operator::StartsWith,
        Operator::NotStartsWith,
        Operator::EndsWith,
        Operator::NotEndsWith,
        Operator::IsEmpty,
        Operator::IsNotEmpty,
        Operator::IsUnknown,
        Operator::IsKnown,
        Operator::Before,
        Operator::NotAfter,
        Operator::After,
        Operator::NotBefore,
    ]);
    let set = (user(), attribute()).prop_flat_map(|(user, attribute)| {
        datum(attribute.kind()).prop_map(move |datum| Step::Set(user, attribute, datum))
    });
    let filter = (attribute(), operator).prop_flat_map(|(attribute, operator)| {
        let values = datum(attribute.kind()).prop_filter_map("a value", |datum| match datum {
            Datum::Value(value) => Some(value),
            _ => None,
        });
        prop::collection::vec(values, 0..3)
            .prop_map(move |values| Step::Filter(Filter { attribute, operator, values }))
    });
    let direction = select(vec![Direction::Ascending, Direction::Descending]);
    prop_oneof![
        4 => (id(), any::<bool>(), existence()).prop_map(|(id, provisional, existence)| Step::Push(id, provisional, existence)),
        16 => set,
        1 => (user(), id(), any::<bool>()).prop_map(|(user, id, provisional)| Step::SetId(user, id, provisional)),
        2 => (user(), existence()).prop_map(|(user, existence)| Step::SetExistence(user, existence)),
        1 => id().prop_map(Step::Find),
        2 => (attribute(), text()).prop_map(|(attribute, text)| Step::FindByText(attribute, text)),
        4 => filter,
        4 => (prop_oneof![text(), (text(), text()).prop_map(|(one, other)| format!("{one} {other}"))], 1_usize..9)
            .prop_map(|(query, letters)| Step::Search(query, letters)),
        2 => (attribute(), any::<u64>(), 0_usize..4).prop_map(|(attribute, within, limit)| Step::Facets(attribute, within, limit)),
        3 => (prop::collection::vec((attribute(), direction), 0..4), any::<u64>()).prop_map(|(by, within)| Step::Order(by, within)),
    ]
}

/// Does the same to both, and compares what they say.
pub(in crate::store) fn run(users: &mut Objects, naive: &mut Naive, step: &Step) {
    let subset = |rows: u32, within: u64| {
        crate::store::Bits::of(rows, (0..rows).filter(|row| within >> (row % 64) & 1 == 1))
    };
    match step {
        Step::Push(id, provisional, existence) => assert_eq!(
            users.push(*id, *provisional, *existence),
            naive.push(*id, *provisional, *existence)
        ),
        Step::Set(user, attribute, datum) => {
            users.set(*user, *attribute, datum);
            naive.set(*user, *attribute, datum);
        }
        Step::SetId(user, id, provisional) => {
            assert_eq!(
                users.set_id(*user, *id, *provisional),
                naive.set_id(*user, *id, *provisional)
            );
        }
        Step::SetExistence(user, existence) => {
            users.set_existence(*user, *existence);
            naive.set_existence(*user, *existence);
        }
        Step::Find(id) => {
            assert_eq!(users.find(*id), naive.find(*id));
            assert_eq!(users.reports(*id), naive.reports(*id));
        }
        Step::FindByText(attribute, text) => assert_eq!(
            users.find_by_text(*attribute, text),
            naive.find_by_text(*attribute, text),
            "{attribute:?} {text:?}"
        ),
        Step::Filter(filter) => {
            assert_eq!(users.filter(filter), naive.filter(filter), "{filter:?}");
            users.post(filter.attribute);
            assert_eq!(users.filter(filter), naive.filter(filter), "{filter:?} from postings");
        }
        Step::Search(query, letters) => {
            let mut previous = None;
            let mut ends: Vec<usize> =
                query.char_indices().map(|(at, _)| at).step_by(*letters).collect();
            ends.push(query.len());
            for end in ends {
                let query = query.get(..end).unwrap();
                let found = users.search(query, previous.as_ref());
                assert_eq!(found.rows, naive.search(query), "{query:?}");
                previous = Some(found);
            }
        }
        Step::Facets(attribute, within, limit) => {
            let within = subset(users.rows(), *within);
            assert_eq!(
                users.facets(*attribute, &within, *limit),
                naive.facets(*attribute, &within, *limit),
                "{attribute:?}"
            );
        }
        Step::Order(by, within) => {
            let within = subset(users.rows(), *within);
            assert_eq!(
                users.order(by, &within, Collation::Root),
                naive.order(by, &within, Collation::Root),
                "{by:?}"
            );
        }
    }
}

/// Compares every cell and count.
pub(in crate::store) fn compare(users: &Objects, naive: &Naive) {
    assert_eq!(users.rows(), naive.rows());
    let mut counts = [0, 0];
    for user in (0..=users.rows()).map(UserId) {
        assert_eq!(users.id(user), naive.id(user));
        assert_eq!(users.is_provisional(user), naive.is_provisional(user));
        let existence = naive.existence(user);
        assert_eq!(users.existence(user), existence);
        counts[0] += u32::from(existence == Existence::Active);
        counts[1] += u32::from(matches!(existence, Existence::Deleted(_)));
        for attribute in naive.schema.attributes() {
            assert_eq!(
                users.get(user, attribute),
                naive.get(user, attribute),
                "{user:?} {attribute:?}"
            );
        }
    }
    assert_eq!([users.active_count(), users.deleted_count()], counts);
    for attribute in naive.schema.attributes() {
        assert_eq!(users.is_known(attribute), naive.is_known(attribute), "{attribute:?}");
    }
}
