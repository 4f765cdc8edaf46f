//! The task that writes what was accepted, and nothing else does.

use crate::domain::Timestamp;
use crate::persist::{Entry, Snapshot, Taking};
use crate::session::lists::Lists;
use crate::session::tabs::Answer;
use crate::session::{MemoryReason, SaveState, Session, browser};
use crate::storage::lock::Held;
use crate::storage::{
    self,
    channel::{Channel, Message},
};
use crate::storage::{Generation, StorageError, Vault};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

/// Bytes of journal after which the blocks are written anew, in the background.
const LONG_JOURNAL: u64 = 1 << 20;
/// How long the page must have been quiet before that.
const QUIET: i32 = 1_000;
/// How long the list of workspaces may lag behind a save.
const LIST_LAGS: i32 = 2_000;

/// What keeps one open workspace.
#[derive(Debug)]
pub(super) struct Keeper {
    id: String,
    /// Opened when first needed: a new workspace is on screen before.
    vault: RefCell<Option<Vault>>,
    pub(super) lists: Lists,
    /// Keeps the session's signals; let go some time after the session has ended.
    pub(super) owner: RefCell<Option<Owner>>,
    /// Why the vault is only memory, if it is.
    pub(super) memory: Option<MemoryReason>,
    /// Held by the tab that writes; none where the vault is this tab's alone.
    pub(super) lock: RefCell<Option<Held>>,
    pub(super) channel: RefCell<Option<Channel>>,
    /// Number of the generation on disk; 0 for none yet.
    pub(super) generation: Cell<u32>,
    /// Bytes of the generation, and of the records after it.
    pub(super) blocks: Cell<u64>,
    pub(super) journal: Cell<u64>,
    queue: RefCell<VecDeque<(u32, Vec<u8>)>>,
    /// More has changed than the queue can tell: a whole generation is to be written.
    rewrite: Cell<bool>,
    /// The same, but everything is on disk already.
    compact: Cell<bool>,
    pub(super) busy: Cell<bool>,
    /// How many times something that was accepted is on its way: files to their place beside the workspace, an
    /// import into it.
    pub(super) asides: Cell<u32>,
    /// Waiting for a quiet moment to compact.
    quiet: Cell<bool>,
    pub(super) list_lags: Cell<bool>,
    /// What the last picture that was kept is of.
    pub(super) pictured: RefCell<Option<(u32, u32, String)>>,
    /// Taking over from another tab, and whether that one has finished.
    /// Whether this tab is taking over.
    pub(super) taking: Cell<bool>,
    /// What the tab that writes answered when it was asked to finish.
    pub(super) answer: Cell<Option<Answer>>,
    /// The workspace was left here, or deleted in another tab.
    pub(super) closed: Cell<bool>,
    /// How often what is open was replaced by what another tab wrote, or was given up to it.
    replaced: Cell<u32>,
}

impl Keeper {
    pub(super) fn new(
        id: &str,
        vault: Option<Vault>,
        lists: Lists,
        memory: Option<MemoryReason>,
    ) -> Self {
        Self {
            id: id.to_owned(),
            vault: RefCell::new(vault),
            lists,
            owner: RefCell::default(),
            memory,
            lock: RefCell::default(),
            channel: RefCell::default(),
            generation: Cell::default(),
            blocks: Cell::default(),
            journal: Cell::default(),
            queue: RefCell::default(),
            rewrite: Cell::default(),
            compact: Cell::default(),
            busy: Cell::default(),
            asides: Cell::default(),
            quiet: Cell::default(),
            list_lags: Cell::default(),
            pictured: RefCell::default(),
            taking: Cell::default(),
            answer: Cell::default(),
            closed: Cell::default(),
            replaced: Cell::default(),
        }
    }

    /// Where the workspace is kept.
    pub(super) async fn vault(&self) -> Result<Vault, StorageError> {
        if let Some(vault) = self.vault.borrow().clone() {
            return Ok(vault);
        }
        let vault = Vault::in_browser(&self.id).await?;
        *self.vault.borrow_mut() = Some(vault.clone());
        Ok(vault)
    }

    pub(super) fn say(&self, message: &Message) {
        if let Some(channel) = self.channel.borrow().as_ref() {
            channel.say(message);
        }
    }

    /// Notes that what is open is not what it was.
    pub(super) fn replace(&self) {
        self.replaced.set(self.replaced.get().wrapping_add(1));
    }

    pub(super) fn is_closed(&self) -> bool {
        self.closed.get()
    }

