//! Cuts text into records and cells.
//!
//! RFC 4180, read as leniently as spreadsheets write it: a line ends with CR, LF or CRLF; a
//! quotation mark opens a quoted cell only at its start, elsewhere it is an ordinary character;
//! what follows a closing mark belongs to the cell. Two things are mended and reported. A quote
//! that is never closed, or whose cell runs over a line break into text, is taken as an ordinary
//! character, so that it does not swallow the rows after it. A row with too few or too many cells
//! is completed or left out.
//!
//! Not the `csv` crate: its automaton reads a byte at a time through a table (it is the oracle of
//! the tests), and it copies every record into a buffer of its own before a column can see it.

use super::mask::{STEP, masks, quoted, suspicious};

/// Offset of a cell that the row does not have.
pub(super) const MISSING: u32 = u32::MAX;

/// The longest record; a quote that stays open for longer is taken as never closed.
pub(super) const LONGEST_RECORD: usize = 16 << 20;

/// Something odd about a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Oddity {
    /// Fewer cells than columns; the row is completed with missing cells.
    Short { cells: u32 },
    /// More cells than columns, and not all of the surplus is empty; the row is left out.
    Long { cells: u32 },
    /// An opening quote in this cell (from 0) was taken as an ordinary character.
    OpenQuote { cell: u32 },
    /// There is text after the closing quote of this cell (from 0).
    TextAfterQuote { cell: u32 },
}

/// Records of one piece of text; as many cells to each as there are columns.
#[derive(Debug, Default)]
pub(super) struct Records {
    /// Where each cell starts and ends.
    pub cells: Cells,
    /// Row number of each record, from 1, as a spreadsheet shows it: blank lines count.
    pub rows: Vec<u32>,
    pub oddities: Vec<(u32, Oddity)>,
    /// Whether any cell may stand in quotes.
    pub quotes: bool,
    /// Whether there may be a byte that [`suspicious`](super::suspicious) names.
    pub suspicious: bool,
}

/// Starts and ends of cells. A vector that is always somewhat longer than what is in it: room for
/// many is asked for once, and then they are written without asking again.
#[derive(Debug, Default)]
pub(super) struct Cells {
    places: Vec<(u32, u32)>,
    count: usize,
}

impl Cells {
    fn len(&self) -> usize {
        self.count
    }

    pub(super) fn as_slice(&self) -> &[(u32, u32)] {
        self.places.get(..self.count).unwrap_or_default()
    }

    /// Room for some more; whoever writes there says how many with [`Self::wrote`].
    #[inline]
    fn room(&mut self, more: usize) -> &mut [(u32, u32)] {
        let wanted = self.count + more;
        if self.places.len() < wanted {
            self.places.resize(wanted * 2, (MISSING, MISSING));
        }
        self.places.get_mut(self.count..wanted).unwrap_or_default()
    }

    #[inline]
    fn wrote(&mut self, more: usize) {
        self.count += more;
    }

    #[inline]
    fn push(&mut self, start: usize, end: usize) {
        if let Some(place) = self.room(1).first_mut() {
            *place = (offset(start), offset(end));
            self.count += 1;
        }
    }

    fn truncate(&mut self, cells: usize) {
        self.count = self.count.min(cells);
    }

    /// Cuts, or fills with missing ones.
    fn resize(&mut self, cells: usize) {
        self.truncate(cells);
        let more = cells - self.count;
        self.room(more).fill((MISSING, MISSING));
        self.count += more;
    }
}

impl Records {
    pub(super) fn clear(&mut self) {
        self.cells.truncate(0);
        self.rows.clear();
        self.oddities.clear();
        self.quotes = false;
        self.suspicious = false;
    }

    fn truncate(&mut self, cells: usize) {
        self.cells.truncate(cells);
    }

    fn push(&mut self, start: usize, end: usize) {
        self.cells.push(start, end);
    }
}

/// Offsets fit: a piece of text is far smaller than 4 GiB.
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(MISSING - 1)
}

/// What is remembered between pieces of text.
#[derive(Debug, Clone)]
pub(super) struct Scanner {
    pub delimiter: u8,
    /// Cells that a record must have; 0 until the header is known, and then nothing is completed.
    pub columns: usize,
    /// Row number of the next record.
    next_row: u32,
    /// The last record ended with CR: a LF right after belongs to it.
    after_cr: bool,
}

/// A record under way.
#[derive(Debug, Clone, Copy)]
struct Record {
    /// Offset of its first byte.
    first: usize,
    /// Cells before it.
    cells: usize,
}

