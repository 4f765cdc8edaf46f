//! One plan off, one plan alone, and groups that are moved: case by case.

use super::super::plan::{Giver, Scope};
use super::super::{LeaveOut, State, Step, What, upgrade_of};
use super::{plan, sku, told};
use crate::domain::attribute::Of;
use crate::domain::{
    AppliesTo, AssignedLicense, Attribute, Command, Datum, Existence, ObjectId, Other,
    PrepaidUnits, Row, ServicePlanId, Side, SkuId, Sort, SubscribedPlan, Subscription, Timestamp,
    Value,
};
use crate::licensing::Catalogue;
use crate::store::{Bits, Directory, Extent, List};
use crate::tenant::licences::{Assumptions, Licences};
use crate::tenant::tests::context;
use crate::tenant::{Info, Organisation, Workspace};
use State::{Done, Noted, Ready, Stopped, Waits};

pub(super) const EMS: &str = "efccb6f7-5641-4e0e-bd10-b4976e1bf68e";
pub(super) const EMSPREMIUM: &str = "b05e124f-c7cc-45a0-a6aa-8cf78c946968";
pub(super) const ALONE: &str = "061f9ace-7d42-4136-88ac-31dc755f143f";
const DEVICE: &str = "2b317a4a-77a6-4188-9437-b68a77b4e2c6";
pub(super) const INTUNE: &str = "c1ec4a95-1f05-45b3-a911-aa3fa01094f5";
const P1: &str = "41781fb2-bc02-4b7c-bd55-b576c07bb09d";
const RMS: &str = "bea4c11e-220a-4e6d-8eb8-8ea15d019f90";
const FOUNDATION: &str = "113feb6c-3fe4-4440-bddc-54d774bf0318";
/// Audio Conferencing needs Skype for Business Online; Teams and its free form exclude each other.
pub(super) const MEETINGS: &str = "3e26ee1f-8a5f-4d52-aee2-b81ce45c8f40";
pub(super) const SKYPE: &str = "0feaeb32-d00e-4d66-bd5a-43b5b83db82c";
pub(super) const TEAMS: &str = "57ff2da0-773e-42df-b2af-ffb7a2317929";
pub(super) const TEAMS_FREE: &str = "4fa4026d-ce74-4962-a151-8e96d57ea8e4";
const TALK: &str = "0c266dff-15dd-4b49-8397-2bb16070ed52";
const FREE: &str = "710779e8-3d4a-4c88-adb9-386c958d1fdf";

/// Id, plans, seats.
pub(super) type Product<'a> = (&'a str, &'a [&'a str], u32);
/// Direct licences, groups that gave what they give, whether there is a usage location.
pub(super) type Somebody<'a> = (&'a [&'a str], &'a [u8], bool);

fn texts(of: Vec<String>) -> Datum {
    if of.is_empty() { Datum::Null } else { Datum::Value(Value::Texts(of)) }
}

const fn group_id(number: u8) -> ObjectId {
    ObjectId([200 + number; 16])
}

fn list(of: &[&str]) -> Datum {
    texts(of.iter().map(|text| (*text).to_owned()).collect())
}

