//! The frame around every record: kind, version, body, checksum.
//!
//! ```text
//! kind      1 byte, see [`Part`]
//! version   LEB128, from 1
//! body      what the version says
//! checksum  8 bytes little-endian, XXH64 of everything before
//! ```
//! The checksum is looked at first: a flipped bit in the version is damage, not news.

use crate::persist::bytes::{Reader, Writer};
use crate::persist::checksum::xxh64;

const CHECKSUM: usize = 8;
/// Bytes before the body, at most.
const HEADER: usize = 6;

/// Which record something is, or is wrong with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// One operation of the journal.
    Operation,
    /// Many operations in one record.
    Journal,
    /// What a workspace is besides its users and its journal.
    Header,
    /// What the list of workspaces says about one.
    Entry,
    /// The directory image.
    Image,
    /// A workspace file as a whole.
    File,
    /// A file kept beside the workspace.
    Aside,
    /// What a page showed.
    Picture,
    /// The table of products that was taken in for all workspaces.
    Products,
}

impl Part {
    /// The newest version of the record. A head of version 2 can name blocks of groups, devices and
    /// memberships, one of version 3 conflicts about groups, one of version 4 blocks of the imported audit
    /// log; operations of version 2 can be about groups, those of version 3 about the ledger, those of version 4
    /// renew groups or know more settings, those of version 5 give licences, those of version 6 note prices or
    /// reprocess licences, those of version 7 choose what is assumed of licensing, those of version 8 say how devices are managed. A head of version 5 has
    /// settings of the tenant, one of version 6 is of a person's view, one of version 7 says who keeps the
    /// settings, which conflict, and knows more of them, one of version 8 which products the tenant owns, one of
    /// version 9 which subscriptions it bought.
    #[must_use]
    pub const fn newest(self) -> u32 {
        match self {
            Self::Header => 9,
            Self::Operation | Self::Journal => 8,
            _ => 1,
        }
    }

    const fn kind(self) -> u8 {
        match self {
            Self::Operation => b'O',
            Self::Journal => b'J',
            Self::Header => b'H',
            Self::Entry => b'E',
            Self::Image => b'I',
            Self::File => b'F',
            Self::Aside => b'A',
            Self::Picture => b'P',
            Self::Products => b'T',
        }
    }
}

/// What is wrong with bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    /// The bytes end too early.
    #[error("ends too early")]
    Truncated,
    /// The checksum is another.
    #[error("the checksum does not match")]
    Checksum,
    /// The record is of another kind.
    #[error("is another kind of record")]
    Kind,
    /// A number is larger than its place allows.
    #[error("a number is out of range")]
    Number,
    /// A tag that no version knows.
    #[error("unknown tag {0}")]
    Tag(u8),
    /// Text that is no UTF-8.
    #[error("text is not UTF-8")]
    Text,
    /// Bytes after the end.
    #[error("bytes follow the end")]
    LeftOver,
    /// What is in there contradicts itself.
    #[error("the content makes no sense")]
    Nonsense,
    /// Something that should be there is not: a block, an operation number.
    #[error("a part is missing")]
    Missing,
}

/// Why stored bytes do not become a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UpgradeError {
    /// Written by newer code; nothing is wrong with it, and nothing may be overwritten.
    #[error("written in version {found}, this code reads versions up to {supported}")]
    TooNew { found: u32, supported: u32 },
    /// Damaged at this byte of this record.
    #[error("{part:?} damaged at byte {at}: {damage}")]
    Corrupt { part: Part, at: usize, damage: Damage },
}

/// Puts a body of the newest version into its frame.
#[must_use]
pub fn wrap(part: Part, body: &[u8]) -> Vec<u8> {
    wrap_as(part.newest(), part, body)
}

/// As [`wrap`], with a version of one's choice: an older one that says as much, in tests the future.
pub(super) fn wrap_as(version: u32, part: Part, body: &[u8]) -> Vec<u8> {
    let mut out = Writer::with_room(body.len() + HEADER + CHECKSUM);
    begin_as(version, part, &mut out);
    out.raw(body);
    end(out.finish())
}

/// What stands before a body of the newest version that is written right behind it, so that a
/// large one need not be copied; to be completed by [`end`].
pub fn begin(part: Part) -> Vec<u8> {
    let mut out = Writer::default();
    begin_as(part.newest(), part, &mut out);
    out.finish()
}

fn begin_as(version: u32, part: Part, out: &mut Writer) {
    out.byte(part.kind());
    out.number(version);
}

/// Completes what [`begin`] began.
pub fn end(mut record: Vec<u8>) -> Vec<u8> {
    let checksum = xxh64(&record);
    record.extend_from_slice(&checksum.to_le_bytes());
    record
}

/// The checksum that a record says it has; [`unwrap`] tells whether it has. Two records with the
/// same one are the same, or one of them is damaged.
#[must_use]
pub fn checksum(record: &[u8]) -> Option<u64> {
    record.last_chunk().map(|checksum| u64::from_le_bytes(*checksum))
}

/// Takes the frame off: the version (1 to [`Part::newest`]) and the body.
///
/// # Errors
/// [`UpgradeError`] for damage, another kind of record, or a version after [`Part::newest`].
pub fn unwrap(part: Part, bytes: &[u8]) -> Result<(u32, &[u8]), UpgradeError> {
    let corrupt = |at, damage| UpgradeError::Corrupt { part, at, damage };
    let (record, checksum) =
        bytes.split_last_chunk::<CHECKSUM>().ok_or(corrupt(bytes.len(), Damage::Truncated))?;
    if xxh64(record) != u64::from_le_bytes(*checksum) {
        return Err(corrupt(record.len(), Damage::Checksum));
    }
    let mut reader = Reader::new(record, part);
    if reader.byte()? != part.kind() {
        return Err(corrupt(0, Damage::Kind));
    }
    let found: u32 = reader.small()?;
    match found {
        0 => Err(corrupt(1, Damage::Number)),
        found if found <= part.newest() => {
            let body = reader.raw(reader.left())?;
            Ok((found, body))
        }
        _ => Err(UpgradeError::TooNew { found, supported: part.newest() }),
    }
}
