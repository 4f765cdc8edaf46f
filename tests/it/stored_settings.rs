//! Heads of version 7 and operations of version 4 open today, and mean what they meant: who keeps the settings
//! of the tenant, which of them conflict, and the settings that came then.
//!
//! `tests/data/v7/` holds them as they were written first. They are never edited. A missing one is added by
//! running `cargo test --test it freeze_settings -- --ignored`.

use std::fs;
use std::path::PathBuf;
use tenantry::domain::setting::{Home, Keeper};
use tenantry::domain::{
    Actor, Datum, Event, LedgerEntry, LedgerKey, ObjectId, Operation, OperationId, Origin, Setting,
    Timestamp, Title, Value,
};
use tenantry::persist::head::Head;
use tenantry::persist::{UpgradeError, operation};
use tenantry::tenant::{Conflict, Info, Organisation, RoleAssignments};

const AT: Timestamp = Timestamp(1_790_000_000_000);
/// The settings that came with these versions.
const NEW: [Setting; 3] = [
    Setting::ClassificationDescriptions,
    Setting::SensitivityLabels,
    Setting::WritebackOfNewGroups,
];

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/v7").join(name)
}

fn set(id: u32, titled: Setting, noted: Setting) -> Operation {
    let event = Event::Ledger {
        key: LedgerKey::Setting(noted),
        before: None,
        after: Some(LedgerEntry::Setting(Datum::Value(Value::Boolean(true)))),
    };
    Operation {
        id: OperationId(id),
        at: AT,
        actor: Actor { id: None, name: "a@b".to_owned(), roles: vec![] },
        origin: Origin::Page,
        title: Title::Set { settings: vec![titled] },
        events: vec![event],
    }
}

fn operations() -> Vec<Operation> {
    (1..).zip(NEW).map(|(id, setting)| set(id, setting, setting)).collect()
}

fn plain() -> Head {
    Head {
        info: Info { name: "Contoso".to_owned(), sample: false, created: AT },
        sources: vec![],
        organisation: Organisation::default(),
        roles: RoleAssignments::default(),
        conflicts: vec![],
        view: None,
        applied: 0,
        blocks: vec![],
    }
}

fn settings() -> [(Setting, Datum); 3] {
    NEW.map(|setting| (setting, Datum::text("Low:é")))
}

fn keepers() -> [(Home, Keeper); 2] {
    let others = vec![("EnableMSStandardBlockedWords".to_owned(), "False".to_owned())];
    let there = Keeper::There { id: ObjectId([3; 16]), others };
    [(Home::GroupSettings, there), (Home::LifecyclePolicy, Keeper::Missing)]
}

fn conflict() -> Conflict {
    Conflict::Setting {
        setting: Setting::GroupLifetimeInDays,
        was: Datum::Unknown,
        arrived: Datum::text("180"),
        staged: Datum::text("365"),
    }
}

fn head() -> Head {
    let mut head = plain();
    head.organisation.settings.extend(settings());
    head.organisation.keepers.extend(keepers());
    head.conflicts.push(conflict());
    head
}

fn records() -> [(&'static str, Vec<u8>); 2] {
    [("journal.bin", operation::encode_all(operations().iter())), ("head.bin", head().encode())]
}

#[test]
fn the_first_records_open() {
    let stored = |name: &str| fs::read(path(name)).unwrap();
    assert_eq!(operation::decode_all(&stored("journal.bin")), Ok(operations()));
    assert_eq!(Head::decode(&stored("head.bin")), Ok(head()));
    for (name, record) in records() {
        assert_eq!(record, stored(name), "{name} would be written differently");
    }
}

/// Each of the new things alone takes the new version, so that older code says so instead of damage; what has
/// none of them is written as before.
#[test]
fn each_new_thing_takes_the_new_version() {
    let version = |record: &[u8]| record[1];
    assert_eq!(version(&plain().encode()), 1);
    for change in [
        |head: &mut Head| head.organisation.settings.extend(settings().into_iter().take(1)),
        |head: &mut Head| head.organisation.keepers.extend(keepers().into_iter().take(1)),
        |head: &mut Head| head.conflicts.push(conflict()),
    ] {
        let mut head = plain();
        change(&mut head);
        let record = head.encode();
        assert_eq!(version(&record), 7);
        assert_eq!(Head::decode(&record), Ok::<Head, UpgradeError>(head));
    }
    let old = Setting::OwnersManageRequests;
    for (titled, noted, expected) in [(old, old, 3), (NEW[0], old, 4), (old, NEW[1], 4)] {
        assert_eq!(version(&operation::encode(&set(1, titled, noted))), expected);
    }
}

#[test]
#[ignore = "writes the records that are not there yet"]
fn freeze_settings() {
    for (name, record) in records() {
        if !path(name).exists() {
            fs::create_dir_all(path("")).unwrap();
            fs::write(path(name), record).unwrap();
        }
    }
}
