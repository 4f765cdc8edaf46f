//! What a change would do to everybody's licences, in words.

use super::{assumed, names, texts as t};
use crate::{
    domain::Reading,
    i18n::Locale,
    licensing::Catalogue,
    session::Session,
    tenant::{
        Workspace,
        licences::{
            Assumptions, ProductFigures,
            consequences::{Consequences, Shift},
        },
    },
    ui::{
        groups::review::Review,
        kit::notice::{Notice, strip},
    },
};
use leptos::prelude::*;

/// Plans that are named.
const MOST: usize = 12;

/// What would follow from what a review accepts.
pub(super) fn view(
    session: Session,
    review: &Review,
    label: &str,
    locale: Locale,
) -> Option<AnyView> {
    let events = review.events.clone();
    if events.is_empty() {
        return None;
    }
    session.with_licences(|workspace, catalogue, licences| {
        let assumptions = licences.assumptions();
        let found = Consequences::of(workspace, catalogue, assumptions, licences, &events);
        let under = (assumptions, assumptions);
        told(workspace, catalogue, &found, under, label, locale)
    })
}

/// What follows, under what is assumed before and after; whatever is assumed of both is said.
pub(super) fn told(
    workspace: &Workspace,
    catalogue: &Catalogue,
    found: &Consequences,
    (before, after): (Assumptions, Assumptions),
    label: &str,
    locale: Locale,
) -> AnyView {
    // Without a way there: this is told in forms as well, which the way would close.
    let under = if before == after { assumed::sentence(after, locale) } else { None };
    let under = under.map(|text| strip(Notice::Info, text));
    let readings = [before.reading, after.reading];
    let products: Vec<AnyView> = found
        .products
        .iter()
        .map(|shift| product(workspace, catalogue, shift, readings, locale))
        .collect();
    let table = (!products.is_empty()).then(|| {
        let [region, label] = [label, label].map(str::to_owned);
        view! {
            <div class="scroll-x" tabindex="0" role="region" aria-label=region>
                <table class="plain-table" aria-label=label>
                    <thead>
                        <tr>
                            <th scope="col">{t::PRODUCT.get(locale)}</th>
                            <th scope="col" class="amount">{t::HELD.get(locale)}</th>
                            <th scope="col" class="amount">{t::FREE.get(locale)}</th>
                            <th scope="col" class="amount">{t::IN_ERROR.get(locale)}</th>
                        </tr>
                    </thead>
                    <tbody>{products}</tbody>
                </table>
            </div>
        }
    });
    let warn = |text: crate::i18n::Plural, count: u32| {
        (count > 0).then(|| strip(Notice::Warn, text.of(locale, u64::from(count))))
    };
    let mut plans: Vec<(u32, AnyView)> = found
        .plans
        .iter()
        .map(|(plan, (gained, lost))| {
            let name = names::plan(workspace, catalogue, *plan);
            let part = |sign: char, count: &u32| {
                (*count > 0).then(|| format!("{sign}{}", locale.number(u64::from(*count))))
            };
            let parts: Vec<String> =
                [part('+', gained), part('\u{2212}', lost)].into_iter().flatten().collect();
            let row = view! {
                <li class="line between">
                    <span>{name}</span>
                    <span class="number">{parts.join(" ")}</span>
                </li>
            };
            (gained + lost, row.into_any())
        })
        .collect();
    plans.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let rest = plans.len().saturating_sub(MOST) as u64;
    let shown: Vec<AnyView> = plans.into_iter().take(MOST).map(|(_, row)| row).collect();
    let plans = (!shown.is_empty()).then(|| {
        let more =
            (rest > 0).then(|| view! { <li class="quiet">{t::MORE_PLANS.of(locale, rest)}</li> });
        let lead = t::PLANS_CHANGE.of(locale, u64::from(found.people));
        view! {
            <details>
                <summary>{lead}</summary>
                <ul class="plain-list">{shown} {more}</ul>
            </details>
        }
    });
    view! {
        {warn(t::NOT_FORESEEN, found.unknown)} {warn(t::NOT_DECIDED, found.undecided)}
        {warn(t::LOSE_MAILBOX, found.lose_mailbox)}
        {warn(t::LOSE_FILES, found.lose_files)} {table} {plans} {under}
    }
    .into_any()
}

fn product(
    workspace: &Workspace,
    catalogue: &Catalogue,
    shift: &Shift,
    [before, after]: [Reading; 2],
    locale: Locale,
) -> AnyView {
    let arrow = |before: String, after: String| {
        if before == after { before } else { format!("{before} → {after}") }
    };
    let count = |of: fn(&ProductFigures) -> u32| {
        let [before, after] =
            [&shift.before, &shift.after].map(|one| locale.number(u64::from(of(one))));
        arrow(before, after)
    };
    let each = [(&shift.before, before), (&shift.after, after)];
    let free = each.map(|(one, reading)| match one.free(reading) {
        Some(free) => locale.signed_or_plain(free),
        None => t::NOT_TOLD.get(locale).to_owned(),
    });
    let [before, after] = free;
    let name = names::product(workspace, catalogue, shift.sku);
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td class="amount">{count(|one| one.holders)}</td>
            <td class="amount">{arrow(before, after)}</td>
            <td class="amount">{count(ProductFigures::in_error)}</td>
        </tr>
    }
    .into_any()
}
