//! Editing attributes of one or many users.

use super::{Expansion, in_state, is_synced};
use crate::domain::{Attribute, Datum, Event, Existence, Refusal, Title, UserId, Value, Warning};
use crate::tenant::Workspace;
use crate::tenant::decide::admit;

pub(super) fn expand(
    workspace: &Workspace,
    users: &[UserId],
    changes: &[(Attribute, Option<Value>)],
) -> Result<Expansion, Vec<Refusal>> {
    let users = in_state(
        workspace,
        users,
        |is| is == Existence::Active,
        |user| Refusal::NoSuchUser { user },
    )?;
    // A value is wrong once, not once for everybody.
    let wrong: Vec<Refusal> = changes
        .iter()
        .flat_map(|(attribute, value)| admit::writable(*attribute, value.as_ref()))
        .collect();
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let mut events = Vec::with_capacity(users.len().saturating_mul(changes.len()));
    for (attribute, value) in changes {
        let after = Datum::from(value.clone());
        for user in &users {
            let before = workspace.users().get(*user, *attribute);
            if before != after {
                events.push(Event::Attribute {
                    row: *user,
                    attribute: *attribute,
                    before,
                    after: after.clone(),
                });
            }
        }
    }
    let mut warnings =
        admit::warnings(workspace, changes.iter().filter_map(|(a, v)| Some((*a, v.as_ref()?))));
    let unknown = users.iter().filter(|user| is_synced(workspace, **user).is_none()).count();
    if unknown > 0 {
        warnings.push(Warning::SourceUnknown { users: u32::try_from(unknown).unwrap_or(u32::MAX) });
    }
    let mut attributes: Vec<Attribute> = Vec::new();
    for (attribute, _) in changes {
        if !attributes.contains(attribute) {
            attributes.push(*attribute);
        }
    }
    let users = u32::try_from(users.len()).unwrap_or(u32::MAX);
    Ok(Expansion { title: Title::Edit { users, attributes }, events, warnings })
}
