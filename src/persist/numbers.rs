//! The numbers under which attributes, roles, intents and origins are stored: given once, for ever.
//!
//! New names are appended. The names of the table are Graph's, so a stored number still means the
//! same attribute after `domain::attribute` was reordered.

use crate::domain::attribute::{Of, TABLE};
use crate::domain::role::Role;
use crate::domain::setting::Home;
use crate::domain::{Attribute, Deed, Intent, Membership, ObjectId, Origin, Setting, Side, Sort};
use crate::persist::bytes::{Reader, Writer};
use crate::persist::frame::{Damage, UpgradeError};

/// Stored number of an attribute of the table is the place of its name here.
const ATTRIBUTES: &[&str] = &[
    "id",
    "userPrincipalName",
    "displayName",
    "givenName",
    "surname",
    "userType",
    "mail",
    "mailNickname",
    "accountEnabled",
    "usageLocation",
    "jobTitle",
    "department",
    "companyName",
    "manager",
    "officeLocation",
    "employeeId",
    "employeeType",
    "employeeHireDate",
    "employeeLeaveDateTime",
    "division",
    "costCenter",
    "businessPhones",
    "mobilePhone",
    "faxNumber",
    "otherMails",
    "proxyAddresses",
    "imAddresses",
    "streetAddress",
    "city",
    "state",
    "postalCode",
    "country",
    "preferredLanguage",
    "preferredDataLocation",
    "ageGroup",
    "consentProvidedForMinor",
    "legalAgeGroupClassification",
    "passwordPolicies",
    "lastPasswordChangeDateTime",
    "signInSessionsValidFromDateTime",
    "lastSignInDateTime",
    "lastNonInteractiveSignInDateTime",
    "createdDateTime",
    "deletedDateTime",
    "creationType",
    "externalUserState",
    "externalUserStateChangeDateTime",
    "isResourceAccount",
    "showInAddressList",
    "securityIdentifier",
    "onPremisesSyncEnabled",
    "onPremisesSamAccountName",
    "onPremisesUserPrincipalName",
    "onPremisesDomainName",
    "onPremisesDistinguishedName",
    "onPremisesSecurityIdentifier",
    "onPremisesImmutableId",
    "onPremisesLastSyncDateTime",
    "extensionAttribute1",
    "extensionAttribute2",
    "extensionAttribute3",
    "extensionAttribute4",
    "extensionAttribute5",
    "extensionAttribute6",
    "extensionAttribute7",
    "extensionAttribute8",
    "extensionAttribute9",
    "extensionAttribute10",
    "extensionAttribute11",
    "extensionAttribute12",
    "extensionAttribute13",
    "extensionAttribute14",
    "extensionAttribute15",
    "assignedPlans",
    "assignedLicenses",
    "licenseAssignmentStates",
    "directLicenses",
];

/// As [`ATTRIBUTES`], for those of groups.
const GROUP_ATTRIBUTES: &[&str] = &[
    "id",
    "displayName",
    "description",
    "mail",
    "mailNickname",
    "mailEnabled",
    "securityEnabled",
    "groupTypes",
    "membershipRule",
    "membershipRuleProcessingState",
    "visibility",
    "isAssignableToRole",
    "classification",
    "createdDateTime",
    "deletedDateTime",
    "renewedDateTime",
    "expirationDateTime",
    "preferredDataLocation",
    "preferredLanguage",
    "proxyAddresses",
    "theme",
    "resourceProvisioningOptions",
    "resourceBehaviorOptions",
    "creationOptions",
    "securityIdentifier",
    "isManagementRestricted",
    "isArchived",
    "uniqueName",
    "accessType",
    "createdByAppId",
    "hasMembersWithLicenseErrors",
    "allowExternalSenders",
    "autoSubscribeNewMembers",
    "hideFromAddressLists",
    "hideFromOutlookClients",
    "isSubscribedByMail",
    "onPremisesSyncEnabled",
    "onPremisesLastSyncDateTime",
    "onPremisesDomainName",
    "onPremisesNetBiosName",
    "onPremisesSamAccountName",
    "onPremisesSecurityIdentifier",
    "assignedLicenses",
    "licenseProcessingState",
];

/// Where the even numbers of groups' attributes begin, halved: far above those of users.
const GROUPS_FROM: usize = 1 << 15;

/// Custom attributes are stored as odd numbers, in the order in which their directory met them;
/// those of the tables as even ones.
pub(super) fn write_attribute(out: &mut Writer, attribute: Attribute) {
    if attribute.of() == Of::Group {
        let name = attribute.definition().name;
        let place = GROUP_ATTRIBUTES.iter().position(|known| *known == name);
        return out.count((GROUPS_FROM + place.unwrap_or(GROUP_ATTRIBUTES.len())) * 2);
    }
    if let Some(index) = attribute.custom_index() {
        return out.count(index * 2 + 1);
    }
    let name = attribute.definition().name;
    let place = ATTRIBUTES.iter().position(|known| *known == name);
    // A test holds the two lists together, so there always is a place.
    out.count(place.unwrap_or(ATTRIBUTES.len()) * 2);
}

