//! Members of a group: who they are, who is staged to come or go, and the ways to change that.

use crate::{
    domain::{Attribute, GroupId, Other, Party, Row, Subject, attribute::Of},
    i18n::{Locale, words},
    messages,
    session::Session,
    store::{Bits, Cell, Direction, Directory, Extent, Side, Sort},
    tenant::Workspace,
    text::{collate::Collation, fold},
    ui::{
        fragment::Fragment,
        groups::{
            reason,
            relate::{Ask, Relater},
            texts as g,
        },
        kit::{
            icon::{Icon, icon},
            lang::lang,
            notice::{Notice, strip},
            table::{Column, Grid, GridEvent, Look, Picked, RowText, Source},
        },
        nav::use_nav,
        objects::{
            link::{address, page},
            texts as t,
        },
    },
};
use leptos::prelude::*;
use std::{collections::BTreeSet, sync::Arc};

/// A line of the list: a member, or one that is staged to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Member {
    party: Party,
    /// Came in (`true`) or went, staged.
    staged: Option<bool>,
    /// What it is selected by.
    key: u32,
}

/// Bits of a key that hold a row; those above say which kind of object it is.
const ROW: u32 = 29;

/// What a member is selected by: the same while the list is filtered and members are staged to go.
/// Strangers have the place that they have among all strangers.
fn key(party: Party, strangers: &[Other]) -> u32 {
    let (kind, row) = match party {
        Party::Here(Subject { of: Of::User, row }) => (0, row.0),
        Party::Here(Subject { of: Of::Group, row }) => (1, row.0),
        Party::Here(Subject { of: Of::Device, row }) => (2, row.0),
        Party::Elsewhere(other) => {
            let at = strangers.binary_search(&other).unwrap_or(strangers.len());
            (3, u32::try_from(at).unwrap_or(u32::MAX))
        }
    };
    kind << ROW | row & ((1 << ROW) - 1)
}

/// The direct members that match: those staged to go, then groups first and by name.
fn members(workspace: &Workspace, group: Row, query: &str) -> Vec<Member> {
    let directory = workspace.directory();
    let list = directory.members.of(Side::Members, group);
    let diff = workspace.staged().group(group);
    let came =
        |party: Party| diff.and_then(|diff| diff.relations.get(&(Side::Members, party)).copied());
    let wanted = fold::search(query.trim());
    let fits = |other: &Other| wanted.is_empty() || other.id.to_string().contains(&*wanted);
    let gone: Vec<Party> =
        diff.into_iter().flat_map(|diff| diff.of_side(Side::Members, false)).collect();
    // All of them, whatever the query: those who stay and those staged to go have one order.
    let mut strangers = list.others().to_vec();
    strangers.extend(gone.iter().filter_map(|party| match party {
        Party::Elsewhere(other) => Some(*other),
        Party::Here(_) => None,
    }));
    strangers.sort_unstable();
    strangers.dedup();
    let mut found = Vec::new();
    let mut push = |party: Party, staged: Option<bool>| {
        found.push(Member { party, staged, key: key(party, &strangers) });
    };
    for of in [Of::Group, Of::User, Of::Device] {
        let objects = directory.of(of);
        let rows = gone.iter().filter_map(|party| match party {
            Party::Here(subject) if subject.of == of => Some(subject.row.0),
            _ => None,
        });
        for row in in_order(directory, of, Bits::of(objects.rows(), rows), query) {
            push(Party::Here(Subject { of, row }), Some(false));
        }
    }
    for party in &gone {
        if let Party::Elsewhere(other) = party
            && fits(other)
        {
            push(*party, Some(false));
        }
    }
    for of in [Of::Group, Of::User, Of::Device] {
        let objects = directory.of(of);
        let rows = list.rows(of).iter().filter(|row| *row < objects.rows());
        let mut within = Bits::of(objects.rows(), rows);
        within.and(objects.active());
        for row in in_order(directory, of, within, query) {
            let party = Party::Here(Subject { of, row });
            push(party, came(party));
        }
    }
    for other in list.others().iter().filter(|other| fits(other)) {
        let party = Party::Elsewhere(*other);
        push(party, came(party));
    }
    found
}

/// Those of some objects that match, by name.
fn in_order(directory: &Directory, of: Of, mut within: Bits, query: &str) -> Vec<Row> {
    let objects = directory.of(of);
    if within.is_empty() {
        return Vec::new();
    }
    if !query.trim().is_empty() {
        within.and(&objects.search(query, None).rows);
    }
    let by = [(messages::name_attribute(of), Direction::Ascending)];
    objects.order(&by, &within, Collation::Root).into_iter().map(Row).collect()
}

