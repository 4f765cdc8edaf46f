//! One plan of a product: off, without touching what else is off or held; or on alone.
//!
//! The documented example of the first is Enterprise Mobility + Security without Intune ("Assign licenses to users so
//! they can enroll devices in Intune", Microsoft Learn: `DisabledPlans INTUNE_A`). The list of plans that are off is
//! replaced each time ("Assign licenses", Microsoft Graph v1.0), so it is put together for everybody anew from what is
//! off for them already. A plan is on where any assignment has it on ("Group-based licensing: scenarios, limitations
//! and known issues"): whoever has it by another way keeps it.

use super::super::intune::{editions, is_for_devices};
use super::super::people::Hold;
use super::super::{Assignment, Holding, Licences, Person, Way};
use super::{LeaveOut, State, Step, What, alike, nowhere, without};
use crate::domain::attribute::Of;
use crate::domain::{AppliesTo, AssignedLicense, Command, Row, ServicePlanId, SkuId, Subscription};
use crate::licensing::Standing;
use crate::licensing::relations::needed_by;
use crate::store::Bits;
use crate::tenant::Workspace;
use std::collections::BTreeSet;

/// Plans that ride in most products and are not meant to be switched off: `EXCHANGE_S_FOUNDATION` and
/// `EXCHANGE_S_FOUNDATION_GOV` (general knowledge; no document says it).
const FOUNDATIONS: [&str; 2] =
    ["113feb6c-3fe4-4440-bddc-54d774bf0318", "922ba911-5694-4e99-a794-73aed9bfeec8"];

/// Where a plan is switched off.
#[derive(Debug, Clone, Copy)]
pub enum Scope<'a> {
    /// In what these people were given.
    People(&'a Bits),
    /// In what a group gives, by its number.
    Group(u32),
}

/// A product that brings a plan and can be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Giver {
    pub sku: SkuId,
    /// How many of its plans would be switched off.
    pub others: usize,
    /// Seats that are left; none where it is not told.
    pub left: Option<i64>,
}

/// The plans that do the same as this one.
fn like(plan: ServicePlanId) -> Vec<ServicePlanId> {
    if editions().any(|one| one == plan) { editions().collect() } else { vec![plan] }
}

fn held(person: &Person) -> impl Iterator<Item = (SkuId, &Assignment)> {
    person.holdings.iter().flat_map(|holding| {
        let ways = holding.ways.iter().filter(|way| way.state.is_held());
        ways.map(|way| (holding.product, way))
    })
}

/// The plan of a product on one way.
#[derive(Debug, Clone, Copy)]
struct Place {
    product: SkuId,
    plan: ServicePlanId,
    /// None for what was given directly.
    group: Option<u32>,
    /// Which relations between plans count.
    standing: &'static [Standing],
}

impl Place {
    fn is(self, product: SkuId, way: Way) -> bool {
        product == self.product && way == self.group.map_or(Way::Direct, Way::Group)
    }

    /// Whether the plan is on for somebody there.
    fn is_on(self, person: &Person) -> bool {
        held(person).any(|(product, way)| self.is(product, way.way) && way.on.contains(&self.plan))
    }

    /// What stays on for somebody when it is off there.
    fn stays(self, person: &Person) -> BTreeSet<ServicePlanId> {
        let on = held(person).flat_map(|(product, way)| {
            let is_here = self.is(product, way.way);
            way.on.iter().copied().filter(move |plan| !(is_here && *plan == self.plan))
        });
        on.collect()
    }

    /// Whether somebody would have a plan on that needs this one.
    fn is_needed(self, person: &Person) -> bool {
        let stays = self.stays(person);
        needed_by(self.plan, self.standing).any(|need| {
            let mut one_of = need.one_of.iter().map(|one| one.plan);
            stays.contains(&need.plan) && !one_of.any(|one| stays.contains(&one))
        })
    }

    /// Whether somebody keeps it, or what does the same.
    fn is_kept(self, person: &Person) -> bool {
        let stays = self.stays(person);
        like(self.plan).iter().any(|plan| stays.contains(plan))
    }
}

