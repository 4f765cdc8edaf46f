//! Following what happens to the directory.

use super::{Asked, Entry, Rulebook};
use crate::{
    domain::{Attribute, Event, GroupId, Party, Row, Side, Subject, Timestamp, attribute::Of},
    rules::{
        engine::{Change, RuleId},
        syntax::Target,
    },
    store::Directory,
};
use std::collections::{BTreeMap, BTreeSet};

/// What of a group says which rule it has, and whether that is followed.
const SAYS: [Attribute; 3] = [
    Attribute::GROUP_TYPES,
    Attribute::GROUP_MEMBERSHIP_RULE,
    Attribute::GROUP_MEMBERSHIP_RULE_PROCESSING_STATE,
];

/// Objects of whom a rule by `memberOf` is asked one after the other; of more, everybody is asked at once.
/// Tests ask both ways.
const FEW: usize = if cfg!(test) { 1 } else { 64 };

/// What happened, by whom it happened to.
#[derive(Default)]
struct News {
    /// The attributes that are other ones now; none where an object came or went.
    objects: BTreeMap<Subject, Option<Vec<Attribute>>>,
    groups: BTreeSet<GroupId>,
    /// Who came into a group's list, or left it.
    relations: BTreeSet<(GroupId, Subject)>,
}

impl News {
    fn of(events: &[Event]) -> Self {
        let mut news = Self::default();
        for event in events.iter().filter(|event| !event.is_void()) {
            let Some(subject) = event.subject() else { continue };
            match event {
                Event::Attribute { attribute, .. } if subject.of == Of::Group => {
                    if SAYS.contains(attribute) {
                        news.groups.insert(subject.row);
                    }
                }
                Event::Attribute { attribute, .. } => {
                    let known = news.objects.entry(subject).or_insert_with(|| Some(Vec::new()));
                    if let Some(known) = known
                        && !known.contains(attribute)
                    {
                        known.push(*attribute);
                    }
                }
                Event::Existence { of: Of::Group, .. } => {
                    news.groups.insert(subject.row);
                }
                Event::Existence { .. } => {
                    news.objects.insert(subject, None);
                }
                Event::Relation { group, side: Side::Members, party: Party::Here(who), .. } => {
                    news.relations.insert((*group, *who));
                }
                Event::Relation { group, side: Side::Members, .. } => {
                    news.groups.insert(*group);
                }
                Event::Intent { .. } | Event::Relation { .. } | Event::Ledger { .. } => {}
            }
        }
        news
    }
}

impl Rulebook {
    /// Takes in what has happened to the directory, which is as it is after all of it. Returns the
    /// groups of which rule, members by rule, or list may be other ones than before; no other is.
    /// Events of an import are not followed: the book is made anew then.
    pub fn follow(&mut self, directory: &Directory, events: &[Event]) -> BTreeSet<GroupId> {
        let news = News::of(events);
        let mut touched = BTreeSet::new();
        let mut rows: BTreeSet<(GroupId, Subject)> = news.relations.clone();
        for target in [Target::User, Target::Device] {
            for change in self.edited(directory, target, &news) {
                let [users, devices] = &self.owners;
                let owners = if target == Target::User { users } else { devices };
                if let Some(group) = owners.get(&change.rule.0) {
                    touched.insert(*group);
                    rows.insert((*group, Subject { of: target.of(), row: change.user }));
                }
            }
        }
        touched.extend(news.relations.iter().map(|(group, _)| *group));
        for group in &news.groups {
            touched.extend(self.restate(directory, *group));
        }
        let mut again: BTreeMap<GroupId, BTreeSet<Subject>> = BTreeMap::new();
        for (group, who) in rows {
            for taker in self.takers.get(&group).into_iter().flatten() {
                again.entry(*taker).or_default().insert(who);
            }
        }
        for (taker, all) in again {
            if all.len() > FEW {
                touched.extend(self.settle(directory, taker).then_some(taker));
                continue;
            }
            for who in all {
                touched.extend(self.ask_again(directory, taker, who));
            }
        }
        // Who came or went did so in every group.
        let came = news.objects.iter().filter(|(_, attributes)| attributes.is_none());
        for (who, _) in came {
            let gathers = |entry: &Entry| entry.gathered().is_some();
            let all: Vec<GroupId> = self
                .groups
                .iter()
                .filter(|(_, entry)| gathers(entry))
                .map(|(group, _)| *group)
                .collect();
            for group in all {
                touched.extend(self.ask_again(directory, group, *who));
            }
            let holds = |group: &GroupId| {
                directory.members.of(Side::Members, *group).rows(who.of).contains(who.row.0)
            };
            touched.extend(self.groups().filter(holds));
        }
        touched
    }

