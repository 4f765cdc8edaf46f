//! Why somebody is a member, or is not: what decides, and every clause with what was found.

use crate::{
    domain::{Attribute, Existence, Row, UserId},
    i18n::Text,
    messages,
    rules::{DirectoryObject, Found, Target, Trace, Truth, trace},
    session::browser,
    store::Directory,
    text::span::Span,
    ui::{
        kit::{
            combobox::{Choice, Combobox, MOST},
            icon::{Icon, icon},
            lang::zone,
        },
        objects::link::address,
        rules::{lab::Lab, reasons::deciding, texts as t},
        user::editor::people,
    },
};
use leptos::prelude::*;

pub(super) fn why(lab: Lab) -> AnyView {
    let locale = lab.locale;
    let named = match lab.target {
        Target::User => t::PERSON,
        Target::Device => t::DEVICE,
    };
    let text = RwSignal::new(String::new());
    Effect::new(move |_| {
        let name = lab.person.get().and_then(|id| {
            lab.session.with_untracked(|workspace| {
                let objects = lab.objects(workspace.directory());
                objects.find(id).map(|row| messages::object_name(objects, row))
            })
        });
        text.set(name.unwrap_or_default());
    });
    let search = Callback::new(move |query: String| {
        lab.session.with_untracked(|workspace| match lab.target {
            Target::User => people(workspace, &query),
            Target::Device => devices(workspace.directory(), &query),
        })
    });
    let pick = Callback::new(move |choice: Choice| {
        text.set(choice.text);
        lab.person.set(crate::domain::ObjectId::parse(&choice.key));
    });
    view! {
        <section class="card">
            <h2>{t::WHY.get(locale)}</h2>
            <div class="field">
                <label for="rule-person">{named.get(locale)}</label>
                <Combobox
                    id="rule-person".to_owned()
                    name=t::LIST.get(locale)
                    text=text
                    search=search
                    pick=pick
                    described_by="rule-person-hint"
                />
                <p class="hint" id="rule-person-hint">{t::WHY_HINT.get(locale)}</p>
            </div>
            <div role="status">{move || answer(lab)}</div>
        </section>
    }
    .into_any()
}

fn answer(lab: Lab) -> Option<AnyView> {
    let (person, shown) = (lab.person.get()?, lab.shown.get()?);
    let rule_text = shown.rule.to_string();
    // Places are those of the rule as it is written tidily, whatever the text is by now.
    let rule = crate::rules::parse(&rule_text, lab.target).rule;
    let locale = lab.locale;
    lab.session.with(|workspace| {
        let objects = lab.objects(workspace.directory());
        let user = objects.find(person)?;
        let name = messages::object_name(objects, user);
        if objects.existence(user) != Existence::Active {
            return Some(view! { <p>{t::GONE.get(locale)}</p> }.into_any());
        }
        let (directory, of, now) = (workspace.directory(), lab.target.of(), browser::now());
        let traced = trace(&rule, &DirectoryObject { directory, of, row: user, now }, now);
        let verdict = match traced.truth {
            Truth::Yes => t::IS_MEMBER,
            Truth::No => t::IS_NOT,
            Truth::Unknown => t::IS_UNKNOWN,
        };
        let reasons: Vec<AnyView> = deciding(&traced)
            .into_iter()
            .map(|part| view! { <li>{clause(part, &rule_text, lab)}</li> }.into_any())
            .collect();
        let whole = (!traced.parts.is_empty()).then(|| {
            view! {
                <details>
                    <summary>{t::CLAUSES.get(locale)}</summary>
                    <ul class="rule-trace">{branch(&traced, &rule_text, lab)}</ul>
                </details>
            }
            .into_any()
        });
        Some(
            view! {
                <p class="line">
                    {mark(traced.truth, lab)}
                    <b>{verdict.with(locale, &[&name])}</b>
                </p>
                <h3>{t::DECIDES.get(locale)}</h3>
                <ul class="rule-trace">{reasons}</ul>
                {whole}
                <p>{page_of(user, &name, lab)}</p>
            }
            .into_any(),
        )
    })
}

/// Devices with every word of a query, at most as many as are drawn.
fn devices(directory: &Directory, query: &str) -> Vec<Choice> {
    if query.trim().is_empty() {
        return Vec::new();
    }
    let objects = &directory.devices;
    let mut found = objects.search(query, None).rows;
    found.and(objects.active());
    let choice = |row: u32| Choice {
        key: objects.id(Row(row)).to_string(),
        text: messages::object_name(objects, Row(row)),
        detail: objects
            .read(Row(row), Attribute::DEVICE_OS_TYPE)
            .text()
            .unwrap_or_default()
            .to_owned(),
        group: String::new(),
    };
    found.iter().take(MOST).map(choice).collect()
}

fn page_of(user: UserId, name: &str, lab: Lab) -> AnyView {
    let of = lab.target.of();
    let address = lab.session.with_untracked(|w| address(of, w.directory().of(of).id(user)));
    view! { <a href=address>{t::TO_PAGE.with(lab.locale, &[name])}</a> }.into_any()
}

fn mark(truth: Truth, lab: Lab) -> AnyView {
    let (shape, style, word): (Icon, &'static str, Text) = match truth {
        Truth::Yes => (Icon::Check, "truth yes", t::TRUE),
        Truth::No => (Icon::Close, "truth no", t::FALSE),
        Truth::Unknown => (Icon::Info, "truth", t::NOT_KNOWN),
    };
    view! { <span class=style>{icon(shape)} {word.get(lab.locale)}</span> }.into_any()
}

/// A clause with its truth, what was found, and what was decided where the documentation is silent.
fn clause(part: &Trace, text: &str, lab: Lab) -> AnyView {
    let locale = lab.locale;
    let found = part.found.as_ref().map(|found| found_text(found, lab));
    let note = part.note.map(|note| {
        view! { <p class="quiet small">{messages::rule::note(note).get(locale)}</p> }.into_any()
    });
    let code = excerpt(part.span, text);
    view! {
        {mark(part.truth, lab)}
        " "
        <code>{code}</code>
        {found.map(|found| view! { " – " {found} })}
        {note}
    }
    .into_any()
}

fn branch(part: &Trace, text: &str, lab: Lab) -> AnyView {
    let inner: Vec<AnyView> = part.parts.iter().map(|part| branch(part, text, lab)).collect();
    let inner =
        (!inner.is_empty()).then(|| view! { <ul class="rule-trace">{inner}</ul> }.into_any());
    view! { <li>{clause(part, text, lab)} {inner}</li> }.into_any()
}

fn excerpt(span: Span, text: &str) -> String {
    span.of(text).to_owned()
}

fn found_text(found: &Found, lab: Lab) -> String {
    let locale = lab.locale;
    let has = |text: &str| t::HAS.with(locale, &[text]);
    match found {
        Found::Unknown => t::HAS_UNKNOWN.get(locale).to_owned(),
        Found::Null => t::HAS_NULL.get(locale).to_owned(),
        Found::Text(text) => has(&format!("\"{text}\"")),
        Found::Texts(texts) => has(&texts.join(", ")),
        Found::Boolean(value) => has(if *value { "true" } else { "false" }),
        Found::Time(time) => has(&locale.date_time(time.0, zone(time.0))),
    }
}
