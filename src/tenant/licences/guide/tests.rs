//! Plans case by case: what is done, what can be staged, what waits and what stops them.

mod laws;
mod plans;

use super::{LeaveOut, State, Step, What};
use crate::domain::attribute::Of;
use crate::domain::{
    AssignedLicense, Attribute, Command, Datum, Existence, ObjectId, Party, PrepaidUnits, Row,
    ServicePlanId, Side, SkuId, Subject, SubscribedPlan, Subscription, Timestamp, Value,
};
use crate::licensing::Catalogue;
use crate::store::{Bits, Directory, Extent, List};
use crate::tenant::licences::{Assumptions, Licences};
use crate::tenant::tests::context;
use crate::tenant::{Info, Organisation, Workspace};

const E3: &str = "05e9a617-0261-4cee-bb44-138d3ef5d965";
const E5: &str = "06ebc4ee-1bb5-47dd-8120-11324bc54e06";
const VISIO: &str = "c5928f49-12ba-48f7-ada3-0d743a3601d5";
const SHAREPOINT: &str = "5dbe027f-2339-4123-9542-606e4d348a72";
const SWAY: &str = "a23b959c-7ce8-4e57-9140-b90eb88a9e97";
const GROUP: ObjectId = ObjectId([7; 16]);

fn sku(text: &str) -> SkuId {
    SkuId::parse(text).unwrap()
}

fn plan(text: &str) -> ServicePlanId {
    ServicePlanId::parse(text).unwrap()
}

/// How far the service is with the group for somebody.
#[derive(Clone, Copy, PartialEq)]
enum Member {
    No,
    /// In the list, and nothing is told of what came of it.
    Asked,
    /// The service gave what the group gives.
    Served,
    Refused,
}

