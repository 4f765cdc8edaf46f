//! Where the newest import contradicts what is staged: before, in the tenant now, staged here.

use crate::{
    domain::{Attribute, Command, Datum, Setting, Subject, Value, attribute::Of},
    i18n::{Locale, Text},
    messages,
    session::Session,
    tenant::{Conflict, ConflictKind, Workspace},
    ui::{
        changes::{
            pages::{SIZE, pager},
            texts,
        },
        kit::{
            dom::{focus_soon, fresh_id},
            lang::{lang, zone},
            toast::{Toasts, Tone, use_toasts},
        },
        licences,
        nav::plain,
        objects::link,
        page::Page,
        user::act::{act, denied_text},
    },
};
use leptos::prelude::*;

/// What a contradiction is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum About {
    Attribute(Subject, Attribute),
    Setting(Setting),
}

/// Whose value an attribute has now; while it is the tenant's, there is no contradiction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Mine,
    Another,
}

/// A contradiction about an attribute or a setting, and what stands at the moment.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    about: About,
    was: Datum,
    arrived: Datum,
    staged: Datum,
    side: Side,
    conflict: Conflict,
}

/// A contradiction about no value.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Other {
    conflict: Conflict,
    subject: Subject,
    /// Whether it can only be seen.
    gone: bool,
    /// What it says, and whose it is.
    text: String,
    name: String,
}

fn row(workspace: &Workspace, conflict: &Conflict) -> Option<Row> {
    let (about, was, arrived, staged) = match conflict {
        Conflict::Object {
            subject,
            kind: ConflictKind::Attribute { attribute, was, arrived, staged },
        } => (About::Attribute(*subject, *attribute), was, arrived, staged),
        Conflict::Object { .. } => return None,
        Conflict::Setting { setting, was, arrived, staged } => {
            (About::Setting(*setting), was, arrived, staged)
        }
    };
    let now = match about {
        About::Attribute(subject, attribute) => {
            workspace.directory().of(attribute.of()).get(subject.row, attribute)
        }
        About::Setting(setting) => workspace.setting(setting),
    };
    let side = if now == *staged { Side::Mine } else { Side::Another };
    Some(Row {
        about,
        was: was.clone(),
        arrived: arrived.clone(),
        staged: staged.clone(),
        side,
        conflict: conflict.clone(),
    })
}

/// The list.
pub(super) fn conflicts(session: Session) -> AnyView {
    let locale = lang();
    let part = RwSignal::new(0_usize);
    let others = session.select(move |workspace| {
        let told = |conflict: &Conflict| {
            let Conflict::Object { subject, kind } = conflict else { return None };
            let about = workspace.directory().of(subject.of);
            (!matches!(kind, ConflictKind::Attribute { .. })).then(|| Other {
                text: messages::conflict(workspace.directory(), conflict, locale, &zone),
                name: messages::object_name(about, subject.row),
                subject: *subject,
                gone: *kind == ConflictKind::Gone,
                conflict: conflict.clone(),
            })
        };
        workspace.open_conflicts().filter_map(told).take(200).collect::<Vec<_>>()
    });
    let all = session.select(|workspace| {
        workspace
            .open_conflicts()
            .filter_map(|conflict| row(workspace, conflict))
            .collect::<Vec<_>>()
    });
    let total = Signal::derive(move || all.with(Vec::len));
    let rows = move || {
        let skip = part.get() * SIZE;
        all.with(|all| {
            all.iter()
                .skip(skip)
                .take(SIZE)
                .enumerate()
                .map(|(at, row)| table_row(session, at, row.clone()))
                .collect::<Vec<_>>()
        })
    };
    let rest = move || {
        others.with(|others| {
            (!others.is_empty()).then(|| {
                let items = others.iter().enumerate();
                let items = items.map(|(at, other)| item(session, at, other)).collect::<Vec<_>>();
                view! {
                    <section class="card">
                        <h2>{texts::OTHER_CONFLICTS.get(locale)}</h2>
                        <ul class="events">{items}</ul>
                    </section>
                }
            })
        })
    };
    view! {
        <p class="quiet measure">{texts::CONFLICTS_LEAD.get(locale)}</p>
        <div class="line end">
            {pager(texts::PAGER_CONFLICTS.get(locale).to_owned(), total, part)}
        </div>
        <div class="scroll-x" hidden=move || total.get() == 0>
            <table class="plain-table diff conflicts">
                <caption class="visually-hidden">{texts::CONFLICT_TABLE.get(locale)}</caption>
                {head(locale)} <tbody>{rows}</tbody>
            </table>
        </div>
        {rest}
    }
    .into_any()
}

fn head(locale: Locale) -> AnyView {
    let user = texts::OBJECT;
    let columns = [
        user,
        texts::PROPERTY,
        texts::WAS,
        texts::ARRIVED,
        texts::STAGED,
        texts::STANDS,
        texts::ACTION,
    ];
    let columns = columns.map(|text| view! { <th scope="col">{text.get(locale)}</th> }.into_any());
    view! { <thead><tr>{columns.into_iter().collect::<Vec<_>>()}</tr></thead> }.into_any()
}

