//! Guided plans: moves of licences in steps, each with what must hold before it, in an order in which nobody is
//! without service meanwhile.
//!
//! Before either it is told of everybody whether the product was given to them: where no file tells whence somebody
//! has it, or whether they have it at all, a plan that says nothing of them would look done while it is not.
//!
//! From direct licences to those of a group: the group leaves on what people have on, it has seats for what else it
//! gives, everybody is in it, its licences are in force; then the direct ones go. Removing them takes no service
//! from anybody, and no seat is needed meanwhile ("Migrate users with individual licenses to groups for licensing",
//! Microsoft Learn).
//!
//! One product in place of another: both in one request, which takes effect as a whole ("Assign licenses",
//! Microsoft Graph v1.0); the plans that are off stay off where the other product has them. Whoever has it by a group is
//! moved by the group ([`move_groups`]).
//!
//! One plan of a product off, and one plan alone, are in [`plan`].
//!
//! A plan is computed from what files tell and what is staged; nothing of it is stored, so it is always as far as
//! the tenant is.

use super::lists::texts_of;
use super::people::{Having, Hold, Question};
use super::{Licences, LicensedGroup, Person, Way};
use crate::domain::attribute::Of;
use crate::domain::{
    AssignedLicense, Attribute, Command, Party, Row, ServicePlanId, Side, SkuId, Subject,
};
use crate::licensing::Catalogue;
use crate::licensing::judge::Phase;
use crate::store::{Bits, Cell};
use crate::tenant::Workspace;
use crate::tenant::self_service::premium::PLANS as PREMIUM;
use std::collections::{BTreeMap, BTreeSet};

mod move_groups;
pub mod plan;

/// Products that allow licences by groups without Microsoft Entra ID P1: Office 365 E3, A3 for faculty and for students,
/// G3, and E3 for the clouds of the United States government.
const WITH_GROUPS: [&str; 6] = [
    "6fd2c87f-b296-42f0-b197-1e91e994b900",
    "e578b273-6db4-4691-bba0-8d691f4da603",
    "98b6e773-24d4-4c0d-a968-6e787a1f8204",
    "535a3a29-c5f0-42fe-8215-d3b9e1f38c4a",
    "aea38a85-9bd5-4981-aa00-616b411205bf",
    "b107e5a3-3e60-4c0d-a184-a7e4395eb44c",
];

/// Products of which one is what the other is and more: E3 and E5, by the names in Microsoft's table of products.
const UPGRADES: [[&str; 2]; 5] = [
    // Microsoft 365, Microsoft 365 (no Teams) and EEA (no Teams).
    ["05e9a617-0261-4cee-bb44-138d3ef5d965", "06ebc4ee-1bb5-47dd-8120-11324bc54e06"],
    ["dcf0408c-aaec-446c-afd4-43e3683943ea", "18a4bd3f-0b5b-4887-b04f-61dd0ee15f5e"],
    ["c2fe850d-fbbb-4858-b67d-bd0c6e746da3", "3271cf8e-2be5-4a09-a549-70fd05baaa17"],
    // Office 365.
    ["6fd2c87f-b296-42f0-b197-1e91e994b900", "c7df2760-2c81-4ef7-b578-5b5392b571df"],
    // Enterprise Mobility + Security.
    ["efccb6f7-5641-4e0e-bd10-b4976e1bf68e", "b05e124f-c7cc-45a0-a6aa-8cf78c946968"],
];

/// The product that is an E5 where this one is its E3.
#[must_use]
pub fn upgrade_of(product: SkuId) -> Option<SkuId> {
    let pair = UPGRADES.iter().find(|[from, _]| SkuId::parse(from) == Some(product));
    pair.and_then(|[_, to]| SkuId::parse(to))
}

