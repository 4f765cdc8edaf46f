//! Who holds which product, by which way, and with which plans: the directory's licences as the service
//! gives them, what is staged included.
//!
//! What is told and what follows are kept apart. Told are what somebody was given directly (`directLicenses`),
//! what groups give, what the tenant owns, and of each inherited licence what the service said of it
//! (`licenseAssignmentStates`). From these, and from who is in which group now, follows what everybody has
//! ([`entitlement`](crate::licensing::entitlement)).
//!
//! Where files tell less:
//! - Of somebody with `assignedLicenses` and no states, what is held is known and not whence; it counts as
//!   theirs ([`Way::Unsaid`]).
//! - The portals name products by display names. A name that several products have is nobody's product
//!   ([`Person::ambiguous`]), and neither is one that the catalogue does not have.
//! - Of somebody of whom nothing is told, nothing is known: they are counted apart, never as without.
//! - Of a group of which no file tells what it gives, what its members' states say is taken.
//!
//! Sources: Microsoft Graph v1.0 `user`, `group` and `subscribedSku`; "Group-based licensing: scenarios,
//! limitations and known issues" (only direct members count).

mod assumptions;
mod by_rule;
pub mod consequences;
mod figures;
mod follow;
mod gather;
pub mod guide;
pub mod intune;
mod lists;
mod members;
pub mod people;
pub mod plans;
pub mod processing;
pub mod renewals;
mod supposed;
#[cfg(test)]
mod tests;
pub mod toggles;
mod told;

pub use assumptions::Assumptions;
pub use figures::{ErrorCount, ProductFigures, error_of};

use crate::domain::{
    AssignedLicense, AssignmentCondition, AssignmentError, Event, GroupId, ObjectId,
    ProvisioningStatus, Row, ServicePlanId, SkuId, Subscription,
};
use crate::licensing::Catalogue;
use crate::licensing::entitlement::{Entitlements, Lot};
use crate::licensing::judge::{Grant, Origin, Phase, State, Verdict, Violation};
use crate::licensing::model::{Model, ProductNo};
use crate::store::Bits;
use crate::tenant::Workspace;
use by_rule::ByRule;
use gather::Ways;
use lists::Lists;
use std::collections::{BTreeMap, BTreeSet};
use supposed::Supposed;
use told::Told;

/// A group that gives licences, or by which somebody has some still.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LicensedGroup {
    pub id: ObjectId,
    /// None where only people's states tell of the group.
    pub row: Option<GroupId>,
    /// Empty where it no longer gives any.
    pub licenses: Vec<AssignedLicense>,
    /// Whether a file tells what the group gives; otherwise it is put together from its members' states.
    pub told: bool,
}

/// Everybody's licences.
#[derive(Debug)]
pub struct Licences {
    assumptions: Assumptions,
    entitlements: Entitlements,
    /// By number.
    groups: Vec<LicensedGroup>,
    /// What the lists of people say, by number; the first says nothing.
    lists: Lists,
    /// The groups, as lists are read.
    ways: Ways,
    /// Who comes into licensed groups, and who goes, because of their rules.
    by_rule: ByRule,
    /// Active users of whom nothing is told.
    unknown: Bits,
    /// By product: how many people held it before anything was staged.
    held_before: Vec<u32>,
}

/// The way by which a product comes to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// It was given to them.
    Direct,
    /// They have it, and no file tells whence.
    Unsaid,
    /// Number of a [`LicensedGroup`].
    Group(u32),
}

/// What became of a product on one way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    pub way: Way,
    pub state: State,
    /// What the service said, where it refused.
    pub said: Option<AssignmentError>,
    /// The plans that this assignment switches on.
    pub on: Vec<ServicePlanId>,
}

/// A product of somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holding {
    pub product: SkuId,
    /// Whether it takes a seat.
    pub held: bool,
    pub ways: Vec<Assignment>,
    /// Every plan of the product, and whether it is on by any way; empty where the plans are not known.
    pub plans: Vec<(ServicePlanId, bool)>,
}