    /// Whether everything that was accepted is where it is kept.
    pub(super) fn is_idle(&self) -> bool {
        !self.busy.get() && self.waiting() == 0 && self.asides.get() == 0
    }

    /// Forgets what was not written: another tab has the word now.
    pub(super) fn forget(&self) {
        self.queue.borrow_mut().clear();
        self.rewrite.set(false);
    }

    /// What is on disk, by generation and by the bytes that came after it.
    fn written(&self) -> (u32, u64) {
        (self.generation.get(), self.journal.get())
    }

    fn waiting(&self) -> usize {
        self.queue.borrow().len() + usize::from(self.rewrite.get())
    }

    /// Takes everything that waits into one transaction.
    async fn append(&self) -> Result<(), StorageError> {
        let batch: Vec<(u32, Vec<u8>)> = self.queue.borrow().iter().cloned().collect();
        let Some(last) = batch.last().map(|(number, _)| *number) else { return Ok(()) };
        self.vault().await?.append(&batch).await?;
        // By number: another tab may have taken the word meanwhile, and with it the queue.
        self.queue.borrow_mut().retain(|(number, _)| *number > last);
        for (number, record) in batch {
            self.journal.set(self.journal.get() + length(&record));
            self.say(&Message::Saved(number, record));
        }
        Ok(())
    }
}

/// What was said of saving, and what was written.
#[derive(Debug)]
pub(super) struct Before {
    said: SaveState,
    written: (u32, u64),
}

fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}

impl Session {
    /// Queues the record of an operation that was applied.
    pub(super) fn keep(self, number: u32, record: Vec<u8>) {
        self.keeper.with_value(|keeper| keeper.queue.borrow_mut().push_back((number, record)));
        self.save();
    }

    /// Says that nothing of a new workspace is kept yet; [`Self::rewrite`] is to follow, when this tab
    /// has the lock.
    pub(super) fn owe(self) {
        self.keeper.with_value(|keeper| {
            keeper.rewrite.set(true);
            if keeper.memory.is_none() {
                self.save_state.set(SaveState::Saving { operations: keeper.waiting() });
            }
        });
    }

    /// Queues the whole workspace, after an import or a change outside the journal.
    pub(super) fn rewrite(self) {
        self.keeper.with_value(|keeper| keeper.rewrite.set(true));
        self.save();
    }

    /// What the workspace stands on: another number after another tab had the word. None when it
    /// was closed, or this tab does not write it.
    pub(super) fn ground(self) -> Option<u32> {
        let keeper = self.keeper.try_get_value()?;
        let writes = self.writes.try_get_untracked()? && !keeper.is_closed();
        writes.then(|| keeper.replaced.get())
    }

    /// An import was accepted that is not in the workspace yet: until [`Self::import_ended`] nothing is
    /// called saved.
    pub(super) fn awaits_import(self) -> Option<Before> {
        let keeper = self.keeper.try_get_value()?;
        keeper.asides.set(keeper.asides.get() + 1);
        let said = self.save_state.try_get_untracked()?;
        if keeper.memory.is_none() {
            self.save_state.set(SaveState::Saving { operations: keeper.waiting() });
        }
        Some(Before { said, written: keeper.written() })
    }

    /// It is in the workspace, or will not come. Where nothing was written since, what was said of saving before
    /// is said again.
    pub(super) fn import_ended(self, before: Option<Before>) {
        let Some(keeper) = self.keeper.try_get_value() else { return };
        keeper.asides.set(keeper.asides.get().saturating_sub(1));
        let saving = matches!(self.save_state.try_get_untracked(), Some(SaveState::Saving { .. }));
        match before {
            Some(before) if saving && keeper.is_idle() && before.written == keeper.written() => {
                drop(self.save_state.try_set(before.said));
            }
            _ => self.settled(&keeper),
        }
    }

    /// Starts the task, unless it runs: then it finds what was queued.
    fn save(self) {
        let Some(keeper) = self.keeper.try_get_value() else { return };
        let operations = keeper.waiting();
        if keeper.memory.is_none() && operations > 0 {
            self.save_state.set(SaveState::Saving { operations });
        }
        if keeper.busy.replace(true) {
            return;
        }
        spawn_local(async move {
            if let Err(why) = self.work(&keeper).await {
                self.failed(&keeper, why);
            }
            keeper.busy.set(false);
            self.settled(&keeper);
        });
    }

