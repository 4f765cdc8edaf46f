//! The cheapest mix, case by case and against every combination of products for each person.

use super::*;
use crate::domain::attribute::Of;
use crate::domain::{Command, Row};
use crate::tenant::money::tests::{
    Somebody, direct, licences, license, plan, sku, somebody, world,
};
use crate::tenant::tests::context;
use proptest::prelude::*;

fn today(workspace: &Workspace) -> Today {
    let catalogue = Catalogue::default();
    Today::of(workspace, &catalogue, &mut licences(workspace), &Prices::of(workspace))
}

fn skus(products: &[u8]) -> Vec<SkuId> {
    products.iter().copied().map(sku).collect()
}

/// The plans that somebody has on.
fn plans(licences: &mut Licences, row: u32) -> BTreeSet<ServicePlanId> {
    let person = licences.person(row);
    let held = person.holdings.iter().filter(|holding| holding.held);
    held.flat_map(|holding| on(holding).collect::<Vec<_>>()).collect()
}

#[test]
fn what_one_product_brings_is_not_paid_twice() {
    // 2 brings 1 and 2; 3 brings 2; 1 brings 1, 2 and 3.
    let people = [
        direct(&[(2, &[]), (3, &[])]),
        direct(&[(1, &[])]),
        direct(&[(1, &[3])]),
        Somebody { in_group: true, ..direct(&[(3, &[])]) },
        Somebody::default(),
        direct(&[(4, &[])]),
    ];
    let workspace = world(&people, 100, &[(1, 30), (2, 12), (3, 5)]);
    let today = today(&workspace);
    let mix = today.mix(&BTreeSet::new());
    assert_eq!((mix.people, mix.before, mix.after, mix.least), (4, 94, 66, 66));
    assert_eq!(mix.left, BTreeMap::from([(Left::Unpriced, 1)]));
    let [first, second] = mix.changes.as_slice() else { panic!("{:?}", mix.changes) };
    // Who has everything but the third plan can do with the smaller product; nothing more is on there.
    assert_eq!((&first.from, &first.to), (&skus(&[1]), &skus(&[2])));
    assert_eq!((first.people, first.saving), (1, 18));
    let [step] = first.steps.as_slice() else { panic!("{:?}", first.steps) };
    assert_eq!((&step.add, &step.remove), (&vec![license(2, &[])], &skus(&[1])));
    assert_eq!(today.rows(&step.classes).iter().collect::<Vec<_>>(), [2]);
    // What a group gives stays where it is.
    assert_eq!((&second.from, &second.to), (&skus(&[2, 3]), &skus(&[2])));
    assert_eq!((second.people, second.saving, second.by_group.len()), (2, 10, 0));
    let mut all = second.steps.iter().flat_map(|step| &step.classes).copied().collect::<Vec<_>>();
    all.sort_unstable();
    assert_eq!(today.count(&all), 2);
    assert_eq!(today.rows(&all).iter().collect::<Vec<_>>(), [0, 3]);
    for step in &second.steps {
        assert_eq!((&step.add, &step.remove), (&vec![], &skus(&[3])));
    }
}

/// A product that comes by a group is not taken from a person; the change is told.
#[test]
fn by_a_group() {
    let people = [Somebody { in_group: true, ..direct(&[]) }];
    let workspace = world(&people, 100, &[(2, 12), (1, 3)]);
    let today = today(&workspace);
    let mix = today.mix(&BTreeSet::new());
    let [change] = mix.changes.as_slice() else { panic!("{:?}", mix.changes) };
    assert_eq!((&change.from, &change.to), (&skus(&[2]), &skus(&[1])));
    assert_eq!((change.steps.len(), change.by_group.len()), (0, 1));
}

#[test]
fn plans_that_nobody_needs_cost_nothing() {
    let people = [direct(&[(1, &[])]), direct(&[(1, &[]), (4, &[])])];
    let workspace = world(&people, 100, &[(1, 30), (2, 12), (4, 1)]);
    let today = today(&workspace);
    assert_eq!(today.mix(&BTreeSet::new()).changes, []);
    let counts: Vec<u32> = today.plans().into_iter().map(|(_, people)| people).collect();
    assert_eq!(counts, [2, 2, 2, 1]);
    let mix = today.mix(&BTreeSet::from([plan(3), plan(4)]));
    assert_eq!((mix.before, mix.after), (61, 24));
    let none = today.mix(&today.plans().into_iter().map(|(plan, _)| plan).collect());
    assert_eq!((none.before, none.after), (61, 0));
}

/// What a plan that stays needs stays with it, unless something else provides it.
#[test]
fn what_a_plan_needs_is_needed() {
    // 6 brings 5 and 6, 7 brings 5, 8 brings 6, 9 brings 1 and 5; the plan 5 needs the plan 6.
    let prices = [(6, 30), (7, 5), (8, 10), (9, 1)];
    let people = [direct(&[(6, &[])])];
    let mut workspace = world(&people, 100, &prices);
    let cost = |today: &Today, unneeded: &[u8]| {
        let mix = today.mix(&unneeded.iter().copied().map(plan).collect());
        (mix.after, mix.is_proven(), mix.changes)
    };
    let before = today(&workspace);
    let (after, is_proven, changes) = cost(&before, &[6]);
    assert_eq!((after, is_proven), (11, true));
    assert_eq!((cost(&before, &[5]).0, cost(&before, &[5, 6]).0), (10, 0));
    let [change] = changes.as_slice() else { panic!("{changes:?}") };
    assert_eq!(change.to, skus(&[8, 9]));
    stage(&mut workspace, &before, change);
    let has = plans(&mut licences(&workspace), 0);
    assert_eq!(has, BTreeSet::from([plan(5), plan(6)]));
}

