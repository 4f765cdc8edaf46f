//! What hangs on a group, and what would be lost with it, as far as it was imported.
//!
//! Licences, Conditional Access policies, app and Intune assignments are in no file that is read so far:
//! nothing here says that there are none.

use crate::domain::attribute::Of;
use crate::domain::{Attribute, GroupId, Role, Row};
use crate::store::{Bits, Combine, Crowd, Directory, Extent, Reach, Side};
use crate::tenant::Workspace;
use crate::tenant::groups::Nature;
use std::collections::BTreeSet;

/// Where a group is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Usage {
    /// The groups that it is in, directly or through others.
    pub within: Reach,
    /// Dynamic groups whose rules name it with `memberOf`.
    pub named_by: Vec<GroupId>,
    /// Directory roles that it holds; none where no file told who holds roles. Roles that somebody could
    /// activate are in no file.
    pub roles: Option<Vec<Role>>,
}

impl Usage {
    /// Where a group is used.
    #[must_use]
    pub fn of(workspace: &Workspace, group: GroupId) -> Self {
        let directory = workspace.directory();
        let id = directory.groups.id(group);
        let mut within = directory.members.above(Of::Group, group);
        if within.extent == Extent::Complete && directory.groups.rows() > directory.members.groups()
        {
            // Of groups without a list nothing is known.
            within.extent = if within.steps.is_empty() { Extent::Unknown } else { Extent::AtLeast };
        }
        let mut named_by = naming(directory, &[group]);
        named_by.retain(|other| *other != group);
        let roles = workspace.roles().of(id).map(<[Role]>::to_vec);
        Self { within, named_by, roles }
    }

    /// The active groups that it is in.
    #[must_use]
    pub fn active_above(&self, workspace: &Workspace) -> Vec<GroupId> {
        let active = workspace.groups().active();
        self.within.groups().filter(|group| active.contains(group.0)).collect()
    }
}

/// A group that would lose members.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loser {
    pub group: GroupId,
    /// Who would no longer be in it, directly or through others.
    pub lost: Crowd,
}

/// What would go with some groups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// Groups with directory roles; none where no file told who holds roles.
    pub roles: Option<Vec<(GroupId, Vec<Role>)>>,
    /// Groups that stay, whose rules take the members of one that goes.
    pub rules: Vec<GroupId>,
    /// Groups that stay and hold one that goes, with whom they lose. The first of them only, see
    /// [`Self::further`].
    pub losers: Vec<Loser>,
    /// How many more groups hold one that goes.
    pub further: u32,
    /// Members of those that go who are in no other group, directly or through others.
    pub last: Bits,
    /// Whether all memberships are known: otherwise some may be in a group that no file told of.
    pub last_is_sure: bool,
    /// Groups that go whose members are not all known.
    pub not_whole: Vec<GroupId>,
}

impl Loss {
    /// What would go with groups; whom outer groups lose is worked out for the first `most` of them.
    #[must_use]
    pub fn of(workspace: &Workspace, groups: &[GroupId], most: usize) -> Self {
        let directory = workspace.directory();
        let (members, active) = (&directory.members, directory.groups.active());
        let gone = Bits::of(directory.groups.rows(), groups.iter().map(|group| group.0));
        let stays = |group: &GroupId| active.contains(group.0) && !gone.contains(group.0);
        let mut outer = BTreeSet::new();
        for group in groups {
            outer.extend(members.above(Of::Group, *group).groups().filter(stays));
        }
        let mut those = Crowd::none(directory);
        for group in groups.iter().filter(|_| !outer.is_empty()) {
            those.combine(Combine::Or, &Crowd::of_group(directory, *group, true));
        }
        let loser = |group: &GroupId| {
            let mut lost = Crowd::of_group(directory, *group, true);
            lost.combine(Combine::Not, &Crowd::of_group_without(directory, *group, true, &gone));
            // Nobody else can be lost: also where not everybody in the outer group is known.
            lost.combine(Combine::And, &those);
            Loser { group: *group, lost }
        };
        let losers: Vec<Loser> = outer.iter().take(most).map(loser).collect();
        let further = outer.len().saturating_sub(losers.len());
        let roles = workspace.roles().is_known().then(|| {
            let held = |group: &GroupId| {
                let roles = workspace.roles().of(directory.groups.id(*group))?;
                (!roles.is_empty()).then(|| (*group, roles.to_vec()))
            };
            groups.iter().filter_map(held).collect()
        });
        let mut last = Bits::none(directory.users.rows());
        for group in groups {
            for row in members.of(Side::Members, *group).rows(Of::User).iter() {
                let mut with = members.groups_with(Side::Members, Of::User, Row(row));
                if directory.users.active().contains(row) && !with.any(|group| stays(&group)) {
                    last.insert(row);
                }
            }
        }
        let complete = members.known(Side::Members, Extent::Complete);
        let whole = |group: &GroupId| members.of(Side::Members, *group).extent == Extent::Complete;
        Self {
            roles,
            rules: naming(directory, groups).into_iter().filter(stays).collect(),
            losers,
            further: u32::try_from(further).unwrap_or(u32::MAX),
            last,
            last_is_sure: complete == directory.groups.rows(),
            not_whole: groups.iter().copied().filter(|group| !whole(group)).collect(),
        }
    }

