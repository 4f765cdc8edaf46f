//! Where the newest import contradicts what is staged.

use crate::domain::{Attribute, Datum, Existence, Setting, Subject, UserId};
use crate::store::Cell;
use crate::tenant::Workspace;
use crate::text::fold;

/// A staged change that the newest import contradicts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Conflict {
    /// One about an object.
    Object { subject: Subject, kind: ConflictKind },
    /// The setting of the tenant was `was`, is `arrived` there now, and `staged` here.
    Setting { setting: Setting, was: Datum, arrived: Datum, staged: Datum },
}

/// How it contradicts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConflictKind {
    /// The attribute was `was`, is `arrived` in the tenant now, and `staged` here. What an edit in
    /// force led to contradicts no edit: that one has arrived.
    Attribute { attribute: Attribute, was: Datum, arrived: Datum, staged: Datum },
    /// The object was to stay and is no longer there; what was staged for it is gone too.
    Gone,
    /// Another active user has the staged name now.
    NameTaken { name: String, by: UserId },
}

impl Workspace {
    /// Staged changes that the newest import contradicts.
    #[must_use]
    pub fn conflicts(&self) -> &[Conflict] {
        &self.conflicts
    }

    /// Those that wait for an answer: none does where the tenant's value was taken meanwhile, or
    /// where no two people have the name any more. That somebody is gone waits to be seen.
    pub fn open_conflicts(&self) -> impl Iterator<Item = &Conflict> {
        let has = |user: UserId, wanted: &str| {
            self.users().existence(user) == Existence::Active
                && matches!(
                    self.users().read(user, Attribute::USER_PRINCIPAL_NAME),
                    Cell::Text(name) if fold::same(name, wanted)
                )
        };
        let waits = move |subject: &Subject, kind: &ConflictKind| match kind {
            ConflictKind::Attribute { attribute, arrived, .. } => {
                self.directory.of(attribute.of()).get(subject.row, *attribute) != *arrived
            }
            ConflictKind::Gone => true,
            ConflictKind::NameTaken { name, by } => has(subject.row, name) && has(*by, name),
        };
        self.conflicts.iter().filter(move |conflict| match conflict {
            Conflict::Object { subject, kind } => waits(subject, kind),
            // That the tenant has the staged value by now may have been noted since.
            Conflict::Setting { setting, arrived, .. } => {
                self.organisation.setting(*setting) == *arrived
                    && self.setting(*setting) != *arrived
            }
        })
    }

    /// Forgets a conflict whose answer is what stands. Nothing else changes, so there is nothing
    /// to undo; the next import looks again.
    pub fn settle(&mut self, conflict: &Conflict) {
        self.conflicts.retain(|one| one != conflict);
    }
}
