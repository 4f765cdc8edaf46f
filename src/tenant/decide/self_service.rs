//! What people do with groups by themselves, and what is noted of groups and people besides.

use super::Expansion;
use crate::domain::attribute::Of;
use crate::domain::{
    Actor, Attribute, Barrier, Command, Context, Datum, Deed, Event, GroupId, GroupProblem,
    LedgerEntry, LedgerKey, Operation, Outcome, Party, Refusal, Request, Role, Setting, Side,
    Subject, Title, UserId, Value, View, Wish,
};
use crate::rules::Target;
use crate::tenant::groups::{Nature, target};
use crate::tenant::permit::groups::{GroupAction, allows_on, made_here};
use crate::tenant::{Workspace, permit, self_service};

/// Who may hand out a view: who manages groups.
const HANDS_OUT: [Role; 3] =
    [Role::GroupsAdministrator, Role::UserAdministrator, Role::GlobalAdministrator];

/// Roles that change users or groups; the others only look.
const WRITERS: [Role; 9] = [
    Role::GlobalAdministrator,
    Role::PrivilegedAuthenticationAdministrator,
    Role::PrivilegedRoleAdministrator,
    Role::UserAdministrator,
    Role::AuthenticationAdministrator,
    Role::HelpdeskAdministrator,
    Role::PasswordAdministrator,
    Role::GroupsAdministrator,
    Role::DirectoryWriters,
];

/// Whether the actor may do what a command about settings, cases or views asks, or take back what it
/// would. What somebody may do about their own membership is asked when it is decided.
pub(super) fn permit(
    workspace: &Workspace,
    actor: &Actor,
    command: &Command,
) -> Result<(), Refusal> {
    let one_of = |roles: &[Role], subject| {
        let holds = roles.is_empty() || actor.roles.iter().any(|role| roles.contains(role));
        holds.then_some(()).ok_or(Refusal::NotPermitted { subject, needs: roles.to_vec() })
    };
    match command {
        Command::Set { settings } => settings
            .iter()
            .try_for_each(|(setting, _)| one_of(permit::settings::roles(*setting), None)),
        Command::NoteView { user, .. } => one_of(&HANDS_OUT, Some(Subject::user(*user))),
        Command::Expect { group, .. } if group.0 < workspace.groups().rows() => {
            let action = GroupAction::Change;
            let new = made_here(workspace, actor, *group);
            if new || allows_on(workspace, actor, action, *group) {
                return Ok(());
            }
            let nature = Nature::in_table(workspace.groups(), *group);
            Err(Refusal::NotPermitted {
                subject: Some(Subject::group(*group)),
                needs: action.roles(nature.role_assignable == Some(true)).to_vec(),
            })
        }
        // What is staged here belongs to those who can change something. Anybody else takes back what they
        // did themselves, and brings it back where they still may do it.
        Command::Unstage { .. } => one_of(&WRITERS, None),
        Command::Undo(operation) => own(workspace, actor, &[*operation]),
        Command::Drop { operation, dependents } => {
            own(workspace, actor, &[*operation])?;
            own(workspace, actor, dependents)
        }
        _ => Ok(()),
    }
}

fn own(
    workspace: &Workspace,
    actor: &Actor,
    operations: &[crate::domain::OperationId],
) -> Result<(), Refusal> {
    if actor.roles.iter().any(|role| WRITERS.contains(role)) {
        return Ok(());
    }
    let foreign = operations.iter().copied().find(|id| {
        workspace
            .operation(*id)
            .is_some_and(|operation| operation.actor.id.is_none() || operation.actor.id != actor.id)
    });
    if let Some(operation) = foreign {
        let barrier = Barrier::NotOwnOperation { operation };
        return Err(Refusal::SelfService { group: None, barrier });
    }
    for operation in operations.iter().filter_map(|id| workspace.operation(*id)) {
        if !workspace.is_in_force(operation.id) {
            again(workspace, actor, operation)?;
        }
    }
    Ok(())
}

