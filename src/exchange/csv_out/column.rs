//! One column of a file: what its rows share, written once, and what each has alone.

use super::buffer::{Buffer, NOTHING, Piece, Place, UNKNOWN};
use super::cell;
use super::figure;
use super::quote::{Quoting, runs};
use crate::domain::{Kind, Row, Timestamp};
use crate::store::{Cell, Cells, Field, Members, Objects};

/// A column.
#[derive(Debug)]
pub(super) struct Column {
    field: Field,
    /// Whether its header and its formulas carry the mark.
    marked: bool,
    /// Where the numbered contents stand among what rows share; none where every row has its own.
    numbered: Option<Vec<Place>>,
    /// Of texts that are kept row by row, which blocks stand in the file as they are; none for a
    /// block that was not looked at.
    bare: Vec<Option<bool>>,
    /// Where among the places of what the present rows have alone this column's begin.
    own: Option<usize>,
}

impl Column {
    /// Writes what rows share.
    pub(super) fn new(
        objects: &Objects,
        rows: &[u32],
        field: Field,
        shared: &mut Buffer,
        quoting: &mut Quoting,
    ) -> Self {
        let Field::Attribute(attribute) = field else {
            // What figures say is never a formula.
            return Self { field, marked: false, numbered: None, bare: Vec::new(), own: None };
        };
        let cells = objects.cells(attribute);
        // Where the directory has more values than the list has rows, most would be written for
        // nothing.
        let numbers = cells.numbers().filter(|&count| count as usize <= rows.len());
        let marked = quoting.is_for_spreadsheets()
            && matches!(attribute.kind(), Kind::Text | Kind::Texts)
            && is_dangerous(cells, rows, numbers, quoting);
        let mut place = |number: u32| {
            let start = shared.len();
            cell::write(shared, cells.numbered(number), attribute.kind(), marked, quoting);
            shared.since(start)
        };
        let numbered = numbers.map(|count| (0..count).map(&mut place).collect());
        Self { field, marked, numbered, bare: Vec::new(), own: None }
    }

    pub(super) const fn is_marked(&self) -> bool {
        self.marked
    }

    /// Writes what some rows do not share and the directory does not hold as the file has it;
    /// tells where each row's stands.
    pub(super) fn write_own(
        &mut self,
        objects: &Objects,
        rows: &[u32],
        own: &mut Buffer,
        places: &mut Vec<Place>,
        quoting: &mut Quoting,
    ) {
        let Field::Attribute(attribute) = self.field else { return };
        let cells = objects.cells(attribute);
        self.own = None;
        if self.numbered.is_some() || self.are_bare(cells, rows, quoting) {
            return;
        }
        self.own = Some(places.len());
        let mut start = own.len();
        let mut finish = |own: &mut Buffer| {
            places.push(own.since(start));
            start = own.len();
        };
        let by_row = !self.marked
            && cells.each_text(rows, |text, place, is_known| {
                if place.0 < place.1 {
                    quoting.part(own, text, place);
                } else if !is_known {
                    own.put(*b"\"\"");
                }
                finish(own);
            });
        if by_row {
            return;
        }
        for &row in rows {
            let content = if !attribute.is_id() {
                cells.read(row)
            } else if objects.is_provisional(Row(row)) {
                // Nobody but us knows an id that was made up here.
                Cell::Unknown
            } else {
                Cell::Reference(objects.id(Row(row)))
            };
            cell::write(own, content, attribute.kind(), self.marked, quoting);
            finish(own);
        }
    }

    /// Writes what some rows have in a figure; tells where each row's stands.
    pub(super) fn write_figures(
        &mut self,
        (objects, members, now): (&Objects, &Members, Timestamp),
        rows: &[u32],
        own: &mut Buffer,
        places: &mut Vec<Place>,
    ) {
        if self.field.attribute().is_some() {
            return;
        }
        self.own = Some(places.len());
        for &row in rows {
            let start = own.len();
            figure::write(own, self.field.figure(objects, members, Row(row)), now);
            places.push(own.since(start));
        }
    }

    /// Whether the texts of some rows stand in the file as they stand in the directory.
    fn are_bare(&mut self, cells: Cells<'_>, rows: &[u32], quoting: &Quoting) -> bool {
        let mut is_bare = |row: u32| {
            let Some((number, text)) = cells.block(row) else { return false };
            if self.bare.len() <= number {
                self.bare.resize(number + 1, None);
            }
            let Some(known) = self.bare.get_mut(number) else { return false };
            *known.get_or_insert_with(|| quoting.is_bare(text))
        };
        !self.marked && rows.iter().all(|&row| is_bare(row))
    }

    /// Finds the cells of some rows, once their own are written.
    pub(super) fn find<'a>(
        &self,
        objects: &'a Objects,
        rows: &[u32],
        shared: &'a Buffer,
        (own, places): (&'a Buffer, &[Place]),
        mut found: impl FnMut(Piece<'a>),
    ) {
        if let Some(first) = self.own {
            let places = places.get(first..).unwrap_or_default();
            places.iter().take(rows.len()).for_each(|&place| found(own.piece(place)));
            return;
        }
        let Field::Attribute(attribute) = self.field else { return };
        let cells = objects.cells(attribute);
        if let Some(numbered) = &self.numbered {
            cells.each_number(rows, |number| {
                found(shared.piece(numbered.get(number as usize).copied().unwrap_or_default()));
            });
        } else {
            cells.each_text(rows, |text, (start, end), is_known| {
                found(match text.as_bytes().get(start..) {
                    Some(rest) if start < end => (rest, end - start),
                    _ if is_known => NOTHING,
                    _ => UNKNOWN,
                });
            });
        }
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
