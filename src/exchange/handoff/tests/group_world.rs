//! The groups of a workspace and of the tenant that it was imported from, side by side.

use super::super::{Deed, Direction, HandOff, Key, Lasting, Step, Target, wire};
use super::graph::{Graph, Group};
use super::world::{World, tenant_id};
use crate::domain::attribute::Of;
use crate::domain::{Attribute, Datum, Existence, ObjectId, Party, Row, Side, Subject, Value};
use crate::store::{Directory, Extent, List};
use crate::tenant::groups::Nature;
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};

/// How one imported group is known. Users and groups are rows.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is one way of being imported")]
pub(super) struct GroupImport {
    pub unified: bool,
    /// The department that the rule asks for.
    pub rule: Option<&'static str>,
    pub deleted: bool,
    pub roles: bool,
    pub members: BTreeSet<u32>,
    pub inner: BTreeSet<u32>,
    pub owners: BTreeSet<u32>,
    /// Whether all members were imported.
    pub partial: bool,
}

/// What a row said at some time.
#[derive(Debug, Clone)]
pub(super) struct GroupRow {
    tenant_id: Option<String>,
    name: String,
    existence: Existence,
    dynamic: bool,
    attributes: BTreeMap<String, Json>,
    lists: BTreeMap<&'static str, BTreeSet<Who>>,
}

/// Somebody in a list, as the tenant can be asked.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Who {
    Id(String),
    User(String),
    Group(String),
}

pub(super) fn group_id(row: u32) -> ObjectId {
    ObjectId([0x22, 0, 0, 0, 0, 0, 0x40, 0, 0xa0, 0, 0, 0, 0, 0, 0, u8::try_from(row).unwrap()])
}

pub(super) fn rule(department: &str) -> String {
    format!("user.department -eq \"{department}\"")
}

const fn list_name(side: Side) -> &'static str {
    match side {
        Side::Members => "members",
        Side::Owners => "owners",
    }
}

fn of_rows(of: Of, rows: impl IntoIterator<Item = u32>) -> (Of, Vec<u32>) {
    (of, rows.into_iter().collect())
}

pub(super) fn fill(directory: &mut Directory, graph: &mut Graph, groups: &[GroupImport]) {
    for (number, import) in (0_u32..).zip(groups) {
        let existence =
            if import.deleted { Existence::Deleted(super::world::NOON) } else { Existence::Active };
        let group = directory.groups.push(group_id(number), false, existence).unwrap();
        for attribute in directory.groups.schema().attributes().collect::<Vec<_>>() {
            if !matches!(attribute, Attribute::GROUP_OBJECT_ID | Attribute::GROUP_DELETED_DATE_TIME)
            {
                directory.groups.set(group, attribute, &Datum::Null);
            }
        }
        let types: Vec<String> =
            [("Unified", import.unified), ("DynamicMembership", import.rule.is_some())]
                .into_iter()
                .filter(|(_, is)| *is)
                .map(|(name, _)| name.to_owned())
                .collect();
        let text = |text: String| Datum::Value(Value::Text(text));
        let truth = |yes| Datum::Value(Value::Boolean(yes));
        let mut properties = vec![
            (Attribute::GROUP_DISPLAY_NAME, text(format!("Group {number}"))),
            (Attribute::GROUP_MAIL_NICKNAME, text(format!("group{number}"))),
            (Attribute::GROUP_MAIL_ENABLED, truth(import.unified)),
            (Attribute::GROUP_SECURITY_ENABLED, truth(true)),
            (Attribute::GROUP_IS_ASSIGNABLE_TO_ROLE, truth(import.roles)),
        ];
        if import.roles {
            properties.push((Attribute::GROUP_VISIBILITY, text("Private".to_owned())));
        }
        if !types.is_empty() {
            properties.push((Attribute::GROUP_TYPES, Datum::Value(Value::Texts(types))));
        }
        if let Some(department) = import.rule {
            let state = Attribute::GROUP_MEMBERSHIP_RULE_PROCESSING_STATE;
            properties.push((Attribute::GROUP_MEMBERSHIP_RULE, text(rule(department))));
            properties.push((state, text("On".to_owned())));
        }
        let mut in_tenant = Group { active: !import.deleted, ..Group::default() };
        in_tenant.properties.insert("createdDateTime".to_owned(), "2024-01-01T00:00:00Z".into());
        for (attribute, datum) in properties {
            directory.groups.set(group, attribute, &datum);
            let value = wire::json(&wire::value(attribute, &datum).unwrap());
            in_tenant.properties.insert(attribute.definition().name.to_owned(), value);
        }
        let ids =
            |rows: &BTreeSet<u32>| rows.iter().map(|row| tenant_id(*row).to_string()).collect();
        let mut members: BTreeSet<String> = ids(&import.members);
        members.extend(import.inner.iter().map(|row| group_id(*row).to_string()));
        in_tenant.lists.insert("members".to_owned(), members);
        in_tenant.lists.insert("owners".to_owned(), ids(&import.owners));
        graph.groups.insert(group_id(number).to_string(), in_tenant);
    }
    // What the rules decide, the export tells.
    graph.settle();
    for (number, import) in (0_u32..).zip(groups) {
        let in_tenant = &graph.groups[&group_id(number).to_string()];
        let users: Vec<u32> = (0..directory.users.rows())
            .filter(|row| in_tenant.list("members").contains(&tenant_id(*row).to_string()))
            .collect();
        let extent = if import.partial { Extent::AtLeast } else { Extent::Complete };
        let members = [
            of_rows(Of::User, users),
            of_rows(Of::Group, import.inner.iter().copied()),
            of_rows(Of::Device, []),
        ];
        let owners = [
            of_rows(Of::User, import.owners.iter().copied()),
            of_rows(Of::Group, []),
            of_rows(Of::Device, []),
        ];
        let list = List::of(members, Vec::new(), extent);
        directory.members.replace(Side::Members, Row(number), list);
        let list = List::of(owners, Vec::new(), Extent::Complete);
        directory.members.replace(Side::Owners, Row(number), list);
    }
}