/// Whether the actor may still do what they once did and took back.
fn again(workspace: &Workspace, actor: &Actor, operation: &Operation) -> Result<(), Refusal> {
    if let Some(Command::SelfService { group, wish }) = command_of(workspace, operation) {
        return self_service::barrier(workspace, actor, operation.at, group, &wish)
            .map(|_| ())
            .map_err(|barrier| Refusal::SelfService { group: Some(group), barrier });
    }
    operation
        .events
        .iter()
        .find_map(|event| super::admit::rights(workspace, operation, event))
        .map_or(Ok(()), Err)
}

pub(super) fn expand(
    workspace: &Workspace,
    group: GroupId,
    wish: &Wish,
    context: &Context,
) -> Result<Expansion, Vec<Refusal>> {
    let active = workspace.is_active(Subject::group(group));
    if !active {
        return Err(vec![Refusal::Group { group, problem: GroupProblem::NotActive }]);
    }
    let at = context.at;
    let actor = self_service::barrier(workspace, &context.actor, at, group, wish)
        .map_err(|barrier| vec![Refusal::SelfService { group: Some(group), barrier }])?;
    let whose = match wish {
        Wish::Approve { user } | Wish::Deny { user, .. } => *user,
        Wish::Join | Wish::Leave | Wish::Ask { .. } | Wish::Withdraw => actor,
    };
    let key = LedgerKey::Request { group, user: whose };
    let noted = |request: Request| Event::Ledger {
        key,
        before: workspace.ledger().get(&key).cloned(),
        after: Some(LedgerEntry::Request(request)),
    };
    let answered = |outcome| {
        let request = workspace.ledger().request(group, whose).cloned();
        request.map(|request| noted(Request { outcome, ..request }))
    };
    let relation = |comes: bool| {
        let party = Party::Here(Subject::user(whose));
        let before = workspace.directory().members.has_party(Side::Members, group, party);
        Event::Relation { group, side: Side::Members, party, before, after: comes }
    };
    let events: Vec<Event> = match wish {
        Wish::Join => vec![relation(true)],
        Wish::Leave => vec![relation(false)],
        Wish::Ask { justification } => vec![noted(Request {
            since: at,
            justification: justification.trim().to_owned(),
            outcome: Outcome::Pending,
        })],
        Wish::Withdraw => answered(Outcome::Cancelled { at }).into_iter().collect(),
        Wish::Approve { .. } => answered(Outcome::Approved { at, by: actor })
            .into_iter()
            .chain([relation(true)])
            .collect(),
        Wish::Deny { reason, .. } => {
            let reason = reason.trim().to_owned();
            answered(Outcome::Denied { at, by: actor, reason }).into_iter().collect()
        }
    };
    let title = Title::SelfService {
        deed: deed(wish),
        group: name(workspace, group),
        user: upn(workspace, whose),
    };
    Ok(Expansion { title, events, warnings: Vec::new() })
}

const fn deed(wish: &Wish) -> Deed {
    match wish {
        Wish::Join => Deed::Join,
        Wish::Leave => Deed::Leave,
        Wish::Ask { .. } => Deed::Ask,
        Wish::Withdraw => Deed::Withdraw,
        Wish::Approve { .. } => Deed::Approve,
        Wish::Deny { .. } => Deed::Deny,
    }
}

fn name(workspace: &Workspace, group: GroupId) -> String {
    let name = workspace.groups().get(group, Attribute::GROUP_DISPLAY_NAME);
    name.as_text().map_or_else(|| workspace.groups().id(group).to_string(), ToOwned::to_owned)
}

fn upn(workspace: &Workspace, user: UserId) -> String {
    let name = workspace.users().get(user, Attribute::USER_PRINCIPAL_NAME);
    name.as_text().map_or_else(|| workspace.users().id(user).to_string(), ToOwned::to_owned)
}

