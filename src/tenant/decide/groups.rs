//! From commands about groups to events.
//!
//! Sources: "Create group", "Update group", "Delete group", "Restore deleted directory object item",
//! "Add members", Microsoft Graph v1.0; "Change static group membership to dynamic", Microsoft Learn.
//! What the service would refuse of the outcome is judged in [`super::admit`].

use super::Expansion;
use crate::domain::attribute::Of;
use crate::domain::{
    Actor, Attribute, Context, Datum, Event, Existence, GroupId, GroupKind, GroupProblem,
    Membership, NewGroup, ObjectId, Party, Refusal, Row, Side, Subject, Timestamp, Title, Value,
    Warning,
};
use crate::rules::{Takes, parse};
use crate::store::Extent;
use crate::tenant::Workspace;
use crate::tenant::decide::admit;
use crate::tenant::groups::{self, Nature};
use crate::tenant::naming_policy::alias;
use std::collections::{BTreeMap, BTreeSet};

const UNIFIED: &str = "Unified";
const DYNAMIC: &str = "DynamicMembership";

pub(super) fn count(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(u32::MAX)
}

/// The groups of a list that are in the state asked for, without repetition; refusals for the rest.
fn in_state(
    workspace: &Workspace,
    groups: &[GroupId],
    is: impl Fn(Existence) -> bool,
    problem: &GroupProblem,
) -> Result<Vec<GroupId>, Vec<Refusal>> {
    let mut seen = BTreeSet::new();
    let distinct: Vec<GroupId> = groups.iter().copied().filter(|one| seen.insert(*one)).collect();
    let table = workspace.groups();
    let refusals: Vec<Refusal> = distinct
        .iter()
        .filter(|group| group.0 >= table.rows() || !is(table.existence(**group)))
        .map(|group| Refusal::Group { group: *group, problem: problem.clone() })
        .collect();
    if refusals.is_empty() { Ok(distinct) } else { Err(refusals) }
}

pub(super) fn active(
    workspace: &Workspace,
    groups: &[GroupId],
) -> Result<Vec<GroupId>, Vec<Refusal>> {
    in_state(workspace, groups, |is| is == Existence::Active, &GroupProblem::NotActive)
}

/// A value that an administrator may write into an attribute of a group.
fn writable(attribute: Attribute, value: Option<&Value>) -> Vec<Refusal> {
    if attribute.of() != Of::Group {
        return vec![Refusal::ReadOnly { attribute }];
    }
    admit::writable(attribute, value)
}

pub(super) fn create(
    workspace: &Workspace,
    new: &NewGroup,
    context: &Context,
) -> Result<Expansion, Vec<Refusal>> {
    let group = Row(workspace.groups().rows());
    if group.0 == u32::MAX {
        return Err(vec![Refusal::Full]);
    }
    if !matches!(new.kind, GroupKind::Security | GroupKind::Microsoft365) {
        return Err(vec![Refusal::Group { group, problem: GroupProblem::MadeInExchange }]);
    }
    let attributes = filled(workspace, new, &context.actor)?;
    let wrong = against_membership(new, context.at);
    if let Some(problem) = wrong {
        return Err(vec![Refusal::Group { group, problem }]);
    }
    let name = attributes
        .iter()
        .find(|(attribute, _)| *attribute == Attribute::GROUP_DISPLAY_NAME)
        .and_then(|(_, value)| value.as_text())
        .unwrap_or_default()
        .to_owned();
    let free = new.id.filter(|id| workspace.directory().find(*id).is_none());
    let id =
        free.unwrap_or_else(|| ObjectId::from_seed(context.seed, u64::from(group.0) | 1 << 40));
    let mut events = vec![Event::Existence {
        of: Of::Group,
        row: group,
        id,
        before: Existence::Absent,
        after: Existence::Active,
    }];
    events.extend(attributes.into_iter().map(|(attribute, value)| Event::Attribute {
        row: group,
        attribute,
        before: admit::fresh(attribute),
        after: Datum::Value(value),
    }));
    for (side, parties) in [(Side::Owners, &new.owners), (Side::Members, &new.members)] {
        let parties: BTreeSet<Party> = parties.iter().copied().collect();
        events.extend(parties.into_iter().map(|party| Event::Relation {
            group,
            side,
            party,
            before: false,
            after: true,
        }));
    }
    let mut warnings = same_name(workspace, &name, None);
    if new.owners.is_empty() {
        warnings.push(Warning::Ownerless { groups: 1 });
    }
    Ok(Expansion { title: Title::CreateGroup { name }, events, warnings })
}

