//! Texts of which nearly every one is different, in blocks of rows.

use crate::store::{Cell, Places};

/// Rows in a block. An edit rewrites one block at most, a search skips by blocks.
pub(in crate::store) const BLOCK: usize = 512;

/// Set in the end of a cell of which nothing is told.
pub(in crate::store) const UNTOLD: u32 = 1 << 31;

/// Bytes copied in one step: nearly all cells are shorter, and a few bytes too many cost less than a
/// branch that no processor foresees.
const STEP: usize = 64;

const fn length(start: u32, end: u32) -> usize {
    end.saturating_sub(start) as usize
}

/// Copies `from[start..end]` to `to[at..]`, and gives its length. Up to [`STEP`] bytes after it
/// may be overwritten.
#[inline]
fn copy(to: &mut [u8], at: usize, from: &[u8], start: u32, end: u32) -> usize {
    let length = length(start, end);
    let (first, mut done) = (start as usize, 0);
    while done < length {
        let source = from.get(first + done..).and_then(<[u8]>::first_chunk::<STEP>);
        let target = to.get_mut(at + done..).and_then(<[u8]>::first_chunk_mut::<STEP>);
        let (Some(source), Some(target)) = (source, target) else { break };
        *target = *source;
        done += STEP;
    }
    if done < length
        && let Some(source) = from.get(first + done..first + length)
        && let Some(target) = to.get_mut(at + done..at + length)
    {
        target.copy_from_slice(source);
    }
    length
}

/// The texts of some rows, one after the other. An empty text is null.
#[derive(Debug, Clone, Default)]
pub(in crate::store) struct RawBlock {
    pub(in crate::store) heap: String,
    /// Where each cell ends, with [`UNTOLD`] in the highest bit.
    pub(in crate::store) ends: Vec<u32>,
}

impl RawBlock {
    fn end(&self, at: usize) -> usize {
        self.ends.get(at).map_or(0, |end| (end & !UNTOLD) as usize)
    }

    fn start(&self, at: usize) -> usize {
        at.checked_sub(1).map_or(0, |before| self.end(before))
    }

    /// The text of a cell, empty for null and unknown.
    #[inline]
    pub(in crate::store) fn text(&self, at: usize) -> &str {
        self.heap.get(self.start(at)..self.end(at)).unwrap_or_default()
    }

    #[inline]
    pub(in crate::store) fn read(&self, at: usize) -> Cell<'_> {
        let text = self.text(at);
        if !text.is_empty() {
            return Cell::Text(text);
        }
        match self.ends.get(at) {
            Some(end) if end & UNTOLD == 0 => Cell::Null,
            _ => Cell::Unknown,
        }
    }

    /// A block holds less than two gigabytes, half of the address space that this runs in; what
    /// would not fit is not taken.
    pub(in crate::store) fn push(&mut self, text: &str, known: bool) {
        let fits = self.heap.len() + text.len() < UNTOLD as usize;
        if fits {
            self.heap.push_str(text);
        }
        let end = u32::try_from(self.heap.len()).unwrap_or(0);
        self.ends.push(if known && fits { end } else { end | UNTOLD });
    }

    /// Adds cells. Short texts are put together a word at a time and become text as a whole: a
    /// call to copy a few bytes costs more than they do.
    fn extend(&mut self, text: &str, places: &[(u32, u32)]) {
        let wanted: usize = places.iter().map(|&(start, end)| length(start, end)).sum();
        let (base, count) = (self.heap.len(), self.ends.len());
        if base + wanted < UNTOLD as usize {
            let mut bytes = vec![0_u8; wanted + STEP];
            let mut at = 0;
            for &(start, end) in places {
                at += copy(&mut bytes, at, text.as_bytes(), start, end);
                let here = u32::try_from(base + at).unwrap_or(0);
                self.ends.push(if start <= end { here } else { here | UNTOLD });
            }
            if let Ok(cells) = simdutf8::basic::from_utf8(bytes.get(..at).unwrap_or_default()) {
                return self.heap.push_str(cells);
            }
            self.ends.truncate(count);
        }
        for &(start, end) in places {
            let cell = text.get(start as usize..end as usize).unwrap_or_default();
            self.push(cell, start <= end);
        }
    }

    fn set(&mut self, at: usize, text: &str, known: bool) {
        let (start, end) = (self.start(at), self.end(at));
        if at >= self.ends.len() || self.heap.len() + text.len() >= UNTOLD as usize {
            return;
        }
        self.heap.replace_range(start..end, text);
        let length = u32::try_from(text.len()).unwrap_or(0);
        let before = u32::try_from(end - start).unwrap_or(0);
        for (index, slot) in self.ends.iter_mut().enumerate().skip(at) {
            let untold = if index == at { u32::from(!known) << 31 } else { *slot & UNTOLD };
            *slot = ((*slot & !UNTOLD) - before + length) | untold;
        }
    }
}

