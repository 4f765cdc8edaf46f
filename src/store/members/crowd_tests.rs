//! Sets of members against three-valued logic, object by object.

use super::{Beyond, Combine, Crowd, Extent, List, Other, Side, Sort};
use crate::{
    domain::{Existence, ObjectId, Party, Row, Subject, attribute::Of},
    store::{Bits, Directory},
};
use proptest::prelude::*;

const GROUPS: u32 = 5;
const USERS: u32 = 6;
const OTHERS: u8 = 3;

/// One list: users, groups in it, strangers, and how far it is known.
type Told = (Vec<u32>, Vec<u32>, Vec<u8>, u8);

fn told() -> impl Strategy<Value = Told> {
    let users = prop::collection::vec(0..USERS, 0..5);
    let groups = prop::collection::vec(0..GROUPS, 0..2);
    let others = prop::collection::vec(0..OTHERS, 0..2);
    (users, groups, others, 0_u8..5)
}

fn other(number: u8) -> Other {
    let sort = if number == 0 { Sort::Unsaid } else { Sort::ServicePrincipal };
    Other { id: ObjectId([100 + number; 16]), sort }
}

fn directory(lists: &[Told], gone: u32) -> Directory {
    let mut directory = Directory::default();
    for row in 0..USERS {
        let existence = if row == gone { Existence::Absent } else { Existence::Active };
        let id = ObjectId([u8::try_from(row).unwrap(); 16]);
        directory.users.push(id, false, existence).unwrap();
    }
    for (row, (users, groups, others, extent)) in (0_u8..).zip(lists) {
        let id = ObjectId([50 + row; 16]);
        let group = directory.groups.push(id, false, Existence::Active).unwrap();
        let extent = match extent {
            0 => Extent::AtLeast,
            1 => Extent::Unknown,
            _ => Extent::Complete,
        };
        let rows =
            [(Of::User, users.clone()), (Of::Group, groups.clone()), (Of::Device, Vec::new())];
        let others = others.iter().map(|number| other(*number)).collect();
        directory.members.replace(Side::Members, group, List::of(rows, others, extent));
    }
    directory
}

/// Everybody who can be asked about, and a stranger whom no list names.
fn everybody() -> Vec<Party> {
    let users = (0..USERS).map(|row| Party::Here(Subject { of: Of::User, row: Row(row) }));
    let groups = (0..GROUPS).map(|row| Party::Here(Subject { of: Of::Group, row: Row(row) }));
    let others = (0..=OTHERS).map(|number| Party::Elsewhere(other(number)));
    users.chain(groups).chain(others).collect()
}

/// Whether somebody is in a group: asked of every list, over and over until nothing is new.
fn in_group(lists: &[Told], group: u32, through: bool, gone: u32, who: Party) -> Option<bool> {
    let mut reached = vec![group];
    let mut at = 0;
    while through && at < reached.len() {
        for inner in &lists[reached[at] as usize].1 {
            if !reached.contains(inner) {
                reached.push(*inner);
            }
        }
        at += 1;
    }
    let (mut found, mut whole) = (false, true);
    for group in reached {
        let (users, groups, others, extent) = &lists[group as usize];
        found |= match who {
            Party::Here(Subject { of: Of::User, row }) => row.0 != gone && users.contains(&row.0),
            Party::Here(subject) => groups.contains(&subject.row.0),
            Party::Elsewhere(one) => others.iter().any(|number| other(*number).id == one.id),
        };
        whole &= *extent > 1 && !(through && others.contains(&0));
    }
    if found { Some(true) } else { whole.then_some(false) }
}

