//! What one attribute of one row holds, borrowed from the columns.

use crate::domain::{Datum, ObjectId, Timestamp, Value};
use std::fmt;

/// The content of a cell; [`Datum`] is its owned twin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell<'a> {
    /// No import told.
    Unknown,
    /// Told: not set.
    Null,
    /// A text.
    Text(&'a str),
    /// A yes or no.
    Boolean(bool),
    /// A point in time, or a day.
    Time(Timestamp),
    /// Several texts.
    Texts(Texts<'a>),
    /// Another object.
    Reference(ObjectId),
}

impl<'a> Cell<'a> {
    /// A copy that owns its content.
    #[must_use]
    pub fn to_datum(self) -> Datum {
        match self {
            Self::Unknown => Datum::Unknown,
            Self::Null => Datum::Null,
            Self::Text(text) => Datum::Value(Value::Text(text.to_owned())),
            Self::Boolean(value) => Datum::Value(Value::Boolean(value)),
            Self::Time(time) => Datum::Value(Value::Time(time)),
            Self::Texts(texts) => {
                Datum::Value(Value::Texts(texts.iter().map(str::to_owned).collect()))
            }
            Self::Reference(id) => Datum::Value(Value::Reference(id)),
        }
    }

    /// The text, when this is one.
    #[must_use]
    pub const fn text(self) -> Option<&'a str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The yes or no, when this is one.
    #[must_use]
    pub const fn boolean(self) -> Option<bool> {
        match self {
            Self::Boolean(value) => Some(value),
            _ => None,
        }
    }

    /// The time, when this is one.
    #[must_use]
    pub const fn time(self) -> Option<Timestamp> {
        match self {
            Self::Time(time) => Some(time),
            _ => None,
        }
    }

    /// The object, when this is one.
    #[must_use]
    pub const fn reference(self) -> Option<ObjectId> {
        match self {
            Self::Reference(id) => Some(id),
            _ => None,
        }
    }

    /// Whether an import told anything.
    #[must_use]
    pub const fn is_known(self) -> bool {
        !matches!(self, Self::Unknown)
    }

    /// Whether there is a value.
    #[must_use]
    pub const fn is_value(self) -> bool {
        !matches!(self, Self::Unknown | Self::Null)
    }
}

/// A list of texts, in the order of the source.
#[derive(Clone, Copy)]
pub struct Texts<'a> {
    /// Texts one after the other.
    heap: &'a str,
    /// Where the first starts in the heap, and each ends.
    start: u32,
    ends: &'a [u32],
}

impl<'a> Texts<'a> {
    pub(super) const fn new(heap: &'a str, start: u32, ends: &'a [u32]) -> Self {
        Self { heap, start, ends }
    }

    /// A list outside of any column: its texts one after the other, and where each ends.
    #[must_use]
    pub const fn whole(heap: &'a str, ends: &'a [u32]) -> Self {
        Self { heap, start: 0, ends }
    }

    /// The texts.
    pub fn iter(self) -> impl Iterator<Item = &'a str> + Clone {
        let mut start = self.start as usize;
        self.ends.iter().map(move |&end| {
            let text = self.heap.get(start..end as usize).unwrap_or_default();
            start = end as usize;
            text
        })
    }

    /// How many there are.
    #[must_use]
    pub const fn len(self) -> usize {
        self.ends.len()
    }

    /// Whether there is none; a cell never holds an empty list.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.ends.is_empty()
    }
}

impl PartialEq for Texts<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}

impl Eq for Texts<'_> {}

impl fmt::Debug for Texts<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}
