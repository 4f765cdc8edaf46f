//! One tenant: the directory as it stands, the journal that led there, and what follows from both.
//!
//! A [`Command`] is *decided* into an [`Operation`] without changing anything; *applying* the
//! operation is the only way a [`Workspace`] changes. Undo, redo and drop are operations too. What
//! is staged is the difference between the imported baseline and now; it is computed from the
//! journal's events, never stored.

pub mod alike;
mod apply;
pub mod audit;
mod baseline;
pub mod cases;
mod caused;
pub mod check;
pub mod compare;
mod conflict;
pub mod decide;
mod depend;
pub mod drift;
pub mod expiry;
pub mod groups;
mod ledger;
pub mod licences;
pub mod money;
pub mod naming;
pub mod naming_policy;
mod objects;
pub mod permit;
pub mod predicted;
mod rebase;
pub mod roles;
pub mod seed;
pub mod self_service;
mod settings;
mod staged;
mod supposed;
#[cfg(test)]
mod tests;
pub mod ties;
pub mod usage;

use apply::apply_event;
pub use baseline::Rebasing;
pub use conflict::{Conflict, ConflictKind};
pub use decide::Rehearsal;
pub use ledger::{Ledger, PersonalView};
pub use objects::{ListChange, ObjectChanges};
pub use rebase::{BaselineChanges, NewRow, Rebased};
pub use roles::{Organisation, ProductChange, RoleAssignments};
pub use staged::{Diff, Staged};

use crate::domain::{
    Actor, Attribute, Command, Context, Datum, Existence, GroupId, ObjectId, Operation,
    OperationId, Refusal, Row, Side, Subject, Timestamp, Title, UserId,
};
use crate::store::{AuditLog, AuditTally, Cell, Directory, List, Objects};

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// What a workspace is called and where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Info {
    pub name: String,
    /// The invented organisation that shows what the page can do.
    pub sample: bool,
    pub created: Timestamp,
}

/// A file that was taken into the baseline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its name, without folders.
    pub name: String,
    /// Code of the format that was recognised.
    pub recognised_as: String,
    /// Rows that were read.
    pub rows: u32,
    /// When it was taken in.
    pub at: Timestamp,
    /// Whether the user declared it to hold everybody.
    pub complete: bool,
}

impl Source {
    /// When the last of some files was taken in.
    #[must_use]
    pub fn latest(sources: &[Self]) -> Timestamp {
        sources.iter().map(|source| source.at).max().unwrap_or_default()
    }
}

/// One tenant as Tenantry holds it.
#[derive(Debug)]
pub struct Workspace {
    pub info: Info,
    sources: Vec<Source>,
    organisation: Organisation,
    roles: RoleAssignments,
    directory: Directory,
    audit_log: AuditLog,
    journal: Vec<Operation>,
    /// Whether each operation of the journal is in force, by position.
    in_force: Vec<bool>,
    staged: Staged,
    ledger: Ledger,
    view: Option<PersonalView>,
    conflicts: Vec<Conflict>,
    /// Computed when first asked for; an import forgets it.
    domains_seen: OnceLock<Vec<(String, u32)>>,
}

/// The parts that are stored; everything else is computed from them.
#[derive(Debug)]
pub struct Parts {
    pub info: Info,
    pub sources: Vec<Source>,
    pub organisation: Organisation,
    pub roles: RoleAssignments,
    /// The directory after the first `applied` operations of the journal.
    pub directory: Directory,
    /// The imported audit log.
    pub audit_log: AuditLog,
    pub applied: usize,
    pub journal: Vec<Operation>,
    pub conflicts: Vec<Conflict>,
    /// Whose slice of another workspace it is; none for one that stands for itself.
    pub view: Option<PersonalView>,
}

impl Workspace {
    /// A workspace with an imported directory and an empty journal.
    #[must_use]
    pub fn new(info: Info, directory: Directory) -> Self {
        Self::restore(Parts {
            info,
            sources: Vec::new(),
            organisation: Organisation::default(),
            roles: RoleAssignments::default(),
            directory,
            audit_log: AuditLog::default(),
            applied: 0,
            journal: Vec::new(),
            conflicts: Vec::new(),
            view: None,
        })
    }

