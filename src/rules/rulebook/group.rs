//! A group that has its members by a rule.

use crate::{
    domain::{Attribute, Datum, Existence, GroupId, Timestamp, group::Membership},
    rules::{
        parse::parse,
        syntax::{Rule, Target},
        takes::sources,
    },
    store::Directory,
};

/// What becomes of the rule of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// The service brings the members in line with it.
    Followed,
    /// Its processing is paused: the members stay.
    Paused,
    /// Rules of its form are no longer processed: the members stay.
    Frozen,
}

/// A group with a rule that can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dynamic {
    pub target: Target,
    pub rule: Rule,
    pub standing: Standing,
}

/// An active group's rule; none for a group that is not known to be dynamic, or whose rule was not
/// imported or is empty. `ends` is when rules of the `memberOf` form stop being processed.
#[must_use]
pub fn dynamic(
    directory: &Directory,
    group: GroupId,
    now: Timestamp,
    ends: Option<Timestamp>,
) -> Option<Dynamic> {
    (directory.groups.existence(group) == Existence::Active)
        .then(|| read(directory, group, now, ends))
        .flatten()
}

/// The same of a group that may be deleted.
pub(in crate::rules) fn read(
    directory: &Directory,
    group: GroupId,
    now: Timestamp,
    ends: Option<Timestamp>,
) -> Option<Dynamic> {
    Dynamic::read(|attribute| directory.groups.get(group, attribute), now, ends)
}

impl Dynamic {
    /// The rule of a group that has these attributes, as [`dynamic`] finds it.
    #[must_use]
    pub fn read(
        get: impl Fn(Attribute) -> Datum,
        now: Timestamp,
        ends: Option<Timestamp>,
    ) -> Option<Self> {
        let types = get(Attribute::GROUP_TYPES);
        if types == Datum::Null {
            return None;
        }
        let text = get(Attribute::GROUP_MEMBERSHIP_RULE);
        let target = match Membership::of(&types, &text)? {
            Membership::Assigned => return None,
            Membership::DynamicUser => Target::User,
            Membership::DynamicDevice => Target::Device,
        };
        let rule = parse(text.as_text()?, target).rule;
        if rule == Rule::Empty {
            return None;
        }
        let state = get(Attribute::GROUP_MEMBERSHIP_RULE_PROCESSING_STATE);
        let paused = state.as_text().is_some_and(|state| state.eq_ignore_ascii_case("Paused"));
        let ended = || ends.is_some_and(|end| now >= end) && sources(&rule).is_some();
        let standing = if paused {
            Standing::Paused
        } else if ended() {
            Standing::Frozen
        } else {
            Standing::Followed
        };
        Some(Self { target, rule, standing })
    }
}
