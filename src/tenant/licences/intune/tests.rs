//! Devices case by case, and against one device and one person after the other.

use super::{
    APPLICATIONS, DeviceLicences, EDITIONS, Enough, FOR_DEVICES, MOST, MOST_AGENTS, Managed, Over,
    Platform, Reason, Report, Uncovered,
};
use crate::domain::{
    AppliesTo, Attribute as A, Datum, Existence, ObjectId, PrepaidUnits, Row, ServicePlanId, SkuId,
    SubscribedPlan, Subscription, Timestamp, Value,
};
use crate::licensing::Catalogue;
use crate::store::{Bits, Directory};
use crate::tenant::licences::{Assumptions, Licences};
use crate::tenant::{Info, Organisation, Workspace};
use proptest::prelude::*;

const EMS: &str = "efccb6f7-5641-4e0e-bd10-b4976e1bf68e";
const OTHER: &str = "41781fb2-bc02-4b7c-bd55-b576c07bb09d";

/// What is told of somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Has {
    Licence,
    PlanOff,
    Nothing,
    /// No file tells.
    Untold,
}

#[derive(Debug, Clone, Copy)]
struct Somebody {
    has: Has,
    enabled: Option<bool>,
    deleted: bool,
}

const fn somebody(has: Has) -> Somebody {
    Somebody { has, enabled: Some(true), deleted: false }
}

/// Whom a list names: people by number; whoever is none of them is in no file. None where it is not told.
type Names = Option<Vec<u8>>;

#[derive(Debug, Clone)]
struct Device {
    application: Datum,
    managed: Datum,
    by: &'static str,
    system: &'static str,
    profile: &'static str,
    owners: Names,
    users: Names,
    /// At most one counts.
    primary: Names,
}

const OTHER_APPLICATION: &str = "11111111-0000-0000-0000-000000000000";

const fn boolean(is: bool) -> Datum {
    Datum::Value(Value::Boolean(is))
}

/// A computer that Intune manages, with these owners.
fn device(owners: &[u8]) -> Device {
    Device {
        application: Datum::text(APPLICATIONS[0]),
        managed: boolean(true),
        by: "mdm",
        system: "Windows",
        profile: "RegisteredDevice",
        owners: Some(owners.to_vec()),
        users: Some(owners.to_vec()),
        primary: None,
    }
}

fn id(number: u8) -> ObjectId {
    ObjectId([number + 1; 16])
}

fn owned(sku: &str, enabled: u32) -> Subscription {
    let plans = [EDITIONS[0], OTHER].iter().map(|plan| SubscribedPlan {
        id: ServicePlanId::parse(plan).unwrap(),
        name: String::new(),
        applies_to: None,
        status: None,
    });
    Subscription {
        sku: SkuId::parse(sku).unwrap(),
        part_number: String::new(),
        applies_to: Some(AppliesTo::User),
        status: None,
        seats: Some(PrepaidUnits { enabled, ..PrepaidUnits::default() }),
        consumed: None,
        plans: plans.collect(),
    }
}

fn texts(of: Vec<String>) -> Datum {
    if of.is_empty() { Datum::Null } else { Datum::Value(Value::Texts(of)) }
}

