//! The audit log, and predicted records, as files.
//!
//! Imported entries leave as they came: in the portal's CSV, with its header, or as a page of Graph's
//! `directoryAudits`. Predicted records leave in the same shapes, but every one says first that it is
//! predicted and names the operation here that it belongs to, so that none can pass for the log's.
//! The importer takes the former back and refuses the latter.
//!
//! No cell runs in a spreadsheet: one that would starts with `'`, which the importer takes off again.
//! Source of the CSV's header and limits (three targets, five properties each, six details):
//! Microsoft Entra, "How to download logs", and files of the portal.

mod json;
#[cfg(test)]
mod tests;

use crate::domain::directory_audit::{
    APPLICATION, DirectoryAudit, ModifiedProperty, TargetResource,
};
use crate::exchange::csv_out::runs;
use crate::store::AuditLog;
use crate::text::date::write_iso;

/// What the records are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuditKind {
    /// Entries of the log, imported.
    Imported,
    /// Records that an operation here would cause; their correlation id is the operation's number.
    Predicted,
}

/// How they are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuditForm {
    /// As the portal does: UTF-8 with its mark, commas, lines ended by CR and LF.
    Csv,
    /// As Graph does.
    Json,
}

/// Targets, properties of each, and details that a row of CSV has room for.
const ROOM: (usize, usize, usize) = (3, 5, 6);

/// Writes a file in pieces: [`Self::start`], [`Self::rows`] any number of times, [`Self::end`].
#[derive(Debug, Clone)]
pub struct AuditWriter {
    kind: AuditKind,
    form: AuditForm,
    is_first: bool,
}

impl AuditWriter {
    /// For a file of one kind, in one form.
    #[must_use]
    pub const fn new(kind: AuditKind, form: AuditForm) -> Self {
        Self { kind, form, is_first: true }
    }

    /// What stands before the first record.
    #[must_use]
    pub fn start(&self) -> Vec<u8> {
        match self.form {
            AuditForm::Csv => {
                let mut out = "\u{feff}".to_owned();
                let headers = headers(self.kind);
                line(&mut out, headers.iter().map(String::as_str));
                out.into_bytes()
            }
            AuditForm::Json => json::start(self.kind).as_bytes().to_vec(),
        }
    }

    /// Some records, in this order.
    pub fn rows(&mut self, log: &AuditLog, rows: &[u32]) -> Vec<u8> {
        let mut out = String::new();
        for row in rows {
            let entry = log.entry(*row);
            match self.form {
                AuditForm::Csv => self.csv(&entry, &mut out),
                AuditForm::Json => {
                    out.push_str(if std::mem::take(&mut self.is_first) { "\n" } else { ",\n" });
                    json::record(&entry, self.kind, &mut out);
                }
            }
        }
        out.into_bytes()
    }

    /// What stands after the last record.
    #[must_use]
    pub fn end(&self) -> Vec<u8> {
        match self.form {
            AuditForm::Csv => Vec::new(),
            AuditForm::Json => b"\n]}\n".to_vec(),
        }
    }

    fn csv(&self, entry: &DirectoryAudit<'_>, out: &mut String) {
        let at = write_iso(entry.activity_date_time.0);
        let by = &entry.initiated_by;
        let mut cells: Vec<Option<&str>> = Vec::with_capacity(96);
        let correlation = match self.kind {
            AuditKind::Imported => entry.correlation_id,
            AuditKind::Predicted => {
                cells.extend([Some(MARK), entry.correlation_id]);
                None
            }
        };
        cells.extend([
            Some(at.as_str()),
            correlation,
            entry.logged_by_service,
            entry.category,
            entry.activity_display_name,
            entry.result,
            entry.result_reason,
            entry.user_agent,
            by.actor_type,
            by.display_name,
            by.id,
            by.user_principal_name,
            by.ip_address,
            by.home_tenant_id,
            by.home_tenant_name,
            by.service_principal_id,
            by.service_principal_name,
        ]);
        let (targets, properties, details) = ROOM;
        for number in 0..targets {
            let none = TargetResource::default();
            let target = entry.target_resources.get(number).unwrap_or(&none);
            cells.extend([
                target.resource_type,
                target.display_name,
                target.id,
                target.user_principal_name,
            ]);
            for number in 0..properties {
                let none = ModifiedProperty::default();
                let property = target.modified_properties.get(number).unwrap_or(&none);
                cells.extend([property.display_name, property.old_value, property.new_value]);
            }
        }
        for number in 0..details {
            let (key, value) = entry.additional_details.get(number).copied().unwrap_or_default();
            cells.extend([key, value]);
        }
        line(out, cells.into_iter().map(Option::unwrap_or_default));
    }
}

/// What the first column of predicted records says.
const MARK: &str = "predicted";

/// The headers, in their order.
fn headers(kind: AuditKind) -> Vec<String> {
    const FIRST: [&str; 17] = [
        "Date (UTC)",
        "CorrelationId",
        "Service",
        "Category",
        "Activity",
        "Result",
        "ResultReason",
        "User Agent",
        "ActorType",
        "ActorDisplayName",
        "ActorObjectId",
        "ActorUserPrincipalName",
        "IPAddress",
        "ActorHomeTenantId",
        "ActorHomeTenantName",
        "ActorServicePrincipalId",
        "ActorServicePrincipalName",
    ];
    let mark: &[&str] =
        if kind == AuditKind::Predicted { &["Predicted", "Operation"] } else { &[] };
    let mut headers: Vec<String> = mark.iter().chain(&FIRST).map(|it| (*it).to_owned()).collect();
    let (targets, properties, details) = ROOM;
    for target in 1..=targets {
        for name in ["Type", "DisplayName", "ObjectId", "UserPrincipalName"] {
            headers.push(format!("Target{target}{name}"));
        }
        for property in 1..=properties {
            for name in ["Name", "OldValue", "NewValue"] {
                headers.push(format!("Target{target}ModifiedProperty{property}{name}"));
            }
        }
    }
    for detail in 1..=details {
        headers.push(format!("AdditionalDetail{detail}Key"));
        headers.push(format!("AdditionalDetail{detail}Value"));
    }
    headers
}

/// A line of cells, each in quotes as the portal has them.
fn line<'c>(out: &mut String, cells: impl Iterator<Item = &'c str>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            out.push(',');
        }
        if cell.is_empty() {
            continue;
        }
        out.push('"');
        if cell.starts_with('\'') || runs(cell) {
            out.push('\'');
        }
        for (at, part) in cell.split('"').enumerate() {
            if at > 0 {
                out.push_str("\"\"");
            }
            out.push_str(part);
        }
        out.push('"');
    }
    out.push_str("\r\n");
}

/// Whether an entry has more than a row of the portal's CSV holds.
#[must_use]
pub fn exceeds_csv(entry: &DirectoryAudit<'_>) -> bool {
    let (targets, properties, details) = ROOM;
    let by = &entry.initiated_by;
    entry.target_resources.len() > targets
        || entry.target_resources.iter().any(|it| it.modified_properties.len() > properties)
        || entry.additional_details.len() > details
        || (by.actor_type == Some(APPLICATION) && by.app_id.is_some())
}
