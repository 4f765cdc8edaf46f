//! One column of a file: what its rows share, written once, and what each has alone.

use super::buffer::{Buffer, Place};
use super::cell;
use super::quote::{Quoting, runs};
use crate::domain::{Attribute, Kind, UserId};
use crate::store::{Cell, Cells, Users};

/// One or two bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct End {
    bytes: [u8; 2],
    is_one: bool,
}

impl End {
    /// Between cells.
    pub(super) const fn of_cell(separator: u8) -> Self {
        Self { bytes: [separator, 0], is_one: true }
    }

    /// After a line (RFC 4180).
    pub(super) const fn of_line() -> Self {
        Self { bytes: *b"\r\n", is_one: false }
    }

    #[inline]
    pub(super) fn write(self, out: &mut Buffer) {
        out.put(self.bytes);
        out.take_back(usize::from(self.is_one));
    }
}

/// A column.
#[derive(Debug)]
pub(super) struct Column {
    attribute: Attribute,
    /// Whether its header and its formulas carry the mark.
    marked: bool,
    /// What follows each cell: the separator, or with both bytes the end of the line.
    end: End,
    /// Contents as they stand in the file: all numbered ones, or those of the present rows.
    heap: Buffer,
    /// Where the numbered contents stand; none where every row is written by itself.
    numbered: Option<Vec<Place>>,
    /// Where the contents of the present rows stand.
    places: Vec<Place>,
}

impl Column {
    pub(super) fn new(
        users: &Users,
        rows: &[u32],
        attribute: Attribute,
        end: End,
        quoting: &mut Quoting,
    ) -> Self {
        let cells = users.cells(attribute);
        // Where the directory has more values than the list has rows, most would be written for
        // nothing.
        let numbers = cells.numbers().filter(|&count| count as usize <= rows.len());
        let marked = quoting.is_for_spreadsheets()
            && matches!(attribute.kind(), Kind::Text | Kind::Texts)
            && is_dangerous(cells, rows, numbers, quoting);
        let mut column = Self {
            attribute,
            marked,
            end,
            heap: Buffer::default(),
            numbered: None,
            places: Vec::new(),
        };
        column.numbered = numbers.map(|count| {
            (0..count).map(|number| column.write(cells.numbered(number), quoting)).collect()
        });
        column
    }

    pub(super) const fn is_marked(&self) -> bool {
        self.marked
    }

    /// Finds what some rows have.
    pub(super) fn look_up(&mut self, users: &Users, rows: &[u32], quoting: &mut Quoting) {
        let cells = users.cells(self.attribute);
        self.places.clear();
        self.places.reserve(rows.len());
        let Self { attribute, marked, end, heap, numbered, places } = self;
        if let Some(numbered) = numbered {
            cells.each_number(rows, |number| {
                places.push(numbered.get(number as usize).copied().unwrap_or_default());
            });
            return;
        }
        heap.clear();
        let mut start = 0;
        let mut finish = |heap: &mut Buffer| {
            end.write(heap);
            places.push(heap.since(start));
            start = heap.len();
        };
        let by_row = !*marked
            && cells.each_text(rows, |text, place, is_known| {
                if place.0 < place.1 {
                    quoting.part(heap, text, place);
                } else if !is_known {
                    heap.put(*b"\"\"");
                }
                finish(heap);
            });
        if by_row {
            return;
        }
        for &row in rows {
            let content = match *attribute {
                // Nobody but us knows an id that was made up here.
                Attribute::ID if users.is_provisional(UserId(row)) => Cell::Unknown,
                Attribute::ID => Cell::Reference(users.id(UserId(row))),
                _ => cells.read(row),
            };
            cell::write(heap, content, attribute.kind(), *marked, quoting);
            finish(heap);
        }
    }

    /// Where one of those rows' contents stand, with what follows them.
    #[inline]
    pub(super) fn place(&self, at: usize) -> (&Buffer, Place) {
        (&self.heap, self.places.get(at).copied().unwrap_or_default())
    }

    fn write(&mut self, content: Cell<'_>, quoting: &mut Quoting) -> Place {
        let start = self.heap.len();
        cell::write(&mut self.heap, content, self.attribute.kind(), self.marked, quoting);
        self.end.write(&mut self.heap);
        self.heap.since(start)
    }
}

/// Whether a spreadsheet would run the content of one of these rows.
fn is_dangerous(
    cells: Cells<'_>,
    rows: &[u32],
    numbers: Option<u32>,
    quoting: &mut Quoting,
) -> bool {
    let mut runs = |content: Cell<'_>| match content {
        Cell::Text(text) => runs(text),
        Cell::Texts(texts) => {
            super::list::join(texts, &mut quoting.joined);
            runs(&quoting.joined)
        }
        _ => false,
    };
    let Some(count) = numbers else { return rows.iter().any(|&row| runs(cells.read(row))) };
    let dangerous: Vec<bool> = (0..count).map(|number| runs(cells.numbered(number))).collect();
    if !dangerous.contains(&true) {
        return false;
    }
    let mut found = false;
    cells.each_number(rows, |number| found |= dangerous.get(number as usize) == Some(&true));
    found
}
