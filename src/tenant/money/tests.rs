//! Costs and waste against one person after the other, and case by case.

use super::alike::Alike;
use super::cost::{ProductCost, Share, Shared, by_attribute, products, total};
use super::waste::{Question, Reason, Report, report};
use super::*;
use crate::domain::attribute::Of;
use crate::domain::{
    AppliesTo, AssignedLicense, AssignmentCondition, Attribute, Command, Currency, Datum,
    Existence, LicenseAssignmentState, ObjectId, PrepaidUnits, Row, ServicePlanId, SubscribedPlan,
    Subscription, Term, Timestamp, Value,
};
use crate::licensing::Catalogue;
use crate::store::{Directory, Extent, List, Side};
use crate::tenant::licences::{Assumptions, Licences, Way};
use crate::tenant::tests::{NOON, context};
use crate::tenant::{Info, Organisation};
use proptest::prelude::*;

/// Products by number, from 1; each brings the plans of its row.
const PLANS: [&[u8]; 9] =
    [&[1, 2, 3], &[1, 2], &[2], &[4], &[1, 2, 3], &[5, 6], &[5], &[6], &[1, 5]];
/// The plan 5: `WORKPLACE_ANALYTICS`, which needs the plan 6 or another of Exchange.
const ANALYTICS: &str = "f477b0f0-3bb1-4890-940c-40fcee6ce05f";
/// The plan 6: `EXCHANGE_S_ENTERPRISE`.
const EXCHANGE: &str = "efb87545-963c-4e0d-99df-69c6916d9eb0";

pub(super) fn sku(number: u8) -> SkuId {
    SkuId(ObjectId([number; 16]))
}

pub(super) fn plan(number: u8) -> ServicePlanId {
    match number {
        5 => ServicePlanId::parse(ANALYTICS).unwrap(),
        6 => ServicePlanId::parse(EXCHANGE).unwrap(),
        _ => ServicePlanId(ObjectId([100 + number; 16])),
    }
}

pub(super) fn license(product: u8, off: &[u8]) -> AssignedLicense {
    AssignedLicense::new(sku(product), off.iter().map(|it| plan(*it)).collect())
}

fn subscription(product: u8, enabled: u32) -> Subscription {
    let plans = PLANS[usize::from(product) - 1].iter().map(|number| SubscribedPlan {
        id: plan(*number),
        name: String::new(),
        applies_to: None,
        status: None,
    });
    Subscription {
        sku: sku(product),
        part_number: format!("P{product}"),
        applies_to: Some(AppliesTo::User),
        status: None,
        seats: Some(PrepaidUnits { enabled, ..PrepaidUnits::default() }),
        consumed: None,
        plans: plans.collect(),
    }
}

/// Somebody of whom a test tells; licences are not told where there are none.
#[derive(Debug, Clone, Default)]
pub(super) struct Somebody {
    pub direct: Option<Vec<(u8, Vec<u8>)>>,
    /// Whether they are in the group that gives [`GIVEN`].
    pub in_group: bool,
    /// Whether the service has not gone through that yet.
    pub is_asked: bool,
    pub department: Datum,
    pub enabled: Option<bool>,
    /// When they signed in, by hand and otherwise.
    pub signed_in: [Datum; 2],
    pub created: Datum,
}

/// What the group gives.
const GIVEN: u8 = 2;
const GROUP: ObjectId = ObjectId([77; 16]);