/// `seats` are device licences that are owned; none where no list of products was taken in.
fn world(people: &[Somebody], devices: &[Device], seats: Option<u32>) -> Workspace {
    let mut directory = Directory::default();
    for (number, one) in (0..).zip(people) {
        let state = if one.deleted { Existence::Deleted(Timestamp(1)) } else { Existence::Active };
        let users = &mut directory.users;
        let row = users.push(id(number), false, state).unwrap();
        users.set(row, A::USER_PRINCIPAL_NAME, &Datum::text(format!("user{number}@x.y")));
        let enabled = one.enabled.map_or(Datum::Unknown, |is| Datum::Value(Value::Boolean(is)));
        users.set(row, A::ACCOUNT_ENABLED, &enabled);
        let direct = match one.has {
            Has::Untold => continue,
            Has::Licence => texts(vec![EMS.to_owned()]),
            Has::PlanOff => texts(vec![format!("{EMS}/{}", EDITIONS[0])]),
            Has::Nothing => Datum::Null,
        };
        users.set(row, A::DIRECT_LICENSES, &direct);
        users.set(row, A::LICENSE_ASSIGNMENT_STATES, &Datum::Null);
    }
    for (number, one) in (100..).zip(devices) {
        let row = directory.devices.push(id(number), false, Existence::Active).unwrap();
        let mut set = |attribute, datum: Datum| directory.devices.set(row, attribute, &datum);
        let ids = |names: &Names| match names {
            None => Datum::Unknown,
            Some(names) => texts(names.iter().map(|name| id(*name).to_string()).collect()),
        };
        set(A::DEVICE_MANAGEMENT_APP_ID, one.application.clone());
        set(A::DEVICE_IS_MANAGED, one.managed.clone());
        set(A::DEVICE_MANAGEMENT_TYPE, Datum::text(one.by));
        set(A::DEVICE_OS_TYPE, Datum::text(one.system));
        set(A::DEVICE_PROFILE_TYPE, Datum::text(one.profile));
        set(A::DEVICE_REGISTERED_OWNERS, ids(&one.owners));
        set(A::DEVICE_REGISTERED_USERS, ids(&one.users));
        let primary = one.primary.as_ref().map(|names| {
            names.first().map_or(Datum::Null, |name| Datum::text(format!("user{name}@x.y")))
        });
        set(A::DEVICE_PRIMARY_USER_UPN, primary.unwrap_or(Datum::Unknown));
    }
    let info = Info { name: String::new(), sample: false, created: Timestamp(0) };
    let mut workspace = Workspace::new(info, directory);
    let subscriptions = seats.map(|seats| vec![owned(EMS, 1000), owned(FOR_DEVICES[0], seats)]);
    // Without a list of products their plans come from the catalogue.
    workspace.learn(Some(Organisation { subscriptions, ..Organisation::default() }), None);
    workspace
}

fn licences(workspace: &Workspace) -> Licences {
    let catalogue = format!(
        "tenantry catalogue 1\ndated 2026-06-24\nplan {} INTUNE_A\nplan {OTHER} AAD_PREMIUM\n\
         product {EMS} EMS\n+ INTUNE_A\n+ AAD_PREMIUM\n",
        EDITIONS[0]
    );
    let catalogue = Catalogue::read(&catalogue).unwrap();
    Licences::of(workspace, &catalogue, Assumptions::default())
}

fn report(people: &[Somebody], devices: &[Device], seats: Option<u32>) -> Report {
    let workspace = world(people, devices, seats);
    licences(&workspace).intune(&workspace)
}

/// The people whom one device names, and why it is not covered; none where it is.
#[track_caller]
fn check(name: &str, device: Device, expected: Option<Reason>) {
    let gone = Somebody { deleted: true, ..somebody(Has::Licence) };
    let blocked = |has| Somebody { enabled: Some(false), ..somebody(has) };
    let people = [
        somebody(Has::Licence),
        somebody(Has::PlanOff),
        somebody(Has::Nothing),
        somebody(Has::Untold),
        gone,
        blocked(Has::Nothing),
        blocked(Has::Licence),
    ];
    let found = report(&people, &[device], Some(0));
    assert_eq!(found.managed, 1, "{name}");
    assert_eq!(found.uncovered.first().map(|one| one.reason), expected, "{name}");
    assert_eq!(found.covered, u32::from(expected.is_none()), "{name}");
}

#[test]
fn a_device_is_covered_by_all_of_its_users() {
    check("licensed", device(&[0]), None);
    check("the plan is off", device(&[1]), Some(Reason::PlanOff));
    check("no licence", device(&[2]), Some(Reason::NoPlan));
    check("not told of", device(&[3]), Some(Reason::Untold));
    check("deleted", device(&[4]), Some(Reason::Deleted));
    check("disabled without a licence", device(&[5]), Some(Reason::Disabled));
    check("blocking the sign-in takes no licence", device(&[6]), None);
    check("somebody of no file", device(&[50]), Some(Reason::Elsewhere));
    check("nobody", device(&[]), Some(Reason::NoUser));
    check("each needs one", device(&[0, 2]), Some(Reason::NoPlan));
    check("what is known goes first", device(&[3, 1]), Some(Reason::PlanOff));
    let nothing = Device { owners: None, users: None, ..device(&[]) };
    check("no file tells whose it is", nothing, Some(Reason::Untold));
    let half = Device { users: None, ..device(&[]) };
    check("owners are told, users are not", half, Some(Reason::Untold));
    let primary =
        |to: &[u8], owners: &[u8]| Device { primary: Some(to.to_vec()), ..device(owners) };
    check("the primary user counts", primary(&[0], &[2]), None);
    check("also without a licence", primary(&[2], &[0]), Some(Reason::NoPlan));
    check("without a primary user, those who registered it", primary(&[], &[0]), None);
    check("and without those nobody", primary(&[], &[]), Some(Reason::NoUser));
    let shared = Device { profile: "Shared", ..primary(&[0], &[2]) };
    check("all users of a shared device", shared, Some(Reason::NoPlan));
    let shared = Device { profile: "Shared", ..primary(&[0], &[6]) };
    check("all of whom are licensed", shared, None);
}

