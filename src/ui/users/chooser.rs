//! Which columns, and in which order: by ticking, by search, with keys.

use crate::{
    domain::Attribute,
    i18n::{Locale, words},
    messages,
    text::fold,
    ui::{
        kit::{
            dialog::Dialog,
            dom::{focus_soon, fresh_id},
            icon::{Icon, icon},
        },
        texts::users as t,
        users::{columns::Shown, list::List},
    },
};
use leptos::prelude::*;

pub(super) fn dialog(list: List, open: RwSignal<bool>) -> AnyView {
    let locale = list.locale;
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
        let columns = memory.columns.get();
        let end = columns.len().saturating_sub(1);
        columns
            .into_iter()
            .enumerate()
            .map(|(at, shown)| shown_row(list, at, end, shown))
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

fn label(list: List, attribute: Attribute) -> String {
    list.session.with_untracked(|w| messages::label(w.users().schema(), attribute, list.locale))
}

fn shown_row(list: List, at: usize, end: usize, shown: Shown) -> AnyView {
    let name = label(list, shown.attribute);
    let memory = list.memory;
    // The name stays: it is the link to the page.
    let fixed = at == 0;
    let remove = move |_| {
        let mut columns = memory.columns.get_untracked();
        columns.retain(|one| one.attribute != shown.attribute);
        memory.set_columns(list.session, columns);
    };
    let mover = |to: usize, shape: Icon, text: crate::i18n::Text, possible: bool| {
        let id = fresh_id("move");
        let again = id.clone();
        let go = move |_| {
            let mut columns = memory.columns.get_untracked();
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
                <input type="checkbox" checked disabled=fixed on:change=remove />
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
    let wanted = fold::search(wanted.trim()).into_owned();
    let memory = list.memory;
    let mut hidden = list.session.with_untracked(|workspace| {
        let schema = workspace.users().schema();
        let columns = memory.columns.read();
        let is_hidden =
            |attribute: &Attribute| !columns.iter().any(|shown| shown.attribute == *attribute);
        schema
            .attributes()
            .filter(is_hidden)
            .map(|attribute| (messages::label(schema, attribute, list.locale), attribute))
            .filter(|(name, _)| fold::search(name).contains(wanted.as_str()))
            .collect::<Vec<(String, Attribute)>>()
    });
    hidden.sort_by_cached_key(|(name, _)| fold::search(name).into_owned());
    let row = |(name, attribute): (String, Attribute)| {
        let add = move |_| {
            let mut columns = memory.columns.get_untracked();
            columns.push(Shown::new(attribute));
            memory.set_columns(list.session, columns);
        };
        view! {
            <li>
                <label class="check">
                    <input type="checkbox" on:change=add />
                    <span>{name}</span>
                </label>
            </li>
        }
        .into_any()
    };
    hidden.into_iter().map(row).collect()
}