/// Why the rule of a new group does not make the membership that was asked for: what is stored is only
/// the rule, and nothing would notice later.
fn against_membership(new: &NewGroup, now: Timestamp) -> Option<GroupProblem> {
    if new.kind == GroupKind::Microsoft365 && new.membership == Membership::DynamicDevice {
        return Some(GroupProblem::UsersOnly);
    }
    let rule = new
        .attributes
        .iter()
        .rev()
        .find(|(attribute, _)| *attribute == Attribute::GROUP_MEMBERSHIP_RULE)
        .and_then(|(_, value)| value.as_text())?;
    let problem = groups::against_rule(rule, new.membership, now);
    problem.filter(|problem| matches!(problem, GroupProblem::RuleOfOthers { .. }))
}

/// What a new group holds: what was asked for, and what follows from its kind.
fn filled(
    workspace: &Workspace,
    new: &NewGroup,
    actor: &Actor,
) -> Result<Vec<(Attribute, Value)>, Vec<Refusal>> {
    let mut attributes: Vec<(Attribute, Value)> = Vec::with_capacity(new.attributes.len() + 6);
    for (attribute, value) in &new.attributes {
        // The last word counts, as in a form that was filled twice.
        attributes.retain(|(known, _)| known != attribute);
        attributes.push((*attribute, value.clone()));
    }
    let wrong: Vec<Refusal> = attributes
        .iter()
        .flat_map(|(attribute, value)| writable(*attribute, Some(value)))
        .collect();
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let has = |attributes: &[(Attribute, Value)], wanted| {
        attributes.iter().any(|(attribute, _)| *attribute == wanted)
    };
    let name = attributes
        .iter()
        .find(|(attribute, _)| *attribute == Attribute::GROUP_DISPLAY_NAME)
        .and_then(|(_, value)| value.as_text());
    if !has(&attributes, Attribute::GROUP_MAIL_NICKNAME) {
        let nickname = alias(workspace, actor, new.kind, name.unwrap_or_default());
        if !nickname.is_empty() {
            attributes.push((Attribute::GROUP_MAIL_NICKNAME, Value::Text(nickname)));
        }
    }
    let missing: Vec<Refusal> = [Attribute::GROUP_DISPLAY_NAME, Attribute::GROUP_MAIL_NICKNAME]
        .into_iter()
        .filter(|required| !has(&attributes, *required))
        .map(|attribute| Refusal::Required { attribute })
        .collect();
    if !missing.is_empty() {
        return Err(missing);
    }
    let unified = new.kind == GroupKind::Microsoft365;
    let dynamic = new.membership != Membership::Assigned;
    let types: Vec<String> = [(unified, UNIFIED), (dynamic, DYNAMIC)]
        .into_iter()
        .filter(|(is, _)| *is)
        .map(|(_, name)| name.to_owned())
        .collect();
    attributes.retain(|(attribute, _)| *attribute != Attribute::GROUP_TYPES);
    let mut set = |attribute, value| {
        if !has(&attributes, attribute) {
            attributes.push((attribute, value));
        }
    };
    if !types.is_empty() {
        set(Attribute::GROUP_TYPES, Value::Texts(types));
    }
    set(Attribute::GROUP_MAIL_ENABLED, Value::Boolean(unified));
    // The portal makes every group one that can carry rights.
    set(Attribute::GROUP_SECURITY_ENABLED, Value::Boolean(true));
    if dynamic {
        set(Attribute::GROUP_MEMBERSHIP_RULE_PROCESSING_STATE, Value::Text("On".to_owned()));
    }
    if new.role_assignable {
        set(Attribute::GROUP_IS_ASSIGNABLE_TO_ROLE, Value::Boolean(true));
        set(Attribute::GROUP_VISIBILITY, Value::Text("Private".to_owned()));
    }
    Ok(attributes)
}

