//! The groups and devices of the sample organisation.
//!
//! Every kind of group is there, assigned and by rule, groups in groups, owners, and one whose members
//! are hidden: nobody knows them. Numbers are drawn from streams that no person uses.

use super::licences::{DRAWING_GROUP, Needs, OFFICE_GROUP};
use super::{EXPORTED, Record, boolean, moment, texts, time};
use crate::domain::attribute::Of;
use crate::domain::{Attribute, Datum, ObjectId};
use crate::tenant::seed::{Draw, Person, SEED, Stream};
use Attribute as A;

/// A group with whom it holds; none where that is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupRecord {
    pub record: Record,
    pub members: Option<Vec<ObjectId>>,
    pub owners: Vec<ObjectId>,
}

/// First stream of the groups, and of the devices.
const GROUPS: u32 = 1 << 20;
const DEVICES: u32 = 2 << 20;

/// People who have a device.
const WITH_DEVICE: usize = 400;
/// Teams with a mailbox and a site.
const TEAMS: [&str; 8] =
    ["Atlas", "Borealis", "Cobalt", "Delta", "Ember", "Fjord", "Granite", "Harbour"];

/// Makes groups one after the other.
struct Maker<'p> {
    people: &'p [Person],
    groups: Vec<GroupRecord>,
}

/// What is not the same in every group.
struct Plan<'a> {
    name: String,
    description: &'a str,
    unified: bool,
    mail: bool,
    security: bool,
    rule: Option<String>,
    visibility: Option<&'a str>,
    members: Option<Vec<ObjectId>>,
    owners: Vec<ObjectId>,
}

impl Plan<'_> {
    fn security(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            description: "",
            unified: false,
            mail: false,
            security: true,
            rule: None,
            visibility: None,
            members: Some(Vec::new()),
            owners: Vec::new(),
        }
    }
}

