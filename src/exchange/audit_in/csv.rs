//! The audit log as the portal writes it in CSV: one entry a row, targets, properties and details in
//! numbered columns.
//!
//! Columns are found by their headers, in any order: `Date (UTC)` (older files: `Date`),
//! `CorrelationId`, `Target1ModifiedProperty2OldValue`, … Source of the names: Microsoft Entra, "How to
//! download logs". A cell that this project's export marked with `'`, so that no spreadsheet runs
//! it, comes in without the mark.

use super::{Gathered, moment};
use crate::domain::directory_audit::{DirectoryAudit, ModifiedProperty, TargetResource};
use crate::exchange::csv::{Block, Header, Oddity, Sink, unquoted};
use crate::exchange::csv_out::runs;
use crate::exchange::csv_users::is_preamble;
use crate::exchange::encoding::{Encoding, decode};
use crate::exchange::headers::key;
use crate::exchange::problem::{Fault, Problems};
use std::borrow::Cow;

/// What a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Date,
    /// Of [`COLUMNS`].
    Entry(usize),
    /// Of [`ACTOR`].
    Actor(usize),
    /// Number of the target, and of [`TARGET`].
    Target(usize, usize),
    /// Numbers of target and property, and of [`PROPERTY`].
    Property(usize, usize, usize),
    /// Number of the detail, and whether it is the value.
    Detail(usize, bool),
    Aside,
}

/// Headers, as [`key`] leaves them, with those that other exports have.
const COLUMNS: [&[&str]; 9] = [
    &["id"],
    &["activity", "activitydisplayname"],
    &["category"],
    &["correlationid"],
    &["service", "loggedbyservice"],
    &["operationtype"],
    &["result", "status"],
    &["resultreason", "statusreason"],
    &["useragent"],
];
const ACTOR: [&[&str]; 10] = [
    &["actortype"],
    &["actordisplayname"],
    &["actorobjectid"],
    &["actoruserprincipalname"],
    &["ipaddress", "actoripaddress"],
    &["actorhometenantid"],
    &["actorhometenantname"],
    &["actorappid"],
    &["actorserviceprincipalid"],
    &["actorserviceprincipalname"],
];
const TARGET: [&str; 5] = ["objectid", "displayname", "type", "userprincipalname", "grouptype"];
const PROPERTY: [&str; 3] = ["name", "oldvalue", "newvalue"];
/// Numbers of targets, properties and details that are believed.
const HIGHEST: usize = 99;

/// A number from 1 at the start of a text, as a place from 0, and what follows it.
fn numbered(text: &str) -> Option<(usize, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, rest) = text.split_at_checked(end)?;
    let number = number.parse::<usize>().ok().filter(|number| (1..=HIGHEST).contains(number))?;
    Some((number - 1, rest))
}

fn column(header: &str) -> Column {
    let key = key(header.trim());
    if ["dateutc", "date", "activitydatetime", "activitydateutc"].contains(&key.as_str()) {
        return Column::Date;
    }
    let among = |names: &[&[&str]]| names.iter().position(|names| names.contains(&key.as_str()));
    if let Some(at) = among(&COLUMNS) {
        return Column::Entry(at);
    }
    if let Some(at) = among(&ACTOR) {
        return Column::Actor(at);
    }
    let target = |rest: &str| {
        let (target, rest) = numbered(rest)?;
        if let Some(rest) = rest.strip_prefix("modifiedproperty") {
            let (property, rest) = numbered(rest)?;
            let at = PROPERTY.iter().position(|name| *name == rest)?;
            return Some(Column::Property(target, property, at));
        }
        Some(Column::Target(target, TARGET.iter().position(|name| *name == rest)?))
    };
    let detail = |rest: &str| {
        let (detail, rest) = numbered(rest)?;
        match rest {
            "key" => Some(Column::Detail(detail, false)),
            "value" => Some(Column::Detail(detail, true)),
            _ => None,
        }
    };
    let found = match (key.strip_prefix("target"), key.strip_prefix("additionaldetail")) {
        (Some(rest), _) => target(rest),
        (_, Some(rest)) => detail(rest),
        _ => None,
    };
    found.unwrap_or(Column::Aside)
}

