//! The filters above the list: those of the portal, which depend on each other, and more.

use crate::{
    domain::attribute::Of,
    exchange::audit_out::AuditKind,
    i18n::Text,
    messages,
    session::browser,
    store::{AuditColumn, AuditQuestion, Bits},
    text::{
        collate::{Collation, compare},
        date::write_day,
    },
    ui::{
        audit::{
            find::{Logs, object, reference},
            list::status,
            page::Desk,
            state::{AuditState, Since, day},
            texts as t,
        },
        kit::{
            icon::{Icon, icon},
            lang::zone,
        },
        shell::keys::LIST_SEARCH,
    },
};
use leptos::prelude::*;

/// Days back, as the address and the list of ranges have them.
const RANGES: [(&str, Text); 5] = [
    ("", t::SINCE_EVER),
    ("1", t::SINCE_DAY),
    ("7", t::SINCE_WEEK),
    ("30", t::SINCE_MONTH),
    ("custom", t::SINCE_CUSTOM),
];

pub(super) fn filters(desk: Desk, export: AnyView) -> AnyView {
    let locale = desk.locale;
    let state = desk.state;
    view! {
        <div class="line">
            <div class="with-icon audit-search">
                {icon(Icon::Search)}
                <input
                    id=LIST_SEARCH
                    type="search"
                    class="input filter"
                    autocomplete="off"
                    aria-label=t::SEARCH.get(locale)
                    placeholder=t::SEARCH.get(locale)
                    prop:value=move || state.with(|state| state.search.clone())
                    on:input=move |event| {
                        state.update(|state| state.search = event_target_value(&event));
                    }
                />
            </div>
            {kinds(desk)}
            <span class="quiet" role="status">{move || counted(desk)}</span>
        </div>
        <div class="audit-filters">
            {choice(desk, t::SERVICE, AuditColumn::Service)}
            {choice(desk, t::CATEGORY, AuditColumn::Category)}
            {choice(desk, t::ACTIVITY, AuditColumn::Activity)}
            {choice(desk, t::STATUS, AuditColumn::Result)} {range(desk)}
            {text(desk, t::TARGET, |state| &mut state.target)}
            {text(desk, t::BY, |state| &mut state.by)}
            {text(desk, t::ATTRIBUTE, |state| &mut state.attribute)}
        </div>
        <div class="line audit-line">
            {shortcuts(desk)} <div class="audit-export">{export}</div>
        </div>
    }
    .into_any()
}

/// How many records there are, or operations.
fn counted(desk: Desk) -> String {
    let locale = desk.locale;
    desk.found.with(|found| {
        let [imported, predicted] = found.counts.map(u64::from);
        if imported + predicted == 0 {
            return t::NO_MATCH.get(locale).to_owned();
        }
        let all = t::COUNT.of(locale, imported + predicted);
        let both = t::COUNTS.with(locale, &[&locale.number(imported), &locale.number(predicted)]);
        let told = if imported > 0 && predicted > 0 { format!("{all} ({both})") } else { all };
        if desk.state.with(|state| state.grouped) {
            let operations = t::OPERATIONS.of(locale, found.items.len() as u64);
            return format!("{operations}, {told}");
        }
        told
    })
}

/// Which of the two kinds.
fn kinds(desk: Desk) -> AnyView {
    let locale = desk.locale;
    let radio = move |kind: Option<AuditKind>, shape: Option<Icon>, text: Text| {
        view! {
            <label class="check">
                <input
                    type="radio"
                    name="audit-kind"
                    prop:checked=move || desk.state.with(|state| state.kind == kind)
                    on:change=move |_| desk.state.update(|state| state.kind = kind)
                />
                {shape.map(icon)} <span>{text.get(locale)}</span>
            </label>
        }
        .into_any()
    };
    view! {
        <fieldset class="plain-set">
            <legend class="visually-hidden">{t::KINDS.get(locale)}</legend>
            <div class="audit-kinds">
                {radio(None, None, t::KIND_BOTH)}
                {radio(Some(AuditKind::Imported), Some(Icon::Log), t::KIND_IMPORTED)}
                {radio(Some(AuditKind::Predicted), Some(Icon::Pencil), t::KIND_PREDICTED)}
            </div>
        </fieldset>
    }
    .into_any()
}

/// The wanted text of a column.
fn wanted(state: &mut AuditState, column: AuditColumn) -> &mut Option<String> {
    match column {
        AuditColumn::Service => &mut state.service,
        AuditColumn::Category => &mut state.category,
        AuditColumn::Activity => &mut state.activity,
        _ => &mut state.status,
    }
}

