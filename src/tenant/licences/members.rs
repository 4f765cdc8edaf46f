//! Who is in a licensed group, and who of them came since the service went through it.

use super::LicensedGroup;
use super::lists::NOTHING;
use super::supposed::Supposed;
use super::told::Told;
use crate::domain::{GroupId, ObjectId, Party, Row, Subject, attribute::Of};
use crate::licensing::entitlement::Membership;
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
    let all = members.into_iter().zip(&moved).map(|(members, moved)| {
        let came = moved.iter().filter(|(row, came)| **came && counts(row.0));
        let newcomers = came.map(|(row, _)| row.0).collect();
        Membership { members: Rows::of_list(members), newcomers }
    });
    all.collect()
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
