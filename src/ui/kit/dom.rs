//! Small errands in the document.

use leptos::{ev, prelude::*};
use std::cell::Cell;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, HtmlElement};

thread_local! {
    static NEXT: Cell<u32> = const { Cell::new(0) };
}

/// An element id that nobody else has.
#[must_use]
pub fn fresh_id(kind: &str) -> String {
    NEXT.with(|next| {
        next.set(next.get() + 1);
        format!("{kind}-{}", next.get())
    })
}

/// Moves the focus to the element with an id, once the page is drawn; where it is not there any
/// more, [`keep_focus`].
pub fn focus_soon(id: impl Into<String>) {
    let id = id.into();
    request_animation_frame(move || match by_id(&id) {
        Some(element) => drop(element.focus()),
        None => keep_focus(),
    });
}

/// Gives the focus to the page's heading when what had it, or was to get it back, is gone.
pub fn keep_focus() {
    request_animation_frame(|| {
        let lost = document().active_element().is_none_or(|focused| focused.tag_name() == "BODY");
        let heading = document().query_selector("main h1[tabindex]").ok().flatten();
        if let Some(heading) =
            heading.filter(|_| lost).and_then(|it| it.dyn_into::<HtmlElement>().ok())
        {
            drop(heading.focus());
        }
    });
}

/// The element with an id.
#[must_use]
pub fn by_id(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// The elements inside another that match a selector.
#[must_use]
pub fn all(inside: &Element, selector: &str) -> Vec<HtmlElement> {
    let Ok(list) = inside.query_selector_all(selector) else { return Vec::new() };
    (0..list.length()).filter_map(|at| list.item(at)?.dyn_into().ok()).collect()
}

/// Hears an event on the window for as long as the current owner lives.
pub fn on_window<E: ev::EventDescriptor + 'static>(event: E, hear: impl Fn(E::EventType) + 'static)
where
    E::EventType: JsCast,
{
    let handle = window_event_listener(event, hear);
    on_cleanup(move || handle.remove());
}

/// Whether a media query holds, followed as it changes.
#[must_use]
pub fn media(query: &str) -> Signal<bool> {
    let list = window().match_media(query).ok().flatten();
    let holds = RwSignal::new(list.as_ref().is_some_and(web_sys::MediaQueryList::matches));
    if let Some(list) = list {
        let hear = Closure::<dyn FnMut(_)>::new(move |event: web_sys::MediaQueryListEvent| {
            holds.try_set(event.matches());
        });
        let function = hear.as_ref().unchecked_ref::<js_sys::Function>().clone();
        drop(list.add_event_listener_with_callback("change", &function));
        let kept = StoredValue::new_local(hear);
        let list = StoredValue::new_local((list, function));
        on_cleanup(move || {
            list.try_with_value(|(list, function)| {
                drop(list.remove_event_listener_with_callback("change", function));
            });
            kept.dispose();
        });
    }
    holds.into()
}

/// Whether typing at an event's target writes text there. What lies in a closed dialog may still
/// have the focus, until the browser looks again; nobody types there.
#[must_use]
pub fn is_typing(event: &web_sys::Event) -> bool {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok())
    else {
        return false;
    };
    if target.closest("dialog:not([open])").is_ok_and(|closed| closed.is_some()) {
        return false;
    }
    let name = target.tag_name();
    target.is_content_editable()
        || name == "TEXTAREA"
        || name == "SELECT"
        || (name == "INPUT"
            && !matches!(
                target.get_attribute("type").as_deref(),
                Some("checkbox" | "radio" | "button" | "submit" | "file")
            ))
}
