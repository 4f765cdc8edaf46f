//! What is wrong with the rule, or worth knowing, each at its place with the change that mends it.

use crate::{
    messages,
    rules::{Class, Diagnostic},
    ui::{
        kit::icon::{Icon, icon},
        rules::{
            editor::{put, show},
            lab::Lab,
            pace::shown,
            place::line_and_character,
            texts as t,
        },
    },
};
use leptos::prelude::*;

pub(super) fn findings(lab: Lab) -> AnyView {
    let locale = lab.locale;
    let summary = move || {
        lab.read.with(|read| {
            let fine = !read.has(Class::NotARule) && !read.has(Class::Refused);
            fine.then(|| {
                view! { <p class="line">{icon(Icon::Check)} {t::NO_FINDINGS.get(locale)}</p> }
                    .into_any()
            })
        })
    };
    let items = move || {
        lab.read.with(|read| {
            let (shown, _) = shown(&read.parse.diagnostics);
            shown.into_iter().map(|one| item(one, &read.text, lab)).collect::<Vec<_>>()
        })
    };
    let more = move || {
        let rest = lab.read.with(|read| shown(&read.parse.diagnostics).1) as u64;
        (rest > 0).then(|| t::MORE_FINDINGS.of(locale, rest))
    };
    let empty = Memo::new(move |_| lab.text.with(|text| text.trim().is_empty()));
    let content = move || {
        if empty.get() {
            return view! { <p class="quiet">{t::NOTHING_YET.get(locale)}</p> }.into_any();
        }
        view! {
            <div role="status" id="rule-summary">{summary}</div>
            <ul class="findings">{items}</ul>
            <p class="quiet">{more}</p>
        }
        .into_any()
    };
    view! {
        <section class="card">
            <h2>{t::FINDINGS.get(locale)}</h2>
            {content}
        </section>
    }
    .into_any()
}

fn item(one: &Diagnostic, text: &str, lab: Lab) -> AnyView {
    let locale = lab.locale;
    let class = one.code.class();
    let (shape, style) = match class {
        Class::NotARule | Class::Refused => (Icon::Stop, "bad"),
        Class::Unwise => (Icon::Warning, "warn"),
        Class::NotDrawable => (Icon::Info, "info"),
    };
    let sentence = messages::rule::diagnostic(one, text, locale);
    let help = messages::rule::help(&one.code, locale)
        .map(|help| view! { <p class="quiet">{coded(&help)}</p> }.into_any());
    let service = one.code.service_error().map(|error| {
        view! { <p class="quiet">{t::SERVICE_SAYS.with(locale, &[error.text()])}</p> }.into_any()
    });
    let (line, character) = line_and_character(text, one.span);
    let at = t::AT.with(locale, &[&locale.number(line), &locale.number(character)]);
    let span = one.span;
    let mend = one.fix.clone().map(|fix| {
        let name = t::MEND_THIS.with(locale, &[&sentence.replace('`', "")]);
        view! {
            <button type="button" class="btn" aria-label=name on:click=move |_| put(&fix.edits)>
                {t::MEND.get(locale)}
            </button>
        }
        .into_any()
    });
    view! {
        <li class=style>
            {icon(shape)}
            <div>
                <p>
                    <b>{messages::rule::class(class).get(locale)}</b>
                    ": "
                    {coded(&sentence)}
                    " "
                    <button type="button" class="btn link" on:click=move |_| show(span)>
                        {at}
                    </button>
                </p>
                {service}
                {help}
            </div>
            {mend}
        </li>
    }
    .into_any()
}

/// A text whose pieces between backticks are code.
pub(in crate::ui) fn coded(text: &str) -> Vec<AnyView> {
    let part = |(at, part): (usize, &str)| {
        let part = part.to_owned();
        if at % 2 == 1 { view! { <code>{part}</code> }.into_any() } else { part.into_any() }
    };
    text.split('`').enumerate().map(part).collect()
}
