//! The page.

use crate::{
    domain::{Attribute, ObjectId, UserId},
    i18n::Locale,
    session::Session,
    store::{Bits, Filter, Operator},
    ui::{
        app::Choices,
        fragment::Fragment,
        groups::relate::Relater,
        kit::{
            dom::{media, on_window},
            icon::Icon,
            lang::lang,
            notice::{Notice, empty, strip},
            table::{Grid, GridEvent, Source, first_rows},
            toast::use_toasts,
        },
        nav::{Nav, href, plain, use_nav},
        page::Page,
        picture,
        shell::{heading, keys::LIST_SEARCH},
        texts::users as t,
        users::{
            bulk, chooser,
            columns::{Shown, grid_columns},
            filters,
            memory::UsersMemory,
            pane,
            query::Query,
            source::UserRows,
            state::ListState,
            verbs,
        },
    },
};
use leptos::{ev, leptos_dom::helpers::TimeoutHandle, prelude::*};
use std::{sync::Arc, time::Duration};

/// How long after the last key the address follows.
const ADDRESS_LAGS: Duration = Duration::from_millis(300);

/// Everything that the parts of the page share. A handle.
#[derive(Debug, Clone, Copy)]
pub(super) struct List {
    pub(super) session: Session,
    pub(super) memory: UsersMemory,
    pub(super) query: Query,
    pub(super) nav: Nav,
    pub(super) locale: Locale,
}

pub(in crate::ui) fn users_page(session: Session) -> AnyView {
    let (locale, nav) = (lang(), use_nav());
    let memory = UsersMemory::of(session);
    follow_address(session, memory, nav);
    let query = Query::new(session, memory.state);
    let list = List { session, memory, query, nav, locale };
    let bulk = RwSignal::new(None);
    let choosing = RwSignal::new(false);
    let relater = Relater::new(|| {});
    announce_count(list);
    let close_keys = move |event: ev::KeyboardEvent| {
        if event.key() != "Escape" || event.default_prevented() {
            return;
        }
        if memory.state.with_untracked(|state| state.open.is_some()) {
            memory.state.update(|state| state.open = None);
        } else {
            memory.clear_selection();
        }
    };
    on_window(ev::keydown, close_keys);
    view! {
        <div class="page-head">
            {heading(Page::Users.title().get(locale))}
            {deleted_link(list)}
        </div>
        {verbs::toolbar(list, bulk, choosing, relater)}
        {filters::bar(list)}
        {undecided(list)}
        <div class="split">
            {grid(list)}
            {pane::pane(list)}
        </div>
        {bulk::dialog(list, bulk)}
        {chooser::dialog(list, choosing)}
        {relater.view(session)}
    }
    .into_any()
}

fn deleted_link(list: List) -> AnyView {
    let count = list.session.select(|workspace| workspace.users().deleted_count());
    let link = move || {
        let count = count.get();
        (count > 0).then(|| {
            let number = list.locale.number(u64::from(count));
            let text = format!("{} ({number})", t::DELETED.get(list.locale));
            view! { <a class="quiet" href=plain(Page::Deleted)>{text}</a> }.into_any()
        })
    };
    link.into_any()
}

/// The address says what the list shows, and the list shows what an address says.
fn follow_address(session: Session, memory: UsersMemory, nav: Nav) {
    let written = StoredValue::new(String::new());
    let read = move |fragment: &Fragment| {
        session.with_untracked(|w| ListState::from_fragment(fragment, w.users().schema()))
    };
    let fragment = nav.fragment();
    Effect::new(move |_| {
        let fragment = fragment.get();
        // What was just written here comes back; anything else is somebody's link or step back.
        if nav.page().get_untracked() == Some(Page::Users)
            && written.with_value(|written| *written != fragment.print())
        {
            written.set_value(fragment.print());
            memory.state.set(read(&fragment));
        }
    });
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(Some(handle)) = waiting.try_update_value(Option::take) {
            handle.clear();
        }
    };
    Effect::new(move |_| {
        let fragment = session.with_untracked(|workspace| {
            memory.state.with(|state| state.to_fragment(workspace.users().schema()))
        });
        stop();
        if written.with_value(|written| *written == fragment.print()) {
            return;
        }
        let write = move || {
            if nav.page().get_untracked() == Some(Page::Users) {
                written.set_value(fragment.print());
                nav.replace(Page::Users, &fragment);
            }
        };
        waiting.set_value(set_timeout_with_handle(write, ADDRESS_LAGS).ok());
    });
    on_cleanup(stop);
}

