//! The distinct texts of a column, each with a number.

use super::{hash, strings::Strings, table::Table};
use crate::text::fold;
use std::sync::OnceLock;

/// Distinct texts numbered in the order of their first appearance. Nothing is ever taken out:
/// a text that no row has any more stays until the directory is written and read again.
#[derive(Debug, Clone, Default)]
pub(super) struct Dictionary {
    texts: Strings,
    /// Numbers by the hash of their text, made when a text is first added, looked up or changed.
    index: OnceLock<Table>,
    /// Numbers by the hash of their text in any case, made at the first such look-up.
    folded: OnceLock<Table>,
}

impl Dictionary {
    /// A dictionary of texts that are known to be distinct.
    pub(super) const fn of(texts: Strings) -> Self {
        Self { texts, index: OnceLock::new(), folded: OnceLock::new() }
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

    /// The number of exactly this text, added where it is new.
    #[inline]
    pub(super) fn intern(&mut self, text: &str) -> u32 {
        let hash = hash::of_bytes(text.as_bytes());
        let texts = &self.texts;
        let index = self.index.get_or_init(|| texts.index(|text| hash::of_bytes(text.as_bytes())));
        let known = index
            .under(hash)
            .find(|&number| hash::equal(self.texts.bytes(number as usize), text.as_bytes()));
        known.unwrap_or_else(|| self.add(text, hash))
    }

    #[inline(never)]
    fn add(&mut self, text: &str, hash: u32) -> u32 {
        let number = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        self.texts.push(text);
        if let Some(index) = self.index.get_mut() {
            index.insert(hash, number);
        }
        if let Some(folded) = self.folded.get_mut() {
            folded.insert(hash::of_folded(text), number);
        }
        number
    }

    /// The numbers of all texts that equal this one without regard to case.
    pub(super) fn same(&self, text: &str) -> impl Iterator<Item = u32> {
        self.folded
            .get_or_init(|| self.texts.index(hash::of_folded))
            .under(hash::of_folded(text))
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
        let same = |dictionary: &Dictionary, text| {
            let mut numbers: Vec<u32> = dictionary.same(text).collect();
            numbers.sort_unstable();
            numbers
        };
        assert_eq!(same(&dictionary, "SALES"), [0, 1]);
        assert_eq!(same(&dictionary, "ÉCOLE"), [3, 4]);
        assert!(same(&dictionary, "").is_empty());
        assert_eq!(dictionary.intern("sALES"), 5);
        assert_eq!(same(&dictionary, "SALES"), [0, 1, 5]);
    }
}
