//! CSV rows become rows of a table, of users, groups or devices: identity first, then column by column.
//!
//! Which rows come in: those with an object id or a user principal name. A cell that says nothing
//! usable leaves its attribute unknown, and the rest of the row comes in. A row with more cells
//! than headers is left out (its cells may stand under wrong headers); a shorter one comes in, and
//! what it lacks is unknown.

mod members;
mod plan;
#[cfg(test)]
mod tests;
mod texts;
mod times;

use crate::domain::attribute::Schema;
use crate::domain::{Attribute, Datum, Existence, Kind, ObjectId, Timestamp, UserId, Value};
use crate::exchange::Format;
use crate::exchange::csv::{Block, Header, Oddity, Sink, unquoted};
use crate::exchange::encoding::{Encoding, decode};
use crate::exchange::headers;
use crate::exchange::problem::{Fault, LISTED, Problem, Problems, excerpt};
use crate::exchange::table::{Admitted, Identity, Table};
use crate::exchange::value::{self, Written};
use crate::store::{ColumnLoader, Places};
use crate::text::date::plain_iso;
use members::Members;
pub(super) use plan::is_preamble;
use plan::{Plan, Planned};
use std::borrow::Cow;
pub(super) use times::rounded;

/// What is known of a CSV file while it is read.
#[derive(Debug)]
pub(super) struct CsvFile {
    encoding: Encoding,
    /// Whether a quoted empty cell says *unknown* and a bare one *null*: so our own exports write
    /// it, and nobody else who quotes only where needed.
    empty_quotes: bool,
    plan: Plan,
    /// Rows of data, whatever became of them.
    rows: u32,
    /// First row of the table that is this file's.
    first: u32,
    /// Whether some cell was UTF-8 and not ASCII.
    utf8_seen: bool,
    /// Cells that were not UTF-8: row and column, the first ones.
    not_utf8: Vec<(u32, usize)>,
    not_utf8_count: u32,
    members: Members,
    /// Of the block's records, the ones that came in, with their users.
    admitted: Vec<Option<UserId>>,
    /// Of the block's records, the object ids.
    ids: Vec<Option<ObjectId>>,
    /// Of the block's records, the cells of the column under way.
    places: Places,
    /// Whether every cell is read on its own, as where a block is not UTF-8.
    #[cfg(test)]
    cell_by_cell: bool,
}

/// Where a CSV file's rows go.
pub(super) struct CsvSink<'a> {
    pub file: &'a mut CsvFile,
    pub table: &'a mut Table,
    pub problems: &'a mut Problems,
}

impl CsvFile {
    pub(super) fn new(encoding: Encoding, empty_quotes: bool) -> Self {
        Self {
            encoding,
            empty_quotes,
            plan: Plan::default(),
            rows: 0,
            first: 0,
            utf8_seen: false,
            not_utf8: Vec::new(),
            not_utf8_count: 0,
            members: Members::default(),
            admitted: Vec::new(),
            ids: Vec::new(),
            places: Places::default(),
            #[cfg(test)]
            cell_by_cell: false,
        }
    }

    /// What the file is; none before its header is complete.
    pub(super) fn format(&self) -> Option<Format> {
        self.plan.format
    }

    /// Rows of data so far.
    pub(super) fn rows(&self) -> u32 {
        self.rows
    }

    /// Attributes that the file tells of.
    pub(super) fn attributes(&self) -> Vec<Attribute> {
        let told = self.plan.columns.iter().flatten();
        told.filter(|column| !self.plan.is_lazy || column.started)
            .map(|column| column.attribute)
            .collect()
    }

    /// Headers of columns without a place.
    pub(super) fn aside(&self) -> &[String] {
        &self.plan.aside
    }

    fn is_used(&self, table: &Table) -> bool {
        self.plan.format.and_then(Format::objects) == Some(table.schema().kind())
    }
}

/// Whether some run of bytes past ASCII is UTF-8. A run lies within a cell, so that it does not
/// matter how the file was cut into blocks.
fn holds_utf8(bytes: &[u8]) -> bool {
    let mut runs = bytes.split(u8::is_ascii).filter(|run| !run.is_empty());
    runs.any(|run| str::from_utf8(run).is_ok())
}

/// A cell as text, or why there is none.
enum Said<'a> {
    /// The row ends before.
    Missing,
    /// Empty; the flag says whether in quotes.
    Empty(bool),
    Text(Cow<'a, str>),
}

