//! On random directories: whatever is staged in whatever order, no step leaves anybody without a plan that they had,
//! unless it is the one that is to go.

use super::super::plan::Scope;
use super::super::{LeaveOut, Step};
use super::plans::{
    ALONE, EMS, EMSPREMIUM, INTUNE, MEETINGS, SKYPE, Somebody, TEAMS, TEAMS_FREE, ids, licences,
    world,
};
use super::{plan, sku};
use crate::domain::ServicePlanId;
use crate::licensing::Catalogue;
use crate::store::Bits;
use crate::tenant::Workspace;
use crate::tenant::licences::Licences;
use crate::tenant::tests::context;
use proptest::prelude::*;
use std::collections::BTreeSet;

const PLANS: [&str; 5] = [INTUNE, SKYPE, MEETINGS, TEAMS, TEAMS_FREE];
const PRODUCTS: [&str; 3] = [EMS, EMSPREMIUM, ALONE];

/// Licences as a product and plans that are off, both by number.
type Given = Vec<(usize, Vec<usize>)>;

#[derive(Debug, Clone)]
struct Random {
    /// Plans by number, and seats.
    products: Vec<(BTreeSet<usize>, u32)>,
    groups: Vec<Given>,
    /// What was given to them, groups, whether there is a usage location.
    people: Vec<(Given, BTreeSet<u8>, bool)>,
    within: BTreeSet<u32>,
    leave_out: LeaveOut,
}

fn random() -> impl Strategy<Value = Random> {
    let given = || {
        let license = (0..PRODUCTS.len(), prop::collection::vec(0..PLANS.len(), 0..3));
        prop::collection::vec(license, 0..3)
    };
    let product = (prop::collection::btree_set(0..PLANS.len(), 1..4), 0..9_u32);
    let somebody = (given(), prop::collection::btree_set(0..2_u8, 0..3), prop::bool::weighted(0.9));
    let leave_out = any::<(bool, bool, bool)>();
    let everybody =
        prop_oneof![Just((0..6).collect()), prop::collection::btree_set(0..6_u32, 0..6)];
    (
        prop::collection::vec(product, 3),
        prop::collection::vec(given(), 2),
        prop::collection::vec(somebody, 0..6),
        everybody,
        leave_out,
    )
        .prop_map(|(products, groups, people, within, (untold, hindered, with_devices))| {
            Random {
                products,
                groups,
                people,
                within,
                leave_out: LeaveOut { untold, hindered, with_devices },
            }
        })
}

impl Random {
    fn workspace(&self) -> Workspace {
        let texts = |given: &Given| -> Vec<String> {
            let mut seen = BTreeSet::new();
            let once = given.iter().filter(|(product, _)| seen.insert(*product));
            let text = |(product, off): &(usize, Vec<usize>)| {
                let (has, _) = &self.products[*product];
                let off: BTreeSet<usize> =
                    off.iter().copied().filter(|at| has.contains(at)).collect();
                let off: Vec<&str> = off.into_iter().map(|at| PLANS[at]).collect();
                let license =
                    crate::domain::AssignedLicense::new(sku(PRODUCTS[*product]), ids(&off));
                license.text()
            };
            let mut texts: Vec<String> = once.map(text).collect();
            texts.sort_unstable();
            texts
        };
        let direct: Vec<Vec<String>> = self.people.iter().map(|(given, ..)| texts(given)).collect();
        let gives: Vec<Vec<String>> = self.groups.iter().map(texts).collect();
        let groups: Vec<Vec<u8>> =
            self.people.iter().map(|(_, of, _)| of.iter().copied().collect()).collect();
        let plans: Vec<Vec<&str>> = self
            .products
            .iter()
            .map(|(has, _)| has.iter().map(|at| PLANS[*at]).collect())
            .collect();
        let refs = |all: &[Vec<String>]| -> Vec<Vec<&'static str>> {
            let leak = |text: &String| -> &'static str { Box::leak(text.clone().into_boxed_str()) };
            all.iter().map(|texts| texts.iter().map(leak).collect()).collect()
        };
        let (direct, gives) = (refs(&direct), refs(&gives));
        let people: Vec<Somebody<'_>> = direct
            .iter()
            .zip(&groups)
            .zip(&self.people)
            .map(|((direct, groups), (_, _, place))| (&**direct, &**groups, *place))
            .collect();
        let gives: Vec<&[&str]> = gives.iter().map(|texts| &**texts).collect();
        let products: Vec<_> = plans
            .iter()
            .zip(&self.products)
            .zip(PRODUCTS)
            .map(|((plans, (_, seats)), id)| (id, &**plans, *seats))
            .collect();
        world(&people, &gives, &products)
    }

    fn has(&self, product: usize) -> BTreeSet<ServicePlanId> {
        self.products[product].0.iter().map(|at| plan(PLANS[*at])).collect()
    }
}

/// The plans that are on for each person.
fn on(workspace: &Workspace) -> Vec<BTreeSet<ServicePlanId>> {
    let mut licences = licences(workspace);
    let of = |row| -> BTreeSet<ServicePlanId> {
        let person = licences.person(row);
        let plans = person.holdings.iter().flat_map(|holding| &holding.plans);
        plans.filter(|(_, is_on)| *is_on).map(|(plan, _)| *plan).collect()
    };
    (0..workspace.users().rows()).map(of).collect()
}

/// Stages everything that can be staged, as long as there is something.
fn follow(
    mut workspace: Workspace,
    steps: impl Fn(&Workspace, &mut Licences) -> Vec<Step>,
    may_go: &BTreeSet<ServicePlanId>,
) -> Result<(), TestCaseError> {
    let mut seed = 0;
    for _ in 0..4 {
        let steps = steps(&workspace, &mut licences(&workspace));
        for command in steps.iter().flat_map(|step| &step.commands) {
            seed += 1;
            let before = on(&workspace);
            if workspace.dispatch(command, &context(seed)).is_err() {
                continue;
            }
            for (row, (had, has)) in before.iter().zip(on(&workspace)).enumerate() {
                let mut lost = had.difference(&has).filter(|plan| !may_go.contains(plan));
                prop_assert_eq!(lost.next(), None, "user {} by {:?}", row, command);
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nobody_loses_a_plan_but_the_one_that_is_to_go(random in random()) {
        let workspace = || random.workspace();
        let people = u32::try_from(random.people.len()).unwrap();
        let within = Bits::of(people, random.within.iter().copied().filter(|row| *row < people));
        let (leave_out, catalogue) = (random.leave_out, Catalogue::default());
        let (from, to) = (sku(EMS), sku(EMSPREMIUM));
        follow(workspace(), |it, all| all.to_group(it, (from, 0), leave_out), &BTreeSet::new())?;
        let lost = random.has(0).difference(&random.has(1)).copied().collect();
        for by_groups in [false, true] {
            let swap = |it: &Workspace, all: &mut Licences| {
                all.swap((it, &catalogue), (from, to), &within, leave_out, by_groups)
            };
            follow(workspace(), swap, &lost)?;
        }
        for id in PLANS {
            let of = (from, plan(id));
            let gone = BTreeSet::from([plan(id)]);
            for scope in [Scope::People(&within), Scope::Group(0), Scope::Group(1)] {
                let off = |it: &Workspace, all: &mut Licences| {
                    all.switch_off(it, of, scope, &within, leave_out)
                };
                follow(workspace(), off, &gone)?;
            }
            let alone = |it: &Workspace, all: &mut Licences| {
                all.give_alone(it, (to, plan(id)), &within, leave_out)
            };
            follow(workspace(), alone, &BTreeSet::new())?;
        }
    }
}