    /// Says that everything is saved, when the last of it has just been.
    pub(super) fn settled(self, keeper: &Rc<Keeper>) {
        let saving = matches!(self.save_state.try_get_untracked(), Some(SaveState::Saving { .. }));
        if saving && keeper.is_idle() {
            self.saved(keeper);
        }
    }

    async fn work(self, keeper: &Rc<Keeper>) -> Result<(), StorageError> {
        loop {
            if keeper.memory.is_none() {
                // Before anything is taken from the queue: while this takes its time, another tab may
                // take the word, and then nothing is left to write.
                storage::prepare_writing().await;
            }
            if keeper.rewrite.replace(false) {
                let written = self.write(keeper).await;
                if written.is_err() {
                    keeper.rewrite.set(true);
                }
                if written? {
                    keeper.say(&Message::Replaced(keeper.generation.get()));
                }
            } else if keeper.waiting() > 0 {
                keeper.append().await?;
            } else if keeper.compact.replace(false) {
                // Nobody waits for it, and nothing is lost when it fails: after as much again.
                drop(self.write(keeper).await);
                keeper.journal.set(0);
            } else {
                return Ok(());
            }
            if keeper.waiting() == 0 && keeper.asides.get() == 0 {
                self.saved(keeper);
            }
        }
    }

    /// The whole workspace as it is kept; the page reacts meanwhile, unless it is being worked on.
    async fn snapshot(self, keeper: &Keeper) -> Option<Snapshot> {
        let revision = self.revision.try_get_untracked()?;
        let mut taking = self.workspace.try_with_untracked(Taking::of)?;
        while self.workspace.try_with_untracked(|workspace| taking.step(workspace))? {
            browser::pause().await;
            // Another tab has the word: what is shown here is what that one wrote. One that gives way
            // still has the lock, and finishes.
            if !self.writes.try_get_untracked()? && keeper.lock.borrow().is_none() {
                return None;
            }
            if self.revision.try_get_untracked()? != revision || keeper.is_closed() {
                return self.workspace.try_with_untracked(Snapshot::of);
            }
        }
        self.workspace.try_with_untracked(|workspace| taking.finish(workspace))
    }

    /// Writes a generation with everything in it, and the line in the list when it is the first:
    /// what the list does not name would not be found again. False where there is nothing to write
    /// any more.
    async fn write(self, keeper: &Rc<Keeper>) -> Result<bool, StorageError> {
        let Some(snapshot) = self.snapshot(keeper).await else { return Ok(false) };
        let (applied, bytes) = (snapshot.applied, snapshot.bytes());
        let number = keeper.generation.get() + 1;
        let generation = Generation { number, head: snapshot.head, blocks: snapshot.blocks };
        let vault = keeper.vault().await?;
        if let Err(why) = vault.write(&generation).await {
            // Kept in another way, if the browser does not like the first.
            if matches!(why, StorageError::Quota | StorageError::Overtaken) {
                return Err(why);
            }
            vault.write(&generation).await?;
        }
        if number == 1
            && let Some(mut entry) = self.describe(keeper)
        {
            entry.saved = Some(browser::now());
            keeper.lists.get().await?.put(&entry).await?;
            // Until then whoever reads the list must be told of it by this page.
            self.entry.try_update_untracked(|open| open.saved = entry.saved);
        }
        keeper.blocks.set(bytes);
        keeper.journal.set(0);
        keeper.queue.borrow_mut().retain(|(number, _)| *number > applied);
        // On disk; that it is what was written is found out while the reader goes on. Until then
        // nothing else is written.
        if keeper.waiting() == 0 && keeper.asides.get() == 0 {
            self.saved(keeper);
        }
        if vault.settle(&generation, applied).await == Err(StorageError::Verify) {
            vault.write(&generation).await?;
            vault.settle(&generation, applied).await?;
        }
        keeper.generation.set(number);
        Ok(true)
    }

    /// Makes blocks of a journal that has become long, once the page is quiet.
    fn compact_later(self, keeper: &Rc<Keeper>) {
        if keeper.journal.get() < LONG_JOURNAL || keeper.quiet.replace(true) {
            return;
        }
        let keeper = Rc::clone(keeper);
        spawn_local(async move {
            while {
                let before = keeper.journal.get();
                browser::wait(QUIET).await;
                before != keeper.journal.get() && !keeper.is_closed()
            } {}
            keeper.quiet.set(false);
            if !keeper.is_closed() {
                keeper.compact.set(true);
                self.save();
            }
        });
    }

    /// Whether another tab has taken the word: then this one says that and nothing else.
    fn follows(self) -> Option<bool> {
        self.save_state.try_with_untracked(|state| matches!(state, SaveState::ReadOnly { .. }))
    }

