//! The attributes of groups.
//!
//! Source of names, limits and values: Microsoft Graph v1.0 `group` resource, and of
//! `resourceBehaviorOptions`, `resourceProvisioningOptions` and `creationOptions` its beta. What
//! takes a relation, a number or an object of its own (settings, labels) is no attribute.

use super::{
    Attribute, Definition,
    Kind::{Boolean, Reference, Text, Texts, Time},
    Of,
    Section::{Account, Contact, Identity, OnPremises},
    Wire, at, table,
};

/// Whether members see the group in Outlook and the like; only with `$select`.
const fn switch(name: &'static str) -> Definition {
    at(name, Boolean, Contact)
}

table! {
    Of::Group, pub(super),
    GROUP_OBJECT_ID = at("id", Reference, Identity).read_only();
    GROUP_DISPLAY_NAME = at("displayName", Text, Identity).max(256).required();
    GROUP_DESCRIPTION = at("description", Text, Identity).max(1024);
    GROUP_MAIL = at("mail", Text, Contact).read_only();
    GROUP_MAIL_NICKNAME = at("mailNickname", Text, Contact).max(64).required();
    GROUP_MAIL_ENABLED = at("mailEnabled", Boolean, Contact).read_only();
    GROUP_SECURITY_ENABLED = at("securityEnabled", Boolean, Account).required();
    GROUP_TYPES = at("groupTypes", Texts, Account);
    GROUP_MEMBERSHIP_RULE = at("membershipRule", Text, Account).max(3072);
    GROUP_MEMBERSHIP_RULE_PROCESSING_STATE = at("membershipRuleProcessingState", Text, Account).choices(&["On", "Paused"]);
    GROUP_VISIBILITY = at("visibility", Text, Account).choices(&["Private", "Public", "HiddenMembership"]);
    GROUP_IS_ASSIGNABLE_TO_ROLE = at("isAssignableToRole", Boolean, Account).read_only();
    GROUP_CLASSIFICATION = at("classification", Text, Account);
    GROUP_CREATED_DATE_TIME = at("createdDateTime", Time, Account).read_only();
    GROUP_DELETED_DATE_TIME = at("deletedDateTime", Time, Account).read_only();
    GROUP_RENEWED_DATE_TIME = at("renewedDateTime", Time, Account).read_only();
    GROUP_EXPIRATION_DATE_TIME = at("expirationDateTime", Time, Account).read_only();
    GROUP_PREFERRED_DATA_LOCATION = at("preferredDataLocation", Text, Account);
    GROUP_PREFERRED_LANGUAGE = at("preferredLanguage", Text, Account);
    GROUP_PROXY_ADDRESSES = at("proxyAddresses", Texts, Contact).read_only();
    GROUP_THEME = at("theme", Text, Account);
    GROUP_RESOURCE_PROVISIONING_OPTIONS = at("resourceProvisioningOptions", Texts, Account).read_only();
    GROUP_RESOURCE_BEHAVIOR_OPTIONS = at("resourceBehaviorOptions", Texts, Account).read_only();
    GROUP_CREATION_OPTIONS = at("creationOptions", Texts, Account).read_only();
    GROUP_SECURITY_IDENTIFIER = at("securityIdentifier", Text, Account).read_only();
    GROUP_IS_MANAGEMENT_RESTRICTED = at("isManagementRestricted", Boolean, Account).read_only();
    GROUP_IS_ARCHIVED = at("isArchived", Boolean, Account).read_only();
    GROUP_UNIQUE_NAME = at("uniqueName", Text, Identity).max(128).read_only();
    GROUP_ACCESS_TYPE = at("accessType", Text, Account).choices(&["none", "private", "secret", "public"]);
    GROUP_CREATED_BY_APP_ID = at("createdByAppId", Text, Account).read_only();
    GROUP_HAS_MEMBERS_WITH_LICENSE_ERRORS = at("hasMembersWithLicenseErrors", Boolean, Account).read_only();
    GROUP_ASSIGNED_LICENSES = at("assignedLicenses", Texts, Account).read_only().wire(Wire::Licenses);
    GROUP_LICENSE_PROCESSING_STATE = at("licenseProcessingState", Text, Account).read_only().wire(Wire::Part("state"))
        .choices(&["QueuedForProcessing", "ProcessingInProgress", "ProcessingComplete", "ProcessingFailed"]);
    GROUP_ALLOW_EXTERNAL_SENDERS = switch("allowExternalSenders");
    GROUP_AUTO_SUBSCRIBE_NEW_MEMBERS = switch("autoSubscribeNewMembers");
    GROUP_HIDE_FROM_ADDRESS_LISTS = switch("hideFromAddressLists");
    GROUP_HIDE_FROM_OUTLOOK_CLIENTS = switch("hideFromOutlookClients");
    GROUP_IS_SUBSCRIBED_BY_MAIL = switch("isSubscribedByMail");
    GROUP_ON_PREMISES_SYNC_ENABLED = at("onPremisesSyncEnabled", Boolean, OnPremises).read_only();
    GROUP_ON_PREMISES_LAST_SYNC_DATE_TIME = at("onPremisesLastSyncDateTime", Time, OnPremises).read_only();
    GROUP_ON_PREMISES_DOMAIN_NAME = at("onPremisesDomainName", Text, OnPremises).read_only();
    GROUP_ON_PREMISES_NET_BIOS_NAME = at("onPremisesNetBiosName", Text, OnPremises).read_only();
    GROUP_ON_PREMISES_SAM_ACCOUNT_NAME = at("onPremisesSamAccountName", Text, OnPremises).read_only();
    GROUP_ON_PREMISES_SECURITY_IDENTIFIER = at("onPremisesSecurityIdentifier", Text, OnPremises).read_only();
}
