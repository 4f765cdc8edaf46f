//! The audit log of the sample organisation: a month of invented entries, as an import would hold
//! them. Their ids say that they are samples.

use super::{EXPORTED, Record, Sample};
use crate::domain::directory_audit::{
    APPLICATION, DirectoryAudit, InitiatedBy, MEMBERSHIP_APP, MEMBERSHIP_APP_ID, ModifiedProperty,
    TargetResource, USER,
};
use crate::domain::time::DAY;
use crate::domain::{Attribute, Datum, ObjectId, Timestamp, Value};
use crate::store::AuditLog;
use crate::tenant::seed::{Draw, SEED, Stream};

/// First stream of the entries.
const ENTRIES: u32 = 3 << 20;
/// Days that the log goes back, as the service keeps it with a premium licence.
const DAYS: u32 = 30;

/// Somebody or something that is acted upon.
#[derive(Debug, Clone)]
struct Object {
    id: String,
    name: String,
    upn: Option<String>,
}

impl Object {
    fn of(record: &Record, name: Attribute) -> Self {
        let text = |wanted: Attribute| {
            let value = record.values.iter().find(|(known, _)| *known == wanted);
            value.and_then(|(_, datum)| datum.as_text()).map(str::to_owned)
        };
        Self {
            id: record.id.to_string(),
            name: text(name).unwrap_or_default(),
            upn: text(Attribute::USER_PRINCIPAL_NAME),
        }
    }

    fn target<'a>(
        &'a self,
        kind: &'a str,
        modified: &[ModifiedProperty<'a>],
    ) -> TargetResource<'a> {
        TargetResource {
            id: Some(&self.id),
            display_name: Some(&self.name),
            resource_type: Some(kind),
            user_principal_name: self.upn.as_deref(),
            group_type: (kind == "Group").then_some("azureAD"),
            modified_properties: modified.to_vec(),
        }
    }
}

/// What is not the same in every entry.
#[derive(Clone, Copy)]
struct Plan<'a> {
    activity: &'a str,
    category: &'a str,
    service: &'a str,
    operation: &'a str,
    /// Why it failed, where it did.
    failed: Option<&'a str>,
    reason: &'a str,
    app: Option<(&'a str, &'a str)>,
}

impl<'a> Plan<'a> {
    const fn users(activity: &'a str, operation: &'a str) -> Self {
        Self {
            activity,
            category: "UserManagement",
            service: "Core Directory",
            operation,
            failed: None,
            reason: "",
            app: None,
        }
    }

    const fn groups(activity: &'a str, operation: &'a str) -> Self {
        Self { category: "GroupManagement", ..Self::users(activity, operation) }
    }

    const fn by(self, app: &'a str, id: &'a str) -> Self {
        Self { app: Some((app, id)), ..self }
    }
}

/// Writes entries one after the other.
struct Maker {
    log: AuditLog,
    number: u32,
    /// Days by which the whole log is moved.
    later: i64,
    administrators: Vec<Object>,
}

impl Maker {
    /// An operation at a moment of its own: when, its correlation id, and who does it.
    fn begin(&mut self) -> (Timestamp, String, Object, Draw) {
        self.number += 1;
        let mut draw = Draw::new(SEED, Stream::Sample, ENTRIES + self.number);
        let day = i64::from(EXPORTED) - 1 - i64::from(draw.below(DAYS - 1)) + self.later;
        let at = Timestamp(day * DAY + i64::from(draw.below(86_400)) * 1000);
        let correlation = draw.id().to_string();
        let actor = draw.pick(&self.administrators).cloned();
        let nobody = || Object { id: String::new(), name: String::new(), upn: None };
        (at, correlation, actor.unwrap_or_else(nobody), draw)
    }

