//! Staged changes of groups as steps.
//!
//! Requests and their limits: "Create group", "Update group", "Add members", "Remove member", "Add
//! owners", "Delete group", "Restore deleted directory object item", "Renew group", Microsoft Graph v1.0.

mod gather;
mod group;
mod order;

use super::step::{Lasting, Omitted, Step};
use crate::tenant::Workspace;
use group::Group;

/// The steps that concern groups, by what has to be done before what. The order inside a stage does
/// not matter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Stages {
    /// Rules stop deciding.
    pub keep: Vec<Step>,
    /// Nicknames are freed.
    pub room: Vec<Step>,
    /// Groups are created, restored and changed.
    pub groups: Vec<Step>,
    /// Attributes of which each takes a request of its own.
    pub alone: Vec<Step>,
    pub add: Vec<Step>,
    /// After the additions: the last owner cannot go.
    pub remove: Vec<Step>,
    pub trim: Vec<Step>,
    /// What they give: a group that gives something cannot be deleted.
    pub licenses: Vec<Step>,
    pub deletions: Vec<Step>,
}

/// There, back, and what remains of either.
pub(super) struct Plan {
    pub forward: Stages,
    pub back: Stages,
    pub lasting: Vec<Lasting>,
    pub omitted: Vec<Omitted>,
}

/// The staged changes of all groups.
pub(super) fn plan(workspace: &Workspace, now: crate::domain::Timestamp) -> Plan {
    let (groups, omitted) = gather::gather(workspace, now);
    let back: Vec<Group> = groups.iter().map(Group::inverse).collect();
    Plan {
        forward: order::stages(&groups),
        back: order::stages(&back),
        lasting: groups.iter().flat_map(Group::lasting).collect(),
        omitted,
    }
}
