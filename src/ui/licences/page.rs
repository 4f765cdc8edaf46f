//! The page of all products.

use super::{assumed, assumed_texts, names, outlook, parts, renewal, renewal_texts, texts as t};
use crate::{
    domain::Reading,
    i18n::Locale,
    licensing::Catalogue,
    session::{Products, Session, browser},
    tenant::{
        Workspace,
        licences::{ProductFigures, renewals::Next},
    },
    ui::{
        kit::{
            icon::{Icon, icon},
            lang::lang,
            notice::{Notice, empty, strip},
            tabs::Tabs,
        },
        nav::plain,
        page::Page,
        part::part,
        shell::heading,
    },
};
use leptos::prelude::*;

/// The parts as the address names them.
const PARTS: [&str; 5] = ["products", "plans", "errors", "intune", ASSUMED];
/// The part about what is assumed.
pub(super) const ASSUMED: &str = "assumed";

/// The products of the tenant.
pub fn licences_page(session: Session) -> AnyView {
    let locale = lang();
    let selected = part(Page::Licences, &PARTS);
    let stored = move |text: crate::i18n::Text| Signal::stored(text.get(locale).to_owned());
    let titles =
        [t::PART_PRODUCTS, t::PART_PLANS, t::PART_ERRORS, t::PART_INTUNE, assumed_texts::PART];
    let panel = Callback::new(move |at: usize| match at {
        0 => products(session, locale),
        1 => parts::plans(session, locale),
        2 => parts::errors(session, locale),
        3 => super::intune::intune(session, locale),
        _ => assumed::assumed(session, locale),
    });
    let nothing_told = nothing_told(session);
    let body = move || {
        if nothing_told.get() {
            return nothing(locale);
        }
        let titles = titles.map(stored).into_iter().collect::<Vec<_>>();
        view! { <Tabs label=t::VIEWS.get(locale) titles=titles selected=selected panel=panel /> }
            .into_any()
    };
    view! {
        <div class="page-head">
            {heading(Page::Licences.title().get(locale))}
            <p class="lead">{t::LEAD.get(locale)}</p>
            <a class="btn" href=plain(Page::Licensed)>
                {icon(Icon::Users)} {Page::Licensed.title().get(locale)}
            </a>
            <div class="line">
                <a href=plain(Page::Money)>{super::money::texts::TO_MONEY.get(locale)}</a>
            </div>
        </div>
        {names_failed(session)} {assumed::note(session)} {body}
    }
    .into_any()
}

/// Whether no file told of products or licences.
pub(super) fn nothing_told(session: Session) -> Memo<bool> {
    Memo::new(move |_| {
        let some = session.with_licences(|workspace, _, licences| {
            licences.model().products().len() > 0
                || workspace.organisation().subscriptions.is_some()
        });
        some != Some(true)
    })
}

fn products(session: Session, locale: Locale) -> AnyView {
    let choice = outlook::Choice::new();
    let head = move || {
        session.with_licences(|workspace, catalogue, licences| {
            let figures = licences.figures(workspace);
            let now = browser::now();
            let unknown = u64::from(licences.unknown().count());
            let owned = workspace.organisation().subscriptions.is_some();
            let unowned = (!owned).then(|| strip(Notice::Warn, t::UNKNOWN_OWNED.get(locale)));
            let unknown =
                (unknown > 0).then(|| strip(Notice::Warn, t::UNKNOWN_PEOPLE.of(locale, unknown)));
            let ends = outlook::card(workspace, catalogue, licences, &figures, now, locale);
            view! { {unowned} {unknown} {ends} }.into_any()
        })
    };
    let count = Memo::new(move |_| {
        let figures = session.figures();
        session.with_licences(|workspace, _, _| choice.count(workspace, &figures, browser::now()))
    });
    let table = move || {
        session.with_licences(|workspace, catalogue, licences| {
            let figures = licences.figures(workspace);
            let figures = sorted(workspace, catalogue, figures);
            let shown = choice.of(workspace, figures, browser::now());
            table(workspace, catalogue, shown, licences.assumptions().reading, locale)
        })
    };
    let foot = move || {
        session.with_licences(|workspace, catalogue, licences| {
            let since = super::since::card(workspace, catalogue, licences, locale);
            view! { {names_from(catalogue, locale)} {since} }.into_any()
        })
    };
    view! { {head} {choice.view(count, locale)} {table} {foot} }.into_any()
}

