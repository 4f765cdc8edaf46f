//! The list of workspaces in this browser.

use crate::persist::{Entry, UpgradeError};
use crate::storage::StorageError;
use crate::storage::idb::shelf::BrowserShelf;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Where the list is kept. Clones are the same list.
#[derive(Debug, Clone)]
pub enum Catalogue {
    /// Kept by the browser.
    Browser(BrowserShelf),
    /// Kept until the page is closed.
    Memory(Rc<RefCell<BTreeMap<String, Vec<u8>>>>),
}

impl Catalogue {
    /// An empty list that lasts as long as the page.
    #[must_use]
    pub fn in_memory() -> Self {
        Self::Memory(Rc::default())
    }

    /// The browser's list.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`] where there is no database.
    pub async fn in_browser() -> Result<Self, StorageError> {
        Ok(Self::Browser(BrowserShelf::open().await?))
    }

    /// Deletes the browser's list; the workspaces have databases of their own.
    ///
    /// # Errors
    /// [`StorageError::Blocked`] while another tab does not let go.
    pub async fn erase() -> Result<(), StorageError> {
        BrowserShelf::erase().await
    }

    /// Every workspace by its key. One whose line was written by newer code is listed too: it must
    /// not look as if it were gone.
    ///
    /// # Errors
    /// [`StorageError`] when the browser fails.
    pub async fn list(&self) -> Result<Vec<(String, Result<Entry, UpgradeError>)>, StorageError> {
        let records = match self {
            Self::Browser(kept) => kept.all().await?,
            Self::Memory(lines) => {
                lines.borrow().iter().map(|(id, record)| (id.clone(), record.clone())).collect()
            }
        };
        Ok(records.into_iter().map(|(id, record)| (id, Entry::decode(&record))).collect())
    }

    /// Writes a line, whatever it said before.
    ///
    /// # Errors
    /// [`StorageError`] when the browser fails.
    pub async fn put(&self, entry: &Entry) -> Result<(), StorageError> {
        match self {
            Self::Browser(kept) => kept.put(&entry.id, &entry.encode()).await,
            Self::Memory(lines) => {
                lines.borrow_mut().insert(entry.id.clone(), entry.encode());
                Ok(())
            }
        }
    }

    /// Strikes a line out.
    ///
    /// # Errors
    /// [`StorageError`] when the browser fails.
    pub async fn remove(&self, id: &str) -> Result<(), StorageError> {
        match self {
            Self::Browser(kept) => kept.remove(id).await,
            Self::Memory(lines) => {
                lines.borrow_mut().remove(id);
                Ok(())
            }
        }
    }
}
