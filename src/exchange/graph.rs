//! Objects of Graph JSON: users, groups and devices become rows of tables, members of groups are
//! gathered, what else the import uses becomes facts.

mod facts;
mod licenses;
mod objects;
mod settings;
mod value;

use crate::domain::ObjectId;
use crate::domain::attribute::Of;
use crate::exchange::Format;
use crate::exchange::audit_in::{Aside, PREDICTED};
use crate::exchange::encoding::{Encoding, decode};
use crate::exchange::json::Sink;
use crate::exchange::members::Told;
use crate::exchange::problem::{Fault, Problems};
use crate::exchange::tables::Tables;
use crate::store::members::Side;
pub(super) use facts::Facts;
pub(super) use objects::Columns;
pub(super) use value::Json;

/// What is known of a JSON file while it is read.
#[derive(Debug)]
pub(super) struct JsonFile {
    encoding: Encoding,
    format: Option<Format>,
    /// Number of the file in the import.
    number: usize,
    columns: [Columns; 3],
    /// Properties of entries of the audit log that have no place.
    audit_aside: Aside,
    rows: u32,
    /// Whether the page read last names a next one.
    next_page: bool,
}

/// Where a JSON file's objects go.
pub(super) struct JsonSink<'a> {
    pub file: &'a mut JsonFile,
    pub tables: &'a mut Tables,
    pub told: &'a mut Told,
    pub facts: &'a mut Facts,
    pub problems: &'a mut Problems,
}

impl JsonFile {
    pub(super) fn new(encoding: Encoding, number: usize) -> Self {
        let columns = [Of::User, Of::Group, Of::Device].map(Columns::new);
        let audit_aside = Aside::default();
        Self { encoding, format: None, number, columns, audit_aside, rows: 0, next_page: false }
    }

    /// What the file is; none before its first object or page is there.
    pub(super) fn format(&self) -> Option<Format> {
        self.format
    }

    /// Objects so far.
    pub(super) fn rows(&self) -> u32 {
        self.rows
    }

    /// Whether the file ends with a page that names a next one.
    pub(super) fn names_next_page(&self) -> bool {
        self.next_page
    }

    /// What the objects of each kind have: users, groups, devices.
    pub(super) fn columns(&self) -> &[Columns; 3] {
        &self.columns
    }

    /// Properties of entries of the audit log that have no place.
    pub(super) fn audit_aside(&self) -> &[String] {
        self.audit_aside.names()
    }

    const fn columns_mut(&mut self, of: Of) -> &mut Columns {
        let [users, groups, devices] = &mut self.columns;
        match of {
            Of::User => users,
            Of::Group => groups,
            Of::Device => devices,
        }
    }
}

/// What the context of a page says that its objects are: `…/$metadata#users(id,mail)`, or a name
/// of the collector's own.
fn by_context(context: &str) -> Option<Format> {
    let (start, of) = context.split_once('#')?;
    if start == "tenantry" {
        return Some(match of {
            "groupMembers" => Format::GroupMembers,
            "groupOwners" => Format::GroupOwners,
            "extensionProperties" => Format::ExtensionProperties,
            _ => Format::Unknown,
        });
    }
    let of = of.split(['(', '?']).next().unwrap_or(of).trim_end_matches("/$entity");
    Some(match of {
        "users" => Format::GraphUsers,
        _ if of.ends_with("/microsoft.graph.user") => Format::GraphDeletedUsers,
        "groups" => Format::Groups,
        "devices" => Format::Devices,
        "subscribedSkus" => Format::SubscribedSkus,
        "directory/subscriptions" => Format::CompanySubscriptions,
        "organization" => Format::Organisation,
        "domains" => Format::Domains,
        "policies/authorizationPolicy" | "authorizationPolicy" => Format::AuthorizationPolicy,
        "groupSettings" | "settings" => Format::GroupSettings,
        "groupLifecyclePolicies" => Format::GroupLifecyclePolicies,
        "applications" => Format::Applications,
        "auditLogs/directoryAudits" => Format::Audit,
        "roleManagement/directory/roleDefinitions" => Format::RoleDefinitions,
        "roleManagement/directory/roleAssignments" => Format::RoleAssignments,
        _ => return None,
    })
}

