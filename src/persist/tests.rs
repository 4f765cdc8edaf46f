//! Round trips, sizes, and that no damage is ever taken for data or brings the reader down.

use crate::domain::attribute::Of;
use crate::domain::education::profile::{Least, Trial};
use crate::domain::education::{
    Approval, Approver, Country, Field, Note, Platform, Position, Promise, PromiseWords, Scenario,
    Slug, Stand, Switch, Topic,
};
use crate::domain::operation::Title;
use crate::domain::role::Role;
use crate::domain::{
    Actor, Attribute, Currency, Datum, Deed, Event, Existence, Intent, LedgerEntry, LedgerKey,
    Membership, ObjectId, Operation, OperationId, Origin, Other, Outcome, Party, Price, Request,
    Row, Setting, Side, SkuId, Sort, Subject, Term, Timestamp, UserId, Value, View,
};
use crate::persist::{Damage, Entry, Part, UpgradeError, frame, operation};
use crate::text::date::Day;
use proptest::prelude::*;

fn some_attribute() -> impl Strategy<Value = Attribute> {
    // Of the table and custom ones.
    (0_u16..90).prop_map(Attribute)
}

fn some_id() -> impl Strategy<Value = ObjectId> {
    any::<[u8; 16]>().prop_map(ObjectId)
}

fn some_datum() -> impl Strategy<Value = Datum> {
    prop_oneof![
        Just(Datum::Unknown),
        Just(Datum::Null),
        any::<bool>().prop_map(|flag| Datum::Value(Value::Boolean(flag))),
        any::<String>().prop_map(|text| Datum::Value(Value::Text(text))),
        any::<i64>().prop_map(|at| Datum::Value(Value::Time(Timestamp(at)))),
        proptest::collection::vec(any::<String>(), 0..4)
            .prop_map(|texts| Datum::Value(Value::Texts(texts))),
        some_id().prop_map(|id| Datum::Value(Value::Reference(id))),
    ]
}

fn some_existence() -> impl Strategy<Value = Existence> {
    prop_oneof![
        Just(Existence::Absent),
        Just(Existence::Active),
        any::<i64>().prop_map(|at| Existence::Deleted(Timestamp(at))),
    ]
}

fn some_intent() -> impl Strategy<Value = Intent> {
    proptest::sample::select(Intent::ALL.to_vec())
}

fn some_party() -> impl Strategy<Value = Party> {
    let of = proptest::sample::select(vec![Of::User, Of::Device, Of::Group]);
    let sorts = [Sort::Unsaid, Sort::User, Sort::Group, Sort::ServicePrincipal, Sort::Contact];
    let sort = proptest::sample::select(sorts.to_vec());
    prop_oneof![
        (of, any::<u32>()).prop_map(|(of, row)| Party::Here(Subject { of, row: Row(row) })),
        (some_id(), sort).prop_map(|(id, sort)| Party::Elsewhere(Other { id, sort })),
    ]
}

fn some_side() -> impl Strategy<Value = Side> {
    proptest::sample::select(Side::BOTH.to_vec())
}

fn some_group_attribute() -> impl Strategy<Value = Attribute> {
    proptest::sample::select(Attribute::all_of(Of::Group).collect::<Vec<_>>())
}

fn some_event() -> impl Strategy<Value = Event> {
    // Few objects and attributes, so that runs and patterns repeat.
    let row = || prop_oneof![(0_u32..4), any::<u32>()].prop_map(Row);
    let attribute =
        prop_oneof![(10_u16..13).prop_map(Attribute), some_attribute(), some_group_attribute()];
    let of = proptest::sample::select(vec![Of::User, Of::Device, Of::Group]);
    prop_oneof![
        (of, row(), some_id(), some_existence(), some_existence()).prop_map(
            |(of, row, id, before, after)| Event::Existence { of, row, id, before, after }
        ),
        (row(), attribute, some_datum(), some_datum()).prop_map(
            |(row, attribute, before, after)| Event::Attribute { row, attribute, before, after }
        ),
        (row(), some_intent(), any::<bool>(), any::<bool>()).prop_map(
            |(user, intent, before, after)| Event::Intent { user, intent, before, after }
        ),
        (some_key(), some_ledger_entry(), some_ledger_entry())
            .prop_map(|(key, before, after)| Event::Ledger { key, before, after }),
        (row(), some_side(), some_party(), any::<bool>(), any::<bool>()).prop_map(
            |(group, side, party, before, after)| Event::Relation {
                group,
                side,
                party,
                before,
                after
            }
        ),
    ]
}

fn some_setting() -> impl Strategy<Value = Setting> {
    proptest::sample::select(Setting::ALL.to_vec())
}

