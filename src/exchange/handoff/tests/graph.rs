//! A directory that answers the requests of a hand-off as Graph documents it; nothing shared with
//! the code under test.

mod groups;
mod licences;
mod policies;

pub(super) use groups::Group;
pub(super) use policies::{Policies, TEMPLATE};
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;

#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct User {
    pub active: bool,
    pub properties: Map<String, Json>,
    pub manager: Option<String>,
    pub passwords_set: u32,
    pub sessions_revoked: u32,
    pub must_change: bool,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Graph {
    pub users: BTreeMap<String, User>,
    pub groups: BTreeMap<String, Group>,
    pub policies: Policies,
    pub created: u32,
}

type Answer = (u16, Json);

fn problem(status: u16, message: &str) -> Answer {
    (status, json!({ "error": { "code": "Request_BadRequest", "message": message } }))
}

fn missing() -> Answer {
    problem(404, "Resource does not exist.")
}

fn unescape(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let hex: Vec<u8> = rest.by_ref().take(2).collect();
            let hex = String::from_utf8(hex).unwrap();
            bytes.push(u8::from_str_radix(&hex, 16).unwrap());
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).unwrap()
}

impl Graph {
    /// The id of an active user by id or name.
    pub(super) fn find(&self, key: &str) -> Option<String> {
        let key = unescape(key).to_lowercase();
        let found = self.users.iter().find(|(id, user)| {
            let name = user.properties.get("userPrincipalName").and_then(Json::as_str);
            user.active && (**id == key || name.is_some_and(|name| name.to_lowercase() == key))
        });
        found.map(|(id, _)| id.clone())
    }

    fn name_is_free(&self, name: &str, but: &str) -> bool {
        self.find(name).is_none_or(|holder| holder == but)
    }

    pub(super) fn answer(&mut self, method: &str, url: &str, body: Option<&Json>) -> Answer {
        let answer = self.answer_at_once(method, url, body);
        self.settle();
        answer
    }

    fn answer_at_once(&mut self, method: &str, url: &str, body: Option<&Json>) -> Answer {
        let (path, query) = url.split_once('?').unwrap_or((url, ""));
        let parts: Vec<&str> = path.trim_start_matches('/').split('/').collect();
        match (method, parts.as_slice()) {
            ("POST", ["directory", "deletedItems", id, "restore"])
                if self.groups.contains_key(*id) =>
            {
                self.restore_group(id)
            }
            ("GET", ["directory", "deletedItems", id]) if self.groups.contains_key(*id) => {
                let deleted = !self.groups[*id].active;
                if deleted { (200, json!({ "id": id })) } else { missing() }
            }
            (
                _,
                [
                    "policies"
                    | "groupSettings"
                    | "groupSettingTemplates"
                    | "groupLifecyclePolicies",
                    ..,
                ],
            ) => self.on_policies(method, &parts, body),
            (_, ["groups", rest @ ..]) => self.on_groups(method, rest, query, body),
            ("POST", ["users"]) => self.create(body.unwrap()),
            ("GET", ["users", key]) => match self.find(key) {
                Some(id) => {
                    let mut user = self.users[&id].properties.clone();
                    user.insert("id".into(), id.into());
                    (200, Json::Object(user))
                }
                None => missing(),
            },
            ("POST", ["directory", "deletedItems", id, "restore"]) => self.restore(id, body),
            ("GET", ["directory", "deletedItems", id]) => match self.users.get(*id) {
                Some(user) if !user.active => (200, json!({ "id": id })),
                _ => missing(),
            },
            (_, ["users", key, rest @ ..]) => match self.find(key) {
                Some(id) => self.on_user(method, &id, rest, body),
                None => missing(),
            },
            _ => panic!("no such request: {method} {url}"),
        }
    }

