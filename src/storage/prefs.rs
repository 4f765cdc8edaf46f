//! What a reader chose for this browser, in `localStorage`: the only place that names it.
//!
//! Values are JSON under `tenantry.<name>`; the start-up script reads `language` and `theme` before
//! the first paint. Where storage is denied nothing is kept, and nothing fails.

use gloo_storage::{LocalStorage, SessionStorage, Storage as _};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The stored choice; `None` when nothing (readable) is stored.
pub fn get<T: DeserializeOwned>(name: &str) -> Option<T> {
    allowed().then(|| LocalStorage::get(key(name)).ok())?
}

/// Stores a choice, or forgets it. Gives back whether it is kept.
pub fn set<T: Serialize>(name: &str, value: Option<&T>) -> bool {
    if !allowed() {
        return false;
    }
    if let Some(value) = value {
        return LocalStorage::set(key(name), value).is_ok();
    }
    LocalStorage::delete(key(name));
    true
}

/// Forgets every choice.
pub fn clear() {
    if !allowed() {
        return;
    }
    let names: Vec<String> = (0..LocalStorage::length())
        .filter_map(|place| LocalStorage::raw().key(place).ok().flatten())
        .filter(|name| name.starts_with("tenantry."))
        .collect();
    for name in names {
        LocalStorage::delete(name);
    }
    SessionStorage::delete(key("workspace"));
}

/// The workspace that this tab had open; it survives a reload.
pub fn tab_workspace() -> Option<String> {
    allowed().then(|| SessionStorage::get(key("workspace")).ok())?
}

/// What this browser opened last, `None` for a workspace that was closed, and when that was noted,
/// in milliseconds. Browsers write it to disk some seconds later, so after a crash it may be old.
pub fn opened() -> Option<(Option<String>, i64)> {
    get("opened")
}

/// Notes what this tab has open.
pub fn set_opened(id: Option<&str>, at: i64) {
    if !set("opened", Some(&(id, at))) {
        return;
    }
    match id {
        Some(id) => drop(SessionStorage::set(key("workspace"), id)),
        None => SessionStorage::delete(key("workspace")),
    }
}

/// Whether the browser gives this page its storage; where it does not, asking throws.
fn allowed() -> bool {
    let Some(window) = web_sys::window() else { return false };
    matches!(window.local_storage(), Ok(Some(_))) && matches!(window.session_storage(), Ok(Some(_)))
}

fn key(name: &str) -> String {
    format!("tenantry.{name}")
}
