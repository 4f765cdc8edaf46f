//! Lists of texts, in blocks of rows.

use super::raw::{BLOCK, UNTOLD};
use crate::store::{Cell, Texts};

/// The lists of some rows: texts one after the other, and how they fall into lists.
#[derive(Debug, Clone, Default)]
pub(in crate::store) struct ListBlock {
    pub(in crate::store) heap: String,
    /// Where each text ends in the heap.
    pub(in crate::store) items: Vec<u32>,
    /// Where each list ends among the texts, with [`UNTOLD`] in the highest bit.
    pub(in crate::store) cells: Vec<u32>,
}

impl ListBlock {
    /// The texts of a cell as a range of numbers.
    fn range(&self, at: usize) -> (usize, usize) {
        let end = |at: usize| self.cells.get(at).map_or(0, |end| (end & !UNTOLD) as usize);
        (at.checked_sub(1).map_or(0, end), end(at))
    }

    /// Where a text starts in the heap.
    fn start(&self, item: usize) -> u32 {
        item.checked_sub(1).and_then(|before| self.items.get(before)).copied().unwrap_or(0)
    }

    fn read(&self, at: usize) -> Cell<'_> {
        let (start, end) = self.range(at);
        match self.items.get(start..end) {
            Some(items) if !items.is_empty() => {
                Cell::Texts(Texts::new(&self.heap, self.start(start), items))
            }
            _ => match self.cells.get(at) {
                Some(end) if end & UNTOLD == 0 => Cell::Null,
                _ => Cell::Unknown,
            },
        }
    }

    fn push<'a>(&mut self, known: bool, texts: impl Iterator<Item = &'a str>) {
        let untold = u32::from(!known) << 31;
        for text in texts {
            self.heap.push_str(text);
            self.items.push(u32::try_from(self.heap.len()).unwrap_or(u32::MAX));
        }
        self.cells.push(u32::try_from(self.items.len()).unwrap_or(0) | untold);
    }

    /// Writes the block anew with one cell changed.
    fn set(&mut self, at: usize, known: bool, texts: &[String]) {
        let before = std::mem::take(self);
        for cell in 0..before.cells.len() {
            match before.read(cell) {
                _ if cell == at => self.push(known, texts.iter().map(String::as_str)),
                Cell::Texts(texts) => self.push(true, texts.iter()),
                other => self.push(other.is_known(), std::iter::empty()),
            }
        }
    }
}

/// A column of lists.
#[derive(Debug, Clone, Default)]
pub(in crate::store) struct Lists {
    pub(in crate::store) blocks: Vec<ListBlock>,
}

impl Lists {
    pub(in crate::store) fn len(&self) -> usize {
        let last = self.blocks.last().map_or(0, |block| block.cells.len());
        self.blocks.len().saturating_sub(1) * BLOCK + last
    }

    #[inline]
    pub(in crate::store) fn read(&self, row: usize) -> Cell<'_> {
        self.blocks.get(row / BLOCK).map_or(Cell::Unknown, |block| block.read(row % BLOCK))
    }

    pub(in crate::store) fn push<'a>(&mut self, known: bool, texts: impl Iterator<Item = &'a str>) {
        if self.blocks.last().is_none_or(|block| block.cells.len() == BLOCK) {
            self.blocks.push(ListBlock::default());
        }
        if let Some(block) = self.blocks.last_mut() {
            block.push(known, texts);
        }
    }

    pub(in crate::store) fn set(&mut self, row: usize, known: bool, texts: &[String]) {
        if let Some(block) = self.blocks.get_mut(row / BLOCK) {
            block.set(row % BLOCK, known, texts);
        }
    }

    pub(in crate::store) fn resize(&mut self, len: usize) {
        while self.len() < len {
            self.push(false, std::iter::empty());
        }
        self.blocks.truncate(len.div_ceil(BLOCK));
        if let Some(last) = self.blocks.last_mut() {
            last.cells.truncate(len - (len - 1) / BLOCK * BLOCK);
            let (_, items) = last.range(last.cells.len() - 1);
            last.items.truncate(items);
            let end = last.start(items) as usize;
            last.heap.truncate(end);
        }
    }

    pub(in crate::store) fn count_known(&self) -> usize {
        let known = |block: &ListBlock| block.cells.iter().filter(|&end| end & UNTOLD == 0).count();
        self.blocks.iter().map(known).sum()
    }
}
