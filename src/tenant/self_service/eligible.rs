//! Which groups are of self-service at all.

use crate::domain::{Attribute, GroupId, GroupKind, Ineligible, Membership, Party, Side, Sort};
use crate::store::Extent;
use crate::tenant::Workspace;
use crate::tenant::groups::{Nature, sort};

/// Every reason for which a group is not of self-service; none where it is.
#[must_use]
pub fn ineligible(workspace: &Workspace, group: GroupId) -> Vec<Ineligible> {
    let nature = Nature::in_table(workspace.groups(), group);
    let mut why = Vec::new();
    match nature.kind {
        None => why.push(Ineligible::KindUnknown),
        Some(GroupKind::MailEnabledSecurity) => why.push(Ineligible::MailEnabled),
        Some(GroupKind::Distribution) => why.push(Ineligible::Distribution),
        Some(GroupKind::Security | GroupKind::Microsoft365) => {}
    }
    match nature.synced {
        Some(true) => why.push(Ineligible::Synced),
        None if nature.kind.is_some() => why.push(Ineligible::KindUnknown),
        _ => {}
    }
    match nature.membership {
        Some(Membership::DynamicUser | Membership::DynamicDevice) => why.push(Ineligible::Dynamic),
        None if nature.kind.is_some() => why.push(Ineligible::KindUnknown),
        _ => {}
    }
    match nature.role_assignable {
        Some(true) => why.push(Ineligible::RoleAssignable),
        None if nature.kind.is_some() => why.push(Ineligible::KindUnknown),
        _ => {}
    }
    let owners = workspace.directory().members.of(Side::Owners, group);
    // An owner who is deleted or disabled answers nothing.
    let answers = |party: Party| match party {
        Party::Here(who) => {
            workspace.is_active(who)
                && workspace.users().get(who.row, Attribute::ACCOUNT_ENABLED).as_boolean()
                    != Some(false)
        }
        Party::Elsewhere(_) => true,
    };
    let people = || {
        let mut parties = owners.parties();
        parties.any(|party| matches!(sort(party), Sort::User | Sort::Unsaid) && answers(party))
    };
    match owners.extent {
        _ if people() => {}
        Extent::Complete => why.push(Ineligible::NoOwner),
        _ => why.push(Ineligible::OwnersUnknown),
    }
    why.dedup();
    why
}