    /// Lets rules of the `memberOf` form stop being processed at another moment, or not at all. Returns
    /// the groups that are touched, as [`Self::follow`].
    pub fn set_end(&mut self, directory: &Directory, ends: Option<Timestamp>) -> BTreeSet<GroupId> {
        self.ends = ends;
        let gathers = |entry: &Entry| entry.gathered().is_some();
        let all: Vec<GroupId> = self
            .groups
            .iter()
            .filter(|(_, entry)| gathers(entry))
            .map(|(group, _)| *group)
            .collect();
        for group in &all {
            self.leave(*group);
            self.enter(directory, *group);
        }
        for group in &all {
            self.settle(directory, *group);
        }
        all.into_iter().collect()
    }

    /// Asks the engine of a kind again.
    fn edited(&mut self, directory: &Directory, target: Target, news: &News) -> Vec<Change> {
        let objects = directory.of(target.of());
        let of_kind = || news.objects.iter().filter(|(who, _)| who.of == target.of());
        let mut attributes: Vec<Attribute> = Vec::new();
        for attribute in of_kind().filter_map(|(_, edited)| edited.as_ref()).flatten() {
            if !attributes.contains(attribute) {
                attributes.push(*attribute);
            }
        }
        let engine = self.engine_mut(target);
        let mut changes = Vec::new();
        for (who, _) in of_kind().filter(|(_, edited)| edited.is_none()) {
            changes.extend(engine.edited(objects, who.row, None));
        }
        let edited: Vec<Row> =
            of_kind().filter(|(_, edited)| edited.is_some()).map(|(who, _)| who.row).collect();
        match of_kind().find_map(|(_, edited)| edited.as_ref()) {
            Some(attributes) if edited.len() == 1 => {
                for row in edited {
                    changes.extend(engine.edited(objects, row, Some(attributes)));
                }
            }
            Some(_) => changes.extend(engine.edited_many(objects, &edited, &attributes)),
            None => {}
        }
        changes
    }

    /// Reads a group anew, and asks what depends on it.
    fn restate(&mut self, directory: &Directory, group: GroupId) -> BTreeSet<GroupId> {
        let mut touched: BTreeSet<GroupId> = BTreeSet::from([group]);
        self.leave(group);
        self.enter(directory, group);
        let led = self.led(directory, group);
        for one in &led {
            self.settle(directory, *one);
        }
        touched.extend(led);
        touched
    }

    /// Forgets a group's rule.
    fn leave(&mut self, group: GroupId) {
        let Some(entry) = self.groups.remove(&group) else { return };
        match entry.rule {
            Asked::Engine(RuleId(number)) => {
                self.engine_mut(entry.target).forget(RuleId(number));
                self.owners_mut(entry.target).remove(&number);
            }
            Asked::Groups(gathered) => {
                for id in gathered.names.iter().flatten() {
                    if let Some(namers) = self.namers.get_mut(id) {
                        namers.remove(&group);
                        if namers.is_empty() {
                            self.namers.remove(id);
                        }
                    }
                }
                for source in gathered.sources.groups.keys() {
                    self.forget_taker(*source, group);
                }
            }
        }
    }

    /// Asks the rule of a group by `memberOf` of one object again; the group, when it says something
    /// else.
    fn ask_again(
        &mut self,
        directory: &Directory,
        group: GroupId,
        who: Subject,
    ) -> Option<GroupId> {
        let entry = self.groups.get(&group)?;
        if entry.target.of() != who.of {
            return None;
        }
        let truth = self.ask(directory, &entry.gathered()?.sources, who.of, who.row);
        let Some(Entry { rule: Asked::Groups(gathered), .. }) = self.groups.get_mut(&group) else {
            return None;
        };
        gathered.answer.put(who.row.0, truth).then_some(group)
    }
}
