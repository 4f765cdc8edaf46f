//! The inputs of the form, each with its label, its hint and what is wrong with it.

use crate::{
    domain::Attribute,
    messages,
    ui::{
        kit::{
            field::{describes, labelled},
            lang::lang,
        },
        new_user::{
            draft::{Draft, Following},
            texts,
        },
        user::{
            act::refusal_lines,
            editor::{self, Input},
        },
    },
};
use leptos::prelude::*;

/// The id of an attribute's input.
pub(super) fn field_id(attribute: Attribute) -> String {
    format!("new-{}", attribute.0)
}

fn label(draft: Draft, attribute: Attribute) -> String {
    let locale = lang();
    draft
        .session
        .with_untracked(|workspace| messages::label(workspace.users().schema(), attribute, locale))
}

/// What is told at a field now.
fn errors(draft: Draft, attribute: Attribute) -> Signal<Vec<String>> {
    let locale = lang();
    Signal::derive(move || refusal_lines(draft.session, &draft.told_at(attribute), locale))
}

/// An ordinary input.
pub(super) fn plain(draft: Draft, attribute: Attribute, content: RwSignal<String>) -> AnyView {
    with_hint(draft, attribute, content, String::new())
}

/// An ordinary input with a hint.
pub(super) fn with_hint(
    draft: Draft,
    attribute: Attribute,
    content: RwSignal<String>,
    hint: String,
) -> AnyView {
    let errors = errors(draft, attribute);
    let input = editor::input(
        draft.session,
        Input {
            attribute,
            id: field_id(attribute),
            content,
            invalid: Signal::derive(move || errors.with(|errors| !errors.is_empty())),
            on_leave: Callback::new(move |()| draft.leave(attribute)),
        },
    );
    let required = attribute.definition().required;
    labelled(field_id(attribute), label(draft, attribute), hint, errors, required, input)
}

/// An input that fills itself until the reader types into it.
pub(super) fn following(
    draft: Draft,
    attribute: Attribute,
    content: Following,
    hint: &str,
) -> AnyView {
    following_as(draft, attribute, content, &label(draft, attribute), hint)
}

/// [`following`] under another label.
pub(super) fn following_as(
    draft: Draft,
    attribute: Attribute,
    content: Following,
    label: &str,
    hint: &str,
) -> AnyView {
    let errors = errors(draft, attribute);
    let id = field_id(attribute);
    let input = view! {
        <input
            class="input"
            aria-describedby=describes(&id)
            id=id.clone()
            type="text"
            autocomplete="off"
            spellcheck="false"
            aria-required="true"
            aria-invalid=move || errors.with(|errors| !errors.is_empty()).then_some("true")
            prop:value=move || content.get()
            on:input=move |event| content.own.set(Some(event_target_value(&event)))
            on:blur=move |_| draft.leave(attribute)
        />
    };
    labelled(id, label.to_owned(), hint.to_owned(), errors, true, input.into_any())
}

/// Names that are free, to be taken with one press.
pub(super) fn proposals(draft: Draft) -> AnyView {
    let locale = lang();
    let local = draft.contents().local;
    let list = move || {
        let proposals = draft.proposals.get();
        (!proposals.is_empty()).then(|| {
            let chip = |proposal: String| {
                let (taken, shown) = (proposal.clone(), proposal.clone());
                let name = texts::USE.with(locale, &[&proposal]);
                view! {
                    <button
                        type="button"
                        class="btn"
                        aria-label=name
                        aria-pressed=move || (local.get() == shown).to_string()
                        on:click=move |_| local.own.set(Some(taken.clone()))
                    >
                        {proposal}
                    </button>
                }
                .into_any()
            };
            let chips = proposals.into_iter().map(chip).collect::<Vec<_>>();
            view! { <span class="quiet">{texts::PROPOSALS.get(locale)}</span> {chips} }
        })
    };
    view! { <div class="line">{list}</div> }.into_any()
}