pub(super) fn edit(
    workspace: &Workspace,
    groups: &[GroupId],
    changes: &[(Attribute, Option<Value>)],
) -> Result<Expansion, Vec<Refusal>> {
    let groups = active(workspace, groups)?;
    // A value is wrong once, not once for every group.
    let wrong: Vec<Refusal> = changes
        .iter()
        .flat_map(|(attribute, value)| writable(*attribute, value.as_ref()))
        .collect();
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let mut events = Vec::with_capacity(groups.len().saturating_mul(changes.len()));
    let mut warnings = Vec::new();
    for (attribute, value) in changes {
        let after = Datum::from(value.clone());
        for group in &groups {
            let before = workspace.groups().get(*group, *attribute);
            if before != after {
                events.push(Event::Attribute {
                    row: *group,
                    attribute: *attribute,
                    before,
                    after: after.clone(),
                });
            }
        }
        if let (Attribute::GROUP_DISPLAY_NAME, Some(name)) =
            (*attribute, value.as_ref().and_then(Value::as_text))
        {
            warnings.extend(same_name(workspace, name, groups.first().copied()));
        }
    }
    let mut attributes: Vec<Attribute> = Vec::new();
    for (attribute, _) in changes {
        if !attributes.contains(attribute) {
            attributes.push(*attribute);
        }
    }
    Ok(Expansion {
        title: Title::EditGroups { groups: count(groups.len()), attributes },
        events,
        warnings,
    })
}

/// Another active group that has the name; names need not be unique, but readers confuse them.
fn same_name(workspace: &Workspace, name: &str, but: Option<GroupId>) -> Vec<Warning> {
    workspace
        .groups()
        .find_by_text(Attribute::GROUP_DISPLAY_NAME, name)
        .into_iter()
        .find(|by| Some(*by) != but)
        .map(|by| Warning::SameName { value: name.to_owned(), by })
        .into_iter()
        .collect()
}

pub(super) fn convert(
    workspace: &Workspace,
    groups: &[GroupId],
    to: Membership,
    rule: Option<&str>,
    now: Timestamp,
) -> Result<Expansion, Vec<Refusal>> {
    let groups = active(workspace, groups)?;
    let table = workspace.groups();
    let mut events = Vec::new();
    let mut warnings = Vec::new();
    let mut refusals = Vec::new();
    let dynamic = to != Membership::Assigned;
    for group in &groups {
        let nature = Nature::in_table(table, *group);
        let mut change = |attribute, after: Datum| {
            let before = table.get(*group, attribute);
            if before != after {
                events.push(Event::Attribute { row: *group, attribute, before, after });
            }
        };
        let (Some(_), types) = (nature.membership, table.get(*group, Attribute::GROUP_TYPES))
        else {
            refusals.push(Refusal::Group { group: *group, problem: GroupProblem::KindUnknown });
            continue;
        };
        if nature.is_dynamic() != dynamic {
            change(Attribute::GROUP_TYPES, with_type(types, dynamic));
        }
        if !dynamic {
            // The rule stays; it is no longer processed.
            if nature.is_dynamic() {
                change(
                    Attribute::GROUP_MEMBERSHIP_RULE_PROCESSING_STATE,
                    Datum::text("Paused".to_owned()),
                );
            }
            continue;
        }
        if let Some(rule) = rule {
            change(Attribute::GROUP_MEMBERSHIP_RULE, Datum::text(rule.to_owned()));
        }
        if !nature.is_dynamic() {
            change(Attribute::GROUP_MEMBERSHIP_RULE_PROCESSING_STATE, Datum::text("On".to_owned()));
            warnings.extend(taken_over(workspace, *group, to, rule, now));
        }
    }
    if !refusals.is_empty() {
        return Err(refusals);
    }
    Ok(Expansion { title: Title::Convert { groups: count(groups.len()), to }, events, warnings })
}

/// The types of a group with or without the one that says that a rule decides.
fn with_type(types: Datum, dynamic: bool) -> Datum {
    let mut types = match types {
        Datum::Value(Value::Texts(types)) => types,
        _ => Vec::new(),
    };
    types.retain(|one| !one.eq_ignore_ascii_case(DYNAMIC));
    if dynamic {
        types.push(DYNAMIC.to_owned());
    }
    if types.is_empty() { Datum::Null } else { Datum::Value(Value::Texts(types)) }
}

/// Whom the service takes out when a rule takes over: all members, and only those come back whom the
/// rule takes.
fn taken_over(
    workspace: &Workspace,
    group: GroupId,
    to: Membership,
    rule: Option<&str>,
    now: Timestamp,
) -> Option<Warning> {
    let target = groups::target(to)?;
    let held = workspace.groups().get(group, Attribute::GROUP_MEMBERSHIP_RULE);
    let text = rule.or_else(|| held.as_text())?;
    let directory = workspace.directory();
    let takes = Takes::of(&parse(text, target).rule, target, directory, now);
    let list = directory.members.of(Side::Members, group);
    let stays = list.rows(target.of()).iter().filter(|row| takes.members.contains(*row)).count();
    let members = list.count().saturating_sub(count(stays));
    let complete = list.extent == Extent::Complete;
    (members > 0 || !complete).then_some(Warning::RuleTakesOver { group, members, complete })
}

