//! Many texts in one buffer.

use super::table::Table;

/// Texts numbered from 0, one after the other in one buffer.
#[derive(Debug, Clone, Default)]
pub(super) struct Strings {
    pub(super) heap: String,
    /// Where each text ends.
    pub(super) ends: Vec<u32>,
}

impl Strings {
    pub(super) const fn len(&self) -> usize {
        self.ends.len()
    }

    /// As [`Self::get`], when only the bytes matter.
    #[inline]
    pub(super) fn bytes(&self, number: usize) -> &[u8] {
        let Some(&end) = self.ends.get(number) else { return &[] };
        let start = number.checked_sub(1).and_then(|before| self.ends.get(before));
        let start = start.copied().unwrap_or(0);
        self.heap.as_bytes().get(start as usize..end as usize).unwrap_or_default()
    }

    /// The numbers of the texts by a hash of them.
    pub(super) fn index(&self, hash: impl Fn(&str) -> u32) -> Table {
        let mut index = Table::with_capacity(self.len());
        for (number, text) in (0_u32..).zip(self.iter()) {
            index.insert(hash(text), number);
        }
        index
    }

    /// A text; empty for a number that was never given.
    #[inline]
    pub(super) fn get(&self, number: usize) -> &str {
        let Some(&end) = self.ends.get(number) else { return "" };
        let start = number.checked_sub(1).and_then(|before| self.ends.get(before));
        let start = start.copied().unwrap_or(0);
        self.heap.get(start as usize..end as usize).unwrap_or_default()
    }

    /// Adds a text. Four gigabytes are more than the address space that this runs in.
    pub(super) fn push(&mut self, text: &str) {
        self.heap.push_str(text);
        self.ends.push(u32::try_from(self.heap.len()).unwrap_or(u32::MAX));
    }

    /// The texts in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|number| self.get(number))
    }
}
