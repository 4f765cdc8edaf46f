//! The permissions that the steps of a script need.

use super::super::Stage;
use super::super::step::{Deed, GroupTarget, Member, Step};
use crate::domain::setting::Home;
use crate::domain::{Intent, Side, Sort};
use std::collections::BTreeSet;

/// The least delegated permissions for the steps ("Permissions" of each request, Graph v1.0).
pub(in super::super) fn scopes(stages: &[Stage]) -> BTreeSet<&'static str> {
    let mut scopes = BTreeSet::new();
    for step in stages.iter().flatten() {
        match step {
            Step::Create { .. } | Step::Manager { .. } => {
                scopes.insert("User.ReadWrite.All");
            }
            Step::Update { fields, .. } => {
                for field in fields {
                    scopes.insert(match field.path.as_str() {
                        "accountEnabled" => "User.EnableDisableAccount.All",
                        "employeeLeaveDateTime" => "User-LifeCycleInfo.ReadWrite.All",
                        _ => "User.ReadWrite.All",
                    });
                }
            }
            Step::Delete { .. } | Step::Restore { .. } => {
                scopes.insert("User.DeleteRestore.All");
            }
            Step::License { .. } => {
                scopes.insert("LicenseAssignment.ReadWrite.All");
            }
            Step::Intent { intent, .. } => {
                scopes.insert(match intent {
                    Intent::ResetPassword
                    | Intent::ForcePasswordChange
                    | Intent::ForcePasswordChangeWithMfa => "User-PasswordProfile.ReadWrite.All",
                    Intent::RevokeSessions => "User.RevokeSessions.All",
                    Intent::ReprocessLicenses => "LicenseAssignment.ReadWrite.All",
                });
            }
            Step::Settings { home, .. } => {
                scopes.insert(match home {
                    Home::AuthorizationPolicy => "Policy.ReadWrite.Authorization",
                    Home::LifecyclePolicy => "Directory.ReadWrite.All",
                    Home::GroupSettings | Home::Portal | Home::Here => {
                        "GroupSettings.ReadWrite.All"
                    }
                });
            }
            Step::Group { group, deed } => of_group(group, deed, &mut scopes),
        }
    }
    let people = stages.iter().flatten().any(concerns_users);
    if people && !scopes.contains("User.ReadWrite.All") {
        scopes.insert("User.Read.All");
    }
    scopes
}

fn concerns_users(step: &Step) -> bool {
    let any = |members: &[Member]| members.iter().any(|member| member.sort == Sort::User);
    match step {
        Step::Group { deed, .. } => match deed {
            Deed::Create { owners, members, .. } => any(owners) || any(members),
            Deed::Add { members, .. } | Deed::Remove { members, .. } => any(members),
            Deed::Update { .. }
            | Deed::Trim { .. }
            | Deed::Delete { .. }
            | Deed::Restore
            | Deed::License { .. }
            | Deed::Renew { .. } => false,
        },
        Step::Settings { .. } => false,
        _ => true,
    }
}

/// "Permissions" of each request on groups, Graph v1.0; groups that roles can be given to need more
/// ("Use Microsoft Entra groups to manage role assignments"), and so does reading hidden memberships.
fn of_group(group: &GroupTarget, deed: &Deed, scopes: &mut BTreeSet<&'static str>) {
    let members: &[Member] = match deed {
        Deed::Create { members, .. } | Deed::Add { members, .. } | Deed::Remove { members, .. } => {
            members
        }
        Deed::Update { .. }
        | Deed::Trim { .. }
        | Deed::Delete { .. }
        | Deed::Restore
        | Deed::License { .. }
        | Deed::Renew { .. } => &[],
    };
    let only_members = matches!(
        deed,
        Deed::Add { side: Side::Members, .. }
            | Deed::Remove { side: Side::Members, .. }
            | Deed::Trim { .. }
    );
    if matches!(deed, Deed::License { .. }) {
        scopes.insert("GroupMember.Read.All");
        scopes.insert("LicenseAssignment.ReadWrite.All");
        return;
    }
    scopes.insert(if only_members { "GroupMember.ReadWrite.All" } else { "Group.ReadWrite.All" });
    for member in members {
        match member.sort {
            Sort::Device => scopes.insert("Device.Read.All"),
            Sort::ServicePrincipal => scopes.insert("Application.ReadWrite.All"),
            Sort::Contact => scopes.insert("OrgContact.Read.All"),
            Sort::User | Sort::Group | Sort::Unsaid => false,
        };
    }
    if group.roles {
        scopes.insert("RoleManagement.ReadWrite.Directory");
    }
    if group.hidden && only_members {
        scopes.insert("Member.Read.Hidden");
    }
}
