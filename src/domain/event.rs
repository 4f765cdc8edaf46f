//! What happened to one object, with before and after, so that it can be inverted.

use crate::domain::{Attribute, Datum, Intent, ObjectId, Timestamp, UserId};

/// Whether a row stands for a user now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Existence {
    /// No user: not created yet, or its creation was undone.
    Absent,
    /// A user.
    Active,
    /// Soft-deleted at the time given; restorable for 30 days from then.
    Deleted(Timestamp),
}

/// A fact about one user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A user appeared, was deleted or came back. `id` names the row for whoever reads the journal
    /// without the directory.
    Existence { user: UserId, id: ObjectId, before: Existence, after: Existence },
    /// An attribute changed.
    Attribute { user: UserId, attribute: Attribute, before: Datum, after: Datum },
    /// Something that the script will do was staged (`after`) or taken back.
    Intent { user: UserId, intent: Intent, before: bool, after: bool },
}

impl Event {
    /// The fact that takes this one back.
    #[must_use]
    pub fn inverse(self) -> Self {
        match self {
            Self::Existence { user, id, before, after } => {
                Self::Existence { user, id, before: after, after: before }
            }
            Self::Attribute { user, attribute, before, after } => {
                Self::Attribute { user, attribute, before: after, after: before }
            }
            Self::Intent { user, intent, before, after } => {
                Self::Intent { user, intent, before: after, after: before }
            }
        }
    }

    /// Whom it happened to.
    #[must_use]
    pub const fn user(&self) -> UserId {
        match self {
            Self::Existence { user, .. }
            | Self::Attribute { user, .. }
            | Self::Intent { user, .. } => *user,
        }
    }

    /// Whether nothing changed.
    #[must_use]
    pub fn is_void(&self) -> bool {
        match self {
            Self::Existence { before, after, .. } => before == after,
            Self::Attribute { before, after, .. } => before == after,
            Self::Intent { before, after, .. } => before == after,
        }
    }
}
