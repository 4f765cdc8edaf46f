//! Tabs (APG, manual activation: the arrows move the focus, Enter or Space shows the panel).

use crate::ui::kit::dom::{all, fresh_id};
use leptos::{ev, html, prelude::*};

/// A row of tabs over one panel.
#[component]
pub fn Tabs(
    #[prop(into)] label: String,
    titles: Vec<Signal<String>>,
    selected: RwSignal<usize>,
    /// Draws the panel of a tab.
    panel: Callback<usize, AnyView>,
) -> AnyView {
    let node = NodeRef::<html::Div>::new();
    let id = fresh_id("tabs");
    let on_key = move |event: ev::KeyboardEvent| {
        let Some(row) = node.get_untracked() else { return };
        let tabs = all(&row, "[role=tab]");
        let focused = document().active_element();
        let Some(at) = tabs.iter().position(|tab| focused.as_ref() == Some(tab.as_ref())) else {
            return;
        };
        let last = tabs.len().saturating_sub(1);
        let to = match event.key().as_str() {
            "ArrowRight" => {
                if at == last {
                    0
                } else {
                    at + 1
                }
            }
            "ArrowLeft" => at.checked_sub(1).unwrap_or(last),
            "Home" => 0,
            "End" => last,
            _ => return,
        };
        event.prevent_default();
        if let Some(tab) = tabs.get(to) {
            drop(tab.focus());
        }
    };
    let tab_id = |at: usize| format!("{id}-{at}");
    let tabs: Vec<AnyView> = titles
        .into_iter()
        .enumerate()
        .map(|(at, title)| {
            view! {
                <button
                    type="button"
                    role="tab"
                    id=tab_id(at)
                    aria-selected=move || (selected.get() == at).to_string()
                    aria-controls=format!("{id}-panel")
                    tabindex=move || if selected.get() == at { "0" } else { "-1" }
                    on:click=move |_| selected.set(at)
                >
                    {title}
                </button>
            }
            .into_any()
        })
        .collect();
    let names: Vec<String> = (0..tabs.len()).map(tab_id).collect();
    let labelled_by = move || names.get(selected.get()).cloned();
    view! {
        <div class="tabs" role="tablist" aria-label=label node_ref=node on:keydown=on_key>
            {tabs}
        </div>
        <div role="tabpanel" id=format!("{id}-panel") aria-labelledby=labelled_by class="stack">
            {move || panel.run(selected.get())}
        </div>
    }
    .into_any()
}
