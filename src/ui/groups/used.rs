//! The card that says where a group is used.

use crate::{
    domain::{Attribute, GroupId, attribute::Of},
    i18n::Text,
    messages,
    session::Session,
    store::{Cell, Extent},
    tenant::usage::Usage,
    ui::{groups::usage_texts as t, kit::lang::lang, objects::link::object},
};
use leptos::prelude::*;

/// Names that are shown at once.
const MOST: usize = 50;

/// Where a group is used, as far as it was imported; what cannot be known yet is named.
pub fn used(session: Session, group: GroupId) -> AnyView {
    let locale = lang();
    let line = move |name: Text, value: AnyView| {
        view! {
            <div>
                <dt>{name.get(locale)}</dt>
                <dd>{value}</dd>
            </div>
        }
        .into_any()
    };
    let said = move |text: Text| view! { <span class="quiet">{text.get(locale)}</span> }.into_any();
    let content = move || {
        session.with(|workspace| {
            let usage = Usage::of(workspace, group);
            let above = usage.active_above(workspace).len() as u64;
            let within =
                if above > 0 { t::IN_COUNT.of(locale, above).into_any() } else { said(t::IN_NONE) };
            let more = (usage.within.extent != Extent::Complete).then(|| said(t::AT_LEAST));
            let named = if usage.named_by.is_empty() {
                said(t::NAMED_BY_NONE)
            } else {
                let rest = usage.named_by.len().saturating_sub(MOST) as u64;
                let names: Vec<AnyView> = usage
                    .named_by
                    .iter()
                    .take(MOST)
                    .map(|one| object(workspace.directory(), Of::Group, *one))
                    .collect();
                let rest = (rest > 0).then(|| crate::ui::groups::texts::MORE.of(locale, rest));
                view! { {names} {rest} }.into_any()
            };
            let roles = match &usage.roles {
                None => said(t::ROLES_UNKNOWN),
                Some(roles) if roles.is_empty() => said(t::NO_ROLES),
                Some(roles) => {
                    let held: Vec<String> =
                        roles.iter().map(|role| messages::role(*role, locale)).collect();
                    locale.list_and(&held).into_any()
                }
            };
            let licences = match workspace.groups().read(group, Attribute::GROUP_ASSIGNED_LICENSES)
            {
                Cell::Texts(texts) => {
                    t::LICENCES_GIVEN.of(locale, texts.iter().count() as u64).into_any()
                }
                Cell::Null => said(t::LICENCES_NONE),
                _ => said(t::LICENCES_UNKNOWN),
            };
            view! {
                <section class="card">
                    <h2>{t::TITLE.get(locale)}</h2>
                    <dl class="facts">
                        {line(t::IN_GROUPS, view! { <span>{within}</span> {more} }.into_any())}
                        {line(t::NAMED_BY, named)} {line(t::ROLES, roles)}
                        {line(t::LICENCES, licences)}
                        {line(t::ACCESS, said(t::ACCESS_UNKNOWN))}
                        {line(t::APPS, said(t::APPS_UNKNOWN))}
                        {line(t::INTUNE, said(t::INTUNE_UNKNOWN))}
                    </dl>
                </section>
            }
        })
    };
    content.into_any()
}