/// What is not needed, and comes with what is, stays off where it would lack what it needs.
#[test]
fn what_lacks_its_needs_goes_off() {
    let people = [direct(&[(8, &[]), (9, &[])])];
    let mut workspace = world(&people, 100, &[(8, 10), (9, 1)]);
    let before = today(&workspace);
    let mix = before.mix(&BTreeSet::from([plan(5), plan(6)]));
    let [change] = mix.changes.as_slice() else { panic!("{:?}", mix.changes) };
    let [step] = change.steps.as_slice() else { panic!("{change:?}") };
    assert_eq!((&step.add, &step.remove), (&vec![license(9, &[5])], &skus(&[8])));
    stage(&mut workspace, &before, change);
    assert_eq!(plans(&mut licences(&workspace), 0), BTreeSet::from([plan(1)]));
}

/// Makes what can be made of a change.
fn stage(workspace: &mut Workspace, today: &Today, change: &Change) {
    for step in &change.steps {
        let command = Command::License {
            of: Of::User,
            rows: today.rows(&step.classes).iter().map(Row).collect(),
            add: step.add.clone(),
            remove: step.remove.clone(),
        };
        workspace.dispatch(&command, &context(1)).unwrap();
    }
}

/// What it costs to bring these plans at least, trying every combination of priced products.
fn tried(today: &Today, prices: &Prices, needed: &BTreeSet<ServicePlanId>) -> Option<u128> {
    let offered: Vec<SkuId> = prices.iter().map(|(sku, _)| sku).collect();
    let combination = |mask: u32| {
        let (mut cost, mut brought) = (0, BTreeSet::new());
        for (at, sku) in offered.iter().enumerate() {
            if (mask >> at) & 1 == 1 {
                cost += prices.yearly(*sku).unwrap();
                brought.extend(today.brings[sku].iter().copied());
            }
        }
        needed.is_subset(&brought).then_some(cost)
    };
    (0..1 << offered.len()).filter_map(combination).min()
}

proptest! {
    #[test]
    fn nothing_is_cheaper_and_nobody_loses(
        people in proptest::collection::vec(somebody(), 0..8),
        priced in proptest::collection::btree_map(1..=5_u8, 1..50_u32, 1..6),
        unneeded in proptest::collection::btree_set(1..=4_u8, 0..2),
    ) {
        let priced: Vec<(u8, u32)> = priced.into_iter().collect();
        let mut workspace = world(&people, 1000, &priced);
        let prices = Prices::of(&workspace);
        let today = today(&workspace);
        let unneeded: BTreeSet<ServicePlanId> = unneeded.into_iter().map(plan).collect();
        let mix = today.mix(&unneeded);
        let mut before = licences(&workspace);
        let (mut was, mut is, mut left) = (0, 0, 0);
        for row in 0..workspace.users().rows() {
            let person = before.person(row);
            let held: Vec<SkuId> =
                person.holdings.iter().filter(|it| it.held).map(|it| it.product).collect();
            let cost: Option<u128> = held.iter().map(|sku| prices.yearly(*sku)).sum();
            let Some(cost) = cost.filter(|_| person.known) else {
                left += u32::from(!held.is_empty());
                continue;
            };
            let needed = plans(&mut before, row).difference(&unneeded).copied().collect();
            let Some(best) = tried(&today, &prices, &needed).filter(|_| !held.is_empty()) else {
                continue;
            };
            was += cost;
            is += best;
        }
        prop_assert_eq!((mix.before, mix.after, mix.least), (was, is, is));
        prop_assert_eq!(mix.left.values().sum::<u32>(), left);
        let savings: u128 = mix.changes.iter().map(|change| change.saving).sum();
        prop_assert_eq!(savings, was - is);
        // What can be made so is accepted, and does what it says.
        let mut changed: BTreeMap<u32, &Change> = BTreeMap::new();
        for change in &mix.changes {
            for step in &change.steps {
                let rows = today.rows(&step.classes);
                changed.extend(rows.iter().map(|row| (row, change)));
                let command = Command::License {
                    of: Of::User,
                    rows: rows.iter().map(Row).collect(),
                    add: step.add.clone(),
                    remove: step.remove.clone(),
                };
                let done = workspace.dispatch(&command, &context(1));
                prop_assert!(done.is_ok(), "{:?}: {:?}", command, done);
            }
        }
        let mut after = licences(&workspace);
        for row in 0..workspace.users().rows() {
            let (had, has) = (plans(&mut before, row), plans(&mut after, row));
            let Some(change) = changed.get(&row) else {
                prop_assert_eq!(had, has);
                continue;
            };
            let needed: BTreeSet<ServicePlanId> = had.difference(&unneeded).copied().collect();
            prop_assert!(needed.is_subset(&has) && has.is_subset(&had), "{:?} {:?}", had, has);
            let person = after.person(row);
            let held: Vec<SkuId> =
                person.holdings.iter().filter(|it| it.held).map(|it| it.product).collect();
            prop_assert_eq!(&held, &change.to);
        }
    }
}
