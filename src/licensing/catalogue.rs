//! The products that there are, and which service plans each brings.
//!
//! Ids are the only keys. In the published table a `skuPartNumber` names two products (`MCOPSTN5`), so do
//! display names (`Microsoft 365 F1`), and a `servicePlanName` names two plans (`PROJECT_ESSENTIALS`); so
//! whoever looks something up by text gets all that are called so.
//!
//! The project has a table of its own, `licensing/products.txt`: the products that people really meet,
//! in the form of [`Catalogue::read`]. It is not compiled into the program, which would pay for it
//! before the first screen: it is a file beside the program, fetched when a page first names a product.
//! Microsoft's whole table is read by `exchange::product_names`; a browser that took one in keeps it in the
//! same form ([`Catalogue::write`]) and lays it over the project's own ([`Catalogue::merge`]).

#[cfg(test)]
mod tests;
mod text;

pub use text::{CatalogueError, Flaw};

use crate::domain::{AppliesTo, ServicePlanId, SkuId};
use crate::text::{date::Day, fold};
use std::collections::BTreeMap;

/// A product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Product {
    pub id: SkuId,
    /// `skuPartNumber`; empty where nothing tells it.
    pub part_number: String,
    /// All display names that were seen, the one to show first.
    pub names: Vec<String>,
    /// The plans in it, by id, each once.
    pub plans: Vec<ServicePlanId>,
}

/// A service plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    pub id: ServicePlanId,
    /// `servicePlanName`; empty where nothing tells it.
    pub name: String,
    /// All friendly names that were seen, the one to show first. Old brands are among them.
    pub friendly_names: Vec<String>,
    /// None where nothing tells it.
    pub applies_to: Option<AppliesTo>,
}

/// Products and plans. Every plan that a product lists is there, be it without a name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Catalogue {
    dated: Option<Day>,
    products: BTreeMap<SkuId, Product>,
    plans: BTreeMap<ServicePlanId, Plan>,
}

impl Catalogue {
    /// The day of the table; none where it does not say.
    #[must_use]
    pub const fn dated(&self) -> Option<Day> {
        self.dated
    }

    /// Says of which day the table is. A year that four digits do not write is none.
    pub fn set_dated(&mut self, dated: Option<Day>) {
        self.dated = dated.filter(|day| (0..=9999).contains(&day.year));
    }

    /// A product.
    #[must_use]
    pub fn product(&self, id: SkuId) -> Option<&Product> {
        self.products.get(&id)
    }

    /// A service plan.
    #[must_use]
    pub fn plan(&self, id: ServicePlanId) -> Option<&Plan> {
        self.plans.get(&id)
    }

    /// All products, by id.
    pub fn products(&self) -> impl ExactSizeIterator<Item = &Product> {
        self.products.values()
    }

    /// All service plans, by id.
    pub fn plans(&self) -> impl ExactSizeIterator<Item = &Plan> {
        self.plans.values()
    }

    /// The products with this `skuPartNumber`, by id. Case is ignored. Walks over all of them.
    #[must_use]
    pub fn with_part_number(&self, part_number: &str) -> Vec<SkuId> {
        let wanted = part_number.trim();
        self.products_where(|product| fold::same(&product.part_number, wanted))
    }

    /// The products that have, or had, this display name, by id. Case is ignored. Walks over all.
    #[must_use]
    pub fn with_name(&self, name: &str) -> Vec<SkuId> {
        let wanted = name.trim();
        self.products_where(|product| product.names.iter().any(|name| fold::same(name, wanted)))
    }

    fn products_where(&self, is_wanted: impl Fn(&Product) -> bool) -> Vec<SkuId> {
        self.products.values().filter(|product| is_wanted(product)).map(|it| it.id).collect()
    }

    /// Adds a plan. If it is known already, it gains friendly names, those that come now first, and
    /// what else is told now is true.
    pub fn add_plan(&mut self, plan: Plan) {
        let known = self.plans.remove(&plan.id);
        let (old_name, old_friendly, old_applies_to) =
            known.map_or_else(Default::default, |it| (it.name, it.friendly_names, it.applies_to));
        let name = Some(one_line(&plan.name)).filter(|name| !name.is_empty()).unwrap_or(old_name);
        let mut friendly_names = distinct(plan.friendly_names.into_iter().chain(old_friendly));
        friendly_names.retain(|friendly| !fold::same(friendly, &name));
        let applies_to = plan.applies_to.or(old_applies_to);
        self.plans.insert(plan.id, Plan { id: plan.id, name, friendly_names, applies_to });
    }

    /// Adds a product, or replaces it: its plans are those that are told now. Names that it had stay
    /// behind the new ones, since people look for them. Plans that are not known become plans without
    /// a name.
    pub fn add_product(&mut self, product: Product) {
        let known = self.products.remove(&product.id);
        let (old_part_number, old_names) =
            known.map_or_else(Default::default, |it| (it.part_number, it.names));
        let part_number = Some(one_line(&product.part_number))
            .filter(|text| !text.is_empty())
            .unwrap_or(old_part_number);
        let names = distinct(product.names.into_iter().chain(old_names));
        let mut plans = product.plans;
        plans.sort_unstable();
        plans.dedup();
        for id in &plans {
            self.plans.entry(*id).or_insert_with(|| Plan::nameless(*id));
        }
        self.products.insert(product.id, Product { id: product.id, part_number, names, plans });
    }

    /// Takes a newer catalogue over this one: its products replace those with the same ids, plans gain
    /// its friendly names, and what it does not have stays. The later day is the day of both.
    pub fn merge(&mut self, newer: Self) {
        let Self { dated, products, plans } = newer;
        for plan in plans.into_values() {
            self.add_plan(plan);
        }
        for product in products.into_values() {
            self.add_product(product);
        }
        self.dated = self.dated.max(dated);
    }
}

impl Product {
    /// What to show: its first display name, else the part number, which may be empty.
    #[must_use]
    pub fn title(&self) -> &str {
        self.names.first().unwrap_or(&self.part_number)
    }
}

impl Plan {
    const fn nameless(id: ServicePlanId) -> Self {
        Self { id, name: String::new(), friendly_names: Vec::new(), applies_to: None }
    }

    /// What to show: its first friendly name, else its name, which may be empty.
    #[must_use]
    pub fn title(&self) -> &str {
        self.friendly_names.first().unwrap_or(&self.name)
    }
}

/// A text that fits into a line: spaces around it go, those inside stay, and whatever else moves a
/// cursor is a space.
fn one_line(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.trim().to_owned()
}

/// The names that differ in more than case, in their order. Of two that differ in case only, the first
/// stands, unless it is all capitals and the other is not.
fn distinct(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for name in names.map(|name| one_line(&name)).filter(|name| !name.is_empty()) {
        let place = *places.entry(fold::case(&name).into_owned()).or_insert(kept.len());
        match kept.get_mut(place) {
            Some(one) if is_shouted(one) && !is_shouted(&name) => *one = name,
            Some(_) => {}
            None => kept.push(name),
        }
    }
    kept
}

fn is_shouted(text: &str) -> bool {
    !text.contains(char::is_lowercase)
}
