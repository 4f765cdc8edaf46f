//! The records of what the ledger notes: requests to join groups, and settings of the tenant.
//!
//! Source: "Audit activity reference" (Self-service Group Management; Core Directory), Microsoft Learn.
//! Switches that only the portal has, and what is noted here alone, are in no log.

use super::{Activity, Modified, Record, Target, json};
use crate::domain::setting::Home;
use crate::domain::{
    Datum, Event, LedgerEntry, LedgerKey, Operation, Outcome, Party, Setting, Subject,
};
use crate::tenant::Workspace;

pub(super) fn records(workspace: &Workspace, operation: &Operation) -> Vec<Record> {
    operation.events.iter().filter_map(|event| record(workspace, operation, event)).collect()
}

fn record(workspace: &Workspace, operation: &Operation, event: &Event) -> Option<Record> {
    let Event::Ledger { key, before, after } = event else { return None };
    let record = |activity, targets, modified| Record {
        activity,
        at: operation.at,
        initiated_by: operation.actor.clone(),
        targets,
        modified,
    };
    match key {
        LedgerKey::Request { group, user } => {
            let Some(LedgerEntry::Request(request)) = after else { return None };
            let activity = match request.outcome {
                Outcome::Pending => Activity::RequestToJoin,
                Outcome::Approved { .. } => Activity::ApproveRequest,
                Outcome::Denied { .. } => Activity::RejectRequest,
                Outcome::Cancelled { .. } => Activity::CancelRequest,
            };
            let target = |subject| Target::of(workspace, Party::Here(subject));
            let targets = vec![target(Subject::user(*user)), target(Subject::group(*group))];
            Some(record(activity, targets, Vec::new()))
        }
        LedgerKey::Setting(setting) => {
            let activity = match setting.home() {
                Home::AuthorizationPolicy => Activity::UpdateAuthorizationPolicy,
                Home::GroupSettings => Activity::UpdateGroupSettings,
                Home::LifecyclePolicy => Activity::UpdateLifecyclePolicy,
                Home::Portal | Home::Here => return None,
            };
            let value =
                |entry: &Option<LedgerEntry>| json(&datum(workspace, *setting, entry.as_ref()));
            let modified =
                Modified { name: setting.name().to_owned(), old: value(before), new: value(after) };
            Some(record(activity, Vec::new(), vec![modified]))
        }
        LedgerKey::Case { .. }
        | LedgerKey::View { .. }
        | LedgerKey::Price(_)
        | LedgerKey::Education(_) => None,
    }
}

/// A setting under an entry; as imported where there is none.
fn datum(workspace: &Workspace, setting: Setting, entry: Option<&LedgerEntry>) -> Datum {
    match entry {
        Some(LedgerEntry::Setting(datum)) => datum.clone(),
        _ => workspace.organisation().setting(setting),
    }
}