#[test]
fn what_manages_a_device_is_told_or_not() {
    let check = |application: Datum, managed: Datum, primary: Names, expected| {
        let device = Device { application, managed, primary, ..device(&[]) };
        let workspace = world(&[], &[device], None);
        assert_eq!(super::managed(workspace.directory(), Row(0)), expected);
    };
    let (untold, null) = (|| Datum::Unknown, || Datum::Null);
    check(Datum::text(APPLICATIONS[0]), untold(), None, Managed::ByIntune);
    check(Datum::text(APPLICATIONS[1]), untold(), None, Managed::ByIntune);
    check(Datum::text(OTHER_APPLICATION), boolean(true), None, Managed::No);
    check(untold(), boolean(true), None, Managed::Unsaid);
    check(null(), boolean(true), None, Managed::Unsaid);
    check(untold(), untold(), Some(vec![]), Managed::ByIntune);
    check(untold(), untold(), None, Managed::Untold);
    check(untold(), boolean(false), None, Managed::No);
    check(untold(), null(), None, Managed::No);
}

#[test]
fn device_licences_are_counted_by_platform() {
    let alone = |system| Device { system, ..device(&[]) };
    let untold = Device { owners: None, users: None, ..device(&[]) };
    let devices = [
        alone("Windows"),
        alone("iPad"),
        alone("MacMDM"),
        alone("AndroidEnterprise"),
        alone("Linux"),
        untold,
    ];
    let told = |seats| {
        let found = report(&[], &devices, seats);
        let reasons = (found.because(Reason::NoUser), found.because(Reason::Untold));
        (found.device_licences.needed, found.device_licences.enough(), found.covered, reasons)
    };
    assert_eq!(told(None), ([1, 2, 1], Enough::Untold, 0, (5, 1)));
    assert_eq!(told(Some(3)), ([1, 2, 1], Enough::Short(1), 0, (5, 1)));
    // For a platform without such an enrolment no device licence is valid.
    assert_eq!(told(Some(4)), ([1, 2, 1], Enough::Perhaps(1), 4, (1, 1)));
    assert_eq!(told(Some(5)), ([1, 2, 1], Enough::Yes, 4, (1, 1)));
    let given =
        DeviceLicences { owned: Some(5), given: 2, needed: [4, 0, 0], ..DeviceLicences::default() };
    assert_eq!(given.enough(), Enough::Short(1));
    for (system, expected) in
        [("iOS", Platform::Apple), ("android", Platform::Android), ("ChromeOS", Platform::Other)]
    {
        assert_eq!(Platform::of(system), expected);
    }
}

#[test]
fn more_devices_than_a_licence_covers() {
    let many = |count: u32, by, owner| (0..count).map(move |_| Device { by, ..device(&[owner]) });
    let devices: Vec<Device> = many(MOST, "mdm", 0)
        .chain(many(MOST + 1, "mdm", 1))
        .chain(many(MOST_AGENTS, "intuneClient", 2))
        .chain(many(MOST_AGENTS + 1, "easIntuneClient", 3))
        .collect();
    let found = report(&[somebody(Has::Licence); 4], &devices, Some(0));
    let over = |user, devices, agents| Over { user: Row(user), devices, agents };
    assert_eq!(found.over, [over(1, MOST + 1, 0), over(3, 0, MOST_AGENTS + 1)]);
}

fn any_somebody() -> impl Strategy<Value = Somebody> {
    let has = prop::sample::select(vec![Has::Licence, Has::PlanOff, Has::Nothing, Has::Untold]);
    (has, any::<Option<bool>>(), any::<bool>()).prop_map(|(has, enabled, deleted)| Somebody {
        has,
        enabled,
        deleted,
    })
}