    /// A workspace from its stored parts. Operations after `applied` are applied as they were
    /// decided; nothing is judged again (see [`Self::admit`] for files from elsewhere).
    #[must_use]
    pub fn restore(parts: Parts) -> Self {
        let mut workspace = Self {
            info: parts.info,
            sources: parts.sources,
            organisation: parts.organisation,
            roles: parts.roles,
            directory: parts.directory,
            audit_log: parts.audit_log,
            journal: Vec::with_capacity(parts.journal.len()),
            in_force: Vec::new(),
            staged: Staged::default(),
            ledger: Ledger::of(parts.view.as_ref()),
            view: parts.view,
            conflicts: parts.conflicts,
            domains_seen: OnceLock::new(),
        };
        for (at, operation) in parts.journal.into_iter().enumerate() {
            if at < parts.applied {
                workspace.staged.follow(&operation.events);
                workspace.ledger.follow(&operation.events);
                workspace.record(operation);
            } else {
                workspace.apply(operation);
            }
        }
        workspace
    }

    /// The users as they stand, staged changes included.
    #[must_use]
    pub const fn users(&self) -> &Objects {
        &self.directory.users
    }

    /// The directory as it stands.
    #[must_use]
    pub const fn directory(&self) -> &Directory {
        &self.directory
    }

    /// What imported files told of the tenant's audit log; baseline, never staged.
    #[must_use]
    pub const fn audit_log(&self) -> &AuditLog {
        &self.audit_log
    }

    /// Takes in entries of the audit log that are not there yet. Nothing is ever removed: the log of
    /// the service only grows, and forgets what is old.
    pub fn learn_audit_log(&mut self, entries: AuditLog) -> AuditTally {
        self.audit_log.take_in(entries)
    }

    /// The files behind the baseline, in the order in which they came.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// What the imported files told about the tenant itself.
    #[must_use]
    pub const fn organisation(&self) -> &Organisation {
        &self.organisation
    }

    /// Who holds which directory role, as far as imported.
    #[must_use]
    pub const fn roles(&self) -> &RoleAssignments {
        &self.roles
    }

    /// Takes in what a file told about the tenant; baseline, like an import of users.
    pub fn learn(&mut self, organisation: Option<Organisation>, roles: Option<RoleAssignments>) {
        if let Some(organisation) = organisation {
            self.organisation.merge(organisation);
        }
        if let Some(roles) = roles {
            self.roles = roles;
        }
    }

    /// Notes a file that was taken into the baseline.
    pub fn add_source(&mut self, source: Source) {
        self.sources.push(source);
    }

    /// All operations, oldest first; number `n` stands at `n - 1`.
    #[must_use]
    pub fn journal(&self) -> &[Operation] {
        &self.journal
    }

    /// An operation by its number.
    #[must_use]
    pub fn operation(&self, id: OperationId) -> Option<&Operation> {
        self.journal.get(usize::try_from(id.0).ok()?.checked_sub(1)?)
    }

    /// Whether an operation's effect stands (not undone, not dropped).
    #[must_use]
    pub fn is_in_force(&self, id: OperationId) -> bool {
        usize::try_from(id.0)
            .ok()
            .and_then(|id| self.in_force.get(id.checked_sub(1)?))
            .copied()
            .unwrap_or(false)
    }

    /// The difference between the imported baseline and now.
    #[must_use]
    pub const fn staged(&self) -> &Staged {
        &self.staged
    }

    /// What was noted besides: settings that are to be others, requests, cases, views.
    #[must_use]
    pub const fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// Whose slice of another workspace this is; none for one that stands for itself.
    #[must_use]
    pub const fn view(&self) -> Option<&PersonalView> {
        self.view.as_ref()
    }

    /// What the newest import said of an attribute, staged changes left out. The row is one of the
    /// attribute's kind.
    #[must_use]
    pub fn baseline(&self, row: Row, attribute: Attribute) -> Datum {
        self.staged
            .baseline(row, attribute)
            .cloned()
            .unwrap_or_else(|| self.directory.of(attribute.of()).get(row, attribute))
    }

    /// Whether an object stood in the directory when it was last imported.
    #[must_use]
    pub fn baseline_existence(&self, subject: Subject) -> Existence {
        let staged = self.staged.of(subject).and_then(|diff| diff.existence);
        staged.unwrap_or_else(|| self.directory.of(subject.of).existence(subject.row))
    }

