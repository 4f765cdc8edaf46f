//! The groups of the directory.

use super::{Answer, Graph, missing, problem, unescape};
use serde_json::{Map, Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};

const ROOT: &str = "https://graph.microsoft.com/v1.0/";
/// Entries on a page of a list: few, so that there are several.
const PAGE: usize = 2;
/// Attributes of which each wants a request of its own.
const ALONE: [&str; 5] = [
    "allowExternalSenders",
    "autoSubscribeNewMembers",
    "hideFromAddressLists",
    "hideFromOutlookClients",
    "isSubscribedByMail",
];

/// When groups are renewed.
const RENEWED: &str = "2025-06-15T15:20:00Z";

#[derive(Debug, Clone, PartialEq, Default)]
pub(in super::super) struct Group {
    pub active: bool,
    pub properties: Map<String, Json>,
    /// By name of the list.
    pub lists: BTreeMap<String, BTreeSet<String>>,
}

impl Group {
    fn has_type(&self, name: &str) -> bool {
        let types = self.properties.get("groupTypes").and_then(Json::as_array);
        types.is_some_and(|types| types.iter().any(|one| one == name))
    }

    pub(in super::super) fn is_dynamic(&self) -> bool {
        self.has_type("DynamicMembership")
    }

    pub(in super::super) fn list(&self, name: &str) -> BTreeSet<String> {
        self.lists.get(name).cloned().unwrap_or_default()
    }

    fn text(&self, name: &str) -> &str {
        self.properties.get(name).and_then(Json::as_str).unwrap_or_default()
    }
}

impl Graph {
    /// What rules decide, as soon as anything has changed. Of the language only
    /// `user.department -eq "…"` is known here.
    pub(in super::super) fn settle(&mut self) {
        for group in self.groups.values_mut() {
            if !group.active || !group.is_dynamic() {
                continue;
            }
            if group.text("membershipRuleProcessingState") != "On" {
                continue;
            }
            let rule = group.text("membershipRule");
            let wanted = rule.strip_prefix("user.department -eq \"").unwrap();
            let wanted = wanted.strip_suffix('"').unwrap().to_lowercase();
            let takes = |department: Option<&Json>| {
                department.and_then(Json::as_str).is_some_and(|has| has.to_lowercase() == wanted)
            };
            let members = self
                .users
                .iter()
                .filter(|(_, user)| user.active && takes(user.properties.get("department")))
                .map(|(id, _)| id.clone())
                .collect();
            group.lists.insert("members".to_owned(), members);
        }
    }

    /// The id of anything active that a reference names.
    fn referred(&self, reference: &str) -> Option<String> {
        let path = reference.strip_prefix(ROOT).unwrap();
        let (kind, key) = path.split_once('/').unwrap();
        match kind {
            "users" => self.find(key),
            "directoryObjects" => self.find(key).or_else(|| {
                self.groups.get(key).filter(|group| group.active).map(|_| key.to_owned())
            }),
            _ => panic!("no such reference: {reference}"),
        }
    }

    pub(super) fn on_groups(
        &mut self,
        method: &str,
        parts: &[&str],
        query: &str,
        body: Option<&Json>,
    ) -> Answer {
        match (method, parts) {
            ("POST", []) => self.create_group(body.unwrap()),
            ("GET", []) => self.search_groups(query),
            (_, [id, rest @ ..]) if self.groups.get(*id).is_some_and(|group| group.active) => {
                self.on_group(method, id, rest, query, body)
            }
            _ => missing(),
        }
    }

    fn search_groups(&self, query: &str) -> Answer {
        let filter = query.split('&').find_map(|part| part.strip_prefix("$filter=")).unwrap();
        let filter = unescape(filter);
        let name = filter.strip_prefix("mailNickname eq '").unwrap();
        let name = name.strip_suffix('\'').unwrap().replace("''", "'").to_lowercase();
        let found = self
            .groups
            .iter()
            .filter(|(_, group)| group.active && group.text("mailNickname").to_lowercase() == name);
        let found: Vec<Json> = found.map(|(id, group)| with_id(id, group)).collect();
        (200, json!({ "value": found }))
    }

    fn on_group(
        &mut self,
        method: &str,
        id: &str,
        rest: &[&str],
        query: &str,
        body: Option<&Json>,
    ) -> Answer {
        match (method, rest) {
            ("GET", []) => (200, with_id(id, &self.groups[id])),
            ("DELETE", []) => {
                self.groups.get_mut(id).unwrap().active = false;
                (204, Json::Null)
            }
            ("PATCH", []) => self.patch_group(id, body.unwrap().as_object().unwrap()),
            ("POST", ["assignLicense"]) => self.assign_to_group(id, body.unwrap()),
            ("POST", ["renew"]) => {
                // Graph wants none; the cmdlet sends an empty one.
                assert!(body.is_none_or(|body| *body == json!({})));
                let group = self.groups.get_mut(id).unwrap();
                group.properties.insert("renewedDateTime".to_owned(), RENEWED.into());
                (204, Json::Null)
            }
            ("GET", [list]) => self.page(id, list, query),
            ("POST", [list, "$ref"]) => {
                let reference = body.unwrap()["@odata.id"].as_str().unwrap().to_owned();
                self.add(id, list, &[reference])
            }
            ("DELETE", [list, member, "$ref"]) => self.remove(id, list, member),
            _ => panic!("no such request: {method} {rest:?}"),
        }
    }

