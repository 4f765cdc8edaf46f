//! The plans about Intune: a product without it, and Intune alone.

use super::{
    among, card, check, departments_with, groups, leave_out, left_out, number, of_department,
    select, step, t, whoever_may_have,
};
use crate::{
    domain::{ObjectId, ServicePlanId, SkuId, Value},
    i18n::Locale,
    session::Session,
    store::Bits,
    tenant::licences::{
        Licences,
        guide::{LeaveOut, plan::Scope},
        intune::editions,
    },
    ui::licences::names,
};
use leptos::prelude::*;

/// The cards, where the product brings a plan of Intune.
pub(super) fn cards(session: Session, sku: SkuId, locale: Locale) -> AnyView {
    let plan = Memo::new(move |_| {
        let plan = session.with_licences(|_, _, licences| {
            editions().find(|plan| licences.products_with(*plan).contains(&sku))
        });
        plan.flatten()
    });
    let cards = move || {
        let plan = plan.get()?;
        let devices = Memo::new(move |_| session.with(Licences::intune_users));
        Some(view! {
            {without(session, (sku, plan), devices, locale)} {alone(session, plan, devices, locale)}
        })
    };
    cards.into_any()
}

fn without(
    session: Session,
    (sku, plan): (SkuId, ServicePlanId),
    devices: Memo<Bits>,
    locale: Locale,
) -> AnyView {
    let groups = Memo::new(move |_| {
        let mut all = groups(session, sku);
        for (name, _) in &mut all {
            *name = t::IN_GROUP.with(locale, &[name]);
        }
        all
    });
    let (group, department) = (RwSignal::new(None::<ObjectId>), RwSignal::new(None::<Value>));
    let leave = RwSignal::new(LeaveOut::default());
    let people = Memo::new(move |_| whoever_may_have(session, sku));
    let departments = Memo::new(move |_| departments_with(session, &people.read(), department));
    let chosen = Memo::new(move |_| among(groups, group));
    let steps = Memo::new(move |_| {
        let (group, leave, devices) = (chosen.get(), leave.get(), devices.read());
        let within = of_department(session, &people.read(), department.get());
        let steps = session.with_licences(|workspace, _, licences| {
            let scope = match group {
                Some(id) => Scope::Group(number(licences, id)?),
                None => Scope::People(&within),
            };
            Some(licences.switch_off(workspace, (sku, plan), scope, &devices, leave))
        });
        steps.flatten().unwrap_or_default()
    });
    let body = move || {
        let for_people = move || {
            chosen.with(Option::is_none).then(|| {
                view! {
                    {select(t::DEPARTMENT, Some(t::EVERYBODY), departments, department, locale)}
                    {leave_out(t::LEAVE_KEPT, leave, locale)}
                    {left_out(t::LEAVE_DEVICES, leave, |leave| &mut leave.with_devices, locale)}
                }
            })
        };
        view! {
            {select(t::WHERE, Some(t::DIRECTLY), groups, group, locale)} {for_people}
            {step::steps(session, steps, "steps-without-intune", locale)}
        }
        .into_any()
    };
    card(t::WITHOUT_INTUNE, t::WITHOUT_INTUNE_WHY, "without-intune", body, locale)
}

/// Intune alone: the plan under which the product of the page has it.
fn alone(session: Session, plan: ServicePlanId, devices: Memo<Bits>, locale: Locale) -> AnyView {
    let products = Memo::new(move |_| {
        let products = session.with_licences(|workspace, catalogue, licences| {
            let named = licences.givers(workspace, plan).into_iter().map(|giver| {
                let name = names::product(workspace, catalogue, giver.sku);
                let others = u64::try_from(giver.others).unwrap_or_default();
                let name = match others {
                    0 => name,
                    others => t::ALONE_OTHERS.with(locale, others, &[&name]),
                };
                (name, giver.sku)
            });
            named.collect::<Vec<(String, SkuId)>>()
        });
        products.unwrap_or_default()
    });
    let (product, department) = (RwSignal::new(None::<SkuId>), RwSignal::new(None::<Value>));
    let leave = RwSignal::new(LeaveOut::default());
    let only = RwSignal::new(true);
    let people = Memo::new(move |_| {
        if only.get() {
            devices.get()
        } else {
            session.with(|workspace| workspace.users().active().clone())
        }
    });
    let departments = Memo::new(move |_| departments_with(session, &people.read(), department));
    let steps = Memo::new(move |_| {
        let first = || products.with(|all| all.first().map(|(_, sku)| *sku));
        let Some(product) = among(products, product).or_else(first) else { return Vec::new() };
        let (leave, within) =
            (leave.get(), of_department(session, &people.read(), department.get()));
        let steps = session.with_licences(|workspace, _, licences| {
            licences.give_alone(workspace, (product, plan), &within, leave)
        });
        steps.unwrap_or_default()
    });
    let is_none = Memo::new(move |_| products.with(Vec::is_empty));
    let body = move || {
        if is_none.get() {
            return view! { <p class="quiet">{t::NO_GIVER.get(locale)}</p> }.into_any();
        }
        view! {
            {select(t::ALONE_PRODUCT, None, products, product, locale)}
            {select(t::DEPARTMENT, Some(t::ALL_PEOPLE), departments, department, locale)}
            {check(t::ONLY_WITH_DEVICES, move || only.get(), move |is| only.set(is), locale)}
            {left_out(t::LEAVE_UNTOLD, leave, |leave| &mut leave.untold, locale)}
            {step::steps(session, steps, "steps-to-intune-alone", locale)}
        }
        .into_any()
    };
    card(t::ALONE, t::ALONE_WHY, "intune-alone", body, locale)
}