impl Maker<'_> {
    fn chosen(&self, wanted: impl Fn(&Person) -> bool) -> Vec<ObjectId> {
        self.people.iter().filter(|person| wanted(person)).map(|person| person.id).collect()
    }

    fn add(&mut self, plan: Plan<'_>) -> ObjectId {
        let number = u32::try_from(self.groups.len()).unwrap_or(u32::MAX);
        let draw = &mut Draw::new(SEED, Stream::Sample, GROUPS + number);
        let id = draw.id();
        let nickname: String = plan.name.chars().filter(char::is_ascii_alphanumeric).collect();
        let nickname = nickname.to_lowercase();
        let mail = format!("{nickname}@contoso.example");
        let types = [("Unified", plan.unified), ("DynamicMembership", plan.rule.is_some())];
        let types = types.iter().filter(|(_, is)| *is).map(|(name, _)| (*name).to_owned());
        let created = moment(EXPORTED - 1 - draw.below(1500), draw.below(86_400));
        let text = |text: &str| if text.is_empty() { Datum::Null } else { Datum::text(text) };
        let mut values = vec![
            (A::GROUP_DISPLAY_NAME, Datum::text(&plan.name)),
            (A::GROUP_DESCRIPTION, text(plan.description)),
            (A::GROUP_MAIL, if plan.mail { Datum::text(&mail) } else { Datum::Null }),
            (A::GROUP_MAIL_NICKNAME, Datum::text(&nickname)),
            (A::GROUP_MAIL_ENABLED, boolean(plan.mail)),
            (A::GROUP_SECURITY_ENABLED, boolean(plan.security)),
            (A::GROUP_TYPES, texts(types.collect())),
            (A::GROUP_VISIBILITY, text(plan.visibility.unwrap_or_default())),
            (A::GROUP_IS_ASSIGNABLE_TO_ROLE, boolean(plan.name == ADMINISTRATORS)),
            (A::GROUP_CREATED_DATE_TIME, time(created)),
            (A::GROUP_RENEWED_DATE_TIME, time(created)),
        ];
        if let Some(rule) = plan.rule {
            values.push((A::GROUP_MEMBERSHIP_RULE, Datum::text(rule)));
            values.push((A::GROUP_MEMBERSHIP_RULE_PROCESSING_STATE, Datum::text("On")));
        }
        if plan.mail {
            values.push((A::GROUP_PROXY_ADDRESSES, texts(vec![format!("SMTP:{mail}")])));
        }
        let record = whole(Of::Group, id, values);
        self.groups.push(GroupRecord { record, members: plan.members, owners: plan.owners });
        id
    }

    /// A group by rule for everybody, for guests and for each of some departments.
    fn by_rule(&mut self, departments: &[&str]) -> Vec<ObjectId> {
        let members = self.chosen(|person| !person.guest && person.account_enabled);
        self.add(Plan {
            description: "Everyone who works here",
            rule: Some(
                "(user.userType -eq \"Member\") and (user.accountEnabled -eq true)".to_owned(),
            ),
            members: Some(members),
            ..Plan::security("All employees")
        });
        let members = self.chosen(|person| person.guest);
        self.add(Plan {
            rule: Some("user.userType -eq \"Guest\"".to_owned()),
            members: Some(members),
            ..Plan::security("All guests")
        });
        let mut added = Vec::new();
        for department in departments {
            let members = self.chosen(|person| person.department == *department);
            added.push(self.add(Plan {
                rule: Some(format!("user.department -eq \"{department}\"")),
                members: Some(members),
                ..Plan::security(format!("Department {department}"))
            }));
        }
        added
    }

    /// Teams, lists and what Exchange keeps.
    fn with_mail(&mut self, eligible: &[ObjectId]) {
        for (number, team) in (0_u32..).zip(TEAMS) {
            let draw = &mut Draw::new(SEED, Stream::Sample, GROUPS + (1 << 10) + number);
            let mut members: Vec<ObjectId> =
                (0..8 + draw.below(30)).filter_map(|_| draw.pick(eligible).copied()).collect();
            members.sort_unstable();
            members.dedup();
            let owners = members.iter().take(1 + draw.below(2) as usize).copied().collect();
            self.add(Plan {
                unified: true,
                mail: true,
                security: false,
                visibility: Some(if draw.chance(60) { "Private" } else { "Public" }),
                members: Some(members),
                owners,
                ..Plan::security(format!("Project {team}"))
            });
        }
        self.add(Plan {
            unified: true,
            mail: true,
            security: false,
            visibility: Some("HiddenMembership"),
            members: None,
            ..Plan::security("Works council")
        });
        let some = |from: usize, count: usize| -> Vec<ObjectId> {
            eligible.iter().skip(from).take(count).copied().collect()
        };
        let list = Plan { mail: true, security: false, ..Plan::security("Newsletter") };
        self.add(Plan { members: Some(some(10, 60)), ..list });
        let list = Plan { mail: true, ..Plan::security("Finance approvers") };
        self.add(Plan { members: Some(some(90, 9)), ..list });
    }

    /// Groups that give licences; the last, for new groups would change the numbers of others.
    fn with_licences(&mut self, needs: &[Needs]) {
        let at_desk = || self.people.iter().zip(needs).filter(|it| *it.1 == Needs::Office);
        let at_desk = at_desk().map(|(person, _)| person);
        // Some were given the licence by hand, before there was a group.
        let office = at_desk.clone().filter(|person| person.index % 4 != 0).map(|it| it.id);
        let drawing = at_desk.filter(|person| person.index % 30 == 7).map(|person| person.id);
        let (office, drawing) = (office.collect(), drawing.collect());
        for (name, members) in [(OFFICE_GROUP, office), (DRAWING_GROUP, drawing)] {
            let members = Some(members);
            self.add(Plan { members, ..Plan::security(name) });
        }
    }
}

const ADMINISTRATORS: &str = "Directory administrators";

/// Every attribute known, null included.
fn whole(of: Of, id: ObjectId, mut values: Vec<(Attribute, Datum)>) -> Record {
    for attribute in Attribute::all_of(of).filter(|attribute| !attribute.follows()) {
        if !values.iter().any(|(known, _)| *known == attribute) {
            values.push((attribute, Datum::Null));
        }
    }
    values.sort_by_key(|(attribute, _)| *attribute);
    Record { id, values }
}

