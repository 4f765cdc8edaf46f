//! What an organisation is called, whom people ask, and rules that no switch tells.

use super::{file, texts as t};
use crate::{
    domain::{
        Command,
        education::{Country, Field, Note, Topic},
    },
    i18n::Locale,
    messages::education,
    session::Session,
    ui::{
        kit::{
            dom::fresh_id,
            field::TextField,
            toast::{Tone, use_toasts},
        },
        user::act::denied_text,
    },
};
use leptos::prelude::*;

/// Why a text cannot be noted; else what it says: notes, by topic.
pub(super) type Read = Result<Vec<(Topic, Option<Note>)>, String>;

/// The part of the page.
pub(super) fn part(session: Session, locale: Locale) -> AnyView {
    let fields: Vec<AnyView> =
        Field::ALL.into_iter().map(|field| text(session, field, locale)).collect();
    view! {
        <div class="stack wide">
            <section class="card stack">
                <h2>{t::CONTACT.get(locale)}</h2>
                <p class="quiet measure">{t::ORGANISATION_LEAD.get(locale)}</p>
                <div class="form-columns">{fields}</div>
            </section>
            <section class="card stack">
                <h2>{t::RULES.get(locale)}</h2>
                <div class="form-columns">{countries(session, locale)} {days(session, locale)}</div>
            </section>
            {file::card(session, locale)}
        </div>
    }
    .into_any()
}

/// A text that is noted when its input is left, or Enter is pressed.
pub(super) struct Input {
    pub(super) label: String,
    pub(super) hint: String,
    /// The text as it is noted.
    pub(super) noted: Memo<String>,
    pub(super) read: Callback<String, Read>,
    pub(super) limit: Option<usize>,
}

pub(super) fn input(session: Session, input: Input, locale: Locale) -> AnyView {
    let toasts = use_toasts();
    let Input { label, hint, noted, read, limit } = input;
    let value = RwSignal::new(noted.get_untracked());
    // Undo, or another tab, changes it meanwhile.
    Effect::new(move |before: Option<String>| {
        let now = noted.get();
        if before.is_some_and(|before| before != now) {
            value.set(now.clone());
        }
        now
    });
    let errors = Memo::new(move |_| match read.run(value.get()) {
        Err(told) => vec![told],
        Ok(_) => Vec::new(),
    });
    let note = Callback::new(move |()| {
        let text = value.get_untracked();
        if text.trim() == noted.get_untracked() {
            return;
        }
        let Ok(notes) = read.run(text) else { return };
        if let Err(denied) = session.dispatch(&Command::Educate { notes }) {
            toasts.show(Tone::Bad, denied_text(session, &denied, locale));
        }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        note.run(());
    };
    let count = limit.map(|limit| {
        move || {
            let number = |count: usize| locale.number(u64::try_from(count).unwrap_or_default());
            let used = value.with(|value| value.trim().chars().count());
            t::CHARACTERS.with(locale, &[&number(used), &number(limit)])
        }
    });
    view! {
        <form on:submit=submit>
            <TextField
                id=fresh_id("education")
                label=label
                hint=hint
                value=value
                errors=Signal::from(errors)
                on_leave=note
            />
            {count.map(|count| view! { <p class="quiet small">{count}</p> })}
        </form>
    }
    .into_any()
}

fn text(session: Session, field: Field, locale: Locale) -> AnyView {
    let topic = Topic::Text(field);
    let noted =
        session.select(move |workspace| workspace.ledger().profile().contact.get(field).to_owned());
    let read = Callback::new(move |text: String| -> Read {
        let text = text.trim().to_owned();
        if text.is_empty() {
            return Ok(vec![(topic, None)]);
        }
        let note = Note::Text(text);
        match topic.check(&note) {
            Ok(()) => Ok(vec![(topic, Some(note))]),
            Err(problem) => Err(education::problem(topic, problem, locale)),
        }
    });
    let label = education::field(field).get(locale).to_owned();
    let limit = Some(field.limit());
    input(session, Input { label, hint: String::new(), noted, read, limit }, locale)
}

fn countries(session: Session, locale: Locale) -> AnyView {
    let noted = session.select(|workspace| {
        let profile = workspace.ledger().profile();
        let codes: Vec<String> = profile.countries.iter().map(|it| it.code().to_owned()).collect();
        codes.join(", ")
    });
    let read = Callback::new(move |text: String| -> Read {
        let mut all: Vec<(Topic, Option<Note>)> = session.with_untracked(|workspace| {
            let profile = workspace.ledger().profile();
            profile.countries.iter().map(|it| (Topic::Country(*it), None)).collect()
        });
        for code in text.split([',', ';', ' ']).map(str::trim).filter(|code| !code.is_empty()) {
            let country = Country::parse(&code.to_uppercase())
                .ok_or_else(|| t::NO_COUNTRY.with(locale, &[code]))?;
            all.push((Topic::Country(country), Some(Note::There)));
        }
        Ok(all)
    });
    let (label, hint) = (t::COUNTRIES.get(locale), t::COUNTRIES_HINT.get(locale));
    let [label, hint] = [label, hint].map(str::to_owned);
    input(session, Input { label, hint, noted, read, limit: None }, locale)
}

fn days(session: Session, locale: Locale) -> AnyView {
    let noted = session.select(|workspace| {
        let days = workspace.ledger().profile().grace_days;
        days.map(|days| days.to_string()).unwrap_or_default()
    });
    let read = Callback::new(move |text: String| -> Read {
        let text = text.trim();
        if text.is_empty() {
            return Ok(vec![(Topic::GraceDays, None)]);
        }
        let note = text.parse().ok().map(Note::Days);
        let note = note.filter(|note| Topic::GraceDays.check(note).is_ok());
        let note = note.ok_or_else(|| t::NO_DAYS.get(locale).to_owned())?;
        Ok(vec![(Topic::GraceDays, Some(note))])
    });
    let label = education::topic(Topic::GraceDays, locale);
    let hint = t::DAYS_HINT.get(locale).to_owned();
    input(session, Input { label, hint, noted, read, limit: None }, locale)
}
