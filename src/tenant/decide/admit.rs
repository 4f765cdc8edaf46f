//! Judges events against the rules of the directory, whatever command they came from.
//!
//! Rules: names are unique among active users and lie in a domain of the tenant; a manager is an
//! active user and nobody manages themselves over any number of steps; what is mastered
//! on-premises stays untouched. Source: "Create user", "Update user", "Assign manager", Graph v1.0.
//! What holds for groups is in [`groups`].

mod groups;
mod naming;

pub(super) use naming::unchecked;

use crate::domain::attribute::Of;
use crate::domain::attribute::Write;
use crate::domain::{
    AssignedLicense, Attribute, Datum, Event, Existence, GroupId, GroupProblem, LedgerEntry,
    LedgerKey, NameProblem, ObjectId, Operation, OperationId, Party, Refusal, Row, Side, Subject,
    Title, UserId, Value, Warning,
};
use crate::tenant::{Workspace, check};
use std::collections::{BTreeMap, BTreeSet};

/// What an attribute of a newly created object holds before anything is set: null where an
/// administrator could set it, unknown where only the service does. A new object is one of the cloud;
/// what kind of group it is says its creation.
#[must_use]
pub(in crate::tenant) fn fresh(attribute: Attribute) -> Datum {
    match attribute {
        Attribute::ON_PREMISES_SYNC_ENABLED
        | Attribute::GROUP_ON_PREMISES_SYNC_ENABLED
        | Attribute::GROUP_MAIL_ENABLED
        | Attribute::GROUP_IS_ASSIGNABLE_TO_ROLE => Datum::Null,
        _ if attribute.is_of_licenses() => Datum::Null,
        _ if attribute.definition().write == Write::Never => Datum::Unknown,
        _ => Datum::Null,
    }
}

/// Everything that is wrong with an administrator writing a value.
pub(super) fn writable(attribute: Attribute, value: Option<&Value>) -> Vec<Refusal> {
    if attribute.definition().write == Write::Never {
        return vec![Refusal::ReadOnly { attribute }];
    }
    check::value(attribute, value)
}

/// What is worth knowing of values that are accepted.
pub(super) fn warnings<'a>(
    workspace: &Workspace,
    values: impl Iterator<Item = (Attribute, &'a Value)>,
) -> Vec<Warning> {
    let mut warnings = Vec::new();
    for (attribute, value) in values {
        let Value::Text(text) = value else { continue };
        if !matches!(
            attribute,
            Attribute::USER_PRINCIPAL_NAME | Attribute::MAIL_NICKNAME | Attribute::MAIL
        ) {
            continue;
        }
        if !text.is_ascii() {
            warnings.push(Warning::Accents { value: text.clone() });
        }
        if attribute == Attribute::USER_PRINCIPAL_NAME {
            if let Some((_, domain)) = text.split_once('@')
                && workspace.domain_is_known(domain).is_none()
            {
                warnings.push(Warning::DomainUnseen { domain: domain.to_owned() });
            }
            if let Some(user) = workspace.deleted_with(attribute, text) {
                warnings.push(Warning::DeletedUserHas { attribute, value: text.clone(), user });
            }
        } else if let Some(by) = workspace.users().find_by_text(attribute, text).first().copied() {
            warnings.push(Warning::AlsoUsed { attribute, value: text.clone(), by });
        }
    }
    warnings
}

/// Judges an operation that somebody else decided: rights, values and everything of [`judge`].
pub(in crate::tenant) fn admit(
    workspace: &Workspace,
    operation: &Operation,
) -> Result<(), Vec<Refusal>> {
    let mut refusals = Vec::new();
    if operation.id != workspace.number_of_next_operation() {
        refusals.push(Refusal::NoSuchOperation { operation: operation.id });
    }
    if noted(&operation.title) {
        // What an import has changed since cannot be asked again: who owned a group, what the tenant let
        // people do. Of what is older than the newest import only the form is judged.
        let stands = if precedes_import(workspace, operation) {
            super::self_service::is_well_formed(workspace, operation)
        } else {
            decides_again(workspace, operation)
        };
        if !stands {
            refusals.push(Refusal::LedgerContradicts);
        }
    } else if !takes_back(&operation.title) {
        // Entries of the ledger come under titles of their own.
        if operation.events.iter().any(|event| matches!(event, Event::Ledger { .. })) {
            refusals.push(Refusal::LedgerContradicts);
        }
        for event in &operation.events {
            refusals.extend(rights(workspace, operation, event));
            if let Event::Attribute { row, attribute, after, .. } = event {
                refusals.extend(written(workspace, operation, *row, *attribute, after));
            }
        }
    } else if !replays(workspace, operation) {
        refusals.push(Refusal::NoSuchOperation { operation: operation.id });
    }
    refusals.extend(judge(workspace, operation, Start::Claimed));
    if refusals.is_empty() { Ok(()) } else { Err(refusals) }
}

