//! The audit records that the directory would write for an operation.
//!
//! Shapes: `directoryAudit` of Graph v1.0; activity names: "Microsoft Entra audit log categories
//! and activities" (Core Directory, user and group management). Old and new values are JSON text, as there.
//! Every record is a prediction: it is never evidence of what the tenant did. GAP: no source lists
//! the names of modified properties; they are spelt as in exported logs (`DisplayName`).

mod ledger;

use crate::domain::attribute::Of;
use crate::domain::{
    Actor, Attribute, Datum, Event, Existence, GroupId, Intent, ObjectId, Operation, Party, Side,
    Subject, Timestamp, Value,
};
use crate::tenant::Workspace;
use std::collections::BTreeMap;

/// What Graph calls `activityDisplayName`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Activity {
    AddUser,
    DeleteUser,
    RestoreUser,
    DisableAccount,
    EnableAccount,
    UpdateUser,
    SetUserManager,
    ResetPassword,
    SetForceChangeUserPassword,
    UpdateStsRefreshTokenValidFrom,
    AddGroup,
    UpdateGroup,
    DeleteGroup,
    RestoreGroup,
    AddMemberToGroup,
    RemoveMemberFromGroup,
    AddOwnerToGroup,
    RemoveOwnerFromGroup,
    RenewGroup,
    ChangeUserLicense,
    SetGroupLicense,
    RequestToJoin,
    ApproveRequest,
    RejectRequest,
    CancelRequest,
    UpdateGroupSettings,
    UpdateAuthorizationPolicy,
    UpdateLifecyclePolicy,
}

impl Activity {
    /// The name in the log.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::AddUser => "Add user",
            Self::DeleteUser => "Delete user",
            Self::RestoreUser => "Restore user",
            Self::DisableAccount => "Disable account",
            Self::EnableAccount => "Enable account",
            Self::UpdateUser => "Update user",
            Self::SetUserManager => "Set user manager",
            Self::ResetPassword => "Reset password",
            Self::SetForceChangeUserPassword => "Set force change user password",
            Self::UpdateStsRefreshTokenValidFrom => "Update StsRefreshTokenValidFrom Timestamp",
            Self::AddGroup => "Add group",
            Self::UpdateGroup => "Update group",
            Self::DeleteGroup => "Delete group",
            Self::RestoreGroup => "Restore group",
            Self::AddMemberToGroup => "Add member to group",
            Self::RemoveMemberFromGroup => "Remove member from group",
            Self::AddOwnerToGroup => "Add owner to group",
            Self::RemoveOwnerFromGroup => "Remove owner from group",
            Self::RenewGroup => "Renew group",
            Self::ChangeUserLicense => "Change user license",
            Self::SetGroupLicense => "Set group license",
            Self::RequestToJoin => "Request to join a group",
            Self::ApproveRequest => "Approve a pending request to join a group",
            Self::RejectRequest => "Reject a pending request to join a group",
            Self::CancelRequest => "Cancel a pending request to join a group",
            Self::UpdateGroupSettings => "Update group settings",
            Self::UpdateAuthorizationPolicy => "Update authorization policy",
            Self::UpdateLifecyclePolicy => "Update lifecycle management policy",
        }
    }

    /// What Graph calls `operationType`.
    #[must_use]
    pub const fn operation_type(self) -> &'static str {
        match self {
            Self::AddUser | Self::AddGroup => "Add",
            Self::DeleteUser | Self::DeleteGroup => "Delete",
            Self::AddMemberToGroup | Self::AddOwnerToGroup => "Assign",
            Self::RemoveMemberFromGroup | Self::RemoveOwnerFromGroup => "Unassign",
            _ => "Update",
        }
    }

    /// What Graph calls `category`.
    #[must_use]
    pub const fn category(self) -> &'static str {
        match self {
            Self::AddGroup
            | Self::UpdateGroup
            | Self::DeleteGroup
            | Self::RestoreGroup
            | Self::AddMemberToGroup
            | Self::RemoveMemberFromGroup
            | Self::AddOwnerToGroup
            | Self::RemoveOwnerFromGroup
            | Self::RenewGroup
            | Self::SetGroupLicense
            | Self::RequestToJoin
            | Self::ApproveRequest
            | Self::RejectRequest
            | Self::CancelRequest
            | Self::UpdateGroupSettings
            | Self::UpdateLifecyclePolicy => "GroupManagement",
            Self::UpdateAuthorizationPolicy => "AuthorizationPolicy",
            _ => "UserManagement",
        }
    }

    /// What Graph calls `loggedByService`.
    #[must_use]
    pub const fn service(self) -> &'static str {
        match self {
            Self::RenewGroup
            | Self::RequestToJoin
            | Self::ApproveRequest
            | Self::RejectRequest
            | Self::CancelRequest
            | Self::UpdateLifecyclePolicy => "Self-service Group Management",
            _ => "Core Directory",
        }
    }
}

