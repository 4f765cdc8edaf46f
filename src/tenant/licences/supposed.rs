//! What would be otherwise if some events had happened, as far as licences follow from it.

use crate::domain::attribute::Of;
use crate::domain::{Attribute, Datum, Event, Existence, GroupId, Intent, Party, Row, Subject};
use crate::store::{Bits, Objects, Side};
use std::collections::BTreeMap;

#[derive(Default)]
pub(super) struct Supposed<'a> {
    /// What people are given directly.
    pub(super) given: BTreeMap<Row, &'a Datum>,
    /// What groups give.
    pub(super) gives: BTreeMap<GroupId, &'a Datum>,
    /// Who is there, and who is not.
    pub(super) people: BTreeMap<Row, bool>,
    groups: BTreeMap<GroupId, bool>,
    /// Whose groups the service is to go through again, and whose not.
    pub(super) reprocessed: BTreeMap<Row, bool>,
    /// Who comes into a group, or goes.
    pub(super) members: BTreeMap<GroupId, BTreeMap<Row, bool>>,
}

impl<'a> Supposed<'a> {
    pub(super) fn of(events: &'a [Event]) -> Self {
        let mut all = Self::default();
        for event in events {
            match event {
                Event::Attribute { row, attribute: Attribute::DIRECT_LICENSES, after, .. } => {
                    all.given.insert(*row, after);
                }
                Event::Attribute {
                    row,
                    attribute: Attribute::GROUP_ASSIGNED_LICENSES,
                    after,
                    ..
                } => {
                    all.gives.insert(*row, after);
                }
                Event::Intent { user, intent: Intent::ReprocessLicenses, after, .. } => {
                    all.reprocessed.insert(*user, *after);
                }
                Event::Existence { of: Of::User, row, after, .. } => {
                    all.people.insert(*row, *after == Existence::Active);
                }
                Event::Existence { of: Of::Group, row, after, .. } => {
                    all.groups.insert(*row, *after == Existence::Active);
                }
                Event::Relation {
                    group,
                    side: Side::Members,
                    party: Party::Here(Subject { of: Of::User, row }),
                    after,
                    ..
                } => {
                    all.members.entry(*group).or_default().insert(*row, *after);
                }
                _ => {}
            }
        }
        all
    }

    /// The active users, as it would be; those who are only created would have no row yet.
    pub(super) fn users(&self, users: &Objects) -> Bits {
        altered(users, &self.people)
    }

    /// The active groups, as it would be.
    pub(super) fn groups(&self, groups: &Objects) -> Bits {
        altered(groups, &self.groups)
    }
}

fn altered(objects: &Objects, otherwise: &BTreeMap<Row, bool>) -> Bits {
    let mut active = objects.active().clone();
    for (row, is) in otherwise.iter().filter(|(row, _)| row.0 < objects.rows()) {
        active.put(row.0, *is);
    }
    active
}
