//! What tabs that have the same workspace open tell each other.

use crate::domain::Timestamp;
use js_sys::Uint8Array;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::Closure;
use web_sys::{BroadcastChannel, MessageEvent};

/// A message to every other tab with the workspace open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// An operation was saved: its number and record.
    Saved(u32, Vec<u8>),
    /// A new generation was saved whose content is another than that of the one before.
    Replaced(u32),
    /// A tab wants to write: whoever does, finish and read from now on.
    Yield,
    /// The writer is at it: not to be taken from yet.
    Finishing,
    /// The writer has finished.
    Yielded,
    /// The workspace was deleted.
    Deleted,
    /// A tab that may not write wants the workspace to be called so: whoever writes, do it.
    Rename(String),
    /// A workspace file was saved elsewhere, at this time.
    Copied(Timestamp),
}

impl Message {
    fn encode(&self) -> Vec<u8> {
        let time;
        let (kind, number, record): (u8, u32, &[u8]) = match self {
            Self::Saved(number, record) => (0, *number, record),
            Self::Replaced(generation) => (1, *generation, &[]),
            Self::Yield => (2, 0, &[]),
            Self::Yielded => (3, 0, &[]),
            Self::Deleted => (4, 0, &[]),
            Self::Finishing => (5, 0, &[]),
            Self::Rename(name) => (6, 0, name.as_bytes()),
            Self::Copied(at) => {
                time = at.0.to_le_bytes();
                (7, 0, &time)
            }
        };
        [&[kind], &number.to_le_bytes()[..], record].concat()
    }

    /// None for a message of newer code.
    fn decode(bytes: &[u8]) -> Option<Self> {
        let ([kind, number @ ..], record) = bytes.split_first_chunk::<5>()?;
        let number = u32::from_le_bytes(*number);
        Some(match kind {
            0 => Self::Saved(number, record.to_vec()),
            1 => Self::Replaced(number),
            2 => Self::Yield,
            3 => Self::Yielded,
            4 => Self::Deleted,
            5 => Self::Finishing,
            6 => Self::Rename(String::from_utf8(record.to_vec()).ok()?),
            7 => Self::Copied(Timestamp(i64::from_le_bytes(record.try_into().ok()?))),
            _ => return None,
        })
    }
}

/// The channel of one workspace; closed when dropped.
#[derive(Debug)]
pub struct Channel {
    inner: BroadcastChannel,
    _heard: Closure<dyn Fn(MessageEvent)>,
}

impl Channel {
    /// Joins; `hear` gets what other tabs say from now on. `None` where tabs cannot speak.
    pub fn join(id: &str, hear: impl Fn(Message) + 'static) -> Option<Self> {
        let inner = BroadcastChannel::new(&format!("tenantry-{id}")).ok()?;
        let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let bytes = event.data().dyn_into::<Uint8Array>().ok();
            if let Some(message) = bytes.and_then(|bytes| Message::decode(&bytes.to_vec())) {
                hear(message);
            }
        });
        inner.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        Some(Self { inner, _heard: heard })
    }

    /// Tells the other tabs.
    pub fn say(&self, message: &Message) {
        // Fails only on a closed channel, and this one is open until dropped.
        drop(self.inner.post_message(&Uint8Array::from(message.encode().as_slice())));
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        self.inner.set_onmessage(None);
        self.inner.close();
    }
}
