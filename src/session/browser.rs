//! What only the browser knows: the time, chance, the reader's languages; and what only it
//! can do: hand over a file, read one, and let the page breathe. Nothing else asks for these, but that many
//! files, or a large one, are read in `files`.

use crate::domain::Timestamp;
pub use crate::storage::pause;
use js_sys::{Array, Date, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, Url};

/// The present moment.
pub fn now() -> Timestamp {
    #[expect(clippy::cast_possible_truncation, reason = "whole milliseconds, far below 2^53")]
    let milliseconds = Date::now() as i64;
    Timestamp(milliseconds)
}

/// A number that nobody can guess or repeat.
pub fn seed() -> u64 {
    let mut bytes = [0; 8];
    if let Some(crypto) = web_sys::window().and_then(|window| window.crypto().ok()) {
        // Fails only for more than 65,536 bytes.
        drop(crypto.get_random_values_with_u8_array(&mut bytes));
    }
    u64::from_le_bytes(bytes)
}

/// The reader's languages as the browser was told, best first (`fr-CH`).
pub fn languages() -> Vec<String> {
    let Some(window) = web_sys::window() else { return Vec::new() };
    window.navigator().languages().iter().filter_map(|tag| tag.as_string()).collect()
}

#[wasm_bindgen]
extern "C" {
    /// A list of one: bytes as they lie in the program's memory, to be read at once. It saves the
    /// copy that is made of bytes that are to last.
    #[wasm_bindgen(js_namespace = Array, js_name = of)]
    fn window_on(bytes: &[u8]) -> Array;
}

/// Bytes that are handed to the browser at once: each time the page waits for another process.
const HANDFUL: usize = 64 << 20;

/// A file being put together. The browser holds what was given, outside of the page's memory, but
/// for the last handful.
#[derive(Debug, Default)]
pub struct Parts {
    given: Array,
    waiting: Vec<Vec<u8>>,
    bytes: usize,
}

impl Parts {
    /// Adds the next bytes.
    pub fn push(&mut self, bytes: Vec<u8>) {
        self.bytes += bytes.len();
        self.waiting.push(bytes);
        if self.bytes >= HANDFUL {
            self.give();
        }
    }

    fn give(&mut self) {
        self.bytes = 0;
        let waiting = std::mem::take(&mut self.waiting);
        // That fails only where there is no memory left, and then the page is gone.
        if let Ok(blob) = joined(waiting.iter().map(Vec::as_slice), "") {
            self.given.push(&blob);
        }
    }

    /// The whole as a file of this type.
    ///
    /// # Errors
    /// When the browser has no room for it.
    pub fn blob(mut self, mime: &str) -> Result<Blob, JsValue> {
        self.give();
        let options = BlobPropertyBag::new();
        options.set_type(mime);
        Blob::new_with_blob_sequence_and_options(&self.given, &options)
    }

    /// Hands the file to the reader.
    pub fn download(self, name: &str, mime: &str) {
        // Nothing here fails in a page; a browser that refuses downloads says so itself.
        drop(self.blob(mime).and_then(|blob| offer(name, &blob)));
    }
}

/// Parts as one file of a type.
fn joined<'a>(parts: impl Iterator<Item = &'a [u8]> + Clone, mime: &str) -> Result<Blob, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    let whole = |parts: &Array| Blob::new_with_u8_array_sequence_and_options(parts, &options);
    let bytes: usize = parts.clone().map(<[u8]>::len).sum();
    // A window is empty when the program's memory has grown since; then copies do.
    match whole(&parts.clone().map(|part| window_on(part).get(0)).collect()) {
        Ok(blob) if usize::try_from(size(&blob)) == Ok(bytes) => Ok(blob),
        _ => whole(&parts.map(Uint8Array::from).collect()),
    }
}

/// Hands a file to the reader. Parts are joined by the browser, so the whole is never copied here.
pub fn download(name: &str, mime: &str, parts: &[&[u8]]) {
    drop(joined(parts.iter().copied(), mime).and_then(|blob| offer(name, &blob)));
}

fn offer(name: &str, blob: &Blob) -> Result<(), JsValue> {
    let url = Url::create_object_url_with_blob(blob)?;
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let document = window.document().ok_or(JsValue::NULL)?;
    let link: HtmlAnchorElement = document.create_element("a")?.dyn_into()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The browser reads the address after the click; a minute is more than it takes.
    let forget = Function::from(wasm_bindgen::closure::Closure::once_into_js(move || {
        drop(Url::revoke_object_url(&url));
    }));
    window.set_timeout_with_callback_and_timeout_and_arguments_0(&forget, 60_000)?;
    Ok(())
}

/// A file's size in bytes.
pub fn size(file: &Blob) -> u64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a whole number, and not negative"
    )]
    let size = file.size() as u64;
    size
}

/// Reads a part of a file. `None` when it cannot be read: moved, changed, or a folder.
pub async fn read(file: &File, from: u64, to: u64) -> Option<Vec<u8>> {
    #[expect(clippy::cast_precision_loss, reason = "sizes of files are below 2^53")]
    let part = file.slice_with_f64_and_f64(from as f64, to as f64).ok()?;
    let buffer = JsFuture::from(part.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}

/// Puts a text on the clipboard. Whether the browser let it: outside a secure context, or when the
/// reader forbade it, it does not.
pub async fn copy(text: &str) -> bool {
    let Some(window) = web_sys::window() else { return false };
    let get = |of: &JsValue, name: &str| Reflect::get(of, &JsValue::from_str(name));
    let attempt = || -> Result<Promise, JsValue> {
        let clipboard = get(window.navigator().as_ref(), "clipboard")?;
        let write: Function = get(&clipboard, "writeText")?.dyn_into()?;
        write.call1(&clipboard, &JsValue::from_str(text))?.dyn_into()
    };
    match attempt() {
        Ok(promise) => JsFuture::from(promise).await.is_ok(),
        Err(_) => false,
    }
}

/// The text of a file of the site itself. `None` when it did not arrive.
pub async fn fetch_text(address: &str) -> Option<String> {
    let window = web_sys::window()?;
    let response = JsFuture::from(window.fetch_with_str(address)).await.ok()?;
    let get = |name: &str| Reflect::get(&response, &JsValue::from_str(name)).ok();
    if get("ok")? != JsValue::TRUE {
        return None;
    }
    let read: Function = get("text")?.dyn_into().ok()?;
    let promise: Promise = read.call0(&response).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()?.as_string()
}

/// Waits until what was drawn is on the screen. A page that nobody looks at is not drawn.
pub async fn painted() {
    let Some(window) = web_sys::window() else { return };
    if window.document().is_none_or(|document| document.hidden()) {
        return;
    }
    let frame = Promise::new(&mut |resolve, _| {
        drop(window.request_animation_frame(&resolve));
        // It may be hidden meanwhile.
        drop(window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, 100));
    });
    drop(JsFuture::from(frame).await);
    // That was before the drawing.
    pause().await;
}

/// Waits.
pub async fn wait(milliseconds: i32) {
    let later = Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            drop(
                window
                    .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds),
            );
        }
    });
    drop(JsFuture::from(later).await);
}
