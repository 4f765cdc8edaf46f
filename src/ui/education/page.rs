//! The page about education.

use super::{organisation, portal, promises, statement, switches, texts as t};
use crate::{
    education::library::Library,
    i18n::Locale,
    session::{Session, education::Brought},
    ui::{
        kit::{
            lang::lang,
            notice::{Notice, strip},
            tabs::Tabs,
        },
        page::Page,
        part::part,
        shell::heading,
    },
};
use leptos::prelude::*;
use std::sync::Arc;

/// The parts as the address names them.
const PARTS: [&str; 5] = ["statement", SWITCHES, "promises", ORGANISATION, "portal"];
pub(super) const SWITCHES: &str = "switches";
pub(super) const ORGANISATION: &str = "organisation";

/// The page.
pub fn education_page(session: Session) -> AnyView {
    let locale = lang();
    let selected = part(Page::Education, &PARTS);
    let titles = [
        t::PART_STATEMENT,
        t::PART_SWITCHES,
        t::PART_PROMISES,
        t::PART_ORGANISATION,
        t::PART_PORTAL,
    ]
    .map(|text| Signal::stored(text.get(locale).to_owned()))
    .into_iter()
    .collect::<Vec<_>>();
    let panel = Callback::new(move |at: usize| match at {
        0 => statement::part(session, locale),
        1 => with_library(session, locale, locale, move |library| {
            switches::part(session, &library, locale)
        }),
        2 => promises::part(session, locale),
        3 => organisation::part(session, locale),
        _ => portal::part(session, locale),
    });
    view! {
        <div class="page-head">
            {heading(Page::Education.title().get(locale))} <p class="lead">{t::LEAD.get(locale)}</p>
        </div>
        <Tabs label=t::PARTS.get(locale) titles=titles selected=selected panel=panel />
    }
    .into_any()
}

/// Draws with what the site brings in a language; until then, or if it does not come, says so.
pub(super) fn with_library(
    session: Session,
    of: Locale,
    locale: Locale,
    draw: impl Fn(Arc<Library>) -> AnyView + Send + 'static,
) -> AnyView {
    let content = move || match session.library(of) {
        Brought::NotAsked | Brought::Loading => {
            view! { <p class="quiet" role="status">{t::LOADING.get(locale)}</p> }.into_any()
        }
        Brought::Failed => {
            let again = move |_| session.ask_library_again(of);
            let content = view! {
                <div class="line between">
                    <span>{t::FAILED.get(locale)}</span>
                    <button type="button" class="btn" on:click=again>
                        {t::AGAIN.get(locale)}
                    </button>
                </div>
            };
            strip(Notice::Warn, content)
        }
        Brought::There(library) => draw(library),
    };
    content.into_any()
}
