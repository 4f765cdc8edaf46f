//! Groups, people and devices for inputs that find one of them by name.

use crate::{
    domain::{Attribute, ObjectId, Party, Row, Subject, Value, attribute::Of},
    i18n::Locale,
    messages,
    store::{Bits, Filter, Objects, Operator, group_kind, group_membership},
    tenant::Workspace,
    text::fold,
    ui::{
        kit::combobox::{Choice, MOST},
        texts::shell,
    },
};

/// Found rows that are looked at to put the best first.
const LOOKED_AT: usize = 2000;

/// What tells namesakes apart.
pub(super) fn detail(objects: &Objects, row: Row, locale: Locale) -> String {
    let text = |attribute| objects.read(row, attribute).text().unwrap_or_default().to_owned();
    match objects.of() {
        Of::User => text(Attribute::USER_PRINCIPAL_NAME),
        Of::Device => text(Attribute::DEVICE_OS_TYPE),
        Of::Group => {
            let kind = group_kind(objects, row);
            let membership = group_membership(objects, row);
            let parts = [
                kind.map(|kind| messages::group::kind(kind).get(locale)),
                membership.map(|membership| messages::group::membership(membership).get(locale)),
            ];
            parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
        }
    }
}

/// How the names of an object fit a query, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// One is the query.
    Whole,
    /// One starts with it.
    Start,
    /// One contains it.
    Part,
    /// The words are elsewhere.
    Other,
}

/// What objects of a kind are called by.
const fn naming(of: Of) -> &'static [Attribute] {
    match of {
        Of::User => &[Attribute::DISPLAY_NAME, Attribute::USER_PRINCIPAL_NAME],
        Of::Group => &[Attribute::GROUP_DISPLAY_NAME],
        Of::Device => &[Attribute::DEVICE_DISPLAY_NAME],
    }
}

/// How an object fits a folded query.
fn fit(objects: &Objects, row: Row, wanted: &str) -> Fit {
    let fit = |attribute: &Attribute| {
        let name = objects.read(row, *attribute);
        let name = fold::search(name.text().unwrap_or_default());
        match name.find(wanted) {
            Some(0) if name.len() == wanted.len() => Fit::Whole,
            Some(0) => Fit::Start,
            Some(_) => Fit::Part,
            None => Fit::Other,
        }
    };
    naming(objects.of()).iter().map(fit).min().unwrap_or(Fit::Other)
}

/// Of very many, those to look at: whoever is called like the query, then those whose name starts with
/// it, then the first of the others.
fn looked_at(objects: &Objects, found: &Bits, query: &str) -> Vec<Row> {
    let mut rows: Vec<u32> = found.iter().take(LOOKED_AT).collect();
    if rows.len() == LOOKED_AT {
        for attribute in naming(objects.of()) {
            let value = Value::Text(query.to_owned());
            let filter = Filter::new(*attribute, Operator::StartsWith, value);
            let starts = objects.filter_within(&filter, found).yes;
            let whole = |row: &u32| {
                let name = objects.read(Row(*row), *attribute);
                name.text().is_some_and(|name| fold::same(name, query))
            };
            rows.extend(starts.iter().filter(whole).take(LOOKED_AT));
            rows.extend(starts.iter().take(LOOKED_AT));
        }
        rows.sort_unstable();
        rows.dedup();
    }
    rows.into_iter().map(Row).collect()
}

/// The active objects of a kind with every word of a query, those first whose name fits it best, and
/// how they fit.
fn matching(objects: &Objects, within: Option<&Bits>, query: &str, most: usize) -> Vec<(Fit, Row)> {
    let mut found = objects.search(query, None).rows;
    found.and(objects.active());
    if let Some(within) = within {
        found.and(within);
    }
    let query = query.trim();
    let wanted = fold::search(query);
    let rows = looked_at(objects, &found, query).into_iter();
    let mut rows: Vec<(Fit, Row)> = rows.map(|row| (fit(objects, row, &wanted), row)).collect();
    rows.sort_unstable();
    rows.truncate(most);
    rows
}

/// How many of each kind are shown, of so many that were found: an equal share each; room that one does
/// not use is given to the others.
fn shares(found: &[usize]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|at| found.get(*at));
    let (mut room, mut kinds) = (MOST, found.len());
    let mut shares = vec![0; found.len()];
    for at in order {
        if let (Some(share), Some(count)) = (shares.get_mut(at), found.get(at)) {
            *share = (*count).min(room / kinds.max(1));
            room -= *share;
        }
        kinds -= 1;
    }
    shares
}

fn heading(of: Of) -> crate::i18n::Text {
    use crate::ui::objects::texts as t;
    match of {
        Of::User => shell::PEOPLE,
        Of::Group => t::GROUPS,
        Of::Device => t::DEVICES,
    }
}

/// Objects of some kinds that fit a query; nothing for an empty one. The kind comes first of which one
/// is called so.
pub(in crate::ui) fn objects(
    workspace: &Workspace,
    kinds: &[Of],
    query: &str,
    locale: Locale,
) -> Vec<Choice> {
    if query.trim().is_empty() {
        return Vec::new();
    }
    let directory = workspace.directory();
    let mut found: Vec<(Of, Vec<(Fit, Row)>)> =
        kinds.iter().map(|of| (*of, matching(directory.of(*of), None, query, MOST))).collect();
    found.sort_by_key(|(_, rows)| rows.first().is_none_or(|(fit, _)| *fit != Fit::Whole));
    let counts: Vec<usize> = found.iter().map(|(_, rows)| rows.len()).collect();
    let mut choices = Vec::new();
    for ((of, rows), share) in found.into_iter().zip(shares(&counts)) {
        let objects = directory.of(of);
        let group = if kinds.len() > 1 { heading(of).get(locale) } else { "" };
        choices.extend(rows.into_iter().take(share).map(|(_, row)| Choice {
            key: objects.id(row).to_string(),
            text: messages::object_name(objects, row),
            detail: detail(objects, row, locale),
            group: group.to_owned(),
        }));
    }
    choices
}

/// Groups that fit a query, of these; all of them for an empty one, as far as they are drawn.
pub(in crate::ui) fn groups(
    workspace: &Workspace,
    within: Option<&Bits>,
    query: &str,
    locale: Locale,
) -> Vec<Choice> {
    let groups = workspace.groups();
    let choice = |row: Row| Choice {
        key: groups.id(row).to_string(),
        text: messages::object_name(groups, row),
        detail: detail(groups, row, locale),
        group: String::new(),
    };
    matching(groups, within, query, MOST).into_iter().map(|(_, row)| choice(row)).collect()
}

/// Whom a choice means.
pub(super) fn party(workspace: &Workspace, choice: &Choice) -> Option<Party> {
    let id = ObjectId::parse(&choice.key)?;
    let directory = workspace.directory();
    let found =
        crate::store::members::find(id, &directory.users, &directory.groups, &directory.devices);
    found.map(|(of, row)| Party::Here(Subject { of, row }))
}