pub(super) fn world(people: &[Somebody], enabled: u32, prices: &[(u8, u32)]) -> Workspace {
    let mut directory = Directory::default();
    let mut members = Vec::new();
    for (number, one) in (0_u32..).zip(people) {
        let users = &mut directory.users;
        let id = ObjectId::from_seed(1, u64::from(number));
        let row = users.push(id, false, Existence::Active).unwrap();
        let list = |texts: Vec<String>| match texts.as_slice() {
            [] => Datum::Null,
            _ => Datum::Value(Value::Texts(texts)),
        };
        if let Some(direct) = &one.direct {
            let texts = direct.iter().map(|(product, off)| license(*product, off).text());
            users.set(row, Attribute::DIRECT_LICENSES, &list(texts.collect()));
            let state = LicenseAssignmentState {
                license: license(GIVEN, &[]),
                assigned_by_group: Some(GROUP),
                state: AssignmentCondition::Active,
                error: None,
            };
            let states =
                (one.in_group && !one.is_asked).then(|| state.text()).into_iter().collect();
            users.set(row, Attribute::LICENSE_ASSIGNMENT_STATES, &list(states));
        }
        users.set(row, Attribute::USAGE_LOCATION, &Datum::text("FR"));
        if one.in_group {
            members.push(number);
        }
        users.set(row, Attribute::DEPARTMENT, &one.department);
        if let Some(enabled) = one.enabled {
            let datum = Datum::Value(Value::Boolean(enabled));
            users.set(row, Attribute::ACCOUNT_ENABLED, &datum);
        }
        let [by_hand, otherwise] = &one.signed_in;
        users.set(row, Attribute::LAST_SIGN_IN_DATE_TIME, by_hand);
        users.set(row, Attribute::LAST_NON_INTERACTIVE_SIGN_IN_DATE_TIME, otherwise);
        users.set(row, Attribute::CREATED_DATE_TIME, &one.created);
    }
    let group = directory.groups.push(GROUP, false, Existence::Active).unwrap();
    let gives = Datum::Value(Value::Texts(vec![license(GIVEN, &[]).text()]));
    directory.groups.set(group, Attribute::GROUP_ASSIGNED_LICENSES, &gives);
    let members = [(Of::User, members), (Of::Group, vec![]), (Of::Device, vec![])];
    directory.members.grow(1);
    let list = List::of(members, Vec::new(), Extent::Complete);
    directory.members.replace(Side::Members, group, list);
    directory.settle_members();
    let info = Info { name: String::new(), sample: false, created: Timestamp(0) };
    let mut workspace = Workspace::new(info, directory);
    let products = (1..).take(PLANS.len());
    let subscriptions = Some(products.map(|product| subscription(product, enabled)).collect());
    workspace.learn(Some(Organisation { subscriptions, ..Organisation::default() }), None);
    let currency = Currency::parse("EUR").unwrap();
    let prices: Vec<_> = prices
        .iter()
        .map(|(product, amount)| {
            (sku(*product), Some(Price { amount: *amount, currency, term: Term::Yearly }))
        })
        .collect();
    if !prices.is_empty() {
        workspace.dispatch(&Command::Price { prices }, &context(1)).unwrap();
    }
    workspace
}

pub(super) fn licences(workspace: &Workspace) -> Licences {
    Licences::of(workspace, &Catalogue::default(), Assumptions::default())
}

pub(super) fn direct(products: &[(u8, &[u8])]) -> Somebody {
    let direct = products.iter().map(|(product, off)| (*product, off.to_vec())).collect();
    Somebody { direct: Some(direct), enabled: Some(true), ..Somebody::default() }
}

/// So many days before.
fn ago(days: u8) -> Datum {
    Datum::Value(Value::Time(NOON.plus_days(-i64::from(days))))
}

const QUESTION: Question = Question { now: NOON, days: 90 };

fn waste_of(people: &[Somebody], prices: &[(u8, u32)]) -> Report {
    let workspace = world(people, 100, prices);
    report(&workspace, &mut licences(&workspace), &Prices::of(&workspace), QUESTION)
}

/// Reason, product, people, removable, seats, cost.
fn lines(report: &Report) -> Vec<(Reason, SkuId, Vec<u32>, u32, u64, u128)> {
    let line = |row: &super::waste::Waste| {
        let people = row.people.iter().collect();
        (row.reason, row.sku, people, row.removable.count(), row.sum.seats, row.sum.cost)
    };
    report.rows.iter().map(line).collect()
}

#[test]
fn products_cost_what_is_bought() {
    let people = [direct(&[(1, &[])]), direct(&[(1, &[]), (3, &[])])];
    let workspace = world(&people, 5, &[(1, 1000)]);
    let figures = licences(&workspace).figures(&workspace);
    let costs = products(&figures, &Prices::of(&workspace));
    let one = |number: u8| costs.iter().find(|one| one.sku == sku(number)).unwrap();
    let expected =
        ProductCost { sku: sku(1), yearly: Some(1000), bought: Some(5), taken: 2, idle: Some(3) };
    assert_eq!(*one(1), expected);
    assert_eq!(one(1).of(Some(3)), Some(3000));
    assert_eq!((one(3).yearly, one(3).idle, one(3).of(Some(4))), (None, Some(4), None));
    // What is for the tenant as a whole is nobody's, and not idle.
    let mut for_all = figures;
    for one in &mut for_all {
        one.owned.as_mut().unwrap().applies_to = Some(AppliesTo::Company);
    }
    assert_eq!(products(&for_all, &Prices::default())[0].idle, None);
    // Seats in the grace period were bought, and can be used.
    for_all[0].owned.as_mut().unwrap().seats.as_mut().unwrap().warning = 2;
    assert_eq!(products(&for_all, &Prices::default())[0].bought, Some(7));
}

