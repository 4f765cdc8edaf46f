//! What the mouse does in a grid.

use crate::ui::kit::table::{
    column::{NARROWEST, WIDEST},
    keys::Place,
};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, HtmlElement, PointerEvent};

/// The cell under an event.
pub(super) fn place(event: &Event) -> Option<Place> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let cell = target.closest("[aria-colindex]").ok()??;
    let row = cell.closest("[aria-rowindex]").ok()??;
    let number = |element: &Element, name: &str| element.get_attribute(name)?.parse::<usize>().ok();
    Some(Place {
        row: number(&row, "aria-rowindex")?.checked_sub(2),
        column: number(&cell, "aria-colindex")?.checked_sub(1)?,
    })
}

/// Whether the event hit something of a class.
pub(super) fn hit(event: &Event, selector: &str) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| target.closest(selector).ok().flatten().is_some())
}

/// A column edge being dragged.
#[derive(Debug, Clone, Copy)]
pub(super) struct Drag {
    pub(super) column: usize,
    start: i32,
    width: u32,
}

impl Drag {
    /// Takes hold of the grip under the pointer.
    pub(super) fn start(event: &PointerEvent, width: u32) -> Option<Self> {
        if !hit(event, ".grip") {
            return None;
        }
        let column = place(event)?.column;
        let grip: HtmlElement = event.target()?.dyn_into().ok()?;
        drop(grip.set_pointer_capture(event.pointer_id()));
        event.prevent_default();
        Some(Self { column, start: event.client_x(), width })
    }

    /// The width that the pointer's position asks for.
    pub(super) fn width(self, event: &PointerEvent) -> u32 {
        let moved = event.client_x() - self.start;
        self.width.saturating_add_signed(moved).clamp(NARROWEST, WIDEST)
    }
}
