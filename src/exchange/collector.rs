//! The collector: a read-only script that gathers a directory into one folder.
//!
//! The script itself (`collector/Get-TenantryDirectory.ps1`) is an asset beside the page; this
//! module says what it reads, for the page that explains it and for the importers.
//!
//! # The folder
//! - `manifest.json`: `{ "format": "tenantry-collector", "version": 1, "collector", "tenantId",
//!   "environment", "startedUtc", "finishedUtc", "auditSince", "hiddenMembership", "complete",
//!   "parts": [{ "part", "name", "status", "complete", "files": […], "count", "omitted": […],
//!   "failed", "error", "startedUtc", "finishedUtc", "scopes": […], "request" }] }`. One entry per
//!   list of files; `status` is `complete`, `running` (cut off), `failed`, `refused` (permission or
//!   licence) or `skipped`; `omitted` names attributes and expansions that the cloud did not know;
//!   `failed` counts objects of a batch that answered with an error. Without a manifest the run has
//!   not come to its end.
//! - `<name>-0001.json`, `<name>-0002.json`, …: pages as Graph sent them,
//!   `{ "@odata.context", "@odata.nextLink"?, "value": [ object, … ] }`. A next link in a file that
//!   is followed by another file of the same name is no sign of truncation. `authorizationPolicy` is one object
//!   as Graph sent it, not a list. `users`,
//!   `signInActivity`, `leaveDates` and `userExtensions01`… all hold users, told apart by their
//!   attributes and joined by `id`: what a file does not carry is unknown from that file.
//! - `groupMembers-0001.json`, `groupOwners-…`, `extensionProperties-…`: records of ours, one per
//!   page of one object's list: `{ "@odata.context": "tenantry#groupMembers", "value": [ {
//!   "groupId", "page": 1, "last": true, "members": [ { "@odata.type", "id" }, … ], "error"? } ] }`
//!   (`owners`; `applicationId` and `extensionProperties`). A list is complete when pages 1 to the
//!   one with `last` are all there. `error` is a status and code, or `HiddenMembership` where the
//!   members were not asked for.
//! - `state.json` and `collector.log` belong to the script.

/// Name of the script, as it is downloaded.
pub const FILE_NAME: &str = "Get-TenantryDirectory.ps1";

/// The PowerShell module that it needs.
pub const MODULE: &str = "Microsoft.Graph.Authentication";

/// Value of `format` in the manifest.
pub const FORMAT: &str = "tenantry-collector";

/// Value of `version` in the manifest.
pub const VERSION: u32 = 1;

/// A part of the collection, with a switch of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    Organization,
    Products,
    Roles,
    Extensions,
    Users,
    SignInActivity,
    DeletedUsers,
    Groups,
    GroupMembers,
    GroupOwners,
    GroupPolicies,
    Policies,
    Devices,
    Audit,
}

/// One list that a part reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Request {
    /// Start of its files' names.
    pub file: &'static str,
    pub way: Way,
    /// Address without its query.
    pub path: &'static str,
}

/// How a list is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// One list, page after page, or one object.
    Pages,
    /// One list per object of another one, twenty in a `$batch`.
    PerObjectOf(&'static str),
}

const fn pages(file: &'static str, path: &'static str) -> Request {
    Request { file, way: Way::Pages, path }
}

const fn each(file: &'static str, over: &'static str, path: &'static str) -> Request {
    Request { file, way: Way::PerObjectOf(over), path }
}

impl Part {
    /// All parts, in the order in which the script reads them.
    pub const ALL: [Self; 14] = [
        Self::Organization,
        Self::Products,
        Self::Roles,
        Self::Extensions,
        Self::Users,
        Self::SignInActivity,
        Self::DeletedUsers,
        Self::Groups,
        Self::GroupMembers,
        Self::GroupOwners,
        Self::GroupPolicies,
        Self::Policies,
        Self::Devices,
        Self::Audit,
    ];

