//! A row of verbs with one tab stop; the arrow keys move inside (APG toolbar).

use crate::ui::kit::{dom::all, roving::move_along};
use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

const TOOLS: &str = ":is(button, a[href], select):not(.menu *, .popover *)";

/// A toolbar around its buttons.
#[component]
pub fn Toolbar(#[prop(into)] label: String, children: Children) -> AnyView {
    let node = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let Some(bar) = node.get() {
            request_animation_frame(move || rove(&all(&bar, TOOLS), None));
        }
    });
    let entered = move |event: ev::FocusEvent| {
        let Some(bar) = node.get_untracked() else { return };
        let target = event.target().and_then(|target| target.dyn_into().ok());
        let tools = all(&bar, TOOLS);
        if tools.iter().any(|tool| Some(tool) == target.as_ref()) {
            rove(&tools, target.as_ref());
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if let Some(bar) = node.get_untracked() {
            move_along(&all(&bar, TOOLS), &event);
        }
    };
    view! {
        <div class="toolbar" role="toolbar" aria-label=label node_ref=node on:focusin=entered on:keydown=on_key>
            {children()}
        </div>
    }
    .into_any()
}

/// Makes one tool the tab stop: the given one, else the first.
fn rove(tools: &[HtmlElement], stop: Option<&HtmlElement>) {
    let stop = stop.or(tools.first());
    for tool in tools {
        tool.set_tab_index(if Some(tool) == stop { 0 } else { -1 });
    }
}
