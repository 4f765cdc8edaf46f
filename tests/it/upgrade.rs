//! Every stored record of every version opens today, and means what it meant.
//!
//! `tests/data/v1/` holds records as version 1 wrote them. They are never edited. A record that this
//! version writes for the first time is added by running `cargo test --test it freeze -- --ignored`.

use std::fs;
use std::path::PathBuf;
use tenantry::domain::attribute::Of;
use tenantry::domain::role::Role;
use tenantry::domain::{
    Actor, Attribute, Datum, Event, Existence, Intent, ObjectId, Operation, OperationId, Origin,
    Subject, Timestamp, Title, UserId, Value,
};
use tenantry::licensing::Catalogue;
use tenantry::persist::aside::Label;
use tenantry::persist::head::{Block, Content, Head};
use tenantry::persist::{Entry, ProductTable, Snapshot, UpgradeError, operation, snapshot};
use tenantry::store::{Directory, Objects};
use tenantry::tenant::{
    Conflict, ConflictKind, Info, Organisation, RoleAssignments, Source, Workspace,
};

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/v1").join(name)
}

fn id(byte: u8) -> ObjectId {
    ObjectId([byte; 16])
}

fn text(text: &str) -> Datum {
    Datum::Value(Value::Text(text.to_owned()))
}

fn attribute(user: u32, attribute: Attribute, before: Datum, after: Datum) -> Event {
    Event::Attribute { row: UserId(user), attribute, before, after }
}

fn existence(user: u32, before: Existence, after: Existence) -> Event {
    Event::Existence { of: Of::User, row: UserId(user), id: id(9), before, after }
}

/// Edits of one and many, creation, deletion: every kind of value, attributes of the table and a
/// custom one.
fn edits() -> Vec<(Title, Vec<Event>)> {
    let deleted = Existence::Deleted(Timestamp(1_750_000_000_123));
    let custom = Attribute(u16::try_from(tenantry::domain::attribute::TABLE.len()).unwrap() + 3);
    vec![
        (
            Title::CreateUser { name: "Zoë O’Brien".to_owned() },
            vec![
                existence(7, Existence::Absent, Existence::Active),
                attribute(7, Attribute::DISPLAY_NAME, Datum::Null, text("Zoë O’Brien")),
                attribute(
                    7,
                    Attribute::MANAGER,
                    Datum::Null,
                    Datum::Value(Value::Reference(id(1))),
                ),
            ],
        ),
        (
            Title::Edit { users: 3, attributes: vec![Attribute::DEPARTMENT, custom] },
            (0..3)
                .flat_map(|user| {
                    [
                        attribute(user, Attribute::DEPARTMENT, text("Sales"), text("Law")),
                        attribute(user, custom, Datum::Unknown, text(&format!("value {user}"))),
                    ]
                })
                .collect(),
        ),
        (
            Title::Edit { users: 1, attributes: vec![Attribute::ACCOUNT_ENABLED] },
            vec![
                attribute(
                    70_000,
                    Attribute::ACCOUNT_ENABLED,
                    Datum::Value(Value::Boolean(true)),
                    Datum::Value(Value::Boolean(false)),
                ),
                attribute(
                    70_000,
                    Attribute::EMPLOYEE_HIRE_DATE,
                    Datum::Value(Value::Time(Timestamp(-86_400_000))),
                    Datum::Null,
                ),
                attribute(
                    70_000,
                    Attribute::OTHER_MAILS,
                    Datum::Null,
                    Datum::Value(Value::Texts(vec!["a@b.example".to_owned(), "é".to_owned()])),
                ),
            ],
        ),
        (Title::Delete { users: 1 }, vec![existence(3, Existence::Active, deleted)]),
        (Title::Restore { users: 1 }, vec![existence(3, deleted, Existence::Active)]),
    ]
}

/// Intents, and everything that takes back.
fn others() -> Vec<(Title, Vec<Event>)> {
    let intents = |after: bool| {
        let event = |intent| Event::Intent { user: UserId(1), intent, before: !after, after };
        let first = Intent::ALL.into_iter().filter(|it| *it != Intent::ReprocessLicenses);
        first.map(event).collect()
    };
    vec![
        (Title::Stage { users: 2, intent: Intent::ResetPassword }, intents(true)),
        (Title::Unstage { users: 2, intent: Intent::RevokeSessions }, intents(false)),
        (Title::Undo(OperationId(2)), Vec::new()),
        (Title::Redo(OperationId(2)), Vec::new()),
        (
            Title::Drop {
                operation: OperationId(300),
                dependents: vec![OperationId(301), OperationId(70_000)],
            },
            Vec::new(),
        ),
    ]
}

/// Every title and every kind of event.
fn operations() -> Vec<Operation> {
    let bodies = [edits(), others()].concat();
    let origins = [Origin::Page, Origin::Undo, Origin::Import];
    // Those that had a name then.
    let known = Role::known().filter(|role| *role != Role::LicenseAdministrator);
    let roles: Vec<Role> = known.chain([Role::Other(id(200))]).collect();
    (1..)
        .zip(bodies)
        .zip(origins.into_iter().cycle())
        .map(|((number, (title, events)), origin)| Operation {
            id: OperationId(number),
            at: Timestamp(1_750_000_000_000 + i64::from(number)),
            actor: Actor {
                id: (number % 2 == 0).then(|| id(4)),
                name: "astrid@contoso.example".to_owned(),
                roles: roles.iter().take(number as usize * 2).copied().collect(),
            },
            origin,
            title,
            events,
        })
        .collect()
}