/// What is known of somebody.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Person {
    /// Whether any file tells of their licences.
    pub known: bool,
    /// Whether it says whence they come.
    pub with_origin: bool,
    /// Whether it says which plans are on; where only names are told, all of them are taken to be.
    pub are_plans_told: bool,
    pub holdings: Vec<Holding>,
    /// Display names that are no product's alone, or of no product that is known.
    pub ambiguous: Vec<String>,
}

/// How a plan of a product stands for somebody who has the product: off, or as it stands in the tenant.
#[must_use]
pub fn provisioning(
    owned: Option<&Subscription>,
    plan: ServicePlanId,
    on: bool,
) -> ProvisioningStatus {
    let of_tenant = owned.and_then(|owned| owned.plans.iter().find(|one| one.id == plan)?.status);
    match of_tenant {
        _ if !on => ProvisioningStatus::Disabled,
        None | Some(ProvisioningStatus::Disabled) => ProvisioningStatus::Success,
        Some(status) => status,
    }
}

impl Holding {
    /// The best that became of the product on any way.
    #[must_use]
    pub fn state(&self) -> (AssignmentCondition, Option<AssignmentError>) {
        let rank = |way: &&Assignment| match way.state {
            State::Active => 0,
            State::ActiveWithError(_) => 1,
            State::Error(_) => 2,
        };
        let best = self.ways.iter().min_by_key(rank);
        match best.map(|best| (best.state, best.said)) {
            None => (AssignmentCondition::Error, None),
            Some((State::Active, _)) => (AssignmentCondition::Active, None),
            Some((State::ActiveWithError(why), said)) => {
                (AssignmentCondition::ActiveWithError, Some(error_of(why, said)))
            }
            Some((State::Error(why), said)) => {
                (AssignmentCondition::Error, Some(error_of(why, said)))
            }
        }
    }
}

impl Person {
    /// A product of the person.
    #[must_use]
    pub fn holding(&self, product: SkuId) -> Option<&Holding> {
        self.holdings.iter().find(|holding| holding.product == product)
    }
}

impl Licences {
    /// Everybody's licences, from nothing. The catalogue gives plans of products that the tenant is not known
    /// to own, and products to names.
    #[must_use]
    pub fn of(workspace: &Workspace, catalogue: &Catalogue, assumptions: Assumptions) -> Self {
        let (supposed, lists) = (Supposed::default(), Lists::default());
        gather::gather(workspace, catalogue, assumptions, &supposed, lists)
    }

    /// Everybody's licences again, of the same workspace with nothing taken in since, and the same catalogue: what
    /// lists say is not read again.
    pub fn compute_again(
        &mut self,
        workspace: &Workspace,
        catalogue: &Catalogue,
        assumptions: Assumptions,
    ) {
        let lists = std::mem::take(&mut self.lists);
        *self = gather::gather(workspace, catalogue, assumptions, &Supposed::default(), lists);
    }

    /// Everybody's licences as if these events had happened to the directory that these are of: what people are
    /// given, what groups give, who is in them by hand or by rule, who is there.
    #[must_use]
    pub fn supposing(
        &self,
        workspace: &Workspace,
        catalogue: &Catalogue,
        assumptions: Assumptions,
        events: &[Event],
    ) -> Self {
        let supposed = Supposed::of(events, &self.by_rule);
        gather::gather(workspace, catalogue, assumptions, &supposed, Lists::default())
    }

    /// Products and plans by number.
    #[must_use]
    pub const fn model(&self) -> &Model {
        &self.entitlements.setup().model
    }

    /// What is taken to hold.
    #[must_use]
    pub const fn assumptions(&self) -> Assumptions {
        self.assumptions
    }

    /// The groups that give licences, by number.
    #[must_use]
    pub fn groups(&self) -> &[LicensedGroup] {
        &self.groups
    }

    /// A group of the directory that gives licences.
    #[must_use]
    pub fn giving(&self, group: GroupId) -> Option<&LicensedGroup> {
        self.groups.iter().find(|one| one.row == Some(group) && !one.licenses.is_empty())
    }

    /// Active users of whom no file tells which licences they have.
    #[must_use]
    pub const fn unknown(&self) -> &Bits {
        &self.unknown
    }

