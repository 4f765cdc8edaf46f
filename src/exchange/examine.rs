//! What to tell about a text that is taken in as it stands.

use crate::domain::{Attribute, Kind};
use crate::exchange::problem::{Fault, Problem, Problems, excerpt};
use crate::exchange::{csv, hostile};

/// The limits of one attribute's texts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    attribute: Attribute,
    /// Longest text in UTF-16 units.
    max: usize,
    has_choices: bool,
}

impl Limits {
    pub(super) fn of(attribute: Attribute) -> Self {
        let definition = attribute.definition();
        Self {
            attribute,
            max: if definition.max == 0 { usize::MAX } else { usize::from(definition.max) },
            has_choices: !definition.choices.is_empty(),
        }
    }

    /// Whether there is a list of values that are allowed.
    pub(super) const fn has_choices(self) -> bool {
        self.has_choices
    }

    /// Bytes of a text that is not too long, whatever it holds.
    pub(super) const fn usual(self) -> usize {
        self.max
    }

    /// Whether a text needs [`Self::examine`]; cheap, for every cell. `suspicious` says that the
    /// text around it is ([`csv::suspicious`]).
    #[inline]
    pub(super) fn is_odd(self, text: &str, suspicious: bool) -> bool {
        let formula = match text.as_bytes().first() {
            Some(b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r' | b'\n') => hostile::is_formula(text),
            _ => false,
        };
        formula
            || text.len() > self.max
            || (suspicious && csv::suspicious(text.as_bytes()))
            || (self.has_choices && !self.attribute.definition().choices.contains(&text))
    }

    /// Tells what is odd about a text.
    pub(super) fn examine(self, row: u32, column: &str, text: &str, problems: &mut Problems) {
        let mut tell = |at: Option<u32>, fault: Fault| {
            let column = || Some(column.to_owned());
            problems.add(fault.code(), || Problem { row: Some(row), column: column(), at, fault });
        };
        for (at, fault) in hostile::inspect(text) {
            tell(at, fault);
        }
        if self.attribute.kind() != Kind::Text {
            return;
        }
        if hostile::is_formula(text) {
            tell(None, Fault::Formula);
        }
        if text.len() > self.max {
            let length = text.encode_utf16().count();
            if length > self.max {
                let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
                tell(None, Fault::TooLong { length: number(length), max: number(self.max) });
            }
        }
        let choices = self.attribute.definition().choices;
        if self.has_choices && !choices.iter().any(|choice| choice.eq_ignore_ascii_case(text)) {
            tell(None, Fault::NotAChoice { value: excerpt(text) });
        }
    }
}
