//! The cheapest products that together bring every plan that somebody needs.
//!
//! That is weighted set cover, which is hard in general; with what one person needs it is small once products that
//! another one does better, and plans that come with another one anyway, are left out. The rest is searched
//! (branch and bound): always the plan next that fewest products bring, and no further where a bound says that it
//! cannot become cheaper. The bound shares what a product costs among the plans it would bring, and counts for
//! each plan the least share. Where so many steps do not do, the best that was found is told, with what no
//! combination can cost less than.

use crate::store::Bits;

/// A product on offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    pub cost: u128,
    /// The plans that it brings.
    pub brings: Bits,
}

/// Products that bring everything.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cover {
    /// Numbers of offers, in ascending order.
    pub offers: Vec<usize>,
    pub cost: u128,
    /// Nothing that brings everything costs less than this; where it is the cost, that is proven.
    pub least: u128,
}

/// Of covers at the same cost the one with fewest products is wanted: each weighs a little besides.
const UNIT: u128 = 1 << 16;
/// Shares of weights are counted in parts of this.
const PARTS: u128 = 1 << 20;

/// The cheapest of these offers that together bring what is needed, in so many steps; none where something is
/// brought by none of them.
#[must_use]
pub fn cheapest(offers: &[Offer], needed: &Bits, steps: u32) -> Option<Cover> {
    let choices = Choices::of(offers, needed)?;
    let everything = choices.everything();
    let bound = choices.bound(&everything);
    let mut search = Search { choices: &choices, best: choices.greedy(&everything), left: steps };
    let done = search.go(&everything, 0, &mut Vec::new());
    let (weight, chosen) = search.best;
    let mut chosen: Vec<usize> =
        chosen.into_iter().filter_map(|at| choices.offers.get(at)).map(|it| it.number).collect();
    chosen.sort_unstable();
    let cost = weight / UNIT;
    let least = if done { cost } else { (bound / UNIT).min(cost) };
    Some(Cover { offers: chosen, cost, least })
}

/// An offer as far as it matters.
#[derive(Debug)]
struct Choice {
    number: usize,
    weight: u128,
    brings: Bits,
}

/// What is left to choose among.
#[derive(Debug)]
struct Choices {
    offers: Vec<Choice>,
    /// The plans that decide: whoever brings these brings the rest.
    plans: Vec<u32>,
    length: u32,
}

impl Choices {
    fn of(offers: &[Offer], needed: &Bits) -> Option<Self> {
        let mut choices: Vec<Choice> = Vec::new();
        for (number, offer) in offers.iter().enumerate() {
            let mut brings = offer.brings.clone();
            brings.and(needed);
            if !brings.is_empty() {
                choices.push(Choice { number, weight: offer.cost * UNIT + 1, brings });
            }
        }
        let all_brought =
            needed.iter().all(|plan| choices.iter().any(|it| it.brings.contains(plan)));
        if !all_brought {
            return None;
        }
        let mut all =
            Self { offers: choices, plans: needed.iter().collect(), length: needed.len() };
        // What is left out of the one may let more be left out of the other.
        loop {
            let before = (all.offers.len(), all.plans.len());
            all.leave_plans();
            all.leave_offers();
            if before == (all.offers.len(), all.plans.len()) {
                return Some(all);
            }
        }
    }

    /// Leaves out plans that come with another one whichever product brings that.
    fn leave_plans(&mut self) {
        let count = u32::try_from(self.offers.len()).unwrap_or(u32::MAX);
        let bringing = |plan: u32| {
            let offers = (0_u32..).zip(&self.offers);
            Bits::of(count, offers.filter(|(_, it)| it.brings.contains(plan)).map(|(at, _)| at))
        };
        let mut kept: Vec<(u32, Bits)> = Vec::new();
        for &plan in &self.plans {
            let by = bringing(plan);
            if kept.iter().any(|(_, other)| other.is_subset(&by)) {
                continue;
            }
            kept.retain(|(_, other)| !by.is_subset(other));
            kept.push((plan, by));
        }
        self.plans = kept.into_iter().map(|(plan, _)| plan).collect();
        self.plans.sort_unstable();
        let decide = Bits::of(self.length, self.plans.iter().copied());
        for offer in &mut self.offers {
            offer.brings.and(&decide);
        }
        self.offers.retain(|offer| !offer.brings.is_empty());
    }

