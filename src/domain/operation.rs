//! One accepted change, and what surrounds it: who, when, from where.

use crate::domain::attribute::Of;
use crate::domain::role::Role;
use crate::domain::{
    Attribute, Deed, Event, Intent, Membership, ObjectId, Setting, Side, SkuId, Timestamp,
};

/// Number of an operation in its workspace, from 1, without gaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OperationId(pub u32);

/// Whose eyes and rights a command is judged with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The user of the directory that the actor is, when known.
    pub id: Option<ObjectId>,
    /// For the journal: the UPN, or the persona's name.
    pub name: String,
    /// Directory roles held over the whole tenant.
    pub roles: Vec<Role>,
}

/// Where a command came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The page.
    Page,
    /// Undo, redo or drop.
    Undo,
    /// An import that rebased staged changes.
    Import,
}

/// Everything that a decision needs from outside the core.
#[derive(Debug, Clone)]
pub struct Context {
    pub at: Timestamp,
    pub actor: Actor,
    pub origin: Origin,
    /// Drawn by the caller; made-up object ids of created users follow from it.
    pub seed: u64,
}

/// What an operation did, for the journal's reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Title {
    CreateUser {
        name: String,
    },
    /// `attributes` in the order asked for.
    Edit {
        users: u32,
        attributes: Vec<Attribute>,
    },
    Delete {
        users: u32,
    },
    Restore {
        users: u32,
    },
    Stage {
        users: u32,
        intent: Intent,
    },
    Unstage {
        users: u32,
        intent: Intent,
    },
    CreateGroup {
        name: String,
    },
    /// `attributes` in the order asked for.
    EditGroups {
        groups: u32,
        attributes: Vec<Attribute>,
    },
    Convert {
        groups: u32,
        to: Membership,
    },
    DeleteGroups {
        groups: u32,
    },
    RestoreGroups {
        groups: u32,
    },
    RenewGroups {
        groups: u32,
    },
    /// `added` and `removed` count relations, over all groups.
    Relate {
        groups: u32,
        side: Side,
        added: u32,
        removed: u32,
    },
    /// Products given to users or groups, and taken from them; one whose plans changed is given.
    License {
        of: Of,
        objects: u32,
        added: Vec<SkuId>,
        removed: Vec<SkuId>,
    },
    /// In the order asked for.
    Set {
        settings: Vec<Setting>,
    },
    /// Somebody's own deed; the names as they were.
    SelfService {
        deed: Deed,
        group: String,
        /// Whose membership it is about.
        user: String,
    },
    /// Cases that the rule of a group must get right.
    Expect {
        group: String,
        cases: u32,
    },
    /// A view was handed out; or so many actions of its answers were taken in.
    NoteView {
        user: String,
        taken: u32,
    },
    /// What so many products cost was noted, or forgotten.
    Price {
        products: u32,
    },
    /// So many things about the management of devices were said, or taken back.
    Educate {
        notes: u32,
    },
    Undo(OperationId),
    Redo(OperationId),
    Drop {
        operation: OperationId,
        dependents: Vec<OperationId>,
    },
}

/// An accepted command: appended to the journal, never changed (only an import of a newer
/// baseline rewrites what events start from).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    pub id: OperationId,
    pub at: Timestamp,
    pub actor: Actor,
    pub origin: Origin,
    pub title: Title,
    pub events: Vec<Event>,
}
