//! What a reader chose for this browser, in `localStorage`: with the start script, the only place
//! that names it.
//!
//! Values are plain text under `tenantry.<name>`: reading JSON would weigh more than all of them.
//! The start script (`boot.js`) reads `language` and `theme` before the first paint, and from
//! `opened` and this tab's `workspace` which database to open early. Where storage is denied nothing
//! is kept, and nothing fails.

use gloo_storage::{LocalStorage, SessionStorage, Storage as _};

/// The stored choice; `None` when nothing is stored.
pub fn get(name: &str) -> Option<String> {
    allowed().then(|| LocalStorage::raw().get_item(&key(name)).ok().flatten())?
}

/// Stores a choice, or forgets it. Gives back whether it is kept.
pub fn set(name: &str, value: Option<&str>) -> bool {
    if !allowed() {
        return false;
    }
    if let Some(value) = value {
        return LocalStorage::raw().set_item(&key(name), value).is_ok();
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
    allowed().then(|| SessionStorage::raw().get_item(&key("workspace")).ok().flatten())?
}

/// What this browser opened last, `None` for a workspace that was closed, and when that was noted,
/// in milliseconds. Browsers write it to disk some seconds later, so after a crash it may be old.
pub fn opened() -> Option<(Option<String>, i64)> {
    let noted = get("opened")?;
    let (at, id) = noted.split_once(' ')?;
    Some(((!id.is_empty()).then(|| id.to_owned()), at.parse().ok()?))
}

/// Notes what this tab has open.
pub fn set_opened(id: Option<&str>, at: i64) {
    let noted = format!("{at} {}", id.unwrap_or_default());
    if !set("opened", Some(&noted)) {
        return;
    }
    match id {
        Some(id) => drop(SessionStorage::raw().set_item(&key("workspace"), id)),
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
