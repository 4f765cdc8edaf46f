//! Who is in a licensed group, who of them came since the service went through it, and who has something by it
//! without being in it.

use super::LicensedGroup;
use super::by_rule::ByRule;
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

/// Whether somebody came into a group, or went, or neither, of whom two things say so, one after the other.
pub(super) fn after(one: Option<bool>, other: Option<bool>) -> Option<bool> {
    match (one, other) {
        // There and back.
        (Some(came), Some(comes)) if came != comes => None,
        (one, None) => one,
        (_, other) => other,
    }
}

/// Who would come into a group as it stands, and who would go: by its rule, and as is supposed, which has the last
/// word.
fn further(
    group: &LicensedGroup,
    supposed: &Supposed<'_>,
    by_rule: &ByRule,
) -> BTreeMap<Row, bool> {
    let Some(row) = group.row else { return BTreeMap::new() };
    let mut further: BTreeMap<Row, bool> = by_rule.of_list(row).collect();
    further.extend(supposed.members.get(&row).into_iter().flatten());
    further
}

/// Who came into a group, and who went, since it was imported, what would follow included.
fn moved(
    workspace: &Workspace,
    group: &LicensedGroup,
    further: &BTreeMap<Row, bool>,
) -> BTreeMap<Row, bool> {
    let mut moved = BTreeMap::new();
    let staged = group.row.and_then(|row| workspace.staged().group(row));
    for ((side, party), came) in staged.into_iter().flat_map(|diff| &diff.relations) {
        if let (Side::Members, Party::Here(Subject { of: Of::User, row })) = (side, party) {
            moved.insert(*row, *came);
        }
    }
    for (row, comes) in further {
        match after(moved.get(row).copied(), Some(*comes)) {
            Some(comes) => drop(moved.insert(*row, comes)),
            None => drop(moved.remove(row)),
        }
    }
    moved
}

/// The members of all licensed groups, by number. `known` are the active users of whom anything is told: of others
/// nothing is foreseen either, so they are left out; the service counts what they hold.
pub(super) fn of_all(
    workspace: &Workspace,
    groups: &[LicensedGroup],
    (numbers, lists): (&[u32], &[Told]),
    known: &Bits,
    (supposed, by_rule): (&Supposed<'_>, &ByRule),
) -> Vec<Membership> {
    let further: Vec<BTreeMap<Row, bool>> =
        groups.iter().map(|group| further(group, supposed, by_rule)).collect();
    let pairs = || groups.iter().zip(&further);
    let moved: Vec<BTreeMap<Row, bool>> =
        pairs().map(|(group, further)| moved(workspace, group, further)).collect();
    let listed = |(group, further): (&LicensedGroup, &BTreeMap<Row, bool>)| -> Rows {
        let list = group.row.map(|row| workspace.directory().members.of(Side::Members, row));
        let mut rows = list.map(|list| list.rows(Of::User).within(known)).unwrap_or_default();
        if !further.is_empty() {
            rows.grow(known.len());
            for (row, comes) in further {
                rows.put(row.0, *comes && known.contains(row.0));
            }
        }
        rows
    };
    let mut members: Vec<Rows> = pairs().map(listed).collect();
    add_told(workspace, groups, (numbers, lists), &moved, &mut members);
    let others = others(groups, (numbers, lists), &moved, &members);
    let all = members.into_iter().zip(others).zip(&moved).map(|((members, others), moved)| {
        let came = moved.iter().filter(|(row, came)| **came && known.contains(row.0));
        Membership { members, newcomers: came.map(|(row, _)| row.0).collect(), others }
    });
    all.collect()
}

/// By group: who has something by it, as was told, and is not among its members.
fn others(
    groups: &[LicensedGroup],
    (numbers, lists): (&[u32], &[Told]),
    moved: &[BTreeMap<Row, bool>],
    members: &[Rows],
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
    let mut all: Vec<Vec<(u32, Tie)>> = vec![Vec::new(); groups.len()];
    if of_lists.iter().all(Vec::is_empty) {
        return all;
    }
    let mut cursors: Vec<Cursor<'_>> = members.iter().map(Cursor::of).collect();
    for (row, number) in (0_u32..).zip(numbers) {
        for group in of_lists.get(*number as usize).into_iter().flatten() {
            let is_in = cursors.get_mut(*group).is_some_and(|cursor| cursor.has(row));
            if let Some(others) = all.get_mut(*group).filter(|_| !is_in) {
                let went = moved.get(*group).and_then(|moved| moved.get(&Row(row))) == Some(&false);
                others.push((row, if went { Tie::Leaver } else { Tie::Former }));
            }
        }
    }
    all
}

/// A place in a set of rows about which questions come in ascending order.
struct Cursor<'a> {
    rows: &'a Rows,
    at: usize,
}

impl<'a> Cursor<'a> {
    const fn of(rows: &'a Rows) -> Self {
        Self { rows, at: 0 }
    }

    fn has(&mut self, row: u32) -> bool {
        match self.rows {
            Rows::Bits(bits) => bits.contains(row),
            Rows::List(list, _) => {
                while list.get(self.at).is_some_and(|next| *next < row) {
                    self.at += 1;
                }
                list.get(self.at) == Some(&row)
            }
        }
    }
}

/// Where a list is not whole, whoever has something by the group is in it, unless they were taken out.
fn add_told(
    workspace: &Workspace,
    groups: &[LicensedGroup],
    (numbers, lists): (&[u32], &[Told]),
    moved: &[BTreeMap<Row, bool>],
    members: &mut [Rows],
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
    let mut all: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
    for (row, number) in (0_u32..).zip(numbers) {
        for group in of_lists.get(*number as usize).into_iter().flatten() {
            let went = moved.get(*group).and_then(|moved| moved.get(&Row(row))) == Some(&false);
            if !went {
                all.entry(*group).or_default().push(row);
            }
        }
    }
    for (number, told) in all {
        if let Some(members) = members.get_mut(number) {
            let mut both = members.to_bits();
            both.grow(u32::try_from(numbers.len()).unwrap_or(u32::MAX));
            for row in told {
                both.insert(row);
            }
            *members = Rows::of(both);
        }
    }
}
