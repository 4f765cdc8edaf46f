//! Microsoft's table of products among the files: what it would bring, and what became of it.

use super::count;
use crate::{
    i18n::Locale,
    session::{
        Import, Shelf, TakenIn,
        import::{Gathered, Outcome},
    },
    ui::{
        kit::notice::{Notice, strip},
        nav::plain,
        page::Page,
        shell::save_state::{near, storage_error},
        texts::import as t,
    },
};
use leptos::{prelude::*, task::spawn_local};

/// What the table names, and which one it replaces; nothing where no file is one.
pub(super) fn products(import: Import, gathered: &Gathered, locale: Locale) -> AnyView {
    let Some(table) = &gathered.staging.products else { return ().into_any() };
    let known = &table.catalogue;
    let products = t::PRODUCTS.of(locale, count(known.products().len()));
    let plans = t::PLANS.of(locale, count(known.plans().len()));
    let before = RwSignal::new_local(None::<TakenIn>);
    spawn_local(async move {
        if let Ok(kept) = import.product_table().await {
            drop(before.try_set(kept));
        }
    });
    let replaced = move || {
        let replaced =
            |it: &TakenIn| t::PRODUCTS_REPLACE.with(locale, &[&it.file, &near(it.at, locale)]);
        before.with(|before| before.as_ref().map(replaced)).map(|text| view! { <p>{text}</p> })
    };
    view! {
        <section class="stack measure">
            <h2>{t::PRODUCTS_TITLE.get(locale)}</h2>
            <p>{t::PRODUCTS_READ.with(locale, &[&table.file, &products, &plans])}</p>
            {replaced}
            <p class="quiet">{t::PRODUCTS_FOR_ALL.get(locale)}</p>
        </section>
    }
    .into_any()
}

/// Whether the table is kept; nothing where no file was one.
pub(super) fn kept(outcome: &Outcome, locale: Locale) -> Option<AnyView> {
    Some(match outcome.products.as_ref()? {
        Ok(products) => strip(Notice::Good, t::PRODUCTS_KEPT.of(locale, count(*products))),
        Err(why) => {
            let why = storage_error(why, locale);
            strip(Notice::Bad, t::PRODUCTS_NOT_KEPT.with(locale, &[&why]))
        }
    })
}

/// Where to go on when nothing but the table was taken in.
pub(super) fn onward(shelf: Shelf, locale: Locale) -> AnyView {
    let licences = shelf.session_untracked().map(|_| {
        view! {
            <a class="btn primary" href=plain(Page::Licences)>{Page::Licences.title().get(locale)}</a>
        }
    });
    view! {
        <div class="line">
            {licences}
            <a class="btn" href=plain(Page::Settings)>{t::PRODUCTS_TITLE.get(locale)}</a>
        </div>
    }
    .into_any()
}
