//! Groups, people and devices for inputs that find one of them by name.

use crate::{
    domain::{Attribute, ObjectId, Party, Row, Subject, attribute::Of},
    i18n::Locale,
    messages,
    store::{Bits, Objects},
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
            let kind = crate::ui::objects::field::kind(objects, row);
            let membership = crate::ui::objects::field::membership(objects, row);
            let parts = [
                kind.map(|kind| messages::group::kind(kind).get(locale)),
                membership.map(|membership| messages::group::membership(membership).get(locale)),
            ];
            parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
        }
    }
}

/// The active objects of a kind with every word of a query, those first whose name starts with it.
fn matching(objects: &Objects, within: Option<&Bits>, query: &str, most: usize) -> Vec<Row> {
    let mut found = objects.search(query, None).rows;
    found.and(objects.active());
    if let Some(within) = within {
        found.and(within);
    }
    let wanted = fold::search(query.trim()).into_owned();
    let mut rows: Vec<Row> = found.iter().take(LOOKED_AT).map(Row).collect();
    rows.sort_by_cached_key(|row| {
        let name = messages::object_name(objects, *row);
        !fold::search(&name).starts_with(wanted.as_str())
    });
    rows.truncate(most);
    rows
}

fn heading(of: Of) -> crate::i18n::Text {
    use crate::ui::objects::texts as t;
    match of {
        Of::User => shell::PEOPLE,
        Of::Group => t::GROUPS,
        Of::Device => t::DEVICES,
    }
}

/// Objects of some kinds that fit a query; nothing for an empty one.
pub(super) fn objects(
    workspace: &Workspace,
    kinds: &[Of],
    query: &str,
    locale: Locale,
) -> Vec<Choice> {
    if query.trim().is_empty() {
        return Vec::new();
    }
    let mut choices = Vec::new();
    for of in kinds {
        let objects = workspace.directory().of(*of);
        let room = MOST.saturating_sub(choices.len());
        let group = if kinds.len() > 1 { heading(*of).get(locale) } else { "" };
        choices.extend(matching(objects, None, query, room).into_iter().map(|row| Choice {
            key: objects.id(row).to_string(),
            text: messages::object_name(objects, row),
            detail: detail(objects, row, locale),
            group: group.to_owned(),
        }));
    }
    choices
}

/// Groups that fit a query, of these; all of them for an empty one, as far as they are drawn.
pub(super) fn groups(
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
    matching(groups, within, query, MOST).into_iter().map(choice).collect()
}

/// Whom a choice means.
pub(super) fn party(workspace: &Workspace, choice: &Choice) -> Option<Party> {
    let id = ObjectId::parse(&choice.key)?;
    let directory = workspace.directory();
    let found =
        crate::store::members::find(id, &directory.users, &directory.groups, &directory.devices);
    found.map(|(of, row)| Party::Here(Subject { of, row }))
}