    /// Whether nothing is known to hang on them.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let roles = self.roles.as_ref().is_none_or(Vec::is_empty);
        roles && self.rules.is_empty() && self.losers.is_empty() && self.last.is_empty()
    }
}

/// The dynamic groups whose rules name one of these with `memberOf`: each rule is read once.
fn naming(directory: &Directory, named: &[GroupId]) -> Vec<GroupId> {
    let groups = &directory.groups;
    let ids: Vec<String> = named.iter().map(|group| groups.id(*group).to_string()).collect();
    let reads = |group: &GroupId| {
        let rule = groups.read(*group, Attribute::GROUP_MEMBERSHIP_RULE);
        let rule = rule.text().unwrap_or_default().to_ascii_lowercase();
        rule.contains("memberof")
            && ids.iter().any(|id| rule.contains(id.as_str()))
            && Nature::in_table(groups, *group).is_dynamic()
    };
    groups.active().iter().map(Row).filter(reads).collect()
}

#[cfg(test)]
mod tests {
    use super::{Loss, Usage};
    use crate::domain::attribute::Of;
    use crate::domain::{Attribute, Datum, Existence, ObjectId, Role, Row, Timestamp, Value};
    use crate::store::{Beyond, Directory, Extent, List, Side};
    use crate::tenant::{Info, RoleAssignments, Workspace};
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    const GROUPS: u8 = 6;
    const USERS: u8 = 5;

    fn workspace(lists: &[(Vec<u32>, Vec<u32>, bool)]) -> Workspace {
        let mut directory = Directory::default();
        for number in 0..USERS {
            let id = ObjectId([100 + number; 16]);
            directory.users.push(id, false, Existence::Active).unwrap();
        }
        for number in 0..GROUPS {
            let id = ObjectId([number; 16]);
            directory.groups.push(id, false, Existence::Active).unwrap();
        }
        for (row, (users, groups, whole)) in (0..).zip(lists) {
            let extent = if *whole { Extent::Complete } else { Extent::AtLeast };
            let rows =
                [(Of::User, users.clone()), (Of::Group, groups.clone()), (Of::Device, vec![])];
            directory.members.replace(Side::Members, Row(row), List::of(rows, vec![], extent));
        }
        let info = Info { name: "x".to_owned(), sample: false, created: Timestamp(0) };
        Workspace::new(info, directory)
    }

    /// Users of a group and of all groups in it that have not gone.
    fn inside(lists: &[(Vec<u32>, Vec<u32>, bool)], group: u32, gone: &[u32]) -> BTreeSet<u32> {
        let (mut found, mut seen, mut open) = (BTreeSet::new(), BTreeSet::new(), vec![group]);
        while let Some(group) = open.pop() {
            if gone.contains(&group) || !seen.insert(group) {
                continue;
            }
            let (users, groups, _) = &lists[group as usize];
            found.extend(users.iter().copied());
            open.extend(groups);
        }
        found
    }

    fn lists() -> impl Strategy<Value = Vec<(Vec<u32>, Vec<u32>, bool)>> {
        let users = prop::collection::vec(0..u32::from(USERS), 0..4);
        let groups = prop::collection::vec(0..u32::from(GROUPS), 0..3);
        prop::collection::vec((users, groups, prop::bool::weighted(0.8)), usize::from(GROUPS))
    }

