//! The drawing side of a grid: which element shows which row, and where the focus is.

use crate::ui::kit::table::{
    column::{Column, RowText, Source, Ticked, room},
    keys::{Place, Size},
    slot::{Slot, make},
    window::Window,
};
use leptos::prelude::{document, window};
use std::sync::Arc;
use wasm_bindgen::JsCast as _;
use web_sys::{FocusOptions, HtmlElement};

/// Rows drawn beyond the visible ones, so that fast scrolling finds them there.
const SPARE: usize = 12;

/// Height that is not asked about, in pixels of the screen: well below what any browser grants
/// ([`TALLEST`](crate::ui::kit::table::window::TALLEST) and Chromium's limit on the screen).
const GRANTED: f64 = 16_000_000.0;

/// A grid's elements and state.
pub(super) struct Engine {
    scroller: HtmlElement,
    head: HtmlElement,
    body: HtmlElement,
    slots: Vec<Slot>,
    /// What every row looks like before anything is written into it.
    blank: Option<Slot>,
    /// Shows the row with the focus while that is not among those drawn, else unused.
    extra: Option<Slot>,
    columns: Vec<Column>,
    keys: Vec<u16>,
    /// Pixels for text, by column.
    room: Vec<i64>,
    source: Arc<dyn Source>,
    window: Window,
    /// Rows drawn beyond the visible ones: none before what is seen has been painted.
    spare: usize,
    version: u64,
    place: Place,
    /// Where a range of selected rows starts.
    pub(super) anchor: Option<usize>,
    tab_stop: Option<HtmlElement>,
    ticked: Ticked,
    /// Whether the columns are moved sideways.
    shifted: bool,
    /// How far below their place in the list rows were drawn last.
    shift: i64,
    /// Where the scroller was at the last look for whether it rests, while somebody looks.
    resting: Option<i64>,
    all_name: String,
    buffer: RowText,
}

impl Engine {
    /// Builds the parts inside a scroller.
    pub(super) fn new(
        scroller: HtmlElement,
        source: Arc<dyn Source>,
        all_name: String,
    ) -> Option<Self> {
        let head_group = make("div", "rowgroup", "head")?;
        let head = make("div", "row", "")?;
        head.set_attribute("aria-rowindex", "1").ok()?;
        head_group.append_child(&head).ok()?;
        let body = make("div", "rowgroup", "rows")?;
        scroller.append_child(&head_group).ok()?;
        scroller.append_child(&body).ok()?;
        Some(Self {
            scroller,
            head,
            body,
            slots: Vec::new(),
            blank: None,
            extra: None,
            columns: Vec::new(),
            keys: Vec::new(),
            room: Vec::new(),
            source,
            window: Window::default(),
            spare: 0,
            version: 1,
            place: Place { row: Some(0), column: 1 },
            anchor: None,
            tab_stop: None,
            ticked: Ticked::Nothing,
            shifted: false,
            shift: 0,
            resting: None,
            all_name,
            buffer: RowText::default(),
        })
    }

    pub(super) const fn place(&self) -> Place {
        self.place
    }

    pub(super) fn size(&self) -> Size {
        Size { rows: self.window.rows, columns: self.columns.len() + 1, page: self.window.page() }
    }

    /// The column shown at a position, none for the one for selecting.
    pub(super) fn column(&self, at: usize) -> Option<&Column> {
        self.columns.get(at.checked_sub(1)?)
    }

    /// Takes other columns. Rows are made anew only when their number changes.
    pub(super) fn set_columns(&mut self, columns: Vec<Column>) {
        let anew = columns.len() != self.columns.len();
        self.columns = columns;
        self.place.column = self.place.column.min(self.columns.len());
        self.keys = self.columns.iter().map(|column| column.key).collect();
        self.set_widths();
        drop(self.scroller.set_attribute("aria-colcount", &(self.columns.len() + 1).to_string()));
        self.write_head();
        if anew {
            self.body.set_inner_html("");
            self.slots.clear();
            self.blank = None;
            self.extra = None;
        }
        self.version += 1;
        // Before the first rows there is nothing to draw.
        if self.window.rows > 0 {
            self.arrange();
        }
    }

