//! Whether something stands in the directory.

use crate::domain::Existence;

/// Whether somebody or something stands in the directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Presence {
    Absent,
    Active,
    Deleted,
}

impl From<Existence> for Presence {
    fn from(existence: Existence) -> Self {
        match existence {
            Existence::Absent => Self::Absent,
            Existence::Active => Self::Active,
            Existence::Deleted(_) => Self::Deleted,
        }
    }
}
