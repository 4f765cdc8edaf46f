//! A whole workspace comes back from its head and blocks, and no damage to them is taken for data.

use super::{Snapshot, open};
use crate::domain::{
    Attribute, Datum, Existence, ObjectId, Row, Timestamp, UserId, Value, attribute::Of,
};
use crate::persist::frame::{self, Damage, Part, UpgradeError};
use crate::persist::head::{Block, Head};
use crate::store::members::{Extent, List, Other, Side, Sort};
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

/// The same with groups, devices and memberships.
fn whole() -> Workspace {
    let mut directory = workspace().directory().clone();
    for (row, name) in (0..3).zip(["Sales", "Law", "Zoë’s"]) {
        let id = ObjectId::from_seed(2, row);
        let group = directory.groups.push(id, false, Existence::Active).unwrap();
        directory.groups.set(group, Attribute::GROUP_DISPLAY_NAME, &Datum::text(name));
        let types = Value::Texts(vec!["Unified".to_owned()]);
        directory.groups.set(group, Attribute::GROUP_TYPES, &Datum::Value(types));
        let id = ObjectId::from_seed(3, row);
        let device = directory.devices.push(id, false, Existence::Active).unwrap();
        directory.devices.set(device, Attribute::DEVICE_DISPLAY_NAME, &Datum::text(name));
    }
    directory.settle_members();
    let other = Other { id: ObjectId::from_seed(9, 9), sort: Sort::ServicePrincipal };
    let rows = [(Of::User, vec![0, 2, 6]), (Of::Group, vec![1, 0]), (Of::Device, vec![2])];
    let list = List::of(rows, vec![other], Extent::AtLeast);
    directory.members.replace(Side::Members, Row(0), list);
    let info = Info { name: "Contoso".to_owned(), sample: false, created: Timestamp(0) };
    Workspace::new(info, directory)
}

#[test]
fn groups_devices_and_memberships_come_back() {
    let workspace = whole();
    let snapshot = Snapshot::of(&workspace);
    assert_eq!(snapshot.head[1], 2, "older code refuses it by its version");
    let back = opened(&snapshot.head, &snapshot.blocks).unwrap();
    let (before, after) = (workspace.directory(), back.directory());
    for of in [Of::Group, Of::Device] {
        let (before, after) = (before.of(of), after.of(of));
        assert_eq!((after.rows(), after.schema()), (before.rows(), before.schema()));
        for row in (0..before.rows()).map(Row) {
            assert_eq!(after.id(row), before.id(row));
            for attribute in before.schema().attributes() {
                assert_eq!(after.get(row, attribute), before.get(row, attribute), "{attribute:?}");
            }
        }
    }
    for side in Side::BOTH {
        for group in (0..3).map(Row) {
            assert!(after.members.of(side, group).is_same(before.members.of(side, group)));
        }
    }
    assert_eq!(Snapshot::of(&back), snapshot);
    // A head of version 1 names no such blocks.
    let (_, body) = frame::unwrap(Part::Header, &snapshot.head).unwrap();
    let first = frame::wrap_as(1, Part::Header, body);
    let refused = opened(&first, &snapshot.blocks).unwrap_err();
    assert!(matches!(refused, UpgradeError::Corrupt { damage: Damage::Tag(2), .. }), "{refused}");
}

#[test]
fn who_has_no_groups_is_opened_by_older_code() {
    assert_eq!(Snapshot::of(&workspace()).head[1], 1);
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
    let snapshot = Snapshot::of(&whole());
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
    assert_eq!(
        refused(frame::wrap_as(2, Part::Image, body)),
        UpgradeError::TooNew { found: 2, supported: 1 }
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
