//! Takes a newer import in under the staged changes, as a version-control tool rebases commits.
//!
//! What is staged is unwound, the baseline changes, and every operation is replayed with events
//! that start from what is there now. A change that the tenant has meanwhile made itself has
//! *arrived* and disappears from what is staged; one whose starting point moved is kept and shown
//! as a *conflict*.

use crate::domain::{
    Attribute, Datum, Event, Existence, GroupId, Intent, ObjectId, Operation, Party, Row, Side,
    Subject, Timestamp, Title, UserId, Value,
};
use crate::store::Objects;
use crate::tenant::groups::Nature;
use crate::tenant::objects::{self, ListChange, ObjectChanges};
use crate::tenant::{Source, Staged, Workspace, apply_event};
use std::collections::{BTreeMap, BTreeSet};

/// What an import changes in the baseline. Attributes are numbered in the workspace's schema,
/// continued by `custom`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BaselineChanges {
    /// Custom attributes that the schema does not have yet, in the order of their numbers.
    pub custom: Vec<String>,
    /// People who are not in the workspace.
    pub rows: Vec<NewRow>,
    /// Values of people who are, against the baseline (not against what is staged).
    pub cells: Vec<(UserId, Attribute, Datum)>,
    /// Object ids of people who had a made-up one.
    pub ids: Vec<(UserId, ObjectId)>,
    /// People who are active in the file and were not in the baseline.
    pub back: Vec<UserId>,
    /// People who are not in a file that its reader declared complete.
    pub gone: Vec<UserId>,
    pub groups: ObjectChanges,
    pub devices: ObjectChanges,
    /// Members and owners of groups.
    pub lists: Vec<ListChange>,
}

/// Somebody whom the workspace does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRow {
    pub id: ObjectId,
    /// Whether the id is made up because the file has none.
    pub provisional: bool,
    pub existence: Existence,
    pub attributes: Vec<(Attribute, Datum)>,
}

/// What became of the staged changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rebased {
    /// Events that the tenant has made itself.
    pub arrived: u32,
    /// Events that are still staged.
    pub kept: u32,
}

/// A staged change that the newest import contradicts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    pub subject: Subject,
    pub kind: ConflictKind,
}

/// How it contradicts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConflictKind {
    /// The attribute was `was`, is `arrived` in the tenant now, and `staged` here. What an edit in
    /// force led to contradicts no edit: that one has arrived.
    Attribute { attribute: Attribute, was: Datum, arrived: Datum, staged: Datum },
    /// The object was to stay and is no longer there; what was staged for it is gone too.
    Gone,
    /// Another active user has the staged name now.
    NameTaken { name: String, by: UserId },
}

pub(super) fn rebase(
    workspace: &mut Workspace,
    mut changes: BaselineChanges,
    sources: Vec<Source>,
) -> Rebased {
    let here = Here::of(workspace);
    unwind(workspace);
    let at = sources.iter().map(|source| source.at).max().unwrap_or_default();
    let groups = std::mem::take(&mut changes.groups);
    let devices = std::mem::take(&mut changes.devices);
    let lists = std::mem::take(&mut changes.lists);
    take_in(&mut workspace.directory.users, changes, at);
    objects::take_in(&mut workspace.directory, groups, devices, lists);
    workspace.sources.extend(sources);
    let journal = std::mem::take(&mut workspace.journal);
    let in_force = std::mem::take(&mut workspace.in_force);
    let mut replay = Replay { here, ..Replay::default() };
    for (operation, in_force) in journal.into_iter().zip(in_force) {
        let events = match &operation.title {
            Title::Undo(target) => back(workspace, &[*target]),
            Title::Redo(target) => {
                workspace.operation(*target).map(|target| target.events.clone()).unwrap_or_default()
            }
            Title::Drop { operation, dependents } => {
                let mut targets: Vec<_> = dependents.iter().rev().copied().collect();
                targets.push(*operation);
                back(workspace, &targets)
            }
            _ => replay.rewritten(workspace, &operation, in_force),
        };
        for event in &events {
            apply_event(&mut workspace.directory, event);
        }
        workspace.staged.follow(&events);
        workspace.record(Operation { events, ..operation });
    }
    workspace.conflicts = replay.conflicts(workspace);
    replay.rebased
}

