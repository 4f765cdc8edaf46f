//! Where the newest import contradicts what is staged: before, in the tenant now, staged here.

use crate::{
    domain::{Attribute, Command, Datum, UserId, Value},
    i18n::Locale,
    messages,
    session::Session,
    tenant::{Conflict, ConflictKind, Workspace},
    ui::{
        changes::{
            pages::{SIZE, pager},
            texts,
        },
        kit::{
            lang::{lang, zone},
            toast::use_toasts,
        },
        user::{act::act, link},
    },
};
use leptos::prelude::*;

/// Whose value an attribute has now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Mine,
    Theirs,
    Another,
}

/// A contradiction about an attribute, and what stands at the moment.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    user: UserId,
    attribute: Attribute,
    was: Datum,
    arrived: Datum,
    staged: Datum,
    side: Side,
}

fn row(workspace: &Workspace, conflict: &Conflict) -> Option<Row> {
    let ConflictKind::Attribute { attribute, was, arrived, staged } = &conflict.kind else {
        return None;
    };
    let now = workspace.users().get(conflict.user, *attribute);
    let side = if now == *staged {
        Side::Mine
    } else if now == *arrived {
        Side::Theirs
    } else {
        Side::Another
    };
    Some(Row {
        user: conflict.user,
        attribute: *attribute,
        was: was.clone(),
        arrived: arrived.clone(),
        staged: staged.clone(),
        side,
    })
}

/// The list.
pub(super) fn conflicts(session: Session) -> AnyView {
    let locale = lang();
    let part = RwSignal::new(0_usize);
    let others = session.select(move |workspace| {
        let other = |conflict: &&Conflict| !matches!(conflict.kind, ConflictKind::Attribute { .. });
        let text = |conflict: &Conflict| {
            (conflict.user, messages::conflict(workspace.users(), conflict, locale, &zone))
        };
        workspace.conflicts().iter().filter(other).take(200).map(text).collect::<Vec<_>>()
    });
    let all = session.select(|workspace| {
        workspace
            .conflicts()
            .iter()
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
                .map(|row| table_row(session, row.clone()))
                .collect::<Vec<_>>()
        })
    };
    let rest = move || {
        others.with(|others| {
            (!others.is_empty()).then(|| {
                let item = |(user, text): &(UserId, String)| {
                    view! { <li>{text.clone()} " – " {link::person(session, *user)}</li> }
                        .into_any()
                };
                view! {
                    <section class="card">
                        <h2>{texts::OTHER_CONFLICTS.get(locale)}</h2>
                        <ul class="events">{others.iter().map(item).collect::<Vec<_>>()}</ul>
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
            <table class="plain-table diff">
                <caption class="visually-hidden">{texts::CONFLICT_TABLE.get(locale)}</caption>
                {head(locale)} <tbody>{rows}</tbody>
            </table>
        </div>
        {rest}
    }
    .into_any()
}

fn head(locale: Locale) -> AnyView {
    let user = crate::ui::page::Page::User.title();
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

fn table_row(session: Session, row: Row) -> AnyView {
    let (locale, toasts) = (lang(), use_toasts());
    let (label, name, [was, arrived, staged]) = session.with_untracked(|workspace| {
        let users = workspace.users();
        let say = |datum: &Datum| messages::datum(users, row.attribute, datum, locale, &zone);
        (
            messages::label(users.schema(), row.attribute, locale),
            messages::name(users, row.user),
            [&row.was, &row.arrived, &row.staged].map(say),
        )
    });
    let stands = match row.side {
        Side::Mine => texts::MINE,
        Side::Theirs => texts::THEIRS,
        Side::Another => texts::ANOTHER,
    };
    let choice = |wanted: Side| {
        let (text, long, datum) = match wanted {
            Side::Mine => (texts::KEEP_MINE, texts::KEEP_MINE_OF, &row.staged),
            _ => (texts::TAKE_THEIRS, texts::TAKE_THEIRS_OF, &row.arrived),
        };
        let command = set(row.user, row.attribute, datum)?;
        let done = texts::RESOLVED.with(locale, &[&label, &name, text.get(locale)]);
        let go = move |_| {
            act(session, toasts, locale, &command, &done);
        };
        (row.side != wanted).then(|| {
            view! {
                <button type="button" class="btn" aria-label=long.with(locale, &[&label, &name]) on:click=go>
                    {text.get(locale)}
                </button>
            }
            .into_any()
        })
    };
    let buttons = view! { <div class="line">{choice(Side::Mine)} {choice(Side::Theirs)}</div> };
    view! {
        <tr>
            <th scope="row">{link::person(session, row.user)}</th>
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

/// The edit that makes an attribute so; nobody can write *unknown*.
fn set(user: UserId, attribute: Attribute, datum: &Datum) -> Option<Command> {
    let value: Option<Value> = match datum {
        Datum::Unknown => return None,
        Datum::Null => None,
        Datum::Value(value) => Some(value.clone()),
    };
    Some(Command::Edit { users: vec![user], changes: vec![(attribute, value)] })
}
