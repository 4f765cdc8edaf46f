//! A labelled input with its hint and its errors, and the list of all errors of a form.

use crate::ui::kit::{
    dom::focus_soon,
    icon::{Icon, icon},
};
use leptos::prelude::*;

/// A text input bound to a signal.
#[component]
pub fn TextField(
    id: String,
    #[prop(into)] label: String,
    value: RwSignal<String>,
    /// What is wrong with the value; empty when nothing is.
    #[prop(into, default = Signal::stored(Vec::new()))]
    errors: Signal<Vec<String>>,
    #[prop(optional, into)] hint: String,
    #[prop(default = "text")] kind: &'static str,
    #[prop(optional)] required: bool,
    #[prop(optional, into)] placeholder: String,
    #[prop(optional, into)] list: String,
    #[prop(optional)] on_input: Option<Callback<()>>,
    #[prop(optional)] on_leave: Option<Callback<()>>,
) -> AnyView {
    let input = view! {
        <input
            class="input"
            id=id.clone()
            type=kind
            autocomplete="off"
            spellcheck="false"
            list=(!list.is_empty()).then_some(list)
            placeholder=placeholder
            aria-required=required.then_some("true")
            aria-invalid=move || (!errors.get().is_empty()).then_some("true")
            aria-describedby=describes(&id)
            prop:value=value
            on:input=move |event| {
                value.set(event_target_value(&event));
                if let Some(tell) = on_input {
                    tell.run(());
                }
            }
            on:blur=move |_| {
                if let Some(tell) = on_leave {
                    tell.run(());
                }
            }
        />
    };
    labelled(id, label, hint, errors, required, input.into_any())
}

/// Ids of hint and errors, for `aria-describedby`.
#[must_use]
pub fn describes(id: &str) -> String {
    format!("{id}-hint {id}-error")
}

/// Puts a label above any control, hint and errors below it. The control carries the id and
/// [`describes`].
pub fn labelled(
    id: String,
    label: String,
    hint: String,
    errors: Signal<Vec<String>>,
    required: bool,
    control: AnyView,
) -> AnyView {
    let error_id = format!("{id}-error");
    let hint = (!hint.is_empty())
        .then(|| view! { <p class="hint" id=format!("{id}-hint")>{hint}</p> }.into_any());
    let star = required.then(|| view! { <span aria-hidden="true">" *"</span> });
    let list = move || errors.get().into_iter().map(error_line).collect::<Vec<_>>();
    view! {
        <div class="field">
            <label for=id>{label}{star}</label>
            {control}
            {hint}
            <div id=error_id>{list}</div>
        </div>
    }
    .into_any()
}

/// One error, with its sign.
pub fn error_line(text: String) -> AnyView {
    view! { <p class="error-text">{icon(Icon::Stop)} <span>{text}</span></p> }.into_any()
}

/// Everything that is wrong with a form, each entry leading to its field. Takes the focus when it
/// appears.
#[component]
pub fn ErrorSummary(
    #[prop(into)] title: String,
    /// Id of the field (empty when it concerns the whole form) and text.
    errors: Signal<Vec<(String, String)>>,
) -> AnyView {
    let id = crate::ui::kit::dom::fresh_id("errors");
    let focus_id = id.clone();
    Effect::new(move |_| {
        if !errors.get().is_empty() {
            focus_soon(focus_id.clone());
        }
    });
    let entry = |(field, text): (String, String)| {
        if field.is_empty() {
            return view! { <li>{text}</li> }.into_any();
        }
        let go = move |_| focus_soon(field.clone());
        view! { <li><button type="button" class="btn link" on:click=go>{text}</button></li> }
            .into_any()
    };
    view! {
        <div id=id tabindex="-1" hidden=move || errors.get().is_empty()>
            <div class="strip bad" role="alert">
                {icon(Icon::Stop)}
                <div>
                    <p><b>{title}</b></p>
                    <ul>{move || errors.get().into_iter().map(entry).collect::<Vec<_>>()}</ul>
                </div>
            </div>
        </div>
    }
    .into_any()
}