/// Puts the directory back to the baseline.
fn unwind(workspace: &mut Workspace) {
    let staged: Staged = std::mem::take(&mut workspace.staged);
    let directory = &mut workspace.directory;
    for (subject, diff) in staged.objects() {
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

fn take_in(users: &mut Objects, changes: BaselineChanges, at: Timestamp) {
    for name in &changes.custom {
        users.schema_mut().custom_attribute(name);
    }
    for (user, id) in changes.ids {
        users.set_id(user, id, false);
    }
    for user in changes.back {
        users.set_existence(user, Existence::Active);
    }
    for user in changes.gone {
        users.set_existence(user, Existence::Deleted(at));
    }
    for (user, attribute, datum) in changes.cells {
        users.set(user, attribute, &datum);
    }
    for row in changes.rows {
        // Somebody with this id may have come in since the comparison.
        let Some(user) = users.push(row.id, row.provisional, row.existence) else { continue };
        for (attribute, datum) in row.attributes {
            users.set(user, attribute, &datum);
        }
    }
}

/// The inverse of operations that have been replayed already.
fn back(workspace: &Workspace, targets: &[crate::domain::OperationId]) -> Vec<Event> {
    targets
        .iter()
        .filter_map(|target| workspace.operation(*target))
        .flat_map(|operation| operation.events.iter().rev().cloned().map(Event::inverse))
        .collect()
}

/// What the edits in force touch, as it is before the import.
#[derive(Default)]
struct Here {
    /// Baseline values.
    was: BTreeMap<(Row, Attribute), Datum>,
    /// The objects that are active, staged changes included.
    active: BTreeSet<Subject>,
    /// Groups in which a rule decides, staged changes included: what was staged of their members
    /// before means nothing any more.
    by_rule: BTreeSet<GroupId>,
}

impl Here {
    fn of(workspace: &Workspace) -> Self {
        let mut here = Self::default();
        for operation in workspace.journal() {
            if !workspace.is_in_force(operation.id) {
                continue;
            }
            for event in &operation.events {
                let subject = event.subject();
                if let Event::Relation { party: Party::Here(who), .. } = event
                    && workspace.is_active(*who)
                {
                    here.active.insert(*who);
                }
                if let Event::Attribute { row, attribute, .. } = event {
                    let was = here.was.entry((*row, *attribute));
                    was.or_insert_with(|| workspace.baseline(*row, *attribute));
                }
                if workspace.is_active(subject) {
                    here.active.insert(subject);
                }
                if let Event::Relation { group, .. } = event
                    && Nature::in_table(workspace.groups(), *group).is_dynamic()
                {
                    here.by_rule.insert(*group);
                }
            }
        }
        here
    }
}

#[derive(Default)]
struct Replay {
    rebased: Rebased,
    here: Here,
    /// What the edits in force touch, and whether the import may contradict them.
    edited: BTreeMap<(Row, Attribute), bool>,
    /// Objects whose creation has arrived: what was to happen at their creation has happened.
    arrived: BTreeSet<Subject>,
    gone: BTreeSet<Subject>,
}

/// One event being rewritten, and the state that it meets.
struct Meeting<'a> {
    workspace: &'a Workspace,
    operation: &'a Operation,
    /// Whether the operation's effect stands at the end.
    in_force: bool,
    subject: Subject,
    existence: Existence,
    /// Whether this very operation brings the object into being.
    rises: bool,
    /// Whether it was to bring the object into being when it was decided.
    creates: bool,
}

impl Replay {
    /// The events of an operation, starting from what is there now.
    fn rewritten(
        &mut self,
        workspace: &Workspace,
        operation: &Operation,
        in_force: bool,
    ) -> Vec<Event> {
        let creates: BTreeSet<Subject> = operation
            .events
            .iter()
            .filter(|event| matches!(event, Event::Existence { before: Existence::Absent, .. }))
            .map(Event::subject)
            .collect();
        let mut events: Vec<Event> = Vec::with_capacity(operation.events.len());
        let mut up: BTreeSet<Subject> = BTreeSet::new();
        for event in &operation.events {
            let subject = event.subject();
            let rises = up.contains(&subject);
            let objects = workspace.directory().of(subject.of);
            let existence = if rises {
                Existence::Active
            } else if subject.row.0 < objects.rows() {
                objects.existence(subject.row)
            } else {
                Existence::Absent
            };
            let creates = creates.contains(&subject);
            let meeting =
                Meeting { workspace, operation, in_force, subject, existence, rises, creates };
            let rewritten = match event.clone() {
                Event::Existence { id, before, after, .. } => {
                    self.existence(&meeting, id, before, after)
                }
                Event::Attribute { attribute, before, after, .. } => {
                    if self.passes_over(&meeting) {
                        continue;
                    }
                    self.attribute(&meeting, attribute, before, after)
                }
                Event::Intent { intent, after, .. } => self.intent(&meeting, intent, after),
                Event::Relation { group, side, party, after, .. } => {
                    if self.passes_over(&meeting) {
                        continue;
                    }
                    self.relation(&meeting, group, side, party, after)
                }
            };
            if let Some(Event::Existence { before: Existence::Absent, .. }) = &rewritten {
                up.insert(subject);
            }
            match rewritten {
                Some(event) => {
                    self.rebased.kept += u32::from(in_force);
                    events.push(event);
                }
                None => self.rebased.arrived += u32::from(in_force),
            }
        }
        events
    }

    /// Whether the object was created here, and the tenant has it by now.
    fn deletes_arrived(&self, meeting: &Meeting<'_>) -> bool {
        matches!(meeting.operation.title, Title::Delete { .. } | Title::DeleteGroups { .. })
            && self.arrived.contains(&meeting.subject)
    }

    fn existence(
        &mut self,
        meeting: &Meeting<'_>,
        id: ObjectId,
        before: Existence,
        after: Existence,
    ) -> Option<Event> {
        // An object that was never created here any more is deleted like any other.
        let after = if after == Existence::Absent && self.deletes_arrived(meeting) {
            Existence::Deleted(meeting.operation.at)
        } else {
            after
        };
        let made = matches!(
            (meeting.existence, after),
            (Existence::Active, Existence::Active)
                | (Existence::Deleted(_), Existence::Deleted(_) | Existence::Absent)
        );
        if made && before == Existence::Absent {
            self.arrived.insert(meeting.subject);
        }
        (!made).then_some(Event::Existence {
            of: meeting.subject.of,
            row: meeting.subject.row,
            id,
            before: meeting.existence,
            after,
        })
    }

    /// Whether an event about attributes or relations has nobody to happen to.
    fn passes_over(&mut self, meeting: &Meeting<'_>) -> bool {
        if self.deletes_arrived(meeting) {
            return true;
        }
        let keeps = matches!(
            meeting.operation.title,
            Title::Restore { .. }
                | Title::Delete { .. }
                | Title::RestoreGroups { .. }
                | Title::DeleteGroups { .. }
        );
        if meeting.existence == Existence::Active || keeps {
            return false;
        }
        self.misses(meeting);
        true
    }

    /// A member or owner who is to come or go, from what the lists say now. Whoever has become an object of
    /// the workspace is spoken of as one; a user or group that is gone cannot come in any more.
    fn relation(
        &mut self,
        meeting: &Meeting<'_>,
        group: GroupId,
        side: Side,
        party: Party,
        after: bool,
    ) -> Option<Event> {
        let directory = meeting.workspace.directory();
        let decided = Nature::in_table(&directory.groups, group).is_dynamic();
        if side == Side::Members && decided && self.here.by_rule.contains(&group) {
            return None;
        }
        let party = match party {
            Party::Elsewhere(other) => {
                directory.find(other.id).map_or(party, |(of, row)| Party::Here(Subject { of, row }))
            }
            Party::Here(_) => party,
        };
        // A group that this operation creates can be put into itself.
        let comes_up = |who| meeting.rises && who == meeting.subject;
        if let (Party::Here(who), true) = (party, after)
            && !comes_up(who)
            && !meeting.workspace.is_active(who)
        {
            if meeting.in_force && self.here.active.contains(&who) {
                self.gone.insert(who);
            }
            return None;
        }
        let before = !meeting.rises && directory.members.has_party(side, group, party);
        (before != after).then_some(Event::Relation { group, side, party, before, after })
    }

    /// Notes that there is nobody for what was to happen.
    fn misses(&mut self, meeting: &Meeting<'_>) {
        if meeting.in_force && self.here.active.contains(&meeting.subject) {
            self.gone.insert(meeting.subject);
        }
    }

    fn attribute(
        &mut self,
        meeting: &Meeting<'_>,
        attribute: Attribute,
        before: Datum,
        after: Datum,
    ) -> Option<Event> {
        let row = meeting.subject.row;
        let objects = meeting.workspace.directory().of(attribute.of());
        let now = if meeting.rises { before } else { objects.get(row, attribute) };
        if meeting.in_force {
            // What the tenant has may be where any of the edits led: that one has arrived, and the
            // next one starts from it. What a creation sets starts from nothing.
            let open = self.edited.entry((row, attribute)).or_insert(!meeting.creates);
            *open &= meeting.rises || meeting.workspace.baseline(row, attribute) != after;
        }
        (now != after).then_some(Event::Attribute { row, attribute, before: now, after })
    }

    /// What the import contradicts, once everything is replayed.
    fn conflicts(&self, workspace: &Workspace) -> Vec<Conflict> {
        let gone = self
            .gone
            .iter()
            .map(|subject| Conflict { subject: *subject, kind: ConflictKind::Gone });
        let edited = self.edited.iter().filter(|(_, open)| **open);
        let attributes = edited.filter_map(|(&(row, attribute), _)| {
            let was = self.here.was.get(&(row, attribute))?.clone();
            let arrived = workspace.baseline(row, attribute);
            let staged = workspace.directory().of(attribute.of()).get(row, attribute);
            let contradicts = arrived != was && arrived != staged;
            let kind = ConflictKind::Attribute { attribute, was, arrived, staged };
            contradicts.then_some(Conflict { subject: Subject { of: attribute.of(), row }, kind })
        });
        gone.chain(attributes).chain(names_taken(workspace)).collect()
    }

    fn intent(&mut self, meeting: &Meeting<'_>, intent: Intent, after: bool) -> Option<Event> {
        let user = meeting.subject.row;
        if after && meeting.existence != Existence::Active {
            self.misses(meeting);
        }
        let before = meeting.workspace.staged().has_intent(user, intent);
        let carried_out = (meeting.creates && self.arrived.contains(&meeting.subject))
            || carried_out(meeting.workspace.users(), user, intent, meeting.operation.at);
        let pointless = after && (carried_out || meeting.existence != Existence::Active);
        (before != after && !pointless).then_some(Event::Intent { user, intent, before, after })
    }
}

/// Whether the tenant shows that an intent was carried out after it was staged.
fn carried_out(users: &Objects, user: UserId, intent: Intent, staged: Timestamp) -> bool {
    let trace = match intent {
        Intent::ResetPassword => Attribute::LAST_PASSWORD_CHANGE_DATE_TIME,
        Intent::RevokeSessions => Attribute::SIGN_IN_SESSIONS_VALID_FROM_DATE_TIME,
        // That a change was asked for shows nowhere until it is made.
        Intent::ForcePasswordChange | Intent::ForcePasswordChangeWithMfa => return false,
    };
    user.0 < users.rows()
        && matches!(users.get(user, trace), Datum::Value(Value::Time(at)) if at > staged)
}

/// Staged names that somebody else has by now.
fn names_taken(workspace: &Workspace) -> Vec<Conflict> {
    let attribute = Attribute::USER_PRINCIPAL_NAME;
    let mut conflicts = Vec::new();
    for (user, diff) in workspace.staged().users() {
        let renamed = diff.attributes.contains_key(&attribute) || diff.existence.is_some();
        if !renamed || workspace.users().existence(user) != Existence::Active {
            continue;
        }
        let datum = workspace.users().get(user, attribute);
        let Some(name) = datum.as_text() else { continue };
        let other = workspace
            .users()
            .find_by_text(attribute, name)
            .into_iter()
            .find(|other| *other != user);
        if let Some(by) = other {
            conflicts.push(Conflict {
                subject: Subject::user(user),
                kind: ConflictKind::NameTaken { name: name.to_owned(), by },
            });
        }
    }
    conflicts
}
