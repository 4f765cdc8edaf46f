//! What one person gets of what they are given: by themselves, and as a member of groups.
//!
//! Source: "Identify and resolve license assignment problems for a group", "Group-based licensing additional
//! scenarios" and "Scenarios, limitations, and known issues" (Microsoft Entra documentation):
//!
//! - a plan is on if any assignment has it on; a product takes one seat, however many ways lead to it;
//! - a product that somebody was given directly is theirs: what stands against it was asked when it was given;
//! - of a group's products a person gets all or none: when one cannot be given, the others show `Other`;
//! - a seat, a plan that cannot stand beside one that is held, a plan that needs another, and a plan that
//!   must not be used where the person is stand against a group's product;
//! - a plan whose need is lost stays, with an error (`ActiveWithError`).
//!
//! What the documents leave open is decided so, and is told to whoever reads the result: groups come in the order
//! in which they are given here; a group that only lacks what another one brings is asked again after that;
//! of several things against a product the first of [`Violation`]'s is shown. `UniquenessViolation` depends on
//! proxy addresses that the service makes, and is never foreseen; where the service told it, or any other refusal,
//! that stands until the person or the group is reprocessed ("freed up licenses are not assigned
//! automatically").

use super::model::{Model, PlanNo, ProductNo};
use crate::store::Bits;
use std::collections::BTreeSet;

/// A product with the plans that an assignment leaves on.
#[derive(Debug, Clone)]
pub struct Grant {
    pub product: ProductNo,
    pub on: Bits,
}

/// Where a licence comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    Direct,
    /// Number of a group, given by whoever asks.
    Group(u32),
}

/// How far the service is with what comes from one origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Phase {
    /// It is asked for.
    #[default]
    Asked,
    /// The person has all of it already; what is given directly always is.
    InForce,
    /// It was asked for before and refused; nothing is tried again before it is reprocessed.
    Refused,
}

/// What comes from one origin.
#[derive(Debug, Clone, Copy)]
pub struct Given<'a> {
    pub origin: Origin,
    pub grants: &'a [Grant],
    pub phase: Phase,
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
    /// `CountViolation`
    Count,
    /// `Other`: the product of the same group that cannot be given.
    Other { product: ProductNo },
    /// What the service said when it was asked for.
    Refused,
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
    let mut failed: Vec<Option<Vec<Violation>>> = given
        .iter()
        .map(|one| {
            (one.phase == Phase::Refused).then(|| vec![Violation::Refused; one.grants.len()])
        })
        .collect();
    for one in given.iter().filter(|one| one.phase == Phase::InForce) {
        drop(take(one.grants, &mut holds, &mut on));
    }
    let mut waiting: Vec<(usize, &Given<'_>)> =
        given.iter().enumerate().filter(|(_, one)| one.phase == Phase::Asked).collect();
    // What one origin brings may be what another needs.
    loop {
        let before = waiting.len();
        let mut still = Vec::new();
        for (at, one) in waiting {
            let held = Held { holds: &holds, on: &on };
            match against(model, one.grants, &held, prohibited, seats) {
                None => {
                    for product in take(one.grants, &mut holds, &mut on) {
                        seats.take(product);
                    }
                    set(&mut failed, at, None);
                }
                why => {
                    set(&mut failed, at, why);
                    still.push((at, one));
                }
            }
        }
        waiting = still;
        if waiting.len() == before || waiting.is_empty() {
            break;
        }
    }
    let verdicts = given.iter().zip(failed).flat_map(|(one, failed)| {
        let lacks = |grant: &Grant| {
            let lack = lacking(model, &grant.on, &on);
            lack.map_or(State::Active, |plan| {
                State::ActiveWithError(Violation::Dependency { plan })
            })
        };
        let state = |(at, grant): (usize, &Grant)| match &failed {
            None => lacks(grant),
            Some(why) => why.get(at).map_or(State::Active, |why| State::Error(*why)),
        };
        let states: Vec<Verdict> = one
            .grants
            .iter()
            .enumerate()
            .map(|it| Verdict { origin: one.origin, product: it.1.product, state: state(it) })
            .collect();
        states
    });
    let verdicts = verdicts.collect();
    Outcome { verdicts, holds, on }
}

fn set(failed: &mut [Option<Vec<Violation>>], at: usize, why: Option<Vec<Violation>>) {
    if let Some(slot) = failed.get_mut(at) {
        *slot = why;
    }
}

/// Gives all of it; the products that were not held before.
fn take(grants: &[Grant], holds: &mut BTreeSet<ProductNo>, on: &mut Bits) -> Vec<ProductNo> {
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
    grants: &[Grant],
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
        let forbidden = grant.on.iter().find(|plan| prohibited.contains(*plan));
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
    plans.iter().find_map(|plan| {
        let with = model.exclusive(plan)?.iter().find(|other| beside.contains(*other))?;
        Some((plan, with))
    })
}

/// A plan that needs another, of which none is on.
#[must_use]
pub fn lacking(model: &Model, plans: &Bits, on: &Bits) -> Option<PlanNo> {
    let lacks = |plan: &u32| {
        model.needs(*plan).is_some_and(|needs| !needs.iter().any(|need| on.contains(need)))
    };
    plans.iter().find(lacks).map(|plan| PlanNo(u16::try_from(plan).unwrap_or(u16::MAX)))
}

#[cfg(test)]
mod tests;