/// How many products have a name and how old the table is, with the way to where that is told.
fn names_from(catalogue: &Catalogue, locale: Locale) -> AnyView {
    let count = u64::try_from(catalogue.products().len()).unwrap_or(u64::MAX);
    let known = |day| t::NAMES_KNOWN.with(locale, count, &[&locale.day(day)]);
    view! {
        <p class="quiet">
            {catalogue.dated().map(known)} " "
            <a href=plain(Page::Settings)>{t::NAMES_FROM.get(locale)}</a>
        </p>
    }
    .into_any()
}

/// That names are missing, and the way to ask again.
pub(super) fn names_failed(session: Session) -> AnyView {
    let locale = lang();
    let failed = move || {
        let failed = session.products().with(|products| *products == Products::Failed);
        failed.then(|| {
            let again = move |_| session.ask_products_again();
            let line = view! {
                <div class="line between">
                    <span>{t::NAMES_FAILED.get(locale)}</span>
                    <button type="button" class="btn" on:click=again>
                        {t::AGAIN.get(locale)}
                    </button>
                </div>
            };
            strip(Notice::Info, line)
        })
    };
    failed.into_any()
}

pub(super) fn nothing(locale: Locale) -> AnyView {
    let action = view! {
        <a class="btn primary" href=plain(Page::Collector)>{t::TO_COLLECTOR.get(locale)}</a>
    };
    empty(Icon::Key, t::NOTHING.get(locale), t::NOTHING_WHY.get(locale), action)
}

/// What is owned first, then by name.
pub(super) fn sorted(
    workspace: &Workspace,
    catalogue: &Catalogue,
    figures: Vec<ProductFigures>,
) -> Vec<(String, ProductFigures)> {
    let named = |one: ProductFigures| (names::product(workspace, catalogue, one.sku), one);
    let mut all: Vec<(String, ProductFigures)> = figures.into_iter().map(named).collect();
    all.sort_by(|(name, one), (other_name, other)| {
        let of_name = || {
            let collation = crate::text::collate::Collation::Root;
            crate::text::collate::compare(name, other_name, collation)
        };
        other.owned.is_some().cmp(&one.owned.is_some()).then_with(of_name)
    });
    all
}

fn table(
    workspace: &Workspace,
    catalogue: &Catalogue,
    shown: Vec<(String, ProductFigures, Next)>,
    reading: Reading,
    locale: Locale,
) -> AnyView {
    let rows: Vec<AnyView> = shown
        .into_iter()
        .map(|(name, one, next)| {
            let part_number = names::part_number(workspace, catalogue, one.sku);
            row(name, part_number, (&one, reading), next, locale)
        })
        .collect();
    let none = rows.is_empty().then(|| {
        view! { <p class="quiet">{renewal_texts::NO_SUCH.get(locale)}</p> }
    });
    let why = match reading {
        Reading::Documented => t::FREE_WHY,
        Reading::Technical => t::FREE_WHY_TECHNICAL,
    };
    let head = |text: crate::i18n::Text| {
        view! { <th scope="col" class="amount">{text.get(locale)}</th> }.into_any()
    };
    view! {
        <div class="scroll-x" tabindex="0" role="region" aria-label=t::PRODUCTS.get(locale)>
            <table class="plain-table products by-name" aria-label=t::PRODUCTS.get(locale)>
                <thead>
                    <tr>
                        <th scope="col">{t::PRODUCT.get(locale)}</th>
                        <th scope="col">{t::USE.get(locale)}</th>
                        <th scope="col">{renewal_texts::NEXT.get(locale)}</th>
                        {head(t::BOUGHT)} {head(t::HELD)} {head(t::DIRECT)} {head(t::BY_GROUP)}
                        {head(t::BOTH)} {head(t::FREE)} {head(t::IN_ERROR)}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {none}
        <p class="quiet">{why.get(locale)}</p>
    }
    .into_any()
}

