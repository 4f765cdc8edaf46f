//! The page of costs.

use super::{mix, prices, products, shares, texts as t, waste};
use crate::{
    i18n::Text,
    session::Session,
    ui::{
        kit::{lang::lang, tabs::Tabs},
        licences::{
            assumed::note,
            page::{names_failed, nothing, nothing_told},
        },
        nav::plain,
        page::Page,
        part::part,
        shell::heading,
    },
};
use leptos::prelude::*;

/// The parts as the address names them.
const PARTS: [&str; 5] = ["prices", "products", "by", "waste", "mix"];

/// What licences cost.
pub fn money_page(session: Session) -> AnyView {
    let locale = lang();
    let selected = part(Page::Money, &PARTS);
    let titles = [t::PART_PRICES, t::PART_PRODUCTS, t::PART_SHARES, t::PART_WASTE, t::PART_MIX];
    let panel = Callback::new(move |at: usize| match at {
        0 => prices::prices(session, locale),
        1 => products::products(session, locale),
        2 => shares::shares(session, locale),
        3 => waste::waste(session, locale),
        _ => mix::mix(session, locale),
    });
    let nothing_told = nothing_told(session);
    let body = move || {
        if nothing_told.get() {
            return nothing(locale);
        }
        let stored = |text: Text| Signal::stored(text.get(locale).to_owned());
        let titles = titles.map(stored).into_iter().collect::<Vec<_>>();
        view! { <Tabs label=t::VIEWS.get(locale) titles=titles selected=selected panel=panel /> }
            .into_any()
    };
    view! {
        <div class="page-head">
            {heading(Page::Money.title().get(locale))}
            <p class="lead">{t::LEAD.get(locale)}</p>
            <div class="line">
                <a href=plain(Page::Licences)>{t::BACK.get(locale)}</a>
            </div>
        </div>
        {names_failed(session)} {note(session)} {body}
    }
    .into_any()
}
