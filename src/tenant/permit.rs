//! Who may do what to whom, by the roles held over the whole tenant.
//!
//! Source: "Privileged roles and permissions in Microsoft Entra ID", Microsoft Learn: the tables
//! "Who can reset passwords" and "Who can perform sensitive actions" (enabling and disabling, UPN,
//! immutable id, phones, other mails, deleting and restoring). The role descriptions in "Microsoft
//! Entra built-in roles" decide who writes other attributes. Where another page lets a User
//! Administrator delete any non-administrator only, the table is followed.

pub mod groups;
pub mod settings;

use crate::domain::{Attribute, Role};

/// What a command or event asks of one user, as far as rights distinguish it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    /// Create a user.
    Create,
    /// Write attributes that no table calls sensitive.
    WriteBasic,
    /// Give or take licences.
    License,
    /// Say where somebody is, without which no licence can be given.
    UsageLocation,
    /// Write a sensitive attribute, delete or restore.
    Sensitive,
    /// Set a password, or ask for a new one.
    Password,
    /// Revoke sessions.
    RevokeSessions,
}

impl Action {
    /// The action that writing an attribute is.
    #[must_use]
    pub fn of(attribute: Attribute) -> Self {
        match attribute {
            Attribute::USAGE_LOCATION => Self::UsageLocation,
            _ if attribute.is_of_licenses() => Self::License,
            _ if attribute.definition().sensitive => Self::Sensitive,
            _ => Self::WriteBasic,
        }
    }

    /// The roles that could perform the action on somebody, most modest first.
    #[must_use]
    pub const fn roles(self) -> &'static [Role] {
        use Role::{
            AuthenticationAdministrator as Authentication, DirectoryWriters, GlobalAdministrator,
            HelpdeskAdministrator as Helpdesk, LicenseAdministrator,
            PasswordAdministrator as Password,
            PrivilegedAuthenticationAdministrator as PrivilegedAuthentication, UserAdministrator,
        };
        match self {
            Self::Create | Self::WriteBasic => {
                &[DirectoryWriters, UserAdministrator, GlobalAdministrator]
            }
            Self::License => {
                &[LicenseAdministrator, DirectoryWriters, UserAdministrator, GlobalAdministrator]
            }
            Self::UsageLocation => &[LicenseAdministrator, UserAdministrator, GlobalAdministrator],
            Self::Sensitive => {
                &[Authentication, UserAdministrator, PrivilegedAuthentication, GlobalAdministrator]
            }
            Self::Password => &[
                Password,
                Helpdesk,
                Authentication,
                UserAdministrator,
                PrivilegedAuthentication,
                GlobalAdministrator,
            ],
            Self::RevokeSessions => &[
                Helpdesk,
                Authentication,
                UserAdministrator,
                PrivilegedAuthentication,
                GlobalAdministrator,
            ],
        }
    }

    /// Whether the answer depends on the roles of the target.
    #[must_use]
    pub const fn looks_at_target(self) -> bool {
        matches!(self, Self::Sensitive | Self::Password | Self::RevokeSessions)
    }
}

/// Whether a holder of `role` may perform `action` on somebody who holds `target` roles.
#[must_use]
pub fn allows(role: Role, action: Action, target: &[Role]) -> bool {
    action.roles().contains(&role)
        && (!action.looks_at_target() || target.iter().all(|held| reaches(role, *held)))
}

/// One cell of the table: may `role` act on a holder of `held`?
const fn reaches(role: Role, held: Role) -> bool {
    match role {
        Role::GlobalAdministrator | Role::PrivilegedAuthenticationAdministrator => true,
        Role::UserAdministrator => matches!(
            held,
            Role::DirectoryReaders
                | Role::GuestInviter
                | Role::PasswordAdministrator
                | Role::HelpdeskAdministrator
                | Role::MessageCenterReader
                | Role::ReportsReader
                | Role::UsageSummaryReportsReader
                | Role::UserExperienceSuccessManager
                | Role::GroupsAdministrator
                | Role::UserAdministrator
        ),
        Role::AuthenticationAdministrator => matches!(
            held,
            Role::DirectoryReaders
                | Role::GuestInviter
                | Role::PasswordAdministrator
                | Role::MessageCenterReader
                | Role::ReportsReader
                | Role::UsageSummaryReportsReader
                | Role::UserExperienceSuccessManager
                | Role::AuthenticationAdministrator
        ),
        Role::HelpdeskAdministrator => matches!(
            held,
            Role::DirectoryReaders
                | Role::GuestInviter
                | Role::PasswordAdministrator
                | Role::HelpdeskAdministrator
                | Role::MessageCenterReader
                | Role::ReportsReader
                | Role::UsageSummaryReportsReader
                | Role::UserExperienceSuccessManager
        ),
        Role::PasswordAdministrator => {
            matches!(
                held,
                Role::DirectoryReaders | Role::GuestInviter | Role::PasswordAdministrator
            )
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Role::{
        AuthenticationAdministrator as Auth, DirectoryReaders, GlobalAdministrator as Global,
        GroupsAdministrator as Groups, GuestInviter, HelpdeskAdministrator as Helpdesk,
        MessageCenterReader, PasswordAdministrator as Password,
        PrivilegedAuthenticationAdministrator as PrivAuth, PrivilegedRoleAdministrator as PrivRole,
        ReportsReader, UsageSummaryReportsReader, UserAdministrator as User,
        UserExperienceSuccessManager,
    };

    /// The published table, row by row: target, then Password, Helpdesk, Auth, User, `PrivAuth`,
    /// Global.
    #[test]
    fn password_table() {
        let columns = [Password, Helpdesk, Auth, User, PrivAuth, Global];
        let rows: [(&[Role], [bool; 6]); 16] = [
            (&[], [true; 6]),
            (&[DirectoryReaders], [true; 6]),
            (&[GuestInviter], [true; 6]),
            (&[Password], [true; 6]),
            (&[Helpdesk], [false, true, false, true, true, true]),
            (&[MessageCenterReader], [false, true, true, true, true, true]),
            (&[ReportsReader], [false, true, true, true, true, true]),
            (&[UsageSummaryReportsReader], [false, true, true, true, true, true]),
            (&[UserExperienceSuccessManager], [false, true, true, true, true, true]),
            (&[Auth], [false, false, true, false, true, true]),
            (&[Groups], [false, false, false, true, true, true]),
            (&[User], [false, false, false, true, true, true]),
            (&[PrivRole], [false, false, false, false, true, true]),
            (&[PrivAuth], [false, false, false, false, true, true]),
            (&[Global], [false, false, false, false, true, true]),
            (&[DirectoryReaders, Global], [false, false, false, false, true, true]),
        ];
        for (target, expected) in rows {
            for (role, allowed) in columns.into_iter().zip(expected) {
                assert_eq!(
                    allows(role, Action::Password, target),
                    allowed,
                    "{role:?} on {target:?}"
                );
            }
        }
    }

    #[test]
    fn sensitive_actions_are_closed_to_help_desks() {
        for role in [Password, Helpdesk, Role::DirectoryWriters, Role::GlobalReader] {
            assert!(!allows(role, Action::Sensitive, &[]), "{role:?}");
        }
        for role in [Auth, User, PrivAuth, Global] {
            assert!(allows(role, Action::Sensitive, &[]), "{role:?}");
        }
        assert!(
            allows(User, Action::WriteBasic, &[Global]),
            "other attributes do not look at the target"
        );
    }
}
