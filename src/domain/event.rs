//! What happened to one object, with before and after, so that it can be inverted.

use crate::domain::attribute::Of;
use crate::domain::{
    Attribute, Datum, GroupId, Intent, LedgerEntry, LedgerKey, ObjectId, Party, Row, Side, Subject,
    Timestamp, UserId,
};

/// Whether a row stands for an object now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Existence {
    /// No object: not created yet, or its creation was undone.
    Absent,
    /// An object of the directory.
    Active,
    /// Soft-deleted at the time given; restorable for 30 days from then.
    Deleted(Timestamp),
}

/// A fact about one object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// An object appeared, was deleted or came back. `id` names the row for whoever reads the journal
    /// without the directory.
    Existence { of: Of, row: Row, id: ObjectId, before: Existence, after: Existence },
    /// An attribute changed, of the object that stands in the row of the attribute's kind.
    Attribute { row: Row, attribute: Attribute, before: Datum, after: Datum },
    /// Something that the script will do was staged (`after`) or taken back.
    Intent { user: UserId, intent: Intent, before: bool, after: bool },
    /// Somebody became a member or owner of a group (`after`), or ceased to be one.
    Relation { group: GroupId, side: Side, party: Party, before: bool, after: bool },
    /// An entry of the ledger was made, changed or struck out.
    Ledger { key: LedgerKey, before: Option<LedgerEntry>, after: Option<LedgerEntry> },
}

impl Event {
    /// The fact that takes this one back.
    #[must_use]
    pub fn inverse(self) -> Self {
        match self {
            Self::Existence { of, row, id, before, after } => {
                Self::Existence { of, row, id, before: after, after: before }
            }
            Self::Attribute { row, attribute, before, after } => {
                Self::Attribute { row, attribute, before: after, after: before }
            }
            Self::Intent { user, intent, before, after } => {
                Self::Intent { user, intent, before: after, after: before }
            }
            Self::Relation { group, side, party, before, after } => {
                Self::Relation { group, side, party, before: after, after: before }
            }
            Self::Ledger { key, before, after } => {
                Self::Ledger { key, before: after, after: before }
            }
        }
    }

    /// The object that it happened to: for a relation, the group. None for what the ledger holds, which
    /// changes no object.
    #[must_use]
    pub fn subject(&self) -> Option<Subject> {
        match self {
            Self::Existence { of, row, .. } => Some(Subject { of: *of, row: *row }),
            Self::Attribute { row, attribute, .. } => {
                Some(Subject { of: attribute.of(), row: *row })
            }
            Self::Intent { user, .. } => Some(Subject::user(*user)),
            Self::Relation { group, .. } => Some(Subject::group(*group)),
            Self::Ledger { .. } => None,
        }
    }

    /// Whether nothing changed.
    #[must_use]
    pub fn is_void(&self) -> bool {
        match self {
            Self::Existence { before, after, .. } => before == after,
            Self::Attribute { before, after, .. } => before == after,
            Self::Intent { before, after, .. } | Self::Relation { before, after, .. } => {
                before == after
            }
            Self::Ledger { before, after, .. } => before == after,
        }
    }
}
