//! Deleting and restoring users.
//!
//! Sources: "Restore or remove a recently deleted user" and "Restore deleted item", Microsoft
//! Learn and Graph v1.0: soft-deleted for 30 days with every attribute kept; a restore keeps the
//! object id; a name taken meanwhile needs a new one; conflicting proxy addresses can be dropped
//! from the restored user. Synchronised users are deleted and restored at their source.

use super::{Expansion, in_state, is_synced};
use crate::domain::attribute::Of;
use crate::domain::{
    Attribute, Context, Datum, Event, Existence, ProxyConflict, Refusal, Subject, Title, UserId,
    Value,
};
use crate::tenant::Workspace;
use crate::tenant::decide::admit;
use std::collections::BTreeSet;

pub(super) fn delete(
    workspace: &Workspace,
    users: &[UserId],
    context: &Context,
) -> Result<Expansion, Vec<Refusal>> {
    let users = in_state(
        workspace,
        users,
        |is| is == Existence::Active,
        |user| Refusal::NoSuchUser { user },
    )?;
    let refusals: Vec<Refusal> = users
        .iter()
        .filter_map(|user| {
            if Some(workspace.users().id(*user)) == context.actor.id {
                Some(Refusal::OwnAccount { user: *user })
            } else if is_synced(workspace, *user) == Some(true) {
                Some(Refusal::DeletedAtSource { user: *user })
            } else {
                None
            }
        })
        .collect();
    if !refusals.is_empty() {
        return Err(refusals);
    }
    let mut events = Vec::with_capacity(users.len());
    for user in &users {
        let diff = workspace.staged().user(*user);
        for intent in diff.into_iter().flat_map(|diff| &diff.intents) {
            events.push(Event::Intent { user: *user, intent: *intent, before: true, after: false });
        }
        // A user that only exists here is not deleted but never created.
        let created_here = diff.is_some_and(|diff| diff.existence == Some(Existence::Absent));
        if created_here {
            events.extend(emptied(workspace, *user));
            events.extend(super::groups::taken_out(workspace, Subject::user(*user)));
        }
        events.push(Event::Existence {
            of: Of::User,
            row: *user,
            id: workspace.users().id(*user),
            before: Existence::Active,
            after: if created_here { Existence::Absent } else { Existence::Deleted(context.at) },
        });
    }
    let users = u32::try_from(users.len()).unwrap_or(u32::MAX);
    Ok(Expansion { title: Title::Delete { users }, events, warnings: Vec::new() })
}

/// Brings every attribute of a created user back to what a fresh row holds, so that the inverse
/// can fill it again.
fn emptied(workspace: &Workspace, user: UserId) -> Vec<Event> {
    let users = workspace.users();
    users
        .schema()
        .attributes()
        .filter_map(|attribute| {
            let before = users.get(user, attribute);
            let after = admit::fresh(attribute);
            let stored = !matches!(attribute, Attribute::ID | Attribute::DELETED_DATE_TIME);
            (stored && before != after).then_some(Event::Attribute {
                row: user,
                attribute,
                before,
                after,
            })
        })
        .collect()
}

pub(super) fn restore(
    workspace: &Workspace,
    users: &[UserId],
    new_names: &[(UserId, String)],
    proxies: ProxyConflict,
) -> Result<Expansion, Vec<Refusal>> {
    let users = in_state(
        workspace,
        users,
        |is| matches!(is, Existence::Deleted(_)),
        |user| Refusal::NotDeleted { user },
    )?;
    let mut events = Vec::new();
    let mut refusals = Vec::new();
    let mut taken_proxies: Option<BTreeSet<String>> = None;
    for user in &users {
        if is_synced(workspace, *user) == Some(true) {
            refusals.push(Refusal::RestoreAtSource { user: *user });
        }
        if let Some((_, name)) = new_names.iter().find(|(renamed, _)| renamed == user) {
            refusals.extend(admit::writable(
                Attribute::USER_PRINCIPAL_NAME,
                Some(&Value::Text(name.clone())),
            ));
            events.push(Event::Attribute {
                row: *user,
                attribute: Attribute::USER_PRINCIPAL_NAME,
                before: workspace.users().get(*user, Attribute::USER_PRINCIPAL_NAME),
                after: Datum::text(name.clone()),
            });
        }
        if let before @ Datum::Value(Value::Texts(_)) =
            workspace.users().get(*user, Attribute::PROXY_ADDRESSES)
            && let Datum::Value(Value::Texts(addresses)) = &before
        {
            let taken = taken_proxies.get_or_insert_with(|| active_proxies(workspace));
            let (conflicting, kept): (Vec<String>, Vec<String>) = addresses
                .iter()
                .cloned()
                .partition(|address| taken.contains(&address.to_lowercase()));
            if !conflicting.is_empty() {
                match proxies {
                    ProxyConflict::Refuse => {
                        refusals.push(Refusal::ProxyTaken { user: *user, addresses: conflicting });
                    }
                    ProxyConflict::DropFromRestored => events.push(Event::Attribute {
                        row: *user,
                        attribute: Attribute::PROXY_ADDRESSES,
                        before,
                        after: if kept.is_empty() {
                            Datum::Null
                        } else {
                            Datum::Value(Value::Texts(kept))
                        },
                    }),
                }
            }
        }
        events.push(Event::Existence {
            of: Of::User,
            row: *user,
            id: workspace.users().id(*user),
            before: workspace.users().existence(*user),
            after: Existence::Active,
        });
    }
    if !refusals.is_empty() {
        return Err(refusals);
    }
    let users = u32::try_from(users.len()).unwrap_or(u32::MAX);
    Ok(Expansion { title: Title::Restore { users }, events, warnings: Vec::new() })
}

/// The proxy addresses of everybody who is active, in lower case.
fn active_proxies(workspace: &Workspace) -> BTreeSet<String> {
    let users = workspace.users();
    (0..users.rows())
        .map(UserId)
        .filter(|user| users.existence(*user) == Existence::Active)
        .filter_map(|user| match users.get(user, Attribute::PROXY_ADDRESSES) {
            Datum::Value(Value::Texts(addresses)) => Some(addresses),
            _ => None,
        })
        .flatten()
        .map(|address| address.to_lowercase())
        .collect()
}