/// How far the masks led.
enum Fast {
    /// As many records as asked for end before this offset.
    Done(usize),
    /// This record needs a closer look, or more text.
    Unsure(Record),
}

/// Where a record that is read a byte at a time ends.
#[derive(Debug, Clone, Copy)]
enum End {
    /// At a line end; the next one starts at the offset.
    Line(usize),
    /// With the text, outside quotes.
    Text,
    /// With the text, inside the quotes that open at the offset.
    Quotes(usize),
    /// Nowhere: the quotes that open at the offset hold a line break and end before text.
    Swallowed(usize),
}

impl Scanner {
    pub(super) const fn new(delimiter: u8) -> Self {
        Self { delimiter, columns: 0, next_row: 1, after_cr: false }
    }

    /// Appends records of `text` to `out` until it holds `limit`; returns the bytes used up.
    ///
    /// A record that may go on after `text` is left for later, unless this is the `last` text.
    pub(super) fn scan(
        &mut self,
        text: &[u8],
        last: bool,
        limit: usize,
        out: &mut Records,
    ) -> usize {
        let mut at = 0;
        loop {
            at = self.skip_line_feed(text, at);
            if out.rows.len() >= limit || at >= text.len() {
                return at;
            }
            match self.fast(text, at, limit, out) {
                Fast::Done(next) => at = next,
                Fast::Unsure(record) => {
                    out.truncate(record.cells);
                    let first = self.skip_line_feed(text, record.first);
                    if first >= text.len() {
                        return first;
                    }
                    match self.slow(text, first, last, out) {
                        Some(next) => at = next,
                        None => return first,
                    }
                }
            }
        }
    }

    /// Passes over the LF of a CRLF whose CR ended the record before.
    fn skip_line_feed(&mut self, text: &[u8], at: usize) -> usize {
        let Some(byte) = text.get(at) else { return at };
        at + usize::from(std::mem::take(&mut self.after_cr) && *byte == b'\n')
    }

    /// Follows whole records with the masks, as long as quotes stand where they should.
    fn fast(&mut self, text: &[u8], first: usize, limit: usize, out: &mut Records) -> Fast {
        let mut record = Record { first, cells: out.cells.len() };
        let (mut at, mut start) = (first, first);
        // What the byte before `at` is: inside quotes; an end, after which a quote may open a
        // cell; a closing quote.
        let (mut inside, mut after_end, mut after_closing) = (false, true, false);
        while let Some(step) = text.get(at..).and_then(<[u8]>::first_chunk::<STEP>) {
            let found = masks(step, self.delimiter);
            let mut ends = found.ends;
            out.suspicious |= found.suspicious;
            if found.quotes != 0 || inside || after_closing {
                let within = quoted(found.quotes, inside);
                let (opening, closing) = (found.quotes & within, found.quotes & !within);
                let may_open = (found.ends << 1) | u64::from(after_end);
                let closed = (closing << 1) | u64::from(after_closing);
                // An opening quote right after a closing one doubles it.
                if (opening & !(may_open | closed)) | (closed & !(found.ends | opening)) != 0 {
                    return Fast::Unsure(record);
                }
                inside = within >> 63 == 1;
                after_closing = closing >> 63 == 1;
                ends &= !within;
                out.quotes = true;
            }
            after_end = found.ends >> 63 == 1;
            loop {
                let lines = ends & found.lines;
                // Those before the line end, if there is one.
                let mut within = ends & lines.wrapping_sub(1) & !lines;
                let mut count = 0;
                for place in out.cells.room(STEP) {
                    if within == 0 {
                        break;
                    }
                    let end = at + within.trailing_zeros() as usize;
                    within &= within - 1;
                    *place = (offset(start), offset(end));
                    start = end + 1;
                    count += 1;
                }
                out.cells.wrote(count);
                if lines == 0 {
                    break;
                }
                let end = at + lines.trailing_zeros() as usize;
                ends &= !(lines ^ (lines - 1));
                let byte = text.get(end).copied().unwrap_or_default();
                if byte == b'\n' && self.after_cr && record.first == end {
                    self.after_cr = false;
                } else {
                    if end - record.first > LONGEST_RECORD {
                        return Fast::Unsure(record);
                    }
                    self.after_cr = byte == b'\r';
                    out.push(start, end);
                    self.end_record(text, record.cells, out);
                }
                start = end + 1;
                record = Record { first: start, cells: out.cells.len() };
                if out.rows.len() >= limit {
                    return Fast::Done(start);
                }
            }
            at += STEP;
        }
        Fast::Unsure(record)
    }

