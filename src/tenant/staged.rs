//! The difference between the imported baseline and now, per object and per attribute.

use crate::domain::{Attribute, Datum, Event, Existence, Intent, UserId};
use std::collections::{BTreeMap, BTreeSet};

/// What is staged for one user.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UserDiff {
    /// Whether the row stood for a user in the baseline, where that has changed.
    pub existence: Option<Existence>,
    /// Baseline values of the attributes that differ now.
    pub attributes: BTreeMap<Attribute, Datum>,
    /// What the script will do besides.
    pub intents: BTreeSet<Intent>,
}

impl UserDiff {
    /// Whether nothing is staged.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.existence.is_none() && self.attributes.is_empty() && self.intents.is_empty()
    }
}

/// Everything that is staged. Follows the journal event by event; costs what changed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Staged {
    users: BTreeMap<UserId, UserDiff>,
}

impl Staged {
    /// The users with staged changes, by row.
    pub fn users(&self) -> impl ExactSizeIterator<Item = (UserId, &UserDiff)> {
        self.users.iter().map(|(user, diff)| (*user, diff))
    }

    /// What is staged for a user.
    #[must_use]
    pub fn of(&self, user: UserId) -> Option<&UserDiff> {
        self.users.get(&user)
    }

    /// How many users have staged changes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.users.len()
    }

    /// Whether nothing is staged.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.users.is_empty()
    }

    /// The baseline value of an attribute that differs now.
    #[must_use]
    pub fn baseline(&self, user: UserId, attribute: Attribute) -> Option<&Datum> {
        self.users.get(&user)?.attributes.get(&attribute)
    }

    /// Whether an intent is staged.
    #[must_use]
    pub fn has_intent(&self, user: UserId, intent: Intent) -> bool {
        self.users.get(&user).is_some_and(|diff| diff.intents.contains(&intent))
    }

    /// Takes events into account, in their order.
    pub(super) fn follow(&mut self, events: &[Event]) {
        for event in events.iter().filter(|event| !event.is_void()) {
            let diff = self.users.entry(event.user()).or_default();
            match event {
                Event::Existence { before, after, .. } => match diff.existence {
                    None => diff.existence = Some(*before),
                    Some(baseline) if baseline == *after => diff.existence = None,
                    Some(_) => {}
                },
                Event::Attribute { attribute, before, after, .. } => {
                    match diff.attributes.get(attribute) {
                        None => {
                            diff.attributes.insert(*attribute, before.clone());
                        }
                        Some(baseline) if baseline == after => {
                            diff.attributes.remove(attribute);
                        }
                        Some(_) => {}
                    }
                }
                Event::Intent { intent, after, .. } => {
                    if *after {
                        diff.intents.insert(*intent);
                    } else {
                        diff.intents.remove(intent);
                    }
                }
            }
            // A creation that was taken back leaves no difference, whatever its row still holds.
            if diff.existence.is_none()
                && matches!(event, Event::Existence { after: Existence::Absent, .. })
            {
                diff.attributes.clear();
                diff.intents.clear();
            }
            if diff.is_empty() {
                self.users.remove(&event.user());
            }
        }
    }
}
