//! The figures of all dynamic groups, made in pieces and kept right.

use crate::domain::attribute::Of;
use crate::domain::{
    Attribute, Datum, Event, GroupId, OperationId, Row, Subject, Timestamp, Value,
};
use crate::rules::{Rulebook, Truth};
use crate::store::Side;
use crate::tenant::Workspace;
use crate::tenant::drift::{GroupDrift, like};
use std::collections::{BTreeMap, BTreeSet};

/// What the figures of one group cost against looking at a group without a rule.
const FIGURES: u32 = 32;

/// Objects that changed at once for which it is looked up which groups' reasons they may change; with
/// more, all are made again.
const FEW: usize = 64;

/// What all rules say, and the figures that follow.
#[derive(Debug)]
pub struct Board {
    book: Rulebook,
    /// Whether the book is whole.
    asked: bool,
    figures: BTreeMap<GroupId, GroupDrift>,
    /// Groups whose figures are to be made.
    waiting: BTreeSet<GroupId>,
    /// The operation that comes next.
    next: OperationId,
}

impl Board {
    /// Nothing made yet; for [`Self::step`]. `ends` is when rules of the `memberOf` form stop being
    /// processed.
    #[must_use]
    pub fn new(workspace: &Workspace, now: Timestamp, ends: Option<Timestamp>) -> Self {
        Self {
            book: Rulebook::new(workspace.directory(), now, ends),
            asked: false,
            figures: BTreeMap::new(),
            waiting: BTreeSet::new(),
            next: workspace.number_of_next_operation(),
        }
    }

    /// Everything at once.
    #[must_use]
    pub fn whole(workspace: &Workspace, now: Timestamp, ends: Option<Timestamp>) -> Self {
        let mut board = Self::new(workspace, now, ends);
        while board.step(workspace, u32::MAX) {}
        board
    }

    /// Takes in what was done since the last time. Events of an import are not followed: a board is
    /// made anew then. Before all rules are asked, it begins anew by itself.
    pub fn catch_up(&mut self, workspace: &Workspace) {
        let next = workspace.number_of_next_operation();
        if next == self.next {
            return;
        }
        if !self.asked {
            *self = Self::new(workspace, self.book.now(), self.book.ends());
            return;
        }
        let news = workspace.journal().iter().filter(|operation| operation.id >= self.next);
        let events: Vec<Event> = news.flat_map(|operation| operation.events.clone()).collect();
        self.next = next;
        let touched = self.book.follow(workspace.directory(), &events);
        self.waiting.extend(touched);
        self.look(workspace, &events);
        let book = &self.book;
        self.figures.retain(|group, _| book.standing(*group).is_some());
    }

    /// Lets rules of the `memberOf` form stop being processed at another moment, or not at all.
    pub fn set_end(&mut self, workspace: &Workspace, ends: Option<Timestamp>) {
        if self.book.ends() == ends {
            return;
        }
        if self.asked {
            let touched = self.book.set_end(workspace.directory(), ends);
            self.waiting.extend(touched);
        } else {
            *self = Self::new(workspace, self.book.now(), ends);
        }
    }

    /// Finds the groups whose reasons may be other ones, although nobody joins or leaves.
    fn look(&mut self, workspace: &Workspace, events: &[Event]) {
        let subjects: BTreeSet<Subject> = events.iter().filter_map(Event::subject).collect();
        let (groups, people): (Vec<_>, Vec<_>) =
            subjects.into_iter().partition(|subject| subject.of == Of::Group);
        if groups.len() + people.len() > FEW {
            self.waiting.extend(self.book.groups());
            return;
        }
        let members = &workspace.directory().members;
        for group in self.book.groups() {
            let sources = self.book.sources(group);
            let named = |source: &Subject| {
                source.row == group
                    || sources.is_some_and(|sources| sources.groups.contains_key(&source.row))
            };
            let concerned = |who: &Subject| {
                self.book.standing(group).is_some_and(|(target, _)| target.of() == who.of)
                    && (self.book.of(group, who.row) != Some(Truth::No)
                        || members.of(Side::Members, group).rows(who.of).contains(who.row.0))
            };
            if groups.iter().any(named) || people.iter().any(concerned) {
                self.waiting.insert(group);
            }
        }
    }

    /// Does so much work, and says whether there is more. Looking at a group without a rule is 1, a rule
    /// is 64, the figures of a group are 32.
    pub fn step(&mut self, workspace: &Workspace, work: u32) -> bool {
        self.catch_up(workspace);
        if !self.asked {
            if self.book.step(workspace.directory(), work) {
                return true;
            }
            self.asked = true;
            self.waiting.extend(self.book.groups());
            if work < u32::MAX {
                return true;
            }
        }
        let mut left = work;
        while let Some(group) = self.waiting.pop_first() {
            match GroupDrift::of(workspace, &self.book, group) {
                Some(figures) => drop(self.figures.insert(group, figures)),
                None => drop(self.figures.remove(&group)),
            }
            left = left.saturating_sub(FIGURES);
            if left == 0 {
                return !self.waiting.is_empty();
            }
        }
        false
    }

    /// Whether the figures are right for the workspace as it stands.
    #[must_use]
    pub fn is_done(&self, workspace: &Workspace) -> bool {
        self.asked && self.waiting.is_empty() && self.next == workspace.number_of_next_operation()
    }

    /// How many steps of how many are done, about.
    #[must_use]
    pub fn progress(&self) -> (u32, u32) {
        let (looked, groups) = self.book.progress();
        let waiting = u32::try_from(self.waiting.len()).unwrap_or(u32::MAX);
        let rules = u32::try_from(self.book.groups().len()).unwrap_or(u32::MAX);
        let made = if self.asked { rules.saturating_sub(waiting) } else { 0 };
        (looked.saturating_add(made), groups.saturating_add(rules))
    }

    /// What all rules say.
    #[must_use]
    pub const fn book(&self) -> &Rulebook {
        &self.book
    }

    /// The figures of all groups, by row.
    pub fn figures(&self) -> impl ExactSizeIterator<Item = &GroupDrift> {
        self.figures.values()
    }

    /// The same, and which groups share their rule with another.
    #[must_use]
    pub fn marked(&self) -> Vec<GroupDrift> {
        let mut all: Vec<GroupDrift> = self.figures().cloned().collect();
        like::mark(&mut all);
        all
    }

    /// The figures of one group.
    #[must_use]
    pub fn of(&self, group: GroupId) -> Option<&GroupDrift> {
        self.figures.get(&group)
    }

    /// Active groups that are dynamic, or may be, and are not judged: their rule was not imported, or
    /// cannot be read.
    #[must_use]
    pub fn unread(&self, workspace: &Workspace) -> u32 {
        let groups = workspace.groups();
        let dynamic = |group: Row| match groups.get(group, Attribute::GROUP_TYPES) {
            Datum::Value(Value::Texts(types)) => {
                types.iter().any(|one| one.eq_ignore_ascii_case("DynamicMembership"))
            }
            _ => false,
        };
        let unread = |row: &u32| self.book.standing(Row(*row)).is_none() && dynamic(Row(*row));
        u32::try_from(groups.active().iter().filter(unread).count()).unwrap_or(u32::MAX)
    }
}
