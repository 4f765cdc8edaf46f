//! What the audit log would say of everything that is staged, as a log of its own.
//!
//! It is kept apart from the imported log and has the same form, so that both can be asked the same.
//! A prediction is no evidence: it has no id, and where the service gives a correlation id it has the
//! number of the operation here.

use crate::domain::attribute::Of;
use crate::domain::directory_audit::{
    APPLICATION, DirectoryAudit, InitiatedBy, MEMBERSHIP_APP, ModifiedProperty, TargetResource,
    USER,
};
use crate::domain::{Actor, Attribute, Operation, OperationId, Party, Side, Sort, Subject, Title};
use crate::store::{AuditColumn, AuditLog};
use crate::tenant::Workspace;
use crate::tenant::audit::{self, Record, Target};
use crate::tenant::caused::{Caused, Past};
use crate::tenant::groups::sort;

/// Records that are gathered at most: the log of a bulk edit of everybody fits a screen badly anyway.
pub const MOST: u32 = 100_000;

/// Predicted records.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Predicted {
    /// The records; their correlation ids are numbers of operations.
    pub log: AuditLog,
    /// Whether there are more than [`MOST`]; the newest operations are there.
    pub is_cut: bool,
    /// Operations of which nobody says whom rules take in or let go because of them: too much to ask.
    pub without_rules: u32,
}

/// The operation of a record of [`Predicted::log`].
#[must_use]
pub fn operation_of(log: &AuditLog, row: u32) -> Option<OperationId> {
    log.get(row, AuditColumn::Correlation)?.parse().ok().map(OperationId)
}

impl Workspace {
    /// What the log would say of the operations in force. Nothing of one that took another back: once
    /// the script runs, neither has happened.
    #[must_use]
    pub fn predicted(&self) -> Predicted {
        let mut predicted = Predicted::default();
        let mut past = Past::of(self);
        for operation in self.journal().iter().rev() {
            let takes_back =
                matches!(operation.title, Title::Undo(_) | Title::Redo(_) | Title::Drop { .. });
            let told = !takes_back && self.is_in_force(operation.id);
            let caused = past.back(operation, told);
            if !told {
                continue;
            }
            // What a rule does comes after what made it do so; the log is read from its end.
            predicted.without_rules += u32::from(caused.is_none());
            let whole = add(self, operation, &mut predicted.log)
                && add_caused(self, operation, &caused.unwrap_or_default(), &mut predicted.log);
            if !whole {
                predicted.is_cut = true;
                break;
            }
        }
        predicted
    }
}

/// Adds the records of an operation; false where they do not all fit.
fn add(workspace: &Workspace, operation: &Operation, log: &mut AuditLog) -> bool {
    let number = operation.id.0.to_string();
    for record in workspace.audit(operation) {
        if log.len() >= MOST {
            return false;
        }
        add_record(workspace, &record, &number, log);
    }
    true
}

/// Adds the memberships that rules cause; false where they do not all fit.
fn add_caused(
    workspace: &Workspace,
    operation: &Operation,
    caused: &[Caused],
    log: &mut AuditLog,
) -> bool {
    let number = operation.id.0.to_string();
    for Caused { group, who, comes } in caused {
        if log.len() >= MOST {
            return false;
        }
        let party = (*group, Side::Members, Party::Here(*who));
        let mut record = audit::related(workspace, operation, party, *comes);
        record.initiated_by = Actor { id: None, name: MEMBERSHIP_APP.to_owned(), roles: vec![] };
        add_record(workspace, &record, &number, log);
    }
    true
}

fn add_record(workspace: &Workspace, record: &Record, operation: &str, log: &mut AuditLog) {
    let actor_id = record.initiated_by.id.map(|id| id.to_string());
    let targets: Vec<(String, Option<String>)> = record
        .targets
        .iter()
        .map(|target| (target.id.to_string(), display_name(workspace, target)))
        .collect();
    let modified = || {
        record.modified.iter().map(|modified| ModifiedProperty {
            display_name: Some(&modified.name),
            old_value: modified.old.as_deref(),
            new_value: modified.new.as_deref(),
        })
    };
    let by_rule = record.initiated_by.name == MEMBERSHIP_APP;
    let actor_type = if by_rule { APPLICATION } else { USER };
    let resources = record.targets.iter().zip(&targets).enumerate();
    let resources = resources.map(|(nth, (target, (id, name)))| TargetResource {
        id: Some(id),
        display_name: name.as_deref(),
        resource_type: Some(resource_type(target.party)),
        user_principal_name: (sort(target.party) == Sort::User && !target.name.is_empty())
            .then_some(target.name.as_str()),
        modified_properties: if nth == 0 { modified().collect() } else { Vec::new() },
        ..TargetResource::default()
    });
    log.add(&DirectoryAudit {
        activity_date_time: record.at,
        activity_display_name: Some(record.activity.name()),
        category: Some(record.activity.category()),
        correlation_id: Some(operation),
        logged_by_service: Some(record.activity.service()),
        operation_type: Some(record.activity.operation_type()),
        result: Some("success"),
        initiated_by: InitiatedBy {
            actor_type: Some(actor_type),
            display_name: Some(&record.initiated_by.name),
            id: actor_id.as_deref(),
            ..InitiatedBy::default()
        },
        target_resources: resources.collect(),
        ..DirectoryAudit::default()
    });
}

/// The display name of a target, where the workspace has it.
fn display_name(workspace: &Workspace, target: &Target) -> Option<String> {
    let Party::Here(Subject { of, row }) = target.party else { return None };
    let attribute = match of {
        Of::User => Attribute::DISPLAY_NAME,
        Of::Group => Attribute::GROUP_DISPLAY_NAME,
        Of::Device => Attribute::DEVICE_DISPLAY_NAME,
    };
    workspace.directory().of(of).get(row, attribute).as_text().map(ToOwned::to_owned)
}

/// What Graph calls the type of a target.
const fn resource_type(party: Party) -> &'static str {
    match sort(party) {
        Sort::User => "User",
        Sort::Group => "Group",
        Sort::Device => "Device",
        Sort::ServicePrincipal => "App",
        Sort::Contact | Sort::Unsaid => "Other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Command, UserId};
    use crate::tenant::tests::{context, text, workspace};

    #[test]
    fn what_stands_is_predicted() {
        let mut w = workspace(3);
        let edit = |users: &[u32], city: &str| Command::Edit {
            users: users.iter().copied().map(UserId).collect(),
            changes: vec![(Attribute::CITY, Some(text(city)))],
        };
        let both = w.dispatch(&edit(&[0, 1], "Lyon"), &context(1)).unwrap();
        let last = w.dispatch(&edit(&[2], "Metz"), &context(2)).unwrap();
        let predicted = w.predicted();
        assert_eq!((predicted.log.len(), predicted.is_cut), (3, false));
        assert_eq!(operation_of(&predicted.log, 0), Some(last));
        assert_eq!(operation_of(&predicted.log, 1), Some(both));
        assert_eq!(predicted.log.of_operation(1), [1, 2]);
        let entry = predicted.log.entry(0);
        assert_eq!(entry.id, None);
        assert_eq!(entry.target_resources[0].name(), Some("User 2"));
        assert_eq!(entry.target_resources[0].modified_properties[0].new_value, Some("\"Metz\""));
        w.dispatch(&Command::Undo(last), &context(3)).unwrap();
        assert_eq!(w.predicted().log.len(), 2);
    }
}
