//! The renewal of groups that expire.
//!
//! Source: "Renew group", Microsoft Graph v1.0: the expiration is extended by the number of days that the
//! policy defines.

use super::Expansion;
use super::groups::{active, count};
use crate::domain::{
    Attribute, Datum, Event, GroupId, GroupProblem, Refusal, Subject, Timestamp, Title, Value,
};
use crate::tenant::Workspace;
use crate::tenant::expiry::{self, Fate, Lacks};

/// The lifetime begins anew: the service notes when. Whoever is renewed here already is not renewed twice.
pub(super) fn expand(
    workspace: &Workspace,
    groups: &[GroupId],
    now: Timestamp,
) -> Result<Expansion, Vec<Refusal>> {
    let groups = active(workspace, groups)?;
    let attribute = Attribute::GROUP_RENEWED_DATE_TIME;
    let against = |group: &GroupId| {
        let problem = match expiry::fate(workspace, *group, now) {
            Fate::Lasts(_) => GroupProblem::NeverExpires,
            Fate::Unknown(Lacks::Kind) => GroupProblem::KindUnknown,
            Fate::Expires(..) | Fate::Unknown(_) | Fate::Renewed(_) => return None,
        };
        Some(Refusal::Group { group: *group, problem })
    };
    let refusals: Vec<Refusal> = groups.iter().filter_map(against).collect();
    if !refusals.is_empty() {
        return Err(refusals);
    }
    // What is only created here begins when it is.
    let fresh = groups.iter().filter(|group| {
        !expiry::renewed_here(workspace, **group)
            && !workspace.staged().is_new(Subject::group(**group))
    });
    let events: Vec<Event> = fresh
        .map(|group| Event::Attribute {
            row: *group,
            attribute,
            before: workspace.groups().get(*group, attribute),
            after: Datum::Value(Value::Time(now)),
        })
        .collect();
    let title = Title::RenewGroups { groups: count(events.len()) };
    Ok(Expansion { title, events, warnings: Vec::new() })
}
