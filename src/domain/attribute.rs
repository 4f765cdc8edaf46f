//! The tables of attributes that import, export, filters, forms and rules all read: users here,
//! devices in [`device`], groups in [`group`].
//!
//! Source of names, limits and what is returned by default: Microsoft Graph v1.0 `user` resource.
//! Which attributes a synchronised user has from on-premises: "Attributes synchronized by
//! Microsoft Entra Connect" (the exceptions written by the cloud are marked [`Write::Free`]).

mod device;
mod group;

use std::fmt;

/// An attribute of a user, a device or a group: a row of a table, or a column that this directory added.
///
/// Custom attributes (`extension_<appId>_<name>`) of users are numbered after their table; their
/// names live in the directory's [`Schema`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Attribute(pub u16);

/// The kind of object that an attribute belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Of {
    #[default]
    User,
    Device,
    Group,
}

impl Of {
    const fn table(self) -> &'static [Definition] {
        match self {
            Self::User => TABLE,
            Self::Device => device::TABLE,
            Self::Group => group::TABLE,
        }
    }

    /// Number of the first attribute.
    const fn base(self) -> u16 {
        match self {
            Self::User => 0,
            Self::Device => 0x8000,
            Self::Group => 0xc000,
        }
    }
}

/// Shape of an attribute's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Free text.
    Text,
    /// Yes or no.
    Boolean,
    /// A point in time.
    Time,
    /// A day: Graph writes midnight UTC, files write the date alone.
    Date,
    /// Several texts.
    Texts,
    /// An object id.
    Reference,
}

/// Who can write an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Write {
    /// Only the service.
    Never,
    /// An administrator, for a cloud user; on-premises for a synchronised one.
    Cloud,
    /// An administrator, for every user.
    Free,
}

/// Where Graph JSON keeps the value inside the `user` object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wire {
    /// Under its own name.
    Plain,
    /// Under its own name, as a list of at most one text (`businessPhones`).
    OneItemList,
    /// Under its own name inside the named object.
    Inside(&'static str),
    /// Under its own name, as an object of which only the named property is kept.
    Part(&'static str),
    /// The `manager` navigation property.
    Navigation,
    /// Under its own name, as a list of directory objects, of which only the ids are kept.
    Ids,
    /// Under its own name, as a list of `assignedPlan` objects; each becomes one text
    /// ([`AssignedPlan`](super::AssignedPlan)).
    Plans,
    /// Under its own name, as a list of `assignedLicense` objects; each becomes one text
    /// ([`AssignedLicense`](super::AssignedLicense)).
    Licenses,
    /// Under its own name, as a list of `licenseAssignmentState` objects; each that tells of a group, or of
    /// an error, becomes one text ([`LicenseAssignmentState`](super::LicenseAssignmentState)).
    LicenseStates,
    /// What is left of `licenseAssignmentStates`: what somebody was given directly, as
    /// [`AssignedLicense`](super::AssignedLicense). Apart, for it alone can be changed.
    DirectLicenses,
}

/// Part of a user's form and page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    Identity,
    Job,
    Contact,
    Account,
    OnPremises,
    Extension,
}

/// A row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Definition {
    /// Graph's name, and the column name in our files.
    pub name: &'static str,
    /// Name in membership rules (`user.<name>`), where the rule language knows the attribute.
    pub rule: Option<&'static str>,
    pub kind: Kind,
    pub section: Section,
    pub write: Write,
    pub wire: Wire,
    /// Longest text in UTF-16 units, as the service counts; 0 is no documented limit.
    pub max: u16,
    /// Longest list; 0 is no documented limit.
    pub max_items: u16,
    /// Whether the attribute cannot be emptied.
    pub required: bool,
    /// Whether writing it takes the stricter roles of Entra's "sensitive actions".
    pub sensitive: bool,
    /// The only values, when they are a closed list.
    pub choices: &'static [&'static str],
}

