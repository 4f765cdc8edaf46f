//! From examples to a rule: what the people who are selected in the list have in common.

use crate::{
    domain::attribute::Of,
    rules::learn::{Learned, learn},
    text::span::Span,
    ui::{
        lists::ListMemory,
        rules::{editor::put, lab::Lab, texts as t},
    },
};
use leptos::prelude::*;

pub(super) fn examples(lab: Lab) -> AnyView {
    let locale = lab.locale;
    let selected = ListMemory::selected_in(lab.session, Of::User);
    let count = Memo::new(move |_| u64::from(selected.with(crate::store::Bits::count)));
    let found = RwSignal::new(None::<Learned>);
    // Another selection, other rules.
    Effect::new(move |_| {
        selected.track();
        found.set(None);
    });
    let look = move |_| {
        let learned = lab.session.with_untracked(|workspace| {
            selected.with_untracked(|rows| learn(workspace.users(), rows, lab.target))
        });
        found.set(Some(learned));
    };
    let content = move || {
        if count.get() == 0 {
            return view! { <p class="quiet">{t::EXAMPLES_NONE.get(locale)}</p> }.into_any();
        }
        view! {
            <p>{t::EXAMPLES_SELECTED.of(locale, count.get())}</p>
            <p>
                <button type="button" class="btn" id="rule-learn" on:click=look>
                    {t::EXAMPLES_FIND.get(locale)}
                </button>
            </p>
            <div role="status">
                {move || found.get().map(|found| result(lab, &found))}
            </div>
        }
        .into_any()
    };
    view! {
        <details class="card">
            <summary>{t::EXAMPLES_TITLE.get(locale)}</summary>
            {content}
        </details>
    }
    .into_any()
}

fn result(lab: Lab, found: &Learned) -> AnyView {
    let locale = lab.locale;
    let lead = match &found.closest {
        Some((_, others)) => t::EXAMPLES_CLOSEST.of(locale, u64::from(*others)),
        None if found.exact.is_empty() => t::EXAMPLES_NOTHING.get(locale).to_owned(),
        None => t::EXAMPLES_EXACT.get(locale).to_owned(),
    };
    let rules = found.exact.iter().chain(found.closest.iter().map(|(rule, _)| rule));
    let items: Vec<AnyView> = rules.map(|rule| item(lab, rule.to_string())).collect();
    view! {
        <p>{lead}</p>
        <ul class="findings">{items}</ul>
    }
    .into_any()
}

fn item(lab: Lab, rule: String) -> AnyView {
    let name = format!("{}: {rule}", t::TAKE.get(lab.locale));
    let shown = rule.clone();
    let take = move |_| {
        let end = lab.text.with_untracked(String::len);
        put(&[(Span::new(0, end), rule.clone())]);
    };
    view! {
        <li>
            <div><code>{shown}</code></div>
            <button type="button" class="btn" aria-label=name on:click=take>
                {t::TAKE.get(lab.locale)}
            </button>
        </li>
    }
    .into_any()
}
