//! Groups that are for the same, or seem to be.

use crate::domain::GroupId;
use crate::rules::{Rulebook, Takes};
use crate::store::Bits;
use crate::tenant::Workspace;
use crate::tenant::drift::GroupDrift;
use std::collections::BTreeMap;

/// Groups whose rules are like that of one group.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Likeness {
    /// Their rules say the same of everybody, in any directory: they have the same form
    /// ([`crate::rules::canonical`]).
    pub rule: Vec<GroupId>,
    /// Their rules take the same in this directory, and are unknown of the same; the rules differ.
    pub members: Vec<GroupId>,
    /// Their rules surely take all whom this one takes or may take in this directory, and more; the
    /// smallest first.
    pub within: Vec<GroupId>,
}

impl Likeness {
    /// Of a group among those with figures.
    #[must_use]
    pub fn of(
        workspace: &Workspace,
        book: &Rulebook,
        figures: &[GroupDrift],
        group: GroupId,
    ) -> Self {
        let mut like = Self::default();
        let directory = workspace.directory();
        let Some(one) = figures.iter().find(|one| one.group == group) else { return like };
        let Some(takes) = book.takes(directory, group) else { return like };
        let mut possible = takes.members.clone();
        possible.or(&takes.unknown);
        let mut within: Vec<(u32, GroupId)> = Vec::new();
        for other in figures.iter().filter(|other| other.group != group) {
            if other.target != one.target {
                continue;
            }
            if one.form.is_some() && other.form == one.form {
                like.rule.push(other.group);
                continue;
            }
            // Whom no rule takes tells nothing.
            if one.taken == 0 || other.taken < one.taken {
                continue;
            }
            let Some(theirs) = book.takes(directory, other.group) else { continue };
            if theirs == takes {
                like.members.push(other.group);
            } else if is_within(&possible, &theirs) {
                within.push((other.taken, other.group));
            }
        }
        within.sort_unstable();
        like.within = within.into_iter().map(|(_, group)| group).collect();
        like
    }
}

fn is_within(possible: &Bits, theirs: &Takes) -> bool {
    possible.is_subset(&theirs.members)
}

/// Marks the groups whose rule another group has, too.
pub(super) fn mark(figures: &mut [GroupDrift]) {
    let mut seen: BTreeMap<&crate::rules::canonical::Canonical, u32> = BTreeMap::new();
    for form in figures.iter().filter_map(|one| one.form.as_ref()) {
        *seen.entry(form).or_default() += 1;
    }
    let shared: Vec<bool> = figures
        .iter()
        .map(|one| {
            one.form.as_ref().and_then(|form| seen.get(form)).is_some_and(|count| *count > 1)
        })
        .collect();
    for (one, shares) in figures.iter_mut().zip(shared) {
        one.shares = shares;
    }
}