    fn set_widths(&self) {
        let mut columns = String::from("2.5rem");
        let mut whole = String::from("calc(2.5rem + ");
        for column in &self.columns {
            columns.push(' ');
            columns.push_str(&pixels(i64::from(column.width)));
        }
        let sum: i64 = self.columns.iter().map(|column| i64::from(column.width)).sum();
        whole.push_str(&pixels(sum));
        whole.push(')');
        let first = self.columns.first().map_or(0, |column| i64::from(column.width));
        let style = self.scroller.style();
        drop(style.set_property("--columns", &columns));
        drop(style.set_property("--whole", &whole));
        drop(style.set_property("--first", &pixels(first)));
    }

    fn write_head(&mut self) {
        let had_focus = self.has_focus() && self.place.row.is_none();
        self.head.set_inner_html("");
        let cells = std::iter::once(None).chain(self.columns.iter().map(Some));
        for (at, column) in cells.enumerate() {
            if let Some(cell) = head_cell(column) {
                drop(cell.set_attribute("aria-colindex", &(at + 1).to_string()));
                cell.set_tab_index(-1);
                drop(self.head.append_child(&cell));
            }
        }
        self.write_ticked();
        self.mark_tab_stop();
        if had_focus {
            self.focus();
        }
    }

    /// Shows how much is selected, in the header.
    pub(super) fn set_ticked(&mut self, ticked: Ticked) {
        self.ticked = ticked;
        self.write_ticked();
    }

    fn write_ticked(&self) {
        let tick = self.head.first_element_child().and_then(|cell| cell.first_element_child());
        let Some(tick) = tick else { return };
        let (class, state) = match self.ticked {
            Ticked::Nothing => ("tick", "false"),
            Ticked::Some => ("tick some", "mixed"),
            Ticked::All => ("tick all", "true"),
        };
        tick.set_class_name(class);
        drop(tick.set_attribute("role", "checkbox"));
        drop(tick.set_attribute("aria-checked", state));
        drop(tick.set_attribute("aria-label", &self.all_name));
    }

    /// Takes other rows, or the same ones changed.
    pub(super) fn set_source(&mut self, source: Arc<dyn Source>) {
        self.source = source;
        self.version += 1;
        let rows = self.source.len();
        let resized = rows != self.window.rows;
        self.window.rows = rows;
        drop(self.scroller.set_attribute("aria-rowcount", &(rows + 1).to_string()));
        if let Some(row) = self.place.row {
            self.place.row = rows.checked_sub(1).map(|last| row.min(last));
        } else if rows > 0 && !self.has_focus() {
            self.place.row = Some(0);
        }
        self.anchor = None;
        if resized {
            self.window.held = None;
            self.arrange();
        } else {
            self.paint();
        }
        // What is left to the frame delays it: rows are laid out while it is waited for.
        let _: i32 = self.body.offset_height();
    }

    /// Draws more than is seen, from now on.
    pub(super) fn complete(&mut self) {
        self.spare = SPARE;
        self.arrange();
    }

    /// Follows the size of the scroller.
    pub(super) fn resize(&mut self) {
        if self.measure() != (self.window.row, self.window.view) {
            self.arrange();
        }
    }

    /// Height of a row, and of the visible part of the list.
    fn measure(&self) -> (i64, i64) {
        let row = i64::from(self.head.offset_height()).max(1);
        (row, (i64::from(self.scroller.client_height()) - row).max(row))
    }

    /// Makes as many rows as are seen and are to spare, and draws them.
    fn arrange(&mut self) {
        // Read before anything is written, where that is enough: a look after that lays out once more.
        let ((row, view), seen) = (self.measure(), self.seen());
        let before = self.window;
        (self.window.row, self.window.view) = (row, view);
        self.room = room(&self.columns, row);
        drop(self.scroller.style().set_property("--row-px", &pixels(row)));
        let height = self.window.wanted();
        drop(self.body.style().set_property("height", &pixels(height)));
        #[expect(clippy::cast_precision_loss, reason = "below 2^53")]
        let is_granted = height as f64 * window().device_pixel_ratio().max(1.0) <= GRANTED;
        self.window.granted =
            if is_granted { height } else { i64::from(self.body.offset_height()) };
        if row != before.row {
            // Every row moves.
            self.version += 1;
        }
        let visible = usize::try_from(self.window.view / row).unwrap_or_default() + 2;
        let wanted = (visible + self.spare).min(self.window.rows);
        while self.slots.len() < wanted {
            let Some(slot) = self.new_slot() else { return };
            self.slots.push(slot);
        }
        for slot in self.slots.drain(wanted..) {
            slot.element.remove();
        }
        if self.extra.is_none() {
            self.extra = self.new_slot();
        }
        // A list that became shorter, or is seen through more, may have moved.
        let stays =
            is_granted && height >= before.granted && (view <= before.view || before.view == 0);
        self.draw(if stays { seen } else { self.seen() });
    }