/// A predicted `directoryAudit` record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    pub activity: Activity,
    pub at: Timestamp,
    pub initiated_by: Actor,
    /// The object that changed; for a membership whoever came or went, and then the group.
    pub targets: Vec<Target>,
    pub modified: Vec<Modified>,
}

/// A `targetResources` entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    pub party: Party,
    pub id: ObjectId,
    /// `userPrincipalName` of a user, `displayName` of another object, as it stands now; empty where it
    /// is not known.
    pub name: String,
}

impl Target {
    fn of(workspace: &Workspace, party: Party) -> Self {
        let (id, name) = match party {
            Party::Here(Subject { of, row }) => {
                let attribute = match of {
                    Of::User => Attribute::USER_PRINCIPAL_NAME,
                    Of::Group => Attribute::GROUP_DISPLAY_NAME,
                    Of::Device => Attribute::DEVICE_DISPLAY_NAME,
                };
                let objects = workspace.directory().of(of);
                let name = objects.get(row, attribute).as_text().unwrap_or_default().to_owned();
                (objects.id(row), name)
            }
            Party::Elsewhere(other) => (other.id, String::new()),
        };
        Self { party, id, name }
    }
}

/// A `modifiedProperties` entry; values are JSON text, none where Graph has null.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Modified {
    pub name: String,
    pub old: Option<String>,
    pub new: Option<String>,
}

pub(super) fn records(workspace: &Workspace, operation: &Operation) -> Vec<Record> {
    let mut by_object: BTreeMap<Subject, Vec<&Event>> = BTreeMap::new();
    for event in operation.events.iter().filter(|event| !takes_back_renewal(event)) {
        if let Some(subject) = event.subject() {
            by_object.entry(subject).or_default().push(event);
        }
    }
    let mut records = Vec::new();
    for (subject, events) in by_object {
        let mut activities: BTreeMap<Activity, Vec<Modified>> = BTreeMap::new();
        let mut relations = Vec::new();
        let created = events
            .iter()
            .any(|event| matches!(event, Event::Existence { before: Existence::Absent, .. }));
        for event in events {
            if let Event::Relation { group, side, party, after, .. } = event {
                relations.push(related(workspace, operation, (*group, *side, *party), *after));
                continue;
            }
            let (activity, modified) = record(workspace, event, created);
            activities.entry(activity).or_default().extend(modified);
        }
        let of_object = activities.into_iter().map(|(activity, modified)| Record {
            activity,
            at: operation.at,
            initiated_by: operation.actor.clone(),
            targets: vec![Target::of(workspace, Party::Here(subject))],
            modified,
        });
        records.extend(of_object.chain(relations));
    }
    records.extend(ledger::records(workspace, operation));
    records
}

/// No request makes a group older: of a renewal that is taken back, nothing is in the log.
fn takes_back_renewal(event: &Event) -> bool {
    let Event::Attribute { attribute, before, after, .. } = event else { return false };
    *attribute == Attribute::GROUP_RENEWED_DATE_TIME
        && match (before, after) {
            (Datum::Value(Value::Time(before)), Datum::Value(Value::Time(after))) => {
                after <= before
            }
            (Datum::Value(_), _) => true,
            _ => false,
        }
}

