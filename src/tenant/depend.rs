//! Which later operations stand on an earlier one.
//!
//! An operation stands on another when it touched what the other had touched (an attribute of an
//! object, an intent, a membership, whether the object exists), names an object that the other created
//! or brought back, or needs a name that the other freed or would claim again. What the attributes of a
//! group say of its kind decides who can be in it: memberships stand on them. Reporting lines are asked as a
//! whole: a line that would close into a loop takes along the youngest change in it.

use crate::domain::attribute::Of;
use crate::domain::{
    Attribute, Datum, Event, Existence, GroupId, Intent, LedgerEntry, LedgerKey, ObjectId,
    Operation, OperationId, Party, Row, Side, Subject, Title, UserId, Value,
};
use crate::tenant::Workspace;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Attribute(Row, Attribute),
    Intent(UserId, Intent),
    Existence(Subject),
    Relation(GroupId, Side, Party),
    /// How members come in, and what the group is.
    Nature(GroupId),
    /// A name in lower case.
    Name(Of, String),
    Object(ObjectId),
    Ledger(LedgerKey),
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

/// Whether a later operation has dropped something that stood on this one.
pub(super) fn dropped_from(workspace: &Workspace, id: OperationId) -> bool {
    let drops = workspace.journal().iter().rev().take_while(|operation| operation.id > id);
    let mut drops = drops.filter(|operation| {
        matches!(operation.title, Title::Drop { .. }) && workspace.is_in_force(operation.id)
    });
    let Some(first) = drops.next() else { return false };
    let Some(operation) = workspace.operation(id) else { return false };
    let made = keys(workspace, operation).makes;
    let stands =
        |drop: &Operation| keys(workspace, drop).needs.iter().any(|key| made.contains(key));
    stands(first) || drops.any(stands)
}

impl Keys {
    /// An entry of the ledger stands on the one before, and on the objects that it names.
    fn of_ledger(&mut self, key: LedgerKey, after: Option<&LedgerEntry>) {
        if let Some(LedgerEntry::Setting(Datum::Value(Value::Reference(id)))) = after {
            self.needs.insert(Key::Object(*id));
        }
        self.makes.insert(Key::Ledger(key));
        self.needs.insert(Key::Ledger(key));
        let objects = match key {
            LedgerKey::Setting(_) | LedgerKey::Price(_) | LedgerKey::Education(_) => [None, None],
            LedgerKey::Request { group, user } => {
                [Some(Subject::group(group)), Some(Subject::user(user))]
            }
            LedgerKey::Case { group, who } => [Some(Subject::group(group)), Some(who)],
            LedgerKey::View { user } => [Some(Subject::user(user)), None],
        };
        self.needs.extend(objects.into_iter().flatten().map(Key::Existence));
    }
}

fn keys(workspace: &Workspace, operation: &Operation) -> Keys {
    let mut keys = Keys::default();
    for event in &operation.events {
        let Some(subject) = event.subject() else {
            if let Event::Ledger { key, after, .. } = event {
                keys.of_ledger(*key, after.as_ref());
            }
            continue;
        };
        keys.needs.insert(Key::Existence(subject));
        match event {
            Event::Existence { of, row, id, .. } => {
                keys.makes.insert(Key::Existence(subject));
                keys.makes.insert(Key::Object(*id));
                if let Some(attribute) = unique(*of) {
                    let name = workspace.directory().of(*of).get(*row, attribute);
                    keys.name(*of, &name);
                }
            }
            Event::Attribute { row, attribute, before, after } => {
                keys.makes.insert(Key::Attribute(*row, *attribute));
                keys.needs.insert(Key::Attribute(*row, *attribute));
                if unique(subject.of) == Some(*attribute) {
                    keys.name(subject.of, before);
                    keys.name(subject.of, after);
                }
                if is_of_nature(*attribute) {
                    keys.makes.insert(Key::Nature(*row));
                    keys.needs.insert(Key::Nature(*row));
                }
                if let (Attribute::MANAGER, Datum::Value(Value::Reference(id))) =
                    (*attribute, after)
                {
                    keys.needs.insert(Key::Object(*id));
                }
            }
            Event::Intent { user, intent, .. } => {
                keys.makes.insert(Key::Intent(*user, *intent));
                keys.needs.insert(Key::Intent(*user, *intent));
            }
            // Seen to above: it has no subject.
            Event::Ledger { .. } => {}
            Event::Relation { group, side, party, .. } => {
                let relation = Key::Relation(*group, *side, *party);
                keys.makes.insert(relation.clone());
                keys.needs.insert(relation);
                keys.needs.insert(Key::Nature(*group));
                if let Party::Here(who) = party {
                    keys.needs.insert(Key::Existence(*who));
                    if let Some(inner) = who.as_group() {
                        keys.needs.insert(Key::Nature(inner));
                    }
                }
            }
        }
    }
    keys
}

/// The attribute of which no two objects of a kind have the same.
const fn unique(of: Of) -> Option<Attribute> {
    match of {
        Of::User => Some(Attribute::USER_PRINCIPAL_NAME),
        Of::Group => Some(Attribute::GROUP_MAIL_NICKNAME),
        Of::Device => None,
    }
}

/// Whether an attribute of a group says who can be in it.
const fn is_of_nature(attribute: Attribute) -> bool {
    matches!(
        attribute,
        Attribute::GROUP_TYPES
            | Attribute::GROUP_MAIL_ENABLED
            | Attribute::GROUP_SECURITY_ENABLED
            | Attribute::GROUP_IS_ASSIGNABLE_TO_ROLE
    )
}

impl Keys {
    fn name(&mut self, of: Of, name: &Datum) {
        if let Some(name) = name.as_text() {
            let key = Key::Name(of, name.to_lowercase());
            self.makes.insert(key.clone());
            self.needs.insert(key);
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
            if let Event::Attribute { row, attribute: Attribute::MANAGER, before, .. } = event {
                let manager = match before {
                    Datum::Value(Value::Reference(id)) => Some(*id),
                    _ => None,
                };
                back.insert(*row, manager);
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
                matches!(event, Event::Attribute { row, attribute: Attribute::MANAGER, .. } if line.contains(row))
            })
        })
        .map(|operation| operation.id)
}
