//! What each product costs: bought, assigned, idle.

use super::{
    super::names,
    texts as t,
    told::{Told, amount_head, export, unpriced},
};
use crate::{
    exchange::money_out,
    i18n::Locale,
    licensing::Catalogue,
    session::Session,
    tenant::{
        Workspace,
        licences::Licences,
        money::{
            Prices,
            cost::{self, ProductCost},
        },
    },
};
use leptos::prelude::*;
use std::cmp::Reverse;

/// The dearest first.
fn sorted(workspace: &Workspace, licences: &mut Licences) -> Vec<ProductCost> {
    let mut costs = cost::products(&licences.figures(workspace), &Prices::of(workspace));
    costs.sort_by_key(|one| (Reverse(one.of(one.bought)), Reverse(one.bought), one.sku));
    costs
}

pub(super) fn products(session: Session, locale: Locale) -> AnyView {
    let body = move || {
        session.with_licences(|workspace, catalogue, licences| {
            let costs = sorted(workspace, licences);
            table(workspace, catalogue, &costs, locale)
        })
    };
    let out = export(
        session,
        t::FILE_PRODUCTS,
        t::EXPORTED,
        move |profile| {
            session.with_licences(|workspace, catalogue, licences| {
                let costs = sorted(workspace, licences);
                (money_out::products(workspace, catalogue, &costs, profile), costs.len())
            })
        },
        locale,
    );
    view! {
        <div class="line">{out}</div>
        {body}
        <p class="quiet">{t::PRODUCTS_WHY.get(locale)}</p>
    }
    .into_any()
}

fn table(
    workspace: &Workspace,
    catalogue: &Catalogue,
    costs: &[ProductCost],
    locale: Locale,
) -> AnyView {
    let prices = Prices::of(workspace);
    let told = Told::of(&prices, locale);
    let row = |one: &ProductCost| {
        let cost = |seats: Option<u32>| match seats {
            None => told.seats(None),
            seats => told.amount(one.of(seats)),
        };
        let idle = match one.idle {
            None if one.bought.is_some() => (t::FOR_TENANT.get(locale).to_owned(), String::new()),
            idle => (told.seats(idle), cost(idle)),
        };
        view! {
            <tr>
                <th scope="row">{names::link(workspace, catalogue, one.sku)}</th>
                <td class="amount">{told.amount(one.yearly)}</td>
                <td class="amount">{told.seats(one.bought)}</td>
                <td class="amount">{told.seats(Some(one.taken))}</td>
                <td class="amount">{idle.0}</td>
                <td class="amount">{cost(one.bought)}</td>
                <td class="amount">{cost(Some(one.taken))}</td>
                <td class="amount">{idle.1}</td>
            </tr>
        }
        .into_any()
    };
    let rows: Vec<AnyView> = costs.iter().map(row).collect();
    let total = |seats: fn(&ProductCost) -> Option<u32>| {
        let Some(total) = cost::total(costs, seats) else { return told.seats(None).into_any() };
        let missing = (total.untold > 0).then(|| {
            let text = t::UNTOLD_PRODUCTS.of(locale, u64::from(total.untold));
            view! { <div class="quiet">{text}</div> }
        });
        view! { {told.sum(total.sum)} {missing} }.into_any()
    };
    let total = (!prices.is_empty()).then(|| {
        view! {
            <tfoot>
                <tr>
                    <th scope="row" colspan="5">
                        {t::TOTAL.get(locale)}
                    </th>
                    <td class="amount">{total(|one| one.bought)}</td>
                    <td class="amount">{total(|one| Some(one.taken))}</td>
                    <td class="amount">{total(|one| one.idle)}</td>
                </tr>
            </tfoot>
        }
    });
    let label = t::PART_PRODUCTS.get(locale);
    let head = |text| amount_head(text, locale);
    view! {
        {unpriced(&prices, locale)}
        <div class="scroll-x" tabindex="0" role="region" aria-label=label>
            <table class="plain-table products by-name" aria-label=label>
                <thead>
                    <tr>
                        <th scope="col">{t::PRODUCT.get(locale)}</th>
                        {head(t::SEAT)} {head(t::BOUGHT)} {head(t::ASSIGNED)} {head(t::IDLE)}
                        {head(t::COST_BOUGHT)} {head(t::COST_ASSIGNED)} {head(t::COST_IDLE)}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
                {total}
            </table>
        </div>
    }
    .into_any()
}