pub(super) fn delete(
    workspace: &Workspace,
    groups: &[GroupId],
    context: &Context,
) -> Result<Expansion, Vec<Refusal>> {
    let groups = active(workspace, groups)?;
    let mut events = Vec::with_capacity(groups.len());
    let mut warnings = Vec::new();
    let going: BTreeSet<GroupId> = groups.iter().copied().collect();
    // "You cannot delete a group that has licenses assigned" (group-based licensing, Microsoft Learn).
    let gives = |group: &GroupId| {
        !workspace.staged().is_new(Subject::group(*group))
            && workspace.groups().read(*group, Attribute::GROUP_ASSIGNED_LICENSES).is_value()
    };
    let refuse =
        |group: &GroupId| Refusal::Group { group: *group, problem: GroupProblem::GivesLicenses };
    let refusals: Vec<Refusal> = groups.iter().filter(|it| gives(it)).map(refuse).collect();
    if !refusals.is_empty() {
        return Err(refusals);
    }
    for group in &groups {
        let subject = Subject::group(*group);
        let created_here = workspace.staged().is_new(subject);
        if created_here {
            // It is not deleted but never created: nobody has ever been in it, nor it in others.
            events.extend(emptied(workspace, *group));
            events.extend(taken_out(workspace, subject));
        } else {
            warnings.extend(loses(workspace, *group, &going));
        }
        events.push(Event::Existence {
            of: Of::Group,
            row: *group,
            id: workspace.groups().id(*group),
            before: Existence::Active,
            after: if created_here { Existence::Absent } else { Existence::Deleted(context.at) },
        });
    }
    // Where both go, the one in the other, it is taken out once.
    let mut seen: BTreeSet<(GroupId, Side, Party)> = BTreeSet::new();
    events.retain(|event| match event {
        Event::Relation { group, side, party, .. } => seen.insert((*group, *side, *party)),
        _ => true,
    });
    Ok(Expansion { title: Title::DeleteGroups { groups: count(groups.len()) }, events, warnings })
}

/// What else is touched when a group goes: groups that it is in, and rules that name it.
fn loses(workspace: &Workspace, group: GroupId, going: &BTreeSet<GroupId>) -> Vec<Warning> {
    let members = &workspace.directory().members;
    let stays =
        |other: &GroupId| !going.contains(other) && workspace.is_active(Subject::group(*other));
    let inside: Vec<GroupId> =
        members.groups_with(Side::Members, Of::Group, group).filter(stays).collect();
    let id = workspace.groups().id(group);
    let rules: Vec<GroupId> =
        groups::named_by_rules(workspace.groups(), id).into_iter().filter(stays).collect();
    let mut warnings = Vec::new();
    if !inside.is_empty() {
        warnings.push(Warning::StillInside { group, inside });
    }
    if !rules.is_empty() {
        warnings.push(Warning::NamedByRules { group, rules });
    }
    warnings
}

/// Brings a created group back to what a fresh row holds, so that the inverse can fill it again.
fn emptied(workspace: &Workspace, group: GroupId) -> Vec<Event> {
    let directory = workspace.directory();
    let table = &directory.groups;
    let attributes = table.schema().attributes().filter_map(|attribute| {
        let (before, after) = (table.get(group, attribute), admit::fresh(attribute));
        let stored = attribute != Attribute::GROUP_OBJECT_ID;
        (stored && before != after).then_some(Event::Attribute {
            row: group,
            attribute,
            before,
            after,
        })
    });
    let relations = Side::BOTH.into_iter().flat_map(|side| {
        directory.members.of(side, group).parties().map(move |party| Event::Relation {
            group,
            side,
            party,
            before: true,
            after: false,
        })
    });
    attributes.chain(relations).collect()
}

/// Takes an object that only exists here out of every group, before it ceases to.
pub(super) fn taken_out(workspace: &Workspace, subject: Subject) -> Vec<Event> {
    let members = &workspace.directory().members;
    Side::BOTH
        .into_iter()
        .flat_map(|side| {
            members.groups_with(side, subject.of, subject.row).map(move |group| Event::Relation {
                group,
                side,
                party: Party::Here(subject),
                before: true,
                after: false,
            })
        })
        .collect()
}

