//! The input for an attribute, by its kind; for one user's page and for the form of a new one.

use crate::{
    domain::{Attribute, Kind, ObjectId, UserId},
    i18n::{Locale, words},
    messages,
    session::Session,
    tenant::Workspace,
    ui::{
        kit::{
            combobox::{Choice, Combobox, MOST},
            field::describes,
            lang::{lang, tells_in_utc},
        },
        user::texts,
    },
};
use leptos::prelude::*;

/// An input and what stands in it.
#[derive(Debug, Clone)]
pub struct Input {
    pub attribute: Attribute,
    /// Id of the input; hint and errors follow [`describes`].
    pub id: String,
    /// What stands in it, as [`crate::ui::user::draft`] writes it.
    pub content: RwSignal<String>,
    pub invalid: Signal<bool>,
    /// Told when the reader leaves it.
    pub on_leave: Callback<()>,
}

/// Draws the input.
pub fn input(session: Session, input: Input) -> AnyView {
    let choices = input.attribute.definition().choices;
    match input.attribute.kind() {
        Kind::Boolean => select(input, &["true", "false"]),
        Kind::Text if !choices.is_empty() => select(input, choices),
        Kind::Reference => person(session, input),
        Kind::Texts => lines(input),
        Kind::Date => line(input, "date"),
        Kind::Time => moment(input),
        Kind::Text => line(input, "text"),
    }
}

/// An input that is taken out of the page loses the focus too, when nobody is left to tell.
fn leave(on_leave: Callback<()>) {
    on_leave.try_run(());
}

fn line(input: Input, kind: &'static str) -> AnyView {
    let Input { id, content, invalid, on_leave, attribute } = input;
    view! {
        <input
            class="input"
            aria-describedby=describes(&id)
            id=id
            type=kind
            autocomplete="off"
            spellcheck="false"
            aria-required=attribute.definition().required.then_some("true")
            aria-invalid=move || invalid.get().then_some("true")
            prop:value=content
            on:input=move |event| content.set(event_target_value(&event))
            on:blur=move |_| leave(on_leave)
        />
    }
    .into_any()
}

/// A point in time, and whose clock it is written by.
fn moment(input: Input) -> AnyView {
    let clock = if tells_in_utc() { texts::BY_UTC } else { texts::BY_THIS_CLOCK };
    let hint = format!("{}-hint", input.id);
    view! {
        {line(input, "datetime-local")}
        <p class="hint" id=hint>{clock.get(lang())}</p>
    }
    .into_any()
}

fn lines(input: Input) -> AnyView {
    let Input { id, content, invalid, on_leave, .. } = input;
    view! {
        <textarea
            class="input"
            rows="3"
            aria-describedby=describes(&id)
            id=id
            spellcheck="false"
            placeholder=texts::ONE_PER_LINE.get(lang())
            aria-invalid=move || invalid.get().then_some("true")
            prop:value=content
            on:input=move |event| content.set(event_target_value(&event))
            on:blur=move |_| leave(on_leave)
        ></textarea>
    }
    .into_any()
}

fn select(input: Input, choices: &'static [&'static str]) -> AnyView {
    let Input { id, content, invalid, on_leave, attribute } = input;
    let locale = lang();
    let start = content.get_untracked();
    let may_be_empty = !attribute.definition().required || start.is_empty();
    let mut options: Vec<(String, String)> = Vec::with_capacity(choices.len() + 2);
    if may_be_empty {
        options.push((String::new(), texts::NO_VALUE.get(locale).to_owned()));
    }
    for choice in choices {
        options.push(((*choice).to_owned(), choice_label(attribute, choice, locale)));
    }
    // A value outside the list came with a file; it stays choosable until another is chosen.
    if !options.iter().any(|(value, _)| *value == start) {
        options.push((start.clone(), start.clone()));
    }
    let options: Vec<AnyView> = options
        .into_iter()
        .map(|(value, label)| {
            let selected = value == start;
            view! { <option value=value selected=selected>{label}</option> }.into_any()
        })
        .collect();
    view! {
        <select
            class="input"
            aria-describedby=describes(&id)
            id=id
            aria-required=attribute.definition().required.then_some("true")
            aria-invalid=move || invalid.get().then_some("true")
            on:change=move |event| content.set(event_target_value(&event))
            on:blur=move |_| leave(on_leave)
        >
            {options}
        </select>
    }
    .into_any()
}

fn choice_label(attribute: Attribute, choice: &str, locale: Locale) -> String {
    match (attribute.kind(), choice) {
        (Kind::Boolean, "true") => words::YES.get(locale).to_owned(),
        (Kind::Boolean, _) => words::NO.get(locale).to_owned(),
        _ => messages::choice(attribute, choice)
            .map_or_else(|| choice.to_owned(), |text| text.get(locale).to_owned()),
    }
}

/// A person found by name. What is typed names nobody until somebody is chosen from the list; an
/// emptied input means nobody.
fn person(session: Session, input: Input) -> AnyView {
    let Input { id, content, .. } = input;
    let locale = lang();
    let named = |key: &str| session.with_untracked(|workspace| name_of(workspace, key));
    let text = RwSignal::new(named(&content.get_untracked()));
    let search = Callback::new(move |query: String| {
        session.with_untracked(|workspace| people(workspace, &query))
    });
    let pick = Callback::new(move |choice: Choice| {
        text.set(choice.text);
        content.set(choice.key);
    });
    // Typing takes the choice back; emptying means nobody.
    Effect::new(move |before: Option<String>| {
        let typed = text.get();
        if before.is_some_and(|before| before != typed) {
            let chosen = content.get_untracked();
            if session.with_untracked(|workspace| name_of(workspace, &chosen)) != typed {
                content.set(if typed.is_empty() { String::new() } else { format!("?{typed}") });
            }
        }
        typed
    });
    view! {
        <Combobox
            described_by=describes(&id)
            id=id
            name=texts::PEOPLE.get(locale)
            text=text
            search=search
            pick=pick
            placeholder=texts::FIND_PERSON.get(locale)
        />
    }
    .into_any()
}

/// The name of the active user with an object id; the text itself when there is none.
fn name_of(workspace: &Workspace, key: &str) -> String {
    match ObjectId::parse(key) {
        Some(id) => workspace
            .users()
            .find(id)
            .map_or_else(|| key.to_owned(), |user| messages::name(workspace.users(), user)),
        None => key.trim_start_matches('?').to_owned(),
    }
}

/// Active people with every word of a query, those first whose name starts with it.
#[must_use]
pub fn people(workspace: &Workspace, query: &str) -> Vec<Choice> {
    let users = workspace.users();
    if query.trim().is_empty() {
        return Vec::new();
    }
    let mut found = users.search(query, None).rows;
    found.and(users.active());
    let wanted = crate::text::fold::search(query.trim()).into_owned();
    let starts = |user: &UserId| {
        let name = messages::name(users, *user);
        !crate::text::fold::search(&name).starts_with(wanted.as_str())
    };
    let mut people: Vec<UserId> = found.iter().take(2000).map(UserId).collect();
    people.sort_by_cached_key(starts);
    let detail = |user: UserId| {
        let upn = users.read(user, Attribute::USER_PRINCIPAL_NAME).text().unwrap_or_default();
        upn.to_owned()
    };
    let choice = |user: UserId| Choice {
        key: users.id(user).to_string(),
        text: messages::name(users, user),
        detail: detail(user),
        group: String::new(),
    };
    people.into_iter().take(MOST).map(choice).collect()
}
