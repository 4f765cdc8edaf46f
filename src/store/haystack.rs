//! What search reads of the texts that are kept row by row.
//!
//! Rows come in blocks, as the columns do; a block is made when a search first needs it and again
//! after an edit of one of its rows. The texts of a row form one line, separated by spaces, which
//! no word contains. A text that an earlier one of the row starts with is not repeated (the
//! nickname mostly is a part of the user principal name), and texts without a letter have lines of
//! their own, which a word with a letter need not look at.
//!
//! Of addresses most is what many rows share: `anna@contoso.com` stands in its line as `anna@` and
//! a byte that says which of the block's domains follows; `@contoso.com` stands once in the block,
//! with the rows that have it. A word that begins before the `@` and ends behind it is the only one
//! that lies in neither: it is looked for up to the `@`, before one of the domains that go on so.

use super::{
    Cell,
    column::{BLOCK, Column, Data, Form, RawBlock},
    hash,
    lines::{Lines, Marks, Word, is_letter},
};
use crate::text::fold;
use std::{borrow::Cow, sync::OnceLock};

/// The lines of all rows, block by block.
#[derive(Debug, Default)]
pub(super) struct Haystack {
    blocks: Vec<OnceLock<Block>>,
}

/// The lines of some rows, one line a row in `words` and in `numbers`.
#[derive(Debug, Default)]
pub(super) struct Block {
    pub(super) words: Lines,
    pub(super) numbers: Lines,
    /// What follows the names in addresses, from the `@` on, one a line.
    domains: Lines,
    /// The rows with each of the domains.
    holders: Vec<Rows>,
    /// Whether some address stands in its line whole.
    pub(super) whole: bool,
}

/// Some rows of a block, one bit each.
pub(super) type Rows = [u64; BLOCK / 64];

/// Domains that a block keeps beside its lines; addresses with others stand in the lines whole.
const DOMAINS: usize = 64;

/// What stands behind the `@` for one of the domains: a byte with which no letter of UTF-8 begins,
/// so that no word has it there.
fn mark(domain: usize) -> u8 {
    Marks::FIRST | u8::try_from(domain).unwrap_or_default()
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

/// Whether a column is searched row by row, and not by its dictionary. Lists that rows share are not
/// searched at all: nobody looks for a person by what thousands of others have as well.
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
    /// The marks of the domains that a text with an `@` first lies in, for [`Word::before`].
    pub(super) fn going_on(&self, text: &Word<'_>) -> Marks {
        let mut marks = Marks::default();
        self.domains.scan(text, |line| marks.insert(mark(line as usize)));
        marks
    }

    /// Adds the rows with an address in which the word lies from the `@` on.
    pub(super) fn hold(&self, word: &Word<'_>, rows: &mut Rows) {
        self.domains.scan(word, |line| {
            let holders = self.holders.get(line as usize).into_iter().flatten();
            rows.iter_mut().zip(holders).for_each(|(rows, holders)| *rows |= holders);
        });
    }

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
    /// Rows that are ended.
    rows: usize,
    /// Where the texts of the row start among the words, the row first.
    starts: Vec<usize>,
    letters: bool,
    /// The domains so far, and the one that was met last.
    domains: Vec<Vec<u8>>,
    last: usize,
}

impl Writer {
    /// Adds a text that may have a letter, or may not.
    fn add(&mut self, text: &[u8], letters: bool) {
        let (text, end) = self.without_domain(text);
        if text.is_empty() {
            return;
        }
        if !letters || !text.iter().any(|&byte| is_letter(byte)) {
            let line = self.block.numbers.open_line();
            line.extend_from_slice(text);
            line.push(end);
            return;
        }
        let line = self.block.words.open_line();
        let repeats = |&start: &usize| {
            line.get(start..start + text.len()).is_some_and(|before| hash::equal(before, text))
                && (end == b' ' || line.get(start + text.len()) == Some(&end))
        };
        if self.starts.iter().any(repeats) {
            return;
        }
        self.starts.push(line.len());
        line.extend_from_slice(text);
        line.push(end);
        self.letters = true;
    }

    /// Of an address, the part up to the `@` and the mark of its domain, once that is noted; any
    /// other text as it is, and a space.
    fn without_domain<'a>(&mut self, text: &'a [u8]) -> (&'a [u8], u8) {
        let Some(at) = memchr::memrchr(b'@', text) else { return (text, b' ') };
        let Some((name, domain)) = text.split_at_checked(at) else { return (text, b' ') };
        // With two of them, a word could begin before the first and end before the second.
        if memchr::memchr(b'@', name).is_some() {
            self.block.whole = true;
            return (text, b' ');
        }
        let is_it = |known: &[u8]| hash::equal(known, domain);
        if !self.domains.get(self.last).is_some_and(|last| is_it(last)) {
            self.last = match self.domains.iter().position(|known| is_it(known)) {
                Some(known) => known,
                None if self.domains.len() >= DOMAINS => {
                    self.block.whole = true;
                    return (text, b' ');
                }
                None => {
                    self.domains.push(domain.to_vec());
                    self.block.holders.push(Rows::default());
                    self.domains.len() - 1
                }
            };
        }
        let holders = self.block.holders.get_mut(self.last);
        if let Some(word) = holders.and_then(|rows| rows.get_mut(self.rows / 64)) {
            *word |= 1 << (self.rows % 64);
        }
        (text.get(..=at).unwrap_or(text), mark(self.last))
    }

    fn end_row(&mut self) {
        self.starts.clear();
        self.block.words.end_line();
        self.block.numbers.end_line();
        self.rows += 1;
    }

    fn finish(mut self) -> Block {
        self.block.words.set_letters(self.letters);
        self.block.words.finish();
        self.block.numbers.finish();
        for domain in &self.domains {
            self.block.domains.push(domain);
        }
        self.block.domains.finish();
        self.block
    }
}
