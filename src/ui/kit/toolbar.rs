//! A row of verbs with one tab stop; the arrow keys move inside (APG toolbar).

use crate::ui::kit::dom::all;
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
        let Some(bar) = node.get_untracked() else { return };
        let tools = all(&bar, TOOLS);
        let focused = document().active_element();
        let Some(at) = tools.iter().position(|tool| focused.as_ref() == Some(tool.as_ref())) else {
            return;
        };
        let last = tools.len().saturating_sub(1);
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
        if let Some(tool) = tools.get(to) {
            drop(tool.focus());
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
