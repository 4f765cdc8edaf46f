//! Which part of the dynamic groups the list shows.

use crate::{
    i18n::Text,
    rules::{drift::Cause, rulebook::Standing},
    store::Extent,
    tenant::drift::{GroupDrift, Reason},
    ui::drift::texts as t,
};

/// A part of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    All,
    Differs,
    Agrees,
    Unsure,
    Changed,
    Paused,
    Frozen,
    Gathers,
    Incomplete,
    Stale,
    Shares,
    Nobody,
}

impl Part {
    /// Every part, with the name that the address has for it.
    pub const ALL: [(Self, &str); 12] = [
        (Self::All, ""),
        (Self::Differs, "differs"),
        (Self::Agrees, "agrees"),
        (Self::Unsure, "unsure"),
        (Self::Changed, "changed"),
        (Self::Paused, "paused"),
        (Self::Frozen, "frozen"),
        (Self::Gathers, "memberOf"),
        (Self::Incomplete, "incomplete"),
        (Self::Stale, "stale"),
        (Self::Shares, "sameRule"),
        (Self::Nobody, "nobody"),
    ];

    /// As the address names it; everything for a name that nothing has.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self::ALL.iter().find(|(_, known)| *known == name).map_or(Self::All, |(part, _)| *part)
    }

    /// What a reader calls it.
    #[must_use]
    pub const fn title(self) -> Text {
        match self {
            Self::All => t::ALL,
            Self::Differs => t::DIFFERS,
            Self::Agrees => t::AGREES,
            Self::Unsure => t::UNSURE,
            Self::Changed => t::CHANGED,
            Self::Paused => t::PAUSED,
            Self::Frozen => t::FROZEN,
            Self::Gathers => t::GATHERS,
            Self::Incomplete => t::INCOMPLETE,
            Self::Stale => t::STALE,
            Self::Shares => t::SHARES,
            Self::Nobody => t::TAKES_NOBODY,
        }
    }

    /// Whether a group is in it.
    #[must_use]
    pub fn has(self, one: &GroupDrift) -> bool {
        let told = |wanted: Cause| one.reasons.contains(&Reason::Told(wanted));
        match self {
            Self::All => true,
            Self::Differs => one.differing() > 0,
            Self::Agrees => one.agrees(),
            Self::Unsure => one.unknown > 0 || one.joins.is_none(),
            Self::Changed => one.reasons.iter().any(|reason| {
                matches!(
                    reason,
                    Reason::RuleChanged | Reason::PeopleChanged(_) | Reason::SourcesChanged
                )
            }),
            Self::Paused => one.standing == Standing::Paused,
            Self::Frozen => told(Cause::Frozen),
            Self::Gathers => one.gathers,
            Self::Incomplete => one.extent != Extent::Complete,
            Self::Stale => one.reasons.contains(&Reason::Stale),
            Self::Shares => one.shares,
            Self::Nobody => one.taken == 0 && one.unknown == 0,
        }
    }
}
