//! Values.

use super::ast::Block;
use std::cell::RefCell;
use std::rc::Rc;

#[derive(Debug, Clone)]
pub(crate) enum V {
    Null,
    Bool(bool),
    Int(i64),
    Float(f64),
    Text(String),
    /// A UTF-16 unit.
    Char(u16),
    /// `object[]`: fixed, so `+=` makes a new one.
    List(Rc<[Self]>),
    Table(Rc<RefCell<Table>>),
    Block(Block),
    /// `[name]`, or an enum value.
    Type(String),
    /// Milliseconds since 1970, UTC.
    Time(i64),
    Object(Rc<Object>),
    /// `[ref] $name`
    Ref(String),
}

/// The objects of .NET that the scripts use.
#[derive(Debug)]
pub(crate) enum Object {
    Builder(RefCell<String>),
    ListOfObjects(RefCell<Vec<V>>),
    Bytes(RefCell<Vec<u8>>),
    Exception {
        message: String,
        data: V,
        status: Option<i64>,
    },
    ErrorRecord(Rc<Self>),
    /// Anything with named properties only.
    Record(Vec<(String, V)>),
    Random,
    JsonReader,
}

/// A table: keys compare without regard to case and keep their order.
#[derive(Debug, Default)]
pub(crate) struct Table {
    pub entries: Vec<(String, V)>,
}

impl Table {
    pub(crate) fn get(&self, key: &str) -> Option<&V> {
        let found = self.entries.iter().find(|(known, _)| known.eq_ignore_ascii_case(key));
        found.map(|(_, value)| value)
    }

    pub(crate) fn set(&mut self, key: &str, value: V) {
        match self.entries.iter_mut().find(|(known, _)| known.eq_ignore_ascii_case(key)) {
            Some((_, place)) => *place = value,
            None => self.entries.push((key.to_owned(), value)),
        }
    }
}

impl V {
    pub(crate) fn list(items: Vec<Self>) -> Self {
        Self::List(items.into())
    }

    pub(crate) fn table(entries: Vec<(String, Self)>) -> Self {
        Self::Table(Rc::new(RefCell::new(Table { entries })))
    }

    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// What a pipeline sends on: the items of a list, any other value as one.
    pub(crate) fn items(&self) -> Vec<Self> {
        match self {
            Self::List(items) => items.to_vec(),
            Self::Object(object) => match object.as_ref() {
                Object::ListOfObjects(items) => items.borrow().clone(),
                _ => vec![self.clone()],
            },
            _ => vec![self.clone()],
        }
    }

    /// What an assignment keeps of a pipeline's output.
    pub(crate) fn collected(mut output: Vec<Self>) -> Self {
        match output.len() {
            0 => Self::Null,
            1 => output.remove(0),
            _ => Self::list(output),
        }
    }

    /// `about_Booleans`: what counts as true.
    pub(crate) fn truth(&self) -> bool {
        match self {
            Self::Null => false,
            Self::Bool(yes) => *yes,
            Self::Int(number) => *number != 0,
            Self::Float(number) => *number != 0.0,
            Self::Text(text) => !text.is_empty(),
            Self::List(items) => match items.as_ref() {
                [] => false,
                [one] => one.truth(),
                _ => true,
            },
            _ => true,
        }
    }

    /// `[string] $value`
    pub(crate) fn to_text(&self) -> String {
        match self {
            Self::Null => String::new(),
            Self::Bool(yes) => if *yes { "True" } else { "False" }.to_owned(),
            Self::Int(number) => number.to_string(),
            Self::Float(number) => number.to_string(),
            Self::Text(text) | Self::Type(text) => text.clone(),
            Self::Char(unit) => {
                let mut out = String::new();
                push_unit(&mut out, *unit);
                out
            }
            Self::List(items) => items.iter().map(Self::to_text).collect::<Vec<_>>().join(" "),
            // A culture's way to write a time: no script may rely on it.
            Self::Time(_) => "06/15/2025 15:06:40".to_owned(),
            Self::Table(_) => "System.Collections.Hashtable".to_owned(),
            Self::Object(object) => match object.as_ref() {
                Object::Builder(text) => text.borrow().clone(),
                other => format!("{other:?}"),
            },
            Self::Block(_) | Self::Ref(_) => panic!("no text of {self:?}"),
        }
    }

    pub(crate) fn to_int(&self) -> i64 {
        match self {
            Self::Null => 0,
            Self::Bool(yes) => i64::from(*yes),
            Self::Int(number) => *number,
            Self::Char(unit) => i64::from(*unit),
            #[expect(clippy::cast_possible_truncation, reason = "what `[int]` does")]
            Self::Float(number) => number.round() as i64,
            Self::Text(text) if text.is_empty() => 0,
            Self::Text(text) => text.parse().unwrap_or_else(|_| panic!("{text} is no number")),
            other => panic!("{other:?} is no number"),
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "small numbers")]
    pub(crate) fn to_float(&self) -> f64 {
        match self {
            Self::Float(number) => *number,
            other => other.to_int() as f64,
        }
    }

    /// `-eq`: text without regard to case; the right side takes the type of the left.
    pub(crate) fn equals(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Null, Self::Null) => true,
            (Self::Null, _) | (_, Self::Null) => false,
            (Self::Bool(a), b) => *a == b.truth(),
            (Self::Int(_) | Self::Float(_), b) => {
                (self.to_float() - b.to_float()).abs() < f64::EPSILON
            }
            (Self::Time(a), Self::Time(b)) => a == b,
            (a, b) => a.to_text().to_lowercase() == b.to_text().to_lowercase(),
        }
    }

    pub(crate) fn same_text(&self, other: &str) -> bool {
        matches!(self, Self::Text(text) if text == other)
    }
}

/// Where half a character waits for its other half: Rust's text has no place for it.
const HALVES: u32 = 0x10_0000;

/// Appends a UTF-16 unit; a low half completes the high half before it.
fn push_unit(out: &mut String, unit: u16) {
    let waiting = out.chars().next_back().map(u32::from).and_then(|c| c.checked_sub(HALVES));
    let high = waiting.and_then(|half| u16::try_from(half).ok());
    if let Some(high) = high
        && let Ok(whole) = String::from_utf16(&[high, unit])
    {
        out.pop();
        out.push_str(&whole);
        return;
    }
    let single = char::from_u32(u32::from(unit));
    out.push(single.unwrap_or_else(|| char::from_u32(HALVES + u32::from(unit)).unwrap()));
}

/// Text and text, or text and a unit.
pub(crate) fn append(out: &mut String, value: &V) {
    match value {
        V::Char(unit) => push_unit(out, *unit),
        other => out.push_str(&other.to_text()),
    }
}
