//! The objects of one kind as a few blocks of bytes, and back: what is kept between two visits.
//!
//! Columns are written as they lie in memory, so that opening copies instead of parsing: the texts
//! of a column in one run with their lengths aside, codes packed, ids raw. What mostly follows from
//! other texts of the same person is one byte ([`predict`]). Nothing derived is kept: look-ups,
//! search texts and ranks are made again when they are needed.
//!
//! The blocks hold *sections*, one after the other; a block ends with a section. Numbers are LEB128
//! unless their width is given, and then little-endian; a *run* is a length and as many bytes, a
//! *text* is a run of UTF-8.
//! ```text
//! rows      number of custom attributes, their names (texts), in the order of their numbers
//!           rows; columns that follow
//!           GUIDs, 16 bytes a row
//!           a bit a row, in whole bytes, for each of: made-up id, active, deleted
//!           when each deleted one was, in milliseconds (i64)
//! column    Graph's name of the attribute (text), then as `column` says
//! ```
//! Attributes are named, not numbered, so that their table can grow. Checksums and versions are the
//! business of whoever keeps the blocks. A length is never believed before as many bytes are there.

pub(super) mod bytes;
mod column;
pub mod members;
mod predict;
mod texts;

use super::Objects;
use crate::domain::{Attribute, ObjectId, Timestamp, attribute::Of};
use bytes::{Reader, Writer};

/// Bytes after which a block takes no further column.
pub(super) const FULL: usize = 1 << 20;

/// The place in a block where its bytes stop to make sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nonsense {
    pub at: usize,
}

/// The objects as blocks.
#[must_use]
pub fn encode(users: &Objects) -> Vec<Vec<u8>> {
    let mut encoder = Encoder::new(users, Vec::new);
    let mut blocks: Vec<Vec<u8>> = std::iter::from_fn(|| encoder.step(users)).flatten().collect();
    blocks.push(encoder.finish());
    blocks
}

/// Writes blocks a column at a time; the objects are the same all the while.
#[derive(Debug)]
pub struct Encoder {
    attributes: std::vec::IntoIter<Attribute>,
    begin: fn() -> Vec<u8>,
    out: Writer,
}

impl Encoder {
    /// Begins with what is not in a column; every block with what `begin` gives.
    #[must_use]
    pub fn new(users: &Objects, begin: fn() -> Vec<u8>) -> Self {
        let known = |at: &Attribute| users.column(*at).is_some_and(|column| column.known() > 0);
        let mut attributes: Vec<Attribute> = users.schema.attributes().filter(known).collect();
        // Columns that others are predicted from come first.
        attributes.sort_by_key(|attribute| predict::turn(*attribute));
        let mut out = Writer { bytes: begin() };
        write_rows(users, attributes.len(), &mut out);
        Self { attributes: attributes.into_iter(), begin, out }
    }

    /// Writes the next column; gives the block before it when that is full. `None` when there is no
    /// further column.
    pub fn step(&mut self, users: &Objects) -> Option<Option<Vec<u8>>> {
        let attribute = self.attributes.next()?;
        let full = self.out.bytes.len() > FULL;
        let block = full.then(|| std::mem::replace(&mut self.out.bytes, (self.begin)()));
        self.out.run(users.schema.name(attribute).as_bytes());
        column::write(users, attribute, &mut self.out);
        Some(block)
    }

    /// The last block.
    #[must_use]
    pub fn finish(self) -> Vec<u8> {
        self.out.bytes
    }
}

/// Reads blocks in their order.
#[derive(Debug, Default)]
pub struct Decoder {
    users: Objects,
    /// Columns that are still to come; none before the first block.
    left: Option<usize>,
}

impl Decoder {
    /// For objects of a kind.
    #[must_use]
    pub fn of(of: Of) -> Self {
        Self { users: Objects::new(of), left: None }
    }

    /// Reads the next block.
    ///
    /// # Errors
    /// [`Nonsense`] when it was not written by [`encode`]; there is no use in going on then.
    pub fn read(&mut self, block: &[u8]) -> Result<(), Nonsense> {
        let mut input = Reader::new(block);
        self.sections(&mut input).ok_or(Nonsense { at: block.len() - input.left() })
    }

    fn sections(&mut self, input: &mut Reader<'_>) -> Option<()> {
        let mut left = match self.left {
            Some(left) => left,
            None => read_rows(&mut self.users, input)?,
        };
        while input.left() > 0 {
            left = left.checked_sub(1)?;
            let attribute = self.users.schema.find(input.text()?)?;
            if attribute.follows() || self.users.column(attribute).is_some() {
                return None;
            }
            let column = column::read(&self.users, attribute, input)?;
            self.users.put_column(attribute, column);
        }
        self.left = Some(left);
        Some(())
    }

    /// The objects; none when blocks are missing.
    #[must_use]
    pub fn finish(self) -> Option<Objects> {
        (self.left == Some(0)).then_some(self.users)
    }
}

fn write_rows(users: &Objects, columns: usize, out: &mut Writer) {
    out.number(users.schema.custom().len());
    for name in users.schema.custom() {
        out.run(name.as_bytes());
    }
    out.number(users.ids.len());
    out.number(columns);
    out.bytes.reserve(users.ids.len() * 17);
    for id in &users.ids {
        out.raw(&id.0);
    }
    for bits in [&users.provisional, &users.active, &users.deleted] {
        out.bits(bits);
    }
    for time in users.deleted_at.values() {
        out.raw(&time.0.to_le_bytes());
    }
}

/// Gives the number of columns.
fn read_rows(users: &mut Objects, input: &mut Reader<'_>) -> Option<usize> {
    for _ in 0..input.number()? {
        let before = users.schema.custom().len();
        users.schema.custom_attribute(input.text()?)?;
        if users.schema.custom().len() == before {
            return None;
        }
    }
    let count = input.number()?;
    let columns = input.number()?;
    // The last numbers are taken by marks for "none".
    let rows = u32::try_from(count).ok().filter(|&rows| rows < u32::MAX - 2)?;
    let (ids, _) = input.raw(count.checked_mul(16)?)?.as_chunks::<16>();
    users.ids = ids.iter().map(|id| ObjectId(*id)).collect();
    users.provisional = input.bits(rows)?;
    users.active = input.bits(rows)?;
    users.deleted = input.bits(rows)?;
    for row in users.deleted.iter() {
        if users.active.contains(row) {
            return None;
        }
        users.deleted_at.insert(row, Timestamp(i64::from_le_bytes(*input.array()?)));
    }
    users.haystack.grow(count);
    users.index_distinct_ids().then_some(columns)
}

#[cfg(test)]
mod tests;
