//! What was told, and promised, to the people with one kind of device.

use super::scenario::Place;
use crate::text::date::Day;
use std::collections::BTreeMap;

/// What is seen or done, from the least intrusive on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    Never,
    /// Under a condition.
    OnlyIf,
    Always,
}

impl Verdict {
    pub const ALL: [Self; 3] = [Self::Never, Self::OnlyIf, Self::Always];

    /// Its name in files.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::OnlyIf => "only-if",
            Self::Always => "always",
        }
    }

    /// The verdict of that name.
    #[must_use]
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }
}

/// A line as it was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    pub verdict: Verdict,
    /// Whether it was told as a fact, or as something open.
    pub is_fact: bool,
    /// Key of the words of its condition or reason; empty where it needs none.
    pub because: String,
    /// How much of what is private an action takes: 0 for nothing, 1 for a part, 2 for everything.
    pub takes: u8,
}

/// When something may be used that would be possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Position {
    Never,
    /// Only with the person's own words.
    OnRequest,
    OnlyIfLost,
    Routine,
}

impl Position {
    pub const ALL: [Self; 4] = [Self::Never, Self::OnRequest, Self::OnlyIfLost, Self::Routine];

    /// Its name in files.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::OnRequest => "on-request",
            Self::OnlyIfLost => "only-if-lost",
            Self::Routine => "routine",
        }
    }

    /// The position of that name.
    #[must_use]
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }
}

/// Who agreed to something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Approver {
    HumanResources,
    Legal,
    DataProtection,
    WorksCouncil,
    It,
}

impl Approver {
    pub const ALL: [Self; 5] =
        [Self::HumanResources, Self::Legal, Self::DataProtection, Self::WorksCouncil, Self::It];

    /// Its name in files.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::HumanResources => "hr",
            Self::Legal => "legal",
            Self::DataProtection => "dpo",
            Self::WorksCouncil => "works-council",
            Self::It => "it",
        }
    }

    /// The one of that name.
    #[must_use]
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }
}

/// That somebody agreed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Approval {
    pub by: Approver,
    pub name: String,
    pub on: Day,
}

/// That something which would be possible is not done, or only in one case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Promise {
    /// What it is about: lines of the matrix (`see.location`, `do.locate`).
    pub about: Vec<String>,
    pub position: Position,
    /// Of which devices: all kinds, or only those that belong to people.
    pub personal_only: bool,
    /// By language (`en`, `fr`): the promise, why, and how people are told when it is used.
    pub words: BTreeMap<String, PromiseWords>,
    pub approvals: Vec<Approval>,
    pub review_by: Option<Day>,
}

/// A promise in one language.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct PromiseWords {
    pub statement: String,
    pub why: String,
    pub told: String,
}

/// A statement as it was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    pub place: Place,
    /// Date of the matrix that it was made of.
    pub matrix: String,
    /// By line of the matrix (`see.photos`).
    pub lines: BTreeMap<String, Told>,
}
