//! What people may do with groups by themselves: which groups can be joined, by whom and how; who may
//! create groups; who answers requests.
//!
//! Source: "Set up self-service group management" (settings, policies, defaults, what is left out),
//! "Learn about group types, membership types, and access management" (one denial ends a request),
//! Microsoft Learn; "group resource type" (`visibility`), Microsoft Graph v1.0, and `accessType` of its
//! beta. Which `accessType` stands for which of the three policies of My Groups is published nowhere; the
//! words are read as they say.
//!
//! What no file tells is unknown, and refuses: nobody is let in on a guess.

mod create;
pub mod criteria;
mod deed;
mod eligible;
mod policy;
pub(in crate::tenant) mod premium;
pub mod setting;
mod view;

pub use create::may_create;
pub use deed::{barrier, lapsed, may, opens, persona};
pub use eligible::ineligible;
pub use policy::{join_policy, policy_change};
pub use premium::with_premium;
pub use view::{Mine, Openness, Waiting, Where, mine, openness, reach, roads, standing};

use crate::domain::{Setting, Value};
use crate::tenant::Workspace;

/// A switch of the tenant; none where it is not known.
#[must_use]
pub fn switch(workspace: &Workspace, setting: Setting) -> Option<bool> {
    workspace.setting(setting).as_boolean()
}

/// A number of days; none where nothing is set or known.
#[must_use]
pub fn days(workspace: &Workspace, setting: Setting) -> Option<u32> {
    match workspace.setting(setting) {
        crate::domain::Datum::Value(Value::Text(text)) => text.parse().ok(),
        _ => None,
    }
}
