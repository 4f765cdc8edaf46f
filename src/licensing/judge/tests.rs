//! The documented rules, one by one.

use super::super::model::Owned;
use super::super::relations::Standing;
use super::*;
use crate::domain::{PrepaidUnits as Units, Reading, ServicePlanId, SkuId};

const TEAMS1: &str = "57ff2da0-773e-42df-b2af-ffb7a2317929";
const TEAMS_FREE: &str = "4fa4026d-ce74-4962-a151-8e96d57ea8e4";
const INTUNE_A: &str = "c1ec4a95-1f05-45b3-a911-aa3fa01094f5";
const AAD_PREMIUM: &str = "41781fb2-bc02-4b7c-bd55-b576c07bb09d";
const MCOMEETADV: &str = "3e26ee1f-8a5f-4d52-aee2-b81ce45c8f40";
const MCOSTANDARD: &str = "0feaeb32-d00e-4d66-bd5a-43b5b83db82c";

/// Products by number: security, telephony, meetings, free.
const PRODUCTS: [&[&str]; 4] =
    [&[INTUNE_A, AAD_PREMIUM], &[TEAMS1, MCOSTANDARD], &[MCOMEETADV], &[TEAMS_FREE]];
const SECURITY: ProductNo = ProductNo(0);
const TELEPHONY: ProductNo = ProductNo(1);
const MEETINGS: ProductNo = ProductNo(2);
const FREE: ProductNo = ProductNo(3);

fn plan_id(text: &str) -> ServicePlanId {
    ServicePlanId::parse(text).unwrap()
}

fn model() -> Model {
    let owned: Vec<Owned> = (0_u32..)
        .zip(PRODUCTS)
        .map(|(number, plans)| Owned {
            id: SkuId::parse(&format!("{number:08}-0000-4000-8000-000000000000")).unwrap(),
            plans: plans.iter().map(|plan| plan_id(plan)).collect(),
            seats: Some(Units { enabled: 1, ..Units::default() }),
        })
        .collect();
    Model::new(&owned, Standing::SOURCED, Reading::Documented)
}

fn number(model: &Model, plan: &str) -> PlanNo {
    model.plan(plan_id(plan)).unwrap()
}

fn set(model: &Model, plans: &[&str]) -> Bits {
    let mut set = model.no_plans();
    for plan in plans {
        set.insert(u32::from(number(model, plan).0));
    }
    set
}

fn grant(model: &Model, product: ProductNo, off: &[&str]) -> Grant {
    let mut on = model.plans_of(product).unwrap().clone();
    on.and_not(&set(model, off));
    Grant { product, on }
}

fn in_phase(origin: Origin, grants: &[Grant], phase: Phase) -> Given<'_> {
    Given { origin, grants: grants.iter().map(|grant| (grant, phase)).collect() }
}

fn group(number: u32, grants: &[Grant]) -> Given<'_> {
    in_phase(Origin::Group(number), grants, Phase::Asked)
}

fn direct(grants: &[Grant]) -> Given<'_> {
    in_phase(Origin::Direct, grants, Phase::InForce)
}

fn had(number: u32, grants: &[Grant]) -> Given<'_> {
    in_phase(Origin::Group(number), grants, Phase::InForce)
}

