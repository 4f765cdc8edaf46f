//! The page as a whole.

use super::{checks, expiry, groups, names, requests, settings, simulate, texts as t};
use crate::{
    domain::{Outcome, Request},
    session::Session,
    ui::{
        kit::{lang::lang, tabs::Tabs},
        page::Page,
        part::part,
        shell::heading,
    },
};
use leptos::prelude::*;

/// The parts as the address names them.
const PARTS: [&str; 7] = ["settings", "groups", "requests", "person", "names", "expiry", "checks"];

/// Self-service of the tenant.
pub fn self_service_page(session: Session) -> AnyView {
    let locale = lang();
    let selected = part(Page::SelfService, &PARTS);
    let pending = session.select(|workspace| {
        let waits = |request: &Request| request.outcome == Outcome::Pending;
        workspace.ledger().requests().filter(|(.., request)| waits(request)).count() as u64
    });
    let stored = |text: crate::i18n::Text| Signal::stored(text.get(locale).to_owned());
    let titles = vec![
        stored(t::SETTINGS),
        stored(t::GROUPS),
        Signal::derive(move || t::REQUESTS.with(locale, &[&locale.number(pending.get())])),
        stored(t::PERSON),
        stored(t::NAMES),
        stored(t::EXPIRY),
        stored(t::CHECKS),
    ];
    let panel = Callback::new(move |at: usize| match at {
        0 => settings::settings(session, locale),
        1 => groups::groups(session, locale),
        2 => requests::requests(session, locale),
        3 => simulate::simulate(session, locale),
        4 => names::names(session, locale),
        5 => expiry::expiry(session, locale),
        _ => checks::checks(session, locale),
    });
    view! {
        <div class="page-head">
            {heading(Page::SelfService.title().get(locale))}
            <p class="lead">{t::LEAD.get(locale)}</p>
        </div>
        <Tabs label=t::VIEWS.get(locale) titles=titles selected=selected panel=panel />
    }
    .into_any()
}
