//! The table of a list.

use crate::{
    domain::{Attribute, attribute::Of},
    session::browser,
    store::{Bits, Field},
    ui::{
        app::Choices,
        fragment::Fragment,
        kit::{
            dom::{focus_soon, media},
            icon::Icon,
            notice::empty,
            table::{Grid, GridEvent, Source, first_rows},
        },
        lists::{
            columns::{ListColumn, grid_columns, name, of_key, usual_sort},
            list::List,
            rows::ListRows,
            state::ListState,
            texts as t,
            words::words,
        },
        nav::href,
        objects::link::page,
        page::Page,
        picture,
        shell::keys::LIST_SEARCH,
    },
};
use leptos::prelude::*;
use std::sync::Arc;

pub(super) fn grid(list: List, none: fn(List) -> AnyView) -> AnyView {
    let List { session, of, memory, query, locale, .. } = list;
    let (choices, words) = (expect_context::<Choices>(), words(of));
    let narrow = media("(max-width: 40rem)");
    let columns = Signal::derive(move || {
        let shown = memory.columns();
        let shown = if narrow.get() { narrowed(of, &shown) } else { shown };
        memory.state.with(|state| {
            session
                .with(|w| grid_columns(&shown, &state.sort, w.directory().of(of).schema(), locale))
        })
    });
    let prefix = StoredValue::new(format!("{}#id=", href(page(of), &Fragment::default())));
    let open = Memo::new(move |_| memory.state.with(|state| state.open));
    let source = Signal::derive_local(move || {
        session.revision().track();
        memory.selected.track();
        Arc::new(ListRows {
            session,
            of,
            rows: query.rows(),
            selected: memory.selected,
            open: open.get(),
            href: prefix.get_value(),
            now: browser::now(),
            locale,
        }) as Arc<dyn Source>
    });
    if of == Of::User {
        keep_picture(list, columns, source);
    }
    let ticked = Signal::derive(move || memory.ticked(&query.rows()));
    let on = Callback::new(move |event| hear(list, event));
    let is_empty = Memo::new(move |_| query.rows().is_empty());
    let nothing = move || is_empty.get().then(|| nothing(list, none));
    view! {
        <div class="grid-holder" class:bare=is_empty>
            <Grid
                name=words.grid.get(locale)
                all_name=words.select_all.get(locale)
                columns=columns
                source=source
                ticked=ticked
                letters=choices.letters
                on=on
            />
            {nothing}
        </div>
    }
    .into_any()
}

/// Keeps how the list looks, for whoever comes back to it.
fn keep_picture(
    list: List,
    columns: Signal<Vec<crate::ui::kit::table::Column>>,
    source: Signal<Arc<dyn Source>, LocalStorage>,
) {
    let watch = move || {
        columns.track();
        source.track();
        // Nobody is selected when a list is opened.
        list.memory.selected.with(Bits::is_empty)
    };
    picture::take::follow(list.session, Page::Users, list.locale, watch, move |holder| {
        columns.with_untracked(|columns| {
            source.with_untracked(|source| first_rows(source.as_ref(), columns, holder))
        })
    });
}

/// What fits a telephone: the name and one more.
fn narrowed(of: Of, shown: &[ListColumn]) -> Vec<ListColumn> {
    let known = |wanted: Attribute| shown.iter().any(|it| it.field == Field::Attribute(wanted));
    let second = match of {
        Of::User => [Attribute::JOB_TITLE, Attribute::DEPARTMENT, Attribute::USER_PRINCIPAL_NAME]
            .into_iter()
            .find(|wanted| known(*wanted))
            .map(Field::Attribute),
        Of::Group | Of::Device => shown.get(1).map(|column| column.field),
    };
    std::iter::once(ListColumn { field: name(of), width: 170 })
        .chain(second.map(|field| ListColumn { field, width: 140 }))
        .collect()
}

fn nothing(list: List, none: fn(List) -> AnyView) -> AnyView {
    let (locale, words) = (list.locale, words(list.of));
    if !list.memory.state.with(ListState::is_narrowed) {
        return none(list);
    }
    let clear = move |_| {
        list.ask(ListState::widen);
        focus_soon(LIST_SEARCH);
    };
    let clear = view! {
        <button type="button" class="btn" on:click=clear>{t::CLEAR_FILTERS.get(locale)}</button>
    };
    empty(Icon::Search, words.none_fits.get(locale), words.none_fits_why.get(locale), clear)
}

fn hear(list: List, event: GridEvent) {
    let List { session, of, memory, query, nav, .. } = list;
    match event {
        GridEvent::Sort { column, add } => {
            let field = of_key(column);
            list.ask(|state| {
                if state.sort.is_empty() && (add || field == name(of)) {
                    state.sort = usual_sort(of).to_vec();
                }
                state.sort_by(field, add);
            });
        }
        GridEvent::Resize { column, width } => {
            let mut columns = memory.columns_now();
            if let Some(shown) = columns.iter_mut().find(|it| it.field == of_key(column)) {
                shown.width = width;
            }
            memory.set_columns(session, columns);
        }
        GridEvent::Move { column, right } => {
            let mut columns = memory.columns_now();
            let at = columns.iter().position(|shown| shown.field == of_key(column));
            let to = at.and_then(|at| if right { Some(at + 1) } else { at.checked_sub(1) });
            // The name stays first: it is the link to the page.
            if let (Some(at @ 1..), Some(to @ 1..)) = (at, to)
                && to < columns.len()
            {
                columns.swap(at, to);
                memory.set_columns(session, columns);
            }
        }
        GridEvent::Active { row } => {
            if memory.state.with_untracked(|state| state.open.is_some())
                && let Some((_, id)) = list.at(row)
            {
                list.ask(|state| state.open = Some(id));
            }
        }
        // Groups and devices have no details beside the list.
        GridEvent::Pane { row } if of == Of::User => {
            if let Some((_, id)) = list.at(row) {
                list.ask(|state| state.open = Some(id));
            }
        }
        GridEvent::Open { row } | GridEvent::Pane { row } => {
            if let Some((_, id)) = list.at(row) {
                nav.go(page(of), &Fragment::default().and("id", id.to_string()));
            }
        }
        GridEvent::Toggle { row } => {
            if let Some((row, _)) = list.at(row) {
                memory.toggle(session, row.0);
            }
        }
        GridEvent::Range { from, to } => {
            let rows = query.rows_now();
            let (low, high) = (from.min(to), from.max(to));
            let range = rows.get(low..=high.min(rows.len().saturating_sub(1))).unwrap_or_default();
            memory.select_range(session, from, range);
        }
        GridEvent::All => memory.toggle_all(session, &query.rows_now()),
    }
}