/// What a step is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// It is told of everybody whether the product was given to them.
    Origin,
    /// What comes instead leaves on every plan that people have on.
    SamePlans,
    /// Seats are there for everything that people get.
    Seats,
    /// People are put into the group.
    Join,
    /// The group's licences have arrived.
    InForce,
    /// The direct licences are taken away.
    TakeDirect,
    /// The product was given to the people themselves, and by no group: what comes by one is changed in the group.
    Ways,
    /// Everybody has a usage location.
    Place,
    /// One product is taken and the other given.
    Swap,
    /// The service would give every member what the groups give then.
    Accepted,
    /// Groups give the one product instead of the other.
    MoveGroups,
    /// Licences by groups are for those who have Microsoft Entra ID P1.
    Premium,
    /// Nothing that stays on needs the plan.
    Needed,
    /// Who keeps the plan by another way.
    Keeps,
    /// Whose devices would be managed without a licence.
    Devices,
    /// The plan is switched off.
    SwitchOff,
    /// Who has the plan already.
    Has,
    /// The product is given with that plan alone.
    GiveAlone,
}

/// Who is left as they are, so that a plan goes on for the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LeaveOut {
    /// Those of whom no file tells whether the product was given to them.
    pub untold: bool,
    /// Those who would lose a plan, or keep the product by a group.
    pub hindered: bool,
    /// Those whose devices would be managed without a licence.
    pub with_devices: bool,
}

/// How far a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Nothing is left to do.
    Done,
    /// It can be staged.
    Ready,
    /// For a step before it, or for the service.
    Waits,
    /// Something is against it; so the plan goes no further.
    Stopped,
    /// Nothing is against it; it is worth knowing of whom it is so.
    Noted,
}

/// A step of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub what: What,
    pub state: State,
    /// Whom it is about: those who are in the way, who are waited for, or whom it changes.
    pub people: Bits,
    /// Seats that are missing, by product.
    pub short: Vec<(SkuId, u32)>,
    /// What stages it.
    pub commands: Vec<Command>,
}

impl Step {
    const fn new(what: What, state: State, people: Bits) -> Self {
        Self { what, state, people, short: Vec::new(), commands: Vec::new() }
    }

    /// A condition that some are in the way of; where these are left out, it holds for the others.
    fn condition(what: What, against: Bits, leave_out: bool) -> Self {
        let holds = leave_out || against.is_empty();
        Self::new(what, if holds { State::Done } else { State::Stopped }, against)
    }

    /// What is worth knowing of some, where there are any.
    fn note(what: What, people: Bits) -> Self {
        let state = if people.is_empty() { State::Done } else { State::Noted };
        Self::new(what, state, people)
    }

    fn of_seats(short: Vec<(SkuId, u32)>, people: Bits) -> Self {
        let state = if short.is_empty() { State::Done } else { State::Stopped };
        Self { short, ..Self::new(What::Seats, state, people) }
    }

    /// Something to do for these people: done for nobody, and not before all that stands before it.
    fn deed(what: What, people: Bits, before: &[Self], commands: Vec<Command>) -> Self {
        let stopped = before.iter().any(|step| step.state == State::Stopped);
        let state = match people.is_empty() {
            true => State::Done,
            false if stopped => State::Waits,
            false => State::Ready,
        };
        let commands = if state == State::Ready { commands } else { Vec::new() };
        Self { commands, ..Self::new(what, state, people) }
    }
}

fn without(mut bits: Bits, others: &Bits) -> Bits {
    bits.and_not(others);
    bits
}

/// Those of them who have no usage location.
fn nowhere(workspace: &Workspace, people: &Bits) -> Bits {
    let users = workspace.users();
    let is_nowhere = |row: &u32| users.read(Row(*row), Attribute::USAGE_LOCATION) == Cell::Null;
    Bits::of(people.len(), people.iter().filter(is_nowhere))
}

fn rows(bits: &Bits) -> Vec<Row> {
    bits.iter().map(Row).collect()
}

