//! A whole workspace comes back from its head and blocks, and no damage to them is taken for data.

use super::{Snapshot, open};
use crate::domain::{Attribute, Datum, Existence, ObjectId, Timestamp, UserId, Value};
use crate::persist::frame::{self, CURRENT, Damage, Part, UpgradeError};
use crate::persist::head::{Block, Head};
use crate::store::{Directory, Objects};
use crate::tenant::{Info, Workspace};

fn workspace() -> Workspace {
    let mut users = Objects::default();
    let custom = users.schema_mut().custom_attribute("extension_abc_level").unwrap();
    let id = |row: u32| ObjectId::from_seed(1, row.into());
    for row in 0..7 {
        let existence = match row {
            3 => Existence::Deleted(Timestamp(1_750_000_000_123)),
            4 => Existence::Absent,
            _ => Existence::Active,
        };
        let user = users.push(id(row), row == 2, existence).unwrap();
        for (attribute, value) in [
            (Attribute::USER_PRINCIPAL_NAME, Value::Text(format!("zoë{row}@x.example"))),
            (Attribute::DEPARTMENT, Value::Text(["Sales", "Law"][row as usize % 2].to_owned())),
            (Attribute::ACCOUNT_ENABLED, Value::Boolean(row % 2 == 0)),
            (Attribute::EMPLOYEE_HIRE_DATE, Value::Time(Timestamp(-86_400_000 * i64::from(row)))),
            (Attribute::OTHER_MAILS, Value::Texts(vec!["é".to_owned(); row as usize])),
            (Attribute::MANAGER, Value::Reference(id(row + 2))),
            (custom, Value::Text(row.to_string())),
        ] {
            users.set(user, attribute, &if row == 5 { Datum::Null } else { Datum::Value(value) });
        }
    }
    let info = Info { name: "Contoso".to_owned(), sample: false, created: Timestamp(0) };
    Workspace::new(info, Directory::of_users(users))
}

fn opened(head: &[u8], blocks: &[Vec<u8>]) -> Result<Workspace, UpgradeError> {
    open(head, blocks, &[]).map(Workspace::restore)
}

/// What the head would say of other blocks than those it was made with.
fn head_of(snapshot: &Snapshot, blocks: &[Vec<u8>]) -> Vec<u8> {
    let mut head = Head::decode(&snapshot.head).unwrap();
    for (known, bytes) in head.blocks.iter_mut().zip(blocks) {
        *known = Block::of(known.content, bytes);
    }
    head.encode()
}

#[test]
fn a_directory_comes_back() {
    let workspace = workspace();
    let snapshot = Snapshot::of(&workspace);
    let back = opened(&snapshot.head, &snapshot.blocks).unwrap();
    let (before, after) = (workspace.users(), back.users());
    assert_eq!((after.rows(), after.schema()), (before.rows(), before.schema()));
    for user in (0..before.rows()).map(UserId) {
        assert_eq!(after.id(user), before.id(user));
        assert_eq!(after.is_provisional(user), before.is_provisional(user));
        assert_eq!(after.existence(user), before.existence(user));
        for attribute in before.schema().attributes() {
            assert_eq!(after.get(user, attribute), before.get(user, attribute), "{attribute:?}");
        }
    }
    assert_eq!(Snapshot::of(&back), snapshot);
}

#[test]
fn every_cut_and_every_changed_byte_is_noticed() {
    let snapshot = Snapshot::of(&workspace());
    let all = [std::slice::from_ref(&snapshot.head), &snapshot.blocks].concat();
    let corrupt = |records: &[Vec<u8>]| {
        let [head, blocks @ ..] = records else { return false };
        matches!(opened(head, blocks), Err(UpgradeError::Corrupt { .. }))
    };
    for record in 0..all.len() {
        for at in 0..all[record].len() {
            let mut cut = all.clone();
            cut[record].truncate(at);
            assert!(corrupt(&cut), "record {record} cut at {at}");
            let mut changed = all.clone();
            for change in 1..=u8::MAX {
                changed[record][at] = all[record][at] ^ change;
                assert!(corrupt(&changed), "record {record} changed at {at} by {change}");
            }
        }
    }
}

/// Damage of which the head knows nothing, as in a file that somebody has put together.
#[test]
fn a_block_is_checked_even_when_the_head_believes_it() {
    let snapshot = Snapshot::of(&workspace());
    let refused = |block: Vec<u8>| {
        let blocks = [block];
        opened(&head_of(&snapshot, &blocks), &blocks).unwrap_err()
    };
    let block = &snapshot.blocks[0];
    let corrupt = |at, damage| UpgradeError::Corrupt { part: Part::Image, at, damage };
    let mut changed = block.clone();
    changed[9] ^= 1;
    assert_eq!(refused(changed), corrupt(block.len() - 8, Damage::Checksum));
    let (_, body) = frame::unwrap(Part::Image, block).unwrap();
    // The first custom attribute loses its name.
    let mut nameless = body.to_vec();
    nameless[2] = b'x';
    assert_eq!(refused(frame::wrap(Part::Image, &nameless)), corrupt(21, Damage::Nonsense));
    assert_eq!(
        refused(frame::wrap(Part::Image, &body[..body.len() - 1])),
        // Where the codes of the last column start, a byte for each of seven rows.
        corrupt(body.len() - 7, Damage::Nonsense)
    );
    let supported = CURRENT;
    assert_eq!(
        refused(frame::wrap_as(CURRENT + 1, Part::Image, body)),
        UpgradeError::TooNew { found: CURRENT + 1, supported }
    );
}

#[test]
fn a_block_of_another_time_is_noticed() {
    let snapshot = Snapshot::of(&workspace());
    let workspace = workspace();
    let mut directory = workspace.directory().clone();
    // As long as what it had.
    directory.users.set(UserId(0), Attribute::USER_PRINCIPAL_NAME, &Datum::text("zoé0@x.example"));
    let later = Snapshot::of(&Workspace::new(workspace.info, directory));
    assert_eq!(later.blocks[0].len(), snapshot.blocks[0].len());
    let (part, at, damage) = (Part::Image, 0, Damage::Checksum);
    assert_eq!(
        opened(&snapshot.head, &later.blocks).unwrap_err(),
        UpgradeError::Corrupt { part, at, damage }
    );
}

#[test]
fn blocks_that_are_not_there_are_missed() {
    let snapshot = Snapshot::of(&workspace());
    let missing = |head: &[u8], at| {
        let part = Part::Image;
        let why = UpgradeError::Corrupt { part, at, damage: Damage::Missing };
        assert_eq!(opened(head, &[]).unwrap_err(), why);
    };
    missing(&snapshot.head, 0);
    let mut head = Head::decode(&snapshot.head).unwrap();
    head.blocks.clear();
    missing(&head.encode(), 0);
}
