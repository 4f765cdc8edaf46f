//! The distinct texts of a column, each with a number.

use super::{hash, strings::Strings, table::Table};
use crate::text::fold;

/// Distinct texts numbered in the order of their first appearance. Nothing is ever taken out:
/// a text that no row has any more stays until the directory is written and read again.
#[derive(Debug, Clone, Default)]
pub(super) struct Dictionary {
    texts: Strings,
    index: Table,
}

impl Dictionary {
    /// A dictionary of texts that are known to be distinct.
    #[cfg_attr(not(test), expect(dead_code, reason = "for images, which come next"))]
    pub(super) fn of(texts: Strings) -> Self {
        let mut index = Table::with_capacity(texts.len());
        for (number, text) in (0_u32..).zip(texts.iter()) {
            index.insert(hash::of_text(text), number);
        }
        Self { texts, index }
    }

    pub(super) const fn len(&self) -> usize {
        self.texts.len()
    }

    /// The text with a number.
    #[inline]
    pub(super) fn get(&self, number: u32) -> &str {
        self.texts.get(number as usize)
    }

    /// The texts in the order of their numbers.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.texts.iter()
    }

    #[cfg_attr(not(test), expect(dead_code, reason = "for images, which come next"))]
    pub(super) const fn texts(&self) -> &Strings {
        &self.texts
    }

    /// The number of exactly this text.
    #[cfg(test)]
    fn find(&self, text: &str) -> Option<u32> {
        self.find_hashed(text, hash::of_text(text))
    }

    #[inline]
    fn find_hashed(&self, text: &str, hash: u32) -> Option<u32> {
        self.index.under(hash).find(|&number| self.get(number) == text)
    }

    /// The number of exactly this text, added where it is new.
    #[inline]
    pub(super) fn intern(&mut self, text: &str) -> u32 {
        let hash = hash::of_text(text);
        if let Some(known) = self.find_hashed(text, hash) {
            return known;
        }
        let number = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        self.texts.push(text);
        self.index.insert(hash, number);
        number
    }

    /// The numbers of all texts that equal this one without regard to case.
    pub(super) fn same(&self, text: &str) -> impl Iterator<Item = u32> {
        self.index
            .under(hash::of_text(text))
            .filter(move |&number| fold::same(self.get(number), text))
    }
}

#[cfg(test)]
mod tests {
    use super::Dictionary;

    #[test]
    fn distinct_texts_and_their_cases() {
        let mut dictionary = Dictionary::default();
        let texts = ["Sales", "sales", "Marketing", "École", "éCOLE", "Sales"];
        let numbers = texts.map(|text| dictionary.intern(text));
        assert_eq!(numbers, [0, 1, 2, 3, 4, 0]);
        assert_eq!(dictionary.len(), 5);
        assert_eq!(dictionary.find("SALES"), None);
        assert_eq!(dictionary.find("Marketing"), Some(2));
        let same = |text| {
            let mut numbers: Vec<u32> = dictionary.same(text).collect();
            numbers.sort_unstable();
            numbers
        };
        assert_eq!(same("SALES"), [0, 1]);
        assert_eq!(same("ÉCOLE"), [3, 4]);
        assert!(same("").is_empty());
        assert_eq!(Dictionary::of(dictionary.texts().clone()).find("éCOLE"), Some(4));
    }
}