/// People in parts that are to have the same plans off, most people first: which, what they were given directly
/// decides, asked once for each different list.
fn alike(
    workspace: &Workspace,
    people: &Bits,
    off: impl Fn(&[AssignedLicense]) -> Vec<ServicePlanId>,
) -> Vec<(Vec<ServicePlanId>, Vec<Row>)> {
    let users = workspace.users();
    let lists = users.numbered(Attribute::DIRECT_LICENSES);
    let mut known: BTreeMap<u32, usize> = BTreeMap::new();
    let mut places: BTreeMap<Vec<ServicePlanId>, usize> = BTreeMap::new();
    let mut alike: Vec<(Vec<ServicePlanId>, Vec<Row>)> = Vec::new();
    for row in people.iter() {
        let place = *known.entry(lists.of(row)).or_insert_with(|| {
            let licenses: Vec<AssignedLicense> =
                match users.read(Row(row), Attribute::DIRECT_LICENSES) {
                    Cell::Texts(texts) => texts.iter().filter_map(AssignedLicense::parse).collect(),
                    _ => Vec::new(),
                };
            let off = off(&licenses);
            *places.entry(off.clone()).or_insert_with(|| {
                alike.push((off, Vec::new()));
                alike.len() - 1
            })
        });
        if let Some((_, rows)) = alike.get_mut(place) {
            rows.push(Row(row));
        }
    }
    alike.sort_by(|one, other| (other.1.len(), &one.0).cmp(&(one.1.len(), &other.0)));
    alike
}

/// Whether somebody has a plan on by their direct licence that neither these nor a group leaves on.
fn would_lose(person: &Person, product: SkuId, plans: &BTreeSet<ServicePlanId>) -> bool {
    let Some(holding) = person.holding(product) else { return false };
    let ways = |is_direct: bool| {
        let held = holding.ways.iter().filter(|way| way.state.is_held());
        held.filter(move |way| (way.way == Way::Direct) == is_direct).flat_map(|way| &way.on)
    };
    ways(true).any(|plan| !plans.contains(plan) && !ways(false).any(|other| other == plan))
}

/// Whom a group's licence has reached, and whom not.
struct Reached {
    outside: Bits,
    /// They are in the group, and the service has not said what came of it.
    asked: Bits,
    refused: Bits,
    in_force: Bits,
}

impl Licences {
    /// Steps from direct licences of a product to those of a group that gives it, by its number.
    pub fn to_group(
        &mut self,
        workspace: &Workspace,
        (product, group): (SkuId, u32),
        leave_out: LeaveOut,
    ) -> Vec<Step> {
        let Some(given) = self.groups().get(group as usize).cloned() else { return Vec::new() };
        let plans = self.given_plans(&given.licenses, product);
        let untold = self.untold(workspace, product);
        let direct = self.given_directly(product, false);
        let losing = self.of_class(&direct, |person| would_lose(person, product, &plans));
        let people = if leave_out.hindered { without(direct, &losing) } else { direct };
        let Reached { outside, asked, refused, mut in_force } =
            self.reached(&people, group, product);
        let mut waiting = asked;
        waiting.or(&outside);
        if self.is_staged(workspace, &given, product) {
            // The service has gone through what the group gave before, not through what it gives now.
            waiting.or(&in_force);
            in_force = Bits::none(people.len());
        }
        let others = given.licenses.iter().map(|license| license.sku);
        let others: Vec<SkuId> = others.filter(|sku| *sku != product).collect();
        let short = self.short(&others, &outside);
        let premium = self.without_premium(&people);

        let mut steps = vec![
            Step::condition(What::Origin, untold, leave_out.untold),
            Step::condition(What::SamePlans, losing, leave_out.hindered),
            Step::of_seats(short, outside.clone()),
        ];
        let join = given.row.map(|row| Command::Relate {
            groups: vec![row],
            side: Side::Members,
            add: rows(&outside).into_iter().map(|row| Party::Here(Subject::user(row))).collect(),
            remove: Vec::new(),
        });
        let mut step = Step::deed(What::Join, outside, &steps, join.into_iter().collect());
        if step.state == State::Ready && step.commands.is_empty() {
            // No file has the group, so nobody can be put into it here.
            step.state = State::Stopped;
        }
        steps.push(step);
        steps.push(match (refused.is_empty(), waiting.is_empty()) {
            (false, _) => Step::new(What::InForce, State::Stopped, refused),
            (true, false) => Step::new(What::InForce, State::Waits, waiting.clone()),
            (true, true) => Step::new(What::InForce, State::Done, Bits::none(people.len())),
        });
        let take = Command::License {
            of: Of::User,
            rows: rows(&in_force),
            add: Vec::new(),
            remove: vec![product],
        };
        let is_early = in_force.is_empty() && !people.is_empty();
        let mut step = Step::deed(What::TakeDirect, in_force, &steps, vec![take]);
        if is_early {
            (step.state, step.people) = (State::Waits, waiting);
        }
        steps.push(step);
        steps.push(Step::note(What::Premium, premium));
        steps
    }

