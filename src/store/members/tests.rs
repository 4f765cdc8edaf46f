//! Membership against sets of pairs, and what it costs.

use super::{Extent, List, Members, Other, Side, Sort};
use crate::domain::{Existence, ObjectId, Row, attribute::Of};
use crate::store::Objects;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const KINDS: [Of; 3] = [Of::User, Of::Group, Of::Device];
const GROUPS: u32 = 8;

/// One change: side, group, kind, row, in or out.
type Change = (bool, u32, usize, u32, bool);

fn side(members: bool) -> Side {
    if members { Side::Members } else { Side::Owners }
}

#[derive(Default)]
struct Naive {
    pairs: BTreeSet<(Side, u32, usize, u32)>,
}

impl Naive {
    fn inside(&self, group: u32) -> BTreeSet<u32> {
        let mut all = BTreeSet::from([group]);
        loop {
            let more: Vec<u32> = (self.pairs.iter())
                .filter(|(side, group, of, row)| {
                    *side == Side::Members && *of == 1 && all.contains(group) && !all.contains(row)
                })
                .map(|pair| pair.3)
                .filter(|row| *row < GROUPS)
                .collect();
            if more.is_empty() {
                return all;
            }
            all.extend(more);
        }
    }

    fn is_in(&self, group: u32, of: usize, row: u32) -> bool {
        let inside = self.inside(group);
        inside.iter().any(|group| self.pairs.contains(&(Side::Members, *group, of, row)))
    }
}

proptest! {
    #[test]
    fn as_sets_of_pairs(
        changes in prop::collection::vec(
            (any::<bool>(), 0..GROUPS, 0_usize..3, 0_u32..12, any::<bool>()), 0..60),
        asked in 0_usize..60,
    ) {
        let (mut members, mut naive) = (Members::new(), Naive::default());
        members.grow(GROUPS);
        for (at, (members_side, group, of, row, inside)) in changes.into_iter().enumerate() {
            let change: Change = (members_side, group, of, row, inside);
            let side = side(change.0);
            members.put(side, Row(group), KINDS[of], Row(row), inside);
            if inside {
                naive.pairs.insert((side, group, of, row));
            } else {
                naive.pairs.remove(&(side, group, of, row));
            }
            // What is asked in between is made, and must follow what comes after.
            if at % (asked + 1) == asked {
                compare(&members, &naive)?;
            }
        }
        compare(&members, &naive)?;
    }

    #[test]
    fn uniting_lists(
        one in prop::collection::btree_set(0_u32..40, 0..12),
        other in prop::collection::btree_set(0_u32..40, 0..12),
        extents in (0_usize..3, 0_usize..3),
    ) {
        let extents = [extents.0, extents.1]
            .map(|extent| [Extent::Unknown, Extent::AtLeast, Extent::Complete][extent]);
        // Below 20 they are users, from there on objects that are no rows.
        let list = |all: &BTreeSet<u32>, extent: Extent| {
            let all = if extent == Extent::Unknown { BTreeSet::new() } else { all.clone() };
            let users = all.iter().copied().filter(|row| *row < 20).collect();
            let others = all.iter().filter(|row| **row >= 20).map(|row| Other {
                id: ObjectId::from_seed(1, (*row).into()),
                sort: Sort::Unsaid,
            });
            let rows = [(Of::User, users), (Of::Group, Vec::new()), (Of::Device, Vec::new())];
            (List::of(rows, others.collect(), extent), all)
        };
        let ((first, a), (second, b)) = (list(&one, extents[0]), list(&other, extents[1]));
        let mut both = first.clone();
        both.unite(&second);
        prop_assert_eq!(both.count() as usize, a.union(&b).count());
        prop_assert!(both.includes(&first) && both.includes(&second));
        let extent = match extents {
            [extent, Extent::Unknown] | [Extent::Unknown, extent] => extent,
            [Extent::Complete, _] if b.is_subset(&a) => Extent::Complete,
            [_, Extent::Complete] if a.is_subset(&b) => Extent::Complete,
            _ => Extent::AtLeast,
        };
        prop_assert_eq!(both.extent, extent);
    }
}

fn compare(members: &Members, naive: &Naive) -> Result<(), TestCaseError> {
    for group in 0..GROUPS {
        let reach = members.nested(Row(group));
        let inside: BTreeSet<u32> = reach.groups().map(|group| group.0).collect();
        prop_assert_eq!(reach.steps.len(), inside.len());
        prop_assert_eq!(&inside, &naive.inside(group));
        for (of, kind) in KINDS.into_iter().enumerate() {
            let (rows, _) = members.transitive(Row(group), kind, 12);
            for row in 0..12 {
                let is_in = naive.is_in(group, of, row);
                prop_assert_eq!(rows.contains(row), is_in);
                let why = members.why(Row(group), kind, Row(row));
                prop_assert_eq!(why.is_some(), is_in);
                if let Some(why) = why {
                    prop_assert_eq!(why.first(), Some(&Row(group)));
                    for pair in why.windows(2) {
                        let held = (Side::Members, pair[0].0, 1, pair[1].0);
                        prop_assert!(naive.pairs.contains(&held));
                    }
                    let last = why.last().map(|last| (Side::Members, last.0, of, row));
                    prop_assert!(last.is_some_and(|held| naive.pairs.contains(&held)));
                }
            }
        }
    }
    for (of, kind) in KINDS.into_iter().enumerate() {
        for row in 0..12 {
            for side in Side::BOTH {
                let direct: Vec<u32> =
                    members.groups_with(side, kind, Row(row)).map(|group| group.0).collect();
                let all =
                    (0..GROUPS).filter(|group| naive.pairs.contains(&(side, *group, of, row)));
                prop_assert_eq!(direct, all.collect::<Vec<u32>>());
            }
            let above: BTreeSet<u32> =
                members.above(kind, Row(row)).groups().map(|group| group.0).collect();
            let all = (0..GROUPS).filter(|group| naive.is_in(*group, of, row));
            prop_assert_eq!(above, all.collect::<BTreeSet<u32>>());
        }
    }
    Ok(())
}

