//! The cheapest mix of products: which plans are needed, what it would save, and the way to stage it.

use super::{
    super::{names, parts::people},
    stage::Stager,
    texts as t,
    told::{Told, amount_head, export, unpriced},
};
use crate::{
    domain::{Command, Row, ServicePlanId, SkuId, attribute::Of},
    exchange::money_out,
    i18n::Locale,
    licensing::Catalogue,
    session::Session,
    store::Bits,
    tenant::{
        Workspace,
        money::{
            Prices,
            mix::{Change, Left, Mix, Step, Today},
        },
    },
    ui::kit::{
        icon::Icon,
        notice::{Notice, empty, strip},
    },
};
use leptos::{ev, prelude::*};
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Kinds of one change that are offered at a time.
const STEPS: usize = 4;

/// What everybody has; kept until something changes.
#[derive(Debug, Clone)]
struct Kept(Arc<Today>);

impl PartialEq for Kept {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// Whose list is shown: its title, and the people.
type Chosen = RwSignal<Option<(String, Bits)>>;

/// What a line of the table can do.
#[derive(Clone, Copy)]
struct Acts {
    stager: Stager,
    chosen: Chosen,
}

/// What was computed last.
#[derive(Clone, Copy)]
struct Found {
    today: Memo<Option<Kept>>,
    mix: Memo<Mix>,
}

pub(super) fn mix(session: Session, locale: Locale) -> AnyView {
    let unneeded = RwSignal::new(BTreeSet::<ServicePlanId>::new());
    let acts = Acts { stager: Stager::new(), chosen: Chosen::new(None) };
    let today = Memo::new(move |_| {
        session.with_licences(|workspace, catalogue, licences| {
            let prices = Prices::of(workspace);
            Kept(Arc::new(Today::of(workspace, catalogue, licences, &prices)))
        })
    });
    let mix = Memo::new(move |_| {
        let plans = unneeded.get();
        today.get().map(|today| today.0.mix(&plans)).unwrap_or_default()
    });
    let found = Found { today, mix };
    // Classes are numbered anew.
    Effect::new(move |_| {
        today.track();
        acts.chosen.set(None);
    });
    let noted = session.select(Prices::of);
    let content = move || {
        let prices = noted.get();
        if prices.is_empty() {
            return unpriced(&prices, locale).into_any();
        }
        let told = Told::of(&prices, locale);
        let (mix, today) = (mix.get(), today.get());
        let table = today.and_then(|today| {
            session.with_licences(|workspace, catalogue, _| {
                table(workspace, catalogue, (&today.0, &mix), acts, told)
            })
        });
        view! { {summary(&mix, told)} {left(&mix, locale)} {table} }.into_any()
    };
    view! {
        <p>{t::MIX_WHY.get(locale)}</p>
        <div class="line">{file(session, found, locale)}</div>
        {needs(session, found, unneeded, locale)}
        <div class="stack">{content}</div>
        <div class="stack" role="status">{list(session, acts.chosen)}</div>
        {acts.stager.view(session)}
    }
    .into_any()
}

/// The people of the line that was chosen.
fn list(session: Session, chosen: Chosen) -> impl Fn() -> Option<AnyView> + Send {
    move || {
        let (title, rows) = chosen.get()?;
        Some(
            view! {
                <h2>{title.clone()}</h2>
                {people(session, title, Memo::new(move |_| rows.clone()))}
            }
            .into_any(),
        )
    }
}

fn file(session: Session, found: Found, locale: Locale) -> AnyView {
    let make = move |profile| {
        let (today, mix) = (found.today.get_untracked()?, found.mix.get_untracked());
        let rows = mix.changes.len();
        session.with_licences(|workspace, catalogue, _| {
            (money_out::mix(workspace, catalogue, (&today.0, &mix), profile), rows)
        })
    };
    export(session, t::FILE_MIX, t::EXPORTED, make, locale)
}

/// The plans that are on today, each to be marked as needed by nobody.
fn needs(
    session: Session,
    found: Found,
    unneeded: RwSignal<BTreeSet<ServicePlanId>>,
    locale: Locale,
) -> AnyView {
    let named = move || {
        let plans = found.today.get().map(|today| today.0.plans()).unwrap_or_default();
        let named = session.with_licences(|workspace, catalogue, _| {
            let name = |(plan, people): (ServicePlanId, u32)| {
                (names::plan(workspace, catalogue, plan), plan, people)
            };
            plans.into_iter().map(name).collect::<Vec<_>>()
        });
        let mut named = named.unwrap_or_default();
        let root = crate::text::collate::Collation::Root;
        named.sort_by(|(one, ..), (other, ..)| crate::text::collate::compare(one, other, root));
        named
    };
    let item = move |(name, plan, people): (String, ServicePlanId, u32)| {
        let change = move |event: ev::Event| {
            let chosen = event_target_checked(&event);
            unneeded.update(|plans| {
                if chosen {
                    plans.insert(plan);
                } else {
                    plans.remove(&plan);
                }
            });
        };
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || unneeded.with(|plans| plans.contains(&plan))
                    on:change=change
                />
                <span>{t::PLAN_WITH.with(locale, u64::from(people), &[&name])}</span>
            </label>
        }
        .into_any()
    };
    let items = move || named().into_iter().map(item).collect::<Vec<_>>();
    let count = move || t::UNNEEDED.of(locale, unneeded.with(BTreeSet::len) as u64);
    let forget = move |_| unneeded.update(BTreeSet::clear);
    view! {
        <details>
            <summary>{count}</summary>
            <div class="line">
                <button type="button" class="btn" on:click=forget>
                    {t::NEED_ALL.get(locale)}
                </button>
            </div>
            <fieldset class="plain-set plan-choice">
                <legend class="visually-hidden">{t::UNNEEDED_LEGEND.get(locale)}</legend>
                {items}
            </fieldset>
        </details>
    }
    .into_any()
}