    /// Those of them who may not have licences by groups: it takes Microsoft Entra ID P1 or P2, or Office 365 E3, A3 or
    /// G3 ("What is group-based licensing in Microsoft Entra ID?", Microsoft Learn). The service does not check it.
    fn without_premium(&mut self, people: &Bits) -> Bits {
        let mut without = people.clone();
        for plan in PREMIUM.iter().filter_map(|id| ServicePlanId::parse(id)) {
            without.and_not(&self.plan_holders(plan));
        }
        for product in WITH_GROUPS.iter().filter_map(|id| SkuId::parse(id)) {
            without.and_not(&self.holders(product));
        }
        without
    }

    /// How far the service is with a group's licence for these people.
    fn reached(&mut self, people: &Bits, group: u32, product: SkuId) -> Reached {
        let none = || Bits::none(people.len());
        let mut reached =
            Reached { outside: none(), asked: none(), refused: none(), in_force: none() };
        for row in people.iter() {
            let part = match self.phase(row, group, product) {
                // Who has it still is not given it any more.
                None | Some(Phase::Leaving | Phase::Turning) => &mut reached.outside,
                Some(Phase::Asked) => &mut reached.asked,
                Some(Phase::Untold | Phase::Refused) => &mut reached.refused,
                Some(Phase::InForce | Phase::Troubled) => &mut reached.in_force,
            };
            part.insert(row);
        }
        let mut in_trouble = reached.asked.clone();
        in_trouble.and(&self.troubled(product));
        reached.refused.or(&in_trouble);
        reached
    }

    /// Whether what a group gives of a product is not yet what the service knows of.
    fn is_staged(&self, workspace: &Workspace, group: &LicensedGroup, product: SkuId) -> bool {
        let row = group.row.filter(|_| group.told);
        let before = row.map(|row| workspace.baseline(row, Attribute::GROUP_ASSIGNED_LICENSES));
        let Some(before) = before.as_ref().and_then(texts_of) else { return false };
        let before: Vec<AssignedLicense> =
            before.into_iter().filter_map(AssignedLicense::parse).collect();
        let gives = |all: &[AssignedLicense]| all.iter().any(|license| license.sku == product);
        gives(&before) != gives(&group.licenses)
            || self.given_plans(&before, product) != self.given_plans(&group.licenses, product)
    }

    /// Those of whom it cannot be said whether a product was given to them.
    fn untold(&mut self, workspace: &Workspace, product: SkuId) -> Bits {
        let direct = Question::Of(product, Having::HeldBy(Hold::Direct));
        let mut untold = self.answer(workspace, direct).unknown;
        untold.and_not(&self.given_directly(product, true));
        untold
    }

