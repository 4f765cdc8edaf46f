//! People who have the same, as whoever counts them sees it.

use super::super::sets::{has, members};
use crate::licensing::judge::{Origin, Outcome, Verdict};
use crate::licensing::model::ProductNo;
use std::collections::BTreeMap;

/// People who have the same.
#[derive(Debug, Clone, Copy)]
pub struct Lot<'a> {
    pub people: u32,
    /// Number of their list.
    pub list: u32,
    /// What became of each product on each way; none where all of them are surely active.
    pub(super) outcome: Option<&'a Outcome>,
    /// What is given directly, and by groups, where all of it is active.
    pub(super) direct: &'a [u64],
    pub(super) by_group: &'a [u64],
    /// The plans that are on, where all are active.
    pub(super) on: &'a [u64],
}

impl<'a> Lot<'a> {
    /// Whether they have a product, by any way.
    #[must_use]
    pub fn holds(&self, product: ProductNo) -> bool {
        let number = u32::from(product.0);
        match self.outcome {
            Some(outcome) => outcome.holds.contains(&product),
            None => has(self.direct, number) || has(self.by_group, number),
        }
    }

    /// Whether they have a product directly, and by a group.
    #[must_use]
    pub fn ways(&self, product: ProductNo) -> (bool, bool) {
        let number = u32::from(product.0);
        let Some(outcome) = self.outcome else {
            return (has(self.direct, number), has(self.by_group, number));
        };
        let mut ways = (false, false);
        let held = outcome.verdicts.iter().filter(|it| it.product == product && it.state.is_held());
        for verdict in held {
            match verdict.origin {
                Origin::Direct | Origin::Turned(_) => ways.0 = true,
                Origin::Group(_) => ways.1 = true,
            }
        }
        ways
    }

    /// Their products, and whether they have each directly, and by a group.
    #[must_use]
    pub fn holdings(&self) -> Vec<(ProductNo, bool, bool)> {
        let mut found: BTreeMap<ProductNo, (bool, bool)> = BTreeMap::new();
        if let Some(outcome) = self.outcome {
            for verdict in outcome.verdicts.iter().filter(|verdict| verdict.state.is_held()) {
                let ways = found.entry(verdict.product).or_default();
                match verdict.origin {
                    Origin::Direct | Origin::Turned(_) => ways.0 = true,
                    Origin::Group(_) => ways.1 = true,
                }
            }
            return found
                .into_iter()
                .map(|(product, (direct, group))| (product, direct, group))
                .collect();
        }
        let product = |number: u32| ProductNo(u16::try_from(number).unwrap_or(u16::MAX));
        let mut all: Vec<_> = members(self.direct)
            .map(|number| (product(number), true, has(self.by_group, number)))
            .collect();
        let others = members(self.by_group).filter(|number| !has(self.direct, *number));
        all.extend(others.map(|number| (product(number), false, true)));
        all
    }

    /// Whether a plan is on.
    #[must_use]
    pub fn is_on(&self, plan: u32) -> bool {
        self.outcome.map_or_else(|| has(self.on, plan), |outcome| outcome.on.contains(plan))
    }

    /// The plans that are on.
    pub fn plans(&self) -> impl Iterator<Item = u32> + use<'a> {
        members(self.plan_words())
    }

    /// The plans that are on, as words of a set.
    #[must_use]
    pub fn plan_words(&self) -> &'a [u64] {
        self.outcome.map_or(self.on, |outcome| outcome.on.words())
    }

    /// What became of each product on each way, where not all of them are active.
    #[must_use]
    pub fn verdicts(&self) -> &[Verdict] {
        self.outcome.map_or(&[], |outcome| &outcome.verdicts)
    }
}
