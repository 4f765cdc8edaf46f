//! A small table as CSV: every cell is a text that is there already.
//!
//! In the form for spreadsheets a cell that one would run starts with `'`, and so does the header of its
//! column ([`Profile`]).

use crate::exchange::csv_out::{Profile, runs};

/// The file of some rows, each with as many cells as there are headers.
pub(super) fn write<const N: usize>(
    headers: &[&str; N],
    rows: &[[String; N]],
    profile: Profile,
) -> Vec<u8> {
    let (separator, spreadsheet) = match profile {
        Profile::Raw => (',', false),
        Profile::Spreadsheet { separator } => (separator.sign(), true),
    };
    let mut out = String::new();
    if spreadsheet {
        out.push('\u{feff}');
    }
    let marked: Vec<bool> = (0..N)
        .map(|at| {
            let cells = rows.iter().filter_map(|row| row.get(at));
            spreadsheet && cells.into_iter().any(|cell| runs(cell))
        })
        .collect();
    let line = |out: &mut String, cells: &[&str], header: bool| {
        for (at, cell) in cells.iter().enumerate() {
            if at > 0 {
                out.push(separator);
            }
            let column = marked.get(at) == Some(&true);
            let mark = column && (header || cell.starts_with('\'') || runs(cell));
            write_cell(out, cell, mark);
        }
        out.push_str("\r\n");
    };
    line(&mut out, headers, true);
    for row in rows {
        let cells: Vec<&str> = row.iter().map(String::as_str).collect();
        line(&mut out, &cells, false);
    }
    out.into_bytes()
}

/// The start of a table that is written piece by piece: its headers.
pub(super) fn start(headers: &[String], profile: Profile) -> String {
    let mut out = String::new();
    if matches!(profile, Profile::Spreadsheet { .. }) {
        out.push('\u{feff}');
    }
    push_line(&mut out, headers, profile);
    out
}

/// One line of a table that is written piece by piece. In the form for spreadsheets every cell that one would run
/// is marked; such a file is for reading and not for the importer, so headers say nothing of it.
pub(super) fn push_line(out: &mut String, cells: &[String], profile: Profile) {
    let (separator, spreadsheet) = match profile {
        Profile::Raw => (',', false),
        Profile::Spreadsheet { separator } => (separator.sign(), true),
    };
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            out.push(separator);
        }
        write_cell(out, cell, spreadsheet && (cell.starts_with('\'') || runs(cell)));
    }
    out.push_str("\r\n");
}

/// A cell, in quotes where a separator that a spreadsheet may be set to stands in it.
fn write_cell(out: &mut String, cell: &str, mark: bool) {
    let quoted = cell.contains(['"', ',', ';', '\t', '|', '\r', '\n']);
    if quoted {
        out.push('"');
    }
    if mark {
        out.push('\'');
    }
    for (at, part) in cell.split('"').enumerate() {
        if at > 0 {
            out.push_str("\"\"");
        }
        out.push_str(part);
    }
    if quoted {
        out.push('"');
    }
}