/// The cells of a block as text.
#[derive(Clone, Copy)]
struct Cells<'a> {
    block: Block<'a>,
    /// The block's text, where all of it is UTF-8.
    text: Option<&'a str>,
    encoding: Encoding,
}

impl<'a> Cells<'a> {
    /// The cell at a place when it is a plain one, as nearly all are: text, not empty, no quotes.
    #[inline]
    fn plain(&self, place: std::ops::Range<usize>) -> Option<&'a str> {
        self.text?.get(place).filter(|raw| !matches!(raw.as_bytes().first(), None | Some(b'"')))
    }

    /// What the cell at a place says; the flag is false where its bytes are not UTF-8.
    fn said(&self, place: std::ops::Range<usize>) -> (Said<'a>, bool) {
        let (raw, is_utf8) = match self.text {
            Some(text) => (text.get(place).map(Cow::Borrowed), true),
            None => match self.block.text().get(place).map(|raw| decode(raw, self.encoding)) {
                None => (None, true),
                Some((raw, is_utf8)) => (Some(raw), is_utf8),
            },
        };
        let Some(raw) = raw else { return (Said::Missing, true) };
        if raw.is_empty() {
            return (Said::Empty(false), true);
        }
        let text = match raw {
            raw if !self.block.quotes() => raw,
            Cow::Borrowed(raw) => unquoted(raw),
            Cow::Owned(raw) => Cow::Owned(unquoted(&raw).into_owned()),
        };
        if text.is_empty() { (Said::Empty(true), true) } else { (Said::Text(text), is_utf8) }
    }

    fn text(&self, record: usize, column: Option<usize>) -> Option<Cow<'a, str>> {
        let place = self.block.cell(record, column?);
        if let Some(text) = self.plain(place.clone()) {
            return Some(Cow::Borrowed(text));
        }
        match self.said(place).0 {
            Said::Text(text) => Some(text),
            Said::Missing | Said::Empty(_) => None,
        }
    }
}

impl Sink for CsvSink<'_> {
    fn header(&mut self, row: u32, cells: &[&[u8]], oddities: &[(u32, Oddity)]) -> Header {
        let headers: Vec<String> = cells
            .iter()
            .map(|cell| {
                let text = decode(cell, self.file.encoding).0;
                unquoted(&text).trim_matches(['\u{feff}', ' ']).to_owned()
            })
            .collect();
        if plan::is_preamble(&headers) {
            return Header::Preamble;
        }
        let mut unused = Schema::default();
        let format = headers::format(&headers.iter().map(String::as_str).collect::<Vec<_>>());
        let used = format.and_then(Format::objects) == Some(self.table.schema().kind());
        // Intune's lists are of another make.
        self.file.empty_quotes &= match format {
            Some(Format::UsersTable | Format::Groups) => true,
            Some(Format::Devices) => !headers::others::is_intune(&headers),
            _ => false,
        };
        let schema = if used { self.table.schema_mut() } else { &mut unused };
        self.file.plan = Plan::new(&headers, format.unwrap_or(Format::Unknown), schema);
        self.file.first = self.table.len();
        if used {
            self.file.plan.report(row, self.problems);
            self.odd(oddities);
        }
        Header::Found
    }

    fn block(&mut self, block: Block<'_>) {
        let records = u32::try_from(block.rows().len()).unwrap_or(u32::MAX);
        self.file.rows = self.file.rows.saturating_add(records);
        if self.file.plan.format == Some(Format::GroupMembers) {
            return self.list_members(block);
        }
        if !self.file.is_used(self.table) {
            return;
        }
        self.odd(block.oddities());
        let text = simdutf8::basic::from_utf8(block.text()).ok();
        if !self.file.utf8_seen {
            self.file.utf8_seen = match text {
                Some(text) => !text.is_ascii(),
                None => holds_utf8(block.text()),
            };
        }
        // Windows-1252 has its quotation marks at other bytes: every cell is looked at, decoded.
        let is_other = text.is_none();
        #[cfg(test)]
        let text = text.filter(|_| !self.file.cell_by_cell);
        let cells = Cells { block, text, encoding: self.file.encoding };
        let from = self.table.len();
        self.admit(&cells);
        self.note_members(&cells);
        let suspicious = block.suspicious() || is_other;
        for column in 0..self.file.plan.columns.len() {
            let Some(mut planned) = self.file.plan.columns.get_mut(column).and_then(Option::take)
            else {
                continue;
            };
            self.column(&cells, column, &mut planned, from, suspicious);
            if let Some(place) = self.file.plan.columns.get_mut(column) {
                *place = Some(planned);
            }
        }
    }
}

