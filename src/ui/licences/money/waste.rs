//! What is paid for nothing: seats by reason and product, the people, and the way to take them away.

use super::{
    super::{
        change::{Ask, Licenser},
        names,
        parts::people,
    },
    texts as t,
    told::{Told, amount_head, file_name, forms, unpriced},
};
use crate::{
    domain::{Row, SkuId, attribute::Of},
    exchange::money_out::WasteFile,
    i18n::Locale,
    licensing::Catalogue,
    session::{
        Session, browser,
        export::{CSV, Piece},
    },
    store::Bits,
    tenant::{
        Workspace,
        money::{
            Prices,
            waste::{self, Question, Reason, Report, Waste},
        },
    },
    ui::kit::{
        icon::Icon,
        notice::{Notice, empty, strip},
        toast::{Tone, use_toasts},
    },
};
use leptos::{ev, prelude::*, task::spawn_local};
use std::sync::Arc;

/// For how many days nobody may have signed in.
const DAYS: [u16; 6] = [30, 60, 90, 180, 270, 365];
/// To start with.
const AT_FIRST: u16 = 90;

/// Whose people are shown.
type Chosen = RwSignal<Option<(Reason, SkuId)>>;

pub(super) fn waste(session: Session, locale: Locale) -> AnyView {
    let (days, chosen) = (RwSignal::new(AT_FIRST), Chosen::new(None));
    let licenser = Licenser::new();
    let found = Memo::new(move |_| {
        let question = Question { now: browser::now(), days: days.get() };
        let report = session.with_licences(|workspace, _, licences| {
            waste::report(workspace, licences, &Prices::of(workspace), question)
        });
        report.unwrap_or_default()
    });
    let content = move || {
        found.with(|report| {
            session.with_licences(|workspace, catalogue, _| {
                let told = Told::of(&Prices::of(workspace), locale);
                let rows = table(workspace, catalogue, report, (chosen, licenser), told);
                view! {
                    {unpriced(&Prices::of(workspace), locale)} {unknown(report, locale)} {rows}
                    {unused(workspace, catalogue, report, locale)}
                }
                .into_any()
            })
        })
    };
    view! {
        <p>{t::WASTE_WHY.get(locale)}</p>
        <div class="line between">{period(days, locale)} {out(session, found, locale)}</div>
        <div class="stack">{content}</div>
        <div class="stack" role="status">{list(session, found, chosen, locale)}</div>
        {licenser.view(session)}
    }
    .into_any()
}

/// The menu by which the seats leave as a file.
fn out(session: Session, found: Memo<Report>, locale: Locale) -> AnyView {
    let toasts = use_toasts();
    forms(locale, move |profile| {
        let rows = found.with_untracked(|report| report.rows.clone());
        let name = file_name(session, t::FILE_WASTE, locale);
        spawn_local(async move {
            let file = WasteFile::new(rows, profile);
            let holders: Arc<[u32]> = file.holders().into();
            let seats = holders.len() as u64;
            let write = |piece: Piece<'_>, workspace: &_, catalogue: &_, _: &mut _| match piece {
                Piece::Start => file.start(),
                Piece::Rows(rows, before) => file.rows(workspace, catalogue, rows, before),
                Piece::End => Vec::new(),
            };
            if let Some(parts) = session.licences_file(holders, write).await {
                parts.download(&name, CSV);
                toasts.show(Tone::Good, t::EXPORTED.of(locale, seats));
            }
        });
    })
}

fn period(days: RwSignal<u16>, locale: Locale) -> AnyView {
    let option = |count: u16| {
        let is = days.get_untracked() == count;
        let text = t::SO_MANY_DAYS.of(locale, u64::from(count));
        view! { <option value=count.to_string() selected=is>{text}</option> }.into_any()
    };
    let choose = move |event: ev::Event| {
        if let Ok(count) = event_target_value(&event).parse() {
            days.set(count);
        }
    };
    view! {
        <label class="field show-people">
            <span>{t::DAYS.get(locale)}</span>
            <select class="input" on:change=choose>
                {DAYS.map(option).into_iter().collect::<Vec<_>>()}
            </select>
        </label>
    }
    .into_any()
}

/// What no file tells.
fn unknown(report: &Report, locale: Locale) -> AnyView {
    let told = report.sign_ins.told;
    let none = (!told).then(|| strip(Notice::Warn, t::SIGN_INS_NOT_TOLD.get(locale)));
    let some = |text: crate::i18n::Plural, count: u32| {
        (count > 0).then(|| strip(Notice::Info, text.of(locale, u64::from(count))))
    };
    let untold = told.then(|| some(t::SIGN_INS_UNTOLD, report.sign_ins.untold)).flatten();
    view! { {none} {untold} {some(t::ENABLED_UNTOLD, report.enabled_untold)} }.into_any()
}

fn reason(workspace: &Workspace, catalogue: &Catalogue, reason: Reason, locale: Locale) -> String {
    match reason {
        Reason::Disabled => t::REASON_DISABLED.get(locale).to_owned(),
        Reason::NeverSignedIn => t::REASON_NEVER.get(locale).to_owned(),
        Reason::Idle => t::REASON_IDLE.get(locale).to_owned(),
        Reason::Covered { by } => {
            t::REASON_COVERED.with(locale, &[&names::product(workspace, catalogue, by)])
        }
        Reason::NothingOn => t::REASON_NOTHING_ON.get(locale).to_owned(),
    }
}

