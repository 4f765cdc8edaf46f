//! Classes and contests agree with one person after the other.

use super::super::judge::{State, Verdict};
use super::super::model::Owned;
use super::super::relations::Standing;
use super::*;
use crate::domain::{PrepaidUnits as Units, Reading};
use crate::domain::{ServicePlanId, SkuId};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

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
const LISTS: u32 = 4;
const GROUPS: u32 = 4;
/// Products as places in [`PLANS`] and seats; a list of grants as products and plans that are off.
type Grants = Vec<(u16, Vec<usize>)>;

/// What a list says of groups.
#[derive(Debug, Clone)]
enum Word {
    Ways(BTreeMap<(u32, u16), Phase>),
    Held(BTreeSet<u16>, bool),
}

/// Group, grant, whether the service told an error, whether the group gave it.
type Had = (u32, (u16, Vec<usize>), bool, bool);

#[derive(Debug, Clone)]
struct World {
    products: Vec<(Vec<usize>, Option<u32>)>,
    lists: Vec<(Grants, Vec<Phase>, Word)>,
    groups: Vec<(Grants, bool)>,
    /// By list.
    inherited: Vec<Vec<Had>>,
    turns_direct: bool,
}

fn worlds() -> impl Strategy<Value = World> {
    let plans = || prop::collection::vec(0..PLANS.len(), 0..4);
    let product = (prop::collection::vec(0..PLANS.len(), 1..4), prop::option::of(0_u32..6));
    let grants = move || prop::collection::vec((0_u16..4, plans()), 0..3);
    let told = || prop_oneof![3 => Just(Phase::InForce), 1 => Just(Phase::Troubled), 1 => Just(Phase::Refused)];
    let phase = move || prop_oneof![Just(Phase::Asked), told()];
    let had = (0..GROUPS, (0_u16..4, plans()), prop::bool::weighted(0.2), any::<bool>());
    let word = prop_oneof![
        Just(Word::Ways(BTreeMap::new())),
        prop::collection::btree_map((0..GROUPS, 0_u16..4), phase(), 0..6).prop_map(Word::Ways),
        (prop::collection::btree_set(0_u16..4, 0..4), any::<bool>())
            .prop_map(|(held, is_all)| Word::Held(held, is_all)),
    ];
    let list = (grants(), prop::collection::vec(phase(), 3), word);
    let group = (grants(), any::<bool>());
    (
        prop::collection::vec(product, 4),
        prop::collection::vec(list, LISTS as usize),
        prop::collection::vec(group, GROUPS as usize),
        prop::collection::vec(prop::collection::vec(had, 0..4), LISTS as usize),
        any::<bool>(),
    )
        .prop_map(|(products, lists, groups, inherited, turns_direct)| {
            // One word on one way.
            let once = |all: Vec<Had>| {
                let mut seen = BTreeSet::new();
                all.into_iter().filter(|(group, it, ..)| seen.insert((*group, it.0))).collect()
            };
            let inherited = inherited.into_iter().map(once).collect();
            World { products, lists, groups, inherited, turns_direct }
        })
}

fn keys() -> impl Strategy<Value = Key> {
    let ties = [Tie::Member, Tie::Newcomer, Tie::Leaver, Tie::Former];
    let tie = prop::sample::select(ties.to_vec());
    let groups = prop::collection::btree_map(0..GROUPS, tie, 0..4);
    (0..LISTS, groups).prop_map(|(list, groups)| Key { list, groups: groups.into_iter().collect() })
}

/// Each product once.
fn once(list: &Grants) -> Grants {
    let mut seen = BTreeSet::new();
    list.iter().filter(|(product, _)| seen.insert(*product)).cloned().collect()
}

fn grant(model: &Model, (product, off): &(u16, Vec<usize>)) -> Grant {
    let mut on = model.plans_of(ProductNo(*product)).unwrap().clone();
    for at in off {
        if let Some(plan) = model.plan(ServicePlanId::parse(PLANS[*at]).unwrap()) {
            on.remove(u32::from(plan.0));
        }
    }
    Grant { product: ProductNo(*product), on }
}