/// What an object is by its own properties.
fn by_shape(object: &Json<'_>) -> Format {
    let has = |name: &str| object.get(name).is_some();
    let type_name = object.text_of("@odata.type").unwrap_or_default();
    let is_deleted = object.text_of("deletedDateTime").is_some();
    match type_name {
        "#microsoft.graph.user" if is_deleted => return Format::GraphDeletedUsers,
        "#microsoft.graph.user" => return Format::GraphUsers,
        "#microsoft.graph.group" => return Format::Groups,
        "#microsoft.graph.device" => return Format::Devices,
        _ => {}
    }
    if object.text_of("format") == Some(crate::exchange::collector::FORMAT) && has("parts") {
        return Format::CollectorManifest;
    }
    let shapes: &[(&[&str], Format)] = &[
        (&["steps", "tenantId"], Format::CollectorState),
        (&["roleDefinitionId", "principalId"], Format::RoleAssignments),
        (&["groupId", "members"], Format::GroupMembers),
        (&["groupId", "owners"], Format::GroupOwners),
        (&["applicationId", "extensionProperties"], Format::ExtensionProperties),
        (&[PREDICTED, "activityDisplayName"], Format::PredictedAudit),
        (&["activityDisplayName"], Format::Audit),
        (&["skuId", "totalLicenses"], Format::CompanySubscriptions),
        (&["skuId", "nextLifecycleDateTime"], Format::CompanySubscriptions),
        (&["skuPartNumber"], Format::SubscribedSkus),
        (&["defaultUserRolePermissions"], Format::AuthorizationPolicy),
        (&["templateId", "values"], Format::GroupSettings),
        (&["groupLifetimeInDays"], Format::GroupLifecyclePolicies),
        (&["verifiedDomains"], Format::Organisation),
        (&["isVerified", "authenticationType"], Format::Domains),
        (&["isVerified", "isInitial"], Format::Domains),
        (&["rolePermissions"], Format::RoleDefinitions),
        (&["isBuiltIn", "templateId"], Format::RoleDefinitions),
        (&["appId", "displayName"], Format::Applications),
        (&["securityEnabled"], Format::Groups),
        (&["groupTypes"], Format::Groups),
        (&["membershipRule"], Format::Groups),
        (&["operatingSystem"], Format::Devices),
        (&["deviceId"], Format::Devices),
    ];
    if let Some((_, format)) = shapes.iter().find(|(names, _)| names.iter().all(|name| has(name))) {
        return *format;
    }
    if Columns::recognise(object) {
        return if is_deleted { Format::GraphDeletedUsers } else { Format::GraphUsers };
    }
    Format::Unknown
}

impl Sink for JsonSink<'_> {
    fn page(&mut self, properties: &[u8]) {
        let (text, _) = decode(properties, self.file.encoding);
        let Some(page) = Json::parse(&text) else { return };
        if let Some(context) = page.text_of("@odata.context") {
            if self.file.format.is_none() {
                self.file.format = by_context(context);
            }
            self.file.columns_mut(Of::User).expands_manager |= context.contains("manager(");
        }
        // A page's properties come in two parts, before and after its list.
        if page.get("value") == Some(&Json::Null) {
            self.file.next_page = page.text_of("@odata.nextLink").is_some()
                || (self.file.next_page && page.text_of("@odata.context").is_none());
        }
    }

    fn object(&mut self, number: u32, json: &[u8]) {
        let (text, is_utf8) = decode(json, self.file.encoding);
        if !is_utf8 {
            self.problems.row(number, Fault::BadEncoding);
        }
        // The only records of which there may be a million: read without a tree of them.
        if let Some(side) = self.file.format.and_then(side) {
            self.file.rows = self.file.rows.saturating_add(1);
            let place = (self.file.number, number);
            return self.told.record(&text, side, place, self.problems);
        }
        let Some(object) = Json::parse(&text) else {
            self.problems.row(number, Fault::JsonObject);
            return;
        };
        if let Some(responses @ Json::List(_)) = object.get("responses") {
            for response in responses.list() {
                self.response(response, number);
            }
            return;
        }
        let format = *self.file.format.get_or_insert_with(|| by_shape(&object));
        match side(format) {
            Some(_) => self.object(number, json),
            None => self.take(format, &object, number, json),
        }
    }

    fn too_long(&mut self, number: u32) {
        self.problems.row(number, Fault::JsonObject);
    }
}

/// Which lists a file of the collector's holds, object by object.
const fn side(format: Format) -> Option<Side> {
    match format {
        Format::GroupMembers => Some(Side::Members),
        Format::GroupOwners => Some(Side::Owners),
        _ => None,
    }
}