impl Licences {
    /// Steps that switch a plan of a product off. `with_devices` are the people to whom it matters.
    pub fn switch_off(
        &mut self,
        workspace: &Workspace,
        (product, plan): (SkuId, ServicePlanId),
        scope: Scope<'_>,
        with_devices: &Bits,
        leave_out: LeaveOut,
    ) -> Vec<Step> {
        match scope {
            Scope::People(within) => {
                self.off_for_people(workspace, (product, plan), within, with_devices, leave_out)
            }
            Scope::Group(group) => self.off_in_group((product, plan), group, with_devices),
        }
    }

    fn off_for_people(
        &mut self,
        workspace: &Workspace,
        (product, plan): (SkuId, ServicePlanId),
        within: &Bits,
        with_devices: &Bits,
        leave_out: LeaveOut,
    ) -> Vec<Step> {
        let place = Place { product, plan, group: None, standing: self.assumptions().standing };
        let mut untold = self.untold(workspace, product);
        untold.and(within);
        let mut holders = self.holders(product);
        holders.and(within);
        // Whatever is switched off in what was given to them, groups leave it on.
        let inherited = self.of_class(&holders, |person| {
            let by_group = |way: &Assignment| matches!(way.way, Way::Group(_));
            held(person).any(|(of, way)| of == product && by_group(way) && way.on.contains(&plan))
        });
        // What would turn direct is not theirs to be changed yet.
        let mut given = self.given_directly(product, false);
        given.and(within);
        let direct = self.of_class(&given, |person| place.is_on(person));
        let mut people = if leave_out.hindered { without(direct, &inherited) } else { direct };
        let keeps = self.of_class(&people, |person| place.is_kept(person));
        let mut losing = without(people.clone(), &keeps);
        losing.and(with_devices);
        if leave_out.with_devices {
            people.and_not(&losing);
        }
        let needed = self.of_class(&people, |person| place.is_needed(person));
        let nowhere = nowhere(workspace, &people);
        let mut steps = vec![
            Step::condition(What::Origin, untold, leave_out.untold),
            Step::condition(What::Ways, inherited, leave_out.hindered),
            Step::condition(What::Needed, needed, false),
            Step::condition(What::Place, nowhere, false),
        ];
        let commands = Self::changes(workspace, product, &people, |license| {
            let mut off = license.map(|one| one.disabled_plans.clone()).unwrap_or_default();
            off.push(plan);
            off
        });
        steps.push(Step::note(What::Keeps, keeps));
        let mut devices = Step::note(What::Devices, losing);
        if leave_out.with_devices {
            devices.state = State::Done;
        }
        steps.push(devices);
        let deed = Step::deed(What::SwitchOff, people, &steps, commands);
        steps.push(deed);
        steps
    }

    fn off_in_group(
        &mut self,
        (product, plan): (SkuId, ServicePlanId),
        number: u32,
        with_devices: &Bits,
    ) -> Vec<Step> {
        let place =
            Place { product, plan, group: Some(number), standing: self.assumptions().standing };
        let Some(group) = self.groups().get(number as usize).cloned() else { return Vec::new() };
        let holders = self.holders(product);
        let people = self.of_class(&holders, |person| place.is_on(person));
        let keeps = self.of_class(&people, |person| place.is_kept(person));
        let mut losing = without(people.clone(), &keeps);
        losing.and(with_devices);
        let needed = self.of_class(&people, |person| place.is_needed(person));
        let mut steps = vec![Step::condition(What::Needed, needed, false)];
        steps.push(Step::note(What::Keeps, keeps));
        steps.push(Step::note(What::Devices, losing));
        let license = group.licenses.iter().find(|one| one.sku == product);
        let is_on = self.given_plans(&group.licenses, product).contains(&plan);
        let off = license.map(|one| one.disabled_plans.clone()).unwrap_or_default();
        let off = off.into_iter().chain([plan]).collect();
        let command = group.row.filter(|_| group.told).map(|row| Command::License {
            of: Of::Group,
            rows: vec![row],
            add: vec![AssignedLicense::new(product, off)],
            remove: Vec::new(),
        });
        let is_stopped = steps.iter().any(|step| step.state == State::Stopped);
        let mut step = Step::new(What::SwitchOff, State::Ready, people);
        match (is_on, command) {
            (false, _) => step.state = State::Done,
            (true, None) => step.state = State::Stopped,
            (true, Some(_)) if is_stopped => step.state = State::Waits,
            (true, Some(command)) => step.commands = vec![command],
        }
        steps.push(step);
        steps
    }

