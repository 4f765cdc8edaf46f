//! Which object something is said of, and who is in a group.

use super::{ObjectId, Row, attribute::Of};

/// An object of the directory: its kind and its row among those of that kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Subject {
    pub of: Of,
    pub row: Row,
}

impl Subject {
    /// A user.
    #[must_use]
    pub const fn user(row: Row) -> Self {
        Self { of: Of::User, row }
    }

    /// A group.
    #[must_use]
    pub const fn group(row: Row) -> Self {
        Self { of: Of::Group, row }
    }

    /// The row, where the subject is a user.
    #[must_use]
    pub fn as_user(self) -> Option<Row> {
        (self.of == Of::User).then_some(self.row)
    }

    /// The row, where the subject is a group.
    #[must_use]
    pub fn as_group(self) -> Option<Row> {
        (self.of == Of::Group).then_some(self.row)
    }
}

/// Which relation of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    Members,
    Owners,
}

impl Side {
    pub const BOTH: [Self; 2] = [Self::Members, Self::Owners];
}

/// What an object that is no row here is, as the files say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Sort {
    /// No file says.
    #[default]
    Unsaid,
    User,
    Group,
    Device,
    ServicePrincipal,
    Contact,
}

impl Sort {
    /// What Graph calls it in `@odata.type`.
    #[must_use]
    pub fn named(name: &str) -> Self {
        match name.trim_start_matches("#microsoft.graph.") {
            "user" => Self::User,
            "group" => Self::Group,
            "device" => Self::Device,
            "servicePrincipal" => Self::ServicePrincipal,
            "orgContact" => Self::Contact,
            _ => Self::Unsaid,
        }
    }
}

/// An object that is no row here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Other {
    pub id: ObjectId,
    pub sort: Sort,
}

/// A member or owner of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Party {
    /// An object of the workspace.
    Here(Subject),
    /// One that was never imported.
    Elsewhere(Other),
}
