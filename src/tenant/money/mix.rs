//! The cheapest products that leave everybody the plans they have.
//!
//! Needed is what is on for somebody today, less what nobody needs (whoever asks says so); but what a plan that stays
//! needs itself ([`relations`]), and nothing else that stays provides, is needed all the same. On offer are products
//! with a price; for people with the same plans on it is asked once ([`cheapest`]). Seats that were bought already
//! bind nobody, and any number can be bought. Nobody is given a plan that they do not have today: what a new
//! product brings besides stays off, so that no two plans come together that were not together before; whose
//! plans exclude each other today is left as they are.
//!
//! What somebody has by a group cannot be taken from them: for such people the change is told, and not made.

use super::Prices;
use super::alike::{Alike, Class};
use crate::domain::{AppliesTo, AssignedLicense, ServicePlanId, SkuId};
use crate::licensing::Catalogue;
use crate::licensing::cover::{Cover, Offer, cheapest};
use crate::licensing::judge::exclusive;
use crate::licensing::relations;
use crate::store::Bits;
use crate::tenant::Workspace;
use crate::tenant::licences::{Holding, Licences, Way};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Steps of the search for people with the same plans: far more than real tenants take.
const STEPS: u32 = 50_000;

/// What everybody has today, and what is on offer.
#[derive(Debug)]
pub struct Today {
    alike: Alike,
    /// The plans that are on for anybody; needs and offers are numbers of these.
    plans: Vec<ServicePlanId>,
    offers: Vec<(SkuId, Offer)>,
    /// Plans that need others, and those of which one will do.
    wants: Vec<(u32, Bits)>,
    /// Every plan of each product.
    brings: BTreeMap<SkuId, BTreeSet<ServicePlanId>>,
    /// By class.
    needs: Vec<Result<Need, Left>>,
}

/// What the people of a class have.
#[derive(Debug)]
struct Need {
    held: BTreeSet<SkuId>,
    on: Bits,
    cost: u128,
}

/// Why people are left as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Left {
    /// No file tells all of what they have.
    NotTold,
    /// A product of theirs has no price.
    Unpriced,
    /// Of a product of theirs no file tells the plans.
    PlansUnknown,
    /// Two of their plans exclude each other.
    Exclusive,
    /// A plan of theirs comes with no product that has a price and can be given.
    NotOffered,
}

/// People of whom the same products become the same others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub from: Vec<SkuId>,
    pub to: Vec<SkuId>,
    pub people: u32,
    /// What it saves in a year, for all of them.
    pub saving: u128,
    /// What can be made so, by what is given and taken.
    pub steps: Vec<Step>,
    /// Classes of people who have what is to go by a group, or no file tells how.
    pub by_group: Vec<usize>,
}

/// The same given to and taken from many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub add: Vec<AssignedLicense>,
    pub remove: Vec<SkuId>,
    pub classes: Vec<usize>,
}

/// The cheapest mix.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mix {
    /// What saves most first.
    pub changes: Vec<Change>,
    /// What the seats of these people cost in a year now, and after all changes.
    pub before: u128,
    pub after: u128,
    /// No mix costs less than this; the same as `after` where that is proven.
    pub least: u128,
    /// People whose mix was asked for.
    pub people: u32,
    /// People who are left as they are.
    pub left: BTreeMap<Left, u32>,
}

impl Mix {
    /// Whether nothing cheaper does.
    #[must_use]
    pub const fn is_proven(&self) -> bool {
        self.least == self.after
    }
}

/// The plans of a product: the tenant's own list, else the catalogue's.
fn brought(
    workspace: &Workspace,
    catalogue: &Catalogue,
    licences: &Licences,
    sku: SkuId,
) -> BTreeSet<ServicePlanId> {
    if let Some(number) = licences.model().product(sku) {
        return licences.plans_of(number).into_iter().collect();
    }
    if let Some(owned) = workspace.organisation().subscription(sku) {
        return owned.plan_ids().collect();
    }
    let known = catalogue.product(sku);
    known.map(|product| product.plans.iter().copied().collect()).unwrap_or_default()
}

/// Whether a product can be given to people, as far as files tell.
fn is_offered(workspace: &Workspace, sku: SkuId) -> bool {
    let owned = workspace.organisation().subscription(sku);
    owned.is_none_or(|owned| owned.applies_to != Some(AppliesTo::Company) && owned.can_be_given())
}

fn on(holding: &Holding) -> impl Iterator<Item = ServicePlanId> {
    holding.plans.iter().filter(|(_, on)| *on).map(|(plan, _)| *plan)
}

fn held(class: &Class) -> impl Iterator<Item = &Holding> {
    class.person.holdings.iter().filter(|holding| holding.held)
}

