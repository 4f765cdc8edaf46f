//! What one person gets of what they are given: by themselves, and as a member of groups.
//!
//! Source: "Identify and resolve license assignment problems for a group", "Group-based licensing additional
//! scenarios" and "Scenarios, limitations, and known issues" (Microsoft Entra documentation):
//!
//! - a plan is on if any assignment has it on; a product takes one seat, however many ways lead to it;
//! - a product that somebody was given directly is theirs: what stands against it was asked when it was given;
//! - of a group's products a person gets all or none: when one cannot be given, the others that are asked for show
//!   `Other`, and those that are in force stay;
//! - a seat, a plan that cannot stand beside one that is held, a plan that needs another, and a plan that
//!   must not be used where the person is stand against a group's product;
//! - a plan whose need is lost stays, with an error (`ActiveWithError`);
//! - what a group no longer gives to a person goes, unless a plan that stays needs a plan of it ("Missing dependent
//!   service plans"). Then all that the group gave them stays with an error until that is resolved and the person
//!   gone through again ("When a licensed group is deleted", version of 3 March 2025); in the version of November
//!   2023, what is needed turns into a direct licence. Whoever asks says which ([`Phase::Leaving`],
//!   [`Phase::Turning`]).
//!
//! What the documents leave open is decided so, and is told to whoever reads the result: groups come in the order
//! in which they are given here; a group that only lacks what another one brings is asked again after that;
//! of several groups whose licences go and could do what is needed, the last keeps them, as if they went one after
//! the other; what goes and needs something itself keeps nothing;
//! of several things against a product the first of [`Violation`]'s is shown. `UniquenessViolation` depends on
//! proxy addresses that the service makes, and is never foreseen; where the service told it, or any other refusal,
//! that stands until the person or the group is reprocessed ("freed up licenses are not assigned
//! automatically").

use super::model::{Model, PlanNo, ProductNo};
use super::sets::common;
use crate::domain::AssignedLicense;
use crate::store::Bits;
use std::collections::{BTreeMap, BTreeSet};

/// A product with the plans that an assignment leaves on.
#[derive(Debug, Clone)]
pub struct Grant {
    pub product: ProductNo,
    pub on: Bits,
}

impl Grant {
    /// What a licence gives; none of a product that the model has not.
    #[must_use]
    pub fn of(model: &Model, license: &AssignedLicense) -> Option<Self> {
        let product = model.product(license.sku)?;
        let mut on = model.plans_of(product)?.clone();
        for plan in license.disabled_plans.iter().filter_map(|plan| model.plan(*plan)) {
            on.remove(u32::from(plan.0));
        }
        Some(Self { product, on })
    }
}

/// Where a licence comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    Direct,
    /// Number of a group, given by whoever asks.
    Group(u32),
    /// Direct by now: it came by this group, which no longer gives it.
    Turned(u32),
}

/// How far the service is with a product that comes from one origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Phase {
    /// It is asked for.
    #[default]
    Asked,
    /// The person has it already; what is given directly always is, unless it was refused.
    InForce,
    /// The person has it, and the service told an error (`ActiveWithError`).
    Troubled,
    /// It was asked for before and refused; it is not tried again before it is reprocessed.
    Refused,
    /// Nothing says whether the person has it: it is not judged.
    Untold,
    /// The person has it, and the group no longer gives it to them: it goes, or stays with an error.
    Leaving,
    /// The same, but for what becomes of it where it is needed: it turns direct.
    Turning,
}

impl Phase {
    /// Whether the person has the product already.
    #[must_use]
    pub const fn is_in_force(self) -> bool {
        matches!(self, Self::InForce | Self::Troubled)
    }

    /// Whether the person has the product, and is not given it any more.
    #[must_use]
    pub const fn is_going(self) -> bool {
        matches!(self, Self::Leaving | Self::Turning)
    }
}

/// What comes from one origin, and how far the service is with each product.
#[derive(Debug, Clone)]
pub struct Given<'a> {
    pub origin: Origin,
    pub grants: Vec<(&'a Grant, Phase)>,
}

impl<'a> Given<'a> {
    fn asked(&self) -> Vec<&'a Grant> {
        let asked = self.grants.iter().filter(|(_, phase)| *phase == Phase::Asked);
        asked.map(|(grant, _)| *grant).collect()
    }
}

/// What stands against a product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Violation {
    /// `ProhibitedInUsageLocationViolation`
    Prohibited { plan: PlanNo },
    /// `MutuallyExclusiveViolation`: a plan of it, and the one that is held.
    Exclusive { plan: PlanNo, with: PlanNo },
    /// `DependencyViolation`: a plan of it that lacks what it needs.
    Dependency { plan: PlanNo },
    /// `DependencyViolation`: the group no longer gives it, and this plan of another product needs it.
    Needed { plan: PlanNo },
    /// `CountViolation`
    Count,
    /// `Other`: the product of the same group that cannot be given, or cannot go.
    Other { product: ProductNo },
    /// What the service told: it refused the product, or found something wrong with it.
    Told,
}

