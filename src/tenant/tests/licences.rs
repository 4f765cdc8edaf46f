//! Licences given and taken: what is refused and why, and who has what after anything was done.

mod assumed;
mod by_rule;
mod steps;

use super::groups::with_groups;
use super::*;
use crate::domain::attribute::Of;
use crate::domain::{
    AppliesTo, AssignedLicense, AssignmentCondition, AssignmentError, CapabilityStatus,
    GroupProblem, LicenseAssignmentState, LicenseProblem, Party, PrepaidUnits, ServicePlanId,
    Setting, SkuId, SubscribedPlan, Subscription, group::Membership,
};
use crate::licensing::Catalogue;
use crate::store::Extent;
use crate::tenant::audit::Activity;
use crate::tenant::licences::consequences::Consequences;
use crate::tenant::licences::{Assumptions, Licences, Person, Way};
use proptest::prelude::*;
use std::collections::BTreeSet;

const TEAMS1: &str = "57ff2da0-773e-42df-b2af-ffb7a2317929";
const TEAMS_FREE: &str = "4fa4026d-ce74-4962-a151-8e96d57ea8e4";
const INTUNE_A: &str = "c1ec4a95-1f05-45b3-a911-aa3fa01094f5";
const EXCHANGE: &str = "efb87545-963c-4e0d-99df-69c6916d9eb0";
const MCOMEETADV: &str = "3e26ee1f-8a5f-4d52-aee2-b81ce45c8f40";
const MCOSTANDARD: &str = "0feaeb32-d00e-4d66-bd5a-43b5b83db82c";

const SECURITY: u8 = 1;
const TELEPHONY: u8 = 2;
const MEETINGS: u8 = 3;
const FREE: u8 = 4;
const COMPANY: u8 = 5;
const SUSPENDED: u8 = 6;
const NOBODYS: u8 = 7;

fn sku(number: u8) -> SkuId {
    SkuId(ObjectId([number; 16]))
}

fn plan(text: &str) -> ServicePlanId {
    ServicePlanId::parse(text).unwrap()
}

fn license(product: u8, off: &[&str]) -> AssignedLicense {
    AssignedLicense::new(sku(product), off.iter().map(|one| plan(one)).collect())
}

