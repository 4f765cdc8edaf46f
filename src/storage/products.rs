//! The table of products that was taken in for all workspaces of this browser.

use crate::persist::ProductTable;
use crate::storage::StorageError;
use crate::storage::idb::products;
use std::cell::RefCell;
use std::rc::Rc;

/// Where the table is kept. Clones are the same place.
#[derive(Debug, Clone)]
pub enum Products {
    /// By the browser.
    Browser,
    /// Until the page is closed.
    Memory(Rc<RefCell<Option<ProductTable>>>),
}

impl Products {
    /// The table, where one was taken in.
    ///
    /// # Errors
    /// [`StorageError`] when the browser fails, or what it gives cannot be read.
    pub async fn get(&self) -> Result<Option<ProductTable>, StorageError> {
        match self {
            Self::Browser => {
                let record = products::get().await?;
                Ok(record.map(|record| ProductTable::decode(&record)).transpose()?)
            }
            Self::Memory(table) => Ok(table.borrow().clone()),
        }
    }

    /// Keeps a table in the place of the one before.
    ///
    /// # Errors
    /// [`StorageError`] when the browser fails.
    pub async fn put(&self, table: ProductTable) -> Result<(), StorageError> {
        match self {
            Self::Browser => products::put(&table.encode()).await,
            Self::Memory(kept) => {
                *kept.borrow_mut() = Some(table);
                Ok(())
            }
        }
    }

    /// Forgets the table.
    ///
    /// # Errors
    /// [`StorageError::Blocked`] while another tab does not let go.
    pub async fn remove(&self) -> Result<(), StorageError> {
        match self {
            Self::Browser => products::remove().await,
            Self::Memory(kept) => {
                *kept.borrow_mut() = None;
                Ok(())
            }
        }
    }
}
