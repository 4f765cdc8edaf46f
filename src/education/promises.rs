//! Promises held against the truth: what a switch contradicts, what promises nothing, what nobody can keep.

use super::truth::{Ground, Line};
use crate::domain::education::{
    Country, Ownership, Place, Position, Promise, Stand, Switch, Switches, Verdict,
};
use std::collections::BTreeSet;

#[cfg(test)]
mod tests;

/// What is wrong with a promise for one kind of device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// These switches bring about what it promises not to do.
    Contradicted { key: String, switches: Vec<Switch> },
    /// The documents say that it always happens: nobody can keep it.
    Impossible { key: String },
    /// Nobody has said how these switches stand, so nobody knows whether it is kept.
    Undecided { key: String, switches: Vec<Switch> },
    /// It cannot be otherwise on these devices: a fact, to be told as one.
    IsFact { key: String },
    /// No line of the matrix has this name.
    Unknown { key: String },
}

impl Finding {
    /// Whether nothing can be published while it stands.
    #[must_use]
    pub const fn is_error(&self) -> bool {
        matches!(self, Self::Contradicted { .. } | Self::Impossible { .. } | Self::Unknown { .. })
    }
}

/// Whether a promise is about a kind of device.
#[must_use]
pub fn concerns(promise: &Promise, place: Place) -> bool {
    !promise.personal_only || place.scenario.ownership() == Ownership::Personal
}

/// What is wrong with a promise, given the whole truth about a kind of device and every key of the matrix.
#[must_use]
pub fn check(
    promise: &Promise,
    place: Place,
    lines: &[Line<'_>],
    is_known: impl Fn(&str) -> bool,
) -> Vec<Finding> {
    if !concerns(promise, place) {
        return Vec::new();
    }
    let each = promise.about.iter().filter_map(|key| {
        if !is_known(key) {
            return Some(Finding::Unknown { key: key.clone() });
        }
        // Of what no document lists for these devices nothing can be said.
        let line = lines.iter().find(|line| line.entry.full_key() == *key)?;
        finding(promise.position, line, key)
    });
    each.collect()
}

fn finding(position: Position, line: &Line<'_>, key: &str) -> Option<Finding> {
    let key = key.to_owned();
    if line.is_of_nature() {
        return Some(Finding::IsFact { key });
    }
    if position != Position::Never {
        return None;
    }
    match &line.ground {
        Ground::SwitchedOn(switches) => {
            Some(Finding::Contradicted { key, switches: switches.clone() })
        }
        Ground::OnRequest(switch) => Some(Finding::Contradicted { key, switches: vec![*switch] }),
        Ground::Undecided(switches) => Some(Finding::Undecided { key, switches: switches.clone() }),
        // What can be done need not be: that is what a promise is for. What is seen is seen.
        Ground::Documented | Ground::Unsaid | Ground::Tested(_)
            if line.verdict == Verdict::Always && line.row.deed.is_none() =>
        {
            Some(Finding::Impossible { key })
        }
        _ => None,
    }
}

/// Why a statement must not be published in some country.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LawFinding {
    /// France: an employer must not erase what is private on somebody's own device (CNIL on BYOD, as reported by
    /// readers of its page); work data alone may be removed.
    WipeInFrance,
}

/// What the law of countries has against the switches.
#[must_use]
pub fn law(countries: &BTreeSet<Country>, switches: &Switches, place: Place) -> Vec<LawFinding> {
    let wipes = switches.get(Switch::WipePersonal) == Some(Stand::On);
    let is_personal = place.scenario.ownership() == Ownership::Personal;
    if wipes && is_personal && countries.contains(&Country::FRANCE) {
        vec![LawFinding::WipeInFrance]
    } else {
        Vec::new()
    }
}
