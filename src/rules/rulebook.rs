//! The rules of all dynamic groups of a directory at once, kept right as it changes.
//!
//! A rule about attributes is asked by an [`Engine`]. A rule of the `memberOf` form takes the direct
//! members of the groups that it names, as they will be once the service has caught up:
//!
//! - of an assigned group, its list;
//! - of a group by rule that is followed, whom that rule takes;
//! - of a group that keeps its members (its rule is paused, or no longer processed, or cannot be read
//!   here), its list.
//!
//! What the documentation leaves open is not guessed:
//!
//! - A group that takes members from groups itself cannot be named, says the documentation ("chaining");
//!   what the service does with one that is named all the same is not said. Whoever such a group may hold
//!   is unknown to the rule; whoever it surely does not hold is not taken through it. Rings of groups that
//!   name each other end there ([`Rulebook::rings`] tells them).
//! - Members do not leave when a group that is named is deleted, until the rule is changed. So whoever was
//!   in a deleted group is unknown to a rule that names it.
//! - Of an id that no group here has, everybody is unknown.
//! - More than 50 named groups are refused when a rule is saved; one that was saved is asked as it stands.
//! - A rule in which `memberOf` stands beside something else is none that the service takes: unknown.
//!
//! So a rule of this form comes down to a list of groups, each of which counts or makes unknown
//! ([`Sources`]), whatever lies between, rings included. A change costs the rows and the groups that it
//! reaches along these lists.
//!
//! Source: Microsoft Learn, *Group membership for dynamic groups with memberOf* (2026-01).

mod answer;
mod build;
mod change;
mod group;
mod ring;
mod sources;
#[cfg(test)]
mod tests;

pub(in crate::rules) use group::read;
pub use group::{Dynamic, Standing, dynamic};
pub use ring::rings;
pub use sources::Sources;

use super::{
    engine::{Engine, RuleId},
    syntax::{Rule, Target},
    takes::Takes,
    truth::Truth,
};
use crate::{
    domain::{Existence, GroupId, ObjectId, Row, Timestamp, attribute::Of},
    store::{Bits, Directory, Extent, Rows, Side},
};
use answer::Answer;
use std::collections::{BTreeMap, BTreeSet};

/// What the rules of all dynamic groups say. [`Self::step`] makes it piece by piece, [`Self::whole`] at
/// once; it is right when there are no more steps.
#[derive(Debug)]
pub struct Rulebook {
    now: Timestamp,
    /// From when on rules of the `memberOf` form are not processed; none where that is not to be.
    ends: Option<Timestamp>,
    users: Engine,
    devices: Engine,
    groups: BTreeMap<GroupId, Entry>,
    /// The groups whose rules name an id.
    namers: BTreeMap<ObjectId, BTreeSet<GroupId>>,
    /// The groups whose rules take members from a group, through others too.
    takers: BTreeMap<GroupId, BTreeSet<GroupId>>,
    /// Whose a rule of the engine about users is, and one of that about devices.
    owners: [BTreeMap<u32, GroupId>; 2],
    to_do: build::ToDo,
}

/// A dynamic group.
#[derive(Debug)]
struct Entry {
    target: Target,
    standing: Standing,
    rule: Asked,
}

/// How a rule is asked.
#[derive(Debug)]
enum Asked {
    Engine(RuleId),
    Groups(Box<Gathered>),
}

/// A rule of the `memberOf` form.
#[derive(Debug)]
struct Gathered {
    names: Vec<Option<ObjectId>>,
    sources: Sources,
    answer: Answer,
}

impl Entry {
    const fn gathered(&self) -> Option<&Gathered> {
        match &self.rule {
            Asked::Engine(_) => None,
            Asked::Groups(gathered) => Some(gathered),
        }
    }
}

impl Rulebook {
    /// Every rule asked of everybody. `ends` is when rules of the `memberOf` form stop being processed.
    #[must_use]
    pub fn whole(directory: &Directory, now: Timestamp, ends: Option<Timestamp>) -> Self {
        let mut book = Self::new(directory, now, ends);
        while book.step(directory, u32::MAX) {}
        book
    }

    /// The moment that `system.now` means.
    #[must_use]
    pub const fn now(&self) -> Timestamp {
        self.now
    }

    /// When rules of the `memberOf` form stop being processed.
    #[must_use]
    pub const fn ends(&self) -> Option<Timestamp> {
        self.ends
    }