    /// People of whom a rule cannot tell whether they are in a licensed group, and could before something was staged.
    #[must_use]
    pub fn undecided(&self) -> BTreeSet<Row> {
        self.by_rule.undecided()
    }

    fn told(&self, list: u32) -> Option<&Told> {
        self.lists.all.get(list as usize)
    }

    fn way(&self, list: u32, origin: Origin) -> Way {
        match origin {
            Origin::Group(group) => Way::Group(group),
            Origin::Direct if self.told(list).is_none_or(|told| told.with_origin) => Way::Direct,
            Origin::Direct => Way::Unsaid,
            Origin::Turned(_) => Way::Direct,
        }
    }

    /// What the service said of a licence with which something is wrong.
    fn said(&self, list: u32, verdict: &Verdict) -> Option<AssignmentError> {
        let (State::Error(Violation::Told) | State::ActiveWithError(Violation::Told)) =
            verdict.state
        else {
            return None;
        };
        let sku = self.model().sku(verdict.product)?;
        let told = self.told(list)?;
        match verdict.origin {
            Origin::Direct | Origin::Turned(_) => told.said.iter().find(|(of, _)| *of == sku)?.1,
            Origin::Group(group) => {
                let group = self.groups.get(group as usize)?.id;
                told.inherited.iter().find(|way| (way.group, way.sku) == (group, sku))?.error
            }
        }
    }

    /// What somebody has, product by product, by number. A row that is no active user has nothing.
    pub fn person(&mut self, row: u32) -> Person {
        let Some(list) = self.entitlements.list(row) else { return Person::default() };
        let Some(outcome) = self.entitlements.of(row) else { return Person::default() };
        let told = self.told(list);
        let mut person = Person {
            known: list != lists::NOTHING,
            with_origin: told.is_none_or(|told| told.with_origin),
            are_plans_told: told.is_some_and(|told| told.with_plans),
            holdings: Vec::new(),
            ambiguous: told.map(|told| told.ambiguous.clone()).unwrap_or_default(),
        };
        let mut by_product: BTreeMap<ProductNo, Vec<Assignment>> = BTreeMap::new();
        for verdict in &outcome.verdicts {
            let assignment = Assignment {
                way: self.way(list, verdict.origin),
                state: verdict.state,
                said: self.said(list, verdict),
                on: self.plans_on(list, verdict),
            };
            by_product.entry(verdict.product).or_default().push(assignment);
        }
        for (product, ways) in by_product {
            let Some(sku) = self.model().sku(product) else { continue };
            let on = |plan: &ServicePlanId| {
                ways.iter().any(|way| way.state.is_held() && way.on.contains(plan))
            };
            let plans = self.plans_of(product);
            person.holdings.push(Holding {
                product: sku,
                held: outcome.holds.contains(&product),
                plans: plans.into_iter().map(|plan| (plan, on(&plan))).collect(),
                ways,
            });
        }
        person
    }

    /// The plans of a product, by id.
    #[must_use]
    pub fn plans_of(&self, product: ProductNo) -> Vec<ServicePlanId> {
        let model = self.model();
        let plans = model.plans_of(product).into_iter().flat_map(Bits::iter);
        plans.filter_map(|plan| model.service_plan_at(plan)).collect()
    }

    /// What one assignment gives.
    fn grant(&self, list: u32, origin: Origin, product: ProductNo) -> Option<&Grant> {
        let setup = self.entitlements.setup();
        let list = setup.lists.get(list as usize)?;
        let had = |group: u32| {
            let had = list.inherited.iter().filter(move |it| it.group == group);
            had.map(|it| &it.grant).find(|grant| grant.product == product)
        };
        match origin {
            Origin::Direct => {
                let mut direct = list.direct.iter().map(|(grant, _)| grant);
                direct.find(|grant| grant.product == product)
            }
            Origin::Group(group) => {
                let grants = &setup.groups.get(group as usize)?.grants;
                grants.iter().find(|grant| grant.product == product).or_else(|| had(group))
            }
            Origin::Turned(group) => had(group),
        }
    }

