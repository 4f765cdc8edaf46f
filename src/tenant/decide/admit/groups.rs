//! What must hold of groups, whatever command led there.
//!
//! Sources: those of [`crate::tenant::groups`]; "Remove group owner", Microsoft Graph v1.0: the last
//! user who owns a group stays.

use super::{After, fresh, naming, takes_back};
use crate::domain::attribute::{Of, Write};
use crate::domain::{
    Attribute, Barrier, Datum, Event, Existence, GroupId, GroupKind, GroupProblem, Membership,
    Operation, Party, Refusal, Row, Setting, Side, Sort, Subject, Title, Value,
};
use crate::store::{Cell, Extent};
use crate::tenant::groups::{self, Nature, sort};
use crate::tenant::permit::groups::{GroupAction, allows_on, creation};
use crate::tenant::{Workspace, check};
use std::collections::{BTreeMap, BTreeSet};

/// Rights for one event of an operation that somebody else decided.
pub(super) fn rights(
    workspace: &Workspace,
    operation: &Operation,
    event: &Event,
    created_here: bool,
) -> Option<Refusal> {
    let group = event.subject().unwrap_or(Subject::group(Row(u32::MAX))).row;
    let actor = &operation.actor;
    let refuse = |action: GroupAction, roles: bool, subject| {
        Some(Refusal::NotPermitted { subject, needs: action.roles(roles).to_vec() })
    };
    if let Event::Existence { before: Existence::Absent, .. } = event {
        let nature = created_nature(operation, group);
        let (Some(kind), Some(membership)) = (nature.kind, nature.membership) else {
            return refuse(GroupAction::Create, false, None);
        };
        let roles = nature.role_assignable == Some(true);
        // By what the tenant lets people do now, not by what it let them do before an import.
        if actor.roles.is_empty() && super::precedes_import(workspace, operation) {
            return None;
        }
        return creation(workspace, actor, kind, membership, roles).err();
    }
    if created_here {
        return None;
    }
    let action = match event {
        Event::Existence { .. } => GroupAction::Existence,
        Event::Attribute { attribute, .. } if attribute.is_of_licenses() => GroupAction::License,
        _ => GroupAction::Change,
    };
    if allows_on(workspace, actor, action, group) {
        return None;
    }
    let roles = Nature::in_table(workspace.groups(), group).role_assignable == Some(true);
    refuse(action, roles, Some(Subject::group(group)))
}

/// Whether an operation creates a group that roles can be given to.
pub(super) fn created_nature(operation: &Operation, group: GroupId) -> Nature {
    Nature::of(|wanted| {
        let set = operation.events.iter().rev().find_map(|event| match event {
            Event::Attribute { row, attribute, after, .. }
                if *row == group && *attribute == wanted =>
            {
                Some(after.clone())
            }
            _ => None,
        });
        set.unwrap_or_else(|| fresh(wanted))
    })
}

/// What is set once, when a group is created.
const fn fixed(attribute: Attribute) -> bool {
    matches!(attribute, Attribute::GROUP_MAIL_ENABLED | Attribute::GROUP_IS_ASSIGNABLE_TO_ROLE)
}

/// Whether an event may leave a value behind.
pub(super) fn written(operation: &Operation, attribute: Attribute, after: &Datum) -> Vec<Refusal> {
    if attribute.is_of_licenses() {
        return super::licensed(operation, attribute, after);
    }
    let creates = matches!(operation.title, Title::CreateGroup { .. });
    // Emptying a group that is taken back before it was ever created breaks no rule.
    if matches!(operation.title, Title::DeleteGroups { .. }) && *after == fresh(attribute) {
        return Vec::new();
    }
    let renews = matches!(operation.title, Title::RenewGroups { .. })
        && attribute == Attribute::GROUP_RENEWED_DATE_TIME;
    if renews {
        // When it was asked for, and not some other time.
        let now = *after == Datum::Value(Value::Time(operation.at));
        return if now { Vec::new() } else { vec![Refusal::ReadOnly { attribute }] };
    }
    if attribute.definition().write == Write::Never && !(creates && fixed(attribute)) {
        return vec![Refusal::ReadOnly { attribute }];
    }
    check::datum(attribute, after)
}

