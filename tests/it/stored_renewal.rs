//! The first record about the renewal of groups opens today, and means what it meant.
//!
//! `tests/data/v7/` holds it as it was written first. It is never edited. A missing one is added by running
//! `cargo test --test it freeze_renewal -- --ignored`.

use std::fs;
use std::path::PathBuf;
use tenantry::domain::{
    Actor, Attribute, Datum, Event, Operation, OperationId, Origin, Role, Row, Timestamp, Title,
    Value,
};
use tenantry::persist::operation;

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/v7/operation.bin")
}

fn renewal() -> Operation {
    let at = Timestamp(1_790_000_000_000);
    Operation {
        id: OperationId(3),
        at,
        actor: Actor { id: None, name: "a".to_owned(), roles: vec![Role::GroupsAdministrator] },
        origin: Origin::Page,
        title: Title::RenewGroups { groups: 2 },
        events: [4, 70_000]
            .map(|row| Event::Attribute {
                row: Row(row),
                attribute: Attribute::GROUP_RENEWED_DATE_TIME,
                before: Datum::Null,
                after: Datum::Value(Value::Time(at)),
            })
            .to_vec(),
    }
}

#[test]
fn the_first_record_of_a_renewal_opens() {
    let stored = fs::read(path()).unwrap();
    assert_eq!(operation::decode(&stored), Ok(renewal()));
    assert_eq!(operation::encode(&renewal()), stored, "it would be written differently");
}

#[test]
#[ignore = "writes the record if it is not there yet"]
fn freeze_renewal() {
    if !path().exists() {
        fs::create_dir_all(path().parent().unwrap()).unwrap();
        fs::write(path(), operation::encode(&renewal())).unwrap();
    }
}
