//! Writes the steps as bodies for Graph's `POST /v1.0/$batch`.
//!
//! Rules ("Combine multiple HTTP requests using JSON batching"): at most 20 requests; ids unique;
//! a body needs its content type; a request may wait for others in the same batch (`dependsOn`),
//! either none, or all in one row; if one fails, those behind it answer 424. A batch is no
//! transaction, and nothing in it compares before it writes: that is what the script is for.

use super::step::{Force, Step, Target};
use super::wire::{body, segment};
use super::{Direction, HandOff};
use crate::domain::Intent;
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
}

/// The batches of one direction.
pub(super) fn batches(hand_off: &HandOff, direction: Direction, cloud: Cloud) -> Vec<Batch> {
    let mut out = Vec::new();
    let mut number = 0_usize;
    for (nth, stage) in hand_off.stages(direction).iter().enumerate() {
        // The first stage frees and takes names in its order.
        let serial = nth == 0 && stage.len() > 1;
        for chunk in stage.chunks(LARGEST) {
            let mut requests = Vec::with_capacity(chunk.len());
            let mut passwords = Vec::new();
            let mut previous: Option<String> = None;
            for step in chunk {
                number += 1;
                let id = number.to_string();
                let mut request = request(step, cloud);
                if let Json::Object(request) = &mut request {
                    request.insert("id".to_owned(), id.as_str().into());
                    if serial && let Some(previous) = previous.replace(id.clone()) {
                        request.insert("dependsOn".to_owned(), json!([previous]));
                    }
                }
                if matches!(step, Step::Create { .. }) {
                    passwords.push(id);
                }
                requests.push(request);
            }
            out.push(Batch { body: json!({ "requests": requests }), passwords });
        }
    }
    out
}

fn request(step: &Step, cloud: Cloud) -> Json {
    let user = address(step.person());
    match step {
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
        },
    }
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
