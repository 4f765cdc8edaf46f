//! Whom the rule takes, as lists: members, those of whom it cannot be said, who joins, who leaves.

use crate::{
    domain::{Attribute, UserId, attribute::Of},
    exchange::csv_out::{Profile, with_identity},
    i18n::{Locale, Plural},
    messages,
    rules::{Target, limits, survey::read},
    session::{Session, browser, export::CSV},
    store::{Bits, Cell, Direction, Field},
    text::collate::Collation,
    ui::{
        changes::artefact::table_name,
        kit::{
            icon::{Icon, icon},
            lang::zone,
            notice::{Notice, strip},
            table::{Column, Grid, GridEvent, Look, Picked, RowText, Sorted, Source},
            tabs::Tabs,
            toast::{Tone, use_toasts},
        },
        lists::{separator, today},
        objects::link::address,
        rules::{
            lab::{Before, Lab, Shown},
            texts as t,
        },
    },
};
use leptos::{prelude::*, task::spawn_local};
use std::{collections::BTreeSet, sync::Arc};

/// A list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Members,
    Unknown,
    Joining,
    Leaving,
}

impl Part {
    const ALONE: [Self; 2] = [Self::Members, Self::Unknown];
    const COMPARED: [Self; 4] = [Self::Members, Self::Joining, Self::Leaving, Self::Unknown];

    const fn title(self) -> Plural {
        match self {
            Self::Members => t::MEMBERS,
            Self::Unknown => t::UNKNOWN,
            Self::Joining => t::JOIN,
            Self::Leaving => t::LEAVE,
        }
    }
}

/// Columns of what the rule reads, beside name and user principal name.
const READ: usize = 5;

pub(super) fn people(lab: Lab) -> AnyView {
    let locale = lab.locale;
    let compared = Memo::new(move |_| lab.before_takes.with(Option::is_some));
    let any = Memo::new(move |_| lab.shown.with(Option::is_some));
    let content = move || {
        if !any.get() {
            let empty = lab.text.with(|text| text.trim().is_empty());
            let text = if empty { t::NOTHING_YET } else { t::NOT_YET };
            return view! { <p class="quiet">{text.get(locale)}</p> }.into_any();
        }
        let parts = if compared.get() { &Part::COMPARED[..] } else { &Part::ALONE };
        untrack(|| tabs(lab, parts))
    };
    view! {
        <section class="card rule-people">
            <h2>{t::WHO.get(locale)}</h2>
            {move || notices(lab)}
            {compare(lab)}
            {content}
        </section>
    }
    .into_any()
}

/// The people of a list.
fn bits(lab: Lab, part: Part) -> Option<Bits> {
    let shown = lab.shown.get()?;
    let before = lab.before_takes.get();
    Some(match (part, before) {
        (Part::Members, _) => shown.takes.members.clone(),
        (Part::Unknown, _) => shown.takes.unknown.clone(),
        (Part::Joining, Some(before)) => shown.takes.joining(&before),
        (Part::Leaving, Some(before)) => shown.takes.leaving(&before),
        (Part::Joining | Part::Leaving, None) => Bits::none(0),
    })
}

/// Who joins and who leaves; none while nothing is compared.
pub(super) fn moves(lab: Lab) -> Option<(Bits, Bits)> {
    lab.before_takes.with(Option::is_some).then_some(())?;
    Some((bits(lab, Part::Joining)?, bits(lab, Part::Leaving)?))
}

fn tabs(lab: Lab, parts: &'static [Part]) -> AnyView {
    let locale = lab.locale;
    let title = |part: &Part| {
        let part = *part;
        Signal::derive(move || {
            let count = bits(lab, part).map_or(0, |bits| u64::from(bits.count()));
            part.title().of(locale, count)
        })
    };
    let titles: Vec<Signal<String>> = parts.iter().map(title).collect();
    let panel = Callback::new(move |at: usize| {
        let part = parts.get(at).copied().unwrap_or(Part::Members);
        list(lab, part)
    });
    view! {
        <Tabs label=t::WHO.get(locale) titles=titles selected=RwSignal::new(0) panel=panel />
    }
    .into_any()
}

