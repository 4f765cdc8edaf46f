//! What stands in the way of switching a plan, before anybody tries: what others of the same people need of it, and
//! what they have from elsewhere.
//!
//! Source: "Group-based licensing: scenarios, limitations and known issues": a plan is on where any assignment has
//! it on, and what comes by a group cannot be changed on the person. How plans stand to each other are the
//! [`relations`](crate::licensing::relations) that the workspace counts.

use super::{Licences, Person, Way};
use crate::domain::attribute::Of;
use crate::domain::{Row, ServicePlanId, SkuId};
use crate::licensing::Standing;
use crate::licensing::relations::{exclusive_with, needed_by, needs};
use std::collections::{BTreeMap, BTreeSet};

type Plans = BTreeSet<ServicePlanId>;

/// For how many something is so, and by which groups.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ByGroups {
    pub people: u32,
    /// Numbers of licensed groups.
    pub groups: BTreeSet<u32>,
}

/// What those who are asked about have beside the product that is given to them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    /// How many they are.
    asked: u32,
    /// The plans that all of them have from elsewhere, and those that any has.
    all: Plans,
    any: Plans,
    /// The plans of the product that groups leave on.
    kept: BTreeMap<ServicePlanId, ByGroups>,
    /// Which relations between plans count.
    standing: &'static [Standing],
}

impl Default for Beside {
    fn default() -> Self {
        Self::none(Standing::SOURCED)
    }
}

/// Why a plan cannot be switched: the service would refuse it for everybody who is asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hindrance {
    /// It is on, and these need it.
    NeededBy(Vec<ServicePlanId>),
    /// It is off, and needs one of these, of which none is on.
    Needs(Vec<ServicePlanId>),
    /// It is off, and cannot stand beside this one.
    Excludes(ServicePlanId),
}

impl Beside {
    /// Nothing of nobody, where these relations count.
    const fn none(standing: &'static [Standing]) -> Self {
        Self { asked: 0, all: Plans::new(), any: Plans::new(), kept: BTreeMap::new(), standing }
    }

    fn add(&mut self, people: u32, others: Plans, kept: BTreeMap<ServicePlanId, BTreeSet<u32>>) {
        if self.asked == 0 {
            self.all.clone_from(&others);
        } else {
            self.all.retain(|plan| others.contains(plan));
        }
        self.asked += people;
        self.any.extend(others);
        for (plan, groups) in kept {
            let by_groups = self.kept.entry(plan).or_default();
            by_groups.people += people;
            by_groups.groups.extend(groups);
        }
    }

    /// Who keeps a plan of the product by groups, whatever is switched.
    #[must_use]
    pub fn kept(&self, plan: ServicePlanId) -> Option<&ByGroups> {
        self.kept.get(&plan)
    }

    /// Whether that is everybody who is asked about.
    #[must_use]
    pub const fn is_everybody(&self, by_groups: &ByGroups) -> bool {
        by_groups.people == self.asked
    }

    /// What stands in the way of switching a plan of a product, of which these are on.
    #[must_use]
    pub fn hindrance(&self, plan: ServicePlanId, on: &Plans) -> Option<Hindrance> {
        let standing = self.standing;
        let some_have = |one: ServicePlanId| on.contains(&one) || self.any.contains(&one);
        let all_have = |one: ServicePlanId| on.contains(&one) || self.all.contains(&one);
        if on.contains(&plan) {
            if self.any.contains(&plan) {
                // Some keep it from elsewhere, so it is not missed by all.
                return None;
            }
            let misses = needed_by(plan, standing).filter(|need| {
                let mut others = need.one_of.iter().map(|one| one.plan);
                all_have(need.plan) && !others.any(|other| other != plan && some_have(other))
            });
            let misses: Vec<ServicePlanId> = misses.map(|need| need.plan).collect();
            return (!misses.is_empty()).then_some(Hindrance::NeededBy(misses));
        }
        let mut exclusive = exclusive_with(plan, standing).map(|(other, _)| other);
        if let Some(other) = exclusive.find(|other| all_have(*other)) {
            return Some(Hindrance::Excludes(other));
        }
        let need = needs(plan, standing)?;
        let one_of: Vec<ServicePlanId> = need.one_of.iter().map(|one| one.plan).collect();
        let lacks = !one_of.iter().any(|one| some_have(*one));
        lacks.then_some(Hindrance::Needs(one_of))
    }
}

