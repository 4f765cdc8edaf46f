//! The page of guided plans for a product: from direct licences to a group, and another product instead.

mod intune;
mod step;

use super::{guide_texts as t, names, page::names_failed, product::with_product, texts as l};
use crate::{
    domain::{Attribute, Datum, ObjectId, SkuId, Value},
    i18n::{Locale, Text},
    messages,
    session::Session,
    store::{Bits, Facet, Filter, Operator},
    tenant::licences::{
        Licences,
        guide::{LeaveOut, upgrade_of},
    },
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
        {names_failed(session)} {super::assumed::note(session)}
        <div class="stack">
            {to_group(session, sku, locale)} {swap(session, sku, locale)}
            {intune::cards(session, sku, locale)}
        </div>
    }
    .into_any()
}

/// What is chosen, as long as it is offered. Tracked.
fn among<T: Clone + PartialEq + Send + Sync + 'static>(
    all: Memo<Vec<(String, T)>>,
    chosen: RwSignal<Option<T>>,
) -> Option<T> {
    let chosen = chosen.get()?;
    all.with(|all| all.iter().any(|(_, one)| *one == chosen)).then_some(chosen)
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
    // Made anew as often as there are others, as their numbers change.
    let turn = StoredValue::new(0_u64);
    let options = move || {
        turn.update_value(|turn| *turn += 1);
        let turn = turn.get_value();
        let option = |(at, (name, one)): (usize, (String, T))| (turn, at, name, one);
        all.get().into_iter().enumerate().map(option).collect::<Vec<_>>()
    };
    // Each follows what is chosen, by the reader or by a button.
    let option = move |(_, at, name, one): (u64, usize, String, T)| {
        let is = move || chosen.with(|chosen| chosen.as_ref() == Some(&one));
        view! { <option value=at.to_string() prop:selected=is>{name}</option> }
    };
    let first = first.map(|text| {
        let is = move || chosen.with(Option::is_none);
        view! { <option value="" prop:selected=is>{text.get(locale)}</option> }
    });
    let choose = move |event| {
        let at = event_target_value(&event).parse::<usize>().ok();
        let one = all.with_untracked(|all| all.get(at?).map(|(_, one)| one.clone()));
        chosen.set(one);
    };
    view! {
        <div class="field show-people">
            <label for=id.clone()>{label.get(locale)}</label>
            <select class="input" id=id on:change=choose>
                {first}
                <For each=options key=|(turn, at, ..)| (*turn, *at) children=option />
            </select>
        </div>
    }
    .into_any()
}

/// Who is left out: those who are in the way as `hindered` says, and those who are not told of.
fn leave_out(hindered: Text, chosen: RwSignal<LeaveOut>, locale: Locale) -> AnyView {
    view! {
        {left_out(hindered, chosen, |leave| &mut leave.hindered, locale)}
        {left_out(t::LEAVE_UNTOLD, chosen, |leave| &mut leave.untold, locale)}
    }
    .into_any()
}

fn left_out(
    text: Text,
    chosen: RwSignal<LeaveOut>,
    of: fn(&mut LeaveOut) -> &mut bool,
    locale: Locale,
) -> AnyView {
    let is = move || {
        let mut chosen = chosen.get();
        *of(&mut chosen)
    };
    let change = move |is: bool| chosen.update(|chosen| *of(chosen) = is);
    check(text, is, change, locale)
}

/// Something that can be chosen besides.
fn check(
    text: Text,
    is: impl Fn() -> bool + Send + Sync + 'static,
    change: impl Fn(bool) + 'static,
    locale: Locale,
) -> AnyView {
    view! {
        <label class="check">
            <input
                type="checkbox"
                prop:checked=is
                on:change=move |event| change(event_target_checked(&event))
            />
            <span>{text.get(locale)}</span>
        </label>
    }
    .into_any()
}

/// The groups that give a product.
fn groups(session: Session, sku: SkuId) -> Vec<(String, ObjectId)> {
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
}

/// The number of a group that gives licences.
fn number(licences: &Licences, id: ObjectId) -> Option<u32> {
    let at = licences.groups().iter().position(|one| one.id == id)?;
    u32::try_from(at).ok()
}

