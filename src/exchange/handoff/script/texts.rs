//! What the comment at the top of a script says of exceptions.

use super::super::step::{Lasting, Omitted, Target};
use crate::domain::{Datum, JoinPolicy, Value, setting::Home};

fn named(target: &Target) -> String {
    match target.id {
        Some(id) if target.name.is_empty() => id.to_string(),
        _ => target.name.clone(),
    }
}

/// What the rollback does not bring back.
pub(super) fn lasting(lasting: &Lasting) -> String {
    match lasting {
        Lasting::Password(who) => format!("the new password of {}", named(who)),
        Lasting::ForcedChange(who) => {
            format!("the password change asked of {} at the next sign-in", named(who))
        }
        Lasting::Sessions(who) => format!("the revoked sessions of {}", named(who)),
        Lasting::Licences(who) => {
            format!(
                "the licences that groups gave {} when they were gone through again",
                named(who)
            )
        }
        Lasting::Created(who) => {
            format!("the creation of {}: a deleted user remains for 30 days", named(who))
        }
        Lasting::NoId(who) => {
            format!("the deletion of {}: the import held no object id", named(who))
        }
        Lasting::NewName(who) => format!("the new name of the restored user {}", named(who)),
        Lasting::Unknown(who, path) => {
            format!("{path} of {}: the value before was not imported", named(who))
        }
        Lasting::Memberships(who) => {
            format!("the memberships given to {} while restored", named(who))
        }
        Lasting::GroupCreated(which) => {
            format!(
                "the creation of the group {}: a deleted group remains for 30 days",
                named(which)
            )
        }
        Lasting::GroupRestored(which) => {
            format!("the changes to the restored group {}: it is deleted with them", named(which))
        }
        Lasting::SecurityGroup(which) => format!(
            "the deletion of {}, if the tenant does not keep deleted security groups",
            named(which)
        ),
        Lasting::LastOwner(which) => {
            format!("the last owner of {}, which had none: the last one cannot go", named(which))
        }
        Lasting::Resumed(which) => {
            format!("who has come into {} or gone since its rule was resumed", named(which))
        }
        Lasting::Renewed(which) => format!("the renewal of {}", named(which)),
        Lasting::Setting(setting) => {
            format!("the setting {}: the value before was not imported", setting.name())
        }
        Lasting::Members(which) => {
            format!("members of {} that were not imported: a rule has taken them out", named(which))
        }
    }
}

/// What is in no step.
pub(super) fn omitted(omitted: &Omitted) -> String {
    match omitted {
        Omitted::Nameless { label } => {
            format!("changes to {label}: neither object id nor user principal name is known")
        }
        Omitted::Manager(who) => {
            format!("the manager of {}: cannot be found, or is deleted as well", named(who))
        }
        Omitted::NoId(who) => format!("the restoring of {}: no object id is known", named(who)),
        Omitted::GroupNoId(which) => {
            format!("changes to the group {}: no object id is known", named(which))
        }
        Omitted::Member { group, label } => format!(
            "{label} in the group {}: neither object id nor user principal name is known",
            named(group)
        ),
        Omitted::LastOwner(which) => {
            format!("the removal of the last owner of {}: no other one stays", named(which))
        }
        Omitted::Rule(which) => format!(
            "the rule of {}: it names an object that these changes only create",
            named(which)
        ),
        Omitted::JoinPolicy { group, policy } => {
            let policy = match policy {
                Some(JoinPolicy::Open) => "open to join for all users",
                Some(JoinPolicy::Approval) => "requires owner approval",
                Some(JoinPolicy::OwnersOnly) => "only the owner can add members",
                None => "as staged",
            };
            format!("who may join {}: set it in the portal ({policy})", named(group))
        }
        Omitted::SettingGroup { setting, label } => format!(
            "the setting {} = {label}: the tenant’s id of that group is not known",
            setting.name()
        ),
        Omitted::Setting { setting, value } => {
            let place = match setting.home() {
                Home::Portal => "Entra admin center > Groups > General",
                Home::AuthorizationPolicy => "Graph: authorizationPolicy",
                Home::GroupSettings => "Graph: group settings, template Group.Unified",
                Home::LifecyclePolicy => "Graph: groupLifecyclePolicies",
                Home::Here => "this workspace",
            };
            format!("the setting {} = {} ({place})", setting.name(), plain(value))
        }
    }
}

/// A value as Graph writes it, on one line.
fn plain(value: &Datum) -> String {
    match value {
        Datum::Unknown | Datum::Null => "null".to_owned(),
        Datum::Value(Value::Text(text)) => text.clone(),
        Datum::Value(Value::Boolean(yes)) => yes.to_string(),
        Datum::Value(Value::Texts(texts)) => texts.join(","),
        Datum::Value(Value::Reference(id)) => id.to_string(),
        Datum::Value(Value::Time(time)) => crate::text::date::write_iso(time.0),
    }
}
