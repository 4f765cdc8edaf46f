//! Membership through groups in groups, either way, and why.

use super::{Extent, List, Members, Side};
use crate::{
    domain::{GroupId, Row, attribute::Of},
    store::Bits,
};
use std::{collections::BTreeMap, sync::OnceLock};

/// The groups that objects of a kind are directly in, object by object.
#[derive(Debug, Default)]
struct Adjacent {
    /// Where the groups of each row start, and where those of the last one end.
    starts: Vec<u32>,
    groups: Vec<u32>,
    /// The groups of rows that came into one or went since.
    changed: BTreeMap<u32, Vec<u32>>,
}

/// Of so many rows, one may have changed before everything is made anew: to look up a row that has not
/// must stay quick.
const CHANGED: usize = 8;

impl Adjacent {
    fn of(lists: &[List], of: Of) -> Self {
        let last = |list: &List| list.rows(of).iter().last().map_or(0, |row| row + 1);
        let rows = lists.iter().map(last).max().unwrap_or(0);
        let mut starts = vec![0_u32; rows as usize + 1];
        for row in lists.iter().flat_map(|list| list.rows(of).iter()) {
            if let Some(count) = starts.get_mut(row as usize) {
                *count += 1;
            }
        }
        // From numbers to ends; filling from behind makes starts of them.
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut groups = vec![0_u32; sum as usize];
        let count = u32::try_from(lists.len()).unwrap_or(u32::MAX);
        for (group, list) in (0..count).zip(lists).rev() {
            for row in list.rows(of).iter() {
                let Some(start) = starts.get_mut(row as usize) else { continue };
                *start -= 1;
                if let Some(slot) = groups.get_mut(*start as usize) {
                    *slot = group;
                }
            }
        }
        Self { starts, groups, changed: BTreeMap::new() }
    }

    /// Follows somebody who came into a group or went; whether it still pays.
    fn put(&mut self, group: GroupId, row: Row, member: bool) -> bool {
        if !self.changed.contains_key(&row.0) {
            let groups = self.groups(row).to_vec();
            self.changed.insert(row.0, groups);
        }
        if let Some(groups) = self.changed.get_mut(&row.0) {
            match (groups.binary_search(&group.0), member) {
                (Err(place), true) => groups.insert(place, group.0),
                (Ok(place), false) => drop(groups.remove(place)),
                _ => {}
            }
        }
        self.changed.len() * CHANGED <= self.starts.len().max(CHANGED * CHANGED)
    }

    fn groups(&self, row: Row) -> &[u32] {
        if let Some(groups) = self.changed.get(&row.0) {
            return groups;
        }
        let range = self.starts.get(row.index()).zip(self.starts.get(row.index() + 1));
        let range = range.map(|(start, end)| *start as usize..*end as usize);
        range.and_then(|range| self.groups.get(range)).unwrap_or_default()
    }
}

/// The groups that every object is directly in; each kind is made when it is first asked about, and follows
/// from there.
#[derive(Debug, Default)]
pub(super) struct Reverse {
    users: OnceLock<Adjacent>,
    groups: OnceLock<Adjacent>,
    devices: OnceLock<Adjacent>,
}

impl Reverse {
    const fn kept_mut(&mut self, of: Of) -> &mut OnceLock<Adjacent> {
        match of {
            Of::User => &mut self.users,
            Of::Group => &mut self.groups,
            Of::Device => &mut self.devices,
        }
    }

    /// Follows somebody who came into a group or went: costs what changed.
    pub(super) fn put(&mut self, group: GroupId, of: Of, row: Row, member: bool) {
        let kept = self.kept_mut(of);
        if kept.get_mut().is_some_and(|adjacent| !adjacent.put(group, row, member)) {
            kept.take();
        }
    }
}

/// A group on a way through groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    pub group: GroupId,
    /// The step before it, nearer to where the way began; none for a first one.
    pub via: Option<u32>,
}

/// Groups that are reached through groups, nearest first, each once whatever loops there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reach {
    pub steps: Vec<Step>,
    /// Whether there may be more.
    pub extent: Extent,
}