    fn add(
        &mut self,
        plan: Plan<'_>,
        (at, correlation, actor): (Timestamp, &str, &Object),
        targets: Vec<TargetResource<'_>>,
    ) {
        let id = format!("Sample_{}_{}", correlation, self.log.len() + 1);
        let initiated_by = match plan.app {
            Some((name, id)) => InitiatedBy {
                actor_type: Some(APPLICATION),
                display_name: Some(name),
                app_id: (!id.is_empty()).then_some(id),
                ..InitiatedBy::default()
            },
            None => InitiatedBy {
                actor_type: Some(USER),
                display_name: Some(&actor.name),
                id: Some(&actor.id),
                user_principal_name: actor.upn.as_deref(),
                ip_address: Some("203.0.113.20"),
                ..InitiatedBy::default()
            },
        };
        self.log.add(&DirectoryAudit {
            id: Some(&id),
            activity_date_time: at,
            activity_display_name: Some(plan.activity),
            category: Some(plan.category),
            correlation_id: Some(correlation),
            logged_by_service: Some(plan.service),
            operation_type: Some(plan.operation),
            result: Some(if plan.failed.is_some() { "failure" } else { "success" }),
            result_reason: Some(plan.failed.unwrap_or(plan.reason)),
            user_agent: None,
            initiated_by,
            target_resources: targets,
            additional_details: Vec::new(),
        });
    }

    /// Somebody comes into a group, or leaves it.
    fn membership(&mut self, person: &Object, (group, by_rule): (&Object, bool), comes: bool) {
        let (at, correlation, actor, _) = self.begin();
        let (id, name) = (quoted(&group.id), quoted(&group.name));
        let side = |value| if comes { (None, Some(value)) } else { (Some(value), None) };
        let property = |name, (old_value, new_value)| ModifiedProperty {
            display_name: Some(name),
            old_value,
            new_value,
        };
        let modified = [
            property("Group.ObjectID", side(id.as_str())),
            property("Group.DisplayName", side(name.as_str())),
        ];
        let plan = if comes {
            Plan::groups("Add member to group", "Assign")
        } else {
            Plan::groups("Remove member from group", "Unassign")
        };
        let plan = if by_rule { plan.by(MEMBERSHIP_APP, MEMBERSHIP_APP_ID) } else { plan };
        let targets = vec![person.target("User", &modified), group.target("Group", &[])];
        self.add(plan, (at, &correlation, &actor), targets);
    }

    /// One of somebody's properties changes.
    fn update(&mut self, person: &Object, property: &str, old: &str, new: &str) {
        let (at, correlation, actor, _) = self.begin();
        let (old, new) = (format!("[{}]", quoted(old)), format!("[{}]", quoted(new)));
        let modified = [
            ModifiedProperty {
                display_name: Some(property),
                old_value: Some(&old),
                new_value: Some(&new),
            },
            ModifiedProperty {
                display_name: Some("Included Updated Properties"),
                old_value: None,
                new_value: Some(&quoted(property)),
            },
        ];
        let targets = vec![person.target("User", &modified)];
        self.add(Plan::users("Update user", "Update"), (at, &correlation, &actor), targets);
    }

    /// A licence is given to a group, and its members receive it: one operation of many entries.
    fn group_licence(&mut self, group: &Object, members: &[Object]) {
        let (at, correlation, actor, _) = self.begin();
        let moment = |seconds: i64| Timestamp(at.0 + seconds * 1000);
        let licensing = |plan: Plan<'static>| plan.by("Microsoft Entra group-Based Licensing", "");
        let modified = ModifiedProperty {
            display_name: Some("AssignedLicense"),
            old_value: Some("[]"),
            new_value: Some("[\"SPE_E3\"]"),
        };
        let of = |seconds| (moment(seconds), correlation.as_str(), &actor);
        self.add(
            Plan::groups("Set group license", "Update"),
            of(0),
            vec![group.target("Group", &[modified])],
        );
        self.add(
            licensing(Plan::groups("Start applying group based license to users", "Update")),
            of(4),
            vec![group.target("Group", &[])],
        );
        for (number, member) in (0..).zip(members) {
            self.add(
                licensing(Plan::users("Change user license", "Update")),
                of(6 + number),
                vec![member.target("User", &[modified])],
            );
        }
        let done = format!(
            "[Users successfully assigned licenses: {}, Users for whom license assignment failed: 0.]",
            members.len()
        );
        let plan = Plan::groups("Finish applying group based license to users", "Update");
        let plan = Plan { reason: &done, ..licensing(plan) };
        self.add(plan, of(60), vec![group.target("Group", &[])]);
    }