fn some_key() -> impl Strategy<Value = LedgerKey> {
    let row = || any::<u32>().prop_map(Row);
    let of = proptest::sample::select(vec![Of::User, Of::Device, Of::Group]);
    prop_oneof![
        some_setting().prop_map(LedgerKey::Setting),
        (row(), row()).prop_map(|(group, user)| LedgerKey::Request { group, user }),
        (row(), of, row())
            .prop_map(|(group, of, row)| LedgerKey::Case { group, who: Subject { of, row } }),
        row().prop_map(|user| LedgerKey::View { user }),
        some_id().prop_map(|id| LedgerKey::Price(SkuId(id))),
        some_topic().prop_map(LedgerKey::Education),
    ]
}

fn some_topic() -> impl Strategy<Value = Topic> {
    let slug = || "[a-z0-9.-]{1,32}".prop_map(|name| Slug::parse(&name).unwrap());
    let scenario = proptest::sample::select(Scenario::ALL.to_vec());
    let plain = [
        Topic::GraceDays,
        Topic::WipeNeedsSecond,
        Topic::AndroidMove,
        Topic::OtherMonitoring,
        Topic::Country(Country::FRANCE),
    ];
    prop_oneof![
        proptest::sample::select(Field::ALL.to_vec()).prop_map(Topic::Text),
        proptest::sample::select(Switch::ALL.to_vec()).prop_map(Topic::Switch),
        (slug(), scenario).prop_map(|(about, scenario)| Topic::Trial(about, scenario)),
        proptest::sample::select(Platform::ALL.to_vec()).prop_map(Topic::Least),
        proptest::sample::select(plain.to_vec()),
        slug().prop_map(Topic::Promise),
    ]
}

fn some_note() -> impl Strategy<Value = Note> {
    let day = || (-719_528_i64..2_932_897).prop_map(Day::from_days);
    let words = (any::<String>(), any::<String>(), any::<String>())
        .prop_map(|(statement, why, told)| PromiseWords { statement, why, told });
    let approval = (proptest::sample::select(Approver::ALL.to_vec()), any::<String>(), day())
        .prop_map(|(by, name, on)| Approval { by, name, on });
    let promise = (
        prop::collection::vec(any::<String>(), 0..3),
        proptest::sample::select(Position::ALL.to_vec()),
        any::<bool>(),
        prop::collection::btree_map(any::<String>(), words, 0..3),
        prop::collection::vec(approval, 0..3),
        prop::option::of(day()),
    );
    let promise =
        promise.prop_map(|(about, position, personal_only, words, approvals, review_by)| Promise {
            about,
            position,
            personal_only,
            words,
            approvals,
            review_by,
        });
    prop_oneof![
        any::<String>().prop_map(Note::Text),
        proptest::sample::select(vec![Stand::Off, Stand::OnRequest, Stand::On])
            .prop_map(Note::Stand),
        (any::<bool>(), day()).prop_map(|(is_so, on)| Note::Trial(Trial { is_so, on })),
        (any::<String>(), day())
            .prop_map(|(version, checked)| Note::Least(Least { version, checked })),
        Just(Note::There),
        any::<u16>().prop_map(Note::Days),
        any::<bool>().prop_map(Note::Flag),
        day().prop_map(Note::Day),
        prop::collection::vec(any::<String>(), 0..3).prop_map(Note::Texts),
        promise.prop_map(Note::Promise),
    ]
}

fn some_ledger_entry() -> impl Strategy<Value = Option<LedgerEntry>> {
    let at = || any::<i64>().prop_map(Timestamp);
    let by = || any::<u32>().prop_map(Row);
    let outcome = prop_oneof![
        Just(Outcome::Pending),
        (at(), by()).prop_map(|(at, by)| Outcome::Approved { at, by }),
        (at(), by(), any::<String>()).prop_map(|(at, by, reason)| Outcome::Denied {
            at,
            by,
            reason
        }),
        at().prop_map(|at| Outcome::Cancelled { at }),
    ];
    prop_oneof![
        Just(None),
        some_datum().prop_map(|datum| Some(LedgerEntry::Setting(datum))),
        (at(), any::<String>(), outcome).prop_map(|(since, justification, outcome)| Some(
            LedgerEntry::Request(Request { since, justification, outcome })
        )),
        any::<bool>().prop_map(|case| Some(LedgerEntry::Case(case))),
        some_note().prop_map(|note| Some(LedgerEntry::Education(note))),
        (any::<u32>(), "[A-Z]{3}", any::<bool>()).prop_map(|(amount, code, yearly)| {
            let currency = Currency::parse(&code).unwrap();
            let term = if yearly { Term::Yearly } else { Term::Monthly };
            Some(LedgerEntry::Price(Price { amount, currency, term }))
        }),
        (at(), any::<[u8; 16]>(), any::<u32>(), any::<[u8; 16]>()).prop_map(
            |(at, secret, taken, seal)| Some(LedgerEntry::View(View { at, secret, taken, seal }))
        ),
    ]
}

