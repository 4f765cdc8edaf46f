//! Several tabs on one workspace: one writes, the others follow and can take over.
//!
//! The lock says who writes; the browser passes it on when a tab closes or dies. A follower waits
//! for it, and meanwhile applies what the writer reports as saved. Taking over asks the writer to
//! finish first; one that does not answer (a frozen tab) loses the lock all the same, and finds out
//! when it wakes up, at the latest because no record is ever written over another.

use crate::persist::{operation, snapshot};
use crate::session::saving::Keeper;
use crate::session::{SaveState, Session, browser};
use crate::storage::channel::{Channel, Message};
use crate::storage::lock::{self, Held, Manner};
use crate::storage::{StorageError, Vault};
use crate::tenant::Workspace;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::rc::Rc;

/// Milliseconds without a word from the writer after which the lock is taken from it.
const PATIENCE: i32 = 2_000;
/// Milliseconds that a writer has at most which says that it is at it: more than a million people
/// take, or a disk that has not begun to answer (see [`Session::end`]).
const LONGEST: i32 = 40_000;
/// Between two words of a writer that is at it; a page that is not looked at has its clock by the
/// second.
const WORD: i64 = 400;
/// Between two looks at something that no event tells.
const LOOK: i32 = 20;

/// What a vault held.
pub(super) struct Loaded {
    pub(super) workspace: Workspace,
    pub(super) generation: u32,
    /// Bytes of the generation, and of the records after it.
    pub(super) blocks: u64,
    pub(super) journal: u64,
}

/// Reads a whole workspace; `None` from an empty vault. A generation that is damaged is passed over
/// when the one before it is still there: then the page was closed before it could be removed.
pub(super) async fn load(vault: &Vault) -> Result<Option<Loaded>, StorageError> {
    let mut damage = None;
    for (generation, _) in vault.heads().await? {
        let Some(stored) = vault.load(generation).await? else { continue };
        let (head, blocks) = (stored.generation.head, stored.generation.blocks);
        match snapshot::open(&head, &blocks, &stored.journal) {
            Ok(parts) => {
                let sizes = |bytes: usize| u64::try_from(bytes).unwrap_or(u64::MAX);
                return Ok(Some(Loaded {
                    blocks: sizes(blocks.iter().map(Vec::len).sum::<usize>() + head.len()),
                    journal: sizes(stored.journal.iter().map(|(_, record)| record.len()).sum()),
                    // The bytes are no longer needed while the workspace is put together.
                    workspace: {
                        drop(blocks);
                        Workspace::restore(parts)
                    },
                    generation,
                }));
            }
            Err(why) => damage = damage.or(Some(why)),
        }
    }
    damage.map_or(Ok(None), |why| Err(why.into()))
}

/// What a writer says that was asked to finish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    Finishing,
    Finished,
}

impl Keeper {
    /// Notes what was loaded.
    pub(super) fn note(&self, loaded: &Loaded) {
        self.generation.set(loaded.generation);
        self.blocks.set(loaded.blocks);
        self.journal.set(loaded.journal);
    }
}

impl Session {
    /// Listens to the other tabs and, without the lock, waits for it.
    pub(super) fn join(self, id: &str, held: Option<Held>) {
        let keeper = self.keeper.get_value();
        *keeper.channel.borrow_mut() = Channel::join(id, move |message| self.hear(message));
        if let Some(held) = held {
            return self.hold(&keeper, held);
        }
        self.wait_for_lock(&keeper);
        // What was said between loading and listening.
        spawn_local(async move {
            if let Err(why) = self.catch_up(&keeper).await {
                self.cannot_read(&keeper, why);
            }
        });
    }

    /// From now on this tab writes, until the lock is stolen.
    fn hold(self, keeper: &Rc<Keeper>, held: Held) {
        let end = held.end();
        *keeper.lock.borrow_mut() = Some(held);
        let keeper = Rc::clone(keeper);
        spawn_local(async move {
            if end.await && !keeper.is_closed() {
                keeper.lock.take();
                self.lose(&keeper);
            }
        });
    }

