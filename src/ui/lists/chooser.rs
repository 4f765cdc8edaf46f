//! Which columns, and in which order: by ticking, by search, with keys.

use crate::{
    i18n::{Locale, words},
    store::Field,
    text::fold,
    ui::{
        kit::{
            dialog::Dialog,
            dom::focus_soon,
            icon::{Icon, icon},
        },
        licences,
        lists::{
            columns::{self, Content, ListColumn},
            list::List,
            texts as t,
            which::Which,
        },
    },
};
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlInputElement;

/// The search among the columns that are not shown.
const SEARCH: &str = "find-column";

/// The box of a column, in whichever of the two lists it is.
fn box_of(list: List, content: Content) -> String {
    format!("column-{}", list.memory.key(content))
}

pub(super) fn dialog(list: List) -> AnyView {
    let List { locale, choosing: open, .. } = list;
    let body = move || body(list, open, locale);
    view! {
        <Dialog open=open title=t::COLUMNS_TITLE.get(locale) class="dialog drawer">{body}</Dialog>
    }
    .into_any()
}

fn body(list: List, open: RwSignal<bool>, locale: Locale) -> AnyView {
    let wanted = RwSignal::new(String::new());
    let memory = list.memory;
    let shown = move || {
        let columns = memory.columns(list.session);
        let end = columns.len().saturating_sub(1);
        columns
            .into_iter()
            .enumerate()
            .map(|(at, shown)| shown_row(list, at, end, shown, wanted))
            .collect::<Vec<_>>()
    };
    let hidden = move || hidden_rows(list, &wanted.get());
    view! {
        <div class="body">
            <h3>{t::SHOWN.get(locale)}</h3>
            <ul class="rows-list">{shown}</ul>
            <h3>{t::HIDDEN.get(locale)}</h3>
            <input
                class="input"
                id=SEARCH
                type="search"
                autocomplete="off"
                aria-label=t::FIND_COLUMN.get(locale)
                placeholder=t::FIND_COLUMN.get(locale)
                prop:value=wanted
                on:input=move |event| wanted.set(event_target_value(&event))
            />
            <ul class="rows-list">{hidden}</ul>
        </div>
        <footer>
            <button type="button" class="btn primary" on:click=move |_| open.set(false)>
                {words::CLOSE.get(locale)}
            </button>
            <button type="button" class="btn" on:click=move |_| memory.reset_columns()>
                {t::RESET_COLUMNS.get(locale)}
            </button>
        </footer>
    }
    .into_any()
}

fn label(list: List, content: Content) -> String {
    let Content::Field(field) = content else {
        return untrack(|| licences::column_name(list.session, content, list.locale));
    };
    list.session.with_untracked(|workspace| {
        columns::label(field, workspace.directory().of(list.of).schema(), list.locale)
    })
}

/// Gives a box back its tick: drawn anew, it belongs to another column of the same list.
fn tick(event: &leptos::ev::Event, on: bool) {
    let target = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    if let Some(input) = target {
        input.set_checked(on);
    }
}

/// Whether a column is among those that are looked for.
fn fits(name: &str, wanted: &str) -> bool {
    fold::search(name).contains(&*fold::search(wanted.trim()))
}

fn shown_row(
    list: List,
    at: usize,
    end: usize,
    shown: ListColumn,
    wanted: RwSignal<String>,
) -> AnyView {
    let name = label(list, shown.content);
    let memory = list.memory;
    // The name stays: it is the link to the page.
    let fixed = at == 0;
    let hidden_name = name.clone();
    let remove = move |event| {
        tick(&event, true);
        let mut columns = memory.columns_now(list.session);
        columns.retain(|one| one.content != shown.content);
        memory.set_columns(list.session, columns);
        // The lists are drawn anew: the focus goes where the column went.
        let there = wanted.with_untracked(|wanted| fits(&hidden_name, wanted));
        focus_soon(if there { box_of(list, shown.content) } else { SEARCH.to_owned() });
    };
    let mover = |to: usize, shape: Icon, text: crate::i18n::Text, possible: bool| {
        let way = if to > at { "down" } else { "up" };
        let id = format!("{way}-{}", box_of(list, shown.content));
        let again = id.clone();
        let go = move |_| {
            let mut columns = memory.columns_now(list.session);
            if possible && to < columns.len() && at < columns.len() {
                columns.swap(at, to);
                memory.set_columns(list.session, columns);
                focus_soon(again.clone());
            }
        };
        view! {
            <button
                type="button"
                class="btn plain only-icon"
                id=id
                aria-label=text.with(list.locale, &[&name])
                aria-disabled=(!possible).then_some("true")
                on:click=go
            >
                {icon(shape)}
            </button>
        }
        .into_any()
    };
    view! {
        <li class="line between">
            <label class="check">
                <input
                    type="checkbox"
                    id=box_of(list, shown.content)
                    checked
                    disabled=fixed
                    on:change=remove
                />
                <span>{name.clone()}</span>
            </label>
            <span class="line">
                {mover(at.saturating_sub(1), Icon::Up, t::MOVE_UP, at > 1)}
                {mover(at + 1, Icon::Down, t::MOVE_DOWN, !fixed && at < end)}
            </span>
        </li>
    }
    .into_any()
}

fn hidden_rows(list: List, wanted: &str) -> Vec<AnyView> {
    let memory = list.memory;
    let (columns, deleted) = (memory.columns(list.session), memory.is_of_deleted());
    let mut hidden = list.session.with_untracked(|workspace| {
        let schema = workspace.directory().of(list.of).schema();
        let arises = |field: &Field| deleted || *field != Field::DaysLeft;
        Field::all(schema).filter(arises).map(Content::Field).collect::<Vec<Content>>()
    });
    if list.which == Which::Licences {
        hidden.extend(licences::contents(list.session));
    }
    hidden.retain(|content| columns.iter().all(|shown| shown.content != *content));
    let named = |content: Content| (label(list, content), content);
    let mut hidden: Vec<(String, Content)> = hidden.into_iter().map(named).collect();
    hidden.retain(|(name, _)| fits(name, wanted));
    hidden.sort_by_cached_key(|(name, _)| fold::search(name).into_owned());
    let row = |(name, content): (String, Content)| {
        let add = move |event| {
            tick(&event, false);
            let mut columns = memory.columns_now(list.session);
            columns.push(ListColumn::new(content));
            memory.set_columns(list.session, columns);
            focus_soon(box_of(list, content));
        };
        view! {
            <li>
                <label class="check">
                    <input type="checkbox" id=box_of(list, content) on:change=add />
                    <span>{name}</span>
                </label>
            </li>
        }
        .into_any()
    };
    hidden.into_iter().map(row).collect()
}