    proptest! {
        #[test]
        fn who_loses_what(
            lists in lists(),
            gone in prop::collection::btree_set(0..u32::from(GROUPS), 1..3),
        ) {
            let workspace = workspace(&lists);
            let gone: Vec<u32> = gone.into_iter().collect();
            let rows: Vec<Row> = gone.iter().map(|row| Row(*row)).collect();
            let loss = Loss::of(&workspace, &rows, 100);
            prop_assert_eq!(loss.further, 0);
            let whole = lists.iter().all(|(.., whole)| *whole);
            for loser in &loss.losers {
                let group = loser.group.0;
                prop_assert!(!gone.contains(&group));
                let before = inside(&lists, group, &[]);
                let lost: BTreeSet<u32> =
                    before.difference(&inside(&lists, group, &gone)).copied().collect();
                let named: BTreeSet<u32> = loser.lost.named().rows(Of::User).iter().collect();
                prop_assert_eq!(named, lost);
                if whole {
                    prop_assert_eq!(loser.lost.sure(), loser.lost.named());
                    prop_assert_eq!(loser.lost.beyond(), Beyond::Nobody);
                }
            }
            // Every group that stays and is left out loses nobody.
            for group in (0..u32::from(GROUPS)).filter(|group| !gone.contains(group)) {
                if loss.losers.iter().all(|loser| loser.group.0 != group) {
                    prop_assert_eq!(inside(&lists, group, &[]), inside(&lists, group, &gone));
                }
            }
            let mut last = BTreeSet::new();
            for user in 0..u32::from(USERS) {
                let holders: Vec<u32> =
                    (0..u32::from(GROUPS)).filter(|group| lists[*group as usize].0.contains(&user)).collect();
                if !holders.is_empty() && holders.iter().all(|group| gone.contains(group)) {
                    last.insert(user);
                }
            }
            prop_assert_eq!(loss.last.iter().collect::<BTreeSet<u32>>(), last);
            prop_assert_eq!(loss.last_is_sure, whole);
            let open: Vec<u32> = loss.not_whole.iter().map(|group| group.0).collect();
            prop_assert_eq!(open, gone.iter().copied().filter(|row| !lists[*row as usize].2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn rules_and_roles() {
        let mut directory = workspace(&[]).directory().clone();
        let rule = format!("user.memberOf -any (group.objectId -in [\"{}\"])", ObjectId([1; 16]));
        let dynamic = Datum::Value(Value::Texts(vec!["DynamicMembership".to_owned()]));
        directory.groups.set(Row(3), Attribute::GROUP_TYPES, &dynamic);
        directory.groups.set(Row(3), Attribute::GROUP_MEMBERSHIP_RULE, &Datum::text(rule.as_str()));
        let info = Info { name: "x".to_owned(), sample: false, created: Timestamp(0) };
        let mut workspace = Workspace::new(info, directory);
        assert_eq!(Usage::of(&workspace, Row(1)).named_by, [Row(3)]);
        assert_eq!(Usage::of(&workspace, Row(1)).roles, None);
        assert_eq!(Usage::of(&workspace, Row(1)).within.extent, Extent::Unknown);
        assert_eq!(Loss::of(&workspace, &[Row(1)], 9).roles, None);
        assert_eq!(Loss::of(&workspace, &[Row(1)], 9).rules, [Row(3)]);
        assert_eq!(Loss::of(&workspace, &[Row(1), Row(3)], 9).rules, []);
        let roles = [(ObjectId([1; 16]), Role::HelpdeskAdministrator)];
        workspace.learn(None, Some(RoleAssignments::imported(roles)));
        assert_eq!(Usage::of(&workspace, Row(1)).roles, Some(vec![Role::HelpdeskAdministrator]));
        assert_eq!(Usage::of(&workspace, Row(2)).roles, Some(vec![]));
        let loss = Loss::of(&workspace, &[Row(1), Row(2)], 9);
        assert_eq!(loss.roles, Some(vec![(Row(1), vec![Role::HelpdeskAdministrator])]));
    }
}
