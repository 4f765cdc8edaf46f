//! The order in which a reader expects texts.

use std::cmp::Ordering;

/// Whose order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Collation {
    /// The root order of CLDR, which English and French share.
    #[default]
    Root,
}

/// A byte string that sorts as the text does; equal only for texts the order does not tell apart.
#[must_use]
pub fn key(text: &str, collation: Collation) -> Vec<u8> {
    let Collation::Root = collation;
    let mut key: Vec<u8> = crate::text::fold::search(text).as_bytes().to_vec();
    key.push(0);
    key.extend_from_slice(text.as_bytes());
    key
}

/// Compares two texts in the reader's order.
#[must_use]
pub fn compare(one: &str, other: &str, collation: Collation) -> Ordering {
    key(one, collation).cmp(&key(other, collation))
}
