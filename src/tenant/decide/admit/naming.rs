//! Names and mail nicknames of Microsoft 365 groups against the tenant's naming policy.
//!
//! Source: "Enforce a naming policy on Microsoft 365 groups", Microsoft Learn: it holds for name and alias,
//! whenever somebody who is not exempt gives one. Where an attribute that the policy puts into the name was
//! never imported, nothing can be said against the name, and that is what is said ([`unchecked`]).

use super::{After, groups::created_nature, precedes_import};
use crate::domain::{
    Attribute, Event, Existence, GroupId, GroupKind, GroupProblem, Operation, Warning,
};
use crate::tenant::Workspace;
use crate::tenant::groups::Nature;
use crate::tenant::naming_policy::{self as policy, Form};
use std::collections::BTreeSet;

const NAMES: [(Attribute, Form); 2] =
    [(Attribute::GROUP_DISPLAY_NAME, Form::Name), (Attribute::GROUP_MAIL_NICKNAME, Form::Alias)];

/// Names that the policy does not allow to whoever gives them.
pub(super) fn against(
    after: &After<'_>,
    operation: &Operation,
    touched: &BTreeSet<GroupId>,
) -> Vec<(GroupId, GroupProblem)> {
    let workspace = after.workspace;
    if policy::exempt(&operation.actor) || precedes_import(workspace, operation) {
        return Vec::new();
    }
    let requirement = policy::requirement(workspace);
    let words = policy::words(workspace);
    let creator = operation.actor.id.and_then(|id| workspace.find_active(id));
    let mut problems = Vec::new();
    for (group, (attribute, form)) in
        touched.iter().flat_map(|group| NAMES.map(|name| (*group, name)))
    {
        if !after.attributes.contains_key(&(attribute, group)) {
            continue;
        }
        let kind = Nature::of(|attribute| after.get(group, attribute)).kind;
        if kind != Some(GroupKind::Microsoft365) {
            continue;
        }
        let datum = after.get(group, attribute);
        let Some(whole) = datum.as_text() else { continue };
        let mut inner = Some(whole);
        if let Some((text, parsed)) = &requirement {
            inner = match parsed.inner(whole, form, policy::creator(workspace, creator)) {
                Ok(Some(inner)) => Some(inner),
                Ok(None) => {
                    let requirement = text.clone();
                    problems.push((group, GroupProblem::NamingPolicy { attribute, requirement }));
                    None
                }
                Err(_) => None,
            };
            let length = whole.encode_utf16().count();
            if form == Form::Name && inner.is_some() && length > policy::MOST {
                let max = policy::MOST;
                problems.push((group, GroupProblem::NameTooLong { length, max }));
            }
        }
        if let Some(word) = inner.and_then(|inner| policy::blocked(&words, inner)) {
            problems.push((group, GroupProblem::NameBlocked { word: word.to_owned() }));
        }
    }
    problems
}

/// The attributes of whoever gives a name that the policy puts into it and nobody knows.
pub(in crate::tenant::decide) fn unchecked(
    workspace: &Workspace,
    operation: &Operation,
) -> Vec<Warning> {
    if policy::exempt(&operation.actor) {
        return Vec::new();
    }
    let Some((_, requirement)) = policy::requirement(workspace) else { return Vec::new() };
    let creator = operation.actor.id.and_then(|id| workspace.find_active(id));
    let rises =
        |event: &&Event| matches!(event, Event::Existence { before: Existence::Absent, .. });
    let created: BTreeSet<GroupId> = operation
        .events
        .iter()
        .filter(rises)
        .filter_map(|event| event.subject()?.as_group())
        .collect();
    let unified = |group: GroupId| {
        let nature = if created.contains(&group) {
            created_nature(operation, group)
        } else {
            Nature::in_table(workspace.groups(), group)
        };
        nature.kind == Some(GroupKind::Microsoft365)
    };
    let mut unknown = BTreeSet::new();
    for event in &operation.events {
        let Event::Attribute { row, attribute, after, .. } = event else { continue };
        let Some((_, form)) = NAMES.iter().find(|(name, _)| name == attribute) else { continue };
        let Some(whole) = after.as_text().filter(|_| unified(*row)) else { continue };
        unknown.extend(requirement.inner(whole, *form, policy::creator(workspace, creator)).err());
    }
    unknown.into_iter().map(|attribute| Warning::NameUnchecked { attribute }).collect()
}
