//! Groups that seem to be for the same, and groups within each other: what is worth tidying up.
//!
//! Only active groups count. What is not known makes nobody alike: a list that is not whole is like no
//! other, and neither is a rule that cannot be read.

use crate::domain::attribute::Of;
use crate::domain::{Attribute, GroupId, Row};
use crate::rules::canonical::Canonical;
use crate::rules::rulebook::rings;
use crate::rules::{Target, parse};
use crate::store::{Directory, Extent, List, Objects, Side};
use crate::tenant::groups::{Nature, target};
use crate::text::fold;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

/// Groups that are alike: two at least in each class; groups and classes by row.
pub type Classes = Vec<Vec<GroupId>>;

fn active(groups: &Objects) -> impl Iterator<Item = GroupId> + '_ {
    groups.active().iter().map(Row)
}

/// The classes of two and more, in the order of their first groups.
fn classes<K: Ord>(keys: impl Iterator<Item = (K, GroupId)>) -> Classes {
    let mut by_key: BTreeMap<K, Vec<GroupId>> = BTreeMap::new();
    for (key, group) in keys {
        by_key.entry(key).or_default().push(group);
    }
    let mut classes: Classes = by_key.into_values().filter(|class| class.len() > 1).collect();
    classes.sort_unstable();
    classes
}

/// Groups of the same name, whatever its case, accents and blanks around it.
#[must_use]
pub fn same_name(groups: &Objects) -> Classes {
    classes(active(groups).filter_map(|group| {
        let name = groups.read(group, Attribute::GROUP_DISPLAY_NAME).text()?.trim();
        (!name.is_empty()).then(|| (fold::search(name).into_owned(), group))
    }))
}

/// Groups that are known to have the same direct members, one at least.
#[must_use]
pub fn same_members(directory: &Directory) -> Classes {
    let list = |group: GroupId| directory.members.of(Side::Members, group);
    let keyed = active(&directory.groups).filter_map(|group| {
        let list = list(group);
        (list.extent == Extent::Complete && list.count() > 0).then(|| (digest(list), group))
    });
    // Lists with one digest are nearly always the same.
    let mut found: Classes = Vec::new();
    for class in classes(keyed) {
        let mut apart: Classes = Vec::new();
        for group in class {
            match apart
                .iter_mut()
                .find(|one| one.first().is_some_and(|first| list(*first).is_same(list(group))))
            {
                Some(same) => same.push(group),
                None => apart.push(vec![group]),
            }
        }
        found.extend(apart.into_iter().filter(|class| class.len() > 1));
    }
    found.sort_unstable();
    found
}

fn digest(list: &List) -> u64 {
    let mut hasher = DefaultHasher::new();
    list.count().hash(&mut hasher);
    for of in [Of::User, Of::Group, Of::Device] {
        for row in list.rows(of).iter() {
            row.hash(&mut hasher);
        }
    }
    for other in list.others() {
        other.id.0.hash(&mut hasher);
    }
    hasher.finish()
}

/// A rule in its one form, and what it is about.
pub(super) fn form(groups: &Objects, group: GroupId) -> Option<(Target, Canonical)> {
    let nature = Nature::in_table(groups, group);
    let target = nature.membership.and_then(target)?;
    let rule = groups.read(group, Attribute::GROUP_MEMBERSHIP_RULE);
    Some((target, Canonical::of(&parse(rule.text()?, target).rule)?))
}

/// Dynamic groups whose rules say the same of everybody, in any directory ([`Canonical`]).
#[must_use]
pub fn same_rule(groups: &Objects) -> Classes {
    classes(active(groups).filter_map(|group| Some((form(groups, group)?, group))))
}

/// Groups that hold each other, directly or through others: everybody in one of them is in all.
#[must_use]
pub fn cycles(directory: &Directory) -> Classes {
    let active_groups = directory.groups.active();
    let inner = |group: GroupId| -> Vec<GroupId> {
        let rows = directory.members.of(Side::Members, group).rows(Of::Group).iter();
        rows.filter(|row| active_groups.contains(*row)).map(Row).collect()
    };
    let nested: BTreeMap<GroupId, Vec<GroupId>> = active(&directory.groups)
        .map(|group| (group, inner(group)))
        .filter(|(_, inner)| !inner.is_empty())
        .collect();
    rings(&nested)
}

#[cfg(test)]
mod tests {
    use super::{Classes, cycles, same_members, same_name, same_rule};
    use crate::domain::attribute::Of;
    use crate::domain::{Attribute, Datum, Existence, ObjectId, Row, Value};
    use crate::store::{Directory, Extent, List, Side};
    use proptest::prelude::*;

