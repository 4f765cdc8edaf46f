//! Microsoft's table of products, taken in for all workspaces of this browser, and laid over the site's own.
//!
//! It is nobody's: what a tenant's own list of products says still wins wherever it says something.

use crate::domain::Timestamp;
use crate::licensing::{Catalogue, CatalogueError, Flaw};
use crate::persist::{Damage, Part, ProductTable, UpgradeError};
use crate::session::{Products, Session, Shelf, StorageError, licences};
use crate::storage::products;
use leptos::prelude::*;
use std::sync::Arc;

/// A table that was taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenIn {
    /// Name of the file.
    pub file: String,
    pub at: Timestamp,
    pub catalogue: Catalogue,
}

/// Reads what is kept.
async fn read(kept: products::Products) -> Result<Option<TakenIn>, StorageError> {
    let Some(ProductTable { file, at, catalogue }) = kept.get().await? else { return Ok(None) };
    let catalogue = Catalogue::read(&catalogue).map_err(unreadable)?;
    Ok(Some(TakenIn { file, at, catalogue }))
}

/// What it means that the text cannot be read, although its record can.
fn unreadable(error: CatalogueError) -> StorageError {
    StorageError::Unreadable(match error.flaw {
        Flaw::TooNew { found, supported } => UpgradeError::TooNew { found, supported },
        _ => UpgradeError::Corrupt { part: Part::Products, at: 0, damage: Damage::Nonsense },
    })
}

impl Session {
    /// The site's catalogue with the table that was taken in over it.
    pub(super) async fn with_taken_in(self, own: Products) -> Products {
        let Some(keeper) = self.keeper.try_get_value() else { return own };
        // One that cannot be read is told of where it can be removed.
        let Ok(Some(table)) = read(keeper.lists.products()).await else { return own };
        let mut catalogue = Arc::unwrap_or_clone(own.catalogue());
        catalogue.merge(table.catalogue);
        Products::There(Arc::new(catalogue))
    }

    /// Puts the catalogue together again, if a page has asked for it.
    async fn name_products_again(self) {
        if self.products.try_with_untracked(|it| *it != Products::NotAsked) == Some(true) {
            let products = self.with_taken_in(licences::fetched().await).await;
            drop(self.products.try_set(products));
        }
    }
}

impl Shelf {
    /// Where the table is: known once the list of workspaces was looked for.
    async fn kept_products(self) -> products::Products {
        self.listed_once().await;
        self.back.with_value(|back| back.lists.products())
    }

    /// Counts changes of the table that was taken in, for those who show it.
    pub fn product_tables(self) -> Signal<u32> {
        self.tables.into()
    }

    /// The table that was taken in, if any.
    ///
    /// # Errors
    /// [`StorageError`] when the browser fails, or what it gives cannot be read.
    pub async fn product_table(self) -> Result<Option<TakenIn>, StorageError> {
        read(self.kept_products().await).await
    }

    /// Keeps a table in the place of the one before, and names products by it.
    pub(super) async fn keep_product_table(self, table: TakenIn) -> Result<(), StorageError> {
        let TakenIn { file, at, catalogue } = table;
        let table = ProductTable { file, at, catalogue: catalogue.write() };
        self.kept_products().await.put(table).await?;
        self.table_changed().await;
        Ok(())
    }

    /// Forgets the table.
    ///
    /// # Errors
    /// [`StorageError`] when the browser fails; the table stays then.
    pub async fn remove_product_table(self) -> Result<(), StorageError> {
        self.kept_products().await.remove().await?;
        self.table_changed().await;
        Ok(())
    }

    async fn table_changed(self) {
        self.tables.update(|changes| *changes = changes.wrapping_add(1));
        if let Some(session) = self.session_untracked() {
            session.name_products_again().await;
        }
    }
}