    fn saved(self, keeper: &Rc<Keeper>) {
        if keeper.memory.is_some() || keeper.is_closed() || self.follows() != Some(false) {
            return;
        }
        let at = Some(browser::now());
        drop(self.save_state.try_set(SaveState::Saved { at }));
        self.entry.try_update_untracked(|entry| entry.saved = at);
        self.list(keeper);
        self.compact_later(keeper);
    }

    fn failed(self, keeper: &Rc<Keeper>, why: StorageError) {
        if keeper.is_closed() || self.follows() != Some(false) {
            // What could not be written is another tab's by now.
            return keeper.forget();
        }
        if why == StorageError::Overtaken {
            return self.overtaken(keeper);
        }
        let state = match why {
            StorageError::Unavailable => SaveState::Memory(MemoryReason::NoDatabase),
            why => SaveState::Failed { why, waiting: keeper.waiting() },
        };
        drop(self.save_state.try_set(state));
    }

    /// The workspace's line in the list as it is now.
    fn describe(self, keeper: &Keeper) -> Option<Entry> {
        let users = self.workspace.try_with_untracked(|workspace| {
            workspace.users().active_count() + workspace.users().deleted_count()
        })?;
        self.entry.try_update_untracked(|entry| {
            entry.users = users;
            entry.bytes = keeper.blocks.get() + keeper.journal.get();
            entry.clone()
        })
    }

    /// Brings the list up to date, some time after the last of many saves.
    fn list(self, keeper: &Rc<Keeper>) {
        if keeper.list_lags.replace(true) {
            return;
        }
        let keeper = Rc::clone(keeper);
        spawn_local(async move {
            browser::wait(LIST_LAGS).await;
            if keeper.list_lags.replace(false) {
                self.update_list(&keeper).await;
            }
        });
    }

    /// Whether the list is this tab's to write: what it only follows may have another name by now, or
    /// be deleted.
    fn lists(self, keeper: &Keeper) -> bool {
        let is_gone =
            |state: SaveState| matches!(state, SaveState::Failed { why: StorageError::Gone, .. });
        keeper.memory.is_some()
            || keeper.lock.borrow().is_some()
                && !keeper.is_closed()
                && !self.save_state.try_get_untracked().is_none_or(is_gone)
    }

    pub(super) async fn update_list(self, keeper: &Keeper) {
        if !self.lists(keeper) {
            return;
        }
        let Some(entry) = self.describe(keeper) else { return };
        self.entry.notify();
        // Where this fails the list lags; it is brought up to date with the next save.
        if let Ok(list) = keeper.lists.get().await {
            drop(list.put(&entry).await);
        }
    }

    /// Notes that a workspace file was saved elsewhere, and tells the tab whose list it is.
    pub(super) fn copied(self, at: Timestamp) {
        self.keeper.with_value(|keeper| keeper.say(&Message::Copied(at)));
        self.note_copy(at);
    }

    /// Notes that this or another tab saved a workspace file.
    pub(super) fn note_copy(self, at: Timestamp) {
        self.entry.update(|entry| entry.file_copy = Some(at));
        let keeper = self.keeper.get_value();
        spawn_local(async move { self.update_list(&keeper).await });
    }

    /// Ends the session: what waits is written, then the lock goes to whoever wants it.
    pub(super) async fn end(self) {
        let Some(keeper) = self.keeper.try_get_value() else { return };
        if keeper.memory.is_none() && !keeper.is_idle() {
            // The half minute is for the disk.
            storage::prepare_writing().await;
        }
        // Ends when everything is written, or nothing more can be. A million people take some
        // seconds; a disk that does not answer is waited for half a minute.
        for _ in 0..3_000 {
            // A new workspace that waits for its lock has not begun to be written.
            let writes =
                || matches!(self.save_state.try_get_untracked(), Some(SaveState::Saving { .. }));
            if !keeper.busy.get() && (keeper.is_idle() || !writes()) {
                break;
            }
            browser::wait(10).await;
        }
        let lags = keeper.list_lags.replace(false) || keeper.memory.is_some();
        if lags {
            self.update_list(&keeper).await;
        }
        keeper.closed.set(true);
        keeper.channel.take();
        drop(keeper.lock.take());
        keeper.vault.take();
        // What still shows the session goes in the meantime; whoever opens another one does not wait.
        spawn_local(async move {
            browser::wait(QUIET).await;
            keeper.owner.take();
        });
    }
}