#[test]
fn what_is_not_known_is_said() {
    let mut members = Members::new();
    members.grow(3);
    let rows = |groups: Vec<u32>| {
        [(Of::User, vec![4, 1, 4]), (Of::Group, groups), (Of::Device, Vec::new())]
    };
    let contact = Other { id: ObjectId::from_seed(1, 9), sort: Sort::Contact };
    let complete = |groups| List::of(rows(groups), vec![contact], Extent::Complete);
    let top = Row(0);
    assert_eq!(members.nested(top).extent, Extent::Unknown);
    assert_eq!(members.holds(Side::Members, top, Of::User, Row(1)), None);
    assert_eq!(members.above(Of::User, Row(1)).extent, Extent::Unknown);
    members.replace(Side::Members, top, complete(vec![1]));
    assert_eq!(members.of(Side::Members, top).count(), 4);
    assert_eq!(members.holds(Side::Members, top, Of::User, Row(1)), Some(true));
    assert_eq!(members.holds(Side::Members, top, Of::User, Row(2)), Some(false));
    assert_eq!(members.nested(top).extent, Extent::AtLeast, "nothing told of the inner one");
    members.replace(Side::Members, Row(1), complete(vec![0]));
    assert_eq!(members.nested(top).extent, Extent::Complete);
    assert_eq!(members.above(Of::User, Row(1)).extent, Extent::AtLeast);
    members.replace(Side::Members, Row(2), complete(Vec::new()));
    assert_eq!(members.above(Of::User, Row(7)).extent, Extent::Complete);
    // An object of which nobody says what it is may be a group.
    let unsaid = Other { sort: Sort::Unsaid, ..contact };
    let list = List::of(rows(Vec::new()), vec![unsaid], Extent::Complete);
    members.replace(Side::Members, Row(1), list);
    assert_eq!(members.nested(top).extent, Extent::AtLeast);
}

#[test]
fn who_is_imported_later_comes_alive() {
    let mut members = Members::new();
    let id = |number| ObjectId::from_seed(3, number);
    let others = |numbers: [u64; 3]| numbers.map(|n| Other { id: id(n), sort: Sort::Unsaid });
    let none = || KINDS.map(|of| (of, Vec::new()));
    members.replace(
        Side::Members,
        Row(0),
        List::of(none(), others([1, 2, 3]).to_vec(), Extent::Complete),
    );
    members.replace(
        Side::Owners,
        Row(0),
        List::of(none(), others([3, 3, 1]).to_vec(), Extent::AtLeast),
    );
    let mut objects = KINDS.map(Objects::new);
    objects[0].push(id(3), false, Existence::Active).unwrap();
    objects[1].push(id(2), false, Existence::Active).unwrap();
    let [users, groups, devices] = &objects;
    members.adopt(users, groups, devices);
    let list = members.of(Side::Members, Row(0));
    assert_eq!(list.others(), [Other { id: id(1), sort: Sort::Unsaid }]);
    assert!(list.rows(Of::User).contains(0) && list.rows(Of::Group).contains(0));
    assert_eq!((list.count(), list.extent), (3, Extent::Complete));
    assert_eq!(members.of(Side::Owners, Row(0)).count(), 2);
    assert!(members.why(Row(0), Of::User, Row(0)).is_some());
}

/// Ten thousand groups with a million memberships, as sorted lists and sets.
#[test]
fn a_million_memberships_are_small() {
    let mut members = Members::new();
    members.grow(10_000);
    let mut model: BTreeMap<u32, u32> = BTreeMap::new();
    for group in 0..10_000_u32 {
        let users: Vec<u32> = (0..100_u32).map(|at| (group * 97 + at * 991) % 100_000).collect();
        let inner = if group % 10 == 0 { vec![(group + 1) % 10_000] } else { Vec::new() };
        if group == 7 {
            for user in &users {
                *model.entry(*user).or_default() += 1;
            }
        }
        let rows = [(Of::User, users), (Of::Group, inner), (Of::Device, Vec::new())];
        members.replace(Side::Members, Row(group), List::of(rows, Vec::new(), Extent::Complete));
    }
    assert_eq!(members.count(Side::Members), 1_001_000);
    assert!(members.groups_with(Side::Members, Of::User, Row(5)).count() > 0);
    assert_eq!(members.above(Of::User, Row(5)).extent, Extent::Complete);
    let (seven, _) = members.transitive(Row(7), Of::User, 100_000);
    assert!(model.keys().copied().eq(seven.iter()));
    // Four bytes each, and what every list takes.
    let lists = 2 * 10_000 * size_of::<List>();
    assert!(members.bytes() <= 4 * 1_001_000 + lists, "{}", members.bytes());
}
