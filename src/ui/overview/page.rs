//! The page.

use crate::{
    domain::{
        Attribute, Datum, Value,
        attribute::{Of, Schema},
    },
    i18n::{Locale, Text, words},
    messages,
    session::{Session, browser},
    store::{Facets, Filter, Operator},
    ui::{
        kit::{
            chart::{Slice, bars, donut},
            lang::{lang, zone},
        },
        lists::state::ListState,
        nav::{href, plain},
        overview::{
            attention::{Finding, count, findings},
            others_view::others,
            sources,
            unknowns::unknowns,
        },
        page::Page,
        shell::heading,
        texts::overview as t,
    },
};
use leptos::prelude::*;

/// How many bars a picture has.
const BARS: usize = 8;

pub(in crate::ui) fn overview_page(session: Session) -> AnyView {
    let locale = lang();
    let name = move || session.entry().with(|entry| entry.name.clone());
    view! {
        <div class="page-head">{heading(name)}</div>
        {figures(session, locale)}
        <div class="cards">
            {ring(session, t::ACCOUNTS, Attribute::ACCOUNT_ENABLED, locale)}
            {ring(session, t::TYPES, Attribute::USER_TYPE, locale)}
            {ring(session, t::SOURCE, Attribute::ON_PREMISES_SYNC_ENABLED, locale)}
            {ranking(session, t::BY_DEPARTMENT, Attribute::DEPARTMENT, locale)}
            {places(session, locale)}
            {others(session, locale)}
            {attention(session, locale)}
            {unknown(session, locale)}
            {sources::sources(session)}
        </div>
    }
    .into_any()
}

/// The list of those who fit.
fn list(schema: &Schema, filters: Vec<Filter>) -> String {
    let state = ListState { filters, ..ListState::default() };
    href(Page::Users, &state.to_fragment(schema))
}

fn figures(session: Session, locale: Locale) -> AnyView {
    let figure = move |(text, number, address): (Text, u32, String)| {
        view! {
            <a class="figure" href=address>
                <b>{locale.number(u64::from(number))}</b>
                <span>{text.get(locale)}</span>
            </a>
        }
        .into_any()
    };
    let all = move || {
        let figures = session.with(|workspace| {
            let (users, schema) = (workspace.users(), workspace.users().schema());
            let staged = u32::try_from(workspace.staged_count()).unwrap_or(u32::MAX);
            let boolean = |attribute, value| {
                vec![Filter::new(attribute, Operator::Is, Value::Boolean(value))]
            };
            let guests = vec![Filter::new(
                Attribute::USER_TYPE,
                Operator::Is,
                Value::Text("Guest".to_owned()),
            )];
            let asked = [
                (t::ENABLED, Attribute::ACCOUNT_ENABLED, boolean(Attribute::ACCOUNT_ENABLED, true)),
                (
                    t::DISABLED,
                    Attribute::ACCOUNT_ENABLED,
                    boolean(Attribute::ACCOUNT_ENABLED, false),
                ),
                (t::GUESTS, Attribute::USER_TYPE, guests),
                (
                    t::SYNCED,
                    Attribute::ON_PREMISES_SYNC_ENABLED,
                    boolean(Attribute::ON_PREMISES_SYNC_ENABLED, true),
                ),
            ];
            let mut figures = vec![(t::USERS, users.active_count(), plain(Page::Users))];
            // What was not imported has no number: a zero would be a lie.
            let known = asked.into_iter().filter(|(_, attribute, _)| users.is_known(*attribute));
            figures.extend(
                known.map(|(text, _, filters)| {
                    (text, count(users, &filters), list(schema, filters))
                }),
            );
            let directory = workspace.directory();
            for (text, of, page) in
                [(t::GROUPS, Of::Group, Page::Groups), (t::DEVICES, Of::Device, Page::Devices)]
            {
                let count = directory.of(of).active_count();
                if count > 0 {
                    figures.push((text, count, plain(page)));
                }
            }
            if users.deleted_count() > 0 {
                figures.push((t::DELETED, users.deleted_count(), plain(Page::Deleted)));
            }
            if staged > 0 {
                figures.push((t::STAGED, staged, plain(Page::Changes)));
            }
            figures
        });
        figures.into_iter().map(figure).collect::<Vec<_>>()
    };
    view! {
        <section class="figures" aria-label=t::FIGURES.get(locale)>{all}</section>
    }
    .into_any()
}

fn card(title: Text, locale: Locale, content: impl IntoView + 'static) -> AnyView {
    view! { <section class="card"><h2>{title.get(locale)}</h2>{content}</section> }.into_any()
}