    /// Leaves out products beside which another brings as much for no more.
    fn leave_offers(&mut self) {
        let beaten = |offer: &Choice| {
            self.offers.iter().any(|other| {
                let cheaper = (other.weight, other.number) < (offer.weight, offer.number);
                cheaper && offer.brings.is_subset(&other.brings)
            })
        };
        let beaten: Vec<bool> = self.offers.iter().map(beaten).collect();
        let mut beaten = beaten.into_iter();
        self.offers.retain(|_| beaten.next() != Some(true));
    }

    fn everything(&self) -> Bits {
        Bits::of(self.length, self.plans.iter().copied())
    }

    /// What an offer would still bring.
    fn news(offer: &Choice, open: &Bits) -> u128 {
        let mut news = offer.brings.clone();
        news.and(open);
        u128::from(news.count())
    }

    /// What bringing all of this weighs at least.
    fn bound(&self, open: &Bits) -> u128 {
        let shares: Vec<(u128, &Choice)> = self
            .offers
            .iter()
            .filter_map(|it| Some(((it.weight * PARTS).checked_div(Self::news(it, open))?, it)))
            .collect();
        let least = |plan: u32| {
            let with = shares.iter().filter(|(_, it)| it.brings.contains(plan));
            with.map(|(share, _)| *share).min().unwrap_or_default()
        };
        open.iter().map(least).sum::<u128>().div_ceil(PARTS)
    }

    /// A good cover to start from: again and again what brings most for its price.
    fn greedy(&self, everything: &Bits) -> (u128, Vec<usize>) {
        let mut open = everything.clone();
        let (mut weight, mut chosen) = (0, Vec::new());
        while !open.is_empty() {
            let share = |(at, it): (usize, &Choice)| {
                Some(((it.weight * PARTS).checked_div(Self::news(it, &open))?, at))
            };
            let best = self.offers.iter().enumerate().filter_map(share).min();
            let Some(offer) = best.and_then(|(_, at)| Some((at, self.offers.get(at)?))) else {
                break;
            };
            open.and_not(&offer.1.brings);
            weight += offer.1.weight;
            chosen.push(offer.0);
        }
        (weight, chosen)
    }
}

struct Search<'a> {
    choices: &'a Choices,
    /// Weight and offers of the best cover so far.
    best: (u128, Vec<usize>),
    /// Steps that may still be taken.
    left: u32,
}

impl Search<'_> {
    /// Looks for something lighter. Returns whether everything was looked at.
    fn go(&mut self, open: &Bits, weight: u128, chosen: &mut Vec<usize>) -> bool {
        if open.is_empty() {
            if weight < self.best.0 {
                self.best = (weight, chosen.clone());
            }
            return true;
        }
        if weight + self.choices.bound(open) >= self.best.0 {
            return true;
        }
        let Some(left) = self.left.checked_sub(1) else { return false };
        self.left = left;
        let offers = &self.choices.offers;
        let bringing = |plan: &u32| offers.iter().filter(|it| it.brings.contains(*plan)).count();
        let Some(next) = open.iter().min_by_key(bringing) else { return true };
        let mut ways: Vec<(u128, usize)> = offers
            .iter()
            .enumerate()
            .filter(|(_, it)| it.brings.contains(next))
            .filter_map(|(at, it)| {
                Some(((it.weight * PARTS).checked_div(Choices::news(it, open))?, at))
            })
            .collect();
        ways.sort_unstable();
        let mut done = true;
        for (_, at) in ways {
            let Some(offer) = offers.get(at) else { continue };
            let mut rest = open.clone();
            rest.and_not(&offer.brings);
            chosen.push(at);
            done &= self.go(&rest, weight + offer.weight, chosen);
            chosen.pop();
        }
        done
    }
}

#[cfg(test)]
mod tests;
