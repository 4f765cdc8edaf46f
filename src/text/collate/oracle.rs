//! Another implementation of CLDR's root order, for the tests.

use super::{Collation, key, table};
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences, options::CollatorOptions};
use std::cmp::Ordering;

thread_local! {
    static ROOT: CollatorBorrowed<'static> =
        Collator::try_new(CollatorPreferences::default(), CollatorOptions::default()).unwrap();
}

pub(crate) fn compare(one: &str, other: &str) -> Ordering {
    ROOT.with(|root| root.compare(one, other))
}

/// Whether the order of a character is said to be exact.
pub(crate) fn is_exact(c: char) -> bool {
    let excepted = matches!(c,
        // Reserved for characters that are ignored.
        '\u{2065}'
        // Younger than the browsers in use.
        | '\u{208f}' | '\u{209d}'..='\u{209f}' | '\u{20c2}'..='\u{20cf}'
        // Marks around characters; Hebrew letters as symbols.
        | '\u{20d0}'..='\u{20ff}' | 'ℵ'..='ℸ');
    // What is not assigned sorts behind the last ideograph.
    table::is_exact(u32::from(c))
        && !excepted
        && compare(c.encode_utf8(&mut [0; 4]), "\u{323af}").is_lt()
}

/// A text as a key of the naive order of something.
///
/// All keys of an order are to be made with the same `exact`: whether the other implementation
/// decides. It cannot where characters are only approximately in order.
#[derive(Debug)]
pub(crate) enum Key {
    Exact(String),
    Approximate(Vec<u8>),
}

impl Key {
    pub(crate) fn new(text: &str, exact: bool) -> Self {
        if exact {
            return Self::Exact(text.to_owned());
        }
        Self::Approximate(key(text, Collation::Root))
    }
}

impl Ord for Key {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Exact(one), Self::Exact(other)) => compare(one, other),
            (Self::Approximate(one), Self::Approximate(other)) => one.cmp(other),
            _ => panic!("keys of two kinds"),
        }
    }
}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Key {}