/// Replaces ids that only stand for groups by those that the tenant has given, as whoever posts
/// batches has to.
pub(super) fn fill_in(request: &mut Json, graph: &Graph, hand_off: &HandOff, told: &[ObjectId]) {
    let mut text = request.to_string();
    for direction in [Direction::Forward, Direction::Back] {
        for step in hand_off.stages(direction).iter().flatten() {
            let Step::Group { group, deed } = step else { continue };
            let Key::Made(id) = group.key else { continue };
            if matches!(deed, Deed::Create { .. }) || !text.contains(&id.to_string()) {
                continue;
            }
            assert!(told.contains(&id), "{text} names {id}, of which nothing is said");
            let real = made(graph, &group.label).unwrap();
            text = text.replace(&id.to_string(), &real);
        }
    }
    *request = serde_json::from_str(&text).unwrap();
}

/// The active group that was created under a name.
fn made(graph: &Graph, name: &str) -> Option<String> {
    let here = |group: &Group| group.properties.get("displayName").is_some_and(|has| has == name);
    let found = graph.groups.iter().find(|(id, group)| {
        group.active && here(group) && id.starts_with("00000000-0000-4000-a000-")
    });
    found.map(|(id, _)| id.clone())
}

impl World {
    /// What the workspace says of every group now.
    pub(super) fn group_rows(&self) -> Vec<GroupRow> {
        let groups = self.workspace.groups();
        (0..groups.rows()).map(|row| self.group_row(Row(row))).collect()
    }

    fn imported_group(&self, row: u32) -> bool {
        self.graph.groups.contains_key(&group_id(row).to_string())
    }

    fn group_row(&self, group: Row) -> GroupRow {
        let groups = self.workspace.groups();
        let mut attributes = BTreeMap::new();
        for attribute in groups.schema().attributes() {
            let own = !matches!(
                attribute,
                Attribute::GROUP_OBJECT_ID | Attribute::GROUP_DELETED_DATE_TIME
            );
            if own && let Some(value) = wire::value(attribute, &groups.get(group, attribute)) {
                attributes.insert(attribute.definition().name.to_owned(), wire::json(&value));
            }
        }
        let lists = Side::BOTH.map(|side| {
            let list = self.workspace.directory().members.of(side, group);
            let active = list.parties().filter(|party| match party {
                Party::Here(subject) => self.workspace.is_active(*subject),
                Party::Elsewhere(_) => true,
            });
            (list_name(side), active.map(|party| self.who(party)).collect())
        });
        GroupRow {
            tenant_id: self.imported_group(group.0).then(|| group_id(group.0).to_string()),
            name: groups
                .get(group, Attribute::GROUP_DISPLAY_NAME)
                .as_text()
                .unwrap_or("")
                .to_owned(),
            existence: groups.existence(group),
            dynamic: Nature::in_table(groups, group).is_dynamic(),
            attributes,
            lists: lists.into_iter().collect(),
        }
    }