/// What is not told is left out of a total and counted, and is never a seat that is not there.
#[test]
fn totals_leave_out_what_is_not_told() {
    let cost = |number, yearly, bought: Option<u32>, idle| ProductCost {
        sku: sku(number),
        yearly,
        bought,
        taken: 1,
        idle,
    };
    let told = [cost(1, Some(10), Some(3), Some(2)), cost(2, None, Some(4), Some(3))];
    let silent = cost(3, Some(1000), None, None);
    let for_all = cost(4, Some(5), Some(6), None);
    let of = |costs: &[ProductCost], seats: fn(&ProductCost) -> Option<u32>| {
        let total = total(costs, seats);
        total.map(|total| (total.sum.seats, total.sum.unpriced, total.sum.cost, total.untold))
    };
    let all = [told[0].clone(), told[1].clone(), silent.clone(), for_all];
    assert_eq!(of(&told, |one| one.bought), Some((7, 4, 30, 0)));
    assert_eq!(of(&all, |one| one.bought), Some((13, 4, 60, 1)));
    assert_eq!(of(&all, |one| one.idle), Some((5, 3, 20, 1)));
    assert_eq!(of(&all, |one| Some(one.taken)), Some((4, 1, 1015, 0)));
    let silent = [silent];
    assert_eq!(of(&silent, |one| one.bought), None);
    assert_eq!(of(&silent, |one| one.idle), None);
    assert_eq!(of(&silent, |one| Some(one.taken)), Some((1, 0, 1000, 0)));
}

#[test]
fn a_seat_is_counted_under_one_reason() {
    let mut people = vec![direct(&[(1, &[]), (2, &[])]); 5];
    people[0].enabled = Some(false);
    people[1].signed_in = [Datum::Null, Datum::Null];
    people[1].created = ago(91);
    people[2].signed_in = [ago(91), Datum::Null];
    people[3].signed_in = [Datum::Unknown, ago(89)];
    let found = waste_of(&people, &[(1, 10), (2, 3)]);
    let by = Reason::Covered { by: sku(1) };
    assert_eq!(
        lines(&found),
        [
            (Reason::Disabled, sku(1), vec![0], 1, 1, 10),
            (Reason::Disabled, sku(2), vec![0], 1, 1, 3),
            (Reason::NeverSignedIn, sku(1), vec![1], 1, 1, 10),
            (Reason::NeverSignedIn, sku(2), vec![1], 1, 1, 3),
            (Reason::Idle, sku(1), vec![2], 1, 1, 10),
            (Reason::Idle, sku(2), vec![2], 1, 1, 3),
            (by, sku(2), vec![3, 4], 2, 2, 6),
        ]
    );
    assert_eq!((found.total.seats, found.total.cost, found.total.unpriced), (8, 45, 0));
    assert_eq!((found.sign_ins.told, found.sign_ins.untold), (true, 1));
}

/// Of either reason nothing is said unless all that speaks against it is told.
#[test]
fn what_is_told_of_sign_ins() {
    use Datum::{Null, Unknown};
    for (signed_in, created, reason, untold) in [
        ([Null, Null], ago(91), Some(Reason::NeverSignedIn), 0),
        ([Null, Null], ago(89), None, 0),
        ([Null, Null], Unknown, None, 1),
        ([Null, Null], Null, None, 1),
        ([Null, Unknown], ago(91), None, 1),
        ([Unknown, Null], ago(91), None, 1),
        ([Unknown, Unknown], ago(91), None, 1),
        ([ago(91), Null], Unknown, Some(Reason::Idle), 0),
        ([Null, ago(91)], Unknown, Some(Reason::Idle), 0),
        ([ago(95), ago(91)], Unknown, Some(Reason::Idle), 0),
        ([ago(91), Unknown], ago(91), None, 1),
        ([Unknown, ago(91)], ago(91), None, 1),
        ([ago(95), ago(89)], Unknown, None, 0),
        ([Unknown, ago(89)], Unknown, None, 0),
        ([ago(89), Null], Unknown, None, 0),
    ] {
        let one = Somebody { signed_in, created, ..direct(&[(4, &[])]) };
        let found = waste_of(std::slice::from_ref(&one), &[]);
        let reasons: Vec<Reason> = found.rows.iter().map(|row| row.reason).collect();
        assert_eq!((reasons, found.sign_ins.untold), (Vec::from_iter(reason), untold), "{one:?}");
    }
}

