//! The kinds of file that imports recognise by their content.

use crate::domain::attribute::Of;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Entra "Download users", with Graph's names (`id`, `officeLocation`, `mobilePhone`).
    EntraUsers,
    /// Entra "Download users" as documented before (`objectId`, `physicalDeliveryOfficeName`).
    EntraUsersOlder,
    /// Microsoft 365 admin centre, Active users, *Export users*.
    Microsoft365Users,
    /// The same with French headers.
    Microsoft365UsersFrench,
    /// Entra "Bulk create users", the filled-in template.
    EntraBulkCreate,
    /// Microsoft 365 "Add multiple users", the filled-in template.
    Microsoft365AddUsers,
    /// `Export-Csv` of `Get-MgUser` and its predecessors.
    PowerShellUsers,
    /// Another table of users: our own export, the synthetic directory, spreadsheets.
    UsersTable,
    /// Graph JSON: users, the collector's pages among them.
    GraphUsers,
    /// Soft-deleted users as Graph JSON.
    GraphDeletedUsers,
    Groups,
    GroupMembers,
    GroupOwners,
    Devices,
    SubscribedSkus,
    /// What the tenant bought (`companySubscription`).
    CompanySubscriptions,
    RoleDefinitions,
    RoleAssignments,
    Organisation,
    Domains,
    /// What users may do by default; one object.
    AuthorizationPolicy,
    /// Settings made from templates, of which `Group.Unified` is used.
    GroupSettings,
    /// The expiration policy of Microsoft 365 groups.
    GroupLifecyclePolicies,
    Applications,
    ExtensionProperties,
    /// The directory's audit log: the portal's CSV, Graph's JSON.
    Audit,
    /// Audit records that were predicted here; never taken for the log.
    PredictedAudit,
    /// Microsoft's table of products and their service plans, the same for everybody.
    ProductNames,
    /// The collector's table of contents.
    CollectorManifest,
    /// A file that belongs to the collector's script.
    CollectorState,
    /// Anything else.
    Unknown,
}

impl Format {
    /// A stable name for programs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::EntraUsers => "entra-users",
            Self::EntraUsersOlder => "entra-users-older",
            Self::Microsoft365Users => "microsoft365-users",
            Self::Microsoft365UsersFrench => "microsoft365-users-fr",
            Self::EntraBulkCreate => "entra-bulk-create",
            Self::Microsoft365AddUsers => "microsoft365-add-users",
            Self::PowerShellUsers => "powershell-users",
            Self::UsersTable => "users-table",
            Self::GraphUsers => "graph-users",
            Self::GraphDeletedUsers => "graph-deleted-users",
            Self::Groups => "groups",
            Self::GroupMembers => "group-members",
            Self::GroupOwners => "group-owners",
            Self::Devices => "devices",
            Self::SubscribedSkus => "subscribed-skus",
            Self::CompanySubscriptions => "company-subscriptions",
            Self::RoleDefinitions => "role-definitions",
            Self::RoleAssignments => "role-assignments",
            Self::Organisation => "organisation",
            Self::Domains => "domains",
            Self::AuthorizationPolicy => "authorization-policy",
            Self::GroupSettings => "group-settings",
            Self::GroupLifecyclePolicies => "group-lifecycle-policies",
            Self::Applications => "applications",
            Self::ExtensionProperties => "extension-properties",
            Self::Audit => "audit",
            Self::PredictedAudit => "audit-predicted",
            Self::ProductNames => "product-names",
            Self::CollectorManifest => "collector-manifest",
            Self::CollectorState => "collector-state",
            Self::Unknown => "unknown",
        }
    }

    /// Whether its rows are users.
    #[must_use]
    pub const fn holds_users(self) -> bool {
        matches!(
            self,
            Self::EntraUsers
                | Self::EntraUsersOlder
                | Self::Microsoft365Users
                | Self::Microsoft365UsersFrench
                | Self::EntraBulkCreate
                | Self::Microsoft365AddUsers
                | Self::PowerShellUsers
                | Self::UsersTable
                | Self::GraphUsers
                | Self::GraphDeletedUsers
        )
    }

    /// The kind of object that its rows are, where they are objects of the directory.
    #[must_use]
    pub const fn objects(self) -> Option<Of> {
        match self {
            Self::Groups => Some(Of::Group),
            Self::Devices => Some(Of::Device),
            format if format.holds_users() => Some(Of::User),
            _ => None,
        }
    }

    /// Whether the import uses it; what it does not use is kept beside the workspace as it is.
    #[must_use]
    pub const fn is_used(self) -> bool {
        self.objects().is_some()
            || matches!(
                self,
                Self::GroupMembers
                    | Self::GroupOwners
                    | Self::SubscribedSkus
                    | Self::CompanySubscriptions
                    | Self::RoleDefinitions
                    | Self::RoleAssignments
                    | Self::Organisation
                    | Self::Domains
                    | Self::AuthorizationPolicy
                    | Self::GroupSettings
                    | Self::GroupLifecyclePolicies
                    | Self::Audit
                    | Self::ProductNames
                    | Self::CollectorManifest
            )
    }
}
