//! A tenant that answers the collector: small pages, hidden groups, and a bad day now and then.

use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

/// Items on a page, so that everything has several.
const PAGE: usize = 3;

pub(super) struct Tenant {
    pub users: usize,
    pub groups: usize,
    /// Requests so far, batch items included.
    pub asked: Vec<String>,
    /// Every nth request is put off; 0 is never.
    pub busy: usize,
    /// An attribute that this cloud does not know.
    pub unknown: Option<&'static str>,
    /// Whether sign-in activity is licensed.
    pub premium: bool,
    /// A group that is listed, and gone when its members are asked for.
    pub ghost: bool,
    /// Whether an old next link is refused (once).
    pub expired: bool,
    count: usize,
    /// How often each address was put off; nothing is put off for ever.
    put_off: BTreeMap<String, u32>,
}

pub(super) type Answer = (u16, Vec<(String, String)>, String);

fn guid(kind: char, number: usize) -> String {
    format!("{kind}0000000-0000-4000-8000-{number:012}")
}

pub(super) fn user_id(number: usize) -> String {
    guid('a', number)
}

pub(super) fn group_id(number: usize) -> String {
    guid('b', number)
}

/// Members of a group: as many users as its number, from the front.
pub(super) fn members(group: usize, users: usize) -> Vec<String> {
    (0..users.min(group * 2)).map(user_id).collect()
}

impl Tenant {
    pub(super) fn new(users: usize, groups: usize) -> Self {
        let asked = Vec::new();
        let (busy, unknown, premium, ghost, expired) = (0, None, true, false, false);
        let put_off = BTreeMap::new();
        Self { users, groups, asked, busy, unknown, premium, ghost, expired, count: 0, put_off }
    }

    /// Answers `GET address`, or a batch.
    pub(super) fn answer(&mut self, method: &str, uri: &str, body: Option<&str>) -> Answer {
        if self.is_busy(uri) {
            return (429, vec![("Retry-After".into(), "7".into())], "{}".into());
        }
        if uri == "/v1.0/$batch" {
            assert_eq!(method, "POST");
            return self.batch(body.unwrap());
        }
        assert_eq!((method, body), ("GET", None));
        let (status, json) = self.get(uri);
        (status, Vec::new(), json.to_string())
    }

    fn is_busy(&mut self, address: &str) -> bool {
        self.count += 1;
        let times = self.put_off.entry(address.to_owned()).or_default();
        let limit = if address == "/v1.0/$batch" { u32::MAX } else { 3 };
        let busy = self.busy > 0 && self.count.is_multiple_of(self.busy) && *times < limit;
        *times += u32::from(busy);
        busy
    }

    fn batch(&mut self, body: &str) -> Answer {
        let body: Json = serde_json::from_str(body).unwrap();
        let requests = body["requests"].as_array().unwrap();
        assert!(!requests.is_empty() && requests.len() <= 20);
        let mut responses = Vec::new();
        for request in requests.iter().rev() {
            assert_eq!(request["method"], "GET");
            let id = request["id"].clone();
            if self.is_busy(request["url"].as_str().unwrap()) {
                let headers = json!({ "Retry-After": "11" });
                responses.push(json!({ "id": id, "status": 429, "headers": headers, "body": {} }));
                continue;
            }
            let url = format!("/v1.0{}", request["url"].as_str().unwrap());
            let (status, body) = self.get(&url);
            responses.push(json!({ "id": id, "status": status, "body": body }));
        }
        (200, Vec::new(), json!({ "responses": responses }).to_string())
    }

