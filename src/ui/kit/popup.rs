//! A button with something that opens below it: a menu of verbs, or a small form.

use crate::ui::kit::{
    dom::{all, focus_soon, fresh_id},
    roving::{DOWN, focused, next},
};
use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

/// What opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PopupKind {
    /// Items to choose from with the arrow keys (`role="menuitem"` and its variants).
    Menu,
    /// Anything else, reached with Tab.
    Form,
}

/// A button that opens a menu or a form; Escape, leaving it, or choosing an item closes it.
#[component]
pub fn Popup(
    kind: PopupKind,
    #[prop(default = RwSignal::new(false))] open: RwSignal<bool>,
    /// Accessible name of the button, when its content is not enough.
    #[prop(optional, into)]
    name: String,
    #[prop(default = "btn")] class: &'static str,
    /// Whether it hangs from the far edge of the button.
    #[prop(optional)]
    end: bool,
    /// Content of the button.
    button: AnyView,
    children: ChildrenFn,
) -> AnyView {
    let anchor = NodeRef::<html::Div>::new();
    let button_id = fresh_id("opener");
    let labelled_by = button_id.clone();
    let back = button_id.clone();
    let close = move |give_back: bool| {
        open.set(false);
        if give_back {
            focus_soon(back.clone());
        }
    };
    Effect::new(move |_| {
        if open.get() {
            request_animation_frame(move || focus_first(anchor, kind));
        }
    });
    let leave = move |event: ev::FocusEvent| {
        let to = event.related_target().and_then(|to| to.dyn_into::<web_sys::Node>().ok());
        // Taken out of the page with its page, it hears this when its signals are gone already.
        let Some(Some(anchor)) = anchor.try_get_untracked() else { return };
        if !anchor.contains(to.as_ref()) {
            open.set(false);
        }
    };
    let on_key = {
        let close = close.clone();
        move |event: ev::KeyboardEvent| {
            if let Some(give_back) = key_closes(kind, open, anchor, &event) {
                close(give_back);
            }
        }
    };
    let choose = move |event: ev::MouseEvent| {
        let item = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let item = item.and_then(|item| item.closest("[role^=menuitem]").ok().flatten());
        if item.is_some_and(|item| item.get_attribute("aria-disabled").as_deref() != Some("true")) {
            close(true);
        }
    };
    let content = move || {
        let (class, role) = match kind {
            PopupKind::Menu => ("menu", "menu"),
            PopupKind::Form => ("popover", "dialog"),
        };
        open.get().then(|| {
            view! {
                <div
                    class=class
                    class:end=end
                    role=role
                    tabindex="-1"
                    aria-labelledby=labelled_by.clone()
                    on:click=choose.clone()
                >
                    {children()}
                </div>
            }
            .into_any()
        })
    };
    view! {
        <div class="anchor" node_ref=anchor on:focusout=leave on:keydown=on_key>
            <button
                type="button"
                id=button_id
                class=class
                aria-label=(!name.is_empty()).then_some(name)
                aria-haspopup=if kind == PopupKind::Menu { "menu" } else { "dialog" }
                aria-expanded=move || open.get().to_string()
                on:click=move |_| open.update(|open| *open = !*open)
            >
                {button}
            </button>
            {content}
        </div>
    }
    .into_any()
}

/// Does what a key asks for; when that is closing, whether the button gets the focus back.
fn key_closes(
    kind: PopupKind,
    open: RwSignal<bool>,
    anchor: NodeRef<html::Div>,
    event: &ev::KeyboardEvent,
) -> Option<bool> {
    let key = event.key();
    let menu = kind == PopupKind::Menu;
    if !open.get_untracked() {
        if menu && matches!(key.as_str(), "ArrowDown" | "ArrowUp") {
            event.prevent_default();
            open.set(true);
        }
        return None;
    }
    if key == "Tab" {
        return menu.then_some(false);
    }
    let closes = key == "Escape";
    if closes || (menu && move_in_menu(anchor, &key)) {
        event.prevent_default();
        event.stop_propagation();
    }
    closes.then_some(true)
}

fn focus_first(anchor: NodeRef<html::Div>, kind: PopupKind) {
    let Some(Some(anchor)) = anchor.try_get_untracked() else { return };
    let first = match kind {
        PopupKind::Menu => "[role^=menuitem]",
        PopupKind::Form => ":is(.popover) :is(input, select, button, a)",
    };
    if let Some(first) = all(&anchor, first).first() {
        drop(first.focus());
    }
}

/// Whether the key moved the focus to another item.
fn move_in_menu(anchor: NodeRef<html::Div>, key: &str) -> bool {
    let Some(anchor) = anchor.get_untracked() else { return false };
    let items = all(&anchor, "[role^=menuitem]");
    let at = focused(&items);
    let letter = key.chars().count() == 1 && key != " ";
    let to = next(at, items.len(), key, DOWN)
        .or_else(|| letter.then(|| typed_ahead(&items, at, key)).flatten());
    to.and_then(|to| items.get(to)).is_some_and(|item| item.focus().is_ok())
}

/// The next item that starts with a letter.
fn typed_ahead(items: &[HtmlElement], at: Option<usize>, letter: &str) -> Option<usize> {
    // The browser's own: tables for all letters would weigh more than this file.
    let lower = |text: &str| String::from(js_sys::JsString::from(text).to_lower_case());
    let letter = lower(letter);
    let starts = |at: &usize| {
        let text = items.get(*at).and_then(|item| item.text_content()).unwrap_or_default();
        lower(text.trim()).starts_with(&letter)
    };
    let next = at.map_or(0, |at| at + 1);
    (next..items.len()).chain(0..next.min(items.len())).find(starts)
}