fn logic(how: Combine, one: Option<bool>, other: Option<bool>) -> Option<bool> {
    let and = |one: Option<bool>, other: Option<bool>| match (one, other) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    };
    let not = |one: Option<bool>| one.map(|one| !one);
    match how {
        Combine::And => and(one, other),
        Combine::Not => and(one, not(other)),
        Combine::Or => not(and(not(one), not(other))),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn as_three_valued_logic_says(
        lists in prop::collection::vec(told(), GROUPS as usize),
        first in 0..GROUPS,
        rest in prop::collection::vec((0_usize..3, 0..=GROUPS), 0..5),
        chosen in prop::collection::vec(0..USERS, 0..4),
        through in any::<bool>(),
        gone in 0..USERS + 3,
    ) {
        let directory = directory(&lists, gone);
        // One past the groups is a selection of users.
        let selected = Bits::of(USERS, chosen.iter().copied());
        let crowd = |group: u32| match group {
            GROUPS => Crowd::of_users(&directory, &selected),
            group => Crowd::of_group(&directory, Row(group), through),
        };
        let asked = |group: u32, who: Party| match (group, who) {
            (GROUPS, Party::Here(Subject { of: Of::User, row })) => {
                Some(row.0 != gone && chosen.contains(&row.0))
            }
            (GROUPS, _) => Some(false),
            (group, who) => in_group(&lists, group, through, gone, who),
        };
        let mut made = crowd(first);
        for (how, group) in &rest {
            made.combine(Combine::ALL[*how], &crowd(*group));
        }
        let (mut unsaid, mut named) = (0, 0);
        for who in everybody() {
            let mut expected = asked(first, who);
            let mut seen = asked(first, who) == Some(true);
            for (how, group) in &rest {
                let how = Combine::ALL[*how];
                expected = logic(how, expected, asked(*group, who));
                // By name: whoever is not told to be in is taken as out.
                seen = logic(how, Some(seen), Some(asked(*group, who) == Some(true))) == Some(true);
            }
            prop_assert_eq!(made.has(who), expected, "{:?}", who);
            prop_assert_eq!(made.named().contains(who), seen, "{:?}", who);
            prop_assert_eq!(made.sure().contains(who), expected == Some(true), "{:?}", who);
            unsaid += u32::from(expected.is_none());
            named += u32::from(seen);
        }
        prop_assert_eq!(made.named().count(), named);
        prop_assert_eq!(made.named().iter().count(), named as usize);
        prop_assert_eq!(made.is_exact(), unsaid == 0);
        // Whom nobody knows can be in it exactly where anybody can.
        let stranger = Party::Elsewhere(other(OTHERS));
        prop_assert_eq!(made.beyond() == Beyond::Anybody, made.has(stranger).is_none());
    }
}

#[test]
fn without_some_groups() {
    // 0 holds 1 and 2; 1 holds user 1; 2 holds users 1 and 2.
    let lists: Vec<Told> = vec![
        (vec![0], vec![1, 2], vec![], 2),
        (vec![1], vec![], vec![], 2),
        (vec![1, 2], vec![], vec![], 2),
        (vec![], vec![], vec![], 2),
        (vec![], vec![], vec![], 2),
    ];
    let directory = directory(&lists, USERS);
    let users = |without: &[u32]| {
        let without = Bits::of(GROUPS, without.iter().copied());
        let crowd = Crowd::of_group_without(&directory, Row(0), true, &without);
        assert!(crowd.is_exact());
        crowd.named().rows(Of::User).iter().collect::<Vec<u32>>()
    };
    assert_eq!(users(&[]), [0, 1, 2]);
    assert_eq!(users(&[1]), [0, 1, 2]);
    assert_eq!(users(&[2]), [0, 1]);
    assert_eq!(users(&[1, 2]), [0]);
}

#[test]
fn a_group_without_a_list_is_not_empty() {
    let mut directory = directory(&[], USERS);
    let group = directory.groups.push(ObjectId([50; 16]), false, Existence::Active).unwrap();
    for through in [false, true] {
        assert_eq!(Crowd::of_group(&directory, group, through), Crowd::unknown(&directory));
    }
}

#[test]
fn a_million_members() {
    let mut directory = Directory::default();
    let mut rows = Vec::new();
    for number in 0_u32..1_000_000 {
        let mut id = [0; 16];
        id[..4].copy_from_slice(&number.to_le_bytes());
        rows.push(directory.users.push(ObjectId(id), false, Existence::Active).unwrap().0);
    }
    for (number, share) in [(1_u8, 2_u32), (2, 3)] {
        let group =
            directory.groups.push(ObjectId([number; 16]), false, Existence::Active).unwrap();
        let members = rows.iter().copied().filter(|row| row % share == 0).collect();
        let lists = [(Of::User, members), (Of::Group, vec![]), (Of::Device, vec![])];
        let list = List::of(lists, Vec::new(), Extent::Complete);
        directory.members.replace(Side::Members, group, list);
    }
    let crowd = |group| Crowd::of_group(&directory, Row(group), true);
    let count = |how: Combine| {
        let mut made = crowd(0);
        made.combine(how, &crowd(1));
        assert!(made.is_exact());
        made.named().count()
    };
    assert_eq!(Combine::ALL.map(count), [666_667, 166_667, 333_333]);
}
