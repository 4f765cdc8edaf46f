//! What is told of licences becomes numbers.

use super::by_rule::ByRule;
use super::lists::{Lists, NOTHING, texts_of};
use super::members;
use super::supposed::Supposed;
use super::told::{Inherited, Told};
use super::{Assumptions, Licences, LicensedGroup};
use crate::domain::{
    AssignedLicense, AssignmentError, Attribute, Datum, Existence, GroupId, ObjectId, PrepaidUnits,
    Row, ServicePlanId, SkuId, Subject,
};
use crate::licensing::Catalogue;
use crate::licensing::entitlement::{self, Entitlements, Group, List, Says, Setup};
use crate::licensing::judge::{Grant, Phase};
use crate::licensing::model::{Model, Owned, ProductNo};
use crate::store::Bits;
use crate::tenant::Workspace;
use std::collections::{BTreeMap, BTreeSet};

/// The licences of a value; none where nothing is told.
fn licenses_in(datum: &Datum) -> Option<Vec<AssignedLicense>> {
    let texts = texts_of(datum)?;
    Some(texts.into_iter().filter_map(AssignedLicense::parse).collect())
}

/// The licences that a group of the directory gives; none where no file tells.
fn licenses_of(
    workspace: &Workspace,
    group: GroupId,
    supposed: &Supposed<'_>,
) -> Option<Vec<AssignedLicense>> {
    match supposed.gives.get(&group) {
        Some(datum) => licenses_in(datum),
        None => licenses_in(&workspace.groups().get(group, Attribute::GROUP_ASSIGNED_LICENSES)),
    }
}

/// The groups that give licences: those that say so, then those that only people's states name, and those by which
/// somebody has something that they no longer give.
fn groups<'a>(
    workspace: &Workspace,
    lists: impl Iterator<Item = &'a Told>,
    supposed: &Supposed<'_>,
) -> Vec<LicensedGroup> {
    let groups = workspace.groups();
    let active = supposed.groups(groups);
    let mut all: Vec<LicensedGroup> = Vec::new();
    for row in active.iter().map(Row) {
        let licenses = licenses_of(workspace, row, supposed).unwrap_or_default();
        if !licenses.is_empty() {
            all.push(LicensedGroup { id: groups.id(row), row: Some(row), licenses, told: true });
        }
    }
    // A plan is off where every state says so.
    let mut named: BTreeMap<ObjectId, BTreeMap<SkuId, Vec<ServicePlanId>>> = BTreeMap::new();
    let mut in_force: BTreeSet<ObjectId> = BTreeSet::new();
    for way in lists.flat_map(|told| &told.inherited) {
        if way.phase.is_in_force() {
            in_force.insert(way.group);
        }
        let off = named.entry(way.group).or_default().entry(way.sku);
        off.and_modify(|off| off.retain(|plan| way.off.contains(plan)))
            .or_insert_with(|| way.off.clone());
    }
    // Of a group that says itself what it gives, or is gone, that holds.
    let is_silent =
        |row: GroupId| active.contains(row.0) && licenses_of(workspace, row, supposed).is_none();
    named.retain(|id, _| groups.find(*id).is_none_or(is_silent));
    let gives: BTreeSet<ObjectId> = all.iter().map(|group| group.id).collect();
    in_force.retain(|id| !gives.contains(id) && !named.contains_key(id));
    all.extend(named.into_iter().map(|(id, skus)| LicensedGroup {
        id,
        row: groups.find(id),
        licenses: skus.into_iter().map(|(sku, off)| AssignedLicense::new(sku, off)).collect(),
        told: false,
    }));
    all.extend(in_force.into_iter().map(|id| LicensedGroup {
        id,
        row: groups.find(id),
        licenses: Vec::new(),
        told: true,
    }));
    all
}

