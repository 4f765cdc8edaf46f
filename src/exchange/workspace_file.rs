//! The workspace file: everything of one workspace in one file, to keep elsewhere or hand on.
//!
//! ```text
//! magic      19 bytes, "Tenantry workspace\n"
//! version    1 byte, from 1; what follows belongs to it
//! sections   kind (1 byte), length (8 bytes, little-endian), content
//!   H   the head: a record of `persist::head`, once, first
//!   B   a block, in the order of the head
//!   O   the record of an operation after those in the blocks, in order
//!   L   the label of a file kept beside the workspace, then
//!   A   that file as it was
//! end        kind E, length 8, XXH64 of every byte before this section
//! ```
//! The records inside carry versions and checksums of their own. A file may come compressed (gzip);
//! whoever reads it unpacks it first.
//!
//! Who holds a file can change it, so the journal of an opened file is *decided again*: the
//! operations are taken back from the last to the first, each event having to end where the state
//! is, then every operation is admitted and applied from the baseline on. What does not stand is
//! refused with its number. The checksums find damage, this finds tampering.

use crate::domain::{Event, Operation, OperationId, Refusal};
use crate::persist::checksum::xxh64;
use crate::persist::{Damage, Part, Snapshot, UpgradeError, snapshot};
use crate::store::Directory;
use crate::tenant::{Parts, Workspace};

const MAGIC: &[u8; 19] = b"Tenantry workspace\n";
const VERSION: u8 = 1;

/// What a file name of a workspace file ends with.
pub const EXTENSION: &str = "tenantry";

/// Why a workspace file was not opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// Something else.
    #[error("is no workspace file")]
    Foreign,
    /// Damaged, or written by newer code.
    #[error(transparent)]
    Unreadable(#[from] UpgradeError),
    /// An operation does not end in the state that the file holds.
    #[error("operation {} does not lead to the state that follows", .operation.0)]
    Contradiction { operation: OperationId },
    /// An operation would not have been accepted.
    #[error("operation {} would not have been accepted", .operation.0)]
    Refused { operation: OperationId, refusals: Vec<Refusal> },
}

/// A file kept beside the workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AsideRef<'a> {
    pub label: &'a [u8],
    pub content: &'a [u8],
}

/// What a file holds, before anything of it is believed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Contents<'a> {
    pub head: &'a [u8],
    pub blocks: Vec<&'a [u8]>,
    pub operations: Vec<&'a [u8]>,
    pub aside: Vec<AsideRef<'a>>,
}

/// Whether bytes begin as a workspace file does.
#[must_use]
pub fn is_workspace_file(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
}

