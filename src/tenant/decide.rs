//! Turns commands into operations, or refuses them; changes nothing.
//!
//! Two steps: a command is *expanded* into events (`create`, `edit`, `existence`, `intents`,
//! `undo`), then the events are *admitted* (`admit`): whatever the command was, no operation breaks
//! a rule of the directory. The same second step judges the journal of a file from elsewhere.

mod admit;
mod create;
mod edit;
mod education;
mod existence;
mod groups;
mod intents;
mod licences;
mod prices;
mod renew;
mod self_service;
mod settings;
mod undo;

pub(super) use admit::{admit, fresh};
pub(super) use self_service::command_of;

use crate::domain::attribute::Of;
use crate::domain::{
    Actor, Attribute, Command, Context, Event, Existence, GroupProblem, LicenseProblem, Operation,
    Party, Refusal, Row, Subject, Title, UserId, Warning,
};
use crate::tenant::groups::Nature;
use crate::tenant::permit::groups::GroupAction;
use crate::tenant::permit::{self, Action};
use crate::tenant::{Workspace, cases};
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
    if rows_of(command).is_some_and(|(_, rows)| rows.is_empty()) {
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
        let mut warnings = expansion.warnings;
        warnings.extend(admit::unchecked(workspace, &operation));
        warnings.extend(cases::broken(workspace, &operation.events, context.at));
        Ok(Rehearsal { operation, warnings })
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
        Command::CreateGroup(new) => groups::create(workspace, new, context),
        Command::EditGroups { groups, changes } => groups::edit(workspace, groups, changes),
        Command::Convert { groups, to, rule } => {
            groups::convert(workspace, groups, *to, rule.as_deref(), context.at)
        }
        Command::DeleteGroups { groups } => groups::delete(workspace, groups, context),
        Command::RestoreGroups { groups } => groups::restore(workspace, groups),
        Command::RenewGroups { groups } => renew::expand(workspace, groups, context.at),
        Command::License { of, rows, add, remove } => {
            licences::expand(workspace, *of, rows, add, remove)
        }
        Command::Relate { groups, side, add, remove } => {
            groups::relate(workspace, groups, *side, add, remove)
        }
        Command::Set { settings } => settings::expand(workspace, settings),
        Command::SelfService { group, wish } => {
            self_service::expand(workspace, *group, wish, context)
        }
        Command::Expect { group, cases } => self_service::expect(workspace, *group, cases),
        Command::NoteView { user, view } => self_service::note_view(workspace, *user, *view),
        Command::Price { prices } => Ok(prices::expand(workspace, prices)),
        Command::Educate { notes } => Ok(education::expand(workspace, notes)),
        Command::Undo(operation) => undo::undo(workspace, *operation),
        Command::Drop { operation, dependents } => undo::drop(workspace, *operation, dependents),
    }
}

/// The objects that a command names; none for commands about operations and about nobody yet.
fn rows_of(command: &Command) -> Option<(Of, &[Row])> {
    match command {
        Command::Edit { users, .. }
        | Command::Delete { users }
        | Command::Restore { users, .. }
        | Command::Stage { users, .. }
        | Command::Unstage { users, .. } => Some((Of::User, users)),
        Command::License { of, rows, .. } => Some((*of, rows)),
        Command::EditGroups { groups, .. }
        | Command::Convert { groups, .. }
        | Command::DeleteGroups { groups }
        | Command::RestoreGroups { groups }
        | Command::RenewGroups { groups }
        | Command::Relate { groups, .. } => Some((Of::Group, groups)),
        Command::CreateUser(_)
        | Command::CreateGroup(_)
        | Command::Set { .. }
        | Command::SelfService { .. }
        | Command::Expect { .. }
        | Command::NoteView { .. }
        | Command::Price { .. }
        | Command::Educate { .. }
        | Command::Undo(_)
        | Command::Drop { .. } => None,
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
        Command::License { of: Of::User, .. } => BTreeSet::from([Action::License]),
        // Taking back what is staged here asks nothing of the tenant; groups have a table of their own.
        Command::Unstage { .. }
        | Command::Undo(_)
        | Command::Drop { .. }
        | Command::CreateGroup(_)
        | Command::EditGroups { .. }
        | Command::Convert { .. }
        | Command::DeleteGroups { .. }
        | Command::RestoreGroups { .. }
        | Command::RenewGroups { .. }
        | Command::License { .. }
        | Command::Relate { .. }
        | Command::Set { .. }
        | Command::SelfService { .. }
        | Command::Expect { .. }
        | Command::NoteView { .. }
        | Command::Price { .. }
        | Command::Educate { .. } => BTreeSet::new(),
    }
}

/// What a command asks of each of its groups.
const fn group_action(command: &Command) -> Option<GroupAction> {
    match command {
        Command::CreateGroup(_) => Some(GroupAction::Create),
        Command::EditGroups { .. }
        | Command::Convert { .. }
        | Command::RenewGroups { .. }
        | Command::Relate { .. } => Some(GroupAction::Change),
        Command::License { of: Of::Group, .. } => Some(GroupAction::License),
        Command::DeleteGroups { .. } | Command::RestoreGroups { .. } => {
            Some(GroupAction::Existence)
        }
        _ => None,
    }
}