    fn get(&mut self, uri: &str) -> (u16, Json) {
        self.asked.push(uri.to_owned());
        let relative = uri.strip_prefix("https://graph.microsoft.com").unwrap_or(uri);
        let (path, query) = relative.split_once('?').unwrap_or((relative, ""));
        if let Some(name) = self.unknown
            && query.contains(name)
        {
            let message = format!("Could not find a property named '{name}' on type 'user'.");
            return (400, json!({ "error": { "code": "BadRequest", "message": message } }));
        }
        if query.contains("signInActivity") && !self.premium {
            let error = json!({ "code": "NonPremiumTenant", "message": "no licence" });
            return (403, json!({ "error": error }));
        }
        let start = query
            .split('&')
            .find_map(|part| part.strip_prefix("$skiptoken="))
            .map_or(0, |token| token.parse().unwrap());
        if start > 0 && std::mem::take(&mut self.expired) {
            return (400, json!({ "error": { "code": "Directory_ExpiredPageToken" } }));
        }
        if path == "/v1.0/policies/authorizationPolicy" {
            let defaults = json!({ "allowedToCreateSecurityGroups": false });
            let context =
                "https://graph.microsoft.com/v1.0/$metadata#policies/authorizationPolicy/$entity";
            let policy = json!({
                "@odata.context": context,
                "id": "authorizationPolicy",
                "defaultUserRolePermissions": defaults,
            });
            return (200, policy);
        }
        let all = self.list(path, query);
        let Some(all) = all else { return (404, json!({ "error": { "code": "NotFound" } })) };
        let page: Vec<Json> = all.iter().skip(start).take(PAGE).cloned().collect();
        let mut answer = json!({ "@odata.context": format!("$metadata#{path}"), "value": page });
        if start + PAGE < all.len() {
            let plain: Vec<&str> =
                query.split('&').filter(|part| !part.starts_with("$skiptoken=")).collect();
            let next = format!(
                "https://graph.microsoft.com{path}?{}&$skiptoken={}",
                plain.join("&"),
                start + PAGE
            );
            answer["@odata.nextLink"] = next.into();
        }
        (200, answer)
    }

    fn list(&self, path: &str, query: &str) -> Option<Vec<Json>> {
        let parts: Vec<&str> = path.trim_start_matches('/').split('/').collect();
        let users = |active: bool| {
            (0..if active { self.users } else { 2 })
                .map(|number| {
                    let number = if active { number } else { number + 900 };
                    let mut user = json!({
                        "id": user_id(number),
                        "displayName": format!("User {number} \u{202E} \"@odata.nextLink\":\"x\""),
                        "createdDateTime": "2024-01-01T00:00:00Z",
                    });
                    if query.contains("extension_0a_shoeSize") {
                        user["extension_0a_shoeSize"] = "42".into();
                    }
                    user
                })
                .collect()
        };
        Some(match parts.as_slice() {
            ["v1.0", "organization"] => vec![json!({ "id": "t", "displayName": "Contoso" })],
            ["v1.0", "domains"] => vec![json!({ "id": "contoso.com", "isVerified": true })],
            ["v1.0", "subscribedSkus"] => vec![json!({ "skuPartNumber": "ENTERPRISEPACK" })],
            ["v1.0", "directory", "subscriptions"] => {
                vec![json!({ "id": "s", "skuPartNumber": "ENTERPRISEPACK", "totalLicenses": 5 })]
            }
            ["v1.0", "roleManagement", "directory", _] => {
                (0..4).map(|n| json!({ "id": n })).collect()
            }
            ["v1.0", "applications"] => (0..4).map(|n| json!({ "id": guid('c', n) })).collect(),
            ["v1.0", "applications", id, "extensionProperties"] => {
                if *id == guid('c', 3) {
                    let target =
                        |name: &str, on: &str| json!({ "name": name, "targetObjects": [on] });
                    vec![
                        target("extension_0a_shoeSize", "User"),
                        target("extension_0a_colour", "Group"),
                    ]
                } else {
                    Vec::new()
                }
            }
            ["v1.0", "groupSettings"] => Vec::new(),
            ["v1.0", "groupLifecyclePolicies"] => {
                vec![json!({ "id": "p", "groupLifetimeInDays": 180 })]
            }
            ["v1.0", "users"] => users(true),
            ["v1.0", "directory", "deletedItems", "microsoft.graph.user"] => users(false),
            ["v1.0", "groups"] => (0..self.groups + usize::from(self.ghost))
                .map(|n| {
                    let visibility = if n == 1 { json!("HiddenMembership") } else { Json::Null };
                    json!({ "id": group_id(n), "visibility": visibility })
                })
                .collect(),
            ["v1.0", "groups", id, what] => {
                let group = (0..self.groups).find(|n| group_id(*n) == *id)?;
                let ids =
                    if *what == "members" { members(group, self.users) } else { members(1, 1) };
                ids.into_iter()
                    .map(|id| json!({ "@odata.type": "#microsoft.graph.user", "id": id }))
                    .collect()
            }
            ["beta", "devices"] => (0..4).map(|n| json!({ "id": guid('d', n) })).collect(),
            ["v1.0", "auditLogs", "directoryAudits"] => {
                assert!(
                    query.contains("activityDateTime%20ge%202025-05-16T15%3A06%3A40Z"),
                    "{query}"
                );
                (0..4).map(|n| json!({ "id": n })).collect()
            }
            _ => panic!("no such list: {path}"),
        })
    }
}