/// `state` of a licence assignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    Active,
    /// In force, and something is wrong.
    ActiveWithError(Violation),
    /// Not given.
    Error(Violation),
}

impl State {
    /// Whether the person has it.
    #[must_use]
    pub const fn is_held(self) -> bool {
        matches!(self, Self::Active | Self::ActiveWithError(_))
    }
}

/// What became of one product of one origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    pub origin: Origin,
    pub product: ProductNo,
    pub state: State,
}

/// What a person has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// In the order in which it was given.
    pub verdicts: Vec<Verdict>,
    /// The products that take a seat.
    pub holds: BTreeSet<ProductNo>,
    /// Those of them that take one only because they cannot go.
    pub kept: BTreeSet<ProductNo>,
    /// The plans that are on.
    pub on: Bits,
}

/// Seats that can still be taken, by product.
pub trait Seats {
    /// Whether one is left.
    fn is_free(&self, product: ProductNo) -> bool;
    /// Takes one.
    fn take(&mut self, product: ProductNo);
}

/// As many as anybody wants.
#[derive(Debug, Clone, Copy)]
pub struct Unlimited;

impl Seats for Unlimited {
    fn is_free(&self, _: ProductNo) -> bool {
        true
    }
    fn take(&mut self, _: ProductNo) {}
}

