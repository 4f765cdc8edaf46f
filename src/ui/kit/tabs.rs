//! Tabs (APG, manual activation: the arrows move the focus, Enter or Space shows the panel).

use crate::ui::kit::{
    dom::{all, fresh_id},
    roving::move_along,
};
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
        if let Some(row) = node.get_untracked() {
            move_along(&all(&row, "[role=tab]"), &event);
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
