//! Who may change the settings of a tenant.

use crate::domain::setting::Home;
use crate::domain::{Role, Setting};

/// The roles that may change a setting, most modest first.
///
/// Source: "Microsoft Entra built-in roles" (Groups Administrator, Privileged Role Administrator: policies
/// of authorisation), "Enforce a naming policy on Microsoft 365 groups", "Configure the expiration policy for Microsoft 365 groups", Microsoft Learn.
#[must_use]
pub const fn roles(setting: Setting) -> &'static [Role] {
    use Role::{
        DirectoryWriters, GlobalAdministrator, GroupsAdministrator, LicenseAdministrator,
        PrivilegedRoleAdministrator, UserAdministrator,
    };
    if matches!(setting, Setting::NamingRequirement | Setting::BlockedWords) {
        return &[DirectoryWriters, GroupsAdministrator, GlobalAdministrator];
    }
    match setting {
        // What is assumed of licensing is for those who manage licences to say.
        Setting::ExpiredSeatsAreGiven
        | Setting::GeneralKnowledgeCounts
        | Setting::FormerRelationsCount
        | Setting::NeededLicencesTurnDirect
        | Setting::RestoredNeedSeats => {
            return &[
                LicenseAdministrator,
                DirectoryWriters,
                GroupsAdministrator,
                UserAdministrator,
                GlobalAdministrator,
            ];
        }
        _ => {}
    }
    match setting.home() {
        Home::AuthorizationPolicy => &[PrivilegedRoleAdministrator, GlobalAdministrator],
        Home::Portal | Home::GroupSettings => &[GroupsAdministrator, GlobalAdministrator],
        // What is assumed of requests is for those who manage groups to say.
        Home::LifecyclePolicy | Home::Here => {
            &[GroupsAdministrator, UserAdministrator, GlobalAdministrator]
        }
    }
}
