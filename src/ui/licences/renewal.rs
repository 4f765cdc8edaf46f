//! Subscriptions of a product: which stage each is in, what comes next, and what then.

use super::{names, product, renewal_texts as t, texts};
use crate::{
    domain::{CapabilityStatus, CompanySubscription, ProvisioningStatus, SkuId, Timestamp},
    i18n::{Locale, Text},
    licensing::{
        Catalogue,
        lifecycle::{Access, Contract, Holds, MESSAGE, Source, Span, Stage, Step, TERMS, ahead},
    },
    tenant::{
        Workspace,
        licences::renewals::{Difference, Next, Turn, differences, next},
    },
    ui::kit::{
        lang::zone,
        notice::{Notice, strip},
    },
};
use leptos::prelude::*;

/// A moment as the day it is on.
pub(super) fn day(at: Timestamp, locale: Locale) -> String {
    locale.date(at.0, zone(at.0))
}

const fn stage(stage: Stage) -> Text {
    match stage {
        Stage::Active => t::ACTIVE,
        Stage::Expired => t::EXPIRED,
        Stage::Disabled => t::DISABLED,
        Stage::Deleted => t::DELETED,
    }
}

pub(super) const fn turn(turn: Turn) -> Text {
    match turn {
        Turn::Renewal => t::RENEWAL,
        Turn::TrialEnd => t::TRIAL_END,
        Turn::GraceEnd => t::GRACE_END,
        Turn::Deletion => t::DELETION,
    }
}

/// What comes next for a product, for a cell of the list.
pub(super) fn next_cell(next: Next, locale: Locale) -> AnyView {
    let quiet = |text: Text| view! { <span class="quiet">{text.get(locale)}</span> }.into_any();
    let dated = |at: Timestamp, text: Text| {
        view! {
            <span class="number">{day(at, locale)}</span>
            <div class="quiet">{text.get(locale)}</div>
        }
        .into_any()
    };
    match next {
        Next::NotTold => quiet(texts::NOT_TOLD),
        Next::Nothing => quiet(t::NO_SUBSCRIPTION),
        Next::Undated => quiet(t::UNDATED),
        Next::On(at, what) => dated(at, turn(what)),
        Next::Passed(at, _) => dated(at, t::PASSED),
    }
}

/// The card on a product's page.
pub(super) fn card(
    workspace: &Workspace,
    catalogue: &Catalogue,
    sku: SkuId,
    now: Timestamp,
    locale: Locale,
) -> AnyView {
    let organisation = workspace.organisation();
    let quiet = |text: Text| view! { <p class="quiet">{text.get(locale)}</p> }.into_any();
    let content = match organisation.bought(sku) {
        None => quiet(t::NOT_TOLD),
        Some(bought) if bought.clone().next().is_none() => quiet(t::NONE),
        Some(bought) => {
            let unowned = (organisation.subscriptions.is_some()
                && organisation.subscription(sku).is_none())
            .then(|| strip(Notice::Warn, t::NOT_OWNED.get(locale)));
            let items: Vec<AnyView> =
                bought.map(|one| item(workspace, catalogue, one, now, locale)).collect();
            view! {
                {unowned} {compared(workspace, sku, locale)}
                <ul class="plain-list holdings">{items}</ul>
                {terms(locale)}
            }
            .into_any()
        }
    };
    view! {
        <section class="card" aria-labelledby="subscriptions">
            <h2 id="subscriptions">{t::SUBSCRIPTIONS.get(locale)}</h2>
            {content}
        </section>
    }
    .into_any()
}

/// Whether the subscriptions add up to what the product has.
fn compared(workspace: &Workspace, sku: SkuId, locale: Locale) -> Option<AnyView> {
    let differences = differences(workspace.organisation(), sku)?;
    if differences.is_empty() {
        return Some(view! { <p class="quiet">{t::ADDS_UP.get(locale)}</p> }.into_any());
    }
    let number = |number: u32| locale.number(u64::from(number));
    let line = |one: Difference| {
        let status = match one.status {
            CapabilityStatus::Enabled => t::ENABLED,
            CapabilityStatus::Warning => texts::WARNING,
            CapabilityStatus::Suspended => texts::SUSPENDED,
            CapabilityStatus::LockedOut => texts::LOCKED_OUT,
            CapabilityStatus::Deleted => t::DELETED,
        };
        let (product, subscriptions) = (number(one.product), number(one.subscriptions));
        let text = t::DIFFERS.with(locale, &[status.get(locale), &product, &subscriptions]);
        strip(Notice::Warn, text)
    };
    Some(differences.into_iter().map(line).collect::<Vec<_>>().into_any())
}

