//! What a change would do to everybody's licences: seats, errors, and the plans that people gain and lose.

use super::{Assumptions, Licences, ProductFigures};
use crate::domain::attribute::Of;
use crate::domain::{Attribute, Event, GroupId, Party, ServicePlanId, SkuId, Subject};
use crate::licensing::Catalogue;
use crate::licensing::model::Model;
use crate::store::{Bits, Side};
use crate::tenant::Workspace;
use std::collections::BTreeMap;

/// Plans of which each keeps a mailbox: `EXCHANGE_S_STANDARD`, `EXCHANGE_S_ENTERPRISE`,
/// `EXCHANGE_S_DESKLESS` (ids: Microsoft's published table).
const MAILBOX: [&str; 3] = [
    "9aaf7827-d63c-4b61-89c3-182f06f82e5c",
    "efb87545-963c-4e0d-99df-69c6916d9eb0",
    "4a82b400-a79f-41a4-b4e2-e94f5787b113",
];
/// Plans of which each keeps files: `SHAREPOINTENTERPRISE`, `SHAREPOINTSTANDARD`, `SHAREPOINTDESKLESS`.
const FILES: [&str; 3] = [
    "5dbe027f-2339-4123-9542-606e4d348a72",
    "c7699d2e-19aa-44de-8edf-1736da088ca1",
    "902b47e5-dcb2-4fdc-858b-c63a90a2bdb9",
];

/// A product before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shift {
    pub sku: SkuId,
    pub before: ProductFigures,
    pub after: ProductFigures,
}

/// What changes, for how many people.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Consequences {
    /// The products of which something changes.
    pub products: Vec<Shift>,
    /// People who gain and who lose each plan.
    pub plans: BTreeMap<ServicePlanId, (u32, u32)>,
    /// People who would be left without any plan that keeps a mailbox, or files, and have one now: mail of
    /// somebody without a licence is kept for 30 days.
    pub lose_mailbox: u32,
    pub lose_files: u32,
    /// People who gain or lose any plan.
    pub people: u32,
    /// People whom it concerns and of whom no file tells which licences they have: what becomes of these is not in
    /// the other figures.
    pub unknown: u32,
    /// People of whom a rule cannot tell whether they would be in a licensed group: they are counted as if they
    /// stayed where they are.
    pub undecided: u32,
}

impl Consequences {
    /// What would follow if these events happened.
    pub fn of(
        workspace: &Workspace,
        catalogue: &Catalogue,
        assumptions: Assumptions,
        before: &mut Licences,
        events: &[Event],
    ) -> Self {
        let mut after = before.supposing(workspace, catalogue, assumptions, events);
        let unknown = concerned(workspace, (before, &after), events);
        Self { unknown, ..Self::between(before, &mut after, workspace) }
    }

    /// What lies between two states of the same directory.
    pub fn between(before: &mut Licences, after: &mut Licences, workspace: &Workspace) -> Self {
        let mut found = Self::default();
        let old = before.figures(workspace);
        let new = after.figures(workspace);
        for after in new {
            let before = old.iter().find(|one| one.sku == after.sku).cloned();
            let before = before.unwrap_or_else(|| ProductFigures::none(after.sku, &after));
            if before != after {
                found.products.push(Shift { sku: after.sku, before, after });
            }
        }
        for before in old {
            if !found.products.iter().any(|shift| shift.sku == before.sku)
                && after.model().product(before.sku).is_none()
            {
                let none = ProductFigures::none(before.sku, &before);
                if before != none {
                    found.products.push(Shift { sku: before.sku, before, after: none });
                }
            }
        }
        found.people(before, after, workspace);
        let (doubted, doubts) = (before.undecided(), after.undecided());
        let undecided = doubts.difference(&doubted).filter(|row| !after.unknown.contains(row.0));
        found.undecided = u32::try_from(undecided.count()).unwrap_or(u32::MAX);
        found
    }

    fn people(&mut self, before: &mut Licences, after: &mut Licences, workspace: &Workspace) {
        let plans = Plans::of(before.model(), after.model());
        let (mailbox, files) = (plans.those(&MAILBOX), plans.those(&FILES));
        // Whoever goes from the one class to the other has the same to gain and lose.
        let mut moves = Moves::default();
        let is_short = before.entitlements.is_short() || after.entitlements.is_short();
        for row in 0..workspace.users().rows() {
            match before.class(row).zip(after.class(row)) {
                Some(_) if is_short && (before.goes_without(row) || after.goes_without(row)) => {
                    moves.alone.push(row);
                }
                Some((before, after)) => moves.add(before, after, row),
                None => {}
            }
        }
        let mut counts = vec![(0_u32, 0_u32); plans.all.len()];
        for (people, row) in moves.cases() {
            let had = before.lot(row).map(|lot| lot.plan_words()).unwrap_or_default();
            let has = after.lot(row).map(|lot| lot.plan_words()).unwrap_or_default();
            if plans.are_same && had == has {
                continue;
            }
            let (had, has) = (plans.all_of(had, &plans.before), plans.all_of(has, &plans.after));
            if had == has {
                continue;
            }
            self.people += people;
            let mut add = |one: &Bits, other: &Bits, to: fn(&mut (u32, u32)) -> &mut u32| {
                let mut only = one.clone();
                only.and_not(other);
                for at in only.iter() {
                    if let Some(count) = counts.get_mut(at as usize) {
                        *to(count) += people;
                    }
                }
            };
            add(&has, &had, |count| &mut count.0);
            add(&had, &has, |count| &mut count.1);
            let meets = |on: &Bits, of: &[u32]| of.iter().any(|at| on.contains(*at));
            if meets(&had, &mailbox) && !meets(&has, &mailbox) {
                self.lose_mailbox += people;
            }
            if meets(&had, &files) && !meets(&has, &files) {
                self.lose_files += people;
            }
        }
        let changed = plans.all.into_iter().zip(counts).filter(|(_, count)| *count != (0, 0));
        self.plans = changed.collect();
    }
}

