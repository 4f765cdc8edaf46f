//! The first records about the ledger, settings and views open today, and mean what they meant.
//!
//! `tests/data/v6/` holds them as they were written first. They are never edited. A missing one is added by
//! running `cargo test --test it freeze_ledger -- --ignored`.

use std::fs;
use std::path::PathBuf;
use tenantry::domain::attribute::Of;
use tenantry::domain::{
    Actor, Datum, Deed, Event, LedgerEntry, LedgerKey, ObjectId, Operation, OperationId, Origin,
    Outcome, Party, Request, Row, Setting, Side, Subject, Timestamp, Title, Value, View,
};
use tenantry::persist::head::Head;
use tenantry::persist::operation;
use tenantry::tenant::{Info, Organisation, PersonalView, RoleAssignments};

const AT: Timestamp = Timestamp(1_790_000_000_000);
const VIEW: View = View { at: AT, secret: [9; 16], taken: 3, seal: [4; 16] };

/// The settings that there were.
const SETTINGS: [Setting; 19] = [
    Setting::OwnersManageRequests,
    Setting::MyGroupsRestricted,
    Setting::OwnersWhoAssignOwners,
    Setting::UsersCreateSecurityGroups,
    Setting::UsersCreateMicrosoft365Groups,
    Setting::GroupCreationAllowedGroup,
    Setting::RequestsLapseAfterDays,
    Setting::GuestsMayOwn,
    Setting::GuestsMayAccess,
    Setting::GuestsMayBeAdded,
    Setting::UsageGuidelinesUrl,
    Setting::GuestUsageGuidelinesUrl,
    Setting::Classifications,
    Setting::DefaultClassification,
    Setting::NamingRequirement,
    Setting::BlockedWords,
    Setting::GroupLifetimeInDays,
    Setting::ManagedGroupTypes,
    Setting::AlternateNotificationEmails,
];

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/v6").join(name)
}

fn request(outcome: Outcome) -> Request {
    Request { since: AT, justification: "parce que, été".to_owned(), outcome }
}

fn titles() -> Vec<Title> {
    let mut titles = vec![
        Title::Set { settings: SETTINGS.to_vec() },
        Title::Expect { group: "Sales".to_owned(), cases: 2 },
        Title::NoteView { user: "a@b.example".to_owned(), taken: 3 },
    ];
    let own = |deed| Title::SelfService { deed, group: "G".to_owned(), user: "a@b".to_owned() };
    titles.extend(Deed::ALL.map(own));
    titles
}

fn events() -> Vec<Event> {
    let (group, user) = (Row(4), Row(70_000));
    let key = LedgerKey::Request { group, user };
    let outcomes = [
        Outcome::Pending,
        Outcome::Approved { at: AT, by: Row(1) },
        Outcome::Denied { at: AT, by: Row(2), reason: "no".to_owned() },
        Outcome::Cancelled { at: AT },
    ];
    let asked = |outcome| Some(LedgerEntry::Request(request(outcome)));
    let mut events: Vec<Event> = outcomes
        .into_iter()
        .map(|outcome| Event::Ledger { key, before: None, after: asked(outcome) })
        .collect();
    events.push(Event::Relation {
        group,
        side: Side::Members,
        party: Party::Here(Subject::user(user)),
        before: false,
        after: true,
    });
    for setting in SETTINGS {
        events.push(Event::Ledger {
            key: LedgerKey::Setting(setting),
            before: Some(LedgerEntry::Setting(Datum::Unknown)),
            after: Some(LedgerEntry::Setting(Datum::text("x"))),
        });
    }
    let who = Subject { of: Of::Device, row: Row(5) };
    events.push(Event::Ledger {
        key: LedgerKey::Case { group, who },
        before: Some(LedgerEntry::Case(true)),
        after: None,
    });
    let given = Some(LedgerEntry::View(VIEW));
    events.push(Event::Ledger { key: LedgerKey::View { user }, before: None, after: given });
    events
}

fn operations() -> Vec<Operation> {
    (1..)
        .zip(titles())
        .map(|(id, title)| Operation {
            id: OperationId(id),
            at: AT,
            actor: Actor { id: Some(ObjectId([7; 16])), name: "a@b".to_owned(), roles: vec![] },
            origin: Origin::Page,
            title,
            events: events(),
        })
        .collect()
}

fn head() -> Head {
    let mut organisation = Organisation::default();
    let words = Value::Texts(vec!["CEO".to_owned(), "Payroll".to_owned()]);
    organisation.settings.extend([
        (Setting::OwnersManageRequests, Datum::Value(Value::Boolean(true))),
        (Setting::BlockedWords, Datum::Value(words)),
        (Setting::GroupLifetimeInDays, Datum::text("365")),
        (Setting::GroupCreationAllowedGroup, Datum::Null),
    ]);
    Head {
        info: Info { name: "Contoso".to_owned(), sample: false, created: AT },
        sources: vec![],
        organisation,
        roles: RoleAssignments::default(),
        conflicts: vec![],
        view: Some(PersonalView {
            person: ObjectId([7; 16]),
            view: VIEW,
            whole: true,
            requests: vec![(Row(0), Row(1), request(Outcome::Pending))],
        }),
        applied: 0,
        blocks: vec![],
    }
}

fn records() -> [(&'static str, Vec<u8>); 2] {
    let journal = operations();
    [("journal.bin", operation::encode_all(journal.iter())), ("head.bin", head().encode())]
}

#[test]
fn the_first_records_of_the_ledger_open() {
    let stored = |name: &str| fs::read(path(name)).unwrap();
    assert_eq!(operation::decode_all(&stored("journal.bin")), Ok(operations()));
    assert_eq!(Head::decode(&stored("head.bin")), Ok(head()));
    for (name, record) in records() {
        assert_eq!(record, stored(name), "{name} would be written differently");
    }
}

#[test]
#[ignore = "writes the records that are not there yet"]
fn freeze_ledger() {
    for (name, record) in records() {
        if !path(name).exists() {
            fs::create_dir_all(path("")).unwrap();
            fs::write(path(name), record).unwrap();
        }
    }
}