fn some_group_title() -> impl Strategy<Value = Title> {
    let groups = any::<u32>();
    let to = [Membership::Assigned, Membership::DynamicUser, Membership::DynamicDevice];
    prop_oneof![
        any::<String>().prop_map(|name| Title::CreateGroup { name }),
        (groups, proptest::collection::vec(some_group_attribute(), 0..4))
            .prop_map(|(groups, attributes)| Title::EditGroups { groups, attributes }),
        (groups, proptest::sample::select(to.to_vec()))
            .prop_map(|(groups, to)| Title::Convert { groups, to }),
        groups.prop_map(|groups| Title::DeleteGroups { groups }),
        groups.prop_map(|groups| Title::RestoreGroups { groups }),
        groups.prop_map(|groups| Title::RenewGroups { groups }),
        (groups, some_side(), any::<u32>(), any::<u32>()).prop_map(
            |(groups, side, added, removed)| Title::Relate { groups, side, added, removed }
        ),
    ]
}

fn some_title() -> impl Strategy<Value = Title> {
    let users = any::<u32>();
    let deeds = proptest::sample::select(Deed::ALL.to_vec());
    prop_oneof![
        prop::collection::vec(some_setting(), 0..4).prop_map(|settings| Title::Set { settings }),
        (deeds, any::<String>(), any::<String>())
            .prop_map(|(deed, group, user)| Title::SelfService { deed, group, user }),
        (any::<String>(), users).prop_map(|(group, cases)| Title::Expect { group, cases }),
        (any::<String>(), users).prop_map(|(user, taken)| Title::NoteView { user, taken }),
        users.prop_map(|products| Title::Price { products }),
        users.prop_map(|notes| Title::Educate { notes }),
        some_group_title(),
        any::<String>().prop_map(|name| Title::CreateUser { name }),
        (users, proptest::collection::vec(some_attribute(), 0..4))
            .prop_map(|(users, attributes)| Title::Edit { users, attributes }),
        users.prop_map(|users| Title::Delete { users }),
        users.prop_map(|users| Title::Restore { users }),
        (users, some_intent()).prop_map(|(users, intent)| Title::Stage { users, intent }),
        (users, some_intent()).prop_map(|(users, intent)| Title::Unstage { users, intent }),
        users.prop_map(|id| Title::Undo(OperationId(id))),
        users.prop_map(|id| Title::Redo(OperationId(id))),
        (users, prop::collection::vec(any::<u32>().prop_map(OperationId), 0..4))
            .prop_map(|(id, dependents)| Title::Drop { operation: OperationId(id), dependents }),
    ]
}

fn some_actor() -> impl Strategy<Value = Actor> {
    let role = prop_oneof![
        proptest::sample::select(Role::known().collect::<Vec<_>>()),
        some_id().prop_map(Role::from_template),
    ];
    (proptest::option::of(some_id()), any::<String>(), proptest::collection::vec(role, 0..3))
        .prop_map(|(id, name, roles)| Actor { id, name, roles })
}

fn some_operation() -> impl Strategy<Value = Operation> {
    let origin = proptest::sample::select(vec![Origin::Page, Origin::Undo, Origin::Import]);
    let events = proptest::collection::vec(some_event(), 0..24);
    (any::<u32>(), any::<i64>(), some_actor(), origin, some_title(), events).prop_map(
        |(id, at, actor, origin, title, events)| Operation {
            id: OperationId(id),
            at: Timestamp(at),
            actor,
            origin,
            title,
            events,
        },
    )
}

fn some_entry() -> impl Strategy<Value = Entry> {
    let time = || proptest::option::of(any::<i64>().prop_map(Timestamp));
    (any::<(String, String, u32, u64, i64, bool)>(), time(), time()).prop_map(
        |((id, name, users, bytes, created, sample), saved, file_copy)| Entry {
            id,
            name,
            users,
            bytes,
            created: Timestamp(created),
            saved,
            file_copy,
            sample,
        },
    )
}

fn is_corrupt(record: &[u8]) -> bool {
    matches!(operation::decode(record), Err(UpgradeError::Corrupt { .. }))
}

