//! Turns commands into operations, or refuses them; changes nothing.
//!
//! Two steps: a command is *expanded* into events (`create`, `edit`, `existence`, `intents`,
//! `undo`), then the events are *admitted* (`admit`): whatever the command was, no operation breaks
//! a rule of the directory. The same second step judges the journal of a file from elsewhere.

mod admit;
mod create;
mod edit;
mod existence;
mod intents;
mod undo;

pub(super) use admit::{admit, fresh};

use crate::domain::{
    Actor, Attribute, Command, Context, Event, Existence, Operation, Refusal, Title, UserId,
    Warning,
};
use crate::tenant::Workspace;
use crate::tenant::permit::{self, Action};
use std::collections::BTreeSet;

/// An operation that would be accepted, and what is worth knowing before it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rehearsal {
    pub operation: Operation,
    pub warnings: Vec<Warning>,
}

/// What expanding a command yields.
struct Expansion {
    title: Title,
    events: Vec<Event>,
    warnings: Vec<Warning>,
}

pub(super) fn rehearse(
    workspace: &Workspace,
    command: &Command,
    context: &Context,
) -> Result<Rehearsal, Vec<Refusal>> {
    if let Some(users) = users_of(command)
        && users.is_empty()
    {
        return Err(vec![Refusal::NobodySelected]);
    }
    permit(workspace, &context.actor, command).map_err(|refusal| vec![refusal])?;
    let expansion = expand(workspace, command, context)?;
    let events: Vec<Event> =
        expansion.events.into_iter().filter(|event| !event.is_void()).collect();
    if events.is_empty() {
        return Err(vec![Refusal::NothingToDo]);
    }
    let operation = Operation {
        id: workspace.number_of_next_operation(),
        at: context.at,
        actor: context.actor.clone(),
        origin: context.origin,
        title: expansion.title,
        events,
    };
    let refusals = admit::judge(workspace, &operation, admit::Start::JustRead);
    if refusals.is_empty() {
        Ok(Rehearsal { operation, warnings: expansion.warnings })
    } else {
        Err(refusals)
    }
}

fn expand(
    workspace: &Workspace,
    command: &Command,
    context: &Context,
) -> Result<Expansion, Vec<Refusal>> {
    match command {
        Command::CreateUser(new) => create::expand(workspace, new, context),
        Command::Edit { users, changes } => edit::expand(workspace, users, changes),
        Command::Delete { users } => existence::delete(workspace, users, context),
        Command::Restore { users, new_names, proxies } => {
            existence::restore(workspace, users, new_names, *proxies)
        }
        Command::Stage { users, intent } => intents::expand(workspace, users, *intent, true),
        Command::Unstage { users, intent } => intents::expand(workspace, users, *intent, false),
        Command::Undo(operation) => undo::undo(workspace, *operation),
        Command::Drop { operation, dependents } => undo::drop(workspace, *operation, dependents),
    }
}

/// The users that a command names; none for commands about operations and about nobody yet.
fn users_of(command: &Command) -> Option<&[UserId]> {
    match command {
        Command::Edit { users, .. }
        | Command::Delete { users }
        | Command::Restore { users, .. }
        | Command::Stage { users, .. }
        | Command::Unstage { users, .. } => Some(users),
        Command::CreateUser(_) | Command::Undo(_) | Command::Drop { .. } => None,
    }
}

/// What a command asks of each of its users.
fn actions_of(command: &Command) -> BTreeSet<Action> {
    match command {
        Command::CreateUser(_) => BTreeSet::from([Action::Create]),
        Command::Edit { changes, .. } => {
            changes.iter().map(|(attribute, _)| Action::of(*attribute)).collect()
        }
        Command::Delete { .. } | Command::Restore { .. } => BTreeSet::from([Action::Sensitive]),
        Command::Stage { intent, .. } => BTreeSet::from([intents::action(*intent)]),
        // Taking back what is staged here asks nothing of the tenant.
        Command::Unstage { .. } | Command::Undo(_) | Command::Drop { .. } => BTreeSet::new(),
    }
}

pub(super) fn permit(
    workspace: &Workspace,
    actor: &Actor,
    command: &Command,
) -> Result<(), Refusal> {
    let users = users_of(command).unwrap_or_default();
    for action in actions_of(command) {
        if !actor.roles.iter().any(|role| action.roles().contains(role)) {
            return Err(Refusal::NotPermitted { user: None, needs: action.roles().to_vec() });
        }
        if !action.looks_at_target() {
            continue;
        }
        for user in users {
            permit_on(workspace, actor, action, *user)?;
        }
    }
    Ok(())
}

