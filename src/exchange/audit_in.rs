//! Entries of the audit log out of files, gathered over all files of an import.
//!
//! JSON is `directoryAudit` of Microsoft Graph v1.0, in pages, lists, answers of `$batch` and the
//! files of the collector; the portal's CSV is read in [`csv`]. An entry that comes again, in the same
//! file or another, is one entry ([`AuditLog::add`]). What this project predicted and wrote is marked
//! in every record, and never taken for an entry.

pub(super) mod csv;
#[cfg(test)]
mod tests;

use crate::domain::Timestamp;
use crate::domain::directory_audit::{
    APPLICATION, DirectoryAudit, InitiatedBy, ModifiedProperty, TargetResource, USER,
};
use crate::exchange::graph::Json;
use crate::exchange::problem::{Fault, Problems, excerpt};
use crate::exchange::value::{self, Written};
use crate::store::AuditLog;
use crate::store::audit::AuditAdded;

/// The entries of an import.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub log: AuditLog,
    /// File and row of each entry, by its row in the log.
    origins: Vec<(usize, u32)>,
}

/// Names of properties that have no place, each once.
#[derive(Debug, Default)]
pub(super) struct Aside {
    names: Vec<String>,
}

impl Aside {
    fn note(&mut self, name: &str) {
        if !self.names.iter().any(|known| known == name) {
            self.names.push(name.to_owned());
        }
    }

    /// The names.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }
}

impl Gathered {
    /// Adds an entry that stands in a row of a file.
    fn add(&mut self, entry: &DirectoryAudit<'_>, place: (usize, u32), problems: &mut Problems) {
        match self.log.add(entry) {
            AuditAdded::New(_) => self.origins.push(place),
            AuditAdded::Completed(_) => {}
            AuditAdded::Known(row) => {
                // Exports that overlap are usual; within one file it is worth a word.
                let first = self.origins.get(row as usize).filter(|first| first.0 == place.0);
                if let Some((_, first)) = first {
                    problems.row(place.1, Fault::Repeated { first: *first });
                }
            }
        }
    }

    /// Takes an object of Graph's.
    pub(super) fn object(
        &mut self,
        object: &Json<'_>,
        place: (usize, u32),
        aside: &mut Aside,
        problems: &mut Problems,
    ) {
        if !matches!(object, Json::Object(_)) {
            return problems.row(place.1, Fault::JsonObject);
        }
        if object.get(PREDICTED).is_some() {
            return problems.row(place.1, Fault::Predicted);
        }
        let mut told = Told { row: place.1, aside, problems };
        let Some(at) = told.time(object.get("activityDateTime")) else { return };
        let entry = told.entry(object, at);
        self.add(&entry, place, problems);
    }
}

/// The property, and in CSV the column, that marks records of this project's own making.
pub(in crate::exchange) const PREDICTED: &str = "predicted";

/// A time of the log; the problem where there is none.
fn moment(written: Option<&str>) -> Result<Timestamp, Fault> {
    match written.map(|text| (text, value::time(text))) {
        Some((_, Some(Written::Exact(at) | Written::Shows(at, _)))) => Ok(Timestamp(at)),
        Some((text, _)) => Err(Fault::EntryWithoutTime { value: excerpt(text) }),
        None => Err(Fault::EntryWithoutTime { value: String::new() }),
    }
}

/// What is noticed about an object while it is read.
struct Told<'t> {
    row: u32,
    aside: &'t mut Aside,
    problems: &'t mut Problems,
}

const ENTRY: &[&str] = &[
    "id",
    "activityDateTime",
    "activityDisplayName",
    "category",
    "correlationId",
    "loggedByService",
    "operationType",
    "result",
    "resultReason",
    "userAgent",
    "initiatedBy",
    "targetResources",
    "additionalDetails",
];
const USER_PROPERTIES: &[&str] =
    &["id", "displayName", "userPrincipalName", "ipAddress", "homeTenantId", "homeTenantName"];
const APP_PROPERTIES: &[&str] =
    &["appId", "displayName", "servicePrincipalId", "servicePrincipalName"];
const TARGET: &[&str] =
    &["id", "displayName", "type", "userPrincipalName", "groupType", "modifiedProperties"];
const PROPERTY: &[&str] = &["displayName", "oldValue", "newValue"];

