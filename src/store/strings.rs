//! Many texts in one buffer.

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
