//! One attribute of all rows, in the form that suits its values.

mod list;
mod raw;
mod reference;
mod shared;
mod text;
mod time;

pub(super) use list::{ListBlock, Lists};
pub(super) use raw::{BLOCK, Raw, RawBlock, UNTOLD};
pub(super) use reference::References;
pub(super) use shared::SharedLists;
pub(super) use text::{Form, TextColumn, is_diverse};
pub(super) use time::Times;

use super::{Cell, codes::Codes};
use crate::domain::{Attribute, Datum, Kind, Value};

/// Code of a row of which nothing is told; also of every row past the end of a column.
pub(super) const UNKNOWN: u32 = 0;
/// Code of a row that is told to be empty.
pub(super) const NULL: u32 = 1;
/// Code of the first value.
pub(super) const FIRST: u32 = 2;
/// Codes of a boolean column.
pub(super) const NO: u32 = 2;
pub(super) const YES: u32 = 3;

/// One attribute of all rows. It may be shorter than the directory; the rest is unknown.
#[derive(Debug, Clone)]
pub(super) struct Column {
    pub(super) data: Data,
    /// Rows that are not unknown.
    known: u32,
}

/// The values, by the attribute's kind.
#[derive(Debug, Clone)]
pub(super) enum Data {
    Text(TextColumn),
    /// Codes [`NO`] and [`YES`].
    Boolean(Codes),
    Time(Times),
    Texts(Lists),
    Shared(SharedLists),
    Reference(References),
}

impl Data {
    pub(super) fn new(attribute: Attribute) -> Self {
        match attribute.kind() {
            Kind::Text => Self::Text(TextColumn::default()),
            Kind::Boolean => Self::Boolean(Codes::default()),
            Kind::Time | Kind::Date => Self::Time(Times::default()),
            Kind::Texts if attribute.shares_lists() => Self::Shared(SharedLists::default()),
            Kind::Texts => Self::Texts(Lists::default()),
            Kind::Reference => Self::Reference(References::default()),
        }
    }

    pub(super) fn len(&self) -> usize {
        match self {
            Self::Text(column) => column.len(),
            Self::Boolean(codes) => codes.len(),
            Self::Time(times) => times.len(),
            Self::Texts(lists) => lists.len(),
            Self::Shared(lists) => lists.len(),
            Self::Reference(references) => references.codes().len(),
        }
    }

    /// What a row has.
    #[inline]
    pub(super) fn read(&self, row: usize) -> Cell<'_> {
        match self {
            Self::Text(column) => column.read(row),
            Self::Boolean(codes) => match codes.get(row) {
                UNKNOWN => Cell::Unknown,
                NULL => Cell::Null,
                code => Cell::Boolean(code == YES),
            },
            Self::Time(times) => times.read(row),
            Self::Texts(lists) => lists.read(row),
            Self::Shared(lists) => lists.read(row),
            Self::Reference(references) => references.read(row),
        }
    }

    /// Adds what nothing is known of, or nothing.
    pub(super) fn push_nothing(&mut self, known: bool) {
        let code = if known { NULL } else { UNKNOWN };
        match self {
            Self::Text(column) => column.push_nothing(known),
            Self::Boolean(codes) => codes.push(code),
            Self::Time(times) => times.push(code, 0),
            Self::Texts(lists) => lists.push(known, std::iter::empty()),
            Self::Shared(lists) => lists.push_nothing(known),
            Self::Reference(references) => references.push_nothing(known),
        }
    }

    /// Cuts, or fills with unknown.
    pub(super) fn resize(&mut self, len: usize) {
        match self {
            Self::Text(column) => column.resize(len),
            Self::Boolean(codes) => codes.resize(len),
            Self::Time(times) => times.resize(len),
            Self::Texts(lists) => lists.resize(len),
            Self::Shared(lists) => lists.resize(len),
            Self::Reference(references) => references.resize(len),
        }
    }

    /// Changes a row that is there. The value fits the kind and is not empty.
    fn set(&mut self, row: usize, datum: &Datum) {
        let code = if *datum == Datum::Unknown { UNKNOWN } else { NULL };
        match (self, datum) {
            (Self::Text(column), Datum::Value(Value::Text(text))) => column.set(row, Ok(text)),
            (Self::Text(column), _) => column.set(row, Err(code)),
            (Self::Boolean(codes), Datum::Value(Value::Boolean(value))) => {
                codes.set(row, if *value { YES } else { NO });
            }
            (Self::Boolean(codes), _) => codes.set(row, code),
            (Self::Time(times), Datum::Value(Value::Time(time))) => times.set(row, Ok(time.0)),
            (Self::Time(times), _) => times.set(row, Err(code)),
            (Self::Texts(lists), Datum::Value(Value::Texts(texts))) => lists.set(row, true, texts),
            (Self::Texts(lists), _) => lists.set(row, code == NULL, &[]),
            (Self::Shared(lists), Datum::Value(Value::Texts(texts))) => {
                lists.set(row, Some(texts));
            }
            (Self::Shared(lists), _) => lists.set(row, (code == NULL).then_some(&[])),
            (Self::Reference(references), Datum::Value(Value::Reference(id))) => {
                references.set(row, Ok(*id));
            }
            (Self::Reference(references), _) => references.set(row, Err(code)),
        }
    }
}

impl Column {
    pub(super) fn new(attribute: Attribute) -> Self {
        Self { data: Data::new(attribute), known: 0 }
    }

    /// A column from its values.
    pub(super) fn of(data: Data) -> Self {
        let known = match &data {
            Data::Text(column) => column.count_known(),
            Data::Boolean(codes) => codes.count_nonzero(),
            Data::Time(times) => times.count_known(),
            Data::Texts(lists) => lists.count_known(),
            Data::Shared(lists) => lists.count_known(),
            Data::Reference(references) => references.codes().count_nonzero(),
        };
        Self { data, known: u32::try_from(known).unwrap_or(u32::MAX) }
    }

    /// Rows that are not unknown.
    pub(super) const fn known(&self) -> u32 {
        self.known
    }

    #[inline]
    pub(super) fn read(&self, row: usize) -> Cell<'_> {
        self.data.read(row)
    }

    /// Lets texts that have become too diverse for a dictionary be kept row by row. Says whether.
    pub(super) fn reconsider(&mut self) -> bool {
        match &mut self.data {
            Data::Text(column) => column.reconsider(),
            _ => false,
        }
    }

    /// Changes a row; the column grows when it ends before.
    pub(super) fn set(&mut self, row: usize, datum: &Datum) {
        if self.data.len() <= row {
            self.data.resize(row + 1);
        }
        let before = u32::from(self.read(row).is_known());
        self.data.set(row, datum);
        self.known = self.known - before + u32::from(*datum != Datum::Unknown);
    }
}
