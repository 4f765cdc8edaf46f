//! What this browser keeps, and which of it is open.

mod housekeeping;

use crate::domain::Timestamp;
use crate::exchange::workspace_file::FileError;
use crate::persist::Entry;
use crate::session::lists::Lists;
use crate::session::saving::Keeper;
use crate::session::tabs::{Loaded, load};
use crate::session::{Import, MemoryReason, SaveState, Session, StorageError, browser, sample};
use crate::storage::lock::{self, Held, Manner};
use crate::storage::quota::{self, Room};
use crate::storage::{self, Vault, prefs};
use crate::tenant::Workspace;
use js_sys::Promise;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// How often, and after how many milliseconds each time, a workspace that this tab is still ending is
/// looked for: two seconds in all.
const ENDING_LOOKS: u32 = 100;
const ENDING_WAIT: i32 = 20;

/// Where the page stands.
#[derive(Debug, Clone, PartialEq)]
pub enum Phase {
    /// No workspace is open.
    Start,
    /// One is being opened; its name, where it is known.
    Loading { name: Option<String> },
    /// One is open.
    Ready(Session),
    /// One could not be opened.
    Broken(Broken),
}

/// Why a workspace could not be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Broken {
    /// One of this browser. It stays as it is: [`Shelf::export_raw`] hands it out, readable or not.
    Stored { id: String, why: StorageError },
    /// A workspace file.
    File { name: String, why: FileProblem },
}

/// What is wrong with a workspace file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileProblem {
    /// The browser does not let it be read: moved, changed meanwhile, or a folder.
    NotReadable,
    /// It was read.
    Content(FileError),
}

/// Where workspaces are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Home {
    /// In this browser, with what it says about room and promises.
    Browser(Room),
    /// Until the page is closed.
    Memory(MemoryReason),
}

/// All workspaces of this browser. A handle; whatever it shows follows.
#[derive(Debug, Clone, Copy)]
pub struct Shelf {
    phase: RwSignal<Phase>,
    workspaces: RwSignal<Vec<Entry>>,
    listed: RwSignal<bool>,
    home: RwSignal<Home>,
    import: RwSignal<Option<Import>>,
    /// Counts tables of products that were taken in or removed.
    pub(super) tables: RwSignal<u32>,
    pub(super) back: StoredValue<Rc<Back>, LocalStorage>,
}

/// What stands behind a shelf.
#[derive(Debug)]
pub(super) struct Back {
    /// Signals of sessions belong to it, not to whichever event opened them.
    owner: Owner,
    pub(super) lists: Lists,
    /// Workspaces that nothing else keeps.
    memory: RefCell<BTreeMap<String, Vault>>,
    /// Done when the list was read for the first time.
    reading: Promise,
    /// Kept while a picture is being looked for and until it is before the eyes.
    pub(super) looking: RefCell<Option<Promise>>,
    /// Counts openings: only the newest one may show its result.
    attempt: Cell<u32>,
    /// Workspaces that were closed here and are still being saved.
    ending: Rc<Cell<u32>>,
}

impl Shelf {
    /// Starts reading what there is. Its signals belong to the current owner, which must be that of
    /// the whole page.
    pub fn start() -> Self {
        let lists = Lists::default();
        let secure = quota::is_secure() && lock::exist();
        if !secure {
            lists.forget_browser();
        }
        let mut read = None;
        let reading = Promise::new(&mut |done, _| read = Some(done));
        let shelf = Self {
            phase: RwSignal::new(Phase::Start),
            workspaces: RwSignal::new(Vec::new()),
            listed: RwSignal::new(false),
            home: RwSignal::new(if secure {
                Home::Browser(Room::default())
            } else {
                Home::Memory(MemoryReason::InsecureContext)
            }),
            import: RwSignal::new(None),
            tables: RwSignal::new(0),
            back: StoredValue::new_local(Rc::new(Back {
                owner: Owner::current().unwrap_or_default(),
                lists,
                memory: RefCell::default(),
                reading,
                looking: RefCell::default(),
                attempt: Cell::default(),
                ending: Rc::default(),
            })),
        };
        spawn_local(async move {
            shelf.read_list().await;
            if let Some(read) = read {
                drop(read.call0(&JsValue::UNDEFINED));
            }
            shelf.measure().await;
        });
        shelf.warn_before_loss();
        shelf
    }

    /// Where the page stands.
    pub fn phase(self) -> Signal<Phase> {
        self.phase.into()
    }