proptest! {
    #[test]
    fn an_operation_comes_back(operation in some_operation()) {
        prop_assert_eq!(operation::decode(&operation::encode(&operation)), Ok(operation));
    }

    #[test]
    fn a_journal_comes_back(operations in proptest::collection::vec(some_operation(), 0..5)) {
        let bytes = operation::encode_all(operations.iter());
        prop_assert_eq!(operation::decode_all(&bytes), Ok(operations));
    }

    #[test]
    fn an_entry_comes_back(entry in some_entry()) {
        prop_assert_eq!(Entry::decode(&entry.encode()), Ok(entry));
    }

    #[test]
    fn a_flipped_bit_is_noticed(operation in some_operation(), at in any::<prop::sample::Index>(), bit in 0_u8..8) {
        let mut bytes = operation::encode(&operation);
        let at = at.index(bytes.len());
        bytes[at] ^= 1_u8 << bit;
        prop_assert!(is_corrupt(&bytes));
    }

    #[test]
    fn a_cut_is_noticed(operation in some_operation(), at in any::<prop::sample::Index>()) {
        let bytes = operation::encode(&operation);
        let cut = &bytes[..at.index(bytes.len())];
        prop_assert!(is_corrupt(cut));
    }

    /// Damage that carries a right checksum: what the parser itself stands.
    #[test]
    fn a_forged_body_never_panics(
        operation in some_operation(),
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in proptest::option::of(any::<prop::sample::Index>()),
    ) {
        let record = operation::encode(&operation);
        let (_, body) = frame::unwrap(Part::Operation, &record).unwrap();
        let mut body = body.to_vec();
        for (at, byte) in changes {
            let at = at.index(body.len());
            body[at] = byte;
        }
        if let Some(cut) = cut {
            body.truncate(cut.index(body.len()));
        }
        // Whatever it is taken for, it is written and read back the same.
        if let Ok(read) = operation::decode(&frame::wrap(Part::Operation, &body)) {
            prop_assert_eq!(operation::decode(&operation::encode(&read)), Ok(read));
        }
    }

    #[test]
    fn noise_never_panics(body in proptest::collection::vec(any::<u8>(), 0..400)) {
        drop(operation::decode(&body));
        drop(operation::decode(&frame::wrap(Part::Operation, &body)));
        drop(operation::decode_all(&frame::wrap(Part::Journal, &body)));
        drop(Entry::decode(&frame::wrap(Part::Entry, &body)));
    }
}

fn actor() -> Actor {
    Actor {
        id: Some(ObjectId([7; 16])),
        name: "astrid.lindqvist@contoso.onmicrosoft.example".to_owned(),
        roles: vec![Role::UserAdministrator, Role::HelpdeskAdministrator],
    }
}

fn edit(users: u32, attributes: &[Attribute]) -> Operation {
    let mut events = Vec::new();
    for user in 0..users {
        for attribute in attributes {
            events.push(Event::Attribute {
                row: UserId(90_000 + user * 3),
                attribute: *attribute,
                before: Datum::text(format!("Department of Applied Science {}", user % 200)),
                after: Datum::text("Department of Pure Science and Mathematics"),
            });
        }
    }
    Operation {
        id: OperationId(12_345),
        at: Timestamp(1_795_000_000_000),
        actor: actor(),
        origin: Origin::Page,
        title: Title::Edit { users, attributes: attributes.to_vec() },
        events,
    }
}

#[test]
fn one_edit_is_under_two_hundred_bytes() {
    let bytes = operation::encode(&edit(1, &[Attribute::DEPARTMENT]));
    assert!(bytes.len() <= 200, "{} bytes", bytes.len());
}

#[test]
fn an_edit_of_fifty_thousand_is_columns() {
    let wide = edit(50_000, &[Attribute::DEPARTMENT, Attribute::COMPANY_NAME]);
    let bytes = operation::encode(&wide);
    // A byte for the row, up to two for each code.
    assert!(bytes.len() <= 50_000 * 5 + 20_000, "{} bytes", bytes.len());
    assert_eq!(operation::decode(&bytes), Ok(wide));
}

#[test]
fn newer_and_foreign_records_are_told_from_damage() {
    let record = operation::encode(&edit(1, &[Attribute::CITY]));
    let (_, body) = frame::unwrap(Part::Operation, &record).unwrap();
    assert_eq!(
        operation::decode(&frame::wrap(Part::Header, body)),
        Err(UpgradeError::Corrupt { part: Part::Operation, at: 0, damage: Damage::Kind })
    );
    let newer = frame::wrap_as(9, Part::Operation, b"what the future writes");
    assert_eq!(operation::decode(&newer), Err(UpgradeError::TooNew { found: 9, supported: 8 }));
}
