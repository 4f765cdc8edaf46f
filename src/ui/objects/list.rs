//! The list of groups, and that of devices.

use crate::{
    domain::{Row, attribute::Of},
    i18n::{Locale, Plural, Text},
    session::Session,
    store::Directory,
    ui::{
        fragment::Fragment,
        kit::{
            icon::{Icon, icon},
            lang::{lang, zone},
            notice::empty,
            table::{Column, Grid, GridEvent, Look, Picked, RowText, Sorted, Source},
        },
        nav::{Nav, plain, use_nav},
        objects::{
            field::{Field, fields},
            link::{address, page},
            shown::{Shown, choices},
            texts as t,
        },
        page::Page,
        shell::{heading, keys::LIST_SEARCH},
    },
};
use leptos::prelude::*;
use std::{collections::BTreeSet, sync::Arc};

/// Name in the fragment of the part that is shown.
const SHOW: &str = "show";

/// What differs between the two lists.
#[derive(Clone, Copy)]
struct Words {
    title: Text,
    count: Plural,
    search: Text,
    none: Text,
    none_why: Text,
    icon: Icon,
    page: Page,
}

const fn words(of: Of) -> Words {
    match of {
        Of::Device => Words {
            title: t::DEVICES,
            count: t::DEVICE_COUNT,
            search: t::SEARCH_DEVICES,
            none: t::NO_DEVICES,
            none_why: t::NO_DEVICES_WHY,
            icon: Icon::Device,
            page: Page::Devices,
        },
        Of::Group | Of::User => Words {
            title: t::GROUPS,
            count: t::GROUP_COUNT,
            search: t::SEARCH_GROUPS,
            none: t::NO_GROUPS,
            none_why: t::NO_GROUPS_WHY,
            icon: Icon::Groups,
            page: Page::Groups,
        },
    }
}

/// What the list shows.
#[derive(Clone, Copy)]
struct List {
    session: Session,
    of: Of,
    locale: Locale,
    nav: Nav,
    query: RwSignal<String>,
    shown: Memo<Shown>,
    /// Column by its place, and whether it descends.
    order: RwSignal<(u16, bool)>,
    picked: Picked,
    rows: Memo<Vec<u32>>,
}

/// The groups, or the devices, of the open workspace.
pub fn list_page(session: Session, of: Of) -> AnyView {
    let (locale, nav, words) = (lang(), use_nav(), words(of));
    let query = RwSignal::new(String::new());
    let order = RwSignal::new((0, false));
    let fragment = nav.fragment();
    let shown = Memo::new(move |_| {
        fragment.with(|fragment| Shown::named(of, fragment.get(SHOW).unwrap_or_default()))
    });
    let rows = Memo::new(move |_| {
        session
            .with(|w| query.with(|query| rows(w.directory(), of, shown.get(), query, order.get())))
    });
    let list = List { session, of, locale, nav, query, shown, order, picked: Picked::new(), rows };
    let all = session.select(move |w| w.directory().of(of).active_count());
    let some = Memo::new(move |_| all.get() > 0);
    let content = move || {
        if some.get() {
            return untrack(|| content(list, words));
        }
        let action = view! {
            <a class="btn" href=plain(Page::Collector)>{t::TO_COLLECTOR.get(locale)}</a>
        };
        empty(words.icon, words.none.get(locale), words.none_why.get(locale), action)
    };
    let lead = move || some.get().then(|| words.count.of(locale, u64::from(all.get())));
    view! {
        <div class="page-head">
            {heading(words.title.get(locale))} <p class="lead">{lead}</p> {to_drift(of, locale)}
        </div>
        {content}
    }
    .into_any()
}

/// The way to the page of rules and members, from the list of groups.
fn to_drift(of: Of, locale: Locale) -> Option<AnyView> {
    (of == Of::Group).then(|| {
        let title = Page::Drift.title().get(locale);
        view! { <a class="btn" href=plain(Page::Drift)>{icon(Icon::Filter)} {title}</a> }.into_any()
    })
}

/// The rows that match, in order.
fn rows(
    directory: &Directory,
    of: Of,
    shown: Shown,
    query: &str,
    (column, down): (u16, bool),
) -> Vec<u32> {
    let mut within = shown.rows(directory, of);
    if !query.trim().is_empty() {
        within.and(&directory.of(of).search(query, None).rows);
    }
    let field = fields(of).get(usize::from(column)).copied().unwrap_or(Field::Name);
    field.order(directory, of, &within, down)
}

