//! Search, filters and counts above the list.

use crate::{
    domain::{Datum, attribute::Schema},
    i18n::Locale,
    messages,
    store::{Filter, Objects},
    ui::{
        kit::{
            dom::keep_focus,
            icon::{Icon, icon},
            lang::zone,
            popup::{Popup, PopupKind},
        },
        lists::{filter_editor, list::List, state::takes_values, texts as t, told, words::words},
        shell::keys::LIST_SEARCH,
    },
};
use leptos::prelude::*;

/// Search, filters and counts; `more` stands after the search.
pub(super) fn bar(list: List, more: AnyView) -> AnyView {
    let List { memory, locale, .. } = list;
    let search = Memo::new(move |_| memory.state.with(|state| state.search.clone()));
    let type_text = move |event| {
        let text = event_target_value(&event);
        memory.state.update(|state| state.search = text);
    };
    view! {
        <div class="line filters">
            <div class="with-icon search">
                {icon(Icon::Search)}
                <input
                    class="input"
                    type="search"
                    id=LIST_SEARCH
                    autocomplete="off"
                    spellcheck="false"
                    aria-label=words(list.which).search.get(locale)
                    placeholder=t::SEARCH_HINT.get(locale)
                    prop:value=search
                    on:input=type_text
                />
            </div>
            {more}
            {pills(list)}
            {counts(list)}
        </div>
    }
    .into_any()
}

fn pills(list: List) -> AnyView {
    let List { memory, session, locale, .. } = list;
    let filters = Memo::new(move |_| memory.state.with(|state| state.filters.clone()));
    let pill = move |(at, filter): (usize, Filter)| {
        let text = session.with_untracked(|w| sentence(w.directory().of(list.of), &filter, locale));
        let remove = move |_| {
            memory.state.update(|state| {
                if at < state.filters.len() {
                    state.filters.remove(at);
                }
            });
            keep_focus();
        };
        let open = RwSignal::new(false);
        view! {
            <div class="pill on">
                <Popup
                    kind=PopupKind::Form
                    open=open
                    class="pill-text"
                    name=t::EDIT_FILTER.with(locale, &[&text])
                    button=text.clone().into_any()
                >
                    {filter_editor::editor(list, Some((at, filter.clone())), open)}
                </Popup>
                <button
                    type="button"
                    class="x"
                    aria-label=t::REMOVE_FILTER.with(locale, &[&text])
                    on:click=remove
                >
                    {icon(Icon::Close)}
                </button>
            </div>
        }
        .into_any()
    };
    let adding = RwSignal::new(false);
    let all = move || filters.get().into_iter().enumerate().map(pill).collect::<Vec<_>>();
    let add_button = view! { {icon(Icon::Filter)} {t::ADD_FILTER.get(locale)} }.into_any();
    let clear = move || {
        (filters.with(Vec::len) > 1).then(|| {
            let clear = move |_| {
                memory.state.update(|state| state.filters.clear());
                keep_focus();
            };
            view! {
                <button type="button" class="btn plain" on:click=clear>
                    {t::CLEAR_FILTERS.get(locale)}
                </button>
            }
            .into_any()
        })
    };
    view! {
        {all}
        <Popup kind=PopupKind::Form open=adding class="btn plain" button=add_button>
            {filter_editor::editor(list, None, adding)}
        </Popup>
        {clear}
    }
    .into_any()
}

/// How many there are, and how many are selected.
fn counts(list: List) -> AnyView {
    let List { memory, session, query, locale, .. } = list;
    let count = move || told::count_text(list, query.rows().len());
    let selected = move || {
        let count = memory.selected_count(session);
        (count > 0).then(|| {
            let rows = query.rows();
            let here =
                memory.selected.with(|bits| rows.iter().filter(|row| bits.contains(**row)).count());
            let hidden = u64::from(count).saturating_sub(u64::try_from(here).unwrap_or_default());
            let hidden =
                (hidden > 0).then(|| format!(" ({})", t::SELECTED_HIDDEN.of(locale, hidden)));
            let clear = move |_| {
                memory.clear_selection();
                keep_focus();
            };
            view! {
                <b>{t::SELECTED.of(locale, u64::from(count))}</b>
                <span>{hidden}</span>
                <button type="button" class="btn plain" on:click=clear>
                    {t::CLEAR_SELECTION.get(locale)}
                </button>
            }
            .into_any()
        })
    };
    view! {
        <div class="line counts number">
            {selected}
            <span>{count}</span>
        </div>
    }
    .into_any()
}

/// A filter in words: “Department is one of Sales, Legal and 3 more”.
fn sentence(objects: &Objects, filter: &Filter, locale: Locale) -> String {
    let schema: &Schema = objects.schema();
    let mut text = messages::label(schema, filter.attribute, locale);
    text.push(' ');
    text.push_str(messages::operator(filter.operator).get(locale));
    if takes_values(filter.operator) {
        let value = |value: &crate::domain::Value| {
            let datum = Datum::Value(value.clone());
            messages::datum(objects, filter.attribute, &datum, locale, &zone)
        };
        let mut values: Vec<String> = filter.values.iter().take(2).map(value).collect();
        if filter.values.len() == 3 {
            values.extend(filter.values.get(2).map(value));
        }
        let shown = values.join(", ");
        let rest = filter.values.len().saturating_sub(values.len());
        text.push(' ');
        text.push_str(&if rest > 0 {
            t::AND_MORE.with(locale, &[&shown, &rest.to_string()])
        } else {
            shown
        });
    }
    text
}
