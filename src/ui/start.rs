//! The start page: the sample, files, the collector, and what this browser keeps.

pub(super) mod intake;
mod recent;

use crate::{
    i18n::Locale,
    session::Shelf,
    ui::{
        kit::{
            icon::{Icon, icon},
            lang::lang,
        },
        nav::plain,
        page::Page,
        shell::heading,
        start::intake::use_intake,
        texts::{shell, start as t},
        workbench::{Ask, Workbench},
    },
};
use leptos::prelude::*;

pub(super) fn start_page(shelf: Shelf, workbench: Workbench) -> AnyView {
    let locale = lang();
    let back = move || {
        let session = shelf.session()?;
        let name = session.entry().with(|entry| entry.name.clone());
        let text = t::BACK_TO.with(locale, &[&name]);
        Some(view! { <a class="btn" href=plain(Page::Overview)>{text}</a> }.into_any())
    };
    view! {
        <div class="page-head">
            {heading(Page::Start.title().get(locale))}
            {back}
            <p class="lead">{t::PROMISE.get(locale)}</p>
        </div>
        <div class="cards">
            {files_card(locale)}
            {sample_card(workbench, locale)}
            {collector_card(locale)}
        </div>
        {recent::recent(shelf, workbench)}
    }
    .into_any()
}

fn sample_card(workbench: Workbench, locale: Locale) -> AnyView {
    let open = move |_| workbench.act(Ask::Sample(shell::SAMPLE_NAME.get(locale)));
    view! {
        <section class="card">
            <h2>{t::SAMPLE_TITLE.get(locale)}</h2>
            <p class="quiet">{t::SAMPLE_TEXT.get(locale)}</p>
            <div class="line">
                <button type="button" class="btn primary" id="open-sample" on:click=open>
                    {icon(Icon::Users)} {t::OPEN_SAMPLE.get(locale)}
                </button>
            </div>
        </section>
    }
    .into_any()
}

fn collector_card(locale: Locale) -> AnyView {
    view! {
        <section class="card">
            <h2>{t::COLLECTOR_TITLE.get(locale)}</h2>
            <p class="quiet">{t::COLLECTOR_TEXT.get(locale)}</p>
            <div class="line">
                <a class="btn" href=plain(Page::Collector)>{t::SEE_COLLECTOR.get(locale)}</a>
            </div>
        </section>
    }
    .into_any()
}

fn files_card(locale: Locale) -> AnyView {
    let intake = use_intake();
    view! {
        <section class="card drop-card">
            <h2>{t::DROP_TITLE.get(locale)}</h2>
            <p class="quiet">{t::DROP_TEXT.get(locale)}</p>
            <div class="line">
                <button type="button" class="btn" on:click=move |_| intake.choose_files()>
                    {icon(Icon::Upload)} {t::CHOOSE_FILES.get(locale)}
                </button>
                <button type="button" class="btn" on:click=move |_| intake.choose_folder()>
                    {t::CHOOSE_FOLDER.get(locale)}
                </button>
            </div>
        </section>
    }
    .into_any()
}