/// What a person gets of what is given, where these plans must not be used. What is in force has its seats.
#[must_use]
pub fn judge(
    model: &Model,
    given: &[Given<'_>],
    prohibited: &Bits,
    seats: &mut impl Seats,
) -> Outcome {
    let mut holds = BTreeSet::new();
    let mut on = model.no_plans();
    for (grant, _) in given.iter().flat_map(|one| &one.grants).filter(|it| it.1.is_in_force()) {
        on.or(&grant.on);
        holds.insert(grant.product);
    }
    let asked: Vec<Vec<&Grant>> = given.iter().map(Given::asked).collect();
    // Why what is asked for is not given, product by product; none where it is.
    let mut failed: Vec<Option<Vec<Violation>>> = vec![None; given.len()];
    let mut waiting: Vec<usize> = Vec::new();
    for (at, (one, (asked, failed))) in given.iter().zip(asked.iter().zip(&mut failed)).enumerate()
    {
        let refused = one.grants.iter().find(|(_, phase)| *phase == Phase::Refused);
        match refused.map(|(grant, _)| grant) {
            _ if asked.is_empty() => {}
            // All or nothing: one that stays refused holds back what comes with it.
            Some(culprit) if one.origin != Origin::Direct => {
                *failed = Some(vec![Violation::Other { product: culprit.product }; asked.len()]);
            }
            _ => waiting.push(at),
        }
    }
    // What one origin brings may be what another needs.
    loop {
        let before = waiting.len();
        waiting.retain(|&at| {
            let Some(grants) = asked.get(at) else { return false };
            let held = Held { holds: &holds, on: &on };
            let why = against(model, grants, &held, prohibited, seats);
            let stays = why.is_some();
            if !stays {
                for product in take(grants, &mut holds, &mut on) {
                    seats.take(product);
                }
            }
            if let Some(slot) = failed.get_mut(at) {
                *slot = why;
            }
            stays
        });
        if waiting.len() == before || waiting.is_empty() {
            break;
        }
    }
    let mut kept = BTreeSet::new();
    let staying = staying(model, given, &mut on);
    let verdicts = given.iter().enumerate().zip(failed).flat_map(|((at, one), failed)| {
        let mut failed = failed.map(Vec::into_iter);
        let lacks = |grant: &Grant| {
            let lack = lacking(model, &grant.on, &on);
            lack.map_or(State::Active, |plan| {
                State::ActiveWithError(Violation::Dependency { plan })
            })
        };
        let verdicts: Vec<Verdict> = one
            .grants
            .iter()
            .filter_map(|(grant, phase)| {
                let state = match phase {
                    Phase::Untold => return None,
                    Phase::Leaving | Phase::Turning => {
                        let why = *staying.get(&(at, grant.product))?;
                        if holds.insert(grant.product) {
                            kept.insert(grant.product);
                        }
                        return Some(stays(one.origin, grant.product, *phase, why));
                    }
                    Phase::InForce => lacks(grant),
                    Phase::Troubled => State::ActiveWithError(Violation::Told),
                    Phase::Refused => State::Error(Violation::Told),
                    Phase::Asked => match failed.as_mut().map(Iterator::next) {
                        Some(Some(why)) => State::Error(why),
                        _ => lacks(grant),
                    },
                };
                Some(Verdict { origin: one.origin, product: grant.product, state })
            })
            .collect();
        verdicts
    });
    let verdicts = verdicts.collect();
    Outcome { verdicts, holds, kept, on }
}

/// What should go and cannot, by its place in what is given, and why; its plans stay on.
fn staying(
    model: &Model,
    given: &[Given<'_>],
    on: &mut Bits,
) -> BTreeMap<(usize, ProductNo), Violation> {
    let mut staying: BTreeMap<(usize, ProductNo), Violation> = BTreeMap::new();
    let going = |one: &Given<'_>| one.grants.iter().any(|(_, phase)| phase.is_going());
    while given.iter().any(going) {
        let lacking: Vec<u32> = all_lacking(model, on, on).collect();
        let needy = |grant: &Grant| {
            let meets = |plan: &&u32| {
                model
                    .needs(**plan)
                    .is_some_and(|needs| needs.iter().any(|it| grant.on.contains(it)))
            };
            lacking.iter().find(meets).copied()
        };
        let mut places = given.iter().enumerate().rev();
        let needed = places.find_map(|(at, one)| {
            one.grants.iter().find_map(|(grant, phase)| {
                let is_open = phase.is_going() && !staying.contains_key(&(at, grant.product));
                Some((at, one, *grant, *phase, needy(grant).filter(|_| is_open)?))
            })
        });
        let Some((at, one, needed, phase, plan)) = needed else { break };
        let plan = PlanNo(u16::try_from(plan).unwrap_or(u16::MAX));
        staying.insert((at, needed.product), Violation::Needed { plan });
        on.or(&needed.on);
        if phase == Phase::Leaving {
            let leaving = one.grants.iter().filter(|(_, phase)| *phase == Phase::Leaving);
            for (grant, _) in leaving {
                let other = Violation::Other { product: needed.product };
                staying.entry((at, grant.product)).or_insert(other);
                on.or(&grant.on);
            }
        }
    }
    staying
}

/// What became of a product that cannot go.
const fn stays(origin: Origin, product: ProductNo, phase: Phase, why: Violation) -> Verdict {
    match (origin, phase) {
        (Origin::Group(group), Phase::Turning) => {
            Verdict { origin: Origin::Turned(group), product, state: State::Active }
        }
        _ => Verdict { origin, product, state: State::ActiveWithError(why) },
    }
}

/// Gives all of it; the products that were not held before.
fn take(grants: &[&Grant], holds: &mut BTreeSet<ProductNo>, on: &mut Bits) -> Vec<ProductNo> {
    let mut new = Vec::new();
    for grant in grants {
        on.or(&grant.on);
        if holds.insert(grant.product) {
            new.push(grant.product);
        }
    }
    new
}

struct Held<'a> {
    holds: &'a BTreeSet<ProductNo>,
    on: &'a Bits,
}

/// Why not all of it can be given, product by product; none when it can.
fn against(
    model: &Model,
    grants: &[&Grant],
    held: &Held<'_>,
    prohibited: &Bits,
    seats: &impl Seats,
) -> Option<Vec<Violation>> {
    let mut with_all = held.on.clone();
    for grant in grants {
        with_all.or(&grant.on);
    }
    let mut beside = held.on.clone();
    let mut found: Vec<Option<Violation>> = Vec::with_capacity(grants.len());
    for grant in grants {
        let number = |plan| PlanNo(u16::try_from(plan).unwrap_or(u16::MAX));
        let forbidden = common(grant.on.words(), prohibited.words()).next();
        let violation = if let Some(plan) = forbidden {
            Some(Violation::Prohibited { plan: number(plan) })
        } else if let Some((plan, with)) = exclusive(model, &grant.on, &beside) {
            Some(Violation::Exclusive { plan: number(plan), with: number(with) })
        } else if let Some(plan) = lacking(model, &grant.on, &with_all) {
            Some(Violation::Dependency { plan })
        } else if !held.holds.contains(&grant.product) && !seats.is_free(grant.product) {
            Some(Violation::Count)
        } else {
            None
        };
        found.push(violation);
        beside.or(&grant.on);
    }
    let culprit = grants.iter().zip(&found).find(|(_, why)| why.is_some())?.0.product;
    let other = Violation::Other { product: culprit };
    Some(found.into_iter().map(|why| why.unwrap_or(other)).collect())
}

/// A plan, and one beside which it cannot stand.
#[must_use]
pub fn exclusive(model: &Model, plans: &Bits, beside: &Bits) -> Option<(u32, u32)> {
    model.touchy_among(plans).find_map(|plan| {
        let with = common(model.exclusive(plan)?.words(), beside.words()).next()?;
        Some((plan, with))
    })
}

/// A plan that needs another, of which none is on.
#[must_use]
pub fn lacking(model: &Model, plans: &Bits, on: &Bits) -> Option<PlanNo> {
    all_lacking(model, plans, on).next().map(|plan| PlanNo(u16::try_from(plan).unwrap_or(u16::MAX)))
}

/// All plans of a set that need another, of which none is on.
pub fn all_lacking<'a>(
    model: &'a Model,
    plans: &'a Bits,
    on: &'a Bits,
) -> impl Iterator<Item = u32> + 'a {
    model.lacking(plans.words(), on.words())
}

#[cfg(test)]
mod tests;