fn row(
    name: String,
    part_number: String,
    (one, reading): (&ProductFigures, Reading),
    next: Next,
    locale: Locale,
) -> AnyView {
    let number = |number: u32| locale.number(u64::from(number));
    let seats = one.owned.as_ref().and_then(|owned| owned.seats);
    let bought =
        seats.map_or_else(|| t::NOT_TOLD.get(locale).to_owned(), |seats| number(seats.bought()));
    let unsaid = (one.unsaid > 0).then(|| {
        let text = t::LABELLED.with(locale, &[t::UNSAID.get(locale), &number(one.unsaid)]);
        view! { <div class="quiet">{text}</div> }
    });
    let small = (part_number != name).then(|| view! { <div class="quiet">{part_number}</div> });
    let error = one.in_error();
    let error = if error > 0 {
        view! { <span class="badge bad">{number(error)}</span> }.into_any()
    } else {
        number(0).into_any()
    };
    view! {
        <tr>
            <th scope="row">
                <a href=names::address(one.sku)>{name}</a> {small}
            </th>
            <td>{meter(one, locale)}</td>
            <td>{renewal::next_cell(next, locale)}</td>
            <td class="amount">{bought}</td>
            <td class="amount">{number(one.holders)} {unsaid}</td>
            <td class="amount">{number(one.direct)}</td>
            <td class="amount">{number(one.by_group)}</td>
            <td class="amount">{number(one.both)}</td>
            <td class="amount">{free(one, reading, locale)}</td>
            <td class="amount">{error}</td>
        </tr>
    }
    .into_any()
}

/// What is free by the reading that is assumed, and by the other one where that differs.
pub(super) fn free(one: &ProductFigures, reading: Reading, locale: Locale) -> AnyView {
    let Some(assumed) = one.free(reading) else {
        return t::NOT_TOLD.get(locale).into_any();
    };
    let (other, text) = match reading {
        Reading::Documented => (Reading::Technical, t::FREE_TECHNICAL),
        Reading::Technical => (Reading::Documented, t::FREE_DOCUMENTED),
    };
    let other = one.free(other).filter(|other| *other != assumed).map(|other| {
        let text = text.with(locale, &[&locale.signed_or_plain(other)]);
        view! { <div class="quiet">{text}</div> }
    });
    let class = if assumed < 0 { "badge bad" } else { "number" };
    view! { <span class=class>{locale.signed_or_plain(assumed)}</span> {other} }.into_any()
}

/// How much of what was bought is held: a bar, and the same in words for whoever does not see it.
fn meter(one: &ProductFigures, locale: Locale) -> AnyView {
    let Some(seats) = one.owned.as_ref().and_then(|owned| owned.seats) else {
        return ().into_any();
    };
    let whole = u64::from(seats.bought());
    let taken = u64::from(one.taken());
    let width = (taken.min(whole) * 1000).checked_div(whole).unwrap_or(0);
    let told = t::USE_OF.with(locale, &[&locale.number(taken), &locale.number(whole)]);
    let class = if taken > whole { "meter over" } else { "meter" };
    view! {
        <span class="visually-hidden">{told}</span>
        <svg class=class viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
            <rect class="whole" width="1000" height="10" rx="2" />
            <rect class="part" width=width.to_string() height="10" rx="2" />
        </svg>
    }
    .into_any()
}
