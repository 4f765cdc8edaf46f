//! Puts the changes of many groups into an order in which the directory accepts them.
//!
//! 1. Groups whose rule no longer decides keep whom they have: before anything changes that the rule
//!    reads. 2. Nicknames of Microsoft 365 groups that others take are freed: by deletion, or by a
//!    nickname in between. 3. Groups are created, restored and changed. 4. Attributes that take a
//!    request of their own. 5. Members and owners come in. 6. Others go. 7. Deletions nobody waits for.

use super::super::presence::Presence;
use super::super::step::{Deed, Field, Key, Member, Step};
use super::Stages;
use super::group::{Group, Link, PROCESSING};
use crate::domain::{Side, Sort};
use crate::powershell::Value;
use std::collections::BTreeMap;

/// Relations in one request, at creation and later ("Create group", "Add members", Microsoft Graph).
const MOST: usize = 20;

/// Attributes that Graph takes only in a request of their own, after the creation ("Update group").
const ALONE: [&str; 5] = [
    "allowExternalSenders",
    "autoSubscribeNewMembers",
    "hideFromAddressLists",
    "hideFromOutlookClients",
    "isSubscribedByMail",
];

const NICKNAME: &str = "mailNickname";
const TYPES: &str = "groupTypes";

/// The links of a group, sort by sort: of which list, whether in or out, whether back from a rule.
const SORTS: [(Side, bool, bool); 6] = [
    (Side::Members, true, false),
    (Side::Members, true, true),
    (Side::Owners, true, false),
    (Side::Members, false, false),
    (Side::Members, false, true),
    (Side::Owners, false, false),
];

/// The steps, stage by stage.
pub(super) fn stages(groups: &[Group]) -> Stages {
    let mut stages = Stages::default();
    let mut takers: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, group) in groups.iter().enumerate().filter(|(_, group)| group.takes_nickname()) {
        takers.entry(group.nickname_after.to_lowercase()).or_default().push(at);
    }
    for (at, group) in groups.iter().enumerate() {
        let wanted = group.frees_nickname()
            && takers
                .get(&group.nickname_before.to_lowercase())
                .is_some_and(|takers| takers.iter().any(|taker| *taker != at));
        place(group, wanted, &mut stages);
    }
    stages
}

/// `early`: somebody waits for the nickname.
fn place(group: &Group, early: bool, stages: &mut Stages) {
    let step = |deed| Step::Group { group: group.target.clone(), deed };
    if !group.licenses.is_empty() {
        let changes = group.licenses.clone();
        stages.licenses.push(step(Deed::License { changes }));
    }
    if group.is_deleted() {
        let deletion = step(Deed::Delete { identity: group.identity.clone() });
        if early { &mut stages.room } else { &mut stages.deletions }.push(deletion);
        return;
    }
    let mut fields = group.fields.clone();
    if early && let Some(between) = between(group) {
        for field in fields.iter_mut().filter(|field| field.path == NICKNAME) {
            let room = Field { after: between.as_str().into(), ..field.clone() };
            let settled = Some(group.nickname_after.clone());
            let fields = vec![room];
            stages.room.push(step(Deed::Update { fields, settled, members: None }));
            field.before = Some(between.as_str().into());
        }
    }
    if group.before == Presence::Active && fields.iter().any(stops) {
        let (mut first, rest): (Vec<Field>, Vec<Field>) = fields
            .into_iter()
            .partition(|field| [TYPES, PROCESSING].contains(&field.path.as_str()));
        for field in first.iter_mut().filter(|field| field.path == PROCESSING) {
            // Whether somebody has paused it meanwhile is no matter, and it is ended as paused.
            field.before = None;
            field.after = "Paused".into();
        }
        stages.keep.push(step(update(first)));
        fields = rest;
    }
    let (alone, together): (Vec<Field>, Vec<Field>) =
        fields.into_iter().partition(|field| ALONE.contains(&field.path.as_str()));
    let mut links: Vec<&Link> = group.links.iter().collect();
    if group.before == Presence::Absent {
        // Owners first: a group that is created without one gets its creator as owner.
        let (owners, members) = carried(&mut links);
        let set = together.into_iter().filter(|field| field.after != Value::Null);
        let fields = set.map(|field| (field.path, field.after)).collect();
        stages.groups.push(step(Deed::Create { fields, owners, members }));
    } else {
        if group.before == Presence::Deleted {
            stages.groups.push(step(Deed::Restore));
        }
        if !together.is_empty() {
            let stage = if group.before == Presence::Deleted {
                &mut stages.alone
            } else {
                &mut stages.groups
            };
            let members = group.members();
            stage.push(step(Deed::Update { fields: together, settled: None, members }));
        }
    }
    let created = group.before == Presence::Absent;
    for field in alone.into_iter().filter(|field| !created || field.after != Value::Null) {
        stages.alone.push(step(update(vec![field])));
    }
    if let Some(asked) = &group.renews {
        stages.alone.push(step(Deed::Renew { asked: asked.clone() }));
    }
    let mut additions = 0;
    for (side, comes, ruled) in SORTS {
        let these: Vec<Member> = links
            .iter()
            .filter(|link| (link.side, link.comes, link.ruled) == (side, comes, ruled))
            .map(|link| link.party.member(link.likely))
            .collect();
        for members in these.chunks(MOST) {
            let members = members.to_vec();
            additions += usize::from(comes && side == Side::Members);
            if comes {
                stages.add.push(step(Deed::Add { side, members, ruled }));
            } else {
                stages.remove.push(step(Deed::Remove { side, members, ruled }));
            }
        }
    }
    if group.trim {
        stages.trim.push(step(Deed::Trim { after: additions }));
    }
}

/// Takes out of the links whom the creation brings along. Groups that the same stage creates or
/// restores are none of them: they may not be there yet.
fn carried(links: &mut Vec<&Link>) -> (Vec<Member>, Vec<Member>) {
    let later =
        |link: &Link| link.party.sort == Sort::Group && link.party.before != Presence::Active;
    links.sort_by_key(|link| (later(link), link.side != Side::Owners));
    let present = links.partition_point(|link| !later(link));
    let rest = links.split_off(present.min(MOST));
    let of = |side: Side| {
        let these = links.iter().filter(|link| link.side == side && link.comes);
        these.map(|link| link.party.member(false)).collect()
    };
    let carried = (of(Side::Owners), of(Side::Members));
    *links = rest;
    carried
}

fn update(fields: Vec<Field>) -> Deed {
    Deed::Update { fields, settled: None, members: None }
}

/// Whether a change stops a rule: it is paused, or decides no longer.
fn stops(field: &Field) -> bool {
    ends_rule(field) || (field.path == PROCESSING && field.after == Value::from("Paused"))
}

/// Whether a change of the types takes the decision from a rule.
fn ends_rule(field: &Field) -> bool {
    let dynamic = |value: &Value| match value {
        Value::List(types) => types.contains(&Value::from("DynamicMembership")),
        _ => false,
    };
    field.path == TYPES && field.before.as_ref().is_some_and(dynamic) && !dynamic(&field.after)
}

/// A nickname that nobody has.
fn between(group: &Group) -> Option<String> {
    match group.target.key {
        Key::Id(id) => Some(format!("tenantry-{id}")),
        Key::Made(_) | Key::Name => None,
    }
}
