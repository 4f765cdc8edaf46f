//! One thing that a script does to one person, with what must hold before.

use crate::domain::{Intent, ObjectId};
use crate::powershell::Value;

/// A user as a script finds it: by id where the directory has given one, else by name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Target {
    pub id: Option<ObjectId>,
    /// User principal name when the step's turn comes; empty when it was never imported.
    pub name: String,
}

/// An attribute that changes. `path` is Graph's name, or `object/name` inside an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    pub path: String,
    /// `None`: never imported, so there is nothing to compare and nothing to go back to.
    pub before: Option<Value>,
    pub after: Value,
}

/// The manager before the step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    /// Never imported: nothing to compare.
    Unknown,
    Nobody,
    Person(Target),
}

/// How a password must be changed at the next sign-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Force {
    No,
    Yes,
    AfterMfa,
}

/// A step of a hand-off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Create a user with a password that is generated where the script runs.
    Create { person: Target, fields: Vec<(String, Value)>, force: Force },
    /// Change attributes.
    Update {
        person: Target,
        fields: Vec<Field>,
        /// Unchanged members of an object that a request replaces as a whole. A script reads them
        /// where it runs; a batch has to bring them.
        along: Vec<(String, Value)>,
        /// The name that the user ends with, when this step only makes room for another one: a
        /// user who has it already is past this step.
        settled: Option<String>,
    },
    /// Set or clear the manager.
    Manager { person: Target, before: Expected, after: Option<Target> },
    /// Delete softly, if the user is still the one that was meant.
    Delete { person: Target, identity: Vec<(String, Value)> },
    /// Bring back a soft-deleted user, under another name if the old one is taken.
    Restore { person: Target, new_name: Option<String>, drop_proxies: bool },
    /// Something that leaves no attribute behind.
    Intent { person: Target, intent: Intent },
}

impl Step {
    /// Whom it concerns.
    pub const fn person(&self) -> &Target {
        match self {
            Self::Create { person, .. }
            | Self::Update { person, .. }
            | Self::Manager { person, .. }
            | Self::Delete { person, .. }
            | Self::Restore { person, .. }
            | Self::Intent { person, .. } => person,
        }
    }
}

/// What a rollback does not bring back; named at the top of both scripts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lasting {
    /// A new password replaces the old one for good.
    Password(Target),
    /// A change of password was asked for; whether it already was is not known.
    ForcedChange(Target),
    /// Revoked sessions stay revoked.
    Sessions(Target),
    /// A created user becomes a deleted one, for 30 days.
    Created(Target),
    /// Without an object id a deleted user cannot be restored by script.
    NoId(Target),
    /// A user restored under a new name and deleted again keeps the new name.
    NewName(Target),
    /// The value before was never imported.
    Unknown(Target, String),
}

/// Why a staged change is in no script.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Omitted {
    /// The user has neither an object id nor a user principal name.
    Nameless { label: String },
    /// The staged manager cannot be found, or leaves too.
    Manager(Target),
    /// A restore needs the object id.
    NoId(Target),
}
