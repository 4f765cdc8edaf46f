//! Giving way to the page between parts of what takes long.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::MessageChannel;

/// Lets the page react to its reader before going on.
pub async fn pause() {
    // What fails here makes the pause short, nothing else.
    drop(JsFuture::from(next_turn()).await);
}

fn next_turn() -> Promise {
    // Returns before other tasks that wait, where it exists.
    let scheduler = Reflect::get(&js_sys::global(), &JsValue::from_str("scheduler"));
    if let Ok(scheduler) = scheduler
        && scheduler.is_object()
        && let Ok(give_way) = Reflect::get(&scheduler, &JsValue::from_str("yield"))
        && let Some(give_way) = give_way.dyn_ref::<Function>()
        && let Ok(promise) = give_way.call0(&scheduler)
    {
        return promise.unchecked_into();
    }
    // A message takes no four milliseconds, as a timer does.
    Promise::new(&mut |resolve, _| {
        if let Ok(channel) = MessageChannel::new() {
            channel.port1().set_onmessage(Some(&resolve));
            drop(channel.port2().post_message(&JsValue::NULL));
        } else {
            drop(resolve.call0(&JsValue::UNDEFINED));
        }
    })
}
