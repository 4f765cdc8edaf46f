//! What is taken to hold where documents say nothing or disagree.
//!
//! Every choice is a [`Setting`] of the workspace that is kept here alone; none of them is made by default, so that
//! what holds then is the documented side, and of two documents the newer:
//!
//! - *Seats of an expired subscription.* "Active − warning − consumed" is free ("View licensed and unlicensed
//!   Microsoft 365 users with PowerShell", versions of 2017 to February 2024). That the service gives them to people as
//!   long as they last is general knowledge.
//! - *Relations between plans.* Those that a document or somebody's error shows; general knowledge, and what is said
//!   to hold no longer, can be added.
//! - *Licences of a group that others need.* They stay by the group, with an error, until that is resolved ("Identify
//!   and resolve license assignment problems for a group", version of 3 March 2025). They turn into direct licences in
//!   the versions of November 2023 of the same page.
//! - *Restoring somebody.* Licences come back even where no seat is left (Microsoft Entra documentation). "Make sure
//!   licences are available" ("Restore a user", Microsoft 365 admin centre) is read so: what has no seat is not given.

use crate::domain::{Datum, Reading, Setting, Value};
use crate::licensing::Standing;
use crate::tenant::Workspace;

/// What is taken to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Assumptions {
    /// How seats of an expired subscription count.
    pub reading: Reading,
    /// Which relations between plans count.
    pub standing: &'static [Standing],
    /// Whether what a group no longer gives turns direct where it is needed.
    pub turns_direct: bool,
    /// Whether whoever is restored needs seats that are free.
    pub restored_need_seats: bool,
}

impl Default for Assumptions {
    fn default() -> Self {
        Self {
            reading: Reading::Documented,
            standing: Standing::SOURCED,
            turns_direct: false,
            restored_need_seats: false,
        }
    }
}

impl Assumptions {
    /// What a workspace assumes.
    #[must_use]
    pub fn of(workspace: &Workspace) -> Self {
        Self::choosing(|setting| workspace.setting(setting) == Datum::Value(Value::Boolean(true)))
    }

    /// The same, with one choice made the other way.
    #[must_use]
    pub fn otherwise(self, setting: Setting) -> Self {
        Self::choosing(|one| self.has(one) != (one == setting))
    }

    /// Whether a choice is made.
    #[must_use]
    pub fn has(self, setting: Setting) -> bool {
        match setting {
            Setting::ExpiredSeatsAreGiven => self.reading == Reading::Technical,
            Setting::GeneralKnowledgeCounts => self.standing.contains(&Standing::Known),
            Setting::FormerRelationsCount => self.standing.contains(&Standing::Past),
            Setting::NeededLicencesTurnDirect => self.turns_direct,
            Setting::RestoredNeedSeats => self.restored_need_seats,
            _ => false,
        }
    }

    /// The choices that are made, in the order of [`Setting::OF_LICENSING`].
    pub fn made(self) -> impl Iterator<Item = Setting> {
        Setting::OF_LICENSING.into_iter().filter(move |setting| self.has(*setting))
    }

    fn choosing(is: impl Fn(Setting) -> bool) -> Self {
        let technical = is(Setting::ExpiredSeatsAreGiven);
        let (known, past) =
            (is(Setting::GeneralKnowledgeCounts), is(Setting::FormerRelationsCount));
        Self {
            reading: if technical { Reading::Technical } else { Reading::Documented },
            standing: match (known, past) {
                (false, false) => Standing::SOURCED,
                (true, false) => Standing::TODAY,
                (false, true) => Standing::SOURCED_EVER,
                (true, true) => Standing::ALL,
            },
            turns_direct: is(Setting::NeededLicencesTurnDirect),
            restored_need_seats: is(Setting::RestoredNeedSeats),
        }
    }
}