/// What has to be known before the numbers are read.
fn notices(lab: Lab) -> Vec<AnyView> {
    let locale = lab.locale;
    let Some(Shown { takes, current, rule }) = lab.shown.get() else { return Vec::new() };
    let mut notices = Vec::new();
    if !current {
        notices.push(strip(Notice::Info, t::LAST_READABLE.get(locale)));
    } else if lab.read.with(|read| read.has(crate::rules::Class::Refused)) {
        notices.push(strip(Notice::Bad, t::REFUSED.get(locale)));
    }
    if !takes.unknown.is_empty() {
        let missing = lab.session.with(|workspace| {
            let users = lab.objects(workspace.directory());
            let known = |attribute: &Attribute| !users.is_known(*attribute);
            let names = read(&rule).into_iter().filter(known);
            let label = |at: Attribute| messages::label(users.schema(), at, locale);
            names.map(label).collect::<Vec<String>>()
        });
        if !missing.is_empty() {
            let missing = locale.list_and(&missing);
            notices.push(strip(Notice::Warn, t::UNKNOWN_WHY.with(locale, &[&missing])));
        }
    }
    let ended = limits::end_of_member_of().is_some_and(|end| browser::now() >= end);
    let frozen = lab.read.with(|read| {
        let ends = |one: &crate::rules::Diagnostic| {
            matches!(one.code, crate::rules::Code::MemberOfEnds { .. })
        };
        read.parse.diagnostics.iter().any(ends)
    });
    if ended && frozen {
        notices.push(strip(Notice::Warn, t::FROZEN.get(locale)));
    }
    notices
}

fn compare(lab: Lab) -> AnyView {
    let locale = lab.locale;
    let begin = move |_| lab.before.set(Some(Before::Rule(lab.text.get_untracked())));
    let end = move |_| lab.before.set(None);
    let content = move || {
        let Some(before) = lab.before.get() else {
            let can = lab.shown.with(|shown| shown.as_ref().is_some_and(|shown| shown.current));
            return can.then(|| {
                view! {
                    <button type="button" class="btn" on:click=begin>
                        {icon(Icon::Changes)} {t::COMPARE.get(locale)}
                    </button>
                }
                .into_any()
            });
        };
        let before = match before {
            Before::Rule(text) => view! { <code>{text}</code> }.into_any(),
            Before::Group(id) => group(lab, id),
        };
        let (start, rest) = t::COMPARED
            .get(locale)
            .split_once("{0}")
            .map_or((t::COMPARED.get(locale), ""), |parts| parts);
        Some(
            view! {
                <span>{start.to_owned()} {before} {rest.to_owned()}</span>
                <button type="button" class="btn" on:click=end>
                    {t::COMPARE_END.get(locale)}
                </button>
            }
            .into_any(),
        )
    };
    view! { <div class="line">{content}</div> }.into_any()
}

/// The members of a group, with the way to it.
fn group(lab: Lab, id: crate::domain::ObjectId) -> AnyView {
    let name = lab.session.with(|workspace| {
        let groups = &workspace.directory().groups;
        groups.find(id).map_or_else(|| id.to_string(), |row| messages::object_name(groups, row))
    });
    let text = t::MEMBERS_OF.with(lab.locale, &[&name]);
    view! { <a href=address(Of::Group, id)>{text}</a> }.into_any()
}

fn list(lab: Lab, part: Part) -> AnyView {
    let locale = lab.locale;
    let order = RwSignal::new((0_u16, false));
    let picked = Picked::new();
    let columns = Memo::new(move |_| columns(lab));
    let rows = Memo::new(move |_| {
        let within = bits(lab, part).unwrap_or_else(|| Bits::none(0));
        let (column, descending) = order.get();
        let attribute = columns.with(|all| all.get(usize::from(column)).copied());
        let by = attribute.unwrap_or(messages::name_attribute(lab.target.of()));
        let direction = if descending { Direction::Descending } else { Direction::Ascending };
        lab.session.with(|w| {
            lab.objects(w.directory()).order(&[(by, direction)], &within, Collation::Root)
        })
    });
    let heads = Signal::derive(move || columns.with(|all| heads(lab, all, order.get())));
    let source = Signal::derive_local(move || {
        lab.session.revision().track();
        let source: Arc<dyn Source> = Arc::new(Rows {
            session: lab.session,
            of: lab.target.of(),
            order: rows.get().into(),
            columns: columns.get(),
            picked: picked.get(),
            person: lab
                .person
                .get()
                .and_then(|id| lab.session.with_untracked(|w| lab.objects(w.directory()).find(id))),
            locale,
        });
        source
    });
    let ticked = Signal::derive(move || rows.with(|rows| picked.ticked(rows)));
    let on = Callback::new(move |event: GridEvent| match event {
        GridEvent::Sort { column, .. } => order.update(|(sorted, descending)| {
            *descending = *sorted == column && !*descending;
            *sorted = column;
        }),
        GridEvent::Open { row } | GridEvent::Pane { row } => {
            if let Some(user) = rows.with_untracked(|rows| rows.get(row).copied()) {
                lab.person.set(Some(
                    lab.session.with_untracked(|w| lab.objects(w.directory()).id(UserId(user))),
                ));
            }
        }
        event => rows.with_untracked(|rows| picked.hear(event, rows)),
    });
    let empty = move || {
        rows.with(Vec::is_empty).then(|| match part {
            Part::Members => t::NOBODY_WHY.get(locale),
            _ => t::NOBODY_HERE.get(locale),
        })
    };
    view! {
        <Grid
            name=t::LIST.get(locale)
            all_name=t::ALL.get(locale)
            columns=heads
            source=source
            ticked=ticked
            letters=true
            on=on
        />
        <div class="line">
            {export(lab, rows, columns, picked)}
            <p class="quiet" role="status">{empty}</p>
        </div>
    }
    .into_any()
}

