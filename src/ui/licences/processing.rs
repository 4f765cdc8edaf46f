//! How far the service is with the licences of groups: a word on each, and that figures may still change.

use super::{renewal_texts as t, texts};
use crate::{
    domain::{Attribute, Datum, GroupId, Value, attribute::Of},
    i18n::Locale,
    messages,
    session::Session,
    store::Cell,
    tenant::{Workspace, licences::processing::unsettled},
    ui::{
        kit::notice::{Notice, strip},
        objects::link::object,
    },
};
use leptos::prelude::*;

/// Groups that are named.
const MOST: usize = 8;

/// A state in the words of the admin center; a word that is not documented stands for itself.
fn words(state: &str, locale: Locale) -> String {
    let attribute = Attribute::GROUP_LICENSE_PROCESSING_STATE;
    messages::choice(attribute, state)
        .map_or_else(|| state.to_owned(), |text| text.get(locale).to_owned())
}

/// A sign on a group with which the service was not done.
pub(super) fn sign(workspace: &Workspace, group: GroupId, locale: Locale) -> Option<AnyView> {
    let state = unsettled(workspace, group)?;
    Some(view! { " " <span class="badge warn">{words(&state, locale)}</span> }.into_any())
}

/// What the files say of one group: on its card.
pub(super) fn of_group(workspace: &Workspace, group: GroupId, locale: Locale) -> AnyView {
    let groups = workspace.groups();
    let state = match groups.read(group, Attribute::GROUP_LICENSE_PROCESSING_STATE) {
        Cell::Text(state) => Some(words(state, locale)),
        _ => None,
    };
    let state = state.map(|state| {
        let text = texts::LABELLED.with(locale, &[t::PROCESSING.get(locale), &state]);
        view! { <p class="quiet">{text}</p> }
    });
    let changing = unsettled(workspace, group).is_some();
    let changing = changing.then(|| strip(Notice::Info, t::MAY_CHANGE.get(locale)));
    let in_error = groups.get(group, Attribute::GROUP_HAS_MEMBERS_WITH_LICENSE_ERRORS)
        == Datum::Value(Value::Boolean(true));
    let in_error = in_error.then(|| strip(Notice::Warn, t::MEMBERS_IN_ERROR.get(locale)));
    view! { {state} {changing} {in_error} }.into_any()
}

/// That figures may still change, with the groups because of which.
pub(super) fn note(session: Session, locale: Locale) -> AnyView {
    let note = move || {
        session.with_licences(|workspace, _, licences| {
            let groups = licences.unsettled(workspace);
            if groups.is_empty() {
                return ().into_any();
            }
            let item = |(group, state): &(GroupId, String)| {
                let name = object(workspace.directory(), Of::Group, *group);
                let state = words(state, locale);
                view! { <li>{name} " " <span class="badge warn">{state}</span></li> }.into_any()
            };
            let items: Vec<AnyView> = groups.iter().take(MOST).map(item).collect();
            let rest = groups.len().saturating_sub(MOST) as u64;
            let more = (rest > 0).then(|| view! { <li>{t::MORE_GROUPS.of(locale, rest)}</li> });
            let line = view! {
                <div>
                    {t::UNSETTLED.of(locale, groups.len() as u64)}
                    <ul class="plain-list">{items} {more}</ul>
                </div>
            };
            strip(Notice::Info, line)
        })
    };
    note.into_any()
}
