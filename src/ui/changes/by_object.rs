//! Staged differences object by object, each part with the way back.

use crate::{
    domain::{Attribute, Command, Intent, Party, Row, Side, Subject, UserId, attribute::Of},
    i18n::Locale,
    messages,
    session::Session,
    tenant::Workspace,
    ui::{
        changes::{
            diff::{self, Difference, Fate, Within},
            pages::{SIZE, pager},
            take_back::carry_out,
            texts,
        },
        kit::{
            dom::{by_id, focus_soon},
            icon::{Icon, icon},
            lang::{lang, zone},
            toast::use_toasts,
        },
        licences,
        objects::link,
        shell::HEADING,
        user::ask::use_asker,
    },
};
use leptos::prelude::*;

/// The list, which takes the focus when an entry of it is taken back.
const LIST: &str = "staged-list";

/// The list with its filter.
pub fn by_object(session: Session) -> AnyView {
    let locale = lang();
    let (query, part) = (RwSignal::new(String::new()), RwSignal::new(0_usize));
    let shown = Memo::new(move |_| {
        session.with(|workspace| {
            query.with(|query| {
                let within = matching(workspace, query);
                diff::part(workspace, within.as_ref(), part.get() * SIZE, SIZE)
            })
        })
    });
    let total = Signal::derive(move || shown.with(|(_, total)| *total));
    // Taking the last entry of the last page back leaves that page empty.
    Effect::new(move |_| {
        let last = total.get().saturating_sub(1) / SIZE;
        if part.get_untracked() > last {
            part.set(last);
        }
    });
    let list = move || {
        let (differences, total) = shown.get();
        if total == 0 {
            return view! { <p class="quiet">{texts::NO_MATCH.get(locale)}</p> }.into_any();
        }
        differences
            .into_iter()
            .map(|difference| card(session, difference))
            .collect_view()
            .into_any()
    };
    let search = move |event| {
        query.set(event_target_value(&event));
        part.set(0);
    };
    view! {
        <div class="line between">
            <input
                type="search"
                class="input filter"
                autocomplete="off"
                aria-label=texts::FILTER.get(locale)
                placeholder=texts::FILTER.get(locale)
                on:input=search
            />
            {pager(texts::PAGER_OBJECTS.get(locale).to_owned(), total, part)}
        </div>
        <div class="stack" id=LIST tabindex="-1">{list}</div>
    }
    .into_any()
}

fn matching(workspace: &Workspace, query: &str) -> Option<Within> {
    (!query.trim().is_empty()).then(|| Within {
        users: workspace.users().search(query, None).rows,
        groups: workspace.groups().search(query, None).rows,
    })
}

/// What is staged for one object, on that object's own page; nothing when nothing is.
pub fn staged_card(session: Session, subject: Subject) -> AnyView {
    let locale = lang();
    let title = match subject.of {
        Of::Group => texts::STAGED_FOR_GROUP,
        Of::User | Of::Device => crate::ui::user::texts::STAGED_HERE,
    };
    let difference = session.select(move |workspace| diff::of(workspace, subject));
    (move || {
        let difference = difference.get()?;
        Some(view! {
            <section class="card staged-card" aria-labelledby="staged">
                <h2 id="staged">{title.get(locale)}</h2>
                {content(session, &difference, locale)}
            </section>
        })
    })
    .into_any()
}

fn card(session: Session, difference: Difference) -> AnyView {
    let locale = lang();
    let badge = fate_badge(difference.fate, locale);
    let Subject { of, row } = difference.subject;
    let who = session.with_untracked(|workspace| link::object(workspace.directory(), of, row));
    let kind = (of != Of::User).then(|| {
        view! { <span class="badge">{messages::object_kind(of).get(locale)}</span> }
    });
    view! {
        <section class="card">
            <div class="line">
                <h2>{who}</h2> {kind} {badge}
            </div>
            {content(session, &difference, locale)}
        </section>
    }
    .into_any()
}

fn fate_badge(fate: Fate, locale: Locale) -> AnyView {
    let (class, text) = match fate {
        Fate::Changed => return ().into_any(),
        Fate::Created => ("badge good", texts::CREATED),
        Fate::Deleted => ("badge bad", texts::DELETED),
        Fate::Restored => ("badge good", texts::RESTORED),
    };
    view! { <span class=class>{text.get(locale)}</span> }.into_any()
}

/// The differences, each with a button that takes it back.
fn content(session: Session, difference: &Difference, locale: Locale) -> AnyView {
    let Difference { subject, fate, .. } = *difference;
    let row = subject.row;
    let name = session.with_untracked(|workspace| {
        messages::object_name(workspace.directory().of(subject.of), row)
    });
    let whole = match fate {
        Fate::Changed => None,
        Fate::Created => Some(texts::TAKE_BACK_CREATED),
        Fate::Deleted => Some(texts::TAKE_BACK_DELETED),
        Fate::Restored => Some(texts::TAKE_BACK_RESTORED),
    };
    let whole = whole.map(|text| {
        let command = Callback::new(move |()| {
            session.with_untracked(|workspace| diff::revert_fate(workspace, subject, fate))
        });
        let button = back_button(session, text.with(locale, &[&name]), command, true);
        view! { <div class="line">{button}</div> }
    });
    let attributes: Vec<AnyView> = difference
        .attributes
        .iter()
        .map(|(attribute, before, now)| {
            let texts = session.with_untracked(|workspace| {
                let users = workspace.users();
                let say = |datum| {
                    licences::said(session, *attribute, datum, locale)
                        .unwrap_or_else(|| messages::datum(users, *attribute, datum, locale, &zone))
                };
                let schema = workspace.directory().of(attribute.of()).schema();
                [messages::label(schema, *attribute, locale), say(before), say(now)]
            });
            attribute_row(session, row, fate, *attribute, texts, &name)
        })
        .collect();
    let intents: Vec<AnyView> =
        difference.intents.iter().map(|intent| intent_row(session, row, *intent)).collect();
    let relations = relation_rows(session, row, fate, &difference.relations, locale);
    let some = !attributes.is_empty() || !intents.is_empty() || !relations.is_empty();
    let table = some.then(|| {
        view! {
            <div class="scroll-x">
                <table class="plain-table diff">
                    <caption class="visually-hidden">{texts::TABLE_OF.with(locale, &[&name])}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{texts::ATTRIBUTE.get(locale)}</th>
                            <th scope="col">{texts::BEFORE.get(locale)}</th>
                            <th scope="col">{texts::AFTER.get(locale)}</th>
                            <td class="amount"></td>
                        </tr>
                    </thead>
                    <tbody>{attributes} {intents} {relations}</tbody>
                </table>
            </div>
        }
    });
    view! { {whole} {table} }.into_any()
}