/// Whether the actor may do what a command asks to each of its groups.
fn permit_groups(workspace: &Workspace, actor: &Actor, command: &Command) -> Result<(), Refusal> {
    let Some(action) = group_action(command) else { return Ok(()) };
    if let Command::CreateGroup(new) = command {
        let (kind, membership) = (new.kind, new.membership);
        return permit::groups::creation(workspace, actor, kind, membership, new.role_assignable);
    }
    let groups = rows_of(command).map(|(_, groups)| groups).unwrap_or_default();
    for group in groups.iter().filter(|group| group.0 < workspace.groups().rows()) {
        let new = permit::groups::made_here(workspace, actor, *group);
        if new || permit::groups::allows_on(workspace, actor, action, *group) {
            continue;
        }
        let nature = Nature::in_table(workspace.groups(), *group);
        return Err(Refusal::NotPermitted {
            subject: Some(Subject::group(*group)),
            needs: action.roles(nature.role_assignable == Some(true)).to_vec(),
        });
    }
    Ok(())
}

pub(super) fn permit(
    workspace: &Workspace,
    actor: &Actor,
    command: &Command,
) -> Result<(), Refusal> {
    permit_groups(workspace, actor, command)?;
    self_service::permit(workspace, actor, command)?;
    let users = rows_of(command).map(|(_, users)| users).unwrap_or_default();
    for action in actions_of(command) {
        if !actor.roles.iter().any(|role| action.roles().contains(role)) {
            return Err(Refusal::NotPermitted { subject: None, needs: action.roles().to_vec() });
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
        Some(_) => Err(Refusal::NotPermitted {
            subject: Some(Subject::user(user)),
            needs: action.roles().to_vec(),
        }),
        // Nobody's roles were imported: only those whom no role of a target stops are sure.
        None if allows(&[crate::domain::Role::GlobalAdministrator]) => Ok(()),
        None => Err(Refusal::RolesUnknown { user }),
    }
}

pub(super) fn acceptable_part(
    workspace: &Workspace,
    command: &Command,
    context: &Context,
) -> (Option<(Command, Rehearsal)>, Vec<Refusal>) {
    let refusals = match rehearse(workspace, command, context) {
        Ok(rehearsal) => return (Some((command.clone(), rehearsal)), Vec::new()),
        Err(refusals) => refusals,
    };
    let mut refused = BTreeSet::new();
    let mut parties = 0;
    let party_of = |refusal: &Refusal| {
        matches!(refusal, Refusal::Group { problem: GroupProblem::Party { .. }, .. })
    };
    let mut all = refusals;
    // Each round takes out whom the last one refused; what is left is asked again, because rights
    // stop at the first refusal.
    loop {
        let before = (refused.len(), parties);
        parties = all.iter().filter(|one| party_of(one)).count();
        refused.extend(all.iter().filter_map(subject_of));
        if (refused.len(), parties) == before {
            return (None, all);
        }
        let (of, _) = rows_of(command).unwrap_or_default();
        let keep = |rows: &[Row]| -> Vec<Row> {
            rows.iter()
                .copied()
                .filter(|row| !refused.contains(&Subject { of, row: *row }))
                .collect()
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
            Command::EditGroups { groups, changes } => {
                Command::EditGroups { groups: keep(groups), changes: changes.clone() }
            }
            Command::Convert { groups, to, rule } => {
                Command::Convert { groups: keep(groups), to: *to, rule: rule.clone() }
            }
            Command::DeleteGroups { groups } => Command::DeleteGroups { groups: keep(groups) },
            Command::RestoreGroups { groups } => Command::RestoreGroups { groups: keep(groups) },
            Command::RenewGroups { groups } => Command::RenewGroups { groups: keep(groups) },
            Command::License { of, rows, add, remove } => Command::License {
                of: *of,
                rows: keep(rows),
                add: add.clone(),
                remove: remove.clone(),
            },
            Command::Relate { groups, side, add, remove } => Command::Relate {
                groups: keep(groups),
                side: *side,
                add: without(add, &all),
                remove: remove.clone(),
            },
            Command::CreateUser(_)
            | Command::CreateGroup(_)
            | Command::Set { .. }
            | Command::SelfService { .. }
            | Command::Expect { .. }
            | Command::NoteView { .. }
            | Command::Price { .. }
            | Command::Educate { .. }
            | Command::Undo(_)
            | Command::Drop { .. } => return (None, all),
        };
        if rows_of(&part).is_none_or(|(_, rows)| rows.is_empty()) {
            return (None, all);
        }
        match rehearse(workspace, &part, context) {
            Ok(rehearsal) => return (Some((part, rehearsal)), all),
            Err(more) => all.extend(more),
        }
    }
}

/// Those of a list whom no refusal says cannot be in a group.
fn without(parties: &[Party], refusals: &[Refusal]) -> Vec<Party> {
    let refused: BTreeSet<Party> = refusals
        .iter()
        .filter_map(|refusal| match refusal {
            Refusal::Group { problem: GroupProblem::Party { party, .. }, .. } => Some(*party),
            _ => None,
        })
        .collect();
    parties.iter().copied().filter(|party| !refused.contains(party)).collect()
}

/// The object that a refusal is about, where leaving it out would help. Whoever cannot be in a group is
/// left out in its stead.
#[must_use]
pub const fn subject_of(refusal: &Refusal) -> Option<Subject> {
    match refusal {
        Refusal::NotPermitted { subject, .. } => *subject,
        Refusal::Contradicts { subject } => Some(*subject),
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
        | Refusal::IntentUnchanged { user, .. } => Some(Subject::user(*user)),
        Refusal::License { who, problem } => match problem {
            // Wrong with the product, whoever is to have it.
            LicenseProblem::NotOwned { .. }
            | LicenseProblem::NotForPeople { .. }
            | LicenseProblem::NotGivable { .. }
            | LicenseProblem::ForeignPlan { .. } => None,
            _ => Some(*who),
        },
        Refusal::Group { group, problem } if !matches!(problem, GroupProblem::Party { .. }) => {
            Some(Subject::group(*group))
        }
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