/// The products that anything speaks of: those that are owned first.
fn products<'a>(
    workspace: &Workspace,
    catalogue: &Catalogue,
    named: impl Iterator<Item = (SkuId, &'a [ServicePlanId])>,
    held: &BTreeMap<SkuId, u32>,
) -> Vec<Owned> {
    let subscriptions = workspace.organisation().subscriptions.as_deref().unwrap_or_default();
    let own = |one: &crate::domain::Subscription| {
        // Seats that nobody of the files holds are held by people who are in none.
        let known = held.get(&one.sku).copied().unwrap_or_default();
        let elsewhere = one.consumed.unwrap_or_default().saturating_sub(known);
        // Those in the grace period are the last to be taken.
        let seats = one.seats.map(|seats| PrepaidUnits {
            enabled: seats.enabled.saturating_sub(elsewhere),
            warning: seats.warning.saturating_sub(elsewhere.saturating_sub(seats.enabled)),
            ..seats
        });
        Owned { id: one.sku, plans: one.plan_ids().collect(), seats }
    };
    let mut owned: Vec<Owned> = subscriptions.iter().map(own).collect();
    let known: BTreeSet<SkuId> = subscriptions.iter().map(|one| one.sku).collect();
    let mut others: BTreeMap<SkuId, BTreeSet<_>> = BTreeMap::new();
    let bought = workspace.organisation().company_subscriptions.iter().flatten();
    for one in bought.filter(|one| !known.contains(&one.sku)) {
        others.entry(one.sku).or_default().extend(one.plans.iter().map(|plan| plan.id));
    }
    for (sku, off) in named.filter(|(sku, _)| !known.contains(sku)) {
        others.entry(sku).or_default().extend(off.iter().copied());
    }
    owned.extend(others.into_iter().map(|(id, disabled)| {
        let known = catalogue.product(id).map(|product| product.plans.clone());
        Owned { id, plans: known.unwrap_or_else(|| disabled.into_iter().collect()), seats: None }
    }));
    owned
}

/// What licences give, each with something about it. The same product twice on one way is one assignment: a plan
/// is on if either has it on, and the first says the rest.
fn grants<'a, T>(
    model: &Model,
    licenses: impl Iterator<Item = (&'a AssignedLicense, T)>,
) -> Vec<(Grant, T)> {
    let mut grants: Vec<(Grant, T)> = Vec::new();
    for (license, with) in licenses {
        let Some(grant) = Grant::of(model, license) else { continue };
        match grants.iter_mut().find(|(one, _)| one.product == grant.product) {
            Some((one, _)) => one.on.or(&grant.on),
            None => grants.push((grant, with)),
        }
    }
    grants
}

/// How what a group gives differs from what the service has gone through.
#[derive(Debug, Clone, Copy, Default)]
struct Change {
    gives_less: bool,
    gives_more: bool,
}

impl Change {
    fn of(workspace: &Workspace, group: &LicensedGroup) -> Self {
        let before = group.row.filter(|_| group.told).and_then(|row| {
            licenses_in(&workspace.baseline(row, Attribute::GROUP_ASSIGNED_LICENSES))
        });
        let Some(before) = before else { return Self::default() };
        let lacks = |all: &[AssignedLicense], more: &[AssignedLicense]| {
            more.iter().any(|license| {
                let same = all.iter().find(|it| it.sku == license.sku);
                same.is_none_or(|same| {
                    same.disabled_plans.iter().any(|plan| !license.disabled_plans.contains(plan))
                })
            })
        };
        Self {
            gives_less: lacks(&group.licenses, &before),
            gives_more: lacks(&before, &group.licenses),
        }
    }

    const fn is_any(self) -> bool {
        self.gives_less || self.gives_more
    }

    /// Whether what was refused for a reason is asked for again, with an open end. A change of what a group gives
    /// makes the service go through its members, and so does reprocessing a person. What it will say of a proxy
    /// address or of a place does not follow from that; of plans that exclude or need each other it says the same
    /// as before, unless that can be judged (`relations` between plans of the product are known) or a group gives
    /// less, or more, than it did.
    const fn asks_again(
        self,
        error: Option<AssignmentError>,
        is_reprocessed: bool,
        relations: (bool, bool),
    ) -> bool {
        let (excludes, needs) = relations;
        match error {
            _ if !self.is_any() && !is_reprocessed => false,
            Some(
                AssignmentError::UniquenessViolation
                | AssignmentError::ProhibitedInUsageLocationViolation,
            ) => false,
            Some(AssignmentError::MutuallyExclusiveViolation) => excludes || self.gives_less,
            Some(AssignmentError::DependencyViolation) => needs || self.gives_more,
            Some(AssignmentError::CountViolation | AssignmentError::Other) | None => true,
        }
    }
}