fn setup(world: &World) -> Setup {
    let owned: Vec<Owned> = (0_u32..)
        .zip(&world.products)
        .map(|(number, (plans, enabled))| Owned {
            id: SkuId::parse(&format!("{number:08}-0000-4000-8000-000000000000")).unwrap(),
            plans: plans.iter().map(|at| ServicePlanId::parse(PLANS[*at]).unwrap()).collect(),
            seats: enabled.map(|enabled| Units { enabled, ..Units::default() }),
        })
        .collect();
    let model = Model::new(&owned, Standing::TODAY, Reading::Documented);
    let inherited = |(group, it, is_troubled, was_given): &(u32, (u16, Vec<usize>), bool, bool)| {
        let (is_troubled, was_given) = (*is_troubled, *was_given);
        Inherited { group: *group, grant: grant(&model, it), is_troubled, was_given }
    };
    let list = |((direct, phases, word), had): (&(Grants, Vec<Phase>, Word), &Vec<_>)| List {
        inherited: had.iter().map(inherited).collect(),
        direct: once(direct)
            .iter()
            .map(|it| grant(&model, it))
            .zip(phases.iter().copied())
            .collect(),
        says: match word {
            Word::Ways(ways) => Says::Ways(
                ways.iter().map(|((group, of), phase)| (*group, ProductNo(*of), *phase)).collect(),
            ),
            Word::Held(held, is_all) => Says::Held {
                products: held.iter().copied().map(ProductNo).collect(),
                is_all: *is_all,
            },
        },
    };
    let nothing = Vec::new();
    let inherited = world.inherited.iter().chain(std::iter::repeat(&nothing));
    let group = |(number, (grants, is_settled)): (u32, &(Grants, bool))| Group {
        is_left: world.inherited.iter().flatten().any(|(group, ..)| *group == number),
        grants: once(grants).iter().map(|it| grant(&model, it)).collect(),
        is_settled: *is_settled,
    };
    let lists = world.lists.iter().zip(inherited).map(list).collect();
    let groups = (0..).zip(&world.groups).map(group).collect();
    Setup { lists, groups, turns_direct: world.turns_direct, model }
}

fn entitlements(setup: Setup, keys: &[Key]) -> Entitlements {
    let lists: Vec<u32> = keys.iter().map(|key| key.list).collect();
    let members: Vec<Membership> = (0..GROUPS)
        .map(|group| {
            let ties = (0_u32..).zip(keys).filter_map(|(row, key)| {
                Some((row, key.groups.iter().find(|(one, _)| *one == group)?.1))
            });
            let ties: Vec<(u32, Tie)> = ties.collect();
            let rows = |is_meant: &dyn Fn(Tie) -> bool| -> Vec<u32> {
                ties.iter().filter(|(_, tie)| is_meant(*tie)).map(|(row, _)| *row).collect()
            };
            Membership {
                members: Rows::of_list(rows(&Tie::is_in)),
                newcomers: rows(&|tie| tie == Tie::Newcomer),
                others: ties.iter().copied().filter(|(_, tie)| !tie.is_in()).collect(),
            }
        })
        .collect();
    Entitlements::new(setup, lists, &members)
}

/// How far the service is, from the world itself.
fn phase_of(world: &World, key: &Key, group: u32, tie: Tie, product: u16) -> Phase {
    match &world.lists[key.list as usize].2 {
        Word::Ways(ways) => ways.get(&(group, product)).copied().unwrap_or_default(),
        Word::Held(held, _) if held.contains(&product) => Phase::InForce,
        Word::Held(_, false) => Phase::Untold,
        Word::Held(..) if world.groups[group as usize].1 && tie == Tie::Member => Phase::Refused,
        Word::Held(..) => Phase::Asked,
    }
}

/// What is left of the seats, and what is taken.
struct Rest<'a>(&'a mut Vec<Option<i64>>, &'a mut Vec<u32>);

impl Seats for Rest<'_> {
    fn is_free(&self, product: ProductNo) -> bool {
        self.0[usize::from(product.0)].is_none_or(|free| free > 0)
    }
    fn take(&mut self, product: ProductNo) {
        self.1[usize::from(product.0)] += 1;
        if let Some(free) = &mut self.0[usize::from(product.0)] {
            *free -= 1;
        }
    }
}

