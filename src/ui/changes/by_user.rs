//! Staged differences user by user, each part with the way back.

use crate::{
    domain::{Attribute, Command, Intent, UserId},
    i18n::Locale,
    messages,
    session::Session,
    store::Bits,
    tenant::Workspace,
    ui::{
        changes::{
            diff::{self, Difference, Fate},
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
        shell::HEADING,
        user::{ask::use_asker, link},
    },
};
use leptos::prelude::*;

/// The list, which takes the focus when an entry of it is taken back.
const LIST: &str = "staged-list";

/// The list with its filter.
pub fn by_user(session: Session) -> AnyView {
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
            {pager(texts::PAGER_USERS.get(locale).to_owned(), total, part)}
        </div>
        <div class="stack" id=LIST tabindex="-1">{list}</div>
    }
    .into_any()
}

fn matching(workspace: &Workspace, query: &str) -> Option<Bits> {
    (!query.trim().is_empty()).then(|| workspace.users().search(query, None).rows)
}

/// What is staged for one user, on that user's own page; nothing when nothing is.
pub fn staged_card(session: Session, user: UserId) -> AnyView {
    let locale = lang();
    let difference = session.select(move |workspace| diff::of(workspace, user));
    (move || {
        let difference = difference.get()?;
        Some(view! {
            <section class="card staged-card" aria-labelledby="staged">
                <h2 id="staged">{crate::ui::user::texts::STAGED_HERE.get(locale)}</h2>
                {content(session, &difference, locale)}
            </section>
        })
    })
    .into_any()
}

fn card(session: Session, difference: Difference) -> AnyView {
    let locale = lang();
    let badge = fate_badge(difference.fate, locale);
    view! {
        <section class="card">
            <div class="line">
                <h2>{link::person(session, difference.user)}</h2> {badge}
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
    let Difference { user, fate, .. } = *difference;
    let name = session.with_untracked(|workspace| messages::name(workspace.users(), user));
    let whole = match fate {
        Fate::Changed => None,
        Fate::Created => Some(texts::TAKE_BACK_CREATED),
        Fate::Deleted => Some(texts::TAKE_BACK_DELETED),
        Fate::Restored => Some(texts::TAKE_BACK_RESTORED),
    };
    let whole = whole.map(|text| {
        let command = Callback::new(move |()| {
            session.with_untracked(|workspace| diff::revert_fate(workspace, user, fate))
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
                let say = |datum| messages::datum(users, *attribute, datum, locale, &zone);
                [messages::label(users.schema(), *attribute, locale), say(before), say(now)]
            });
            attribute_row(session, user, fate, *attribute, texts, &name)
        })
        .collect();
    let intents: Vec<AnyView> =
        difference.intents.iter().map(|intent| intent_row(session, user, *intent)).collect();
    let table = (!attributes.is_empty() || !intents.is_empty()).then(|| {
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
                    <tbody>{attributes} {intents}</tbody>
                </table>
            </div>
        }
    });
    view! { {whole} {table} }.into_any()
}

fn attribute_row(
    session: Session,
    user: UserId,
    fate: Fate,
    attribute: Attribute,
    [label, before, now]: [String; 3],
    name: &str,
) -> AnyView {
    let locale = lang();
    let what = texts::REVERT_OF.with(locale, &[&label, name]);
    let command = Callback::new(move |()| {
        session.with_untracked(|workspace| diff::revert(workspace, user, attribute))
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