    /// Of who is deleted, the link is not shown.
    fn page(&self, id: &str, list: &str, query: &str) -> Answer {
        let skip = query.split('&').find_map(|part| part.strip_prefix("$skiptoken="));
        let skip: usize = skip.map_or(0, |skip| skip.parse().unwrap());
        let there = |member: &String| {
            self.users.get(member).is_none_or(|user| user.active)
                && self.groups.get(member).is_none_or(|group| group.active)
        };
        let all: Vec<String> = self.groups[id].list(list).into_iter().filter(there).collect();
        let page: Vec<Json> =
            all.iter().skip(skip).take(PAGE).map(|id| json!({ "id": id })).collect();
        let mut answer = json!({ "value": page });
        if skip + PAGE < all.len() {
            let next = skip + PAGE;
            answer["@odata.nextLink"] =
                format!("{ROOT}groups/{id}/{list}?$skiptoken={next}").into();
        }
        (200, answer)
    }

    fn add(&mut self, id: &str, list: &str, references: &[String]) -> Answer {
        assert!(references.len() <= 20);
        let mut new = Vec::new();
        for reference in references {
            match self.referred(reference) {
                Some(found) => new.push(found),
                None => return missing(),
            }
        }
        let group = self.groups.get_mut(id).unwrap();
        if list == "members" && group.is_dynamic() {
            return problem(400, "The rule decides.");
        }
        let unified = group.has_type("Unified");
        let here = group.lists.entry(list.to_owned()).or_default();
        if new.iter().any(|one| here.contains(one)) {
            return problem(400, "One or more added object references already exist.");
        }
        if new.iter().any(|one| !self.users.contains_key(one)) && (unified || list == "owners") {
            return problem(400, "Only users.");
        }
        self.groups.get_mut(id).unwrap().lists.get_mut(list).unwrap().extend(new);
        (204, Json::Null)
    }

    fn remove(&mut self, id: &str, list: &str, member: &str) -> Answer {
        let active = self.users.get(member).is_none_or(|user| user.active);
        let active = active && self.groups.get(member).is_none_or(|group| group.active);
        let group = self.groups.get_mut(id).unwrap();
        if list == "members" && group.is_dynamic() {
            return problem(400, "The rule decides.");
        }
        let here = group.lists.entry(list.to_owned()).or_default();
        if !here.contains(member) || !active {
            return missing();
        }
        if list == "owners" && here.len() == 1 {
            return problem(400, "The group must have at least one owner.");
        }
        here.remove(member);
        (204, Json::Null)
    }

    fn create_group(&mut self, body: &Json) -> Answer {
        let body = body.as_object().unwrap();
        for required in
            ["displayName", "mailNickname", "mailEnabled", "securityEnabled", "groupTypes"]
        {
            if !body.contains_key(required) {
                return problem(400, required);
            }
        }
        if body.keys().any(|name| ALONE.contains(&name.as_str())) {
            return problem(400, "Not at creation.");
        }
        let mut group = Group { active: true, ..Group::default() };
        group.properties.insert("createdDateTime".to_owned(), "2025-06-15T15:20:00Z".into());
        let mut relations = 0;
        for (name, value) in body {
            match name.strip_suffix("@odata.bind") {
                None => {
                    group.properties.insert(name.clone(), value.clone());
                }
                Some(list) => {
                    let mut members = BTreeSet::new();
                    for reference in value.as_array().unwrap() {
                        relations += 1;
                        let Some(found) = self.referred(reference.as_str().unwrap()) else {
                            return missing();
                        };
                        members.insert(found);
                    }
                    group.lists.insert(list.to_owned(), members);
                }
            }
        }
        if relations > 20 {
            return problem(400, "More than 20 relations.");
        }
        if let Some(taken) = self.nickname_taken(&group, "") {
            return taken;
        }
        self.created += 1;
        let id = format!("00000000-0000-4000-a000-{:012}", self.created);
        self.groups.insert(id.clone(), group);
        (201, json!({ "id": id }))
    }

    fn nickname_taken(&self, group: &Group, but: &str) -> Option<Answer> {
        let name = group.text("mailNickname").to_lowercase();
        let taken = group.has_type("Unified")
            && self.groups.iter().any(|(id, other)| {
                id != but
                    && other.active
                    && other.has_type("Unified")
                    && other.text("mailNickname").to_lowercase() == name
            });
        taken.then(|| problem(400, "Another object with the same value already exists."))
    }

    fn patch_group(&mut self, id: &str, body: &Map<String, Json>) -> Answer {
        if let Some(references) = body.get("members@odata.bind") {
            assert_eq!(body.len(), 1);
            let references = references.as_array().unwrap().iter();
            let references: Vec<String> =
                references.map(|one| one.as_str().unwrap().to_owned()).collect();
            return self.add(id, "members", &references);
        }
        if body.len() > 1 && body.keys().any(|name| ALONE.contains(&name.as_str())) {
            return problem(400, "A request of its own.");
        }
        for fixed in ["isAssignableToRole", "mailEnabled"] {
            if body.contains_key(fixed) {
                return problem(400, fixed);
            }
        }
        let mut group = self.groups[id].clone();
        for (name, value) in body {
            group.properties.insert(name.clone(), value.clone());
        }
        if let Some(taken) = self.nickname_taken(&group, id) {
            return taken;
        }
        self.groups.insert(id.to_owned(), group);
        (204, Json::Null)
    }

    pub(super) fn restore_group(&mut self, id: &str) -> Answer {
        let group = self.groups[id].clone();
        if group.active {
            return missing();
        }
        if let Some(taken) = self.nickname_taken(&group, id) {
            return taken;
        }
        self.groups.get_mut(id).unwrap().active = true;
        (200, json!({ "id": id }))
    }
}

fn with_id(id: &str, group: &Group) -> Json {
    let mut properties = group.properties.clone();
    properties.insert("id".into(), id.into());
    Json::Object(properties)
}
