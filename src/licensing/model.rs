//! A tenant's products in dense numbers: what each brings, how its plans stand to each other, and how many
//! seats there are.

use super::relations::{self, Standing};
use super::sets::{common, meet, unite};
use crate::domain::{PrepaidUnits, Reading, ServicePlanId, SkuId};
use crate::store::Bits;
use std::collections::BTreeMap;

/// Number of a product in a [`Model`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProductNo(pub u16);

/// Number of a service plan in a [`Model`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlanNo(pub u16);

impl ProductNo {
    const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A product as the tenant owns it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owned {
    pub id: SkuId,
    pub plans: Vec<ServicePlanId>,
    /// None where nothing tells it: then they never run out here.
    pub seats: Option<PrepaidUnits>,
}

/// Products and plans by number.
#[derive(Debug, Clone)]
pub struct Model {
    products: Vec<Product>,
    by_id: BTreeMap<SkuId, ProductNo>,
    plans: Vec<Plan>,
    plan_by_id: BTreeMap<ServicePlanId, PlanNo>,
    /// The plans that need others, and those that exclude any.
    needy: Bits,
    touchy: Bits,
    /// Those that once excluded others, and no longer do.
    forgiven: Bits,
    reading: Reading,
}

#[derive(Debug, Clone)]
struct Product {
    id: SkuId,
    plans: Bits,
    seats: Option<PrepaidUnits>,
}

#[derive(Debug, Clone)]
struct Plan {
    id: ServicePlanId,
    /// Those that cannot stand beside it.
    exclusive: Bits,
    /// One of these must be on; none where nothing is needed.
    needs: Option<Bits>,
}

impl Model {
    /// Products, each once; a later one with the same id is not taken. More than 65,535 products or plans are not
    /// taken either. `standing` says which relations between plans count.
    #[must_use]
    pub fn new(owned: &[Owned], standing: &[Standing], reading: Reading) -> Self {
        let mut plan_by_id: BTreeMap<ServicePlanId, PlanNo> = BTreeMap::new();
        let all = owned.iter().flat_map(|product| &product.plans);
        for (number, plan) in (0..u16::MAX).zip(all.collect::<std::collections::BTreeSet<_>>()) {
            plan_by_id.insert(*plan, PlanNo(number));
        }
        let count = u32::try_from(plan_by_id.len()).unwrap_or(u32::MAX);
        let set = |plans: &mut dyn Iterator<Item = ServicePlanId>| {
            let known = plans.filter_map(|plan| plan_by_id.get(&plan));
            Bits::of(count, known.map(|plan| u32::from(plan.0)))
        };
        let plans: Vec<Plan> =
            plan_by_id
                .keys()
                .map(|&id| Plan {
                    id,
                    exclusive: set(
                        &mut relations::exclusive_with(id, standing).map(|(other, _)| other)
                    ),
                    needs: relations::needs(id, standing)
                        .map(|need| set(&mut need.one_of.iter().map(|one| one.plan))),
                })
                .collect();
        let those = |is_meant: &dyn Fn(&Plan) -> bool| {
            let meant = (0_u32..).zip(&plans).filter(|(_, plan)| is_meant(plan));
            Bits::of(count, meant.map(|(number, _)| number))
        };
        let mut model = Self {
            needy: those(&|plan| plan.needs.is_some()),
            touchy: those(&|plan| !plan.exclusive.is_empty()),
            forgiven: those(&|plan| {
                relations::exclusive_with(plan.id, &[Standing::Past]).next().is_some()
            }),
            products: Vec::with_capacity(owned.len()),
            by_id: BTreeMap::new(),
            plans,
            plan_by_id: BTreeMap::new(),
            reading,
        };
        for product in owned {
            let Ok(number) = u16::try_from(model.products.len()) else { break };
            if model.by_id.contains_key(&product.id) {
                continue;
            }
            let plans = set(&mut product.plans.iter().copied());
            model.by_id.insert(product.id, ProductNo(number));
            model.products.push(Product { id: product.id, plans, seats: product.seats });
        }
        model.plan_by_id = plan_by_id;
        model
    }

