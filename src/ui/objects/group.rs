//! The page of a group.

use crate::{
    domain::{Attribute, Existence, ObjectId, Row, Subject, attribute::Of},
    i18n::Locale,
    messages,
    session::Session,
    store::{group_kind, group_membership},
    tenant::{Workspace, groups::Nature},
    ui::{
        audit,
        changes::by_object::staged_card,
        groups::{
            convert::Converter,
            header::{days, lead, verbs},
            owners::owners,
            relate::Relater,
            used::used,
        },
        kit::{dom::keep_focus, icon::Icon, lang::lang, notice::empty, table::Picked},
        licences,
        nav::{plain, use_nav},
        objects::{drift::rule, inside::inside, members::direct, texts as t},
        page::Page,
        shell::heading,
        user::{ask::Asker, field::field, texts as user},
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
    // It may have been here a moment ago, with a dialog that had the focus.
    keep_focus();
    let action = view! { <a class="btn primary" href=plain(list)>{all.get(locale)}</a> };
    view! {
        <div class="visually-hidden">{heading(t::NOT_HERE.get(locale))}</div>
        {empty(Icon::Groups, t::NOT_HERE.get(locale), t::NOT_HERE_WHY.get(locale), action)}
    }
    .into_any()
}

fn page(session: Session, group: Row) -> AnyView {
    let locale = lang();
    let (asker, converter) = (Asker::provide(), Converter::new());
    let picked = Picked::new();
    // Whoever was selected is out, or in; the selection has had its use.
    let relater = Relater::new(move || picked.clear());
    let name = session.select(move |w| messages::object_name(&w.directory().groups, group));
    let marks = session.select(move |w| marks(w, group, locale));
    let badges = move || {
        let badge = |(class, text): (&'static str, String)| {
            view! { <span class=class>{text}</span> " " }.into_any()
        };
        marks.get().into_iter().map(badge).collect::<Vec<_>>()
    };
    view! {
        <div class="page-head">
            {heading(move || name.get())} <p class="line badges">{badges}</p>
            {audit::link::of_object(session.with_untracked(|w| w.directory().groups.id(group)))}
        </div>
        {verbs(session, group, asker, converter)} {lead(session, group)}
        {staged_card(session, Subject::group(group))}
        <div class="sections">
            {rule(session, group, converter)} {owners(session, group, relater)}
            {direct(session, group, relater, picked)} {inside(session, Of::Group, group)}
            {licences::group_card(session, group)} {used(session, group)}
            {attributes(session, group)}
        </div>
        {asker.view(session)} {converter.view(session)} {relater.view(session)}
    }
    .into_any()
}

/// What stands beside the name, with its style.
fn marks(workspace: &Workspace, group: Row, locale: Locale) -> Vec<(&'static str, String)> {
    let groups = workspace.groups();
    let boolean = |attribute| groups.read(group, attribute).boolean() == Some(true);
    let state = groups.get(group, Attribute::GROUP_MEMBERSHIP_RULE_PROCESSING_STATE);
    let paused = Nature::in_table(groups, group).is_dynamic()
        && state.as_text().is_some_and(|state| state.eq_ignore_ascii_case("Paused"));
    let existence = groups.existence(group);
    let deleted = matches!(existence, Existence::Deleted(_));
    let diff = workspace.staged().group(group);
    let fate = match diff.and_then(|diff| diff.existence) {
        Some(Existence::Absent) => Some(user::CREATED_HERE),
        Some(Existence::Deleted(_)) => Some(user::RESTORED),
        _ => None,
    };
    let staged = diff.map_or(0, |diff| {
        diff.attributes.len() + diff.relations.len() + usize::from(diff.existence.is_some())
    });
    let say = |text: crate::i18n::Text| text.get(locale).to_owned();
    [
        group_kind(groups, group).map(|kind| ("badge", say(messages::group::kind(kind)))),
        group_membership(groups, group)
            .map(|membership| ("badge", say(messages::group::membership(membership)))),
        deleted.then(|| ("badge bad", say(t::DELETED))),
        days(existence, locale).map(|days| ("badge warn", days)),
        paused.then(|| ("badge warn", say(t::PAUSED))),
        boolean(Attribute::GROUP_ON_PREMISES_SYNC_ENABLED).then(|| ("badge", say(t::SYNCED))),
        boolean(Attribute::GROUP_IS_ASSIGNABLE_TO_ROLE)
            .then(|| ("badge", say(t::SHOW_ROLE_ASSIGNABLE))),
        fate.map(|fate| ("badge staged", say(fate))),
        (staged > 0).then(|| ("badge staged", user::STAGED.of(locale, staged as u64))),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The attributes, edited in place where they can be; those without a value are folded.
fn attributes(session: Session, group: Row) -> AnyView {
    let locale = lang();
    // As it is now: rows do not move while somebody edits them.
    let (shown, rest): (Vec<Attribute>, Vec<Attribute>) = session.with_untracked(|workspace| {
        let groups = workspace.groups();
        let told = |attribute: &Attribute| {
            groups.read(group, *attribute).is_value()
                || attribute.definition().required
                || workspace.staged().baseline(group, *attribute).is_some()
                || *attribute == Attribute::GROUP_DESCRIPTION
        };
        // The rule and the licences have cards of their own.
        let own = |attribute: &Attribute| {
            *attribute == Attribute::GROUP_MEMBERSHIP_RULE || attribute.is_of_licenses()
        };
        Attribute::all_of(Of::Group).filter(|one| !own(one)).partition(told)
    });
    let rows = move |attributes: &[Attribute]| {
        let row = |attribute: &Attribute| field(session, group, *attribute);
        attributes.iter().map(row).collect::<Vec<_>>()
    };
    let count = rest.len() as u64;
    let folded = (count > 0).then(|| {
        let (rest, open) = (StoredValue::new(rest), RwSignal::new(false));
        let toggle = move |event: leptos::ev::Event| {
            open.set(event_target::<web_sys::Element>(&event).has_attribute("open"));
        };
        let list = move || {
            open.get().then(|| {
                view! { <dl class="facts">{rest.with_value(|rest| rows(rest))}</dl> }
            })
        };
        view! {
            <details on:toggle=toggle>
                <summary class="quiet">{t::MORE_FACTS.of(locale, count)}</summary>
                {list}
            </details>
        }
    });
    view! {
        <section class="card two">
            <h2>{t::FACTS.get(locale)}</h2>
            <dl class="facts">{rows(&shown)}</dl>
            {folded}
        </section>
    }
    .into_any()
}