    fn new_slot(&mut self) -> Option<Slot> {
        if self.blank.is_none() {
            self.blank = Slot::new(self.columns.len());
        }
        let slot = self.blank.as_ref()?.copy()?;
        self.body.append_child(&slot.element).ok()?;
        Some(slot)
    }

    fn scroll(&self) -> i64 {
        i64::from(self.scroller.scroll_top())
    }

    /// The scroll position, and whether the columns are moved sideways.
    fn seen(&self) -> (i64, bool) {
        (self.scroll(), self.scroller.scroll_left() > 0)
    }

    /// Draws what the scroll position shows. This is all that happens while scrolling.
    pub(super) fn paint(&mut self) {
        self.draw(self.seen());
    }

    /// As [`Engine::paint`]. Says whether somebody has to look from now on when the scroller rests.
    pub(super) fn scrolled(&mut self) -> bool {
        self.paint();
        let looks = self.window.is_scaled() && self.resting.is_none();
        if looks {
            self.resting = Some(self.scroll());
        }
        looks
    }

    /// Puts a scroller that rests where what it shows belongs. Says whether to look again.
    pub(super) fn settle(&mut self) -> bool {
        let scroll = self.scroll();
        if self.resting != Some(scroll) {
            self.resting = Some(scroll);
            return true;
        }
        self.resting = None;
        if let Some(to) = self.window.settle(scroll) {
            self.scroll_to(to);
            self.paint();
        }
        false
    }

    /// Scrolls to a position that is to show a pixel of the list.
    fn scroll_to(&mut self, (to, top): (i64, i64)) {
        self.scroller.set_scroll_top(i32::try_from(to).unwrap_or(i32::MAX));
        // Where the browser rounds, that is what shows it.
        self.window.pin(self.scroll(), top);
    }

    fn draw(&mut self, (scroll, shifted): (i64, bool)) {
        let shift = self.window.shift(scroll);
        let moved = shift != self.shift;
        self.shift = shift;
        self.window.hold(scroll);
        let count = self.slots.len();
        let first = self.window.first(scroll, count);
        let drawn = first..(first + count).min(self.window.rows);
        self.settle_extra(&drawn);
        for row in drawn.clone() {
            let Some(slot) = self.slots.get_mut(row % count) else { continue };
            let fresh = slot.row == Some(row) && slot.version == self.version;
            if !fresh {
                self.buffer.clear();
                self.source.fill(row, &self.keys, &mut self.buffer);
                slot.write(row, self.version, &self.buffer, &self.room);
            }
            if !fresh || moved {
                slot.place(self.window.place(row, scroll));
            }
        }
        self.draw_extra(&drawn, scroll);
        self.mark_tab_stop();
        // Cells that stick are layers of their own, so they stick only where it shows.
        if shifted != self.shifted {
            self.shifted = shifted;
            drop(self.scroller.class_list().toggle_with_force("shifted", shifted));
        }
    }

    /// Keeps the element with the focus on its row: it leaves its slot when the row leaves the
    /// drawn range, and comes back with it.
    fn settle_extra(&mut self, drawn: &std::ops::Range<usize>) {
        let (Some(active), count) = (self.place.row, self.slots.len()) else { return };
        let Some(slot) = (count > 0).then(|| self.slots.get_mut(active % count)).flatten() else {
            return;
        };
        let Some(extra) = &mut self.extra else { return };
        let leaves = slot.row == Some(active) && !drawn.contains(&active);
        let returns = extra.row == Some(active) && drawn.contains(&active);
        if leaves || returns {
            std::mem::swap(slot, extra);
        }
        if returns {
            extra.hide();
        }
    }

