//! Entries of one or several logs in one order.

use super::{AuditColumn, AuditLog};
use crate::store::Bits;
use crate::text::collate::{Collation, key};

/// By what entries are ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuditOrder {
    Date,
    Column(AuditColumn),
    Targets,
    InitiatedBy,
    /// Which of the logs.
    Log,
}

/// The rows of some logs in one order, each with the number of its log; among equals the newest
/// comes first, then the later row.
#[must_use]
pub fn order(logs: &[(&AuditLog, &Bits)], by: AuditOrder, down: bool) -> Vec<(u8, u32)> {
    let numbered = || (0_u8..).zip(logs);
    let mut keyed: Vec<(u32, i64, u8, u32)> = match by {
        AuditOrder::Date | AuditOrder::Log => numbered()
            .flat_map(|(number, (log, rows))| {
                let rank = if by == AuditOrder::Log { u32::from(number) } else { 0 };
                rows.iter().map(move |row| (rank, log.at(row).0, number, row))
            })
            .collect(),
        _ => ranked(logs, by),
    };
    let place = |entry: &(u32, i64, u8, u32)| (entry.2, entry.3);
    if by == AuditOrder::Date {
        // Files come in the order of time, or against it: quick for a sort that sees runs.
        keyed.sort_by_key(|entry| (entry.1, place(entry)));
        if down {
            keyed.reverse();
        }
    } else {
        keyed.sort_unstable_by_key(|entry| {
            let rank = if down { u32::MAX - entry.0 } else { entry.0 };
            (rank, std::cmp::Reverse((entry.1, place(entry))))
        });
    }
    keyed.iter().map(place).collect()
}

/// Each row with the rank of its text among all texts of all logs.
fn ranked(logs: &[(&AuditLog, &Bits)], by: AuditOrder) -> Vec<(u32, i64, u8, u32)> {
    // A text is ordered once, however many rows have it.
    let mut texts: Vec<(Vec<u8>, u8, Vec<u32>)> = Vec::new();
    for (number, (log, rows)) in (0_u8..).zip(logs) {
        let mut of_row: Vec<(String, u32)> =
            rows.iter().map(|row| (text_of(log, row, by), row)).collect();
        of_row.sort_unstable();
        for chunk in of_row.chunk_by(|one, other| one.0 == other.0) {
            let text = chunk.first().map_or("", |(text, _)| text.as_str());
            let rows = chunk.iter().map(|(_, row)| *row).collect();
            texts.push((key(text, Collation::Root), number, rows));
        }
    }
    texts.sort_unstable_by(|one, other| one.0.cmp(&other.0));
    let mut keyed = Vec::new();
    for (rank, chunk) in (0_u32..).zip(texts.chunk_by(|one, other| one.0 == other.0)) {
        for (_, number, rows) in chunk {
            let Some((log, _)) = logs.get(usize::from(*number)) else { continue };
            keyed.extend(rows.iter().map(|row| (rank, log.at(*row).0, *number, *row)));
        }
    }
    keyed
}

fn text_of(log: &AuditLog, row: u32, by: AuditOrder) -> String {
    match by {
        AuditOrder::Column(column) => log.get(row, column).unwrap_or_default().to_owned(),
        AuditOrder::Targets => {
            let mut out = String::new();
            log.write_targets(row, &mut out);
            out
        }
        AuditOrder::InitiatedBy => log.initiated_by(row).name().unwrap_or_default().to_owned(),
        AuditOrder::Date | AuditOrder::Log => String::new(),
    }
}
