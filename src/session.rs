//! The running page's hold on workspaces: read, change, save, follow. The only way for pages to any
//! of them, and the only place that knows both the reactive system and the store.
//!
//! A [`Session`] is one open workspace. It stands in one signal and is never cloned; pages read
//! projections of it ([`Session::select`]). A change is applied at once, in the frame of the key
//! press, and saved in the background: [`Session::save_state`] follows. A [`Shelf`] is what the
//! browser keeps, and which of it is open.
//!
//! Saving is one task with a queue. Whatever was accepted while a write was under way goes into the
//! next one together; a request is never dropped half-way.

mod aside;
pub mod browser;
mod drift;
pub mod education;
pub mod export;
mod file;
pub mod files;
pub mod folder;
pub mod import;
mod licences;
mod lists;
mod personal;
mod picture;
pub mod prefs;
mod products;
mod sample;
mod saving;
mod shelf;
mod tabs;

pub use crate::exchange::workspace_file::{EXTENSION as WORKSPACE_FILE, FileError};
pub use crate::persist::Entry;
pub use crate::persist::aside::Label;
pub use crate::persist::picture::{Element, Node, Picture};
pub use crate::persist::{Damage, Part, UpgradeError};
pub use crate::storage::StorageError;
pub use crate::storage::quota::Room;
pub use aside::AsideFile;
pub use drift::Drifts;
pub use import::Import;
pub use licences::Products;
pub use personal::{NoView, Taken};
pub use products::TakenIn;
pub use shelf::{Broken, FileProblem, Home, Phase, Shelf};

use crate::domain::{
    Actor, Command, Context, Operation, OperationId, Origin, Refusal, Setting, Timestamp,
};
use crate::persist::operation;
use crate::tenant::{Conflict, Rehearsal, Workspace, drift::Board};
use leptos::prelude::*;
use leptos::task::spawn_local;
use saving::Keeper;
use std::rc::Rc;

/// People whose search texts are made between two looks at what else there is to do: a few
/// milliseconds.
const SLICE: u32 = 4096;

/// How far what was done is on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaveState {
    /// All of it.
    Saved { at: Option<Timestamp> },
    /// Not yet these many operations.
    Saving { operations: usize },
    /// Nothing is: it lasts as long as the page.
    Memory(MemoryReason),
    /// The browser refuses; these many operations are in memory only. Tried again with each change.
    Failed { why: StorageError, waiting: usize },
    /// Another tab writes this workspace; this one follows. Whether changes made here are gone because
    /// they were not saved when the other one took over.
    ReadOnly { lost: bool },
}

/// Why nothing is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MemoryReason {
    /// The page came over plain HTTP: no locks, no lasting storage.
    InsecureContext,
    /// The browser gives no database: a private window, or blocked for this site.
    NoDatabase,
}

/// Why a command had no effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Denied {
    /// This tab only follows another one.
    ReadOnly,
    /// Every reason of the directory.
    Refused(Vec<Refusal>),
}

/// One open workspace. A handle; whatever it shows follows every change.
#[derive(Debug, Clone, Copy)]
pub struct Session {
    workspace: RwSignal<Workspace, LocalStorage>,
    revision: RwSignal<u64>,
    actor: RwSignal<Actor>,
    entry: RwSignal<Entry>,
    save_state: RwSignal<SaveState>,
    writes: RwSignal<bool>,
    awaits: RwSignal<bool>,
    aside: RwSignal<Vec<AsideFile>>,
    keeper: StoredValue<Rc<Keeper>, LocalStorage>,
    /// What all membership rules say, once a page has asked.
    board: StoredValue<Option<Board>, LocalStorage>,
    products: RwSignal<Products, LocalStorage>,
    libraries: RwSignal<education::Libraries, LocalStorage>,
    /// Everybody's licences, once a page has asked.
    licences: StoredValue<Option<licences::Held>, LocalStorage>,
}

impl PartialEq for Session {
    fn eq(&self, other: &Self) -> bool {
        self.workspace == other.workspace
    }
}

impl Session {
    /// Makes the handle; its signals belong to the current owner.
    fn new(workspace: Workspace, entry: Entry, writes: bool, keeper: Keeper) -> Self {
        let save_state = match keeper.memory {
            Some(reason) => SaveState::Memory(reason),
            None if writes => SaveState::Saved { at: entry.saved },
            None => SaveState::ReadOnly { lost: false },
        };
        let actor = RwSignal::new(personal::first_actor(&workspace));
        Self {
            workspace: RwSignal::new_local(workspace),
            revision: RwSignal::new(0),
            actor,
            entry: RwSignal::new(entry),
            save_state: RwSignal::new(save_state),
            writes: RwSignal::new(writes),
            awaits: RwSignal::new(false),
            aside: RwSignal::new(Vec::new()),
            keeper: StoredValue::new_local(Rc::new(keeper)),
            board: StoredValue::new_local(None),
            products: RwSignal::new_local(Products::NotAsked),
            libraries: RwSignal::new_local(education::Libraries::default()),
            licences: StoredValue::new_local(None),
        }
    }

