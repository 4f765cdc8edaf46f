//! Operations of version 6 open today, and mean what they meant: what products cost, and licences that
//! are gone through again.
//!
//! `tests/data/v9/` holds them as they were written first. They are never edited. A missing one is added by
//! running `cargo test --test it freeze_prices -- --ignored`.

use std::fs;
use std::path::PathBuf;
use tenantry::domain::{
    Actor, Currency, Event, Intent, LedgerEntry, LedgerKey, ObjectId, Operation, OperationId,
    Origin, Price, SkuId, Term, Timestamp, Title, UserId,
};
use tenantry::persist::operation;

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/v9/journal.bin")
}

fn price(amount: u32, term: Term) -> LedgerEntry {
    let currency = Currency::parse("EUR").unwrap();
    LedgerEntry::Price(Price { amount, currency, term })
}

fn operations() -> Vec<Operation> {
    let key = |byte| LedgerKey::Price(SkuId(ObjectId([byte; 16])));
    let one = |id, events: Vec<Event>| Operation {
        id: OperationId(id),
        at: Timestamp(1_790_000_000_000),
        actor: Actor { id: None, name: "a@b".to_owned(), roles: vec![] },
        origin: Origin::Page,
        title: Title::Price { products: u32::try_from(events.len()).unwrap() },
        events,
    };
    let intent = Intent::ReprocessLicenses;
    let reprocessed = Event::Intent { user: UserId(7), intent, before: false, after: true };
    let monthly = Some(price(1250, Term::Monthly));
    let yearly = Some(price(100_000_000, Term::Yearly));
    vec![
        one(
            1,
            vec![
                Event::Ledger { key: key(1), before: None, after: monthly.clone() },
                Event::Ledger { key: key(2), before: None, after: yearly.clone() },
            ],
        ),
        one(
            2,
            vec![
                Event::Ledger { key: key(1), before: monthly, after: yearly.clone() },
                Event::Ledger { key: key(2), before: yearly, after: None },
            ],
        ),
        Operation { title: Title::Stage { users: 1, intent }, ..one(3, vec![reprocessed]) },
    ]
}

#[test]
fn the_first_prices_open() {
    let stored = fs::read(path()).unwrap();
    assert_eq!(operation::decode_all(&stored), Ok(operations()));
    let written = operation::encode_all(operations().iter());
    assert_eq!(written, stored, "they would be written differently");
}

/// What is new takes the new version, so that older code says so instead of damage.
#[test]
fn prices_take_the_new_version() {
    for one in operations() {
        assert_eq!(operation::encode(&one)[1], 6);
    }
    let undone = Operation { title: Title::Undo(OperationId(1)), ..operations().remove(1) };
    assert_eq!(operation::encode(&undone)[1], 6);
}

#[test]
#[ignore = "writes the records that are not there yet"]
fn freeze_prices() {
    if !path().exists() {
        fs::create_dir_all(path().parent().unwrap()).unwrap();
        fs::write(path(), operation::encode_all(operations().iter())).unwrap();
    }
}
