//! What would be otherwise if some events had happened, as far as licences follow from it.

use super::by_rule::{ByRule, OF_RULES};
use crate::domain::attribute::Of;
use crate::domain::{Attribute, Datum, Event, Existence, GroupId, Intent, Party, Row, Subject};
use crate::store::{Bits, Objects, Side};
use crate::tenant::Workspace;
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
    /// What rules may read of people.
    pub(super) of_people: BTreeMap<Row, BTreeMap<Attribute, &'a Datum>>,
    /// What makes groups dynamic.
    pub(super) of_groups: BTreeMap<(GroupId, Attribute), &'a Datum>,
    /// Who comes and goes by rules without what is supposed.
    pub(super) by_rule: Option<&'a ByRule>,
}

impl<'a> Supposed<'a> {
    pub(super) fn of(events: &'a [Event], by_rule: &'a ByRule) -> Self {
        let mut all = Self { by_rule: Some(by_rule), ..Self::default() };
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
                Event::Attribute { row, attribute, after, .. } if OF_RULES.contains(attribute) => {
                    all.of_groups.insert((*row, *attribute), after);
                }
                Event::Attribute { row, attribute, after, .. } if attribute.of() == Of::User => {
                    all.of_people.entry(*row).or_default().insert(*attribute, after);
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

    /// Whether the groups that give licences have the rules that they have now.
    pub(super) fn keeps_rules(&self) -> bool {
        self.gives.is_empty() && self.groups.is_empty() && self.of_groups.is_empty()
    }

    /// Of whom rules may say something else.
    pub(super) fn asked(&self) -> impl Iterator<Item = Row> + '_ {
        self.of_people.keys().chain(self.people.keys()).copied()
    }

    /// What somebody would have in an attribute.
    pub(super) fn of_person(&self, workspace: &Workspace, row: Row, attribute: Attribute) -> Datum {
        let supposed = self.of_people.get(&row).and_then(|all| all.get(&attribute));
        supposed.map_or_else(|| workspace.users().get(row, attribute), |datum| (*datum).clone())
    }

    /// Whether somebody would be there.
    pub(super) fn is_there(&self, workspace: &Workspace, row: Row) -> bool {
        let supposed = self.people.get(&row).copied();
        supposed.unwrap_or_else(|| workspace.is_active(Subject::user(row)))
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