fn item(
    workspace: &Workspace,
    catalogue: &Catalogue,
    one: &CompanySubscription,
    now: Timestamp,
    locale: Locale,
) -> AnyView {
    let is_in = one.status().map(Stage::of);
    let class = match is_in {
        Some(Stage::Active) => "badge good",
        Some(Stage::Expired) => "badge warn",
        Some(Stage::Disabled | Stage::Deleted) => "badge bad",
        None => "badge",
    };
    // A word that is not documented stands for itself.
    let named = match is_in {
        Some(is_in) => stage(is_in).get(locale).to_owned(),
        None if one.status.is_empty() => t::NO_STAGE.get(locale).to_owned(),
        None => one.status.clone(),
    };
    let trial = match one.is_trial {
        Some(true) => Some(t::TRIAL),
        Some(false) => None,
        None => Some(t::TRIAL_NOT_TOLD),
    };
    let trial = trial.map(|text| view! { <span class="badge">{text.get(locale)}</span> });
    let seats = one.seats.map_or_else(
        || t::SEATS_NOT_TOLD.get(locale).to_owned(),
        |seats| t::SEATS.of(locale, u64::from(seats)),
    );
    let date = match (one.next, Turn::of(one)) {
        (Some(at), _) if at < now => {
            let (day, passed) = (day(at, locale), t::PASSED.get(locale));
            t::PLAN_STATE.with(locale, &[&day, passed])
        }
        (Some(at), Some(what)) => {
            t::PLAN_STATE.with(locale, &[&day(at, locale), turn(what).get(locale)])
        }
        (Some(at), None) => day(at, locale),
        (None, _) => t::UNDATED.get(locale).to_owned(),
    };
    let date = texts::LABELLED.with(locale, &[t::NEXT.get(locale), &date]);
    view! {
        <li>
            <div class="line">
                <b>{seats}</b> <span class=class>{named}</span> {trial}
            </div>
            <p>{date}</p>
            {facts(workspace, catalogue, one, locale)} {stages(one, now, locale)}
        </li>
    }
    .into_any()
}

/// Who bought it and when, and what of it is not ready.
fn facts(
    workspace: &Workspace,
    catalogue: &Catalogue,
    one: &CompanySubscription,
    locale: Locale,
) -> AnyView {
    let told = |name: String, value: &str| {
        (!value.is_empty()).then(|| product::fact(name, value.to_owned()))
    };
    let named = |text: Text| text.get(locale).to_owned();
    let is_ready = |status: ProvisioningStatus| {
        // The first needs nobody, and the third is normal for some plans.
        use ProvisioningStatus::{Disabled, PendingInput, Success};
        matches!(status, Success | Disabled | PendingInput)
    };
    let waiting = one.plans.iter().filter_map(|plan| {
        let status = plan.status.filter(|status| !is_ready(*status))?;
        let name = names::plan(workspace, catalogue, plan.id);
        Some(t::PLAN_STATE.with(locale, &[&name, product::status(status, locale)]))
    });
    let waiting = locale.list_and(&waiting.collect::<Vec<_>>());
    let owner = match one.owner_type.as_str() {
        "" => named(t::OWNER),
        of => t::OWNER_OF.with(locale, &[of]),
    };
    view! {
        <dl class="facts">
            {one.created.map(|at| product::fact(named(t::CREATED), day(at, locale)))}
            {told(named(t::ID), &one.id)} {told(named(t::COMMERCE_ID), &one.commerce_id)}
            {told(owner, &one.owner)} {told(named(t::PARTNER), &one.owner_tenant)}
            {told(named(t::NOT_READY), &waiting)}
        </dl>
    }
    .into_any()
}

/// The stage that it is in and those ahead, with what holds in each.
fn stages(one: &CompanySubscription, now: Timestamp, locale: Locale) -> Option<AnyView> {
    let is_in = Stage::of(one.status()?);
    let steps = ahead(one)?;
    // Where its date has passed, what it is in now is not known.
    let has_passed = one.next.is_some_and(|at| at < now);
    let text = if has_passed { t::WHEN_MADE } else { t::NOW };
    let named = text.with(locale, &[stage(is_in).get(locale)]);
    let first = view! { <li><b>{named}</b> {effects(is_in, locale)}</li> }.into_any();
    let step = |step: Step| {
        let skipped = step.may_be_skipped.then(|| {
            view! { <p class="quiet">{t::SKIPPED.get(locale)}</p> }
        });
        view! { <li><b>{when(step, locale)}</b> {skipped} {effects(step.stage, locale)}</li> }
            .into_any()
    };
    let items: Vec<AnyView> = [first].into_iter().chain(steps.into_iter().map(step)).collect();
    let all = view! {
        <details>
            <summary>{t::AHEAD.get(locale)}</summary>
            <ol class="plain-list holdings">{items}</ol>
        </details>
    };
    Some(all.into_any())
}

