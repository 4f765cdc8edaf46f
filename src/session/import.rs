//! An import under way: reading files in slices, showing what they bring, taking it in.
//!
//! Until it is accepted, everything read stands apart from the open workspace; cancelling drops it.

use crate::domain::{GroupId, ObjectId, Row, Timestamp};
use crate::exchange::preview::{Comparison, Preview};
use crate::exchange::staging::Counts;
use crate::exchange::{self, Ending, Staging};
use crate::messages;
use crate::persist::aside::Label;
use crate::session::files::Files;
use crate::session::{Session, Shelf, TakenIn, browser};
use crate::storage::{Aside, StorageError};
use crate::store::Objects;
use crate::tenant::{BaselineChanges, Info, Rebased, Rebasing, Source, cases};
use crate::text::collate::{Collation, compare};
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

/// Files whose sizes are asked for between two pauses.
const SIZES: usize = 16;

/// How far an import is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportState {
    Reading(Reading),
    /// Read; waiting for the reader's word.
    Ready,
    /// Being taken in.
    TakingIn,
    /// Taken in.
    Done(Outcome),
    /// The workspace was closed, or another tab has changed it meanwhile.
    Interrupted,
    /// A file could not be read: moved, changed meanwhile, or a folder.
    NotReadable {
        name: String,
    },
}

/// What is being read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    pub name: String,
    /// Number of the file, from 1.
    pub file: usize,
    pub files: usize,
    /// Bytes, over all files.
    pub done: u64,
    pub total: u64,
    pub rows: u64,
}

/// What an accepted import did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outcome {
    /// Whether anything went into a workspace.
    pub of_tenant: bool,
    /// What the files held; of the audit log, what was new.
    pub counts: Counts,
    pub rebased: Rebased,
    pub conflicts: usize,
    /// Groups with saved cases that no longer hold, and how many.
    pub broken: Vec<(GroupId, u32)>,
    /// How many products a table for all workspaces names, or why the browser did not keep it; none where
    /// no file was one.
    pub products: Option<Result<usize, StorageError>>,
}

/// What was read, and what it would change.
#[derive(Debug)]
pub struct Gathered {
    pub staging: Staging,
    /// None when it fills a new workspace.
    pub preview: Option<Preview>,
    aside: Vec<File>,
}

/// An import under way. A handle; whatever it shows follows.
#[derive(Debug, Clone, Copy)]
pub struct Import {
    state: RwSignal<ImportState>,
    gathered: StoredValue<Option<Gathered>, LocalStorage>,
    cancelled: StoredValue<bool>,
    /// The workspace that it changes, and what that stood on; none for a new one.
    into: Option<(Session, Option<u32>)>,
    shelf: Shelf,
}

impl PartialEq for Import {
    fn eq(&self, other: &Self) -> bool {
        self.state == other.state
    }
}

impl Shelf {
    /// Starts to read files, into the open workspace if there is one that this tab writes and that
    /// is not the sample. One import at a time: an earlier one is cancelled.
    pub fn begin_import(self, files: Vec<File>) {
        if let Some(before) = self.import_signal().get_untracked() {
            before.cancel();
        }
        let into = self.session_untracked().filter(|session| {
            session.writes().get_untracked()
                && session.with_untracked(|workspace| !workspace.info.sample)
        });
        let reading = Reading { files: files.len(), ..Reading::default() };
        let import = self.owned(|| Import {
            state: RwSignal::new(ImportState::Reading(reading.clone())),
            gathered: StoredValue::new_local(None),
            cancelled: StoredValue::new(false),
            into: into.map(|session| (session, session.ground())),
            shelf: self,
        });
        self.import_signal().set(Some(import));
        spawn_local(import.read(files, reading));
    }

    /// The import under way, if any.
    pub fn import(self) -> Signal<Option<Import>> {
        self.import_signal().into()
    }
}

impl Import {
    /// How far it is.
    pub fn state(self) -> Signal<ImportState> {
        self.state.into()
    }

    /// Whether it fills a new workspace.
    pub const fn makes_new(self) -> bool {
        self.into.is_none()
    }

    /// What was read; none before it is read and after it is taken in.
    pub fn with<T>(self, look: impl FnOnce(&Gathered) -> T) -> Option<T> {
        self.gathered.try_with_value(|gathered| gathered.as_ref().map(look)).flatten()
    }

    /// The groups whose members a file may hold, those of the files and of the open workspace, by name.
    pub fn groups(self) -> Vec<(String, ObjectId)> {
        let listed = |groups: &Objects| {
            let rows = groups.active().iter().map(Row);
            rows.map(|row| (messages::object_name(groups, row), groups.id(row)))
                .collect::<Vec<(String, ObjectId)>>()
        };
        let mut all = self.with(|gathered| listed(&gathered.staging.groups)).unwrap_or_default();
        if let Some((session, _)) = self.into {
            all.extend(session.with_untracked(|workspace| listed(&workspace.directory().groups)));
        }
        all.sort_by(|one, other| compare(&one.0, &other.0, Collation::Root));
        let mut seen = std::collections::BTreeSet::new();
        all.retain(|(_, id)| seen.insert(*id));
        all
    }