#[test]
fn nothing_is_said_of_sign_ins_that_no_file_tells() {
    let mut people = vec![direct(&[(4, &[])]); 2];
    people[1].enabled = None;
    let found = waste_of(&people, &[]);
    assert_eq!(lines(&found), []);
    assert_eq!((found.sign_ins.told, found.sign_ins.untold, found.enabled_untold), (false, 2, 1));
    assert_eq!(found.total, Sum::default());
}

/// A plan is asked where it is on; of two products that bring the same the dearer one goes; what comes by a group
/// cannot be taken from the person.
#[test]
fn overlaps() {
    let covered = |by| Reason::Covered { by: sku(by) };
    // The smaller one has on what the larger one has off.
    let found = waste_of(&[direct(&[(1, &[2]), (2, &[])])], &[]);
    assert_eq!(lines(&found), []);
    // What is off in both is no hindrance.
    let found = waste_of(&[direct(&[(1, &[2]), (2, &[2])])], &[]);
    assert_eq!(lines(&found), [(covered(1), sku(2), vec![0], 1, 1, 0)]);
    assert_eq!((found.total.seats, found.total.known_cost()), (1, None));
    for (prices, goes, stays) in [([(1, 5), (5, 4)], 1, 5), ([(1, 4), (5, 5)], 5, 1)] {
        let found = waste_of(&[direct(&[(1, &[]), (5, &[])])], &prices);
        assert_eq!(lines(&found), [(covered(stays), sku(goes), vec![0], 1, 1, 5)]);
    }
    let found = waste_of(&[direct(&[(3, &[2]), (4, &[])])], &[]);
    assert_eq!(lines(&found), [(Reason::NothingOn, sku(3), vec![0], 1, 1, 0)]);
    let by_group = Somebody { in_group: true, ..direct(&[(1, &[]), (3, &[])]) };
    let found = waste_of(&[by_group], &[]);
    let expected = [(covered(1), sku(2), vec![0], 0, 1, 0), (covered(1), sku(3), vec![0], 1, 1, 0)];
    assert_eq!(lines(&found), expected);
}

#[test]
fn plans_that_are_on_for_nobody() {
    let found = waste_of(&[direct(&[(1, &[3])]), direct(&[(2, &[])])], &[]);
    assert_eq!(found.unused, [(plan(3), vec![sku(1)])]);
}

#[test]
fn shares_stand_dearest_first_and_what_is_not_told_last() {
    let of = |department, products: &[(u8, &[u8])]| Somebody { department, ..direct(products) };
    let people = [
        of(Datum::text("Legal"), &[(1, &[])]),
        of(Datum::text("Sales"), &[(1, &[]), (3, &[])]),
        of(Datum::text("Sales"), &[]),
        of(Datum::Null, &[(1, &[])]),
        of(Datum::Unknown, &[(1, &[]), (2, &[])]),
        Somebody { department: Datum::text("Sales"), ..Somebody::default() },
        of(Datum::text("Archive"), &[]),
    ];
    let workspace = world(&people, 100, &[(1, 7)]);
    let prices = Prices::of(&workspace);
    let mut licences = licences(&workspace);
    let shares = by_attribute(&workspace, &mut licences, &prices, Attribute::DEPARTMENT);
    let line = |share: &Share| {
        let Share { value, people, holders, untold, sum } = share.clone();
        (value, [people, holders, untold], sum.seats, sum.unpriced, sum.cost)
    };
    let value = |text: &str| Shared::Value(text.to_owned());
    assert_eq!(
        shares.iter().map(line).collect::<Vec<_>>(),
        [
            (value("Sales"), [3, 1, 1], 2, 1, 7),
            (value("Legal"), [1, 1, 0], 1, 0, 7),
            (value("Archive"), [1, 0, 0], 0, 0, 0),
            (Shared::Nothing, [1, 1, 0], 1, 0, 7),
            (Shared::Unknown, [1, 1, 0], 2, 1, 7),
        ]
    );
}