/// What is shown of each: how it is called, and what the rule reads.
fn columns(lab: Lab) -> Vec<Attribute> {
    let second = match lab.target {
        Target::User => Attribute::USER_PRINCIPAL_NAME,
        Target::Device => Attribute::DEVICE_OS_TYPE,
    };
    let mut columns = vec![messages::name_attribute(lab.target.of()), second];
    let read = lab.shown.with(|shown| shown.as_ref().map(|shown| read(&shown.rule)));
    let more = read.unwrap_or_default().into_iter().filter(|at| !columns.contains(at));
    let more: Vec<Attribute> = more.take(READ).collect();
    columns.extend(more);
    columns
}

/// The columns with the sort in them.
fn heads(lab: Lab, columns: &[Attribute], (sorted, descending): (u16, bool)) -> Vec<Column> {
    let schema = lab.session.with_untracked(|w| lab.objects(w.directory()).schema().clone());
    let head = |(key, attribute): (u16, Attribute)| Column {
        key,
        label: messages::label(&schema, attribute, lab.locale),
        note: String::new(),
        width: if key == 1 { 260 } else { 190 },
        sortable: true,
        sorted: (key == sorted).then_some(Sorted { descending, place: 0 }),
    };
    (0..).zip(columns.iter().copied()).map(head).collect()
}

fn export(
    lab: Lab,
    rows: Memo<Vec<u32>>,
    columns: Memo<Vec<Attribute>>,
    picked: Picked,
) -> AnyView {
    let (locale, toasts) = (lab.locale, use_toasts());
    let save = move |_| {
        let chosen = rows.with_untracked(|rows| untrack(|| picked.among(rows)));
        let wanted: Arc<[u32]> =
            if chosen.is_empty() { rows.get_untracked().into() } else { chosen.into() };
        let columns: Vec<Field> =
            columns.with_untracked(|all| all.iter().copied().map(Field::Attribute).collect());
        let name = lab.session.with_untracked(|workspace| {
            table_name(&workspace.info.name, t::FILE_NAME.get(locale), today())
        });
        let of = lab.target.of();
        let columns = with_identity(of, &columns);
        let profile = Profile::Spreadsheet { separator: separator(locale) };
        spawn_local(async move {
            let count = wanted.len() as u64;
            if let Some(file) = lab.session.csv(of, wanted, &columns, profile).await {
                file.download(&name, CSV);
                toasts.show(Tone::Good, t::EXPORTED.of(locale, count));
            }
        });
    };
    let none = move || rows.with(Vec::is_empty);
    view! {
        <button
            type="button"
            class="btn"
            aria-disabled=move || none().then_some("true")
            on:click=move |event| {
                if !untrack(none) {
                    save(event);
                }
            }
        >
            {icon(Icon::Download)} {t::EXPORT.get(locale)}
        </button>
    }
    .into_any()
}

/// The rows behind the grid.
struct Rows {
    session: Session,
    of: Of,
    order: Arc<[u32]>,
    columns: Vec<Attribute>,
    picked: BTreeSet<u32>,
    person: Option<UserId>,
    locale: Locale,
}

impl Source for Rows {
    fn len(&self) -> usize {
        self.order.len()
    }

    fn fill(&self, row: usize, columns: &[u16], out: &mut RowText) {
        out.clear();
        let Some(user) = self.order.get(row).copied().map(UserId) else { return };
        self.session.with_untracked(|workspace| {
            let objects = workspace.directory().of(self.of);
            let name = messages::name_attribute(self.of);
            out.href = address(self.of, objects.id(user));
            out.selected = self.picked.contains(&user.0);
            out.staged = self.of == Of::User && workspace.staged().user(user).is_some();
            out.open = self.person == Some(user);
            for column in columns {
                let attribute = self.columns.get(usize::from(*column)).copied();
                let attribute = attribute.unwrap_or(name);
                if attribute == name {
                    out.cell(Look::Plain, &messages::object_name(objects, user));
                    continue;
                }
                let look = match objects.read(user, attribute) {
                    Cell::Unknown | Cell::Null => Look::Missing,
                    _ => Look::Plain,
                };
                out.cell(look, &messages::cell(objects, user, attribute, self.locale, &zone));
            }
        });
    }
}