/// The groups by id, as what people's lists say of them is read.
#[derive(Debug, Default)]
pub(super) struct Ways(BTreeMap<ObjectId, (u32, Change, Option<BTreeSet<SkuId>>)>);

/// What a group gave when it was last seen; none where only people's states tell.
fn gave(workspace: &Workspace, group: &LicensedGroup) -> Option<BTreeSet<SkuId>> {
    let row = group.row?;
    if workspace.baseline_existence(Subject::group(row)) != Existence::Active {
        return Some(BTreeSet::new());
    }
    let before = licenses_in(&workspace.baseline(row, Attribute::GROUP_ASSIGNED_LICENSES))?;
    Some(before.into_iter().map(|license| license.sku).collect())
}

impl Ways {
    fn of(workspace: &Workspace, groups: &[LicensedGroup]) -> Self {
        let each = (0_u32..).zip(groups);
        let of = |group| (Change::of(workspace, group), gave(workspace, group));
        let each = each.map(|(number, group)| {
            let (change, gave) = of(group);
            (group.id, (number, change, gave))
        });
        Self(each.collect())
    }

    /// Number of a group; none where it gives nothing.
    pub(super) fn number(&self, group: ObjectId) -> Option<u32> {
        self.0.get(&group).map(|(number, ..)| *number)
    }

    fn way(
        &self,
        model: &Model,
        told: &Inherited,
        is_reprocessed: bool,
    ) -> Option<(u32, ProductNo, Phase)> {
        let (group, change, _) = self.0.get(&told.group)?;
        let product = model.product(told.sku)?;
        let asks_again =
            || change.asks_again(told.error, is_reprocessed, model.relations_of(product));
        let phase = match told.phase {
            Phase::Refused if asks_again() => Phase::Asked,
            phase => phase,
        };
        Some((*group, product, phase))
    }

    /// What somebody has by groups, where it can matter once a group no longer gives it: where a plan needs another,
    /// or the service told an error.
    fn inherited(&self, model: &Model, told: &Told) -> Vec<entitlement::Inherited> {
        let all = told.in_force().filter_map(|way| {
            let (group, _, gave) = self.0.get(&way.group)?;
            let is_troubled = way.phase == Phase::Troubled;
            if !is_troubled && !model.has_needs() {
                return None;
            }
            Some(entitlement::Inherited {
                group: *group,
                grant: Grant::of(model, &AssignedLicense::new(way.sku, way.off.clone()))?,
                is_troubled: is_troubled && !told.is_reprocessed,
                was_given: gave.as_ref().is_none_or(|gave| gave.contains(&way.sku)),
            })
        });
        all.collect()
    }

    /// A list in numbers.
    pub(super) fn list(&self, model: &Model, told: &Told) -> List {
        let direct = told.direct.iter().map(|(license, phase)| (license, *phase));
        let again = told.is_reprocessed;
        let says = if told.is_restored {
            // Their groups are gone through as if they had just come.
            Says::default()
        } else if told.with_origin {
            let mut ways: Vec<_> =
                told.inherited.iter().filter_map(|way| self.way(model, way, again)).collect();
            // Of two words on one way, the better.
            let rank = |phase: Phase| match phase {
                Phase::InForce => 0,
                Phase::Troubled => 1,
                Phase::Asked => 2,
                Phase::Refused => 3,
                // No file tells of the rest.
                Phase::Untold | Phase::Leaving | Phase::Turning => 4,
            };
            ways.sort_by_key(|(group, product, phase)| (*group, *product, rank(*phase)));
            ways.dedup_by_key(|(group, product, _)| (*group, *product));
            Says::Ways(ways)
        } else {
            let mut held: Vec<_> =
                told.holds.iter().filter_map(|sku| model.product(*sku)).collect();
            held.sort_unstable();
            if again {
                // What is not held is asked for of every group.
                let mut groups: Vec<u32> = self.0.values().map(|(group, ..)| *group).collect();
                groups.sort_unstable();
                let each = |group: u32| held.iter().map(move |it| (group, *it, Phase::InForce));
                Says::Ways(groups.into_iter().flat_map(each).collect())
            } else {
                Says::Held { products: held, is_all: told.ambiguous.is_empty() }
            }
        };
        List { direct: grants(model, direct), says, inherited: self.inherited(model, told) }
    }
}