fn summary(mix: &Mix, told: Told) -> AnyView {
    let locale = told.locale;
    let fact = |name: crate::i18n::Text, value: String| {
        view! { <div><dt>{name.get(locale)}</dt> <dd>{value}</dd></div> }.into_any()
    };
    let amount = |amount: u128| told.amount(Some(amount));
    let facts = [
        fact(t::MIX_PEOPLE, locale.number(u64::from(mix.people))),
        fact(t::MIX_NOW, amount(mix.before)),
        fact(t::MIX_AFTER, amount(mix.after)),
        fact(t::MIX_SAVING, amount(mix.before.saturating_sub(mix.after))),
    ];
    let unproven = (!mix.is_proven())
        .then(|| strip(Notice::Info, t::MIX_LEAST.with(locale, &[&amount(mix.least)])));
    view! {
        <dl class="facts">{facts.into_iter().collect::<Vec<_>>()}</dl>
        {unproven}
    }
    .into_any()
}

/// Who is left as they are, and why.
fn left(mix: &Mix, locale: Locale) -> Vec<AnyView> {
    let told = |(left, people): (&Left, &u32)| {
        let text = match left {
            Left::NotTold => t::LEFT_NOT_TOLD,
            Left::Unpriced => t::LEFT_UNPRICED,
            Left::PlansUnknown => t::LEFT_PLANS,
            Left::Exclusive => t::LEFT_EXCLUSIVE,
            Left::NotOffered => t::LEFT_NOT_OFFERED,
        };
        strip(Notice::Info, text.of(locale, u64::from(*people)))
    };
    mix.left.iter().map(told).collect()
}