/// Why this attribute of this group cannot be written, whatever the value.
pub(super) fn untouchable(
    after: &After<'_>,
    operation: &Operation,
    group: GroupId,
    attribute: Attribute,
) -> Option<Refusal> {
    let refuse = |problem| Some(Refusal::Group { group, problem });
    if after.existence_of(Subject::group(group)) != Existence::Active {
        return refuse(GroupProblem::NotActive);
    }
    if matches!(operation.title, Title::CreateGroup { .. } | Title::DeleteGroups { .. }) {
        return None;
    }
    // What a synchronised group gives is the cloud's.
    if attribute.is_of_licenses() {
        return None;
    }
    let groups = after.workspace.groups();
    if let Some(problem) = Nature::in_table(groups, group).managed_elsewhere() {
        return refuse(problem);
    }
    if attribute == Attribute::GROUP_TYPES && !matches!(operation.title, Title::Convert { .. }) {
        return refuse(GroupProblem::Fixed { attribute });
    }
    None
}

/// Everything about groups that the events of an operation would break.
pub(super) fn judge(after: &After<'_>, operation: &Operation, taking_back: bool) -> Vec<Refusal> {
    debug_assert_eq!(taking_back, takes_back(&operation.title));
    let mut touched: BTreeSet<GroupId> = BTreeSet::new();
    let mut attributes: BTreeMap<GroupId, BTreeSet<Attribute>> = BTreeMap::new();
    let mut relations: BTreeMap<(GroupId, Side), Vec<(Party, bool)>> = BTreeMap::new();
    for event in &operation.events {
        let Some(group) = event.subject().and_then(Subject::as_group) else { continue };
        touched.insert(group);
        match event {
            Event::Attribute { attribute, .. } => {
                attributes.entry(group).or_default().insert(*attribute);
            }
            Event::Relation { side, party, after, .. } => {
                relations.entry((group, *side)).or_default().push((*party, *after));
            }
            Event::Existence { .. } | Event::Intent { .. } | Event::Ledger { .. } => {}
        }
    }
    touched.retain(|group| after.existence_of(Subject::group(*group)) == Existence::Active);
    let mut problems: Vec<(GroupId, GroupProblem)> = nicknames(after, &touched);
    if !taking_back {
        problems.extend(moved_elsewhere(after, operation));
        problems.extend(naming::against(after, operation, &touched));
        for group in &touched {
            let none = BTreeSet::new();
            let changed = attributes.get(group).unwrap_or(&none);
            problems.extend(
                nature_problems(after, operation, *group, changed).into_iter().map(|p| (*group, p)),
            );
        }
        for ((group, side), changes) in &relations {
            let found = relation_problems(after, operation, *group, *side, changes);
            problems.extend(found.into_iter().map(|problem| (*group, problem)));
        }
        problems.extend(too_many(after, operation, &touched));
    }
    let kept_out = if taking_back { Vec::new() } else { forbidden(after, operation) };
    problems
        .into_iter()
        .map(|(group, problem)| Refusal::Group { group, problem })
        .chain(kept_out)
        .collect()
}

/// Whom somebody without a role puts into a group although the tenant does not let them: guests, into
/// Microsoft 365 groups (`AllowToAddGuests`) or as their owners (`AllowGuestsToBeGroupOwner`), and owners at
/// all where no owner may make others owners in the portal. What was not imported forbids nothing here:
/// owners could always do it; nor does it that only some owners may, as nobody tells which.
fn forbidden(after: &After<'_>, operation: &Operation) -> Vec<Refusal> {
    let workspace = after.workspace;
    if !operation.actor.roles.is_empty() || super::precedes_import(workspace, operation) {
        return Vec::new();
    }
    let refused = operation.events.iter().filter_map(|event| {
        let Event::Relation {
            group,
            side,
            party: Party::Here(Subject { of: Of::User, row }),
            after: true,
            ..
        } = event
        else {
            return None;
        };
        let assigning = Setting::OwnersWhoAssignOwners;
        let creates = matches!(operation.title, Title::CreateGroup { .. });
        if *side == Side::Owners
            && !creates
            && workspace.setting(assigning).as_text() == Some("None")
        {
            let barrier = Barrier::Off { setting: assigning };
            return Some(Refusal::SelfService { group: Some(*group), barrier });
        }
        let setting = match side {
            Side::Members => Setting::GuestsMayBeAdded,
            Side::Owners => Setting::GuestsMayOwn,
        };
        let guest = after.get(*row, Attribute::USER_TYPE);
        let guest = guest.as_text().is_some_and(|kind| kind.eq_ignore_ascii_case("Guest"));
        let kind = Nature::of(|attribute| after.get(*group, attribute)).kind;
        let off = workspace.setting(setting).as_boolean() == Some(false);
        (guest && off && kind == Some(GroupKind::Microsoft365)).then_some(Refusal::SelfService {
            group: Some(*group),
            barrier: Barrier::Off { setting },
        })
    });
    refused.collect()
}

