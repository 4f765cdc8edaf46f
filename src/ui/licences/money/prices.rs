//! The price list: a table to type in.

use super::{super::names, file, texts as t};
use crate::{
    domain::{AmountError, Command, Currency, Price, SkuId, Term},
    i18n::Locale,
    licensing::Catalogue,
    session::Session,
    tenant::{Workspace, licences::Licences, money::Prices},
    ui::{
        kit::{
            dom::{fresh_id, keep_focus},
            field::{ErrorSummary, TextField},
            toast::{Tone, use_toasts},
        },
        user::act::denied_text,
    },
};
use leptos::{ev, prelude::*};

/// What is wrong: the id of a field, and why.
type Wrong = Vec<(String, String)>;

/// A product that can have a price.
#[derive(Clone)]
struct Line {
    sku: SkuId,
    name: String,
    /// Id of the field.
    field: String,
    amount: RwSignal<String>,
    term: RwSignal<Term>,
}

/// Every product that anything speaks of, by name.
pub(super) fn listed(
    workspace: &Workspace,
    catalogue: &Catalogue,
    licences: &Licences,
) -> Vec<(String, SkuId)> {
    let model = licences.model();
    let mut skus: Vec<SkuId> = model.products().filter_map(|one| model.sku(one)).collect();
    skus.extend(workspace.ledger().prices().map(|(sku, _)| sku));
    skus.sort_unstable();
    skus.dedup();
    let named = |sku: SkuId| (names::product(workspace, catalogue, sku), sku);
    let mut all: Vec<(String, SkuId)> = skus.into_iter().map(named).collect();
    let root = crate::text::collate::Collation::Root;
    all.sort_by(|(one, _), (other, _)| crate::text::collate::compare(one, other, root));
    all
}

/// The price list. What is typed is kept until other prices are noted than those of this form.
pub(super) fn prices(session: Session, locale: Locale) -> AnyView {
    let noted = session.select(Prices::of);
    let (own, drawn) = (StoredValue::new(false), RwSignal::new(0_u32));
    Effect::new(move |before: Option<()>| {
        noted.track();
        if before.is_some() && !own.get_value() {
            drawn.update(|drawn| *drawn += 1);
            keep_focus();
        }
        own.set_value(false);
    });
    let table = move || {
        // Names may arrive while the page stands.
        session.products().track();
        drawn.track();
        untrack(|| form(session, &noted.get(), own, locale))
    };
    view! {
        <p>{t::PRICES_WHY.get(locale)}</p>
        {file::buttons(session, locale)}
        {table}
    }
    .into_any()
}

/// An amount as the reader writes it.
fn written(price: Price, locale: Locale) -> String {
    let plain = price.currency.plain(u128::from(price.amount));
    if locale == Locale::Fr { plain.replace('.', ",") } else { plain }
}

fn form(session: Session, noted: &Prices, own: StoredValue<bool>, locale: Locale) -> AnyView {
    let toasts = use_toasts();
    let listed = session
        .with_licences(|workspace, catalogue, licences| listed(workspace, catalogue, licences));
    let line = |(name, sku): (String, SkuId)| {
        let price = noted.get(sku);
        Line {
            sku,
            name,
            field: fresh_id("price"),
            amount: RwSignal::new(price.map(|price| written(price, locale)).unwrap_or_default()),
            term: RwSignal::new(price.map(|price| price.term).unwrap_or_default()),
        }
    };
    let lines: Vec<Line> = listed.unwrap_or_default().into_iter().map(line).collect();
    let currency_field = fresh_id("currency");
    let code = noted.currency().map(|currency| currency.code().to_owned());
    let currency = RwSignal::new(code.unwrap_or_default());
    let errors = RwSignal::new(Wrong::new());
    let rows: Vec<AnyView> = lines.iter().map(|line| row(line, errors, locale)).collect();
    let of_currency = {
        let field = currency_field.clone();
        Signal::derive(move || of_field(errors, &field))
    };
    let field = currency_field.clone();
    let save = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let read = read(&lines, &currency.get_untracked(), &field, locale);
        let prices = match read {
            Ok(prices) => prices,
            Err(wrong) => return errors.set(wrong),
        };
        errors.set(Vec::new());
        let before = session.with_untracked(Prices::of);
        let changed = prices.iter().filter(|(sku, price)| before.get(*sku) != *price).count();
        own.set_value(true);
        match session.dispatch(&Command::Price { prices }) {
            Ok(_) => toasts.show(Tone::Good, t::SAVED.of(locale, changed as u64)),
            Err(denied) => {
                own.set_value(false);
                toasts.show(Tone::Bad, denied_text(session, &denied, locale));
            }
        }
    };
    view! {
        <form class="stack" on:submit=save>
            <ErrorSummary title=t::WRONG.get(locale) errors=errors.into() />
            <div class="show-people">
                <TextField
                    id=currency_field
                    label=t::CURRENCY.get(locale)
                    hint=t::CURRENCY_HINT.get(locale)
                    value=currency
                    errors=of_currency
                />
            </div>
            <div class="scroll-x" tabindex="0" role="region" aria-label=t::PART_PRICES.get(locale)>
                <table class="plain-table by-name" aria-label=t::PART_PRICES.get(locale)>
                    <thead>
                        <tr>
                            <th scope="col">{t::PRODUCT.get(locale)}</th>
                            <th scope="col">{t::PRICE.get(locale)}</th>
                            <th scope="col">{t::TERM.get(locale)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <div class="line">
                <button type="submit" class="btn primary">
                    {t::SAVE.get(locale)}
                </button>
            </div>
        </form>
    }
    .into_any()
}