    /// One entry with one target.
    fn single(&mut self, plan: Plan<'_>, target: &Object, kind: &str) {
        let (at, correlation, actor, _) = self.begin();
        self.add(plan, (at, &correlation, &actor), vec![target.target(kind, &[])]);
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

impl Sample {
    /// The invented log, the same one every time, moved by so many days.
    #[must_use]
    pub fn audit_log(&self, later: i64) -> AuditLog {
        let enabled = |record: &&Record| {
            let on = Datum::Value(Value::Boolean(true));
            record.values.contains(&(Attribute::ACCOUNT_ENABLED, on))
        };
        let person = |record: &Record| Object::of(record, Attribute::DISPLAY_NAME);
        let by_id = |id: &ObjectId| self.users.iter().find(|record| record.id == *id).map(person);
        let people: Vec<Object> =
            self.users.iter().filter(enabled).skip(40).step_by(17).take(60).map(person).collect();
        let administrators = self.roles.iter().take(5).filter_map(|(id, _)| by_id(id)).collect();
        let mut maker = Maker { log: AuditLog::default(), number: 0, later, administrators };
        let of_group = |record: &Record| Object::of(record, Attribute::GROUP_DISPLAY_NAME);
        for group in &self.groups {
            let rule = |(attribute, datum): &(Attribute, Datum)| {
                *attribute == Attribute::GROUP_MEMBERSHIP_RULE && datum.as_text().is_some()
            };
            let by_rule = group.record.values.iter().any(rule);
            let members = group.members.iter().flatten().filter_map(by_id);
            let members: Vec<Object> = members.skip(3).step_by(5).take(3).collect();
            let object = of_group(&group.record);
            for (number, member) in members.iter().enumerate() {
                maker.membership(member, (&object, by_rule), true);
                if number == 1 {
                    maker.membership(member, (&object, by_rule), false);
                }
            }
            if object.name == "Remote access" {
                maker.group_licence(&object, &members);
                let refused = "Insufficient privileges to complete the operation.";
                let plan = Plan::groups("Add owner to group", "Assign");
                maker.single(Plan { failed: Some(refused), ..plan }, &object, "Group");
                maker.single(Plan::groups("Update group", "Update"), &object, "Group");
            }
        }
        changes_of_people(&mut maker, &people);
        let device = |record: &Record| Object::of(record, Attribute::DEVICE_DISPLAY_NAME);
        for record in self.devices.iter().step_by(97).take(3) {
            let plan = Plan { category: "Device", ..Plan::users("Register device", "Add") };
            let plan = Plan { service: "Device Registration Service", ..plan };
            maker.single(plan, &device(record), "Device");
        }
        maker.log
    }
}

fn changes_of_people(maker: &mut Maker, people: &[Object]) {
    for (number, person) in people.iter().enumerate() {
        match number % 8 {
            0 => maker.update(person, "Department", "Sales", "Marketing"),
            1 => maker.update(person, "JobTitle", "Analyst", "Senior Analyst"),
            2 => maker.single(Plan::users("Reset password", "Update"), person, "User"),
            3 => maker.update(person, "OfficeLocation", "Paris", "Lyon"),
            4 => {
                let plan = Plan {
                    service: "Self-service Password Management",
                    failed: Some("The user did not finish the verification."),
                    ..Plan::users("Reset password (self-service)", "Update")
                };
                maker.single(plan, person, "User");
            }
            5 => maker.single(Plan::users("Disable account", "Update"), person, "User"),
            6 => {
                let plan = Plan::users("Update user", "Update");
                let plan = plan.by("Microsoft Substrate Management", "");
                maker.single(plan, person, "User");
            }
            _ => maker.single(Plan::users("Add user", "Add"), person, "User"),
        }
    }
}