    fn classes(rows: &[&[u32]]) -> Classes {
        rows.iter().map(|class| class.iter().map(|row| Row(*row)).collect()).collect()
    }

    fn directory(groups: u8) -> Directory {
        let mut directory = Directory::default();
        for number in 0..groups {
            let id = ObjectId([number; 16]);
            directory.groups.push(id, false, Existence::Active).unwrap();
        }
        directory.members.grow(u32::from(groups));
        directory
    }

    #[test]
    fn names() {
        let mut directory = directory(6);
        for (row, name) in [(0, "Ventes"), (1, "Sales"), (2, "  ventes "), (3, "SALÉS"), (4, "x")]
        {
            let name = Datum::text(name);
            directory.groups.set(Row(row), Attribute::GROUP_DISPLAY_NAME, &name);
        }
        assert_eq!(same_name(&directory.groups), classes(&[&[0, 2], &[1, 3]]));
        directory.groups.set_existence(Row(3), Existence::Absent);
        assert_eq!(same_name(&directory.groups), classes(&[&[0, 2]]));
    }

    #[test]
    fn rules() {
        let mut directory = directory(5);
        for (row, rule) in [
            (0, "user.city -eq \"Oslo\" -and user.department -eq \"HR\""),
            (1, "(user.department -eq \"hr\") -and (user.city -in [\"oslo\"])"),
            (2, "user.city -eq \"Oslo\""),
            (3, "user.city -eq \"Oslo\""),
            (4, "user.city -eq"),
        ] {
            let dynamic = Datum::Value(Value::Texts(vec!["DynamicMembership".to_owned()]));
            directory.groups.set(Row(row), Attribute::GROUP_TYPES, &dynamic);
            directory.groups.set(Row(row), Attribute::GROUP_MEMBERSHIP_RULE, &Datum::text(rule));
        }
        assert_eq!(same_rule(&directory.groups), classes(&[&[0, 1], &[2, 3]]));
        // Who was converted to assigned keeps a rule that nobody follows.
        directory.groups.set(Row(3), Attribute::GROUP_TYPES, &Datum::Null);
        assert_eq!(same_rule(&directory.groups), classes(&[&[0, 1]]));
    }

    proptest! {
        #[test]
        fn as_comparing_every_pair(
            lists in prop::collection::vec(
                (prop::collection::vec(0_u32..3, 0..3), prop::collection::vec(0_u32..6, 0..2), 0_u8..5),
                6),
        ) {
            let mut directory = directory(6);
            for row in 0..3 {
                let id = ObjectId([100 + row; 16]);
                directory.users.push(id, false, Existence::Active).unwrap();
            }
            for (group, (users, groups, extent)) in (0..).zip(&lists) {
                let extent = if *extent == 0 { Extent::AtLeast } else { Extent::Complete };
                let rows =
                    [(Of::User, users.clone()), (Of::Group, groups.clone()), (Of::Device, vec![])];
                directory.members.replace(Side::Members, Row(group), List::of(rows, vec![], extent));
            }
            let set = |group: usize| {
                let (users, groups, extent) = &lists[group];
                let set = |rows: &[u32]| rows.iter().copied().collect::<std::collections::BTreeSet<u32>>();
                let sets = (set(users), set(groups));
                (*extent > 0 && !(sets.0.is_empty() && sets.1.is_empty())).then_some(sets)
            };
            let mut naive: Classes = Vec::new();
            for group in 0..6 {
                let Some(own) = set(group) else { continue };
                let alike: Vec<usize> = (0..6).filter(|other| set(*other).as_ref() == Some(&own)).collect();
                if alike.len() > 1 && alike[0] == group {
                    naive.push(alike.iter().map(|row| Row(u32::try_from(*row).unwrap())).collect());
                }
            }
            prop_assert_eq!(same_members(&directory), naive);
            let reach = |from: u32| directory.members.nested(Row(from));
            let inside = |from: u32, to: u32| {
                lists[from as usize].1.iter().any(|inner| reach(*inner).groups().any(|group| group.0 == to))
            };
            let in_cycle: Vec<u32> = (0..6).filter(|row| inside(*row, *row)).collect();
            let mut found: Vec<u32> = cycles(&directory).iter().flatten().map(|group| group.0).collect();
            found.sort_unstable();
            prop_assert_eq!(found, in_cycle);
        }
    }
}
