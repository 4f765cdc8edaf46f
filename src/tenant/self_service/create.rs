//! Who may create a group without a role.
//!
//! Source: "Set up self-service group management", Microsoft Learn: the two switches bind users, and the
//! members of one group may create Microsoft 365 groups although not everybody may. A rule takes a role
//! ("Manage rules for dynamic membership groups"), and so does a group that roles can be given to.

use super::switch;
use crate::domain::{
    Actor, Attribute, Barrier, Datum, GroupKind, Membership, Party, Setting, Side, Subject, UserId,
    Value, attribute::Of,
};
use crate::store::{Cell, Extent};
use crate::tenant::Workspace;

/// Whether somebody may create a group of a kind with no more than their account.
///
/// # Errors
/// What stands against it.
pub fn may_create(
    workspace: &Workspace,
    actor: &Actor,
    kind: GroupKind,
    membership: Membership,
    role_assignable: bool,
) -> Result<(), Barrier> {
    let user = super::persona(workspace, actor)?;
    if membership != Membership::Assigned || role_assignable {
        return Err(Barrier::Creation { kind });
    }
    if is_guest(workspace, user) {
        return Err(Barrier::Guest);
    }
    let setting = match kind {
        GroupKind::Security => Setting::UsersCreateSecurityGroups,
        GroupKind::Microsoft365 => Setting::UsersCreateMicrosoft365Groups,
        GroupKind::MailEnabledSecurity | GroupKind::Distribution => {
            return Err(Barrier::Creation { kind });
        }
    };
    match switch(workspace, setting) {
        Some(true) => Ok(()),
        Some(false) if kind == GroupKind::Microsoft365 => excepted(workspace, user),
        Some(false) => Err(Barrier::Off { setting }),
        None => Err(Barrier::SettingUnknown { setting }),
    }
}

/// Whether somebody is in the group whose members may create Microsoft 365 groups. Nested members count:
/// what is nested counts wherever membership itself is asked for.
fn excepted(workspace: &Workspace, user: UserId) -> Result<(), Barrier> {
    let off = Barrier::Off { setting: Setting::UsersCreateMicrosoft365Groups };
    let unknown = Barrier::SettingUnknown { setting: Setting::GroupCreationAllowedGroup };
    let id = match workspace.setting(Setting::GroupCreationAllowedGroup) {
        Datum::Value(Value::Reference(id)) => id,
        Datum::Unknown => return Err(unknown),
        _ => return Err(off),
    };
    let Some(group) = workspace.groups().find(id) else { return Err(unknown) };
    let members = &workspace.directory().members;
    if members.has_party(Side::Members, group, Party::Here(Subject::user(user)))
        || members.above(Of::User, user).groups().any(|above| above == group)
    {
        return Ok(());
    }
    if members.of(Side::Members, group).extent == Extent::Complete {
        Err(off)
    } else {
        Err(unknown)
    }
}

/// Whether somebody is known to be a guest.
pub(super) fn is_guest(workspace: &Workspace, user: UserId) -> bool {
    matches!(
        workspace.users().read(user, Attribute::USER_TYPE),
        Cell::Text(kind) if kind.eq_ignore_ascii_case("Guest")
    )
}
