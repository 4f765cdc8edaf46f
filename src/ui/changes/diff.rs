//! What is staged, user by user, and the commands that take a part of it back.

use crate::{
    domain::{
        Attribute, Command, Datum, Event, Existence, Intent, OperationId, ProxyConflict, Title,
        UserId,
    },
    store::Bits,
    tenant::{UserDiff, Workspace},
};

/// What becomes of a user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    Changed,
    Created,
    Deleted,
    Restored,
}

/// What is staged for a user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub user: UserId,
    pub fate: Fate,
    /// Attribute, baseline, now.
    pub attributes: Vec<(Attribute, Datum, Datum)>,
    pub intents: Vec<Intent>,
}

/// What is staged for a user; none when nothing is.
#[must_use]
pub fn of(workspace: &Workspace, user: UserId) -> Option<Difference> {
    workspace.staged().of(user).map(|diff| difference(workspace, user, diff))
}

fn difference(workspace: &Workspace, user: UserId, diff: &UserDiff) -> Difference {
    let users = workspace.users();
    let fate = match (diff.existence, users.existence(user)) {
        (Some(Existence::Absent), Existence::Active) => Fate::Created,
        (Some(Existence::Deleted(_)), Existence::Active) => Fate::Restored,
        (Some(_), _) => Fate::Deleted,
        (None, _) => Fate::Changed,
    };
    let changed = |(attribute, before): (&Attribute, &Datum)| {
        (*attribute, before.clone(), users.get(user, *attribute))
    };
    Difference {
        user,
        fate,
        attributes: diff.attributes.iter().map(changed).collect(),
        intents: diff.intents.iter().copied().collect(),
    }
}

/// A part of the staged differences, in the order of the rows, and how many there are in all.
/// `within` leaves out the users who are not in it.
#[must_use]
pub fn part(
    workspace: &Workspace,
    within: Option<&Bits>,
    skip: usize,
    take: usize,
) -> (Vec<Difference>, usize) {
    let chosen = |user: UserId| within.is_none_or(|within| within.contains(user.0));
    let staged = || workspace.staged().users().filter(|(user, _)| chosen(*user));
    let total = match within {
        None => workspace.staged().len(),
        Some(_) => staged().count(),
    };
    let part = staged().skip(skip).take(take);
    (part.map(|(user, diff)| difference(workspace, user, diff)).collect(), total)
}

/// The command that brings an attribute back to its baseline: an edit where one can, else dropping
/// the operation that changed it first (nobody can write *unknown*, nor an attribute that has
/// come to be mastered on-premises).
#[must_use]
pub fn revert(workspace: &Workspace, user: UserId, attribute: Attribute) -> Option<Command> {
    let baseline = workspace.staged().baseline(user, attribute)?;
    let edit = |value| Command::Edit { users: vec![user], changes: vec![(attribute, value)] };
    let writable = super::super::user::facts::mastery(workspace.users(), user, attribute)
        == super::super::user::facts::Mastery::Here;
    match baseline {
        Datum::Value(value) if writable => Some(edit(Some(value.clone()))),
        Datum::Null if writable && !attribute.definition().required => Some(edit(None)),
        _ => drop_first(workspace, |event| {
            matches!(event, Event::Attribute { user: whose, attribute: changed, .. }
                if *whose == user && *changed == attribute)
        }),
    }
}

/// The command that takes back what becomes of a user.
#[must_use]
pub fn revert_fate(workspace: &Workspace, user: UserId, fate: Fate) -> Option<Command> {
    let users = vec![user];
    match fate {
        Fate::Changed => None,
        Fate::Created => Some(Command::Delete { users }),
        Fate::Deleted => {
            Some(Command::Restore { users, new_names: Vec::new(), proxies: ProxyConflict::Refuse })
        }
        // A new deletion would be another one, with a date of its own.
        Fate::Restored => drop_first(workspace, |event| {
            matches!(event, Event::Existence { user: whose, after: Existence::Active, .. }
                if *whose == user)
        }),
    }
}

/// Drops the first operation in force with such an event, and what stands on it.
fn drop_first(workspace: &Workspace, is: impl Fn(&Event) -> bool) -> Option<Command> {
    let found = workspace.journal().iter().find(|operation| {
        !matches!(operation.title, Title::Undo(_) | Title::Redo(_) | Title::Drop { .. })
            && workspace.is_in_force(operation.id)
            && operation.events.iter().any(&is)
    })?;
    let dependents = workspace.dependents(found.id);
    Some(Command::Drop { operation: found.id, dependents })
}

/// Whether an operation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    InForce,
    Undone,
    /// Taken back from the middle, by this operation.
    Dropped(OperationId),
    /// It took another one back, or brought it back: it speaks of that one.
    Past,
}

/// Whether an operation stands.
#[must_use]
pub fn standing(workspace: &Workspace, id: OperationId) -> Standing {
    let Some(operation) = workspace.operation(id) else { return Standing::Past };
    if matches!(operation.title, Title::Undo(_) | Title::Redo(_)) {
        return Standing::Past;
    }
    if workspace.is_in_force(id) {
        return Standing::InForce;
    }
    let later = usize::try_from(id.0).unwrap_or(usize::MAX);
    let dropped = workspace.journal().get(later..).unwrap_or_default().iter().rev().find(|later| {
        matches!(&later.title, Title::Drop { operation, dependents }
            if (*operation == id || dependents.contains(&id)) && workspace.is_in_force(later.id))
    });
    dropped.map_or(Standing::Undone, |drop| Standing::Dropped(drop.id))
}

#[cfg(test)]
mod tests;