/// A column of such texts.
#[derive(Debug, Clone, Default)]
pub(in crate::store) struct Raw {
    pub(in crate::store) blocks: Vec<RawBlock>,
}

impl Raw {
    pub(in crate::store) fn len(&self) -> usize {
        let last = self.blocks.last().map_or(0, |block| block.ends.len());
        self.blocks.len().saturating_sub(1) * BLOCK + last
    }

    #[inline]
    pub(in crate::store) fn read(&self, row: usize) -> Cell<'_> {
        self.blocks.get(row / BLOCK).map_or(Cell::Unknown, |block| block.read(row % BLOCK))
    }

    /// The number of a row's block, and its texts.
    #[inline]
    pub(in crate::store) fn block(&self, row: usize) -> (usize, &str) {
        let number = row / BLOCK;
        (number, self.blocks.get(number).map_or("", |block| &block.heap))
    }

    /// The texts of a row's block, where in them the row's stands, and whether it is known.
    #[inline]
    pub(in crate::store) fn place(&self, row: usize) -> (&str, (usize, usize), bool) {
        let Some(block) = self.blocks.get(row / BLOCK) else { return ("", (0, 0), false) };
        let at = row % BLOCK;
        let Some(&end) = block.ends.get(at) else { return ("", (0, 0), false) };
        (&block.heap, (block.start(at), (end & !UNTOLD) as usize), end & UNTOLD == 0)
    }

    /// The text of a row, empty for null and unknown.
    #[inline]
    pub(in crate::store) fn text(&self, row: usize) -> &str {
        self.blocks.get(row / BLOCK).map_or("", |block| block.text(row % BLOCK))
    }

    #[inline]
    pub(in crate::store) fn push(&mut self, text: &str, known: bool) {
        self.open_block().push(text, known);
    }

    /// Adds the cells of some rows.
    pub(in crate::store) fn extend(&mut self, text: &str, places: &Places) {
        let mut places = places.cells.as_slice();
        while !places.is_empty() {
            let block = self.open_block();
            let room = (BLOCK - block.ends.len()).min(places.len());
            let (now, later) = places.split_at_checked(room).unwrap_or((places, &[]));
            block.extend(text, now);
            places = later;
        }
    }

    /// The last block, or a new one where that is full.
    fn open_block(&mut self) -> &mut RawBlock {
        if self.blocks.last().is_none_or(|block| block.ends.len() >= BLOCK) {
            // The next block will be about as large as this one.
            let heap = self.blocks.last().map_or(0, |block| block.heap.len() / 16 * 17);
            self.blocks.push(RawBlock {
                heap: String::with_capacity(heap.min(1 << 20)),
                ends: Vec::with_capacity(BLOCK),
            });
        }
        let last = self.blocks.len() - 1;
        #[expect(clippy::indexing_slicing, reason = "there is one now")]
        &mut self.blocks[last]
    }

    pub(in crate::store) fn set(&mut self, row: usize, text: &str, known: bool) {
        if let Some(block) = self.blocks.get_mut(row / BLOCK) {
            block.set(row % BLOCK, text, known);
        }
    }

    pub(in crate::store) fn resize(&mut self, len: usize) {
        while self.len() < len {
            self.push("", false);
        }
        self.blocks.truncate(len.div_ceil(BLOCK));
        if let Some(last) = self.blocks.last_mut() {
            last.ends.truncate(len - (len - 1) / BLOCK * BLOCK);
            let end = last.end(last.ends.len() - 1);
            last.heap.truncate(end);
        }
    }

    pub(in crate::store) fn count_known(&self) -> usize {
        let known = |block: &RawBlock| block.ends.iter().filter(|&end| end & UNTOLD == 0).count();
        self.blocks.iter().map(known).sum()
    }
}
