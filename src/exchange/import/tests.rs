//! Real formats, bad input, and what holds for every input.

mod bad;
mod formats;
mod groups;
mod laws;
mod licences;

use super::{Ending, Import, Part};
use crate::domain::attribute::Schema;
use crate::domain::{Attribute, Existence, UserId};
use crate::exchange::problem::Problem;
use crate::exchange::staging::{JOINED, Staging};
use crate::store::Cell;
use std::fmt::Write as _;

impl Ending {
    /// People of further tables who were joined so far; none before and after.
    fn joined(&self) -> Option<usize> {
        match &self.part {
            Part::Join(join) if self.joined.is_empty() => Some(join.done()),
            _ => None,
        }
    }
}

/// Imports files, each in pieces of the given length.
fn import_in(files: &[(&str, &[u8])], piece: usize) -> Staging {
    let mut import = Import::new(Schema::default());
    for (name, bytes) in files {
        import.open(name);
        for piece in bytes.chunks(piece) {
            import.feed(piece);
        }
        import.close();
    }
    import.finish()
}

fn import(files: &[(&str, &[u8])]) -> Staging {
    import_in(files, 1 << 20)
}

fn problem(problem: &Problem) -> String {
    let mut out = problem.fault.code().to_owned();
    if let Some(row) = problem.row {
        write!(out, " {row}").unwrap();
    }
    if let Some(column) = &problem.column {
        write!(out, " {column}").unwrap();
    }
    if let Some(at) = problem.at {
        write!(out, " @{at}").unwrap();
    }
    out
}

/// Everything that came in, as text: values as they are, null as `–`, the unknown left out.
fn show(staging: &Staging) -> String {
    let mut out = String::new();
    for file in &staging.files {
        let (name, format, rows) = (&file.name, file.format.code(), file.rows);
        writeln!(out, "{name}: {format}, {rows} rows").unwrap();
        for listed in file.problems.list() {
            writeln!(out, "  ! {}", problem(listed)).unwrap();
        }
    }
    let users = &staging.users;
    for row in (0..users.rows()).map(UserId) {
        let existence = match users.existence(row) {
            Existence::Active => "",
            Existence::Absent => " (left out)",
            Existence::Deleted(_) => " (deleted)",
        };
        let id = users.id(row).to_string();
        let id = if users.is_provisional(row) { "no id" } else { end(&id) };
        writeln!(out, "{id}{existence}").unwrap();
        for attribute in users.schema().attributes() {
            let value = match users.read(row, attribute) {
                Cell::Unknown => continue,
                Cell::Null => "–".to_owned(),
                Cell::Text(text) => text.to_owned(),
                Cell::Boolean(value) => value.to_string(),
                Cell::Time(time) => crate::text::date::write_iso(time.0),
                Cell::Texts(texts) => texts.iter().collect::<Vec<_>>().join(" | "),
                Cell::Reference(id) => end(&id.to_string()).to_owned(),
            };
            let name = users.schema().name(attribute);
            if name != "id" && name != "deletedDateTime" {
                writeln!(out, "  {name} {}", value.escape_debug()).unwrap();
            }
        }
    }
    out
}

#[test]
fn large_files_are_joined_in_slices() {
    let count = 2 * JOINED + 5;
    let of = |column: &str, skip: usize| {
        let row = |number| format!("user{number}@contoso.com,{column} {number}\n");
        let rows: String = (skip..skip + count).map(row).collect();
        format!("userPrincipalName,{column}\n{rows}")
    };
    let mut import = Import::new(Schema::default());
    for (column, skip) in [("city", 0), ("department", 3)] {
        import.open(column);
        import.feed(of(column, skip).as_bytes());
    }
    let (mut ending, mut most, mut slices) = (import.ending(), 0, 0);
    loop {
        let before = ending.joined();
        if !ending.step() {
            break;
        }
        if let (Some(before), Some(after)) = (before, ending.joined()) {
            most = most.max(after - before);
            slices += 1;
        }
    }
    assert_eq!((most, slices), (JOINED, 3));
    let staging = ending.staging();
    assert_eq!((staging.counts.users as usize, staging.contradictory), (count + 3, 0));
    let told = |row: usize, attribute| {
        staging.users.read(UserId(u32::try_from(row).unwrap()), attribute).text().map(str::to_owned)
    };
    for row in 0..count + 3 {
        let (city, department) = (told(row, Attribute::CITY), told(row, Attribute::DEPARTMENT));
        assert_eq!(city, (row < count).then(|| format!("city {row}")));
        assert_eq!(department, (row >= 3).then(|| format!("department {row}")));
    }
}

/// The last two digits of an id.
fn end(id: &str) -> &str {
    id.get(34..).unwrap_or(id)
}

/// Codes of the problems of a file, with their places.
fn problems(name: &str, bytes: &[u8]) -> Vec<String> {
    import(&[(name, bytes)]).files[0].problems.list().iter().map(problem).collect()
}
