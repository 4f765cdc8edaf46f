//! The list of workspaces, opened when it is first needed.

use crate::storage::StorageError;
use crate::storage::catalogue::Catalogue;
use std::cell::RefCell;
use std::rc::Rc;

/// A handle to the list; clones are the same one.
#[derive(Debug, Clone, Default)]
pub(super) struct Lists {
    opened: Rc<RefCell<Option<Catalogue>>>,
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

    /// From now on the list lasts as long as the page.
    pub(super) fn forget_browser(&self) {
        *self.opened.borrow_mut() = Some(Catalogue::in_memory());
    }
}