pub(super) fn restore(
    workspace: &Workspace,
    groups: &[GroupId],
) -> Result<Expansion, Vec<Refusal>> {
    let deleted = |is| matches!(is, Existence::Deleted(_));
    let groups = in_state(workspace, groups, deleted, &GroupProblem::NotDeleted)?;
    let events = groups
        .iter()
        .map(|group| Event::Existence {
            of: Of::Group,
            row: *group,
            id: workspace.groups().id(*group),
            before: workspace.groups().existence(*group),
            after: Existence::Active,
        })
        .collect();
    Ok(Expansion {
        title: Title::RestoreGroups { groups: count(groups.len()) },
        events,
        warnings: Vec::new(),
    })
}

pub(super) fn relate(
    workspace: &Workspace,
    groups: &[GroupId],
    side: Side,
    add: &[Party],
    remove: &[Party],
) -> Result<Expansion, Vec<Refusal>> {
    let groups = active(workspace, groups)?;
    let members = &workspace.directory().members;
    let wanted: Vec<(Party, bool)> = {
        let add: BTreeSet<Party> = add.iter().copied().collect();
        let remove: BTreeSet<Party> = remove.iter().copied().collect();
        let both = |party: &Party| add.contains(party) && remove.contains(party);
        let add = add.iter().filter(|party| !both(party)).map(|party| (*party, true));
        add.chain(remove.iter().filter(|party| !both(party)).map(|party| (*party, false))).collect()
    };
    let (mut added, mut removed, mut already, mut incomplete) = (0, 0, 0, 0);
    let mut events = Vec::new();
    for group in &groups {
        for (party, after) in &wanted {
            if members.has_party(side, *group, *party) == *after {
                already += 1;
                continue;
            }
            *(if *after { &mut added } else { &mut removed }) += 1;
            events.push(Event::Relation {
                group: *group,
                side,
                party: *party,
                before: !after,
                after: *after,
            });
        }
        incomplete += u32::from(members.of(side, *group).extent != Extent::Complete);
    }
    let mut warnings = Vec::new();
    if already > 0 {
        warnings.push(Warning::AlreadySo { relations: already });
    }
    if incomplete > 0 {
        warnings.push(Warning::ListsIncomplete { groups: incomplete });
    }
    if side == Side::Members {
        warnings.extend(nesting(workspace, &events));
    } else {
        let mut changes: BTreeMap<GroupId, i64> = BTreeMap::new();
        for event in &events {
            if let Event::Relation { group, after, .. } = event {
                *changes.entry(*group).or_default() += if *after { 1 } else { -1 };
            }
        }
        // In a complete list nobody is left once the events have happened.
        let left = groups.iter().filter(|group| {
            let list = members.of(side, **group);
            let change = changes.get(*group).copied().unwrap_or_default();
            list.extent == Extent::Complete && i64::from(list.count()) + change <= 0
        });
        let ownerless = count(left.count());
        if ownerless > 0 {
            warnings.push(Warning::Ownerless { groups: ownerless });
        }
    }
    let unknown = groups
        .iter()
        .filter(|group| Nature::in_table(workspace.groups(), **group).role_assignable.is_none())
        .count();
    if unknown > 0 {
        warnings.push(Warning::RolesOfGroupUnknown { groups: count(unknown) });
    }
    let title = Title::Relate { groups: count(groups.len()), side, added, removed };
    Ok(Expansion { title, events, warnings })
}

/// What is worth knowing of groups that are put into groups.
fn nesting(workspace: &Workspace, events: &[Event]) -> Vec<Warning> {
    let members = &workspace.directory().members;
    let mut warnings = Vec::new();
    let mut told: BTreeSet<GroupId> = BTreeSet::new();
    for event in events {
        let Event::Relation { group, party: Party::Here(inner), after: true, .. } = event else {
            continue;
        };
        let Some(inner) = inner.as_group() else { continue };
        if Nature::in_table(workspace.groups(), inner).is_dynamic() && told.insert(inner) {
            warnings.push(Warning::NestedDynamic { group: inner });
        }
        // From the group upwards: whatever is found there contains the group already.
        if inner == *group {
            warnings.push(Warning::NestingLoop { chain: vec![*group, *group] });
        } else if let Some(way) = members.nested(inner).path(*group) {
            let chain = [*group].into_iter().chain(way).collect();
            warnings.push(Warning::NestingLoop { chain });
        }
    }
    warnings
}