/// The record of somebody who came into a group, or went: each has one, whose modified properties tell
/// the group as exported logs do.
pub(super) fn related(
    workspace: &Workspace,
    operation: &Operation,
    (group, side, party): (GroupId, Side, Party),
    comes: bool,
) -> Record {
    let activity = match (side, comes) {
        (Side::Members, true) => Activity::AddMemberToGroup,
        (Side::Members, false) => Activity::RemoveMemberFromGroup,
        (Side::Owners, true) => Activity::AddOwnerToGroup,
        (Side::Owners, false) => Activity::RemoveOwnerFromGroup,
    };
    let to = Target::of(workspace, Party::Here(Subject::group(group)));
    let tell = |name: &str, value: String| {
        let value = Some(serde_json::Value::from(value).to_string());
        let (old, new) = if comes { (None, value) } else { (value, None) };
        Modified { name: name.to_owned(), old, new }
    };
    Record {
        activity,
        at: operation.at,
        initiated_by: operation.actor.clone(),
        modified: vec![
            tell("Group.ObjectID", to.id.to_string()),
            tell("Group.DisplayName", to.name.clone()),
        ],
        targets: vec![Target::of(workspace, party), to],
    }
}

fn record(workspace: &Workspace, event: &Event, created: bool) -> (Activity, Option<Modified>) {
    let of_group = event.subject().is_some_and(|subject| subject.of == Of::Group);
    match event {
        Event::Existence { before, after, .. } => {
            let activity = match (before, after, of_group) {
                (Existence::Absent, _, false) => Activity::AddUser,
                (Existence::Absent, _, true) => Activity::AddGroup,
                (Existence::Deleted(_), Existence::Active, false) => Activity::RestoreUser,
                (Existence::Deleted(_), Existence::Active, true) => Activity::RestoreGroup,
                (.., false) => Activity::DeleteUser,
                (.., true) => Activity::DeleteGroup,
            };
            (activity, None)
        }
        Event::Attribute { attribute, before, after, .. } => {
            let activity = match (*attribute, after.as_boolean()) {
                _ if of_group && created => Activity::AddGroup,
                (Attribute::GROUP_RENEWED_DATE_TIME, _) => Activity::RenewGroup,
                (Attribute::GROUP_ASSIGNED_LICENSES, _) => Activity::SetGroupLicense,
                _ if of_group => Activity::UpdateGroup,
                _ if created => Activity::AddUser,
                (Attribute::DIRECT_LICENSES, _) => Activity::ChangeUserLicense,
                (Attribute::ACCOUNT_ENABLED, Some(true)) => Activity::EnableAccount,
                (Attribute::ACCOUNT_ENABLED, Some(false)) => Activity::DisableAccount,
                (Attribute::MANAGER, _) => Activity::SetUserManager,
                _ => Activity::UpdateUser,
            };
            let schema = workspace.directory().of(attribute.of()).schema();
            let name = if attribute.is_of_licenses() {
                // As exported logs call it, of users and of groups.
                "AssignedLicense".to_owned()
            } else {
                pascal_case(schema.name(*attribute))
            };
            (activity, Some(Modified { name, old: json(before), new: json(after) }))
        }
        Event::Intent { intent, .. } => {
            let activity = match intent {
                _ if created => Activity::AddUser,
                Intent::ResetPassword => Activity::ResetPassword,
                Intent::ForcePasswordChange | Intent::ForcePasswordChangeWithMfa => {
                    Activity::SetForceChangeUserPassword
                }
                Intent::RevokeSessions => Activity::UpdateStsRefreshTokenValidFrom,
                Intent::ReprocessLicenses => Activity::ChangeUserLicense,
            };
            (activity, None)
        }
        // Told by `related`, and by `of_ledger`.
        Event::Relation { .. } | Event::Ledger { .. } => (Activity::UpdateGroup, None),
    }
}

fn pascal_case(name: &str) -> String {
    let mut characters = name.chars();
    match characters.next() {
        Some(first) if !name.starts_with("extension_") => {
            first.to_uppercase().chain(characters).collect()
        }
        _ => name.to_owned(),
    }
}

fn json(datum: &Datum) -> Option<String> {
    let value = match datum {
        Datum::Unknown | Datum::Null => return None,
        Datum::Value(value) => value,
    };
    let json = match value {
        Value::Text(text) => serde_json::Value::from(text.as_str()),
        Value::Boolean(value) => serde_json::Value::from(*value),
        Value::Time(time) => serde_json::Value::from(crate::text::date::write_iso(time.0)),
        Value::Texts(texts) => serde_json::Value::from(texts.clone()),
        Value::Reference(id) => serde_json::Value::from(id.to_string()),
    };
    Some(json.to_string())
}
