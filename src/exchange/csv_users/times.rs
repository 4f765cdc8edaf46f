//! Columns of times, held back until the order of day and month is known.

use super::plan::Planned;
use crate::domain::time::DAY;
use crate::domain::{Kind, Timestamp};
use crate::exchange::Format;
use crate::exchange::problem::{Fault, Problem, Problems};
use crate::exchange::table::Table;
use crate::exchange::value::{Order, Written};

/// A cell of a time column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cell {
    Unknown,
    Null,
    At(Written),
}

/// The point in time, or the midnight of the day where the attribute is a day.
pub(in crate::exchange) fn rounded(kind: Kind, at: i64) -> Timestamp {
    Timestamp(if kind == Kind::Date { at.div_euclid(DAY) * DAY } else { at })
}

/// Puts a column of times into the table, from row `first` on.
///
/// `3/4/2021` is read as the column's other dates are: a date that only one order allows shows the
/// order. Where both orders show, or none does, Entra's documented form (month first) holds, in
/// French files the French one; that the order was a guess is told.
pub(super) fn settle(
    planned: &mut Planned,
    first: u32,
    format: Option<Format>,
    table: &mut Table,
    problems: &mut Problems,
) {
    let cells = std::mem::take(&mut planned.times);
    let shows = |order: Order| {
        cells
            .iter()
            .any(|cell| matches!(cell, Cell::At(Written::Shows(_, shown)) if *shown == order))
    };
    let open = cells.iter().any(|cell| matches!(cell, Cell::At(Written::Either(..))));
    let (order, guessed) = match (open, shows(Order::MonthFirst), shows(Order::DayFirst)) {
        (true, true, false) => (Order::MonthFirst, false),
        (true, false, true) => (Order::DayFirst, false),
        (open, ..) if format == Some(Format::Microsoft365UsersFrench) => (Order::DayFirst, open),
        (open, ..) => (Order::MonthFirst, open),
    };
    if guessed {
        let fault = Fault::DateOrderGuessed { day_first: order == Order::DayFirst };
        let column = Some(planned.header.clone());
        problems.add(fault.code(), || Problem { row: None, column, at: None, fault });
    }
    let kind = planned.kind;
    let column = table.column(planned.attribute, first);
    for cell in cells {
        match cell {
            Cell::Unknown => column.push_unknown(),
            Cell::Null => column.push_null(),
            Cell::At(Written::Exact(at) | Written::Shows(at, _)) => {
                column.push_time(rounded(kind, at));
            }
            Cell::At(Written::Either(month_first, day_first)) => {
                let at = if order == Order::MonthFirst { month_first } else { day_first };
                column.push_time(rounded(kind, at));
            }
        }
    }
}
