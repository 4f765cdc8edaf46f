//! Deleting a database that somebody may still have open.

use crate::storage::StorageError;
use crate::storage::idb::{Database, Pending, factory};
use js_sys::{Array, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

/// Milliseconds for which tabs are waited for that have the database open: they are told, and close it
/// when they next get to run.
const PATIENCE: i32 = 5_000;

/// Deletions that are asked for while one before is held up.
const TRIES: usize = 4;

impl Database {
    /// Deletes a database with everything in it; one that does not exist is deleted already.
    /// [`StorageError::Blocked`] where another tab stands still and keeps it open: it goes when that tab does.
    pub(super) async fn delete(name: &str) -> Result<(), StorageError> {
        Self::delete_within(PATIENCE, name).await
    }

    /// As [`Self::delete`], with the patience told in milliseconds.
    pub(super) async fn delete_within(patience: i32, name: &str) -> Result<(), StorageError> {
        match request(name).await {
            // A connection that was closed a moment ago may still count. The deletion goes on by itself, and
            // a further one is answered after it.
            Err(StorageError::Blocked) => {
                let name = name.to_owned();
                let again = future_to_promise(async move {
                    for _ in 0..TRIES {
                        if request(&name).await == Ok(()) {
                            return Ok(JsValue::TRUE);
                        }
                    }
                    Ok(JsValue::FALSE)
                });
                let first = Promise::race(&Array::of2(&again, &after(patience)));
                match JsFuture::from(first).await {
                    Ok(answer) if answer.is_truthy() => Ok(()),
                    _ => Err(StorageError::Blocked),
                }
            }
            known => known,
        }
    }
}

/// One request, and its answer.
async fn request(name: &str) -> Result<(), StorageError> {
    let request = factory()?.delete_database(name);
    Pending::new(request.map(Into::into), "delete")?.answer().await?;
    Ok(())
}

/// A promise that is kept after some milliseconds.
pub(super) fn after(milliseconds: i32) -> Promise {
    Promise::new(&mut |resolve, _| {
        // Without a window there is no database either, and nobody gets here.
        if let Some(window) = web_sys::window() {
            drop(
                window
                    .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds),
            );
        }
    })
}
