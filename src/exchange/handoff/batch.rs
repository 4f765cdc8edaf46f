//! Writes the steps as bodies for Graph's `POST /v1.0/$batch`.
//!
//! Rules ("Combine multiple HTTP requests using JSON batching"): at most 20 requests; ids unique;
//! a body needs its content type; a request may wait for others in the same batch (`dependsOn`),
//! either none, or all in one row; if one fails, those behind it answer 424. A batch is no
//! transaction, and nothing in it compares before it writes: that is what the script is for.

use super::licences;
use super::settings::policy;
use super::step::{Deed, Field, Force, GroupTarget, Key, Member, Step, Target};
use super::wire::{body, json as as_json, segment};
use super::{Direction, HandOff};
use crate::domain::setting::{Home, Keeper, UNIFIED};
use crate::domain::{Intent, ObjectId, Side, Sort};
use crate::powershell::Value;
use serde_json::{Value as Json, json};

/// Most requests in one batch.
pub const LARGEST: usize = 20;

/// The method that answers with a password that the service makes up.
const PASSWORD_METHOD: &str = "28c10230-6103-485e-b985-444c60001490";

/// The endpoint of the cloud, as references name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Cloud {
    #[default]
    Global,
    UsGov,
    UsGovDod,
    China,
}

impl Cloud {
    /// Root of the service ("National cloud deployments", Microsoft Graph).
    pub const fn root(self) -> &'static str {
        match self {
            Self::Global => "https://graph.microsoft.com",
            Self::UsGov => "https://graph.microsoft.us",
            Self::UsGovDod => "https://dod-graph.microsoft.us",
            Self::China => "https://microsoftgraph.chinacloudapi.cn",
        }
    }
}

/// One body, to be posted when the one before has been answered without an error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// `{"requests":[…]}`
    pub body: Json,
    /// Ids of the requests whose empty `password` has to be filled in before posting; Graph
    /// refuses an empty one.
    pub passwords: Vec<String>,
    /// Ids of ours in this batch that stand for groups which an earlier one creates: to be replaced
    /// by the ids that were answered.
    pub made: Vec<ObjectId>,
}

/// The batches of one direction.
pub(super) fn batches(hand_off: &HandOff, direction: Direction, cloud: Cloud) -> Vec<Batch> {
    let mut out = Vec::new();
    let mut number = 0_usize;
    for stage in hand_off.stages(direction) {
        let asked: Vec<Asked> = stage.into_iter().flat_map(|step| asked(step, cloud)).collect();
        let serial = stage.serial && asked.len() > 1;
        for chunk in asked.chunks(LARGEST) {
            out.push(batch(chunk, serial, &mut number));
        }
    }
    out
}

/// One request, and what is to be filled in before it is posted.
struct Asked {
    request: Json,
    password: bool,
    made: Vec<ObjectId>,
}

fn batch(chunk: &[Asked], serial: bool, number: &mut usize) -> Batch {
    let mut requests = Vec::with_capacity(chunk.len());
    let mut passwords = Vec::new();
    let mut made: Vec<ObjectId> = Vec::new();
    let mut previous: Option<String> = None;
    for asked in chunk {
        *number += 1;
        let id = number.to_string();
        let mut request = asked.request.clone();
        if let Json::Object(request) = &mut request {
            request.insert("id".to_owned(), id.as_str().into());
            if serial && let Some(previous) = previous.replace(id.clone()) {
                request.insert("dependsOn".to_owned(), json!([previous]));
            }
        }
        requests.push(request);
        made.extend(&asked.made);
        if asked.password {
            passwords.push(id);
        }
    }
    made.sort_unstable();
    made.dedup();
    Batch { body: json!({ "requests": requests }), passwords, made }
}

/// The requests of a step.
fn asked(step: &Step, cloud: Cloud) -> Vec<Asked> {
    match step {
        Step::Group { group, deed } => of_group(group, deed, cloud),
        Step::Settings { home, keeper, fields, along, removes: false } => {
            let request = of_settings(*home, keeper.as_ref(), fields, along.as_deref());
            let asked = |request| Asked { request, password: false, made: Vec::new() };
            request.map(asked).into_iter().collect()
        }
        Step::Settings { .. } => Vec::new(),
        _ => request(step, cloud)
            .map(|request| Asked {
                request,
                password: matches!(step, Step::Create { .. }),
                made: Vec::new(),
            })
            .into_iter()
            .collect(),
    }
}

