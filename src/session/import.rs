//! An import under way: reading files in slices, showing what they bring, taking it in.
//!
//! Until it is accepted, everything read stands apart from the open workspace; cancelling drops it.

use crate::domain::{ObjectId, Row};
use crate::exchange::preview::{Comparison, Preview};
use crate::exchange::{self, Staging};
use crate::messages;
use crate::persist::aside::Label;
use crate::session::browser::Pieces;
use crate::session::{Session, Shelf, browser};
use crate::storage::Aside;
use crate::store::Objects;
use crate::tenant::{Info, Organisation, Rebased};
use crate::text::collate::{Collation, compare};
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

/// How far an import is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportState {
    Reading(Reading),
    /// Read; waiting for the reader's word.
    Ready,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Outcome {
    pub users: u32,
    /// Entries of the audit log that were new.
    pub audit: u32,
    pub rebased: Rebased,
    pub conflicts: usize,
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
        let total = files.iter().map(|file| browser::size(file)).sum();
        let reading = Reading { files: files.len(), total, ..Reading::default() };
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
        for (number, file) in (1..).zip(&files) {
            import.open(&file.name());
            reading = Reading { name: file.name(), file: number, ..reading };
            let Some(mut pieces) = Pieces::of(file) else { return self.not_readable(file) };
            while !pieces.is_done() {
                let Some(piece) = pieces.next().await else { return self.not_readable(file) };
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
        while ending.step() {
            browser::pause().await;
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
        let aside =
            files.into_iter().zip(&staging.files).filter(|(_, r)| r.is_kept()).map(|(f, _)| f);
        let gathered = Gathered { aside: aside.collect(), staging, preview };
        self.gathered.set_value(Some(gathered));
        drop(self.state.try_set(ImportState::Ready));
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
        let Some(Gathered { staging, preview, aside }) = gathered else { return };
        if !self.is_current() {
            return self.interrupted();
        }
        let now = browser::now();
        let labels: Vec<Label> = staging
            .files
            .iter()
            .filter(|report| report.is_kept())
            .map(|report| Label {
                name: report.name.clone(),
                recognised_as: report.format.code().to_owned(),
                bytes: report.bytes,
                at: now,
            })
            .collect();
        let users = staging.counts.users;
        let (session, audit, rebased) =
            if let (Some((session, _)), Some(preview)) = (self.into, preview) {
                let sources = staging.sources(now, complete);
                let organisation = (staging.organisation != Organisation::default())
                    .then_some(staging.organisation);
                let rebased = session.take_in(|workspace| {
                    workspace.learn(organisation, staging.roles);
                    let audit = workspace.learn_audit_log(staging.audit_log);
                    (audit.new, workspace.rebase(preview.into_changes(complete), sources))
                });
                let (audit, rebased) = rebased.unwrap_or_default();
                (session, audit, rebased)
            } else {
                let info = Info { name: name.to_owned(), sample: false, created: now };
                let audit = staging.counts.audit;
                let workspace = staging.into_workspace(info, complete);
                (self.shelf.create(workspace), audit, Rebased::default())
            };
        let conflicts = session.with_untracked(|workspace| workspace.open_conflicts().count());
        self.state.set(ImportState::Done(Outcome { users, audit, rebased, conflicts }));
        if !labels.is_empty() {
            session.put_aside(contents(aside, labels));
        }
    }
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
