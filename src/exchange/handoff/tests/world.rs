//! A workspace and the tenant that it was imported from, side by side.

use super::super::{Direction, HandOff, Lasting, wire};
use super::graph::{Graph, User};
use super::group_world::{self, GroupImport};
use super::settings_world::PolicyImport;
use crate::domain::attribute::Wire;
use crate::domain::{
    Actor, Attribute, Command, Context, Datum, Existence, ObjectId, Origin, Role, Timestamp,
    UserId, Value,
};
use crate::store::Directory;
use crate::tenant::{Info, Workspace};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

pub(super) const NOON: Timestamp = Timestamp(1_750_000_000_000);

/// How one imported user is known.
#[derive(Debug, Clone, Copy)]
pub(super) struct Import {
    pub with_id: bool,
    pub deleted: bool,
    /// Whether department and manager were in the file.
    pub whole: bool,
}

/// What a row said at some time.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// Id in the tenant, known to the workspace or not; none for a row that was created here.
    tenant_id: Option<String>,
    existence: Existence,
    attributes: BTreeMap<String, Json>,
    manager: Key,
}

#[derive(Debug, Clone, PartialEq)]
enum Key {
    Unknown,
    Nobody,
    Id(String),
    Name(String),
}

pub(super) struct World {
    pub workspace: Workspace,
    pub graph: Graph,
    pub imported: u32,
    seed: u64,
}

pub(super) fn upn(number: u32) -> String {
    format!("user{number}@contoso.com")
}

pub(super) fn tenant_id(row: u32) -> ObjectId {
    ObjectId([0x11, 0, 0, 0, 0, 0, 0x40, 0, 0x90, 0, 0, 0, 0, 0, 0, u8::try_from(row).unwrap()])
}

impl World {
    pub(super) fn new(imports: &[Import]) -> Self {
        Self::with(imports, &[])
    }

    /// What was imported otherwise.
    pub(super) fn of(workspace: Workspace, graph: Graph, imported: u32) -> Self {
        Self { workspace, graph, imported, seed: 0 }
    }

    /// With groups, too.
    pub(super) fn with(imports: &[Import], groups: &[GroupImport]) -> Self {
        Self::whole(imports, groups, &PolicyImport::default())
    }

    /// With groups and settings.
    pub(super) fn whole(
        imports: &[Import],
        groups: &[GroupImport],
        policies: &PolicyImport,
    ) -> Self {
        let mut directory = Directory::default();
        let mut graph = Graph::default();
        for (number, import) in (0_u32..).zip(imports) {
            let real = tenant_id(number);
            let id = if import.with_id { real } else { ObjectId::made_up(&upn(number)) };
            let existence =
                if import.deleted { Existence::Deleted(NOON) } else { Existence::Active };
            let user = directory.users.push(id, !import.with_id, existence).unwrap();
            let mut in_tenant = User { active: !import.deleted, ..User::default() };
            for attribute in Attribute::all() {
                if !matches!(attribute, Attribute::ID | Attribute::DELETED_DATE_TIME) {
                    directory.users.set(user, attribute, &Datum::Null);
                }
            }
            let text = |text: String| Datum::Value(Value::Text(text));
            for (attribute, datum) in [
                (Attribute::USER_PRINCIPAL_NAME, text(upn(number))),
                (Attribute::MAIL_NICKNAME, text(format!("user{number}"))),
                (Attribute::DISPLAY_NAME, text(format!("User {number}"))),
                (Attribute::ACCOUNT_ENABLED, Datum::Value(Value::Boolean(true))),
                (Attribute::DEPARTMENT, text("Sales".to_owned())),
                (Attribute::DIVISION, text("North".to_owned())),
            ] {
                directory.users.set(user, attribute, &datum);
                let path = wire::path(attribute, attribute.definition().name).unwrap();
                let value = wire::json(&wire::value(attribute, &datum).unwrap());
                match path.split_once('/') {
                    None => in_tenant.properties.insert(path, value),
                    Some((object, name)) => {
                        in_tenant.properties.insert(object.to_owned(), json!({ name: value }))
                    }
                };
            }
            if !import.whole {
                directory.users.set(user, Attribute::DEPARTMENT, &Datum::Unknown);
                directory.users.set(user, Attribute::MANAGER, &Datum::Unknown);
            }
            graph.users.insert(real.to_string(), in_tenant);
        }
        group_world::fill(&mut directory, &mut graph, groups);
        let info = Info { name: "Contoso".to_owned(), sample: false, created: NOON };
        let imported = u32::try_from(imports.len()).unwrap();
        graph.policies = policies.policies.clone();
        let mut workspace = Workspace::new(info, directory);
        workspace.learn(Some(policies.organisation()), None);
        Self { workspace, graph, imported, seed: 0 }
    }

