//! The table of a list.

use crate::{
    domain::Attribute,
    session::browser,
    store::{Bits, Field},
    ui::{
        app::Choices,
        fragment::Fragment,
        kit::{
            dom::{focus_soon, media},
            icon::Icon,
            notice::empty,
            table::{Column, Grid, GridEvent, Source, first_rows},
        },
        licences,
        lists::{
            columns::{Content, ListColumn, field_column, name, usual_sort},
            list::List,
            rows::ListRows,
            state::ListState,
            texts as t,
            which::Which,
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
    let List { session, which, of, memory, query, locale, .. } = list;
    let (choices, words) = (expect_context::<Choices>(), words(which));
    let narrow = media("(max-width: 40rem)");
    let columns = Signal::derive(move || {
        let shown = memory.columns(session);
        columns(list, &if narrow.get() { narrowed(which, &shown) } else { shown })
    });
    let prefix = StoredValue::new(format!("{}#id=", href(page(of), &Fragment::default())));
    let open = Memo::new(move |_| memory.state.with(|state| state.open));
    let source = Signal::derive_local(move || {
        session.revision().track();
        memory.selected.track();
        if which == Which::Licences {
            // The names of products arrive by themselves.
            session.products().track();
        }
        Arc::new(ListRows {
            session,
            memory,
            of,
            rows: query.rows(),
            selected: memory.selected,
            open: open.get(),
            href: prefix.get_value(),
            now: browser::now(),
            locale,
        }) as Arc<dyn Source>
    });
    if which == Which::Users {
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

/// The columns as the grid wants them.
fn columns(list: List, shown: &[ListColumn]) -> Vec<Column> {
    let List { session, memory, locale, .. } = list;
    let contents: Vec<Content> = shown.iter().map(|column| column.content).collect();
    let heads = licences::heads(session, &contents, locale);
    let sort = memory.state.with(|state| state.sort.clone());
    session.with(|workspace| {
        let schema = workspace.directory().of(list.of).schema();
        let column = |(column, head): (&ListColumn, Option<licences::Head>)| {
            let (key, width) = (memory.key(column.content), column.width);
            match column.content {
                Content::Field(field) => field_column((field, width), key, &sort, schema, locale),
                Content::Products | Content::Product(_) => {
                    let licences::Head { label, note } = head.unwrap_or_default();
                    Column { key, label, note, width, sortable: false, sorted: None }
                }
            }
        };
        shown.iter().zip(heads).map(column).collect()
    })
}

/// Keeps how the list looks, for whoever comes back to it.
fn keep_picture(
    list: List,
    columns: Signal<Vec<Column>>,
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

/// What fits a telephone: the name and one more. Products are moved sideways beside the name.
fn narrowed(which: Which, shown: &[ListColumn]) -> Vec<ListColumn> {
    let name = Content::Field(name(which.of()));
    let known = |wanted: &Attribute| {
        let wanted = Content::Field(Field::Attribute(*wanted));
        shown.iter().any(|it| it.content == wanted)
    };
    let second = match which {
        Which::Licences => {
            let others = shown.iter().skip(1).copied();
            return std::iter::once(ListColumn { content: name, width: 130 })
                .chain(others)
                .collect();
        }
        Which::Users => {
            [Attribute::JOB_TITLE, Attribute::DEPARTMENT, Attribute::USER_PRINCIPAL_NAME]
                .into_iter()
                .find(known)
                .map(|wanted| Content::Field(Field::Attribute(wanted)))
        }
        Which::Groups | Which::Devices => shown.get(1).map(|column| column.content),
    };
    std::iter::once(ListColumn { content: name, width: 170 })
        .chain(second.map(|content| ListColumn { content, width: 140 }))
        .collect()
}

fn nothing(list: List, none: fn(List) -> AnyView) -> AnyView {
    let (locale, words) = (list.locale, words(list.which));
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
            let Some(field) = memory.of_key(column).field() else { return };
            list.ask(|state| {
                if state.sort.is_empty() && (add || field == name(of)) {
                    state.sort = usual_sort(of).to_vec();
                }
                state.sort_by(field, add);
            });
        }
        GridEvent::Resize { column, width } => {
            let (mut columns, content) = (memory.columns_now(session), memory.of_key(column));
            if let Some(shown) = columns.iter_mut().find(|it| it.content == content) {
                shown.width = width;
            }
            memory.set_columns(session, columns);
        }
        GridEvent::Move { column, right } => {
            let (mut columns, content) = (memory.columns_now(session), memory.of_key(column));
            let at = columns.iter().position(|shown| shown.content == content);
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
        // The other lists have no details beside them.
        GridEvent::Pane { row } if list.which == Which::Users => {
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
