//! One attribute of a user or a group: read, edited in place, taken back.

use crate::{
    domain::{
        Attribute, Command, Datum, Event, Existence, Kind, Refusal, Row as Whose, Subject, Value,
        attribute::Of,
    },
    i18n::{Locale, words},
    messages,
    session::Session,
    store::Objects,
    tenant::Workspace,
    ui::{
        changes::{diff, take_back::carry_out},
        kit::{
            dom::{focus_soon, fresh_id},
            field::error_line,
            icon::{Icon, icon},
            lang::{lang, zone},
            toast::use_toasts,
        },
        licences::follows,
        user::{
            act::{denied_text, refusal_lines},
            ask::{use_asker, warning_line},
            draft,
            editor::{self, Input},
            facts::{Mastery, mastery},
            link, texts,
        },
    },
};
use leptos::{ev, prelude::*};

/// One row: whose it is, an attribute, and what the row is doing.
#[derive(Debug, Clone, Copy)]
struct Row {
    session: Session,
    whose: Whose,
    attribute: Attribute,
    editing: RwSignal<bool>,
    /// Id of the button or link that shows the value.
    id: StoredValue<String>,
}

/// The objects that an attribute is one of.
fn objects(workspace: &Workspace, attribute: Attribute) -> &Objects {
    workspace.directory().of(attribute.of())
}

/// The command that writes a value.
fn command(row: Row, value: Option<Value>) -> Command {
    let changes = vec![(row.attribute, value)];
    match row.attribute.of() {
        Of::Group => Command::EditGroups { groups: vec![row.whose], changes },
        Of::User | Of::Device => Command::Edit { users: vec![row.whose], changes },
    }
}

/// The row of an attribute, which says what kind of object it belongs to.
pub(in crate::ui) fn field(session: Session, whose: Whose, attribute: Attribute) -> AnyView {
    let id = StoredValue::new(fresh_id("fact"));
    let row = Row { session, whose, attribute, editing: RwSignal::new(false), id };
    let locale = lang();
    let label = label_of(row, locale);
    let now = session.select(move |workspace| {
        // What a created object has is new as a whole.
        let diff = workspace.staged().of(Subject { of: attribute.of(), row: whose });
        let created = diff.is_some_and(|diff| diff.existence == Some(Existence::Absent));
        let baseline = diff.filter(|_| !created);
        let baseline = baseline.and_then(|diff| diff.attributes.get(&attribute).cloned());
        (objects(workspace, attribute).get(whose, attribute), baseline)
    });
    let master =
        session.select(move |workspace| mastery(objects(workspace, attribute), whose, attribute));
    let content = move || {
        if row.editing.get() {
            return form(row);
        }
        let (value, before) = now.get();
        let mastery = if session.writes().get() { master.get() } else { Mastery::Nobody };
        view! { {display(row, &value, mastery)} {before.map(|before| staged(row, &before))} }
            .into_any()
    };
    view! {
        <div class:staged=move || now.with(|(_, before)| before.is_some())>
            <dt>{label}</dt>
            <dd>{content}</dd>
        </div>
    }
    .into_any()
}

fn label_of(row: Row, locale: Locale) -> String {
    row.session.with_untracked(|workspace| {
        messages::label(objects(workspace, row.attribute).schema(), row.attribute, locale)
    })
}

fn said(row: Row, datum: &Datum, locale: Locale) -> String {
    row.session.with_untracked(|workspace| {
        messages::datum(objects(workspace, row.attribute), row.attribute, datum, locale, &zone)
    })
}

/// The value as it is, with the way to edit it.
fn display(row: Row, value: &Datum, mastery: Mastery) -> AnyView {
    let locale = lang();
    let text = said(row, value, locale);
    let class = if matches!(value, Datum::Value(_)) { "value" } else { "value missing" };
    if mastery != Mastery::Here {
        let why = match mastery {
            Mastery::OnPremises => Some(messages::refusal::where_to_change(true)),
            Mastery::Exchange => Some(texts::IN_EXCHANGE),
            Mastery::Here | Mastery::Service | Mastery::Nobody => None,
        };
        let lock = why.map(|why| {
            let why = why.get(locale);
            view! { <span class="lock" title=why>{icon(Icon::Lock)}<span class="visually-hidden">{why}</span></span> }
                .into_any()
        });
        return view! { <span class=class>{linked(row, value, text)}</span> {lock} }.into_any();
    }
    let edit = move |_| row.editing.set(true);
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "F2" {
            event.prevent_default();
            row.editing.set(true);
        }
    };
    let name = texts::EDIT_VALUE.with(locale, &[&label_of(row, locale), &text]);
    let is_link = row.attribute.kind() == Kind::Reference && matches!(value, Datum::Value(_));
    let shown = if is_link {
        view! { <span class=class>{linked(row, value, text)}</span> }.into_any()
    } else {
        ().into_any()
    };
    let inside = if is_link { String::new() } else { said(row, value, locale) };
    view! {
        {shown}
        <button
            type="button"
            class="edit"
            id=row.id.get_value()
            aria-label=name
            on:click=edit
            on:keydown=on_key
        >
            {(!inside.is_empty()).then(|| view! { <span class=class>{breakable(inside)}</span> })}
            {icon(Icon::Pencil)}
        </button>
    }
    .into_any()
}