    fn draw_extra(&mut self, drawn: &std::ops::Range<usize>, scroll: i64) {
        let Some(extra) = &mut self.extra else { return };
        match self.place.row.filter(|row| *row < self.window.rows && !drawn.contains(row)) {
            Some(row) => {
                if extra.row != Some(row) || extra.version != self.version {
                    self.buffer.clear();
                    self.source.fill(row, &self.keys, &mut self.buffer);
                    extra.write(row, self.version, &self.buffer, &self.room);
                }
                extra.place(self.window.place(row, scroll));
            }
            None => extra.hide(),
        }
    }

    /// The element of a cell, when it is drawn.
    fn cell(&self, place: Place) -> Option<HtmlElement> {
        let Some(row) = place.row else {
            let child = u32::try_from(place.column).ok()?;
            return self.head.children().item(child)?.dyn_into().ok();
        };
        let mut slots = self.slots.iter().chain(&self.extra);
        slots.find(|slot| slot.row == Some(row))?.cell(place.column)
    }

    /// Makes the active cell the one tab stop.
    fn mark_tab_stop(&mut self) {
        let stop = self.cell(self.place).or_else(|| self.cell(Place { row: None, ..self.place }));
        if stop == self.tab_stop {
            return;
        }
        if let Some(before) = self.tab_stop.take() {
            before.set_tab_index(-1);
        }
        if let Some(stop) = &stop {
            stop.set_tab_index(0);
        }
        self.tab_stop = stop;
    }

    pub(super) fn has_focus(&self) -> bool {
        self.scroller.contains(document().active_element().as_deref())
    }

    /// Takes note that a cell has the focus.
    pub(super) fn set_place(&mut self, place: Place) {
        self.place = place;
        self.mark_tab_stop();
    }

    /// Moves to a cell: scrolls it into view, draws it, gives it the focus.
    pub(super) fn go(&mut self, place: Place) {
        self.place = place;
        if let Some(row) = place.row
            && let Some(to) = self.window.reveal(row, self.scroll())
        {
            self.scroll_to(to);
        }
        self.paint();
        self.focus();
    }

    /// Gives the focus to the active cell.
    pub(super) fn focus(&self) {
        let Some(cell) = self.cell(self.place) else { return };
        let how = FocusOptions::new();
        how.set_prevent_scroll(true);
        drop(cell.focus_with_options(&how));
        let nearest = web_sys::ScrollIntoViewOptions::new();
        nearest.set_block(web_sys::ScrollLogicalPosition::Nearest);
        nearest.set_inline(web_sys::ScrollLogicalPosition::Nearest);
        cell.scroll_into_view_with_scroll_into_view_options(&nearest);
    }

    /// Width of a column while it is being dragged.
    pub(super) fn preview_width(&mut self, at: usize, width: u32) {
        if let Some(column) = at.checked_sub(1).and_then(|at| self.columns.get_mut(at)) {
            column.width = width;
            self.set_widths();
        }
    }
}

fn head_cell(column: Option<&Column>) -> Option<HtmlElement> {
    let cell = make("div", "columnheader", "")?;
    let Some(column) = column else {
        cell.append_child(&make("span", "", "tick")?.into()).ok()?;
        return Some(cell);
    };
    let text = make("span", "", "")?;
    text.set_text_content(Some(&column.label));
    cell.append_child(&text).ok()?;
    if !column.note.is_empty() {
        text.set_class_name("cut");
        let note = make("span", "", "quiet small")?;
        note.set_text_content(Some(&column.note));
        cell.append_child(&note).ok()?;
    }
    if column.sortable {
        cell.set_class_name("sortable");
    }
    if let Some(sorted) = column.sorted {
        let direction = if sorted.descending { "descending" } else { "ascending" };
        cell.set_attribute("aria-sort", direction).ok()?;
        if sorted.place > 0 {
            let place = make("span", "", "quiet small")?;
            place.set_text_content(Some(&sorted.place.to_string()));
            cell.append_child(&place).ok()?;
        }
    }
    cell.append_child(&make("span", "", "grip")?.into()).ok()?;
    Some(cell)
}

fn pixels(number: i64) -> String {
    let mut text = number.to_string();
    text.push_str("px");
    text
}