/// What the chosen service leaves of categories, and both of activities.
fn above(state: &AuditState, column: AuditColumn) -> AuditQuestion {
    let mut question = AuditQuestion::default();
    if matches!(column, AuditColumn::Category | AuditColumn::Activity) {
        question.service.clone_from(&state.service);
    }
    if column == AuditColumn::Activity {
        question.category.clone_from(&state.category);
    }
    question
}

fn values(logs: Logs<'_>, state: &AuditState, column: AuditColumn) -> Vec<String> {
    let question = above(state, column);
    let mut values: Vec<String> = Vec::new();
    for kind in [AuditKind::Imported, AuditKind::Predicted] {
        if state.kind.is_some_and(|only| only != kind) {
            continue;
        }
        let log = logs.of(kind);
        let rows: Bits = log.ask(&question);
        let found = log.values(column, &rows).into_iter().map(|(text, _)| text.to_owned());
        values.extend(found.filter(|text| !text.is_empty()));
    }
    values.sort_by(|one, other| compare(one, other, Collation::Root));
    values.dedup();
    values
}

/// A list of what a column holds.
fn choice(desk: Desk, label: Text, column: AuditColumn) -> AnyView {
    let locale = desk.locale;
    let asked = Memo::new(move |_| {
        desk.state
            .with(|state| (above(state, column).service, above(state, column).category, state.kind))
    });
    let current =
        Memo::new(move |_| desk.state.with(|state| wanted(&mut state.clone(), column).clone()));
    let offered = Memo::new(move |_| {
        asked.track();
        let mut values =
            desk.with(|_, logs| desk.state.with_untracked(|state| values(logs, state, column)));
        // What an address asks for stays to be seen, and to be taken away.
        if let Some(current) = current.get()
            && !values.contains(&current)
        {
            values.push(current);
        }
        values
    });
    let option = move |value: String| {
        let shown =
            if column == AuditColumn::Result { status(&value, locale) } else { value.clone() };
        let own = value.clone();
        let selected = move || current.with(|current| current.as_ref() == Some(&own));
        view! { <option value=value selected=selected>{shown}</option> }.into_any()
    };
    let options = move || offered.get().into_iter().map(option).collect::<Vec<_>>();
    let choose = move |event: leptos::ev::Event| {
        let value = event_target_value(&event);
        desk.state.update(|state| {
            *wanted(state, column) = Some(value).filter(|value| !value.is_empty());
            // A narrower choice that no longer fits would leave an empty list.
            let below = [AuditColumn::Category, AuditColumn::Activity];
            for narrower in below.into_iter().filter(|it| *it as usize != column as usize) {
                let is_below = column == AuditColumn::Service
                    || (column == AuditColumn::Category && narrower == AuditColumn::Activity);
                let kept = wanted(state, narrower).clone();
                if let Some(kept) = kept.filter(|_| is_below) {
                    let fits = desk
                        .with_untracked(|_, logs| values(logs, state, narrower).contains(&kept));
                    if !fits {
                        *wanted(state, narrower) = None;
                    }
                }
            }
        });
    };
    let class = if column == AuditColumn::Activity { "input wide-select" } else { "input" };
    view! {
        <label>
            <span>{label.get(locale)}</span>
            <select class=class on:change=choose prop:value=move || current.get().unwrap_or_default()>
                <option value="" selected=move || current.with(Option::is_none)>
                    {t::ALL.get(locale)}
                </option>
                {options}
            </select>
        </label>
    }
    .into_any()
}

/// A part of a name.
fn text(desk: Desk, label: Text, field: fn(&mut AuditState) -> &mut String) -> AnyView {
    let locale = desk.locale;
    let value = move || desk.state.with(|state| field(&mut state.clone()).clone());
    view! {
        <label>
            <span>{label.get(locale)}</span>
            <input
                type="text"
                class="input"
                autocomplete="off"
                spellcheck="false"
                prop:value=value
                on:input=move |event| {
                    desk.state.update(|state| *field(state) = event_target_value(&event));
                }
            />
        </label>
    }
    .into_any()
}