impl JsonSink<'_> {
    /// Takes an object in, as what it is.
    fn take(&mut self, format: Format, object: &Json<'_>, number: u32, json: &[u8]) {
        self.file.rows = self.file.rows.saturating_add(1);
        if format == Format::Audit {
            let (place, aside) = ((self.file.number, number), &mut self.file.audit_aside);
            return self.facts.audit.object(object, place, aside, self.problems);
        }
        if format == Format::SubscribedSkus {
            return self.facts.subscription(object, number, self.problems);
        }
        if format == Format::CompanySubscriptions {
            let place = (self.file.number, number);
            return self.facts.company_subscription(object, place, self.problems);
        }
        let Some(of) = format.objects() else {
            return self.facts.take(format, object, self.problems);
        };
        if !matches!(object, Json::Object(_)) {
            self.problems.row(number, Fault::JsonObject);
            return;
        }
        let table = self.tables.of_mut(of);
        self.file.columns_mut(of).take(object, number, json, table, self.problems);
        if of == Of::Group
            && let Some(group) = object.text_of("id").and_then(ObjectId::parse)
        {
            let place = (self.file.number, number);
            self.told.expanded(group, object, place, self.problems);
        }
    }

    /// Takes in what one answer of a `$batch` holds: a page or an object. Whose members a page of
    /// objects holds, no answer says.
    fn response(&mut self, response: &Json<'_>, number: u32) {
        let Some(body @ Json::Object(_)) = response.get("body") else { return };
        if body.get("error").is_some() {
            let reason = body.get("error").and_then(|error| error.text_of("code"));
            let reason = reason.unwrap_or_default().to_owned();
            return self.problems.row(number, Fault::ListNotRead { reason });
        }
        let told = body.text_of("@odata.context").and_then(by_context);
        let objects = match body.get("value") {
            Some(list @ Json::List(_)) => list.list(),
            _ => std::slice::from_ref(body),
        };
        self.file.next_page |= body.text_of("@odata.nextLink").is_some();
        for object in objects {
            let format = told.unwrap_or_else(|| by_shape(object));
            self.file.format.get_or_insert(format);
            // An escape can hide what bytes do not show: every text is looked at.
            self.take(format, object, number, b"\\");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contexts() {
        let graph = "https://graph.microsoft.com/v1.0/$metadata#";
        for (of, format) in [
            ("users", Some(Format::GraphUsers)),
            ("users(id,displayName,manager(id))", Some(Format::GraphUsers)),
            ("users/$entity", Some(Format::GraphUsers)),
            ("directoryObjects/microsoft.graph.user", Some(Format::GraphDeletedUsers)),
            ("roleManagement/directory/roleAssignments", Some(Format::RoleAssignments)),
            ("groups(id)", Some(Format::Groups)),
            ("directory/subscriptions", Some(Format::CompanySubscriptions)),
            // Of change notifications, which nothing here reads.
            ("subscriptions", None),
            ("directoryObjects", None),
        ] {
            assert_eq!(by_context(&format!("{graph}{of}")), format, "{of}");
        }
        assert_eq!(by_context("tenantry#groupMembers"), Some(Format::GroupMembers));
    }

    #[test]
    fn shapes() {
        for (object, format) in [
            (r#"{"UserPrincipalName":"a@b","Id":"x"}"#, Format::GraphUsers),
            (r#"{"id":"x","displayName":"A","mail":null}"#, Format::GraphUsers),
            (
                r#"{"id":"x","deletedDateTime":"2026-01-01T00:00:00Z","userPrincipalName":"a"}"#,
                Format::GraphDeletedUsers,
            ),
            (r#"{"id":"x","displayName":"G","securityEnabled":true}"#, Format::Groups),
            (r##"{"@odata.type":"#microsoft.graph.device","id":"x"}"##, Format::Devices),
            (
                r#"{"id":"x","skuId":"y","skuPartNumber":"E3","totalLicenses":5}"#,
                Format::CompanySubscriptions,
            ),
            (r#"{"skuId":"y","skuPartNumber":"E3","consumedUnits":5}"#, Format::SubscribedSkus),
            (r#"{"groupId":"x","page":1,"members":[]}"#, Format::GroupMembers),
            (r#"{"format":"tenantry-collector","parts":[]}"#, Format::CollectorManifest),
            (r#"{"a":1}"#, Format::Unknown),
            ("7", Format::Unknown),
        ] {
            assert_eq!(by_shape(&Json::parse(object).unwrap()), format, "{object}");
        }
    }
}
