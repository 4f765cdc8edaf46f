//! Members and owners of a group.

use crate::{
    domain::{Attribute, ObjectId, Row, attribute::Of},
    i18n::{Locale, words},
    messages,
    session::Session,
    store::{Cell, Directory, Extent, Side, Sort},
    text::fold,
    ui::{
        fragment::Fragment,
        kit::{
            lang::lang,
            notice::{Notice, strip},
            table::{Column, Grid, GridEvent, Look, Picked, RowText, Source},
        },
        nav::use_nav,
        objects::{
            link::{address, object, page},
            texts as t,
        },
    },
};
use leptos::prelude::*;
use std::{collections::BTreeSet, sync::Arc};

/// A member: an object that is here, or one that is only known by its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Member {
    Here(Of, Row),
    Elsewhere(ObjectId, Sort),
}

/// The direct members that match, groups first, then by name.
fn members(directory: &Directory, group: Row, query: &str) -> Vec<Member> {
    let list = directory.members.of(Side::Members, group);
    let mut found = Vec::new();
    for of in [Of::Group, Of::User, Of::Device] {
        let objects = directory.of(of);
        let rows = list.rows(of).iter().filter(|row| *row < objects.rows());
        let mut within = crate::store::Bits::of(objects.rows(), rows);
        within.and(objects.active());
        if !query.trim().is_empty() {
            within.and(&objects.search(query, None).rows);
        }
        let by = [(messages::name_attribute(of), crate::store::Direction::Ascending)];
        let order = objects.order(&by, &within, crate::text::collate::Collation::Root);
        found.extend(order.into_iter().map(|row| Member::Here(of, Row(row))));
    }
    let wanted = fold::search(query.trim());
    let fits = |id: &ObjectId| wanted.is_empty() || id.to_string().contains(&*wanted);
    let others = list.others().iter().filter(|other| fits(&other.id));
    found.extend(others.map(|other| Member::Elsewhere(other.id, other.sort)));
    found
}

/// A card with the direct members.
pub(super) fn direct(session: Session, group: Row) -> AnyView {
    let (locale, nav) = (lang(), use_nav());
    let query = RwSignal::new(String::new());
    let rows = Memo::new(move |_| {
        session.with(|w| query.with(|query| members(w.directory(), group, query)))
    });
    let picked = Picked::new();
    let source = Signal::derive_local(move || {
        let source: Arc<dyn Source> =
            Arc::new(Listed { session, rows: rows.get().into(), picked: picked.get(), locale });
        source
    });
    let places = move || (0..).take(rows.with(Vec::len)).collect::<Vec<u32>>();
    let ticked = Signal::derive(move || picked.ticked(&places()));
    let on = Callback::new(move |event: GridEvent| match event {
        GridEvent::Open { row } | GridEvent::Pane { row } => {
            let member = rows.with_untracked(|rows| rows.get(row).copied());
            if let Some(Member::Here(of, row)) = member {
                let id = session.with_untracked(|w| w.directory().of(of).id(row));
                nav.go(page(of), &Fragment::default().and("id", id.to_string()));
            }
        }
        event => picked.hear(event, &untrack(places)),
    });
    let columns = Signal::stored(
        [(t::NAME, 260), (t::TYPE, 140), (t::DETAIL, 300)]
            .into_iter()
            .zip(0..)
            .map(|((label, width), key)| Column {
                key,
                label: label.get(locale).to_owned(),
                width,
                sortable: false,
                sorted: None,
            })
            .collect::<Vec<Column>>(),
    );
    let some = session.select(move |w| w.directory().members.of(Side::Members, group).count() > 0);
    let grid = move || {
        some.get().then(|| {
            view! {
                <input
                    type="search"
                    class="input filter"
                    autocomplete="off"
                    aria-label=t::SEARCH_MEMBERS.get(locale)
                    placeholder=t::SEARCH_MEMBERS.get(locale)
                    on:input=move |event| query.set(event_target_value(&event))
                />
                <div class="member-grid">
                    <Grid
                        name=t::DIRECT_MEMBERS.get(locale)
                        all_name=t::SELECT_ALL.get(locale)
                        columns=columns
                        source=source
                        ticked=ticked
                        letters=true
                        on=on
                    />
                </div>
            }
            .into_any()
        })
    };
    view! {
        <section class="card two">
            <h2>{t::DIRECT_MEMBERS.get(locale)}</h2>
            {move || session.with(|w| numbers(w.directory(), group, locale))}
            {grid}
        </section>
    }
    .into_any()
}

