//! The database that the start script (`boot.js`) opened while the program was on its way.

use js_sys::{Promise, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::IdbDatabase;

/// What the start script leaves on the window: `{ name, database }`, the database as a promise that
/// does not fail, of `null` where there is none; no promise any more once it was closed, because
/// somebody wanted to delete it, or nobody this.
const EARLY: &str = "early";

/// What becomes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum For {
    /// Stays where it is, open.
    ALook,
    /// Whoever asks is the last to get it, and closes it.
    Good,
}

/// The database of this name, if it is the one.
pub(super) async fn database(name: &str, wanted: For) -> Option<IdbDatabase> {
    let window = web_sys::window()?;
    let early = Reflect::get(&window, &EARLY.into()).ok().filter(JsValue::is_object)?;
    let of = |part: &str| Reflect::get(&early, &part.into()).ok();
    if of("name")?.as_string()? != name {
        return None;
    }
    if wanted == For::Good {
        drop(Reflect::set(&window, &EARLY.into(), &JsValue::UNDEFINED));
    }
    let database: Promise = of("database")?.dyn_into().ok()?;
    JsFuture::from(database).await.ok()?.dyn_into().ok()
}
