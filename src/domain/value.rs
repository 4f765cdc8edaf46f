//! What an attribute can hold: a value, null, or nothing that we know of.

use crate::domain::{ObjectId, Timestamp};

/// A value of an attribute. The variant always fits the attribute's [`Kind`](super::Kind).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// Text exactly as imported or typed, never empty (an empty cell is null).
    Text(String),
    /// A yes or no.
    Boolean(bool),
    /// A point in time.
    Time(Timestamp),
    /// A collection of texts in the order of the source, never empty (an empty one is null).
    Texts(Vec<String>),
    /// Another object of the directory, imported or not.
    Reference(ObjectId),
}

impl Value {
    /// The text, when this is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// What is known of one attribute of one object.
///
/// Unknown is not null: a file without the column says nothing, a file with an empty cell says
/// that the attribute is not set.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Datum {
    /// No import told.
    #[default]
    Unknown,
    /// Told: not set.
    Null,
    /// Told: set to this.
    Value(Value),
}

impl Datum {
    /// A text, or null when it is empty.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Null } else { Self::Value(Value::Text(text)) }
    }

    /// The text, when this is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Value(value) => value.as_text(),
            _ => None,
        }
    }

    /// The yes or no, when this is one.
    #[must_use]
    pub const fn as_boolean(&self) -> Option<bool> {
        match self {
            Self::Value(Value::Boolean(value)) => Some(*value),
            _ => None,
        }
    }
}

impl From<Option<Value>> for Datum {
    fn from(value: Option<Value>) -> Self {
        value.map_or(Self::Null, Self::Value)
    }
}
