//! Which later operations stand on an earlier one.
//!
//! An operation stands on another when it touched what the other had touched (an attribute of a
//! user, an intent, whether the user exists), names a user that the other created or brought back,
//! or needs a name that the other freed or would claim again. Reporting lines are asked as a
//! whole: a line that would close into a loop takes along the youngest change in it.

use crate::domain::{
    Attribute, Datum, Event, Existence, Intent, ObjectId, Operation, OperationId, Title, UserId,
    Value,
};
use crate::tenant::Workspace;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Attribute(UserId, Attribute),
    Intent(UserId, Intent),
    Existence(UserId),
    /// A name in lower case.
    Name(String),
    Object(ObjectId),
}

/// What an operation makes that later ones can stand on, and what it stands on itself.
#[derive(Default)]
struct Keys {
    makes: BTreeSet<Key>,
    needs: BTreeSet<Key>,
}

pub(super) fn dependents(workspace: &Workspace, id: OperationId) -> Vec<OperationId> {
    let later: Vec<&Operation> = workspace
        .journal()
        .iter()
        .filter(|operation| {
            operation.id > id
                && workspace.is_in_force(operation.id)
                && !matches!(operation.title, Title::Undo(_) | Title::Redo(_) | Title::Drop { .. })
        })
        .collect();
    let Some(root) = workspace.operation(id).filter(|_| !later.is_empty()) else {
        return Vec::new();
    };
    let keys: Vec<Keys> = later.iter().map(|operation| keys(workspace, operation)).collect();
    let mut made = self::keys(workspace, root).makes;
    let mut gone: BTreeSet<OperationId> = BTreeSet::new();
    loop {
        let before = gone.len();
        for (operation, keys) in later.iter().zip(&keys) {
            if !gone.contains(&operation.id) && keys.needs.iter().any(|key| made.contains(key)) {
                gone.insert(operation.id);
                made.extend(keys.makes.iter().cloned());
            }
        }
        if gone.len() > before {
            continue;
        }
        match closes_a_loop(workspace, root, &later, &gone) {
            Some(youngest) if gone.insert(youngest) => {
                let at = later.iter().position(|operation| operation.id == youngest);
                if let Some(keys) = at.and_then(|at| keys.get(at)) {
                    made.extend(keys.makes.iter().cloned());
                }
            }
            _ => return gone.into_iter().collect(),
        }
    }
}

fn keys(workspace: &Workspace, operation: &Operation) -> Keys {
    let mut keys = Keys::default();
    for event in &operation.events {
        let user = event.user();
        keys.needs.insert(Key::Existence(user));
        match event {
            Event::Existence { id, .. } => {
                keys.makes.insert(Key::Existence(user));
                keys.makes.insert(Key::Object(*id));
                let name = workspace.users().get(user, Attribute::USER_PRINCIPAL_NAME);
                keys.name(&name);
            }
            Event::Attribute { attribute, before, after, .. } => {
                keys.makes.insert(Key::Attribute(user, *attribute));
                keys.needs.insert(Key::Attribute(user, *attribute));
                if *attribute == Attribute::USER_PRINCIPAL_NAME {
                    keys.name(before);
                    keys.name(after);
                }
                if let (Attribute::MANAGER, Datum::Value(Value::Reference(id))) =
                    (*attribute, after)
                {
                    keys.needs.insert(Key::Object(*id));
                }
            }
            Event::Intent { intent, .. } => {
                keys.makes.insert(Key::Intent(user, *intent));
                keys.needs.insert(Key::Intent(user, *intent));
            }
        }
    }
    keys
}

impl Keys {
    fn name(&mut self, name: &Datum) {
        if let Some(name) = name.as_text() {
            self.makes.insert(Key::Name(name.to_lowercase()));
            self.needs.insert(Key::Name(name.to_lowercase()));
        }
    }
}

/// If taking back `root` and `gone` would close a reporting line into a loop, the youngest
/// operation left that has a hand in it.
fn closes_a_loop(
    workspace: &Workspace,
    root: &Operation,
    later: &[&Operation],
    gone: &BTreeSet<OperationId>,
) -> Option<OperationId> {
    // The managers that would come back, oldest `before` last so that it wins.
    let mut back: BTreeMap<UserId, Option<ObjectId>> = BTreeMap::new();
    let dropped =
        later.iter().rev().copied().filter(|operation| gone.contains(&operation.id)).chain([root]);
    for operation in dropped {
        for event in operation.events.iter().rev() {
            if let Event::Attribute { user, attribute: Attribute::MANAGER, before, .. } = event {
                let manager = match before {
                    Datum::Value(Value::Reference(id)) => Some(*id),
                    _ => None,
                };
                back.insert(*user, manager);
            }
        }
    }
    let above = |user: UserId| -> Option<UserId> {
        let id = match back.get(&user) {
            Some(manager) => *manager,
            None => match workspace.users().get(user, Attribute::MANAGER) {
                Datum::Value(Value::Reference(id)) => Some(id),
                _ => None,
            },
        }?;
        let manager = workspace.users().find(id)?;
        (workspace.users().existence(manager) == Existence::Active).then_some(manager)
    };
    for user in back.keys() {
        let mut seen = BTreeSet::from([*user]);
        let mut at = *user;
        while let Some(manager) = above(at) {
            if manager == *user {
                return youngest_hand(later, gone, &seen);
            }
            if !seen.insert(manager) {
                break;
            }
            at = manager;
        }
    }
    None
}

fn youngest_hand(
    later: &[&Operation],
    gone: &BTreeSet<OperationId>,
    line: &BTreeSet<UserId>,
) -> Option<OperationId> {
    later
        .iter()
        .rev()
        .filter(|operation| !gone.contains(&operation.id))
        .find(|operation| {
            operation.events.iter().any(|event| {
                matches!(event, Event::Attribute { user, attribute: Attribute::MANAGER, .. } if line.contains(user))
            })
        })
        .map(|operation| operation.id)
}
