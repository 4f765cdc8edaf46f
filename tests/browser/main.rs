//! Tests that need a real browser, in one binary.
#![cfg(target_family = "wasm")]
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may panic")]

mod collation;
mod grid;
mod page;
mod session;
mod storage;
mod storage_tabs;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