/// What is known of the file while it is read.
#[derive(Debug)]
pub(in crate::exchange) struct AuditCsv {
    encoding: Encoding,
    /// Number of the file in the import.
    number: usize,
    headers: Vec<String>,
    columns: Vec<Column>,
    rows: u32,
}

/// Where its rows go.
pub(in crate::exchange) struct AuditSink<'a> {
    pub file: &'a mut AuditCsv,
    pub gathered: &'a mut Gathered,
    pub problems: &'a mut Problems,
}

impl AuditCsv {
    pub(in crate::exchange) const fn new(encoding: Encoding, number: usize) -> Self {
        Self { encoding, number, headers: Vec::new(), columns: Vec::new(), rows: 0 }
    }

    /// Rows so far.
    pub(in crate::exchange) const fn rows(&self) -> u32 {
        self.rows
    }

    /// Headers of columns without a place.
    pub(in crate::exchange) fn aside(&self) -> Vec<String> {
        let columns = self.columns.iter().zip(&self.headers);
        columns.filter(|(it, _)| **it == Column::Aside).map(|(_, header)| header.clone()).collect()
    }

    fn header(&self, column: usize) -> &str {
        self.headers.get(column).map_or("", String::as_str)
    }
}

impl Sink for AuditSink<'_> {
    fn header(&mut self, _: u32, cells: &[&[u8]], _: &[(u32, Oddity)]) -> Header {
        let text = |cell: &&[u8]| {
            let text = decode(cell, self.file.encoding).0;
            unquoted(&text).trim_matches(['\u{feff}', ' ']).to_owned()
        };
        let headers: Vec<String> = cells.iter().map(text).collect();
        if is_preamble(&headers) {
            return Header::Preamble;
        }
        let mut columns: Vec<Column> = Vec::new();
        for header in &headers {
            let column = column(header);
            let first = columns.iter().position(|known| *known == column);
            if let Some(first) = first.filter(|_| column != Column::Aside) {
                let first = headers.get(first).cloned().unwrap_or_default();
                self.problems.cell(1, header, Fault::DuplicateColumn { first });
                columns.push(Column::Aside);
                continue;
            }
            if column == Column::Aside && !header.is_empty() {
                self.problems.cell(1, header, Fault::UnknownColumn { similar: None });
            }
            columns.push(column);
        }
        (self.file.headers, self.file.columns) = (headers, columns);
        Header::Found
    }

    fn block(&mut self, block: Block<'_>) {
        self.odd(block.oddities());
        for (record, &row) in block.rows().iter().enumerate() {
            self.file.rows = self.file.rows.saturating_add(1);
            self.record(block, record, row);
        }
    }
}

