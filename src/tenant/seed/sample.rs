//! The sample organisation: a small synthetic directory, rounded off as a whole export would be.

mod audit;
mod directory;
mod groups;
mod licences;
mod settings;

use super::{Draw, Person, SEED, Stream, Synthetic};
use crate::domain::role::Role;
use crate::domain::time::DAY;
use crate::domain::{
    AssignedPlan, Attribute, CompanySubscription, Datum, ObjectId, Subscription, Timestamp, Value,
};
pub use groups::GroupRecord;
use licences::Needs;
pub use settings::{keepers, settings};

/// People of the sample organisation.
const PEOPLE: u32 = 1200;

/// The day of the sample's export, 2026-05-12 (days since 1970-01-01): nobody signed in later.
const EXPORTED: u32 = 20_585;

/// One object of the sample: everything known, null included. What is not named is unknown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    pub id: ObjectId,
    pub values: Vec<(Attribute, Datum)>,
}

/// An organisation to look at before one's own is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// The tenant's id.
    pub tenant: ObjectId,
    pub display_name: &'static str,
    /// The first is the default domain.
    pub verified_domains: Vec<&'static str>,
    pub users: Vec<Record>,
    pub groups: Vec<GroupRecord>,
    pub devices: Vec<Record>,
    /// What it owns, by id.
    pub subscriptions: Vec<Subscription>,
    /// What it bought, with dates as of the export.
    pub company_subscriptions: Vec<CompanySubscription>,
    /// Who holds which directory role over the whole tenant.
    pub roles: Vec<(ObjectId, Role)>,
    /// When the made-up export was made.
    pub exported: Timestamp,
}

/// Roles given out in the sample, and to how many people each.
const GIVEN_ROLES: [(Role, usize); 7] = [
    (Role::GlobalAdministrator, 2),
    (Role::UserAdministrator, 3),
    (Role::HelpdeskAdministrator, 4),
    (Role::AuthenticationAdministrator, 1),
    (Role::PasswordAdministrator, 1),
    (Role::GlobalReader, 2),
    (Role::GroupsAdministrator, 1),
];

/// The sample organisation, the same one every time.
#[must_use]
pub fn sample() -> Sample {
    let directory = Synthetic::new(SEED);
    let people: Vec<Person> = directory.people(PEOPLE).collect();
    // Administrators are cloud accounts, as Microsoft advises, that can sign in.
    let mut eligible = people
        .iter()
        .filter(|person| {
            !person.guest && person.account_enabled && !person.on_premises_sync_enabled
        })
        .map(|person| person.id);
    let roles: Vec<(ObjectId, Role)> = GIVEN_ROLES
        .iter()
        .flat_map(|(role, count)| std::iter::repeat_n(*role, *count))
        .map_while(|role| Some((eligible.next()?, role)))
        .collect();
    let holders: Vec<ObjectId> = roles.iter().map(|(id, _)| *id).collect();
    let devices = groups::devices(&people);
    let mut users: Vec<Record> = people.iter().map(record).collect();
    let needs: Vec<Needs> = people.iter().map(needs).collect();
    let mut groups = groups::groups(&people, &needs, &directory.departments, &holders, &devices);
    licences::give(&mut users, &needs, &mut groups);
    let (subscriptions, exported) = (licences::subscriptions(&users), moment(EXPORTED, 0));
    Sample {
        groups,
        company_subscriptions: licences::company_subscriptions(&subscriptions, exported),
        subscriptions,
        devices,
        tenant: Draw::new(SEED, Stream::Sample, u32::MAX).id(),
        display_name: "Contoso",
        verified_domains: directory.domains.clone(),
        users,
        roles,
        exported,
    }
}

fn moment(day: u32, second: u32) -> Timestamp {
    Timestamp(i64::from(day) * DAY + i64::from(second) * 1000)
}

fn time(moment: Timestamp) -> Datum {
    Datum::Value(Value::Time(moment))
}

fn boolean(value: bool) -> Datum {
    Datum::Value(Value::Boolean(value))
}

fn optional(text: Option<&String>) -> Datum {
    text.map_or(Datum::Null, Datum::text)
}

fn texts(items: Vec<String>) -> Datum {
    if items.is_empty() { Datum::Null } else { Datum::Value(Value::Texts(items)) }
}

