//! The groups that an object is in, and how.

use crate::{
    domain::{Party, Row, Subject, attribute::Of, group::Membership},
    i18n::{Locale, Text},
    messages,
    session::Session,
    store::{Directory, Extent, Side, group_membership},
    ui::{
        groups::relate::{Ask, Relater},
        kit::{
            icon::{Icon, icon},
            lang::lang,
        },
        objects::{link::object, texts as t},
        texts::users,
    },
};
use leptos::prelude::*;

/// Groups that are shown at once.
const MOST: usize = 200;

/// A card with the groups that an object is in, directly or through others; nothing where the workspace
/// has no groups.
pub fn inside(session: Session, of: Of, row: Row) -> AnyView {
    let locale = lang();
    let subject = Subject { of, row };
    let relater = Relater::new(|| {});
    let open = session.select(move |w| w.is_active(subject));
    let content = move || {
        let verbs = (open.get() && session.writes().get()).then(|| verbs(subject, relater, locale));
        session.with(|workspace| {
            let directory = workspace.directory();
            (directory.groups.active_count() > 0).then(|| card(directory, of, row, verbs, locale))
        })
    };
    view! { {content} {relater.view(session)} }.into_any()
}

/// The ways to put the object into groups, and to take it out.
fn verbs(subject: Subject, relater: Relater, locale: Locale) -> AnyView {
    let button = |shape: Icon, text: Text, adds: bool| {
        let open = move |_| {
            let parties = vec![Party::Here(subject)];
            relater.open(Ask { groups: Vec::new(), parties, side: None, adds });
        };
        view! {
            <button type="button" class="btn" on:click=open>
                {icon(shape)} {text.get(locale)}
            </button>
        }
        .into_any()
    };
    view! {
        <div class="line">
            {button(Icon::Add, users::ADD_TO_GROUPS, true)}
            {button(Icon::Close, users::REMOVE_FROM_GROUPS, false)}
        </div>
    }
    .into_any()
}

fn card(
    directory: &Directory,
    of: Of,
    row: Row,
    verbs: Option<AnyView>,
    locale: Locale,
) -> AnyView {
    let reach = directory.members.above(of, row);
    let groups = &directory.groups;
    let all: Vec<Row> = reach.groups().filter(|group| groups.active().contains(group.0)).collect();
    let direct: Vec<Row> = directory.members.groups_with(Side::Members, of, row).collect();
    let how = |group: Row| {
        if direct.contains(&group) {
            let by_rule = matches!(
                group_membership(groups, group),
                Some(Membership::DynamicUser | Membership::DynamicDevice)
            );
            let text = if by_rule { t::BY_RULE } else { t::DIRECTLY };
            return text.get(locale).to_owned();
        }
        let path = reach.path(group).unwrap_or_default();
        let names: Vec<String> = path
            .iter()
            .filter(|step| **step != group)
            .map(|step| messages::object_name(groups, *step))
            .collect();
        t::THROUGH.with(locale, &[&names.join(" › ")])
    };
    let item = |group: &Row| {
        view! {
            <li>
                {object(directory, Of::Group, *group)} " "
                <span class="quiet">{how(*group)}</span>
            </li>
        }
        .into_any()
    };
    let items: Vec<AnyView> = all.iter().take(MOST).map(item).collect();
    let rest = all.len().saturating_sub(MOST) as u64;
    let more = (rest > 0).then(|| t::AND_MORE.with(locale, &[&locale.number(rest)]));
    let none = all.is_empty().then(|| t::IN_NONE.get(locale));
    let open = (reach.extent != Extent::Complete)
        .then(|| view! { <p class="quiet small">{t::MAY_BE_MORE.get(locale)}</p> }.into_any());
    view! {
        <section class="card">
            <h2>{t::LIES_IN.get(locale)}</h2>
            <ul class="rows-list">{items}</ul>
            <p class="quiet">{none} {more}</p>
            {open}
            {verbs}
        </section>
    }
    .into_any()
}
