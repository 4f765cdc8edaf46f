//! What an import says about one of its files.

use crate::domain::Attribute;
use crate::exchange::Format;
use crate::exchange::problem::{Problem, Problems, Severity};

/// What is known of one file of an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Its name, as given.
    pub name: String,
    pub format: Format,
    /// Rows or objects, whatever became of them.
    pub rows: u32,
    pub bytes: u64,
    /// Attributes that it tells of.
    pub attributes: Vec<Attribute>,
    /// Headers or properties that have no place yet, or are not known.
    pub aside: Vec<String>,
    /// Whether it lists members and does not say whose; see [`Staging::assign`](crate::exchange::Staging::assign).
    pub awaits_group: bool,
    pub problems: Problems,
}

impl Report {
    /// Whether the import uses the file.
    #[must_use]
    pub const fn is_used(&self) -> bool {
        self.format.is_used() && (self.format.holds_users() || !self.awaits_group)
    }

    /// Whether the file is kept beside the workspace: it tells something that has no place yet.
    /// Tables of users lose nothing but columns that the report names.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        match self.format {
            _ if self.awaits_group => true,
            Format::Unknown | Format::CollectorState | Format::PredictedAudit => false,
            // Entries that could not be read are still in the file.
            Format::Audit => {
                let lost = |it: &Problem| it.fault.severity() == Severity::Loss;
                !self.aside.is_empty() || self.problems.list().iter().any(lost)
            }
            Format::GraphUsers | Format::GraphDeletedUsers | Format::Groups | Format::Devices => {
                !self.aside.is_empty()
            }
            _ => !self.is_used(),
        }
    }
}
