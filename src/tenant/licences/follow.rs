//! One change after the other: who is concerned is read again, and nobody else.

use super::by_rule::OF_RULES;
use super::lists::NOTHING;
use super::{Licences, by_rule, members};
use crate::domain::{
    Attribute, Event, Intent, LedgerKey, ObjectId, Party, Row, Setting, Subject, attribute::Of,
};
use crate::licensing::Catalogue;
use crate::licensing::entitlement::{Key, Tie};
use crate::store::{Extent, Side};
use crate::tenant::Workspace;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

/// The user whose licences may be others after an event, rules aside; an error where they may be everybody's.
fn concerned(licences: &Licences, workspace: &Workspace, event: &Event) -> Result<Option<Row>, ()> {
    match event {
        Event::Attribute { attribute: Attribute::GROUP_ASSIGNED_LICENSES, .. }
        | Event::Existence { of: Of::Group, .. } => Err(()),
        Event::Attribute { row, attribute, .. } if OF_RULES.contains(attribute) => {
            let gives = licences.ways.number(workspace.groups().id(*row)).is_some();
            if gives { Err(()) } else { Ok(None) }
        }
        Event::Ledger { key: LedgerKey::Setting(setting), .. }
            if Setting::OF_LICENSING.contains(setting) =>
        {
            Err(())
        }
        Event::Attribute { row, attribute, .. } => Ok(attribute.is_of_licenses().then_some(*row)),
        Event::Existence { of: Of::User, row, .. }
        | Event::Intent { user: row, intent: Intent::ReprocessLicenses, .. }
        | Event::Relation {
            side: Side::Members,
            party: Party::Here(Subject { of: Of::User, row }),
            ..
        } => Ok(Some(*row)),
        Event::Existence { .. }
        | Event::Relation { .. }
        | Event::Intent { .. }
        | Event::Ledger { .. } => Ok(None),
    }
}

/// Whether a group is known to give nothing: it says so, or it is gone.
fn gives_nothing(workspace: &Workspace, group: ObjectId) -> bool {
    let groups = workspace.groups();
    groups.find(group).is_some_and(|row| {
        !workspace.is_active(Subject::group(row))
            || groups.read(row, Attribute::GROUP_ASSIGNED_LICENSES).is_known()
    })
}

impl Licences {
    /// Whether anybody's licences may be others if these events happened.
    #[must_use]
    pub fn are_concerned(&self, workspace: &Workspace, events: &[Event]) -> bool {
        let reads = OnceCell::new();
        let reads = || reads.get_or_init(|| by_rule::reads(workspace, &self.groups));
        events.iter().any(|event| match event {
            Event::Relation { side: Side::Members, group, .. } => {
                self.ways.number(workspace.groups().id(*group)).is_some()
            }
            Event::Attribute { attribute, .. } if reads().contains(attribute) => true,
            _ => concerned(self, workspace, event) != Ok(None),
        })
    }

    /// Takes into account what has happened in a workspace since these licences were made of it. Costs as much as
    /// the people whom it concerns have groups, however many people there are. False where everybody's have to be
    /// computed again: what groups give was changed, or what is assumed, or a product or group comes in that nothing
    /// spoke of. Until then these are not right.
    #[must_use]
    pub fn follow<'a>(
        &mut self,
        workspace: &Workspace,
        catalogue: &Catalogue,
        events: impl Iterator<Item = &'a Event>,
    ) -> bool {
        let (mut rows, mut asked) = (BTreeSet::new(), BTreeSet::new());
        for event in events {
            match concerned(self, workspace, event) {
                Ok(row) => rows.extend(row),
                Err(()) => return false,
            }
            asked.extend(by_rule::asks(event));
        }
        rows.extend(self.by_rule.follow(workspace, &self.groups, &asked));
        rows.into_iter().all(|row| self.read_again(workspace, catalogue, row))
    }

    fn read_again(&mut self, workspace: &Workspace, catalogue: &Catalogue, user: Row) -> bool {
        let users = workspace.users();
        let is_active = workspace.is_active(Subject::user(user));
        let of = (workspace, self.assumptions);
        let list = if is_active { self.lists.number(of, user, catalogue) } else { NOTHING };
        let Some(told) = self.lists.all.get(list as usize) else { return false };
        let knows = |sku| self.model().product(sku).is_some();
        let are_known = told.direct.iter().all(|(license, _)| knows(license.sku))
            && told.inherited.iter().all(|way| match self.ways.number(way.group) {
                Some(_) => knows(way.sku),
                None => !way.phase.is_in_force() && gives_nothing(workspace, way.group),
            });
        if !are_known {
            return false;
        }
        if list as usize >= self.entitlements.setup().lists.len() {
            let made = self.ways.list(self.model(), told);
            self.entitlements.add_list(made);
        }
        self.unknown.grow(users.rows());
        self.unknown.put(user.0, is_active && list == NOTHING);
        let groups =
            if list == NOTHING { Vec::new() } else { self.groups_of(workspace, user, list) };
        self.entitlements.put(user.0, &Key { list, groups });
        true
    }

    /// The licensed groups somebody is in, as [`members::of_all`] finds them.
    fn groups_of(&self, workspace: &Workspace, user: Row, list: u32) -> Vec<(u32, Tie)> {
        let lists = &workspace.directory().members;
        let mut groups: BTreeMap<u32, Tie> = BTreeMap::new();
        for row in lists.groups_with(Side::Members, Of::User, user) {
            if let Some(group) = self.ways.number(workspace.groups().id(row)) {
                let is_new = members::staged(workspace, row, user) == Some(true);
                groups.insert(group, if is_new { Tie::Newcomer } else { Tie::Member });
            }
        }
        for (row, comes) in self.by_rule.of_person(user) {
            let Some(group) = self.ways.number(workspace.groups().id(row)) else { continue };
            let is_new = members::after(members::staged(workspace, row, user), Some(comes));
            match comes {
                true if is_new.is_some() => drop(groups.insert(group, Tie::Newcomer)),
                true => drop(groups.insert(group, Tie::Member)),
                false => drop(groups.remove(&group)),
            }
        }
        for way in self.told(list).into_iter().flat_map(|told| &told.inherited) {
            let Some(number) = self.ways.number(way.group) else { continue };
            let row = self.groups.get(number as usize).and_then(|group| group.row);
            let is_whole =
                row.is_some_and(|row| lists.of(Side::Members, row).extent == Extent::Complete);
            let moved = row.and_then(|row| {
                members::after(members::staged(workspace, row, user), self.by_rule.moves(row, user))
            });
            if !is_whole && moved.is_none() {
                groups.entry(number).or_insert(Tie::Member);
            } else if way.phase.is_in_force() {
                let went = moved == Some(false);
                groups.entry(number).or_insert(if went { Tie::Leaver } else { Tie::Former });
            }
        }
        groups.into_iter().collect()
    }
}