/// What a key is, origin by origin.
fn all_given(world: &World, setup: &Setup, key: &Key) -> Vec<(Origin, Vec<(Grant, Phase)>)> {
    let (direct, phases, _) = &world.lists[key.list as usize];
    let direct: Vec<(Grant, Phase)> =
        once(direct).iter().map(|it| grant(&setup.model, it)).zip(phases.clone()).collect();
    let is_asked = |(_, phase): &(Grant, Phase)| *phase == Phase::Asked;
    let (asked, others): (Vec<_>, Vec<_>) = direct.into_iter().partition(is_asked);
    let mut all = vec![(Origin::Direct, others)];
    all.extend(asked.into_iter().map(|one| (Origin::Direct, vec![one])));
    for (group, tie) in &key.groups {
        let grants = once(&world.groups[*group as usize].0);
        let mut told = Vec::new();
        if matches!(tie, Tie::Member | Tie::Newcomer) {
            for it in &grants {
                let phase = phase_of(world, key, *group, *tie, it.0);
                told.push((grant(&setup.model, it), phase));
            }
        }
        for (of, it, is_troubled, was_given) in &world.inherited[key.list as usize] {
            let is_given = grants.iter().any(|(product, _)| *product == it.0);
            let is_staged = *tie == Tie::Leaver || (*tie == Tie::Member && *was_given);
            let stays = *tie == Tie::Newcomer || (*tie == Tie::Member && is_given);
            if of != group || stays {
                continue;
            }
            let phase = match (*is_troubled && !is_staged, tie) {
                (true, _) => Phase::Troubled,
                (false, Tie::Member) if world.turns_direct => Phase::Turning,
                _ => Phase::Leaving,
            };
            told.push((grant(&setup.model, it), phase));
        }
        all.push((Origin::Group(*group), told));
    }
    all
}

