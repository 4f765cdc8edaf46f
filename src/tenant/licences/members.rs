//! Who is in a licensed group, who of them came since the service went through it, and who has something by it
//! without being in it.

use super::LicensedGroup;
use super::lists::NOTHING;
use super::supposed::Supposed;
use super::told::Told;
use crate::domain::{GroupId, ObjectId, Party, Row, Subject, attribute::Of};
use crate::licensing::entitlement::{Membership, Tie};
use crate::store::{Bits, Extent, Rows, Side};
use crate::tenant::Workspace;
use std::collections::BTreeMap;

/// Whether a group's list of members is whole.
fn is_whole(workspace: &Workspace, group: &LicensedGroup) -> bool {
    let members = &workspace.directory().members;
    group.row.is_some_and(|row| members.of(Side::Members, row).extent == Extent::Complete)
}

/// Whether somebody came into a group, or went, since it was imported; none for others.
pub(super) fn staged(workspace: &Workspace, group: GroupId, user: Row) -> Option<bool> {
    let party = Party::Here(Subject { of: Of::User, row: user });
    let diff = workspace.staged().group(group)?;
    diff.relations.get(&(Side::Members, party)).copied()
}

/// Who came into a group, and who went, since it was imported, what is supposed included.
fn moved(
    workspace: &Workspace,
    group: &LicensedGroup,
    supposed: &Supposed<'_>,
) -> BTreeMap<Row, bool> {
    let mut moved = BTreeMap::new();
    let staged = group.row.and_then(|row| workspace.staged().group(row));
    for ((side, party), came) in staged.into_iter().flat_map(|diff| &diff.relations) {
        if let (Side::Members, Party::Here(Subject { of: Of::User, row })) = (side, party) {
            moved.insert(*row, *came);
        }
    }
    let further = group.row.and_then(|row| supposed.members.get(&row));
    for (row, comes) in further.into_iter().flatten() {
        match moved.get(row) {
            // There and back.
            Some(came) if came != comes => drop(moved.remove(row)),
            _ => drop(moved.insert(*row, *comes)),
        }
    }
    moved
}

/// The members of all licensed groups, by number. Of whom nothing is told, nothing is foreseen either, so they are
/// left out: the service counts what they hold.
pub(super) fn of_all(
    workspace: &Workspace,
    groups: &[LicensedGroup],
    (numbers, lists): (&[u32], &[Told]),
    active: &Bits,
    supposed: &Supposed<'_>,
) -> Vec<Membership> {
    let counts = |row: u32| {
        active.contains(row) && numbers.get(row as usize).is_some_and(|it| *it != NOTHING)
    };
    let moved: Vec<BTreeMap<Row, bool>> =
        groups.iter().map(|group| moved(workspace, group, supposed)).collect();
    let listed = |group: &LicensedGroup| -> Vec<u32> {
        let list = group.row.map(|row| workspace.directory().members.of(Side::Members, row));
        let rows = list.into_iter().flat_map(|list| list.rows(Of::User).iter());
        let mut rows: Vec<u32> = rows.filter(|row| counts(*row)).collect();
        if let Some(further) = group.row.and_then(|row| supposed.members.get(&row)) {
            rows.retain(|row| !further.contains_key(&Row(*row)));
            let come = further.iter().filter(|(row, comes)| **comes && counts(row.0));
            rows.extend(come.map(|(row, _)| row.0));
            rows.sort_unstable();
        }
        rows
    };
    let mut members: Vec<Vec<u32>> = groups.iter().map(listed).collect();
    add_told(workspace, groups, (numbers, lists), &moved, &mut members);
    let others = others(groups, (numbers, lists), &moved, &members);
    let all = members.into_iter().zip(others).zip(&moved).map(|((members, others), moved)| {
        let came = moved.iter().filter(|(row, came)| **came && counts(row.0));
        let newcomers = came.map(|(row, _)| row.0).collect();
        Membership { members: Rows::of_list(members), newcomers, others }
    });
    all.collect()
}

/// By group: who has something by it, as was told, and is not among its members, which are in ascending order.
fn others(
    groups: &[LicensedGroup],
    (numbers, lists): (&[u32], &[Told]),
    moved: &[BTreeMap<Row, bool>],
    members: &[Vec<u32>],
) -> Vec<Vec<(u32, Tie)>> {
    let by_id: BTreeMap<ObjectId, usize> =
        groups.iter().enumerate().map(|(number, group)| (group.id, number)).collect();
    let of_lists: Vec<Vec<usize>> = lists
        .iter()
        .map(|told| {
            let mut named: Vec<usize> =
                told.in_force().filter_map(|it| by_id.get(&it.group).copied()).collect();
            named.sort_unstable();
            named.dedup();
            named
        })
        .collect();
    // Members and those who have something by a group are mostly the same, in the same order.
    let mut all: Vec<(std::slice::Iter<'_, u32>, Option<u32>, Vec<(u32, Tie)>)> = members
        .iter()
        .map(|members| {
            let mut members = members.iter();
            let first = members.next().copied();
            (members, first, Vec::new())
        })
        .collect();
    for (row, number) in (0_u32..).zip(numbers) {
        for group in of_lists.get(*number as usize).into_iter().flatten() {
            let Some((members, next, others)) = all.get_mut(*group) else { continue };
            while next.is_some_and(|next| next < row) {
                *next = members.next().copied();
            }
            if *next != Some(row) {
                let went = moved.get(*group).and_then(|moved| moved.get(&Row(row))) == Some(&false);
                others.push((row, if went { Tie::Leaver } else { Tie::Former }));
            }
        }
    }
    all.into_iter().map(|(.., others)| others).collect()
}

/// Where a list is not whole, whoever has something by the group is in it, unless they were taken out.
fn add_told(
    workspace: &Workspace,
    groups: &[LicensedGroup],
    (numbers, lists): (&[u32], &[Told]),
    moved: &[BTreeMap<Row, bool>],
    members: &mut [Vec<u32>],
) {
    let partly: BTreeMap<ObjectId, usize> = groups
        .iter()
        .enumerate()
        .filter(|(_, group)| !is_whole(workspace, group))
        .map(|(number, group)| (group.id, number))
        .collect();
    if partly.is_empty() {
        return;
    }
    let named = |told: &Told| -> Vec<usize> {
        let named = told.inherited.iter().filter_map(|it| partly.get(&it.group).copied());
        named.collect()
    };
    let of_lists: Vec<Vec<usize>> = lists.iter().map(named).collect();
    for (row, number) in (0_u32..).zip(numbers) {
        for group in of_lists.get(*number as usize).into_iter().flatten() {
            let went = moved.get(*group).and_then(|moved| moved.get(&Row(row))) == Some(&false);
            if let Some(members) = members.get_mut(*group).filter(|_| !went) {
                members.push(row);
            }
        }
    }
    for number in partly.into_values() {
        if let Some(members) = members.get_mut(number) {
            members.sort_unstable();
            members.dedup();
        }
    }
}