impl Today {
    /// Gathers it; takes as long as there are people.
    pub fn of(
        workspace: &Workspace,
        catalogue: &Catalogue,
        licences: &mut Licences,
        prices: &Prices,
    ) -> Self {
        let alike = Alike::of(workspace, licences);
        let all = alike.classes().iter().flat_map(held).flat_map(on);
        let plans: Vec<ServicePlanId> = all.collect::<BTreeSet<_>>().into_iter().collect();
        let skus = alike.classes().iter().flat_map(held).map(|holding| holding.product);
        let skus: BTreeSet<SkuId> = skus.chain(prices.iter().map(|(sku, _)| sku)).collect();
        let brings: BTreeMap<SkuId, BTreeSet<ServicePlanId>> = skus
            .into_iter()
            .map(|sku| (sku, brought(workspace, catalogue, licences, sku)))
            .collect();
        let (offers, wants, needs) = (Vec::new(), Vec::new(), Vec::new());
        let mut today = Self { alike, plans, offers, wants, brings, needs };
        let standing = licences.assumptions().standing;
        today.wants = (0..)
            .zip(&today.plans)
            .filter_map(|(number, plan)| {
                let one_of = relations::needs(*plan, standing)?.one_of.iter().map(|one| one.plan);
                Some((number, today.bits(one_of)))
            })
            .collect();
        for (sku, price) in prices.iter().filter(|(sku, _)| is_offered(workspace, *sku)) {
            let brings = today.bits(today.brings.get(&sku).into_iter().flatten().copied());
            today.offers.push((sku, Offer { cost: price.yearly(), brings }));
        }
        let need = |class: &Class| today.need(class, licences, prices);
        let needs = today.alike.classes().iter().map(need).collect();
        Self { needs, ..today }
    }

    /// Plans as a set of numbers; those that are on for nobody are left out.
    fn bits(&self, plans: impl Iterator<Item = ServicePlanId>) -> Bits {
        let length = u32::try_from(self.plans.len()).unwrap_or(u32::MAX);
        let number = |plan: ServicePlanId| {
            let at = self.plans.binary_search(&plan).ok()?;
            u32::try_from(at).ok()
        };
        Bits::of(length, plans.filter_map(number))
    }

    fn need(&self, class: &Class, licences: &Licences, prices: &Prices) -> Result<Need, Left> {
        let mut need = Need { held: BTreeSet::new(), on: self.bits(std::iter::empty()), cost: 0 };
        if !class.person.known || !class.person.are_plans_told || !class.person.ambiguous.is_empty()
        {
            return Err(Left::NotTold);
        }
        let model = licences.model();
        let mut of_model = model.no_plans();
        for holding in held(class) {
            need.cost += prices.yearly(holding.product).ok_or(Left::Unpriced)?;
            need.held.insert(holding.product);
        }
        for holding in held(class) {
            if holding.plans.is_empty() {
                return Err(Left::PlansUnknown);
            }
            need.on.or(&self.bits(on(holding)));
            for plan in on(holding).filter_map(|plan| model.plan(plan)) {
                of_model.insert(u32::from(plan.0));
            }
        }
        let together = exclusive(model, &of_model, &of_model).is_none();
        together.then_some(need).ok_or(Left::Exclusive)
    }

    /// The plans that are on for anybody, by id, with how many of those who are asked about have each.
    #[must_use]
    pub fn plans(&self) -> Vec<(ServicePlanId, u32)> {
        let mut counts = vec![0_u32; self.plans.len()];
        for (class, need) in self.alike.classes().iter().zip(&self.needs) {
            let Ok(need) = need else { continue };
            for plan in need.on.iter() {
                if let Some(count) = counts.get_mut(plan as usize) {
                    *count += class.people;
                }
            }
        }
        self.plans.iter().copied().zip(counts).filter(|(_, people)| *people > 0).collect()
    }

    /// The people of some classes, which are in ascending order.
    #[must_use]
    pub fn rows(&self, classes: &[usize]) -> Bits {
        self.alike.rows(|class| classes.binary_search(&class).is_ok())
    }

    /// How many they are.
    #[must_use]
    pub fn count(&self, classes: &[usize]) -> u32 {
        let people = |class: &usize| self.alike.classes().get(*class).map_or(0, |it| it.people);
        classes.iter().map(people).sum()
    }

