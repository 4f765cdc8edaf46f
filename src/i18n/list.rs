//! Enumerations inside a sentence.

use crate::i18n::Locale;

impl Locale {
    /// `a, b and c`; `a, b et c`.
    #[must_use]
    pub fn list_and<T: AsRef<str>>(self, items: &[T]) -> String {
        join(items, if self == Self::En { " and " } else { " et " })
    }

    /// `a, b or c`; `a, b ou c`.
    #[must_use]
    pub fn list_or<T: AsRef<str>>(self, items: &[T]) -> String {
        join(items, if self == Self::En { " or " } else { " ou " })
    }
}

fn join<T: AsRef<str>>(items: &[T], last: &str) -> String {
    let mut out = String::new();
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            out.push_str(if at + 1 == items.len() { last } else { ", " });
        }
        out.push_str(item.as_ref());
    }
    out
}
