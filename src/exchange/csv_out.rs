//! A list of users, groups or devices as CSV: rows and columns as asked, in pieces.
//!
//! Headers are Graph's names, so that the importer takes the file for a table of ours; figures have names
//! of the same make, which it passes over. Every cell
//! is a value, null (nothing between the separators) or unknown (`""`); quotes stand only where
//! they are needed, which is how the importer knows that the two differ. Times are ISO 8601 in UTC;
//! a list is joined by `;`, or is a JSON array where that would be read otherwise.
//!
//! How it is quick: each distinct value is written once, what rows have alone is copied from where
//! the directory holds it unless something in it needs quotes, and the rest is written batch by
//! batch; cells are copied many bytes at a time; a piece is handed out as it was written.

mod buffer;
mod cell;
mod column;
mod figure;
mod identity;
mod list;
mod problems;
mod quote;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_of_others;

use crate::domain::Timestamp;
use crate::store::{Field, Members, Objects};
use buffer::{Buffer, NOTHING, Place};
use column::Column;
pub use identity::with_identity;
pub use problems::problems;
use quote::Quoting;
pub(in crate::exchange) use quote::runs;
use std::{mem, sync::Arc};

/// Who the file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Portals and scripts: exactly the data, separated by commas, UTF-8 without a mark.
    Raw,
    /// Spreadsheets: UTF-8 with a byte order mark, without which Excel reads another encoding, and
    /// the separator that the reader's Excel expects. A cell that would run as a formula starts
    /// with `'`, and so does the header of a column with such cells: one `'` at the start of its
    /// cells is then not part of the text.
    Spreadsheet { separator: Separator },
}

/// What stands between cells; Excel takes the list separator of the region it is set to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Separator {
    Comma,
    Semicolon,
}

impl Separator {
    /// The character.
    #[must_use]
    pub const fn sign(self) -> char {
        match self {
            Self::Comma => ',',
            Self::Semicolon => ';',
        }
    }
}

impl Profile {
    const fn separator(self) -> u8 {
        match self {
            Self::Raw | Self::Spreadsheet { separator: Separator::Comma } => b',',
            Self::Spreadsheet { separator: Separator::Semicolon } => b';',
        }
    }

    const fn is_for_spreadsheets(self) -> bool {
        matches!(self, Self::Spreadsheet { .. })
    }
}

/// The byte order mark in UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// Rows whose cells are looked up together: they fit the innermost cache.
const BATCH: usize = 64;

/// Bytes after which a piece is handed out.
const PIECE: usize = 1 << 20;

/// Bytes that a piece has room for: its last rows go past its end.
const ROOM: usize = PIECE + (PIECE >> 3);

/// The objects changed while they were being written; what was written so far is worth nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the objects changed while they were being written")]
pub struct Changed;

/// A file being written.
#[derive(Debug)]
pub struct Export {
    rows: Arc<[u32]>,
    columns: Vec<Column>,
    /// What rows share, as it stands in the file.
    shared: Buffer,
    /// What the present rows have alone, as it stands in the file, and where.
    own: (Buffer, Vec<Place>),
    separator: u8,
    quoting: Quoting,
    /// What the objects were when it began, and when that was.
    revision: u64,
    now: Timestamp,
    /// Rows written.
    written: usize,
    out: Buffer,
}

impl Export {
    /// Begins a file of these rows and columns, in this order. What many rows share is written
    /// here, so that the pieces only copy it.
    #[must_use]
    pub fn new(
        objects: &Objects,
        rows: Arc<[u32]>,
        fields: &[Field],
        profile: Profile,
        now: Timestamp,
    ) -> Self {
        let mut quoting = Quoting::new(profile);
        let mut out = Buffer::with_capacity(ROOM);
        if profile.is_for_spreadsheets() {
            out.append(MARK);
        }
        let separator = profile.separator();
        let mut shared = Buffer::default();
        let mut columns = Vec::with_capacity(fields.len());
        for &field in fields {
            if !columns.is_empty() {
                out.put([separator]);
            }
            let column = Column::new(objects, &rows, field, &mut shared, &mut quoting);
            quoting.header(&mut out, field.name(objects.schema()), column.is_marked());
            columns.push(column);
        }
        // Without columns there are no lines either.
        if columns.is_empty() {
            out.clear();
        } else {
            out.put(*b"\r\n");
        }
        let (own, revision) = (<_>::default(), objects.revision());
        Self { rows, columns, shared, own, separator, quoting, revision, now, written: 0, out }
    }

    /// The next piece of the file, about a megabyte; none after the last one.
    ///
    /// # Errors
    /// When the objects are not as they were when the file was begun.
    pub fn piece(
        &mut self,
        objects: &Objects,
        members: &Members,
    ) -> Result<Option<Vec<u8>>, Changed> {
        if objects.revision() != self.revision {
            return Err(Changed);
        }
        let Self { rows, columns, shared, own, separator, quoting, written, out, now, .. } = self;
        let (own, places) = own;
        let width = columns.len();
        while out.len() < PIECE {
            let rest = rows.get(*written..).unwrap_or_default();
            let batch = rest.get(..BATCH).unwrap_or(rest);
            if batch.is_empty() || columns.is_empty() {
                break;
            }
            own.clear();
            places.clear();
            for column in &mut *columns {
                column.write_own(objects, batch, own, places, quoting);
                column.write_figures((objects, members, *now), batch, own, places);
            }
            let mut cells = vec![NOTHING; BATCH * width];
            for (at, column) in columns.iter().enumerate() {
                let mut slot = at;
                column.find(objects, batch, shared, (own, places), |piece| {
                    if let Some(slot) = cells.get_mut(slot) {
                        *slot = piece;
                    }
                    slot += width;
                });
            }
            cells.chunks_exact(width).take(batch.len()).for_each(|row| out.line(row, *separator));
            *written += batch.len();
        }
        // A list of nobody still has its header.
        if out.is_empty() {
            return Ok(None);
        }
        // Nothing is left for the piece after the last one.
        let room = if *written < rows.len() { ROOM } else { 0 };
        Ok(Some(mem::replace(out, Buffer::with_capacity(room)).into_bytes()))
    }
}

/// Writes rows × columns of users as a whole; `sink` takes the pieces.
pub fn write(
    users: &Objects,
    rows: Arc<[u32]>,
    columns: &[Field],
    profile: Profile,
    mut sink: impl FnMut(Vec<u8>),
) {
    let mut export = Export::new(users, rows, columns, profile, Timestamp::default());
    let members = Members::new();
    while let Ok(Some(piece)) = export.piece(users, &members) {
        sink(piece);
    }
}