    fn on_user(&mut self, method: &str, id: &str, rest: &[&str], body: Option<&Json>) -> Answer {
        match (method, rest) {
            ("PATCH", []) => return self.patch(id, body.unwrap()),
            ("DELETE", []) => self.users.get_mut(id).unwrap().active = false,
            ("GET", ["manager"]) => {
                let manager = self.users[id].manager.clone();
                // The link of a deleted manager is not shown.
                return match manager.filter(|manager| self.users[manager].active) {
                    Some(manager) => (200, json!({ "id": manager })),
                    None => missing(),
                };
            }
            ("PUT", ["manager", "$ref"]) => {
                let reference = body.unwrap()["@odata.id"].as_str().unwrap();
                let key = reference.strip_prefix("https://graph.microsoft.com/v1.0/users/");
                let Some(manager) = self.find(key.unwrap()) else { return missing() };
                self.users.get_mut(id).unwrap().manager = Some(manager);
            }
            ("DELETE", ["manager", "$ref"]) => {
                if self.users.get_mut(id).unwrap().manager.take().is_none() {
                    return missing();
                }
            }
            ("POST", ["assignLicense"]) => return self.assign_to_user(id, body.unwrap()),
            ("POST", ["revokeSignInSessions"]) => {
                assert!(body.is_some_and(Json::is_object));
                self.users.get_mut(id).unwrap().sessions_revoked += 1;
            }
            ("POST", ["reprocessLicenseAssignment"]) => {
                assert!(body.is_some_and(Json::is_object));
            }
            ("POST", ["authentication", "methods", method, "resetPassword"]) => {
                assert_eq!(*method, "28c10230-6103-485e-b985-444c60001490");
                let user = self.users.get_mut(id).unwrap();
                user.passwords_set += 1;
                user.must_change = true;
            }
            _ => panic!("no such request: {method} {rest:?}"),
        }
        (204, Json::Null)
    }

    fn create(&mut self, body: &Json) -> Answer {
        let body = body.as_object().unwrap();
        let text = |name: &str| body.get(name).and_then(Json::as_str).unwrap_or_default();
        for required in ["displayName", "mailNickname", "userPrincipalName"] {
            if text(required).is_empty() {
                return problem(400, required);
            }
        }
        if !body.get("accountEnabled").is_some_and(Json::is_boolean) {
            return problem(400, "accountEnabled");
        }
        let profile = body.get("passwordProfile").cloned().unwrap_or_default();
        if !is_complex(profile["password"].as_str().unwrap_or_default()) {
            return problem(400, "The specified password does not comply.");
        }
        if !self.name_is_free(text("userPrincipalName"), "") {
            return problem(400, "Another object with the same value already exists.");
        }
        self.created += 1;
        let id = format!("00000000-0000-4000-9000-{:012}", self.created);
        let mut user = User { active: true, passwords_set: 1, ..User::default() };
        user.must_change = profile["forceChangePasswordNextSignIn"] == true
            || profile["forceChangePasswordNextSignInWithMfa"] == true;
        for (name, value) in body.iter().filter(|(name, _)| *name != "passwordProfile") {
            user.properties.insert(name.clone(), value.clone());
        }
        self.users.insert(id.clone(), user);
        (201, json!({ "id": id }))
    }

    fn patch(&mut self, id: &str, body: &Json) -> Answer {
        for (name, value) in body.as_object().unwrap() {
            if name == "userPrincipalName" && !self.name_is_free(value.as_str().unwrap(), id) {
                return problem(400, "Another object with the same value already exists.");
            }
        }
        let user = self.users.get_mut(id).unwrap();
        for (name, value) in body.as_object().unwrap() {
            match name.as_str() {
                "passwordProfile" => {
                    if let Some(password) = value.get("password") {
                        if !is_complex(password.as_str().unwrap()) {
                            return problem(400, "The specified password does not comply.");
                        }
                        user.passwords_set += 1;
                    }
                    user.must_change = true;
                }
                // Its members are columns of their own; any other object is replaced as a whole.
                "onPremisesExtensionAttributes" => {
                    let object = user.properties.entry(name).or_insert_with(|| json!({}));
                    for (member, value) in value.as_object().unwrap() {
                        object[member] = value.clone();
                    }
                }
                _ => {
                    user.properties.insert(name.clone(), value.clone());
                }
            }
        }
        (204, Json::Null)
    }

    fn restore(&mut self, id: &str, body: Option<&Json>) -> Answer {
        let Some(user) = self.users.get(id).filter(|user| !user.active) else { return missing() };
        let mut properties = user.properties.clone();
        if let Some(name) = body.and_then(|body| body.get("newUserPrincipalName")) {
            properties.insert("userPrincipalName".into(), name.clone());
        }
        let name = properties["userPrincipalName"].as_str().unwrap();
        if !self.name_is_free(name, id) {
            return problem(409, "Another object with the same value already exists.");
        }
        let user = self.users.get_mut(id).unwrap();
        user.properties = properties;
        user.active = true;
        (200, json!({ "id": id }))
    }
}

/// Three of four classes, 8 to 256 characters, ASCII ("Microsoft Entra password policies").
fn is_complex(password: &str) -> bool {
    let classes = [
        password.chars().any(|c| c.is_ascii_uppercase()),
        password.chars().any(|c| c.is_ascii_lowercase()),
        password.chars().any(|c| c.is_ascii_digit()),
        password.chars().any(|c| c.is_ascii_punctuation()),
    ];
    let count = classes.into_iter().filter(|class| *class).count();
    (8..=256).contains(&password.len()) && password.is_ascii() && count >= 3
}
