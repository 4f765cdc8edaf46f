//! The audit records that the directory would write for an operation.
//!
//! Shapes: `directoryAudit` of Graph v1.0; activity names: "Microsoft Entra audit log categories
//! and activities" (Core Directory, user management). Old and new values are JSON text, as there.
//! Every record is a prediction: it is never evidence of what the tenant did. GAP: no source lists
//! the names of modified properties; they are spelt as in exported logs (`DisplayName`).

use crate::domain::{
    Actor, Attribute, Datum, Event, Existence, Intent, ObjectId, Operation, Timestamp, UserId,
    Value,
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
        }
    }

    /// What Graph calls `operationType`.
    #[must_use]
    pub const fn operation_type(self) -> &'static str {
        match self {
            Self::AddUser => "Add",
            Self::DeleteUser => "Delete",
            _ => "Update",
        }
    }
}

/// What Graph calls `category` for every activity above.
pub const CATEGORY: &str = "UserManagement";
/// What Graph calls `loggedByService` for every activity above.
pub const SERVICE: &str = "Core Directory";

/// A predicted `directoryAudit` record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    pub activity: Activity,
    pub at: Timestamp,
    pub initiated_by: Actor,
    pub target: UserId,
    pub target_id: ObjectId,
    /// `userPrincipalName` of the target as it stands now.
    pub target_name: String,
    pub modified: Vec<Modified>,
}

/// A `modifiedProperties` entry; values are JSON text, none where Graph has null.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Modified {
    pub name: String,
    pub old: Option<String>,
    pub new: Option<String>,
}

pub(super) fn records(workspace: &Workspace, operation: &Operation) -> Vec<Record> {
    let mut by_user: BTreeMap<UserId, Vec<&Event>> = BTreeMap::new();
    for event in &operation.events {
        by_user.entry(event.user()).or_default().push(event);
    }
    let mut records = Vec::new();
    for (user, events) in by_user {
        let mut activities: BTreeMap<Activity, Vec<Modified>> = BTreeMap::new();
        let created = events
            .iter()
            .any(|event| matches!(event, Event::Existence { before: Existence::Absent, .. }));
        for event in events {
            let (activity, modified) = record(workspace, event, created);
            activities.entry(activity).or_default().extend(modified);
        }
        records.extend(activities.into_iter().map(|(activity, modified)| {
            Record {
                activity,
                at: operation.at,
                initiated_by: operation.actor.clone(),
                target: user,
                target_id: workspace.users().id(user),
                target_name: workspace
                    .users()
                    .get(user, Attribute::USER_PRINCIPAL_NAME)
                    .as_text()
                    .unwrap_or_default()
                    .to_owned(),
                modified,
            }
        }));
    }
    records
}

fn record(workspace: &Workspace, event: &Event, created: bool) -> (Activity, Option<Modified>) {
    match event {
        Event::Existence { before, after, .. } => {
            let activity = match (before, after) {
                (Existence::Absent, _) => Activity::AddUser,
                (Existence::Deleted(_), Existence::Active) => Activity::RestoreUser,
                _ => Activity::DeleteUser,
            };
            (activity, None)
        }
        Event::Attribute { attribute, before, after, .. } => {
            let activity = match (*attribute, after.as_boolean()) {
                _ if created => Activity::AddUser,
                (Attribute::ACCOUNT_ENABLED, Some(true)) => Activity::EnableAccount,
                (Attribute::ACCOUNT_ENABLED, Some(false)) => Activity::DisableAccount,
                (Attribute::MANAGER, _) => Activity::SetUserManager,
                _ => Activity::UpdateUser,
            };
            let name = pascal_case(workspace.users().schema().name(*attribute));
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
            };
            (activity, None)
        }
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