/// Whether the workspace has taken files in after an operation.
pub(super) fn precedes_import(workspace: &Workspace, operation: &Operation) -> bool {
    workspace.sources().iter().any(|source| source.at >= operation.at)
}

/// Whether an operation is about the ledger.
const fn noted(title: &Title) -> bool {
    matches!(
        title,
        Title::Set { .. }
            | Title::SelfService { .. }
            | Title::Expect { .. }
            | Title::NoteView { .. }
            | Title::Price { .. }
            | Title::Educate { .. }
    )
}

/// Whether an operation about the ledger is what its command would be decided into now.
fn decides_again(workspace: &Workspace, operation: &Operation) -> bool {
    let Some(command) = super::self_service::command_of(workspace, operation) else { return false };
    decided(workspace, operation, &command)
}

/// Whether a command is decided into exactly this operation.
fn decided(workspace: &Workspace, operation: &Operation, command: &crate::domain::Command) -> bool {
    let context = crate::domain::Context {
        at: operation.at,
        actor: operation.actor.clone(),
        origin: operation.origin,
        seed: 0,
    };
    workspace
        .decide(command, &context)
        .is_ok_and(|decided| decided.title == operation.title && decided.events == operation.events)
}

/// Whether an undo, redo or drop does exactly what its targets say.
fn replays(workspace: &Workspace, operation: &Operation) -> bool {
    if precedes_import(workspace, operation) {
        return retold(workspace, operation);
    }
    let command = match &operation.title {
        Title::Undo(target) | Title::Redo(target) => crate::domain::Command::Undo(*target),
        Title::Drop { operation, dependents } => {
            crate::domain::Command::Drop { operation: *operation, dependents: dependents.clone() }
        }
        _ => return false,
    };
    decided(workspace, operation, &command)
}

/// Likewise of one that an import has told anew: what has arrived is left out of the targets and of this one,
/// and what stood on it then need not stand on it now.
fn retold(workspace: &Workspace, operation: &Operation) -> bool {
    let (targets, back): (Vec<OperationId>, bool) = match &operation.title {
        Title::Undo(target) => (vec![*target], true),
        Title::Redo(target) => (vec![*target], false),
        Title::Drop { operation, dependents } => {
            (dependents.iter().rev().chain([operation]).copied().collect(), true)
        }
        _ => return false,
    };
    let mut events: Vec<Event> = Vec::new();
    for id in targets {
        let Some(target) = workspace.operation(id) else { return false };
        let one_of_these = !matches!(target.title, Title::Undo(_) | Title::Redo(_));
        if !one_of_these || workspace.is_in_force(id) != back {
            return false;
        }
        if back {
            events.extend(target.events.iter().rev().cloned().map(Event::inverse));
        } else {
            events.extend(target.events.iter().cloned());
        }
    }
    events == operation.events
}

pub(super) fn rights(
    workspace: &Workspace,
    operation: &Operation,
    event: &Event,
) -> Option<Refusal> {
    use crate::tenant::permit::Action;
    let subject = event.subject()?;
    let in_this_one = workspace.directory().of(subject.of).rows() <= subject.row.0;
    if subject.of == Of::Group {
        let created_here = in_this_one
            || crate::tenant::permit::groups::made_here(workspace, &operation.actor, subject.row);
        return groups::rights(workspace, operation, event, created_here);
    }
    let created_here =
        in_this_one || (workspace.staged().is_new(subject) && !operation.actor.roles.is_empty());
    let action = match event {
        Event::Existence { before: Existence::Absent, .. } => Action::Create,
        _ if created_here => return None,
        Event::Existence { .. } => Action::Sensitive,
        Event::Attribute { attribute, .. } => Action::of(*attribute),
        Event::Intent { after: false, .. } | Event::Relation { .. } | Event::Ledger { .. } => {
            return None;
        }
        Event::Intent { intent, .. } => super::intents::action(*intent),
    };
    if !operation.actor.roles.iter().any(|role| action.roles().contains(role)) {
        return Some(Refusal::NotPermitted { subject: None, needs: action.roles().to_vec() });
    }
    if action.looks_at_target() {
        super::permit_on(workspace, &operation.actor, action, subject.row).err()
    } else {
        None
    }
}