fn of_whom_something_is_told(numbers: &[u32]) -> Bits {
    let len = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
    let mut words = Vec::with_capacity(numbers.len().div_ceil(64));
    for numbers in numbers.chunks(64) {
        let mut word = 0;
        // The first row is in the lowest bit.
        for number in numbers.iter().rev() {
            word = word << 1 | u64::from(*number != NOTHING);
        }
        words.push(word);
    }
    Bits::of_words(len, words)
}

pub(super) fn gather(
    workspace: &Workspace,
    catalogue: &Catalogue,
    assumptions: Assumptions,
    supposed: &Supposed<'_>,
    mut lists: Lists,
) -> Licences {
    let users = workspace.users();
    let active = supposed.users(users);
    let numbers = lists.of_everybody((workspace, assumptions), &active, supposed, catalogue);
    // Whoever is not active has no list.
    let known = of_whom_something_is_told(&numbers);
    let held = lists.held_before(workspace, catalogue);
    let told = (numbers.as_slice(), lists.all.as_slice());
    // Lists that nobody has any more say nothing.
    let mut is_had = vec![false; lists.all.len()];
    for number in &numbers {
        if let Some(is_had) = is_had.get_mut(*number as usize) {
            *is_had = true;
        }
    }
    let had = || lists.all.iter().zip(&is_had).filter(|(_, is_had)| **is_had).map(|(told, _)| told);
    let groups = groups(workspace, had(), supposed);
    let named = had().flat_map(|told| &told.direct).map(|(license, _)| license);
    let named = named.chain(groups.iter().flat_map(|group| &group.licenses));
    let named = named.map(|license| (license.sku, license.disabled_plans.as_slice()));
    let inherited = had().flat_map(Told::in_force).map(|way| (way.sku, way.off.as_slice()));
    let named = named.chain(inherited);
    let owned = products(workspace, catalogue, named, &held);
    let model = Model::new(&owned, assumptions.standing, assumptions.reading);
    let before = |product| model.sku(product).and_then(|sku| held.get(&sku)).copied();
    let held_before = model.products().map(|product| before(product).unwrap_or_default()).collect();
    let by_rule = ByRule::of(workspace, &groups, supposed);
    let members = members::of_all(workspace, &groups, told, &known, (supposed, &by_rule));
    let ways = Ways::of(workspace, &groups);
    let left: BTreeSet<ObjectId> = had().flat_map(Told::in_force).map(|way| way.group).collect();
    let group = |group: &LicensedGroup| {
        let is_left = left.contains(&group.id);
        let grants = grants(&model, group.licenses.iter().map(|license| (license, ())));
        let is_settled = ways.0.get(&group.id).is_some_and(|(_, change, _)| !change.is_any());
        let grants = grants.into_iter().map(|(grant, ())| grant).collect();
        Group { grants, is_settled, is_left }
    };
    let setup = Setup {
        lists: lists.all.iter().map(|told| ways.list(&model, told)).collect(),
        groups: groups.iter().map(group).collect(),
        turns_direct: assumptions.turns_direct,
        model,
    };
    let mut unknown = active;
    unknown.and_not(&known);
    Licences {
        assumptions,
        entitlements: Entitlements::new(setup, numbers, &members),
        groups,
        lists,
        ways,
        by_rule,
        unknown,
        held_before,
    }
}