/// Says how many there are, once the reader stops typing.
fn announce_count(list: List) {
    let toasts = use_toasts();
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move |before: Option<usize>| {
        let count = list.query.rows().len();
        if before.is_some_and(|before| before != count) {
            if let Some(Some(handle)) = waiting.try_update_value(Option::take) {
                handle.clear();
            }
            let say = move || toasts.announce(filters::count_text(list, count));
            waiting.set_value(set_timeout_with_handle(say, Duration::from_millis(700)).ok());
        }
        count
    });
}

fn undecided(list: List) -> AnyView {
    let locale = list.locale;
    let show = move || {
        list.memory.state.update(|state| {
            for filter in &mut state.filters {
                let unknown = list.session.with_untracked(|workspace| {
                    !workspace.users().filter(filter).unknown.is_empty()
                });
                if unknown {
                    *filter = Filter::bare(filter.attribute, Operator::IsUnknown);
                }
            }
        });
    };
    let view = move || {
        let count = list.query.undecided();
        (count > 0).then(|| {
            let names = list.session.with(|workspace| {
                let unknown =
                    |filter: &&Filter| !workspace.users().filter(filter).unknown.is_empty();
                let name = |filter: &Filter| {
                    crate::messages::label(workspace.users().schema(), filter.attribute, locale)
                };
                list.memory.state.with(|state| {
                    state.filters.iter().filter(unknown).map(name).collect::<Vec<_>>()
                })
            });
            let text = t::UNDECIDED.with(locale, u64::from(count), &[&locale.list_or(&names)]);
            let content = view! {
                <span>{text}" "</span>
                <button type="button" class="btn link" on:click=move |_| show()>
                    {t::SHOW_UNDECIDED.get(locale)}
                </button>
            };
            strip(Notice::Warn, content)
        })
    };
    view.into_any()
}

fn grid(list: List) -> AnyView {
    let List { session, memory, query, locale, .. } = list;
    let choices = expect_context::<Choices>();
    let narrow = media("(max-width: 40rem)");
    let columns = Signal::derive(move || {
        let shown = memory.columns.get();
        let shown = if narrow.get() { narrowed(&shown) } else { shown };
        memory.state.with(|state| {
            session.with(|w| grid_columns(&shown, &state.sort, w.users().schema(), locale))
        })
    });
    let prefix = StoredValue::new(format!("{}#id=", href(Page::User, &Fragment::default())));
    let open = Memo::new(move |_| memory.state.with(|state| state.open));
    let source = Signal::derive_local(move || {
        session.revision().track();
        memory.selected.track();
        Arc::new(UserRows {
            session,
            rows: query.rows(),
            selected: memory.selected,
            open: open.get(),
            href: prefix.get_value(),
            locale,
        }) as Arc<dyn Source>
    });
    let watch = move || {
        columns.track();
        source.track();
        // Nobody is selected when a list is opened.
        memory.selected.with(Bits::is_empty)
    };
    picture::take::follow(session, Page::Users, locale, watch, move |holder| {
        columns.with_untracked(|columns| {
            source.with_untracked(|source| first_rows(source.as_ref(), columns, holder))
        })
    });
    let ticked = Signal::derive(move || memory.ticked(&query.rows()));
    let on = Callback::new(move |event| hear(list, event));
    let is_empty = Memo::new(move |_| query.rows().is_empty());
    let nobody = move || is_empty.get().then(|| nobody(list));
    view! {
        <div class="grid-holder" class:bare=is_empty>
            <Grid
                name=t::GRID.get(locale)
                all_name=t::SELECT_ALL.get(locale)
                columns=columns
                source=source
                ticked=ticked
                letters=choices.letters
                on=on
            />
            {nobody}
        </div>
    }
    .into_any()
}