impl CsvSink<'_> {
    /// The file ends: times whose order was open are settled, and what was noticed is told.
    pub(super) fn finish(self) {
        let (file, problems) = (self.file, self.problems);
        for planned in file.plan.columns.iter_mut().flatten() {
            if !planned.times.is_empty() {
                times::settle(planned, file.first, file.plan.format, self.table, problems);
            } else if file.plan.is_lazy && !planned.started && self.table.len() > file.first {
                problems.add(Fault::SaysNothing.code(), || Problem {
                    row: None,
                    column: Some(planned.header.clone()),
                    at: None,
                    fault: Fault::SaysNothing,
                });
            }
        }
        let is_bytes = file.encoding == Encoding::Bytes;
        if file.not_utf8_count > 0 && is_bytes && !file.utf8_seen {
            problems.file(Fault::ReadAsWindows1252);
            return;
        }
        for (row, column) in &file.not_utf8 {
            problems.cell(*row, file.plan.header(*column), Fault::BadEncoding);
        }
        for _ in file.not_utf8.len()..file.not_utf8_count as usize {
            problems.row(0, Fault::BadEncoding);
        }
    }

    fn odd(&mut self, oddities: &[(u32, Oddity)]) {
        let columns = u32::try_from(self.file.plan.headers.len()).unwrap_or(u32::MAX);
        for (row, oddity) in oddities {
            let (row, plan) = (*row, &self.file.plan);
            match *oddity {
                Oddity::Short { cells } => {
                    self.problems.row(row, Fault::TooFewCells { cells, columns });
                }
                Oddity::Long { cells } => {
                    self.file.rows = self.file.rows.saturating_add(1);
                    self.problems.row(row, Fault::TooManyCells { cells, columns });
                }
                Oddity::OpenQuote { cell } => {
                    self.problems.cell(row, plan.header(cell as usize), Fault::OpenQuote);
                }
                Oddity::TextAfterQuote { cell } => {
                    self.problems.cell(row, plan.header(cell as usize), Fault::TextAfterQuote);
                }
            }
        }
    }

    /// Decides which records come in.
    fn admit(&mut self, cells: &Cells<'_>) {
        let (plan, ids) = (&self.file.plan, &mut self.file.ids);
        ids.clear();
        for record in 0..cells.block.rows().len() {
            let written = cells.text(record, plan.id);
            ids.push(written.as_deref().and_then(value::id));
        }
        self.table.foresee(ids);
        self.file.admitted.clear();
        for (record, &row) in cells.block.rows().iter().enumerate() {
            let id = self.file.ids.get(record).copied().flatten();
            let admitted = self.admit_one(cells, record, row, id);
            self.file.admitted.push(admitted);
        }
    }

    fn admit_one(
        &mut self,
        cells: &Cells<'_>,
        record: usize,
        row: u32,
        id: Option<ObjectId>,
    ) -> Option<UserId> {
        let plan = &self.file.plan;
        let name = cells.text(record, plan.name);
        let name = name.as_deref().map(|name| value::trimmed(plan.unmarked_name(name)));
        let name = name.filter(|name| !name.is_empty());
        if id.is_none()
            && let Some(written) = cells.text(record, plan.id)
        {
            if plan.format == Some(Format::EntraBulkCreate) && written.starts_with("Example:") {
                return None;
            }
            let column = plan.header(plan.id.unwrap_or_default());
            self.problems.cell(row, column, Fault::NotAnId { value: excerpt(&written) });
        }
        if plan.is_example(|| cells.text(record, Some(0))) {
            return None;
        }
        let identity = Identity { id, name };
        let deleted = cells.text(record, plan.deleted).and_then(|text| value::time(&text));
        let existence = match deleted {
            None => Existence::Active,
            Some(Written::Exact(at) | Written::Shows(at, _) | Written::Either(at, _)) => {
                Existence::Deleted(Timestamp(at))
            }
        };
        match self.table.admit(row, identity, existence) {
            Admitted::New(user) => Some(user),
            Admitted::Again(first) => {
                let plan = &self.file.plan;
                self.table.again(row, first, || plan.record(cells, record));
                None
            }
            Admitted::No => {
                let columns = cells.block.columns();
                if (0..columns).any(|column| cells.text(record, Some(column)).is_some()) {
                    self.problems.row(row, Fault::NoIdentity);
                }
                None
            }
        }
    }

    /// Whether a column says anything yet; one that only names types so far is left for later.
    fn starts(
        &mut self,
        cells: &Cells<'_>,
        column: usize,
        planned: &mut Planned,
        from: u32,
    ) -> bool {
        if !self.file.plan.is_lazy || planned.started {
            return true;
        }
        let mut records = 0..cells.block.rows().len();
        planned.started = records.any(|record| {
            cells.text(record, Some(column)).is_some_and(|text| !value::is_type_name(&text))
        });
        if planned.started && planned.is_time() {
            planned.times.resize((from - self.file.first) as usize, times::Cell::Null);
        } else if planned.started {
            let loader = self.table.column(planned.attribute, self.file.first);
            (loader.len()..from).for_each(|_| loader.push_null());
        }
        planned.started
    }

    /// One column of a block.
    fn column(
        &mut self,
        cells: &Cells<'_>,
        column: usize,
        planned: &mut Planned,
        from: u32,
        suspicious: bool,
    ) {
        if !self.starts(cells, column, planned, from) {
            return;
        }
        if planned.kind == Kind::Text && self.texts(cells, column, planned, from) {
            return;
        }
        let (file, problems) = (&mut *self.file, &mut *self.problems);
        let places = cells.block.column(column);
        let rows = cells.block.rows().iter().zip(&file.admitted).zip(places);
        let mut managers: Vec<(UserId, String)> = Vec::new();
        {
            let loader =
                self.table.column(planned.attribute, if planned.is_time() { 0 } else { from });
            for ((&row, admitted), place) in rows {
                let Some(user) = *admitted else { continue };
                let said;
                let text = if let Some(text) = cells.plain(place.clone()) {
                    if planned.push_plain(text, loader) {
                        continue;
                    }
                    planned.unmarked(text)
                } else {
                    let is_utf8;
                    (said, is_utf8) = cells.said(place);
                    if !is_utf8 {
                        file.not_utf8_count = file.not_utf8_count.saturating_add(1);
                        if file.not_utf8.len() < LISTED {
                            file.not_utf8.push((row, column));
                        }
                    }
                    match &said {
                        Said::Text(text) => planned.unmarked(text),
                        Said::Empty(quoted) if !(*quoted && file.empty_quotes) => {
                            planned.push_null(loader);
                            continue;
                        }
                        Said::Missing | Said::Empty(_) => {
                            planned.push_unknown(loader);
                            continue;
                        }
                    }
                };
                if text.len() > planned.longest {
                    oversized(row, planned, text, problems);
                    planned.push_unknown(loader);
                    continue;
                }
                if planned.kind == Kind::Text {
                    if planned.limits.is_odd(text, suspicious) {
                        planned.limits.examine(row, &planned.header, text, problems);
                    }
                    // A table of ours holds values alone.
                    if planned.attribute == Attribute::BUSINESS_PHONES
                        && !file.empty_quotes
                        && value::is_type_name(text)
                    {
                        loader.push_unknown();
                    } else {
                        loader.push_text(text);
                    }
                    continue;
                }
                if planned.kind == Kind::Texts && planned.limits.is_odd(text, suspicious) {
                    planned.limits.examine(row, &planned.header, text, problems);
                }
                if let Err(fault) = planned.push(text, loader) {
                    match fault {
                        Fault::ManagerNotFound { .. } => managers.push((user, text.to_owned())),
                        fault => problems.cell(row, &planned.header, fault),
                    }
                    planned.push_unknown(loader);
                }
            }
        }
        for (user, name) in managers {
            self.table.manager_by_name(user, &name);
        }
    }
}

