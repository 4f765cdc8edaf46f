//! A newer baseline being made, a slice at a time.
//!
//! Tables in which much changes are copied, put back to what was imported and changed beside those that
//! are shown; at the end they change places, so nobody sees one half-way. Where little changes, the tables
//! themselves change at the end: what that costs follows what changes.

use super::objects::{ListChange, ObjectChanges};
use super::{BaselineChanges, NewRow, Staged, Workspace};
use crate::domain::attribute::Of;
use crate::domain::{Attribute, Datum, Existence, ObjectId, Row, Side, Timestamp};
use crate::store::{Directory, Objects};
use std::ops::Range;

/// How much is done how.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pace {
    /// Cells, rows and lists from which on tables are copied.
    pub(super) many: usize,
    /// Of these so many are changed in a slice; a new row has about ten cells.
    pub(super) slice: usize,
}

const PACE: Pace = Pace { many: 2_048, slice: 256 };

/// An import being taken in. Made of a workspace, taken a step at a time while that does not change, and
/// finished by [`Workspace::rebase_on`].
#[derive(Debug)]
pub struct Rebasing {
    pub(super) changes: BaselineChanges,
    /// Of users, what [`BaselineChanges::back`] and `gone` say.
    existence: Vec<(Row, Existence)>,
    /// The tables that are copied.
    copy: Directory,
    copied: Copied,
    part: Part,
    slice: usize,
}

/// Which tables are copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Copied {
    users: bool,
    /// Groups, devices and who is in which group.
    others: bool,
}

impl Copied {
    const fn has(self, of: Of) -> bool {
        match of {
            Of::User => self.users,
            Of::Group | Of::Device => self.others,
        }
    }
}

const KINDS: [Of; 3] = [Of::User, Of::Group, Of::Device];

/// What is done next.
#[derive(Debug, Clone, Copy)]
enum Part {
    Columns,
    Lists,
    Unwind,
    /// The changes of a kind, from a place on.
    Change(Of, usize),
    Replace(usize),
    Adopt(Side, u32),
    Nothing,
}

/// What is said of the objects of one kind.
struct Changes<'a> {
    ids: &'a [(Row, ObjectId)],
    existence: &'a [(Row, Existence)],
    cells: &'a [(Row, Attribute, Datum)],
    rows: &'a [NewRow],
}

impl<'a> Changes<'a> {
    fn of_others(changes: &'a ObjectChanges) -> Self {
        let ObjectChanges { rows, cells, ids, existence } = changes;
        Self { ids, existence, cells, rows }
    }

    const fn count(&self) -> usize {
        self.ids.len() + self.existence.len() + self.cells.len() + self.rows.len()
    }

    /// Makes those so that stand in these places, all lists one after the other.
    fn make(&self, objects: &mut Objects, places: &Range<usize>) {
        let mut before = 0;
        for &(row, id) in some(self.ids, places, &mut before) {
            objects.set_id(row, id, false);
        }
        for &(row, existence) in some(self.existence, places, &mut before) {
            objects.set_existence(row, existence);
        }
        for (row, attribute, datum) in some(self.cells, places, &mut before) {
            objects.set(*row, *attribute, datum);
        }
        for new in some(self.rows, places, &mut before) {
            // An object with this id may have come in since the comparison.
            let Some(row) = objects.push(new.id, new.provisional, new.existence) else { continue };
            for (attribute, datum) in &new.attributes {
                objects.set(row, *attribute, datum);
            }
        }
    }
}

/// The part of a list that lies in the places, when so many stand before it.
fn some<'a, T>(list: &'a [T], places: &Range<usize>, before: &mut usize) -> &'a [T] {
    let here = |place: usize| place.saturating_sub(*before).min(list.len());
    let found = list.get(here(places.start)..here(places.end));
    *before += list.len();
    found.unwrap_or_default()
}

impl Rebasing {
    /// Nothing is done yet. `at` is when people who are gone were deleted.
    #[must_use]
    pub fn new(workspace: &Workspace, changes: BaselineChanges, at: Timestamp) -> Self {
        Self::at_pace(workspace, changes, at, PACE)
    }

    pub(super) fn at_pace(
        workspace: &Workspace,
        changes: BaselineChanges,
        at: Timestamp,
        pace: Pace,
    ) -> Self {
        let back = changes.back.iter().map(|user| (*user, Existence::Active));
        let gone = changes.gone.iter().map(|user| (*user, Existence::Deleted(at)));
        let existence: Vec<(Row, Existence)> = back.chain(gone).collect();
        let mut rebasing = Self {
            existence,
            copy: Directory::default(),
            copied: Copied { users: false, others: false },
            part: Part::Columns,
            slice: pace.slice,
            changes,
        };
        let count = |of| rebasing.of(of).count();
        let users = count(Of::User) >= pace.many;
        let others =
            count(Of::Group) + count(Of::Device) + rebasing.changes.lists.len() >= pace.many;
        rebasing.copied = Copied { users, others };
        let directory = workspace.directory();
        for of in KINDS.into_iter().filter(|of| rebasing.copied.has(*of)) {
            *rebasing.copy.of_mut(of) = directory.of(of).copy_of_rows();
        }
        rebasing
    }

    /// What was to be changed, to begin again in a workspace that is another one by now.
    #[must_use]
    pub fn into_changes(self) -> BaselineChanges {
        self.changes
    }

