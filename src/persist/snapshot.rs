//! A whole workspace as a head and blocks, for the browser's database and for the workspace file.

use crate::domain::{Operation, attribute::Of};
use crate::persist::frame::{self, Damage, Part, UpgradeError};
use crate::persist::head::{Block, Content, Head};
use crate::persist::operation;
use crate::store::{AuditLog, Directory, Members, Objects, audit, image};
use crate::tenant::{Parts, Workspace};

/// Bytes of journal that go into one block, roughly.
const JOURNAL_BLOCK: usize = 1 << 20;

/// A whole workspace, ready to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    pub head: Vec<u8>,
    pub blocks: Vec<Vec<u8>>,
    /// The number of the last operation in it.
    pub applied: u32,
}

impl Snapshot {
    /// Takes a picture of a workspace.
    #[must_use]
    pub fn of(workspace: &Workspace) -> Self {
        Taking::of(workspace).finish(workspace)
    }

    fn put_together(workspace: &Workspace, directory: Vec<(Content, Vec<u8>)>) -> Self {
        let journal = journal_blocks(workspace.journal());
        let journal = journal.into_iter().map(|block| (Content::Journal, block));
        let all: Vec<(Content, Vec<u8>)> = directory.into_iter().chain(journal).collect();
        let applied = u32::try_from(workspace.journal().len()).unwrap_or(u32::MAX);
        let head = Head {
            info: workspace.info.clone(),
            sources: workspace.sources().to_vec(),
            organisation: workspace.organisation().clone(),
            roles: workspace.roles().clone(),
            conflicts: workspace.conflicts().to_vec(),
            view: workspace.view().cloned(),
            applied,
            blocks: all.iter().map(|(content, block)| Block::of(*content, block)).collect(),
        };
        let blocks = all.into_iter().map(|(_, block)| block).collect();
        Self { head: head.encode(), blocks, applied }
    }

    /// Bytes in all.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        let bytes = self.blocks.iter().map(Vec::len).sum::<usize>() + self.head.len();
        u64::try_from(bytes).unwrap_or(u64::MAX)
    }
}

/// A picture being taken, a column or a block at a time; the directory is the same all the while.
#[derive(Debug)]
pub struct Taking {
    /// The kinds of object that are still to be written, the one under way first. There is nothing
    /// to say of groups and devices where there are none.
    objects: Vec<(Of, image::Encoder)>,
    members: Option<image::members::Encoder>,
    /// Makes no block where there is no entry.
    audit_log: audit::image::Encoder,
    blocks: Vec<(Content, Vec<u8>)>,
}

const fn content(of: Of) -> Content {
    match of {
        Of::User => Content::Directory,
        Of::Group => Content::Groups,
        Of::Device => Content::Devices,
    }
}

impl Taking {
    /// Begins.
    #[must_use]
    pub fn of(workspace: &Workspace) -> Self {
        let begin: fn() -> Vec<u8> = || frame::begin(Part::Image);
        let directory = workspace.directory();
        let kinds = [Of::User, Of::Group, Of::Device];
        let some = |of: &Of| *of == Of::User || directory.of(*of).rows() > 0;
        let objects = kinds
            .into_iter()
            .filter(some)
            .map(|of| (of, image::Encoder::new(directory.of(of), begin)))
            .collect();
        let members = (directory.members.groups() > 0).then(|| image::members::Encoder::new(begin));
        let audit_log = audit::image::Encoder::new(workspace.audit_log(), begin);
        Self { objects, members, audit_log, blocks: Vec::new() }
    }

    /// Goes on; false when only [`Self::finish`] is left.
    pub fn step(&mut self, workspace: &Workspace) -> bool {
        if let Some((of, encoder)) = self.objects.first_mut() {
            let of = *of;
            if let Some(block) = encoder.step(workspace.directory().of(of)) {
                self.blocks.extend(block.map(|block| (content(of), frame::end(block))));
            } else {
                let (_, encoder) = self.objects.remove(0);
                self.blocks.push((content(of), frame::end(encoder.finish())));
            }
            return true;
        }
        let members = &workspace.directory().members;
        if let Some(block) = self.members.as_mut().and_then(|encoder| encoder.step(members)) {
            self.blocks.push((Content::Members, frame::end(block)));
            return true;
        }
        let Some(block) = self.audit_log.step(workspace.audit_log()) else { return false };
        self.blocks.push((Content::AuditLog, frame::end(block)));
        true
    }

    /// The picture; what was not done is done now.
    #[must_use]
    pub fn finish(mut self, workspace: &Workspace) -> Snapshot {
        while self.step(workspace) {}
        Snapshot::put_together(workspace, self.blocks)
    }
}

