//! The settings of a tenant that decide what people may do with groups by themselves, and what a workspace takes to
//! hold where documents say nothing or disagree.
//!
//! Source: "Set up self-service group management", "Configure group settings with PowerShell" (the
//! template `Group.Unified`), "Enforce a naming policy on Microsoft 365 groups" and "Configure the
//! expiration policy for Microsoft 365 groups", Microsoft Learn; `authorizationPolicy` and
//! `groupLifecyclePolicy`, Microsoft Graph v1.0.

use crate::domain::ObjectId;

/// Id of the template `Group.Unified` ("Configure group settings with PowerShell", Microsoft Learn).
pub const UNIFIED: &str = "62375ab9-6b52-47ed-826b-58e47e0e304b";

/// A setting. Its value is a [`Datum`](crate::domain::Datum) like any other: a value, null, or unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Setting {
    /// Owners may approve and deny requests to join their groups.
    OwnersManageRequests,
    /// My Groups is closed to people without a role that reads groups. Nothing else is.
    MyGroupsRestricted,
    /// Which owners may make members owners in the portal.
    OwnersWhoAssignOwners,
    /// Everybody may create security groups.
    UsersCreateSecurityGroups,
    /// Everybody may create Microsoft 365 groups.
    UsersCreateMicrosoft365Groups,
    /// Whose members may create Microsoft 365 groups although not everybody may.
    GroupCreationAllowedGroup,
    GuestsMayOwn,
    GuestsMayAccess,
    GuestsMayBeAdded,
    UsageGuidelinesUrl,
    GuestUsageGuidelinesUrl,
    Classifications,
    DefaultClassification,
    /// What each classification means: `name:description`, separated by commas.
    ClassificationDescriptions,
    /// Sensitivity labels of Microsoft Purview can be given to Microsoft 365 groups.
    SensitivityLabels,
    /// New Microsoft 365 groups are written back to Active Directory, where writeback is set up.
    WritebackOfNewGroups,
    /// Prefix and suffix of the names of Microsoft 365 groups.
    NamingRequirement,
    /// Names that no Microsoft 365 group may have.
    BlockedWords,
    /// Days that a Microsoft 365 group lives without being renewed.
    GroupLifetimeInDays,
    /// Which Microsoft 365 groups expire.
    ManagedGroupTypes,
    /// Who is told of groups without owners, separated by semicolons.
    AlternateNotificationEmails,
    /// Days after which a request lapses. Nothing is published about it; kept here only.
    RequestsLapseAfterDays,
    /// Seats of an expired subscription can be given to people. Kept here only, as are the following: what they
    /// decide, and what documents say, stands at [`Assumptions`](crate::tenant::licences::Assumptions).
    ExpiredSeatsAreGiven,
    /// Relations between service plans count that are general knowledge alone.
    GeneralKnowledgeCounts,
    /// Relations between service plans count that are said to hold no longer.
    FormerRelationsCount,
    /// What a group no longer gives, and another licence of a person needs, becomes a direct licence of theirs.
    NeededLicencesTurnDirect,
    /// Whoever is restored gets their licences only where seats are left.
    RestoredNeedSeats,
}

/// Shape of a setting's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    Switch,
    /// A text of at most so many UTF-16 units; 0 is no documented limit.
    Text(usize),
    /// At most so many texts; 0 is no documented limit.
    Texts(usize),
    /// One of these.
    Choice(&'static [&'static str]),
    /// A group, by id.
    Group,
    /// A whole number of days, at least so many; held as text.
    Days(u32),
}

/// Where the tenant keeps a setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Home {
    /// Groups > General of the Entra admin centre; no public interface reads or writes it.
    Portal,
    /// `authorizationPolicy.defaultUserRolePermissions`.
    AuthorizationPolicy,
    /// The tenant-wide group settings, template `Group.Unified`.
    GroupSettings,
    /// The tenant's `groupLifecyclePolicy`.
    LifecyclePolicy,
    /// Nowhere: an assumption of this workspace.
    Here,
}

