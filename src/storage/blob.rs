//! Bytes as a file of the browser's, without a copy on the way.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Blob, BlobPropertyBag};

#[wasm_bindgen]
extern "C" {
    /// A list of one: bytes as they lie in the program's memory, to be read at once. It saves the
    /// copy that is made of bytes that are to last.
    #[wasm_bindgen(js_namespace = Array, js_name = of)]
    fn window_on(bytes: &[u8]) -> Array;
}

/// Parts as one file of a type.
///
/// # Errors
/// When the browser has no room for it.
pub fn joined<'a>(
    parts: impl Iterator<Item = &'a [u8]> + Clone,
    mime: &str,
) -> Result<Blob, JsValue> {
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
