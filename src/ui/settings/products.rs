//! Which table names products, and the way to be rid of the one that was taken in.

use crate::{
    i18n::Locale,
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

pub(super) fn products(shelf: Shelf) -> AnyView {
    let locale = lang();
    // Nothing before it was read.
    let taken = RwSignal::new_local(None::<Result<Option<TakenIn>, StorageError>>);
    Effect::new(move |_| {
        shelf.product_tables().track();
        spawn_local(async move { drop(taken.try_set(Some(shelf.product_table().await))) });
    });
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
            </dl>
            {button}
            <div role="status">{refused}</div>
        </section>
    }
    .into_any()
}

fn of_taken(taken: &Result<Option<TakenIn>, StorageError>, locale: Locale) -> AnyView {
    match taken {
        Ok(None) => view! { <span>{t::PRODUCTS_NONE.get(locale)}</span> }.into_any(),
        Ok(Some(table)) => {
            let count = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
            let products = import::PRODUCTS.of(locale, count(table.catalogue.products().len()));
            let plans = import::PLANS.of(locale, count(table.catalogue.plans().len()));
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
