//! A filter made ready: values folded and sorted out once, then put to texts, codes or cells.

use super::{Filter, Operator};
use crate::{
    domain::{ObjectId, Timestamp, Value},
    store::Cell,
    text::fold,
};
use memchr::memmem::Finder;
use std::cmp::Ordering;

/// What a filter asks of a cell that is known.
pub(super) struct Condition<'a> {
    pub(super) test: Test<'a>,
    /// Whether the filter asks for the opposite.
    pub(super) negative: bool,
}

/// What is asked, before any negation. Null passes none but [`Test::Null`].
pub(super) enum Test<'a> {
    Null,
    Value,
    Equal(&'a [Value]),
    /// Folded texts, one of which is to occur.
    Contains(Vec<Finder<'static>>),
    Starts(Vec<String>),
    Ends(Vec<String>),
    /// A comparison with one of the times has this result, or the other.
    Time(Vec<Timestamp>, Ordering, Ordering),
}

impl<'a> Condition<'a> {
    /// None for [`Operator::IsUnknown`] and [`Operator::IsKnown`], which ask something else.
    pub(super) fn new(filter: &'a Filter) -> Option<Self> {
        use Operator as Op;
        let texts = || {
            filter.values.iter().filter_map(|value| match value {
                Value::Text(text) => Some(fold::case(text).into_owned()),
                _ => None,
            })
        };
        let time = |one, other| {
            let times = filter.values.iter().filter_map(|value| match value {
                Value::Time(time) => Some(*time),
                _ => None,
            });
            Test::Time(times.collect(), one, other)
        };
        let (test, negative) = match filter.operator {
            Op::IsUnknown | Op::IsKnown => return None,
            Op::IsEmpty => (Test::Null, false),
            Op::IsNotEmpty => (Test::Value, false),
            Op::Is | Op::In => (Test::Equal(&filter.values), false),
            Op::IsNot | Op::NotIn => (Test::Equal(&filter.values), true),
            op @ (Op::Contains | Op::NotContains) => {
                let finders = texts().map(|text| Finder::new(text.as_bytes()).into_owned());
                (Test::Contains(finders.collect()), op == Op::NotContains)
            }
            op @ (Op::StartsWith | Op::NotStartsWith) => {
                (Test::Starts(texts().collect()), op == Op::NotStartsWith)
            }
            op @ (Op::EndsWith | Op::NotEndsWith) => {
                (Test::Ends(texts().collect()), op == Op::NotEndsWith)
            }
            Op::Before => (time(Ordering::Less, Ordering::Less), false),
            Op::NotAfter => (time(Ordering::Less, Ordering::Equal), false),
            Op::After => (time(Ordering::Greater, Ordering::Greater), false),
            Op::NotBefore => (time(Ordering::Greater, Ordering::Equal), false),
        };
        Some(Self { test, negative })
    }

    /// Whether a known cell satisfies the filter.
    pub(super) fn holds(&self, cell: Cell<'_>) -> bool {
        let passes = match cell {
            Cell::Unknown => return false,
            Cell::Null => matches!(self.test, Test::Null),
            Cell::Text(text) => self.test.text(text),
            Cell::Texts(texts) => texts.iter().any(|text| self.test.text(text)),
            Cell::Boolean(value) => self.test.value(&Value::Boolean(value)),
            Cell::Time(time) => self.test.time(time),
            Cell::Reference(id) => self.test.reference(id),
        };
        passes != self.negative
    }
}

impl Test<'_> {
    /// The texts to be equal to, when equality is asked.
    pub(super) fn equal_texts(&self) -> Option<impl Iterator<Item = &str>> {
        let Self::Equal(values) = self else { return None };
        Some(values.iter().filter_map(|value| match value {
            Value::Text(text) => Some(text.as_str()),
            _ => None,
        }))
    }

    pub(super) fn text(&self, text: &str) -> bool {
        match self {
            Self::Value => true,
            Self::Null | Self::Time(..) => false,
            Self::Equal(_) => self
                .equal_texts()
                .is_some_and(|mut texts| texts.any(|value| fold::same(text, value))),
            Self::Contains(finders) => {
                let text = fold::case(text);
                finders.iter().any(|finder| finder.find(text.as_bytes()).is_some())
            }
            Self::Starts(starts) => {
                let text = fold::case(text);
                starts.iter().any(|start| text.starts_with(start.as_str()))
            }
            Self::Ends(ends) => {
                let text = fold::case(text);
                ends.iter().any(|end| text.ends_with(end.as_str()))
            }
        }
    }

    fn value(&self, value: &Value) -> bool {
        match self {
            Self::Value => true,
            Self::Equal(values) => values.contains(value),
            _ => false,
        }
    }

    pub(super) fn boolean(&self, value: bool) -> bool {
        self.value(&Value::Boolean(value))
    }

    pub(super) fn reference(&self, id: ObjectId) -> bool {
        self.value(&Value::Reference(id))
    }

    pub(super) fn time(&self, time: Timestamp) -> bool {
        match self {
            Self::Time(times, one, other) => times.iter().any(|value| {
                let order = time.cmp(value);
                order == *one || order == *other
            }),
            _ => self.value(&Value::Time(time)),
        }
    }
}