fn of_field(errors: RwSignal<Wrong>, field: &str) -> Vec<String> {
    errors.with(|all| {
        let of = all.iter().filter(|(one, _)| one == field);
        of.map(|(_, text)| text.clone()).collect()
    })
}

fn row(line: &Line, errors: RwSignal<Wrong>, locale: Locale) -> AnyView {
    let Line { name, field, amount, term, .. } = line.clone();
    let wrong = {
        let field = field.clone();
        move || (!of_field(errors, &field).is_empty()).then_some("true")
    };
    let choose = move |event: ev::Event| {
        let value = event_target_value(&event);
        let chosen = Term::ALL.into_iter().find(|term| term.name() == value);
        term.set(chosen.unwrap_or_default());
    };
    let option = |one: Term| {
        let text = match one {
            Term::Monthly => t::MONTHLY,
            Term::Yearly => t::YEARLY,
        };
        let is = term.get_untracked() == one;
        view! { <option value=one.name() selected=is>{text.get(locale)}</option> }.into_any()
    };
    view! {
        <tr>
            <th scope="row">{name.clone()}</th>
            <td>
                <input
                    class="input amount-input"
                    id=field
                    type="text"
                    inputmode="decimal"
                    autocomplete="off"
                    aria-label=t::PRICE_OF.with(locale, &[&name])
                    aria-invalid=wrong
                    prop:value=amount
                    on:input=move |event| amount.set(event_target_value(&event))
                />
            </td>
            <td>
                <select
                    class="input"
                    aria-label=t::TERM_OF.with(locale, &[&name])
                    on:change=choose
                >
                    {Term::ALL.map(option).into_iter().collect::<Vec<_>>()}
                </select>
            </td>
        </tr>
    }
    .into_any()
}

/// Why an amount is not taken.
pub(super) fn amount_problem(
    text: &str,
    why: AmountError,
    currency: Currency,
    locale: Locale,
) -> String {
    match why {
        AmountError::NotANumber => t::NOT_A_NUMBER.with(locale, &[text]),
        AmountError::TooFine => t::TOO_FINE.with(locale, &[text, currency.code()]),
        AmountError::TooHigh => t::TOO_HIGH.with(locale, &[text]),
    }
}

/// What was typed as prices, or what is wrong with it, field by field.
fn read(
    lines: &[Line],
    currency: &str,
    currency_field: &str,
    locale: Locale,
) -> Result<Vec<(SkuId, Option<Price>)>, Wrong> {
    let typed = |line: &Line| line.amount.with_untracked(|text| text.trim().to_owned());
    if lines.iter().all(|line| typed(line).is_empty()) {
        return Ok(lines.iter().map(|line| (line.sku, None)).collect());
    }
    let Some(currency) = Currency::parse(currency) else {
        let text = t::NOT_A_CURRENCY.get(locale).to_owned();
        return Err(vec![(currency_field.to_owned(), text)]);
    };
    let (mut prices, mut wrong) = (Vec::new(), Vec::new());
    for line in lines {
        let text = typed(line);
        if text.is_empty() {
            prices.push((line.sku, None));
            continue;
        }
        match currency.amount(&text) {
            Ok(amount) => {
                let term = line.term.get_untracked();
                prices.push((line.sku, Some(Price { amount, currency, term })));
            }
            Err(why) => {
                let problem = amount_problem(&text, why, currency, locale);
                let told = t::OF_PRODUCT.with(locale, &[&line.name, &problem]);
                wrong.push((line.field.clone(), told));
            }
        }
    }
    if wrong.is_empty() { Ok(prices) } else { Err(wrong) }
}
