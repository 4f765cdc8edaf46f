//! The button that lets the lifetime of a group begin anew, wherever a group's expiry is told.

use crate::{
    domain::{Command, GroupId},
    i18n::Locale,
    messages,
    session::Session,
    tenant::{Workspace, expiry::renewed_here},
    ui::{
        groups::texts as t,
        kit::{
            dom::keep_focus,
            icon::{Icon, icon},
            toast::use_toasts,
        },
        user::act::act,
    },
};
use leptos::prelude::*;

/// The button, or that it was pressed. Whether it may be is asked when it is pressed: to ask for every line
/// of a table would cost more than the table.
pub fn renewal(session: Session, workspace: &Workspace, group: GroupId, locale: Locale) -> AnyView {
    if renewed_here(workspace, group) {
        return view! { <span class="badge staged">{t::RENEWAL_STAGED.get(locale)}</span> }
            .into_any();
    }
    let toasts = use_toasts();
    let name = messages::object_name(workspace.groups(), group);
    let label = t::RENEW_OF.with(locale, &[&name]);
    let done = t::RENEWED_DONE.with(locale, &[&name]);
    let press = move |_| {
        let command = Command::RenewGroups { groups: vec![group] };
        if act(session, toasts, locale, &command, &done).is_some() {
            // A sign stands where the button was.
            keep_focus();
        }
    };
    view! {
        <button
            type="button"
            class="btn"
            aria-label=label
            aria-disabled=move || (!session.writes().get()).then_some("true")
            on:click=press
        >
            {icon(Icon::Redo)} {t::RENEW.get(locale)}
        </button>
    }
    .into_any()
}