fn table(
    workspace: &Workspace,
    catalogue: &Catalogue,
    (today, mix): (&Arc<Today>, &Mix),
    acts: Acts,
    told: Told,
) -> AnyView {
    let locale = told.locale;
    if mix.changes.is_empty() {
        let (icon, title, why) = if mix.is_proven() {
            (Icon::Check, t::NO_CHANGES, t::NO_CHANGES_WHY)
        } else {
            (Icon::Info, t::NONE_FOUND, t::NONE_FOUND_WHY)
        };
        return empty(icon, title.get(locale), why.get(locale), ());
    }
    let products = |skus: &[SkuId]| {
        if skus.is_empty() {
            return view! { <span class="quiet">{t::NOTHING.get(locale)}</span> }.into_any();
        }
        let item =
            |sku: &SkuId| view! { <li>{names::link(workspace, catalogue, *sku)}</li> }.into_any();
        let items: Vec<AnyView> = skus.iter().map(item).collect();
        view! { <ul class="plain-list">{items}</ul> }.into_any()
    };
    let row = |change: &Change| {
        let name = |sku: &SkuId| names::product(workspace, catalogue, *sku);
        let from = locale.list_and(&change.from.iter().map(name).collect::<Vec<_>>());
        view! {
            <tr>
                <td>{products(&change.from)}</td>
                <td>{products(&change.to)}</td>
                <td class="amount">{everybody(today, change, &from, acts, locale)}</td>
                <td class="amount">{told.amount(Some(change.saving))}</td>
                <td>{ways(today, change, &from, acts, locale)}</td>
            </tr>
        }
        .into_any()
    };
    let rows: Vec<AnyView> = mix.changes.iter().map(row).collect();
    let label = t::PART_MIX.get(locale);
    let head = |text| amount_head(text, locale);
    view! {
        <div class="scroll-x" tabindex="0" role="region" aria-label=label>
            <table class="plain-table products by-name" aria-label=label>
                <thead>
                    <tr>
                        <th scope="col">{t::FROM.get(locale)}</th>
                        <th scope="col">{t::TO.get(locale)}</th>
                        {head(t::PEOPLE)}
                        {head(t::MIX_SAVING)}
                        <th scope="col">{t::WHO.get(locale)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// A text that opens the list of the people of some classes.
fn opens(
    today: &Arc<Today>,
    mut classes: Vec<usize>,
    (title, text): (String, String),
    acts: Acts,
) -> AnyView {
    classes.sort_unstable();
    let today = today.clone();
    let show = move |_| acts.chosen.set(Some((title.clone(), today.rows(&classes))));
    view! {
        <button type="button" class="btn plain as-link" on:click=show>
            {text}
        </button>
    }
    .into_any()
}

/// How many people a change is about, and who.
fn everybody(
    today: &Arc<Today>,
    change: &Change,
    from: &str,
    acts: Acts,
    locale: Locale,
) -> AnyView {
    let of_steps = change.steps.iter().flat_map(|step| &step.classes);
    let classes = of_steps.chain(&change.by_group).copied().collect();
    let count = t::SHOW_PEOPLE.of(locale, u64::from(change.people));
    let title = t::WHO_HOLDS.with(locale, &[from, &count]);
    opens(today, classes, (title, count), acts)
}

/// The ways to stage a change, and whom it does not reach.
fn ways(today: &Arc<Today>, change: &Change, from: &str, acts: Acts, locale: Locale) -> AnyView {
    let mut steps: Vec<(u32, &Step)> =
        change.steps.iter().map(|step| (today.count(&step.classes), step)).collect();
    steps.sort_by_key(|(people, _)| Reverse(*people));
    let button = |(people, step): &(u32, &Step)| {
        let (today, step) = (today.clone(), (*step).clone());
        let open = move |_| {
            let rows = today.rows(&step.classes).iter().map(Row).collect();
            let (add, remove) = (step.add.clone(), step.remove.clone());
            acts.stager.open(Command::License { of: Of::User, rows, add, remove });
        };
        let text = t::SWAP_FOR.of(locale, u64::from(*people));
        view! {
            <button type="button" class="btn" on:click=open>
                {text}
            </button>
        }
        .into_any()
    };
    let buttons: Vec<AnyView> = steps.iter().take(STEPS).map(button).collect();
    let rest = steps.len().saturating_sub(STEPS) as u64;
    let more =
        (rest > 0).then(|| view! { <div class="quiet">{t::MORE_STEPS.of(locale, rest)}</div> });
    let others = today.count(&change.by_group);
    let by_group = (others > 0).then(|| {
        let text = t::BY_GROUP.with(locale, &[&locale.number(u64::from(others))]);
        let title = t::WHO_HOLDS.with(locale, &[from, &text]);
        opens(today, change.by_group.clone(), (title, text), acts)
    });
    view! {
        <div class="stack">{buttons}</div>
        {more}
        {by_group}
    }
    .into_any()
}
