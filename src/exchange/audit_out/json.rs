//! Records as Graph writes them, a record a line.

use super::AuditKind;
use crate::domain::DirectoryAudit;
use crate::domain::directory_audit::{InitiatedBy, TargetResource, USER};
use crate::text::date::write_iso;

/// What stands before the first record. Predicted ones are in no collection of Graph's.
pub(super) const fn start(kind: AuditKind) -> &'static str {
    match kind {
        AuditKind::Imported => {
            "{\"@odata.context\":\"https://graph.microsoft.com/v1.0/$metadata#auditLogs/directoryAudits\",\"value\":["
        }
        AuditKind::Predicted => "{\"predicted\":true,\"value\":[",
    }
}

/// An object being written.
struct Object<'o> {
    out: &'o mut String,
    is_first: bool,
}

impl<'o> Object<'o> {
    fn begin(out: &'o mut String) -> Self {
        out.push('{');
        Self { out, is_first: true }
    }

    fn name(&mut self, name: &str) -> &mut String {
        if !std::mem::take(&mut self.is_first) {
            self.out.push(',');
        }
        text(self.out, Some(name));
        self.out.push(':');
        self.out
    }

    fn text(&mut self, name: &str, value: Option<&str>) {
        text(self.name(name), value);
    }

    /// A property that Graph v1.0 does not have, where there is something to say.
    fn beyond(&mut self, name: &str, value: Option<&str>) {
        if value.is_some() {
            self.text(name, value);
        }
    }

    fn list<T>(&mut self, name: &str, items: &[T], each: impl Fn(&T, &mut Object<'_>)) {
        let out = self.name(name);
        out.push('[');
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                out.push(',');
            }
            let mut object = Object::begin(out);
            each(item, &mut object);
            object.end();
        }
        out.push(']');
    }

    fn end(self) {
        self.out.push('}');
    }
}

fn text(out: &mut String, text: Option<&str>) {
    match text {
        None => out.push_str("null"),
        // A text is always JSON; the empty one stands for a failure that cannot be.
        Some(text) => out.push_str(&serde_json::to_string(text).unwrap_or_default()),
    }
}

/// Writes a record.
pub(super) fn record(entry: &DirectoryAudit<'_>, kind: AuditKind, out: &mut String) {
    let mut object = Object::begin(out);
    let correlation = match kind {
        AuditKind::Imported => entry.correlation_id,
        AuditKind::Predicted => {
            object.name("predicted").push_str("true");
            object.text("operation", entry.correlation_id);
            None
        }
    };
    let at = write_iso(entry.activity_date_time.0);
    object.text("id", entry.id);
    object.text("category", entry.category);
    object.text("correlationId", correlation);
    object.text("result", entry.result);
    object.text("resultReason", entry.result_reason);
    object.text("activityDisplayName", entry.activity_display_name);
    object.text("activityDateTime", Some(&at));
    object.text("loggedByService", entry.logged_by_service);
    object.text("operationType", entry.operation_type);
    object.beyond("userAgent", entry.user_agent);
    initiated_by(&entry.initiated_by, object.name("initiatedBy"));
    object.list("targetResources", &entry.target_resources, target);
    object.list("additionalDetails", &entry.additional_details, |(key, value), object| {
        object.text("key", *key);
        object.text("value", *value);
    });
    object.end();
}

fn initiated_by(by: &InitiatedBy<'_>, out: &mut String) {
    let is_user = by
        .actor_type
        .map_or(by.user_principal_name.is_some(), |kind| kind.eq_ignore_ascii_case(USER));
    let nobody = *by == InitiatedBy::default();
    let mut object = Object::begin(out);
    for (name, is_it) in [("user", is_user), ("app", !is_user)] {
        let out = object.name(name);
        if !is_it || nobody {
            out.push_str("null");
            continue;
        }
        let mut actor = Object::begin(out);
        if is_user {
            actor.text("id", by.id);
            actor.text("displayName", by.display_name);
            actor.text("userPrincipalName", by.user_principal_name);
            actor.text("ipAddress", by.ip_address);
            actor.beyond("homeTenantId", by.home_tenant_id);
            actor.beyond("homeTenantName", by.home_tenant_name);
        } else {
            actor.text("appId", by.app_id);
            actor.text("displayName", by.display_name);
            actor.text("servicePrincipalId", by.service_principal_id.or(by.id));
            actor.text("servicePrincipalName", by.service_principal_name);
        }
        actor.end();
    }
    object.end();
}

fn target(target: &TargetResource<'_>, object: &mut Object<'_>) {
    object.text("id", target.id);
    object.text("displayName", target.display_name);
    object.text("type", target.resource_type);
    object.text("userPrincipalName", target.user_principal_name);
    object.text("groupType", target.group_type);
    object.list("modifiedProperties", &target.modified_properties, |property, object| {
        object.text("displayName", property.display_name);
        object.text("oldValue", property.old_value);
        object.text("newValue", property.new_value);
    });
}
