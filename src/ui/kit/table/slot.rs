//! The element of one row, given to one row after another.

use crate::ui::kit::table::column::{Column, Look, RowText, Source, is_long, room};
use leptos::prelude::document;
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlElement, Text};

/// A recycled row.
#[derive(Debug, Clone)]
pub(super) struct Slot {
    pub(super) element: HtmlElement,
    pub(super) row: Option<usize>,
    pub(super) version: u64,
    cells: Vec<Cell>,
    link: Option<HtmlElement>,
    /// What the element says already: selected; staged, open.
    selected: Option<bool>,
    marks: (bool, bool),
}

#[derive(Debug, Clone)]
struct Cell {
    element: HtmlElement,
    text: Text,
    look: Look,
    long: bool,
}

/// Creates an element with a role and a class.
pub(super) fn make(tag: &str, role: &str, class: &str) -> Option<HtmlElement> {
    let element: HtmlElement = document().create_element(tag).ok()?.dyn_into().ok()?;
    if !role.is_empty() {
        element.set_attribute("role", role).ok()?;
    }
    if !class.is_empty() {
        element.set_class_name(class);
    }
    Some(element)
}

impl Slot {
    /// An unused row: the cell for selecting, then `columns` cells of text, the first with a link.
    pub(super) fn new(columns: usize) -> Option<Self> {
        let element = make("div", "row", "")?;
        element.set_hidden(true);
        let tick = make("div", "gridcell", "")?;
        tick.append_child(&make("span", "", "tick")?.into()).ok()?;
        attach(&element, &tick, 1)?;
        for column in 0..columns {
            let cell = make("div", "gridcell", "")?;
            let text = document().create_text_node("");
            if column == 0 {
                let holder = make("a", "", "")?;
                holder.append_child(&text).ok()?;
                cell.append_child(&holder).ok()?;
                // The cell has the focus; Enter in it follows the link.
                holder.set_tab_index(-1);
            } else {
                cell.append_child(&text).ok()?;
            }
            attach(&element, &cell, column + 2)?;
        }
        Self::of(element)
    }

    /// Another unused row like this unused one: the browser copies faster than it is told.
    pub(super) fn copy(&self) -> Option<Self> {
        Self::of(self.element.clone_node_with_deep(true).ok()?.dyn_into().ok()?)
    }

    fn of(element: HtmlElement) -> Option<Self> {
        let mut cells = Vec::new();
        let mut link = None;
        let mut next = element.first_element_child()?.next_element_sibling();
        while let Some(cell) = next {
            next = cell.next_element_sibling();
            let cell: HtmlElement = cell.dyn_into().ok()?;
            let holder = cell.first_element_child();
            let text = holder.as_ref().map_or_else(|| cell.first_child(), |it| it.first_child());
            let text: Text = text?.dyn_into().ok()?;
            link = link.or(holder.and_then(|holder| holder.dyn_into().ok()));
            cells.push(Cell { element: cell, text, look: Look::Plain, long: false });
        }
        Some(Self {
            element,
            row: None,
            version: 0,
            cells,
            link,
            selected: None,
            marks: (false, false),
        })
    }

    /// The cell in a column.
    pub(super) fn cell(&self, column: usize) -> Option<HtmlElement> {
        if column == 0 {
            return self.element.first_element_child()?.dyn_into().ok();
        }
        self.cells.get(column - 1).map(|cell| cell.element.clone())
    }

    /// Writes a row into the element; `room` is what [`room`] gives for the columns.
    pub(super) fn write(&mut self, row: usize, version: u64, content: &RowText, room: &[i64]) {
        for ((cell, (text, look)), room) in self.cells.iter_mut().zip(content.cells()).zip(room) {
            cell.text.set_data(text);
            let long = is_long(text, *room - look.sign());
            if (cell.look, cell.long) != (look, long) {
                (cell.look, cell.long) = (look, long);
                cell.element.set_class_name(match (look, long) {
                    (Look::Plain, false) => "",
                    (Look::Plain, true) => "long",
                    (Look::Missing, false) => "missing",
                    (Look::Missing, true) => "missing long",
                    (Look::Changed, false) => "changed",
                    (Look::Changed, true) => "changed long",
                    (Look::Draft, _) => "draft",
                    (Look::Record, _) => "record",
                    (Look::Own, false) => "own",
                    (Look::Own, true) => "own long",
                    (Look::Inherited, false) => "inherited",
                    (Look::Inherited, true) => "inherited long",
                    (Look::Both, false) => "both",
                    (Look::Both, true) => "both long",
                    (Look::Wrong, false) => "wrong",
                    (Look::Wrong, true) => "wrong long",
                });
            }
        }
        if let Some(link) = &self.link {
            drop(link.set_attribute("href", &content.href));
        }
        let element = &self.element;
        drop(element.set_attribute("aria-rowindex", &(row + 2).to_string()));
        // Attributes that styles hang on are written when they change: each costs a look at the row.
        if self.selected != Some(content.selected) {
            self.selected = Some(content.selected);
            let value = if content.selected { "true" } else { "false" };
            drop(element.set_attribute("aria-selected", value));
        }
        if self.marks != (content.staged, content.open) {
            self.marks = (content.staged, content.open);
            element.set_class_name(match self.marks {
                (false, false) => "",
                (true, false) => "staged",
                (false, true) => "open",
                (true, true) => "staged open",
            });
        }
        if self.row.is_none() {
            element.set_hidden(false);
        }
        self.row = Some(row);
        self.version = version;
    }

    /// Puts the element at a height.
    pub(super) fn place(&self, top: i64) {
        let mut value = String::from("translateY(");
        value.push_str(&top.to_string());
        value.push_str("px)");
        drop(self.element.style().set_property("transform", &value));
    }

    /// Takes the element out of use.
    pub(super) fn hide(&mut self) {
        if self.row.take().is_some() {
            self.element.set_hidden(true);
        }
    }
}

/// The first rows of a list that was not scrolled, as many as the element that holds rows has of
/// them; outside of the page.
pub fn first_rows(
    source: &dyn Source,
    columns: &[Column],
    holder: &HtmlElement,
) -> Vec<HtmlElement> {
    let keys: Vec<u16> = columns.iter().map(|column| column.key).collect();
    let drawn = usize::try_from(holder.child_element_count()).unwrap_or_default();
    // Any row that is shown: one that is not has no height.
    let shown = holder.query_selector(":scope > :not([hidden])").ok().flatten();
    let shown = shown.and_then(|row| row.dyn_into::<HtmlElement>().ok());
    let height = i64::from(shown.map_or(0, |row| row.offset_height()));
    let room = room(columns, height);
    let mut content = RowText::default();
    let unused = Slot::new(columns.len());
    let row = |at: usize| {
        let mut slot = unused.as_ref()?.copy()?;
        content.clear();
        source.fill(at, &keys, &mut content);
        slot.write(at, 1, &content, &room);
        slot.place(i64::try_from(at).ok()? * height);
        Some(slot.element)
    };
    (0..drawn.min(source.len())).filter_map(row).collect()
}

fn attach(row: &HtmlElement, cell: &HtmlElement, index: usize) -> Option<()> {
    cell.set_attribute("aria-colindex", &index.to_string()).ok()?;
    cell.set_tab_index(-1);
    row.append_child(cell).ok()?;
    Some(())
}
