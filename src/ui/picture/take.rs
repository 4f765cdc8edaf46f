//! Taking the picture of a page, once it has been quiet for a while.

use crate::{
    i18n::Locale,
    session::{Element, Node, Session},
    ui::{
        kit::dom::{by_id, on_window},
        page::Page,
        picture::view,
    },
};
use leptos::{ev, leptos_dom::helpers::TimeoutHandle, prelude::*};
use std::time::Duration;
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlElement, HtmlInputElement};

/// How long nothing must have changed.
const QUIET: Duration = Duration::from_millis(600);

/// Elements that a picture may have: none that loads, runs or submits anything.
const ELEMENTS: &[&str] = &[
    "a", "aside", "b", "button", "dd", "div", "dl", "dt", "em", "h1", "h2", "h3", "hr", "input",
    "kbd", "label", "li", "path", "p", "rect", "section", "small", "span", "strong", "svg", "ul",
];

/// Attributes that it may have, besides those of ARIA that name no other element.
const ATTRIBUTES: &[&str] = &[
    "class",
    "d",
    "disabled",
    "height",
    "hidden",
    "href",
    "lang",
    "placeholder",
    "role",
    "title",
    "type",
    "value",
    "viewBox",
    "width",
];

/// Takes the picture of a page whenever something that it shows has changed.
///
/// `watch` says what that is, for as long as the current owner lives, and whether the page is such
/// as it will be when it is opened anew. `rows` draws the rows of a list as if it had not been
/// scrolled, given the element that holds them.
pub(in crate::ui) fn follow(
    session: Session,
    page: Page,
    locale: Locale,
    watch: impl Fn() -> bool + 'static,
    rows: impl Fn(&HtmlElement) -> Vec<HtmlElement> + Copy + Send + Sync + 'static,
) {
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let wanted = StoredValue::new(false);
    let stop = move || {
        if let Some(Some(handle)) = waiting.try_update_value(Option::take) {
            handle.clear();
        }
    };
    let restart = move || {
        stop();
        wait(
            waiting,
            wanted,
            move || {
                session.keep_picture(page.path(), view(locale), || taken(&rows));
            },
            session,
        );
    };
    Effect::new(move |_| {
        wanted.set_value(watch());
        session.save_state().track();
        restart();
    });
    on_window(ev::resize, move |_| restart());
    on_cleanup(stop);
}

fn wait(
    waiting: StoredValue<Option<TimeoutHandle>>,
    wanted: StoredValue<bool>,
    take: impl Fn() + Copy + Send + Sync + 'static,
    session: Session,
) {
    let look = move || match session.can_keep_picture() {
        _ if wanted.try_get_value() != Some(true) => {}
        Some(true) => take(),
        Some(false) => {}
        // Something is being written that the picture would not be of.
        None => wait(waiting, wanted, take, session),
    };
    waiting.try_set_value(set_timeout_with_handle(look, QUIET).ok());
}

/// The page as it stands, the rows of its list from the top.
fn taken(rows: &impl Fn(&HtmlElement) -> Vec<HtmlElement>) -> Option<Vec<Node>> {
    let main = by_id("main")?;
    Some(children(&main, rows))
}

fn children(of: &web_sys::Node, rows: &impl Fn(&HtmlElement) -> Vec<HtmlElement>) -> Vec<Node> {
    let list = of.child_nodes();
    (0..list.length()).filter_map(|at| node(&list.item(at)?, rows)).collect()
}

fn node(of: &web_sys::Node, rows: &impl Fn(&HtmlElement) -> Vec<HtmlElement>) -> Option<Node> {
    if of.node_type() == web_sys::Node::TEXT_NODE {
        return of.text_content().filter(|text| !text.is_empty()).map(Node::Text);
    }
    let element: &web_sys::Element = of.dyn_ref()?;
    // What is open over the page is not part of it.
    if element.class_list().contains("menu") || element.class_list().contains("popover") {
        return None;
    }
    let name = element.local_name();
    if !ELEMENTS.contains(&name.as_str()) {
        return None;
    }
    let mut attributes: Vec<(String, String)> = Vec::new();
    for name in element.get_attribute_names().iter().filter_map(|name| name.as_string()) {
        if is_kept(&name) && name != "value" {
            let value = element.get_attribute(&name).unwrap_or_default();
            // A list stands at its left edge when it is opened.
            let value = if value == "grid shifted" { "grid".to_owned() } else { value };
            attributes.push((name, value));
        }
    }
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        attributes.push(("value".to_owned(), input.value()));
    }
    let styled = element.dyn_ref::<HtmlElement>();
    let style = styled.map(|styled| styled.style().css_text()).unwrap_or_default();
    let children = match styled.filter(|styled| styled.class_list().contains("rows")) {
        Some(holder) => rows(holder).iter().filter_map(|row| node(row, rows)).collect(),
        None => children(element, rows),
    };
    Some(Node::Element(Element { name, attributes, style, children }))
}

fn is_kept(name: &str) -> bool {
    if let Some(aria) = name.strip_prefix("aria-") {
        return !matches!(
            aria,
            "activedescendant" | "controls" | "describedby" | "labelledby" | "owns"
        );
    }
    ATTRIBUTES.contains(&name)
}
