//! What becomes of a subscription that is not renewed: its stages, what holds in each, and when they come.
//!
//! Sources:
//! - the stages, what holds in each and how long they last: "What happens to my data and access when my
//!   Microsoft 365 for business subscription ends?", Microsoft Learn, 29 March 2024 ([`PAGE`]);
//! - the kinds of contract that have no stage *Expired* since 2026: message center post MC1216259 ("Extended
//!   Service Term"), read in copies that others made ([`MESSAGE`]);
//! - what a date means: Microsoft Graph v1.0, `companySubscription` (`nextLifecycleDateTime`: when it "will
//!   move to the next state … if not renewed by the tenant");
//! - which status is which stage: `licenseUnitsDetail`, the same place.
//!
//! No file tells which kind of contract a subscription is under, and the stages last differently under each.
//! So what follows from a date is a span: from the first day on which a kind of contract lets it happen to the last.

use crate::domain::{CapabilityStatus, CompanySubscription, Timestamp};
use crate::text::date::Day;

/// Where something is written, and of which day that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source {
    pub title: &'static str,
    pub dated: (i32, u8, u8),
}

/// Microsoft's page about the stages.
pub const PAGE: Source = Source {
    title: "What happens to my data and access when my Microsoft 365 for business subscription ends?",
    dated: (2024, 3, 29),
};
/// Microsoft's message about the end of the grace period.
pub const MESSAGE: Source = Source { title: "MC1216259", dated: (2026, 2, 9) };

impl Source {
    /// The day as a date.
    #[must_use]
    pub fn day(self) -> Option<Day> {
        let (year, month, day) = self.dated;
        Day::new(year, month, day)
    }
}

/// A stage in the life of a subscription.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    Active,
    /// In the grace period.
    Expired,
    Disabled,
    Deleted,
}

/// Whether something holds in a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    Yes,
    No,
    /// Yes, but not under volume licensing.
    NotUnderVolumeLicensing,
    /// The documents do not tell, or differ.
    NotTold,
}

/// Who sees the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    Everybody,
    Administrators,
    /// It is deleted.
    Nobody,
}

/// What holds in a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effects {
    /// Whether people can work.
    pub work: Holds,
    pub data: Access,
    /// Whether its seats can be given.
    pub giving: Holds,
    /// Whether it can be had back.
    pub back: bool,
}

impl Stage {
    /// Every stage, in the order in which they come.
    pub const ALL: [Self; 4] = [Self::Active, Self::Expired, Self::Disabled, Self::Deleted];

    /// The stage that a status means. What the customer cancelled is disabled.
    #[must_use]
    pub const fn of(status: CapabilityStatus) -> Self {
        match status {
            CapabilityStatus::Enabled => Self::Active,
            CapabilityStatus::Warning => Self::Expired,
            CapabilityStatus::Suspended | CapabilityStatus::LockedOut => Self::Disabled,
            CapabilityStatus::Deleted => Self::Deleted,
        }
    }

    /// What holds in it. Of an expired subscription's seats, Microsoft's page about PowerShell takes them off
    /// what can be given, and the page about the stages forbids nothing.
    #[must_use]
    pub const fn effects(self) -> Effects {
        let (work, data, giving, back) = match self {
            Self::Active => (Holds::Yes, Access::Everybody, Holds::Yes, true),
            Self::Expired => {
                (Holds::NotUnderVolumeLicensing, Access::Everybody, Holds::NotTold, true)
            }
            Self::Disabled => (Holds::No, Access::Administrators, Holds::No, true),
            Self::Deleted => (Holds::No, Access::Nobody, Holds::No, false),
        };
        Effects { work, data, giving, back }
    }
}

/// A kind of contract, as far as it makes stages last differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contract {
    /// Most offers, in most countries; monthly and yearly terms.
    Most,
    /// An enterprise customer's term of several years.
    SeveralYears,
    /// An enterprise agreement of volume licensing; services stop when it expires.
    VolumeLicensing,
    /// Cancelled within the time in which that is allowed.
    Cancelled,
    /// The Microsoft Customer Agreement since 2026, without the paid extension.
    CustomerAgreement,
    /// A free trial.
    Trial,
}

/// How long the stages last under a kind of contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    pub contract: Contract,
    /// Days; with none, the stage is skipped.
    pub expired: i64,
    pub disabled: i64,
    pub source: Source,
}

const fn term(contract: Contract, expired: i64, disabled: i64, source: Source) -> Term {
    Term { contract, expired, disabled, source }
}

/// The terms that are documented.
pub const TERMS: [Term; 6] = [
    term(Contract::Most, 30, 90, PAGE),
    term(Contract::SeveralYears, 90, 90, PAGE),
    term(Contract::VolumeLicensing, 90, 60, PAGE),
    term(Contract::Cancelled, 0, 90, PAGE),
    term(Contract::CustomerAgreement, 0, 90, MESSAGE),
    // "After the 30-day Expired status ends, your trial account information and data are permanently deleted."
    term(Contract::Trial, 30, 0, PAGE),
];

impl Term {
    /// Days in a stage; none where it does not end.
    const fn days(self, stage: Stage) -> i64 {
        match stage {
            Stage::Expired => self.expired,
            Stage::Disabled => self.disabled,
            Stage::Active | Stage::Deleted => 0,
        }
    }

