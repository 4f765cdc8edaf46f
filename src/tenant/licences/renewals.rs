//! What is to end: the subscriptions behind a product's seats, which date comes next, whether they add up to
//! what the tenant owns, and whom it would concern if nothing were renewed.
//!
//! All subscriptions of one product are one pool of seats (Microsoft Graph v1.0, `subscribedSku` and
//! `companySubscription`); whose seat goes when one ends, the service does not say.

use super::{Licences, ProductFigures};
use crate::domain::{CapabilityStatus, CompanySubscription, SkuId, Timestamp};
use crate::licensing::lifecycle::Stage;
use crate::store::Bits;
use crate::tenant::Organisation;

/// What a date of a subscription is, if nothing is renewed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    /// It is renewed, or expires.
    Renewal,
    /// The trial ends, and is paid for from then or expires.
    TrialEnd,
    /// The grace period ends.
    GraceEnd,
    /// What is left of it is deleted.
    Deletion,
}

impl Turn {
    /// What the next date of a subscription is; none where its status is not known, or it is deleted.
    #[must_use]
    pub fn of(subscription: &CompanySubscription) -> Option<Self> {
        Some(match Stage::of(subscription.status()?) {
            Stage::Active if subscription.is_trial == Some(true) => Self::TrialEnd,
            Stage::Active => Self::Renewal,
            Stage::Expired => Self::GraceEnd,
            Stage::Disabled => Self::Deletion,
            Stage::Deleted => return None,
        })
    }
}

/// When something comes next for a product, by all its subscriptions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// No file told of subscriptions.
    NotTold,
    /// The files tell of none of this product.
    Nothing,
    /// None of them has a date.
    Undated,
    On(Timestamp, Turn),
    /// The last date that the files know has passed: they are older than that.
    Passed(Timestamp, Turn),
}

impl Next {
    /// For sorting: what comes soonest first, then what has passed, then where there is no date.
    #[must_use]
    pub const fn rank(self) -> (u8, i64) {
        match self {
            Self::On(at, _) => (0, at.0),
            Self::Passed(at, _) => (1, at.0),
            Self::Undated => (2, 0),
            Self::Nothing => (3, 0),
            Self::NotTold => (4, 0),
        }
    }
}

fn dated(one: &CompanySubscription) -> Option<(Timestamp, Turn)> {
    one.next.zip(Turn::of(one))
}

/// When something comes next for a product.
#[must_use]
pub fn next(organisation: &Organisation, sku: SkuId, now: Timestamp) -> Next {
    let Some(bought) = organisation.bought(sku) else { return Next::NotTold };
    let dates = bought.clone().filter_map(dated);
    let ahead = dates.clone().filter(|(at, _)| *at >= now).min();
    match (ahead, dates.max(), bought.clone().next()) {
        (Some((at, turn)), ..) => Next::On(at, turn),
        (None, Some((at, turn)), _) => Next::Passed(at, turn),
        (None, None, Some(_)) => Next::Undated,
        (None, None, None) => Next::Nothing,
    }
}

/// Seats of one status, as the product and as its subscriptions tell them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Difference {
    pub status: CapabilityStatus,
    /// By `prepaidUnits` of the product.
    pub product: u32,
    /// By `totalLicenses` of its subscriptions.
    pub subscriptions: u32,
}

/// Where the two differ; none where either is not told, or not whole.
#[must_use]
pub fn differences(organisation: &Organisation, sku: SkuId) -> Option<Vec<Difference>> {
    let units = organisation.subscription(sku)?.seats?;
    let mut sums = [0_u32; CapabilityStatus::ALL.len()];
    for one in organisation.bought(sku)? {
        let status = one.status()?;
        let place = CapabilityStatus::ALL.iter().position(|it| *it == status)?;
        let sum = sums.get_mut(place)?;
        *sum = sum.saturating_add(one.seats?);
    }
    let compared = CapabilityStatus::ALL.iter().zip(sums).filter_map(|(status, subscriptions)| {
        let product = match status {
            CapabilityStatus::Enabled => units.enabled,
            CapabilityStatus::Warning => units.warning,
            CapabilityStatus::Suspended => units.suspended,
            CapabilityStatus::LockedOut => units.locked_out,
            // A product has no number of what is deleted.
            CapabilityStatus::Deleted => return None,
        };
        Some(Difference { status: *status, product, subscriptions })
    });
    Some(compared.filter(|one| one.product != one.subscriptions).collect())
}

