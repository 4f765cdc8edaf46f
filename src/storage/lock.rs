//! One writer per workspace: Web Locks, which the browser lets go when a tab dies.

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    /// `LockManager`, which `web-sys` keeps behind an unstable flag.
    type LockManager;

    #[wasm_bindgen(method, catch)]
    fn request(
        this: &LockManager,
        name: &str,
        options: &Object,
        granted: &Function,
    ) -> Result<Promise, JsValue>;
}

/// How to come by a lock that somebody may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// Only if nobody holds it.
    IfFree,
    /// After everybody who asked before.
    Wait,
    /// At once; whoever holds it loses it.
    Steal,
}

/// The lock of a workspace, held until this is dropped or another tab steals it.
#[derive(Debug)]
pub struct Held {
    release: Function,
    ended: Promise,
}

impl Drop for Held {
    fn drop(&mut self) {
        // Calling the `resolve` of a promise cannot fail, and does nothing after the lock's end.
        drop(self.release.call0(&JsValue::UNDEFINED));
    }
}

impl Held {
    /// A future that ends with the lock: `true` when it was stolen, `false` when it was let go.
    pub fn end(&self) -> impl Future<Output = bool> + 'static {
        let ended = JsFuture::from(self.ended.clone());
        async move { ended.await.is_err() }
    }
}

/// Asks for the lock of a workspace. `None` when it is not free, or where there are no locks.
pub async fn acquire(id: &str, manner: Manner) -> Option<Held> {
    let manager = manager()?;
    let options = Object::new();
    let option = match manner {
        Manner::IfFree => Some("ifAvailable"),
        Manner::Wait => None,
        Manner::Steal => Some("steal"),
    };
    if let Some(option) = option {
        Reflect::set(&options, &JsValue::from_str(option), &JsValue::TRUE).ok()?;
    }
    // The lock is held for as long as `hold` is pending.
    let (hold, release) = pending();
    let (answer, answered) = pending();
    let granted = Closure::once_into_js(move |lock: JsValue| {
        let got = !lock.is_null();
        drop(answered.call1(&JsValue::UNDEFINED, &JsValue::from_bool(got)));
        if got { JsValue::from(hold) } else { JsValue::UNDEFINED }
    });
    let name = format!("tenantry-{id}");
    let ended = manager.request(&name, &options, granted.unchecked_ref()).ok()?;
    let got = JsFuture::from(answer).await.ok()?.as_bool()?;
    got.then_some(Held { release, ended })
}

/// Whether the browser has locks at all.
pub fn exist() -> bool {
    manager().is_some()
}

fn manager() -> Option<LockManager> {
    let navigator = web_sys::window()?.navigator();
    let manager = Reflect::get(&navigator, &JsValue::from_str("locks")).ok()?;
    manager.is_object().then(|| manager.unchecked_into())
}

/// A promise and the function that fulfils it.
fn pending() -> (Promise, Function) {
    let mut fulfil = None;
    let promise = Promise::new(&mut |resolve, _| fulfil = Some(resolve));
    // The executor runs before `new` returns, so the function is there.
    (promise, fulfil.unwrap_or_else(|| JsValue::UNDEFINED.unchecked_into()))
}