impl Definition {
    const fn new(name: &'static str, kind: Kind, section: Section) -> Self {
        Self {
            name,
            rule: None,
            kind,
            section,
            write: Write::Cloud,
            wire: Wire::Plain,
            max: 0,
            max_items: 0,
            required: false,
            sensitive: false,
            choices: &[],
        }
    }
    const fn rule(mut self, name: &'static str) -> Self {
        self.rule = Some(name);
        self
    }
    const fn same_rule(mut self) -> Self {
        self.rule = Some(self.name);
        self
    }
    const fn max(mut self, max: u16) -> Self {
        self.max = max;
        self
    }
    const fn items(mut self, max: u16) -> Self {
        self.max_items = max;
        self
    }
    const fn required(mut self) -> Self {
        self.required = true;
        self
    }
    const fn sensitive(mut self) -> Self {
        self.sensitive = true;
        self
    }
    const fn free(mut self) -> Self {
        self.write = Write::Free;
        self
    }
    const fn read_only(mut self) -> Self {
        self.write = Write::Never;
        self
    }
    const fn wire(mut self, wire: Wire) -> Self {
        self.wire = wire;
        self
    }
    const fn choices(mut self, choices: &'static [&'static str]) -> Self {
        self.choices = choices;
        self
    }
}

/// Declares a table and one constant per row, so that the two cannot drift apart.
macro_rules! table {
    ($of:expr, $visible:vis, $(#[$lint:meta])* $($name:ident = $definition:expr;)*) => {
        #[expect(non_camel_case_types, reason = "names of the constants below")]
        $(#[$lint])*
        #[repr(u16)]
        enum Row { $($name),* }
        impl Attribute { $(#[doc = stringify!($name)] pub const $name: Self = Self($of.base() + Row::$name as u16);)* }
        /// The attributes that every directory has.
        $visible static TABLE: &[Definition] = &[$($definition),*];
    };
}
use table;

use Kind::{Boolean, Date, Reference, Text, Texts, Time};
use Section::{Account, Contact, Extension, Identity, Job, OnPremises};

const fn at(name: &'static str, kind: Kind, section: Section) -> Definition {
    Definition::new(name, kind, section)
}
/// `onPremisesExtensionAttributes`: up to 1,024 characters each, writable for cloud users only.
const fn extension(name: &'static str) -> Definition {
    at(name, Text, Extension)
        .same_rule()
        .max(1024)
        .wire(Wire::Inside("onPremisesExtensionAttributes"))
}

table! {
    Of::User, pub,
    #[expect(clippy::upper_case_acronyms, reason = "names of the constants below")]
    ID = at("id", Reference, Identity).rule("objectId").read_only();
    USER_PRINCIPAL_NAME = at("userPrincipalName", Text, Identity).same_rule().max(113).required().sensitive();
    DISPLAY_NAME = at("displayName", Text, Identity).same_rule().max(256).required();
    GIVEN_NAME = at("givenName", Text, Identity).same_rule().max(64);
    SURNAME = at("surname", Text, Identity).same_rule().max(64);
    USER_TYPE = at("userType", Text, Identity).same_rule().free().choices(&["Member", "Guest"]);
    MAIL = at("mail", Text, Contact).same_rule();
    MAIL_NICKNAME = at("mailNickname", Text, Identity).rule("mailNickName").max(64).required();
    ACCOUNT_ENABLED = at("accountEnabled", Boolean, Account).same_rule().required().sensitive();
    USAGE_LOCATION = at("usageLocation", Text, Account).same_rule().free().max(2);
    JOB_TITLE = at("jobTitle", Text, Job).same_rule().max(128);
    DEPARTMENT = at("department", Text, Job).same_rule().max(64);
    COMPANY_NAME = at("companyName", Text, Job).same_rule().max(64);
    MANAGER = at("manager", Reference, Job).wire(Wire::Navigation);
    OFFICE_LOCATION = at("officeLocation", Text, Job).rule("physicalDeliveryOfficeName").max(128);
    EMPLOYEE_ID = at("employeeId", Text, Job).same_rule().max(16);
    EMPLOYEE_TYPE = at("employeeType", Text, Job);
    EMPLOYEE_HIRE_DATE = at("employeeHireDate", Date, Job).same_rule();
    EMPLOYEE_LEAVE_DATE_TIME = at("employeeLeaveDateTime", Time, Job).sensitive();
    DIVISION = at("division", Text, Job).wire(Wire::Inside("employeeOrgData"));
    COST_CENTER = at("costCenter", Text, Job).wire(Wire::Inside("employeeOrgData"));
    BUSINESS_PHONES = at("businessPhones", Text, Contact).rule("telephoneNumber").max(64).sensitive().wire(Wire::OneItemList);
    MOBILE_PHONE = at("mobilePhone", Text, Contact).rule("mobile").max(64).sensitive();
    FAX_NUMBER = at("faxNumber", Text, Contact).rule("facsimileTelephoneNumber").max(64);
    OTHER_MAILS = at("otherMails", Texts, Contact).same_rule().free().max(250).items(250).sensitive();
    PROXY_ADDRESSES = at("proxyAddresses", Texts, Contact).same_rule().read_only();
    IM_ADDRESSES = at("imAddresses", Texts, Contact).rule("sipProxyAddress").read_only();
    STREET_ADDRESS = at("streetAddress", Text, Contact).same_rule().max(1024);
    CITY = at("city", Text, Contact).same_rule().max(128);
    STATE = at("state", Text, Contact).same_rule().max(128);
    POSTAL_CODE = at("postalCode", Text, Contact).same_rule().max(40);
    COUNTRY = at("country", Text, Contact).same_rule().max(128);
    PREFERRED_LANGUAGE = at("preferredLanguage", Text, Account).same_rule();
    PREFERRED_DATA_LOCATION = at("preferredDataLocation", Text, Account).free();
    AGE_GROUP = at("ageGroup", Text, Account).free().choices(&["Minor", "NotAdult", "Adult"]);
    CONSENT_PROVIDED_FOR_MINOR = at("consentProvidedForMinor", Text, Account).free().choices(&["Granted", "Denied", "NotRequired"]);
    LEGAL_AGE_GROUP_CLASSIFICATION = at("legalAgeGroupClassification", Text, Account).read_only();
    PASSWORD_POLICIES = at("passwordPolicies", Text, Account).same_rule().free()
        .choices(&["None", "DisablePasswordExpiration", "DisableStrongPassword", "DisablePasswordExpiration, DisableStrongPassword"]);
    LAST_PASSWORD_CHANGE_DATE_TIME = at("lastPasswordChangeDateTime", Time, Account).read_only();
    SIGN_IN_SESSIONS_VALID_FROM_DATE_TIME = at("signInSessionsValidFromDateTime", Time, Account).read_only();
    LAST_SIGN_IN_DATE_TIME = at("lastSignInDateTime", Time, Account).read_only().wire(Wire::Inside("signInActivity"));
    LAST_NON_INTERACTIVE_SIGN_IN_DATE_TIME = at("lastNonInteractiveSignInDateTime", Time, Account).read_only().wire(Wire::Inside("signInActivity"));
    CREATED_DATE_TIME = at("createdDateTime", Time, Account).read_only();
    DELETED_DATE_TIME = at("deletedDateTime", Time, Account).read_only();
    CREATION_TYPE = at("creationType", Text, Account).read_only();
    EXTERNAL_USER_STATE = at("externalUserState", Text, Account).read_only();
    EXTERNAL_USER_STATE_CHANGE_DATE_TIME = at("externalUserStateChangeDateTime", Time, Account).read_only();
    IS_RESOURCE_ACCOUNT = at("isResourceAccount", Boolean, Account).read_only();
    SHOW_IN_ADDRESS_LIST = at("showInAddressList", Boolean, Account).free();
    SECURITY_IDENTIFIER = at("securityIdentifier", Text, Account).read_only();
    ASSIGNED_PLANS = at("assignedPlans", Texts, Account).same_rule().read_only().wire(Wire::Plans);
    ASSIGNED_LICENSES = at("assignedLicenses", Texts, Account).read_only().wire(Wire::Licenses);
    DIRECT_LICENSES = at("directLicenses", Texts, Account).read_only().wire(Wire::DirectLicenses);
    LICENSE_ASSIGNMENT_STATES = at("licenseAssignmentStates", Texts, Account).read_only().wire(Wire::LicenseStates);
    ON_PREMISES_SYNC_ENABLED = at("onPremisesSyncEnabled", Boolean, OnPremises).rule("dirSyncEnabled").read_only();
    ON_PREMISES_SAM_ACCOUNT_NAME = at("onPremisesSamAccountName", Text, OnPremises).read_only();
    ON_PREMISES_USER_PRINCIPAL_NAME = at("onPremisesUserPrincipalName", Text, OnPremises).read_only();
    ON_PREMISES_DOMAIN_NAME = at("onPremisesDomainName", Text, OnPremises).read_only();
    ON_PREMISES_DISTINGUISHED_NAME = at("onPremisesDistinguishedName", Text, OnPremises).same_rule().read_only();
    ON_PREMISES_SECURITY_IDENTIFIER = at("onPremisesSecurityIdentifier", Text, OnPremises).same_rule().read_only();
    ON_PREMISES_IMMUTABLE_ID = at("onPremisesImmutableId", Text, OnPremises).free().sensitive();
    ON_PREMISES_LAST_SYNC_DATE_TIME = at("onPremisesLastSyncDateTime", Time, OnPremises).read_only();
    EXTENSION_ATTRIBUTE_1 = extension("extensionAttribute1");
    EXTENSION_ATTRIBUTE_2 = extension("extensionAttribute2");
    EXTENSION_ATTRIBUTE_3 = extension("extensionAttribute3");
    EXTENSION_ATTRIBUTE_4 = extension("extensionAttribute4");
    EXTENSION_ATTRIBUTE_5 = extension("extensionAttribute5");
    EXTENSION_ATTRIBUTE_6 = extension("extensionAttribute6");
    EXTENSION_ATTRIBUTE_7 = extension("extensionAttribute7");
    EXTENSION_ATTRIBUTE_8 = extension("extensionAttribute8");
    EXTENSION_ATTRIBUTE_9 = extension("extensionAttribute9");
    EXTENSION_ATTRIBUTE_10 = extension("extensionAttribute10");
    EXTENSION_ATTRIBUTE_11 = extension("extensionAttribute11");
    EXTENSION_ATTRIBUTE_12 = extension("extensionAttribute12");
    EXTENSION_ATTRIBUTE_13 = extension("extensionAttribute13");
    EXTENSION_ATTRIBUTE_14 = extension("extensionAttribute14");
    EXTENSION_ATTRIBUTE_15 = extension("extensionAttribute15");
}

/// What is known of a custom attribute: text, written where it was made.
static CUSTOM: Definition = at("extension", Text, Extension);

impl Attribute {
    /// The attributes of the table of users, in its order.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::all_of(Of::User)
    }

    /// The attributes of one table, in its order.
    pub fn all_of(of: Of) -> impl Iterator<Item = Self> {
        (of.base()..).take(of.table().len()).map(Self)
    }

    /// What it belongs to.
    #[must_use]
    pub const fn of(self) -> Of {
        if self.0 < Of::Device.base() {
            Of::User
        } else if self.0 < Of::Group.base() {
            Of::Device
        } else {
            Of::Group
        }
    }

    /// Number among the attributes of its kind of object: the table, then the custom ones.
    #[must_use]
    #[inline]
    pub fn row(self) -> usize {
        usize::from(self.0 - self.of().base())
    }

    /// The row of the table; for a custom attribute the shared row without a name of its own.
    #[must_use]
    pub fn definition(self) -> &'static Definition {
        self.of().table().get(self.row()).unwrap_or(&CUSTOM)
    }

    /// Shape of the values.
    #[must_use]
    pub fn kind(self) -> Kind {
        self.definition().kind
    }

    /// Whether the directory added the attribute.
    #[must_use]
    pub fn is_custom(self) -> bool {
        self.custom_index().is_some()
    }

    /// Number among the custom attributes.
    #[must_use]
    pub fn custom_index(self) -> Option<usize> {
        if self.of() == Of::User { usize::from(self.0).checked_sub(TABLE.len()) } else { None }
    }

    /// The attribute of the table of users with Graph's name, in any case.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::named_of(Of::User, name)
    }

    /// The attribute of a table with Graph's name, in any case.
    #[must_use]
    pub fn named_of(of: Of, name: &str) -> Option<Self> {
        Self::all_of(of).find(|attribute| attribute.definition().name.eq_ignore_ascii_case(name))
    }

    /// The object id of a kind of object: the first row of its table.
    #[must_use]
    pub const fn id_of(of: Of) -> Self {
        Self(of.base())
    }

    /// Whether it is the object id.
    #[must_use]
    pub const fn is_id(self) -> bool {
        matches!(self, Self::ID | Self::DEVICE_OBJECT_ID | Self::GROUP_OBJECT_ID)
    }

    /// Whether it is the time of a soft deletion.
    #[must_use]
    pub const fn is_deletion(self) -> bool {
        matches!(self, Self::DELETED_DATE_TIME | Self::GROUP_DELETED_DATE_TIME)
    }

    /// Whether many objects have the very same list in it: each list is then kept once.
    #[must_use]
    pub const fn shares_lists(self) -> bool {
        matches!(
            self,
            Self::ASSIGNED_PLANS
                | Self::ASSIGNED_LICENSES
                | Self::DIRECT_LICENSES
                | Self::LICENSE_ASSIGNMENT_STATES
        )
    }

    /// Whether it tells of products: ids, to which only the products that are known give names.
    #[must_use]
    pub const fn is_of_licenses(self) -> bool {
        matches!(
            self,
            Self::ASSIGNED_LICENSES
                | Self::DIRECT_LICENSES
                | Self::LICENSE_ASSIGNMENT_STATES
                | Self::GROUP_ASSIGNED_LICENSES
        )
    }

    /// Whether it follows from the row itself: nothing else stores it.
    #[must_use]
    pub const fn follows(self) -> bool {
        self.is_id() || self.is_deletion()
    }
}

impl fmt::Debug for Attribute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.custom_index() {
            None => f.write_str(self.definition().name),
            Some(index) => write!(f, "custom {index}"),
        }
    }
}

