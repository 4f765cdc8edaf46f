//! The objects that keep settings of the tenant.

use super::{Answer, Graph, missing, problem};
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;

const UNIFIED: &str = "62375ab9-6b52-47ed-826b-58e47e0e304b";

/// Names and defaults of the template `Group.Unified`, as the service lists them.
pub(in super::super) const TEMPLATE: [(&str, &str); 15] = [
    ("EnableMIPLabels", "False"),
    ("CustomBlockedWordsList", ""),
    ("EnableMSStandardBlockedWords", "False"),
    ("ClassificationDescriptions", ""),
    ("DefaultClassification", ""),
    ("PrefixSuffixNamingRequirement", ""),
    ("AllowGuestsToBeGroupOwner", "False"),
    ("AllowGuestsToAccessGroups", "True"),
    ("GuestUsageGuidelinesUrl", ""),
    ("GroupCreationAllowedGroupId", ""),
    ("AllowToAddGuests", "True"),
    ("UsageGuidelinesUrl", ""),
    ("ClassificationList", ""),
    ("EnableGroupCreation", "True"),
    ("NewUnifiedGroupWritebackDefault", "True"),
];

#[derive(Debug, Clone, PartialEq, Default)]
pub(in super::super) struct Policies {
    /// Whether everybody may create security groups.
    pub security: bool,
    /// Id and values of the settings of the template.
    pub unified: Option<(String, BTreeMap<String, String>)>,
    /// Id and properties of the only policy.
    pub lifecycle: Option<(String, Map<String, Json>)>,
    pub made: u32,
}

fn values(body: &Json) -> Option<BTreeMap<String, String>> {
    let mut all: BTreeMap<String, String> =
        TEMPLATE.map(|(name, default)| (name.to_owned(), default.to_owned())).into();
    for value in body["values"].as_array()? {
        let place = all.get_mut(value["name"].as_str()?)?;
        value["value"].as_str()?.clone_into(place);
    }
    Some(all)
}

fn fits(policy: &Map<String, Json>) -> bool {
    policy.get("groupLifetimeInDays").and_then(Json::as_i64).is_some_and(|days| days >= 30)
        && matches!(
            policy.get("managedGroupTypes").and_then(Json::as_str),
            Some("All" | "Selected" | "None")
        )
}

impl Policies {
    pub(in super::super) fn settings_page(&self) -> Json {
        let other = json!({
            "id": "99999999-0000-4000-9000-000000000001",
            "displayName": "Consent Policy Settings",
            "templateId": "dffd5d46-495d-40a9-8e21-954ff55e198a",
            "values": [{ "name": "EnableGroupSpecificConsent", "value": "false" }],
        });
        let unified = self.unified.iter().map(|(id, values)| {
            let values: Vec<Json> =
                values.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
            json!({ "id": id, "displayName": "Group.Unified", "templateId": UNIFIED, "values": values })
        });
        json!([other].into_iter().chain(unified).collect::<Vec<_>>())
    }

    pub(in super::super) fn lifecycle_page(&self) -> Json {
        let policy = self.lifecycle.iter().map(|(id, policy)| {
            let mut policy = policy.clone();
            policy.insert("id".to_owned(), id.as_str().into());
            Json::Object(policy)
        });
        json!(policy.collect::<Vec<_>>())
    }

    pub(in super::super) fn authorization(&self) -> Json {
        json!({
            "id": "authorizationPolicy",
            "allowInvitesFrom": "everyone",
            "defaultUserRolePermissions": {
                "allowedToCreateApps": true,
                "allowedToCreateSecurityGroups": self.security,
            },
        })
    }

    fn new_id(&mut self) -> String {
        self.made += 1;
        format!("00000000-0000-4000-b000-{:012}", self.made)
    }
}

