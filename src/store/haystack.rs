//! What search reads of the texts that are kept row by row.
//!
//! Rows come in blocks, as the columns do; a block is made when a search first needs it and again
//! after an edit of one of its rows. The texts of a row form one line, separated by spaces, which
//! no word contains. A text that an earlier one of the row starts with is not repeated (the
//! nickname and the mail address mostly are parts of the user principal name), and texts without
//! a letter have lines of their own, which a word with a letter need not look at.

use super::{
    Cell,
    column::{BLOCK, Column, Data, Form, RawBlock},
    hash,
    lines::{Lines, is_letter},
};
use crate::text::fold;
use std::{borrow::Cow, sync::OnceLock};

/// The lines of all rows, block by block.
#[derive(Debug, Default)]
pub(super) struct Haystack {
    blocks: Vec<OnceLock<Block>>,
}

/// The lines of some rows, one line a row in each.
#[derive(Debug, Default)]
pub(super) struct Block {
    pub(super) words: Lines,
    pub(super) numbers: Lines,
}

impl Haystack {
    /// Makes room for rows.
    pub(super) fn grow(&mut self, rows: usize) {
        let blocks = rows.div_ceil(BLOCK);
        if self.blocks.len() < blocks {
            self.blocks.resize_with(blocks, OnceLock::new);
        }
    }

    /// Forgets the block of a row that changed.
    pub(super) fn forget(&mut self, row: usize) {
        if let Some(block) = self.blocks.get_mut(row / BLOCK) {
            *block = OnceLock::new();
        }
    }

    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        self.blocks.iter_mut().for_each(|block| *block = OnceLock::new());
    }

    /// A block, made now if need be from the columns that are kept row by row.
    pub(super) fn block(&self, at: usize, columns: &[&Column]) -> Option<&Block> {
        Some(self.blocks.get(at)?.get_or_init(|| Block::of(at, columns)))
    }

    /// Blocks that are not made yet.
    pub(super) fn missing(&self) -> impl Iterator<Item = usize> + '_ {
        (0..).zip(&self.blocks).filter(|(_, block)| block.get().is_none()).map(|(at, _)| at)
    }
}

/// Whether a column is searched row by row, and not by its dictionary.
pub(super) const fn is_by_row(column: &Column) -> bool {
    match &column.data {
        Data::Text(text) => matches!(text.form, Form::Raw(_)),
        Data::Texts(_) => true,
        _ => false,
    }
}

/// The cells of a block of raw texts, folded.
struct Folded<'a> {
    heap: Cow<'a, [u8]>,
    ends: Cow<'a, [u32]>,
    /// Whether any has a letter.
    letters: bool,
}

impl<'a> Folded<'a> {
    fn of(block: &'a RawBlock) -> Self {
        let bytes = block.heap.as_bytes();
        let (mut plain, mut upper, mut letters) = (true, false, false);
        for byte in bytes {
            plain &= matches!(byte, b' '..=b'~');
            upper |= byte.is_ascii_uppercase();
            letters |= is_letter(byte | 0x20);
        }
        if plain {
            let heap =
                if upper { Cow::Owned(bytes.to_ascii_lowercase()) } else { Cow::Borrowed(bytes) };
            return Self { heap, ends: Cow::Borrowed(&block.ends), letters };
        }
        let mut heap = String::with_capacity(bytes.len());
        let ends = (0..block.ends.len())
            .map(|at| {
                fold::search_into(block.text(at), &mut heap);
                u32::try_from(heap.len()).unwrap_or(0)
            })
            .collect();
        Self { heap: Cow::Owned(heap.into_bytes()), ends: Cow::Owned(ends), letters: true }
    }

    fn text(&self, at: usize) -> &[u8] {
        // The highest bit tells null from unknown, which are both empty here.
        let end = |at: usize| self.ends.get(at).map_or(0, |end| (end << 1 >> 1) as usize);
        let start = at.checked_sub(1).map_or(0, end);
        self.heap.get(start..end(at)).unwrap_or_default()
    }
}

/// A column's part in a block.
enum Part<'a> {
    Raw(Folded<'a>),
    Lists(&'a Column),
}

impl Block {
    fn of(at: usize, columns: &[&Column]) -> Self {
        let parts: Vec<Part<'_>> = columns
            .iter()
            .filter_map(|column| match &column.data {
                Data::Text(text) => match &text.form {
                    Form::Raw(raw) => raw.blocks.get(at).map(|block| Part::Raw(Folded::of(block))),
                    Form::Dictionary { .. } => None,
                },
                Data::Texts(_) => Some(Part::Lists(column)),
                _ => None,
            })
            .collect();
        let mut writer = Writer::default();
        for row in 0..BLOCK {
            for part in &parts {
                match part {
                    Part::Raw(folded) => writer.add(folded.text(row), folded.letters),
                    Part::Lists(column) => {
                        if let Cell::Texts(texts) = column.read(at * BLOCK + row) {
                            for text in texts.iter() {
                                writer.add(fold::search(text).as_bytes(), true);
                            }
                        }
                    }
                }
            }
            writer.end_row();
        }
        writer.finish()
    }
}

/// Writes lines row by row.
#[derive(Default)]
struct Writer {
    block: Block,
    /// Where the texts of the row start among the words, the row first.
    starts: Vec<usize>,
    letters: bool,
}

impl Writer {
    /// Adds a text that may have a letter, or may not.
    fn add(&mut self, text: &[u8], letters: bool) {
        if text.is_empty() {
            return;
        }
        if !letters || !text.iter().any(|&byte| is_letter(byte)) {
            let line = self.block.numbers.open_line();
            line.extend_from_slice(text);
            line.push(b' ');
            return;
        }
        let line = self.block.words.open_line();
        let repeats = |&start: &usize| {
            line.get(start..start + text.len()).is_some_and(|before| hash::equal(before, text))
        };
        if self.starts.iter().any(repeats) {
            return;
        }
        self.starts.push(line.len());
        line.extend_from_slice(text);
        line.push(b' ');
        self.letters = true;
    }

    fn end_row(&mut self) {
        self.starts.clear();
        self.block.words.end_line();
        self.block.numbers.end_line();
    }

    fn finish(mut self) -> Block {
        self.block.words.set_letters(self.letters);
        self.block.words.finish();
        self.block.numbers.finish();
        self.block
    }
}