/// The plans of two models in one order.
struct Plans {
    all: Vec<ServicePlanId>,
    /// Where each plan of a model stands, by its number there.
    before: Vec<u32>,
    after: Vec<u32>,
    /// Whether both have the same plans by the same numbers.
    are_same: bool,
}

impl Plans {
    fn of(before: &Model, after: &Model) -> Self {
        let ids = |model: &Model| -> Vec<ServicePlanId> {
            (0..model.no_plans().len()).filter_map(|plan| model.service_plan_at(plan)).collect()
        };
        let (before, after) = (ids(before), ids(after));
        let mut all: Vec<ServicePlanId> = before.iter().chain(&after).copied().collect();
        all.sort_unstable();
        all.dedup();
        let place = |id: &ServicePlanId| all.binary_search(id).ok();
        let places = |ids: &[ServicePlanId]| -> Vec<u32> {
            ids.iter().filter_map(place).filter_map(|place| u32::try_from(place).ok()).collect()
        };
        let are_same = before == after;
        Self { before: places(&before), after: places(&after), all, are_same }
    }

    /// Where some plans stand.
    fn those(&self, plans: &[&str]) -> Vec<u32> {
        let ids = plans.iter().filter_map(|id| ServicePlanId::parse(id));
        let places = ids.filter_map(|id| self.all.binary_search(&id).ok());
        places.filter_map(|place| u32::try_from(place).ok()).collect()
    }

    /// What is on in a model, in the one order.
    fn all_of(&self, on: &[u64], places: &[u32]) -> Bits {
        let mut all = Bits::none(u32::try_from(self.all.len()).unwrap_or(u32::MAX));
        for (base, mut word) in (0_u32..).step_by(64).zip(on.iter().copied()) {
            while word != 0 {
                let plan = base + word.trailing_zeros();
                word &= word - 1;
                if let Some(place) = places.get(plan as usize) {
                    all.insert(*place);
                }
            }
        }
        all
    }
}

/// How many people of whom no file tells are concerned by events: members of groups that give something else, and
/// whoever comes into a licensed group or goes, by hand or by rule.
fn concerned(
    workspace: &Workspace,
    (licences, after): (&Licences, &Licences),
    events: &[Event],
) -> u32 {
    let unknown = licences.unknown();
    let mut found = Bits::none(unknown.len());
    let mut all = |group: GroupId| {
        let members = workspace.directory().members.of(Side::Members, group);
        members.rows(Of::User).iter().filter(|row| unknown.contains(*row)).for_each(|row| {
            found.insert(row);
        });
    };
    let gives = |group: GroupId| licences.giving(group).is_some();
    let by_rule = after.by_rule.otherwise(&licences.by_rule);
    let mut moved: Vec<u32> = by_rule.into_iter().map(|row| row.0).collect();
    moved.retain(|row| unknown.contains(*row));
    for event in events {
        match event {
            Event::Attribute { row, attribute: Attribute::GROUP_ASSIGNED_LICENSES, .. } => {
                all(*row);
            }
            Event::Existence { of: Of::Group, row, .. } if gives(*row) => all(*row),
            Event::Relation {
                group,
                side: Side::Members,
                party: Party::Here(Subject { of: Of::User, row }),
                ..
            } if unknown.contains(row.0) && gives(*group) => moved.push(row.0),
            _ => {}
        }
    }
    for row in moved {
        found.insert(row);
    }
    found.count()
}

/// People who go from one class to another: how many, and one of them.
#[derive(Default)]
struct Moves {
    /// By the class before: the first class into which anybody goes, and who.
    first: Vec<Option<(u32, u32, u32)>>,
    /// Those who go elsewhere.
    others: BTreeMap<(u32, u32), (u32, u32)>,
    /// Those who have not what their class has.
    alone: Vec<u32>,
}

impl Moves {
    fn add(&mut self, before: u32, after: u32, row: u32) {
        let at = before as usize;
        if at >= self.first.len() {
            self.first.resize(at + 1, None);
        }
        match self.first.get_mut(at) {
            Some(slot @ None) => *slot = Some((after, 1, row)),
            Some(Some((to, people, _))) if *to == after => *people += 1,
            _ => self.others.entry((before, after)).or_insert((0, row)).0 += 1,
        }
    }

    fn cases(self) -> impl Iterator<Item = (u32, u32)> {
        let first = self.first.into_iter().flatten().map(|(_, people, row)| (people, row));
        let alone = self.alone.into_iter().map(|row| (1, row));
        first.chain(self.others.into_values()).chain(alone)
    }
}