/// A product of which seats end within some days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ending {
    pub sku: SkuId,
    /// When the first of them ends.
    pub first: Timestamp,
    /// Subscriptions that end, and their seats; none where a file does not tell how many.
    pub subscriptions: u32,
    pub seats: Option<u32>,
    /// Who holds the product now.
    pub holders: u32,
    /// People for whom no seat would be left; none where the number of seats is not known.
    pub without_seat: Option<u32>,
}

/// What ends within some days, if nothing is renewed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outlook {
    /// By date.
    pub products: Vec<Ending>,
    /// People who hold a product of which not all can keep a seat, each once.
    pub people: u32,
    /// Others who hold one of which it is not known.
    pub untold: u32,
    /// Subscriptions whose data are deleted within the same days: nobody works with them any more.
    pub deletions: u32,
}

/// Subscriptions that people work with and whose date has passed: the files are older than that.
#[must_use]
pub fn overdue(organisation: &Organisation, now: Timestamp) -> usize {
    let all = organisation.company_subscriptions.iter().flatten();
    all.filter_map(dated).filter(|(at, _)| *at < now).count()
}

impl Licences {
    /// What ends from now until so many days later.
    pub fn outlook(
        &mut self,
        organisation: &Organisation,
        figures: &[ProductFigures],
        now: Timestamp,
        days: i64,
    ) -> Outlook {
        let within = |at: Timestamp| at >= now && at <= now.plus_days(days);
        let mut outlook = Outlook::default();
        let (mut people, mut untold) = (Bits::none(0), Bits::none(0));
        for one in figures {
            let Some(bought) = organisation.bought(one.sku) else { continue };
            let is_clear = bought.clone().all(|it| it.status().is_some());
            let in_use = bought
                .clone()
                .filter(|it| it.status().is_some_and(|status| Stage::of(status) <= Stage::Expired));
            let ends = |it: &&CompanySubscription| it.next.is_some_and(within);
            let ending = in_use.clone().filter(ends);
            let deleted = bought.filter(|it| Turn::of(it) == Some(Turn::Deletion)).filter(ends);
            let deleted = u32::try_from(deleted.count()).unwrap_or(u32::MAX);
            outlook.deletions = outlook.deletions.saturating_add(deleted);
            let Some(first) = ending.clone().filter_map(|it| it.next).min() else { continue };
            let sum = |seats: Option<u32>, it: &CompanySubscription| {
                Some(seats?.saturating_add(it.seats?))
            };
            // Where a status is not known, neither is what is left.
            let left = in_use.filter(|it| !ends(it)).fold(is_clear.then_some(0), sum);
            let without_seat = left.map(|left| one.taken().saturating_sub(left).min(one.holders));
            if without_seat != Some(0) {
                let holders = self.holders(one.sku);
                let of_them = if without_seat.is_some() { &mut people } else { &mut untold };
                of_them.grow(holders.len());
                of_them.or(&holders);
            }
            outlook.products.push(Ending {
                sku: one.sku,
                first,
                subscriptions: u32::try_from(ending.clone().count()).unwrap_or(u32::MAX),
                seats: ending.fold(Some(0), sum),
                holders: one.holders,
                without_seat,
            });
        }
        outlook.products.sort_by_key(|one| (one.first, one.sku));
        untold.and_not(&people);
        outlook.people = people.count();
        outlook.untold = untold.count();
        outlook
    }
}

#[cfg(test)]
mod tests;