pub(super) fn expect(
    workspace: &Workspace,
    group: GroupId,
    cases: &[(Subject, Option<bool>)],
) -> Result<Expansion, Vec<Refusal>> {
    if !workspace.is_active(Subject::group(group)) {
        return Err(vec![Refusal::Group { group, problem: GroupProblem::NotActive }]);
    }
    let of =
        Nature::in_table(workspace.groups(), group).membership.and_then(target).map(Target::of);
    let mut refusals = Vec::new();
    let mut events: Vec<Event> = Vec::new();
    for (who, expected) in cases {
        if expected.is_some() && (of != Some(who.of) || !workspace.is_active(*who)) {
            refusals.push(Refusal::NoCase { group, who: *who });
            continue;
        }
        let key = LedgerKey::Case { group, who: *who };
        let twice = |event: &Event| matches!(event, Event::Ledger { key: one, .. } if *one == key);
        if !events.iter().any(twice) {
            let before = workspace.ledger().get(&key).cloned();
            events.push(Event::Ledger { key, before, after: expected.map(LedgerEntry::Case) });
        }
    }
    if !refusals.is_empty() {
        return Err(refusals);
    }
    let changed = events.iter().filter(|event| !event.is_void()).count();
    let cases = u32::try_from(changed).unwrap_or(u32::MAX);
    let title = Title::Expect { group: name(workspace, group), cases };
    Ok(Expansion { title, events, warnings: Vec::new() })
}

pub(super) fn note_view(
    workspace: &Workspace,
    user: UserId,
    view: View,
) -> Result<Expansion, Vec<Refusal>> {
    if !workspace.is_active(Subject::user(user)) {
        return Err(vec![Refusal::NoSuchUser { user }]);
    }
    // Answers are to the view that was given, and go on where those before ended.
    let continues = workspace.ledger().view(user).is_some_and(|given| {
        given.at == view.at && given.secret == view.secret && given.taken < view.taken
    });
    if view.taken > 0 && !continues {
        let barrier = Barrier::NoView;
        return Err(vec![Refusal::SelfService { group: None, barrier }]);
    }
    let key = LedgerKey::View { user };
    let event = Event::Ledger {
        key,
        before: workspace.ledger().get(&key).cloned(),
        after: Some(LedgerEntry::View(view)),
    };
    let title = Title::NoteView { user: upn(workspace, user), taken: view.taken };
    Ok(Expansion { title, events: vec![event], warnings: Vec::new() })
}

/// The command that an operation about the ledger comes from; none when its events are not of one.
pub(in crate::tenant) fn command_of(
    workspace: &Workspace,
    operation: &Operation,
) -> Option<Command> {
    let noted = operation.events.iter().filter_map(|event| match event {
        Event::Ledger { key, after, .. } => Some((*key, after.as_ref())),
        _ => None,
    });
    match &operation.title {
        Title::Set { settings } => {
            let mut values: Vec<(Setting, Option<Value>)> = Vec::with_capacity(settings.len());
            for setting in settings {
                let key = LedgerKey::Setting(*setting);
                let entry = noted.clone().find(|(one, _)| *one == key).map(|(_, after)| after);
                // What the title names and no event changes stands as it is.
                let datum = match entry {
                    Some(Some(LedgerEntry::Setting(datum))) => datum.clone(),
                    Some(Some(_)) => return None,
                    Some(None) => workspace.organisation().setting(*setting),
                    None => workspace.setting(*setting),
                };
                let value = match datum {
                    Datum::Unknown => return None,
                    Datum::Null => None,
                    Datum::Value(value) => Some(value),
                };
                values.push((*setting, value));
            }
            Some(Command::Set { settings: values })
        }
        Title::SelfService { deed, .. } => {
            let (group, wish) = wish_of(operation, *deed)?;
            Some(Command::SelfService { group, wish })
        }
        Title::Expect { .. } => {
            let mut cases = Vec::new();
            let mut of = None;
            for (key, after) in noted {
                let LedgerKey::Case { group, who } = key else { return None };
                if *of.get_or_insert(group) != group {
                    return None;
                }
                let expected = match after {
                    None => None,
                    Some(LedgerEntry::Case(expected)) => Some(*expected),
                    Some(_) => return None,
                };
                cases.push((who, expected));
            }
            Some(Command::Expect { group: of?, cases })
        }
        Title::Price { .. } => super::prices::command(operation),
        Title::Educate { .. } => super::education::command(operation),
        Title::NoteView { .. } => noted.into_iter().find_map(|(key, after)| match (key, after) {
            (LedgerKey::View { user }, Some(LedgerEntry::View(view))) => {
                Some(Command::NoteView { user, view: *view })
            }
            _ => None,
        }),
        _ => None,
    }
}

