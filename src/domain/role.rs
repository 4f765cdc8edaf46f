//! Directory roles that decide who may change users.
//!
//! Template ids and the rows of the tables: "Microsoft Entra built-in roles" and "Privileged
//! roles and permissions in Microsoft Entra ID (who can reset passwords, who can perform sensitive
//! actions)", Microsoft Learn.

use crate::domain::ObjectId;

/// A built-in role that matters for changing users; any other role is [`Role::Other`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    GlobalAdministrator,
    PrivilegedAuthenticationAdministrator,
    PrivilegedRoleAdministrator,
    UserAdministrator,
    AuthenticationAdministrator,
    HelpdeskAdministrator,
    PasswordAdministrator,
    GroupsAdministrator,
    DirectoryWriters,
    DirectoryReaders,
    GuestInviter,
    GlobalReader,
    MessageCenterReader,
    ReportsReader,
    UsageSummaryReportsReader,
    UserExperienceSuccessManager,
    LicenseAdministrator,
    /// A built-in or custom role that this page does not know by name.
    Other(ObjectId),
}

/// Name, template id.
const KNOWN: &[(Role, &str, &str)] = &[
    (Role::GlobalAdministrator, "Global Administrator", "62e90394-69f5-4237-9190-012177145e10"),
    (
        Role::PrivilegedAuthenticationAdministrator,
        "Privileged Authentication Administrator",
        "7be44c8a-adaf-4e2a-84d6-ab2649e08a13",
    ),
    (
        Role::PrivilegedRoleAdministrator,
        "Privileged Role Administrator",
        "e8611ab8-c189-46e8-94e1-60213ab1f814",
    ),
    (Role::UserAdministrator, "User Administrator", "fe930be7-5e62-47db-91af-98c3a49a38b1"),
    (
        Role::AuthenticationAdministrator,
        "Authentication Administrator",
        "c4e39bd9-1100-46d3-8c65-fb160da0071f",
    ),
    (Role::HelpdeskAdministrator, "Helpdesk Administrator", "729827e3-9c14-49f7-bb1b-9608f156bbb8"),
    (Role::PasswordAdministrator, "Password Administrator", "966707d0-3269-4727-9be2-8c3a10f19b9d"),
    (Role::GroupsAdministrator, "Groups Administrator", "fdd7a751-b60b-444a-984c-02652fe8fa1c"),
    (Role::DirectoryWriters, "Directory Writers", "9360feb5-f418-4baa-8175-e2a00bac4301"),
    (Role::DirectoryReaders, "Directory Readers", "88d8e3e3-8f55-4a1e-953a-9b9898b8876b"),
    (Role::GuestInviter, "Guest Inviter", "95e79109-95c0-4d8e-aee3-d01accf2d47b"),
    (Role::GlobalReader, "Global Reader", "f2ef992c-3afb-46b9-b7cf-a126ee74c451"),
    (Role::MessageCenterReader, "Message Center Reader", "790c1fb9-7f7d-4f88-86a1-ef1f95c05c1b"),
    (Role::ReportsReader, "Reports Reader", "4a5d8f65-41da-4de4-8968-e035b65339cf"),
    (
        Role::UsageSummaryReportsReader,
        "Usage Summary Reports Reader",
        "75934031-6c7e-415a-99d7-48dbd49e875e",
    ),
    (
        Role::UserExperienceSuccessManager,
        "User Experience Success Manager",
        "27460883-1df1-4691-b032-3b79643e5e63",
    ),
    (Role::LicenseAdministrator, "License Administrator", "4d6ac14f-3453-41d0-bef9-a3e0c569773a"),
];

impl Role {
    /// The roles known by name.
    pub fn known() -> impl Iterator<Item = Self> {
        KNOWN.iter().map(|(role, ..)| *role)
    }

    /// The role with a template id (`roleDefinitionId` of a built-in role).
    #[must_use]
    pub fn from_template(id: ObjectId) -> Self {
        KNOWN
            .iter()
            .find(|(.., template)| ObjectId::parse(template) == Some(id))
            .map_or(Self::Other(id), |(role, ..)| *role)
    }

    /// The role's template id.
    #[must_use]
    pub fn template(self) -> ObjectId {
        match self {
            Self::Other(id) => id,
            known => KNOWN
                .iter()
                .find(|(role, ..)| *role == known)
                .and_then(|(.., template)| ObjectId::parse(template))
                .unwrap_or_default(),
        }
    }

    /// Microsoft's English name; none for a role that this page does not know.
    #[must_use]
    pub fn name(self) -> Option<&'static str> {
        KNOWN.iter().find(|(role, ..)| *role == self).map(|(_, name, _)| *name)
    }
}