impl Home {
    /// Places that Graph v1.0 reads and writes.
    pub const IN_GRAPH: [Self; 3] =
        [Self::AuthorizationPolicy, Self::GroupSettings, Self::LifecyclePolicy];
}

/// What is known of the object that keeps settings at a [`Home`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Keeper {
    /// The tenant has none: every setting is as the service has it by itself.
    Missing,
    /// It is there.
    There {
        id: ObjectId,
        /// Values of the object that are no [`Setting`], by name: a request that writes the object brings
        /// them along.
        others: Vec<(String, String)>,
    },
}

impl Setting {
    /// All of them, in the order in which a reader meets them.
    pub const ALL: [Self; 27] = [
        Self::OwnersManageRequests,
        Self::MyGroupsRestricted,
        Self::OwnersWhoAssignOwners,
        Self::UsersCreateSecurityGroups,
        Self::UsersCreateMicrosoft365Groups,
        Self::GroupCreationAllowedGroup,
        Self::RequestsLapseAfterDays,
        Self::GuestsMayOwn,
        Self::GuestsMayAccess,
        Self::GuestsMayBeAdded,
        Self::UsageGuidelinesUrl,
        Self::GuestUsageGuidelinesUrl,
        Self::Classifications,
        Self::DefaultClassification,
        Self::ClassificationDescriptions,
        Self::SensitivityLabels,
        Self::WritebackOfNewGroups,
        Self::NamingRequirement,
        Self::BlockedWords,
        Self::GroupLifetimeInDays,
        Self::ManagedGroupTypes,
        Self::AlternateNotificationEmails,
        Self::ExpiredSeatsAreGiven,
        Self::GeneralKnowledgeCounts,
        Self::FormerRelationsCount,
        Self::NeededLicencesTurnDirect,
        Self::RestoredNeedSeats,
    ];

    /// What is assumed of licensing.
    pub const OF_LICENSING: [Self; 5] = [
        Self::ExpiredSeatsAreGiven,
        Self::GeneralKnowledgeCounts,
        Self::FormerRelationsCount,
        Self::NeededLicencesTurnDirect,
        Self::RestoredNeedSeats,
    ];