pub(super) fn somebody() -> impl Strategy<Value = Somebody> {
    let products = proptest::collection::btree_map(
        1..=5_u8,
        proptest::collection::btree_set(1..=4_u8, 0..3),
        0..4,
    );
    let direct = products.prop_map(|products| {
        let off = |(product, off): (u8, std::collections::BTreeSet<u8>)| {
            let plans = PLANS[usize::from(product) - 1];
            (product, off.into_iter().filter(|plan| plans.contains(plan)).collect())
        };
        products.into_iter().map(off).collect()
    });
    let department = proptest::sample::select(vec![
        Datum::Unknown,
        Datum::Null,
        Datum::text("A"),
        Datum::text("B"),
    ]);
    let day = || prop_oneof![Just(Datum::Unknown), Just(Datum::Null), (80..100_u8).prop_map(ago)];
    let enabled = proptest::option::of(any::<bool>());
    let direct = proptest::option::weighted(0.8, direct);
    let days = [day(), day(), day()];
    (direct, any::<bool>(), department, enabled, days).prop_map(
        |(direct, in_group, department, enabled, [by_hand, otherwise, created])| Somebody {
            direct,
            in_group,
            is_asked: false,
            department,
            enabled,
            signed_in: [by_hand, otherwise],
            created,
        },
    )
}

/// What is said of an account, from every combination of what is told.
fn reason_of_account(one: &Somebody) -> Option<Reason> {
    let is_old =
        |datum: &Datum| matches!(datum, Datum::Value(Value::Time(at)) if *at < NOON.plus_days(-90));
    let [by_hand, otherwise] = &one.signed_in;
    match (by_hand, otherwise) {
        _ if one.enabled == Some(false) => Some(Reason::Disabled),
        (Datum::Null, Datum::Null) => is_old(&one.created).then_some(Reason::NeverSignedIn),
        (Datum::Null, day) | (day, Datum::Null) => is_old(day).then_some(Reason::Idle),
        (day, other) => (is_old(day) && is_old(other)).then_some(Reason::Idle),
    }
}

/// A person's products by name, held ones alone.
fn held(licences: &mut Licences, row: u32) -> Vec<SkuId> {
    let person = licences.person(row);
    person.holdings.iter().filter(|it| it.held).map(|it| it.product).collect()
}