    /// The members or owners of a group when they were last imported.
    #[must_use]
    pub fn baseline_list(&self, side: Side, group: GroupId) -> Cow<'_, List> {
        let list = self.directory.members.of(side, group);
        let Some(diff) = self.staged.group(group) else { return Cow::Borrowed(list) };
        let mut list = Cow::Borrowed(list);
        for ((of, party), came) in &diff.relations {
            if *of == side {
                list.to_mut().put_party(*party, !came);
            }
        }
        list
    }

    /// The groups as they stand, staged changes included.
    #[must_use]
    pub const fn groups(&self) -> &Objects {
        &self.directory.groups
    }

    /// Whether an object is in the directory now.
    #[must_use]
    pub fn is_active(&self, subject: Subject) -> bool {
        let objects = self.directory.of(subject.of);
        subject.row.0 < objects.rows() && objects.existence(subject.row) == Existence::Active
    }

    /// Whether the actor may ask this; everybody whom the command names is judged.
    ///
    /// # Errors
    /// The first refusal.
    pub fn permit(&self, actor: &Actor, command: &Command) -> Result<(), Refusal> {
        decide::permit(self, actor, command)
    }

    /// Judges a command and says what it would do; changes nothing.
    ///
    /// # Errors
    /// Every reason against it.
    pub fn rehearse(
        &self,
        command: &Command,
        context: &Context,
    ) -> Result<Rehearsal, Vec<Refusal>> {
        decide::rehearse(self, command, context)
    }

    /// Judges a command and turns it into the operation it would be; changes nothing.
    ///
    /// # Errors
    /// Every reason against it.
    pub fn decide(&self, command: &Command, context: &Context) -> Result<Operation, Vec<Refusal>> {
        Ok(self.rehearse(command, context)?.operation)
    }

    /// The part of a command about many users that would be accepted, and the reasons against the
    /// rest. `None` when nothing is left.
    #[must_use]
    pub fn acceptable_part(
        &self,
        command: &Command,
        context: &Context,
    ) -> (Option<Command>, Vec<Refusal>) {
        let (part, refused) = self.rehearse_part(command, context);
        (part.map(|(command, _)| command), refused)
    }

    /// The same with what that part would do.
    #[must_use]
    pub fn rehearse_part(
        &self,
        command: &Command,
        context: &Context,
    ) -> (Option<(Command, Rehearsal)>, Vec<Refusal>) {
        decide::acceptable_part(self, command, context)
    }

    /// Judges an operation that somebody else decided, on the state that it claims to follow.
    ///
    /// # Errors
    /// Every reason against it.
    pub fn admit(&self, operation: &Operation) -> Result<(), Vec<Refusal>> {
        decide::admit(self, operation)
    }

    /// The command that an operation about the ledger, or of self-service, comes from; none for others.
    #[must_use]
    pub fn command_of(&self, operation: &Operation) -> Option<Command> {
        decide::command_of(self, operation)
    }

    /// Decides and applies.
    ///
    /// # Errors
    /// Every reason against the command; nothing is changed then.
    pub fn dispatch(
        &mut self,
        command: &Command,
        context: &Context,
    ) -> Result<OperationId, Vec<Refusal>> {
        let operation = self.decide(command, context)?;
        let id = operation.id;
        self.apply(operation);
        Ok(id)
    }

    /// Applies an accepted operation: the only place where a workspace changes.
    pub fn apply(&mut self, operation: Operation) {
        for event in &operation.events {
            apply_event(&mut self.directory, event);
        }
        self.staged.follow(&operation.events);
        self.ledger.follow(&operation.events);
        self.record(operation);
    }

    /// Appends to the journal and keeps account of what is in force.
    fn record(&mut self, operation: Operation) {
        match &operation.title {
            Title::Undo(target) => self.stand(*target, false),
            Title::Redo(target) => self.stand(*target, true),
            Title::Drop { operation, dependents } => {
                for dependent in dependents {
                    self.set_in_force(*dependent, false);
                }
                self.stand(*operation, false);
            }
            _ => {}
        }
        self.in_force.push(true);
        self.journal.push(operation);
    }

    /// Notes whether an operation is in force. Either a drop is, or what it dropped.
    fn stand(&mut self, mut id: OperationId, mut force: bool) {
        loop {
            self.set_in_force(id, force);
            let title = self.operation(id).map(|operation| &operation.title);
            let Some(Title::Drop { operation, dependents }) = title else { return };
            let (dropped, dependents) = (*operation, dependents.clone());
            force = !force;
            for dependent in dependents {
                self.set_in_force(dependent, force);
            }
            if dropped >= id {
                return;
            }
            id = dropped;
        }
    }

    fn set_in_force(&mut self, id: OperationId, force: bool) {
        let place =
            usize::try_from(id.0).ok().and_then(|id| self.in_force.get_mut(id.checked_sub(1)?));
        if let Some(place) = place {
            *place = force;
        }
    }

    /// The operation that undo would take back next.
    #[must_use]
    pub fn undoable(&self) -> Option<OperationId> {
        self.journal
            .iter()
            .rev()
            .find(|operation| {
                !matches!(operation.title, Title::Undo(_) | Title::Redo(_))
                    && !operation.events.is_empty()
                    && self.is_in_force(operation.id)
            })
            .map(|operation| operation.id)
    }

    /// The operation that redo would bring back next; none once something new was done.
    #[must_use]
    pub fn redoable(&self) -> Option<OperationId> {
        // Undone operations come back in reverse order of the undoing: read backwards, each redo
        // cancels one undo of the same operation.
        let mut redone: Vec<OperationId> = Vec::new();
        for operation in self.journal.iter().rev() {
            match operation.title {
                Title::Redo(target) => redone.push(target),
                Title::Undo(target) => {
                    if let Some(at) = redone.iter().position(|known| *known == target) {
                        redone.swap_remove(at);
                    } else if self.operation(target).is_some_and(|target| !target.events.is_empty())
                    {
                        return Some(target);
                    }
                }
                _ => return None,
            }
        }
        None
    }

    /// The later operations that stand on this one, oldest first: what dropping it takes along.
    #[must_use]
    pub fn dependents(&self, id: OperationId) -> Vec<OperationId> {
        depend::dependents(self, id)
    }

    /// The audit records that the directory would write for an operation; *predicted*.
    #[must_use]
    pub fn audit(&self, operation: &Operation) -> Vec<audit::Record> {
        audit::records(self, operation)
    }

    /// Takes a newer baseline in and replays what is staged on top of it.
    pub fn rebase(&mut self, changes: BaselineChanges, sources: Vec<Source>) -> Rebased {
        let at = Source::latest(&sources);
        self.rebase_on(Rebasing::new(self, changes, at), sources)
    }

    /// As [`Self::rebase`], on a baseline that was made of this workspace; what is left of it is done.
    pub fn rebase_on(&mut self, baseline: Rebasing, sources: Vec<Source>) -> Rebased {
        self.domains_seen = OnceLock::new();
        rebase::rebase(self, baseline, sources)
    }

    /// The number that the next operation gets.
    #[must_use]
    pub fn number_of_next_operation(&self) -> OperationId {
        OperationId(u32::try_from(self.journal.len()).unwrap_or(u32::MAX).saturating_add(1))
    }

    /// Whether a domain belongs to the tenant: as its imported domains say, else yes when a member's
    /// name lies in it, else nobody knows.
    #[must_use]
    pub fn domain_is_known(&self, domain: &str) -> Option<bool> {
        let domain = domain.to_lowercase();
        if !self.organisation.verified_domains.is_empty() {
            return Some(self.organisation.verified_domains.contains(&domain));
        }
        self.domains_seen().iter().any(|(seen, _)| *seen == domain).then_some(true)
    }

    /// The domains of the names in use, in lower case, with how many users each, most used first.
    pub fn domains_seen(&self) -> &[(String, u32)] {
        self.domains_seen.get_or_init(|| {
            let mut seen: BTreeMap<String, u32> = BTreeMap::new();
            for user in (0..self.users().rows()).map(UserId) {
                if let Cell::Text(name) = self.users().read(user, Attribute::USER_PRINCIPAL_NAME)
                    && let Some((_, domain)) = name.rsplit_once('@')
                {
                    if let Some(count) = seen.get_mut(domain) {
                        *count += 1;
                    } else {
                        *seen.entry(domain.to_lowercase()).or_default() += 1;
                    }
                }
            }
            let mut seen: Vec<(String, u32)> = seen.into_iter().collect();
            seen.sort_by(|(a, m), (b, n)| n.cmp(m).then_with(|| a.cmp(b)));
            seen
        })
    }

    /// A soft-deleted user with this text, ignoring case.
    #[must_use]
    pub fn deleted_with(&self, attribute: Attribute, text: &str) -> Option<UserId> {
        let wanted = text.to_lowercase();
        self.users().deleted().iter().map(UserId).find(|user| {
            matches!(self.users().read(*user, attribute), Cell::Text(held) if held.to_lowercase() == wanted)
        })
    }

    /// The user with an object id, when active.
    #[must_use]
    pub fn find_active(&self, id: ObjectId) -> Option<UserId> {
        self.users().find(id).filter(|user| self.users().existence(*user) == Existence::Active)
    }
}
