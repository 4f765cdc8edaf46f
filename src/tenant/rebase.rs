//! Takes a newer import in under the staged changes, as a version-control tool rebases commits.
//!
//! What is staged is unwound, the baseline changes, and every operation is replayed with events
//! that start from what is there now. A change that the tenant has meanwhile made itself has
//! *arrived* and disappears from what is staged; one whose starting point moved is kept and shown
//! as a *conflict*.

use crate::domain::attribute::Of;
use crate::domain::{
    AssignedLicense, Attribute, Datum, Event, Existence, GroupId, Intent, LedgerEntry, LedgerKey,
    LicenseAssignmentState, ObjectId, Operation, Party, Row, Setting, Side, SkuId, Subject,
    Timestamp, Title, UserId, Value,
};
use crate::store::Cell;
use crate::tenant::baseline::Rebasing;
use crate::tenant::groups::Nature;
use crate::tenant::objects::{ListChange, ObjectChanges};
use crate::tenant::{Conflict, ConflictKind, Ledger, Organisation, Source, Workspace, apply_event};
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
    /// What the files tell of the tenant itself, its settings among it.
    pub organisation: Option<Box<Organisation>>,
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

pub(super) fn rebase(
    workspace: &mut Workspace,
    mut baseline: Rebasing,
    sources: Vec<Source>,
) -> Rebased {
    let here = Here::of(workspace);
    let organisation = baseline.changes.organisation.take();
    let staged = std::mem::take(&mut workspace.staged);
    baseline.settle(workspace, &staged);
    if let Some(organisation) = organisation {
        workspace.organisation.merge(*organisation);
    }
    workspace.sources.extend(sources);
    workspace.ledger = Ledger::of(workspace.view.as_ref());
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
        workspace.ledger.follow(&events);
        workspace.record(Operation { events, ..operation });
    }
    workspace.conflicts = replay.conflicts(workspace);
    replay.rebased
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
    /// Likewise of settings.
    settings: BTreeMap<Setting, Datum>,
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
                if let Event::Ledger { key: LedgerKey::Setting(setting), .. } = event {
                    let was = || workspace.organisation().setting(*setting);
                    here.settings.entry(*setting).or_insert_with(was);
                }
                let Some(subject) = event.subject() else { continue };
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
    /// Likewise of settings.
    set: BTreeMap<Setting, bool>,
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
            .filter_map(Event::subject)
            .collect();
        let mut events: Vec<Event> = Vec::with_capacity(operation.events.len());
        let mut up: BTreeSet<Subject> = BTreeSet::new();
        for event in &operation.events {
            let Some(subject) = event.subject() else {
                // Of the ledger, settings alone are part of what is imported.
                let rewritten = match event {
                    Event::Ledger { key: LedgerKey::Setting(setting), after, .. } => {
                        self.setting(workspace, *setting, after.as_ref(), in_force)
                    }
                    other => Some(other.clone()),
                };
                events.extend(rewritten);
                continue;
            };
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
                Event::Ledger { .. } => None,
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
        if attribute == Attribute::GROUP_RENEWED_DATE_TIME {
            return renewed(meeting, now, after);
        }
        if meeting.in_force {
            // What the tenant has may be where any of the edits led: that one has arrived, and the
            // next one starts from it. What a creation sets starts from nothing.
            let open = self.edited.entry((row, attribute)).or_insert(!meeting.creates);
            *open &= meeting.rises || meeting.workspace.baseline(row, attribute) != after;
        }
        (now != after).then_some(Event::Attribute { row, attribute, before: now, after })
    }

    /// A setting that is to be another one, against what the tenant has now. One that the tenant had when
    /// the import came has arrived before: it was noted so, or an import brought it.
    fn setting(
        &mut self,
        workspace: &Workspace,
        setting: Setting,
        after: Option<&LedgerEntry>,
        in_force: bool,
    ) -> Option<Event> {
        let key = LedgerKey::Setting(setting);
        let before = workspace.ledger().get(&key).cloned();
        let now = workspace.organisation().setting(setting);
        let is = |datum: &Datum| after == Some(&LedgerEntry::Setting(datum.clone()));
        let arrived = is(&now) || self.here.settings.get(&setting).is_some_and(is);
        if in_force {
            let open = self.set.entry(setting).or_insert(true);
            *open &= !is(&now);
        }
        let after = after.filter(|_| !arrived).cloned();
        let stays = before != after;
        if in_force {
            self.rebased.kept += u32::from(stays);
            self.rebased.arrived += u32::from(!stays);
        }
        stays.then_some(Event::Ledger { key, before, after })
    }

    /// What the import contradicts, once everything is replayed.
    fn conflicts(&self, workspace: &Workspace) -> Vec<Conflict> {
        let object = |subject, kind| Conflict::Object { subject, kind };
        let gone = self.gone.iter().map(|subject| object(*subject, ConflictKind::Gone));
        let edited = self.edited.iter().filter(|(_, open)| **open);
        let attributes = edited.filter_map(|(&(row, attribute), _)| {
            let was = self.here.was.get(&(row, attribute))?.clone();
            let arrived = workspace.baseline(row, attribute);
            let staged = workspace.directory().of(attribute.of()).get(row, attribute);
            let contradicts = arrived != was && arrived != staged;
            let kind = ConflictKind::Attribute { attribute, was, arrived, staged };
            contradicts.then(|| object(Subject { of: attribute.of(), row }, kind))
        });
        let set = self.set.iter().filter(|(_, open)| **open);
        let settings = set.filter_map(|(&setting, _)| {
            let was = self.here.settings.get(&setting)?.clone();
            let arrived = workspace.organisation().setting(setting);
            let staged = workspace.setting(setting);
            let contradicts = arrived != was && arrived != staged;
            contradicts.then_some(Conflict::Setting { setting, was, arrived, staged })
        });
        gone.chain(attributes).chain(names_taken(workspace)).chain(settings).collect()
    }

    fn intent(&mut self, meeting: &Meeting<'_>, intent: Intent, after: bool) -> Option<Event> {
        let user = meeting.subject.row;
        if after && meeting.existence != Existence::Active {
            self.misses(meeting);
        }
        let before = meeting.workspace.staged().has_intent(user, intent);
        let carried_out = (meeting.creates && self.arrived.contains(&meeting.subject))
            || carried_out(meeting.workspace, user, intent, meeting.operation.at);
        let pointless = after && (carried_out || meeting.existence != Existence::Active);
        (before != after && !pointless).then_some(Event::Intent { user, intent, before, after })
    }
}

