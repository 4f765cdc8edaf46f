//! Which list it is.

use crate::domain::attribute::Of;

/// The lists: one of each kind of objects, and one more of people with their products.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    Users,
    Licences,
    Groups,
    Devices,
}

impl Which {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Users, Self::Licences, Self::Groups, Self::Devices];

    /// The list of a kind.
    #[must_use]
    pub const fn main(of: Of) -> Self {
        match of {
            Of::User => Self::Users,
            Of::Group => Self::Groups,
            Of::Device => Self::Devices,
        }
    }

    /// What it is a list of.
    #[must_use]
    pub const fn of(self) -> Of {
        match self {
            Self::Users | Self::Licences => Of::User,
            Self::Groups => Of::Group,
            Self::Devices => Of::Device,
        }
    }
}
