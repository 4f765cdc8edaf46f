//! The order of texts in lists: by their folded form, then by their bytes.
//!
//! This is not yet the order that readers expect: punctuation, digits and letters stand as their
//! code points do, and accents and case decide by bytes where the folded forms are equal.

use std::cmp::Ordering;

/// Whose order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Collation {
    /// One order for English and French; the root order of CLDR is what it is to become.
    #[default]
    Root,
}

/// A byte string that sorts as the text does; equal only for texts the order does not tell apart.
#[must_use]
pub fn key(text: &str, collation: Collation) -> Vec<u8> {
    let mut key = Vec::new();
    key_into(text, collation, &mut key);
    key
}

/// As [`key`], at the end of `out`. No byte of a key is 0.
pub fn key_into(text: &str, collation: Collation, out: &mut Vec<u8>) {
    let Collation::Root = collation;
    let no_zero = |byte: &u8| (*byte).max(1);
    out.extend(crate::text::fold::search(text).as_bytes().iter().map(no_zero));
    out.push(1);
    out.extend(text.as_bytes().iter().map(no_zero));
}

/// Compares two texts in the reader's order.
#[must_use]
pub fn compare(one: &str, other: &str, collation: Collation) -> Ordering {
    key(one, collation).cmp(&key(other, collation))
}
