//! How far the dynamic groups of a workspace are from their rules: figures and reasons, kept right.
//!
//! Members are those that were imported, rules and attributes are as they stand, staged changes
//! included. What a rule takes is what a [`Rulebook`] says.

mod board;
mod like;
mod rescue;
#[cfg(test)]
mod tests;

pub use board::Board;
pub use like::Likeness;
pub use rescue::{Rescue, Whom};

use crate::domain::{Attribute, GroupId, Row};
use crate::rules::canonical::Canonical;
use crate::rules::drift::{Cause, Drift, drift_in};
use crate::rules::rulebook::Standing;
use crate::rules::survey::read;
use crate::rules::{Rulebook, Target};
use crate::store::{Bits, Extent};
use crate::tenant::{Diff, Workspace};

/// A dynamic group against its rule, in figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupDrift {
    pub group: GroupId,
    pub target: Target,
    pub standing: Standing,
    /// Whether the rule takes the members of other groups.
    pub gathers: bool,
    /// Members that were imported, of the kind that the rule is about.
    pub held: u32,
    /// How far they are known.
    pub extent: Extent,
    /// Whom the rule takes.
    pub taken: u32,
    /// Whom the rule takes and the list does not have; none where the list is not complete.
    pub joins: Option<u32>,
    /// Whom the list has and the rule does not take.
    pub leaves: u32,
    /// Of whom the rule cannot tell.
    pub unknown: u32,
    /// The rule in its one form, where it has one.
    pub form: Option<Canonical>,
    /// Whether another group has the same rule; told where all figures are ([`Board::marked`]).
    pub shares: bool,
    /// Why they differ, or why that cannot be said; the most telling first.
    pub reasons: Vec<Reason>,
}

/// Why members and rule differ, or why that cannot be said.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// The rule, or whether it is followed, is another one since something was staged here.
    RuleChanged,
    /// So many of those who differ were changed here in what the rule reads.
    PeopleChanged(u32),
    /// A group that the rule takes members from was changed here.
    SourcesChanged,
    /// What the files tell.
    Told(Cause),
    /// The service has not followed yet, or the files are of different days.
    Stale,
}

impl GroupDrift {
    /// How a group of the book stands; none for one that is not in it.
    #[must_use]
    pub fn of(workspace: &Workspace, book: &Rulebook, group: GroupId) -> Option<Self> {
        let drift = drift_in(workspace.directory(), book, group)?;
        let (target, standing) = book.standing(group)?;
        let gathers = book.sources(group).is_some();
        let reasons = reasons(workspace, book, group, &drift);
        Some(Self {
            group,
            target,
            standing,
            gathers,
            held: drift.held,
            extent: drift.extent,
            taken: drift.taken,
            joins: drift.missing.as_ref().map(Bits::count),
            leaves: drift.extra.count(),
            unknown: drift.undecided.count(),
            form: Canonical::of(&drift.rule),
            shares: false,
            reasons,
        })
    }

    /// How many surely differ.
    #[must_use]
    pub fn differing(&self) -> u32 {
        self.joins.unwrap_or(0).saturating_add(self.leaves)
    }

    /// Whether members and rule are known to be the same.
    #[must_use]
    pub fn agrees(&self) -> bool {
        self.joins == Some(0) && self.leaves == 0 && self.unknown == 0
    }
}

fn reasons(workspace: &Workspace, book: &Rulebook, group: GroupId, drift: &Drift) -> Vec<Reason> {
    let mut reasons = Vec::new();
    let staged = workspace.staged();
    let says = [
        Attribute::GROUP_TYPES,
        Attribute::GROUP_MEMBERSHIP_RULE,
        Attribute::GROUP_MEMBERSHIP_RULE_PROCESSING_STATE,
    ];
    let ruled = |diff: &Diff| {
        diff.existence.is_some() || says.iter().any(|one| diff.attributes.contains_key(one))
    };
    let differs = drift.missing.as_ref().is_some_and(|bits| !bits.is_empty())
        || !drift.extra.is_empty()
        || !drift.undecided.is_empty();
    let rule = staged.group(group).is_some_and(ruled);
    reasons.extend((differs && rule).then_some(Reason::RuleChanged));
    let surely = |row: u32| {
        drift.extra.contains(row) || drift.missing.as_ref().is_some_and(|bits| bits.contains(row))
    };
    let people = if differs { people(workspace, drift, surely) } else { 0 };
    reasons.extend((people > 0).then_some(Reason::PeopleChanged(people)));
    let sources = book.sources(group).is_some_and(|sources| {
        let changed = |diff: &Diff| ruled(diff) || !diff.relations.is_empty();
        sources.groups.keys().any(|source| staged.group(*source).is_some_and(changed))
    });
    reasons.extend((differs && sources).then_some(Reason::SourcesChanged));
    reasons.extend(drift.causes.iter().cloned().map(Reason::Told));
    let kept = drift.causes.contains(&Cause::Kept);
    let frozen = drift.causes.iter().any(|cause| matches!(cause, Cause::Paused | Cause::Frozen));
    let missing = drift.missing.as_ref().map_or(0, Bits::count);
    let unexplained = missing + if kept { 0 } else { drift.extra.count() };
    if unexplained > people && !rule && !sources && !frozen {
        reasons.push(Reason::Stale);
    }
    reasons
}

/// How many of those who surely differ were changed here in what the rule reads, or came or went here.
fn people(workspace: &Workspace, drift: &Drift, surely: impl Fn(u32) -> bool) -> u32 {
    let attributes = read(&drift.rule);
    let of = drift.target.of();
    let changed = |diff: &Diff| {
        diff.existence.is_some() || attributes.iter().any(|one| diff.attributes.contains_key(one))
    };
    let staged = workspace.staged();
    let fits = |row: Row, diff: &Diff| surely(row.0) && changed(diff);
    let count = staged.of_kind(of).filter(|(row, diff)| fits(*row, diff)).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}