pub(super) fn read_attribute(input: &mut Reader<'_>) -> Result<Attribute, UpgradeError> {
    let number: usize = input.small()?;
    let known = if number.is_multiple_of(2) && number / 2 >= GROUPS_FROM {
        GROUP_ATTRIBUTES
            .get(number / 2 - GROUPS_FROM)
            .and_then(|name| Attribute::named_of(Of::Group, name))
    } else if number % 2 == 1 {
        // Numbers of other kinds of objects come after those of users.
        let custom = u16::try_from(TABLE.len() + number / 2).ok().map(Attribute);
        custom.filter(|attribute| attribute.of() == Of::User)
    } else {
        ATTRIBUTES.get(number / 2).and_then(|name| Attribute::named(name))
    };
    known.ok_or_else(|| input.damage(Damage::Number))
}

const ROLES: &[Role] = &[
    Role::GlobalAdministrator,
    Role::PrivilegedAuthenticationAdministrator,
    Role::PrivilegedRoleAdministrator,
    Role::UserAdministrator,
    Role::AuthenticationAdministrator,
    Role::HelpdeskAdministrator,
    Role::PasswordAdministrator,
    Role::GroupsAdministrator,
    Role::DirectoryWriters,
    Role::DirectoryReaders,
    Role::GuestInviter,
    Role::GlobalReader,
    Role::MessageCenterReader,
    Role::ReportsReader,
    Role::UsageSummaryReportsReader,
    Role::UserExperienceSuccessManager,
];
/// What follows is a template id; so are written the roles that were not known by name at first, which older code
/// then reads as some other role.
const OTHER_ROLE: u8 = 255;

pub(super) fn write_role(out: &mut Writer, role: Role) {
    if let Some((_, number)) = ROLES.iter().zip(0_u8..).find(|(known, _)| **known == role) {
        return out.byte(number);
    }
    out.byte(OTHER_ROLE);
    out.raw(&role.template().0);
}

pub(super) fn read_role(input: &mut Reader<'_>) -> Result<Role, UpgradeError> {
    match input.byte()? {
        OTHER_ROLE => Ok(Role::from_template(ObjectId(input.array()?))),
        number => {
            ROLES.get(usize::from(number)).copied().ok_or_else(|| input.damage(Damage::Tag(number)))
        }
    }
}

pub(super) const fn intent_number(intent: Intent) -> u8 {
    match intent {
        Intent::ResetPassword => 0,
        Intent::ForcePasswordChange => 1,
        Intent::ForcePasswordChangeWithMfa => 2,
        Intent::RevokeSessions => 3,
        Intent::ReprocessLicenses => 4,
    }
}

pub(super) fn read_intent(input: &mut Reader<'_>) -> Result<Intent, UpgradeError> {
    let number = input.byte()?;
    Intent::ALL
        .into_iter()
        .find(|intent| intent_number(*intent) == number)
        .ok_or_else(|| input.damage(Damage::Tag(number)))
}

/// The stored number of a setting is its place here.
const SETTINGS: [Setting; 27] = [
    Setting::OwnersManageRequests,
    Setting::MyGroupsRestricted,
    Setting::OwnersWhoAssignOwners,
    Setting::UsersCreateSecurityGroups,
    Setting::UsersCreateMicrosoft365Groups,
    Setting::GroupCreationAllowedGroup,
    Setting::GuestsMayOwn,
    Setting::GuestsMayAccess,
    Setting::GuestsMayBeAdded,
    Setting::UsageGuidelinesUrl,
    Setting::GuestUsageGuidelinesUrl,
    Setting::Classifications,
    Setting::DefaultClassification,
    Setting::NamingRequirement,
    Setting::BlockedWords,
    Setting::GroupLifetimeInDays,
    Setting::ManagedGroupTypes,
    Setting::AlternateNotificationEmails,
    Setting::RequestsLapseAfterDays,
    // From here on, heads of version 7 and operations of version 4.
    Setting::ClassificationDescriptions,
    Setting::SensitivityLabels,
    Setting::WritebackOfNewGroups,
    // From here on, operations of version 7.
    Setting::ExpiredSeatsAreGiven,
    Setting::GeneralKnowledgeCounts,
    Setting::FormerRelationsCount,
    Setting::NeededLicencesTurnDirect,
    Setting::RestoredNeedSeats,
];

