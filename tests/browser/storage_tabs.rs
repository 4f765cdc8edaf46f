//! Several tabs on one workspace: here several holders in one page, which the browser treats alike.

use crate::storage::new_id;
use std::cell::RefCell;
use std::rc::Rc;
use tenantry::storage::channel::{Channel, Message};
use tenantry::storage::lock::{self, Manner};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

/// A moment in which the browser delivers what is under way.
pub(crate) async fn moment() {
    let later = js_sys::Promise::new(&mut |resolve, _| {
        let window = web_sys::window().unwrap();
        window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, 30).unwrap();
    });
    JsFuture::from(later).await.unwrap();
}

#[wasm_bindgen_test]
async fn a_lock_has_one_holder() {
    let id = new_id();
    let held = lock::acquire(&id, Manner::IfFree).await.unwrap();
    assert!(lock::acquire(&id, Manner::IfFree).await.is_none());
    let end = held.end();
    drop(held);
    assert!(!end.await, "let go, not stolen");
    assert!(lock::acquire(&id, Manner::Wait).await.is_some());
}

#[wasm_bindgen_test]
async fn a_stolen_lock_is_lost() {
    let id = new_id();
    let held = lock::acquire(&id, Manner::IfFree).await.unwrap();
    let thief = lock::acquire(&id, Manner::Steal).await.unwrap();
    assert!(held.end().await, "stolen");
    assert!(lock::acquire(&id, Manner::IfFree).await.is_none());
    drop(thief);
}

#[wasm_bindgen_test]
async fn tabs_hear_each_other_and_not_themselves() {
    let id = new_id();
    let heard = Rc::new(RefCell::new(Vec::new()));
    let first = {
        let heard = Rc::clone(&heard);
        Channel::join(&id, move |message| heard.borrow_mut().push(("first", message))).unwrap()
    };
    let second = {
        let heard = Rc::clone(&heard);
        Channel::join(&id, move |message| heard.borrow_mut().push(("second", message))).unwrap()
    };
    let messages = [
        Message::Saved(70_000, vec![1, 2, 3]),
        Message::Replaced(2),
        Message::Yield,
        Message::Yielded,
        Message::Deleted,
    ];
    for message in &messages {
        first.say(message);
    }
    moment().await;
    let expected: Vec<_> = messages.into_iter().map(|message| ("second", message)).collect();
    assert_eq!(*heard.borrow(), expected);
    drop(second);
    first.say(&Message::Yield);
    moment().await;
    assert_eq!(heard.borrow().len(), 5);
}
