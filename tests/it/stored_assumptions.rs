//! Operations of version 7 open today, and mean what they meant: what is assumed of licensing.
//!
//! `tests/data/v10/` holds them as they were written first. They are never edited. A missing one is added by
//! running `cargo test --test it freeze_assumptions -- --ignored`.

use std::fs;
use std::path::PathBuf;
use tenantry::domain::{
    Actor, Datum, Event, LedgerEntry, LedgerKey, Operation, OperationId, Origin, Role, Setting,
    Timestamp, Title, Value,
};
use tenantry::persist::operation;

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/v10/assumptions.bin")
}

fn operations() -> Vec<Operation> {
    let entry = |is| Some(LedgerEntry::Setting(Datum::Value(Value::Boolean(is))));
    let one =
        |id, settings: &[Setting], before: Option<LedgerEntry>, after: &Option<LedgerEntry>| {
            let event = |setting: &Setting| Event::Ledger {
                key: LedgerKey::Setting(*setting),
                before: before.clone(),
                after: after.clone(),
            };
            Operation {
                id: OperationId(id),
                at: Timestamp(1_790_000_000_000),
                actor: Actor {
                    id: None,
                    name: "a@b".to_owned(),
                    roles: vec![Role::LicenseAdministrator],
                },
                origin: Origin::Page,
                title: Title::Set { settings: settings.to_vec() },
                events: settings.iter().map(event).collect(),
            }
        };
    let all = Setting::OF_LICENSING;
    vec![one(1, &all, None, &entry(true)), one(2, &all[1..3], entry(true), &entry(false))]
}

#[test]
fn the_first_assumptions_open() {
    let stored = fs::read(path()).unwrap();
    assert_eq!(operation::decode_all(&stored), Ok(operations()));
    let written = operation::encode_all(operations().iter());
    assert_eq!(written, stored, "they would be written differently");
}

/// What is new takes the new version, so that older code says so instead of damage.
#[test]
fn assumptions_take_the_new_version() {
    for one in operations() {
        assert_eq!(operation::encode(&one)[1], 7);
    }
    let undone = Operation { title: Title::Undo(OperationId(1)), ..operations().remove(1) };
    assert_eq!(operation::encode(&undone)[1], 7);
}

#[test]
#[ignore = "writes the records that are not there yet"]
fn freeze_assumptions() {
    if !path().exists() {
        fs::create_dir_all(path().parent().unwrap()).unwrap();
        fs::write(path(), operation::encode_all(operations().iter())).unwrap();
    }
}
