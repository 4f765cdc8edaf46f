//! A place of its own in the test page, and the keys of a person.

use leptos::{prelude::*, tachys::view::any_view::AnyView};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, KeyboardEvent, KeyboardEventInit};

/// An element with a view in it; gone when dropped.
pub(crate) struct Mounted {
    pub(crate) root: HtmlElement,
    _handle: Box<dyn std::any::Any>,
}

impl Drop for Mounted {
    fn drop(&mut self) {
        self.root.remove();
    }
}

/// Shows a view in 600 × 400 px, with the style sheets of the page.
pub(crate) fn show(view: impl FnOnce() -> AnyView + 'static) -> Mounted {
    let root: HtmlElement = document().create_element("div").unwrap().unchecked_into();
    root.set_attribute(
        "style",
        "display:flex;flex-direction:column;width:600px;height:400px;position:fixed;inset:0",
    )
    .unwrap();
    let style = document().create_element("style").unwrap();
    style.set_text_content(Some(concat!(
        include_str!("../../style/tokens.css"),
        include_str!("../../style/base.css"),
        include_str!("../../style/kit/controls.css"),
        include_str!("../../style/kit/overlays.css"),
        include_str!("../../style/kit/parts.css"),
        include_str!("../../style/kit/grid.css"),
    )));
    root.append_child(&style).unwrap();
    document().body().unwrap().append_child(&root).unwrap();
    let handle = leptos::mount::mount_to(root.clone(), view);
    Mounted { root, _handle: Box::new(handle) }
}

/// Lets effects run and the browser draw.
pub(crate) async fn settle() {
    leptos::task::tick().await;
    for _ in 0..2 {
        let frame = js_sys::Promise::new(&mut |resolve, _| {
            window().request_animation_frame(&resolve).unwrap();
        });
        wasm_bindgen_futures::JsFuture::from(frame).await.unwrap();
    }
    leptos::task::tick().await;
}

/// Presses a key on whatever has the focus: `C-`, `S-`, `A-` before the name hold a modifier.
/// Whether the page took the key.
pub(crate) async fn press(keys: &str) -> bool {
    let name = keys.trim_start_matches("C-").trim_start_matches("S-").trim_start_matches("A-");
    let held = keys.strip_suffix(name).unwrap();
    let init = KeyboardEventInit::new();
    init.set_key(name);
    init.set_ctrl_key(held.contains('C'));
    init.set_shift_key(held.contains('S'));
    init.set_alt_key(held.contains('A'));
    init.set_bubbles(true);
    init.set_cancelable(true);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
    let taken = !focused().dispatch_event(&event).unwrap();
    settle().await;
    taken
}

pub(crate) fn focused() -> Element {
    document().active_element().unwrap()
}
