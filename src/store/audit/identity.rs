//! Which entries are the same one, and what becomes of an entry that comes again.
//!
//! Two entries with an id are the same when the ids are. The portal's CSV has no ids: an entry
//! without one is the same as another with its time, correlation id, activity and targets (the first
//! three, which is what that file holds). So a file taken in twice changes nothing; and an entry that
//! comes again with more (Graph tells what the CSV leaves out) takes the place of the poorer one.

use super::{ACTOR, AuditColumn, AuditLog, Encoded};
use crate::domain::DirectoryAudit;
use crate::store::hash;
use crate::store::table::Table;

/// Targets that the portal's CSV has room for.
const CSV_TARGETS: usize = 3;

/// Where entries and actors are found.
#[derive(Debug, Clone, Default)]
pub(super) struct Identities {
    by_id: Table,
    by_key: Table,
    actors: Table,
}

/// What became of entries that were added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AuditTally {
    /// Were not there.
    pub new: u32,
    /// Were there without an id, and have one now.
    pub completed: u32,
    /// Were there already.
    pub known: u32,
}

/// What an entry is to a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuditAdded {
    New(u32),
    Completed(u32),
    Known(u32),
}

impl AuditTally {
    const fn count(&mut self, added: AuditAdded) {
        match added {
            AuditAdded::New(_) => self.new += 1,
            AuditAdded::Completed(_) => self.completed += 1,
            AuditAdded::Known(_) => self.known += 1,
        }
    }

    /// Whether nothing changes.
    #[must_use]
    pub const fn is_void(&self) -> bool {
        self.new == 0 && self.completed == 0
    }
}

/// What tells entries apart that have no id. Empty and null are one: files differ in that.
fn key(entry: &DirectoryAudit<'_>) -> u32 {
    let mut bytes = entry.activity_date_time.0.to_le_bytes().to_vec();
    for text in parts(entry) {
        bytes.extend(text.as_bytes().iter().map(u8::to_ascii_lowercase));
        bytes.push(0);
    }
    hash::of_bytes(&bytes)
}

fn parts<'e>(entry: &'e DirectoryAudit<'_>) -> impl Iterator<Item = &'e str> {
    let targets = entry.target_resources.iter().take(CSV_TARGETS);
    let targets =
        targets.flat_map(|target| [target.id, target.display_name, target.user_principal_name]);
    [entry.correlation_id, entry.activity_display_name]
        .into_iter()
        .chain(targets)
        .map(Option::unwrap_or_default)
}

fn is_same(one: &DirectoryAudit<'_>, other: &DirectoryAudit<'_>) -> bool {
    let (mut ones, mut others) = (parts(one), parts(other));
    one.activity_date_time == other.activity_date_time
        && loop {
            match (ones.next(), others.next()) {
                (None, None) => break true,
                (Some(one), Some(other)) if one.eq_ignore_ascii_case(other) => {}
                _ => break false,
            }
        }
}

/// An id that says something.
fn id_of<'a>(entry: &DirectoryAudit<'a>) -> Option<&'a str> {
    entry.id.filter(|id| !id.is_empty())
}

impl Identities {
    fn of(log: &AuditLog) -> Self {
        let mut identities = Self::default();
        for row in 0..log.len() {
            identities.note(row, &log.entry(row));
        }
        for (number, actor) in (0_u32..).zip(&log.actors) {
            identities.actors.insert(hash_of(actor), number);
        }
        identities
    }

    fn note(&mut self, row: u32, entry: &DirectoryAudit<'_>) {
        if let Some(id) = id_of(entry) {
            self.by_id.insert(hash::of_bytes(id.as_bytes()), row);
        }
        self.by_key.insert(key(entry), row);
    }

    /// The row of an entry, and whether it gains an id.
    fn find(&self, log: &AuditLog, entry: &DirectoryAudit<'_>) -> Option<AuditAdded> {
        if let Some(id) = id_of(entry) {
            let mut rows = self.by_id.under(hash::of_bytes(id.as_bytes()));
            if let Some(row) = rows.find(|row| log.get(*row, AuditColumn::Id) == Some(id)) {
                return Some(AuditAdded::Known(row));
            }
        }
        let has_id = |row: u32| log.get(row, AuditColumn::Id).is_some_and(|id| !id.is_empty());
        let mut rows = self.by_key.under(key(entry)).filter(|row| {
            // Two ids that differ are two entries, however alike they are.
            (id_of(entry).is_none() || !has_id(*row)) && is_same(&log.entry(*row), entry)
        });
        let row = rows.next()?;
        let completes = id_of(entry).is_some() && !has_id(row);
        Some(if completes { AuditAdded::Completed(row) } else { AuditAdded::Known(row) })
    }
}

fn hash_of(codes: &[u32; ACTOR]) -> u32 {
    let mut bytes = [0_u8; ACTOR * 4];
    for (slot, code) in bytes.as_chunks_mut::<4>().0.iter_mut().zip(codes) {
        *slot = code.to_le_bytes();
    }
    hash::of_bytes(&bytes)
}

impl AuditLog {
    /// Adds an entry, unless it is there.
    pub fn add(&mut self, entry: &DirectoryAudit<'_>) -> AuditAdded {
        let mut identities = self.take_identities();
        let found = identities.find(self, entry).unwrap_or(AuditAdded::New(self.len()));
        if let AuditAdded::New(row) | AuditAdded::Completed(row) = found {
            let encoded = self.encode(entry);
            let actor = self.actor_number(&mut identities, &encoded);
            self.put(row, encoded, actor);
            identities.note(row, entry);
        }
        self.identity = identities.into();
        found
    }

    /// Adds the entries of another log that are not there.
    pub fn take_in(&mut self, other: Self) -> AuditTally {
        if self.is_empty() {
            let new = other.len();
            *self = other;
            return AuditTally { new, ..AuditTally::default() };
        }
        let mut tally = AuditTally::default();
        for row in 0..other.len() {
            tally.count(self.add(&other.entry(row)));
        }
        tally
    }

    /// What [`Self::take_in`] would do; the entries of `other` are all different.
    #[must_use]
    pub fn compare(&self, other: &Self) -> AuditTally {
        let identities = self.identity.get_or_init(|| Identities::of(self));
        let mut tally = AuditTally::default();
        for row in 0..other.len() {
            let found = identities.find(self, &other.entry(row));
            tally.count(found.unwrap_or(AuditAdded::New(0)));
        }
        tally
    }

    fn take_identities(&mut self) -> Identities {
        self.identity.take().unwrap_or_else(|| Identities::of(self))
    }

    fn actor_number(&mut self, identities: &mut Identities, encoded: &Encoded) -> u32 {
        let hash = hash_of(&encoded.actor);
        let known = identities
            .actors
            .under(hash)
            .find(|number| self.actors.get(*number as usize) == Some(&encoded.actor));
        known.unwrap_or_else(|| {
            let number = u32::try_from(self.actors.len()).unwrap_or(u32::MAX);
            self.actors.push(encoded.actor);
            identities.actors.insert(hash, number);
            number
        })
    }
}
