//! What is staged, object by object, and the commands that take a part of it back.

use crate::{
    domain::{
        Attribute, Command, Datum, Event, Existence, Intent, OperationId, Party, ProxyConflict,
        Row, Side, Subject, Title,
        attribute::{Of, Write},
    },
    store::Bits,
    tenant::{Diff, Workspace, groups::Nature},
};

/// What becomes of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    Changed,
    Created,
    Deleted,
    Restored,
}

/// What is staged for an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub subject: Subject,
    pub fate: Fate,
    /// Attribute, baseline, now.
    pub attributes: Vec<(Attribute, Datum, Datum)>,
    pub intents: Vec<Intent>,
    /// Who came into a list of a group (`true`), or went.
    pub relations: Vec<(Side, Party, bool)>,
}

/// What is staged for an object; none when nothing is.
#[must_use]
pub fn of(workspace: &Workspace, subject: Subject) -> Option<Difference> {
    workspace.staged().of(subject).map(|diff| difference(workspace, subject, diff))
}

fn difference(workspace: &Workspace, subject: Subject, diff: &Diff) -> Difference {
    let objects = workspace.directory().of(subject.of);
    let fate = match (diff.existence, objects.existence(subject.row)) {
        (Some(Existence::Absent), Existence::Active) => Fate::Created,
        (Some(Existence::Deleted(_)), Existence::Active) => Fate::Restored,
        (Some(_), _) => Fate::Deleted,
        (None, _) => Fate::Changed,
    };
    let changed = |(attribute, before): (&Attribute, &Datum)| {
        (*attribute, before.clone(), objects.get(subject.row, *attribute))
    };
    Difference {
        subject,
        fate,
        attributes: diff.attributes.iter().map(changed).collect(),
        intents: diff.intents.iter().copied().collect(),
        relations: diff
            .relations
            .iter()
            .map(|((side, party), came)| (*side, *party, *came))
            .collect(),
    }
}

/// The users and the groups that a filter leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Within {
    pub users: Bits,
    pub groups: Bits,
}

/// A part of the staged differences, users before groups and in the order of the rows, and how many
/// there are in all. `within` leaves out the objects that are not in it.
#[must_use]
pub fn part(
    workspace: &Workspace,
    within: Option<&Within>,
    skip: usize,
    take: usize,
) -> (Vec<Difference>, usize) {
    let chosen = |subject: Subject| {
        within.is_none_or(|within| match subject.of {
            Of::User => within.users.contains(subject.row.0),
            Of::Group => within.groups.contains(subject.row.0),
            Of::Device => false,
        })
    };
    let staged = || workspace.staged().objects().filter(|(subject, _)| chosen(*subject));
    let total = match within {
        None => workspace.staged().len(),
        Some(_) => staged().count(),
    };
    let part = staged().skip(skip).take(take);
    (part.map(|(subject, diff)| difference(workspace, subject, diff)).collect(), total)
}

/// Whether an attribute of a group can be written here.
fn group_writable(workspace: &Workspace, group: Row, attribute: Attribute) -> bool {
    attribute.definition().write != Write::Never
        && attribute != Attribute::GROUP_TYPES
        && Nature::in_table(workspace.groups(), group).managed_elsewhere().is_none()
}

/// The command that brings an attribute back to its baseline: an edit where one can, else dropping
/// the operation that changed it first (nobody can write *unknown*, nor an attribute that has
/// come to be mastered on-premises).
#[must_use]
pub fn revert(workspace: &Workspace, row: Row, attribute: Attribute) -> Option<Command> {
    use super::super::user::facts::{Mastery, mastery};
    let baseline = workspace.staged().baseline(row, attribute)?;
    let of_group = attribute.of() == Of::Group;
    let edit = |value| {
        let changes = vec![(attribute, value)];
        if of_group {
            Command::EditGroups { groups: vec![row], changes }
        } else {
            Command::Edit { users: vec![row], changes }
        }
    };
    let writable = if of_group {
        group_writable(workspace, row, attribute)
    } else {
        mastery(workspace.users(), row, attribute) == Mastery::Here
    };
    match baseline {
        Datum::Value(value) if writable => Some(edit(Some(value.clone()))),
        Datum::Null if writable && !attribute.definition().required => Some(edit(None)),
        _ => drop_first(workspace, |event| {
            matches!(event, Event::Attribute { row: whose, attribute: changed, .. }
                if *whose == row && *changed == attribute)
        }),
    }
}

/// The command that takes back who came into a group, or went.
#[must_use]
pub fn revert_relation(group: Row, side: Side, party: Party, came: bool) -> Command {
    let (add, remove) = if came { (vec![], vec![party]) } else { (vec![party], vec![]) };
    Command::Relate { groups: vec![group], side, add, remove }
}

/// The command that takes back what becomes of an object.
#[must_use]
pub fn revert_fate(workspace: &Workspace, subject: Subject, fate: Fate) -> Option<Command> {
    let rows = vec![subject.row];
    match (fate, subject.of) {
        (Fate::Changed, _) | (_, Of::Device) => None,
        (Fate::Created, Of::User) => Some(Command::Delete { users: rows }),
        (Fate::Created, Of::Group) => Some(Command::DeleteGroups { groups: rows }),
        (Fate::Deleted, Of::User) => Some(Command::Restore {
            users: rows,
            new_names: Vec::new(),
            proxies: ProxyConflict::Refuse,
        }),
        (Fate::Deleted, Of::Group) => Some(Command::RestoreGroups { groups: rows }),
        // A new deletion would be another one, with a date of its own.
        (Fate::Restored, _) => drop_first(workspace, |event| {
            matches!(event, Event::Existence { after: Existence::Active, .. })
                && event.subject() == Some(subject)
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
