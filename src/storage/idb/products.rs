//! The small database with the table of products; there only where one was taken in.

use crate::storage::StorageError;
use crate::storage::idb::{Database, Durability, Layout};

const NAME: &str = "tenantry-products";
const TABLES: &str = "tables";
const LAYOUT: Layout = Layout { named: &[TABLES], numbered: &[] };

/// The only key: a newer table takes the place of the older one.
const TABLE: &str = "products";

/// The record, where there is one.
pub(in crate::storage) async fn get() -> Result<Option<Vec<u8>>, StorageError> {
    let Some(database) = Database::open_if_there(NAME).await? else { return Ok(None) };
    let transaction = database.read(&[TABLES])?;
    transaction.get(TABLES, TABLE)?.bytes().await
}

/// Keeps a record, whatever was there; on disk when it returns.
pub(in crate::storage) async fn put(record: &[u8]) -> Result<(), StorageError> {
    let database = Database::open(NAME, LAYOUT).await?;
    let transaction = database.write(&[TABLES], Durability::Strict).await?;
    transaction.put(TABLES, TABLE, record)?;
    transaction.finish().await
}

/// Forgets it, and the database with it.
pub(in crate::storage) async fn remove() -> Result<(), StorageError> {
    Database::delete(NAME).await
}