/// How many steps of a direction are in no batch, or not whole: they need a look at the tenant first.
pub(super) fn left_out(hand_off: &HandOff, direction: Direction) -> usize {
    let looks = |step: &&Step| match step {
        Step::Group { deed: Deed::Trim { .. }, .. } => true,
        Step::Settings { .. } => asked(step, Cloud::Global).is_empty(),
        Step::Group { deed: Deed::Remove { members, .. }, .. } => {
            members.iter().any(|member| member.key == Key::Name)
        }
        _ => false,
    };
    hand_off.stages(direction).iter().flatten().filter(looks).count()
}

/// The requests of a step on a group. What cannot be known without looking is left out: members who
/// are likely to be there, and whoever is not to stay.
fn of_group(group: &GroupTarget, deed: &Deed, cloud: Cloud) -> Vec<Asked> {
    let key = key(group.key);
    let url = format!("/groups/{key}");
    let made = |members: &[Member]| -> Vec<ObjectId> {
        let keys = members.iter().map(|member| member.key).chain([group.key]);
        keys.filter_map(|key| if let Key::Made(id) = key { Some(id) } else { None }).collect()
    };
    let one =
        |request: Json, members: &[Member]| Asked { request, password: false, made: made(members) };
    match deed {
        Deed::Create { fields, owners, members } => {
            let mut body = body(fields.iter().map(|(path, value)| (path.as_str(), value)));
            for (name, parties) in [("owners@odata.bind", owners), ("members@odata.bind", members)]
            {
                if !parties.is_empty() {
                    body.insert(name.to_owned(), references(parties, cloud));
                }
            }
            let request = with_body("POST", "/groups", Json::Object(body));
            vec![Asked { request, password: false, made: Vec::new() }]
        }
        Deed::Update { fields, .. } => {
            let fields = fields.iter().map(|field| (field.path.as_str(), &field.after));
            vec![one(with_body("PATCH", &url, Json::Object(body(fields))), &[])]
        }
        Deed::Add { side: Side::Members, members, .. } => {
            let new: Vec<Member> = members.iter().filter(|one| !one.likely).cloned().collect();
            if new.is_empty() {
                return Vec::new();
            }
            let body = json!({ "members@odata.bind": references(&new, cloud) });
            vec![one(with_body("PATCH", &url, body), &new)]
        }
        Deed::Add { side: Side::Owners, members, .. } => members
            .iter()
            .map(|member| {
                let body = json!({ "@odata.id": reference(member, cloud) });
                let url = format!("{url}/owners/$ref");
                one(with_body("POST", &url, body), std::slice::from_ref(member))
            })
            .collect(),
        Deed::Remove { side, members, .. } => members
            .iter()
            .filter(|member| member.key != Key::Name)
            .map(|member| {
                let (list, who) = (list_name(*side), self::key(member.key));
                let request =
                    json!({ "method": "DELETE", "url": format!("{url}/{list}/{who}/$ref") });
                one(request, std::slice::from_ref(member))
            })
            .collect(),
        Deed::Trim { .. } => Vec::new(),
        Deed::Delete { .. } => vec![one(json!({ "method": "DELETE", "url": url }), &[])],
        Deed::License { changes } => {
            let request =
                with_body("POST", &format!("{url}/assignLicense"), licences::body(changes));
            vec![one(request, &[])]
        }
        // No body, as documented.
        Deed::Renew { .. } => {
            vec![one(json!({ "method": "POST", "url": format!("{url}/renew") }), &[])]
        }
        Deed::Restore => {
            let url = format!("/directory/deletedItems/{key}/restore");
            vec![one(with_body("POST", &url, json!({})), &[])]
        }
    }
}

/// The request that writes settings; none where the object, or what has to go along, is not known.
fn of_settings(
    home: Home,
    keeper: Option<&Keeper>,
    fields: &[Field],
    along: Option<&[(String, Value)]>,
) -> Option<Json> {
    let along = along?.iter().map(|(name, value)| (name.as_str(), value));
    let all = along.chain(fields.iter().map(|field| (field.path.as_str(), &field.after)));
    let mut sent = match home {
        Home::AuthorizationPolicy => {
            let body = json!({ "defaultUserRolePermissions": body(all) });
            return Some(with_body("PATCH", "/policies/authorizationPolicy", body));
        }
        Home::GroupSettings => {
            let value = |(name, value)| json!({ "name": name, "value": as_text(value) });
            json!({ "values": all.map(value).collect::<Vec<Json>>() })
        }
        _ => Json::Object(body(all)),
    };
    let list = format!("/{}", policy(home));
    Some(match keeper? {
        Keeper::There { id, .. } => with_body("PATCH", &format!("{list}/{id}"), sent),
        Keeper::Missing => {
            if let (Home::GroupSettings, Json::Object(sent)) = (home, &mut sent) {
                sent.insert("templateId".to_owned(), UNIFIED.into());
            }
            with_body("POST", &list, sent)
        }
    })
}

