//! The page of a group.

use crate::{
    domain::{Attribute, Existence, ObjectId, Row, attribute::Of},
    messages,
    session::Session,
    store::Directory,
    ui::{
        audit,
        kit::{icon::Icon, lang::lang, notice::empty},
        nav::{plain, use_nav},
        objects::{
            drift::rule,
            facts::facts,
            field::{kind, membership},
            inside::inside,
            members::{direct, owners},
            texts as t,
        },
        page::Page,
        shell::heading,
    },
};
use leptos::prelude::*;

/// The page of the group whose object id the fragment names.
pub fn group_page(session: Session) -> AnyView {
    let group = named(session, Of::Group);
    (move || match group.get() {
        Some(group) => page(session, group),
        None => nobody(Page::Groups, t::ALL_GROUPS),
    })
    .into_any()
}

/// The object of a kind that the fragment names.
pub(super) fn named(session: Session, of: Of) -> Memo<Option<Row>> {
    let fragment = use_nav().fragment();
    Memo::new(move |_| {
        let id = fragment.with(|fragment| ObjectId::parse(fragment.get("id")?))?;
        session.with(|workspace| {
            let objects = workspace.directory().of(of);
            objects.find(id).filter(|row| objects.existence(*row) != Existence::Absent)
        })
    })
}

pub(super) fn nobody(list: Page, all: crate::i18n::Text) -> AnyView {
    let locale = lang();
    let action = view! { <a class="btn primary" href=plain(list)>{all.get(locale)}</a> };
    view! {
        <div class="visually-hidden">{heading(t::NOT_HERE.get(locale))}</div>
        {empty(Icon::Groups, t::NOT_HERE.get(locale), t::NOT_HERE_WHY.get(locale), action)}
    }
    .into_any()
}

fn page(session: Session, group: Row) -> AnyView {
    let locale = lang();
    let name = session.select(move |w| messages::object_name(&w.directory().groups, group));
    let marks = session.select(move |w| marks(w.directory(), group, locale));
    let badges = move || {
        let badge = |text: String| view! { <span class="badge">{text}</span> " " }.into_any();
        marks.get().into_iter().map(badge).collect::<Vec<_>>()
    };
    view! {
        <div class="page-head">
            {heading(move || name.get())} <p class="line badges">{badges}</p>
            {audit::link::of_object(session.with_untracked(|w| w.directory().groups.id(group)))}
        </div>
        <div class="sections">
            {rule(session, group)} {owners(session, group)} {direct(session, group)}
            {inside(session, Of::Group, group)} {facts(session, Of::Group, group)}
        </div>
    }
    .into_any()
}

/// What stands beside the name.
fn marks(directory: &Directory, group: Row, locale: crate::i18n::Locale) -> Vec<String> {
    let groups = &directory.groups;
    let boolean = |attribute| groups.read(group, attribute).boolean() == Some(true);
    let state = groups.get(group, Attribute::GROUP_MEMBERSHIP_RULE_PROCESSING_STATE);
    let paused = state.as_text().is_some_and(|state| state.eq_ignore_ascii_case("Paused"));
    let deleted = matches!(groups.existence(group), Existence::Deleted(_));
    [
        kind(groups, group).map(messages::group::kind),
        membership(groups, group).map(messages::group::membership),
        deleted.then_some(t::DELETED),
        paused.then_some(t::PAUSED),
        boolean(Attribute::GROUP_ON_PREMISES_SYNC_ENABLED).then_some(t::SYNCED),
        boolean(Attribute::GROUP_IS_ASSIGNABLE_TO_ROLE).then_some(t::SHOW_ROLE_ASSIGNABLE),
    ]
    .into_iter()
    .flatten()
    .map(|text| text.get(locale).to_owned())
    .collect()
}
