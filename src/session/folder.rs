//! The files of folders that were dropped on the page.

use js_sys::{Array, Promise};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, FileSystemDirectoryEntry, FileSystemEntry, FileSystemFileEntry};

/// Folders below one another that are looked into; a link to itself must not be followed for ever.
const DEPTH: usize = 8;

/// Every file in these, in the order of the folders. One that cannot be read is left out: an import
/// of what is left says what it is about.
pub async fn files_of(entries: Vec<FileSystemEntry>) -> Vec<File> {
    let mut found = Vec::new();
    let mut level = entries;
    for _ in 0..DEPTH {
        let mut below = Vec::new();
        for entry in level {
            if let Some(file) = entry.dyn_ref::<FileSystemFileEntry>() {
                found.extend(file_of(file).await);
            } else if let Some(folder) = entry.dyn_ref::<FileSystemDirectoryEntry>() {
                below.extend(entries_of(folder).await);
            }
        }
        level = below;
    }
    found
}

async fn file_of(entry: &FileSystemFileEntry) -> Option<File> {
    let file = Promise::new(&mut |done, failed| {
        entry.file_with_callback_and_callback(&done, &failed);
    });
    JsFuture::from(file).await.ok()?.dyn_into().ok()
}

/// Browsers hand a folder out in pieces, the last of which is empty.
async fn entries_of(folder: &FileSystemDirectoryEntry) -> Vec<FileSystemEntry> {
    let reader = folder.create_reader();
    let mut entries: Vec<FileSystemEntry> = Vec::new();
    loop {
        let mut refused = false;
        let piece = Promise::new(&mut |done, failed| {
            refused |= reader.read_entries_with_callback_and_callback(&done, &failed).is_err();
        });
        if refused {
            return entries;
        }
        let Ok(piece) = JsFuture::from(piece).await else { return entries };
        let piece: Array = piece.unchecked_into();
        if piece.length() == 0 {
            entries.sort_by_key(FileSystemEntry::name);
            return entries;
        }
        entries.extend(piece.iter().filter_map(|entry| entry.dyn_into().ok()));
    }
}