    /// Reads one record a byte at a time; none when it may go on after `text`.
    fn slow(&mut self, text: &[u8], first: usize, last: bool, out: &mut Records) -> Option<usize> {
        let cells = out.cells.len();
        let oddities = out.oddities.len();
        let limit = first.saturating_add(LONGEST_RECORD).min(text.len());
        // Whether nothing will come after what can be seen.
        let whole = last || limit - first == LONGEST_RECORD;
        let text = text.get(..limit).unwrap_or_default();
        // Quotes from this offset on are ordinary characters.
        let mut ordinary = usize::MAX;
        let next = loop {
            out.truncate(cells);
            out.oddities.truncate(oddities);
            match self.record(text, first, ordinary, out) {
                End::Line(next) => {
                    self.after_cr = text.get(next - 1) == Some(&b'\r');
                    break next;
                }
                End::Text if whole => break limit,
                End::Quotes(quote) if whole => ordinary = quote,
                End::Swallowed(quote) => ordinary = quote,
                End::Text | End::Quotes(_) => {
                    out.truncate(cells);
                    out.oddities.truncate(oddities);
                    return None;
                }
            }
        };
        if ordinary != usize::MAX {
            let before = out.cells.as_slice().get(cells..).unwrap_or_default();
            let cell = before.partition_point(|(start, _)| (*start as usize) < ordinary);
            out.oddities.push((self.next_row, Oddity::OpenQuote { cell: offset(cell) }));
        }
        out.quotes = true;
        out.suspicious |= suspicious(text.get(first..next).unwrap_or_default());
        self.end_record(text, cells, out);
        Some(next)
    }

    /// The cells of the record that starts at `first`.
    fn record(&self, text: &[u8], first: usize, ordinary: usize, out: &mut Records) -> End {
        let cells = out.cells.len();
        let is_end = |byte: u8| byte == self.delimiter || byte == b'\r' || byte == b'\n';
        let mut start = first;
        loop {
            let mut at = start;
            if text.get(at) == Some(&b'"') && at < ordinary {
                let Some(closed) = closing_quote(text, at + 1) else { return End::Quotes(start) };
                at = closed + 1;
                if text.get(at).is_some_and(|byte| !is_end(*byte)) {
                    let inside = text.get(start..at).unwrap_or_default();
                    if memchr::memchr2(b'\r', b'\n', inside).is_some() {
                        return End::Swallowed(start);
                    }
                    let cell = offset(out.cells.len() - cells);
                    out.oddities.push((self.next_row, Oddity::TextAfterQuote { cell }));
                }
            }
            let rest = text.get(at..).unwrap_or_default();
            let Some(length) = memchr::memchr3(self.delimiter, b'\r', b'\n', rest) else {
                out.push(start, text.len());
                return End::Text;
            };
            let end = at + length;
            out.push(start, end);
            start = end + 1;
            if text.get(end) != Some(&self.delimiter) {
                return End::Line(start);
            }
        }
    }

    /// Ends the record whose cells start at `cells`: counts the row, and makes the cells as many
    /// as the columns.
    fn end_record(&mut self, text: &[u8], cells: usize, out: &mut Records) {
        let row = self.next_row;
        self.next_row = self.next_row.saturating_add(1);
        let count = out.cells.len() - cells;
        if count == 1 && out.cells.as_slice().last().is_some_and(|(start, end)| start == end) {
            out.truncate(cells); // a blank line
            return;
        }
        if self.columns == 0 || count == self.columns {
            out.rows.push(row);
            return;
        }
        let wanted = cells + self.columns;
        if count < self.columns {
            out.oddities.push((row, Oddity::Short { cells: offset(count) }));
            out.cells.resize(wanted);
            out.rows.push(row);
            return;
        }
        let mut surplus = out.cells.as_slice().iter().skip(wanted);
        let blank = surplus.all(|(start, end)| {
            let cell = text.get(*start as usize..*end as usize).unwrap_or_default();
            cell.iter().all(|byte| byte.is_ascii_whitespace() || *byte == b'"')
        });
        if blank {
            out.truncate(wanted);
            out.rows.push(row);
        } else {
            out.truncate(cells);
            out.oddities.push((row, Oddity::Long { cells: offset(count) }));
        }
    }
}

/// Offset of the quote that closes a quoted cell, looking from `at`; doubled quotes are passed.
fn closing_quote(text: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at += memchr::memchr(b'"', text.get(at..)?)?;
        if text.get(at + 1) != Some(&b'"') {
            return Some(at);
        }
        at += 2;
    }
}
