//! The licences of everybody, product by product.

use super::{Licences, Way};
use crate::domain::{AssignedLicense, AssignmentError, Reading, SkuId, Subscription};
use crate::licensing::entitlement::Key;
use crate::licensing::judge::{State, Verdict, Violation};
use crate::licensing::model::ProductNo;
use crate::tenant::Workspace;
use std::collections::{BTreeMap, BTreeSet};

/// How many people have the same error about a product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ErrorCount {
    pub error: AssignmentError,
    pub people: u32,
}

/// A product in figures. People are counted once in each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductFigures {
    pub sku: SkuId,
    /// As the tenant owns it; none where no file tells.
    pub owned: Option<Subscription>,
    /// Active users who have it.
    pub holders: u32,
    /// Of these: given directly and by no group, by groups alone, by both, and with an origin that no file tells.
    pub direct: u32,
    pub by_group: u32,
    pub both: u32,
    pub unsaid: u32,
    /// Who should have it and has an error, and who has it with one.
    pub errors: Vec<ErrorCount>,
    /// Seats that the service counts and that nobody of the files is known to hold.
    pub elsewhere: u32,
    /// People of the files who hold it beyond what the service counts.
    pub beyond: u32,
    /// Groups that give it.
    pub groups: u32,
}

impl ProductFigures {
    /// Nobody has it, and no group gives it; what is owned is as in another state.
    #[must_use]
    pub(super) fn none(sku: SkuId, like: &Self) -> Self {
        Self {
            sku,
            owned: like.owned.clone(),
            holders: 0,
            direct: 0,
            by_group: 0,
            both: 0,
            unsaid: 0,
            errors: Vec::new(),
            elsewhere: like.elsewhere,
            beyond: like.beyond,
            groups: 0,
        }
    }

    /// Seats that are taken: by people of the files, and by others.
    #[must_use]
    pub const fn taken(&self) -> u32 {
        self.holders.saturating_add(self.elsewhere)
    }

    /// Seats that are free; negative where more are taken than there are. None where no file tells how many
    /// there are.
    #[must_use]
    pub fn free(&self, reading: Reading) -> Option<i64> {
        let seats = self.owned.as_ref()?.seats?;
        Some(i64::from(seats.capacity(reading)) - i64::from(self.taken()))
    }

    /// People with an error, those with several once for each.
    #[must_use]
    pub fn in_error(&self) -> u32 {
        self.errors.iter().map(|error| error.people).sum()
    }
}

/// The service's name for what stands against a product.
#[must_use]
pub const fn error_of(violation: Violation, said: Option<AssignmentError>) -> AssignmentError {
    match (violation, said) {
        (Violation::Refused, Some(said)) => said,
        (Violation::Refused, None) | (Violation::Other { .. }, _) => AssignmentError::Other,
        (Violation::Prohibited { .. }, _) => AssignmentError::ProhibitedInUsageLocationViolation,
        (Violation::Exclusive { .. }, _) => AssignmentError::MutuallyExclusiveViolation,
        (Violation::Dependency { .. }, _) => AssignmentError::DependencyViolation,
        (Violation::Count, _) => AssignmentError::CountViolation,
    }
}

#[derive(Debug, Clone, Default)]
struct Tally {
    holders: u32,
    direct: u32,
    by_group: u32,
    both: u32,
    unsaid: u32,
    errors: BTreeMap<AssignmentError, u32>,
}

impl Tally {
    /// So many people have the product by these ways.
    fn hold(&mut self, people: u32, ways: &BTreeSet<Way>) {
        self.holders += people;
        let by_group = ways.iter().any(|way| matches!(way, Way::Group(_)));
        let of_kind = match (ways.contains(&Way::Direct), by_group) {
            _ if ways.contains(&Way::Unsaid) => &mut self.unsaid,
            (true, true) => &mut self.both,
            (true, false) => &mut self.direct,
            (false, _) => &mut self.by_group,
        };
        *of_kind += people;
    }
}

impl Licences {
    /// Every product that anything speaks of: what is owned first, by id.
    pub fn figures(&mut self, workspace: &Workspace) -> Vec<ProductFigures> {
        let products: Vec<ProductNo> = self.model().products().collect();
        let tallies = self.tallies(products.len());
        let subscriptions = workspace.organisation().subscriptions.as_deref().unwrap_or_default();
        let all = products.into_iter().zip(tallies).filter_map(|(product, tally)| {
            let sku = self.model().sku(product)?;
            let owned = subscriptions.iter().find(|one| one.sku == sku).cloned();
            let before = self.held_before.get(usize::from(product.0)).copied().unwrap_or_default();
            let told = owned.as_ref().and_then(|owned| owned.consumed);
            let gives = |licenses: &[AssignedLicense]| licenses.iter().any(|it| it.sku == sku);
            let groups = self.groups.iter().filter(|group| gives(&group.licenses)).count();
            let Tally { holders, direct, by_group, both, unsaid, errors } = tally;
            let errors = errors.into_iter().map(|(error, people)| ErrorCount { error, people });
            Some(ProductFigures {
                sku,
                holders,
                direct,
                by_group,
                both,
                unsaid,
                errors: errors.collect(),
                elsewhere: told.map_or(0, |told| told.saturating_sub(before)),
                beyond: told.map_or(0, |told| before.saturating_sub(told)),
                groups: u32::try_from(groups).unwrap_or(u32::MAX),
                owned,
            })
        });
        all.collect()
    }

    fn tallies(&mut self, products: usize) -> Vec<Tally> {
        let mut tallies = vec![Tally::default(); products];
        // Collected first: whoever walks over the outcomes holds the entitlements.
        let outcomes = self.entitlements.outcomes();
        let classes: Vec<(u32, Key, Vec<Verdict>)> = outcomes
            .map(|(people, key, outcome)| (people, key.clone(), outcome.verdicts.clone()))
            .collect();
        for (people, key, verdicts) in &classes {
            let mut ways: BTreeMap<ProductNo, BTreeSet<Way>> = BTreeMap::new();
            let mut errors: BTreeSet<(ProductNo, AssignmentError)> = BTreeSet::new();
            for verdict in verdicts {
                if verdict.state.is_held() {
                    let way = self.way(key, verdict.origin);
                    ways.entry(verdict.product).or_default().insert(way);
                }
                if let State::Error(why) | State::ActiveWithError(why) = verdict.state {
                    errors.insert((verdict.product, error_of(why, self.said(key, verdict))));
                }
            }
            let failed = self.told(key).map(|told| told.failed.as_slice()).unwrap_or_default();
            errors.extend(failed.iter().filter_map(|(sku, error)| {
                Some((self.model().product(*sku)?, error.unwrap_or(AssignmentError::Other)))
            }));
            for (product, ways) in ways {
                if let Some(tally) = tallies.get_mut(usize::from(product.0)) {
                    tally.hold(*people, &ways);
                }
            }
            for (product, error) in errors {
                if let Some(tally) = tallies.get_mut(usize::from(product.0)) {
                    *tally.errors.entry(error).or_default() += people;
                }
            }
        }
        tallies
    }
}
