//! The directory as My Groups shows it to one person.

use super::{ineligible, join_policy, lapsed, may, may_create, persona};
use crate::domain::{
    Actor, Barrier, Deed, GroupId, GroupKind, JoinPolicy, Membership, Outcome, Row, Side, Subject,
    Timestamp, UserId, Wish, attribute::Of,
};
use crate::store::Extent;
use crate::tenant::Workspace;
use crate::tenant::groups::Nature;

/// How a group can be come into that somebody is not in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Openness {
    /// At once.
    Join,
    /// By asking.
    Ask,
    /// Their request waits.
    Asked,
    /// Not by themselves.
    Shut(Barrier),
}

/// A request in a group that somebody owns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    pub group: GroupId,
    pub user: UserId,
    pub lapsed: bool,
}

/// What one person sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mine {
    pub user: UserId,
    /// Whether My Groups opens at all.
    pub opens: Result<(), Barrier>,
    /// Groups that they own, by row.
    pub owned: Vec<GroupId>,
    /// Groups that they are in directly, by row.
    pub member: Vec<GroupId>,
    /// Whether those are all: the members of every group are known.
    pub whole: bool,
    /// Groups that they may come into by themselves, by row.
    pub open: Vec<(GroupId, Openness)>,
    /// Their own requests, by group.
    pub requests: Vec<GroupId>,
    /// Requests that they answer, by group.
    pub to_answer: Vec<Waiting>,
    /// Which kinds of group they may create.
    pub create: [(GroupKind, Result<(), Barrier>); 2],
}

/// What somebody sees in My Groups; none where the actor is nobody of the directory. Costs a look at every
/// group.
///
/// # Errors
/// The actor is no active user.
pub fn mine(workspace: &Workspace, actor: &Actor, now: Timestamp) -> Result<Mine, Barrier> {
    let user = persona(workspace, actor)?;
    let members = &workspace.directory().members;
    let active = |group: &GroupId| workspace.is_active(Subject::group(*group));
    let with = |side| {
        let mut groups: Vec<GroupId> =
            members.groups_with(side, Of::User, user).filter(active).collect();
        groups.sort_unstable();
        groups
    };
    let owned = with(Side::Owners);
    let waits = |group: GroupId| {
        let requests = workspace.ledger().requests_of(group);
        let pending = requests.filter(|(_, request)| request.outcome == Outcome::Pending);
        pending.map(move |(user, request)| Waiting {
            group,
            user,
            lapsed: lapsed(workspace, request, now),
        })
    };
    let to_answer = owned.iter().flat_map(|group| waits(*group)).collect();
    let open = workspace.groups().active().iter().map(Row).filter_map(|group| {
        let openness = openness(workspace, actor, now, group);
        (!matches!(openness, Openness::Shut(_))).then_some((group, openness))
    });
    let all = workspace.directory().groups.rows();
    let create = [GroupKind::Security, GroupKind::Microsoft365]
        .map(|kind| (kind, may_create(workspace, actor, kind, Membership::Assigned, false)));
    Ok(Mine {
        user,
        opens: super::opens(workspace, actor),
        member: with(Side::Members),
        whole: workspace.view().map_or_else(
            || members.known(Side::Members, Extent::Complete) == all,
            |view| view.whole,
        ),
        open: open.collect(),
        requests: workspace
            .ledger()
            .requests()
            .filter(|(_, whose, _)| *whose == user)
            .map(|(group, ..)| group)
            .collect(),
        to_answer,
        owned,
        create,
    })
}

/// How somebody can come into a group by the roads that are open; see [`roads`].
#[must_use]
pub fn openness(workspace: &Workspace, actor: &Actor, now: Timestamp, group: GroupId) -> Openness {
    match may(workspace, actor, now, group, &Wish::Join) {
        Ok(_) => return Openness::Join,
        Err(Barrier::Policy { policy: JoinPolicy::Approval }) => {}
        Err(barrier) => return Openness::Shut(barrier),
    }
    let ask = Wish::Ask { justification: "?".to_owned() };
    match may(workspace, actor, now, group, &ask) {
        Ok(_) => Openness::Ask,
        Err(Barrier::AlreadyAsked) => Openness::Asked,
        Err(barrier) => Openness::Shut(barrier),
    }
}

/// A road by which something can be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Where {
    MyGroups,
    /// Outlook and Teams, for Microsoft 365 groups.
    OutlookAndTeams,
    AdminCentre,
    Graph,
}

/// The roads by which somebody gets at a thing, whatever My Groups shows. Closing My Groups closes nothing
/// else: "this setting does not restrict access" to groups through Graph or the admin centre.
///
/// Source: "Set up self-service group management", Microsoft Learn; "Add members", "Remove member",
/// Microsoft Graph v1.0 (owners of a group). Who joins a security group by themselves has My Groups only.
#[must_use]
pub fn roads(my_groups: bool, deed: Deed, kind: GroupKind) -> Vec<Where> {
    let mut roads = Vec::new();
    if my_groups {
        roads.push(Where::MyGroups);
    }
    let unified = kind == GroupKind::Microsoft365;
    match deed {
        Deed::Join | Deed::Leave | Deed::Ask | Deed::Withdraw if unified => {
            roads.push(Where::OutlookAndTeams);
        }
        Deed::Join | Deed::Ask | Deed::Withdraw | Deed::Leave => {}
        // An owner puts people in without any request.
        Deed::Approve | Deed::Deny => {
            if unified {
                roads.push(Where::OutlookAndTeams);
            }
            roads.extend([Where::AdminCentre, Where::Graph]);
        }
    }
    roads
}

/// How somebody can come into a group, and by which roads; shut where no road is open.
#[must_use]
pub fn reach(
    workspace: &Workspace,
    actor: &Actor,
    now: Timestamp,
    group: GroupId,
) -> (Openness, Vec<Where>) {
    let opens = super::opens(workspace, actor);
    let kind = Nature::in_table(workspace.groups(), group).kind.unwrap_or(GroupKind::Security);
    let openness = openness(workspace, actor, now, group);
    let deed = match openness {
        Openness::Join => Deed::Join,
        Openness::Ask => Deed::Ask,
        Openness::Asked => Deed::Withdraw,
        Openness::Shut(_) => return (openness, Vec::new()),
    };
    let roads = roads(opens.is_ok(), deed, kind);
    match opens {
        Err(barrier) if roads.is_empty() => (Openness::Shut(barrier), roads),
        _ => (openness, roads),
    }
}

/// What stands in the way of self-service in a group, and which policy it has: a line of the list of all
/// groups.
#[must_use]
pub fn standing(
    workspace: &Workspace,
    group: GroupId,
) -> (Option<GroupKind>, Option<JoinPolicy>, Vec<crate::domain::Ineligible>) {
    let kind = Nature::in_table(workspace.groups(), group).kind;
    (kind, join_policy(workspace, group), ineligible(workspace, group))
}