impl Told<'_> {
    fn time(&mut self, written: Option<&Json<'_>>) -> Option<Timestamp> {
        match moment(written.and_then(Json::text)) {
            Ok(at) => Some(at),
            Err(fault) => {
                self.problems.cell(self.row, "activityDateTime", fault);
                None
            }
        }
    }

    /// Notes the properties that have no place, unless they say nothing.
    fn unknown(&mut self, object: &Json<'_>, path: &str, known: &[&str]) {
        let Json::Object(properties) = object else { return };
        for (name, value) in properties {
            let says = match value {
                Json::Null => false,
                Json::List(items) => !items.is_empty(),
                Json::Object(properties) => !properties.is_empty(),
                _ => true,
            };
            let is_known = known.iter().any(|known| known.eq_ignore_ascii_case(name));
            if says && !is_known && !name.contains('@') {
                self.aside.note(&format!("{path}{name}"));
            }
        }
    }

    fn text<'j>(&mut self, object: &'j Json<'_>, path: &str, name: &str) -> Option<&'j str> {
        match object.get(name) {
            Some(Json::Text(text)) => Some(text),
            None | Some(Json::Null) => None,
            Some(_) => {
                self.problems.cell(self.row, &format!("{path}{name}"), Fault::WrongType);
                None
            }
        }
    }

    fn entry<'j>(&mut self, object: &'j Json<'_>, at: Timestamp) -> DirectoryAudit<'j> {
        self.unknown(object, "", ENTRY);
        let mut text = |name| self.text(object, "", name);
        DirectoryAudit {
            id: text("id"),
            activity_date_time: at,
            activity_display_name: text("activityDisplayName"),
            category: text("category"),
            correlation_id: text("correlationId"),
            logged_by_service: text("loggedByService"),
            operation_type: text("operationType"),
            result: text("result"),
            result_reason: text("resultReason"),
            user_agent: text("userAgent"),
            initiated_by: object
                .get("initiatedBy")
                .map(|by| self.initiated_by(by))
                .unwrap_or_default(),
            target_resources: self
                .objects(object, "targetResources")
                .iter()
                .map(|target| self.target(target))
                .collect(),
            additional_details: self
                .objects(object, "additionalDetails")
                .iter()
                .map(|detail| {
                    let path = "additionalDetails.";
                    self.unknown(detail, path, &["key", "value"]);
                    (self.text(detail, path, "key"), self.text(detail, path, "value"))
                })
                .collect(),
        }
    }

    /// The objects of a list; a single one may stand for itself.
    fn objects<'j, 'a>(&mut self, object: &'j Json<'a>, name: &str) -> &'j [Json<'a>] {
        match object.get(name) {
            Some(Json::List(items)) => items,
            Some(one @ Json::Object(_)) => std::slice::from_ref(one),
            None | Some(Json::Null) => &[],
            Some(_) => {
                self.problems.cell(self.row, name, Fault::WrongType);
                &[]
            }
        }
    }

    fn initiated_by<'j>(&mut self, by: &'j Json<'_>) -> InitiatedBy<'j> {
        self.unknown(by, "initiatedBy.", &["user", "app"]);
        let says = |name: &str| {
            by.get(name).filter(|actor| match actor {
                Json::Object(properties) => properties.iter().any(|(_, it)| *it != Json::Null),
                _ => false,
            })
        };
        if let Some(user) = says("user") {
            let path = "initiatedBy.user.";
            self.unknown(user, path, USER_PROPERTIES);
            let mut text = |name| self.text(user, path, name);
            return InitiatedBy {
                actor_type: Some(USER),
                display_name: text("displayName"),
                id: text("id"),
                user_principal_name: text("userPrincipalName"),
                ip_address: text("ipAddress"),
                home_tenant_id: text("homeTenantId"),
                home_tenant_name: text("homeTenantName"),
                ..InitiatedBy::default()
            };
        }
        let Some(app) = says("app") else { return InitiatedBy::default() };
        let path = "initiatedBy.app.";
        self.unknown(app, path, APP_PROPERTIES);
        let mut text = |name| self.text(app, path, name);
        InitiatedBy {
            actor_type: Some(APPLICATION),
            display_name: text("displayName"),
            app_id: text("appId"),
            service_principal_id: text("servicePrincipalId"),
            service_principal_name: text("servicePrincipalName"),
            ..InitiatedBy::default()
        }
    }

    fn target<'j>(&mut self, target: &'j Json<'_>) -> TargetResource<'j> {
        let path = "targetResources.";
        self.unknown(target, path, TARGET);
        let mut text = |name| self.text(target, path, name);
        TargetResource {
            id: text("id"),
            display_name: text("displayName"),
            resource_type: text("type"),
            user_principal_name: text("userPrincipalName"),
            group_type: text("groupType"),
            modified_properties: self
                .objects(target, "modifiedProperties")
                .iter()
                .map(|property| {
                    let path = "targetResources.modifiedProperties.";
                    self.unknown(property, path, PROPERTY);
                    ModifiedProperty {
                        display_name: self.text(property, path, "displayName"),
                        old_value: self.text(property, path, "oldValue"),
                        new_value: self.text(property, path, "newValue"),
                    }
                })
                .collect(),
        }
    }
}
