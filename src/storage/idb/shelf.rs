//! The small database that lists the workspaces.

use crate::storage::StorageError;
use crate::storage::idb::{Database, Durability, Layout, Range};

const NAME: &str = "tenantry";
const WORKSPACES: &str = "workspaces";
const LAYOUT: Layout = Layout { named: &[WORKSPACES], numbered: &[] };

/// See [`Catalogue`](crate::storage::catalogue::Catalogue).
#[derive(Debug, Clone)]
pub struct BrowserShelf {
    database: Database,
}

impl BrowserShelf {
    pub(in crate::storage) async fn open() -> Result<Self, StorageError> {
        Ok(Self { database: Database::open(NAME, LAYOUT).await? })
    }

    pub(in crate::storage) async fn erase() -> Result<(), StorageError> {
        Database::delete(NAME).await
    }

    pub(in crate::storage) async fn all(&self) -> Result<Vec<(String, Vec<u8>)>, StorageError> {
        let transaction = self.database.read(&[WORKSPACES])?;
        let ids = transaction.keys(WORKSPACES, Range::All)?;
        let records = transaction.values(WORKSPACES, Range::All)?;
        let ids = ids.names().await?;
        Ok(ids.into_iter().zip(records.contents().await?).collect())
    }

    pub(in crate::storage) async fn put(
        &self,
        id: &str,
        record: &[u8],
    ) -> Result<(), StorageError> {
        let transaction = self.database.write(&[WORKSPACES], Durability::Strict).await?;
        transaction.put(WORKSPACES, id, record)?;
        transaction.finish().await
    }

    pub(in crate::storage) async fn remove(&self, id: &str) -> Result<(), StorageError> {
        let transaction = self.database.write(&[WORKSPACES], Durability::Strict).await?;
        transaction.remove_one(WORKSPACES, id)?;
        transaction.finish().await
    }
}