/// Whether an event may leave a value behind; a restore may only take proxy addresses away.
fn written(
    workspace: &Workspace,
    operation: &Operation,
    row: Row,
    attribute: Attribute,
    after: &Datum,
) -> Vec<Refusal> {
    if attribute.of() == Of::Group {
        return groups::written(operation, attribute, after);
    }
    if attribute.is_of_licenses() {
        return licensed(operation, attribute, after);
    }
    if attribute.definition().write != Write::Never {
        // Emptying a user that is taken back before it was ever created breaks no rule.
        let emptied = matches!(operation.title, Title::Delete { .. }) && *after == fresh(attribute);
        return if emptied { Vec::new() } else { check::datum(attribute, after) };
    }
    let only_less = attribute == Attribute::PROXY_ADDRESSES
        && matches!(operation.title, Title::Restore { .. })
        && match (workspace.users().get(row, attribute), after) {
            (_, Datum::Null) => true,
            (Datum::Value(Value::Texts(had)), Datum::Value(Value::Texts(keeps))) => {
                keeps.iter().all(|address| had.contains(address))
            }
            _ => false,
        };
    if only_less { Vec::new() } else { vec![Refusal::ReadOnly { attribute }] }
}

/// Whether an event may leave licences behind: what was given directly, or what a group gives, under the title
/// that says so, and each a licence that can be read.
fn licensed(operation: &Operation, attribute: Attribute, after: &Datum) -> Vec<Refusal> {
    let given = match (&operation.title, attribute) {
        (Title::License { of: Of::User, .. }, Attribute::DIRECT_LICENSES)
        | (Title::License { of: Of::Group, .. }, Attribute::GROUP_ASSIGNED_LICENSES) => true,
        // Emptying what is taken back before it was ever created breaks no rule.
        (Title::Delete { .. } | Title::DeleteGroups { .. }, _) => *after == fresh(attribute),
        _ => false,
    };
    let readable = match after {
        Datum::Null => true,
        Datum::Value(Value::Texts(texts)) => {
            texts.iter().all(|text| AssignedLicense::parse(text).is_some())
        }
        _ => false,
    };
    if given && readable { Vec::new() } else { vec![Refusal::ReadOnly { attribute }] }
}

const fn takes_back(title: &Title) -> bool {
    matches!(title, Title::Undo(_) | Title::Redo(_) | Title::Drop { .. })
}

/// What the events of an operation say of the state before them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Start {
    /// It was read a moment ago.
    JustRead,
    /// Somebody else says so, or other events lie between.
    Claimed,
}

/// The state that the events of an operation lead to, without applying them. Attributes are kept
/// where something is judged by what they become: names and managers, or all of them where the
/// start of each event is checked.
struct After<'a> {
    workspace: &'a Workspace,
    existence: BTreeMap<Subject, Existence>,
    attributes: BTreeMap<(Attribute, Row), &'a Datum>,
    relations: BTreeMap<(GroupId, Side, Party), bool>,
    ids: BTreeMap<ObjectId, UserId>,
}