    /// Name in `-Parts` and in the manifest.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Organization => "organization",
            Self::Products => "products",
            Self::Roles => "roles",
            Self::Extensions => "extensions",
            Self::Users => "users",
            Self::SignInActivity => "signInActivity",
            Self::DeletedUsers => "deletedUsers",
            Self::Groups => "groups",
            Self::GroupMembers => "groupMembers",
            Self::GroupOwners => "groupOwners",
            Self::GroupPolicies => "groupPolicies",
            Self::Policies => "policies",
            Self::Devices => "devices",
            Self::Audit => "audit",
        }
    }

    /// The switch that leaves it out, without the dash.
    pub const fn skip_switch(self) -> &'static str {
        match self {
            Self::Organization => "SkipOrganization",
            Self::Products => "SkipProducts",
            Self::Roles => "SkipRoles",
            Self::Extensions => "SkipExtensions",
            Self::Users => "SkipUsers",
            Self::SignInActivity => "SkipSignInActivity",
            Self::DeletedUsers => "SkipDeletedUsers",
            Self::Groups => "SkipGroups",
            Self::GroupMembers => "SkipGroupMembers",
            Self::GroupOwners => "SkipGroupOwners",
            Self::GroupPolicies => "SkipGroupPolicies",
            Self::Policies => "SkipPolicies",
            Self::Devices => "SkipDevices",
            Self::Audit => "SkipAudit",
        }
    }

    /// The least delegated permissions that suffice (Graph reference, *Permissions* of each list).
    pub const fn scopes(self) -> &'static [&'static str] {
        match self {
            Self::Organization => &["Organization.Read.All", "Domain.Read.All"],
            Self::Products => &["Organization.Read.All"],
            Self::Roles => &["RoleManagement.Read.Directory"],
            Self::Extensions => &["Application.Read.All"],
            Self::Users | Self::DeletedUsers => &["User.Read.All"],
            Self::SignInActivity => &["User.Read.All", "AuditLog.Read.All"],
            Self::Groups | Self::GroupMembers | Self::GroupOwners => &["GroupMember.Read.All"],
            Self::GroupPolicies => &["Directory.Read.All"],
            Self::Policies => &["Policy.Read.All"],
            Self::Devices => &["Device.Read.All"],
            Self::Audit => &["AuditLog.Read.All"],
        }
    }

    /// The part whose list it goes through, object by object.
    pub const fn needs(self) -> Option<Self> {
        match self {
            Self::GroupMembers | Self::GroupOwners => Some(Self::Groups),
            _ => None,
        }
    }

    /// Whether the service answers only where Microsoft Entra ID P1 or P2 is licensed.
    pub const fn needs_premium(self) -> bool {
        matches!(self, Self::SignInActivity)
    }

    /// The lists it reads.
    pub const fn requests(self) -> &'static [Request] {
        match self {
            Self::Organization => {
                const {
                    &[
                        pages("organization", "/v1.0/organization"),
                        pages("domains", "/v1.0/domains"),
                    ]
                }
            }
            Self::Products => {
                const {
                    &[
                        pages("subscribedSkus", "/v1.0/subscribedSkus"),
                        pages("subscriptions", "/v1.0/directory/subscriptions"),
                    ]
                }
            }
            Self::Roles => {
                const {
                    &[
                        pages("roleDefinitions", "/v1.0/roleManagement/directory/roleDefinitions"),
                        pages("roleAssignments", "/v1.0/roleManagement/directory/roleAssignments"),
                    ]
                }
            }
            Self::Extensions => {
                const {
                    &[
                        pages("applications", "/v1.0/applications"),
                        each(
                            "extensionProperties",
                            "applications",
                            "/applications/{id}/extensionProperties",
                        ),
                    ]
                }
            }
            Self::Users => const { &[pages("users", "/v1.0/users")] },
            Self::SignInActivity => const { &[pages("signInActivity", "/v1.0/users")] },
            Self::DeletedUsers => {
                const { &[pages("deletedUsers", "/v1.0/directory/deletedItems/microsoft.graph.user")] }
            }
            Self::Groups => const { &[pages("groups", "/v1.0/groups")] },
            Self::GroupMembers => {
                const { &[each("groupMembers", "groups", "/groups/{id}/members")] }
            }
            Self::GroupOwners => const { &[each("groupOwners", "groups", "/groups/{id}/owners")] },
            Self::GroupPolicies => {
                const {
                    &[
                        pages("groupSettings", "/v1.0/groupSettings"),
                        pages("groupLifecyclePolicies", "/v1.0/groupLifecyclePolicies"),
                    ]
                }
            }
            Self::Policies => {
                const { &[pages("authorizationPolicy", "/v1.0/policies/authorizationPolicy")] }
            }
            Self::Devices => const { &[pages("devices", "/beta/devices")] },
            Self::Audit => const { &[pages("directoryAudits", "/v1.0/auditLogs/directoryAudits")] },
        }
    }

    /// The part of a manifest's name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.name() == name)
    }
}

#[cfg(test)]
mod tests;
