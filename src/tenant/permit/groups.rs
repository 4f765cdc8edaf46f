//! Who may change groups.
//!
//! Source: "Microsoft Entra built-in roles" (Directory Writers, Groups Administrator, User
//! Administrator, Privileged Role Administrator) and "Use Microsoft Entra groups to manage role
//! assignments", Microsoft Learn; "Create group", "Update group", "Delete group", "Add members",
//! Microsoft Graph v1.0: owners manage their own group. Roles that reach only a part of the groups
//! (Exchange, Intune, Teams and `SharePoint` administrators) are left out: who holds only one of them is
//! refused here, never allowed too much.

use crate::domain::{
    Actor, Event, Existence, GroupId, GroupKind, Membership, Party, Refusal, Role, Side, Subject,
};
use crate::tenant::Workspace;
use crate::tenant::groups::Nature;
use crate::tenant::self_service;

/// What a command or event asks of a group, as far as rights distinguish it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum GroupAction {
    /// Create one.
    Create,
    /// Change attributes, members or owners.
    Change,
    /// Change what it gives to its members.
    License,
    /// Delete or restore.
    Existence,
}

impl GroupAction {
    /// The roles that may do it to any group of the sort, most modest first.
    #[must_use]
    pub const fn roles(self, role_assignable: bool) -> &'static [Role] {
        use Role::{
            DirectoryWriters, GlobalAdministrator, GroupsAdministrator, LicenseAdministrator,
            PrivilegedRoleAdministrator, UserAdministrator,
        };
        match (self, role_assignable) {
            (Self::License, _) => &[
                LicenseAdministrator,
                DirectoryWriters,
                GroupsAdministrator,
                UserAdministrator,
                GlobalAdministrator,
            ],
            (_, true) => &[PrivilegedRoleAdministrator, GlobalAdministrator],
            (Self::Create | Self::Change, false) => {
                &[DirectoryWriters, GroupsAdministrator, UserAdministrator, GlobalAdministrator]
            }
            (Self::Existence, false) => {
                &[GroupsAdministrator, UserAdministrator, GlobalAdministrator]
            }
        }
    }

    /// Whether an owner of the group may do it without any role.
    #[must_use]
    pub const fn is_for_owners(self) -> bool {
        matches!(self, Self::Change | Self::Existence)
    }
}

/// Whether somebody's roles are enough.
#[must_use]
pub fn allows(actor: &Actor, action: GroupAction, role_assignable: bool) -> bool {
    let roles = action.roles(role_assignable);
    actor.roles.iter().any(|role| roles.contains(role))
}

/// Whether somebody may create a group: by a role, or by the tenant's settings of self-service.
///
/// # Errors
/// The roles that could, or for a user without any role what stands against it.
pub fn creation(
    workspace: &Workspace,
    actor: &Actor,
    kind: GroupKind,
    membership: Membership,
    role_assignable: bool,
) -> Result<(), Refusal> {
    if allows(actor, GroupAction::Create, role_assignable) {
        return Ok(());
    }
    let by_oneself = self_service::may_create(workspace, actor, kind, membership, role_assignable);
    match by_oneself {
        Ok(()) => Ok(()),
        Err(barrier) if actor.id.is_some() && actor.roles.is_empty() => {
            Err(Refusal::SelfService { group: None, barrier })
        }
        Err(_) => {
            let needs = GroupAction::Create.roles(role_assignable).to_vec();
            Err(Refusal::NotPermitted { subject: None, needs })
        }
    }
}

/// Whether somebody may do it to a group that is there. A group of which no file says whether roles can
/// be given to it is judged as one to which they cannot.
#[must_use]
pub fn allows_on(
    workspace: &Workspace,
    actor: &Actor,
    action: GroupAction,
    group: GroupId,
) -> bool {
    let nature = Nature::in_table(workspace.groups(), group);
    allows(actor, action, nature.role_assignable == Some(true))
        || (action.is_for_owners() && owns(workspace, actor, group))
}

/// Whether a group exists only here, and the actor may do anything to it: by a role that creates groups, or
/// because they created it themselves.
#[must_use]
pub fn made_here(workspace: &Workspace, actor: &Actor, group: GroupId) -> bool {
    let subject = Subject::group(group);
    if !workspace.staged().is_new(subject) {
        return false;
    }
    let nature = Nature::in_table(workspace.groups(), group);
    if allows(actor, GroupAction::Create, nature.role_assignable == Some(true)) {
        return true;
    }
    let creates = |event: &Event| {
        matches!(event, Event::Existence { before: Existence::Absent, .. })
            && event.subject() == Some(subject)
    };
    let made = workspace.journal().iter().find(|operation| {
        workspace.is_in_force(operation.id) && operation.events.iter().any(creates)
    });
    actor.id.is_some() && made.is_some_and(|operation| operation.actor.id == actor.id)
}

/// Whether the actor is known to own a group; an account that is deleted or disabled does nothing.
#[must_use]
pub fn owns(workspace: &Workspace, actor: &Actor, group: GroupId) -> bool {
    let user = self_service::persona(workspace, actor).ok();
    user.is_some_and(|user| {
        let party = Party::Here(Subject::user(user));
        workspace.directory().members.has_party(Side::Owners, group, party)
    })
}