    /// The groups whose rules are asked: active, dynamic, with a rule that can be read.
    pub fn groups(&self) -> impl ExactSizeIterator<Item = GroupId> + '_ {
        self.groups.keys().copied()
    }

    /// Whom the rule of a group is about, and whether the service follows it.
    #[must_use]
    pub fn standing(&self, group: GroupId) -> Option<(Target, Standing)> {
        self.groups.get(&group).map(|entry| (entry.target, entry.standing))
    }

    /// Where a rule of the `memberOf` form takes members from; none for another rule.
    #[must_use]
    pub fn sources(&self, group: GroupId) -> Option<&Sources> {
        Some(&self.groups.get(&group)?.gathered()?.sources)
    }

    /// Groups that take members from each other, or one from itself, each ring by row.
    #[must_use]
    pub fn rings(&self, directory: &Directory) -> Vec<Vec<GroupId>> {
        ring::rings(&self.named(directory))
    }

    /// The groups by `memberOf` that each group by `memberOf` names.
    fn named(&self, directory: &Directory) -> BTreeMap<GroupId, Vec<GroupId>> {
        let gathers =
            |group: &GroupId| self.groups.get(group).is_some_and(|e| e.gathered().is_some());
        let of = |gathered: &Gathered| {
            let ids = gathered.names.iter().flatten();
            ids.filter_map(|id| directory.groups.find(*id)).filter(gathers).collect()
        };
        let all = self.groups.iter().filter_map(|(group, e)| Some((*group, of(e.gathered()?))));
        all.collect()
    }

    /// Whom a rule takes: of whom it is surely true, and of whom that cannot be said.
    #[must_use]
    pub fn rows(&self, group: GroupId) -> Option<(&Rows, &Rows)> {
        let entry = self.groups.get(&group)?;
        match &entry.rule {
            Asked::Engine(rule) => {
                let engine = self.engine(entry.target);
                Some((engine.members(*rule)?, engine.unknown(*rule)?))
            }
            Asked::Groups(gathered) => Some((&gathered.answer.sure, &gathered.answer.unknown)),
        }
    }

    /// The same as bits over all rows of the kind.
    #[must_use]
    pub fn takes(&self, directory: &Directory, group: GroupId) -> Option<Takes> {
        let (sure, unknown) = self.rows(group)?;
        let (target, _) = self.standing(group)?;
        let rows = directory.of(target.of()).rows();
        let bits = |of: &Rows| {
            let mut bits = of.to_bits();
            bits.grow(rows);
            bits
        };
        Some(Takes { members: bits(sure), unknown: bits(unknown) })
    }

    /// What the rule of a group says of an object of the kind that it is about.
    #[must_use]
    pub fn of(&self, group: GroupId, row: Row) -> Option<Truth> {
        let entry = self.groups.get(&group)?;
        Some(match &entry.rule {
            Asked::Engine(rule) => self.engine(entry.target).of(*rule, row),
            Asked::Groups(gathered) => gathered.answer.of(row.0),
        })
    }

    /// Bytes that are kept of what rules say.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let gathered = self.groups.values().filter_map(Entry::gathered);
        let gathered: usize = gathered.map(|one| one.answer.bytes()).sum();
        self.users.bytes() + self.devices.bytes() + gathered
    }

    const fn engine(&self, target: Target) -> &Engine {
        match target {
            Target::User => &self.users,
            Target::Device => &self.devices,
        }
    }

    const fn engine_mut(&mut self, target: Target) -> &mut Engine {
        match target {
            Target::User => &mut self.users,
            Target::Device => &mut self.devices,
        }
    }

    const fn owners_mut(&mut self, target: Target) -> &mut BTreeMap<u32, GroupId> {
        let [users, devices] = &mut self.owners;
        match target {
            Target::User => users,
            Target::Device => devices,
        }
    }

    /// The rule that says who is in a group; none where its list does.
    fn followed(&self, group: GroupId) -> Option<(Target, RuleId)> {
        let entry = self.groups.get(&group)?;
        match (&entry.rule, entry.standing) {
            (Asked::Engine(rule), Standing::Followed) => Some((entry.target, *rule)),
            _ => None,
        }
    }

    /// Whether an object is in a group that does not take its members from groups, or keeps them.
    fn holds(&self, directory: &Directory, group: GroupId, of: Of, row: Row) -> Truth {
        match self.followed(group) {
            Some((target, rule)) if target.of() == of => self.engine(target).of(rule, row),
            Some(_) => Truth::No,
            None => {
                let held = directory.members.holds(Side::Members, group, of, row);
                held.map_or(Truth::Unknown, Truth::from)
            }
        }
    }

    /// What a list of sources says of an object.
    fn ask(&self, directory: &Directory, sources: &Sources, of: Of, row: Row) -> Truth {
        if directory.of(of).existence(row) != Existence::Active {
            return Truth::No;
        }
        let from = if sources.blind { Truth::Unknown } else { Truth::No };
        sources.groups.iter().fold(from, |truth, (group, counts)| {
            let holds = self.holds(directory, *group, of, row);
            truth.or(if *counts { holds } else { holds.min(Truth::Unknown) })
        })
    }

    /// What it says of everybody.
    fn gather(&self, directory: &Directory, sources: &Sources, of: Of) -> Takes {
        let active = directory.of(of).active();
        let (mut members, mut unknown) = (Bits::none(active.len()), Bits::none(active.len()));
        let mut everybody = sources.blind;
        for (group, counts) in &sources.groups {
            let mut add = |sure: &Rows, to_unknown: bool| {
                let into = if to_unknown || !counts { &mut unknown } else { &mut members };
                sure.add_to(into);
            };
            match self.followed(*group) {
                Some((target, rule)) if target.of() == of => {
                    let engine = self.engine(target);
                    engine.members(rule).into_iter().for_each(|rows| add(rows, false));
                    engine.unknown(rule).into_iter().for_each(|rows| add(rows, true));
                }
                Some(_) => {}
                None => {
                    let list = directory.members.of(Side::Members, *group);
                    add(list.rows(of), false);
                    everybody |= list.extent != Extent::Complete;
                }
            }
        }
        members.and(active);
        if everybody {
            unknown = active.clone();
        }
        unknown.and(active);
        unknown.and_not(&members);
        Takes { members, unknown }
    }

    /// Whom a rule takes that is the rule of no group: its groups alone are asked.
    pub(super) fn of_rule(
        rule: &Rule,
        target: Target,
        directory: &Directory,
        now: Timestamp,
        ends: Option<Timestamp>,
    ) -> Option<(Takes, Sources)> {
        let names = super::takes::sources(rule)?;
        let mut book = Self::new(directory, now, ends);
        book.to_do = build::ToDo::default();
        book.reach(directory, &names);
        let sources = book.resolve(directory, &names, target, None);
        Some((book.gather(directory, &sources, target.of()), sources))
    }
}