impl After<'_> {
    fn existence_of(&self, subject: Subject) -> Existence {
        self.existence.get(&subject).copied().unwrap_or_else(|| {
            let objects = self.workspace.directory().of(subject.of);
            if subject.row.0 < objects.rows() {
                objects.existence(subject.row)
            } else {
                Existence::Absent
            }
        })
    }

    fn existence(&self, user: UserId) -> Existence {
        self.existence_of(Subject::user(user))
    }

    fn get(&self, row: Row, attribute: Attribute) -> Datum {
        let objects = self.workspace.directory().of(attribute.of());
        match self.attributes.get(&(attribute, row)) {
            Some(datum) => (*datum).clone(),
            None if row.0 < objects.rows() => objects.get(row, attribute),
            None => fresh(attribute),
        }
    }

    /// Whether somebody is known to be in a group, or to own it.
    fn has(&self, group: GroupId, side: Side, party: Party) -> bool {
        self.relations
            .get(&(group, side, party))
            .copied()
            .unwrap_or_else(|| self.workspace.directory().members.has_party(side, group, party))
    }

    fn find_active(&self, id: ObjectId) -> Option<UserId> {
        let user = self.ids.get(&id).copied().or_else(|| self.workspace.users().find(id))?;
        (self.existence(user) == Existence::Active).then_some(user)
    }

    fn manager(&self, user: UserId) -> Option<UserId> {
        match self.get(user, Attribute::MANAGER) {
            Datum::Value(Value::Reference(id)) => self.find_active(id),
            _ => None,
        }
    }
}

/// Everything that the events of an operation would break.
pub(super) fn judge(workspace: &Workspace, operation: &Operation, start: Start) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    let taking_back = takes_back(&operation.title);
    let checks_start = start == Start::Claimed || taking_back;
    let mut ledger: BTreeMap<&LedgerKey, Option<&LedgerEntry>> = BTreeMap::new();
    let mut after = After {
        workspace,
        existence: BTreeMap::new(),
        attributes: BTreeMap::new(),
        relations: BTreeMap::new(),
        ids: BTreeMap::new(),
    };
    for event in &operation.events {
        let Some(subject) = event.subject() else {
            if let Event::Ledger { key, before, after } = event {
                let stands = ledger.get(key).copied();
                if stands.unwrap_or_else(|| workspace.ledger().get(key)) != before.as_ref() {
                    refusals.push(Refusal::LedgerContradicts);
                }
                ledger.insert(key, after.as_ref());
            }
            continue;
        };
        match event {
            Event::Existence { of, id, before, after: becomes, .. } => {
                if after.existence_of(subject) != *before {
                    refusals.push(Refusal::Contradicts { subject });
                }
                if let (Existence::Deleted(deleted), false) = (*before, taking_back)
                    && operation.at > deleted.plus_days(30)
                {
                    refusals.push(too_late(subject, deleted));
                }
                after.existence.insert(subject, *becomes);
                if *of == Of::User {
                    after.ids.insert(*id, subject.row);
                }
            }
            Event::Attribute { row, attribute, before, after: becomes } => {
                if checks_start && after.get(*row, *attribute) != *before {
                    refusals.push(Refusal::Contradicts { subject });
                }
                if !taking_back {
                    refusals.extend(untouchable(&after, operation, *row, *attribute));
                }
                if checks_start
                    || subject.of == Of::Group
                    || matches!(*attribute, Attribute::USER_PRINCIPAL_NAME | Attribute::MANAGER)
                {
                    after.attributes.insert((*attribute, *row), becomes);
                }
            }
            Event::Intent { user, intent, before, .. } => {
                // A drop may stage and unstage the same thing; only the first one starts from now.
                let staged = workspace.staged().has_intent(*user, *intent);
                if !taking_back && staged != *before {
                    refusals.push(Refusal::Contradicts { subject });
                }
            }
            // Seen to above: it has no subject.
            Event::Ledger { .. } => {}
            Event::Relation { group, side, party, before, after: becomes } => {
                if after.has(*group, *side, *party) != *before {
                    refusals.push(Refusal::Contradicts { subject });
                }
                after.relations.insert((*group, *side, *party), *becomes);
            }
        }
    }
    refusals.extend(names(&after, operation, taking_back));
    refusals.extend(managers(&after, operation, taking_back));
    refusals.extend(groups::judge(&after, operation, taking_back));
    refusals.extend(super::prices::problems(workspace, operation));
    refusals.extend(super::education::problems(operation));
    refusals
}

/// The service has purged what was deleted too long ago.
const fn too_late(subject: Subject, deleted: crate::domain::Timestamp) -> Refusal {
    match subject.of {
        Of::Group => Refusal::Group { group: subject.row, problem: GroupProblem::RestoreTooLate },
        Of::User | Of::Device => Refusal::RestoreTooLate { user: subject.row, deleted },
    }
}

