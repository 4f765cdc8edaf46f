//! What is wrong with imported files, as CSV for a spreadsheet.

use super::buffer::Buffer;
use super::quote::Quoting;
use super::{MARK, Profile, Separator};
use crate::exchange::import::Report;
use crate::exchange::problem::Fault;

/// The listed problems of some files, in the order of the files and their rows: file, row, column,
/// stable code, and the sentence that `sentence` makes of it. The headers come in that order.
///
/// Nothing in it runs in a spreadsheet: a cell that would is marked with `'`.
#[must_use]
pub fn problems(
    files: &[Report],
    headers: [&str; 5],
    separator: Separator,
    sentence: impl Fn(&Fault) -> String,
) -> Vec<u8> {
    let profile = Profile::Spreadsheet { separator };
    let (mut out, mut quoting) = (Buffer::default(), Quoting::new(profile));
    let mut line = |out: &mut Buffer, cells: [&str; 5]| {
        for (at, cell) in cells.into_iter().enumerate() {
            if at > 0 {
                out.put([profile.separator()]);
            }
            quoting.text(out, cell, true);
        }
        out.put(*b"\r\n");
    };
    out.append(MARK);
    line(&mut out, headers);
    for file in files {
        for problem in file.problems.list() {
            let row = problem.row.map(|row| row.to_string()).unwrap_or_default();
            let column = problem.column.as_deref().unwrap_or_default();
            let sentence = sentence(&problem.fault);
            line(&mut out, [&file.name, &row, column, problem.fault.code(), &sentence]);
        }
    }
    out.into_bytes()
}