/// Groups that are to be deleted or restored here, and are managed elsewhere.
fn moved_elsewhere(after: &After<'_>, operation: &Operation) -> Vec<(GroupId, GroupProblem)> {
    let groups = after.workspace.groups();
    let moved = operation.events.iter().filter_map(|event| match event {
        Event::Existence { of: Of::Group, row, before, after, .. } => {
            let stays = *before == Existence::Absent || *after == Existence::Absent;
            (!stays && row.0 < groups.rows()).then_some(*row)
        }
        _ => None,
    });
    moved
        .filter_map(|group| Some((group, Nature::in_table(groups, group).managed_elsewhere()?)))
        .collect()
}

/// What a group would be that cannot be.
fn nature_problems(
    after: &After<'_>,
    operation: &Operation,
    group: GroupId,
    changed: &BTreeSet<Attribute>,
) -> Vec<GroupProblem> {
    let get = |attribute| after.get(group, attribute);
    let nature = Nature::of(get);
    let creates = matches!(operation.title, Title::CreateGroup { .. });
    let mut problems = Vec::new();
    let any = |these: &[Attribute]| these.iter().any(|one| changed.contains(one));
    if matches!(operation.title, Title::Convert { .. })
        && let Some(problem) = nature.managed_elsewhere()
    {
        problems.push(problem);
    }
    let rule_touched = any(&[
        Attribute::GROUP_TYPES,
        Attribute::GROUP_MEMBERSHIP_RULE,
        Attribute::GROUP_MEMBERSHIP_RULE_PROCESSING_STATE,
    ]);
    if rule_touched {
        problems.extend(rule_problems(&get, operation, nature, changed));
    }
    if nature.role_assignable == Some(true) {
        if any(&[Attribute::GROUP_TYPES, Attribute::GROUP_IS_ASSIGNABLE_TO_ROLE])
            && has_dynamic_type(&get(Attribute::GROUP_TYPES))
        {
            problems.push(GroupProblem::RolesNeedAssigned);
        }
        let private = get(Attribute::GROUP_VISIBILITY);
        if any(&[Attribute::GROUP_VISIBILITY]) && private.as_text() != Some("Private") {
            problems.push(GroupProblem::RolesNeedPrivate);
        }
    }
    let unified = nature.kind == Some(GroupKind::Microsoft365);
    let security = get(Attribute::GROUP_SECURITY_ENABLED).as_boolean();
    if any(&[Attribute::GROUP_SECURITY_ENABLED]) && security == Some(false) {
        if nature.role_assignable == Some(true) {
            problems.push(GroupProblem::RolesNeedSecurity);
        } else if !unified {
            let attribute = Attribute::GROUP_SECURITY_ENABLED;
            problems.push(GroupProblem::Fixed { attribute });
        }
    }
    if any(&[Attribute::GROUP_RENEWED_DATE_TIME]) && !unified {
        problems.push(GroupProblem::NeverExpires);
    }
    let hidden = get(Attribute::GROUP_VISIBILITY).as_text() == Some("HiddenMembership");
    if any(&[Attribute::GROUP_VISIBILITY]) && hidden {
        let attribute = Attribute::GROUP_VISIBILITY;
        if !unified {
            problems.push(GroupProblem::OnlyMicrosoft365 { attribute });
        } else if !creates {
            problems.push(GroupProblem::Fixed { attribute });
        }
    }
    problems
}

