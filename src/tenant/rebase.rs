//! Takes a newer import in under the staged changes, as a version-control tool rebases commits.
//!
//! What is staged is unwound, the baseline changes, and every operation is replayed with events
//! that start from what is there now. A change that the tenant has meanwhile made itself has
//! *arrived* and disappears from what is staged; one whose starting point moved is kept and shown
//! as a *conflict*.

use crate::domain::{
    Attribute, Datum, Event, Existence, Intent, ObjectId, Operation, Timestamp, Title, UserId,
    Value,
};
use crate::store::Objects;
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
    pub user: UserId,
    pub kind: ConflictKind,
}

/// How it contradicts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConflictKind {
    /// The attribute was `was`, is `arrived` in the tenant now, and `staged` here. What an edit in
    /// force led to contradicts no edit: that one has arrived.
    Attribute { attribute: Attribute, was: Datum, arrived: Datum, staged: Datum },
    /// The user was to stay and is no longer there; what was staged for it is gone too.
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
            apply_event(&mut workspace.directory.users, event);
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
    let users = &mut workspace.directory.users;
    for (user, diff) in staged.users() {
        for (attribute, baseline) in &diff.attributes {
            users.set(user, *attribute, baseline);
        }
        if let Some(existence) = diff.existence {
            users.set_existence(user, existence);
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
    was: BTreeMap<(UserId, Attribute), Datum>,
    /// The users who are active, staged changes included.
    active: BTreeSet<UserId>,
}

impl Here {
    fn of(workspace: &Workspace) -> Self {
        let mut here = Self::default();
        for operation in workspace.journal() {
            if !workspace.is_in_force(operation.id) {
                continue;
            }
            for event in &operation.events {
                let user = event.user();
                if let Event::Attribute { attribute, .. } = event {
                    let was = here.was.entry((user, *attribute));
                    was.or_insert_with(|| workspace.baseline(user, *attribute));
                }
                if workspace.users().existence(user) == Existence::Active {
                    here.active.insert(user);
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
    edited: BTreeMap<(UserId, Attribute), bool>,
    /// Users whose creation has arrived: what was to happen at their creation has happened.
    arrived: BTreeSet<UserId>,
    gone: BTreeSet<UserId>,
}

/// One event being rewritten, and the state that it meets.
struct Meeting<'a> {
    workspace: &'a Workspace,
    operation: &'a Operation,
    /// Whether the operation's effect stands at the end.
    in_force: bool,
    user: UserId,
    existence: Existence,
    /// Whether this very operation brings the user into being.
    rises: bool,
    /// Whether it was to bring the user into being when it was decided.
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
        let users = workspace.users();
        let raised = |events: &[Event]| -> BTreeSet<UserId> {
            events
                .iter()
                .filter(|event| matches!(event, Event::Existence { before: Existence::Absent, .. }))
                .map(Event::user)
                .collect()
        };
        let creates = raised(&operation.events);
        let mut events: Vec<Event> = Vec::with_capacity(operation.events.len());
        for event in &operation.events {
            let user = event.user();
            let rises = creates.contains(&user)
                && events.iter().any(|event| {
                    matches!(event, Event::Existence { user: raised, before: Existence::Absent, .. } if *raised == user)
                });
            let existence = if rises {
                Existence::Active
            } else if user.0 < users.rows() {
                users.existence(user)
            } else {
                Existence::Absent
            };
            let creates = creates.contains(&user);
            let meeting =
                Meeting { workspace, operation, in_force, user, existence, rises, creates };
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
            };
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

    /// Whether the user was created here, and the tenant has it by now.
    fn deletes_arrived(&self, meeting: &Meeting<'_>) -> bool {
        matches!(meeting.operation.title, Title::Delete { .. })
            && self.arrived.contains(&meeting.user)
    }

    fn existence(
        &mut self,
        meeting: &Meeting<'_>,
        id: ObjectId,
        before: Existence,
        after: Existence,
    ) -> Option<Event> {
        // A user that was never created here any more is deleted like any other.
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
            self.arrived.insert(meeting.user);
        }
        (!made).then_some(Event::Existence {
            user: meeting.user,
            id,
            before: meeting.existence,
            after,
        })
    }

    /// Whether an attribute event has nobody to happen to.
    fn passes_over(&mut self, meeting: &Meeting<'_>) -> bool {
        if self.deletes_arrived(meeting) {
            return true;
        }
        let keeps = matches!(meeting.operation.title, Title::Restore { .. } | Title::Delete { .. });
        if meeting.existence == Existence::Active || keeps {
            return false;
        }
        self.misses(meeting);
        true
    }

    /// Notes that there is nobody for what was to happen.
    fn misses(&mut self, meeting: &Meeting<'_>) {
        if meeting.in_force && self.here.active.contains(&meeting.user) {
            self.gone.insert(meeting.user);
        }
    }

    fn attribute(
        &mut self,
        meeting: &Meeting<'_>,
        attribute: Attribute,
        before: Datum,
        after: Datum,
    ) -> Option<Event> {
        let user = meeting.user;
        let now =
            if meeting.rises { before } else { meeting.workspace.users().get(user, attribute) };
        if meeting.in_force {
            // What the tenant has may be where any of the edits led: that one has arrived, and the
            // next one starts from it. What a creation sets starts from nothing.
            let open = self.edited.entry((user, attribute)).or_insert(!meeting.creates);
            *open &= meeting.rises || meeting.workspace.baseline(user, attribute) != after;
        }
        (now != after).then_some(Event::Attribute { user, attribute, before: now, after })
    }

    /// What the import contradicts, once everything is replayed.
    fn conflicts(&self, workspace: &Workspace) -> Vec<Conflict> {
        let gone = self.gone.iter().map(|user| Conflict { user: *user, kind: ConflictKind::Gone });
        let edited = self.edited.iter().filter(|(_, open)| **open);
        let attributes = edited.filter_map(|(&(user, attribute), _)| {
            let was = self.here.was.get(&(user, attribute))?.clone();
            let arrived = workspace.baseline(user, attribute);
            let staged = workspace.users().get(user, attribute);
            let contradicts = arrived != was && arrived != staged;
            let kind = ConflictKind::Attribute { attribute, was, arrived, staged };
            contradicts.then_some(Conflict { user, kind })
        });
        gone.chain(attributes).chain(names_taken(workspace)).collect()
    }

    fn intent(&mut self, meeting: &Meeting<'_>, intent: Intent, after: bool) -> Option<Event> {
        let user = meeting.user;
        if after && meeting.existence != Existence::Active {
            self.misses(meeting);
        }
        let before = meeting.workspace.staged().has_intent(user, intent);
        let carried_out = (meeting.creates && self.arrived.contains(&user))
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
                user,
                kind: ConflictKind::NameTaken { name: name.to_owned(), by },
            });
        }
    }
    conflicts
}