    /// Does a command if it is allowed; says whether.
    pub(super) fn try_it(&mut self, command: &Command) -> bool {
        self.seed += 1;
        let roles = vec![Role::GlobalAdministrator];
        let actor = Actor { id: None, name: "admin".to_owned(), roles };
        let context = Context { at: NOON, actor, origin: Origin::Page, seed: self.seed };
        self.workspace.dispatch(command, &context).is_ok()
    }

    #[track_caller]
    pub(super) fn do_it(&mut self, command: &Command) {
        assert!(self.try_it(command), "{command:?}");
    }

    pub(super) fn hand_off(&self) -> HandOff {
        HandOff::of(&self.workspace, NOON)
    }

    /// What the workspace says of everybody now.
    pub(super) fn rows(&self) -> Vec<Row> {
        let users = self.workspace.users();
        (0..users.rows())
            .map(|row| {
                let user = UserId(row);
                let mut attributes = BTreeMap::new();
                for attribute in users.schema().attributes() {
                    let readable = attribute != Attribute::ID
                        && attribute != Attribute::DELETED_DATE_TIME
                        && !matches!(attribute.definition().wire, Wire::Navigation | Wire::Plans);
                    let datum = users.get(user, attribute);
                    if readable
                        && let Some(value) = wire::value(attribute, &datum)
                        && let Some(path) = wire::path(attribute, users.schema().name(attribute))
                    {
                        attributes.insert(path, wire::json(&value));
                    }
                }
                let manager = match users.get(user, Attribute::MANAGER) {
                    Datum::Unknown => Key::Unknown,
                    Datum::Value(Value::Reference(id)) => self.key(id),
                    _ => Key::Nobody,
                };
                Row {
                    tenant_id: (row < self.imported).then(|| tenant_id(row).to_string()),
                    existence: users.existence(user),
                    attributes,
                    manager,
                }
            })
            .collect()
    }

    fn key(&self, id: ObjectId) -> Key {
        let users = self.workspace.users();
        let user = users.find(id).unwrap();
        if user.0 < self.imported {
            Key::Id(tenant_id(user.0).to_string())
        } else {
            let name = users.get(user, Attribute::USER_PRINCIPAL_NAME);
            Key::Name(name.as_text().unwrap_or_default().to_owned())
        }
    }
}

/// Posts every batch; all requests must succeed.
pub(super) fn post(graph: &mut Graph, hand_off: &HandOff, direction: Direction) {
    for mut batch in hand_off.batches(direction, super::super::Cloud::Global) {
        let requests = batch.body["requests"].as_array_mut().unwrap();
        assert!(!requests.is_empty() && requests.len() <= 20);
        let mut before: Option<String> = None;
        let chained = requests.iter().skip(1).any(|request| request.get("dependsOn").is_some());
        if !chained {
            // What is not chained may be done in any order.
            requests.reverse();
        }
        for (nth, request) in requests.iter_mut().enumerate() {
            let id = request["id"].as_str().unwrap().to_owned();
            if batch.passwords.contains(&id) {
                assert_eq!(request["body"]["passwordProfile"]["password"], "");
                request["body"]["passwordProfile"]["password"] = "Correct-Horse-7".into();
            }
            let waits = request.get("dependsOn").cloned();
            match (chained, nth) {
                (true, 1..) => assert_eq!(waits, Some(json!([before.unwrap()]))),
                _ => assert_eq!(waits, None),
            }
            if request.get("body").is_some() {
                assert_eq!(request["headers"]["Content-Type"], "application/json");
            }
            group_world::fill_in(request, graph, hand_off, &batch.made);
            let (status, answer) = graph.answer(
                request["method"].as_str().unwrap(),
                request["url"].as_str().unwrap(),
                request.get("body"),
            );
            // Nobody to remove: the import did not say whether there was a manager.
            let nobody = status == 404 && request["method"] == "DELETE";
            assert!(status < 300 || nobody, "{request} answered {status} {answer}");
            before = Some(id);
        }
    }
}