impl Licences {
    /// What people or groups have beside a product that is given to them, and without one that is taken from them.
    pub fn beside(&mut self, (of, rows): (Of, &[Row]), give: SkuId, take: Option<SkuId>) -> Beside {
        let changes = |product: SkuId| product == give || Some(product) == take;
        let mut beside = Beside::none(self.assumptions().standing);
        if of == Of::Group {
            for row in rows {
                let plans = self.by_group(*row, |product| !changes(product));
                beside.add(1, plans, BTreeMap::new());
            }
            return beside;
        }
        for (person, people) in self.alike(rows) {
            let mut others = Plans::new();
            let mut kept: BTreeMap<ServicePlanId, BTreeSet<u32>> = BTreeMap::new();
            for holding in &person.holdings {
                for way in holding.ways.iter().filter(|way| way.state.is_held()) {
                    if way.way == Way::Direct && changes(holding.product) {
                        continue;
                    }
                    others.extend(way.on.iter().copied());
                    if let (true, Way::Group(group)) = (holding.product == give, way.way) {
                        for plan in &way.on {
                            kept.entry(*plan).or_default().insert(group);
                        }
                    }
                }
            }
            beside.add(people, others, kept);
        }
        beside
    }

    /// What comes to these people by groups alone, so that it cannot be taken from them.
    pub fn by_groups_alone(&mut self, rows: &[Row]) -> BTreeMap<SkuId, ByGroups> {
        let mut found: BTreeMap<SkuId, ByGroups> = BTreeMap::new();
        for (person, people) in self.alike(rows) {
            // What was refused is nobody's.
            for holding in person.holdings.iter().filter(|holding| holding.held) {
                let groups = holding.ways.iter().filter_map(|way| match way.way {
                    Way::Group(group) => Some(group),
                    Way::Direct | Way::Unsaid => None,
                });
                let groups: BTreeSet<u32> = groups.collect();
                if groups.len() == holding.ways.len() {
                    let by_groups = found.entry(holding.product).or_default();
                    by_groups.people += people;
                    by_groups.groups.extend(groups);
                }
            }
        }
        found
    }

    /// One of all those who are given the same, and how many they are.
    fn alike(&mut self, rows: &[Row]) -> Vec<(Person, u32)> {
        let mut classes: BTreeMap<(u32, Option<u32>), (u32, u32)> = BTreeMap::new();
        for row in rows.iter().map(|row| row.0) {
            let Some(class) = self.class(row) else { continue };
            // Those who go without a seat are each their own case.
            let own = self.goes_without(row).then_some(row);
            classes.entry((class, own)).or_insert((row, 0)).1 += 1;
        }
        classes.into_values().map(|(row, people)| (self.person(row), people)).collect()
    }

    /// The plans that a group switches on in the products that are meant.
    fn by_group(&self, row: Row, is_meant: impl Fn(SkuId) -> bool) -> Plans {
        let licenses = self.giving(row).into_iter().flat_map(|group| &group.licenses);
        let plans = licenses.filter(|license| is_meant(license.sku)).flat_map(|license| {
            let product = self.model().product(license.sku);
            let plans = product.map(|product| self.plans_of(product)).unwrap_or_default();
            plans.into_iter().filter(|plan| !license.disabled_plans.contains(plan))
        });
        plans.collect()
    }
}

#[cfg(test)]
mod tests;
