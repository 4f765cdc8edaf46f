//! A workspace that holds one person's own view of another: what they own, are in and may join, and
//! nothing else. It leaves as a workspace file, and the person works on it in their own browser.
//!
//! Of the person themselves it holds what the directory lets them read; of the people they have to do with,
//! the names and whether the account is a guest's and enabled, which decides who can answer; of groups, what
//! every member of a directory may read: the rule among it. What is staged is in it. Nobody's roles, no
//! devices, no log.

use crate::domain::attribute::Of;
use crate::domain::{
    Actor, Attribute, Barrier, Datum, GroupId, GroupKind, Request, Row, Setting, Side, Timestamp,
    UserId, Value, View,
};
use crate::store::{AuditLog, Directory, Extent, List};
use crate::tenant::expiry::stands;
use crate::tenant::self_service::mine;
use crate::tenant::{Info, Organisation, Parts, PersonalView, RoleAssignments, Workspace};
use std::collections::{BTreeMap, BTreeSet};

/// What a view tells of other people.
const NAMES: [Attribute; 4] = [
    Attribute::USER_PRINCIPAL_NAME,
    Attribute::DISPLAY_NAME,
    Attribute::USER_TYPE,
    Attribute::ACCOUNT_ENABLED,
];

/// The settings that decide what the person may do.
const READ: [Setting; 11] = [
    Setting::OwnersManageRequests,
    Setting::MyGroupsRestricted,
    Setting::UsersCreateSecurityGroups,
    Setting::UsersCreateMicrosoft365Groups,
    Setting::RequestsLapseAfterDays,
    Setting::GuestsMayAccess,
    Setting::UsageGuidelinesUrl,
    Setting::NamingRequirement,
    Setting::BlockedWords,
    Setting::ManagedGroupTypes,
    Setting::GroupLifetimeInDays,
];

/// Whether a view tells people an attribute of their own: what the directory lets everybody read of
/// themselves. Leaving dates and sign-ins take permissions of their own (Microsoft Graph v1.0, "user
/// resource type").
fn tells_oneself(attribute: Attribute) -> bool {
    let hidden = matches!(
        attribute,
        Attribute::EMPLOYEE_LEAVE_DATE_TIME
            | Attribute::LAST_SIGN_IN_DATE_TIME
            | Attribute::LAST_NON_INTERACTIVE_SIGN_IN_DATE_TIME
    );
    !hidden && !attribute.follows()
}

/// What a view tells of groups.
const OF_GROUPS: [Attribute; 14] = [
    Attribute::GROUP_DISPLAY_NAME,
    Attribute::GROUP_DESCRIPTION,
    Attribute::GROUP_MAIL,
    Attribute::GROUP_MAIL_NICKNAME,
    Attribute::GROUP_MAIL_ENABLED,
    Attribute::GROUP_SECURITY_ENABLED,
    Attribute::GROUP_TYPES,
    Attribute::GROUP_VISIBILITY,
    Attribute::GROUP_ACCESS_TYPE,
    Attribute::GROUP_IS_ASSIGNABLE_TO_ROLE,
    Attribute::GROUP_ON_PREMISES_SYNC_ENABLED,
    Attribute::GROUP_MEMBERSHIP_RULE,
    Attribute::GROUP_MEMBERSHIP_RULE_PROCESSING_STATE,
    Attribute::GROUP_CLASSIFICATION,
];

/// What owners are told besides: by when the group is to be renewed.
const OF_OWNED: [Attribute; 3] = [
    Attribute::GROUP_CREATED_DATE_TIME,
    Attribute::GROUP_RENEWED_DATE_TIME,
    Attribute::GROUP_EXPIRATION_DATE_TIME,
];

/// The slice of a workspace that one person sees, as a workspace of its own. `view` tells it from others.
///
/// # Errors
/// What keeps the person from having one: the account is deleted or disabled.
pub fn slice(
    workspace: &Workspace,
    user: UserId,
    view: View,
    now: Timestamp,
) -> Result<Workspace, Barrier> {
    let id = workspace.users().id(user);
    let name = workspace.users().get(user, Attribute::USER_PRINCIPAL_NAME);
    let actor = Actor {
        id: Some(id),
        name: name.as_text().unwrap_or_default().to_owned(),
        roles: Vec::new(),
    };
    let mine = mine(workspace, &actor, now)?;
    let owned: BTreeSet<GroupId> = mine.owned.iter().copied().collect();
    let requests: Vec<(GroupId, UserId, &Request)> = workspace
        .ledger()
        .requests()
        .filter(|(group, whose, _)| *whose == user || owned.contains(group))
        .collect();
    let member: BTreeSet<GroupId> = mine.member.iter().copied().collect();
    let open = mine.open.iter().map(|(group, _)| *group);
    let groups: BTreeSet<GroupId> = owned
        .iter()
        .chain(&member)
        .copied()
        .chain(open)
        .chain(requests.iter().map(|(group, ..)| *group))
        .collect();
    let slicer = Slicer { workspace, user, owned: &owned, member: &member };
    let people = slicer.people(&groups, &requests);
    let (directory, people, groups) = slicer.directory(&people, &groups);
    let mut organisation = Organisation {
        id: workspace.organisation().id,
        display_name: workspace.organisation().display_name.clone(),
        settings: READ.into_iter().map(|setting| (setting, workspace.setting(setting))).collect(),
        ..Organisation::default()
    };
    // Who is in the group of the exception is not for everybody to see: its outcome is.
    for (kind, may) in &mine.create {
        let setting = match kind {
            GroupKind::Microsoft365 => Setting::UsersCreateMicrosoft365Groups,
            _ => Setting::UsersCreateSecurityGroups,
        };
        let datum = match may {
            Ok(()) => Datum::Value(Value::Boolean(true)),
            Err(Barrier::Off { .. }) => Datum::Value(Value::Boolean(false)),
            Err(Barrier::SettingUnknown { .. }) => Datum::Unknown,
            Err(_) => continue,
        };
        organisation.settings.insert(setting, datum);
    }
    organisation.settings.insert(Setting::GroupCreationAllowedGroup, Datum::Null);
    let requests = requests.into_iter().filter_map(|(group, whose, request)| {
        Some((*groups.get(&group)?, *people.get(&whose)?, renamed(request, &people)))
    });
    Ok(Workspace::restore(Parts {
        info: Info { name: workspace.info.name.clone(), sample: false, created: now },
        sources: Vec::new(),
        organisation,
        roles: RoleAssignments::default(),
        directory,
        audit_log: AuditLog::default(),
        applied: 0,
        journal: Vec::new(),
        conflicts: Vec::new(),
        view: Some(PersonalView {
            person: id,
            view,
            whole: mine.whole,
            requests: requests.collect(),
        }),
    }))
}

