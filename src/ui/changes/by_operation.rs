//! The journal, newest first: what each operation did, whether it stands, and the way back.

use crate::{
    domain::{Command, Event, Operation, OperationId, Side, Subject, Title},
    i18n::Locale,
    messages,
    session::Session,
    tenant::Workspace,
    ui::{
        changes::{
            diff::{Standing, standing},
            pages::{SIZE, pager},
            take_back::take_back,
            texts,
        },
        kit::{
            dom::focus_soon,
            icon::{Icon, icon},
            lang::{lang, zone},
            toast::use_toasts,
        },
        licences,
        user::{
            act::act,
            ask::Asker,
            history::{self, records},
        },
    },
};
use leptos::prelude::*;

/// Events and records of one operation that are listed.
const MOST: usize = 100;

/// The list, which takes the focus when the button of an entry goes.
pub(super) const LIST: &str = "journal";

/// An entry of the list; its events are read when somebody opens it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    id: OperationId,
    title: String,
    at: i64,
    actor: String,
    standing: Standing,
    events: usize,
    redoable: bool,
}

fn line(workspace: &Workspace, operation: &Operation, locale: Locale) -> Line {
    Line {
        id: operation.id,
        title: messages::title(workspace.users().schema(), &operation.title, locale),
        at: operation.at.0,
        actor: operation.actor.name.clone(),
        standing: standing(workspace, operation.id),
        events: operation.events.len(),
        redoable: workspace.redoable() == Some(operation.id),
    }
}

/// The list.
pub fn by_operation(session: Session, asker: Asker) -> AnyView {
    let locale = lang();
    let part = RwSignal::new(0_usize);
    let shown = Memo::new(move |_| {
        let skip = part.get() * SIZE;
        session.with(|workspace| {
            let newest = workspace.journal().iter().rev().skip(skip).take(SIZE);
            newest.map(|operation| line(workspace, operation, locale)).collect::<Vec<_>>()
        })
    });
    let total = session.select(|workspace| workspace.journal().len());
    view! {
        <div class="line end">
            {pager(texts::PAGER_OPERATIONS.get(locale).to_owned(), total.into(), part)}
        </div>
        <ol class="journal card" id=LIST tabindex="-1">
            <For
                each=move || shown.get()
                key=|line| (line.id, line.standing == Standing::InForce, line.redoable)
                children=move |line| item(session, asker, line)
            />
        </ol>
    }
    .into_any()
}

/// Whether an operation stands, as a mark.
pub fn standing_badge(standing: Standing, locale: Locale) -> AnyView {
    let (class, text) = match standing {
        Standing::InForce => ("badge staged", texts::IN_FORCE.get(locale).to_owned()),
        Standing::Undone => ("badge", texts::UNDONE_BADGE.get(locale).to_owned()),
        Standing::Dropped(by) => ("badge", texts::DROPPED_BADGE.with(locale, &[&by.0.to_string()])),
        Standing::Past => return ().into_any(),
    };
    view! { <span class=class>{text}</span> }.into_any()
}

fn item(session: Session, asker: Asker, line: Line) -> AnyView {
    let (locale, id) = (lang(), line.id);
    let number = id.0.to_string();
    let at = locale.date_time(line.at, zone(line.at));
    let when = texts::WHO_WHEN.with(locale, &[&number, &at, &line.actor]);
    let open = RwSignal::new(false);
    let toggle = move |event: leptos::ev::Event| {
        open.set(event_target::<web_sys::Element>(&event).has_attribute("open"));
    };
    let count = texts::EVENTS.of(locale, u64::try_from(line.events).unwrap_or_default());
    let details = (line.events > 0).then(|| {
        view! {
            <details on:toggle=toggle>
                <summary class="small">{count}</summary>
                {move || open.get().then(|| events(session, id, locale))}
            </details>
        }
    });
    view! {
        <li>
            <div class="line between">
                <div class="line"><b>{line.title.clone()}</b>{standing_badge(line.standing, locale)}</div>
                {button(session, asker, &line)}
            </div>
            <p class="quiet small">{when}</p>
            {details}
        </li>
    }
    .into_any()
}