/// How many there are, of which kind, and how far that is known.
fn numbers(directory: &Directory, group: Row, locale: Locale) -> Vec<AnyView> {
    let list = directory.members.of(Side::Members, group);
    let others = u32::try_from(list.others().len()).unwrap_or(u32::MAX);
    let mut parts = Vec::new();
    match list.extent {
        Extent::Complete if list.count() == 0 => {
            parts.push(view! { <p class="quiet">{t::NO_MEMBERS.get(locale)}</p> }.into_any());
        }
        Extent::Complete => {}
        Extent::AtLeast => parts.push(strip(Notice::Warn, t::MEMBERS_AT_LEAST.get(locale))),
        Extent::Unknown => parts.push(strip(Notice::Info, t::MEMBERS_UNKNOWN.get(locale))),
    }
    if list.count() > 0 {
        let counts = [
            (words::USERS, list.rows(Of::User).count()),
            (t::GROUP_COUNT, list.rows(Of::Group).count()),
            (t::DEVICE_COUNT, list.rows(Of::Device).count()),
            (t::OTHER_COUNT, others),
        ];
        let some = counts.into_iter().filter(|(_, count)| *count > 0);
        let texts: Vec<String> =
            some.map(|(text, count)| text.of(locale, u64::from(count))).collect();
        parts.push(view! { <p>{locale.list_and(&texts)}</p> }.into_any());
    }
    if !list.rows(Of::Group).is_empty() {
        let rows = directory.users.rows();
        let (mut all, extent) = directory.members.transitive(group, Of::User, rows);
        all.and(directory.users.active());
        let text = if extent == Extent::Complete { t::EVERYBODY_IN_IT } else { t::AT_LEAST_IN_IT };
        parts.push(view! { <p>{text.of(locale, u64::from(all.count()))}</p> }.into_any());
    }
    parts
}

/// A card with the owners.
pub(super) fn owners(session: Session, group: Row) -> AnyView {
    let locale = lang();
    let content = move || session.with(|w| owner_list(w.directory(), group, locale));
    view! {
        <section class="card">
            <h2>{t::OWNERS.get(locale)}</h2>
            {content}
        </section>
    }
    .into_any()
}

fn owner_list(directory: &Directory, group: Row, locale: Locale) -> AnyView {
    let list = directory.members.of(Side::Owners, group);
    let quiet =
        |text: crate::i18n::Text| view! { <p class="quiet">{text.get(locale)}</p> }.into_any();
    if list.count() == 0 {
        return match list.extent {
            Extent::Complete => strip(Notice::Warn, t::NO_OWNERS.get(locale)),
            _ => quiet(t::OWNERS_UNKNOWN),
        };
    }
    let mut items: Vec<AnyView> = list
        .rows(Of::User)
        .iter()
        .map(|row| view! { <li>{object(directory, Of::User, Row(row))}</li> }.into_any())
        .collect();
    for other in list.others() {
        let (sort, id) = (messages::group::sort(other.sort).get(locale), other.id.to_string());
        items.push(view! { <li>{sort} " " <code>{id}</code></li> }.into_any());
    }
    view! { <ul class="people">{items}</ul> }.into_any()
}

/// The rows behind the grid of members.
struct Listed {
    session: Session,
    rows: Arc<[Member]>,
    picked: BTreeSet<u32>,
    locale: Locale,
}

impl Source for Listed {
    fn len(&self) -> usize {
        self.rows.len()
    }

    fn fill(&self, row: usize, _: &[u16], out: &mut RowText) {
        out.clear();
        out.selected = u32::try_from(row).is_ok_and(|row| self.picked.contains(&row));
        let Some(member) = self.rows.get(row).copied() else { return };
        self.session.with_untracked(|workspace| {
            let directory = workspace.directory();
            match member {
                Member::Here(of, row) => {
                    let objects = directory.of(of);
                    out.href = address(of, objects.id(row));
                    out.cell(Look::Plain, &messages::object_name(objects, row));
                    let (sort, attribute) = match of {
                        Of::User => (Sort::User, Attribute::USER_PRINCIPAL_NAME),
                        Of::Group => (Sort::Group, Attribute::GROUP_MAIL),
                        Of::Device => (Sort::Device, Attribute::DEVICE_OS_TYPE),
                    };
                    out.cell(Look::Plain, messages::group::sort(sort).get(self.locale));
                    match objects.read(row, attribute) {
                        Cell::Text(text) => out.cell(Look::Plain, text),
                        _ => out.cell(Look::Missing, ""),
                    }
                }
                Member::Elsewhere(id, sort) => {
                    out.cell(Look::Missing, &id.to_string());
                    out.cell(Look::Plain, messages::group::sort(sort).get(self.locale));
                    out.cell(Look::Missing, messages::group::sort(Sort::Unsaid).get(self.locale));
                }
            }
        });
    }
}