    /// From now on this tab follows.
    fn lose(self, keeper: &Rc<Keeper>) {
        self.writes.set(false);
        let lost = self.save_state.with_untracked(|state| {
            matches!(state, SaveState::Saving { .. } | SaveState::Failed { .. })
        });
        self.save_state.set(SaveState::ReadOnly { lost });
        keeper.replace();
        let unsaved = !keeper.is_idle();
        keeper.forget();
        if unsaved {
            // What was never said to be saved would stand against what the other tab writes.
            self.reload(keeper);
        }
        self.wait_for_lock(keeper);
    }

    /// Another tab has written although this one holds the lock: it was frozen and has lost it.
    pub(super) fn overtaken(self, keeper: &Rc<Keeper>) {
        // The lock, if it still is this tab's, is let go before the next try.
        drop(keeper.lock.take());
        self.lose(keeper);
    }

    fn wait_for_lock(self, keeper: &Rc<Keeper>) {
        let keeper = Rc::clone(keeper);
        spawn_local(async move {
            let Some(held) = lock::acquire(&self.id(), Manner::Wait).await else { return };
            if keeper.is_closed() || keeper.lock.borrow().is_some() {
                return drop(held);
            }
            self.take(&keeper, held).await;
        });
    }

    /// Catches up with what the last writer wrote, then writes.
    async fn take(self, keeper: &Rc<Keeper>, held: Held) {
        self.hold(keeper, held);
        if let Err(why) = self.catch_up(keeper).await {
            return self.cannot_read(keeper, why);
        }
        if !keeper.is_closed() {
            self.writes.set(true);
            self.save_state.set(SaveState::Saved { at: None });
        }
    }

    /// Takes the word from the tab that writes.
    pub fn take_over(self) {
        let keeper = self.keeper.get_value();
        if self.writes.get_untracked() || keeper.taking.replace(true) {
            return;
        }
        spawn_local(async move {
            keeper.answer.set(None);
            keeper.say(&Message::Yield);
            let (start, mut heard) = (browser::now().0, browser::now().0);
            while keeper.lock.borrow().is_none() && !keeper.is_closed() {
                let now = browser::now().0;
                match keeper.answer.take() {
                    Some(Answer::Finished) => break,
                    Some(Answer::Finishing) => {
                        heard = now;
                        self.awaits.set(true);
                    }
                    None => {}
                }
                if now - heard > i64::from(PATIENCE) || now - start > i64::from(LONGEST) {
                    break;
                }
                browser::wait(LOOK).await;
            }
            // The writer may have closed in the meantime, and the lock have come by itself.
            if keeper.lock.borrow().is_none()
                && !keeper.is_closed()
                && let Some(held) = lock::acquire(&self.id(), Manner::Steal).await
            {
                self.take(&keeper, held).await;
            }
            self.awaits.try_update(|awaits| *awaits = false);
            keeper.taking.set(false);
        });
    }

    fn hear(self, message: Message) {
        let Some(keeper) = self.keeper.try_get_value() else { return };
        let writes = self.writes.get_untracked();
        match message {
            Message::Saved(number, record) if !writes => self.follow(&keeper, number, &record),
            Message::Replaced(_) if !writes => self.reload(&keeper),
            Message::Yield if writes => self.give_way(keeper),
            Message::Finishing => keeper.answer.set(Some(Answer::Finishing)),
            Message::Yielded => keeper.answer.set(Some(Answer::Finished)),
            Message::Rename(name) if writes => drop(self.rename(&name)),
            Message::Copied(at) => self.note_copy(at),
            Message::Deleted => {
                keeper.forget();
                // Its lock may come before it is gone: nothing is to be written then.
                keeper.closed.set(true);
                self.writes.set(false);
                self.save_state.set(SaveState::Failed { why: StorageError::Gone, waiting: 0 });
            }
            Message::Saved(..) | Message::Replaced(_) | Message::Yield | Message::Rename(_) => {}
        }
    }