    /// The commands that give a product with certain plans off: one for all with the same off.
    fn changes(
        workspace: &Workspace,
        product: SkuId,
        people: &Bits,
        off: impl Fn(Option<&AssignedLicense>) -> Vec<ServicePlanId>,
    ) -> Vec<Command> {
        let alike = alike(workspace, people, |licenses| {
            off(licenses.iter().find(|one| one.sku == product))
        });
        let command = |(off, rows): (Vec<ServicePlanId>, Vec<Row>)| Command::License {
            of: Of::User,
            rows,
            add: vec![AssignedLicense::new(product, off)],
            remove: Vec::new(),
        };
        alike.into_iter().map(command).collect()
    }

    /// The products by which a plan can be given, best first: those with seats, then those with fewest other plans.
    /// Products for devices are given to nobody.
    #[must_use]
    pub fn givers(&mut self, workspace: &Workspace, plan: ServicePlanId) -> Vec<Giver> {
        let owned = workspace.organisation().subscriptions.as_deref().unwrap_or_default();
        let left = self.left();
        let giver = |one: &Subscription| {
            let number = self.model().product(one.sku)?;
            let left = left.iter().find(|(product, _)| *product == number).map(|(_, left)| *left);
            let is_one = self.all_plans(one.sku).contains(&plan);
            let others = self.others(one, plan).len();
            is_one.then_some(Giver { sku: one.sku, others, left })
        };
        let owned = owned.iter().filter(|one| one.can_be_given() && !is_for_devices(one.sku));
        let mut all: Vec<Giver> = owned.filter_map(giver).collect();
        all.sort_by_key(|one| (one.left.is_some_and(|left| left <= 0), one.others, one.sku));
        all
    }

    /// The plans of a product that are off where one alone is to be on. What is the tenant's as a whole stays.
    fn others(&self, owned: &Subscription, plan: ServicePlanId) -> Vec<ServicePlanId> {
        let is_company = |id: ServicePlanId| {
            let mut plans = owned.plans.iter().filter(|one| one.id == id);
            plans.any(|one| one.applies_to == Some(AppliesTo::Company))
        };
        let is_base =
            |id: ServicePlanId| FOUNDATIONS.iter().any(|one| ServicePlanId::parse(one) == Some(id));
        let mut all = self.all_plans(owned.sku);
        all.retain(|one| *one != plan && !is_base(*one) && !is_company(*one));
        all.into_iter().collect()
    }

    /// Steps that give people one plan alone. Whoever was given the product keeps what is on.
    pub fn give_alone(
        &mut self,
        workspace: &Workspace,
        (product, plan): (SkuId, ServicePlanId),
        within: &Bits,
        leave_out: LeaveOut,
    ) -> Vec<Step> {
        let mut has = Bits::none(within.len());
        for one in like(plan) {
            has.or(&self.plan_holders(one));
        }
        has.and(within);
        let mut within = without(within.clone(), &has);
        within.and(workspace.users().active());
        // What was given to them cannot be told apart from what groups give, so it cannot be put together anew.
        let mut untold = self.untold_of();
        untold.or(&self.of_class(&within, |person| {
            person.holding(product).and_then(Holding::hold) == Some(Hold::Unsaid)
        }));
        untold.and(&within);
        let people = without(within, &untold);
        let nowhere = nowhere(workspace, &people);
        let short = self.short(&[product], &people);
        let mut steps = vec![
            Step::note(What::Has, has),
            Step::condition(What::Origin, untold, leave_out.untold),
            Step::condition(What::Place, nowhere, false),
            Step::of_seats(short, people.clone()),
        ];
        let others = workspace.organisation().subscription(product);
        let others = others.map(|owned| self.others(owned, plan)).unwrap_or_default();
        let commands = Self::changes(workspace, product, &people, |license| match license {
            Some(one) => one.disabled_plans.iter().filter(|off| **off != plan).copied().collect(),
            None => others.clone(),
        });
        let deed = Step::deed(What::GiveAlone, people, &steps, commands);
        steps.push(deed);
        steps
    }
}