    /// Whether a subscription can be under it that is, or is not, a trial.
    fn fits(self, is_trial: Option<bool>) -> bool {
        is_trial.is_none_or(|is_trial| is_trial == (self.contract == Contract::Trial))
    }
}

/// From the first to the last moment at which something may happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    pub first: Timestamp,
    pub last: Timestamp,
}

impl Span {
    /// Whether it is one moment.
    #[must_use]
    pub fn is_exact(self) -> bool {
        self.first == self.last
    }
}

/// A stage that is ahead if nothing is renewed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    pub stage: Stage,
    /// When it begins; none where the file tells no date.
    pub from: Option<Span>,
    /// Whether a kind of contract has no such stage.
    pub may_be_skipped: bool,
}

/// The stages ahead of a subscription, in their order; none where its status is not known.
#[must_use]
pub fn ahead(subscription: &CompanySubscription) -> Option<Vec<Step>> {
    let now = Stage::of(subscription.status()?);
    // Whoever is in a stage is under a contract that has it.
    let is_in = |term: &&Term| now == Stage::Active || term.days(now) > 0;
    let possible: Vec<Term> = TERMS.iter().filter(is_in).copied().collect();
    let mut terms = possible.clone();
    terms.retain(|term| term.fits(subscription.is_trial));
    if terms.is_empty() {
        // The service says what the documents do not: a trial that is disabled.
        terms = possible;
    }
    let later = Stage::ALL.into_iter().filter(|stage| *stage > now);
    let step = |stage: Stage| {
        let has = |term: &&Term| stage == Stage::Deleted || term.days(stage) > 0;
        // From the end of the present stage, under each contract that has the stage.
        let between = |term: &Term| -> i64 {
            let passed = Stage::ALL.into_iter().filter(|one| *one > now && *one < stage);
            passed.map(|one| term.days(one)).sum()
        };
        let days = || terms.iter().filter(has).map(between);
        let (first, last) = days().min().zip(days().max())?;
        let from = subscription
            .next
            .map(|next| Span { first: next.plus_days(first), last: next.plus_days(last) });
        let may_be_skipped = terms.iter().filter(has).count() < terms.len();
        Some(Step { stage, from, may_be_skipped })
    };
    Some(later.filter_map(step).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{ObjectId, SkuId};

    const NEXT: Timestamp = Timestamp(1_800_000_000_000);

    fn told(status: &str, is_trial: Option<bool>, next: Option<Timestamp>) -> CompanySubscription {
        CompanySubscription {
            id: "a".to_owned(),
            commerce_id: String::new(),
            sku: SkuId(ObjectId([1; 16])),
            part_number: String::new(),
            status: status.to_owned(),
            seats: None,
            is_trial,
            created: None,
            next,
            owner: String::new(),
            owner_type: String::new(),
            owner_tenant: String::new(),
            plans: Vec::new(),
        }
    }

    /// Stage, days from the date to the first and to the last day, and whether it may be skipped.
    fn days(status: &str, is_trial: Option<bool>) -> Vec<(Stage, i64, i64, bool)> {
        let steps = ahead(&told(status, is_trial, Some(NEXT))).unwrap();
        let step = |step: Step| {
            let span = step.from.unwrap();
            let days = |at: Timestamp| (at.0 - NEXT.0) / crate::domain::time::DAY;
            (step.stage, days(span.first), days(span.last), step.may_be_skipped)
        };
        steps.into_iter().map(step).collect()
    }

    #[test]
    fn what_follows_from_a_date_is_a_span() {
        use Stage::{Deleted, Disabled, Expired};
        for (status, is_trial, expected) in [
            // 30, 90 or no days of grace; then 90, 60 or 90 days.
            (
                "Enabled",
                Some(false),
                vec![(Expired, 0, 0, true), (Disabled, 0, 90, false), (Deleted, 90, 180, false)],
            ),
            // A trial is deleted after its 30 days.
            ("Enabled", Some(true), vec![(Expired, 0, 0, false), (Deleted, 30, 30, false)]),
            (
                "enabled",
                None,
                vec![(Expired, 0, 0, true), (Disabled, 0, 90, true), (Deleted, 30, 180, false)],
            ),
            // The end of the stage is told; what had no grace period is not in it.
            ("Warning", Some(false), vec![(Disabled, 0, 0, false), (Deleted, 60, 90, false)]),
            ("Warning", Some(true), vec![(Deleted, 0, 0, false)]),
            ("Suspended", Some(false), vec![(Deleted, 0, 0, false)]),
            ("Suspended", Some(true), vec![(Deleted, 0, 0, false)]),
            ("LockedOut", None, vec![(Deleted, 0, 0, false)]),
            ("Deleted", Some(false), vec![]),
        ] {
            assert_eq!(days(status, is_trial), expected, "{status} {is_trial:?}");
        }
    }

    #[test]
    fn without_a_date_there_are_stages_and_no_dates() {
        let steps = ahead(&told("Enabled", Some(false), None)).unwrap();
        assert_eq!(steps.len(), 3);
        assert!(steps.iter().all(|step| step.from.is_none()));
        assert_eq!(ahead(&told("Retired", Some(false), Some(NEXT))), None, "no stage is guessed");
    }

    #[test]
    fn sources_have_a_day() {
        assert!(TERMS.iter().all(|term| term.source.day().is_some()));
    }
}
