//! Finding users by any part of any text.

use crate::store::Bits;

/// The answer to a search, which a longer query can start from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Users with every word in some text attribute, deleted ones included.
    pub rows: Bits,
    /// The folded words.
    pub(crate) words: Vec<String>,
    /// The state of the users that was searched.
    pub(crate) revision: u64,
}