/// A request with the rows of the view. Whoever answered and is not in it is the person themselves, as
/// far as the view can tell.
fn renamed(request: &Request, people: &BTreeMap<UserId, UserId>) -> Request {
    use crate::domain::Outcome;
    let here = |by: UserId| people.get(&by).copied().unwrap_or(Row(0));
    let outcome = match &request.outcome {
        Outcome::Approved { at, by } => Outcome::Approved { at: *at, by: here(*by) },
        Outcome::Denied { at, by, reason } => {
            Outcome::Denied { at: *at, by: here(*by), reason: reason.clone() }
        }
        other => other.clone(),
    };
    Request { outcome, ..request.clone() }
}

struct Slicer<'a> {
    workspace: &'a Workspace,
    user: UserId,
    owned: &'a BTreeSet<GroupId>,
    member: &'a BTreeSet<GroupId>,
}

type Renamed = BTreeMap<Row, Row>;

impl Slicer<'_> {
    /// Everybody the person has to do with; themselves first.
    fn people(
        &self,
        groups: &BTreeSet<GroupId>,
        requests: &[(GroupId, UserId, &Request)],
    ) -> Vec<UserId> {
        use crate::domain::Outcome;
        let members = &self.workspace.directory().members;
        let mut people: BTreeSet<UserId> = BTreeSet::new();
        for group in groups {
            people.extend(members.of(Side::Owners, *group).rows(Of::User).iter().map(Row));
        }
        for group in self.owned {
            people.extend(members.of(Side::Members, *group).rows(Of::User).iter().map(Row));
        }
        for (_, whose, request) in requests {
            people.insert(*whose);
            if let Outcome::Approved { by, .. } | Outcome::Denied { by, .. } = &request.outcome {
                people.insert(*by);
            }
        }
        people.remove(&self.user);
        std::iter::once(self.user).chain(people).collect()
    }

    fn directory(
        &self,
        people: &[UserId],
        groups: &BTreeSet<GroupId>,
    ) -> (Directory, Renamed, Renamed) {
        let from = self.workspace.directory();
        let mut directory = Directory::default();
        let mut users = Renamed::new();
        for user in people {
            let existence = from.users.existence(*user);
            let Some(row) = directory.users.push(from.users.id(*user), false, existence) else {
                continue;
            };
            users.insert(*user, row);
            let all: Vec<Attribute> = if *user == self.user {
                Attribute::all().filter(|attribute| tells_oneself(*attribute)).collect()
            } else {
                NAMES.to_vec()
            };
            for attribute in all {
                directory.users.set(row, attribute, &from.users.get(*user, attribute));
            }
        }
        let mut renamed = Renamed::new();
        for group in groups {
            let existence = from.groups.existence(*group);
            let Some(row) = directory.groups.push(from.groups.id(*group), false, existence) else {
                continue;
            };
            renamed.insert(*group, row);
            let owned = if self.owned.contains(group) { &OF_OWNED[..] } else { &[] };
            for attribute in OF_GROUPS.iter().chain(owned).copied() {
                // Of what is staged, the view knows nothing: a date that it moves is no longer one.
                let moved = attribute == Attribute::GROUP_EXPIRATION_DATE_TIME
                    && !stands(self.workspace, *group);
                let datum = from.groups.get(*group, attribute);
                directory.groups.set(row, attribute, if moved { &Datum::Unknown } else { &datum });
            }
        }
        directory.members.grow(directory.groups.rows());
        for (group, row) in &renamed {
            for side in Side::BOTH {
                let list = self.list(side, *group, &users);
                directory.members.replace(side, *row, list);
            }
        }
        directory.settle_members();
        (directory, users, renamed)
    }

    /// Owners of every group; members of those that the person owns, and of others only themselves.
    fn list(&self, side: Side, group: GroupId, users: &Renamed) -> List {
        let list = self.workspace.directory().members.of(side, group);
        let own = side == Side::Owners || self.owned.contains(&group);
        let rows: Vec<u32> = if own {
            let rows = list.rows(Of::User).iter().map(Row);
            rows.filter_map(|row| users.get(&row)).map(|row| row.0).collect()
        } else if self.member.contains(&group) {
            users.get(&self.user).map(|row| row.0).into_iter().collect()
        } else {
            Vec::new()
        };
        let whole = own && rows.len() == list.count() as usize;
        let extent = if whole { list.extent } else { Extent::AtLeast };
        // A list of owners that is known stays known: who is no user owns it all the same.
        let extent = if side == Side::Owners { list.extent } else { extent };
        let none = [(Of::User, rows), (Of::Group, Vec::new()), (Of::Device, Vec::new())];
        let others = if side == Side::Owners { list.others().to_vec() } else { Vec::new() };
        List::of(none, others, extent)
    }
}
