//! Tests that need a real browser, in one binary.
#![cfg(target_family = "wasm")]
