//! A log that nothing stands in yet, for what this page will write.
//!
//! Chromium keeps all databases of a site in one `LevelDB`, and after a crash goes on writing where
//! its log ends (`reuse_logs`, which Chrome OS switched off for what it damaged:
//! <https://crbug.com/460568>). A record of which the crash left only the beginning stays there, and
//! whoever reads the log the next time takes it for the end: everything that was written since,
//! strictly or not, is gone without a word. To delete a database makes `LevelDB` bring what it knows
//! into a table and begin a new log, before the deletion is reported. Other browsers keep a file
//! for each database; there this costs some milliseconds and changes nothing.

use crate::storage::idb::delete::after;
use crate::storage::idb::{Database, Layout};
use js_sys::{Array, Promise};
use std::cell::RefCell;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

/// A database that exists for a moment and is empty.
const NAME: &str = "tenantry-log";

/// Milliseconds after which a write no longer waits: another tab that stands still may hold the
/// database. Far more than a slow machine needs, for what is written too early may be lost.
const PATIENCE: i32 = 30_000;

thread_local! {
    static BEGUN: RefCell<Option<Promise>> = const { RefCell::new(None) };
}

/// Returns when a log was begun; that is done once in the life of a page.
pub(in crate::storage) async fn log() {
    let begun = BEGUN.with_borrow_mut(|begun| begun.get_or_insert_with(start).clone());
    drop(JsFuture::from(begun).await);
}

/// Removes what a page leaves that is killed half-way.
pub(in crate::storage) async fn clear() {
    drop(Database::delete(NAME).await);
}

fn start() -> Promise {
    Promise::race(&Array::of2(&future_to_promise(begin()), &after(PATIENCE)))
}

async fn begin() -> Result<JsValue, JsValue> {
    // Where that fails, or another tab does the same at this moment, the write itself says more.
    if let Ok(database) = Database::open(NAME, Layout { named: &[], numbered: &[] }).await {
        drop(database);
        drop(Database::delete_within(PATIENCE, NAME).await);
    }
    Ok(JsValue::UNDEFINED)
}