/// What the generator says of a person, as attributes.
fn generated(person: &Person) -> Vec<(Attribute, Datum)> {
    use Attribute as A;
    // What is mastered on-premises cannot be a guest's: guests are made in the cloud.
    let synced = person.on_premises_sync_enabled && !person.guest;
    vec![
        (A::USER_PRINCIPAL_NAME, Datum::text(&person.user_principal_name)),
        (A::DISPLAY_NAME, Datum::text(&person.display_name)),
        (A::GIVEN_NAME, Datum::text(person.given_name)),
        (A::SURNAME, Datum::text(person.surname)),
        (A::MAIL, Datum::text(&person.mail)),
        (A::MAIL_NICKNAME, Datum::text(&person.mail_nickname)),
        (A::USER_TYPE, Datum::text(person.user_type())),
        (A::ACCOUNT_ENABLED, boolean(person.account_enabled)),
        (A::DEPARTMENT, Datum::text(person.department)),
        (A::JOB_TITLE, Datum::text(&person.job_title)),
        (A::COMPANY_NAME, Datum::text(person.company_name)),
        (A::OFFICE_LOCATION, Datum::text(&person.office_location)),
        (A::STREET_ADDRESS, Datum::text(&person.street_address)),
        (A::CITY, Datum::text(person.city)),
        (A::STATE, Datum::text(person.state)),
        (A::POSTAL_CODE, Datum::text(&person.postal_code)),
        (A::COUNTRY, Datum::text(person.country)),
        (A::PREFERRED_LANGUAGE, Datum::text(person.preferred_language)),
        (A::EMPLOYEE_ID, Datum::text(&person.employee_id)),
        (A::EMPLOYEE_TYPE, Datum::text(person.employee_type)),
        (A::EMPLOYEE_HIRE_DATE, time(moment(person.hired, 0))),
        (A::CREATED_DATE_TIME, time(moment(person.hired, person.created_second))),
        (A::MOBILE_PHONE, optional(person.mobile_phone.as_ref())),
        (A::BUSINESS_PHONES, Datum::text(&person.telephone_number)),
        (A::ON_PREMISES_SYNC_ENABLED, if synced { boolean(true) } else { Datum::Null }),
        (
            A::ON_PREMISES_SAM_ACCOUNT_NAME,
            optional(person.on_premises_sam_account_name.as_ref().filter(|_| synced)),
        ),
        (
            A::ON_PREMISES_USER_PRINCIPAL_NAME,
            optional(synced.then_some(&person.user_principal_name)),
        ),
        (A::EXTENSION_ATTRIBUTE_1, Datum::text(&person.extension_attribute_1)),
        (A::EXTENSION_ATTRIBUTE_2, optional(person.extension_attribute_2.as_ref())),
        (
            A::MANAGER,
            person.manager_id.map_or(Datum::Null, |id| Datum::Value(Value::Reference(id))),
        ),
    ]
}

/// Which licences somebody needs. Whoever is disabled, or has no usage location, has none.
fn needs(person: &Person) -> Needs {
    let Drawn { located, office, .. } = Drawn::of(person);
    match (person.guest || !person.account_enabled || !located, office) {
        (true, _) => Needs::Nothing,
        (false, true) => Needs::Office,
        (false, false) => Needs::Deskless,
    }
}

/// What is drawn for a person, from a stream of its own.
#[expect(clippy::struct_excessive_bools, reason = "each is drawn by itself")]
struct Drawn {
    located: bool,
    never_expires: bool,
    private_mail: bool,
    signs_in: bool,
    days_ago: u32,
    second: u32,
    /// Of a guest: whether the invitation was accepted, and after how many days.
    accepted: bool,
    since: u32,
    office: bool,
}

impl Drawn {
    /// In this order, ever since.
    fn of(person: &Person) -> Self {
        let draw = &mut Draw::new(SEED, Stream::Sample, person.index);
        Self {
            located: !draw.chance(4),
            never_expires: draw.chance(5),
            private_mail: draw.chance(12),
            signs_in: draw.chance(93),
            days_ago: draw.skew(draw_limit(person)),
            second: draw.below(86_400),
            accepted: draw.chance(80),
            since: draw.below(30),
            office: draw.chance(70),
        }
    }
}