fn attribute_row(
    session: Session,
    row: Row,
    fate: Fate,
    attribute: Attribute,
    [label, before, now]: [String; 3],
    name: &str,
) -> AnyView {
    let locale = lang();
    let what = texts::REVERT_OF.with(locale, &[&label, name]);
    let command = Callback::new(move |()| {
        session.with_untracked(|workspace| diff::revert(workspace, row, attribute))
    });
    // What a created user has goes with the user.
    let button = (fate == Fate::Changed || fate == Fate::Restored)
        .then(|| back_button(session, what, command, false));
    view! {
        <tr>
            <th scope="row">{label}</th>
            <td class="before">{before}</td>
            <td class="after">{now}</td>
            <td class="amount">{button}</td>
        </tr>
    }
    .into_any()
}

fn intent_row(session: Session, user: UserId, intent: Intent) -> AnyView {
    let locale = lang();
    let label = messages::intent(intent).get(locale);
    let command = Callback::new(move |()| Some(Command::Unstage { users: vec![user], intent }));
    let what = texts::TAKE_BACK_SHORT.get(locale).to_owned() + " – " + label;
    view! {
        <tr>
            <th scope="row">{texts::BESIDES.get(locale)}</th>
            <td></td>
            <td class="after">{label}</td>
            <td class="amount">{back_button(session, what, command, false)}</td>
        </tr>
    }
    .into_any()
}

/// Members and owners of one group that are listed; of more is said how many.
const MOST: usize = 50;

/// Who came into the lists of a group, and who went.
fn relation_rows(
    session: Session,
    group: Row,
    fate: Fate,
    relations: &[(Side, Party, bool)],
    locale: Locale,
) -> Vec<AnyView> {
    let mut rows: Vec<AnyView> = relations
        .iter()
        .take(MOST)
        .map(|(side, party, came)| relation_row(session, group, fate, (*side, *party, *came)))
        .collect();
    if let Some(rest) = relations.len().checked_sub(MOST).filter(|rest| *rest > 0) {
        let rest = u64::try_from(rest).unwrap_or_default();
        let text = texts::MORE_RELATIONS.of(locale, rest);
        rows.push(view! { <tr><td colspan="4" class="quiet">{text}</td></tr> }.into_any());
    }
    rows
}

fn relation_row(
    session: Session,
    group: Row,
    fate: Fate,
    (side, party, came): (Side, Party, bool),
) -> AnyView {
    let locale = lang();
    let label = match side {
        Side::Members => texts::MEMBER,
        Side::Owners => texts::OWNER,
    };
    let (who, name) = session.with_untracked(|workspace| {
        let directory = workspace.directory();
        let name = messages::party_name(directory, party);
        let who = match party {
            Party::Here(Subject { of, row }) => link::object(directory, of, row),
            Party::Elsewhere(_) => name.clone().into_any(),
        };
        (who, name)
    });
    let command = Callback::new(move |()| Some(diff::revert_relation(group, side, party, came)));
    let what = texts::TAKE_BACK_SHORT.get(locale).to_owned() + " – " + &name;
    let button = (fate == Fate::Changed || fate == Fate::Restored)
        .then(|| back_button(session, what, command, false));
    let (before, after) = if came { (None, Some(who)) } else { (Some(who), None) };
    view! {
        <tr>
            <th scope="row">{label.get(locale)}</th>
            <td class="before">{before}</td>
            <td class="after">{after}</td>
            <td class="amount">{button}</td>
        </tr>
    }
    .into_any()
}

/// A button that takes something back: with words, or as a sign whose name says what.
fn back_button(
    session: Session,
    label: String,
    command: Callback<(), Option<Command>>,
    wide: bool,
) -> AnyView {
    let (locale, toasts, asker) = (lang(), use_toasts(), use_asker());
    let go = move |_| {
        let Some(command) = command.run(()) else { return };
        let done = texts::TAKEN_BACK.get(locale);
        if carry_out(session, asker, toasts, command, done, locale) {
            // The button goes with what it took back.
            focus_soon(if by_id(LIST).is_some() { LIST } else { HEADING });
        }
    };
    let disabled = move || (!session.writes().get()).then_some("true");
    if wide {
        return view! {
            <button type="button" class="btn" aria-disabled=disabled on:click=go>
                {icon(Icon::Undo)} {label}
            </button>
        }
        .into_any();
    }
    view! {
        <button
            type="button"
            class="btn plain only-icon"
            aria-label=label.clone()
            title=label
            aria-disabled=disabled
            on:click=go
        >
            {icon(Icon::Undo)}
        </button>
    }
    .into_any()
}