/// A stage and when it begins, as far as that can be said.
fn when(step: Step, locale: Locale) -> String {
    let name = stage(step.stage).get(locale);
    match step.from {
        None => t::DAY_NOT_TOLD.with(locale, &[name]),
        Some(span) if span.is_exact() => t::FROM.with(locale, &[name, &day(span.first, locale)]),
        Some(Span { first, last }) => {
            t::BETWEEN.with(locale, &[name, &day(first, locale), &day(last, locale)])
        }
    }
}

fn effects(stage: Stage, locale: Locale) -> AnyView {
    let effects = stage.effects();
    let work = match effects.work {
        Holds::Yes => t::WORK,
        Holds::No => t::NO_WORK,
        Holds::NotUnderVolumeLicensing => t::WORK_NOT_VOLUME,
        Holds::NotTold => t::WORK_NOT_TOLD,
    };
    let data = match effects.data {
        Access::Everybody => t::DATA_EVERYBODY,
        Access::Administrators => t::DATA_ADMINISTRATORS,
        Access::Nobody => t::DATA_NOBODY,
    };
    let giving = match effects.giving {
        Holds::Yes => t::GIVING,
        Holds::No => t::NO_GIVING,
        Holds::NotUnderVolumeLicensing | Holds::NotTold => t::GIVING_NOT_TOLD,
    };
    let back = if effects.back { t::BACK } else { t::NO_BACK };
    // What is active needs no way back.
    let back = (stage != Stage::Active).then_some(back);
    let items: Vec<AnyView> = [Some(work), Some(data), Some(giving), back]
        .into_iter()
        .flatten()
        .map(|text| view! { <li>{text.get(locale)}</li> }.into_any())
        .collect();
    view! { <ul class="plain-list quiet">{items}</ul> }.into_any()
}

const fn contract(contract: Contract) -> Text {
    match contract {
        Contract::Most => t::MOST,
        Contract::SeveralYears => t::SEVERAL_YEARS,
        Contract::VolumeLicensing => t::VOLUME,
        Contract::Cancelled => t::CANCELLED,
        Contract::CustomerAgreement => t::CUSTOMER_AGREEMENT,
        Contract::Trial => t::OF_TRIAL,
    }
}

/// Where something is written; titles are English.
fn written(source: Source, locale: Locale) -> AnyView {
    let day = source.day().map(|day| locale.day(day)).unwrap_or_default();
    let text = if source == MESSAGE { t::IN_COPIES } else { t::WRITTEN_OF };
    let whole = text.with(locale, &[source.title, &day]);
    let Some((before, after)) = whole.split_once(source.title) else { return whole.into_any() };
    let (before, after) = (before.to_owned(), after.to_owned());
    view! { {before} <span lang="en">{source.title}</span> {after} }.into_any()
}

/// How long the stages last under each kind of contract, with where that is written.
fn terms(locale: Locale) -> AnyView {
    let days = |days: i64| match u64::try_from(days) {
        Ok(days) if days > 0 => t::DAYS.of(locale, days),
        _ => t::NO_DAYS.get(locale).to_owned(),
    };
    let rows: Vec<AnyView> = TERMS
        .iter()
        .map(|term| {
            view! {
                <tr>
                    <th scope="row">{contract(term.contract).get(locale)}</th>
                    <td>{days(term.expired)}</td>
                    <td>{days(term.disabled)}</td>
                    <td>{written(term.source, locale)}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    let head = |text: Text| view! { <th scope="col">{text.get(locale)}</th> }.into_any();
    view! {
        <details>
            <summary>{t::TERMS.get(locale)}</summary>
            <p class="quiet">{t::TERMS_WHY.get(locale)} " " {t::TERMS_CHOSEN.get(locale)}</p>
            <div class="scroll-x" tabindex="0" role="region" aria-label=t::TERMS.get(locale)>
                <table class="plain-table by-name" aria-label=t::TERMS.get(locale)>
                    <thead>
                        <tr>
                            {head(t::CONTRACT)} {head(t::EXPIRED)} {head(t::DISABLED)}
                            {head(t::WRITTEN)}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
    .into_any()
}

/// What comes next for a product.
pub(super) fn next_of(workspace: &Workspace, sku: SkuId, now: Timestamp) -> Next {
    next(workspace.organisation(), sku, now)
}
