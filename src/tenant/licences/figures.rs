//! The licences of everybody, product by product.

use super::Licences;
use crate::domain::{AssignedLicense, AssignmentError, Reading, SkuId, Subscription};
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
        (Violation::Told, Some(said)) => said,
        (Violation::Told, None) | (Violation::Other { .. }, _) => AssignmentError::Other,
        (Violation::Prohibited { .. }, _) => AssignmentError::ProhibitedInUsageLocationViolation,
        (Violation::Exclusive { .. }, _) => AssignmentError::MutuallyExclusiveViolation,
        (Violation::Dependency { .. } | Violation::Needed { .. }, _) => {
            AssignmentError::DependencyViolation
        }
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
    const fn hold(&mut self, people: u32, (direct, by_group): (bool, bool), with_origin: bool) {
        self.holders += people;
        let of_kind = match (direct, by_group) {
            (true, _) if !with_origin => &mut self.unsaid,
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
        // A product of which nothing speaks any more.
        let organisation = workspace.organisation();
        let is_bought = |sku| organisation.bought(sku).is_some_and(|mut all| all.next().is_some());
        let speaks = |one: &ProductFigures| {
            *one != ProductFigures::none(one.sku, one) || one.owned.is_some() || is_bought(one.sku)
        };
        all.filter(speaks).collect()
    }

    fn tallies(&mut self, products: usize) -> Vec<Tally> {
        let mut tallies = vec![Tally::default(); products];
        // Collected first: whoever walks over the lots holds the entitlements.
        let mut wrong: Vec<(u32, u32, Vec<Verdict>)> = Vec::new();
        let lists = &self.lists.all;
        for lot in self.entitlements.lots() {
            let with_origin = lists.get(lot.list as usize).is_none_or(|told| told.with_origin);
            for (product, direct, by_group) in lot.holdings() {
                if let Some(tally) = tallies.get_mut(usize::from(product.0)) {
                    tally.hold(lot.people, (direct, by_group), with_origin);
                }
            }
            let verdicts = lot.verdicts().iter().filter(|verdict| verdict.state != State::Active);
            let verdicts: Vec<Verdict> = verdicts.copied().collect();
            if !verdicts.is_empty() {
                wrong.push((lot.people, lot.list, verdicts));
            }
        }
        for (people, list, verdicts) in &wrong {
            let of = |verdict: &Verdict| Some((verdict.product, self.error(*list, verdict)?));
            let errors: BTreeSet<(ProductNo, AssignmentError)> =
                verdicts.iter().filter_map(of).collect();
            for (product, error) in errors {
                if let Some(tally) = tallies.get_mut(usize::from(product.0)) {
                    *tally.errors.entry(error).or_default() += people;
                }
            }
        }
        tallies
    }

    /// What is wrong with an assignment, by the service's name.
    pub(super) fn error(&self, list: u32, verdict: &Verdict) -> Option<AssignmentError> {
        match verdict.state {
            State::Active => None,
            State::Error(why) | State::ActiveWithError(why) => {
                Some(error_of(why, self.said(list, verdict)))
            }
        }
    }
}
