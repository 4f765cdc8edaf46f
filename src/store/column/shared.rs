//! Lists of texts of which many rows have the very same one, each kept once.
//!
//! Service plans come with licences: a hundred thousand people have some hundred different lists of
//! them, of fifty texts and more. Row by row they would weigh more than everything else together.

use super::{FIRST, Lists, NULL, UNKNOWN};
use crate::store::{Cell, codes::Codes};
use std::{collections::BTreeMap, fmt::Write as _};

/// A column of lists by number.
#[derive(Debug, Clone, Default)]
pub(in crate::store) struct SharedLists {
    /// The different lists, in the order of their numbers; none of them empty.
    lists: Lists,
    /// The numbers of the lists, by what [`write_key`] writes of them.
    numbers: BTreeMap<String, u32>,
    codes: Codes,
}

impl SharedLists {
    /// From different lists and the codes of rows.
    pub(in crate::store) fn of(lists: Lists, codes: Codes) -> Self {
        let mut numbers = BTreeMap::new();
        for (row, number) in (0..lists.len()).zip(0..) {
            let Cell::Texts(texts) = lists.read(row) else { continue };
            let mut key = String::new();
            write_key(texts.iter(), &mut key);
            numbers.insert(key, number);
        }
        Self { lists, numbers, codes }
    }

    /// The different lists, some of which no row may have any more.
    pub(in crate::store) const fn lists(&self) -> &Lists {
        &self.lists
    }

    /// Which of them each row has.
    pub(in crate::store) const fn codes(&self) -> &Codes {
        &self.codes
    }

    pub(in crate::store) const fn len(&self) -> usize {
        self.codes.len()
    }

    #[inline]
    pub(in crate::store) fn read(&self, row: usize) -> Cell<'_> {
        self.numbered(self.codes.get(row))
    }

    /// What a code means.
    pub(in crate::store) fn numbered(&self, code: u32) -> Cell<'_> {
        match code {
            UNKNOWN => Cell::Unknown,
            NULL => Cell::Null,
            code => self.lists.read((code - FIRST) as usize),
        }
    }

    /// Every code with what it means, but unknown.
    pub(in crate::store) fn contents(&self) -> impl Iterator<Item = (u32, Cell<'_>)> {
        let lists = (FIRST..).zip(0..self.lists.len());
        std::iter::once((NULL, Cell::Null))
            .chain(lists.map(|(code, row)| (code, self.lists.read(row))))
    }

    pub(in crate::store) fn push_nothing(&mut self, known: bool) {
        self.codes.push(if known { NULL } else { UNKNOWN });
    }

    /// A list; an empty one is null.
    pub(in crate::store) fn push<'a>(&mut self, texts: impl Iterator<Item = &'a str> + Clone) {
        let code = self.code(texts);
        self.codes.push(code);
    }

    /// Changes a row that is there; to unknown where there is no list.
    pub(in crate::store) fn set(&mut self, row: usize, texts: Option<&[String]>) {
        let code = texts.map_or(UNKNOWN, |texts| self.code(texts.iter().map(String::as_str)));
        self.codes.set(row, code);
    }

    pub(in crate::store) fn resize(&mut self, len: usize) {
        self.codes.resize(len);
    }

    pub(in crate::store) fn count_known(&self) -> usize {
        self.codes.count_nonzero()
    }

    fn code<'a>(&mut self, texts: impl Iterator<Item = &'a str> + Clone) -> u32 {
        let mut key = String::new();
        write_key(texts.clone(), &mut key);
        if key.is_empty() {
            return NULL;
        }
        let number = self.numbers.get(&key).copied().unwrap_or_else(|| {
            let number = u32::try_from(self.lists.len()).unwrap_or(u32::MAX - FIRST);
            self.lists.push(true, texts);
            self.numbers.insert(key, number);
            number
        });
        number + FIRST
    }
}

/// Writes the texts, each behind its length, so that no two lists read the same.
fn write_key<'a>(texts: impl Iterator<Item = &'a str>, key: &mut String) {
    for text in texts {
        let _ = write!(key, "{}:{text}", text.len());
    }
}