/// Whether the actor may perform an action on one user.
fn permit_on(
    workspace: &Workspace,
    actor: &Actor,
    action: Action,
    user: UserId,
) -> Result<(), Refusal> {
    let allows =
        |target: &[_]| actor.roles.iter().any(|role| permit::allows(*role, action, target));
    match workspace.roles().of(workspace.users().id(user)) {
        Some(held) if allows(held) => Ok(()),
        Some(_) => Err(Refusal::NotPermitted { user: Some(user), needs: action.roles().to_vec() }),
        // Nobody's roles were imported: only those whom no role of a target stops are sure.
        None if allows(&[crate::domain::Role::GlobalAdministrator]) => Ok(()),
        None => Err(Refusal::RolesUnknown { user }),
    }
}

pub(super) fn acceptable_part(
    workspace: &Workspace,
    command: &Command,
    context: &Context,
) -> (Option<Command>, Vec<Refusal>) {
    let Err(refusals) = rehearse(workspace, command, context) else {
        return (Some(command.clone()), Vec::new());
    };
    let mut refused = BTreeSet::new();
    let mut all = refusals;
    // Each round takes out whom the last one refused; what is left is asked again, because rights
    // stop at the first refusal.
    loop {
        let before = refused.len();
        refused.extend(all.iter().filter_map(user_of));
        if refused.len() == before {
            return (None, all);
        }
        let keep = |users: &[UserId]| -> Vec<UserId> {
            users.iter().copied().filter(|user| !refused.contains(user)).collect()
        };
        let part = match command {
            Command::Edit { users, changes } => {
                Command::Edit { users: keep(users), changes: changes.clone() }
            }
            Command::Delete { users } => Command::Delete { users: keep(users) },
            Command::Restore { users, new_names, proxies } => Command::Restore {
                users: keep(users),
                new_names: new_names.clone(),
                proxies: *proxies,
            },
            Command::Stage { users, intent } => {
                Command::Stage { users: keep(users), intent: *intent }
            }
            Command::Unstage { users, intent } => {
                Command::Unstage { users: keep(users), intent: *intent }
            }
            Command::CreateUser(_) | Command::Undo(_) | Command::Drop { .. } => return (None, all),
        };
        if users_of(&part).is_none_or(<[UserId]>::is_empty) {
            return (None, all);
        }
        match rehearse(workspace, &part, context) {
            Ok(_) => return (Some(part), all),
            Err(more) => all.extend(more),
        }
    }
}

/// The user whom a refusal is about.
#[must_use]
pub const fn user_of(refusal: &Refusal) -> Option<UserId> {
    match refusal {
        Refusal::NotPermitted { user, .. } => *user,
        Refusal::OwnAccount { user }
        | Refusal::NoSuchUser { user }
        | Refusal::NotDeleted { user }
        | Refusal::MasteredOnPremises { user, .. }
        | Refusal::DeletedAtSource { user }
        | Refusal::RolesUnknown { user }
        | Refusal::ManagerLoop { user, .. }
        | Refusal::RestoreTooLate { user, .. }
        | Refusal::ProxyTaken { user, .. }
        | Refusal::RestoreAtSource { user }
        | Refusal::PasswordElsewhere { user, .. }
        | Refusal::IntentUnchanged { user, .. }
        | Refusal::Contradicts { user } => Some(*user),
        _ => None,
    }
}

/// The users of a list that are in the state asked for, without repetition; refusals for the rest.
fn in_state(
    workspace: &Workspace,
    users: &[UserId],
    is: impl Fn(Existence) -> bool,
    refuse: impl Fn(UserId) -> Refusal,
) -> Result<Vec<UserId>, Vec<Refusal>> {
    let mut seen = BTreeSet::new();
    let distinct: Vec<UserId> = users.iter().copied().filter(|user| seen.insert(*user)).collect();
    let refusals: Vec<Refusal> = distinct
        .iter()
        .filter(|user| {
            user.0 >= workspace.users().rows() || !is(workspace.users().existence(**user))
        })
        .map(|user| refuse(*user))
        .collect();
    if refusals.is_empty() { Ok(distinct) } else { Err(refusals) }
}

/// Whether the user is mastered on-premises; unknown when never imported.
fn is_synced(workspace: &Workspace, user: UserId) -> Option<bool> {
    match workspace.users().get(user, Attribute::ON_PREMISES_SYNC_ENABLED) {
        crate::domain::Datum::Unknown => None,
        datum => Some(datum.as_boolean().unwrap_or(false)),
    }
}