fn subscriptions() -> Vec<Subscription> {
    let plans: [(u8, &[&str]); 6] = [
        (SECURITY, &[INTUNE_A, EXCHANGE]),
        (TELEPHONY, &[TEAMS1, MCOSTANDARD]),
        (MEETINGS, &[MCOMEETADV]),
        (FREE, &[TEAMS_FREE]),
        (COMPANY, &[INTUNE_A]),
        (SUSPENDED, &[INTUNE_A]),
    ];
    let one = |(number, plans): (u8, &[&str])| Subscription {
        sku: sku(number),
        part_number: format!("P{number}"),
        applies_to: Some(if number == COMPANY { AppliesTo::Company } else { AppliesTo::User }),
        status: Some(match number {
            SUSPENDED => CapabilityStatus::Suspended,
            _ => CapabilityStatus::Enabled,
        }),
        seats: Some(PrepaidUnits {
            enabled: if number == SECURITY { 2 } else { 10 },
            ..PrepaidUnits::default()
        }),
        consumed: Some(0),
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
    plans.into_iter().map(one).collect()
}

/// Users 0 to 4 are somewhere, 5 is nowhere; the groups give nothing yet, but for one of which no file tells.
fn world() -> Workspace {
    let mut w = with_groups();
    for user in 0..5 {
        let place = Datum::text("FR");
        w.directory.users.set(Row(user), Attribute::USAGE_LOCATION, &place);
    }
    for group in 0..w.directory.groups.rows() {
        let told = if group == 6 { Datum::Unknown } else { Datum::Null };
        w.directory.groups.set(Row(group), Attribute::GROUP_ASSIGNED_LICENSES, &told);
    }
    let subscriptions = Some(subscriptions());
    w.learn(Some(Organisation { subscriptions, ..Organisation::default() }), None);
    w
}

fn give(of: Of, rows: &[u32], add: &[AssignedLicense], remove: &[u8]) -> Command {
    Command::License {
        of,
        rows: rows.iter().copied().map(Row).collect(),
        add: add.to_vec(),
        remove: remove.iter().copied().map(sku).collect(),
    }
}

fn licences(w: &Workspace) -> Licences {
    Licences::of(w, &Catalogue::default(), Assumptions::of(w))
}

/// The products that somebody has.
fn held(w: &Workspace, user: u32) -> BTreeSet<SkuId> {
    let person = licences(w).person(user);
    person.holdings.iter().filter(|it| it.held).map(|it| it.product).collect()
}

fn refused(w: &Workspace, command: &Command) -> Vec<(Subject, LicenseProblem)> {
    let refusals = w.rehearse(command, &context(1)).map(|it| it.operation).unwrap_err();
    let problem = |refusal| match refusal {
        Refusal::License { who, problem } => (who, problem),
        other => panic!("{other:?}"),
    };
    refusals.into_iter().map(problem).collect()
}

#[test]
fn what_is_refused() {
    let mut w = world();
    let (user, group) = (|row| Subject::user(Row(row)), |row| Subject::group(Row(row)));
    let people = |rows: &[u32], add: &[AssignedLicense]| give(Of::User, rows, add, &[]);
    // What is wrong with a product is told once, however many are to have it.
    for (add, problem) in [
        (license(NOBODYS, &[]), LicenseProblem::NotOwned { product: sku(NOBODYS) }),
        (license(COMPANY, &[]), LicenseProblem::NotForPeople { product: sku(COMPANY) }),
        (license(SUSPENDED, &[]), LicenseProblem::NotGivable { product: sku(SUSPENDED) }),
        (
            license(FREE, &[TEAMS1]),
            LicenseProblem::ForeignPlan { product: sku(FREE), plan: plan(TEAMS1) },
        ),
    ] {
        assert_eq!(refused(&w, &people(&[0, 1, 2], &[add])), [(user(0), problem)]);
    }
    let nowhere = people(&[0, 5], &[license(FREE, &[])]);
    assert_eq!(refused(&w, &nowhere), [(user(5), LicenseProblem::NoLocation)]);
    // Two seats: first come, first served, in the order that was asked for.
    let three = people(&[3, 1, 2], &[license(SECURITY, &[])]);
    let no_seat = LicenseProblem::NoSeat { product: sku(SECURITY) };
    assert_eq!(refused(&w, &three), [(user(2), no_seat)]);
    let (part, _) = w.acceptable_part(&three, &context(1));
    assert_eq!(part, Some(people(&[3, 1], &[license(SECURITY, &[])])));
    let alone = people(&[0], &[license(MEETINGS, &[])]);
    let needs = LicenseProblem::Dependency { plan: plan(MCOMEETADV) };
    assert_eq!(refused(&w, &alone), [(user(0), needs)]);
    let both = people(&[0], &[license(TELEPHONY, &[]), license(FREE, &[])]);
    let [(_, LicenseProblem::Exclusive { plan: one, with })] = refused(&w, &both)[..] else {
        panic!()
    };
    assert_eq!(BTreeSet::from([one, with]), BTreeSet::from([plan(TEAMS1), plan(TEAMS_FREE)]));
    // With the plan off that stands in the way, both can be had.
    do_it(&mut w, &people(&[0], &[license(TELEPHONY, &[TEAMS1]), license(FREE, &[])]));
    do_it(&mut w, &people(&[0], &[license(MEETINGS, &[])]));
    // Now the plan is about to be lost that another one needs.
    let take = give(Of::User, &[0], &[], &[TELEPHONY]);
    assert_eq!(refused(&w, &take), [(user(0), needs)]);
    let off = people(&[0], &[license(TELEPHONY, &[TEAMS1, MCOSTANDARD])]);
    assert_eq!(refused(&w, &off), [(user(0), needs)]);
    let missing = give(Of::User, &[1], &[], &[FREE]);
    let problem = LicenseProblem::NotGiven { product: sku(FREE) };
    assert_eq!(refused(&w, &missing), [(user(1), problem)]);
    // What comes by a group cannot be taken from the person.
    do_it(&mut w, &give(Of::Group, &[0], &[license(FREE, &[])], &[]));
    let inherited =
        LicenseProblem::Inherited { product: sku(FREE), group: w.directory.groups.id(Row(0)) };
    assert_eq!(refused(&w, &missing), [(user(1), inherited)]);
    for (row, add, problem) in [
        (5, license(FREE, &[]), LicenseProblem::NotSecurity),
        (6, license(FREE, &[]), LicenseProblem::NotTold),
        (3, license(MEETINGS, &[]), needs),
    ] {
        let command = give(Of::Group, &[row], &[add], &[]);
        assert_eq!(refused(&w, &command), [(group(row), problem)]);
    }
    let delete = Command::DeleteGroups { groups: vec![Row(0)] };
    let problem = GroupProblem::GivesLicenses;
    let refusal = Refusal::Group { group: Row(0), problem };
    assert_eq!(w.rehearse(&delete, &context(1)).map(|_| ()), Err(vec![refusal]));
    w.directory.users.set(Row(2), Attribute::DIRECT_LICENSES, &Datum::Unknown);
    let untold = people(&[2], &[license(TELEPHONY, &[])]);
    assert_eq!(refused(&w, &untold), [(user(2), LicenseProblem::NotTold)]);
}

/// Seats that a swap frees are taken by it; plans that are off are replaced, not merged; undo gives all of it back.
#[test]
fn a_swap_is_one_step() {
    let mut w = world();
    do_it(&mut w, &give(Of::User, &[0, 1], &[license(SECURITY, &[INTUNE_A])], &[]));
    let before = dump(&w);
    let swap = give(Of::User, &[2, 0], &[license(SECURITY, &[])], &[]);
    // Whoever has it already takes no second seat, and is given it with all its plans.
    let no_seat = LicenseProblem::NoSeat { product: sku(SECURITY) };
    assert_eq!(refused(&w, &swap), [(Subject::user(Row(2)), no_seat)]);
    let id = do_it(&mut w, &give(Of::User, &[0], &[license(TELEPHONY, &[])], &[SECURITY]));
    assert_eq!(held(&w, 0), BTreeSet::from([sku(TELEPHONY)]));
    let records = w.audit(w.operation(id).unwrap());
    let activities: Vec<Activity> = records.iter().map(|it| it.activity).collect();
    assert_eq!(activities, [Activity::ChangeUserLicense]);
    assert_eq!(records[0].modified[0].name, "AssignedLicense");
    // The seat that was freed.
    do_it(&mut w, &give(Of::User, &[2], &[license(SECURITY, &[])], &[]));
    do_it(&mut w, &Command::Undo(OperationId(3)));
    do_it(&mut w, &Command::Undo(id));
    assert_eq!(dump(&w), before);
}

/// What would follow is told without doing it, and is what follows.
#[test]
fn consequences_are_foreseen() {
    let mut w = world();
    do_it(&mut w, &give(Of::User, &[0, 1], &[license(SECURITY, &[])], &[]));
    let command = give(Of::User, &[1], &[license(TELEPHONY, &[])], &[SECURITY]);
    let rehearsal = w.rehearse(&command, &context(9)).unwrap();
    let mut now = licences(&w);
    let catalogue = Catalogue::default();
    let assumptions = Assumptions::default();
    let mut supposed = now.supposing(&w, &catalogue, assumptions, &rehearsal.operation.events);
    let foreseen = Consequences::between(&mut now, &mut supposed, &w);
    assert_eq!((foreseen.people, foreseen.lose_mailbox, foreseen.lose_files), (1, 1, 0));
    assert_eq!(foreseen.plans[&plan(INTUNE_A)], (0, 1));
    assert_eq!(foreseen.plans[&plan(TEAMS1)], (1, 0));
    do_it(&mut w, &command);
    let (mut before, mut after) = (now, licences(&w));
    assert_eq!(supposed.figures(&w), after.figures(&w));
    assert_eq!(Consequences::between(&mut before, &mut after, &w), foreseen);
}

/// A product that a group is staged to give is asked for, whatever its members have by it already.
#[test]
fn a_product_that_is_new_in_a_group_takes_seats() {
    let mut w = world();
    w.directory.groups.set(Row(0), Attribute::GROUP_ASSIGNED_LICENSES, &texts(&[text(TELEPHONY)]));
    let group = w.groups().id(Row(0));
    for user in 0..3 {
        tell(&mut w, user, &[by_group(TELEPHONY, group, None)]);
        w.directory.members.put(Side::Members, Row(0), Of::User, Row(user), true);
    }
    w.learn(None, None);
    // Two seats for three people.
    do_it(&mut w, &give(Of::Group, &[0], &[license(SECURITY, &[])], &[]));
    let mut all = licences(&w);
    let figures = all.figures(&w);
    let of = |product| figures.iter().find(|one| one.sku == sku(product)).unwrap();
    assert_eq!((of(SECURITY).holders, of(SECURITY).in_error()), (2, 1));
    assert_eq!(of(TELEPHONY).holders, 3);
    assert_eq!(all.troubled(sku(SECURITY)).iter().collect::<Vec<_>>(), [2]);
}

/// What a group's change means for members of whom no file tells is not foreseen, and they are counted.
#[test]
fn whom_nothing_is_told_of_is_counted_apart() {
    let mut w = world();
    for attribute in [
        Attribute::DIRECT_LICENSES,
        Attribute::LICENSE_ASSIGNMENT_STATES,
        Attribute::ASSIGNED_LICENSES,
    ] {
        w.directory.users.set(Row(1), attribute, &Datum::Unknown);
    }
    for user in 0..2 {
        w.directory.members.put(Side::Members, Row(0), Of::User, Row(user), true);
    }
    let command = give(Of::Group, &[0], &[license(SECURITY, &[])], &[]);
    let events = w.rehearse(&command, &context(9)).unwrap().operation.events;
    let (catalogue, assumptions) = (Catalogue::default(), Assumptions::default());
    let found = Consequences::of(&w, &catalogue, assumptions, &mut licences(&w), &events);
    assert_eq!((found.people, found.unknown), (1, 1));
    do_it(&mut w, &command);
    let comes = Command::Relate {
        groups: vec![Row(0)],
        side: Side::Members,
        add: vec![],
        remove: vec![Party::Here(Subject::user(Row(1)))],
    };
    let events = w.rehearse(&comes, &context(9)).unwrap().operation.events;
    let found = Consequences::of(&w, &catalogue, assumptions, &mut licences(&w), &events);
    assert_eq!((found.people, found.unknown), (0, 1));
}

/// Whoever is reprocessed gets what was refused for want of seats; what cannot be judged stays refused.
#[test]
fn reprocessing_asks_again() {
    let mut w = world();
    let both = [text(SECURITY), text(FREE)];
    w.directory.groups.set(Row(0), Attribute::GROUP_ASSIGNED_LICENSES, &texts(&both[..1]));
    w.directory.groups.set(Row(1), Attribute::GROUP_ASSIGNED_LICENSES, &texts(&both[1..]));
    let [first, second] = [0, 1].map(|row| w.groups().id(Row(row)));
    let states = [
        by_group(SECURITY, first, Some(AssignmentError::CountViolation)),
        by_group(FREE, second, Some(AssignmentError::UniquenessViolation)),
    ];
    tell(&mut w, 0, &states);
    for group in [0, 1] {
        w.directory.members.put(Side::Members, Row(group), Of::User, Row(0), true);
    }
    assert_eq!(held(&w, 0), BTreeSet::new());
    let stage = Command::Stage { users: vec![Row(0)], intent: Intent::ReprocessLicenses };
    let events = w.rehearse(&stage, &context(9)).unwrap().operation.events;
    let mut now = licences(&w);
    let (catalogue, assumptions) = (Catalogue::default(), Assumptions::default());
    let foreseen = Consequences::of(&w, &catalogue, assumptions, &mut now, &events);
    assert_eq!((foreseen.people, foreseen.unknown), (1, 0));
    do_it(&mut w, &stage);
    assert_eq!(held(&w, 0), BTreeSet::from([sku(SECURITY)]));
    assert!(now.follow(&w, &catalogue, events.iter()));
    assert_eq!(now.person(0), licences(&w).person(0));
    // Somebody of whom only is told what they have.
    for attribute in [Attribute::DIRECT_LICENSES, Attribute::LICENSE_ASSIGNMENT_STATES] {
        w.directory.users.set(Row(1), attribute, &Datum::Unknown);
    }
    w.directory.users.set(Row(1), Attribute::ASSIGNED_LICENSES, &Datum::Null);
    w.directory.members.put(Side::Members, Row(0), Of::User, Row(1), true);
    assert_eq!(held(&w, 1), BTreeSet::new());
    w.directory.members.put(Side::Members, Row(1), Of::User, Row(1), true);
    do_it(&mut w, &Command::Stage { users: vec![Row(1)], intent: Intent::ReprocessLicenses });
    assert_eq!(held(&w, 1), BTreeSet::from([sku(SECURITY), sku(FREE)]));
}

/// Taking away the product that was refused lets the group's others be given.
#[test]
fn taking_a_refused_product_away_cures_the_others() {
    let mut w = world();
    let both = [text(MEETINGS), text(TELEPHONY)];
    w.directory.groups.set(Row(0), Attribute::GROUP_ASSIGNED_LICENSES, &texts(&both));
    let group = w.groups().id(Row(0));
    let states = [
        by_group(MEETINGS, group, Some(AssignmentError::MutuallyExclusiveViolation)),
        by_group(TELEPHONY, group, Some(AssignmentError::Other)),
    ];
    tell(&mut w, 0, &states);
    w.directory.members.put(Side::Members, Row(0), Of::User, Row(0), true);
    assert_eq!(held(&w, 0), BTreeSet::new());
    // More does not help against plans that exclude each other.
    let mut more = w;
    do_it(&mut more, &give(Of::Group, &[0], &[license(FREE, &[TEAMS_FREE])], &[]));
    assert_eq!(held(&more, 0), BTreeSet::new());
    let mut w = more;
    let id = w.undoable().unwrap();
    do_it(&mut w, &Command::Undo(id));
    do_it(&mut w, &give(Of::Group, &[0], &[], &[MEETINGS]));
    assert_eq!(held(&w, 0), BTreeSet::from([sku(TELEPHONY)]));
}

fn text_value(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn text(product: u8) -> String {
    license(product, &[]).text()
}

fn texts(all: &[String]) -> Datum {
    if all.is_empty() { Datum::Null } else { Datum::Value(Value::Texts(all.to_vec())) }
}

fn by_group(product: u8, group: ObjectId, error: Option<AssignmentError>) -> String {
    LicenseAssignmentState {
        license: license(product, &[]),
        assigned_by_group: Some(group),
        state: match error {
            // The only error that files tell here of what is in force.
            Some(AssignmentError::DependencyViolation) => AssignmentCondition::ActiveWithError,
            Some(_) => AssignmentCondition::Error,
            None => AssignmentCondition::Active,
        },
        error,
    }
    .text()
}

/// The states of somebody who was given nothing directly.
fn tell(w: &mut Workspace, user: u32, states: &[String]) {
    w.directory.users.set(Row(user), Attribute::DIRECT_LICENSES, &Datum::Null);
    w.directory.users.set(Row(user), Attribute::LICENSE_ASSIGNMENT_STATES, &texts(states));
}