    /// The open workspace.
    pub fn session(self) -> Option<Session> {
        match self.phase.get() {
            Phase::Ready(session) => Some(session),
            _ => None,
        }
    }

    /// Every workspace, last saved first.
    pub fn workspaces(self) -> Signal<Vec<Entry>> {
        Signal::derive(move || {
            let mut list = self.workspaces.get();
            // The line of what is open is on its way to where it was read.
            if let Some(session) = self.session()
                && let Some(open) = session.entry().try_get()
                && let Some(line) = list.iter_mut().find(|line| line.id == open.id)
            {
                if session.writes.try_get() == Some(true) {
                    *line = open;
                } else {
                    // As the tab says that writes it.
                    line.name = open.name;
                }
            }
            list
        })
    }

    /// Whether the list was read: before that an empty one means nothing.
    pub fn listed(self) -> Signal<bool> {
        self.listed.into()
    }

    /// Where workspaces are kept.
    pub fn home(self) -> Signal<Home> {
        self.home.into()
    }

    /// Whether something was noted to be open. Where nothing was, [`Self::last`] may still know.
    pub fn expects(self) -> bool {
        prefs::tab_workspace().is_some() || matches!(prefs::opened(), Some((Some(_), _)))
    }

    /// The workspace that this browser had open last.
    ///
    /// What a browser notes about that may be lost when it is killed, what it has saved is not: a
    /// workspace that was saved after the note was the last one.
    pub async fn last(self) -> Option<String> {
        self.listed_once().await;
        let saved = self.workspaces.with_untracked(|list| {
            let newest = list.iter().max_by_key(|entry| entry.saved)?;
            Some((Some(newest.id.clone()), newest.saved?.0))
        });
        let last = prefs::opened().into_iter().chain(saved).max_by_key(|(_, at)| *at);
        last.and_then(|(id, _)| id)
    }

    /// Opens the workspace that this tab, else this browser, had open last; nothing where one is
    /// open or on its way, because what the reader chose comes first.
    pub fn resume(self) {
        if self.phase.with_untracked(|phase| *phase != Phase::Start) {
            return;
        }
        if let Some(id) = prefs::tab_workspace() {
            return self.open(&id);
        }
        let attempt = self.begin();
        self.phase.set(Phase::Loading { name: None });
        spawn_local(async move {
            let last = self.last().await;
            if !self.is_newest(attempt) {
                return;
            }
            match last {
                Some(id) => self.open(&id),
                None => self.phase.set(Phase::Start),
            }
        });
    }

    /// Opens a workspace.
    pub fn open(self, id: &str) {
        let (id, attempt) = (id.to_owned(), self.begin());
        let name = self.workspaces.with_untracked(|list| {
            list.iter().find(|entry| entry.id == id).map(|entry| entry.name.clone())
        });
        let before = self.leave(Phase::Loading { name });
        spawn_local(async move {
            end(before).await;
            let opened = self.opened(&id).await;
            if !self.is_newest(attempt) {
                // The reader has chosen another one meanwhile.
                return end(opened.ok().flatten()).await;
            }
            match opened {
                Ok(Some(session)) => end(self.show(session)).await,
                Ok(None) => {
                    note(None);
                    self.phase.set(Phase::Start);
                    self.read().await;
                }
                Err(why) => self.phase.set(Phase::Broken(Broken::Stored { id, why })),
            }
        });
    }

    async fn opened(self, id: &str) -> Result<Option<Session>, StorageError> {
        let back = self.back.get_value();
        let kept = back.memory.borrow().get(id).cloned();
        let (vault, held, memory) = match (kept, self.memory()) {
            (Some(vault), reason) => {
                (vault, None, Some(reason.unwrap_or(MemoryReason::NoDatabase)))
            }
            (None, Some(_)) => return Ok(None),
            (None, None) => {
                let held = self.word(id).await;
                (Vault::in_browser(id).await?, held, None)
            }
        };
        self.wait_for_picture().await;
        let Some(loaded) = load(&vault).await? else {
            drop(vault);
            if memory.is_none() {
                // Opening has made an empty one.
                drop(Vault::erase(id).await);
            }
            return Ok(None);
        };
        self.listed_once().await;
        let known = self
            .workspaces
            .with_untracked(|list| list.iter().find(|entry| entry.id == id).cloned())
            .unwrap_or_else(|| describe(id, &loaded.workspace));
        let entry = Entry { name: loaded.workspace.info.name.clone(), ..known };
        let keeper = Keeper::new(id, Some(vault), back.lists.clone(), memory);
        keeper.note(&loaded);
        let Loaded { workspace, .. } = loaded;
        let writes = held.is_some() || memory.is_some();
        let session = back.session(workspace, entry, writes, keeper);
        if memory.is_none() {
            session.join(id, held);
        }
        Ok(Some(session))
    }

