//! The list of groups, and that of devices.

use crate::{
    domain::{Row, Subject, Timestamp, attribute::Of},
    i18n::{Locale, Plural, Text, Zone, words},
    session::{Session, browser},
    store::Directory,
    ui::{
        fragment::Fragment,
        groups::bulk::Bulk,
        kit::{
            icon::{Icon, icon},
            lang::{lang, zone},
            notice::empty,
            table::{Column, Grid, GridEvent, Look, Picked, RowText, Sorted, Source},
        },
        nav::{Nav, href, plain, use_nav},
        objects::{
            field::{Field, fields},
            link::{address, page},
            shown::{DELETED, Shown, choices},
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
    // Another part of the list is another list: what was selected, and the sort, are not of it.
    let deleted = Memo::new(move |_| shown.get() == Shown::Deleted);
    Effect::new(move |before: Option<bool>| {
        let now = deleted.get();
        if before.is_some_and(|before| before != now) {
            list.picked.clear();
            order.set((0, false));
        }
        now
    });
    let all = session.select(move |w| w.directory().of(of).active_count());
    let gone = session.select(move |w| w.directory().of(of).deleted_count());
    let some = Memo::new(move |_| if deleted.get() { gone.get() > 0 } else { all.get() > 0 });
    let content = move || {
        let deleted = deleted.get();
        if some.get() {
            return untrack(|| content(list, words));
        }
        untrack(|| nothing(list, words, deleted))
    };
    let lead = move || {
        if deleted.get() {
            return Some(t::DELETED_LEAD.get(locale).to_owned());
        }
        some.get().then(|| words.count.of(locale, u64::from(all.get())))
    };
    view! {
        <div class="page-head">
            {heading(words.title.get(locale))} <p class="lead">{lead}</p> {to_drift(of, locale)}
            {(of == Of::Group).then(|| other_list(list, deleted, gone))}
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

/// The way to the deleted groups, and back.
fn other_list(list: List, deleted: Memo<bool>, gone: Memo<u32>) -> AnyView {
    let locale = list.locale;
    let link = move || {
        if deleted.get() {
            let text = t::BACK_TO_ACTIVE.get(locale);
            return Some(view! { <a class="quiet" href=plain(Page::Groups)>{text}</a> }.into_any());
        }
        let count = u64::from(gone.get());
        (count > 0).then(|| {
            let text = t::DELETED_LINK.with(locale, &[&locale.number(count)]);
            let address = href(Page::Groups, &Fragment::default().and(SHOW, DELETED));
            view! { <a class="quiet" href=address>{text}</a> }.into_any()
        })
    };
    link.into_any()
}

/// What stands where the list would be.
fn nothing(list: List, words: Words, deleted: bool) -> AnyView {
    let locale = list.locale;
    let collector = view! {
        <a class="btn" href=plain(Page::Collector)>{t::TO_COLLECTOR.get(locale)}</a>
    };
    if deleted {
        let (title, why) = (t::NO_DELETED.get(locale), t::NO_DELETED_WHY.get(locale));
        return empty(Icon::Trash, title, why, collector);
    }
    let create = (list.of == Of::Group).then(|| {
        view! {
            <a class="btn primary" href=plain(Page::NewGroup)>
                {Page::NewGroup.title().get(locale)}
            </a>
        }
    });
    let action = view! { {create} {collector} };
    empty(words.icon, words.none.get(locale), words.none_why.get(locale), action)
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
    let fields = fields(of, shown == Shown::Deleted);
    let field = fields.get(usize::from(column)).copied().unwrap_or(Field::Name);
    field.order(directory, of, &within, down)
}

fn content(list: List, words: Words) -> AnyView {
    let List { session, of, locale, order, picked, rows, .. } = list;
    let columns = Signal::derive(move || {
        session
            .with_untracked(|w| columns(w.directory(), of, locale, (list.deleted(), order.get())))
    });
    let source = Signal::derive_local(move || {
        session.revision().track();
        let source: Arc<dyn Source> = Arc::new(Rows {
            session,
            of,
            fields: fields(of, list.deleted()),
            order: rows.get().into(),
            picked: picked.get(),
            now: browser::now(),
            locale,
        });
        source
    });
    let ticked = Signal::derive(move || rows.with(|rows| picked.ticked(rows)));
    let on = Callback::new(move |event: GridEvent| list.hear(event));
    let bulk = (of == Of::Group).then(|| {
        let chosen = Memo::new(move |_| {
            rows.with(|rows| picked.among(rows)).into_iter().map(Row).collect::<Vec<Row>>()
        });
        let deleted = Signal::derive(move || list.deleted());
        Bulk::new(session, chosen, deleted, move || picked.clear())
    });
    view! {
        {bulk.map(Bulk::toolbar)}
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
        {bulk.map(Bulk::dialogs)}
    }
    .into_any()
}

fn columns(
    directory: &Directory,
    of: Of,
    locale: Locale,
    (deleted, (sorted, descending)): (bool, (u16, bool)),
) -> Vec<Column> {
    let column = |(key, field): (u16, &Field)| Column {
        key,
        label: field.label(directory, of, locale),
        width: field.width(),
        sortable: true,
        sorted: (key == sorted).then_some(Sorted { descending, place: 0 }),
    };
    (0..).zip(fields(of, deleted)).map(column).collect()
}

fn tools(list: List, own: Words) -> AnyView {
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
        list.nav.replace(own.page, &fragment);
    };
    let told = move || {
        let count = list.rows.with(Vec::len) as u64;
        if count == 0 { t::NO_MATCH.get(locale).to_owned() } else { own.count.of(locale, count) }
    };
    let selected = move || {
        let count = list.rows.with(|rows| list.picked.among(rows).len()) as u64;
        (count > 0).then(|| words::SELECTED.of(locale, count))
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
                    aria-label=own.search.get(locale)
                    placeholder=own.search.get(locale)
                    prop:value=list.query
                    on:input=move |event| list.query.set(event_target_value(&event))
                />
            </div>
            <label for="list-show">{t::SHOW.get(locale)}</label>
            <select class="input small-select" id="list-show" on:change=choose>
                {options}
            </select>
            <span class="quiet" role="status">{told}</span>
            <span class="quiet" role="status">{selected}</span>
        </div>
    }
    .into_any()
}

impl List {
    /// Whether the deleted ones are shown. Tracked.
    fn deleted(self) -> bool {
        self.shown.get() == Shown::Deleted
    }

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
    fields: &'static [Field],
    order: Arc<[u32]>,
    picked: BTreeSet<u32>,
    now: Timestamp,
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
            out.staged = workspace.staged().of(Subject { of: self.of, row }).is_some();
            for column in columns {
                let field = self.fields.get(usize::from(*column)).copied();
                let field = field.unwrap_or(Field::Name);
                let clock: (Timestamp, &dyn Fn(i64) -> Zone) = (self.now, &zone);
                let (text, missing) = field.text(directory, self.of, row, self.locale, clock);
                out.cell(if missing { Look::Missing } else { Look::Plain }, &text);
            }
        });
    }
}