fn wish_of(operation: &Operation, deed: Deed) -> Option<(GroupId, Wish)> {
    let request = operation.events.iter().find_map(|event| match event {
        Event::Ledger {
            key: LedgerKey::Request { group, user },
            after: Some(LedgerEntry::Request(request)),
            ..
        } => Some((*group, *user, request)),
        _ => None,
    });
    let related = operation.events.iter().find_map(|event| match event {
        Event::Relation { group, side: Side::Members, .. } => Some(*group),
        _ => None,
    });
    Some(match (deed, request) {
        (Deed::Join, _) => (related?, Wish::Join),
        (Deed::Leave, _) => (related?, Wish::Leave),
        (Deed::Ask, Some((group, _, request))) => {
            (group, Wish::Ask { justification: request.justification.clone() })
        }
        (Deed::Withdraw, Some((group, ..))) => (group, Wish::Withdraw),
        (Deed::Approve, Some((group, user, _))) => (group, Wish::Approve { user }),
        (Deed::Deny, Some((group, user, request))) => match &request.outcome {
            Outcome::Denied { reason, .. } => (group, Wish::Deny { user, reason: reason.clone() }),
            _ => return None,
        },
        _ => return None,
    })
}

/// Whether an operation about the ledger is one in its form: entries and relations of the kind that its
/// title speaks of, about the actor where they are theirs. An import may have left any part of it out.
pub(super) fn is_well_formed(workspace: &Workspace, operation: &Operation) -> bool {
    let actor = operation.actor.id.and_then(|id| workspace.users().find(id));
    let own = |user: UserId| actor == Some(user);
    operation.events.iter().all(|event| match (&operation.title, event) {
        (
            Title::Set { settings },
            Event::Ledger { key: LedgerKey::Setting(setting), after, .. },
        ) => {
            settings.contains(setting)
                && matches!(after, None | Some(LedgerEntry::Setting(_)))
                && operation
                    .actor
                    .roles
                    .iter()
                    .any(|role| permit::settings::roles(*setting).contains(role))
        }
        (
            Title::SelfService { deed, .. },
            Event::Ledger {
                key: LedgerKey::Request { user, .. },
                after: Some(LedgerEntry::Request(request)),
                ..
            },
        ) => match (deed, &request.outcome) {
            (Deed::Ask, Outcome::Pending) | (Deed::Withdraw, Outcome::Cancelled { .. }) => {
                own(*user)
            }
            (Deed::Approve, Outcome::Approved { by, .. })
            | (Deed::Deny, Outcome::Denied { by, .. }) => own(*by),
            _ => false,
        },
        (
            Title::SelfService { deed, .. },
            Event::Relation {
                side: Side::Members,
                party: Party::Here(Subject { of: Of::User, row }),
                after,
                ..
            },
        ) => match deed {
            Deed::Join => *after && own(*row),
            Deed::Leave => !*after && own(*row),
            Deed::Approve => *after,
            Deed::Ask | Deed::Withdraw | Deed::Deny => false,
        },
        (Title::Expect { .. }, Event::Ledger { key: LedgerKey::Case { .. }, after, .. }) => {
            matches!(after, None | Some(LedgerEntry::Case(_)))
        }
        (Title::Price { .. }, Event::Ledger { key: LedgerKey::Price(_), after, .. }) => {
            matches!(after, None | Some(LedgerEntry::Price(_)))
        }
        (Title::Educate { .. }, Event::Ledger { key: LedgerKey::Education(_), after, .. }) => {
            matches!(after, None | Some(LedgerEntry::Education(_)))
        }
        (Title::NoteView { .. }, Event::Ledger { key: LedgerKey::View { .. }, after, .. }) => {
            matches!(after, Some(LedgerEntry::View(_)))
                && operation.actor.roles.iter().any(|role| HANDS_OUT.contains(role))
        }
        _ => false,
    })
}