    /// The plans that one assignment leaves on.
    fn plans_on(&self, list: u32, verdict: &Verdict) -> Vec<ServicePlanId> {
        let grant = self.grant(list, verdict.origin, verdict.product);
        let on = grant.into_iter().flat_map(|grant| grant.on.iter());
        on.filter_map(|plan| self.model().service_plan_at(plan)).collect()
    }

    /// The active users who have a product, by any way.
    pub fn holders(&mut self, product: SkuId) -> Bits {
        let Some(product) = self.model().product(product) else {
            return Bits::none(0);
        };
        self.entitlements.rows(|lot| lot.holds(product))
    }

    /// The active users with whom something is wrong about a product, by any way.
    pub fn troubled(&mut self, product: SkuId) -> Bits {
        let wanted = self.model().product(product);
        let is_wrong =
            |verdict: &Verdict| Some(verdict.product) == wanted && verdict.state != State::Active;
        self.entitlements.rows(|lot| lot.verdicts().iter().any(is_wrong))
    }

    /// The active users who were given a product directly, without or with a group that gives it as well. What would
    /// turn direct was not given.
    pub fn given_directly(&mut self, product: SkuId, also_by_group: bool) -> Bits {
        let Some(wanted) = self.model().product(product) else { return Bits::none(0) };
        let lists = &self.lists.all;
        self.entitlements.rows(|lot| {
            let is_given = lists.get(lot.list as usize).is_some_and(|told| {
                told.with_origin && told.direct.iter().any(|(license, _)| license.sku == product)
            });
            let (direct, by_group) = lot.ways(wanted);
            is_given && direct && (!also_by_group || by_group)
        })
    }

    /// The plans that somebody has on by what would turn direct.
    pub(in crate::tenant) fn turned(&mut self, row: u32) -> Bits {
        let mut on = self.model().no_plans();
        let Some(list) = self.entitlements.list(row) else { return on };
        let verdicts = self.lot(row).map(|lot| lot.verdicts().to_vec()).unwrap_or_default();
        for one in verdicts.iter().filter(|one| one.state.is_held()) {
            if matches!(one.origin, Origin::Turned(_))
                && let Some(grant) = self.grant(list, one.origin, one.product)
            {
                on.or(&grant.on);
            }
        }
        on
    }

    /// Number of what somebody is given: the same for all who are given the same.
    #[must_use]
    pub(in crate::tenant) fn class(&self, row: u32) -> Option<u32> {
        self.entitlements.class(row)
    }

    /// Whether somebody goes without something for want of seats.
    pub(in crate::tenant) fn goes_without(&mut self, row: u32) -> bool {
        self.entitlements.goes_without(row)
    }

    /// What somebody has, in numbers.
    pub(in crate::tenant) fn lot(&mut self, row: u32) -> Option<Lot<'_>> {
        self.entitlements.lot(row)
    }

    /// The products that somebody has by groups, and by which.
    pub(in crate::tenant) fn held_by_groups(&mut self, row: u32) -> Vec<(ProductNo, u32)> {
        self.entitlements.held_by_groups(row)
    }

    /// The plans that somebody has of a product by a group.
    pub(in crate::tenant) fn plans_by_group(
        &self,
        row: u32,
        (product, group): (ProductNo, u32),
    ) -> Option<&Bits> {
        let list = self.entitlements.list(row)?;
        self.grant(list, Origin::Group(group), product).map(|grant| &grant.on)
    }

    /// How far the service is with a product that a group gives to somebody; none where it does not.
    #[must_use]
    pub fn phase(&self, row: u32, group: u32, product: SkuId) -> Option<Phase> {
        self.entitlements.phase(row, group, self.model().product(product)?)
    }

    /// Seats that people of the files take of each product, by number.
    pub fn seats_taken(&mut self) -> &[u32] {
        self.entitlements.consumed()
    }

    /// Seats that are left of each product, where it is told how many there are.
    pub(in crate::tenant) fn left(&mut self) -> Vec<(ProductNo, i64)> {
        let consumed = self.entitlements.consumed().to_vec();
        let model = self.model();
        let left = model.products().zip(consumed).filter_map(|(product, consumed)| {
            Some((product, i64::from(model.capacity(product)?) - i64::from(consumed)))
        });
        left.collect()
    }
}
