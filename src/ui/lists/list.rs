//! A list as its page has it: what its parts share, and the parts.

use crate::{
    domain::{ObjectId, Row, attribute::Of},
    i18n::Locale,
    session::Session,
    ui::{
        kit::{
            dom::on_window,
            icon::{Icon, icon},
            lang::lang,
        },
        lists::{
            address, chooser, export, filters, grid, memory::ListMemory, query::Query,
            state::ListState, texts as t, told, which::Which, words::words,
        },
        nav::{Nav, use_nav},
        objects::shown::Shown,
    },
};
use leptos::{ev, prelude::*};
use std::sync::Arc;

/// Everything that the parts of a list share. A handle.
#[derive(Debug, Clone, Copy)]
pub(in crate::ui) struct List {
    pub(in crate::ui) session: Session,
    pub(in crate::ui) which: Which,
    pub(in crate::ui) of: Of,
    pub(in crate::ui) memory: ListMemory,
    pub(super) query: Query,
    pub(in crate::ui) nav: Nav,
    pub(in crate::ui) locale: Locale,
    /// Whether the columns are being chosen.
    pub(super) choosing: RwSignal<bool>,
}

impl List {
    /// The list of a kind.
    pub(in crate::ui) fn new(session: Session, of: Of) -> Self {
        Self::of(session, Which::main(of))
    }

    /// A list, which follows the address and hears Escape for as long as the current owner lives.
    pub(in crate::ui) fn of(session: Session, which: Which) -> Self {
        let of = which.of();
        let memory = ListMemory::of(session, which);
        let query = Query::new(session, of, memory.state);
        let (nav, locale, choosing) = (use_nav(), lang(), RwSignal::new(false));
        let list = Self { session, which, of, memory, query, nav, locale, choosing };
        address::follow(list);
        told::announce_count(list);
        // The deleted ones are another list: what was selected is not of it.
        let deleted = Memo::new(move |_| memory.is_of_deleted());
        Effect::new(move |before: Option<bool>| {
            let now = deleted.get();
            if before.is_some_and(|before| before != now) {
                memory.clear_selection();
            }
            now
        });
        on_window(ev::keydown, move |event: ev::KeyboardEvent| {
            // A dialog that the key closes is about what is selected, and may be opened again.
            let asks = || document().query_selector("dialog[open]").is_ok_and(|it| it.is_some());
            if event.key() != "Escape" || event.default_prevented() || asks() {
                return;
            }
            if memory.state.with_untracked(|state| state.open.is_some()) {
                memory.state.update(|state| state.open = None);
            } else {
                memory.clear_selection();
            }
        });
        list
    }

    /// The last tools of the toolbar: the list as a file, and its columns.
    pub(in crate::ui) fn tools(self) -> AnyView {
        view! {
            <span class="gap"></span>
            {export::menu(self)}
            <button type="button" class="btn plain" on:click=move |_| self.choosing.set(true)>
                {icon(Icon::Columns)} {t::COLUMNS.get(self.locale)}
            </button>
        }
        .into_any()
    }

    /// Search, filters and counts; `more` stands after the search.
    pub(in crate::ui) fn bar(self, more: impl IntoView + 'static) -> AnyView {
        view! { {filters::bar(self, more.into_any())} {told::undecided(self)} }.into_any()
    }

    /// The table; `none` stands in it where the list is empty and nothing was asked for.
    pub(in crate::ui) fn table(self, none: fn(Self) -> AnyView) -> AnyView {
        grid::grid(self, none)
    }

    /// The dialogs.
    pub(in crate::ui) fn dialogs(self) -> AnyView {
        chooser::dialog(self)
    }

    /// Changes the question.
    pub(in crate::ui) fn ask(self, change: impl FnOnce(&mut ListState)) {
        self.memory.state.update(change);
    }

    /// Shows another part. The address follows at once: the way back from a part is a link, which leads
    /// nowhere while the address still is its own.
    pub(in crate::ui) fn turn_to(self, part: Shown) {
        self.ask(|state| state.show(part));
        let fragment = self.session.with_untracked(|workspace| {
            let schema = workspace.directory().of(self.of).schema();
            self.memory.state.with_untracked(|state| state.to_fragment(schema))
        });
        self.nav.replace(words(self.which).page, &fragment);
    }

    /// What is selected: in the order of the list, then what is not in it. Tracked.
    pub(in crate::ui) fn chosen(self) -> Vec<Row> {
        let rows = self.query.rows();
        let selected = self.memory.selected_rows(self.session);
        if selected.is_empty() {
            return selected;
        }
        self.memory.selected.with(|bits| {
            let mut hidden = bits.clone();
            let mut chosen: Vec<Row> = Vec::with_capacity(selected.len());
            for &row in rows.iter().filter(|row| bits.contains(**row)) {
                hidden.put(row, false);
                chosen.push(Row(row));
            }
            chosen.extend(selected.iter().filter(|row| hidden.contains(row.0)));
            chosen
        })
    }

    /// What the file is of: what is selected, else the whole list.
    pub(super) fn wanted(self) -> Arc<[u32]> {
        let chosen = untrack(|| self.chosen());
        if chosen.is_empty() {
            return self.query.rows_now();
        }
        chosen.into_iter().map(|row| row.0).collect()
    }

    /// The object at a position of the list.
    pub(super) fn at(self, place: usize) -> Option<(Row, ObjectId)> {
        let row = self.query.rows_now().get(place).copied().map(Row)?;
        Some((row, self.session.with_untracked(|w| w.directory().of(self.of).id(row))))
    }
}