fn range(desk: Desk) -> AnyView {
    let locale = desk.locale;
    let since = Memo::new(move |_| desk.state.with(|state| state.since));
    let name = move || match since.get() {
        Since::Ever => String::new(),
        Since::Days(days) => days.to_string(),
        Since::Between(..) => "custom".to_owned(),
    };
    let choose = move |event: leptos::ev::Event| {
        let value = event_target_value(&event);
        let chosen = match (value.as_str(), value.parse::<u8>()) {
            ("custom", _) => Since::Between(None, None),
            (_, Ok(days)) => Since::Days(days),
            _ => Since::Ever,
        };
        desk.state.update(|state| state.since = chosen);
    };
    let option = |(value, text): (&'static str, Text)| {
        let selected = move || name() == value;
        view! { <option value=value selected=selected>{text.get(locale)}</option> }.into_any()
    };
    let bound = move |label: Text, is_end: bool| {
        let value = move || match since.get() {
            Since::Between(from, to) => {
                (if is_end { to } else { from }).map(write_day).unwrap_or_default()
            }
            _ => String::new(),
        };
        let choose = move |event: leptos::ev::Event| {
            let chosen = day(&event_target_value(&event));
            desk.state.update(|state| {
                if let Since::Between(from, to) = state.since {
                    let (from, to) = if is_end { (from, chosen) } else { (chosen, to) };
                    state.since = Since::Between(from, to);
                }
            });
        };
        view! {
            <label>
                <span>{label.get(locale)}</span>
                <input type="date" class="input" prop:value=value on:change=choose />
            </label>
        }
        .into_any()
    };
    let is_custom = Memo::new(move |_| matches!(since.get(), Since::Between(..)));
    let bounds = move || {
        is_custom.get().then(|| view! { {bound(t::FROM, false)} {bound(t::TO, true)} }.into_any())
    };
    view! {
        <label>
            <span>{t::SINCE.get(locale)}</span>
            <select class="input" on:change=choose prop:value=name>
                {RANGES.into_iter().map(option).collect::<Vec<_>>()}
            </select>
        </label>
        {bounds}
    }
    .into_any()
}

/// Grouping, ready-made questions, the object, and what days are counted from.
fn shortcuts(desk: Desk) -> AnyView {
    let locale = desk.locale;
    let preset = move |shape: Icon, text: Text, category: &'static str| {
        let on = move || desk.state.with(|state| state.category.as_deref() == Some(category));
        let toggle = move |_| {
            desk.state.update(|state| {
                let is_on = state.category.as_deref() == Some(category);
                state.category = (!is_on).then(|| category.to_owned());
                (state.service, state.activity) = (None, None);
            });
        };
        view! {
            <button
                type="button"
                class="btn"
                aria-pressed=move || on().to_string()
                on:click=toggle
            >
                {icon(shape)} {text.get(locale)} {move || on().then(|| icon(Icon::Check))}
            </button>
        }
        .into_any()
    };
    let clear = move || {
        desk.state.with(AuditState::is_narrowed).then(|| {
            let clear = move |_| desk.state.update(|state| *state = state.cleared());
            view! {
                <button type="button" class="btn plain" on:click=clear>
                    {icon(Icon::Close)} {t::CLEAR.get(locale)}
                </button>
            }
            .into_any()
        })
    };
    view! {
        {preset(Icon::Groups, t::GROUP_ACTIONS, "GroupManagement")}
        {preset(Icon::Users, t::USER_ACTIONS, "UserManagement")}
        <label class="check">
            <input
                type="checkbox"
                prop:checked=move || desk.state.with(|state| state.grouped)
                on:change=move |event| {
                    desk.state.update(|state| state.grouped = event_target_checked(&event));
                }
            />
            <span>{t::GROUPED.get(locale)}</span>
        </label>
        {move || of_object(desk)}
        {clear}
        {move || counted_from(desk)}
    }
    .into_any()
}

/// The object that the list is narrowed to, with the way out.
fn of_object(desk: Desk) -> Option<AnyView> {
    let locale = desk.locale;
    let id = desk.state.with(|state| state.object)?;
    let name = desk.with(|workspace, _| {
        let directory = workspace.directory();
        let found = object(directory, Some(&id.to_string()), None);
        found.map(|(of, row): (Of, _)| messages::object_name(directory.of(of), row))
    });
    let name = name.unwrap_or_else(|| id.to_string());
    let remove = move |_| desk.state.update(|state| state.object = None);
    Some(
        view! {
            <div class="pill on">
                <span>{t::OBJECT.with(locale, &[&name])}</span>
                <button
                    type="button"
                    class="x"
                    aria-label=t::REMOVE_OBJECT.with(locale, &[&name])
                    on:click=remove
                >
                    {icon(Icon::Close)}
                </button>
            </div>
        }
        .into_any(),
    )
}

fn counted_from(desk: Desk) -> Option<AnyView> {
    let locale = desk.locale;
    let counts = desk.state.with(|state| matches!(state.since, Since::Days(_)));
    if !counts {
        return None;
    }
    let (at, newest) = desk.with(|_, logs| reference(logs.imported, browser::now()));
    let text = if newest {
        t::COUNTED_FROM_NEWEST.with(locale, &[&locale.date_time(at.0, zone(at.0))])
    } else {
        t::COUNTED_FROM_NOW.get(locale).to_owned()
    };
    Some(view! { <span class="quiet small">{text}</span> }.into_any())
}
