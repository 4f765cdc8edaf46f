//! Members of a group that a file lists without naming it.

use super::{Cells, CsvFile, CsvSink};
use crate::exchange::csv::Block;
use crate::exchange::value;

impl CsvFile {
    /// What was listed: rows, and ids or user principal names.
    pub(in crate::exchange) fn take_members(&mut self) -> Vec<(u32, String)> {
        std::mem::take(&mut self.members)
    }
}

impl CsvSink<'_> {
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
                self.file.members.push((row, written.to_owned()));
            }
        }
    }
}
