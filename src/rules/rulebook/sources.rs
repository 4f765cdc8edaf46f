//! From the groups that a rule names to those whose members it takes in the end.

use super::{Rulebook, Standing};
use crate::{
    domain::{Existence, GroupId, ObjectId},
    rules::syntax::Target,
    store::Directory,
};
use std::collections::{BTreeMap, BTreeSet};

/// Where a rule of the `memberOf` form takes members from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sources {
    /// Groups that hold members by a list, or by a rule about attributes, and whether being in one
    /// counts; where it does not, it makes unknown.
    pub groups: BTreeMap<GroupId, bool>,
    /// Whether an id was reached that no group here has: then anybody may be taken.
    pub blind: bool,
    /// The named groups that are deleted.
    pub deleted: BTreeSet<GroupId>,
    /// The named groups that take members from groups themselves.
    pub chained: BTreeSet<GroupId>,
    /// Names that are no id, or the id of no group here.
    pub missing: u32,
}

impl Rulebook {
    /// Where these names lead a rule about objects of a kind. `own` is the group whose rule it is, when
    /// it is one's.
    pub(super) fn resolve(
        &self,
        directory: &Directory,
        names: &[Option<ObjectId>],
        target: Target,
        own: Option<GroupId>,
    ) -> Sources {
        let mut found = Sources::default();
        let mut seen: BTreeSet<GroupId> = own.into_iter().collect();
        let mut waiting: Vec<(&[Option<ObjectId>], bool)> = vec![(names, true)];
        while let Some((names, direct)) = waiting.pop() {
            for name in names {
                let group = name.and_then(|id| directory.groups.find(id));
                let group = group.map(|group| (group, directory.groups.existence(group)));
                let (group, deleted) = match group {
                    None | Some((_, Existence::Absent)) => {
                        found.blind = true;
                        found.missing += u32::from(direct);
                        continue;
                    }
                    Some((group, Existence::Active)) => (group, false),
                    Some((group, Existence::Deleted(_))) => (group, true),
                };
                if deleted && direct {
                    found.deleted.insert(group);
                }
                let entry = self.groups.get(&group);
                let gathered = entry.and_then(|entry| Some((entry.gathered()?, entry)));
                if gathered.is_some() && direct {
                    found.chained.insert(group);
                }
                match gathered {
                    Some((gathered, entry)) if entry.standing == Standing::Followed => {
                        // One about the other kind holds nobody of this one.
                        if entry.target == target && seen.insert(group) {
                            waiting.push((&gathered.names, false));
                        }
                    }
                    Some(_) => {
                        found.groups.entry(group).or_default();
                    }
                    None => *found.groups.entry(group).or_default() |= direct && !deleted,
                }
            }
        }
        found
    }

    /// The groups by `memberOf` whose rules lead to a group, itself included when it is one.
    pub(super) fn led(&self, directory: &Directory, group: GroupId) -> BTreeSet<GroupId> {
        let mut led = BTreeSet::new();
        if self.groups.get(&group).is_some_and(|entry| entry.gathered().is_some()) {
            led.insert(group);
        }
        let mut waiting = vec![group];
        while let Some(group) = waiting.pop() {
            let namers = self.namers.get(&directory.groups.id(group)).into_iter().flatten();
            for namer in namers {
                if led.insert(*namer) {
                    waiting.push(*namer);
                }
            }
        }
        led
    }
}