/// A renewal has arrived with any that is as late; an earlier one contradicts nothing.
fn renewed(meeting: &Meeting<'_>, now: Datum, after: Datum) -> Option<Event> {
    let arrived = match (&now, &after) {
        (Datum::Value(Value::Time(now)), Datum::Value(Value::Time(after))) => now >= after,
        _ => false,
    };
    let (row, attribute) = (meeting.subject.row, Attribute::GROUP_RENEWED_DATE_TIME);
    (!arrived).then_some(Event::Attribute { row, attribute, before: now, after })
}

/// Whether the tenant shows that an intent was carried out after it was staged.
fn carried_out(workspace: &Workspace, user: UserId, intent: Intent, staged: Timestamp) -> bool {
    let users = workspace.users();
    let trace = match intent {
        Intent::ResetPassword => Attribute::LAST_PASSWORD_CHANGE_DATE_TIME,
        Intent::RevokeSessions => Attribute::SIGN_IN_SESSIONS_VALID_FROM_DATE_TIME,
        // Once nothing is in error, there is nothing left to do.
        Intent::ReprocessLicenses => return nothing_is_in_error(workspace, user),
        // That a change was asked for shows nowhere until it is made.
        Intent::ForcePasswordChange | Intent::ForcePasswordChangeWithMfa => return false,
    };
    user.0 < users.rows()
        && matches!(users.get(user, trace), Datum::Value(Value::Time(at)) if at > staged)
}

/// Whether it is told of somebody that no licence is in error. Of whom only what they have is told, it is so once
/// they have all that their groups are known to give.
fn nothing_is_in_error(workspace: &Workspace, user: UserId) -> bool {
    let users = workspace.users();
    match users.read(user, Attribute::LICENSE_ASSIGNMENT_STATES) {
        Cell::Null => true,
        Cell::Texts(texts) => {
            let states = texts.iter().filter_map(LicenseAssignmentState::parse);
            states.into_iter().all(|state| state.is_held() && state.error.is_none())
        }
        _ => has_what_groups_give(workspace, user),
    }
}

fn has_what_groups_give(workspace: &Workspace, user: UserId) -> bool {
    let products = |cell: Cell<'_>| -> Vec<SkuId> {
        let Cell::Texts(texts) = cell else { return Vec::new() };
        texts.iter().filter_map(AssignedLicense::parse).map(|license| license.sku).collect()
    };
    let held = products(workspace.users().read(user, Attribute::ASSIGNED_LICENSES));
    let groups = workspace.directory().members.groups_with(Side::Members, Of::User, user);
    let active = groups.filter(|group| workspace.is_active(Subject::group(*group)));
    let mut given = active
        .flat_map(|group| {
            products(workspace.groups().read(group, Attribute::GROUP_ASSIGNED_LICENSES))
        })
        .peekable();
    // Where no group is known to give anything, nothing shows that anything was done.
    given.peek().is_some() && given.all(|product| held.contains(&product))
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
            conflicts.push(Conflict::Object {
                subject: Subject::user(user),
                kind: ConflictKind::NameTaken { name: name.to_owned(), by },
            });
        }
    }
    conflicts
}