impl AuditSink<'_> {
    fn odd(&mut self, oddities: &[(u32, Oddity)]) {
        let columns = u32::try_from(self.file.headers.len()).unwrap_or(u32::MAX);
        for (row, oddity) in oddities {
            let (row, problems) = (*row, &mut *self.problems);
            match *oddity {
                Oddity::Short { cells } => problems.row(row, Fault::TooFewCells { cells, columns }),
                Oddity::Long { cells } => {
                    self.file.rows = self.file.rows.saturating_add(1);
                    problems.row(row, Fault::TooManyCells { cells, columns });
                }
                Oddity::OpenQuote { cell } => {
                    problems.cell(row, self.file.header(cell as usize), Fault::OpenQuote);
                }
                Oddity::TextAfterQuote { cell } => {
                    problems.cell(row, self.file.header(cell as usize), Fault::TextAfterQuote);
                }
            }
        }
    }

    /// The text of a cell; none where it is empty or not there.
    fn cell<'b>(
        &mut self,
        block: Block<'b>,
        record: usize,
        column: usize,
        row: u32,
    ) -> Option<Cow<'b, str>> {
        let raw = block.text().get(block.cell(record, column))?;
        if matches!(raw, b"" | b"\"\"") {
            return None;
        }
        let (text, is_utf8) = decode(raw, self.file.encoding);
        if !is_utf8 {
            self.problems.cell(row, self.file.header(column), Fault::BadEncoding);
        }
        let text = match text {
            Cow::Borrowed(text) => unquoted(text),
            Cow::Owned(text) => Cow::Owned(unquoted(&text).into_owned()),
        };
        let text = match text.strip_prefix('\'') {
            Some(rest) if rest.starts_with('\'') || runs(rest) => Cow::Owned(rest.to_owned()),
            _ => text,
        };
        Some(text).filter(|text| !text.is_empty())
    }

    fn record(&mut self, block: Block<'_>, record: usize, row: u32) {
        let mut cells: Vec<(Column, Cow<'_, str>)> = Vec::new();
        let mut date = None;
        for column in 0..self.file.columns.len() {
            let Some(what) = self.file.columns.get(column).copied() else { continue };
            let Some(text) = self.cell(block, record, column, row) else { continue };
            match what {
                Column::Aside => {}
                Column::Date => date = Some((column, text)),
                what => cells.push((what, text)),
            }
        }
        if date.is_none() && cells.is_empty() {
            return;
        }
        let at = match moment(date.as_ref().map(|(_, text)| text.as_ref())) {
            Ok(at) => at,
            Err(fault) => {
                let is_date = |column: &Column| *column == Column::Date;
                let column = self.file.columns.iter().position(is_date).unwrap_or_default();
                return self.problems.cell(row, self.file.header(column), fault);
            }
        };
        let mut entry = DirectoryAudit { activity_date_time: at, ..DirectoryAudit::default() };
        for (column, text) in &cells {
            put(&mut entry, *column, text);
        }
        let says = |target: &TargetResource<'_>| *target != TargetResource::default();
        for target in &mut entry.target_resources {
            target.modified_properties.retain(|property| *property != ModifiedProperty::default());
        }
        entry.target_resources.retain(says);
        entry.additional_details.retain(|detail| *detail != (None, None));
        self.gathered.add(&entry, (self.file.number, row), self.problems);
    }
}

/// The place of a number in a list, which grows as far as that.
fn at<T: Default + Clone>(list: &mut Vec<T>, place: usize) -> Option<&mut T> {
    if list.len() <= place {
        list.resize(place + 1, T::default());
    }
    list.get_mut(place)
}

/// Puts a cell where it belongs in an entry.
fn put<'c>(entry: &mut DirectoryAudit<'c>, column: Column, text: &'c str) {
    let by = &mut entry.initiated_by;
    let slot = match column {
        Column::Date | Column::Aside => None,
        Column::Entry(at) => match at {
            0 => Some(&mut entry.id),
            1 => Some(&mut entry.activity_display_name),
            2 => Some(&mut entry.category),
            3 => Some(&mut entry.correlation_id),
            4 => Some(&mut entry.logged_by_service),
            5 => Some(&mut entry.operation_type),
            6 => Some(&mut entry.result),
            7 => Some(&mut entry.result_reason),
            _ => Some(&mut entry.user_agent),
        },
        Column::Actor(at) => match at {
            0 => Some(&mut by.actor_type),
            1 => Some(&mut by.display_name),
            2 => Some(&mut by.id),
            3 => Some(&mut by.user_principal_name),
            4 => Some(&mut by.ip_address),
            5 => Some(&mut by.home_tenant_id),
            6 => Some(&mut by.home_tenant_name),
            7 => Some(&mut by.app_id),
            8 => Some(&mut by.service_principal_id),
            _ => Some(&mut by.service_principal_name),
        },
        Column::Target(number, what) => {
            at(&mut entry.target_resources, number).map(|target| match what {
                0 => &mut target.id,
                1 => &mut target.display_name,
                2 => &mut target.resource_type,
                3 => &mut target.user_principal_name,
                _ => &mut target.group_type,
            })
        }
        Column::Property(number, property, what) => at(&mut entry.target_resources, number)
            .and_then(|target| at(&mut target.modified_properties, property))
            .map(|property| match what {
                0 => &mut property.display_name,
                1 => &mut property.old_value,
                _ => &mut property.new_value,
            }),
        Column::Detail(number, is_value) => at(&mut entry.additional_details, number)
            .map(|(key, value)| if is_value { value } else { key }),
    };
    if let Some(slot) = slot {
        *slot = Some(text);
    }
}