fn button(session: Session, asker: Asker, line: &Line) -> AnyView {
    let (locale, toasts, id) = (lang(), use_toasts(), line.id);
    let number = id.0.to_string();
    let title = line.title.clone();
    let (text, name, shape) = match line.standing {
        Standing::InForce => (texts::TAKE_BACK_SHORT, texts::TAKE_BACK, Icon::Undo),
        Standing::Undone if line.redoable => {
            (texts::BRING_BACK_SHORT, texts::BRING_BACK, Icon::Redo)
        }
        _ => return ().into_any(),
    };
    let brings = line.standing == Standing::Undone;
    let go = move |_| {
        if brings {
            let done = texts::REDONE.with(locale, &[&title]);
            act(session, toasts, locale, &Command::Undo(id), &done);
            focus_soon(LIST);
        } else {
            take_back(session, asker, toasts, id, &title, locale);
        }
    };
    view! {
        <button
            type="button"
            class="btn"
            aria-label=name.with(locale, &[&number])
            aria-disabled=move || (!session.writes().get()).then_some("true")
            on:click=go
        >
            {icon(shape)} {text.get(locale)}
        </button>
    }
    .into_any()
}

/// What an operation did, and what the audit log would say of it.
fn events(session: Session, id: OperationId, locale: Locale) -> AnyView {
    session.with_untracked(|workspace| {
        let Some(operation) = workspace.operation(id) else { return ().into_any() };
        let number = |number: usize| locale.number(u64::try_from(number).unwrap_or_default());
        let total = operation.events.len();
        let first = (total > MOST)
            .then(|| texts::FIRST_OF.with(locale, &[&number(MOST), &number(total)]))
            .map(|text| view! { <p class="quiet small">{text}</p> });
        let item = |event: &Event| {
            let text = event_text(session, workspace, event, locale);
            let Some(Subject { of, row }) = event.subject() else {
                return view! { <li class="break">{text}</li> }.into_any();
            };
            let who = messages::object_name(workspace.directory().of(of), row);
            view! { <li class="break"><b>{who}</b>" – "{text}</li> }.into_any()
        };
        let items: Vec<AnyView> = operation.events.iter().take(MOST).map(item).collect();
        let shown = Operation {
            id,
            at: operation.at,
            actor: operation.actor.clone(),
            origin: operation.origin,
            title: operation.title.clone(),
            events: operation.events.iter().take(MOST).cloned().collect(),
        };
        let entry = history::Entry { standing: standing(workspace, id), operation: shown };
        let audit = history::predicted(workspace, &entry);
        let audit = (!audit.is_empty()).then(|| records(&audit, true, locale));
        view! { {first} <ul class="events small">{items}</ul> {audit} }.into_any()
    })
}

fn event_text(session: Session, workspace: &Workspace, event: &Event, locale: Locale) -> String {
    let users = workspace.users();
    match event {
        Event::Existence { before, after, .. } => {
            let say = |existence| messages::existence(existence).get(locale);
            let values = [texts::EXISTENCE.get(locale), say(*before), say(*after)];
            texts::FROM_TO.with(locale, &values)
        }
        Event::Attribute { attribute, before, after, .. } => {
            let say = |datum| {
                licences::said(session, *attribute, datum, locale)
                    .unwrap_or_else(|| messages::datum(users, *attribute, datum, locale, &zone))
            };
            let schema = workspace.directory().of(attribute.of()).schema();
            let label = messages::label(schema, *attribute, locale);
            texts::FROM_TO.with(locale, &[&label, &say(before), &say(after)])
        }
        Event::Intent { intent, after, .. } => {
            let text = if *after { texts::STAGED_INTENT } else { texts::UNSTAGED_INTENT };
            text.with(locale, &[messages::intent(*intent).get(locale)])
        }
        Event::Ledger { key, after, .. } => {
            messages::ledger::entry(workspace, *key, after.as_ref(), locale)
        }
        Event::Relation { side, party, after, .. } => {
            let text = match (side, after) {
                (Side::Members, true) => texts::MEMBER_CAME,
                (Side::Members, false) => texts::MEMBER_WENT,
                (Side::Owners, true) => texts::OWNER_CAME,
                (Side::Owners, false) => texts::OWNER_WENT,
            };
            text.with(locale, &[&messages::party_name(workspace.directory(), *party)])
        }
    }
}

/// The title of an operation, for messages.
pub fn title_of(session: Session, id: OperationId, locale: Locale) -> String {
    session.with_untracked(|workspace| {
        let title = workspace.operation(id).map(|operation| &operation.title);
        // What undo and redo speak of is the operation that they took back.
        let target = match title {
            Some(Title::Undo(target) | Title::Redo(target)) => workspace.operation(*target),
            _ => workspace.operation(id),
        };
        let title = target.map(|operation| &operation.title);
        title
            .map(|title| messages::title(workspace.users().schema(), title, locale))
            .unwrap_or_default()
    })
}