fn any_device() -> impl Strategy<Value = Device> {
    let names = || prop::option::weighted(0.8, prop::collection::vec(0..8_u8, 0..3));
    let application = prop::sample::select(vec![
        Datum::Unknown,
        Datum::Null,
        Datum::text(APPLICATIONS[0]),
        Datum::text(OTHER_APPLICATION),
    ]);
    let managed =
        prop::sample::select(vec![Datum::Unknown, Datum::Null, boolean(false), boolean(true)]);
    let kind = (application, managed);
    let systems = vec!["Windows", "iPad", "Android", "Linux"];
    let words = (
        prop::sample::select(systems),
        prop::sample::select(vec!["Shared", "RegisteredDevice"]),
        prop::sample::select(vec!["mdm", "intuneClient"]),
    );
    (kind, words, names(), names(), names()).prop_map(|(kind, words, owners, users, primary)| {
        Device {
            application: kind.0,
            managed: kind.1,
            system: words.0,
            profile: words.1,
            by: words.2,
            owners,
            users,
            primary,
        }
    })
}

/// Of each device by what was put into the world: none where it is not managed, or nobody can say.
fn naive(people: &[Somebody], device: &Device, suffices: bool) -> Option<Result<(), Reason>> {
    let is_intune = match &device.application {
        Datum::Unknown | Datum::Null => device.primary.is_some() || device.managed == boolean(true),
        application @ Datum::Value(_) => *application == Datum::text(APPLICATIONS[0]),
    };
    if !is_intune {
        return None;
    }
    let first =
        device.primary.as_ref().map(|names| names.iter().take(1).copied().collect::<Vec<u8>>());
    // By a principal name, only whoever is active is found; that is said of others who are named by it.
    let tied = |names: &Names, by_name: bool| -> Vec<(u8, bool)> {
        names.iter().flatten().map(|name| (*name, by_name)).collect()
    };
    let names: Vec<(u8, bool)> = match &first {
        Some(names) if !names.is_empty() && device.profile != "Shared" => tied(&first, true),
        _ => {
            let all = [tied(&first, true), tied(&device.owners, false), tied(&device.users, false)];
            all.concat()
        }
    };
    let is_told = first.is_some() || (device.owners.is_some() && device.users.is_some());
    if names.is_empty() {
        let reason = if !is_told {
            Reason::Untold
        } else if suffices && device.system != "Linux" {
            return Some(Ok(()));
        } else {
            Reason::NoUser
        };
        return Some(Err(reason));
    }
    let of = |(name, by_name): &(u8, bool)| match people.get(usize::from(*name)) {
        None => Some(Reason::Elsewhere),
        Some(one) if one.deleted && *by_name => Some(Reason::Elsewhere),
        Some(one) if one.deleted => Some(Reason::Deleted),
        Some(one) => match one.has {
            Has::Licence => None,
            Has::Untold => Some(Reason::Untold),
            _ if one.enabled == Some(false) => Some(Reason::Disabled),
            Has::PlanOff => Some(Reason::PlanOff),
            Has::Nothing => Some(Reason::NoPlan),
        },
    };
    Some(names.iter().filter_map(of).min().map_or(Ok(()), Err))
}

proptest! {
    #[test]
    fn a_report_is_that_of_each_device(
        people in prop::collection::vec(any_somebody(), 0..6),
        devices in prop::collection::vec(any_device(), 0..12),
        seats in prop::option::of(0..6_u32),
    ) {
        let workspace = world(&people, &devices, seats);
        let found = licences(&workspace).intune(&workspace);
        let alone = |device: &&Device| {
            device.system != "Linux" && naive(&people, device, false) == Some(Err(Reason::NoUser))
        };
        let needed = devices.iter().filter(alone).count();
        prop_assert_eq!(found.device_licences.all_needed() as usize, needed);
        let suffices = seats.is_some_and(|seats| seats as usize >= needed);
        let mut uncovered = Vec::new();
        let mut covered = 0;
        for (row, device) in (0..).zip(&devices) {
            match naive(&people, device, suffices) {
                None => {}
                Some(Ok(())) => covered += 1,
                Some(Err(reason)) => uncovered.push((Row(row), reason)),
            }
        }
        let told: Vec<_> =
            found.uncovered.iter().map(|Uncovered { device, reason, .. }| (*device, *reason)).collect();
        prop_assert_eq!((found.covered, told), (covered, uncovered));
        let users: Bits = Licences::intune_users(&workspace);
        prop_assert_eq!(&found.users, &users);
    }
}
