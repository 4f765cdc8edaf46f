//! Reads CSV as it arrives: pieces of any size in, blocks of whole records out.
//!
//! A block's cells are ranges of one text, so that a column can be read from top to bottom while
//! its dictionary is in the cache, and nothing is copied on the way. How the file was cut into
//! pieces changes nothing, which a property test holds.

mod mask;
mod scan;
#[cfg(test)]
mod tests;

pub(super) use mask::suspicious;
pub(super) use scan::Oddity;
use scan::{LONGEST_RECORD, Records, Scanner};
use std::borrow::Cow;
use std::ops::Range;

/// Records in a block: the cells of thirty columns fit the innermost cache.
const BLOCK: usize = 128;

/// Bytes taken over at a time, so that a block's text stays in the cache too.
const PIECE: usize = 256 << 10;

/// Whole records, each with as many cells as there are columns.
#[derive(Debug, Clone, Copy)]
pub(super) struct Block<'a> {
    text: &'a [u8],
    records: &'a Records,
    columns: usize,
}

impl<'a> Block<'a> {
    /// Row numbers from 1, as a spreadsheet shows them; the header's row counts.
    pub(super) fn rows(&self) -> &'a [u32] {
        &self.records.rows
    }

    /// What was odd about records, by row number; rows left out are among them.
    pub(super) fn oddities(&self) -> &'a [(u32, Oddity)] {
        &self.records.oddities
    }

    /// The bytes of all its records.
    pub(super) fn text(&self) -> &'a [u8] {
        self.text
    }

    /// Whether cells may stand in quotes.
    pub(super) fn quotes(&self) -> bool {
        self.records.quotes
    }

    /// Number of columns.
    pub(super) fn columns(&self) -> usize {
        self.columns
    }

    /// Whether there may be a character that [`hostile`](super::hostile) looks for.
    pub(super) fn suspicious(&self) -> bool {
        self.records.suspicious
    }

    /// Where the cells of a column stand in [`Self::text`], quotes included; outside of it where a
    /// short row ends before.
    pub(super) fn column(&self, column: usize) -> impl Iterator<Item = Range<usize>> + use<'a> {
        let cells = self.records.cells.as_slice().iter().skip(column).step_by(self.columns.max(1));
        cells.map(|(start, end)| *start as usize..*end as usize)
    }

    /// As [`Self::column`], as it was noted.
    pub(super) fn places(&self, column: usize) -> impl Iterator<Item = (u32, u32)> + use<'a> {
        self.records.cells.as_slice().iter().skip(column).step_by(self.columns.max(1)).copied()
    }

    /// Where one cell stands; `record` counts from 0 in the block.
    pub(super) fn cell(&self, record: usize, column: usize) -> Range<usize> {
        let place = self.records.cells.as_slice().get(record * self.columns + column);
        place.map_or(usize::MAX..usize::MAX, |(start, end)| *start as usize..*end as usize)
    }
}

/// What a header row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Header {
    /// Not the header yet: a line that some program puts above it.
    Preamble,
    /// The header.
    Found,
}

/// Takes what the reader finds.
pub(super) trait Sink {
    /// A row above the data, with as many cells as it has.
    fn header(&mut self, row: u32, cells: &[&[u8]], oddities: &[(u32, Oddity)]) -> Header;
    /// Data.
    fn block(&mut self, block: Block<'_>);
}

/// The reader: text that is not used up yet, and where it stands.
#[derive(Debug)]
pub(super) struct Reader {
    scanner: Scanner,
    rest: Vec<u8>,
    /// Bytes that must be there before another look is worth it.
    enough: usize,
    records: Records,
}

impl Reader {
    /// A reader at the start of a file.
    pub(super) fn new(delimiter: u8) -> Self {
        Self {
            scanner: Scanner::new(delimiter),
            rest: Vec::new(),
            enough: 0,
            records: Records::default(),
        }
    }

    /// The next bytes of the file.
    pub(super) fn feed(&mut self, bytes: &[u8], sink: &mut impl Sink) {
        for piece in bytes.chunks(PIECE) {
            self.rest.extend_from_slice(piece);
            if self.rest.len() >= self.enough {
                self.drain(false, sink);
            }
        }
    }

    /// The file ends here.
    pub(super) fn finish(&mut self, sink: &mut impl Sink) {
        self.drain(true, sink);
    }

    fn drain(&mut self, last: bool, sink: &mut impl Sink) {
        let mut used = 0;
        loop {
            let text = self.rest.get(used..).unwrap_or_default();
            let heading = self.scanner.columns == 0;
            self.records.clear();
            let limit = if heading { 1 } else { BLOCK };
            let step = self.scanner.scan(text, last, limit, &mut self.records);
            if heading {
                if let Some(row) = self.records.rows.first() {
                    let cells = self.records.cells.as_slice().iter();
                    let cells: Vec<&[u8]> = cells
                        .filter_map(|(start, end)| text.get(*start as usize..*end as usize))
                        .collect();
                    if sink.header(*row, &cells, &self.records.oddities) == Header::Found {
                        self.scanner.columns = cells.len().max(1);
                    }
                }
            } else if !self.records.rows.is_empty() || !self.records.oddities.is_empty() {
                let columns = self.scanner.columns;
                let text = text.get(..step).unwrap_or_default();
                sink.block(Block { text, records: &self.records, columns });
            }
            used += step;
            if step == 0 {
                break;
            }
        }
        self.rest.drain(..used);
        // A record that spans pieces is looked at again when twice as much is there.
        self.enough = (self.rest.len() * 2).min(LONGEST_RECORD);
    }
}

/// What a cell says: without its quotes, doubled quotes single. A cell that only starts with a
/// quote is taken as it stands; what follows a closing quote belongs to the cell.
pub(super) fn unquoted(raw: &str) -> Cow<'_, str> {
    let Some(rest) = raw.strip_prefix('"') else { return Cow::Borrowed(raw) };
    let Some(first) = memchr::memchr(b'"', rest.as_bytes()) else { return Cow::Borrowed(raw) };
    if first + 1 == rest.len() {
        return Cow::Borrowed(rest.get(..first).unwrap_or_default());
    }
    let mut out = String::with_capacity(rest.len());
    let mut tail = rest;
    loop {
        let Some((inside, after)) = tail.split_once('"') else { return Cow::Borrowed(raw) };
        out.push_str(inside);
        let Some(more) = after.strip_prefix('"') else {
            out.push_str(after);
            return Cow::Owned(out);
        };
        out.push('"');
        tail = more;
    }
}