    /// The right to write a workspace. Where this very tab is still ending what it closed, that is waited
    /// for a while; anybody else keeps it.
    async fn word(self, id: &str) -> Option<Held> {
        let ending = self.back.with_value(|back| back.ending.clone());
        for _ in 0..ENDING_LOOKS {
            let held = lock::acquire(id, Manner::IfFree).await;
            if held.is_some() || ending.get() == 0 {
                return held;
            }
            browser::wait(ENDING_WAIT).await;
        }
        lock::acquire(id, Manner::IfFree).await
    }

    /// Puts a new workspace on the shelf and opens it.
    pub(super) fn create(self, workspace: Workspace) -> Session {
        let back = self.back.get_value();
        self.begin();
        let id = format!("{:016x}{:016x}", browser::seed(), browser::seed());
        let entry = describe(&id, &workspace);
        let memory = self.memory();
        let vault = memory.map(|_| {
            let vault = Vault::in_memory();
            back.memory.borrow_mut().insert(id.clone(), vault.clone());
            vault
        });
        let keeper = Keeper::new(&id, vault, back.lists.clone(), memory);
        let session = back.session(workspace, entry, true, keeper);
        session.owe();
        spawn_local(end(self.show(session)));
        spawn_local(async move {
            if memory.is_none() {
                session.join(&id, lock::acquire(&id, Manner::IfFree).await);
            }
            session.rewrite();
        });
        session
    }

    /// Opens the sample organisation; the one that is there already, if any.
    pub fn open_sample(self, name: &str) {
        let there = self
            .workspaces
            .with_untracked(|list| list.iter().find(|entry| entry.sample).map(|e| e.id.clone()));
        match there {
            Some(id) => self.open(&id),
            None => {
                self.create(sample::workspace(name.to_owned(), browser::now()));
            }
        }
    }

    /// Closes the open workspace; everything in it stays.
    pub fn close(self) {
        let attempt = self.begin();
        let before = self.leave(Phase::Start);
        note(None);
        let ending = self.back.with_value(|back| back.ending.clone());
        ending.set(ending.get() + 1);
        spawn_local(async move {
            end(before).await;
            ending.set(ending.get() - 1);
            if self.is_newest(attempt) {
                // After the last save: closing is what happened last.
                note(None);
            }
            self.read().await;
        });
    }

    /// Looks again what is kept and how much room there is: saving does not wait for the list.
    pub fn refresh(self) {
        spawn_local(self.read());
    }

    /// Asks the browser to promise that it keeps what is stored; [`Self::home`] says what it answers.
    pub fn ask_to_persist(self) {
        spawn_local(async move {
            quota::persist().await;
            self.measure().await;
        });
    }

    pub(super) const fn import_signal(self) -> RwSignal<Option<Import>> {
        self.import
    }

    /// Makes something whose signals live as long as the page.
    pub(super) fn owned<T>(self, make: impl FnOnce() -> T) -> T {
        self.back.with_value(|back| back.owner.with(make))
    }

    /// Counts openings, so that an older one that takes longer shows nothing.
    pub(super) fn begin(self) -> u32 {
        self.back.with_value(|back| {
            back.attempt.set(back.attempt.get().wrapping_add(1));
            back.attempt.get()
        })
    }

    /// Whether nothing else was opened since.
    pub(super) fn is_newest(self, attempt: u32) -> bool {
        self.back.with_value(|back| back.attempt.get() == attempt)
    }

    /// Shows another phase. Gives back the workspace that was open, for its lock is kept until
    /// whoever leaves it has ended it.
    #[must_use = "the workspace that was open must be ended"]
    pub(super) fn leave(self, next: Phase) -> Option<Session> {
        let before = self.session_untracked();
        self.phase.set(next);
        before
    }

    /// The open workspace, for whoever asks once.
    pub fn session_untracked(self) -> Option<Session> {
        match self.phase.get_untracked() {
            Phase::Ready(session) => Some(session),
            _ => None,
        }
    }

