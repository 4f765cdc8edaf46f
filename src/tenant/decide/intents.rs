//! What only the tenant can do: resetting passwords, asking for a new one, revoking sessions, going through
//! licences again.
//!
//! Who can be reset where: "Reset a user's password" and "Self-service password reset writeback",
//! Microsoft Learn. Whether writeback is on is in no export, so a synchronised user's password is
//! changed in Active Directory; a guest's in its home tenant.

use super::{Expansion, in_state, is_synced};
use crate::domain::{
    Attribute, Event, Existence, Intent, PasswordHome, Refusal, Title, UserId, Warning,
};
use crate::tenant::permit::Action;
use crate::tenant::{Workspace, naming};

/// The right that an intent needs.
pub(super) const fn action(intent: Intent) -> Action {
    match intent {
        Intent::ResetPassword
        | Intent::ForcePasswordChange
        | Intent::ForcePasswordChangeWithMfa => Action::Password,
        Intent::RevokeSessions => Action::RevokeSessions,
        Intent::ReprocessLicenses => Action::License,
    }
}

pub(super) fn expand(
    workspace: &Workspace,
    users: &[UserId],
    intent: Intent,
    stage: bool,
) -> Result<Expansion, Vec<Refusal>> {
    let users = in_state(
        workspace,
        users,
        |is| is == Existence::Active,
        |user| Refusal::NoSuchUser { user },
    )?;
    let mut refusals = Vec::new();
    let mut events = Vec::with_capacity(users.len());
    let mut unknown = 0;
    for user in &users {
        if workspace.staged().has_intent(*user, intent) == stage {
            if users.len() == 1 {
                refusals.push(Refusal::IntentUnchanged { user: *user, intent });
            }
            continue;
        }
        if stage && action(intent) == Action::Password {
            if let Some(home) = password_home(workspace, *user) {
                refusals.push(Refusal::PasswordElsewhere { user: *user, home });
            }
            unknown += u32::from(is_synced(workspace, *user).is_none());
        }
        events.push(Event::Intent { user: *user, intent, before: !stage, after: stage });
    }
    if !refusals.is_empty() {
        return Err(refusals);
    }
    let users = u32::try_from(events.len()).unwrap_or(u32::MAX);
    let title =
        if stage { Title::Stage { users, intent } } else { Title::Unstage { users, intent } };
    let warnings =
        if unknown > 0 { vec![Warning::SourceUnknown { users: unknown }] } else { Vec::new() };
    Ok(Expansion { title, events, warnings })
}

/// Where the password lives when it is not in this tenant.
fn password_home(workspace: &Workspace, user: UserId) -> Option<PasswordHome> {
    let external = workspace
        .users()
        .get(user, Attribute::USER_PRINCIPAL_NAME)
        .as_text()
        .is_some_and(naming::is_external);
    if external {
        return Some(PasswordHome::HomeTenant);
    }
    (is_synced(workspace, user) == Some(true)).then_some(PasswordHome::OnPremises)
}