/// A card with the direct members.
pub(super) fn direct(session: Session, group: Row, relater: Relater, picked: Picked) -> AnyView {
    let (locale, nav) = (lang(), use_nav());
    let query = RwSignal::new(String::new());
    let rows = Memo::new(move |_| session.with(|w| query.with(|query| members(w, group, query))));
    let source = Signal::derive_local(move || {
        let source: Arc<dyn Source> =
            Arc::new(Listed { session, rows: rows.get().into(), picked: picked.get(), locale });
        source
    });
    let keys = move || rows.with(|rows| rows.iter().map(|row| row.key).collect::<Vec<u32>>());
    let ticked = Signal::derive(move || picked.ticked(&keys()));
    let on = Callback::new(move |event: GridEvent| match event {
        GridEvent::Open { row } | GridEvent::Pane { row } => {
            let party = rows.with_untracked(|rows| rows.get(row).map(|row| row.party));
            if let Some(Party::Here(Subject { of, row })) = party {
                let id = session.with_untracked(|w| w.directory().of(of).id(row));
                nav.go(page(of), &Fragment::default().and("id", id.to_string()));
            }
        }
        event => picked.hear(event, &untrack(keys)),
    });
    let columns = Signal::stored(
        [(t::NAME, 240), (t::TYPE, 110), (t::DETAIL, 240), (g::STAGED_COLUMN, 150)]
            .into_iter()
            .zip(0..)
            .map(|((label, width), key)| Column {
                key,
                label: label.get(locale).to_owned(),
                note: String::new(),
                width,
                sortable: false,
                sorted: None,
            })
            .collect::<Vec<Column>>(),
    );
    let some = session.select(move |w| {
        let gone = w.staged().group(group).is_some_and(|diff| !diff.relations.is_empty());
        gone || w.directory().members.of(Side::Members, group).count() > 0
    });
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
            {verbs(session, group, relater, rows, picked)}
            {grid}
        </section>
    }
    .into_any()
}

/// The ways to change the list, with the reason where it cannot be changed.
fn verbs(
    session: Session,
    group: GroupId,
    relater: Relater,
    rows: Memo<Vec<Member>>,
    picked: Picked,
) -> AnyView {
    let locale = lang();
    let closed = session.select(move |w| reason::closed(w, group, Side::Members, locale));
    let off = move || closed.with(Option::is_some) || !session.writes().get();
    // Those that are staged to go are out already.
    let chosen = Memo::new(move |_| {
        let picked = picked.get();
        rows.with(|rows| {
            let chosen = rows.iter().filter(|row| row.staged != Some(false));
            let chosen = chosen.filter(|row| picked.contains(&row.key)).map(|row| row.party);
            chosen.collect::<Vec<Party>>()
        })
    });
    let ask = move |parties: Vec<Party>, adds: bool| {
        if !untrack(off) {
            let (groups, side) = (vec![group], Some(Side::Members));
            relater.open(Ask { groups, parties, side, adds });
        }
    };
    let remove_label = move || match chosen.with(Vec::len) {
        0 => g::REMOVE_MEMBERS.get(locale).to_owned(),
        count => g::REMOVE_SELECTED.of(locale, count as u64),
    };
    let remove = move |_| ask(chosen.get_untracked(), false);
    view! {
        <div class="line">
            <button
                type="button"
                class="btn"
                id="add-members"
                aria-disabled=move || off().then_some("true")
                aria-describedby="members-closed"
                on:click=move |_| ask(Vec::new(), true)
            >
                {icon(Icon::Add)} {g::ADD_MEMBERS.get(locale)}
            </button>
            <button
                type="button"
                class="btn"
                aria-disabled=move || off().then_some("true")
                aria-describedby="members-closed"
                on:click=remove
            >
                {icon(Icon::Close)} {remove_label}
            </button>
        </div>
        <p class="quiet small" id="members-closed">{move || closed.get()}</p>
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
        let Some(member) = self.rows.get(row).copied() else { return };
        out.selected = self.picked.contains(&member.key);
        out.staged = member.staged.is_some();
        let gone = member.staged == Some(false);
        self.session.with_untracked(|workspace| {
            let directory = workspace.directory();
            match member.party {
                Party::Here(Subject { of, row }) => {
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
                Party::Elsewhere(other) => {
                    out.cell(Look::Missing, &other.id.to_string());
                    out.cell(Look::Plain, messages::group::sort(other.sort).get(self.locale));
                    out.cell(Look::Missing, messages::group::sort(Sort::Unsaid).get(self.locale));
                }
            }
        });
        match member.staged {
            Some(_) => {
                let text = if gone { g::REMOVED } else { g::ADDED };
                out.cell(Look::Changed, text.get(self.locale));
            }
            None => out.cell(Look::Plain, ""),
        }
    }
}