/// Those who have something first, then one after the other.
fn naive(world: &World, setup: &Setup, keys: &[Key]) -> (Vec<Outcome>, Vec<u32>) {
    let given = |key: &Key| all_given(world, setup, key);
    let ask = |key: &Key, seats: &mut dyn FnMut(&[Given<'_>]) -> Outcome| {
        let all = given(key);
        let all: Vec<Given<'_>> = all
            .iter()
            .map(|(origin, grants)| Given {
                origin: *origin,
                grants: grants.iter().map(|(grant, phase)| (grant, *phase)).collect(),
            })
            .collect();
        seats(&all)
    };
    let none = setup.model.no_plans();
    let mut free: Vec<Option<i64>> =
        setup.model.products().map(|it| setup.model.capacity(it).map(i64::from)).collect();
    let mut consumed = vec![0_u32; free.len()];
    let mut kept_first = Vec::new();
    for key in keys {
        let in_force: BTreeSet<u16> = given(key)
            .iter()
            .flat_map(|(_, grants)| grants)
            .filter(|(_, phase)| phase.is_in_force())
            .map(|(grant, _)| grant.product.0)
            .collect();
        let whole = ask(key, &mut |all| judge(&setup.model, all, &none, &mut Unlimited));
        let kept: BTreeSet<u16> = whole.kept.iter().map(|product| product.0).collect();
        assert!(kept.is_disjoint(&in_force));
        for product in in_force.union(&kept) {
            consumed[usize::from(*product)] += 1;
            if let Some(free) = &mut free[usize::from(*product)] {
                *free -= 1;
            }
        }
        kept_first.push(whole.kept);
    }
    let mut outcomes = Vec::new();
    for (key, kept) in keys.iter().zip(kept_first) {
        let outcome = ask(key, &mut |all| {
            judge(&setup.model, all, &none, &mut Rest(&mut free, &mut consumed))
        });
        for product in outcome.kept.difference(&kept) {
            Rest(&mut free, &mut consumed).take(*product);
        }
        for product in kept.difference(&outcome.kept) {
            consumed[usize::from(product.0)] -= 1;
            if let Some(free) = &mut free[usize::from(product.0)] {
                *free += 1;
            }
        }
        outcomes.push(outcome);
    }
    (outcomes, consumed)
}

/// What one person has, as whoever counts sees it.
type Seen = (Vec<(ProductNo, bool, bool)>, Vec<u32>, Vec<Verdict>);

fn seen(outcome: &Outcome) -> Seen {
    let mut ways: BTreeMap<ProductNo, (bool, bool)> = BTreeMap::new();
    for verdict in outcome.verdicts.iter().filter(|verdict| verdict.state.is_held()) {
        let (direct, by_group) = ways.entry(verdict.product).or_default();
        match verdict.origin {
            Origin::Direct | Origin::Turned(_) => *direct = true,
            Origin::Group(_) => *by_group = true,
        }
    }
    let wrong = outcome.verdicts.iter().filter(|it| it.state != State::Active).copied();
    let ways = ways.into_iter().map(|(product, (direct, group))| (product, direct, group));
    (ways.collect(), outcome.on.iter().collect(), wrong.collect())
}

fn seen_of(lot: &Lot<'_>) -> Seen {
    let mut ways = lot.holdings();
    ways.sort_unstable();
    let wrong = lot.verdicts().iter().filter(|it| it.state != State::Active).copied();
    for (product, direct, by_group) in &ways {
        assert!(lot.holds(*product));
        assert_eq!(lot.ways(*product), (*direct, *by_group));
    }
    let plans: Vec<u32> = lot.plans().collect();
    assert!(plans.iter().all(|plan| lot.is_on(*plan)));
    (ways, plans, wrong.collect())
}

fn agree(world: &World, found: &mut Entitlements, keys: &[Key]) -> Result<(), TestCaseError> {
    let (outcomes, consumed) = naive(world, found.setup(), keys);
    for (row, outcome) in (0_u32..).zip(&outcomes) {
        let own = found.of(row);
        prop_assert_eq!(own.as_ref(), Some(outcome), "{:?}", &keys[row as usize]);
        prop_assert_eq!(seen_of(&found.lot(row).unwrap()), seen(outcome));
        // Nobody takes a seat that they do not hold.
        for product in &outcome.holds {
            let granted =
                outcome.verdicts.iter().any(|v| v.product == *product && v.state.is_held());
            prop_assert!(granted, "{:?}", outcome);
        }
    }
    prop_assert_eq!(found.consumed(), consumed);
    let holders = found.rows(|lot| lot.holds(ProductNo(0)));
    let naive = (0_u32..).zip(&outcomes).filter(|(_, it)| it.holds.contains(&ProductNo(0)));
    prop_assert_eq!(holders.iter().collect::<Vec<_>>(), naive.map(|it| it.0).collect::<Vec<_>>());
    let mut told: Vec<Seen> = Vec::new();
    for lot in found.lots() {
        told.extend((0..lot.people).map(|_| seen_of(&lot)));
    }
    let mut naive: Vec<Seen> = outcomes.iter().map(seen).collect();
    let order = |seen: &Seen| format!("{seen:?}");
    told.sort_by_key(order);
    naive.sort_by_key(order);
    prop_assert_eq!(told, naive);
    Ok(())
}

/// A key without the groups that give nothing.
fn of_weight(world: &World, key: &Key) -> Key {
    let is_left = |group: u32| world.inherited.iter().flatten().any(|(of, ..)| *of == group);
    let weighs =
        |(group, _): &(u32, Tie)| !world.groups[*group as usize].0.is_empty() || is_left(*group);
    Key { list: key.list, groups: key.groups.iter().copied().filter(weighs).collect() }
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
        agree(&world, &mut found, &keys)?;
        for (row, key) in edits {
            keys[row as usize] = key.clone();
            found.put(row, &key);
            prop_assert_eq!(found.key(row), Some(of_weight(&world, &key)));
            agree(&world, &mut found, &keys)?;
        }
    }
}

/// A list can be added, and a row past the last one comes with those before it.
#[test]
fn lists_and_rows_are_added() {
    let world = World {
        products: vec![(vec![0], Some(1)); 4],
        lists: vec![],
        groups: vec![],
        inherited: vec![],
        turns_direct: false,
    };
    let mut found = Entitlements::new(setup(&world), vec![], &[]);
    assert_eq!((found.key(0), found.of(0)), (None, None));
    assert_eq!(found.consumed(), [0; 4]);
    let grant = grant(&found.setup().model, &(1, vec![]));
    let list = found.add_list(List { direct: vec![(grant, Phase::InForce)], ..List::default() });
    found.put(2, &Key { list, groups: vec![] });
    assert_eq!(found.consumed(), [0, 1, 0, 0]);
    assert_eq!(found.of(1).map(|it| it.holds.len()), Some(0));
    assert!(found.lot(2).is_some_and(|lot| lot.holds(ProductNo(1))));
    found.put(2, &Key::default());
    assert_eq!(found.consumed(), [0; 4]);
}