/// A value of a template: every one is a text there.
fn as_text(value: &Value) -> String {
    match value {
        Value::Null | Value::Variable(_) | Value::Table(_) => String::new(),
        Value::List(items) => items.iter().map(as_text).collect::<Vec<_>>().join(","),
        Value::Text(text) => text.clone(),
        other => as_json(other).to_string(),
    }
}

/// The name of the list in an address.
pub(super) const fn list_name(side: Side) -> &'static str {
    match side {
        Side::Members => "members",
        Side::Owners => "owners",
    }
}

fn key(key: Key) -> String {
    match key {
        Key::Id(id) | Key::Made(id) => id.to_string(),
        Key::Name => String::new(),
    }
}

fn references(members: &[Member], cloud: Cloud) -> Json {
    members.iter().map(|member| Json::String(reference(member, cloud))).collect()
}

fn reference(member: &Member, cloud: Cloud) -> String {
    let root = cloud.root();
    match (member.key, member.sort) {
        (Key::Name, _) => format!("{root}/v1.0/users/{}", segment(&member.name)),
        (known, Sort::User) => format!("{root}/v1.0/users/{}", key(known)),
        (known, _) => format!("{root}/v1.0/directoryObjects/{}", key(known)),
    }
}

/// The request of a step on a user.
fn request(step: &Step, cloud: Cloud) -> Option<Json> {
    let user = address(step.person()?);
    Some(match step {
        Step::Group { .. } | Step::Settings { .. } => return None,
        Step::Create { fields, force, .. } => {
            let mut body = body(fields.iter().map(|(path, value)| (path.as_str(), value)));
            let profile = json!({
                "password": "",
                "forceChangePasswordNextSignIn": *force == Force::Yes,
                "forceChangePasswordNextSignInWithMfa": *force == Force::AfterMfa,
            });
            body.insert("passwordProfile".to_owned(), profile);
            with_body("POST", "/users", Json::Object(body))
        }
        Step::Update { fields, along, .. } => {
            let along = along.iter().map(|(path, value)| (path.as_str(), value));
            let fields = fields.iter().map(|field| (field.path.as_str(), &field.after));
            with_body("PATCH", &user, Json::Object(body(along.chain(fields))))
        }
        Step::Manager { after: Some(manager), .. } => {
            let reference = format!("{}/v1.0{}", cloud.root(), address(manager));
            with_body("PUT", &format!("{user}/manager/$ref"), json!({ "@odata.id": reference }))
        }
        Step::Manager { after: None, .. } => {
            json!({ "method": "DELETE", "url": format!("{user}/manager/$ref") })
        }
        Step::License { changes, .. } => {
            with_body("POST", &format!("{user}/assignLicense"), licences::body(changes))
        }
        Step::Delete { .. } => json!({ "method": "DELETE", "url": user }),
        Step::Restore { person, new_name, drop_proxies } => {
            let id = person.id.map_or_else(String::new, |id| id.to_string());
            let mut options = serde_json::Map::new();
            if let Some(name) = new_name {
                options.insert("newUserPrincipalName".to_owned(), name.as_str().into());
            }
            if *drop_proxies {
                options.insert("autoReconcileProxyConflict".to_owned(), true.into());
            }
            let url = format!("/directory/deletedItems/{id}/restore");
            with_body("POST", &url, Json::Object(options))
        }
        Step::Intent { intent, .. } => match intent {
            Intent::ResetPassword => {
                let url = format!("{user}/authentication/methods/{PASSWORD_METHOD}/resetPassword");
                with_body("POST", &url, json!({}))
            }
            Intent::ForcePasswordChange => with_body(
                "PATCH",
                &user,
                json!({ "passwordProfile": { "forceChangePasswordNextSignIn": true } }),
            ),
            Intent::ForcePasswordChangeWithMfa => with_body(
                "PATCH",
                &user,
                json!({ "passwordProfile": { "forceChangePasswordNextSignInWithMfa": true } }),
            ),
            Intent::RevokeSessions => {
                with_body("POST", &format!("{user}/revokeSignInSessions"), json!({}))
            }
            Intent::ReprocessLicenses => {
                with_body("POST", &format!("{user}/reprocessLicenseAssignment"), json!({}))
            }
        },
    })
}

fn with_body(method: &str, url: &str, body: Json) -> Json {
    json!({
        "method": method,
        "url": url,
        "headers": { "Content-Type": "application/json" },
        "body": body,
    })
}

/// `/users/…` by id where there is one, else by name.
fn address(target: &Target) -> String {
    let key = target.id.map_or_else(|| segment(&target.name), |id| id.to_string());
    format!("/users/{key}")
}