    /// The cheapest mix, where nobody needs these plans.
    #[must_use]
    pub fn mix(&self, unneeded: &BTreeSet<ServicePlanId>) -> Mix {
        let unneeded = self.bits(unneeded.iter().copied());
        let offers: Vec<Offer> = self.offers.iter().map(|(_, offer)| offer.clone()).collect();
        let mut known: BTreeMap<Vec<u64>, Option<Cover>> = BTreeMap::new();
        let mut changes: BTreeMap<(Vec<SkuId>, Vec<SkuId>), Change> = BTreeMap::new();
        let mut mix = Mix::default();
        for (number, class) in self.alike.classes().iter().enumerate() {
            let need = match self.needs.get(number) {
                Some(Ok(need)) => need,
                Some(Err(left)) => {
                    *mix.left.entry(*left).or_default() += class.people;
                    continue;
                }
                None => continue,
            };
            let needed = self.needed(need, &unneeded);
            let found = known
                .entry(needed.words().to_vec())
                .or_insert_with(|| cheapest(&offers, &needed, STEPS));
            let Some(cover) = found else {
                *mix.left.entry(Left::NotOffered).or_default() += class.people;
                continue;
            };
            let people = u128::from(class.people);
            mix.people += class.people;
            mix.before += people * need.cost;
            mix.least += people * cover.least.min(need.cost);
            mix.after += people * cover.cost.min(need.cost);
            if cover.cost >= need.cost {
                continue;
            }
            let to = cover.offers.iter().filter_map(|at| self.offers.get(*at));
            let to: BTreeSet<SkuId> = to.map(|(sku, _)| *sku).collect();
            let from: Vec<SkuId> = need.held.iter().copied().collect();
            let key = (from, to.iter().copied().collect());
            let change = changes.entry(key).or_insert_with_key(|(from, to)| Change {
                from: from.clone(),
                to: to.clone(),
                people: 0,
                saving: 0,
                steps: Vec::new(),
                by_group: Vec::new(),
            });
            change.people += class.people;
            change.saving += people * (need.cost - cover.cost);
            let after = self.after(need, &needed, &to);
            self.step(change, (number, class), &after, &to);
        }
        mix.changes = changes.into_values().collect();
        mix.changes.sort_by_key(|change| Reverse((change.saving, change.people)));
        mix
    }

    /// What people must keep: what is on, less what nobody needs, unless a plan that stays needs it and nothing else
    /// that stays would do; of several that would, all are kept.
    fn needed(&self, need: &Need, unneeded: &Bits) -> Bits {
        let mut needed = need.on.clone();
        needed.and_not(unneeded);
        loop {
            let before = needed.count();
            for (plan, one_of) in &self.wants {
                let mut provided = one_of.clone();
                provided.and(&needed);
                if needed.contains(*plan) && provided.is_empty() {
                    provided = one_of.clone();
                    provided.and(&need.on);
                    needed.or(&provided);
                }
            }
            if needed.count() == before {
                return needed;
            }
        }
    }

    /// The plans that are on after a change: of those that are on today what the products bring, less what is not
    /// needed and would lack what it needs itself.
    fn after(&self, need: &Need, needed: &Bits, to: &BTreeSet<SkuId>) -> Bits {
        let brought = to.iter().filter_map(|sku| self.brings.get(sku)).flatten();
        let mut after = self.bits(brought.copied());
        after.and(&need.on);
        loop {
            let before = after.count();
            for (plan, one_of) in &self.wants {
                let mut provided = one_of.clone();
                provided.and(&after);
                if provided.is_empty() && !needed.contains(*plan) {
                    after.remove(*plan);
                }
            }
            if after.count() == before {
                return after;
            }
        }
    }

    /// Adds a class to the steps of its change, after which these plans are on.
    fn step(
        &self,
        change: &mut Change,
        (number, class): (usize, &Class),
        after: &Bits,
        to: &BTreeSet<SkuId>,
    ) {
        let has = |plan: &ServicePlanId| {
            let at = self.plans.binary_search(plan).ok().and_then(|at| u32::try_from(at).ok());
            at.is_some_and(|at| after.contains(at))
        };
        let goes = |holding: &&Holding| !to.contains(&holding.product);
        // What comes by a group stays as it is.
        let is_bound = |holding: &Holding| {
            let ways = holding.ways.iter().filter(|way| way.state.is_held());
            let mut others = ways.filter(|way| way.way != Way::Direct);
            others.any(|way| goes(&holding) || !way.on.iter().all(has))
        };
        if held(class).any(is_bound) {
            change.by_group.push(number);
            return;
        }
        let remove: Vec<SkuId> = held(class).filter(goes).map(|it| it.product).collect();
        let mut add = Vec::new();
        for sku in to {
            let Some(brings) = self.brings.get(sku) else { continue };
            let wanted: BTreeSet<ServicePlanId> =
                brings.iter().copied().filter(|plan| has(plan)).collect();
            let holding = held(class).find(|holding| holding.product == *sku);
            if holding.is_some_and(|holding| on(holding).collect::<BTreeSet<_>>() == wanted) {
                continue;
            }
            let off = brings.difference(&wanted).copied().collect();
            add.push(AssignedLicense::new(*sku, off));
        }
        match change.steps.iter_mut().find(|step| (&step.add, &step.remove) == (&add, &remove)) {
            Some(step) => step.classes.push(number),
            None => change.steps.push(Step { add, remove, classes: vec![number] }),
        }
    }
}

#[cfg(test)]
mod tests;
