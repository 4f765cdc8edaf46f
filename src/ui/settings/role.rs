//! With whose rights changes are judged.

use crate::{
    domain::{Actor, Role},
    messages,
    session::Session,
    ui::{kit::lang::lang, texts::settings as t},
};
use leptos::prelude::*;

pub(super) fn role(session: Session) -> AnyView {
    let locale = lang();
    let chosen = move || session.actor().with(|actor| actor.roles.first().copied());
    let option = move |(at, role): (usize, Role)| {
        let selected = move || chosen() == Some(role);
        view! { <option value=at.to_string() selected=selected>{messages::role(role, locale)}</option> }
            .into_any()
    };
    let choose = move |event| {
        let at: Option<usize> = event_target_value(&event).parse().ok();
        if let Some(role) = at.and_then(|at| Role::known().nth(at)) {
            let name = role.name().unwrap_or_default().to_owned();
            session.set_actor(Actor { id: None, name, roles: vec![role] });
        }
    };
    view! {
        <section class="stack">
            <div class="field">
                <label for="role">{t::ROLE.get(locale)}</label>
                <select class="input" id="role" aria-describedby="role-hint" on:change=choose>
                    {Role::known().enumerate().map(option).collect::<Vec<_>>()}
                </select>
                <p class="hint" id="role-hint">{t::ROLE_HINT.get(locale)}</p>
            </div>
        </section>
    }
    .into_any()
}