fn content(list: List, words: Words) -> AnyView {
    let List { session, of, locale, order, picked, rows, .. } = list;
    let columns = Signal::derive(move || {
        session.with_untracked(|w| columns(w.directory(), of, locale, order.get()))
    });
    let source = Signal::derive_local(move || {
        session.revision().track();
        let source: Arc<dyn Source> =
            Arc::new(Rows { session, of, order: rows.get().into(), picked: picked.get(), locale });
        source
    });
    let ticked = Signal::derive(move || rows.with(|rows| picked.ticked(rows)));
    let on = Callback::new(move |event: GridEvent| list.hear(event));
    view! {
        {tools(list, words)}
        <div class="split">
            <div class="grid-holder">
                <Grid
                    name=words.title.get(locale)
                    all_name=t::SELECT_ALL.get(locale)
                    columns=columns
                    source=source
                    ticked=ticked
                    letters=true
                    on=on
                />
            </div>
        </div>
    }
    .into_any()
}

fn columns(
    directory: &Directory,
    of: Of,
    locale: Locale,
    (sorted, descending): (u16, bool),
) -> Vec<Column> {
    let column = |(key, field): (u16, &Field)| Column {
        key,
        label: field.label(directory, of, locale),
        width: field.width(),
        sortable: true,
        sorted: (key == sorted).then_some(Sorted { descending, place: 0 }),
    };
    (0..).zip(fields(of)).map(column).collect()
}

fn tools(list: List, words: Words) -> AnyView {
    let locale = list.locale;
    let options: Vec<AnyView> = choices(list.of)
        .iter()
        .map(|(shown, name)| {
            let shown = *shown;
            view! {
                <option value=*name selected=move || list.shown.get() == shown>
                    {shown.title().get(locale)}
                </option>
            }
            .into_any()
        })
        .collect();
    let choose = move |event: leptos::ev::Event| {
        let name = event_target_value(&event);
        let mut fragment = Fragment::default();
        if !name.is_empty() {
            fragment = fragment.and(SHOW, name);
        }
        list.nav.replace(words.page, &fragment);
    };
    let told = move || {
        let count = list.rows.with(Vec::len) as u64;
        if count == 0 { t::NO_MATCH.get(locale).to_owned() } else { words.count.of(locale, count) }
    };
    view! {
        <div class="line">
            <div class="with-icon">
                {icon(Icon::Search)}
                <input
                    id=LIST_SEARCH
                    type="search"
                    class="input filter"
                    autocomplete="off"
                    aria-label=words.search.get(locale)
                    placeholder=words.search.get(locale)
                    prop:value=list.query
                    on:input=move |event| list.query.set(event_target_value(&event))
                />
            </div>
            <label for="list-show">{t::SHOW.get(locale)}</label>
            <select class="input small-select" id="list-show" on:change=choose>
                {options}
            </select>
            <span class="quiet" role="status">{told}</span>
        </div>
    }
    .into_any()
}

impl List {
    fn hear(self, event: GridEvent) {
        match event {
            GridEvent::Sort { column, .. } => self.order.update(|(sorted, down)| {
                *down = *sorted == column && !*down;
                *sorted = column;
            }),
            GridEvent::Open { row } | GridEvent::Pane { row } => {
                let Some(row) = self.rows.with_untracked(|rows| rows.get(row).copied()) else {
                    return;
                };
                let id = self.session.with_untracked(|w| w.directory().of(self.of).id(Row(row)));
                self.nav.go(page(self.of), &Fragment::default().and("id", id.to_string()));
            }
            event => self.rows.with_untracked(|rows| self.picked.hear(event, rows)),
        }
    }
}

/// The rows behind the grid.
struct Rows {
    session: Session,
    of: Of,
    order: Arc<[u32]>,
    picked: BTreeSet<u32>,
    locale: Locale,
}

impl Source for Rows {
    fn len(&self) -> usize {
        self.order.len()
    }

    fn fill(&self, row: usize, columns: &[u16], out: &mut RowText) {
        out.clear();
        let Some(row) = self.order.get(row).copied().map(Row) else { return };
        self.session.with_untracked(|workspace| {
            let directory = workspace.directory();
            out.href = address(self.of, directory.of(self.of).id(row));
            out.selected = self.picked.contains(&row.0);
            for column in columns {
                let field = fields(self.of).get(usize::from(*column)).copied();
                let field = field.unwrap_or(Field::Name);
                let (text, missing) = field.text(directory, self.of, row, self.locale, &zone);
                out.cell(if missing { Look::Missing } else { Look::Plain }, &text);
            }
        });
    }
}
