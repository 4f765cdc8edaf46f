//! Other ways to write the rule that take the same people.

use crate::{
    i18n::Text,
    rules::{
        Rule, Takes,
        simplify::{Suggestion, SuggestionKind, suggestions},
    },
    session::browser,
    text::span::Span,
    ui::rules::{
        editor::put,
        lab::Lab,
        place::{Differing, differing},
        texts as t,
    },
};
use leptos::prelude::*;

pub(super) fn simpler(lab: Lab) -> AnyView {
    let found = Memo::new(move |_| {
        let shown = lab.settled()?;
        let now = browser::now();
        // Whatever does not take the same people is no suggestion.
        let same = |one: &Suggestion| {
            let of = lab
                .session
                .with_untracked(|w| Takes::of(&one.rule, lab.target, w.directory(), now));
            of == *shown.takes
        };
        let found: Vec<(SuggestionKind, Rule)> = suggestions(&shown.rule)
            .into_iter()
            .filter(same)
            .map(|one| (one.kind, one.rule))
            .collect();
        let members = u64::from(shown.takes.members.count());
        (!found.is_empty()).then(|| (shown.rule.to_string(), found, members))
    });
    let locale = lab.locale;
    let content = move || {
        found.get().map(|(before, found, members)| {
            let items: Vec<AnyView> =
                found.iter().map(|(kind, rule)| item(*kind, &before, rule, lab)).collect();
            view! {
                <section class="card">
                    <h2>{t::SIMPLER.get(locale)}</h2>
                    <p class="quiet">
                        {t::SIMPLER_WHY.get(locale)} " (" {t::SAME_HERE.of(locale, members)} ")"
                    </p>
                    <ul class="findings">{items}</ul>
                </section>
            }
            .into_any()
        })
    };
    content.into_any()
}

const fn title(kind: SuggestionKind) -> Text {
    match kind {
        SuggestionKind::OrToIn => t::OR_TO_IN,
        SuggestionKind::AndToNotIn => t::AND_TO_NOT_IN,
        SuggestionKind::MatchToText => t::MATCH_TO_TEXT,
        SuggestionKind::Redundant => t::REDUNDANT,
        SuggestionKind::NotToOpposite => t::NOT_TO_OPPOSITE,
        SuggestionKind::DoubleNot => t::DOUBLE_NOT,
    }
}

fn item(kind: SuggestionKind, before: &str, rule: &Rule, lab: Lab) -> AnyView {
    let locale = lab.locale;
    let after = rule.to_string();
    let Differing { start, gone, new, end } = differing(before, &after);
    let name = format!("{}: {after}", t::TAKE.get(locale));
    let diff = view! {
        <p class="rule-diff">
            <code>
                {start.to_owned()}
                <del aria-label=t::BEFORE.get(locale)>{gone.to_owned()}</del>
                <ins aria-label=t::AFTER.get(locale)>{new.to_owned()}</ins>
                {end.to_owned()}
            </code>
        </p>
    }
    .into_any();
    let take = move |_| {
        let end = lab.text.with_untracked(String::len);
        put(&[(Span::new(0, end), after.clone())]);
    };
    view! {
        <li class="info">
            <div><p><b>{title(kind).get(locale)}</b></p> {diff}</div>
            <button type="button" class="btn" aria-label=name on:click=take>
                {t::TAKE.get(locale)}
            </button>
        </li>
    }
    .into_any()
}
