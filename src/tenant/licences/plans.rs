//! The directory by service plan, by error, and what is held twice for nothing.

use super::Licences;
use crate::domain::{AssignmentError, ServicePlanId, SkuId};
use crate::licensing::judge::{Origin, State, Verdict, Violation};
use crate::licensing::model::ProductNo;
use crate::store::Bits;
use std::collections::{BTreeMap, BTreeSet};

/// `INTUNE_A`, the plan of Microsoft Intune for a person ("Licenses available for Microsoft Intune").
pub const INTUNE: &str = "c1ec4a95-1f05-45b3-a911-aa3fa01094f5";

/// People who have an error about a product, for the same reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Troubled {
    pub error: AssignmentError,
    pub sku: SkuId,
    pub people: Bits,
    /// Those of them of whom the service told it; for the others it is foreseen.
    pub told: Bits,
}

/// An error about a product, and whether the service told it.
type Trouble = (AssignmentError, SkuId, bool);

impl Licences {
    /// How many active users can use each plan. Plans of products that nobody has are there, with nobody.
    pub fn plan_people(&mut self) -> BTreeMap<ServicePlanId, u32> {
        let mut counts = vec![0_u32; self.model().no_plans().len() as usize];
        for lot in self.entitlements.lots() {
            for plan in lot.plans() {
                if let Some(count) = counts.get_mut(plan as usize) {
                    *count += lot.people;
                }
            }
        }
        let model = self.model();
        let all = model.products().filter_map(|product| model.plans_of(product));
        let all: BTreeSet<u32> = all.flat_map(Bits::iter).collect();
        let counted = |plan: u32| {
            let people = counts.get(plan as usize).copied().unwrap_or_default();
            Some((model.service_plan_at(plan)?, people))
        };
        all.into_iter().filter_map(counted).collect()
    }

    /// The active users who can use a plan.
    pub fn plan_holders(&mut self, plan: ServicePlanId) -> Bits {
        let Some(plan) = self.model().plan(plan) else { return Bits::none(0) };
        self.entitlements.rows(|lot| lot.is_on(u32::from(plan.0)))
    }

    /// The products that bring a plan, in the order of the model.
    #[must_use]
    pub fn products_with(&self, plan: ServicePlanId) -> Vec<SkuId> {
        let model = self.model();
        let Some(plan) = model.plan(plan) else { return Vec::new() };
        let brings = |plans: &Bits| plans.contains(u32::from(plan.0));
        let products = model.products().filter(|one| model.plans_of(*one).is_some_and(brings));
        products.filter_map(|product| model.sku(product)).collect()
    }

    /// Everybody with an error, by error and product.
    pub fn troubles(&mut self) -> Vec<Troubled> {
        let is_wrong = |verdict: &Verdict| verdict.state != State::Active;
        let rows = self.entitlements.rows(|lot| lot.verdicts().iter().any(is_wrong));
        let mut found: BTreeMap<(AssignmentError, SkuId), (Vec<u32>, Vec<u32>)> = BTreeMap::new();
        // Those who have the same have the same errors, but for those who go without a seat.
        let mut of_class: BTreeMap<u32, Vec<Trouble>> = BTreeMap::new();
        for row in rows.iter() {
            let own = self.goes_without(row);
            let class = self.class(row).unwrap_or_default();
            let known = of_class.get(&class).filter(|_| !own).cloned();
            let errors = known.unwrap_or_else(|| self.errors(row));
            if !own {
                of_class.entry(class).or_insert_with(|| errors.clone());
            }
            for (error, sku, is_told) in errors {
                let (people, told) = found.entry((error, sku)).or_default();
                people.push(row);
                if is_told {
                    told.push(row);
                }
            }
        }
        let set = |of: Vec<u32>| Bits::of(rows.len(), of);
        found
            .into_iter()
            .map(|((error, sku), (people, told))| Troubled {
                error,
                sku,
                people: set(people),
                told: set(told),
            })
            .collect()
    }

    /// The errors of somebody, each once, and whether the service told them.
    fn errors(&mut self, row: u32) -> Vec<Trouble> {
        let verdicts: Vec<Verdict> =
            self.entitlements.lot(row).map(|lot| lot.verdicts().to_vec()).unwrap_or_default();
        let list = self.entitlements.list(row).unwrap_or_default();
        let mut errors: BTreeMap<(AssignmentError, SkuId), bool> = BTreeMap::new();
        for verdict in &verdicts {
            let error = self.error(list, verdict).zip(self.model().sku(verdict.product));
            let (State::Error(why) | State::ActiveWithError(why)) = verdict.state else { continue };
            if let Some(error) = error {
                *errors.entry(error).or_default() |= why == Violation::Told;
            }
        }
        errors.into_iter().map(|((error, sku), is_told)| (error, sku, is_told)).collect()
    }

    /// The active users who were given a product directly and have it by a group as well, so that taking the
    /// direct one takes no plan from them.
    pub fn redundant(&mut self, product: SkuId) -> Bits {
        let both = self.given_directly(product, true);
        let Some(product) = self.model().product(product) else { return Bits::none(0) };
        let mut of_class: BTreeMap<u32, bool> = BTreeMap::new();
        let mut redundant = Bits::none(both.len());
        for row in both.iter() {
            let is = if self.goes_without(row) {
                self.is_redundant(row, product)
            } else {
                let class = self.class(row).unwrap_or_default();
                *of_class.entry(class).or_insert_with(|| self.is_redundant(row, product))
            };
            redundant.put(row, is);
        }
        redundant
    }

    /// Whether somebody who has a product directly and by a group would keep every plan without the direct one.
    fn is_redundant(&mut self, row: u32, product: ProductNo) -> bool {
        let Some(outcome) = self.entitlements.of(row) else { return false };
        let list = self.entitlements.list(row).unwrap_or_default();
        let Some(direct) = self.grant(list, Origin::Direct, product) else { return false };
        let mut others = self.model().no_plans();
        for verdict in outcome.verdicts.iter().filter(|verdict| verdict.state.is_held()) {
            if (verdict.origin, verdict.product) != (Origin::Direct, product) {
                let grant = self.grant(list, verdict.origin, verdict.product);
                if let Some(grant) = grant {
                    others.or(&grant.on);
                }
            }
        }
        direct.on.is_subset(&others)
    }
}