/// Direct licences, as texts; whether in the group; whether without a usage location.
type Somebody<'a> = (&'a [&'a str], Member, bool);

/// The first group gives E3 as it is told, and perhaps more; `seats` are those of E3, E5 and Visio.
fn workspace(people: &[Somebody<'_>], gives: &[&str], seats: [u32; 3]) -> Workspace {
    let mut directory = Directory::default();
    let list = |texts: Vec<String>| {
        if texts.is_empty() { Datum::Null } else { Datum::Value(Value::Texts(texts)) }
    };
    for (number, (direct, member, nowhere)) in (1..).zip(people) {
        let users = &mut directory.users;
        let row = users.push(ObjectId([number; 16]), false, Existence::Active).unwrap();
        let direct = direct.iter().map(|text| (*text).to_owned()).collect();
        users.set(row, Attribute::DIRECT_LICENSES, &list(direct));
        let states = gives.iter().filter_map(|license| {
            let product = license.split('/').next().unwrap();
            match member {
                Member::Served => Some(format!("{product}/{GROUP}/Active//")),
                Member::Refused => Some(format!("{product}/{GROUP}/Error/Other/")),
                Member::No | Member::Asked => None,
            }
        });
        users.set(row, Attribute::LICENSE_ASSIGNMENT_STATES, &list(states.collect()));
        let place = if *nowhere { Datum::Null } else { Datum::text("FR") };
        users.set(row, Attribute::USAGE_LOCATION, &place);
    }
    let groups = &mut directory.groups;
    let group = groups.push(GROUP, false, Existence::Active).unwrap();
    let gives = gives.iter().map(|text| (*text).to_owned()).collect();
    groups.set(group, Attribute::GROUP_ASSIGNED_LICENSES, &list(gives));
    for (attribute, value) in
        [(Attribute::GROUP_SECURITY_ENABLED, true), (Attribute::GROUP_MAIL_ENABLED, false)]
    {
        groups.set(group, attribute, &Datum::Value(Value::Boolean(value)));
    }
    for attribute in [
        Attribute::GROUP_TYPES,
        Attribute::GROUP_MEMBERSHIP_RULE,
        Attribute::GROUP_ON_PREMISES_SYNC_ENABLED,
        Attribute::GROUP_IS_ASSIGNABLE_TO_ROLE,
    ] {
        groups.set(group, attribute, &Datum::Null);
    }
    let members = (0..).zip(people).filter(|(_, (_, member, _))| *member != Member::No);
    let members: Vec<u32> = members.map(|(row, _)| row).collect();
    directory.members.grow(1);
    let kinds = [(Of::User, members), (Of::Group, vec![]), (Of::Device, vec![])];
    directory.members.replace(Side::Members, Row(0), List::of(kinds, Vec::new(), Extent::Complete));
    directory.settle_members();
    let info = Info { name: String::new(), sample: false, created: Timestamp(0) };
    let mut workspace = Workspace::new(info, directory);
    let subscription = |(product, enabled): (&str, u32)| Subscription {
        sku: sku(product),
        part_number: String::new(),
        applies_to: None,
        status: None,
        seats: Some(PrepaidUnits { enabled, ..PrepaidUnits::default() }),
        consumed: None,
        plans: [SHAREPOINT, SWAY]
            .map(|id| SubscribedPlan {
                id: plan(id),
                name: String::new(),
                applies_to: None,
                status: None,
            })
            .to_vec(),
    };
    let subscriptions = [E3, E5, VISIO].into_iter().zip(seats).map(subscription).collect();
    let subscriptions = Some(subscriptions);
    workspace.learn(Some(Organisation { subscriptions, ..Organisation::default() }), None);
    workspace
}

const fn leave(out: bool) -> LeaveOut {
    LeaveOut { untold: out, hindered: out, with_devices: out }
}

fn to_group(workspace: &Workspace, leave_out: bool) -> Vec<Step> {
    let mut licences = Licences::of(workspace, &Catalogue::default(), Assumptions::default());
    licences.to_group(workspace, (sku(E3), 0), leave(leave_out))
}

/// From E3 to E5, for everybody.
fn swap(workspace: &Workspace, leave_out: bool) -> Vec<Step> {
    let mut licences = Licences::of(workspace, &Catalogue::default(), Assumptions::default());
    let everybody = workspace.users().active();
    let (catalogue, leave_out) = (Catalogue::default(), leave(leave_out));
    licences.swap((workspace, &catalogue), (sku(E3), sku(E5)), everybody, leave_out, false)
}

/// Every step with how far it is and whom it is about, but for what is only noted of all plans with groups.
fn told(steps: &[Step]) -> Vec<(What, State, Vec<u32>)> {
    let steps = steps.iter().filter(|step| step.what != What::Premium);
    steps.map(|step| (step.what, step.state, step.people.iter().collect())).collect()
}

use State::{Done, Ready, Stopped, Waits};
use What::{InForce, Join, Origin, Place, SamePlans, Seats, Swap, TakeDirect, Ways};

/// Name, people, what the group gives, whether those who would lose a plan are left out; then how far each step is,
/// from plans and seats to the direct licences, and whom it is about.
type Case<'a> = (&'a str, &'a [Somebody<'a>], &'a [&'a str], bool, [(State, &'a [u32]); 5]);

#[track_caller]
fn check(cases: &[Case<'_>]) {
    for (name, people, gives, leave_out, expected) in cases {
        let workspace = workspace(people, gives, [10, 10, 1]);
        let steps = to_group(&workspace, *leave_out);
        let whats = [SamePlans, Seats, Join, InForce, TakeDirect];
        let expected = whats.iter().zip(expected);
        let expected: Vec<_> =
            expected.map(|(what, (state, people))| (*what, *state, people.to_vec())).collect();
        let [origin, others @ ..] = &*told(&steps) else { panic!("{name}") };
        assert_eq!(*origin, (Origin, Done, vec![]), "{name}");
        assert_eq!(others, expected, "{name}");
    }
}

#[test]
fn a_plan_goes_as_far_as_the_service_is() {
    check(&[
        (
            "nobody has it directly",
            &[(&[], Member::Served, false)],
            &[E3],
            false,
            [(Done, &[]), (Done, &[]), (Done, &[]), (Done, &[]), (Done, &[])],
        ),
        (
            "one is outside, one waits, one has both",
            &[
                (&[E3], Member::No, false),
                (&[E3], Member::Asked, false),
                (&[E3], Member::Served, false),
            ],
            &[E3],
            false,
            [(Done, &[]), (Done, &[0]), (Ready, &[0]), (Waits, &[0, 1]), (Ready, &[2])],
        ),
        (
            "nobody has the group's licences yet",
            &[(&[E3], Member::No, false)],
            &[E3],
            false,
            [(Done, &[]), (Done, &[0]), (Ready, &[0]), (Waits, &[0]), (Waits, &[0])],
        ),
    ]);
}

#[test]
fn a_plan_stops_where_something_is_against_it() {
    let sway_off = format!("{E3}/{SWAY}");
    let off: &[&str] = &[&sway_off];
    let one_would_lose: &[Somebody<'_>] = &[(&[E3], Member::No, false), (off, Member::No, false)];
    check(&[
        (
            "the group leaves a plan off that somebody has on",
            one_would_lose,
            off,
            false,
            [
                (Stopped, &[0]),
                (Done, &[0, 1]),
                (Waits, &[0, 1]),
                (Waits, &[0, 1]),
                (Waits, &[0, 1]),
            ],
        ),
        (
            "and that somebody is left out",
            one_would_lose,
            off,
            true,
            [(Done, &[0]), (Done, &[1]), (Ready, &[1]), (Waits, &[1]), (Waits, &[1])],
        ),
        (
            "the service refused somebody",
            &[(&[E3], Member::Refused, false), (&[E3], Member::Served, false)],
            &[E3],
            false,
            [(Done, &[]), (Done, &[]), (Done, &[]), (Stopped, &[0]), (Waits, &[1])],
        ),
        (
            "the group gives what there are no seats for",
            &[(&[E3], Member::No, false), (&[E3], Member::No, false)],
            &[E3, VISIO],
            false,
            [(Done, &[]), (Stopped, &[0, 1]), (Waits, &[0, 1]), (Waits, &[0, 1]), (Waits, &[0, 1])],
        ),
    ]);
}

/// What is ready is staged by its command, and the plan is a step further.
#[test]
fn a_plan_goes_on_as_it_is_staged() {
    let people: [Somebody<'_>; 2] = [(&[E3], Member::No, false), (&[E3], Member::Served, false)];
    let mut workspace = workspace(&people, &[E3], [2, 0, 0]);
    let steps = to_group(&workspace, false);
    let [join] = steps[3].commands.as_slice() else { panic!("{steps:?}") };
    let add = vec![Party::Here(Subject::user(Row(0)))];
    let expected =
        Command::Relate { groups: vec![Row(0)], side: Side::Members, add, remove: Vec::new() };
    assert_eq!(*join, expected);
    workspace.dispatch(join, &context(1)).unwrap();
    let [take] = steps[5].commands.as_slice() else { panic!("{steps:?}") };
    workspace.dispatch(take, &context(2)).unwrap();
    let steps = to_group(&workspace, false);
    // The service has not given anything by the group yet, so the direct licence stays.
    assert_eq!(
        told(&steps)[3..],
        [(Join, Done, vec![]), (InForce, Waits, vec![0]), (TakeDirect, Waits, vec![0])]
    );
    let mut licences = Licences::of(&workspace, &Catalogue::default(), Assumptions::default());
    assert_eq!(licences.holders(sku(E3)).count(), 2, "nobody is without it");
}

#[test]
fn from_one_product_to_another() {
    let sway_off = format!("{E3}/{SWAY}");
    let off: &[&str] = &[&sway_off];
    let e3: &[&str] = &[E3];
    let people: Vec<Somebody<'_>> = vec![
        (e3, Member::No, false),
        (off, Member::No, false),
        (e3, Member::No, false),
        (e3, Member::No, true),
        (&[], Member::Served, false),
        (&[E3, E5], Member::No, false),
    ];
    let steps = |within: &[u32], seats: u32, leave_out: bool| {
        let workspace = workspace(&people, e3, [10, seats, 0]);
        let mut licences = Licences::of(&workspace, &Catalogue::default(), Assumptions::default());
        let within = Bits::of(6, within.iter().copied());
        let (catalogue, leave_out) = (Catalogue::default(), leave(leave_out));
        licences.swap((&workspace, &catalogue), (sku(E3), sku(E5)), &within, leave_out, false)
    };
    let all: &[u32] = &[0, 1, 2, 3, 4, 5];
    assert_eq!(
        told(&steps(all, 10, false)),
        [
            (Origin, Done, vec![]),
            (Ways, Stopped, vec![4]),
            (Place, Stopped, vec![3]),
            (Seats, Done, vec![0, 1, 2, 3, 5]),
            (Swap, Waits, vec![0, 1, 2, 3, 5]),
        ]
    );
    assert_eq!(told(&steps(all, 10, true))[1], (Ways, Done, vec![4]));
    // One has the other product already and takes no seat more.
    let short = steps(&[0, 1, 2, 5], 3, false);
    assert_eq!(short[3].state, Stopped);
    assert_eq!(short[3].short, [(sku(E5), 1)]);
    let ready = steps(&[0, 1, 2, 5], 4, false);
    assert_eq!(told(&ready)[4], (Swap, Ready, vec![0, 1, 2, 5]));
    let command = |rows: &[u32], off: &[&str]| Command::License {
        of: Of::User,
        rows: rows.iter().copied().map(Row).collect(),
        add: vec![AssignedLicense::new(sku(E5), off.iter().map(|id| plan(id)).collect())],
        remove: vec![sku(E3)],
    };
    assert_eq!(ready[4].commands, [command(&[0, 2, 5], &[]), command(&[1], &[SWAY])]);
    assert_eq!(told(&steps(&[4], 10, true))[4], (Swap, Done, vec![]));
}

/// Of the second it is told that they have it and not whence, of the third nothing: neither counts as nobody.
#[test]
fn who_is_not_told_of_stops_a_plan() {
    let people: [Somebody<'_>; 3] =
        [(&[E3], Member::Served, false), (&[], Member::No, false), (&[], Member::No, false)];
    let mut workspace = workspace(&people, &[E3], [10, 10, 1]);
    let held = Datum::Value(Value::Texts(vec![E3.to_owned()]));
    for (row, told) in [(1, held), (2, Datum::Unknown)] {
        let users = &mut workspace.directory.users;
        users.set(Row(row), Attribute::DIRECT_LICENSES, &Datum::Unknown);
        users.set(Row(row), Attribute::LICENSE_ASSIGNMENT_STATES, &Datum::Unknown);
        users.set(Row(row), Attribute::ASSIGNED_LICENSES, &told);
    }
    let steps = told(&to_group(&workspace, false));
    assert_eq!(steps[0], (Origin, Stopped, vec![1, 2]));
    assert_eq!(steps[5], (TakeDirect, Waits, vec![0]));
    let steps = told(&to_group(&workspace, true));
    assert_eq!(steps[0], (Origin, Done, vec![1, 2]));
    assert_eq!(steps[5], (TakeDirect, Ready, vec![0]));
    // The other plan does not take them for people who have it by a group.
    let steps = told(&swap(&workspace, false));
    assert_eq!(steps[..2], [(Origin, Stopped, vec![1, 2]), (Ways, Stopped, vec![0])]);
}

/// The service knows nothing yet of what is only staged for a group.
#[test]
fn a_staged_change_of_the_group_is_waited_for() {
    let sway_off = format!("{E3}/{SWAY}");
    let off: &[&str] = &[&sway_off];
    let mut workspace = workspace(&[(off, Member::Served, false)], off, [10, 10, 1]);
    let steps = to_group(&workspace, false);
    assert_eq!(told(&steps)[4..], [(InForce, Done, vec![]), (TakeDirect, Ready, vec![0])]);
    let all_on = Command::License {
        of: Of::Group,
        rows: vec![Row(0)],
        add: vec![AssignedLicense::new(sku(E3), Vec::new())],
        remove: Vec::new(),
    };
    workspace.dispatch(&all_on, &context(1)).unwrap();
    let steps = to_group(&workspace, false);
    assert_eq!(told(&steps)[4..], [(InForce, Waits, vec![0]), (TakeDirect, Waits, vec![0])]);
    assert!(steps[5].commands.is_empty());
}

/// Whoever has a product directly and by a group would keep it by the group.
#[test]
fn who_has_it_both_ways_is_in_the_way_of_another_product() {
    let people: [Somebody<'_>; 2] = [(&[E3], Member::Served, false), (&[E3], Member::No, false)];
    let workspace = workspace(&people, &[E3], [10, 10, 1]);
    let steps = told(&swap(&workspace, false));
    assert_eq!(steps[1], (Ways, Stopped, vec![0]));
    let steps = told(&swap(&workspace, true));
    assert_eq!((&steps[1], &steps[4]), (&(Ways, Done, vec![0]), &(Swap, Ready, vec![1])));
}

/// Two have the other product, of which there is one: whoever gets it needs two more.
#[test]
fn seats_that_are_overdrawn_are_missing_too() {
    let people: [Somebody<'_>; 3] =
        [(&[E5], Member::No, false), (&[E5], Member::No, false), (&[E3], Member::No, false)];
    let workspace = workspace(&people, &[E3], [10, 1, 0]);
    let steps = swap(&workspace, false);
    assert_eq!((steps[3].state, &*steps[3].short), (Stopped, &[(sku(E5), 2)][..]));
}