fn ask(model: &Model, given: &[Given<'_>]) -> Outcome {
    judge(model, given, &model.no_plans(), &mut Unlimited)
}

fn states(outcome: &Outcome) -> Vec<State> {
    outcome.verdicts.iter().map(|verdict| verdict.state).collect()
}

/// Seats that run out.
struct Few(Vec<ProductNo>);

impl Seats for Few {
    fn is_free(&self, product: ProductNo) -> bool {
        self.0.contains(&product)
    }
    fn take(&mut self, product: ProductNo) {
        let at = self.0.iter().position(|one| *one == product).expect("a seat that is free");
        self.0.remove(at);
    }
}

/// "A plan is on if any assignment has it on": switched off in one group, it is on by another.
#[test]
fn plans_are_united() {
    let model = model();
    let (without_intune, without_premium) =
        ([grant(&model, SECURITY, &[INTUNE_A])], [grant(&model, SECURITY, &[AAD_PREMIUM])]);
    let outcome = ask(&model, &[group(1, &without_intune), group(2, &without_premium)]);
    assert_eq!(states(&outcome), [State::Active, State::Active]);
    assert_eq!(outcome.on, set(&model, &[INTUNE_A, AAD_PREMIUM]));
    let alone = ask(&model, &[group(1, &without_intune)]);
    assert_eq!(alone.on, set(&model, &[AAD_PREMIUM]));
}

/// What the service refused stays so until it is reprocessed, be there seats again or not.
#[test]
fn what_was_refused_is_not_tried_again() {
    let model = model();
    let security = [grant(&model, SECURITY, &[])];
    let refused = in_phase(Origin::Group(1), &security, Phase::Refused);
    let outcome = ask(&model, &[refused]);
    assert_eq!(states(&outcome), [State::Error(Violation::Told)]);
    assert!(outcome.holds.is_empty() && outcome.on.is_empty());
}

/// A product that is new in a group is asked for; those that the group's members have stay as they are.
#[test]
fn a_product_that_is_new_in_a_group_is_asked_for() {
    let model = model();
    let (security, telephony) = (grant(&model, SECURITY, &[]), grant(&model, TELEPHONY, &[]));
    let with = |phase| Given {
        origin: Origin::Group(1),
        grants: vec![(&security, phase), (&telephony, Phase::Asked)],
    };
    let outcome = judge(&model, &[with(Phase::InForce)], &model.no_plans(), &mut Few(vec![]));
    assert_eq!(states(&outcome), [State::Active, State::Error(Violation::Count)]);
    assert_eq!(outcome.holds, BTreeSet::from([SECURITY]));
    let outcome =
        judge(&model, &[with(Phase::InForce)], &model.no_plans(), &mut Few(vec![TELEPHONY]));
    assert_eq!(states(&outcome), [State::Active, State::Active]);
    // All or nothing: beside one that stays refused it is not given.
    let outcome = ask(&model, &[with(Phase::Refused)]);
    let other = State::Error(Violation::Other { product: SECURITY });
    assert_eq!(states(&outcome), [State::Error(Violation::Told), other]);
    assert!(outcome.holds.is_empty());
}

/// Of two direct assignments, one can be refused and the other stand.
#[test]
fn direct_assignments_stand_alone() {
    let model = model();
    let (security, telephony) = (grant(&model, SECURITY, &[]), grant(&model, TELEPHONY, &[]));
    let grants = vec![(&security, Phase::Refused), (&telephony, Phase::Troubled)];
    let outcome = ask(&model, &[Given { origin: Origin::Direct, grants }]);
    let told = Violation::Told;
    assert_eq!(states(&outcome), [State::Error(told), State::ActiveWithError(told)]);
    assert_eq!(outcome.holds, BTreeSet::from([TELEPHONY]));
}

/// One seat for a person and product, however many ways lead to it.
#[test]
fn a_product_takes_one_seat() {
    let model = model();
    let security = [grant(&model, SECURITY, &[])];
    let given = [group(1, &security), group(2, &security)];
    let mut seats = Few(vec![SECURITY]);
    let outcome = judge(&model, &given, &model.no_plans(), &mut seats);
    assert_eq!(states(&outcome), [State::Active, State::Active]);
    assert_eq!(seats.0, []);
    // What somebody has takes none again.
    let given = [direct(&security), group(2, &security)];
    let outcome = judge(&model, &given, &model.no_plans(), &mut Few(vec![]));
    assert_eq!(states(&outcome), [State::Active, State::Active]);
}

/// Also where one group lists it twice.
#[test]
fn a_product_that_is_listed_twice_takes_one_seat() {
    let model = model();
    let twice = [grant(&model, SECURITY, &[INTUNE_A]), grant(&model, SECURITY, &[AAD_PREMIUM])];
    let mut seats = Few(vec![SECURITY]);
    let outcome = judge(&model, &[group(1, &twice)], &model.no_plans(), &mut seats);
    assert_eq!(states(&outcome), [State::Active, State::Active]);
    assert_eq!(outcome.on.count(), 2);
}

/// Switching everything off keeps the seat.
#[test]
fn a_product_without_plans_takes_a_seat() {
    let model = model();
    let nothing = [grant(&model, SECURITY, &[INTUNE_A, AAD_PREMIUM])];
    let outcome = ask(&model, &[direct(&nothing)]);
    assert_eq!((outcome.holds.len(), outcome.on.count()), (1, 0));
}

/// Without a seat nothing of the group is given; the others of its products show `Other`.
#[test]
fn a_group_gives_all_or_nothing() {
    let model = model();
    let both = [grant(&model, SECURITY, &[]), grant(&model, TELEPHONY, &[])];
    let mut seats = Few(vec![TELEPHONY]);
    let outcome = judge(&model, &[group(1, &both)], &model.no_plans(), &mut seats);
    let other = State::Error(Violation::Other { product: SECURITY });
    assert_eq!(states(&outcome), [State::Error(Violation::Count), other]);
    assert!(outcome.holds.is_empty() && outcome.on.is_empty());
    assert_eq!(seats.0, [TELEPHONY]);
    // Another group's products are another matter.
    let telephony = [grant(&model, TELEPHONY, &[])];
    let given = [group(1, &both), group(2, &telephony)];
    let outcome = judge(&model, &given, &model.no_plans(), &mut seats);
    assert_eq!(states(&outcome)[2], State::Active);
}

/// `TEAMS1` and `TEAMS_FREE` are Graph's own example of plans that exclude each other.
#[test]
fn exclusive_plans_do_not_stand_beside_each_other() {
    let model = model();
    let (teams, free) = ([grant(&model, TELEPHONY, &[])], [grant(&model, FREE, &[])]);
    let outcome = ask(&model, &[direct(&teams), group(1, &free)]);
    let violation =
        Violation::Exclusive { plan: number(&model, TEAMS_FREE), with: number(&model, TEAMS1) };
    assert_eq!(states(&outcome), [State::Active, State::Error(violation)]);
    assert_eq!(outcome.holds.len(), 1);
    // Switched off on one side, both can be had.
    let without = [grant(&model, TELEPHONY, &[TEAMS1])];
    let outcome = ask(&model, &[direct(&without), group(1, &free)]);
    assert_eq!(states(&outcome), [State::Active, State::Active]);
    // Inside one group as well.
    let both = [grant(&model, TELEPHONY, &[]), grant(&model, FREE, &[])];
    let outcome = ask(&model, &[group(1, &both)]);
    let other = State::Error(Violation::Other { product: FREE });
    assert_eq!(states(&outcome), [other, State::Error(violation)]);
}

/// Audio Conferencing needs Skype for Business Online, from wherever.
#[test]
fn a_plan_needs_another() {
    let model = model();
    let (meetings, telephony) = ([grant(&model, MEETINGS, &[])], [grant(&model, TELEPHONY, &[])]);
    let lacks = Violation::Dependency { plan: number(&model, MCOMEETADV) };
    assert_eq!(states(&ask(&model, &[group(1, &meetings)])), [State::Error(lacks)]);
    // A group that comes later brings it.
    let outcome = ask(&model, &[group(1, &meetings), group(2, &telephony)]);
    assert_eq!(states(&outcome), [State::Active, State::Active]);
    let outcome = ask(&model, &[direct(&telephony), group(1, &meetings)]);
    assert_eq!(states(&outcome), [State::Active, State::Active]);
    // What was given and has lost what it needs stays, with an error.
    let outcome = ask(&model, &[had(1, &meetings)]);
    assert_eq!(states(&outcome), [State::ActiveWithError(lacks)]);
    assert!(outcome.holds.contains(&MEETINGS));
    assert_eq!(states(&ask(&model, &[direct(&meetings)])), [State::ActiveWithError(lacks)]);
}

/// A plan that must not be used where the person is, until it is switched off.
#[test]
fn a_place_forbids_a_plan() {
    let model = model();
    let forbidden = set(&model, &[INTUNE_A]);
    let (whole, without) = ([grant(&model, SECURITY, &[])], [grant(&model, SECURITY, &[INTUNE_A])]);
    let outcome = judge(&model, &[group(1, &whole)], &forbidden, &mut Unlimited);
    let violation = Violation::Prohibited { plan: number(&model, INTUNE_A) };
    assert_eq!(states(&outcome), [State::Error(violation)]);
    let outcome = judge(&model, &[group(1, &without)], &forbidden, &mut Unlimited);
    assert_eq!(states(&outcome), [State::Active]);
}

/// Leaving a group leaves what is direct, and the reverse.
#[test]
fn one_way_goes_the_other_stays() {
    let model = model();
    let security = [grant(&model, SECURITY, &[])];
    let both = ask(&model, &[direct(&security), had(1, &security)]);
    for rest in [direct(&security), had(1, &security)] {
        let outcome = ask(&model, &[rest]);
        assert_eq!((&outcome.holds, &outcome.on), (&both.holds, &both.on));
    }
}

/// What is told of what goes: a plan that stays needs it, or nothing does.
#[test]
fn what_is_needed_does_not_go() {
    let model = model();
    let [security, telephony, meetings] =
        [SECURITY, TELEPHONY, MEETINGS].map(|product| grant(&model, product, &[]));
    let own = [meetings.clone()];
    let both = [security, telephony.clone()];
    let goes = |number, grants| in_phase(Origin::Group(number), grants, Phase::Leaving);
    let turns = |number, grants| in_phase(Origin::Group(number), grants, Phase::Turning);
    let plan = number(&model, MCOMEETADV);
    let needed = State::ActiveWithError(Violation::Needed { plan });
    let other = State::ActiveWithError(Violation::Other { product: TELEPHONY });
    let seen = |given: &[Given<'_>]| {
        let outcome = ask(&model, given);
        let verdicts = outcome.verdicts.iter().map(|it| (it.origin, it.product, it.state));
        (verdicts.collect::<Vec<_>>(), outcome.kept.into_iter().collect::<Vec<_>>())
    };
    let active = (Origin::Direct, MEETINGS, State::Active);
    // All that the group gave stays with an error, or what is needed turns direct.
    let (verdicts, kept) = seen(&[direct(&own), goes(1, &both)]);
    let by = Origin::Group(1);
    assert_eq!(verdicts, [active, (by, SECURITY, other), (by, TELEPHONY, needed)]);
    assert_eq!(kept, [SECURITY, TELEPHONY]);
    let (verdicts, kept) = seen(&[direct(&own), turns(1, &both)]);
    assert_eq!(verdicts, [active, (Origin::Turned(1), TELEPHONY, State::Active)]);
    assert_eq!(kept, [TELEPHONY]);
    // Nothing needs it, or it comes from elsewhere.
    assert_eq!(seen(&[goes(1, &both)]), (vec![], vec![]));
    let given = [meetings, telephony.clone()];
    assert_eq!(seen(&[direct(&given), goes(1, &both)]).1, []);
    let again = [telephony.clone()];
    let (verdicts, kept) = seen(&[direct(&own), goes(1, &both), group(2, &again)]);
    assert_eq!((verdicts.len(), kept), (2, vec![]));
    // Of two that would do, the last stays; what goes itself holds nothing back.
    let alone = [telephony];
    let (verdicts, _) = seen(&[direct(&own), goes(1, &alone), goes(2, &alone)]);
    assert_eq!(verdicts, [active, (Origin::Group(2), TELEPHONY, needed)]);
    assert_eq!(seen(&[goes(1, &own), goes(2, &alone)]), (vec![], vec![]));
}

/// What somebody is given directly and anew needs a seat, each product by itself.
#[test]
fn what_is_asked_for_directly_stands_alone() {
    let model = model();
    let products = [SECURITY, FREE].map(|product| [grant(&model, product, &[])]);
    let given: Vec<Given<'_>> =
        products.iter().map(|one| in_phase(Origin::Direct, one, Phase::Asked)).collect();
    let outcome = judge(&model, &given, &model.no_plans(), &mut Few(vec![FREE]));
    assert_eq!(states(&outcome), [State::Error(Violation::Count), State::Active]);
    assert!(outcome.holds.iter().eq([&FREE]) && outcome.kept.is_empty());
}

/// Both readings of what is free.
#[test]
fn seats_in_the_grace_period() {
    let seats = Units { enabled: 10, warning: 3, suspended: 5, locked_out: 1 };
    assert_eq!(seats.capacity(Reading::Documented), 7);
    assert_eq!(seats.capacity(Reading::Technical), 13);
    let odd = Units { enabled: 1, warning: 3, ..Units::default() };
    assert_eq!(odd.capacity(Reading::Documented), 0);
}