/// What only the sample has.
fn added(person: &Person) -> Vec<(Attribute, Datum)> {
    use Attribute as A;
    let Drawn { located, never_expires, private_mail, signs_in, days_ago, second, .. } =
        Drawn::of(person);
    let Drawn { accepted, since, office, .. } = Drawn::of(person);
    let mail = &person.mail;
    let mut values = vec![
        // Without a usage location no licence can be given: some people must lack it.
        (A::USAGE_LOCATION, if located { Datum::text(person.usage_location) } else { Datum::Null }),
        (
            A::PASSWORD_POLICIES,
            if never_expires { Datum::text("DisablePasswordExpiration") } else { Datum::Null },
        ),
        (A::PROXY_ADDRESSES, texts(vec![format!("SMTP:{mail}")])),
        (
            A::OTHER_MAILS,
            if person.guest {
                texts(vec![mail.clone()])
            } else if private_mail {
                texts(vec![format!("{}@home.example", person.mail_nickname)])
            } else {
                Datum::Null
            },
        ),
        (
            A::LAST_SIGN_IN_DATE_TIME,
            if signs_in && person.account_enabled {
                time(moment(EXPORTED.saturating_sub(days_ago + 1).max(person.hired), second))
            } else {
                Datum::Null
            },
        ),
        (A::ASSIGNED_PLANS, if located { plans(person, office) } else { Datum::Null }),
        (A::CREATION_TYPE, if person.guest { Datum::text("Invitation") } else { Datum::Null }),
    ];
    if person.guest {
        let answer = if accepted { "Accepted" } else { "PendingAcceptance" };
        values.push((A::EXTERNAL_USER_STATE, Datum::text(answer)));
        let changed = moment(person.hired + since, person.created_second);
        values.push((A::EXTERNAL_USER_STATE_CHANGE_DATE_TIME, time(changed)));
    }
    if person.on_premises_sync_enabled && !person.guest {
        values.push((A::ON_PREMISES_DOMAIN_NAME, Datum::text("corp.contoso.example")));
        values.push((A::ON_PREMISES_LAST_SYNC_DATE_TIME, time(moment(EXPORTED, 0))));
    }
    values
}

/// The service plans of Office 365 E3, or of what people without a desk have; guests have none. Whoever
/// was disabled has lost the licence, and the service goes on to name its plans.
fn plans(person: &Person, office: bool) -> Datum {
    const DESKLESS: [(&str, &str); 2] = [
        ("57ff2da0-773e-42df-b2af-ffb7a2317929", "TeamspaceAPI"),
        ("9aaf7827-d63c-4b61-89c3-182f06f82e5c", "exchange"),
    ];
    const OFFICE: [(&str, &str); 5] = [
        ("43de0ff5-c92c-492b-9116-175376d08c38", "MicrosoftOffice"),
        ("57ff2da0-773e-42df-b2af-ffb7a2317929", "TeamspaceAPI"),
        ("5dbe027f-2339-4123-9542-606e4d348a72", "SharePoint"),
        ("c1ec4a95-1f05-45b3-a911-aa3fa01094f5", "SCO"),
        ("efb87545-963c-4e0d-99df-69c6916d9eb0", "exchange"),
    ];
    if person.guest {
        return Datum::Null;
    }
    let plans: &[(&str, &str)] = if office { &OFFICE } else { &DESKLESS };
    let capability_status = if person.account_enabled { "Enabled" } else { "Deleted" };
    let plan = |(service_plan_id, service): &(&str, &str)| {
        AssignedPlan { service_plan_id, service, capability_status }.text()
    };
    texts(plans.iter().filter_map(plan).collect())
}

/// How long ago a last sign-in can be: up to four months, and not before the hire.
fn draw_limit(person: &Person) -> u32 {
    (EXPORTED - person.hired).clamp(1, 120)
}

/// Attributes that the sample does not know, so that *unknown* can be seen: no file told them.
const UNKNOWN: [Attribute; 3] = [
    Attribute::LAST_NON_INTERACTIVE_SIGN_IN_DATE_TIME,
    Attribute::SECURITY_IDENTIFIER,
    Attribute::SIGN_IN_SESSIONS_VALID_FROM_DATE_TIME,
];

fn record(person: &Person) -> Record {
    let mut values = generated(person);
    values.extend(added(person));
    for attribute in Attribute::all() {
        let told = values.iter().any(|(known, _)| *known == attribute);
        if !told && attribute != Attribute::ID && !UNKNOWN.contains(&attribute) {
            values.push((attribute, Datum::Null));
        }
    }
    values.sort_by_key(|(attribute, _)| *attribute);
    Record { id: person.id, values }
}
