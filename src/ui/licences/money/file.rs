//! The price list as a file: taken in, and out.

use super::{
    super::names,
    prices::{amount_problem, listed},
    texts as t,
    told::export,
};
use crate::{
    domain::{Command, SkuId},
    exchange::prices::{self, Column, Fault, NoPrices, PriceFile},
    i18n::Locale,
    licensing::Catalogue,
    session::{Products, Session, browser},
    tenant::{Workspace, money::Prices},
    ui::{
        kit::{
            icon::{Icon, icon},
            notice::{Notice, strip},
        },
        user::act::denied_text,
    },
};
use leptos::{ev, html, prelude::*, task::spawn_local};
use wasm_bindgen::JsCast as _;
use web_sys::HtmlInputElement;

/// Rows that are named.
const MOST: usize = 8;

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
enum State {
    Nothing,
    Failed(String),
    /// So many rows were taken, and these were not.
    Taken(usize, Vec<(u32, Fault)>),
}

/// The way in and out.
pub(super) fn buttons(session: Session, locale: Locale) -> AnyView {
    let state = RwSignal::new(State::Nothing);
    let input = NodeRef::<html::Input>::new();
    let products = session.products();
    let chosen = move |event: ev::Event| {
        let Some(target) = event.target() else { return };
        let Ok(field) = target.dyn_into::<HtmlInputElement>() else { return };
        let file = field.files().and_then(|files| files.get(0));
        field.set_value("");
        let Some(file) = file else { return };
        spawn_local(async move {
            // Part numbers are looked up among all products.
            while products.try_get_untracked() == Some(Products::Loading) {
                browser::wait(50).await;
            }
            let read = browser::read(&file, 0, browser::size(&file)).await;
            let became = match read {
                Some(bytes) => take(session, &bytes, locale),
                None => State::Failed(t::UNREADABLE.get(locale).to_owned()),
            };
            drop(state.try_set(became));
        });
    };
    let choose = move |_| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let told = move || match state.get() {
        State::Nothing => ().into_any(),
        State::Failed(text) => strip(Notice::Bad, text),
        State::Taken(rows, faults) => taken(rows, &faults, locale),
    };
    let out = export(
        session,
        t::FILE_PRICES,
        t::EXPORTED,
        move |profile| {
            session.with_licences(|workspace, catalogue, licences| {
                let prices = Prices::of(workspace);
                let line = |(_, sku): (String, SkuId)| {
                    let part_number = names::part_number(workspace, catalogue, sku);
                    (sku, part_number, prices.get(sku))
                };
                let all = listed(workspace, catalogue, licences);
                let lines: Vec<_> = all.into_iter().map(line).collect();
                (prices::table(&lines, profile), lines.len())
            })
        },
        locale,
    );
    view! {
        <div class="line">
            <button type="button" class="btn" on:click=choose>
                {icon(Icon::Upload)} {t::TAKE_FILE.get(locale)}
            </button>
            <input
                type="file"
                accept=".csv,.txt,text/csv"
                hidden
                node_ref=input
                aria-label=t::TAKE_FILE.get(locale)
                on:change=chosen
            />
            {out}
        </div>
        <p class="quiet">{t::TAKE_FILE_WHY.get(locale)}</p>
        <div class="stack" role="status">{told}</div>
    }
    .into_any()
}

/// The products with a part number: the tenant's own first.
fn with_part_number(workspace: &Workspace, catalogue: &Catalogue, text: &str) -> Vec<SkuId> {
    let owned = workspace.organisation().subscriptions.as_deref().unwrap_or_default();
    let same = |own: &str| crate::text::fold::same(own.trim(), text.trim());
    let own = owned.iter().filter(|one| same(&one.part_number)).map(|one| one.sku);
    let own: Vec<SkuId> = own.collect();
    if own.is_empty() { catalogue.with_part_number(text) } else { own }
}

fn take(session: Session, bytes: &[u8], locale: Locale) -> State {
    let read = untrack(|| {
        session.with_licences(|workspace, catalogue, _| {
            let products = |text: &str| with_part_number(workspace, catalogue, text);
            prices::read(bytes, &products, workspace.ledger().prices())
        })
    });
    let PriceFile { prices, faults } = match read {
        Some(Ok(file)) => file,
        Some(Err(NoPrices { missing })) => {
            let names: Vec<&str> = missing.into_iter().map(Column::header).collect();
            return State::Failed(t::MISSING.with(locale, &[&names.join(", ")]));
        }
        None => return State::Failed(t::UNREADABLE.get(locale).to_owned()),
    };
    let noted = session.with_untracked(Prices::of);
    let new = prices.iter().filter(|(sku, price)| noted.get(*sku) != *price).count();
    if new == 0 {
        return State::Taken(0, faults);
    }
    match session.dispatch(&Command::Price { prices }) {
        Ok(_) => State::Taken(new, faults),
        Err(denied) => State::Failed(denied_text(session, &denied, locale)),
    }
}

fn taken(rows: usize, faults: &[(u32, Fault)], locale: Locale) -> AnyView {
    let lead = if rows == 0 {
        strip(Notice::Info, t::FILE_SAME.get(locale))
    } else {
        strip(Notice::Good, t::FILE_TAKEN.of(locale, rows as u64))
    };
    let line = |(row, fault): &(u32, Fault)| {
        let text = t::ROW.with(locale, &[&locale.number(u64::from(*row)), &said(fault, locale)]);
        view! { <li>{text}</li> }.into_any()
    };
    let lines: Vec<AnyView> = faults.iter().take(MOST).map(line).collect();
    let rest = faults.len().saturating_sub(MOST) as u64;
    let more = (rest > 0).then(|| view! { <li class="quiet">{t::MORE.of(locale, rest)}</li> });
    let left = (!lines.is_empty()).then(|| {
        let content = view! {
            <p>{t::LEFT_OUT.of(locale, faults.len() as u64)}</p>
            <ul class="dots">{lines} {more}</ul>
        };
        strip(Notice::Warn, content)
    });
    view! { {lead} {left} }.into_any()
}

/// Why a row was left out.
fn said(fault: &Fault, locale: Locale) -> String {
    match fault {
        Fault::NoProduct { text } => t::FAULT_NO_PRODUCT.with(locale, &[text]),
        Fault::Ambiguous { text } => t::FAULT_AMBIGUOUS.with(locale, &[text]),
        Fault::Amount { text, why, currency } => amount_problem(text, *why, *currency, locale),
        Fault::NotACurrency { text } => t::FAULT_CURRENCY.with(locale, &[text]),
        Fault::OtherCurrency { text } => t::FAULT_OTHER_CURRENCY.with(locale, &[text]),
        Fault::NotATerm { text } => t::FAULT_TERM.with(locale, &[text]),
        Fault::Repeated { first } => {
            t::FAULT_REPEATED.with(locale, &[&locale.number(u64::from(*first))])
        }
        Fault::TooManyCells => t::FAULT_LONG.get(locale).to_owned(),
    }
}