    /// Steps from one product to another for some of those who have it: of those who were given it, and where
    /// `by_groups` also by the groups that give it to nobody else.
    pub fn swap(
        &mut self,
        (workspace, catalogue): (&Workspace, &Catalogue),
        (from, to): (SkuId, SkuId),
        within: &Bits,
        leave_out: LeaveOut,
        by_groups: bool,
    ) -> Vec<Step> {
        let among = |mut people: Bits| {
            people.and(within);
            people
        };
        let untold = among(self.untold(workspace, from));
        let direct = among(self.given_directly(from, false));
        let mut inherited = without(among(self.holders(from)), &direct);
        inherited.and_not(&untold);
        // Whoever has it by a group as well would keep it.
        inherited.or(&among(self.given_directly(from, true)));
        let moved = by_groups.then(|| self.moved(workspace, (from, to), within));
        if let Some(moved) = &moved {
            inherited = self.of_class(&inherited, |person| moved.leaves(person, from));
        }
        let people = if leave_out.hindered { without(direct, &inherited) } else { direct };
        let nowhere = nowhere(workspace, &people);
        let mut getting = people.clone();
        if let Some(moved) = &moved {
            getting.or(&moved.members);
        }
        let short = self.short(&[to], &getting);
        let mut steps = vec![
            Step::condition(What::Origin, untold, leave_out.untold),
            Step::condition(What::Ways, inherited, leave_out.hindered),
            Step::condition(What::Place, nowhere, false),
            Step::of_seats(short, getting),
        ];
        if let Some(moved) = moved {
            self.move_groups((workspace, catalogue), (from, to), moved, &mut steps);
        }
        let commands = self.swaps(workspace, (from, to), &people);
        let swap = Step::deed(What::Swap, people, &steps, commands);
        steps.push(swap);
        steps
    }

    /// The commands that put one product in place of another: one for all with the same plans off, most people
    /// first.
    fn swaps(
        &self,
        workspace: &Workspace,
        (from, to): (SkuId, SkuId),
        people: &Bits,
    ) -> Vec<Command> {
        let alike = alike(workspace, people, |licenses| self.carried(licenses, (from, to)));
        let command = |(off, rows): (Vec<ServicePlanId>, Vec<Row>)| Command::License {
            of: Of::User,
            rows,
            add: vec![AssignedLicense::new(to, off)],
            remove: vec![from],
        };
        alike.into_iter().map(command).collect()
    }

    /// The plans of the other product that are to be off for whoever is given these licences: those that are off in
    /// the one; where they are given the other already, those that are off in both.
    fn carried(
        &self,
        licenses: &[AssignedLicense],
        (from, to): (SkuId, SkuId),
    ) -> Vec<ServicePlanId> {
        let of = |sku: SkuId| licenses.iter().find(|license| license.sku == sku);
        let plans = self.all_plans(to);
        let on = self.given_plans(licenses, from);
        let off = match (of(to), of(from)) {
            (Some(kept), _) => {
                kept.disabled_plans.iter().filter(|plan| !on.contains(plan)).copied().collect()
            }
            (None, Some(taken)) => taken.disabled_plans.clone(),
            (None, None) => Vec::new(),
        };
        off.into_iter().filter(|plan| plans.contains(plan)).collect()
    }

    /// The plans of a product.
    fn all_plans(&self, product: SkuId) -> BTreeSet<ServicePlanId> {
        let number = self.model().product(product);
        number.map(|number| self.plans_of(number)).unwrap_or_default().into_iter().collect()
    }

    /// The plans of a product that these licences leave on.
    fn given_plans(&self, licenses: &[AssignedLicense], product: SkuId) -> BTreeSet<ServicePlanId> {
        let license = licenses.iter().find(|license| license.sku == product);
        let Some(license) = license else { return BTreeSet::new() };
        let mut on = self.all_plans(product);
        on.retain(|plan| !license.disabled_plans.contains(plan));
        on
    }

    /// By how many seats products are short if these people all got them.
    fn short(&mut self, products: &[SkuId], people: &Bits) -> Vec<(SkuId, u32)> {
        let left: BTreeMap<_, i64> = self.left().into_iter().collect();
        let short = products.iter().filter_map(|sku| {
            let left = *left.get(&self.model().product(*sku)?)?;
            let needed = without(people.clone(), &self.holders(*sku)).count();
            // Where more are taken than there are, those are missing as well.
            let missing = if needed == 0 { 0 } else { i64::from(needed) - left };
            u32::try_from(missing).ok().filter(|missing| *missing > 0).map(|it| (*sku, it))
        });
        short.collect()
    }
}

#[cfg(test)]
mod tests;