/// A workspace as a file.
#[must_use]
pub fn write(workspace: &Workspace, aside: &[AsideRef<'_>]) -> Vec<u8> {
    let Snapshot { head, blocks, .. } = Snapshot::of(workspace);
    assemble(&Contents {
        head: &head,
        blocks: blocks.iter().map(Vec::as_slice).collect(),
        operations: Vec::new(),
        aside: aside.to_vec(),
    })
}

/// Stored records as a file, whether they can be read or not: what is kept in the browser can leave
/// it even when this code is too old for it.
#[must_use]
pub fn assemble(contents: &Contents<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    out.extend_from_slice(MAGIC);
    out.push(VERSION);
    section(&mut out, b'H', contents.head);
    for block in &contents.blocks {
        section(&mut out, b'B', block);
    }
    for operation in &contents.operations {
        section(&mut out, b'O', operation);
    }
    for aside in &contents.aside {
        section(&mut out, b'L', aside.label);
        section(&mut out, b'A', aside.content);
    }
    let sum = xxh64(&out);
    section(&mut out, b'E', &sum.to_le_bytes());
    out
}

fn section(out: &mut Vec<u8>, kind: u8, content: &[u8]) {
    out.push(kind);
    out.extend_from_slice(&u64::try_from(content.len()).unwrap_or(u64::MAX).to_le_bytes());
    out.extend_from_slice(content);
}

/// Takes a file apart.
///
/// # Errors
/// [`FileError::Foreign`] or [`FileError::Unreadable`].
pub fn contents(file: &[u8]) -> Result<Contents<'_>, FileError> {
    let mut rest = file.strip_prefix(MAGIC).ok_or(FileError::Foreign)?;
    let at = |rest: &[u8]| file.len() - rest.len();
    let corrupt =
        |rest: &[u8], damage| UpgradeError::Corrupt { part: Part::File, at: at(rest), damage };
    let (version, after) = rest.split_first().ok_or(corrupt(rest, Damage::Truncated))?;
    if *version != VERSION {
        let (found, supported) = (u32::from(*version), u32::from(VERSION));
        return Err(UpgradeError::TooNew { found, supported }.into());
    }
    rest = after;
    let mut contents = Contents::default();
    let mut label = None;
    loop {
        let start = rest;
        let (header, after) =
            rest.split_first_chunk::<9>().ok_or(corrupt(start, Damage::Truncated))?;
        let [kind, length @ ..] = header;
        let (content, after) = usize::try_from(u64::from_le_bytes(*length))
            .ok()
            .and_then(|length| after.split_at_checked(length))
            .ok_or(corrupt(start, Damage::Truncated))?;
        rest = after;
        match kind {
            b'H' if contents.head.is_empty() => contents.head = content,
            b'B' => contents.blocks.push(content),
            b'O' => contents.operations.push(content),
            b'L' => label = Some(content),
            b'A' => {
                let label = label.take().ok_or(corrupt(start, Damage::Missing))?;
                contents.aside.push(AsideRef { label, content });
            }
            b'E' => {
                let summed = file.get(..at(start)).unwrap_or_default();
                if content != xxh64(summed).to_le_bytes() {
                    return Err(corrupt(start, Damage::Checksum).into());
                }
                if !rest.is_empty() {
                    return Err(corrupt(rest, Damage::LeftOver).into());
                }
                return Ok(contents);
            }
            kind => return Err(corrupt(start, Damage::Tag(*kind)).into()),
        }
    }
}

/// Opens a file: the workspace, its journal decided again.
///
/// # Errors
/// [`FileError`] with the place.
pub fn open(contents: &Contents<'_>) -> Result<Workspace, FileError> {
    let blocks: Vec<Vec<u8>> = contents.blocks.iter().map(|block| block.to_vec()).collect();
    let mut tail = Vec::new();
    for record in &contents.operations {
        tail.push((crate::persist::operation::decode(record)?.id.0, record.to_vec()));
    }
    decide_again(snapshot::open(contents.head, &blocks, &tail)?)
}

/// Takes every operation back, then admits and applies each from the baseline on.
fn decide_again(parts: Parts) -> Result<Workspace, FileError> {
    let mut directory = parts.directory;
    for operation in parts.journal.iter().take(parts.applied).rev() {
        take_back(&mut directory, operation)
            .ok_or(FileError::Contradiction { operation: operation.id })?;
    }
    let journal = parts.journal;
    let mut workspace =
        Workspace::restore(Parts { directory, applied: 0, journal: Vec::new(), ..parts });
    for operation in journal {
        workspace
            .admit(&operation)
            .map_err(|refusals| FileError::Refused { operation: operation.id, refusals })?;
        workspace.apply(operation);
    }
    Ok(workspace)
}

/// Undoes the effect of an operation; none when the directory is not in the state after it.
fn take_back(directory: &mut Directory, operation: &Operation) -> Option<()> {
    for event in operation.events.iter().rev() {
        let Some(subject) = event.subject() else { continue };
        let objects = directory.of_mut(subject.of);
        if subject.row.0 >= objects.rows() {
            return None;
        }
        match event {
            Event::Existence { row, id, before, after, .. } => {
                if objects.existence(*row) != *after || objects.id(*row) != *id {
                    return None;
                }
                objects.set_existence(*row, *before);
            }
            Event::Attribute { row, attribute, before, after } => {
                if objects.get(*row, *attribute) != *after {
                    return None;
                }
                objects.set(*row, *attribute, before);
            }
            Event::Intent { .. } | Event::Ledger { .. } => {}
            Event::Relation { group, side, party, before, after } => {
                if directory.members.has_party(*side, *group, *party) != *after {
                    return None;
                }
                directory.members.put_party(*side, *group, *party, *before);
            }
        }
    }
    Some(())
}

#[cfg(test)]
mod tests;
