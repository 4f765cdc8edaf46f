//! The page of deleted users.

use crate::{
    domain::UserId,
    i18n::words,
    session::{Session, browser},
    ui::{
        deleted::{
            list::{Order, Rows, columns, rows},
            restore::Restorer,
            texts,
        },
        kit::{
            icon::{Icon, icon},
            lang::lang,
            notice::empty,
            table::{Grid, GridEvent, Picked, Source},
        },
        nav::{plain, use_nav},
        page::Page,
        shell::heading,
        user::link,
    },
};
use leptos::prelude::*;
use std::sync::Arc;

/// What the list shows and what is selected in it.
#[derive(Debug, Clone, Copy)]
struct List {
    session: Session,
    query: RwSignal<String>,
    order: RwSignal<Order>,
    selected: Picked,
    rows: Memo<Vec<u32>>,
}

/// Soft-deleted users, and the way back for them.
pub fn deleted_page(session: Session) -> AnyView {
    let locale = lang();
    let restorer = Restorer::new();
    let count = session.select(|workspace| u64::from(workspace.users().deleted_count()));
    let content = move || {
        if count.get() == 0 {
            let action = view! {
                <a class="btn" href=plain(Page::Collector)>{texts::TO_COLLECTOR.get(locale)}</a>
            };
            return empty(
                Icon::Trash,
                texts::NONE.get(locale),
                texts::NONE_WHY.get(locale),
                action,
            );
        }
        list(session, restorer)
    };
    // The list follows its own count; the page is drawn anew only between none and some.
    let some = Memo::new(move |_| count.get() > 0);
    view! {
        <div class="page-head">
            {heading(Page::Deleted.title().get(locale))}
            <p class="lead">
                {move || (count.get() > 0).then(|| texts::LEAD.of(locale, count.get()))}
            </p>
        </div>
        {move || {
            some.track();
            untrack(content)
        }}
        {restorer.view(session)}
    }
    .into_any()
}

fn list(session: Session, restorer: Restorer) -> AnyView {
    let (locale, nav) = (lang(), use_nav());
    let query = RwSignal::new(String::new());
    let order = RwSignal::new(Order { column: 2, descending: true });
    let rows = Memo::new(move |_| {
        session.with(|workspace| query.with(|query| rows(workspace, query, order.get())))
    });
    let list = List { session, query, order, selected: Picked::new(), rows };
    let source = Signal::derive_local(move || {
        session.revision().track();
        let rows: Arc<[u32]> = list.rows.get().into();
        let source: Arc<dyn Source> = Arc::new(Rows {
            session,
            order: rows,
            selected: list.selected.get(),
            locale,
            now: browser::now(),
        });
        source
    });
    let ticked = Signal::derive(move || list.rows.with(|rows| list.selected.ticked(rows)));
    let on = Callback::new(move |event: GridEvent| list.hear(event, nav));
    let columns = Signal::derive(move || columns(list.order.get(), locale));
    view! {
        {tools(list, restorer)}
        <Grid
            name=texts::LIST.get(locale)
            all_name=texts::SELECT_ALL.get(locale)
            columns=columns
            source=source
            ticked=ticked
            letters=true
            on=on
        />
        <p class="quiet" role="status">
            {move || {
                list.rows.with(Vec::is_empty).then(|| texts::NO_MATCH.get(locale))
            }}
        </p>
    }
    .into_any()
}

fn tools(list: List, restorer: Restorer) -> AnyView {
    let locale = lang();
    let count = move || list.chosen().len();
    let label = move || match u64::try_from(count()).unwrap_or_default() {
        0 => texts::RESTORE.get(locale).to_owned(),
        count => texts::RESTORE_COUNT.of(locale, count),
    };
    let off = move || count() == 0 || !list.session.writes().get();
    let open = move |_| {
        if !off() {
            restorer.open(list.chosen().into_iter().map(UserId).collect());
        }
    };
    let told = move || match u64::try_from(count()).unwrap_or_default() {
        0 => texts::CHOOSE_FIRST.get(locale).to_owned(),
        count => words::SELECTED.of(locale, count),
    };
    view! {
        <div class="line">
            <button
                type="button"
                class="btn primary"
                aria-disabled=move || off().then_some("true")
                aria-describedby="restore-why"
                on:click=open
            >
                {icon(Icon::Undo)} {label}
            </button>
            <span class="quiet" id="restore-why" role="status">{told}</span>
            <input
                type="search"
                class="input filter"
                autocomplete="off"
                aria-label=texts::SEARCH.get(locale)
                placeholder=texts::SEARCH.get(locale)
                on:input=move |event| list.query.set(event_target_value(&event))
            />
        </div>
    }
    .into_any()
}

impl List {
    /// Who is selected and still in the list.
    fn chosen(self) -> Vec<u32> {
        self.rows.with(|rows| self.selected.among(rows))
    }

    fn hear(self, event: GridEvent, nav: crate::ui::nav::Nav) {
        let at = |row: usize| self.rows.with_untracked(|rows| rows.get(row).copied());
        match event {
            GridEvent::Sort { column, .. } => self.order.update(|order| {
                let descending = order.column == column && !order.descending;
                *order = Order { column, descending };
            }),
            GridEvent::Open { row } | GridEvent::Pane { row } => {
                if let Some(user) = at(row) {
                    let id = self.session.with_untracked(|w| w.users().id(UserId(user)));
                    nav.go(Page::User, &link::fragment(id));
                }
            }
            _ => self.rows.with_untracked(|rows| self.selected.hear(event, rows)),
        }
    }
}
