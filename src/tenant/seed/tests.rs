//! The published figures of the synthetic directory, and what the sample promises.

use super::{COLUMNS, Draw, PAGE, Person, SEED, Stream, Synthetic, pools, sample};
use crate::domain::attribute::Of;
use crate::domain::role::Role;
use crate::domain::{Attribute, Datum, Kind, ObjectId, Value};
use crate::domain::{GroupKind, Membership, Row};
use crate::store::members::{Extent, Side};
use std::collections::BTreeSet;

fn fnv(bytes: &[u8], hash: u32) -> u32 {
    bytes.iter().fold(hash, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

/// The person as the reference generator writes it: every field, null included, in its order.
fn json(person: &Person) -> String {
    let text = |value: &str| serde_json::to_string(value).unwrap();
    let optional = |value: Option<&str>| value.map_or("null".to_owned(), text);
    let fields = [
        ("id", text(&person.id.to_string())),
        ("userPrincipalName", text(&person.user_principal_name)),
        ("displayName", text(&person.display_name)),
        ("givenName", text(person.given_name)),
        ("surname", text(person.surname)),
        ("mail", text(&person.mail)),
        ("mailNickname", text(&person.mail_nickname)),
        ("userType", text(person.user_type())),
        ("accountEnabled", person.account_enabled.to_string()),
        ("department", text(person.department)),
        ("jobTitle", text(&person.job_title)),
        ("companyName", text(person.company_name)),
        ("officeLocation", text(&person.office_location)),
        ("streetAddress", text(&person.street_address)),
        ("city", text(person.city)),
        ("state", text(person.state)),
        ("postalCode", text(&person.postal_code)),
        ("country", text(person.country)),
        ("usageLocation", text(person.usage_location)),
        ("preferredLanguage", text(person.preferred_language)),
        ("employeeId", text(&person.employee_id)),
        ("employeeType", text(person.employee_type)),
        ("employeeHireDate", text(&person.hire_date())),
        ("createdDateTime", text(&person.created())),
        ("mobilePhone", optional(person.mobile_phone.as_deref())),
        ("telephoneNumber", text(&person.telephone_number)),
        ("onPremisesSyncEnabled", person.on_premises_sync_enabled.to_string()),
        ("onPremisesSamAccountName", optional(person.on_premises_sam_account_name.as_deref())),
        ("extensionAttribute1", text(&person.extension_attribute_1)),
        ("extensionAttribute2", optional(person.extension_attribute_2.as_deref())),
        ("managerId", optional(person.manager_id.map(|id| id.to_string()).as_deref())),
        ("assignedLicenses", serde_json::to_string(&person.licences).unwrap()),
    ];
    let fields: Vec<String> =
        fields.iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
    format!("{{{}}}\n", fields.join(","))
}

#[test]
fn the_first_thousand_people_have_the_published_digest() {
    let digest = Synthetic::new(SEED)
        .people(1000)
        .fold(0x811c_9dc5, |hash, person| fnv(json(&person).as_bytes(), hash));
    assert_eq!(format!("{digest:08x}"), "091d1e45");
}

#[test]
fn ten_thousand_people_have_the_published_size() {
    assert_eq!(Synthetic::new(SEED).csv(10_000).len(), 4_140_351);
}

#[test]
fn a_person_does_not_depend_on_the_count() {
    let directory = Synthetic::new(SEED);
    assert!(directory.csv(300).starts_with(&directory.csv(100)));
    assert_ne!(directory.csv(1), Synthetic::new(1).csv(1));
}

#[test]
fn no_value_needs_a_quote() {
    for pool in [
        pools::GIVEN,
        pools::SURNAMES,
        pools::DEPARTMENTS,
        pools::LEVELS,
        pools::ROLES,
        pools::STREETS,
        pools::COMPANIES,
        pools::DOMAINS,
        pools::EMPLOYEE_TYPES,
        pools::SKUS,
        pools::PLACES,
    ] {
        assert!(!pool.contains(['"', '\r']), "{pool}");
    }
    let csv = Synthetic::new(SEED).csv(500);
    assert!(csv.lines().all(|line| line.split(',').count() == COLUMNS.len()));
}

#[test]
fn pages_of_graph_json_name_the_next_one_but_for_the_last() {
    let directory = Synthetic::new(SEED);
    let page = |page| {
        serde_json::from_str::<serde_json::Value>(&directory.graph_page(page, PAGE + 1).unwrap())
            .unwrap()
    };
    let (first, last) = (page(0), page(1));
    assert_eq!(first["value"].as_array().unwrap().len(), 999);
    assert!(first["@odata.nextLink"].is_string());
    assert_eq!(last["value"].as_array().unwrap().len(), 1);
    assert!(last.get("@odata.nextLink").is_none());
    let (user, boss) = (&first["value"][1], &first["value"][0]);
    assert_eq!(user["manager"]["id"], boss["id"]);
    assert!(user["onPremisesExtensionAttributes"]["extensionAttribute1"].is_string());
    assert!(boss.get("manager").is_none());
}

#[test]
fn the_sample_is_whole() {
    let sample = sample();
    assert_eq!(sample.users.len(), 1200);
    let ids: BTreeSet<_> = sample.users.iter().map(|user| user.id).collect();
    assert_eq!(ids.len(), 1200);
    for user in &sample.users {
        let distinct: BTreeSet<_> = user.values.iter().map(|(attribute, _)| *attribute).collect();
        assert_eq!(distinct.len(), user.values.len(), "an attribute told twice");
        assert!(!distinct.contains(&Attribute::ID));
        for (attribute, datum) in &user.values {
            let Datum::Value(value) = datum else {
                assert_eq!(*datum, Datum::Null, "what is unknown is not named");
                continue;
            };
            let fits = match attribute.kind() {
                Kind::Text => matches!(value, Value::Text(text) if !text.is_empty()),
                Kind::Boolean => matches!(value, Value::Boolean(_)),
                Kind::Time | Kind::Date => {
                    matches!(value, Value::Time(at) if *at <= sample.exported)
                }
                Kind::Texts => matches!(value, Value::Texts(items) if !items.is_empty()),
                Kind::Reference => matches!(value, Value::Reference(id) if ids.contains(id)),
            };
            assert!(fits, "{attribute:?} {value:?}");
            let choices = attribute.definition().choices;
            if let Value::Text(text) = value {
                assert!(choices.is_empty() || choices.contains(&text.as_str()), "{text}");
            }
        }
    }
    let holders: BTreeSet<_> = sample.roles.iter().map(|(id, _)| *id).collect();
    assert!(holders.is_subset(&ids));
    assert_eq!(sample.roles.len(), 14);
    assert_eq!(sample.roles[0].1, Role::GlobalAdministrator);
}

#[test]
fn streams_are_apart() {
    let first = |stream| Draw::new(SEED, stream, 0).next();
    let drawn: BTreeSet<_> =
        [Stream::Id, Stream::Person, Stream::Sample].into_iter().map(first).collect();
    assert_eq!(drawn.len(), 3);
}

#[test]
fn the_sample_has_every_kind_of_group() {
    let sample = sample();
    let directory = sample.directory(Clone::clone);
    let members = &directory.members;
    assert_eq!(directory.users.active_count(), 1200);
    assert_eq!(directory.devices.active_count(), 400);
    let get = |row, attribute| directory.groups.get(row, attribute);
    let (mut kinds, mut ways) = (BTreeSet::new(), BTreeSet::new());
    for group in directory.groups.active().iter().map(Row) {
        let types = get(group, Attribute::GROUP_TYPES);
        let (mail, security) = (
            get(group, Attribute::GROUP_MAIL_ENABLED),
            get(group, Attribute::GROUP_SECURITY_ENABLED),
        );
        kinds.insert(GroupKind::of(&types, &mail, &security).unwrap());
        ways.insert(Membership::of(&types, &get(group, Attribute::GROUP_MEMBERSHIP_RULE)).unwrap());
        for side in Side::BOTH {
            assert!(members.of(side, group).others().is_empty(), "everybody is there");
        }
    }
    assert_eq!((kinds.len(), ways.len()), (4, 3));
    assert_eq!(members.known(Side::Members, Extent::Unknown), 1, "hidden members");
    let named = |name: &str| {
        directory.groups.find_by_text(Attribute::GROUP_DISPLAY_NAME, name).first().copied().unwrap()
    };
    let pilot = named("Remote access pilot");
    let (inside, extent) = members.transitive(pilot, Of::User, 1200);
    assert_eq!((extent, members.nested(pilot).steps.len()), (Extent::Complete, 7));
    assert!(inside.count() > 100);
    assert!(members.of(Side::Owners, named("Project Atlas")).count() > 0);
}

#[test]
fn the_sample_has_a_log() {
    let sample = sample();
    let directory = sample.directory(Clone::clone);
    let log = sample.audit_log(0);
    assert!(log.len() > 80, "{}", log.len());
    assert!(log == sample.audit_log(0));
    let (first, last) = log.span().unwrap();
    assert!(last < sample.exported && first > sample.exported.plus_days(-31));
    assert_eq!(sample.audit_log(2).at(0), log.at(0).plus_days(2));
    let mut by_rule = 0;
    for row in 0..log.len() {
        let entry = log.entry(row);
        assert!(entry.id.unwrap().starts_with("Sample_"));
        // Whatever it names is an object of the sample.
        for target in &entry.target_resources {
            let id = ObjectId::parse(target.id.unwrap()).unwrap();
            let kinds = [Of::User, Of::Group, Of::Device];
            assert!(kinds.into_iter().any(|of| directory.of(of).find(id).is_some()), "{target:?}");
        }
        by_rule += u32::from(entry.is_by_rule() && entry.group().is_some());
    }
    assert!(by_rule > 10, "{by_rule}");
    let failed = (0..log.len()).filter(|row| log.entry(*row).result == Some("failure")).count();
    assert!(failed > 2);
}

/// Seats that are taken of all products, each once a person, by whichever way.
#[test]
fn seats_are_as_many_as_published() {
    let synthetic = Synthetic::new(SEED);
    let products = synthetic.products();
    let of_groups: Vec<Vec<u32>> =
        (0..super::GROUPS).map(|group| synthetic.products_of_group(group)).collect();
    let seats = |people: u32| -> usize {
        let of = |person: Person| {
            let direct = person.licences.into_iter();
            let by_groups = synthetic.groups_of(person.index).into_iter();
            let by_groups = by_groups.flat_map(|group| &of_groups[group as usize]);
            let by_groups = by_groups.map(|product| products[*product as usize]);
            direct.chain(by_groups).collect::<BTreeSet<_>>().len()
        };
        synthetic.people(people).map(of).sum()
    };
    assert_eq!([seats(5_000), seats(10_000)], [5_157, 10_360]);
}