/// A text that, where the line is too short for an address, goes on with its domain.
fn breakable(text: String) -> AnyView {
    match text.split_once('@') {
        Some((name, domain)) => {
            view! { {name.to_owned()} <wbr /> {format!("@{domain}")} }.into_any()
        }
        None => text.into_any(),
    }
}

/// A person as a link, any other value as text.
fn linked(row: Row, value: &Datum, text: String) -> AnyView {
    let id = match value {
        Datum::Value(Value::Reference(id))
            if !matches!(row.attribute, Attribute::ID | Attribute::GROUP_OBJECT_ID) =>
        {
            *id
        }
        _ => return breakable(text),
    };
    let found = row.session.with_untracked(|workspace| workspace.users().find(id));
    match found {
        Some(user) => link::person(row.session, user),
        None => text.into_any(),
    }
}

/// What the value was before, and the way back to it.
fn staged(row: Row, before: &Datum) -> AnyView {
    let (locale, toasts, asker) = (lang(), use_toasts(), use_asker());
    let was = texts::WAS.with(locale, &[&said(row, before, locale)]);
    let label = label_of(row, locale);
    let name = texts::REVERT.with(locale, &[&label]);
    let revert = move |_| {
        let Row { session, whose, attribute, .. } = row;
        let back = session.with_untracked(|workspace| diff::revert(workspace, whose, attribute));
        let Some(command) = back else { return };
        let done = texts::REVERTED.with(locale, &[&label]);
        if carry_out(session, asker, toasts, command, &done, locale) {
            focus_soon(row.id.get_value());
        }
    };
    view! {
        <span class="badge staged">{was}</span>
        <button type="button" class="btn plain only-icon" aria-label=name.clone() title=name on:click=revert>
            {icon(Icon::Undo)}
        </button>
    }
    .into_any()
}

/// What the content means for whoever has it: sentences against it, and others worth knowing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Judgement {
    against: Vec<String>,
    warnings: Vec<String>,
    events: Vec<Event>,
}

fn judge(row: Row, content: &str, locale: Locale) -> Judgement {
    let session = row.session;
    let refused = |refusals: &[Refusal]| Judgement {
        against: refusal_lines(session, refusals, locale),
        ..Judgement::default()
    };
    if content.starts_with('?') && row.attribute.kind() == Kind::Reference {
        return Judgement {
            against: vec![texts::NOT_CHOSEN.get(locale).to_owned()],
            ..Judgement::default()
        };
    }
    let value = match draft::read(row.attribute, content, &zone) {
        Ok(value) => value,
        Err(refusal) => return refused(&[refusal]),
    };
    match session.rehearse(&command(row, value)) {
        Ok(rehearsal) => session.with_untracked(|workspace| Judgement {
            against: Vec::new(),
            warnings: rehearsal
                .warnings
                .iter()
                .map(|warning| messages::warning(workspace.directory(), warning, locale))
                .collect(),
            events: rehearsal.operation.events.clone(),
        }),
        Err(refusals) => refused(&refusals),
    }
}

/// The value as an input.
fn form(row: Row) -> AnyView {
    let (locale, toasts) = (lang(), use_toasts());
    let start = row.session.with_untracked(|workspace| {
        let value = objects(workspace, row.attribute).get(row.whose, row.attribute);
        draft::write(row.attribute, &value, &zone)
    });
    let content = RwSignal::new(start.clone());
    let start = StoredValue::new(start);
    let judged = Memo::new(move |_| {
        content.with(|content| {
            let same = start.with_value(|start| start == content);
            if same { Judgement::default() } else { judge(row, content, locale) }
        })
    });
    let input_id = fresh_id("edit");
    focus_soon(input_id.clone());
    let close = move || {
        row.editing.set(false);
        focus_soon(row.id.get_value());
    };
    let save = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if judged.with_untracked(|judged| !judged.against.is_empty()) {
            return;
        }
        let content = content.get_untracked();
        if start.with_value(|start| *start == content) {
            return close();
        }
        let Ok(value) = draft::read(row.attribute, &content, &zone) else { return };
        match row.session.dispatch(&command(row, value)) {
            Ok(_) => close(),
            Err(denied) => toasts
                .show(crate::ui::kit::toast::Tone::Bad, denied_text(row.session, &denied, locale)),
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            event.stop_propagation();
            close();
        }
    };
    let error_id = format!("{input_id}-error");
    let input = editor::input(
        row.session,
        Input {
            attribute: row.attribute,
            id: input_id.clone(),
            content,
            invalid: Signal::derive(move || judged.with(|judged| !judged.against.is_empty())),
            on_leave: Callback::new(|()| {}),
        },
    );
    let lines = move || {
        let Judgement { against, warnings, events } = judged.get();
        let follows = follows(row.session, &events, locale);
        let against = against.into_iter().map(error_line);
        against.chain(warnings.into_iter().map(warning_line)).chain(follows).collect::<Vec<_>>()
    };
    view! {
        <form class="in-place" on:submit=save on:keydown=on_key>
            <label class="visually-hidden" for=input_id>{label_of(row, locale)}</label>
            <div class="line">
                <div class="grow">{input}</div>
                <button type="submit" class="btn primary only-icon" aria-label=words::SAVE.get(locale)>
                    {icon(Icon::Check)}
                </button>
                <button
                    type="button"
                    class="btn only-icon"
                    aria-label=words::CANCEL.get(locale)
                    on:click=move |_| close()
                >
                    {icon(Icon::Close)}
                </button>
            </div>
            <div id=error_id aria-live="polite">{lines}</div>
        </form>
    }
    .into_any()
}
