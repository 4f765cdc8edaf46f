//! Groups, devices and memberships of a newer baseline.
//!
//! What is said of whom was found out before (`exchange::preview`), with rows of this workspace; objects that
//! it does not have yet stand in lists by their ids, and become rows once all are in
//! ([`super::baseline`]).

use super::NewRow;
use crate::domain::{Attribute, Datum, Existence, ObjectId, Row};
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