fn head() -> Head {
    let conflict = |kind| Conflict::Object { subject: Subject::user(UserId(5)), kind };
    Head {
        info: Info {
            name: "Contoso – été".to_owned(),
            sample: true,
            created: Timestamp(1_700_000_000_000),
        },
        sources: vec![Source {
            name: "users.csv".to_owned(),
            recognised_as: "entra-users".to_owned(),
            rows: 100_000,
            at: Timestamp(1_710_000_000_000),
            complete: true,
        }],
        organisation: Organisation {
            subscriptions: None,
            subscriptions_before: None,
            company_subscriptions: None,
            settings: std::collections::BTreeMap::new(),
            keepers: std::collections::BTreeMap::new(),
            id: Some(id(3)),
            display_name: Some("Contoso".to_owned()),
            verified_domains: vec!["contoso.example".to_owned()],
            default_domain: None,
        },
        view: None,
        roles: RoleAssignments::imported([
            (id(1), Role::GlobalAdministrator),
            (id(1), Role::Other(id(201))),
            (id(2), Role::HelpdeskAdministrator),
        ]),
        conflicts: vec![
            conflict(ConflictKind::Gone),
            conflict(ConflictKind::NameTaken { name: "a@b".to_owned(), by: UserId(9) }),
            conflict(ConflictKind::Attribute {
                attribute: Attribute::CITY,
                was: Datum::Null,
                arrived: text("Lyon"),
                staged: text("Metz"),
            }),
        ],
        applied: 10,
        blocks: vec![
            Block { content: Content::Directory, length: 1 << 33, sum: u64::MAX },
            Block { content: Content::Journal, length: 12, sum: 1 },
        ],
    }
}

fn entry() -> Entry {
    Entry {
        id: "00112233445566778899aabbccddeeff".to_owned(),
        name: "Contoso".to_owned(),
        users: 1200,
        bytes: 1 << 40,
        created: Timestamp(1),
        saved: Some(Timestamp(1_750_000_000_000)),
        file_copy: None,
        sample: true,
    }
}

fn label() -> Label {
    Label {
        name: "groups-0001.json".to_owned(),
        recognised_as: "groups".to_owned(),
        bytes: 1 << 20,
        at: Timestamp(1_750_000_000_000),
    }
}

/// Every kind of line of the catalogue's text.
const CATALOGUE: &str = "tenantry catalogue 1
dated 2026-06-24
plan 113feb6c-3fe4-4440-bddc-54d774bf0318 EXCHANGE_S_FOUNDATION
for company
= Exchange Foundation
plan 1259157c-8581-4875-bca7-2ffb18c51bda PROJECT_ESSENTIALS
= Project Online Essentials
= Élan
plan f944d685-f762-4371-806d-a1f48e5bea13 PROJECT_ESSENTIALS
for user
product 776df282-9fc0-4862-99e2-70e561b9909e PROJECT ESSENTIALS
= Project Online Essentials
+ EXCHANGE_S_FOUNDATION
+ f944d685-f762-4371-806d-a1f48e5bea13
";

fn product_table() -> ProductTable {
    ProductTable {
        file: "Product names and service plan identifiers for licensing.csv".to_owned(),
        at: Timestamp(1_750_000_000_000),
        catalogue: CATALOGUE.to_owned(),
    }
}

/// Users enough for every form of column: texts that repeat, that are all different, that follow
/// from others, and every other kind of value, null and unknown among them.
fn users() -> Objects {
    let mut users = Objects::default();
    let custom = users.schema_mut().custom_attribute("extension_abc_level").unwrap();
    let of_row = |row: u32| ObjectId::from_seed(1, row.into());
    for row in 0..2100_u32 {
        let existence = match row % 50 {
            7 => Existence::Deleted(Timestamp(1_750_000_000_000 + i64::from(row))),
            8 => Existence::Absent,
            _ => Existence::Active,
        };
        let user = users.push(of_row(row), row % 9 == 0, existence).unwrap();
        let nickname = format!("zoë.{row}");
        let domain = if row % 2 == 0 { "contoso" } else { "fabrikam" };
        let upn = format!("{nickname}@{domain}.example");
        let mail = if row % 40 == 0 { format!("other{row}@é.example") } else { upn.clone() };
        let known = [
            (Attribute::MAIL_NICKNAME, text(&nickname)),
            (Attribute::USER_PRINCIPAL_NAME, text(&upn)),
            (Attribute::MAIL, text(&mail)),
        ];
        for (attribute, datum) in known {
            users.set(user, attribute, &datum);
        }
        let day = i64::from(row % 97) * 86_400_000;
        let mails = (0..row % 4).map(|number| format!("é{number}")).collect();
        let mostly = [
            (Attribute::DEPARTMENT, Value::Text(format!("Département {}", row % 7))),
            (custom, Value::Text((row % 300).to_string())),
            (Attribute::ACCOUNT_ENABLED, Value::Boolean(row % 4 == 0)),
            (Attribute::EMPLOYEE_HIRE_DATE, Value::Time(Timestamp(day))),
            (Attribute::CREATED_DATE_TIME, Value::Time(Timestamp(day + i64::from(row)))),
            (Attribute::OTHER_MAILS, Value::Texts(mails)),
            (Attribute::MANAGER, Value::Reference(of_row(row / 8 * 9))),
        ];
        for ((attribute, value), turn) in mostly.into_iter().zip(0..) {
            let datum = match (row + turn) % 10 {
                0 => Datum::Null,
                1 => Datum::Unknown,
                _ => Datum::Value(value),
            };
            users.set(user, attribute, &datum);
        }
    }
    users
}

