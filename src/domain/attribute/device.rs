//! The attributes of devices.
//!
//! Source of names and values: Microsoft Graph v1.0 `device` resource; of the names in rules:
//! Microsoft Learn, *Rules for dynamic membership groups*, "Rules for devices".

use super::{
    Attribute, Definition,
    Kind::{Boolean, Reference, Text, Texts, Time},
    Of,
    Section::{Account, Extension, Identity, OnPremises},
    Wire, at, table,
};

/// `extensionAttributes`, set on the device object itself.
const fn extension(name: &'static str) -> Definition {
    at(name, Text, Extension).same_rule().max(1024).wire(Wire::Inside("extensionAttributes"))
}

table! {
    Of::Device, pub(super),
    DEVICE_OBJECT_ID = at("id", Reference, Identity).rule("objectId").read_only();
    DEVICE_ID = at("deviceId", Text, Identity).same_rule().read_only();
    DEVICE_DISPLAY_NAME = at("displayName", Text, Identity).same_rule().max(256).required();
    DEVICE_ACCOUNT_ENABLED = at("accountEnabled", Boolean, Account).same_rule().required();
    DEVICE_CATEGORY = at("deviceCategory", Text, Account).same_rule();
    DEVICE_OWNERSHIP = at("deviceOwnership", Text, Account).same_rule().choices(&["Company", "Personal", "Unknown"]);
    DEVICE_MANAGEMENT_APP_ID = at("mdmAppId", Text, Account).rule("deviceManagementAppId").read_only();
    DEVICE_MANAGEMENT_TYPE = at("managementType", Text, Account).same_rule().read_only();
    DEVICE_MANUFACTURER = at("manufacturer", Text, Identity).rule("deviceManufacturer").read_only();
    DEVICE_MODEL = at("model", Text, Identity).rule("deviceModel").read_only();
    DEVICE_OS_TYPE = at("operatingSystem", Text, Identity).rule("deviceOSType").required();
    DEVICE_OS_VERSION = at("operatingSystemVersion", Text, Identity).rule("deviceOSVersion").required();
    DEVICE_PHYSICAL_IDS = at("physicalIds", Texts, Identity).rule("devicePhysicalIds").read_only();
    DEVICE_TRUST_TYPE = at("trustType", Text, Account).rule("deviceTrustType").read_only().choices(&["AzureAD", "ServerAD", "Workplace"]);
    DEVICE_ENROLLMENT_PROFILE_NAME = at("enrollmentProfileName", Text, Account).same_rule().read_only();
    DEVICE_IS_ROOTED = at("isRooted", Boolean, Account).same_rule().read_only();
    DEVICE_IS_COMPLIANT = at("isCompliant", Boolean, Account).read_only();
    DEVICE_IS_MANAGED = at("isManaged", Boolean, Account).read_only();
    DEVICE_PROFILE_TYPE = at("profileType", Text, Account).same_rule().read_only().choices(&["RegisteredDevice", "SecureVM", "Printer", "Shared", "IoT"]);
    DEVICE_SYSTEM_LABELS = at("systemLabels", Texts, Account).same_rule().read_only();
    DEVICE_APPROXIMATE_LAST_SIGN_IN_DATE_TIME = at("approximateLastSignInDateTime", Time, Account).read_only();
    DEVICE_REGISTRATION_DATE_TIME = at("registrationDateTime", Time, Account).read_only();
    DEVICE_REGISTERED_OWNERS = at("registeredOwners", Texts, Account).read_only().wire(Wire::Ids);
    DEVICE_REGISTERED_USERS = at("registeredUsers", Texts, Account).read_only().wire(Wire::Ids);
    DEVICE_PRIMARY_USER_UPN = at("primaryUserUPN", Text, Account).read_only();
    DEVICE_ON_PREMISES_SYNC_ENABLED = at("onPremisesSyncEnabled", Boolean, OnPremises).read_only();
    DEVICE_ON_PREMISES_LAST_SYNC_DATE_TIME = at("onPremisesLastSyncDateTime", Time, OnPremises).read_only();
    DEVICE_EXTENSION_ATTRIBUTE_1 = extension("extensionAttribute1");
    DEVICE_EXTENSION_ATTRIBUTE_2 = extension("extensionAttribute2");
    DEVICE_EXTENSION_ATTRIBUTE_3 = extension("extensionAttribute3");
    DEVICE_EXTENSION_ATTRIBUTE_4 = extension("extensionAttribute4");
    DEVICE_EXTENSION_ATTRIBUTE_5 = extension("extensionAttribute5");
    DEVICE_EXTENSION_ATTRIBUTE_6 = extension("extensionAttribute6");
    DEVICE_EXTENSION_ATTRIBUTE_7 = extension("extensionAttribute7");
    DEVICE_EXTENSION_ATTRIBUTE_8 = extension("extensionAttribute8");
    DEVICE_EXTENSION_ATTRIBUTE_9 = extension("extensionAttribute9");
    DEVICE_EXTENSION_ATTRIBUTE_10 = extension("extensionAttribute10");
    DEVICE_EXTENSION_ATTRIBUTE_11 = extension("extensionAttribute11");
    DEVICE_EXTENSION_ATTRIBUTE_12 = extension("extensionAttribute12");
    DEVICE_EXTENSION_ATTRIBUTE_13 = extension("extensionAttribute13");
    DEVICE_EXTENSION_ATTRIBUTE_14 = extension("extensionAttribute14");
    DEVICE_EXTENSION_ATTRIBUTE_15 = extension("extensionAttribute15");
}