/// The attributes of one directory: the table, then the `extension_…` names that its files brought.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Schema {
    of: Of,
    custom: Vec<String>,
}

impl Schema {
    /// The table of a kind of object and nothing else.
    #[must_use]
    pub const fn of(of: Of) -> Self {
        Self { of, custom: Vec::new() }
    }

    /// The kind of object.
    #[must_use]
    pub const fn kind(&self) -> Of {
        self.of
    }

    /// Names of the custom attributes in the order of their numbers.
    #[must_use]
    pub fn custom(&self) -> &[String] {
        &self.custom
    }

    /// Graph's name of an attribute; empty for a number that this directory never gave.
    #[must_use]
    pub fn name(&self, attribute: Attribute) -> &str {
        match attribute.custom_index() {
            None => attribute.definition().name,
            Some(index) => self.custom.get(index).map_or("", String::as_str),
        }
    }

    /// Finds an attribute by Graph's name in any case.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<Attribute> {
        Attribute::named_of(self.of, name).or_else(|| {
            let index = self.custom.iter().position(|known| known.eq_ignore_ascii_case(name))?;
            Some(Attribute(u16::try_from(TABLE.len() + index).ok()?))
        })
    }

    /// Finds or adds a custom attribute; none for a name that is no `extension_…` name, past the
    /// 32,768th attribute, or where objects are no users.
    pub fn custom_attribute(&mut self, name: &str) -> Option<Attribute> {
        if let Some(known) = self.find(name) {
            return Some(known);
        }
        let named = name.get(..10).is_some_and(|start| start.eq_ignore_ascii_case("extension_"));
        if self.of != Of::User || !named {
            return None;
        }
        let number = u16::try_from(TABLE.len() + self.custom.len()).ok()?;
        if number >= Of::Device.base() {
            return None;
        }
        self.custom.push(name.to_owned());
        Some(Attribute(number))
    }

    /// Every attribute: the table, then the custom ones.
    pub fn attributes(&self) -> impl Iterator<Item = Attribute> {
        let count = self.of.table().len() + self.custom.len();
        (self.of.base()..).take(count).map(Attribute)
    }
}
