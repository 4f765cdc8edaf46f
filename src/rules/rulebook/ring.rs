//! Rings: groups that name each other.

use crate::domain::GroupId;
use std::collections::BTreeMap;

/// What the walk knows of a group.
#[derive(Clone, Copy)]
struct Mark {
    /// When it was found.
    found: u32,
    /// The earliest group, still open, that can be reached from it.
    low: u32,
    open: bool,
}

/// The sets of groups that can be reached from each other, of more than one group or of one that names
/// itself; by row. Tarjan's walk without recursion.
#[must_use]
pub fn rings(named: &BTreeMap<GroupId, Vec<GroupId>>) -> Vec<Vec<GroupId>> {
    let mut marks: BTreeMap<GroupId, Mark> = BTreeMap::new();
    let (mut open, mut rings) = (Vec::new(), Vec::new());
    for start in named.keys() {
        if marks.contains_key(start) {
            continue;
        }
        let mut way: Vec<(GroupId, usize)> = vec![(*start, 0)];
        while let Some((group, at)) = way.pop() {
            let count = u32::try_from(marks.len()).unwrap_or(u32::MAX);
            if at == 0 {
                marks.insert(group, Mark { found: count, low: count, open: true });
                open.push(group);
            }
            let next = named.get(&group).and_then(|names| names.get(at));
            if let Some(next) = next {
                way.push((group, at + 1));
                match marks.get(next).copied() {
                    None => way.push((*next, 0)),
                    Some(mark) if mark.open => lower(&mut marks, group, mark.found),
                    Some(_) => {}
                }
                continue;
            }
            let Some(mark) = marks.get(&group).copied() else { continue };
            if let Some((before, _)) = way.last() {
                lower(&mut marks, *before, mark.low);
            }
            if mark.low != mark.found {
                continue;
            }
            let from = open.iter().rposition(|one| *one == group).unwrap_or(0);
            let mut ring = open.split_off(from);
            for one in &ring {
                if let Some(mark) = marks.get_mut(one) {
                    mark.open = false;
                }
            }
            let itself = named.get(&group).is_some_and(|names| names.contains(&group));
            if ring.len() > 1 || itself {
                ring.sort_unstable();
                rings.push(ring);
            }
        }
    }
    rings.sort_unstable();
    rings
}

fn lower(marks: &mut BTreeMap<GroupId, Mark>, group: GroupId, to: u32) {
    if let Some(mark) = marks.get_mut(&group) {
        mark.low = mark.low.min(to);
    }
}

#[cfg(test)]
mod tests {
    use super::rings;
    use crate::domain::{GroupId, Row};
    use proptest::prelude::*;
    use std::collections::{BTreeMap, BTreeSet};

    proptest! {
        /// Two groups are in a ring when each is reached from the other.
        #[test]
        fn as_reaching_each_other(edges in prop::collection::vec((0_u32..8, 0_u32..8), 0..20)) {
            let mut named: BTreeMap<GroupId, Vec<GroupId>> =
                (0..8).map(|row| (Row(row), Vec::new())).collect();
            for (from, to) in &edges {
                named.get_mut(&Row(*from)).unwrap().push(Row(*to));
            }
            let mut reached: BTreeSet<(u32, u32)> = edges.iter().copied().collect();
            for middle in 0..8 {
                for from in 0..8 {
                    for to in 0..8 {
                        if reached.contains(&(from, middle)) && reached.contains(&(middle, to)) {
                            reached.insert((from, to));
                        }
                    }
                }
            }
            let with = |one: u32| -> Vec<GroupId> {
                let other = |other: &u32| reached.contains(&(one, *other)) && reached.contains(&(*other, one));
                (0..8).filter(other).map(Row).collect()
            };
            let expected: BTreeSet<Vec<GroupId>> =
                (0..8).map(with).filter(|ring| !ring.is_empty()).collect();
            prop_assert_eq!(rings(&named), expected.into_iter().collect::<Vec<_>>());
        }
    }
}