/// What fits a telephone: the name and one more.
fn narrowed(shown: &[Shown]) -> Vec<Shown> {
    let second = [Attribute::JOB_TITLE, Attribute::DEPARTMENT, Attribute::USER_PRINCIPAL_NAME]
        .into_iter()
        .find(|wanted| shown.iter().any(|shown| shown.attribute == *wanted));
    std::iter::once(Shown { attribute: Attribute::DISPLAY_NAME, width: 170 })
        .chain(second.map(|attribute| Shown { attribute, width: 140 }))
        .collect()
}

fn nobody(list: List) -> AnyView {
    let locale = list.locale;
    let asked = list
        .memory
        .state
        .with(|state| !state.filters.is_empty() || !state.search.trim().is_empty());
    if !asked {
        let create = view! {
            <a class="btn primary" href=plain(Page::NewUser)>{Page::NewUser.title().get(locale)}</a>
            <a class="btn" href=plain(Page::Start)>{Page::Import.title().get(locale)}</a>
        };
        return empty(Icon::Users, t::EMPTY_TITLE.get(locale), t::EMPTY_TEXT.get(locale), create);
    }
    let clear = move |_| {
        list.memory.state.update(|state| {
            state.filters.clear();
            state.search.clear();
        });
        crate::ui::kit::dom::focus_soon(LIST_SEARCH);
    };
    let clear = view! {
        <button type="button" class="btn" on:click=clear>{t::CLEAR_FILTERS.get(locale)}</button>
    };
    empty(Icon::Search, t::NOBODY_TITLE.get(locale), t::NOBODY_TEXT.get(locale), clear)
}

/// The user at a position of the list.
fn user_at(list: List, at: usize) -> Option<(UserId, ObjectId)> {
    let user = list.query.rows_now().get(at).copied().map(UserId)?;
    Some((user, list.session.with_untracked(|workspace| workspace.users().id(user))))
}

fn hear(list: List, event: GridEvent) {
    let List { session, memory, query, nav, .. } = list;
    match event {
        GridEvent::Sort { column, add } => {
            memory.state.update(|state| {
                if state.sort.is_empty() && (add || column == Attribute::DISPLAY_NAME.0) {
                    state.sort = super::columns::USUAL_SORT.to_vec();
                }
                state.sort_by(Attribute(column), add);
            });
        }
        GridEvent::Resize { column, width } => {
            let mut columns = memory.columns.get_untracked();
            if let Some(shown) = columns.iter_mut().find(|shown| shown.attribute.0 == column) {
                shown.width = width;
            }
            memory.set_columns(session, columns);
        }
        GridEvent::Move { column, right } => {
            let mut columns = memory.columns.get_untracked();
            let at = columns.iter().position(|shown| shown.attribute.0 == column);
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
                && let Some((_, id)) = user_at(list, row)
            {
                memory.state.update(|state| state.open = Some(id));
            }
        }
        GridEvent::Pane { row } => {
            if let Some((_, id)) = user_at(list, row) {
                memory.state.update(|state| state.open = Some(id));
            }
        }
        GridEvent::Open { row } => {
            if let Some((_, id)) = user_at(list, row) {
                nav.go(Page::User, &Fragment::default().and("id", id.to_string()));
            }
        }
        GridEvent::Toggle { row } => {
            if let Some((user, _)) = user_at(list, row) {
                memory.toggle(session, user.0);
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