    /// Graph's name; a name of our own where no public interface has the setting.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::OwnersManageRequests => "ownersManageMembershipRequests",
            Self::MyGroupsRestricted => "myGroupsRestricted",
            Self::OwnersWhoAssignOwners => "ownersWhoCanAssignOwners",
            Self::UsersCreateSecurityGroups => "allowedToCreateSecurityGroups",
            Self::UsersCreateMicrosoft365Groups => "EnableGroupCreation",
            Self::GroupCreationAllowedGroup => "GroupCreationAllowedGroupId",
            Self::GuestsMayOwn => "AllowGuestsToBeGroupOwner",
            Self::GuestsMayAccess => "AllowGuestsToAccessGroups",
            Self::GuestsMayBeAdded => "AllowToAddGuests",
            Self::UsageGuidelinesUrl => "UsageGuidelinesUrl",
            Self::GuestUsageGuidelinesUrl => "GuestUsageGuidelinesUrl",
            Self::Classifications => "ClassificationList",
            Self::DefaultClassification => "DefaultClassification",
            Self::ClassificationDescriptions => "ClassificationDescriptions",
            Self::SensitivityLabels => "EnableMIPLabels",
            Self::WritebackOfNewGroups => "NewUnifiedGroupWritebackDefault",
            Self::NamingRequirement => "PrefixSuffixNamingRequirement",
            Self::BlockedWords => "CustomBlockedWordsList",
            Self::GroupLifetimeInDays => "groupLifetimeInDays",
            Self::ManagedGroupTypes => "managedGroupTypes",
            Self::AlternateNotificationEmails => "alternateNotificationEmails",
            Self::RequestsLapseAfterDays => "requestsLapseAfterDays",
            Self::ExpiredSeatsAreGiven => "expiredSeatsAreGiven",
            Self::GeneralKnowledgeCounts => "generalKnowledgeCounts",
            Self::FormerRelationsCount => "formerRelationsCount",
            Self::NeededLicencesTurnDirect => "neededLicencesTurnDirect",
            Self::RestoredNeedSeats => "restoredNeedSeats",
        }
    }

    /// The setting with a name, in any case.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|setting| setting.name().eq_ignore_ascii_case(name))
    }

    /// Shape of its value.
    #[must_use]
    pub const fn shape(self) -> Shape {
        match self {
            Self::OwnersManageRequests
            | Self::MyGroupsRestricted
            | Self::UsersCreateSecurityGroups
            | Self::UsersCreateMicrosoft365Groups
            | Self::GuestsMayOwn
            | Self::GuestsMayAccess
            | Self::GuestsMayBeAdded
            | Self::SensitivityLabels
            | Self::WritebackOfNewGroups
            | Self::ExpiredSeatsAreGiven
            | Self::GeneralKnowledgeCounts
            | Self::FormerRelationsCount
            | Self::NeededLicencesTurnDirect
            | Self::RestoredNeedSeats => Shape::Switch,
            Self::OwnersWhoAssignOwners | Self::ManagedGroupTypes => {
                Shape::Choice(&["All", "Selected", "None"])
            }
            Self::GroupCreationAllowedGroup => Shape::Group,
            Self::UsageGuidelinesUrl
            | Self::GuestUsageGuidelinesUrl
            | Self::DefaultClassification
            | Self::AlternateNotificationEmails => Shape::Text(0),
            Self::NamingRequirement => Shape::Text(64),
            Self::ClassificationDescriptions => Shape::Text(300),
            Self::Classifications => Shape::Texts(0),
            Self::BlockedWords => Shape::Texts(5000),
            Self::GroupLifetimeInDays => Shape::Days(30),
            Self::RequestsLapseAfterDays => Shape::Days(1),
        }
    }

    /// Where the tenant keeps it.
    #[must_use]
    pub const fn home(self) -> Home {
        match self {
            Self::OwnersManageRequests | Self::MyGroupsRestricted | Self::OwnersWhoAssignOwners => {
                Home::Portal
            }
            Self::UsersCreateSecurityGroups => Home::AuthorizationPolicy,
            Self::UsersCreateMicrosoft365Groups
            | Self::GroupCreationAllowedGroup
            | Self::GuestsMayOwn
            | Self::GuestsMayAccess
            | Self::GuestsMayBeAdded
            | Self::UsageGuidelinesUrl
            | Self::GuestUsageGuidelinesUrl
            | Self::Classifications
            | Self::DefaultClassification
            | Self::ClassificationDescriptions
            | Self::SensitivityLabels
            | Self::WritebackOfNewGroups
            | Self::NamingRequirement
            | Self::BlockedWords => Home::GroupSettings,
            Self::GroupLifetimeInDays
            | Self::ManagedGroupTypes
            | Self::AlternateNotificationEmails => Home::LifecyclePolicy,
            Self::RequestsLapseAfterDays
            | Self::ExpiredSeatsAreGiven
            | Self::GeneralKnowledgeCounts
            | Self::FormerRelationsCount
            | Self::NeededLicencesTurnDirect
            | Self::RestoredNeedSeats => Home::Here,
        }
    }

    /// Whether a switch of the template `Group.Unified` is on in a tenant that has no settings of it;
    /// none for what is no such switch.
    #[must_use]
    pub const fn template_default(self) -> Option<bool> {
        match self {
            Self::UsersCreateMicrosoft365Groups
            | Self::GuestsMayAccess
            | Self::GuestsMayBeAdded
            | Self::WritebackOfNewGroups => Some(true),
            Self::GuestsMayOwn | Self::SensitivityLabels => Some(false),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn each_is_listed_once_and_found_by_its_name() {
        let names: BTreeSet<&str> = Setting::ALL.iter().map(|setting| setting.name()).collect();
        assert_eq!(names.len(), Setting::ALL.len());
        for setting in Setting::ALL {
            assert_eq!(Setting::named(&setting.name().to_uppercase()), Some(setting));
        }
    }
}
