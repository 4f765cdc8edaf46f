//! The page of guided plans for a product: from direct licences to a group, and another product instead.

mod step;

use super::{guide_texts as t, names, page::names_failed, product::with_product, texts as l};
use crate::{
    domain::{Attribute, Datum, ObjectId, SkuId, Value},
    i18n::{Locale, Text},
    messages,
    session::Session,
    store::{Bits, Facet, Filter, Operator},
    text::collate::{Collation, compare},
    ui::{
        kit::{dom::fresh_id, lang::lang},
        shell::heading,
    },
};
use leptos::prelude::*;

/// How many departments are offered, those with most people.
const DEPARTMENTS: usize = 200;

/// The plans for the product whose id the fragment names.
pub fn guide_page(session: Session) -> AnyView {
    with_product(session, plans)
}

fn plans(session: Session, sku: SkuId) -> AnyView {
    let locale = lang();
    let name = move || {
        let name = session
            .with_licences(|workspace, catalogue, _| names::product(workspace, catalogue, sku));
        t::TITLE.with(locale, &[&name.unwrap_or_default()])
    };
    let back = move || {
        session.with_licences(|workspace, catalogue, _| names::link(workspace, catalogue, sku))
    };
    view! {
        <div class="page-head">
            {heading(name)} <p class="lead">{t::LEAD.get(locale)}</p> {back}
        </div>
        {names_failed(session)}
        <div class="stack">{to_group(session, sku, locale)} {swap(session, sku, locale)}</div>
    }
    .into_any()
}

/// A choice among things that have names.
fn select<T: Clone + PartialEq + Send + Sync + 'static>(
    label: Text,
    first: Option<Text>,
    all: Memo<Vec<(String, T)>>,
    chosen: RwSignal<Option<T>>,
    locale: Locale,
) -> AnyView {
    let id = fresh_id("choice");
    let options = move || {
        let now = chosen.get_untracked();
        let option = |(at, (name, one)): (usize, (String, T))| {
            let is = now.as_ref() == Some(&one);
            view! { <option value=at.to_string() selected=is>{name}</option> }.into_any()
        };
        all.get().into_iter().enumerate().map(option).collect::<Vec<_>>()
    };
    let first = first.map(|text| view! { <option value="">{text.get(locale)}</option> });
    let choose = move |event| {
        let at = event_target_value(&event).parse::<usize>().ok();
        let one = all.with_untracked(|all| all.get(at?).map(|(_, one)| one.clone()));
        chosen.set(one);
    };
    view! {
        <div class="field show-people">
            <label for=id.clone()>{label.get(locale)}</label>
            <select class="input" id=id on:change=choose>
                {first} {options}
            </select>
        </div>
    }
    .into_any()
}

fn leave_out(text: Text, chosen: RwSignal<bool>, locale: Locale) -> AnyView {
    view! {
        <label class="check">
            <input
                type="checkbox"
                prop:checked=chosen
                on:change=move |event| chosen.set(event_target_checked(&event))
            />
            <span>{text.get(locale)}</span>
        </label>
    }
    .into_any()
}

fn to_group(session: Session, sku: SkuId, locale: Locale) -> AnyView {
    let groups = Memo::new(move |_| {
        let groups = session.with_licences(|workspace, _, licences| {
            let gives = licences
                .groups()
                .iter()
                .filter(|group| group.licenses.iter().any(|license| license.sku == sku));
            let named = gives.filter_map(|group| {
                Some((messages::object_name(workspace.groups(), group.row?), group.id))
            });
            named.collect::<Vec<(String, ObjectId)>>()
        });
        groups.unwrap_or_default()
    });
    let chosen = RwSignal::new(None::<ObjectId>);
    let leave = RwSignal::new(false);
    let steps = Memo::new(move |_| {
        // The first, unless another was chosen.
        let group = chosen.get().or_else(|| groups.with(|all| all.first().map(|(_, id)| *id)));
        let steps = session.with_licences(|_, _, licences| {
            let at = licences.groups().iter().position(|one| Some(one.id) == group)?;
            Some(licences.to_group(sku, u32::try_from(at).ok()?, leave.get()))
        });
        steps.flatten().unwrap_or_default()
    });
    let is_none = Memo::new(move |_| groups.with(Vec::is_empty));
    let body = move || {
        if is_none.get() {
            return view! { <p class="quiet">{t::NO_GROUP.get(locale)}</p> }.into_any();
        }
        view! {
            {select(t::GROUP, None, groups, chosen, locale)}
            {leave_out(t::LEAVE_LOSING, leave, locale)}
            {step::steps(session, steps, "steps-to-group", locale)}
        }
        .into_any()
    };
    card(t::TO_GROUP, t::TO_GROUP_WHY, "to-group", body, locale)
}

