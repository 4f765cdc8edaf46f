//! The card on a person's page: which products, by which way, with which plans.

use super::{card::card, names, state::Told, texts as t};
use crate::{
    domain::{Subject, UserId},
    i18n::Locale,
    session::Session,
    tenant::licences::{Holding, Person, Way, provisioning},
    ui::kit::{
        lang::lang,
        notice::{Notice, strip},
    },
};
use leptos::prelude::*;

/// What somebody has.
pub fn person_card(session: Session, user: UserId) -> AnyView {
    let locale = lang();
    card(session, Subject::user(user), "licences", move || {
        session.with_licences(|workspace, catalogue, licences| {
            let person = licences.person(user.0);
            let told = Told { workspace, catalogue, licences, locale };
            content(told, &person, locale)
        })
    })
}

fn content(told: Told<'_>, person: &Person, locale: Locale) -> AnyView {
    let quiet =
        |text: crate::i18n::Text| view! { <p class="quiet">{text.get(locale)}</p> }.into_any();
    let unknown = (!person.known).then(|| quiet(t::NOT_KNOWN));
    let none = (person.known && person.holdings.is_empty() && person.ambiguous.is_empty())
        .then(|| quiet(t::NONE));
    let origin = (!person.with_origin && !person.holdings.is_empty()).then(|| quiet(t::NO_ORIGIN));
    let ambiguous = (!person.ambiguous.is_empty()).then(|| {
        let names = locale.list_and(&person.ambiguous);
        strip(Notice::Warn, t::AMBIGUOUS.with(locale, &[&names]))
    });
    let items: Vec<AnyView> =
        person.holdings.iter().map(|holding| item(told, holding, locale)).collect();
    let list = (!items.is_empty()).then(|| view! { <ul class="plain-list holdings">{items}</ul> });
    view! { {unknown} {none} {origin} {ambiguous} {list} }.into_any()
}

fn item(told: Told<'_>, holding: &Holding, locale: Locale) -> AnyView {
    let Told { workspace, catalogue, .. } = told;
    let held: Vec<String> = holding
        .ways
        .iter()
        .filter(|way| way.state.is_held())
        .map(|way| told.way(way.way))
        .collect();
    let ways = (!held.is_empty()).then(|| {
        view! { <span class="quiet">{locale.list_and(&held)}</span> }
    });
    let troubles: Vec<AnyView> = holding
        .ways
        .iter()
        .filter_map(|way| {
            let trouble = told.trouble(way)?;
            let text = match way.way {
                Way::Group(_) => t::LABELLED.with(locale, &[&told.way(way.way), &trouble]),
                _ => trouble,
            };
            Some(view! { <li><span class="badge bad">{text}</span></li> }.into_any())
        })
        .collect();
    let troubles = (!troubles.is_empty()).then(|| view! { <ul class="plain-list">{troubles}</ul> });
    view! {
        <li>
            <div class="line between">
                <b>{names::link(workspace, catalogue, holding.product)}</b> {ways}
            </div>
            {troubles}
            {holding.held.then(|| plans(told, holding, locale))}
        </li>
    }
    .into_any()
}

/// The plans, those that are on with the way that switches them on.
fn plans(told: Told<'_>, holding: &Holding, locale: Locale) -> AnyView {
    let Told { workspace, catalogue, .. } = told;
    if holding.plans.is_empty() {
        return view! { <p class="quiet">{t::PLANS_UNKNOWN.get(locale)}</p> }.into_any();
    }
    let on = holding.plans.iter().filter(|(_, on)| *on).count() as u64;
    let all = locale.number(holding.plans.len() as u64);
    let owned = workspace.organisation().subscription(holding.product);
    let row = |(plan, on): &(crate::domain::ServicePlanId, bool)| {
        let name = names::plan(workspace, catalogue, *plan);
        let by: Vec<String> = holding
            .ways
            .iter()
            .filter(|way| way.state.is_held() && way.on.contains(plan))
            .map(|way| told.way(way.way))
            .collect();
        let status = provisioning(owned, *plan, *on);
        let status = super::product::status(status, locale);
        let by = (*on && holding.ways.len() > 1).then(|| {
            let text = t::PLAN_BY.with(locale, &[&locale.list_and(&by)]);
            view! { <span class="quiet">{text}</span> }
        });
        let class = if *on { "badge" } else { "badge off" };
        view! { <li class="line between"><span>{name} " " {by}</span> <span class=class>{status}</span></li> }
            .into_any()
    };
    let mut named: Vec<_> = holding
        .plans
        .iter()
        .map(|plan| (names::plan(workspace, catalogue, plan.0), plan))
        .collect();
    let root = crate::text::collate::Collation::Root;
    named.sort_by(|(one, _), (other, _)| crate::text::collate::compare(one, other, root));
    let rows: Vec<AnyView> = named.into_iter().map(|(_, plan)| row(plan)).collect();
    view! {
        <details>
            <summary class="quiet">{t::PLANS_ON.with(locale, on, &[&all])}</summary>
            <ul class="plain-list">{rows}</ul>
        </details>
    }
    .into_any()
}
