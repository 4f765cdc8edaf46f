//! The plans of a product that is given, each to be switched off; where that cannot be, or does nothing, it says
//! why.

use super::{names, people_texts as p, texts as t};
use crate::{
    domain::{AppliesTo, Row, ServicePlanId, SkuId, attribute::Of},
    i18n::Locale,
    licensing::Catalogue,
    messages,
    session::Session,
    tenant::{
        Workspace,
        licences::{
            Licences,
            toggles::{Beside, ByGroups, Hindrance},
        },
    },
    text::collate::{Collation, compare},
};
use leptos::{ev, prelude::*};
use std::collections::BTreeSet;

/// How many plans are named in one reason.
const NAMED: usize = 3;

/// Whose choice it is, and of what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choice {
    pub of: Of,
    pub rows: Vec<Row>,
    pub give: SkuId,
    /// What is taken from them at the same time.
    pub take: Option<SkuId>,
}

/// A plan as it is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Offered {
    plan: ServicePlanId,
    name: String,
    /// Why nobody's choice can change it.
    fixed: Option<&'static str>,
    /// That some or all keep it by groups.
    kept: Option<String>,
}

/// The plans; `off` are those that are switched off.
pub(super) fn plans(
    session: Session,
    choice: Choice,
    off: RwSignal<BTreeSet<ServicePlanId>>,
    locale: Locale,
) -> AnyView {
    let give = choice.give;
    let beside = Memo::new(move |_| {
        let Choice { of, rows, give, take } = &choice;
        let beside =
            session.with_licences(|_, _, licences| licences.beside((*of, rows), *give, *take));
        beside.unwrap_or_default()
    });
    let all = Memo::new(move |_| {
        // Before licences are read: it reads them, too.
        let beside = beside.get();
        let all = session.with_licences(|workspace, catalogue, licences| {
            offered(workspace, catalogue, licences, &beside, give, locale)
        });
        all.unwrap_or_default()
    });
    let ids = Memo::new(move |_| all.with(|all| all.iter().map(|it| it.plan).collect::<Vec<_>>()));
    let on = Memo::new(move |_| {
        off.with(|off| {
            let plans = ids.get().into_iter().filter(|plan| !off.contains(plan));
            plans.collect::<BTreeSet<ServicePlanId>>()
        })
    });
    let told = move || {
        let (on, count) = (on.with(BTreeSet::len) as u64, ids.with(Vec::len) as u64);
        let on = t::PLANS_ON.with(locale, on, &[&locale.number(count)]);
        t::LABELLED.with(locale, &[t::PLANS.get(locale), &on])
    };
    let every = move |on: bool| {
        let free = all.with_untracked(|all| {
            let free = all.iter().filter(|plan| plan.fixed.is_none());
            free.map(|plan| plan.plan).collect::<Vec<_>>()
        });
        off.update(|off| {
            for plan in free {
                if on {
                    off.remove(&plan);
                } else {
                    off.insert(plan);
                }
            }
        });
    };
    let rows = move || {
        let row = |offered: Offered| row(session, offered, (beside, on, off), locale);
        all.get().into_iter().map(row).collect::<Vec<_>>()
    };
    view! {
        <details>
            <summary>{told}</summary>
            <div class="line">
                <button type="button" class="btn" on:click=move |_| every(true)>
                    {t::ALL_ON.get(locale)}
                </button>
                <button type="button" class="btn" on:click=move |_| every(false)>
                    {t::ALL_OFF.get(locale)}
                </button>
            </div>
            <fieldset class="plain-set plan-choice">
                <legend class="visually-hidden">{t::PLANS.get(locale)}</legend>
                {rows}
            </fieldset>
        </details>
    }
    .into_any()
}

fn offered(
    workspace: &Workspace,
    catalogue: &Catalogue,
    licences: &Licences,
    beside: &Beside,
    give: SkuId,
    locale: Locale,
) -> Vec<Offered> {
    let Some(owned) = workspace.organisation().subscription(give) else { return Vec::new() };
    let one = |plan: &crate::domain::SubscribedPlan| Offered {
        plan: plan.id,
        name: names::plan(workspace, catalogue, plan.id),
        fixed: (plan.applies_to == Some(AppliesTo::Company)).then(|| p::OF_TENANT.get(locale)),
        kept: beside.kept(plan.id).map(|by_groups| {
            let groups = locale.list_and(&group_names(workspace, licences, by_groups));
            if beside.is_everybody(by_groups) {
                p::KEPT.with(locale, &[&groups])
            } else {
                p::KEPT_BY_SOME.with(locale, u64::from(by_groups.people), &[&groups])
            }
        }),
    };
    let mut all: Vec<Offered> = owned.plans.iter().map(one).collect();
    all.sort_by(|one, other| compare(&one.name, &other.name, Collation::Root));
    all
}

/// The names of the groups by which something comes.
pub(super) fn group_names(
    workspace: &Workspace,
    licences: &Licences,
    by_groups: &ByGroups,
) -> Vec<String> {
    let groups = by_groups.groups.iter().filter_map(|it| licences.groups().get(*it as usize));
    let name = |row| messages::object_name(workspace.groups(), row);
    groups.map(|group| group.row.map_or_else(|| group.id.to_string(), name)).collect()
}

type Switches = (Memo<Beside>, Memo<BTreeSet<ServicePlanId>>, RwSignal<BTreeSet<ServicePlanId>>);

fn row(
    session: Session,
    Offered { plan, name, fixed, kept }: Offered,
    (beside, on, off): Switches,
    locale: Locale,
) -> AnyView {
    let hindrance = Memo::new(move |_| {
        let hindrance = beside.with(|beside| on.with(|on| beside.hindrance(plan, on)))?;
        Some(reason(session, &hindrance, locale))
    });
    let change = move |event: ev::Event| {
        let is_on = event_target_checked(&event);
        off.update(|off| {
            if is_on {
                off.remove(&plan);
            } else {
                off.insert(plan);
            }
        });
    };
    let is_fixed = fixed.is_some();
    let why = move || {
        let reasons = [fixed.map(str::to_owned), hindrance.get(), kept.clone()];
        let reason = |text: String| view! { <span class="quiet small why">{text}</span> };
        reasons.into_iter().flatten().map(reason).collect::<Vec<_>>()
    };
    view! {
        <label class="check">
            <input
                type="checkbox"
                prop:checked=move || on.with(|on| on.contains(&plan))
                disabled=move || is_fixed || hindrance.with(Option::is_some)
                on:change=change
            />
            <span>{name} {why}</span>
        </label>
    }
    .into_any()
}

/// Why a plan cannot be switched.
fn reason(session: Session, hindrance: &Hindrance, locale: Locale) -> String {
    let named = |plans: &[ServicePlanId]| {
        let names = session.with_licences(|workspace, catalogue, _| {
            let plans = plans.iter().take(NAMED);
            plans.map(|plan| names::plan(workspace, catalogue, *plan)).collect::<Vec<String>>()
        });
        names.unwrap_or_default()
    };
    match hindrance {
        Hindrance::NeededBy(plans) => p::NEEDED_BY.with(locale, &[&locale.list_and(&named(plans))]),
        Hindrance::Needs(one_of) => p::NEEDS.with(locale, &[&locale.list_or(&named(one_of))]),
        Hindrance::Excludes(plan) => p::EXCLUDES.with(locale, &[&named(&[*plan]).concat()]),
    }
}