    /// Number of a product.
    #[must_use]
    pub fn product(&self, id: SkuId) -> Option<ProductNo> {
        self.by_id.get(&id).copied()
    }

    /// Number of a plan.
    #[must_use]
    pub fn plan(&self, id: ServicePlanId) -> Option<PlanNo> {
        self.plan_by_id.get(&id).copied()
    }

    /// All products.
    pub fn products(&self) -> impl ExactSizeIterator<Item = ProductNo> {
        (0..u16::try_from(self.products.len()).unwrap_or(u16::MAX)).map(ProductNo)
    }

    /// `skuId` of a product.
    #[must_use]
    pub fn sku(&self, product: ProductNo) -> Option<SkuId> {
        self.products.get(product.index()).map(|product| product.id)
    }

    /// `servicePlanId` of a plan.
    #[must_use]
    pub fn service_plan(&self, plan: PlanNo) -> Option<ServicePlanId> {
        self.plans.get(usize::from(plan.0)).map(|plan| plan.id)
    }

    /// `servicePlanId` of a number in a set of plans.
    #[must_use]
    pub fn service_plan_at(&self, plan: u32) -> Option<ServicePlanId> {
        self.plans.get(plan as usize).map(|plan| plan.id)
    }

    /// No plans; as long as a set of all.
    #[must_use]
    pub fn no_plans(&self) -> Bits {
        Bits::none(u32::try_from(self.plans.len()).unwrap_or(u32::MAX))
    }

    /// The plans of a product.
    #[must_use]
    pub fn plans_of(&self, product: ProductNo) -> Option<&Bits> {
        self.products.get(product.index()).map(|product| &product.plans)
    }

    /// How many people can hold a product; none where nothing tells it.
    #[must_use]
    pub fn capacity(&self, product: ProductNo) -> Option<u32> {
        let seats = self.products.get(product.index())?.seats?;
        Some(seats.capacity(self.reading))
    }

    /// The plans that cannot stand beside a plan.
    pub(super) fn exclusive(&self, plan: u32) -> Option<&Bits> {
        self.plans.get(plan as usize).map(|plan| &plan.exclusive)
    }

    /// The plans of which one must be on for this one; none where nothing is needed.
    pub(super) fn needs(&self, plan: u32) -> Option<&Bits> {
        self.plans.get(plan as usize)?.needs.as_ref()
    }

    /// Whether any plan of a product excludes others, or once did, and whether any needs another: of these it can be
    /// judged what the service will say.
    #[must_use]
    pub fn relations_of(&self, product: ProductNo) -> (bool, bool) {
        let plans = self.plans_of(product).map(Bits::words).unwrap_or_default();
        let meets = |with: &Bits| meet(plans, with.words());
        (meets(&self.touchy) || meets(&self.forgiven), meets(&self.needy))
    }

    /// Whether any plan needs another.
    #[must_use]
    pub fn has_needs(&self) -> bool {
        !self.needy.is_empty()
    }

    /// Whether a plan needs another of which none is in a set; the set as words.
    pub(super) fn is_lacking(&self, plan: u32, on: &[u64]) -> bool {
        self.needs(plan).is_some_and(|needs| !meet(needs.words(), on))
    }

    /// The plans of a set that need another of which none is in the other set; sets as words.
    pub(super) fn lacking<'a>(
        &'a self,
        plans: &'a [u64],
        on: &'a [u64],
    ) -> impl Iterator<Item = u32> + 'a {
        common(plans, self.needy.words()).filter(|plan| self.is_lacking(*plan, on))
    }

    /// The plans of a set that exclude others.
    pub(super) fn touchy_among<'a>(&'a self, plans: &'a Bits) -> impl Iterator<Item = u32> + 'a {
        common(plans.words(), self.touchy.words())
    }

    /// The plans that cannot stand beside one of a set; sets as words.
    pub(super) fn excluded_by(&self, plans: &[u64]) -> Vec<u64> {
        let mut all = vec![0; plans.len()];
        for plan in common(plans, self.touchy.words()) {
            unite(&mut all, self.exclusive(plan).map(Bits::words).unwrap_or_default());
        }
        all
    }
}