fn table(
    workspace: &Workspace,
    catalogue: &Catalogue,
    report: &Report,
    acts: (Chosen, Licenser),
    told: Told,
) -> AnyView {
    let locale = told.locale;
    if report.rows.is_empty() {
        return empty(Icon::Check, t::NO_WASTE.get(locale), t::NO_WASTE_WHY.get(locale), ());
    }
    let rows: Vec<AnyView> =
        report.rows.iter().map(|one| row(workspace, catalogue, one, acts, told)).collect();
    let total = report.total;
    let cost = total.known_cost().map(|cost| {
        let text = t::A_YEAR.with(locale, &[&told.amount(Some(cost))]);
        let rest = (total.unpriced > 0).then(|| t::UNPRICED.of(locale, total.unpriced));
        view! { <b>{text}</b> {rest.map(|text| view! { <span class="quiet">{text}</span> })} }
    });
    let label = t::PART_WASTE.get(locale);
    let head = |text| amount_head(text, locale);
    view! {
        <p class="line">
            <b>{t::WASTE_TOTAL.of(locale, total.seats)}</b>
            {cost}
        </p>
        <div class="scroll-x" tabindex="0" role="region" aria-label=label>
            <table class="plain-table products by-name" aria-label=label>
                <thead>
                    <tr>
                        <th scope="col">{t::PRODUCT.get(locale)}</th>
                        <th scope="col">{t::REASON.get(locale)}</th>
                        {head(t::PEOPLE)}
                        {head(t::COST)}
                        <th scope="col">{t::WHO.get(locale)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(
    workspace: &Workspace,
    catalogue: &Catalogue,
    one: &Waste,
    (chosen, licenser): (Chosen, Licenser),
    told: Told,
) -> AnyView {
    let locale = told.locale;
    let (sku, why) = (one.sku, one.reason);
    let show = move |_| chosen.set(Some((why, sku)));
    let others = one.people.count().saturating_sub(one.removable.count());
    let take = (!one.removable.is_empty()).then(|| {
        let removable = one.removable.clone();
        let take = move |_| {
            let rows = removable.iter().map(Row).collect();
            licenser.open(Ask { of: Of::User, rows, take: Some(sku) });
        };
        let name = names::product(workspace, catalogue, sku);
        view! {
            <button type="button" class="btn" on:click=take>
                {t::TAKE.get(locale)}
                <span class="visually-hidden">{format!(" {name}")}</span>
            </button>
        }
    });
    let by_group = (others > 0).then(|| {
        let number = locale.number(u64::from(others));
        view! { <div class="quiet">{t::BY_GROUP.with(locale, &[&number])}</div> }
    });
    let count = t::SHOW_PEOPLE.of(locale, u64::from(one.people.count()));
    view! {
        <tr>
            <th scope="row">{names::link(workspace, catalogue, sku)}</th>
            <td>{reason(workspace, catalogue, why, locale)}</td>
            <td class="amount">
                <button type="button" class="btn plain as-link" on:click=show>
                    {count}
                </button>
            </td>
            <td class="amount">{told.sum(one.sum)}</td>
            <td>{take} {by_group}</td>
        </tr>
    }
    .into_any()
}

/// The people of the line that was chosen.
fn list(
    session: Session,
    found: Memo<Report>,
    chosen: Chosen,
    locale: Locale,
) -> impl Fn() -> Option<AnyView> + Send {
    let of = Memo::new(move |_| {
        let (why, sku) = chosen.get()?;
        found.with(|report| {
            let row = report.rows.iter().find(|row| (row.reason, row.sku) == (why, sku));
            row.map(|row| row.people.clone())
        })
    });
    let title = Memo::new(move |_| {
        let (why, sku) = chosen.get()?;
        session.with_licences(|workspace, catalogue, _| {
            let name = names::product(workspace, catalogue, sku);
            let why = reason(workspace, catalogue, why, locale);
            t::WHO_HOLDS.with(locale, &[&name, &why])
        })
    });
    move || {
        let title = title.get()?;
        let rows = Memo::new(move |_| of.get().unwrap_or_else(|| Bits::none(0)));
        Some(
            view! {
                <h2>{title.clone()}</h2>
                {people(session, title, rows)}
            }
            .into_any(),
        )
    }
}

/// Plans that are on for nobody.
fn unused(
    workspace: &Workspace,
    catalogue: &Catalogue,
    report: &Report,
    locale: Locale,
) -> Option<AnyView> {
    if report.unused.is_empty() {
        return None;
    }
    let item = |(plan, products): &(_, Vec<SkuId>)| {
        let names: Vec<String> =
            products.iter().map(|sku| names::product(workspace, catalogue, *sku)).collect();
        let plan = names::plan(workspace, catalogue, *plan);
        let text = t::PART_OF.with(locale, &[&plan, &locale.list_and(&names)]);
        view! { <li>{text}</li> }.into_any()
    };
    let items: Vec<AnyView> = report.unused.iter().map(item).collect();
    let section = view! {
        <section class="card">
            <h2>{t::UNUSED.get(locale)}</h2>
            <p>{t::UNUSED_WHY.get(locale)}</p>
            <ul class="plain-list">{items}</ul>
        </section>
    };
    Some(section.into_any())
}