/// People, what each group gives, and what is owned.
pub(super) fn world(
    people: &[Somebody<'_>],
    groups: &[&[&str]],
    products: &[Product<'_>],
) -> Workspace {
    let mut directory = Directory::default();
    for (number, (direct, member_of, has_place)) in (1..).zip(people) {
        let users = &mut directory.users;
        let row = users.push(ObjectId([number; 16]), false, Existence::Active).unwrap();
        users.set(row, Attribute::DIRECT_LICENSES, &list(direct));
        let states = member_of.iter().flat_map(|group| {
            groups[usize::from(*group)].iter().map(|license| {
                let product = license.split('/').next().unwrap();
                format!("{product}/{}/Active//", group_id(*group))
            })
        });
        users.set(row, Attribute::LICENSE_ASSIGNMENT_STATES, &texts(states.collect()));
        let place = if *has_place { Datum::text("FR") } else { Datum::Null };
        users.set(row, Attribute::USAGE_LOCATION, &place);
    }
    for (number, gives) in (0..).zip(groups) {
        let table = &mut directory.groups;
        let row = table.push(group_id(number), false, Existence::Active).unwrap();
        table.set(row, Attribute::GROUP_ASSIGNED_LICENSES, &list(gives));
        let yes = Datum::Value(Value::Boolean(true));
        table.set(row, Attribute::GROUP_SECURITY_ENABLED, &yes);
        for attribute in [
            Attribute::GROUP_TYPES,
            Attribute::GROUP_MEMBERSHIP_RULE,
            Attribute::GROUP_ON_PREMISES_SYNC_ENABLED,
            Attribute::GROUP_IS_ASSIGNABLE_TO_ROLE,
        ] {
            table.set(row, attribute, &Datum::Null);
        }
        let members = (0..).zip(people).filter(|(_, (_, of, _))| of.contains(&number));
        let members: Vec<u32> = members.map(|(row, _)| row).collect();
        directory.members.grow(row.0 + 1);
        let kinds = [(Of::User, members), (Of::Group, vec![]), (Of::Device, vec![])];
        let list = List::of(kinds, Vec::new(), Extent::Complete);
        directory.members.replace(Side::Members, row, list);
    }
    directory.settle_members();
    let info = Info { name: String::new(), sample: false, created: Timestamp(0) };
    let mut workspace = Workspace::new(info, directory);
    let subscription = |(product, plans, enabled): &Product<'_>| Subscription {
        sku: sku(product),
        part_number: String::new(),
        applies_to: Some(AppliesTo::User),
        status: None,
        seats: Some(PrepaidUnits { enabled: *enabled, ..PrepaidUnits::default() }),
        consumed: None,
        plans: plans
            .iter()
            .map(|id| SubscribedPlan {
                id: plan(id),
                name: String::new(),
                applies_to: None,
                status: None,
            })
            .collect(),
    };
    let subscriptions = Some(products.iter().map(subscription).collect());
    workspace.learn(Some(Organisation { subscriptions, ..Organisation::default() }), None);
    workspace
}

pub(super) fn licences(workspace: &Workspace) -> Licences {
    Licences::of(workspace, &Catalogue::default(), Assumptions::default())
}

const OWNED: &[Product<'_>] = &[
    (EMS, &[P1, INTUNE, RMS, FOUNDATION], 10),
    (ALONE, &[INTUNE, FOUNDATION], 2),
    (TALK, &[SKYPE, MEETINGS], 10),
    (FREE, &[TEAMS_FREE], 10),
];

const ALL_STAY: LeaveOut = LeaveOut { untold: false, hindered: false, with_devices: false };

fn off(workspace: &Workspace, of: (&str, &str), devices: &[u32], leave_out: LeaveOut) -> Vec<Step> {
    let everybody = workspace.users().active();
    let devices = Bits::of(everybody.len(), devices.iter().copied());
    let of = (sku(of.0), plan(of.1));
    licences(workspace).switch_off(workspace, of, Scope::People(everybody), &devices, leave_out)
}

fn without(text: &str, plans: &[&str]) -> String {
    plans.iter().fold(text.to_owned(), |text, plan| {
        let sign = if text.contains('/') { ',' } else { '/' };
        format!("{text}{sign}{plan}")
    })
}

fn license(rows: &[u32], product: &str, off: &[&str]) -> Command {
    Command::License {
        of: Of::User,
        rows: rows.iter().copied().map(Row).collect(),
        add: vec![AssignedLicense::new(sku(product), off.iter().map(|id| plan(id)).collect())],
        remove: Vec::new(),
    }
}

#[track_caller]
fn step(steps: &[Step], what: What) -> (State, Vec<u32>) {
    let step = steps.iter().find(|step| step.what == what).expect("the step is there");
    (step.state, step.people.iter().collect())
}

#[test]
fn ems_without_intune_leaves_the_rest_as_it_is() {
    let rms_off = without(EMS, &[RMS]);
    let intune_off = without(EMS, &[INTUNE]);
    let people: &[Somebody<'_>] = &[
        (&[EMS, TALK], &[], true),
        (&[&rms_off], &[], true),
        (&[&intune_off], &[], true),
        (&[], &[], true),
    ];
    let mut workspace = world(people, &[], OWNED);
    let steps = off(&workspace, (EMS, INTUNE), &[], ALL_STAY);
    let expected = [
        (What::Origin, Done, vec![]),
        (What::Ways, Done, vec![]),
        (What::Needed, Done, vec![]),
        (What::Place, Done, vec![]),
        (What::Keeps, Done, vec![]),
        (What::Devices, Done, vec![]),
        (What::SwitchOff, Ready, vec![0, 1]),
    ];
    assert_eq!(told(&steps), expected);
    let commands = &steps[6].commands;
    assert_eq!(commands.len(), 2);
    assert!(commands.contains(&license(&[0], EMS, &[INTUNE])));
    assert!(commands.contains(&license(&[1], EMS, &[RMS, INTUNE])));
    for (seed, command) in (1..).zip(commands) {
        workspace.dispatch(command, &context(seed)).unwrap();
    }
    let now = |row| workspace.users().get(Row(row), Attribute::DIRECT_LICENSES);
    let both = AssignedLicense::new(sku(EMS), vec![plan(RMS), plan(INTUNE)]).text();
    let mut first = vec![TALK.to_owned(), intune_off.clone()];
    first.sort_unstable();
    assert_eq!(now(0), texts(first));
    assert_eq!(now(1), texts(vec![both]));
    let steps = off(&workspace, (EMS, INTUNE), &[], ALL_STAY);
    assert_eq!(step(&steps, What::SwitchOff), (Done, vec![]));
}

#[test]
fn who_has_intune_elsewhere_keeps_it_and_devices_are_told() {
    let people: &[Somebody<'_>] =
        &[(&[EMS, ALONE], &[], true), (&[EMS], &[], true), (&[EMS], &[], true)];
    let workspace = world(people, &[], OWNED);
    let steps = off(&workspace, (EMS, INTUNE), &[0, 1], ALL_STAY);
    assert_eq!(step(&steps, What::Keeps), (Noted, vec![0]));
    assert_eq!(step(&steps, What::Devices), (Noted, vec![1]));
    assert_eq!(step(&steps, What::SwitchOff), (Ready, vec![0, 1, 2]));
    let leave_out = LeaveOut { with_devices: true, ..ALL_STAY };
    let steps = off(&workspace, (EMS, INTUNE), &[0, 1], leave_out);
    assert_eq!(step(&steps, What::Devices), (Done, vec![1]));
    assert_eq!(step(&steps, What::SwitchOff), (Ready, vec![0, 2]));
}

#[test]
fn what_is_against_it_stops_it() {
    let people: &[Somebody<'_>] =
        &[(&[EMS], &[0], true), (&[EMS], &[], false), (&[], &[0], true), (&[EMS], &[], true)];
    let workspace = world(people, &[&[EMS]], OWNED);
    let steps = off(&workspace, (EMS, INTUNE), &[], ALL_STAY);
    assert_eq!(step(&steps, What::Ways), (Stopped, vec![0, 2]));
    assert_eq!(step(&steps, What::Place), (Stopped, vec![1]));
    assert_eq!(step(&steps, What::SwitchOff), (Waits, vec![0, 1, 3]));
    assert!(steps[6].commands.is_empty());
    let steps = off(&workspace, (EMS, INTUNE), &[], LeaveOut { hindered: true, ..ALL_STAY });
    assert_eq!(step(&steps, What::Ways), (Done, vec![0, 2]));
    // Where the group has it off, nobody keeps it by that.
    let group = without(EMS, &[INTUNE]);
    let workspace = world(people, &[&[&group]], OWNED);
    let steps = off(&workspace, (EMS, INTUNE), &[], ALL_STAY);
    assert_eq!(step(&steps, What::Ways), (Done, vec![]));
    assert_eq!(step(&steps, What::SwitchOff), (Waits, vec![0, 1, 3]));
}

#[test]
fn a_plan_that_another_needs_stays() {
    let quiet = without(TALK, &[MEETINGS]);
    let products: &[Product<'_>] = &[OWNED[2], (FREE, &[SKYPE], 9)];
    let people: &[Somebody<'_>] =
        &[(&[TALK], &[], true), (&[&quiet], &[], true), (&[TALK, FREE], &[], true)];
    let workspace = world(people, &[], products);
    let steps = off(&workspace, (TALK, SKYPE), &[], ALL_STAY);
    assert_eq!(step(&steps, What::Needed), (Stopped, vec![0]));
    assert_eq!(step(&steps, What::Keeps), (Noted, vec![2]));
    assert_eq!(step(&steps, What::SwitchOff), (Waits, vec![0, 1, 2]));
}

#[test]
fn a_group_gives_less() {
    let off_in = |workspace: &Workspace| {
        let devices = Bits::of(3, [0, 1]);
        let of = (sku(EMS), plan(INTUNE));
        licences(workspace).switch_off(workspace, of, Scope::Group(0), &devices, ALL_STAY)
    };
    let rms_off = without(EMS, &[RMS]);
    let people: &[Somebody<'_>] = &[(&[], &[0], false), (&[EMS], &[0], true), (&[EMS], &[], true)];
    let mut workspace = world(people, &[&[&rms_off, TALK]], OWNED);
    let steps = off_in(&workspace);
    let expected = [
        (What::Needed, Done, vec![]),
        (What::Keeps, Noted, vec![1]),
        (What::Devices, Noted, vec![0]),
        (What::SwitchOff, Ready, vec![0, 1]),
    ];
    assert_eq!(told(&steps), expected);
    let [command] = steps[3].commands.as_slice() else { panic!("{steps:?}") };
    workspace.dispatch(command, &context(1)).unwrap();
    let both = AssignedLicense::new(sku(EMS), vec![plan(RMS), plan(INTUNE)]).text();
    let mut expected = vec![TALK.to_owned(), both];
    expected.sort_unstable();
    let gives = workspace.groups().get(Row(0), Attribute::GROUP_ASSIGNED_LICENSES);
    assert_eq!(gives, texts(expected));
    assert_eq!(step(&off_in(&workspace), What::SwitchOff), (Done, vec![]));
}

#[test]
fn the_product_with_fewest_other_plans_gives_intune_alone() {
    let people: &[Somebody<'_>] = &[(&[], &[], true)];
    let device: Product<'_> = (DEVICE, &[INTUNE, FOUNDATION], 5);
    let products: Vec<Product<'_>> = OWNED.iter().copied().chain([device]).collect();
    let givers = |workspace: &Workspace| licences(workspace).givers(workspace, plan(INTUNE));
    let giver = |id, others, left| Giver { sku: sku(id), others, left: Some(left) };
    let workspace = world(people, &[], &products);
    assert_eq!(givers(&workspace), [giver(ALONE, 0, 2), giver(EMS, 2, 10)]);
    // One without seats comes last.
    let taken: &[Somebody<'_>] = &[(&[ALONE], &[], true), (&[ALONE], &[], true)];
    let workspace = world(taken, &[], &products);
    assert_eq!(givers(&workspace), [giver(EMS, 2, 10), giver(ALONE, 0, 0)]);
}

fn alone(workspace: &Workspace, product: &str, leave_out: LeaveOut) -> Vec<Step> {
    let everybody = workspace.users().active();
    let of = (sku(product), plan(INTUNE));
    licences(workspace).give_alone(workspace, of, everybody, leave_out)
}

#[test]
fn intune_alone() {
    let intune_off = without(EMS, &[INTUNE]);
    let both_off = without(EMS, &[P1, INTUNE]);
    let people: &[Somebody<'_>] = &[
        (&[EMS], &[], true),
        (&[&intune_off], &[], true),
        (&[TALK], &[], true),
        (&[&both_off], &[], true),
    ];
    let mut workspace = world(people, &[], OWNED);
    let steps = alone(&workspace, EMS, ALL_STAY);
    let expected = [
        (What::Has, Noted, vec![0]),
        (What::Origin, Done, vec![]),
        (What::Place, Done, vec![]),
        (What::Seats, Done, vec![1, 2, 3]),
        (What::GiveAlone, Ready, vec![1, 2, 3]),
    ];
    assert_eq!(told(&steps), expected);
    let commands = &steps[4].commands;
    // What people have of the product stays on; others get the one plan, and what is never off.
    assert_eq!(commands.len(), 3);
    for expected in
        [license(&[1], EMS, &[]), license(&[2], EMS, &[P1, RMS]), license(&[3], EMS, &[P1])]
    {
        assert!(commands.contains(&expected), "{commands:?}");
    }
    for (seed, command) in (1..).zip(commands) {
        workspace.dispatch(command, &context(seed)).unwrap();
    }
    let steps = alone(&workspace, EMS, ALL_STAY);
    assert_eq!(step(&steps, What::Has), (Noted, vec![0, 1, 2, 3]));
    assert_eq!(step(&steps, What::GiveAlone), (Done, vec![]));
}

#[test]
fn intune_alone_stops_without_seats_places_and_where_it_is_not_told() {
    let people: &[Somebody<'_>] =
        &[(&[], &[], true), (&[], &[], true), (&[], &[], false), (&[], &[], true)];
    let mut workspace = world(people, &[], OWNED);
    let users = &mut workspace.directory.users;
    users.set(Row(3), Attribute::DIRECT_LICENSES, &Datum::Unknown);
    users.set(Row(3), Attribute::LICENSE_ASSIGNMENT_STATES, &Datum::Unknown);
    let steps = alone(&workspace, ALONE, ALL_STAY);
    assert_eq!(step(&steps, What::Origin), (Stopped, vec![3]));
    assert_eq!(step(&steps, What::Place), (Stopped, vec![2]));
    assert_eq!((steps[3].state, &*steps[3].short), (Stopped, &[(sku(ALONE), 1)][..]));
    assert_eq!(step(&steps, What::GiveAlone), (Waits, vec![0, 1, 2]));
    let steps = alone(&workspace, EMS, LeaveOut { untold: true, ..ALL_STAY });
    assert_eq!(step(&steps, What::Origin), (Done, vec![3]));
}

const TEAMWORK: &[Product<'_>] = &[
    (EMS, &[P1, INTUNE], 10),
    (EMSPREMIUM, &[P1, INTUNE, RMS, TEAMS], 4),
    (FREE, &[TEAMS_FREE], 10),
];

fn upgrade(workspace: &Workspace, within: &[u32], leave_out: LeaveOut) -> Vec<Step> {
    let within = Bits::of(workspace.users().rows(), within.iter().copied());
    let of = (sku(EMS), sku(EMSPREMIUM));
    licences(workspace).swap((workspace, &Catalogue::default()), of, &within, leave_out, true)
}

fn move_to(rows: &[u32], product: &str, off: &[&str], from: &str) -> Command {
    let Command::License { rows, add, .. } = license(rows, product, off) else { unreachable!() };
    Command::License { of: Of::Group, rows, add, remove: vec![sku(from)] }
}

#[test]
fn groups_are_moved_with_what_they_leave_off() {
    let off = without(EMS, &[INTUNE]);
    let people: &[Somebody<'_>] = &[(&[EMS], &[], true), (&[&off], &[0], true), (&[], &[1], false)];
    let workspace = world(
        people,
        &[&[EMS, FREE], &[&off]],
        &[TEAMWORK[0], (EMSPREMIUM, &[P1, INTUNE, RMS], 3), TEAMWORK[2]],
    );
    let steps = upgrade(&workspace, &[0, 1, 2], ALL_STAY);
    let expected = [
        (What::Origin, Done, vec![]),
        (What::Ways, Done, vec![]),
        (What::Place, Done, vec![]),
        (What::Seats, Done, vec![0, 1, 2]),
        (What::Accepted, Done, vec![]),
        (What::MoveGroups, Ready, vec![1, 2]),
        (What::Swap, Ready, vec![0, 1]),
    ];
    assert_eq!(told(&steps), expected);
    let commands = &steps.iter().find(|step| step.what == What::MoveGroups).unwrap().commands;
    let expected = [move_to(&[0], EMSPREMIUM, &[], EMS), move_to(&[1], EMSPREMIUM, &[INTUNE], EMS)];
    assert_eq!(*commands, expected);
    // Everybody has a plan of Entra ID P1.
    assert_eq!(step(&steps, What::Premium), (Done, vec![]));
}

#[test]
fn a_group_is_moved_only_as_a_whole() {
    let people: &[Somebody<'_>] =
        &[(&[], &[0], true), (&[], &[0], true), (&[EMS], &[1], true), (&[], &[1], true)];
    let mut workspace = world(people, &[&[EMS], &[EMS]], TEAMWORK);
    let steps = upgrade(&workspace, &[0, 2, 3], ALL_STAY);
    assert_eq!(step(&steps, What::Ways), (Stopped, vec![0]));
    assert_eq!(step(&steps, What::Accepted), (Waits, vec![]));
    assert_eq!(step(&steps, What::MoveGroups), (Waits, vec![2, 3]));
    let steps = upgrade(&workspace, &[0, 2, 3], LeaveOut { hindered: true, ..ALL_STAY });
    assert_eq!(step(&steps, What::MoveGroups), (Ready, vec![2, 3]));
    // Of a list that is not whole it is not known who would be moved.
    let mut cut = workspace.directory.members.of(Side::Members, Row(1)).clone();
    cut.extent = Extent::AtLeast;
    workspace.directory.members.replace(Side::Members, Row(1), cut);
    let steps = upgrade(&workspace, &[0, 1, 2, 3], ALL_STAY);
    assert_eq!(step(&steps, What::Ways), (Stopped, vec![2, 3]));
}

#[test]
fn what_the_service_would_refuse_to_a_member_stops_a_group() {
    let people: &[Somebody<'_>] = &[(&[], &[0], true), (&[FREE], &[0], true)];
    let workspace = world(people, &[&[EMS]], TEAMWORK);
    let steps = upgrade(&workspace, &[0, 1], ALL_STAY);
    // Teams cannot stand beside its free form, and all of a group's product would be refused.
    assert_eq!(step(&steps, What::Accepted), (Stopped, vec![1]));
    assert_eq!(step(&steps, What::MoveGroups), (Waits, vec![0, 1]));
}

#[test]
fn a_group_with_a_member_who_is_not_told_of_stays() {
    let one: Somebody<'_> = (&[], &[0], true);
    let mut workspace = world(&[one, one], &[&[EMS]], TEAMWORK);
    for attribute in [Attribute::DIRECT_LICENSES, Attribute::LICENSE_ASSIGNMENT_STATES] {
        workspace.directory.users.set(Row(1), attribute, &Datum::Unknown);
    }
    for leave_out in [ALL_STAY, LeaveOut { untold: true, hindered: true, with_devices: true }] {
        let steps = upgrade(&workspace, &[0, 1], leave_out);
        assert_eq!(step(&steps, What::Ways).1, [0]);
        assert_eq!(step(&steps, What::MoveGroups), (Done, vec![]));
    }
    // The same of a member who is in no file, and may be a user.
    let mut workspace = world(&[one], &[&[EMS]], TEAMWORK);
    assert_eq!(step(&upgrade(&workspace, &[0], ALL_STAY), What::MoveGroups), (Ready, vec![0]));
    let stranger = Other { id: ObjectId([99; 16]), sort: Sort::Unsaid };
    let kinds = [(Of::User, vec![0]), (Of::Group, vec![]), (Of::Device, vec![])];
    let list = List::of(kinds, vec![stranger], Extent::Complete);
    workspace.directory.members.replace(Side::Members, Row(0), list);
    assert_eq!(step(&upgrade(&workspace, &[0], ALL_STAY), What::Ways), (Stopped, vec![0]));
}

#[test]
fn whoever_waits_for_another_product_of_the_group_would_lose_both() {
    let one: Somebody<'_> = (&[], &[0], true);
    let products: &[Product<'_>] =
        &[TEAMWORK[0], (EMSPREMIUM, &[P1, INTUNE, RMS], 3), (ALONE, &[RMS], 0)];
    let mut workspace = world(&[one, one], &[&[EMS, ALONE]], products);
    let group = group_id(0);
    let states = list(&[
        &format!("{EMS}/{group}/Active//"),
        &format!("{ALONE}/{group}/Error/CountViolation/"),
    ]);
    for row in [Row(0), Row(1)] {
        workspace.directory.users.set(row, Attribute::LICENSE_ASSIGNMENT_STATES, &states);
    }
    // All or nothing of a group: without a seat of the one, the other is not given either.
    let steps = upgrade(&workspace, &[0, 1], ALL_STAY);
    assert_eq!(step(&steps, What::Accepted), (Stopped, vec![0, 1]));
    assert_eq!(step(&steps, What::MoveGroups), (Waits, vec![0, 1]));
}

#[test]
fn members_take_seats_and_need_premium() {
    let one: Somebody<'_> = (&[], &[0], true);
    let people: &[Somebody<'_>] = &[one; 5];
    let workspace = world(people, &[&[EMS]], TEAMWORK);
    let steps = upgrade(&workspace, &[0, 1, 2, 3, 4], ALL_STAY);
    let seats = steps.iter().find(|step| step.what == What::Seats).unwrap();
    assert_eq!((seats.state, &*seats.short), (Stopped, &[(sku(EMSPREMIUM), 1)][..]));
    let products: &[Product<'_>] = &[(EMS, &[INTUNE], 9), (EMSPREMIUM, &[INTUNE], 9)];
    let workspace = world(people, &[&[EMS]], products);
    let steps = upgrade(&workspace, &[0, 1, 2, 3, 4], ALL_STAY);
    assert_eq!(step(&steps, What::Premium), (Noted, vec![0, 1, 2, 3, 4]));
}

#[test]
fn what_is_on_in_either_product_stays_on() {
    let off = without(EMSPREMIUM, &[P1, RMS]);
    let people: &[Somebody<'_>] = &[(&[EMS, &off], &[], true)];
    let workspace = world(people, &[], TEAMWORK);
    let steps = upgrade(&workspace, &[0], ALL_STAY);
    let swap = steps.iter().find(|step| step.what == What::Swap).unwrap();
    let add = vec![AssignedLicense::new(sku(EMSPREMIUM), vec![plan(RMS)])];
    let expected =
        Command::License { of: Of::User, rows: vec![Row(0)], add, remove: vec![sku(EMS)] };
    assert_eq!(swap.commands, [expected]);
}

#[test]
fn e5_is_known_of_e3() {
    let known = |from: &str| upgrade_of(sku(from));
    assert_eq!(known(EMS), SkuId::parse(EMSPREMIUM));
    assert_eq!(known(super::E3), SkuId::parse(super::E5));
    assert_eq!(known(super::E5), None);
}

/// Ids that a law below chooses from.
pub(super) fn ids(of: &[&str]) -> Vec<ServicePlanId> {
    of.iter().map(|id| plan(id)).collect()
}