/// A value as it counts: nothing, null and an empty list are the same.
fn counted(value: Option<&Json>) -> Json {
    match value {
        None => Json::Null,
        Some(Json::Array(items)) if items.is_empty() => Json::Null,
        Some(Json::String(word)) if word == "None" => Json::Null,
        Some(value) => value.clone(),
    }
}

/// Compares the tenant with what rows say. `other` is the end from which the tenant came here;
/// `lasting` names what may differ after a rollback.
#[track_caller]
pub(super) fn compare(graph: &Graph, rows: &[Row], other: &[Row], lasting: Option<&[Lasting]>) {
    let spared = lasting.unwrap_or_default();
    let mut seen = 0;
    for (nth, row) in rows.iter().enumerate() {
        let name = row.attributes.get("userPrincipalName").and_then(Json::as_str).unwrap_or("");
        let id = match &row.tenant_id {
            Some(id) => Some(id.clone()),
            None if row.existence == Existence::Absent => None,
            None => Some(graph.find(name).unwrap_or_else(|| panic!("{name} was not created"))),
        };
        let Some(id) = id else { continue };
        seen += 1;
        let of = |target: &super::super::Target| {
            target.id.map(|id| id.to_string()) == Some(id.clone())
                || (target.id.is_none() && target.name == name)
        };
        let user = &graph.users[&id];
        if spared.iter().any(|l| matches!(l, Lasting::NoId(target) if of(target))) {
            continue;
        }
        let active = row.existence == Existence::Active;
        assert_eq!(user.active, active, "{id} {name}");
        // What was changed on somebody who leaves is not done; on the way back, the attributes of
        // somebody who was restored are what they were.
        let was_active = other.get(nth).is_some_and(|row| row.existence == Existence::Active);
        if !active && (lasting.is_none() || !was_active) {
            continue;
        }
        for (path, expected) in &row.attributes {
            let found = match path.split_once('/') {
                None => user.properties.get(path),
                Some((object, name)) => {
                    user.properties.get(object).and_then(|object| object.get(name))
                }
            };
            let spare = spared
                .iter()
                .any(|l| matches!(l, Lasting::Unknown(target, at) if at == path && of(target)));
            // Who is deleted keeps the name that the tenant knows.
            let spare = spare || (path == "userPrincipalName" && !active);
            assert!(
                spare || counted(found) == counted(Some(expected)),
                "{id} {path}: {found:?}, expected {expected}"
            );
        }
        let unknown = spared
            .iter()
            .any(|l| matches!(l, Lasting::Unknown(target, at) if at == "manager" && of(target)));
        if row.manager != Key::Unknown && !unknown && active {
            let expected = match &row.manager {
                Key::Unknown | Key::Nobody => None,
                Key::Id(id) => Some(id.clone()),
                Key::Name(name) => Some(graph.find(name).unwrap()),
            };
            // A link to somebody who is deleted is not shown.
            let shown = user.manager.clone().filter(|manager| graph.users[manager].active);
            assert_eq!(shown, expected, "manager of {id} {name}");
        }
    }
    let active = graph.users.values().filter(|user| user.active).count();
    let expected = rows.iter().filter(|row| row.existence == Existence::Active).count();
    if spared.iter().all(|l| !matches!(l, Lasting::NoId(_))) {
        assert_eq!(active, expected, "{seen} rows");
    }
}
