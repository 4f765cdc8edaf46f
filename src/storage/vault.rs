//! One workspace's store, in the browser's database or in memory.

use crate::persist::Picture;
use crate::persist::checksum::xxh64;
use crate::storage::StorageError;
use crate::storage::memory::MemoryVault;

#[cfg(feature = "web")]
use crate::storage::idb::{fresh, vault::BrowserVault};

/// A whole state of a workspace, ready to be written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Generation {
    /// Counts up from 1; the highest one that is whole is the workspace.
    pub number: u32,
    /// Says what the blocks are and how many.
    pub head: Vec<u8>,
    pub blocks: Vec<Vec<u8>>,
}

/// What is in a vault: a generation and the records that came after.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stored {
    pub generation: Generation,
    /// Operation number and record, in order.
    pub journal: Vec<(u32, Vec<u8>)>,
}

/// A file kept beside the workspace until the page has a place for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aside {
    /// What is told about the file.
    pub label: Vec<u8>,
    pub content: Vec<u8>,
}

/// The store of one workspace.
#[derive(Debug, Clone)]
pub enum Vault {
    /// Kept by the browser.
    #[cfg(feature = "web")]
    Browser(BrowserVault),
    /// Kept until the page is closed.
    Memory(MemoryVault),
}

/// The picture of a page of the workspace in this browser that the start script has opened, as
/// [`Vault::picture`]. What needs nothing else of a vault need not load the rest of the program for
/// it.
///
/// # Errors
/// [`StorageError`] when the browser fails.
#[cfg(feature = "web")]
pub async fn picture_in_browser(id: &str, page: &str) -> Result<Option<Picture>, StorageError> {
    match BrowserVault::borrow(id).await {
        Some(vault) => vault.picture(page).await,
        None => Ok(None),
    }
}

/// Does what every page does before its first write, so that the write need not wait for it.
#[cfg(feature = "web")]
pub async fn prepare_writing() {
    fresh::log().await;
}

/// Removes what [`prepare_writing`] leaves where a page is killed half-way.
#[cfg(feature = "web")]
pub async fn tidy_writing() {
    fresh::clear().await;
}

/// Runs the same call on whichever vault it is.
macro_rules! each {
    ($self:ident, $vault:ident => $call:expr) => {
        match $self {
            #[cfg(feature = "web")]
            Self::Browser($vault) => $call,
            Self::Memory($vault) => $call,
        }
    };
}

impl Vault {
    /// An empty vault that lasts as long as the page.
    #[must_use]
    pub fn in_memory() -> Self {
        Self::Memory(MemoryVault::default())
    }

    /// Opens the browser's store for a workspace; an empty one is made.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`] where there is no database.
    #[cfg(feature = "web")]
    pub async fn in_browser(id: &str) -> Result<Self, StorageError> {
        Ok(Self::Browser(BrowserVault::open(id).await?))
    }

    /// Deletes the browser's store of a workspace with everything in it.
    ///
    /// # Errors
    /// [`StorageError::Blocked`] while another tab does not let go.
    #[cfg(feature = "web")]
    pub async fn erase(id: &str) -> Result<(), StorageError> {
        BrowserVault::erase(id).await
    }

    /// Whether the browser keeps it after the page is closed.
    #[must_use]
    pub const fn is_kept(&self) -> bool {
        match self {
            #[cfg(feature = "web")]
            Self::Browser(_) => true,
            Self::Memory(_) => false,
        }
    }

    /// The numbers and heads of the generations, newest first: one, or two when the page was closed
    /// between writing a generation and dropping the one before.
    ///
    /// # Errors
    /// [`StorageError`] when the browser fails.
    pub async fn heads(&self) -> Result<Vec<(u32, Vec<u8>)>, StorageError> {
        each!(self, vault => vault.heads().await)
    }

    /// Everything of one generation, and the journal. No generation with that number gives none.
    ///
    /// # Errors
    /// [`StorageError`] when the browser fails.
    pub async fn load(&self, generation: u32) -> Result<Option<Stored>, StorageError> {
        each!(self, vault => vault.load(generation).await)
    }