fn has_dynamic_type(types: &Datum) -> bool {
    // Whatever the rule is: the type alone makes a group dynamic.
    Membership::of(types, &Datum::Null) != Some(Membership::Assigned)
}

/// What is wrong with the rule of a group, or with changing it.
fn rule_problems(
    get: &impl Fn(Attribute) -> Datum,
    operation: &Operation,
    nature: Nature,
    changed: &BTreeSet<Attribute>,
) -> Vec<GroupProblem> {
    let types = get(Attribute::GROUP_TYPES);
    if types == Datum::Unknown {
        return vec![GroupProblem::KindUnknown];
    }
    if !has_dynamic_type(&types) {
        // A group that was converted keeps a rule, and nothing processes it.
        let edits = matches!(operation.title, Title::EditGroups { .. });
        return if edits { vec![GroupProblem::NotByRule] } else { Vec::new() };
    }
    let wanted = match &operation.title {
        Title::Convert { to, .. } => Some(*to),
        _ => None,
    };
    let datum = get(Attribute::GROUP_MEMBERSHIP_RULE);
    let Some(rule) = datum.as_text() else {
        return if datum == Datum::Unknown {
            vec![GroupProblem::KindUnknown]
        } else {
            vec![GroupProblem::RuleMissing]
        };
    };
    let mut problems = Vec::new();
    let reads = nature.membership;
    let membership = wanted.or(reads).unwrap_or(Membership::DynamicUser);
    let judged = changed.contains(&Attribute::GROUP_MEMBERSHIP_RULE)
        || changed.contains(&Attribute::GROUP_TYPES);
    if judged {
        problems.extend(groups::against_rule(rule, membership, operation.at));
    }
    let unified = nature.kind == Some(GroupKind::Microsoft365);
    if unified && membership == Membership::DynamicDevice {
        problems.push(GroupProblem::UsersOnly);
    }
    problems
}

/// Who cannot come in or go.
fn relation_problems(
    after: &After<'_>,
    operation: &Operation,
    group: GroupId,
    side: Side,
    changes: &[(Party, bool)],
) -> Vec<GroupProblem> {
    let subject = Subject::group(group);
    // An object that only exists here is taken out of whatever it was put into, without asking.
    let leaves = |party: &Party| match party {
        Party::Here(who) => after.existence_of(*who) == Existence::Absent,
        Party::Elsewhere(_) => false,
    };
    if changes.iter().all(|(party, comes)| !comes && leaves(party))
        || after.existence_of(subject) != Existence::Active
    {
        return if after.existence_of(subject) == Existence::Absent
            || changes.iter().all(|(party, comes)| !comes && leaves(party))
        {
            Vec::new()
        } else {
            vec![GroupProblem::NotActive]
        };
    }
    let nature = Nature::of(|attribute| after.get(group, attribute));
    if let Some(problem) = nature.closed(side) {
        return vec![problem];
    }
    let mut problems = Vec::new();
    for (party, comes) in changes.iter().filter(|(_, comes)| *comes) {
        debug_assert!(*comes);
        let inactive = match party {
            Party::Here(who) => after.existence_of(*who) != Existence::Active,
            Party::Elsewhere(_) => false,
        };
        let inner = match party {
            Party::Here(Subject { of: Of::Group, row }) => {
                Some(Nature::of(|attribute| after.get(*row, attribute)))
            }
            _ => None,
        };
        let problem = if inactive {
            Some(crate::domain::PartyProblem::NotActive)
        } else {
            nature.against(side, *party, inner)
        };
        problems.extend(problem.map(|problem| GroupProblem::Party { party: *party, problem }));
    }
    if side == Side::Owners {
        problems.extend(owner_problems(after, operation, group, changes));
    }
    problems
}