    fn who(&self, party: Party) -> Who {
        let directory = self.workspace.directory();
        match party {
            Party::Elsewhere(other) => Who::Id(other.id.to_string()),
            Party::Here(Subject { of: Of::User, row }) if row.0 < self.imported => {
                Who::Id(tenant_id(row.0).to_string())
            }
            Party::Here(Subject { of: Of::User, row }) => {
                let name = directory.users.get(row, Attribute::USER_PRINCIPAL_NAME);
                Who::User(name.as_text().unwrap().to_owned())
            }
            Party::Here(Subject { row, .. }) if self.imported_group(row.0) => {
                Who::Id(group_id(row.0).to_string())
            }
            Party::Here(Subject { row, .. }) => {
                let name = directory.groups.get(row, Attribute::GROUP_DISPLAY_NAME);
                Who::Group(name.as_text().unwrap().to_owned())
            }
        }
    }
}

fn counted(path: &str, value: Option<&Json>) -> Json {
    match value {
        None => Json::Null,
        Some(Json::Array(items)) if items.is_empty() => Json::Null,
        Some(Json::Array(items)) if path == "groupTypes" => {
            let types: BTreeSet<&str> = items.iter().map(|item| item.as_str().unwrap()).collect();
            types.into_iter().map(Json::from).collect()
        }
        Some(value) => value.clone(),
    }
}

/// Compares the groups of the tenant with what rows say; `lasting` names what may differ after a
/// rollback.
#[track_caller]
pub(super) fn compare_groups(graph: &Graph, rows: &[GroupRow], lasting: Option<&[Lasting]>) {
    let spared = lasting.unwrap_or_default();
    for row in rows {
        let id = match &row.tenant_id {
            Some(id) => Some(id.clone()),
            None if row.existence == Existence::Absent => None,
            None => {
                Some(made(graph, &row.name).unwrap_or_else(|| panic!("{} is missing", row.name)))
            }
        };
        let Some(id) = id else { continue };
        let group = &graph.groups[&id];
        let active = row.existence == Existence::Active;
        assert_eq!(group.active, active, "{id} {}", row.name);
        if !active {
            continue;
        }
        let of = |target: &Target| target.id.map(|id| id.to_string()) == Some(id.clone());
        for (path, expected) in &row.attributes {
            let spare = spared
                .iter()
                .any(|l| matches!(l, Lasting::Unknown(target, at) if at == path && of(target)));
            let found = group.properties.get(path);
            assert!(
                spare
                    || path == "createdDateTime"
                    // To the hour, which is the tenant's.
                    || (path == "renewedDateTime"
                        && (counted(path, found).is_null() == expected.is_null()
                            || spared.iter().any(|l| matches!(l, Lasting::Renewed(target) if of(target)))))
                    // An ended rule is left paused.
                    || (path == "membershipRuleProcessingState" && !row.dynamic)
                    || counted(path, found) == counted(path, Some(expected)),
                "{id} {path}: {found:?}, expected {expected}"
            );
        }
        for (name, expected) in &row.lists {
            // Of a rule, the service decides in its own time.
            if row.dynamic && *name == "members" {
                continue;
            }
            let there = |member: &String| {
                graph.users.get(member).is_none_or(|user| user.active)
                    && graph.groups.get(member).is_none_or(|group| group.active)
            };
            let expected: BTreeSet<String> = expected
                .iter()
                .map(|who| match who {
                    Who::Id(id) => id.clone(),
                    Who::User(name) => graph.find(name).unwrap(),
                    Who::Group(name) => made(graph, name).unwrap(),
                })
                // Whoever cannot be restored is in no list.
                .filter(there)
                .collect();
            let found: BTreeSet<String> = group.list(name).into_iter().filter(there).collect();
            let spare = spared.iter().any(|lasting| match lasting {
                Lasting::Members(target) => *name == "members" && of(target),
                Lasting::LastOwner(target) => *name == "owners" && of(target),
                _ => false,
            });
            assert!(
                found == expected || (spare && found.is_superset(&expected)),
                "{name} of {id} {}: {found:?}, expected {expected:?}",
                row.name
            );
        }
    }
    let active = graph.groups.values().filter(|group| group.active).count();
    let expected = rows.iter().filter(|row| row.existence == Existence::Active).count();
    assert_eq!(active, expected);
}
