//! An input that finds one of very many things (APG combobox, list autocomplete, manual
//! selection): the caller searches in memory, at most fifty results are drawn.

use crate::ui::kit::dom::{by_id, fresh_id};
use leptos::{ev, prelude::*};

/// How many results are drawn.
pub const MOST: usize = 50;

/// Something to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What the caller knows it by.
    pub key: String,
    /// What is read.
    pub text: String,
    /// What tells it apart from namesakes.
    pub detail: String,
    /// Heading above the first of a group; empty for none.
    pub group: String,
}

/// The keys and results shared by the combobox and the finder.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    pub choices: RwSignal<Vec<Choice>>,
    pub active: RwSignal<Option<usize>>,
}

impl Options {
    #[must_use]
    pub fn new() -> Self {
        Self { choices: RwSignal::default(), active: RwSignal::default() }
    }

    /// Replaces the results; nothing is chosen by itself unless `first`.
    pub fn set(self, choices: Vec<Choice>, first: bool) {
        self.active.set((first && !choices.is_empty()).then_some(0));
        self.choices.set(choices);
    }

    /// Moves the mark; whether the key was one that moves it.
    #[must_use]
    pub fn moved(self, key: &str) -> bool {
        let last = self.choices.with_untracked(Vec::len).checked_sub(1);
        let Some(last) = last else { return false };
        let to = match (key, self.active.get_untracked()) {
            ("ArrowDown", None) => 0,
            ("ArrowDown", Some(at)) => {
                if at == last {
                    0
                } else {
                    at + 1
                }
            }
            ("ArrowUp", None | Some(0)) => last,
            ("ArrowUp", Some(at)) => at - 1,
            ("PageDown", at) => (at.unwrap_or(0) + 10).min(last),
            ("PageUp", at) => at.unwrap_or(0).saturating_sub(10),
            _ => return false,
        };
        self.active.set(Some(to));
        true
    }

    /// What is marked.
    #[must_use]
    pub fn chosen(self) -> Option<Choice> {
        let at = self.active.get_untracked()?;
        self.choices.with_untracked(|choices| choices.get(at).cloned())
    }
}

impl Default for Options {
    fn default() -> Self {
        Self::new()
    }
}

/// Draws the results as a listbox.
pub fn listbox(options: Options, id: String, name: String, pick: Callback<Choice>) -> AnyView {
    let option_id = id.clone();
    Effect::new(move |_| {
        let Some(at) = options.active.get() else { return };
        let id = format!("{option_id}-{at}");
        request_animation_frame(move || {
            if let Some(option) = by_id(&id) {
                let how = web_sys::ScrollIntoViewOptions::new();
                how.set_block(web_sys::ScrollLogicalPosition::Nearest);
                option.scroll_into_view_with_scroll_into_view_options(&how);
            }
        });
    });
    let list_id = id.clone();
    let rows = move || {
        let mut group = String::new();
        let mut rows = Vec::new();
        for (at, choice) in options.choices.get().into_iter().take(MOST).enumerate() {
            if choice.group != group {
                group.clone_from(&choice.group);
                rows.push(
                    view! { <div class="group" role="presentation">{group.clone()}</div> }
                        .into_any(),
                );
            }
            let picked = choice.clone();
            rows.push(
                view! {
                    <div
                        role="option"
                        id=format!("{id}-{at}")
                        aria-selected=move || (options.active.get() == Some(at)).to_string()
                        // The input keeps the focus.
                        on:mousedown=|event| event.prevent_default()
                        on:click=move |_| pick.run(picked.clone())
                    >
                        <span class="main-text">{choice.text}</span>
                        <span class="detail">{choice.detail}</span>
                    </div>
                }
                .into_any(),
            );
        }
        rows
    };
    view! { <div class="options" role="listbox" id=list_id aria-label=name>{rows}</div> }.into_any()
}

/// An input with suggestions below it.
#[component]
pub fn Combobox(
    id: String,
    /// Accessible name of the list; the input's label is the caller's.
    #[prop(into)]
    name: String,
    text: RwSignal<String>,
    /// Finds what fits a text; may give more than are drawn.
    search: Callback<String, Vec<Choice>>,
    pick: Callback<Choice>,
    #[prop(optional, into)] placeholder: String,
    #[prop(optional, into)] described_by: String,
) -> AnyView {
    let options = Options::new();
    let open = RwSignal::new(false);
    let list_id = fresh_id("list");
    let look = move || {
        options.set(search.run(text.get_untracked()), false);
        open.set(true);
    };
    let choose = Callback::new(move |choice: Choice| {
        open.set(false);
        pick.run(choice);
    });
    let on_key = move |event: ev::KeyboardEvent| {
        let key = event.key();
        match key.as_str() {
            "ArrowDown" | "ArrowUp" if !open.get_untracked() => look(),
            "Enter" if open.get_untracked() => {
                if let Some(choice) = options.chosen() {
                    choose.run(choice);
                }
            }
            "Escape" if open.get_untracked() => open.set(false),
            "Escape" if !text.with_untracked(String::is_empty) => text.set(String::new()),
            _ if open.get_untracked() && options.moved(&key) => {}
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let marked = {
        let list_id = list_id.clone();
        move || {
            let at = options.active.get().filter(|_| open.get())?;
            Some(format!("{list_id}-{at}"))
        }
    };
    let list = {
        let list_id = list_id.clone();
        move || open.get().then(|| listbox(options, list_id.clone(), name.clone(), choose))
    };
    view! {
        <div class="combo">
            <input
                class="input"
                id=id
                type="text"
                role="combobox"
                autocomplete="off"
                spellcheck="false"
                placeholder=placeholder
                aria-autocomplete="list"
                aria-expanded=move || open.get().to_string()
                aria-controls=move || open.get().then(|| list_id.clone())
                aria-activedescendant=marked
                aria-describedby=described_by
                prop:value=text
                on:input=move |event| {
                    text.set(event_target_value(&event));
                    look();
                }
                on:keydown=on_key
                on:blur=move |_| open.set(false)
            />
            {list}
        </div>
    }
    .into_any()
}
