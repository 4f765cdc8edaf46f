//! Members of a group that a file lists without naming it.
//!
//! Entra's template lists ids and user principal names. What it lets people download is a table like
//! one of users, of which no literal header is published: the file's name says that these are members,
//! and they come in as people too.

use super::{Cells, CsvFile, CsvSink};
use crate::exchange::csv::Block;
use crate::exchange::value;

/// Members of a group that the file does not name.
#[derive(Debug, Default)]
pub(super) struct Members {
    /// Whether a table of users is one of members, going by its name.
    wanted: bool,
    /// Rows, and ids or user principal names.
    listed: Vec<(u32, String)>,
}

impl CsvFile {
    /// The same, of a file with a name.
    pub(in crate::exchange) fn named(mut self, name: &str) -> Self {
        self.members.wanted = speaks_of_members(name);
        self
    }

    /// What was listed: rows, and ids or user principal names.
    pub(in crate::exchange) fn take_members(&mut self) -> Vec<(u32, String)> {
        std::mem::take(&mut self.members.listed)
    }
}

/// Whether a file's name speaks of members, in English or French.
fn speaks_of_members(name: &str) -> bool {
    let name = name.to_lowercase();
    name.contains("member") || name.contains("membre")
}

impl CsvSink<'_> {
    /// Keeps who the records of a table of users are, where its name speaks of members.
    pub(super) fn note_members(&mut self, cells: &Cells<'_>) {
        if !self.file.members.wanted {
            return;
        }
        for (record, &row) in cells.block.rows().iter().enumerate() {
            let (id, name) = (self.file.plan.id, self.file.plan.name);
            let written = cells.text(record, id).or_else(|| cells.text(record, name));
            if let Some(written) = written {
                self.file.members.listed.push((row, written.into_owned()));
            }
        }
    }

    /// Keeps the members that the records name.
    pub(super) fn list_members(&mut self, block: Block<'_>) {
        let text = simdutf8::basic::from_utf8(block.text()).ok();
        let cells = Cells { block, text, encoding: self.file.encoding };
        for (record, &row) in block.rows().iter().enumerate() {
            let written = cells.text(record, self.file.plan.member);
            if let Some(written) = written.as_deref().map(value::trimmed)
                && !written.is_empty()
                && !written.starts_with("Example:")
            {
                self.file.members.listed.push((row, written.to_owned()));
            }
        }
    }
}
