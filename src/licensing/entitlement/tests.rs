//! Classes and contests agree with one person after the other.

use super::super::model::Owned;
use super::super::relations::Standing;
use super::*;
use crate::domain::{PrepaidUnits as Units, Reading};
use crate::domain::{ServicePlanId, SkuId};
use proptest::prelude::*;

/// Plans that exclude and need each other, and some that do neither.
const PLANS: [&str; 7] = [
    "57ff2da0-773e-42df-b2af-ffb7a2317929",
    "4fa4026d-ce74-4962-a151-8e96d57ea8e4",
    "c1ec4a95-1f05-45b3-a911-aa3fa01094f5",
    "41781fb2-bc02-4b7c-bd55-b576c07bb09d",
    "3e26ee1f-8a5f-4d52-aee2-b81ce45c8f40",
    "0feaeb32-d00e-4d66-bd5a-43b5b83db82c",
    "113feb6c-3fe4-4440-bddc-54d774bf0318",
];
const PEOPLE: u32 = 12;
const DIRECT: u32 = 3;
const GROUPS: u32 = 4;
const PLACES: u32 = 2;

/// Products as places in [`PLANS`] and seats; a list of grants as products and plans that are off.
type Grants = Vec<(u16, Vec<usize>)>;
type World = (Vec<(Vec<usize>, Option<u32>)>, Vec<Grants>, Vec<Grants>, Vec<usize>);

fn worlds() -> impl Strategy<Value = World> {
    let plans = || prop::collection::vec(0..PLANS.len(), 0..4);
    let product = (prop::collection::vec(0..PLANS.len(), 1..4), prop::option::of(0_u32..6));
    let grants = move || prop::collection::vec((0_u16..4, plans()), 0..3);
    (
        prop::collection::vec(product, 4),
        prop::collection::vec(grants(), DIRECT as usize),
        prop::collection::vec(grants(), GROUPS as usize),
        plans(),
    )
}

fn keys() -> impl Strategy<Value = Key> {
    let phase = prop_oneof![Just(Phase::Asked), Just(Phase::InForce), Just(Phase::Refused)];
    let groups = prop::collection::btree_map(0..GROUPS, phase, 0..4);
    (0..=DIRECT, 0..PLACES, groups).prop_map(|(direct, place, groups)| Key {
        direct,
        place,
        groups: groups.into_iter().collect(),
    })
}

fn setup((products, direct, groups, prohibited): &World) -> Setup {
    let plan = |at: &usize| ServicePlanId::parse(PLANS[*at]).unwrap();
    let owned: Vec<Owned> = (0_u32..)
        .zip(products)
        .map(|(number, (plans, enabled))| Owned {
            id: SkuId::parse(&format!("{number:08}-0000-4000-8000-000000000000")).unwrap(),
            plans: plans.iter().map(plan).collect(),
            seats: enabled.map(|enabled| Units { enabled, ..Units::default() }),
        })
        .collect();
    let model = Model::new(&owned, Standing::TODAY, Reading::Documented);
    let set = |plans: &[usize]| {
        let mut set = model.no_plans();
        let known = plans.iter().filter_map(|at| model.plan(plan(at)));
        for plan in known {
            set.insert(u32::from(plan.0));
        }
        set
    };
    let grants = |all: &Vec<Grants>| {
        let list = |list: &Grants| {
            let mut seen = std::collections::BTreeSet::new();
            let each = list.iter().filter(|(product, _)| seen.insert(*product));
            each.map(|(product, off)| {
                let mut on = model.plans_of(ProductNo(*product)).unwrap().clone();
                on.and_not(&set(off));
                Grant { product: ProductNo(*product), on }
            })
            .collect()
        };
        all.iter().map(list).collect::<Vec<Vec<Grant>>>()
    };
    let (direct, groups) = (grants(direct), grants(groups));
    let places = vec![model.no_plans(), set(prohibited)];
    Setup { model, direct, groups, places }
}