/// The values of an attribute with their counts and lists; null and unknown last.
fn slices(session: Session, attribute: Attribute, limit: usize, locale: Locale) -> Vec<Slice> {
    session.with(|workspace| {
        let users = workspace.users();
        let Facets { facets, distinct } = users.facets(attribute, users.active(), limit);
        let shown = facets.iter().filter(|facet| matches!(facet.value, Datum::Value(_))).count();
        let counted: u64 = facets.iter().map(|facet| u64::from(facet.count)).sum();
        let mut slices: Vec<Slice> = facets
            .into_iter()
            .map(|facet| {
                let (name, filter) = match facet.value {
                    Datum::Unknown => (
                        words::UNKNOWN.get(locale).to_owned(),
                        Filter::bare(attribute, Operator::IsUnknown),
                    ),
                    Datum::Null => (
                        null_name(attribute).get(locale).to_owned(),
                        Filter::bare(attribute, Operator::IsEmpty),
                    ),
                    Datum::Value(value) => (
                        value_name(workspace.users(), attribute, &value, locale),
                        Filter::new(attribute, Operator::Is, value),
                    ),
                };
                let href = list(users.schema(), vec![filter]);
                Slice { name, count: u64::from(facet.count), href, rest: false }
            })
            .collect();
        let rest = usize::try_from(distinct).unwrap_or_default().saturating_sub(shown);
        if rest > 0 {
            let others = u64::from(users.active_count()).saturating_sub(counted);
            slices.insert(
                shown,
                Slice {
                    name: t::OTHERS.of(locale, u64::try_from(rest).unwrap_or_default()),
                    count: others,
                    href: plain(Page::Users),
                    rest: true,
                },
            );
        }
        slices
    })
}

/// Null means something for the attribute that says who masters a user.
const fn null_name(attribute: Attribute) -> Text {
    match attribute {
        Attribute::ON_PREMISES_SYNC_ENABLED => t::CLOUD,
        _ => t::NOT_SET,
    }
}

fn value_name(
    users: &crate::store::Objects,
    attribute: Attribute,
    value: &Value,
    locale: Locale,
) -> String {
    let text = match (attribute, value) {
        (Attribute::ACCOUNT_ENABLED, Value::Boolean(true)) => t::ENABLED,
        (Attribute::ACCOUNT_ENABLED, Value::Boolean(false)) => t::DISABLED,
        (Attribute::ON_PREMISES_SYNC_ENABLED, Value::Boolean(true)) => t::ON_PREMISES,
        (Attribute::ON_PREMISES_SYNC_ENABLED, Value::Boolean(false)) => t::CLOUD,
        _ => {
            let datum = Datum::Value(value.clone());
            return messages::datum(users, attribute, &datum, locale, &zone);
        }
    };
    text.get(locale).to_owned()
}

fn ring(session: Session, title: Text, attribute: Attribute, locale: Locale) -> AnyView {
    card(title, locale, move || donut(slices(session, attribute, 4, locale), locale))
}

fn ranking(session: Session, title: Text, attribute: Attribute, locale: Locale) -> AnyView {
    card(title, locale, move || bars(slices(session, attribute, BARS, locale), locale))
}

/// Where people are: by country where that was imported, else by usage location.
fn places(session: Session, locale: Locale) -> AnyView {
    let by_country = session.select(|workspace| workspace.users().is_known(Attribute::COUNTRY));
    (move || {
        if by_country.get() {
            ranking(session, t::BY_COUNTRY, Attribute::COUNTRY, locale)
        } else {
            ranking(session, t::BY_LOCATION, Attribute::USAGE_LOCATION, locale)
        }
    })
    .into_any()
}

fn attention(session: Session, locale: Locale) -> AnyView {
    let row = move |text: &'static str, number: u32, address: String| {
        view! {
            <li>
                <a class="finding" href=address>
                    <span>{text}</span>
                    <span class="number">{locale.number(u64::from(number))}</span>
                </a>
            </li>
        }
        .into_any()
    };
    let content = move || {
        let mut rows: Vec<AnyView> = session.with(|workspace| {
            let schema = workspace.users().schema();
            let found = findings(workspace.users(), browser::now());
            let drawn = |Finding { text, filters, count }| {
                row(text.get(locale), count, list(schema, filters))
            };
            found.into_iter().map(drawn).collect()
        });
        let conflicts = session.with(|workspace| workspace.open_conflicts().count());
        if conflicts > 0 {
            let count = u32::try_from(conflicts).unwrap_or(u32::MAX);
            rows.insert(0, row(t::CONFLICTS.get(locale), count, plain(Page::Changes)));
        }
        if rows.is_empty() {
            view! { <p class="quiet">{t::LOOK_NONE.get(locale)}</p> }.into_any()
        } else {
            view! { <ul>{rows}</ul> }.into_any()
        }
    };
    card(t::LOOK, locale, content)
}

fn unknown(session: Session, locale: Locale) -> AnyView {
    let content = move || {
        let (by_csv, by_graph) = session.with(|workspace| {
            let missing = unknowns(workspace.users());
            let schema = workspace.users().schema();
            let name = |attribute: &Attribute| messages::label(schema, *attribute, locale);
            let by_csv: Vec<String> = missing.by_csv.iter().map(name).collect();
            let mut by_graph: Vec<String> = missing.by_graph.iter().map(name).collect();
            if !workspace.roles().is_known() {
                by_graph.push(t::ROLES_UNKNOWN.get(locale).to_owned());
            }
            (by_csv, by_graph)
        });
        if by_csv.is_empty() && by_graph.is_empty() {
            return view! { <p class="quiet">{t::UNKNOWN_NONE.get(locale)}</p> }.into_any();
        }
        let group = |title: Text, names: Vec<String>| {
            (!names.is_empty()).then(|| {
                view! {
                    <p><span class="quiet">{title.get(locale)}</span>" "{locale.list_and(&names)}</p>
                }
            })
        };
        view! {
            <p class="quiet">{t::UNKNOWN_TEXT.get(locale)}</p>
            {group(t::TOLD_BY_CSV, by_csv)}
            {group(t::TOLD_BY_COLLECTOR, by_graph)}
        }
        .into_any()
    };
    card(t::UNKNOWN, locale, content)
}