/// The only block of the directory.
fn image() -> Vec<u8> {
    let info = Info { name: String::new(), sample: false, created: Timestamp(0) };
    let snapshot = Snapshot::of(&Workspace::new(info, Directory::of_users(users())));
    let [image] = snapshot.blocks.try_into().unwrap();
    image
}

fn open_image(image: Vec<u8>) -> Result<Objects, UpgradeError> {
    let blocks = vec![Block::of(Content::Directory, &image)];
    let head = Head { applied: 0, blocks, ..head() };
    snapshot::open(&head.encode(), &[image], &[]).map(|parts| parts.directory.users)
}

/// The records of version 1 by name of their file.
fn records() -> Vec<(&'static str, Vec<u8>)> {
    let journal = operations();
    let second = journal.get(1).map(operation::encode).unwrap_or_default();
    vec![
        ("operation.bin", second),
        ("journal.bin", operation::encode_all(journal.iter())),
        ("head.bin", head().encode()),
        ("entry.bin", entry().encode()),
        ("label.bin", label().encode()),
        ("products.bin", product_table().encode()),
        ("image.bin", image()),
    ]
}

fn stored(name: &str) -> Vec<u8> {
    fs::read(path(name)).unwrap()
}

#[test]
fn records_of_version_1_open() {
    assert_eq!(operation::decode(&stored("operation.bin")).ok().as_ref(), operations().get(1));
    assert_eq!(operation::decode_all(&stored("journal.bin")), Ok(operations()));
    assert_eq!(Head::decode(&stored("head.bin")), Ok(head()));
    assert_eq!(Entry::decode(&stored("entry.bin")), Ok(entry()));
    assert_eq!(Label::decode(&stored("label.bin")), Ok(label()));
    let table = ProductTable::decode(&stored("products.bin")).unwrap();
    assert_eq!(table, product_table());
    assert_eq!(Catalogue::read(&table.catalogue).unwrap().write(), CATALOGUE);
}

#[test]
fn the_image_of_version_1_opens() {
    let (read, meant) = (open_image(stored("image.bin")).unwrap(), users());
    assert_eq!((read.rows(), read.schema()), (meant.rows(), meant.schema()));
    for user in (0..meant.rows()).map(UserId) {
        assert_eq!(read.id(user), meant.id(user));
        assert_eq!(read.is_provisional(user), meant.is_provisional(user));
        assert_eq!(read.existence(user), meant.existence(user));
        for attribute in meant.schema().attributes() {
            assert_eq!(read.get(user, attribute), meant.get(user, attribute), "{attribute:?}");
        }
    }
}

/// As long as version 1 is written, it is written as it was: other bytes need another number.
#[test]
fn version_1_is_still_written_the_same() {
    for (name, record) in records() {
        assert_eq!(record, stored(name), "{name} would be written differently");
    }
}

#[test]
fn a_newer_record_is_refused_by_version() {
    for name in ["operation.bin", "head.bin", "entry.bin", "label.bin", "products.bin", "image.bin"]
    {
        let record = stored(name);
        let (kind, body) = (record.first().copied(), record.get(2..record.len() - 8));
        let supported = match name {
            "head.bin" => 9,
            "operation.bin" => 8,
            _ => 1,
        };
        let found = supported + 1;
        let mut record = vec![kind.unwrap(), u8::try_from(found).unwrap()];
        record.extend_from_slice(body.unwrap());
        let sum = tenantry::persist::checksum::xxh64(&record);
        record.extend_from_slice(&sum.to_le_bytes());
        let newer = Some(UpgradeError::TooNew { found, supported });
        let refused = match name {
            "operation.bin" => operation::decode(&record).err(),
            "head.bin" => Head::decode(&record).err(),
            "entry.bin" => Entry::decode(&record).err(),
            "products.bin" => ProductTable::decode(&record).err(),
            "image.bin" => open_image(record).err(),
            _ => Label::decode(&record).err(),
        };
        assert_eq!(refused, newer, "{name}");
    }
}

#[test]
#[ignore = "writes the records of this version that are not there yet"]
fn freeze() {
    for (name, record) in records() {
        if !path(name).exists() {
            fs::create_dir_all(path("")).unwrap();
            fs::write(path(name), record).unwrap();
        }
    }
}