    /// Says whose members a file holds, and compares anew.
    pub fn assign(self, file: usize, group: ObjectId) {
        let Some(mut gathered) = self.gathered.try_update_value(Option::take).flatten() else {
            return;
        };
        if !gathered.staging.assign(file, group) {
            return self.gathered.set_value(Some(gathered));
        }
        let reading = gathered.staging.files.get(file).map(|report| Reading {
            name: report.name.clone(),
            file: 1,
            files: 1,
            ..Reading::default()
        });
        self.state.set(ImportState::Reading(reading.unwrap_or_default()));
        spawn_local(async move {
            browser::pause().await;
            if let Some((session, _)) = self.into {
                gathered.preview = match self.compare(&gathered.staging, session).await {
                    None => return self.interrupted(),
                    preview => preview,
                };
            }
            self.gathered.set_value(Some(gathered));
            drop(self.state.try_set(ImportState::Ready));
        });
    }

    /// The table of products that was taken in before, if any.
    ///
    /// # Errors
    /// [`StorageError`] when the browser fails, or what it gives cannot be read.
    pub async fn product_table(self) -> Result<Option<TakenIn>, StorageError> {
        self.shelf.product_table().await
    }

    /// Forgets everything read.
    pub fn cancel(self) {
        self.cancelled.set_value(true);
        self.gathered.set_value(None);
        self.shelf.import_signal().set(None);
    }

    fn not_readable(self, file: &File) {
        drop(self.state.try_set(ImportState::NotReadable { name: file.name() }));
    }

    /// The workspace was closed, or another tab has changed it: what was compared with it is worth
    /// nothing.
    fn interrupted(self) {
        drop(self.state.try_set(ImportState::Interrupted));
    }

    /// Whether the workspace is open, and stands as it did when the import began.
    fn is_current(self) -> bool {
        self.into.is_none_or(|(session, ground)| {
            ground.is_some()
                && session.ground() == ground
                && self.shelf.session_untracked() == Some(session)
        })
    }

    async fn read(self, files: Vec<File>, mut reading: Reading) {
        let schema = self.into.map(|(session, _)| {
            session.with_untracked(|workspace| workspace.users().schema().clone())
        });
        let mut import = exchange::Import::new(schema.unwrap_or_default());
        let Some(sizes) = self.sizes(&files).await else { return };
        reading.total = sizes.iter().sum();
        let mut files = Files::new(files.into_iter().zip(sizes).collect());
        while let Some(file) = files.file().cloned() {
            import.open(&file.name());
            reading = Reading { name: file.name(), file: reading.file + 1, ..reading };
            while !files.turn() {
                let Some(piece) = files.piece().await else { return self.not_readable(&file) };
                import.feed(&piece);
                reading.done += u64::try_from(piece.len()).unwrap_or_default();
                reading.rows = import.progress().rows;
                drop(self.state.try_set(ImportState::Reading(reading.clone())));
                browser::pause().await;
                if self.cancelled.try_get_value().unwrap_or(true) {
                    return;
                }
            }
            import.close();
        }
        let mut ending = import.ending();
        loop {
            match self.end(&mut ending) {
                None => return self.interrupted(),
                Some(false) => break,
                Some(true) => browser::pause().await,
            }
            if self.cancelled.try_get_value().unwrap_or(true) {
                return;
            }
        }
        let staging = ending.staging();
        let preview = match self.into {
            None => None,
            Some((session, _)) => match self.compare(&staging, session).await {
                None => return self.interrupted(),
                preview => preview,
            },
        };
        let read = files.into_files().zip(&staging.files);
        let aside = read.filter(|(_, report)| report.is_kept()).map(|(file, _)| file);
        let gathered = Gathered { aside: aside.collect(), staging, preview };
        self.gathered.set_value(Some(gathered));
        drop(self.state.try_set(ImportState::Ready));
    }

    /// Does the next part of the end; false when there was none. None when the workspace was closed.
    fn end(self, ending: &mut Ending) -> Option<bool> {
        let Some((session, _)) = self.into else { return Some(ending.step()) };
        session.workspace.try_with_untracked(|it| ending.step_beside(Some(it.directory())))
    }

    /// The size of each file; none when the import was cancelled meanwhile. The browser answers some hundred in
    /// a frame.
    async fn sizes(self, files: &[File]) -> Option<Vec<u64>> {
        let mut sizes = Vec::with_capacity(files.len());
        for some in files.chunks(SIZES) {
            sizes.extend(some.iter().map(|file| browser::size(file)));
            browser::pause().await;
            if self.cancelled.try_get_value().unwrap_or(true) {
                return None;
            }
        }
        Some(sizes)
    }

    /// What the files would change; none when the import was cancelled meanwhile.
    async fn compare(self, staging: &Staging, session: Session) -> Option<Preview> {
        let workspace = session.workspace;
        let begun = workspace.try_with_untracked(|workspace| Comparison::new(staging, workspace));
        let mut comparison = begun?;
        while workspace.try_with_untracked(|workspace| comparison.step(staging, workspace))? {
            browser::pause().await;
            if self.cancelled.try_get_value().unwrap_or(true) || !self.is_current() {
                return None;
            }
        }
        workspace.try_with_untracked(|workspace| comparison.finish(staging, workspace))
    }

