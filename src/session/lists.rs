//! What is kept beside the workspaces, for all of them: their list, opened when it is first needed, and the
//! table of products.

use crate::persist::ProductTable;
use crate::storage::StorageError;
use crate::storage::catalogue::Catalogue;
use crate::storage::products::Products;
use std::cell::RefCell;
use std::rc::Rc;

/// A handle to both; clones are the same ones.
#[derive(Debug, Clone, Default)]
pub(super) struct Lists {
    opened: Rc<RefCell<Option<Catalogue>>>,
    /// Where the table of products is if the browser keeps nothing.
    table: Rc<RefCell<Option<ProductTable>>>,
}

impl Lists {
    /// The list; the browser's unless [`Self::forget_browser`] was called.
    pub(super) async fn get(&self) -> Result<Catalogue, StorageError> {
        if let Some(catalogue) = self.opened.borrow().clone() {
            return Ok(catalogue);
        }
        let catalogue = Catalogue::in_browser().await?;
        *self.opened.borrow_mut() = Some(catalogue.clone());
        Ok(catalogue)
    }

    /// Where the table of products is: in the browser, if the list is.
    pub(super) fn products(&self) -> Products {
        match *self.opened.borrow() {
            Some(Catalogue::Memory(_)) => Products::Memory(self.table.clone()),
            Some(Catalogue::Browser(_)) | None => Products::Browser,
        }
    }

    /// From now on both last as long as the page.
    pub(super) fn forget_browser(&self) {
        *self.opened.borrow_mut() = Some(Catalogue::in_memory());
    }
}
