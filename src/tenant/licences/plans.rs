//! The directory by service plan, by error, and what is held twice for nothing.

use super::{Licences, error_of};
use crate::domain::{AssignmentError, ServicePlanId, SkuId};
use crate::licensing::judge::{Origin, State};
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
}

impl Licences {
    /// How many active users can use each plan. Plans of products that nobody has are there, with nobody.
    pub fn plan_people(&mut self) -> BTreeMap<ServicePlanId, u32> {
        let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
        for (people, _, outcome) in self.entitlements.outcomes() {
            for plan in outcome.on.iter() {
                *counts.entry(plan).or_default() += people;
            }
        }
        let model = self.model();
        let all = model.products().filter_map(|product| model.plans_of(product));
        let all: BTreeSet<u32> = all.flat_map(Bits::iter).collect();
        let counted = |plan: u32| {
            let people = counts.get(&plan).copied().unwrap_or_default();
            Some((model.service_plan_at(plan)?, people))
        };
        all.into_iter().filter_map(counted).collect()
    }

    /// The active users who can use a plan.
    pub fn plan_holders(&mut self, plan: ServicePlanId) -> Bits {
        let Some(plan) = self.model().plan(plan) else { return Bits::none(0) };
        self.entitlements.rows(|_, outcome| outcome.on.contains(u32::from(plan.0)))
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
        let mut kinds: BTreeSet<(AssignmentError, SkuId)> = BTreeSet::new();
        let mut found: Vec<(Vec<(AssignmentError, SkuId)>, u32)> = Vec::new();
        let rows = self.entitlements.rows(|_, outcome| {
            outcome.verdicts.iter().any(|verdict| verdict.state != State::Active)
        });
        let failed = |told: &super::Told| !told.failed.is_empty();
        let lists: Vec<bool> = self.lists.iter().map(failed).collect();
        let directly = self
            .entitlements
            .rows(|key, _| lists.get(key.direct as usize).copied().unwrap_or_default());
        let mut all = rows;
        all.or(&directly);
        for row in all.iter() {
            let Some(key) = self.entitlements.key(row).cloned() else { continue };
            let Some(verdicts) = self.entitlements.of(row).map(|it| it.verdicts.clone()) else {
                continue;
            };
            let mut own: Vec<(AssignmentError, SkuId)> = Vec::new();
            for verdict in &verdicts {
                let (State::Error(why) | State::ActiveWithError(why)) = verdict.state else {
                    continue;
                };
                let error = error_of(why, self.said(&key, verdict));
                own.extend(self.model().sku(verdict.product).map(|sku| (error, sku)));
            }
            let failed = self.told(&key).map(|told| told.failed.as_slice()).unwrap_or_default();
            let failed = failed.iter();
            own.extend(failed.map(|(sku, error)| (error.unwrap_or(AssignmentError::Other), *sku)));
            kinds.extend(own.iter().copied());
            found.push((own, row));
        }
        let people = |kind: (AssignmentError, SkuId)| {
            let rows = found.iter().filter(|(own, _)| own.contains(&kind)).map(|(_, row)| *row);
            Bits::of(all_rows(&all), rows)
        };
        kinds
            .into_iter()
            .map(|(error, sku)| Troubled { error, sku, people: people((error, sku)) })
            .collect()
    }

    /// The active users who were given a product directly and have it by a group as well, so that taking the
    /// direct one takes no plan from them.
    pub fn redundant(&mut self, product: SkuId) -> Bits {
        let Some(product) = self.model().product(product) else { return Bits::none(0) };
        let setup = self.entitlements.setup().clone();
        let lists: Vec<bool> = self.lists.iter().map(|told| told.with_origin).collect();
        self.entitlements.rows(|key, outcome| {
            if lists.get(key.direct as usize) != Some(&true) {
                return false;
            }
            let direct = setup.direct.get(key.direct as usize);
            let Some(direct) = direct.and_then(|all| all.iter().find(|it| it.product == product))
            else {
                return false;
            };
            let mut others = setup.model.no_plans();
            let mut by_group = false;
            for verdict in outcome.verdicts.iter().filter(|verdict| verdict.state.is_held()) {
                let grants = match verdict.origin {
                    Origin::Group(group) => setup.groups.get(group as usize),
                    Origin::Direct if verdict.product == product => None,
                    Origin::Direct => setup.direct.get(key.direct as usize),
                };
                by_group |=
                    verdict.product == product && matches!(verdict.origin, Origin::Group(_));
                let grant = grants.into_iter().flatten().find(|it| it.product == verdict.product);
                if let Some(grant) = grant {
                    others.or(&grant.on);
                }
            }
            by_group && direct.on.is_subset(&others)
        })
    }
}

fn all_rows(bits: &Bits) -> u32 {
    u32::try_from(bits.words().len() * 64).unwrap_or(u32::MAX)
}
