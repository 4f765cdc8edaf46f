//! How much room the browser gives, and whether it promises to keep what is there.

use js_sys::{Promise, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// What the browser says about this site's storage. All of it is an estimate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Room {
    /// Whether the browser promised not to clear it on its own; `None` where it does not say.
    pub persisted: Option<bool>,
    /// Bytes in use.
    pub usage: Option<u64>,
    /// Bytes granted.
    pub quota: Option<u64>,
}

/// Asks for the state of things. Never fails: what the browser does not tell is unknown.
pub async fn room() -> Room {
    let mut room = Room::default();
    let Some(manager) = manager() else { return room };
    room.persisted = settled(manager.persisted()).await.and_then(|value| value.as_bool());
    if let Some(estimate) = settled(manager.estimate()).await {
        room.usage = bytes(&estimate, "usage");
        room.quota = bytes(&estimate, "quota");
    }
    room
}

/// Asks the browser not to clear this site's storage on its own. Firefox asks the user; the others
/// decide by themselves. `None` where it cannot be asked.
pub async fn persist() -> Option<bool> {
    settled(manager()?.persist()).await?.as_bool()
}

/// Whether the page runs where the browser offers locks and lasting storage (HTTPS or localhost).
pub fn is_secure() -> bool {
    web_sys::window().is_some_and(|window| window.is_secure_context())
}

/// There is none outside a secure context, whatever the type says.
fn manager() -> Option<web_sys::StorageManager> {
    let navigator = web_sys::window()?.navigator();
    let there = Reflect::has(&navigator, &JsValue::from_str("storage")).unwrap_or(false);
    there.then(|| navigator.storage())
}

async fn settled(promise: Result<Promise, JsValue>) -> Option<JsValue> {
    JsFuture::from(promise.ok()?).await.ok()
}

fn bytes(estimate: &JsValue, key: &str) -> Option<u64> {
    let value = Reflect::get(estimate, &JsValue::from_str(key)).ok()?.as_f64()?;
    // Whole and not negative as the browser counts bytes; written out to convert without a cast.
    format!("{value:.0}").parse().ok()
}