    /// Finishes and stops writing, so that another tab can; resumes when none does.
    fn give_way(self, keeper: Rc<Keeper>) {
        self.writes.set(false);
        spawn_local(async move {
            let mut said = 0;
            // Where saving has failed, there is nothing to wait for.
            while keeper.busy.get() {
                let now = browser::now().0;
                if now - said >= WORD {
                    said = now;
                    keeper.say(&Message::Finishing);
                }
                browser::wait(LOOK).await;
            }
            if keeper.list_lags.replace(false) {
                self.update_list(&keeper).await;
            }
            keeper.say(&Message::Yielded);
            browser::wait(PATIENCE).await;
            if keeper.lock.borrow().is_some() && !keeper.is_closed() {
                self.writes.set(true);
            }
        });
    }

    /// Asks the tab that writes to give the workspace another name; ends when that is told, or nobody
    /// answers.
    pub(super) async fn ask_for_name(self, name: &str) {
        self.keeper.with_value(|keeper| keeper.say(&Message::Rename(name.to_owned())));
        for _ in 0..PATIENCE / LOOK {
            if self.entry.with_untracked(|entry| entry.name == name) {
                return;
            }
            browser::wait(LOOK).await;
        }
    }

    /// Applies an operation that the writer has saved.
    fn follow(self, keeper: &Rc<Keeper>, number: u32, record: &[u8]) {
        let next = self.next_number();
        if number < next {
            return;
        }
        match operation::decode(record) {
            Ok(operation) if number == next => self.apply(operation),
            // A message was missed, or newer code writes.
            _ => self.reload(keeper),
        }
    }

    /// Shows what is stored.
    fn reload(self, keeper: &Rc<Keeper>) {
        let keeper = Rc::clone(keeper);
        spawn_local(async move {
            if let Err(why) = self.load_again(&keeper).await {
                self.cannot_read(&keeper, why);
            }
        });
    }

    /// What another tab wrote cannot be read; one that was closed has said why.
    fn cannot_read(self, keeper: &Keeper, why: StorageError) {
        if !keeper.is_closed() {
            drop(self.save_state.try_set(SaveState::Failed { why, waiting: 0 }));
        }
    }

    async fn load_again(self, keeper: &Rc<Keeper>) -> Result<(), StorageError> {
        let loaded = load(&keeper.vault().await?).await?.ok_or(StorageError::Gone)?;
        if !keeper.is_closed() {
            keeper.note(&loaded);
            let name = loaded.workspace.info.name.clone();
            self.entry.try_update(|entry| entry.name = name);
            self.replace(loaded.workspace);
        }
        // What was reported while this was loading was applied to what is no longer shown.
        self.read_on(keeper).await
    }

    /// Applies what was saved since the last message, or loads again when the blocks are new.
    async fn catch_up(self, keeper: &Rc<Keeper>) -> Result<(), StorageError> {
        let vault = keeper.vault().await?;
        let newest = vault.heads().await?.first().map(|(number, _)| *number);
        if newest != Some(keeper.generation.get()) {
            return self.load_again(keeper).await;
        }
        self.read_on(keeper).await
    }

    async fn read_on(self, keeper: &Keeper) -> Result<(), StorageError> {
        let known = self.next_number().saturating_sub(1);
        for (number, record) in keeper.vault().await?.journal(known).await? {
            // A message may have brought it while this waited.
            if number == self.next_number() {
                self.apply(operation::decode(&record)?);
            }
        }
        Ok(())
    }

    pub(super) fn next_number(self) -> u32 {
        self.workspace.with_untracked(Workspace::number_of_next_operation).0
    }

    /// Key of the workspace in this browser.
    pub fn id(self) -> String {
        self.entry.with_untracked(|entry| entry.id.clone())
    }

    /// Tells the other tabs that the workspace is deleted.
    pub(super) fn say_deleted(self) {
        self.keeper.with_value(|keeper| keeper.say(&Message::Deleted));
    }
}