    /// Takes in what was read. `name` is for a new workspace; `complete` says that the files hold
    /// everybody.
    pub fn accept(self, name: &str, complete: bool) {
        let gathered = self.gathered.try_update_value(Option::take).flatten();
        let Some(Gathered { mut staging, preview, aside }) = gathered else { return };
        if !self.is_current() {
            return self.interrupted();
        }
        let now = browser::now();
        let products = staging.products.take().map(|it| TakenIn {
            file: it.file,
            at: now,
            catalogue: it.catalogue,
        });
        let aside = Kept { files: aside, labels: labels(&staging, now), products };
        if !staging.tells_of_tenant() {
            self.keep_products(aside.products, Outcome::default());
        } else if let (Some((session, _)), Some(preview)) = (self.into, preview) {
            self.state.set(ImportState::TakingIn);
            let before = session.awaits_import();
            let changes = preview.into_changes(complete);
            let sources = staging.sources(now, complete);
            spawn_local(async move {
                self.take_in(session, staging, changes, sources, aside).await;
                session.import_ended(before);
            });
        } else {
            let info = Info { name: name.to_owned(), sample: false, created: now };
            let counts = staging.counts;
            let session = self.shelf.create(staging.into_workspace(info, complete));
            let outcome = Outcome { of_tenant: true, counts, ..Outcome::default() };
            self.done(session, outcome, aside);
        }
    }

    /// Changes the open workspace, the tables beside it first.
    async fn take_in(
        self,
        session: Session,
        staging: Staging,
        changes: BaselineChanges,
        sources: Vec<Source>,
        aside: Kept,
    ) {
        let Some(baseline) = self.baseline(session, changes, Source::latest(&sources)).await else {
            return self.interrupted();
        };
        let now = browser::now();
        let mut counts = staging.counts;
        let taken = session.take_in(|workspace| {
            let held = cases::holding(workspace, now);
            workspace.learn(None, staging.roles);
            counts.audit = workspace.learn_audit_log(staging.audit_log).new;
            let rebased = workspace.rebase_on(baseline, sources);
            let broken = cases::lost(workspace, &held, now);
            Outcome { of_tenant: true, counts, rebased, broken, ..Outcome::default() }
        });
        self.done(session, taken.unwrap_or_default(), aside);
    }

    /// The new baseline, made while the page reacts; begun again when something else was done meanwhile.
    /// None when the import was cancelled, or the workspace is another one by now.
    async fn baseline(
        self,
        session: Session,
        changes: BaselineChanges,
        at: Timestamp,
    ) -> Option<Rebasing> {
        let workspace = session.workspace;
        let begin = |changes| workspace.try_with_untracked(|it| Rebasing::new(it, changes, at));
        let mut revision = session.revision.try_get_untracked()?;
        let mut baseline = begin(changes)?;
        while workspace.try_with_untracked(|workspace| baseline.step(workspace))? {
            browser::pause().await;
            if self.cancelled.try_get_value().unwrap_or(true) || !self.is_current() {
                return None;
            }
            let now = session.revision.try_get_untracked()?;
            if now != revision {
                revision = now;
                baseline = begin(baseline.into_changes())?;
            }
        }
        Some(baseline)
    }

    fn done(self, session: Session, mut outcome: Outcome, aside: Kept) {
        outcome.conflicts = session.with_untracked(|workspace| workspace.open_conflicts().count());
        self.keep_products(aside.products, outcome);
        if !aside.labels.is_empty() {
            session.put_aside(contents(aside.files, aside.labels));
        }
    }

    /// Keeps the table of products, if there is one; then everything is done.
    fn keep_products(self, products: Option<TakenIn>, mut outcome: Outcome) {
        let Some(products) = products else {
            return drop(self.state.try_set(ImportState::Done(outcome)));
        };
        drop(self.state.try_set(ImportState::TakingIn));
        spawn_local(async move {
            let count = products.catalogue.products().len();
            let kept = self.shelf.keep_product_table(products).await;
            outcome.products = Some(kept.map(|()| count));
            drop(self.state.try_set(ImportState::Done(outcome)));
        });
    }
}

/// What is kept apart: files as they are, and the table of products.
struct Kept {
    files: Vec<File>,
    labels: Vec<Label>,
    products: Option<TakenIn>,
}

fn labels(staging: &Staging, at: Timestamp) -> Vec<Label> {
    let kept = staging.files.iter().filter(|report| report.is_kept());
    kept.map(|report| Label {
        name: report.name.clone(),
        recognised_as: report.format.code().to_owned(),
        bytes: report.bytes,
        at,
    })
    .collect()
}

async fn contents(files: Vec<File>, labels: Vec<Label>) -> Vec<Aside> {
    let mut all = Vec::new();
    for (file, label) in files.into_iter().zip(labels) {
        if let Some(content) = browser::read(&file, 0, browser::size(&file)).await {
            all.push(Aside { label: label.encode(), content });
        }
    }
    all
}
