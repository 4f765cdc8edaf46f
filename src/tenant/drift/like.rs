//! Groups that are for the same, or seem to be.

use crate::domain::GroupId;
use crate::rules::canonical::Canonical;
use crate::rules::{Rule, Rulebook, Takes, Target};
use crate::store::{Bits, Rows};
use crate::tenant::Workspace;
use crate::tenant::drift::GroupDrift;
use std::collections::BTreeMap;

/// Groups whose rules are like a rule.
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
    /// This one surely takes all whom their rules take or may take in this directory, and more; the
    /// largest first.
    pub holds: Vec<GroupId>,
}

/// A rule that others are compared with.
struct One<'a> {
    target: Target,
    form: Option<&'a Canonical>,
    takes: &'a Takes,
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
        let found = figures.iter().find(|one| one.group == group);
        let takes = book.takes(workspace.directory(), group);
        let (Some(one), Some(takes)) = (found, takes) else { return Self::default() };
        let one = One { target: one.target, form: one.form.as_ref(), takes: &takes };
        Self::find(book, figures, &one, Some(group))
    }

    /// Of a rule that is only written, and what it takes; `but` names a group that it may become the rule
    /// of.
    #[must_use]
    pub fn of_rule(
        book: &Rulebook,
        figures: &[GroupDrift],
        (rule, target, takes): (&Rule, Target, &Takes),
        but: Option<GroupId>,
    ) -> Self {
        let form = Canonical::of(rule);
        let one = One { target, form: form.as_ref(), takes };
        Self::find(book, figures, &one, but)
    }

    fn find(book: &Rulebook, figures: &[GroupDrift], one: &One<'_>, but: Option<GroupId>) -> Self {
        let mut like = Self::default();
        let taken = one.takes.members.count();
        let possible = possible(one.takes);
        let mut within: Vec<(u32, GroupId)> = Vec::new();
        let mut holds: Vec<(u32, GroupId)> = Vec::new();
        for other in figures.iter().filter(|other| Some(other.group) != but) {
            if other.target != one.target {
                continue;
            }
            if one.form.is_some() && other.form.as_ref() == one.form {
                like.rule.push(other.group);
                continue;
            }
            // Whom no rule takes tells nothing.
            if taken == 0 || other.taken == 0 {
                continue;
            }
            let Some((sure, unknown)) = book.rows(other.group) else { continue };
            let all = |bits: &Bits, of: &Rows| bits.iter().all(|row| of.contains(row));
            let mine = &one.takes.members;
            // Of the two, only the larger can hold the other; most are told apart at the first rows.
            let equal = (taken, one.takes.unknown.count()) == (other.taken, unknown.count());
            if equal && all(mine, sure) && all(&one.takes.unknown, unknown) {
                like.members.push(other.group);
            } else if other.taken >= taken && all(&possible, sure) {
                within.push((other.taken, other.group));
            } else if other.taken <= taken
                && sure.iter().chain(unknown.iter()).all(|row| mine.contains(row))
            {
                holds.push((other.taken, other.group));
            }
        }
        within.sort_unstable();
        holds.sort_unstable_by_key(|(count, group)| (std::cmp::Reverse(*count), *group));
        like.within = within.into_iter().map(|(_, group)| group).collect();
        like.holds = holds.into_iter().map(|(_, group)| group).collect();
        like
    }
}

/// Whom a rule takes or may take.
fn possible(takes: &Takes) -> Bits {
    let mut possible = takes.members.clone();
    possible.or(&takes.unknown);
    possible
}

/// Marks the groups whose rule another group has, too.
pub(super) fn mark(figures: &mut [GroupDrift]) {
    let mut seen: BTreeMap<&Canonical, u32> = BTreeMap::new();
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
