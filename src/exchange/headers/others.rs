//! What the columns of tables of groups and of devices are.
//!
//! No literal header of Entra's "Download groups" and of its list of devices is published, so their
//! columns are found by Graph's names and the labels of the portal. Of Intune's "All devices" the
//! columns are documented; what it says in words of its own (ownership, compliance, join type) is not
//! what the directory says, and is kept aside.

use super::{Column, Meaning, key};
use crate::domain::Attribute as A;
use crate::domain::attribute::Of;
use crate::text::similar::closest;

/// Names besides Graph's and those of the rule language, as [`key`] leaves them.
const GROUPS: &[(&str, A)] = &[
    ("created", A::GROUP_CREATED_DATE_TIME),
    ("email", A::GROUP_MAIL),
    ("emailaddress", A::GROUP_MAIL),
    ("groupdisplayname", A::GROUP_DISPLAY_NAME),
    ("groupid", A::GROUP_OBJECT_ID),
    ("groupname", A::GROUP_DISPLAY_NAME),
    ("name", A::GROUP_DISPLAY_NAME),
    ("objectid", A::GROUP_OBJECT_ID),
    ("onpremisessync", A::GROUP_ON_PREMISES_SYNC_ENABLED),
    ("onpremsyncenabled", A::GROUP_ON_PREMISES_SYNC_ENABLED),
    ("directorysynced", A::GROUP_ON_PREMISES_SYNC_ENABLED),
    ("dirsyncenabled", A::GROUP_ON_PREMISES_SYNC_ENABLED),
    ("securitygroup", A::GROUP_SECURITY_ENABLED),
];

const DEVICES: &[(&str, A)] = &[
    ("azureaddeviceid", A::DEVICE_ID),
    ("category", A::DEVICE_CATEGORY),
    ("devicename", A::DEVICE_DISPLAY_NAME),
    ("devicetrusttype", A::DEVICE_TRUST_TYPE),
    ("enabled", A::DEVICE_ACCOUNT_ENABLED),
    ("entradeviceid", A::DEVICE_ID),
    ("microsoftentradeviceid", A::DEVICE_ID),
    ("name", A::DEVICE_DISPLAY_NAME),
    ("objectid", A::DEVICE_OBJECT_ID),
    ("os", A::DEVICE_OS_TYPE),
    ("osversion", A::DEVICE_OS_VERSION),
];

/// Properties of Graph's groups and devices, and columns of the portals, that are known and have no
/// place yet; figures of our own files, which follow from the rest.
const ASIDE: &[&str] = &[
    "activity",
    "alternativenames",
    "alternativesecurityids",
    "approleassignments",
    "assignedlabels",
    "cloudlicensing",
    "commands",
    "complianceexpirationdatetime",
    "createdonbehalfof",
    "createddatetime",
    "daysleft",
    "deletedditemid",
    "deleteddatetime",
    "devicemetadata",
    "devicetemplate",
    "deviceversion",
    "domainname",
    "extensions",
    "externalsourcename",
    "grouplifecyclepolicies",
    "grouptype",
    "hostnames",
    "infocatalogs",
    "isfavorite",
    "ismanagementrestricted",
    "kind",
    "membercount",
    "memberof",
    "memberofcount",
    "membershiprulebehavior",
    "membershipruleprocessingstatus",
    "membershiptype",
    "memberswithlicenseerrors",
    "name",
    "onpremisesprovisioningerrors",
    "onpremisessecurityidentifier",
    "organizationid",
    "organizationalunit",
    "ownercount",
    "permissiongrants",
    "platform",
    "serviceprovisioningerrors",
    "settings",
    "source",
    "sourcetype",
    "status",
    "transitivememberof",
    "transitivemembers",
    "uniquename",
    "unseencount",
    "usagerights",
    "writebackconfiguration",
];

/// Columns of Intune's "All devices" that say something else than the directory, or what it has no
/// place for.
const INTUNE: &[&str] = &[
    "azureadregistered",
    "cellulartechnology",
    "compliance",
    "compliancegraceperiodexpiration",
    "deviceid",
    "devicestate",
    "easactivated",
    "easactivationid",
    "easreason",
    "easstatus",
    "eid",
    "encrypted",
    "enrollmentdate",
    "ethernetmac",
    "freestorage",
    "iccid",
    "imei",
    "intuneregistered",
    "jailbroken",
    "jointype",
    "lastcheckin",
    "lasteassynctime",
    "managedby",
    "managementcertificateexpirationdate",
    "managementname",
    "meid",
    "ownership",
    "phonenumber",
    "primaryuserdisplayname",
    "primaryuseremailaddress",
    "processorarchitecture",
    "productname",
    "securitypatchlevel",
    "serialnumber",
    "skufamily",
    "subscribercarrier",
    "supervised",
    "systemmanagementbiosversion",
    "totalstorage",
    "tpmmanufacturerid",
    "tpmmanufacturerversion",
    "userid",
    "wifiipv4address",
    "wifimac",
    "wifisubnetid",
];

/// What a header, or a property of Graph, means in a table of groups or devices. `intune` says that
/// the table is Intune's, in which *Device ID* is Intune's own.
pub(in crate::exchange) fn column(header: &str, of: Of, intune: bool) -> Column {
    let key = key(header.trim());
    let plain = |attribute| Column::Attribute(attribute, Meaning::Plain);
    if intune && INTUNE.contains(&key.as_str()) {
        return Column::Aside;
    }
    let named = A::named_of(of, &key).or_else(|| {
        let names = if of == Of::Group { GROUPS } else { DEVICES };
        names.iter().find(|(name, _)| *name == key).map(|(_, attribute)| *attribute)
    });
    if let Some(attribute) = named {
        return plain(attribute);
    }
    let by_rule = |attribute: &A| {
        attribute.definition().rule.is_some_and(|rule| rule.eq_ignore_ascii_case(&key))
    };
    if let Some(attribute) = A::all_of(of).find(by_rule) {
        return plain(attribute);
    }
    if ASIDE.contains(&key.as_str()) || INTUNE.contains(&key.as_str()) {
        return Column::Aside;
    }
    Column::Unknown { similar: closest(header, A::all_of(of).map(|it| it.definition().name)) }
}

/// Whether a table of devices is Intune's.
pub(in crate::exchange) fn is_intune(headers: &[String]) -> bool {
    headers.iter().any(|header| key(header.trim()) == "azureaddeviceid")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_and_devices() {
        let plain = |attribute| Column::Attribute(attribute, Meaning::Plain);
        for (header, of, intune, column) in [
            ("Object Id", Of::Group, false, plain(A::GROUP_OBJECT_ID)),
            ("displayName", Of::Group, false, plain(A::GROUP_DISPLAY_NAME)),
            ("GroupTypes", Of::Group, false, plain(A::GROUP_TYPES)),
            ("membershipType", Of::Group, false, Column::Aside),
            (
                "membershipRul",
                Of::Group,
                false,
                Column::Unknown { similar: Some("membershipRule") },
            ),
            ("deviceId", Of::Device, false, plain(A::DEVICE_ID)),
            ("Device ID", Of::Device, true, Column::Aside),
            ("Azure AD Device ID", Of::Device, true, plain(A::DEVICE_ID)),
            ("OS version", Of::Device, true, plain(A::DEVICE_OS_VERSION)),
            ("Compliance", Of::Device, true, Column::Aside),
        ] {
            assert_eq!(super::column(header, of, intune), column, "{header}");
        }
    }
}