    fn of(&self, of: Of) -> Changes<'_> {
        let BaselineChanges { ids, cells, rows, groups, devices, .. } = &self.changes;
        match of {
            Of::User => Changes { ids, existence: &self.existence, cells, rows },
            Of::Group => Changes::of_others(groups),
            Of::Device => Changes::of_others(devices),
        }
    }

    /// Does the next part; false when nothing is left. The workspace is the one that it was made of, unchanged.
    pub fn step(&mut self, workspace: &Workspace) -> bool {
        let directory = workspace.directory();
        self.part = match self.part {
            Part::Columns => {
                let mut more = false;
                for of in KINDS.into_iter().filter(|of| self.copied.has(*of)) {
                    more |= self.copy.of_mut(of).copy_column(directory.of(of));
                }
                if more { Part::Columns } else { Part::Lists }
            }
            Part::Lists => {
                let more = self.copied.others
                    && self.copy.members.copy_lists(&directory.members, self.slice);
                if more { Part::Lists } else { Part::Unwind }
            }
            Part::Unwind => {
                let copied = self.copied;
                unwind(&mut self.copy, &workspace.staged, |of| copied.has(of));
                self.name_custom();
                Part::Change(Of::User, 0)
            }
            Part::Change(of, place) => self.change(of, place),
            Part::Replace(place) => {
                let lists = self.changes.lists.get(place..).unwrap_or_default();
                let lists = if self.copied.others { lists } else { &[] };
                let some = lists.get(..self.slice).unwrap_or(lists);
                replace(&mut self.copy, some.iter().cloned());
                if some.is_empty() { self.adopting() } else { Part::Replace(place + some.len()) }
            }
            Part::Adopt(side, group) => self.adopt(directory, side, group),
            Part::Nothing => Part::Nothing,
        };
        !matches!(self.part, Part::Nothing)
    }

    fn name_custom(&mut self) {
        for name in &self.changes.custom {
            self.copy.users.schema_mut().custom_attribute(name);
        }
    }

    fn change(&mut self, of: Of, place: usize) -> Part {
        let all = if self.copied.has(of) { self.of(of).count() } else { 0 };
        if place < all {
            let places = place..place.saturating_add(self.slice);
            let mut objects = std::mem::take(self.copy.of_mut(of));
            self.of(of).make(&mut objects, &places);
            *self.copy.of_mut(of) = objects;
            return Part::Change(of, places.end);
        }
        match of {
            Of::User => Part::Change(Of::Group, 0),
            Of::Group => Part::Change(Of::Device, 0),
            Of::Device => Part::Replace(0),
        }
    }

    fn adopting(&mut self) -> Part {
        if !self.copied.others {
            return Part::Nothing;
        }
        self.copy.members.grow(self.copy.groups.rows());
        Part::Adopt(Side::Members, 0)
    }

    fn adopt(&mut self, directory: &Directory, side: Side, group: u32) -> Part {
        let slice = u32::try_from(self.slice).unwrap_or(u32::MAX);
        let Directory { users, groups, devices, members } = &mut self.copy;
        let users = if self.copied.users { users } else { &directory.users };
        let end = members.groups().min(group.saturating_add(slice));
        members.adopt_some(side, group..end, users, groups, devices);
        match side {
            _ if end < members.groups() => Part::Adopt(side, end),
            Side::Members => Part::Adopt(Side::Owners, 0),
            Side::Owners => Part::Nothing,
        }
    }

    /// Does what is left to do, and makes the tables of the workspace the new baseline, without what is staged.
    pub(super) fn settle(mut self, workspace: &mut Workspace, staged: &Staged) {
        while self.step(workspace) {}
        let copied = self.copied;
        let directory = &mut workspace.directory;
        if copied.users {
            std::mem::swap(&mut directory.users, &mut self.copy.users);
        } else {
            for name in &self.changes.custom {
                directory.users.schema_mut().custom_attribute(name);
            }
        }
        if copied.others {
            std::mem::swap(&mut directory.groups, &mut self.copy.groups);
            std::mem::swap(&mut directory.devices, &mut self.copy.devices);
            std::mem::swap(&mut directory.members, &mut self.copy.members);
        }
        unwind(directory, staged, |of| !copied.has(of));
        for of in KINDS.into_iter().filter(|of| !copied.has(*of)) {
            let changes = self.of(of);
            changes.make(directory.of_mut(of), &(0..changes.count()));
        }
        let settled = copied.others && (copied.users || self.changes.rows.is_empty());
        if !copied.others {
            replace(directory, self.changes.lists);
        }
        if !settled {
            directory.settle_members();
        }
    }
}

/// Puts the tables of some kinds back to the baseline.
fn unwind(directory: &mut Directory, staged: &Staged, is_meant: impl Fn(Of) -> bool) {
    for (subject, diff) in staged.objects().filter(|(subject, _)| is_meant(subject.of)) {
        let objects = directory.of_mut(subject.of);
        for (attribute, baseline) in &diff.attributes {
            objects.set(subject.row, *attribute, baseline);
        }
        if let Some(existence) = diff.existence {
            objects.set_existence(subject.row, existence);
        }
        for ((side, party), came) in &diff.relations {
            directory.members.put_party(*side, subject.row, *party, !came);
        }
    }
}

fn replace(directory: &mut Directory, lists: impl IntoIterator<Item = ListChange>) {
    for ListChange { group, side, list } in lists {
        if let Some(group) = directory.groups.find(group) {
            directory.members.replace(side, group, list);
        }
    }
}
