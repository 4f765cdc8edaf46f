//! Reads the staged changes of a workspace, person by person.

use super::super::licences;
use super::super::presence::Presence;
use super::super::step::{Field, Omitted, Target};
use super::super::wire;
use super::person::{Manager, Person, Reference};
use crate::domain::attribute::Write;
use crate::domain::{Attribute, Datum, Existence, ObjectId, UserId, Value};
use crate::powershell;
use crate::tenant::{Diff, Workspace};

/// Everybody with staged changes, and what cannot be said in a script.
pub(super) fn gather(workspace: &Workspace) -> (Vec<Person>, Vec<Omitted>) {
    let mut people = Vec::new();
    let mut omitted = Vec::new();
    for (user, diff) in workspace.staged().users() {
        if let Some(person) = person(workspace, user, diff, &mut omitted) {
            people.push(person);
        }
    }
    (people, omitted)
}

fn person(
    workspace: &Workspace,
    user: UserId,
    diff: &Diff,
    omitted: &mut Vec<Omitted>,
) -> Option<Person> {
    let users = workspace.users();
    let after = Presence::from(users.existence(user));
    let before = diff.existence.map_or(after, Presence::from);
    if before != Presence::Active && after != Presence::Active {
        // Restored and deleted again: the directory has nothing to do.
        return None;
    }
    let name_before = text(&workspace.baseline(user, Attribute::USER_PRINCIPAL_NAME));
    let name_after = match after {
        // Who is deleted keeps the name.
        Presence::Deleted => name_before.clone(),
        _ => text(&users.get(user, Attribute::USER_PRINCIPAL_NAME)),
    };
    let id = (!users.is_provisional(user) && before != Presence::Absent).then(|| users.id(user));
    if id.is_none() && name_after.is_empty() && name_before.is_empty() {
        omitted.push(Omitted::Nameless { label: text(&users.get(user, Attribute::DISPLAY_NAME)) });
        return None;
    }
    let target = Target { id, name: name_before.clone() };
    if id.is_none() && before == Presence::Deleted {
        omitted.push(Omitted::NoId(target));
        return None;
    }
    let mut fields = Vec::new();
    // What was changed on somebody who then leaves is of no use to the tenant.
    let leaves = after == Presence::Deleted;
    for (attribute, baseline) in diff.attributes.iter().filter(|_| !leaves) {
        let writable = attribute.definition().write != Write::Never;
        if !writable || *attribute == Attribute::USER_PRINCIPAL_NAME {
            continue;
        }
        let after = users.get(user, *attribute);
        if let Some(path) = wire::path(*attribute, users.schema().name(*attribute))
            && let Some(after) = wire::value(*attribute, &after)
        {
            fields.push(Field { path, before: wire::value(*attribute, baseline), after });
        }
    }
    let manager =
        diff.attributes.get(&Attribute::MANAGER).filter(|_| !leaves).and_then(|baseline| {
            let before = manager(workspace, baseline);
            let after = manager(workspace, &users.get(user, Attribute::MANAGER));
            if !after.can_be_set() {
                omitted.push(Omitted::Manager(target.clone()));
                return None;
            }
            Some((before, after))
        });
    let identity = [Attribute::DISPLAY_NAME, Attribute::USER_PRINCIPAL_NAME]
        .into_iter()
        .filter_map(|attribute| {
            let value = wire::value(attribute, &workspace.baseline(user, attribute))?;
            Some((attribute.definition().name.to_owned(), value))
        })
        .collect();
    let attribute = Attribute::DIRECT_LICENSES;
    let licenses = match diff.attributes.get(&attribute).filter(|_| !leaves) {
        Some(baseline) => licences::changes(baseline, &users.get(user, attribute)),
        None => Vec::new(),
    };
    let along = along(workspace, user, &fields);
    Some(Person {
        id,
        before,
        after,
        name_before: if before == Presence::Absent { String::new() } else { name_before },
        name_after,
        fields,
        along,
        manager,
        licenses,
        intents: diff.intents.iter().copied().filter(|_| !leaves).collect(),
        drop_proxies: diff.attributes.contains_key(&Attribute::PROXY_ADDRESSES),
        identity,
    })
}

/// The members of `employeeOrgData` that stay, when another one changes: Graph takes the object.
fn along(
    workspace: &Workspace,
    user: UserId,
    fields: &[Field],
) -> Vec<(String, powershell::Value)> {
    let members = [Attribute::DIVISION, Attribute::COST_CENTER].map(|attribute| {
        (attribute, wire::path(attribute, attribute.definition().name).unwrap_or_default())
    });
    let changes = |path: &str| fields.iter().any(|field| field.path == path);
    if !members.iter().any(|(_, path)| changes(path)) {
        return Vec::new();
    }
    members
        .into_iter()
        .filter(|(_, path)| !changes(path))
        .filter_map(|(attribute, path)| {
            Some((path, wire::value(attribute, &workspace.users().get(user, attribute))?))
        })
        .collect()
}

fn manager(workspace: &Workspace, datum: &Datum) -> Manager {
    match datum {
        Datum::Value(Value::Reference(id)) => Manager::Person(known(workspace, *id)),
        Datum::Null => Manager::Nobody,
        Datum::Unknown | Datum::Value(_) => Manager::Unknown,
    }
}

fn known(workspace: &Workspace, id: ObjectId) -> Reference {
    let users = workspace.users();
    let Some(user) = users.find(id) else {
        // In no file: whether it is a user at all, the tenant will tell.
        return Reference {
            id: Some(id),
            name_before: String::new(),
            name_after: String::new(),
            active_before: true,
            active_after: true,
        };
    };
    let after = users.existence(user);
    let before = workspace.staged().user(user).and_then(|diff| diff.existence).unwrap_or(after);
    let created = before == Existence::Absent;
    Reference {
        id: (!users.is_provisional(user) && !created).then_some(id),
        active_before: before == Existence::Active,
        active_after: after == Existence::Active,
        name_before: text(&workspace.baseline(user, Attribute::USER_PRINCIPAL_NAME)),
        name_after: text(&users.get(user, Attribute::USER_PRINCIPAL_NAME)),
    }
}

fn text(datum: &Datum) -> String {
    datum.as_text().unwrap_or_default().to_owned()
}