    /// The records of operations after number `after`.
    ///
    /// # Errors
    /// [`StorageError`] when the browser fails.
    pub async fn journal(&self, after: u32) -> Result<Vec<(u32, Vec<u8>)>, StorageError> {
        each!(self, vault => vault.journal(after).await)
    }

    /// The picture of a page, unless anything was written since it was made.
    ///
    /// # Errors
    /// [`StorageError`] when the browser fails.
    pub async fn picture(&self, page: &str) -> Result<Option<Picture>, StorageError> {
        each!(self, vault => vault.picture(page).await)
    }

    /// Keeps the picture of a page in place of the one before, when the browser finds the time.
    ///
    /// # Errors
    /// [`StorageError`] when the browser fails.
    pub async fn keep_picture(&self, page: &str, picture: &Picture) -> Result<(), StorageError> {
        each!(self, vault => vault.keep_picture(page, picture).await)
    }

    /// Adds records that go on where the caller knows the journal to end: after what it read whole,
    /// or appended itself. They are on disk when this returns, all of them or none.
    ///
    /// # Errors
    /// [`StorageError::Overtaken`] when another has gone on there already: the first number is
    /// taken. Nothing is written then.
    pub async fn append(&self, records: &[(u32, Vec<u8>)]) -> Result<(), StorageError> {
        each!(self, vault => vault.append(records).await)
    }

    /// Writes a generation beside the one that is there. On disk when this returns, and the one that
    /// the next opening takes; to be [settled](Self::settle) before anything else is written.
    ///
    /// # Errors
    /// [`StorageError::Overtaken`] when there is a generation with this or a later number. What was
    /// there is untouched then.
    pub async fn write(&self, generation: &Generation) -> Result<(), StorageError> {
        each!(self, vault => vault.write(generation).await)
    }

    /// Reads a generation back that was written, and drops the earlier ones together with the records
    /// up to number `applied`, which it contains.
    ///
    /// # Errors
    /// [`StorageError::Verify`] when it did not come back the same: it is taken back, what was there
    /// is there, and another try keeps the blocks in another way.
    pub async fn settle(&self, generation: &Generation, applied: u32) -> Result<(), StorageError> {
        if !self.is_whole(generation).await? {
            each!(self, vault => vault.discard(generation.number).await)?;
            return Err(StorageError::Verify);
        }
        each!(self, vault => vault.drop_before(generation.number, applied).await)
    }

    /// Whether what is stored under the generation's number is the generation, by checksum.
    async fn is_whole(&self, generation: &Generation) -> Result<bool, StorageError> {
        let Some(stored) = each!(self, vault => vault.sums(generation.number).await)? else {
            return Ok(false);
        };
        let sums = generation.blocks.iter().map(|block| xxh64(block));
        Ok(stored.0 == generation.head && sums.eq(stored.1))
    }

    /// Keeps a file beside the workspace; gives its key.
    ///
    /// # Errors
    /// [`StorageError::Quota`] when there is no room.
    pub async fn put_aside(&self, aside: &Aside) -> Result<u32, StorageError> {
        each!(self, vault => vault.put_aside(aside).await)
    }

    /// Keys and labels of the files kept beside.
    ///
    /// # Errors
    /// [`StorageError`] when the browser fails.
    pub async fn asides(&self) -> Result<Vec<(u32, Vec<u8>)>, StorageError> {
        each!(self, vault => vault.asides().await)
    }

    /// A file kept beside, whole.
    ///
    /// # Errors
    /// [`StorageError`] when the browser fails.
    pub async fn aside(&self, key: u32) -> Result<Option<Aside>, StorageError> {
        each!(self, vault => vault.aside(key).await)
    }

    /// Forgets a file kept beside.
    ///
    /// # Errors
    /// [`StorageError`] when the browser fails.
    pub async fn remove_aside(&self, key: u32) -> Result<(), StorageError> {
        each!(self, vault => vault.remove_aside(key).await)
    }
}
