//! Groups, devices and memberships of a newer baseline.
//!
//! They are taken in as the files tell, under what is staged. What is said of whom was found out before
//! (`exchange::preview`), with rows of this workspace; objects that it does not have yet stand in lists
//! by their ids, and become rows once all are in.

use super::NewRow;
use crate::domain::attribute::Of;
use crate::domain::{Attribute, Datum, Existence, ObjectId, Row};
use crate::store::Directory;
use crate::store::members::{List, Side};

/// What an import says of the groups, or of the devices.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ObjectChanges {
    /// Objects that are not in the workspace.
    pub rows: Vec<NewRow>,
    /// Values of objects that are.
    pub cells: Vec<(Row, Attribute, Datum)>,
    /// Object ids of those that had a made-up one.
    pub ids: Vec<(Row, ObjectId)>,
    /// Objects that are back, or were deleted.
    pub existence: Vec<(Row, Existence)>,
}

impl ObjectChanges {
    /// Whether nothing changes.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
            && self.cells.is_empty()
            && self.ids.is_empty()
            && self.existence.is_empty()
    }
}

/// The members or owners of a group, as they are from now on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListChange {
    pub group: ObjectId,
    pub side: Side,
    /// Rows of the workspace; by id, whoever is not in it yet.
    pub list: List,
}

/// Takes all of it in; the users are there already.
pub(super) fn take_in(
    directory: &mut Directory,
    groups: ObjectChanges,
    devices: ObjectChanges,
    lists: Vec<ListChange>,
) {
    for (of, changes) in [(Of::Group, groups), (Of::Device, devices)] {
        let objects = directory.of_mut(of);
        for (row, id) in changes.ids {
            objects.set_id(row, id, false);
        }
        for (row, existence) in changes.existence {
            objects.set_existence(row, existence);
        }
        for (row, attribute, datum) in changes.cells {
            objects.set(row, attribute, &datum);
        }
        for new in changes.rows {
            let Some(row) = objects.push(new.id, new.provisional, new.existence) else { continue };
            for (attribute, datum) in new.attributes {
                objects.set(row, attribute, &datum);
            }
        }
    }
    for ListChange { group, side, list } in lists {
        if let Some(group) = directory.groups.find(group) {
            directory.members.replace(side, group, list);
        }
    }
    directory.settle_members();
}