proptest! {
    /// Sums by attribute are those of one person after the other.
    #[test]
    fn shares_are_sums(
        people in proptest::collection::vec(somebody(), 0..12),
        enabled in 0..8_u32,
        priced in proptest::collection::btree_map(1..=5_u8, 1..1000_u32, 0..5),
    ) {
        let priced: Vec<(u8, u32)> = priced.into_iter().collect();
        let workspace = world(&people, enabled, &priced);
        let prices = Prices::of(&workspace);
        let mut licences = licences(&workspace);
        let shares = by_attribute(&workspace, &mut licences, &prices, Attribute::DEPARTMENT);
        let mut expected: BTreeMap<Shared, (u32, u32, u32, Sum)> = BTreeMap::new();
        for (row, one) in (0_u32..).zip(&people) {
            let value = match (&one.department, one.department.as_text()) {
                (_, Some(text)) => Shared::Value(text.to_owned()),
                (Datum::Null, _) => Shared::Nothing,
                _ => Shared::Unknown,
            };
            let held = held(&mut licences, row);
            let entry = expected.entry(value).or_default();
            entry.0 += 1;
            entry.1 += u32::from(!held.is_empty());
            entry.2 += u32::from(licences.unknown().contains(row));
            for sku in held {
                entry.3.add(1, prices.yearly(sku));
            }
        }
        let found: BTreeMap<Shared, (u32, u32, u32, Sum)> = shares
            .into_iter()
            .map(|share| (share.value, (share.people, share.holders, share.untold, share.sum)))
            .collect();
        prop_assert_eq!(found, expected);
    }

    /// Whoever holds anything is in one class, and has what it has.
    #[test]
    fn classes_are_those_of_each_person(
        people in proptest::collection::vec(somebody(), 0..12),
        enabled in 0..4_u32,
    ) {
        let workspace = world(&people, enabled, &[]);
        let mut licences = licences(&workspace);
        let alike = Alike::of(&workspace, &mut licences);
        let rows: Vec<_> = (0..alike.classes().len())
            .map(|number| alike.rows(|class| class == number))
            .collect();
        for (class, rows) in alike.classes().iter().zip(&rows) {
            prop_assert_eq!(class.people, rows.count());
        }
        for row in 0..workspace.users().rows() {
            let person = licences.person(row);
            let classes = alike.classes().iter().zip(&rows).filter(|(_, rows)| rows.contains(row));
            let classes: Vec<_> = classes.map(|(class, _)| &class.person).collect();
            if person.holdings.iter().any(|holding| holding.held) {
                prop_assert_eq!(classes, [&person]);
            } else {
                prop_assert!(classes.is_empty());
            }
        }
    }

    /// Every seat that serves nobody is found once, and for the reason that holds of its person.
    #[test]
    fn waste_is_that_of_each_person(
        people in proptest::collection::vec(somebody(), 0..12),
        enabled in 0..8_u32,
        priced in proptest::collection::btree_map(1..=5_u8, 1..1000_u32, 0..5),
    ) {
        let priced: Vec<(u8, u32)> = priced.into_iter().collect();
        let workspace = world(&people, enabled, &priced);
        let prices = Prices::of(&workspace);
        let mut licences = licences(&workspace);
        let found = report(&workspace, &mut licences, &prices, QUESTION);
        let mut expected: Vec<(u32, SkuId, Reason, bool)> = Vec::new();
        for (row, one) in (0_u32..).zip(&people) {
            let person = licences.person(row);
            let on = |sku: SkuId| -> Vec<ServicePlanId> {
                let holding = person.holding(sku).unwrap();
                holding.plans.iter().filter(|(_, on)| *on).map(|(plan, _)| *plan).collect()
            };
            let held: Vec<SkuId> =
                person.holdings.iter().filter(|it| it.held).map(|it| it.product).collect();
            for sku in &held {
                let reason = match reason_of_account(one) {
                    Some(reason) => Some(reason),
                    None if on(*sku).is_empty() => Some(Reason::NothingOn),
                    None => {
                        let plans = on(*sku);
                        let covers = |other: &&SkuId| {
                            let others = on(**other);
                            let more = others.len() > plans.len()
                                || (prices.yearly(*sku), *sku) > (prices.yearly(**other), **other);
                            *other != sku && more && plans.iter().all(|plan| others.contains(plan))
                        };
                        let by = held.iter().filter(covers);
                        let by = by.max_by_key(|it| (on(**it).len(), std::cmp::Reverse(**it)));
                        by.map(|by| Reason::Covered { by: *by })
                    }
                };
                let ways = &person.holding(*sku).unwrap().ways;
                let ways: Vec<Way> =
                    ways.iter().filter(|it| it.state.is_held()).map(|it| it.way).collect();
                expected.extend(reason.map(|reason| (row, *sku, reason, ways == [Way::Direct])));
            }
        }
        expected.sort_unstable();
        let mut seats: Vec<(u32, SkuId, Reason, bool)> = Vec::new();
        for line in &found.rows {
            for row in line.people.iter() {
                seats.push((row, line.sku, line.reason, line.removable.contains(row)));
            }
        }
        seats.sort_unstable();
        prop_assert_eq!(seats, expected);
    }
}

/// Those to whom the same became of seats that do not do for all are one class.
#[test]
fn who_goes_without_is_not_alone() {
    let mut people = vec![direct(&[(GIVEN, &[])]); 2];
    people.extend(vec![Somebody { in_group: true, is_asked: true, ..direct(&[(1, &[])]) }; 4]);
    let workspace = world(&people, 4, &[]);
    let mut licences = licences(&workspace);
    assert_eq!((2..6).filter(|row| licences.goes_without(*row)).count(), 2);
    let alike = Alike::of(&workspace, &mut licences);
    let counts: Vec<u32> = alike.classes().iter().map(|class| class.people).collect();
    assert_eq!(counts, [2, 2, 2]);
}

/// A row that never was stands for nothing.
#[test]
fn rows_of_classes_are_rows_of_people() {
    let people = [direct(&[(1, &[])]), Somebody::default(), direct(&[]), direct(&[(1, &[])])];
    let workspace = world(&people, 100, &[]);
    let mut licences = licences(&workspace);
    let alike = Alike::of(&workspace, &mut licences);
    let [class] = alike.classes() else { panic!("one class") };
    assert_eq!(class.people, 2);
    assert_eq!(alike.rows(|_| true).iter().collect::<Vec<_>>(), [0, 3]);
    assert!(alike.rows(|_| true).contains(Row(3).0));
}