impl Graph {
    pub(super) fn on_policies(
        &mut self,
        method: &str,
        parts: &[&str],
        body: Option<&Json>,
    ) -> Answer {
        let policies = &mut self.policies;
        match (method, parts) {
            ("GET", ["policies", "authorizationPolicy"]) => (200, policies.authorization()),
            ("PATCH", ["policies", "authorizationPolicy"]) => {
                let body = body.unwrap().as_object().unwrap();
                assert_eq!(body.keys().collect::<Vec<_>>(), ["defaultUserRolePermissions"]);
                let inner = body["defaultUserRolePermissions"].as_object().unwrap();
                assert_eq!(inner.keys().collect::<Vec<_>>(), ["allowedToCreateSecurityGroups"]);
                match inner["allowedToCreateSecurityGroups"].as_bool() {
                    Some(on) => policies.security = on,
                    None => return problem(400, "Invalid value."),
                }
                (204, Json::Null)
            }
            ("GET", ["groupSettingTemplates", id]) => {
                assert_eq!(*id, UNIFIED);
                let value = |(name, default)| json!({ "name": name, "defaultValue": default });
                (200, json!({ "id": id, "values": TEMPLATE.map(value) }))
            }
            ("GET", ["groupSettings"]) => (200, json!({ "value": policies.settings_page() })),
            ("GET", ["groupLifecyclePolicies"]) => {
                (200, json!({ "value": policies.lifecycle_page() }))
            }
            ("POST" | "PATCH" | "DELETE", ["groupSettings", rest @ ..]) => {
                self.write_unified(method, rest, body)
            }
            ("POST" | "PATCH" | "DELETE", ["groupLifecyclePolicies", rest @ ..]) => {
                self.write_lifecycle(method, rest, body)
            }
            _ => panic!("no such request: {method} {parts:?}"),
        }
    }

    fn write_unified(&mut self, method: &str, rest: &[&str], body: Option<&Json>) -> Answer {
        let policies = &mut self.policies;
        let has = |id: &str| policies.unified.as_ref().is_some_and(|(known, _)| known == id);
        match (method, rest) {
            ("POST", []) => {
                let body = body.unwrap();
                assert_eq!(body["templateId"], UNIFIED);
                let Some(values) = values(body) else { return problem(400, "Invalid value.") };
                if policies.unified.is_some() {
                    return problem(400, "A conflicting object is present in the directory.");
                }
                let id = policies.new_id();
                policies.unified = Some((id.clone(), values));
                (201, json!({ "id": id }))
            }
            (_, [id]) if !has(id) => missing(),
            ("PATCH", [id]) => {
                let body = body.unwrap().as_object().unwrap();
                assert_eq!(body.keys().collect::<Vec<_>>(), ["values"]);
                // The collection is replaced: what is left out is as the template has it.
                let Some(values) = values(&json!(body)) else {
                    return problem(400, "Invalid value.");
                };
                policies.unified = Some(((*id).to_owned(), values));
                (204, Json::Null)
            }
            ("DELETE", [_]) => {
                policies.unified = None;
                (204, Json::Null)
            }
            _ => panic!("no such request: {method} {rest:?}"),
        }
    }

    fn write_lifecycle(&mut self, method: &str, rest: &[&str], body: Option<&Json>) -> Answer {
        let policies = &mut self.policies;
        let has = |id: &str| policies.lifecycle.as_ref().is_some_and(|(known, _)| known == id);
        match (method, rest) {
            ("POST", []) => {
                let policy = body.unwrap().as_object().unwrap().clone();
                if policies.lifecycle.is_some() || !fits(&policy) {
                    return problem(400, "Invalid value.");
                }
                let id = policies.new_id();
                policies.lifecycle = Some((id.clone(), policy));
                (201, json!({ "id": id }))
            }
            (_, [id]) if !has(id) => missing(),
            ("PATCH", [id]) => {
                let mut policy = policies.lifecycle.clone().unwrap().1;
                policy.extend(body.unwrap().as_object().unwrap().clone());
                if !fits(&policy) {
                    return problem(400, "Invalid value.");
                }
                policies.lifecycle = Some(((*id).to_owned(), policy.clone()));
                (200, Json::Object(policy))
            }
            ("DELETE", [_]) => {
                policies.lifecycle = None;
                (204, Json::Null)
            }
            _ => panic!("no such request: {method} {rest:?}"),
        }
    }
}