/// Whether the first records with settings could hold this one already.
pub(super) fn is_first_setting(setting: Setting) -> bool {
    SETTINGS.iter().take(19).any(|first| *first == setting)
}

/// The first version of an operation that can hold a setting.
pub(super) fn setting_since(setting: Setting) -> u32 {
    match SETTINGS.iter().position(|known| *known == setting) {
        Some(0..19) => 3,
        Some(19..22) => 4,
        _ => 7,
    }
}

const HOMES: [Home; 5] = [
    Home::Portal,
    Home::AuthorizationPolicy,
    Home::GroupSettings,
    Home::LifecyclePolicy,
    Home::Here,
];
const DEEDS: [Deed; 6] =
    [Deed::Join, Deed::Leave, Deed::Ask, Deed::Withdraw, Deed::Approve, Deed::Deny];
const SIDES: [Side; 2] = Side::BOTH;
const SORTS: [Sort; 6] =
    [Sort::Unsaid, Sort::User, Sort::Group, Sort::Device, Sort::ServicePrincipal, Sort::Contact];
const MEMBERSHIPS: [Membership; 3] =
    [Membership::Assigned, Membership::DynamicUser, Membership::DynamicDevice];

fn write_place<T: PartialEq>(out: &mut Writer, list: &[T], thing: &T) {
    let place = (0_u8..).zip(list).find(|(_, known)| *known == thing);
    out.byte(place.map_or(u8::MAX, |(place, _)| place));
}

fn read_place<T: Copy>(input: &mut Reader<'_>, list: &[T]) -> Result<T, UpgradeError> {
    let number = input.byte()?;
    list.get(usize::from(number)).copied().ok_or_else(|| input.damage(Damage::Tag(number)))
}

pub(super) fn write_setting(out: &mut Writer, setting: Setting) {
    write_place(out, &SETTINGS, &setting);
}

pub(super) fn read_setting(input: &mut Reader<'_>) -> Result<Setting, UpgradeError> {
    read_place(input, &SETTINGS)
}

pub(super) fn write_home(out: &mut Writer, home: Home) {
    write_place(out, &HOMES, &home);
}

pub(super) fn read_home(input: &mut Reader<'_>) -> Result<Home, UpgradeError> {
    read_place(input, &HOMES)
}

pub(super) fn write_deed(out: &mut Writer, deed: Deed) {
    write_place(out, &DEEDS, &deed);
}

pub(super) fn read_deed(input: &mut Reader<'_>) -> Result<Deed, UpgradeError> {
    read_place(input, &DEEDS)
}

pub(super) fn write_side(out: &mut Writer, side: Side) {
    write_place(out, &SIDES, &side);
}

pub(super) fn read_side(input: &mut Reader<'_>) -> Result<Side, UpgradeError> {
    read_place(input, &SIDES)
}

pub(super) fn write_sort(out: &mut Writer, sort: Sort) {
    write_place(out, &SORTS, &sort);
}

pub(super) fn read_sort(input: &mut Reader<'_>) -> Result<Sort, UpgradeError> {
    read_place(input, &SORTS)
}

pub(super) fn write_membership(out: &mut Writer, membership: Membership) {
    write_place(out, &MEMBERSHIPS, &membership);
}

pub(super) fn read_membership(input: &mut Reader<'_>) -> Result<Membership, UpgradeError> {
    read_place(input, &MEMBERSHIPS)
}

pub(super) const fn origin_number(origin: Origin) -> u8 {
    match origin {
        Origin::Page => 0,
        Origin::Undo => 1,
        Origin::Import => 2,
    }
}

pub(super) fn read_origin(input: &mut Reader<'_>) -> Result<Origin, UpgradeError> {
    match input.byte()? {
        0 => Ok(Origin::Page),
        1 => Ok(Origin::Undo),
        2 => Ok(Origin::Import),
        tag => Err(input.damage(Damage::Tag(tag))),
    }
}

#[cfg(test)]
mod tests {
    use super::{ATTRIBUTES, GROUP_ATTRIBUTES, ROLES, SETTINGS};
    use crate::domain::attribute::{Of, TABLE};
    use crate::domain::role::Role;
    use crate::domain::{Attribute, Setting};

    #[test]
    fn every_attribute_and_role_has_a_number() {
        for attribute in Attribute::all_of(Of::Group) {
            let name = attribute.definition().name;
            assert!(GROUP_ATTRIBUTES.contains(&name), "append {name:?}");
        }
        for definition in TABLE {
            assert!(ATTRIBUTES.contains(&definition.name), "append {:?}", definition.name);
        }
        for setting in Setting::ALL {
            assert!(SETTINGS.contains(&setting), "append {setting:?}");
        }
        for role in Role::known() {
            let written = ROLES.contains(&role) || Role::from_template(role.template()) == role;
            assert!(written, "{role:?}");
        }
    }
}