fn table_row(session: Session, at: usize, row: Row) -> AnyView {
    let (locale, toasts) = (lang(), use_toasts());
    let (label, name, [was, arrived, staged]) =
        session.with_untracked(|workspace| words(session, workspace, &row, locale));
    let stands = match row.side {
        Side::Mine => texts::MINE,
        Side::Another => texts::ANOTHER,
    };
    let button = |text: Text, long: Text, id: String, go: Callback<String>| {
        let done = texts::RESOLVED.with(locale, &[&label, &name, text.get(locale)]);
        let choose = move |_| {
            go.run(done.clone());
            // The row goes, and the next one takes its place.
            focus_soon(answer(at));
        };
        let name = long.with(locale, &[&label, &name]);
        view! {
            <button type="button" class="btn" id=id aria-label=name on:click=choose>
                {text.get(locale)}
            </button>
        }
        .into_any()
    };
    let conflict = row.conflict.clone();
    let staged_again = (row.side == Side::Another).then(|| set(row.about, &row.staged));
    let keep = Callback::new(move |done: String| {
        if let Some(Some(command)) = &staged_again
            && act(session, toasts, locale, command, "").is_none()
        {
            return;
        }
        settle(session, &conflict, &done, toasts, locale);
    });
    let take = set(row.about, &row.arrived).map(|command| {
        let take = Callback::new(move |done: String| {
            act(session, toasts, locale, &command, &done);
        });
        button(texts::TAKE_THEIRS, texts::TAKE_THEIRS_OF, fresh_id("take"), take)
    });
    let keep = button(texts::KEEP_MINE, texts::KEEP_MINE_OF, answer(at), keep);
    let buttons = view! { <div class="line">{keep} {take}</div> };
    view! {
        <tr>
            <th scope="row">{linked(session, row.about)}</th>
            <td>{label.clone()}</td>
            <td class="before">{was}</td>
            <td>{arrived}</td>
            <td class="after">{staged}</td>
            <td>{stands.get(locale)}</td>
            <td>{buttons}</td>
        </tr>
    }
    .into_any()
}

/// What a row is about, whose it is, and its three values.
fn words(
    session: Session,
    workspace: &Workspace,
    row: &Row,
    locale: Locale,
) -> (String, String, [String; 3]) {
    let values = [&row.was, &row.arrived, &row.staged];
    match row.about {
        About::Attribute(subject, attribute) => {
            let objects = workspace.directory().of(subject.of);
            let users = workspace.users();
            let say = |datum: &Datum| {
                licences::said(session, attribute, datum, locale)
                    .unwrap_or_else(|| messages::datum(users, attribute, datum, locale, &zone))
            };
            let label = messages::label(objects.schema(), attribute, locale);
            (label, messages::object_name(objects, subject.row), values.map(say))
        }
        About::Setting(setting) => {
            let directory = Some(workspace.directory());
            let say = |datum: &Datum| messages::setting::value(directory, setting, datum, locale);
            let label = messages::setting::setting(setting).get(locale).to_owned();
            (label, texts::TENANT.get(locale).to_owned(), values.map(say))
        }
    }
}

/// A contradiction about no value. Another name answers that one was taken; that somebody is
/// gone can only be seen.
fn item(session: Session, at: usize, other: &Other) -> AnyView {
    let (locale, toasts) = (lang(), use_toasts());
    let Other { text, name, conflict, subject, gone } = other.clone();
    let person = object(session, subject);
    let seen = gone.then(|| {
        let name = texts::SEEN_OF.with(locale, &[&name]);
        let done = name.clone();
        let see = move |_| {
            settle(session, &conflict, &done, toasts, locale);
            // The item goes, and the next one takes its place.
            focus_soon(sight(at));
        };
        view! {
            <button type="button" class="btn" id=sight(at) aria-label=name on:click=see>
                {texts::SEEN.get(locale)}
            </button>
        }
    });
    view! { <li>{text} " – " {person} " " {seen}</li> }.into_any()
}

/// Takes what stands as the answer, and says that it is done or why it is not.
fn settle(session: Session, conflict: &Conflict, done: &str, toasts: Toasts, locale: Locale) {
    match session.settle(conflict) {
        Ok(()) => toasts.show(Tone::Good, done.to_owned()),
        Err(denied) => toasts.show(Tone::Bad, denied_text(session, &denied, locale)),
    }
}

/// The button of an item.
fn sight(at: usize) -> String {
    format!("seen-{at}")
}

/// The first button of a row.
fn answer(at: usize) -> String {
    format!("answer-{at}")
}

/// The command that makes it so; nobody can write *unknown*.
fn set(about: About, datum: &Datum) -> Option<Command> {
    let value: Option<Value> = match datum {
        Datum::Unknown => return None,
        Datum::Null => None,
        Datum::Value(value) => Some(value.clone()),
    };
    let (subject, attribute) = match about {
        About::Attribute(subject, attribute) => (subject, attribute),
        About::Setting(setting) => return Some(Command::Set { settings: vec![(setting, value)] }),
    };
    let (rows, changes) = (vec![subject.row], vec![(attribute, value)]);
    Some(match subject.of {
        Of::Group => Command::EditGroups { groups: rows, changes },
        Of::User | Of::Device => Command::Edit { users: rows, changes },
    })
}

fn linked(session: Session, about: About) -> AnyView {
    match about {
        About::Attribute(subject, _) => object(session, subject),
        About::Setting(_) => {
            let text = texts::TENANT.get(lang());
            view! { <a href=plain(Page::SelfService)>{text}</a> }.into_any()
        }
    }
}

fn object(session: Session, Subject { of, row }: Subject) -> AnyView {
    session.with_untracked(|workspace| link::object(workspace.directory(), of, row))
}
