//! What is to be done with each column of a CSV file, from its header.

use super::times;
use crate::domain::attribute::{Of, Schema};
use crate::domain::{Attribute, Kind};
use crate::exchange::Format;
use crate::exchange::examine::Limits;
use crate::exchange::headers::{Column, Meaning, column, key, others};
use crate::exchange::problem::{Fault, Problem, Problems};
use crate::exchange::table::name_of;
use crate::exchange::value::longest;
use std::borrow::Cow;

/// The columns of a file.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub format: Option<Format>,
    /// Headers as the file has them.
    pub headers: Vec<String>,
    /// What to take in, by column; identity and existence are read apart.
    pub columns: Vec<Option<Planned>>,
    /// Column of the object id.
    pub id: Option<usize>,
    /// Column of the user principal name, or of what else tells objects apart (which is among `columns` too).
    pub name: Option<usize>,
    /// Column of a member, in a file that lists those of a group.
    pub member: Option<usize>,
    /// Column of the time of deletion.
    pub deleted: Option<usize>,
    /// Columns without a value say nothing: the program that wrote the file writes every property
    /// it knows, asked for or not.
    pub is_lazy: bool,
    /// Headers without a place.
    pub aside: Vec<String>,
    /// What to tell about headers.
    notes: Vec<(String, Fault)>,
}

/// One column to take in.
#[derive(Debug)]
pub(super) struct Planned {
    pub header: String,
    pub attribute: Attribute,
    pub kind: Kind,
    pub reversed: bool,
    /// Whether cells carry the mark that keeps spreadsheets from running them: the header does.
    pub marked: bool,
    pub limits: Limits,
    /// Longest cell in bytes.
    pub longest: usize,
    /// Times, until the order of day and month is known.
    pub times: Vec<times::Cell>,
    /// Whether a value was seen; only asked for in lazy files.
    pub started: bool,
}

impl Planned {
    fn new(header: &str, attribute: Attribute, meaning: Meaning) -> Self {
        Self {
            header: header.to_owned(),
            attribute,
            kind: attribute.kind(),
            reversed: meaning == Meaning::Reversed,
            marked: header.starts_with('\''),
            limits: Limits::of(attribute),
            longest: longest(attribute),
            times: Vec::new(),
            started: false,
        }
    }

    pub(super) fn is_time(&self) -> bool {
        matches!(self.kind, Kind::Time | Kind::Date)
    }
}

/// Lines above the header: Excel's separator hint, the type that Windows PowerShell names, the
/// version of the Entra templates.
pub(in crate::exchange) fn is_preamble(cells: &[String]) -> bool {
    let Some(first) = cells.first() else { return true };
    let rest_is_empty = cells.iter().skip(1).all(String::is_empty);
    let starts =
        |start: &str| first.get(..start.len()).is_some_and(|s| s.eq_ignore_ascii_case(start));
    starts("#TYPE ") || starts("sep=") || (rest_is_empty && starts("version:"))
}

impl Plan {
    pub(super) fn new(headers: &[String], format: Format, schema: &mut Schema) -> Self {
        let mut plan = Self {
            format: Some(format),
            headers: headers.to_vec(),
            is_lazy: format == Format::PowerShellUsers,
            ..Self::default()
        };
        if format == Format::GroupMembers {
            plan.member = headers.iter().position(|header| key(header) == "memberobjectidorupn");
        }
        if format.objects() != Some(schema.kind()) {
            return plan;
        }
        let intune = others::is_intune(headers);
        let mut seen: Vec<(Attribute, &str)> = Vec::new();
        for (at, header) in headers.iter().enumerate() {
            let mut planned = None;
            let column = match schema.kind() {
                Of::User => column(header, schema),
                of => others::column(header, of, intune),
            };
            match column {
                Column::Aside => {
                    plan.aside.push(header.clone());
                    plan.notes.push((header.clone(), Fault::KeptAside));
                }
                // A nameless column is what a spreadsheet leaves behind.
                Column::Unknown { .. } if header.is_empty() => {}
                Column::Unknown { similar } => {
                    plan.aside.push(header.clone());
                    plan.notes.push((header.clone(), Fault::UnknownColumn { similar }));
                }
                Column::Attribute(attribute, meaning) => {
                    let first = seen.iter().find(|(known, _)| *known == attribute);
                    if let Some((_, first)) = first {
                        let first = (*first).to_owned();
                        plan.notes.push((header.clone(), Fault::DuplicateColumn { first }));
                    } else {
                        seen.push((attribute, header));
                        match attribute {
                            id if id.is_id() => plan.id = Some(at),
                            deletion if deletion.is_deletion() => plan.deleted = Some(at),
                            _ => planned = Some(Planned::new(header, attribute, meaning)),
                        }
                        if Some(attribute) == name_of(schema.kind()) {
                            plan.name = Some(at);
                        }
                    }
                }
            }
            plan.columns.push(planned);
        }
        plan
    }

    /// Tells what there is to tell about the headers.
    pub(super) fn report(&self, row: u32, problems: &mut Problems) {
        for (header, fault) in &self.notes {
            let column = Some(header.clone());
            problems.add(fault.code(), || Problem {
                row: Some(row),
                column,
                at: None,
                fault: fault.clone(),
            });
        }
    }

    /// A header as the file has it.
    pub(super) fn header(&self, column: usize) -> &str {
        self.headers.get(column).map_or("", String::as_str)
    }

    /// Whether a row is the example of a template.
    pub(super) fn is_example<'a>(&self, first: impl FnOnce() -> Option<Cow<'a, str>>) -> bool {
        self.format == Some(Format::EntraBulkCreate)
            && first().is_some_and(|cell| cell.starts_with("Example:"))
    }
}