/// The groups. `holders` are the people with a directory role.
pub(super) fn groups(
    people: &[Person],
    needs: &[Needs],
    departments: &[&str],
    holders: &[ObjectId],
    devices: &[Record],
) -> Vec<GroupRecord> {
    let mut maker = Maker { people, groups: Vec::new() };
    let eligible = maker.chosen(|person| !person.guest && person.account_enabled);
    let by_department = maker.by_rule(departments.get(..12).unwrap_or(departments));
    let mut holders = holders.to_vec();
    holders.sort_unstable();
    holders.dedup();
    let owners: Vec<ObjectId> = holders.iter().take(2).copied().collect();
    let administrators = maker.add(Plan {
        visibility: Some("Private"),
        members: Some(holders),
        owners: owners.clone(),
        ..Plan::security(ADMINISTRATORS)
    });
    // Groups in groups, two deep.
    let mut members: Vec<ObjectId> = by_department.iter().take(4).copied().collect();
    members.push(administrators);
    members.extend(eligible.iter().take(5));
    let remote = maker.add(Plan {
        description: "Who may connect from outside",
        members: Some(members),
        owners: owners.clone(),
        ..Plan::security("Remote access")
    });
    let members = Some(vec![remote]);
    maker.add(Plan { members, owners, ..Plan::security("Remote access pilot") });
    maker.with_mail(&eligible);
    let windows =
        |device: &&Record| device.values.contains(&(A::DEVICE_OS_TYPE, Datum::text("Windows")));
    let members = devices.iter().filter(windows).map(|device| device.id).collect();
    maker.add(Plan {
        rule: Some("device.deviceOSType -eq \"Windows\"".to_owned()),
        members: Some(members),
        ..Plan::security("Windows devices")
    });
    maker.with_licences(needs);
    maker.groups
}

/// One device for each of some people.
pub(super) fn devices(people: &[Person]) -> Vec<Record> {
    let staff = people.iter().filter(|person| !person.guest && person.account_enabled);
    staff.take(WITH_DEVICE).map(device).collect()
}

fn device(person: &Person) -> Record {
    let draw = &mut Draw::new(SEED, Stream::Sample, DEVICES + person.index);
    let (id, device_id) = (draw.id(), draw.id());
    let (os, version, maker, model) = match draw.below(10) {
        0 => ("iOS", "19.4", "Apple", "iPhone"),
        1 => ("Android", "16", "Samsung", "Galaxy"),
        2 => ("MacMDM", "16.3", "Apple", "MacBook Pro"),
        _ => ("Windows", "10.0.26100.3915", "Contoso", "Laptop 5"),
    };
    let synced = person.on_premises_sync_enabled && os == "Windows";
    let registered = moment(EXPORTED - 1 - draw.below(900), draw.below(86_400));
    let seen = moment(EXPORTED - 1 - draw.skew(90), draw.below(86_400));
    let owner = if draw.chance(85) { "Company" } else { "Personal" };
    let owners = texts(vec![person.id.to_string()]);
    let trust = if synced { "ServerAD" } else { "AzureAD" };
    whole(
        Of::Device,
        id,
        vec![
            (A::DEVICE_ID, Datum::text(device_id.to_string())),
            (A::DEVICE_DISPLAY_NAME, Datum::text(format!("{os}-{:04}", person.index))),
            (A::DEVICE_ACCOUNT_ENABLED, boolean(true)),
            (A::DEVICE_OWNERSHIP, Datum::text(owner)),
            (A::DEVICE_MANUFACTURER, Datum::text(maker)),
            (A::DEVICE_MODEL, Datum::text(model)),
            (A::DEVICE_OS_TYPE, Datum::text(os)),
            (A::DEVICE_OS_VERSION, Datum::text(version)),
            (A::DEVICE_TRUST_TYPE, Datum::text(trust)),
            (A::DEVICE_IS_COMPLIANT, boolean(draw.chance(92))),
            (A::DEVICE_IS_MANAGED, boolean(true)),
            (A::DEVICE_PROFILE_TYPE, Datum::text("RegisteredDevice")),
            (A::DEVICE_APPROXIMATE_LAST_SIGN_IN_DATE_TIME, time(seen)),
            (A::DEVICE_REGISTRATION_DATE_TIME, time(registered)),
            (A::DEVICE_REGISTERED_OWNERS, owners.clone()),
            (A::DEVICE_REGISTERED_USERS, owners),
            // Intune was not exported.
            (A::DEVICE_PRIMARY_USER_UPN, Datum::Unknown),
            (A::DEVICE_ON_PREMISES_SYNC_ENABLED, if synced { boolean(true) } else { Datum::Null }),
        ],
    )
}