    /// A projection: computed again after every change, tells its readers only of a different value.
    pub fn select<T>(self, read: impl Fn(&Workspace) -> T + Send + Sync + 'static) -> Memo<T>
    where
        T: PartialEq + Send + Sync + 'static,
    {
        Memo::new(move |_| self.workspace.with(&read))
    }

    /// Reads; the surrounding effect runs again after every change.
    pub fn with<T>(self, read: impl FnOnce(&Workspace) -> T) -> T {
        self.workspace.with(read)
    }

    /// Reads once.
    pub fn with_untracked<T>(self, read: impl FnOnce(&Workspace) -> T) -> T {
        self.workspace.with_untracked(read)
    }

    /// Counts changes, for those who keep something computed.
    pub fn revision(self) -> Signal<u64> {
        self.revision.into()
    }

    /// Whose eyes and rights commands are judged with.
    pub fn actor(self) -> Signal<Actor> {
        self.actor.into()
    }

    /// Looks with other eyes.
    pub fn set_actor(self, actor: Actor) {
        // A view is its person's alone.
        if !self.is_view() {
            self.actor.set(actor);
        }
    }

    /// Looks with the eyes again with which the workspace was opened.
    pub fn look_as_at_first(self) {
        self.actor.set(self.workspace.with_untracked(personal::first_actor));
    }

    /// How far what was done is on disk.
    pub fn save_state(self) -> Signal<SaveState> {
        self.save_state.into()
    }

    /// Whether this tab writes; `false` in one that follows another.
    pub fn writes(self) -> Signal<bool> {
        self.writes.into()
    }

    /// Whether this tab takes over, and the one that writes said that it still has to finish.
    pub fn awaits(self) -> Signal<bool> {
        self.awaits.into()
    }

    /// The workspace's line in the list.
    pub fn entry(self) -> Signal<Entry> {
        self.entry.into()
    }

    /// When a workspace file was last saved elsewhere.
    pub fn file_copy(self) -> Signal<Option<Timestamp>> {
        let entry = self.entry;
        Signal::derive(move || entry.with(|entry| entry.file_copy))
    }

    /// Whether there is something to undo.
    pub fn can_undo(self) -> Memo<bool> {
        self.select(|workspace| workspace.undoable().is_some())
    }

    /// Whether there is something to redo.
    pub fn can_redo(self) -> Memo<bool> {
        self.select(|workspace| workspace.redoable().is_some())
    }

    /// Judges a command; changes nothing. Tracked.
    ///
    /// # Errors
    /// Every reason against it.
    pub fn rehearse(self, command: &Command) -> Result<Rehearsal, Vec<Refusal>> {
        let context = context(Origin::Page, self.actor.get());
        self.workspace.with(|workspace| workspace.rehearse(command, &context))
    }

    /// The same once.
    fn rehearse_untracked(self, command: &Command) -> Result<Rehearsal, Vec<Refusal>> {
        let context = context(Origin::Page, self.actor.get_untracked());
        self.workspace.with_untracked(|workspace| workspace.rehearse(command, &context))
    }

    /// The part of a command about many users that would be accepted, and the reasons against the
    /// rest. Tracked.
    pub fn acceptable_part(self, command: &Command) -> (Option<Command>, Vec<Refusal>) {
        let context = context(Origin::Page, self.actor.get());
        self.workspace.with(|workspace| workspace.acceptable_part(command, &context))
    }

    /// The same with what that part would do.
    pub fn rehearse_part(self, command: &Command) -> (Option<(Command, Rehearsal)>, Vec<Refusal>) {
        let context = context(Origin::Page, self.actor.get());
        self.workspace.with(|workspace| workspace.rehearse_part(command, &context))
    }

    /// Does what is asked: visible at once, saved in the background.
    ///
    /// # Errors
    /// [`Denied`]; nothing is changed then.
    pub fn dispatch(self, command: &Command) -> Result<OperationId, Denied> {
        self.dispatch_as(command, self.actor.get_untracked())
    }

    /// The same with somebody else's rights.
    fn dispatch_as(self, command: &Command, actor: Actor) -> Result<OperationId, Denied> {
        let origin = match command {
            Command::Undo(_) | Command::Drop { .. } => Origin::Undo,
            _ => Origin::Page,
        };
        if !self.writes.get_untracked() {
            return Err(Denied::ReadOnly);
        }
        let context = context(origin, actor);
        let decided =
            self.workspace.with_untracked(|workspace| workspace.decide(command, &context));
        let operation = decided.map_err(Denied::Refused)?;
        let (id, record) = (operation.id, operation::encode(&operation));
        self.apply(operation);
        self.keep(id.0, record);
        Ok(id)
    }

    /// Takes the newest operation back that still stands; `None` when there is none.
    ///
    /// # Errors
    /// [`Denied`]; nothing is changed then.
    pub fn undo(self) -> Result<Option<OperationId>, Denied> {
        let target = self.workspace.with_untracked(Workspace::undoable);
        target.map(|id| self.dispatch(&Command::Undo(id))).transpose()
    }

    /// Brings the operation back that was undone last; `None` when there is none.
    ///
    /// # Errors
    /// [`Denied`]; nothing is changed then.
    pub fn redo(self) -> Result<Option<OperationId>, Denied> {
        let target = self.workspace.with_untracked(Workspace::redoable);
        target.map(|id| self.dispatch(&Command::Undo(id))).transpose()
    }

    /// Gives the workspace another name.
    ///
    /// # Errors
    /// [`Denied::ReadOnly`] in a tab that follows.
    pub fn rename(self, name: &str) -> Result<(), Denied> {
        if !self.writes.get_untracked() {
            return Err(Denied::ReadOnly);
        }
        self.workspace.update(|workspace| name.clone_into(&mut workspace.info.name));
        self.revision.update(|revision| *revision += 1);
        self.entry.update(|entry| name.clone_into(&mut entry.name));
        self.rewrite();
        Ok(())
    }

    /// Notes that the tenant has a staged setting already: no file could have told, or none was imported.
    ///
    /// # Errors
    /// [`Denied::ReadOnly`] in a tab that follows.
    pub fn record_setting(self, setting: Setting) -> Result<(), Denied> {
        if !self.writes.get_untracked() {
            return Err(Denied::ReadOnly);
        }
        self.workspace.update(|workspace| workspace.record_setting(setting, browser::now()));
        self.revision.update(|revision| *revision += 1);
        self.rewrite();
        Ok(())
    }

    /// Takes what is staged as the answer to a conflict.
    ///
    /// # Errors
    /// [`Denied::ReadOnly`] in a tab that follows.
    pub fn settle(self, conflict: &Conflict) -> Result<(), Denied> {
        if !self.writes.get_untracked() {
            return Err(Denied::ReadOnly);
        }
        self.workspace.update(|workspace| workspace.settle(conflict));
        self.revision.update(|revision| *revision += 1);
        self.rewrite();
        Ok(())
    }

    /// Changes the baseline; everything is written anew.
    fn take_in<T>(self, take: impl FnOnce(&mut Workspace) -> T) -> Option<T> {
        let mut taken = None;
        self.board.set_value(None);
        self.workspace.update(|workspace| taken = Some(take(workspace)));
        self.revision.update(|revision| *revision += 1);
        let users = self.workspace.with_untracked(|workspace| {
            workspace.users().active_count() + workspace.users().deleted_count()
        });
        self.entry.update(|entry| entry.users = users);
        self.rewrite();
        self.prepare();
        taken
    }

    /// Makes an accepted operation so.
    fn apply(self, operation: Operation) {
        self.workspace.update(|workspace| workspace.apply(operation));
        self.revision.update(|revision| *revision += 1);
    }

    /// Shows another state of the same workspace.
    fn replace(self, workspace: Workspace) {
        self.keeper.with_value(|keeper| keeper.replace());
        self.board.set_value(None);
        self.workspace.set(workspace);
        self.revision.update(|revision| *revision += 1);
        self.prepare();
    }

    /// Makes what the first search will read, a little at a time while nothing else is going on.
    fn prepare(self) {
        spawn_local(async move {
            loop {
                // A timer, so that whatever waits comes first: frames, input, storage.
                browser::wait(0).await;
                let more = self
                    .workspace
                    .try_with_untracked(|workspace| workspace.users().prepare_search(SLICE));
                // Nothing is left, or the workspace was closed.
                if more != Some(true) {
                    return;
                }
            }
        });
    }
}

/// Everything that a decision needs from outside, as it is now.
fn context(origin: Origin, actor: Actor) -> Context {
    Context { at: browser::now(), actor, origin, seed: browser::seed() }
}