/// The limits of the list of owners.
fn owner_problems(
    after: &After<'_>,
    operation: &Operation,
    group: GroupId,
    changes: &[(Party, bool)],
) -> Option<GroupProblem> {
    let list = after.workspace.directory().members.of(Side::Owners, group);
    let creates = matches!(operation.title, Title::CreateGroup { .. });
    let before: BTreeSet<Party> = if creates { BTreeSet::new() } else { list.parties().collect() };
    let mut owners = before.clone();
    for (party, comes) in changes {
        if *comes {
            owners.insert(*party);
        } else {
            owners.remove(party);
        }
    }
    if owners.len() > groups::MOST_OWNERS && owners.len() > before.len() {
        let max = groups::MOST_OWNERS;
        return Some(GroupProblem::TooManyOwners { count: owners.len(), max });
    }
    let people = |owners: &BTreeSet<Party>| {
        owners.iter().any(|party| matches!(sort(*party), Sort::User | Sort::Unsaid))
    };
    let complete = list.extent == Extent::Complete;
    (complete && people(&before) && !people(&owners)).then_some(GroupProblem::LastOwner)
}

/// Mail nicknames are unique among Microsoft 365 groups.
fn nicknames(after: &After<'_>, touched: &BTreeSet<GroupId>) -> Vec<(GroupId, GroupProblem)> {
    let attribute = Attribute::GROUP_MAIL_NICKNAME;
    let unified = |group: GroupId| {
        Nature::of(|attribute| after.get(group, attribute)).kind == Some(GroupKind::Microsoft365)
    };
    let mut problems = Vec::new();
    for group in touched.iter().copied() {
        let named = after.attributes.contains_key(&(attribute, group));
        let comes = after.existence.contains_key(&Subject::group(group));
        if !(named || comes) || !unified(group) {
            continue;
        }
        let datum = after.get(group, attribute);
        let Some(name) = datum.as_text() else { continue };
        let holders = after.workspace.groups().find_by_text(attribute, name);
        let others = holders.into_iter().chain(touched.iter().copied());
        let taken = others.filter(|other| *other != group).find(|other| {
            after.existence_of(Subject::group(*other)) == Existence::Active
                && unified(*other)
                && after
                    .get(*other, attribute)
                    .as_text()
                    .is_some_and(|held| held.to_lowercase() == name.to_lowercase())
        });
        if let Some(by) = taken {
            problems.push((group, GroupProblem::NicknameTaken { value: name.to_owned(), by }));
        }
    }
    problems
}

/// The limits of the tenant, where the operation brings it nearer to them.
fn too_many(
    after: &After<'_>,
    operation: &Operation,
    touched: &BTreeSet<GroupId>,
) -> Vec<(GroupId, GroupProblem)> {
    let table = after.workspace.groups();
    let here =
        |group: GroupId| group.0 < table.rows() && table.existence(group) == Existence::Active;
    let now = |group: GroupId| Nature::of(|attribute| after.get(group, attribute));
    let becomes = |is: fn(Nature) -> bool| -> Vec<GroupId> {
        let new = touched.iter().copied().filter(|group| is(now(*group)));
        new.filter(|group| !here(*group) || !is(Nature::in_table(table, *group))).collect()
    };
    let dynamic = becomes(Nature::is_dynamic);
    let roles = becomes(|nature| nature.role_assignable == Some(true));
    let mut problems = Vec::new();
    if matches!(operation.title, Title::RestoreGroups { .. })
        || (dynamic.is_empty() && roles.is_empty())
    {
        return problems;
    }
    let count = |attribute, is: fn(&Cell<'_>) -> bool| {
        table.active().iter().filter(|row| is(&table.read(Row(*row), attribute))).count()
    };
    if let Some(group) = dynamic.first() {
        let max = groups::MOST_DYNAMIC;
        let so_far = count(Attribute::GROUP_TYPES, |cell| match cell {
            Cell::Texts(types) => {
                types.iter().any(|one| one.eq_ignore_ascii_case("DynamicMembership"))
            }
            _ => false,
        });
        if so_far + dynamic.len() > max {
            problems.push((*group, GroupProblem::TooManyDynamic { max }));
        }
    }
    if let Some(group) = roles.first() {
        let max = groups::MOST_ROLE_ASSIGNABLE;
        let so_far =
            count(Attribute::GROUP_IS_ASSIGNABLE_TO_ROLE, |cell| cell.boolean() == Some(true));
        if so_far + roles.len() > max {
            problems.push((*group, GroupProblem::TooManyRoleAssignable { max }));
        }
    }
    problems
}
