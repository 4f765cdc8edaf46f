//! One column of a file: what its rows share, written once, and what each has alone.

use super::buffer::{Buffer, Place};
use super::cell;
use super::quote::{Quoting, runs};
use crate::domain::{Attribute, Kind, UserId};
use crate::store::{Cell, Cells, Users};

/// A column.
#[derive(Debug)]
pub(super) struct Column {
    attribute: Attribute,
    /// Whether its header and its formulas carry the mark.
    marked: bool,
    /// What follows each cell.
    end: Vec<u8>,
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
        end: &[u8],
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
            end: end.to_vec(),
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
        if let Some(numbered) = &self.numbered {
            let places = &mut self.places;
            cells.each_number(rows, |number| {
                places.push(numbered.get(number as usize).copied().unwrap_or_default());
            });
            return;
        }
        self.heap.clear();
        for &row in rows {
            let cell = match self.attribute {
                // Nobody but us knows an id that was made up here.
                Attribute::ID if users.is_provisional(UserId(row)) => Cell::Unknown,
                _ => cells.read(row),
            };
            let place = self.write(cell, quoting);
            self.places.push(place);
        }
    }

    /// Appends what one of those rows has, with what follows it.
    #[inline]
    pub(super) fn copy(&self, at: usize, out: &mut Buffer) {
        if let Some(&place) = self.places.get(at) {
            out.copy(&self.heap, place);
        }
    }

    #[inline]
    fn write(&mut self, content: Cell<'_>, quoting: &mut Quoting) -> Place {
        let start = self.heap.len();
        cell::write(&mut self.heap, content, self.attribute.kind(), self.marked, quoting);
        self.heap.append(&self.end);
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
