//! A column of texts, read a block at a time.

use super::{Cells, CsvSink, Planned, oversized};
use crate::domain::Attribute;
use crate::exchange::value;

/// Whether a cell that starts with this byte needs a closer look: it may stand in quotes, carry a
/// mark, or be a formula.
const fn is_special(first: u8) -> bool {
    first < b'0' && matches!(first, b'"' | b'\'' | b'+' | b'-' | b'\t' | b'\r' | b'\n')
        || matches!(first, b'=' | b'@')
}

impl CsvSink<'_> {
    /// One column of texts of a block. False, and nothing is done, where some cell is not simply a
    /// part of the file's text: then the cells are to be read one by one.
    pub(super) fn texts(
        &mut self,
        cells: &Cells<'_>,
        column: usize,
        planned: &Planned,
        from: u32,
    ) -> bool {
        let Some(text) = cells.text else { return false };
        let suspicious = cells.block.suspicious();
        // A table of ours holds values alone.
        let lists = planned.attribute == Attribute::BUSINESS_PHONES && !self.file.empty_quotes;
        let closely = suspicious || lists || planned.limits.has_choices();
        let usual = planned.limits.usual().min(planned.longest);
        let (file, bytes) = (&mut *self.file, text.as_bytes());
        file.places.clear();
        let mut odd: Vec<(u32, &str, bool)> = Vec::new();
        let rows = cells.block.rows().iter().zip(&file.admitted);
        for ((&row, admitted), (mut start, mut end)) in rows.zip(cells.block.places(column)) {
            if admitted.is_none() {
                continue;
            }
            // Nearly every cell: neither empty nor long, and nothing special about it.
            let length = end.wrapping_sub(start) as usize;
            let first = bytes.get(start as usize).copied();
            if !closely
                && length.wrapping_sub(1) < usual
                && first.is_some_and(|first| !is_special(first))
            {
                file.places.push(start, end);
                continue;
            }
            if start >= end {
                if start > end || bytes.len() < end as usize {
                    file.places.push_unknown();
                } else {
                    file.places.push_null();
                }
                continue;
            }
            if first == Some(b'"') && cells.block.quotes() {
                let inside = bytes.get(start as usize + 1..end as usize - 1).unwrap_or_default();
                let is_closed = end - start > 1 && bytes.get(end as usize - 1) == Some(&b'"');
                if !is_closed || memchr::memchr(b'"', inside).is_some() {
                    return false;
                }
                (start, end) = (start + 1, end - 1);
                if start == end {
                    if file.empty_quotes {
                        file.places.push_unknown();
                    } else {
                        file.places.push_null();
                    }
                    continue;
                }
            }
            if planned.marked && bytes.get(start as usize) == Some(&b'\'') {
                start += 1;
            }
            let Some(cell) = text.get(start as usize..end as usize) else { return false };
            let too_long = cell.len() > planned.longest;
            if too_long || planned.limits.is_odd(cell, suspicious) {
                odd.push((row, cell, too_long));
            }
            if too_long || (lists && value::is_type_name(cell)) {
                file.places.push_unknown();
            } else {
                file.places.push(start, end);
            }
        }
        for (row, cell, too_long) in odd {
            if too_long {
                oversized(row, planned, cell, self.problems);
            } else {
                planned.limits.examine(row, &planned.header, cell, self.problems);
            }
        }
        self.table.column(planned.attribute, from).push_places(text, &self.file.places);
        true
    }
}