impl Reach {
    /// The groups on the shortest way to one, from where the way began; none when it is not reached.
    #[must_use]
    pub fn path(&self, group: GroupId) -> Option<Vec<GroupId>> {
        let mut step = self.steps.iter().find(|step| step.group == group)?;
        let mut path = vec![step.group];
        // A step's number is greater than that of the one before it.
        while let Some(before) = step.via.and_then(|via| self.steps.get(via as usize)) {
            path.push(before.group);
            step = before;
        }
        path.reverse();
        Some(path)
    }

    /// The groups.
    pub fn groups(&self) -> impl Iterator<Item = GroupId> {
        self.steps.iter().map(|step| step.group)
    }
}

impl Members {
    fn adjacent(&self, side: Side, of: Of) -> &Adjacent {
        let reverse = self.reverse(side);
        let kept = match of {
            Of::User => &reverse.users,
            Of::Group => &reverse.groups,
            Of::Device => &reverse.devices,
        };
        kept.get_or_init(|| Adjacent::of(self.lists(side), of))
    }

    /// The groups that directly hold an object, or are owned by it, in the order of their rows.
    pub fn groups_with(&self, side: Side, of: Of, row: Row) -> impl Iterator<Item = GroupId> {
        self.adjacent(side, of).groups(row).iter().map(|&group| Row(group))
    }

    /// From groups on along `next`, breadth first.
    pub(super) fn walk<I: Iterator<Item = u32>>(
        &self,
        first: impl Iterator<Item = GroupId>,
        next: impl Fn(GroupId) -> I,
    ) -> Vec<Step> {
        let mut steps: Vec<Step> = Vec::new();
        let mut seen = Bits::none(self.groups());
        let mut add = |steps: &mut Vec<Step>, group: GroupId, via| {
            if group.0 < seen.len() && !seen.contains(group.0) {
                seen.insert(group.0);
                steps.push(Step { group, via });
            }
        };
        for group in first {
            add(&mut steps, group, None);
        }
        let mut at = 0_u32;
        while let Some(step) = steps.get(at as usize).copied() {
            for group in next(step.group) {
                add(&mut steps, Row(group), Some(at));
            }
            at += 1;
        }
        steps
    }

    /// The group itself and every group inside it.
    #[must_use]
    pub fn nested(&self, group: GroupId) -> Reach {
        let inner = |group| self.of(Side::Members, group).rows(Of::Group).iter();
        let steps = self.walk(std::iter::once(group), inner);
        let whole = |step: &Step| {
            let list = self.of(Side::Members, step.group);
            list.extent == Extent::Complete && !list.may_nest()
        };
        let extent = if steps.iter().all(whole) {
            Extent::Complete
        } else if self.of(Side::Members, group).is_unknown() {
            Extent::Unknown
        } else {
            Extent::AtLeast
        };
        Reach { steps, extent }
    }

    /// The groups in which an object is, directly or through others. There may be more unless the
    /// members of every group are known.
    #[must_use]
    pub fn above(&self, of: Of, row: Row) -> Reach {
        let holders = |of, row| self.adjacent(Side::Members, of).groups(row).iter().copied();
        let outer = |group| holders(Of::Group, group);
        let steps = self.walk(holders(of, row).map(Row), outer);
        let all = self.known(Side::Members, Extent::Complete) == self.groups();
        let extent = match (all, steps.is_empty()) {
            (true, _) => Extent::Complete,
            (false, true) if self.known(Side::Members, Extent::Unknown) == self.groups() => {
                Extent::Unknown
            }
            (false, _) => Extent::AtLeast,
        };
        Reach { steps, extent }
    }

    /// The rows of a kind, below `rows`, that are in a group directly or through others, and how
    /// far that is known.
    #[must_use]
    pub fn transitive(&self, group: GroupId, of: Of, rows: u32) -> (Bits, Extent) {
        let reach = self.nested(group);
        let mut members = Bits::none(rows);
        for group in reach.groups() {
            for row in self.of(Side::Members, group).rows(of).iter() {
                members.insert(row);
            }
        }
        (members, reach.extent)
    }

    /// Why an object is in a group: the groups on a shortest way to it, from that group to the one
    /// that holds it directly; none when it is not known to be in.
    #[must_use]
    pub fn why(&self, group: GroupId, of: Of, row: Row) -> Option<Vec<GroupId>> {
        let reach = self.nested(group);
        let holder =
            reach.groups().find(|group| self.of(Side::Members, *group).rows(of).contains(row.0))?;
        reach.path(holder)
    }
}
