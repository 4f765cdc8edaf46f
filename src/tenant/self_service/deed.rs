//! What stands against somebody's own deed.

use super::{create::is_guest, ineligible, join_policy, switch};
use crate::domain::{
    Actor, Attribute, Barrier, GroupId, GroupKind, Ineligible, JoinPolicy, Outcome, Party, Request,
    Setting, Side, Subject, Timestamp, UserId, Wish,
};
use crate::tenant::Workspace;
use crate::tenant::groups::Nature;

/// The user of the directory whose eyes are looked with.
///
/// # Errors
/// There is none, or the account is deleted or disabled.
pub fn persona(workspace: &Workspace, actor: &Actor) -> Result<UserId, Barrier> {
    let id = actor.id.ok_or(Barrier::NoPersona)?;
    let user = workspace.find_active(id).ok_or(Barrier::PersonaInactive)?;
    let enabled = workspace.users().get(user, Attribute::ACCOUNT_ENABLED).as_boolean();
    if enabled == Some(false) { Err(Barrier::PersonaInactive) } else { Ok(user) }
}

/// Whether a request that waits has lapsed. How long one waits in the service is published nowhere: it
/// waits for ever unless the workspace was told otherwise.
#[must_use]
pub fn lapsed(workspace: &Workspace, request: &Request, now: Timestamp) -> bool {
    request.outcome == Outcome::Pending
        && super::days(workspace, Setting::RequestsLapseAfterDays)
            .is_some_and(|days| now > request.since.plus_days(i64::from(days)))
}

/// What stands against a deed; whoever does it when nothing does.
///
/// # Errors
/// The first barrier.
pub fn barrier(
    workspace: &Workspace,
    actor: &Actor,
    now: Timestamp,
    group: GroupId,
    wish: &Wish,
) -> Result<UserId, Barrier> {
    opens(workspace, actor)?;
    may(workspace, actor, now, group, wish)
}

/// Whether My Groups opens for somebody. The page says that it is closed to users; whether somebody with a
/// role gets in is not documented: any role is taken to open it.
///
/// # Errors
/// What keeps it shut.
pub fn opens(workspace: &Workspace, actor: &Actor) -> Result<(), Barrier> {
    let setting = Setting::MyGroupsRestricted;
    match switch(workspace, setting) {
        Some(true) if actor.roles.is_empty() => Err(Barrier::Off { setting }),
        Some(_) => Ok(()),
        None => Err(Barrier::SettingUnknown { setting }),
    }
}

/// What stands against a deed, whether or not My Groups opens.
///
/// # Errors
/// The first barrier.
pub fn may(
    workspace: &Workspace,
    actor: &Actor,
    now: Timestamp,
    group: GroupId,
    wish: &Wish,
) -> Result<UserId, Barrier> {
    let user = persona(workspace, actor)?;
    let pending = |user: UserId| {
        let request = workspace.ledger().request(group, user);
        request.filter(|request| request.outcome == Outcome::Pending)
    };
    match wish {
        Wish::Join => {
            may_come_in(workspace, user, group, JoinPolicy::Open)?;
        }
        Wish::Ask { justification } => {
            may_come_in(workspace, user, group, JoinPolicy::Approval)?;
            owners_answer(workspace)?;
            if pending(user).is_some_and(|request| !lapsed(workspace, request, now)) {
                return Err(Barrier::AlreadyAsked);
            }
            if justification.trim().is_empty() {
                return Err(Barrier::JustificationMissing);
            }
        }
        Wish::Withdraw => {
            pending(user).ok_or(Barrier::NoRequest)?;
        }
        Wish::Leave => {
            if !is_in(workspace, user, group) {
                return Err(Barrier::NotIn);
            }
            // Nobody needs an owner to leave.
            let mut why = ineligible(workspace, group);
            why.retain(|why| !matches!(why, Ineligible::NoOwner | Ineligible::OwnersUnknown));
            if !why.is_empty() {
                return Err(Barrier::Ineligible { why });
            }
        }
        Wish::Approve { user: whose } | Wish::Deny { user: whose, .. } => {
            if !crate::tenant::permit::groups::owns(workspace, actor, group) {
                return Err(Barrier::NotOwner);
            }
            owners_answer(workspace)?;
            let request = pending(*whose).ok_or(Barrier::NoRequest)?;
            if lapsed(workspace, request, now) {
                return Err(Barrier::Lapsed);
            }
            if let Wish::Deny { reason, .. } = wish
                && reason.trim().is_empty()
            {
                return Err(Barrier::ReasonMissing);
            }
        }
    }
    Ok(user)
}

/// Whether owners may answer requests at all.
fn owners_answer(workspace: &Workspace) -> Result<(), Barrier> {
    let setting = Setting::OwnersManageRequests;
    match switch(workspace, setting) {
        Some(true) => Ok(()),
        Some(false) => Err(Barrier::Off { setting }),
        None => Err(Barrier::SettingUnknown { setting }),
    }
}

fn is_in(workspace: &Workspace, user: UserId, group: GroupId) -> bool {
    let party = Party::Here(Subject::user(user));
    workspace.directory().members.has_party(Side::Members, group, party)
}

/// Whether somebody may come in by the road that a policy opens.
fn may_come_in(
    workspace: &Workspace,
    user: UserId,
    group: GroupId,
    road: JoinPolicy,
) -> Result<(), Barrier> {
    if !workspace.is_active(Subject::group(group)) {
        return Err(Barrier::Ineligible { why: vec![Ineligible::KindUnknown] });
    }
    if is_in(workspace, user, group) {
        return Err(Barrier::AlreadyIn);
    }
    let why = ineligible(workspace, group);
    if !why.is_empty() {
        return Err(Barrier::Ineligible { why });
    }
    let unified = Nature::in_table(workspace.groups(), group).kind == Some(GroupKind::Microsoft365);
    if is_guest(workspace, user) && unified {
        let setting = Setting::GuestsMayAccess;
        match switch(workspace, setting) {
            Some(true) => {}
            Some(false) => return Err(Barrier::Guest),
            None => return Err(Barrier::SettingUnknown { setting }),
        }
    }
    match join_policy(workspace, group) {
        None => Err(Barrier::PolicyUnknown),
        Some(policy) if policy == road => Ok(()),
        Some(policy) => Err(Barrier::Policy { policy }),
    }
}