fn card(
    title: Text,
    why: Text,
    id: &'static str,
    body: impl Fn() -> AnyView + Send + 'static,
    locale: Locale,
) -> AnyView {
    view! {
        <section class="card" aria-labelledby=id>
            <h2 id=id>{title.get(locale)}</h2>
            <p class="quiet">{why.get(locale)}</p>
            <div class="stack">{body}</div>
        </section>
    }
    .into_any()
}

fn swap(session: Session, sku: SkuId, locale: Locale) -> AnyView {
    let products = Memo::new(move |_| {
        let products = session.with_licences(|workspace, catalogue, _| {
            let owned = workspace.organisation().subscriptions.as_deref().unwrap_or_default();
            let others = owned.iter().filter(|one| one.can_be_given() && one.sku != sku);
            let named = others.map(|one| (names::product(workspace, catalogue, one.sku), one.sku));
            let mut named: Vec<(String, SkuId)> = named.collect();
            named.sort_by(|(one, _), (other, _)| compare(one, other, Collation::Root));
            named
        });
        products.unwrap_or_default()
    });
    let (to, department) = (RwSignal::new(None::<SkuId>), RwSignal::new(None::<Value>));
    let leave = RwSignal::new(false);
    let holders = Memo::new(move |_| {
        session.with_licences(|_, _, licences| licences.holders(sku)).unwrap_or_default()
    });
    let departments = Memo::new(move |_| departments(session, &holders.read()));
    let steps = Memo::new(move |_| {
        let Some(to) = to.get() else { return Vec::new() };
        let within = of_department(session, &holders.read(), department.get());
        let steps = session.with_licences(|workspace, _, licences| {
            licences.swap(workspace, (sku, to), &within, leave.get())
        });
        steps.unwrap_or_default()
    });
    let body = move || {
        let chosen = Memo::new(move |_| to.with(Option::is_some));
        let list = move || {
            if chosen.get() {
                step::steps(session, steps, "steps-to-swap", locale)
            } else {
                view! { <p class="quiet">{l::CHOOSE_FIRST.get(locale)}</p> }.into_any()
            }
        };
        view! {
            {select(t::INSTEAD, Some(l::CHOOSE), products, to, locale)}
            {select(t::DEPARTMENT, Some(t::EVERYBODY), departments, department, locale)}
            {leave_out(t::LEAVE_INHERITED, leave, locale)}
            {list}
        }
        .into_any()
    };
    card(t::SWAP, t::SWAP_WHY, "swap", body, locale)
}

/// The departments of these people, by name.
fn departments(session: Session, people: &Bits) -> Vec<(String, Value)> {
    session.with(|workspace| {
        let facets = workspace.users().facets(Attribute::DEPARTMENT, people, DEPARTMENTS);
        let named = facets.facets.into_iter().filter_map(|Facet { value, .. }| match value {
            Datum::Value(Value::Text(text)) => Some((text.clone(), Value::Text(text))),
            _ => None,
        });
        let mut named: Vec<(String, Value)> = named.collect();
        named.sort_by(|(one, _), (other, _)| compare(one, other, Collation::Root));
        named
    })
}

/// Those of them who are in a department; all where none is chosen.
fn of_department(session: Session, people: &Bits, department: Option<Value>) -> Bits {
    let Some(department) = department else { return people.clone() };
    let filter = Filter {
        attribute: Attribute::DEPARTMENT,
        operator: Operator::In,
        values: vec![department],
    };
    session.with(|workspace| workspace.users().filter_within(&filter, people).yes)
}