fn to_group(session: Session, sku: SkuId, locale: Locale) -> AnyView {
    let groups = Memo::new(move |_| groups(session, sku));
    let chosen = RwSignal::new(None::<ObjectId>);
    let leave = RwSignal::new(LeaveOut::default());
    let steps = Memo::new(move |_| {
        // The first, unless another was chosen.
        let first = || groups.with(|all| all.first().map(|(_, id)| *id));
        let (group, leave) = (among(groups, chosen).or_else(first), leave.get());
        let steps = session.with_licences(|workspace, _, licences| {
            let group = number(licences, group?)?;
            Some(licences.to_group(workspace, (sku, group), leave))
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
    let leave = RwSignal::new(LeaveOut::default());
    let by_groups = RwSignal::new(false);
    let people = Memo::new(move |_| whoever_may_have(session, sku));
    let departments = Memo::new(move |_| departments_with(session, &people.read(), department));
    let instead = Memo::new(move |_| among(products, to));
    let steps = Memo::new(move |_| {
        let (Some(to), leave) = (instead.get(), leave.get()) else { return Vec::new() };
        let within = of_department(session, &people.read(), department.get());
        let by_groups = by_groups.get();
        let steps = session.with_licences(|workspace, catalogue, licences| {
            licences.swap((workspace, catalogue), (sku, to), &within, leave, by_groups)
        });
        steps.unwrap_or_default()
    });
    // The start that has a name: it chooses the product, everybody and the groups.
    let upgrade = move || {
        let better = upgrade_of(sku)?;
        products.with(|all| all.iter().any(|(_, one)| *one == better)).then_some(())?;
        let name = |sku| {
            let name = session
                .with_licences(|workspace, catalogue, _| names::product(workspace, catalogue, sku));
            name.unwrap_or_default()
        };
        let label = t::UPGRADE.with(locale, &[&name(sku), &name(better)]);
        let begin = move |_| {
            department.set(None);
            by_groups.set(true);
            to.set(Some(better));
        };
        Some(view! {
            <div class="line">
                <button type="button" class="btn" on:click=begin>
                    {label}
                </button>
                <span class="quiet small">{t::UPGRADE_WHY.get(locale)}</span>
            </div>
        })
    };
    let body = move || {
        let chosen = Memo::new(move |_| instead.with(Option::is_some));
        let list = move || {
            if chosen.get() {
                step::steps(session, steps, "steps-to-swap", locale)
            } else {
                view! { <p class="quiet">{l::CHOOSE_FIRST.get(locale)}</p> }.into_any()
            }
        };
        view! {
            {upgrade} {select(t::INSTEAD, Some(l::CHOOSE), products, to, locale)}
            {select(t::DEPARTMENT, Some(t::EVERYBODY), departments, department, locale)}
            {check(
                t::MOVE_GROUPS,
                move || by_groups.get(),
                move |is| by_groups.set(is),
                locale,
            )}
            {leave_out(t::LEAVE_INHERITED, leave, locale)}
            {list}
        }
        .into_any()
    };
    card(t::SWAP, t::SWAP_WHY, "swap", body, locale)
}

/// Whoever may have a product, so that nobody of whom nothing is told counts as done.
fn whoever_may_have(session: Session, sku: SkuId) -> Bits {
    let people = session.with_licences(|_, _, licences| {
        let mut people = licences.unknown().clone();
        let holders = licences.holders(sku);
        people.grow(holders.len());
        people.or(&holders);
        people
    });
    people.unwrap_or_default()
}

/// The departments of these people. The chosen one stays, also when nobody is left there: others are not meant
/// instead. Tracked.
fn departments_with(
    session: Session,
    people: &Bits,
    department: RwSignal<Option<Value>>,
) -> Vec<(String, Value)> {
    let mut all = departments(session, people);
    if let Some(Value::Text(text)) = department.get() {
        let chosen = (text.clone(), Value::Text(text));
        if !all.contains(&chosen) {
            all.push(chosen);
        }
    }
    all
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
