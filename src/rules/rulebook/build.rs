//! Making the book, in pieces between which a page can breathe.

use super::{Asked, Entry, Gathered, Rulebook, answer::Answer, group::dynamic};
use crate::{
    domain::{GroupId, ObjectId, Row, Timestamp},
    rules::{engine::Engine, takes::sources},
    store::Directory,
};
use std::collections::{BTreeMap, BTreeSet};

/// What a rule costs against looking at a group that has none.
const RULE: u32 = 64;

/// What is left to be done.
#[derive(Debug, Default)]
pub(super) struct ToDo {
    /// The groups from this row on have not been looked at, up to the other one.
    next: u32,
    groups: u32,
    /// Rules of the `memberOf` form that have not been asked.
    unasked: Vec<GroupId>,
}

impl Rulebook {
    /// Nothing asked yet; for [`Self::step`].
    #[must_use]
    pub fn new(directory: &Directory, now: Timestamp, ends: Option<Timestamp>) -> Self {
        Self {
            now,
            ends,
            users: Engine::new(&directory.users, now),
            devices: Engine::new(&directory.devices, now),
            groups: BTreeMap::new(),
            namers: BTreeMap::new(),
            takers: BTreeMap::new(),
            owners: [BTreeMap::new(), BTreeMap::new()],
            to_do: ToDo { next: 0, groups: directory.groups.rows(), unasked: Vec::new() },
        }
    }

    /// Does so much work, and says whether there is more. The work of a rule is 64, that of looking at
    /// a group without one is 1. The directory must be the same at every step.
    pub fn step(&mut self, directory: &Directory, work: u32) -> bool {
        let mut left = work.max(1);
        while self.to_do.next < self.to_do.groups {
            if left == 0 {
                return true;
            }
            let group = Row(self.to_do.next);
            self.to_do.next += 1;
            let asked = self.enter(directory, group);
            left = left.saturating_sub(if asked { RULE } else { 1 });
            if self.groups.get(&group).is_some_and(|entry| entry.gathered().is_some()) {
                self.to_do.unasked.push(group);
            }
        }
        while let Some(group) = self.to_do.unasked.pop() {
            if left == 0 {
                self.to_do.unasked.push(group);
                return true;
            }
            self.settle(directory, group);
            left = left.saturating_sub(RULE);
        }
        false
    }

    /// How many groups have been looked at, of how many.
    #[must_use]
    pub fn progress(&self) -> (u32, u32) {
        let unasked = u32::try_from(self.to_do.unasked.len()).unwrap_or(u32::MAX);
        (self.to_do.next.saturating_sub(unasked), self.to_do.groups)
    }

    /// Reads a group, and asks its rule if it is one about attributes. Returns whether it has a rule.
    pub(super) fn enter(&mut self, directory: &Directory, group: GroupId) -> bool {
        let Some(dynamic) = dynamic(directory, group, self.now, self.ends) else { return false };
        let target = dynamic.target;
        let rule = if let Some(names) = sources(&dynamic.rule) {
            for id in names.iter().flatten() {
                self.namers.entry(*id).or_default().insert(group);
            }
            let (sources, answer) = Default::default();
            Asked::Groups(Box::new(Gathered { names, sources, answer }))
        } else {
            let number = self.engine_mut(target).add(&dynamic.rule, directory.of(target.of()));
            self.owners_mut(target).insert(number.0, group);
            Asked::Engine(number)
        };
        self.groups.insert(group, Entry { target, standing: dynamic.standing, rule });
        true
    }

    /// Enters the groups to which names lead.
    pub(super) fn reach(&mut self, directory: &Directory, names: &[Option<ObjectId>]) {
        let mut seen: BTreeSet<GroupId> = BTreeSet::new();
        let mut waiting: Vec<ObjectId> = names.iter().flatten().copied().collect();
        while let Some(id) = waiting.pop() {
            let Some(group) = directory.groups.find(id).filter(|group| seen.insert(*group)) else {
                continue;
            };
            self.enter(directory, group);
            let gathered = self.groups.get(&group).and_then(Entry::gathered);
            waiting.extend(gathered.iter().flat_map(|gathered| gathered.names.iter().flatten()));
        }
    }

    /// Looks where the rule of a group by `memberOf` takes members from, and asks it of everybody. Returns
    /// whether it says something else than before.
    pub(super) fn settle(&mut self, directory: &Directory, group: GroupId) -> bool {
        let Some(entry) = self.groups.get(&group) else { return false };
        let (target, Some(gathered)) = (entry.target, entry.gathered()) else { return false };
        let sources = self.resolve(directory, &gathered.names, target, Some(group));
        let answer = Answer::new(self.gather(directory, &sources, target.of()));
        let before: Vec<GroupId> = gathered.sources.groups.keys().copied().collect();
        for source in before.iter().filter(|source| !sources.groups.contains_key(source)) {
            self.forget_taker(*source, group);
        }
        for source in sources.groups.keys() {
            self.takers.entry(*source).or_default().insert(group);
        }
        let Some(Entry { rule: Asked::Groups(gathered), .. }) = self.groups.get_mut(&group) else {
            return false;
        };
        gathered.sources = sources;
        let differs = !gathered.answer.is_same(&answer);
        gathered.answer = answer;
        differs
    }

    /// Forgets that a group takes members from another.
    pub(super) fn forget_taker(&mut self, source: GroupId, taker: GroupId) {
        if let Some(takers) = self.takers.get_mut(&source) {
            takers.remove(&taker);
            if takers.is_empty() {
                self.takers.remove(&source);
            }
        }
    }
}