    /// Shows a workspace; gives back the one before, as [`Self::leave`] does.
    fn show(self, session: Session) -> Option<Session> {
        note(Some(&session.id()));
        self.workspaces.maybe_update(|list| add_new(list, session));
        spawn_local(session.read_aside());
        if self.memory().is_none() {
            spawn_local(storage::prepare_writing());
        }
        let before = self.leave(Phase::Ready(session));
        session.prepare();
        before
    }

    pub(super) fn memory(self) -> Option<MemoryReason> {
        match self.home.get_untracked() {
            Home::Browser(_) => None,
            Home::Memory(reason) => Some(reason),
        }
    }

    /// Waits until the list was read.
    pub async fn listed_once(self) {
        let reading = self.back.with_value(|back| back.reading.clone());
        drop(JsFuture::from(reading).await);
    }

    /// Reads the list and how much room there is.
    async fn read(self) {
        self.read_list().await;
        self.measure().await;
    }

    async fn read_list(self) {
        let lists = self.back.with_value(|back| back.lists.clone());
        let listed = match lists.get().await {
            Ok(list) => list.list().await,
            Err(why) => Err(why),
        };
        if listed.is_err() {
            // What this page makes lasts as long as the page, and it says so.
            lists.forget_browser();
            self.home.set(Home::Memory(MemoryReason::NoDatabase));
        }
        let mut entries: Vec<Entry> = listed
            .unwrap_or_default()
            .into_iter()
            // Written by newer code, or damaged: opening it says which.
            .map(|(id, entry)| entry.unwrap_or_else(|_| unreadable(id)))
            .collect();
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.saved.max(Some(entry.created))));
        if let Some(session) = self.session_untracked() {
            add_new(&mut entries, session);
        }
        self.workspaces.set(entries);
        self.listed.set(true);
    }

    async fn measure(self) {
        if self.memory().is_none() {
            self.home.set(Home::Browser(quota::room().await));
        }
    }

    /// Lets the browser ask before the page is closed while something is only in memory.
    fn warn_before_loss(self) {
        let handle = window_event_listener(leptos::ev::beforeunload, move |event| {
            let unsaved = self.session_untracked().is_some_and(|session| {
                match session.save_state.get_untracked() {
                    SaveState::Saved { .. } | SaveState::ReadOnly { .. } => false,
                    SaveState::Saving { .. } | SaveState::Failed { .. } => true,
                    // Looking at the sample is nothing to lose.
                    SaveState::Memory(_) => session.with_untracked(|workspace| {
                        !workspace.info.sample || !workspace.journal().is_empty()
                    }),
                }
            });
            if unsaved {
                event.prevent_default();
            }
        });
        on_cleanup(move || handle.remove());
    }
}

impl Back {
    /// Makes a session whose signals live until it ends.
    fn session(&self, workspace: Workspace, entry: Entry, writes: bool, keeper: Keeper) -> Session {
        let owner = self.owner.child();
        let session = owner.with(|| Session::new(workspace, entry, writes, keeper));
        session.keeper.with_value(|keeper| *keeper.owner.borrow_mut() = Some(owner));
        session
    }
}

/// Lists what is open and not on disk yet; says whether it was missing.
fn add_new(list: &mut Vec<Entry>, session: Session) -> bool {
    let entry = session.entry().get_untracked();
    let is_new = entry.saved.is_none() && list.iter().all(|listed| listed.id != entry.id);
    if is_new {
        list.insert(0, entry);
    }
    is_new
}

/// The line of a workspace whose line cannot be read.
fn unreadable(id: String) -> Entry {
    Entry {
        name: id.clone(),
        id,
        users: 0,
        bytes: 0,
        created: Timestamp::default(),
        saved: None,
        file_copy: None,
        sample: false,
    }
}

fn describe(id: &str, workspace: &Workspace) -> Entry {
    let users = workspace.users();
    Entry {
        id: id.to_owned(),
        name: workspace.info.name.clone(),
        users: users.active_count() + users.deleted_count(),
        bytes: 0,
        created: workspace.info.created,
        saved: None,
        file_copy: None,
        sample: workspace.info.sample,
    }
}

pub(super) async fn end(session: Option<Session>) {
    if let Some(session) = session {
        session.end().await;
    }
}

/// Notes what is open from now on, in this tab and in this browser.
fn note(id: Option<&str>) {
    prefs::set_opened(id, browser::now().0);
}