fn oversized(row: u32, planned: &Planned, text: &str, problems: &mut Problems) {
    let bytes = u32::try_from(text.len()).unwrap_or(u32::MAX);
    problems.cell(row, &planned.header, Fault::Oversized { bytes });
}

impl Plan {
    /// A user principal name without its mark.
    fn unmarked_name<'a>(&self, name: &'a str) -> &'a str {
        let planned = self.name.and_then(|at| self.columns.get(at)?.as_ref());
        planned.map_or(name, |planned| planned.unmarked(name))
    }

    /// What a record says, for the comparison with an earlier one.
    fn record(&self, cells: &Cells<'_>, record: usize) -> Vec<(Attribute, Datum)> {
        let told =
            self.columns.iter().enumerate().filter_map(|(at, column)| Some((at, column.as_ref()?)));
        told.filter_map(|(at, planned)| {
            let datum = match cells.said(cells.block.cell(record, at)).0 {
                Said::Missing => return None,
                Said::Empty(_) => Datum::Null,
                Said::Text(text) => planned.datum(planned.unmarked(&text))?,
            };
            Some((planned.attribute, datum))
        })
        .collect()
    }
}

impl Planned {
    /// The cell without the mark that keeps spreadsheets from running it.
    fn unmarked<'a>(&self, text: &'a str) -> &'a str {
        if self.marked { text.strip_prefix('\'').unwrap_or(text) } else { text }
    }

    fn push_null(&mut self, loader: &mut ColumnLoader) {
        match self.kind {
            Kind::Time | Kind::Date => self.times.push(times::Cell::Null),
            _ => loader.push_null(),
        }
    }

    fn push_unknown(&mut self, loader: &mut ColumnLoader) {
        match self.kind {
            Kind::Time | Kind::Date => self.times.push(times::Cell::Unknown),
            _ => loader.push_unknown(),
        }
    }

    /// Adds a cell that is no text when it is written as programs write it; says whether.
    #[inline]
    fn push_plain(&mut self, text: &str, loader: &mut ColumnLoader) -> bool {
        match (self.kind, text.as_bytes()) {
            (Kind::Boolean, b"true" | b"True") => loader.push_boolean(!self.reversed),
            (Kind::Boolean, b"false" | b"False") => loader.push_boolean(self.reversed),
            (Kind::Time | Kind::Date, written) => match plain_iso(written) {
                Some(at) => self.times.push(times::Cell::At(Written::Exact(at))),
                None => return false,
            },
            (Kind::Reference, written) => match ObjectId::parse_bytes(written) {
                Some(id) => loader.push_reference(id),
                None => return false,
            },
            _ => return false,
        }
        true
    }

    /// Adds a cell that is no text; an error adds nothing.
    fn push(&mut self, text: &str, loader: &mut ColumnLoader) -> Result<(), Fault> {
        let value = || excerpt(text);
        match self.kind {
            Kind::Text => loader.push_text(text),
            Kind::Boolean => {
                let read =
                    value::boolean(text).ok_or_else(|| Fault::NotABoolean { value: value() })?;
                loader.push_boolean(read != self.reversed);
            }
            Kind::Time | Kind::Date => {
                let read = value::time(text).ok_or_else(|| Fault::NotATime { value: value() })?;
                self.times.push(times::Cell::At(read));
            }
            Kind::Texts if value::is_type_name(text) => loader.push_unknown(),
            Kind::Texts => {
                let items = value::items(self.attribute, text);
                loader.push_texts(items.iter().map(String::as_str));
            }
            Kind::Reference => match value::id(text) {
                Some(id) => loader.push_reference(id),
                None if value::is_type_name(text) => loader.push_unknown(),
                None if text.contains('@') => {
                    return Err(Fault::ManagerNotFound { value: value() });
                }
                None => return Err(Fault::NotAnId { value: value() }),
            },
        }
        Ok(())
    }

    /// What a cell says, where that needs no other cell.
    fn datum(&self, text: &str) -> Option<Datum> {
        Some(match self.kind {
            Kind::Text => Datum::text(text),
            Kind::Boolean => Datum::Value(Value::Boolean(value::boolean(text)? != self.reversed)),
            Kind::Time | Kind::Date => match value::time(text)? {
                Written::Exact(at) | Written::Shows(at, _) => {
                    Datum::Value(Value::Time(times::rounded(self.kind, at)))
                }
                Written::Either(..) => return None,
            },
            Kind::Texts => match value::items(self.attribute, text) {
                items if items.is_empty() => Datum::Null,
                items => Datum::Value(Value::Texts(items)),
            },
            Kind::Reference => Datum::Value(Value::Reference(value::id(text)?)),
        })
    }
}