/// Why this attribute of this object cannot be written, whatever the value.
fn untouchable(
    after: &After<'_>,
    operation: &Operation,
    row: Row,
    attribute: Attribute,
) -> Option<Refusal> {
    if attribute.of() == Of::Group {
        return groups::untouchable(after, operation, row, attribute);
    }
    let restoring = matches!(operation.title, Title::Restore { .. });
    if !restoring && after.existence(row) != Existence::Active {
        return Some(Refusal::NoSuchUser { user: row });
    }
    let users = after.workspace.users();
    let synced = attribute.definition().write == Write::Cloud
        && row.0 < users.rows()
        && users.read(row, Attribute::ON_PREMISES_SYNC_ENABLED).boolean() == Some(true);
    synced.then_some(Refusal::MasteredOnPremises { user: row, attribute })
}

/// Names must be free, and in a domain of the tenant.
fn names(after: &After<'_>, operation: &Operation, taking_back: bool) -> Vec<Refusal> {
    let attribute = Attribute::USER_PRINCIPAL_NAME;
    let mut refusals = Vec::new();
    let mut claimed: BTreeMap<String, UserId> = BTreeMap::new();
    let touched: BTreeSet<UserId> = operation
        .events
        .iter()
        .filter(|event| match event {
            Event::Attribute { attribute: changed, .. } => *changed == attribute,
            Event::Existence { after, .. } => *after == Existence::Active,
            Event::Intent { .. } | Event::Relation { .. } | Event::Ledger { .. } => false,
        })
        .filter_map(|event| event.subject().and_then(Subject::as_user))
        .filter(|user| after.existence(*user) == Existence::Active)
        .collect();
    for user in touched {
        let datum = after.get(user, attribute);
        let Some(name) = datum.as_text() else { continue };
        if claimed.insert(name.to_lowercase(), user).is_some() {
            refusals.push(Refusal::TakenTwice { attribute, value: name.to_owned() });
        }
        let holders = after.workspace.users().find_by_text(attribute, name);
        let other = holders.into_iter().find(|other| {
            *other != user
                && after.existence(*other) == Existence::Active
                && after
                    .get(*other, attribute)
                    .as_text()
                    .is_some_and(|held| held.to_lowercase() == name.to_lowercase())
        });
        if let Some(by) = other {
            refusals.push(Refusal::Taken { attribute, value: name.to_owned(), by });
        }
        if !taking_back
            && after.attributes.contains_key(&(attribute, user))
            && let Some((_, domain)) = name.split_once('@')
            && after.workspace.domain_is_known(domain) == Some(false)
        {
            refusals.push(Refusal::Name {
                attribute,
                value: name.to_owned(),
                problem: NameProblem::ForeignDomain,
            });
        }
    }
    refusals
}

/// Managers must be active users, and nobody their own over any number of steps.
fn managers(after: &After<'_>, operation: &Operation, taking_back: bool) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    let mut changed: BTreeMap<UserId, ObjectId> = BTreeMap::new();
    for event in &operation.events {
        if let Event::Attribute { row, attribute: Attribute::MANAGER, .. } = event
            && let Datum::Value(Value::Reference(id)) = after.get(*row, Attribute::MANAGER)
        {
            changed.insert(*row, id);
        }
    }
    let mut known_managers: BTreeSet<ObjectId> = BTreeSet::new();
    let mut harmless: BTreeSet<UserId> = BTreeSet::new();
    for (user, id) in &changed {
        if known_managers.insert(*id) && !taking_back && after.find_active(*id).is_none() {
            refusals.push(Refusal::NoSuchManager { id: *id });
        }
        // Walk up from the user; a walk that comes back to it is a loop that this change closes.
        let mut chain = vec![*user];
        let mut seen = BTreeSet::from([*user]);
        let mut at = *user;
        while let Some(above) = after.manager(at) {
            if above == *user {
                chain.push(above);
                refusals
                    .push(Refusal::ManagerLoop { user: *user, chain: std::mem::take(&mut chain) });
                break;
            }
            if harmless.contains(&above) || !seen.insert(above) {
                break;
            }
            chain.push(above);
            at = above;
        }
        // Everybody on a walk that reached the top is out of any loop: others stop there.
        if !chain.is_empty() && after.manager(at).is_none() {
            harmless.extend(chain);
        }
    }
    refusals
}
