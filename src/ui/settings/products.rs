//! Which tables name products, and the way to be rid of the one that was taken in.

use crate::{
    i18n::Locale,
    licensing::Catalogue,
    session::{Shelf, StorageError, TakenIn},
    ui::{
        kit::{
            dom::keep_focus,
            lang::lang,
            notice::{Notice, strip},
        },
        shell::save_state::{near, storage_error},
        texts::{import, settings as t},
    },
};
use leptos::{prelude::*, task::spawn_local};
use std::sync::Arc;

/// What is known of both tables; none before it was read.
type Read<T> = RwSignal<Option<T>, LocalStorage>;

pub(super) fn products(shelf: Shelf) -> AnyView {
    let locale = lang();
    let own: Read<Option<Arc<Catalogue>>> = RwSignal::new_local(None);
    let taken: Read<Result<Option<TakenIn>, StorageError>> = RwSignal::new_local(None);
    Effect::new(move |_| {
        shelf.product_tables().track();
        spawn_local(async move { drop(taken.try_set(Some(shelf.product_table().await))) });
    });
    spawn_local(async move { drop(own.try_set(Some(shelf.own_products().await))) });
    let failed = RwSignal::new_local(None::<StorageError>);
    let remove = move |_| {
        spawn_local(async move {
            let removed = shelf.remove_product_table().await;
            if removed.is_ok() {
                drop(taken.try_set(Some(Ok(None))));
                // The button went with the table.
                keep_focus();
            }
            drop(failed.try_set(removed.err()));
        });
    };
    let refused = move || {
        let told = |why| t::PRODUCTS_NOT_REMOVED.with(locale, &[&storage_error(&why, locale)]);
        failed.get().map(told).map(|text| strip(Notice::Bad, text))
    };
    let is_there = move || taken.with(|taken| !matches!(taken, None | Some(Ok(None))));
    let button = move || {
        is_there().then(|| {
            view! {
                <div class="line">
                    <button type="button" class="btn" on:click=remove>
                        {t::PRODUCTS_REMOVE.get(locale)}
                    </button>
                </div>
            }
        })
    };
    view! {
        <section class="stack">
            <h2>{t::PRODUCTS.get(locale)}</h2>
            <dl class="facts">
                <div>
                    <dt>{t::PRODUCTS_TAKEN.get(locale)}</dt>
                    <dd>{move || taken.with(|taken| taken.as_ref().map(|it| of_taken(it, locale)))}</dd>
                </div>
                <div>
                    <dt>{t::PRODUCTS_OWN.get(locale)}</dt>
                    <dd>{move || own.with(|own| own.as_ref().map(|it| of_own(it.as_deref(), locale)))}</dd>
                </div>
            </dl>
            {button}
            <div role="status">{refused}</div>
        </section>
    }
    .into_any()
}

fn counted(catalogue: &Catalogue, locale: Locale) -> [String; 2] {
    let number = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    [
        import::PRODUCTS.of(locale, number(catalogue.products().len())),
        import::PLANS.of(locale, number(catalogue.plans().len())),
    ]
}

fn of_taken(taken: &Result<Option<TakenIn>, StorageError>, locale: Locale) -> AnyView {
    match taken {
        Ok(None) => view! { <span>{t::PRODUCTS_NONE.get(locale)}</span> }.into_any(),
        Ok(Some(table)) => {
            let [products, plans] = counted(&table.catalogue, locale);
            let values = [&products, &plans, table.file.as_str(), &near(table.at, locale)];
            view! {
                <span>{t::PRODUCTS_FROM.with(locale, &values)}</span>
                <p class="quiet">{t::PRODUCTS_ORDER.get(locale)}</p>
            }
            .into_any()
        }
        Err(why) => {
            let why = storage_error(why, locale);
            strip(Notice::Warn, t::PRODUCTS_UNREADABLE.with(locale, &[&why]))
        }
    }
}

fn of_own(own: Option<&Catalogue>, locale: Locale) -> String {
    let Some(catalogue) = own else { return t::PRODUCTS_NOT_THERE.get(locale).to_owned() };
    let [products, _] = counted(catalogue, locale);
    match catalogue.dated() {
        Some(day) => t::PRODUCTS_DATED.with(locale, &[&products, &locale.day(day)]),
        None => products,
    }
}