/// Puts the parts of a workspace together again: a head, its blocks, and the records of the
/// operations that came after. Records that the blocks contain already are passed over; they are
/// what is left when the page was closed before they could be removed.
///
/// # Errors
/// [`UpgradeError`] when something is damaged, missing, or written by newer code.
pub fn open(
    head: &[u8],
    blocks: &[Vec<u8>],
    tail: &[(u32, Vec<u8>)],
) -> Result<Parts, UpgradeError> {
    let head = Head::decode(head)?;
    check(&head, blocks)?;
    let of = |content| {
        let wanted = move |(block, _): &(&Block, _)| block.content == content;
        head.blocks.iter().zip(blocks).filter(wanted).map(|(_, bytes)| bytes)
    };
    let mut directory = Directory {
        users: read_objects(Of::User, of(Content::Directory))?,
        groups: read_objects(Of::Group, of(Content::Groups))?,
        devices: read_objects(Of::Device, of(Content::Devices))?,
        members: Members::new(),
    };
    directory.members = read_members(&directory, of(Content::Members))?;
    directory.members.grow(directory.groups.rows());
    let audit_log = read_audit_log(of(Content::AuditLog))?;
    let mut journal: Vec<Operation> = Vec::new();
    for block in of(Content::Journal) {
        journal.extend(operation::decode_all(block)?);
    }
    for (number, record) in tail {
        if *number > head.applied {
            journal.push(operation::decode(record)?);
        }
    }
    for (place, operation) in journal.iter().enumerate() {
        if usize::try_from(operation.id.0) != Ok(place + 1) {
            let at = place;
            return Err(UpgradeError::Corrupt { part: Part::Journal, at, damage: Damage::Missing });
        }
    }
    let applied = usize::try_from(head.applied).unwrap_or(usize::MAX);
    if applied > journal.len() {
        let at = journal.len();
        return Err(UpgradeError::Corrupt { part: Part::Journal, at, damage: Damage::Missing });
    }
    Ok(Parts {
        info: head.info,
        sources: head.sources,
        organisation: head.organisation,
        roles: head.roles,
        directory,
        audit_log,
        applied,
        journal,
        conflicts: head.conflicts,
        view: head.view,
    })
}

/// Whether the blocks are those that the head speaks of, going by the checksums that they carry;
/// reading them tells whether those are right.
fn check(head: &Head, blocks: &[Vec<u8>]) -> Result<(), UpgradeError> {
    let part = Part::Image;
    if head.blocks.len() != blocks.len() {
        return Err(UpgradeError::Corrupt { part, at: blocks.len(), damage: Damage::Missing });
    }
    let mut at = 0_usize;
    for (block, bytes) in head.blocks.iter().zip(blocks) {
        if u64::try_from(bytes.len()) != Ok(block.length) {
            return Err(UpgradeError::Corrupt { part, at, damage: Damage::Truncated });
        }
        if frame::checksum(bytes) != Some(block.sum) {
            return Err(UpgradeError::Corrupt { part, at, damage: Damage::Checksum });
        }
        at = at.saturating_add(bytes.len());
    }
    Ok(())
}

const fn corrupt(at: usize, damage: Damage) -> UpgradeError {
    UpgradeError::Corrupt { part: Part::Image, at, damage }
}

/// The objects of a kind. Groups and devices have no blocks where there are none of them, as in
/// whatever was written before there could be.
fn read_objects<'a>(
    of: Of,
    blocks: impl Iterator<Item = &'a Vec<u8>>,
) -> Result<Objects, UpgradeError> {
    let mut blocks = blocks.peekable();
    if of != Of::User && blocks.peek().is_none() {
        return Ok(Objects::new(of));
    }
    let mut decoder = image::Decoder::of(of);
    for block in blocks {
        let (_version, body) = frame::unwrap(Part::Image, block)?;
        decoder.read(body).map_err(|nonsense| corrupt(nonsense.at, Damage::Nonsense))?;
    }
    decoder.finish().ok_or(corrupt(0, Damage::Missing))
}

fn read_members<'a>(
    directory: &Directory,
    blocks: impl Iterator<Item = &'a Vec<u8>>,
) -> Result<Members, UpgradeError> {
    let mut blocks = blocks.peekable();
    if blocks.peek().is_none() {
        return Ok(Members::new());
    }
    let mut decoder = image::members::Decoder::default();
    for block in blocks {
        let (_version, body) = frame::unwrap(Part::Image, block)?;
        decoder.read(body, directory).map_err(|it| corrupt(it.at, Damage::Nonsense))?;
    }
    decoder.finish().ok_or(corrupt(0, Damage::Missing))
}

/// The imported audit log; an empty one where there are no blocks.
fn read_audit_log<'a>(blocks: impl Iterator<Item = &'a Vec<u8>>) -> Result<AuditLog, UpgradeError> {
    let mut decoder = audit::image::Decoder::default();
    for block in blocks {
        let (_version, body) = frame::unwrap(Part::Image, block)?;
        decoder.read(body).map_err(|it| corrupt(it.at, Damage::Nonsense))?;
    }
    Ok(decoder.finish())
}

fn journal_blocks(journal: &[Operation]) -> Vec<Vec<u8>> {
    // A wide edit has a block of its own; the events tell roughly how long an operation becomes.
    let mut blocks = Vec::new();
    let (mut first, mut weight) = (0, 0);
    for (place, operation) in journal.iter().enumerate() {
        weight += 64 + operation.events.len() * 16;
        if weight > JOURNAL_BLOCK || place + 1 == journal.len() {
            let block = journal.get(first..=place).unwrap_or_default();
            blocks.push(operation::encode_all(block.iter()));
            (first, weight) = (place + 1, 0);
        }
    }
    blocks
}

#[cfg(test)]
mod tests;
