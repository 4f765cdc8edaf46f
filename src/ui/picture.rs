//! What a page showed when it was last quiet, drawn again while its workspace is being opened.
//!
//! The same elements at the same places, only for the eyes: nothing in it can be reached, and the
//! page takes its place without a jump. It is drawn where it is certain to show what the page will
//! show: [`Shelf::look_for_picture`] vouches for the directory, [`view`] for everything else.

pub(super) mod take;

use crate::{
    i18n::{Locale, Zone},
    session::{Element, Node, Shelf, prefs},
    ui::{
        kit::{dom::by_id, lang::zone},
        page::Page,
    },
};
use js_sys::{Array, Reflect};
use leptos::prelude::*;
use std::cell::Cell;
use wasm_bindgen::{JsCast as _, JsValue};

const CLASS: &str = "picture";

/// Moments that tell the zones of people's clocks apart: a winter and a summer of 2025.
const WINTER: i64 = 1_736_000_000_000;
const SUMMER: i64 = 1_752_000_000_000;

const SVG: &str = "http://www.w3.org/2000/svg";

/// Everything that a list depends on besides the directory: the address, the language, the columns,
/// the reader's clock, the window, the program.
pub(super) fn view(locale: Locale) -> String {
    let window = window();
    let location = window.location();
    let script = document().query_selector("script[data-part]").ok().flatten();
    let sheet = document().query_selector("link[rel=stylesheet]").ok().flatten();
    let measure = |name: &str| Reflect::get(&window, &name.into()).unwrap_or_default();
    let attribute = |element: Option<web_sys::Element>, name: &str| {
        JsValue::from(element.and_then(|element| element.get_attribute(name)))
    };
    let clock = |at: i64| match zone(at) {
        Zone::Utc => JsValue::TRUE,
        Zone::Ahead(minutes) => JsValue::from(minutes),
    };
    let parts = [
        JsValue::from(location.pathname().ok()),
        JsValue::from(location.hash().ok()),
        JsValue::from(locale.tag()),
        JsValue::from(prefs::columns(Page::Users.path()).map(|names| names.join(","))),
        clock(WINTER),
        clock(SUMMER),
        measure("innerWidth"),
        measure("innerHeight"),
        measure("devicePixelRatio"),
        attribute(script, "data-part"),
        attribute(sheet, "href"),
    ];
    String::from(parts.into_iter().collect::<Array>().join("\n"))
}

thread_local! {
    /// Whether the page may still be stood in for.
    static WANTED: Cell<bool> = const { Cell::new(false) };
}

/// Looks for the picture of a page whose workspace is about to be opened again, and draws it below
/// the word that the page is on its way.
pub(super) fn look_for(page: Page, shelf: Shelf, locale: Locale) {
    WANTED.set(true);
    shelf.look_for_picture(page.path(), move |picture| {
        if WANTED.get()
            && picture.view == view(locale)
            && let Some(main) = by_id("main")
            && let Ok(holder) = document().create_element("div")
        {
            holder.set_class_name(CLASS);
            drop(holder.set_attribute("inert", ""));
            append(&holder, &picture.nodes, false);
            return main.append_child(&holder).is_ok();
        }
        false
    });
}

/// Takes the picture away: the page itself is there, or another one was asked for.
pub(super) fn remove() {
    if WANTED.replace(false)
        && let Some(holder) = document().get_elements_by_class_name(CLASS).item(0)
    {
        holder.remove();
    }
}

fn append(parent: &web_sys::Node, nodes: &[Node], drawing: bool) {
    for node in nodes {
        match node {
            Node::Text(text) => drop(parent.append_child(&document().create_text_node(text))),
            Node::Element(element) => {
                if let Some(made) = make(element, drawing) {
                    drop(parent.append_child(&made));
                }
            }
        }
    }
}

fn make(element: &Element, drawing: bool) -> Option<web_sys::Element> {
    let Element { name, attributes, style, children } = element;
    let drawing = drawing || name == "svg";
    let made = if drawing {
        document().create_element_ns(Some(SVG), name)
    } else {
        document().create_element(name)
    };
    let made = made.ok()?;
    for (name, value) in attributes {
        drop(made.set_attribute(name, value));
    }
    if !style.is_empty()
        && let Some(styled) = made.dyn_ref::<web_sys::HtmlElement>()
    {
        // Set from here, declarations are the program's own; as an attribute they are refused.
        styled.style().set_css_text(style);
    }
    append(&made, children, drawing);
    Some(made)
}
