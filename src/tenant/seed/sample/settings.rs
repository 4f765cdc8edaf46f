//! The settings of self-service of the sample organisation.

use crate::domain::setting::{Home, Keeper};
use crate::domain::{Datum, ObjectId, Setting, Value};
use std::collections::BTreeMap;

/// The objects that keep them.
#[must_use]
pub fn keepers() -> BTreeMap<Home, Keeper> {
    let there = |number, others| Keeper::There { id: ObjectId::from_seed(0x5e77, number), others };
    let dead = vec![("EnableMSStandardBlockedWords".to_owned(), "false".to_owned())];
    BTreeMap::from([
        (Home::GroupSettings, there(1, dead)),
        (Home::LifecyclePolicy, there(2, Vec::new())),
    ])
}

/// Every setting but the one that only a workspace assumes.
#[must_use]
pub fn settings() -> BTreeMap<Setting, Datum> {
    let yes = |yes| Datum::Value(Value::Boolean(yes));
    let texts = |texts: &[&str]| {
        Datum::Value(Value::Texts(texts.iter().map(|&text| text.to_owned()).collect()))
    };
    BTreeMap::from([
        (Setting::OwnersManageRequests, yes(true)),
        (Setting::MyGroupsRestricted, yes(false)),
        (Setting::OwnersWhoAssignOwners, Datum::text("All")),
        (Setting::UsersCreateSecurityGroups, yes(false)),
        (Setting::UsersCreateMicrosoft365Groups, yes(true)),
        (Setting::GroupCreationAllowedGroup, Datum::Null),
        (Setting::GuestsMayOwn, yes(false)),
        (Setting::GuestsMayAccess, yes(true)),
        (Setting::GuestsMayBeAdded, yes(true)),
        (Setting::UsageGuidelinesUrl, Datum::text("https://contoso.example/groups")),
        (Setting::GuestUsageGuidelinesUrl, Datum::Null),
        (Setting::Classifications, texts(&["Public", "Internal", "Confidential"])),
        (Setting::DefaultClassification, Datum::text("Internal")),
        (Setting::ClassificationDescriptions, Datum::Null),
        (Setting::SensitivityLabels, yes(false)),
        (Setting::WritebackOfNewGroups, yes(true)),
        (Setting::NamingRequirement, Datum::Null),
        (Setting::BlockedWords, texts(&["CEO", "Payroll", "Board"])),
        (Setting::GroupLifetimeInDays, Datum::text("365")),
        (Setting::ManagedGroupTypes, Datum::text("All")),
        (Setting::AlternateNotificationEmails, Datum::text("groups@contoso.example")),
    ])
}
