//! The difference between the imported baseline and now, per object and per attribute.

use crate::domain::attribute::Of;
use crate::domain::{
    Attribute, Datum, Event, Existence, GroupId, Intent, Party, Row, Side, Subject, UserId,
};
use std::collections::{BTreeMap, BTreeSet};

/// What is staged for one object.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Diff {
    /// Whether the row stood for an object in the baseline, where that has changed.
    pub existence: Option<Existence>,
    /// Baseline values of the attributes that differ now.
    pub attributes: BTreeMap<Attribute, Datum>,
    /// What the script will do besides.
    pub intents: BTreeSet<Intent>,
    /// Members and owners who came in (`true`) or went.
    pub relations: BTreeMap<(Side, Party), bool>,
}

impl Diff {
    /// Whether nothing is staged.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.existence.is_none()
            && self.attributes.is_empty()
            && self.intents.is_empty()
            && self.relations.is_empty()
    }

    /// Who came into a list of a group, or went.
    pub fn of_side(&self, side: Side, came: bool) -> impl Iterator<Item = Party> + '_ {
        let these = self.relations.iter().filter(move |((of, _), is)| *of == side && **is == came);
        these.map(|((_, party), _)| *party)
    }
}

/// Everything that is staged. Follows the journal event by event; costs what changed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Staged {
    objects: BTreeMap<Subject, Diff>,
}

impl Staged {
    /// All objects with staged changes: users, then groups, by row.
    pub fn objects(&self) -> impl ExactSizeIterator<Item = (Subject, &Diff)> {
        self.objects.iter().map(|(subject, diff)| (*subject, diff))
    }

    pub(super) fn of_kind(&self, of: Of) -> impl Iterator<Item = (Row, &Diff)> {
        let range = Subject { of, row: Row(0) }..=Subject { of, row: Row(u32::MAX) };
        self.objects.range(range).map(|(subject, diff)| (subject.row, diff))
    }

    /// The users with staged changes, by row.
    pub fn users(&self) -> impl Iterator<Item = (UserId, &Diff)> {
        self.of_kind(Of::User)
    }

    /// The groups with staged changes, by row.
    pub fn groups(&self) -> impl Iterator<Item = (GroupId, &Diff)> {
        self.of_kind(Of::Group)
    }

    /// What is staged for an object.
    #[must_use]
    pub fn of(&self, subject: Subject) -> Option<&Diff> {
        self.objects.get(&subject)
    }

    /// What is staged for a user.
    #[must_use]
    pub fn user(&self, user: UserId) -> Option<&Diff> {
        self.of(Subject::user(user))
    }

    /// What is staged for a group.
    #[must_use]
    pub fn group(&self, group: GroupId) -> Option<&Diff> {
        self.of(Subject::group(group))
    }

    /// How many objects have staged changes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.objects.len()
    }

    /// Whether nothing is staged.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.objects.is_empty()
    }

    /// The baseline value of an attribute that differs now.
    #[must_use]
    pub fn baseline(&self, row: Row, attribute: Attribute) -> Option<&Datum> {
        self.of(Subject { of: attribute.of(), row })?.attributes.get(&attribute)
    }

    /// Whether an intent is staged.
    #[must_use]
    pub fn has_intent(&self, user: UserId, intent: Intent) -> bool {
        self.user(user).is_some_and(|diff| diff.intents.contains(&intent))
    }

    /// Whether an object is only here: its creation is staged.
    #[must_use]
    pub fn is_new(&self, subject: Subject) -> bool {
        self.of(subject).is_some_and(|diff| diff.existence == Some(Existence::Absent))
    }

    /// Takes events into account, in their order.
    pub(super) fn follow(&mut self, events: &[Event]) {
        for event in events.iter().filter(|event| !event.is_void()) {
            let Some(subject) = event.subject() else { continue };
            let diff = self.objects.entry(subject).or_default();
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
                Event::Relation { side, party, after, .. } => {
                    // Events alternate, so a second one brings back what was at first.
                    if diff.relations.remove(&(*side, *party)).is_none() {
                        diff.relations.insert((*side, *party), *after);
                    }
                }
                Event::Ledger { .. } => {}
            }
            // A creation that was taken back leaves no difference, whatever its row still holds.
            if diff.existence.is_none()
                && matches!(event, Event::Existence { after: Existence::Absent, .. })
            {
                diff.attributes.clear();
                diff.intents.clear();
                diff.relations.clear();
            }
            if diff.is_empty() {
                self.objects.remove(&subject);
            }
        }
    }
}