fn entitlements(setup: Setup, keys: &[Key]) -> Entitlements {
    let direct: Vec<u32> = keys.iter().map(|key| key.direct).collect();
    let place: Vec<u32> = keys.iter().map(|key| key.place).collect();
    let members: Vec<Membership> = (0..GROUPS)
        .map(|group| {
            let rows = |is_meant: &dyn Fn(Phase) -> bool| {
                let is_in = |key: &Key| {
                    key.groups.iter().any(|(one, phase)| *one == group && is_meant(*phase))
                };
                let rows = (0_u32..).zip(keys).filter(|(_, key)| is_in(key));
                Rows::of_list(rows.map(|(row, _)| row).collect())
            };
            Membership {
                members: rows(&|_| true),
                in_force: rows(&|phase| phase == Phase::InForce),
                refused: rows(&|phase| phase == Phase::Refused),
            }
        })
        .collect();
    Entitlements::new(setup, &direct, &place, &members)
}

/// Those who have something first, then one after the other.
fn naive(setup: &Setup, keys: &[Key]) -> (Vec<Outcome>, Vec<u32>) {
    let mut consumed = vec![0; setup.model.products().len()];
    for key in keys {
        for product in in_force(setup, key) {
            add(&mut consumed, product, 1);
        }
    }
    let mut outcomes = Vec::new();
    for key in keys {
        let mut left = Left { model: &setup.model, consumed: &mut consumed };
        outcomes.push(judged(setup, key, &mut left));
    }
    (outcomes, consumed)
}

fn agree(found: &mut Entitlements, keys: &[Key]) -> Result<(), TestCaseError> {
    let (outcomes, consumed) = naive(found.setup(), keys);
    for (row, outcome) in (0_u32..).zip(&outcomes) {
        prop_assert_eq!(found.of(row), Some(outcome), "{:?}", &keys[row as usize]);
        // Nobody takes a seat that they do not hold.
        for product in &outcome.holds {
            let granted =
                outcome.verdicts.iter().any(|v| v.product == *product && v.state.is_held());
            prop_assert!(granted, "{:?}", outcome);
        }
    }
    prop_assert_eq!(found.consumed(), consumed);
    let holders = found.rows(|_, outcome| outcome.holds.contains(&ProductNo(0)));
    let naive = (0_u32..).zip(&outcomes).filter(|(_, it)| it.holds.contains(&ProductNo(0)));
    prop_assert_eq!(holders.iter().collect::<Vec<_>>(), naive.map(|it| it.0).collect::<Vec<_>>());
    let mut told: Vec<String> = Vec::new();
    for (people, _, outcome) in found.outcomes() {
        told.extend((0..people).map(|_| format!("{outcome:?}")));
    }
    let mut naive: Vec<String> = outcomes.iter().map(|outcome| format!("{outcome:?}")).collect();
    told.sort();
    naive.sort();
    prop_assert_eq!(told, naive);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn classes_are_as_person_by_person(
        world in worlds(),
        mut keys in prop::collection::vec(keys(), PEOPLE as usize),
        edits in prop::collection::vec((0..PEOPLE, keys()), 0..6),
    ) {
        let mut found = entitlements(setup(&world), &keys);
        agree(&mut found, &keys)?;
        for (row, key) in edits {
            keys[row as usize] = key.clone();
            found.put(row, key);
            prop_assert_eq!(found.key(row), Some(&keys[row as usize]));
            agree(&mut found, &keys)?;
        }
    }
}

#[test]
fn nobody_has_nothing() {
    let world = (vec![(vec![0], Some(1)); 4], vec![], vec![], vec![]);
    let mut found = Entitlements::new(setup(&world), &[], &[], &[]);
    assert_eq!(found.key(0), None);
    assert_eq!(found.of(0), None);
    assert_eq!(found.consumed(), [0; 4]);
    found.put(3, Key::default());
    assert_eq!(found.of(3), None);
}
