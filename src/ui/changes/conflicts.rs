//! Where the newest import contradicts what is staged: before, in the tenant now, staged here.

use crate::{
    domain::{Attribute, Command, Datum, Subject, Value, attribute::Of},
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
        objects::link,
        user::act::{act, denied_text},
    },
};
use leptos::prelude::*;

/// Whose value an attribute has now; while it is the tenant's, there is no contradiction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Mine,
    Another,
}

/// A contradiction about an attribute, and what stands at the moment.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    subject: Subject,
    attribute: Attribute,
    was: Datum,
    arrived: Datum,
    staged: Datum,
    side: Side,
    conflict: Conflict,
}

/// A contradiction about no attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Other {
    conflict: Conflict,
    /// What it says, and whose it is.
    text: String,
    name: String,
}

fn row(workspace: &Workspace, conflict: &Conflict) -> Option<Row> {
    let ConflictKind::Attribute { attribute, was, arrived, staged } = &conflict.kind else {
        return None;
    };
    let now = workspace.directory().of(attribute.of()).get(conflict.subject.row, *attribute);
    let side = if now == *staged { Side::Mine } else { Side::Another };
    Some(Row {
        subject: conflict.subject,
        attribute: *attribute,
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
        let other = |conflict: &&Conflict| !matches!(conflict.kind, ConflictKind::Attribute { .. });
        let told = |conflict: &Conflict| Other {
            text: messages::conflict(workspace.directory(), conflict, locale, &zone),
            name: messages::object_name(
                workspace.directory().of(conflict.subject.of),
                conflict.subject.row,
            ),
            conflict: conflict.clone(),
        };
        workspace.open_conflicts().filter(other).take(200).map(told).collect::<Vec<_>>()
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
        texts::ATTRIBUTE,
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
    let (label, name, [was, arrived, staged]) = session.with_untracked(|workspace| {
        let users = workspace.users();
        let say = |datum: &Datum| messages::datum(users, row.attribute, datum, locale, &zone);
        (
            messages::label(
                workspace.directory().of(row.subject.of).schema(),
                row.attribute,
                locale,
            ),
            messages::object_name(workspace.directory().of(row.subject.of), row.subject.row),
            [&row.was, &row.arrived, &row.staged].map(say),
        )
    });
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
    let staged_again =
        (row.side == Side::Another).then(|| set(row.subject, row.attribute, &row.staged));
    let keep = Callback::new(move |done: String| {
        if let Some(Some(command)) = &staged_again
            && act(session, toasts, locale, command, "").is_none()
        {
            return;
        }
        settle(session, &conflict, &done, toasts, locale);
    });
    let take = set(row.subject, row.attribute, &row.arrived).map(|command| {
        let take = Callback::new(move |done: String| {
            act(session, toasts, locale, &command, &done);
        });
        button(texts::TAKE_THEIRS, texts::TAKE_THEIRS_OF, fresh_id("take"), take)
    });
    let keep = button(texts::KEEP_MINE, texts::KEEP_MINE_OF, answer(at), keep);
    let buttons = view! { <div class="line">{keep} {take}</div> };
    view! {
        <tr>
            <th scope="row">{linked(session, row.subject)}</th>
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

/// A contradiction about no attribute. Another name answers that one was taken; that somebody is
/// gone can only be seen.
fn item(session: Session, at: usize, other: &Other) -> AnyView {
    let (locale, toasts) = (lang(), use_toasts());
    let Other { text, name, conflict } = other.clone();
    let person = linked(session, conflict.subject);
    let seen = (conflict.kind == ConflictKind::Gone).then(|| {
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

/// The edit that makes an attribute so; nobody can write *unknown*.
fn set(subject: Subject, attribute: Attribute, datum: &Datum) -> Option<Command> {
    let value: Option<Value> = match datum {
        Datum::Unknown => return None,
        Datum::Null => None,
        Datum::Value(value) => Some(value.clone()),
    };
    let (rows, changes) = (vec![subject.row], vec![(attribute, value)]);
    Some(match subject.of {
        Of::Group => Command::EditGroups { groups: rows, changes },
        Of::User | Of::Device => Command::Edit { users: rows, changes },
    })
}

fn linked(session: Session, Subject { of, row }: Subject) -> AnyView {
    session.with_untracked(|workspace| link::object(workspace.directory(), of, row))
}
