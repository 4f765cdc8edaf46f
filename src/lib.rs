//! Tenantry: an exact local model of a Microsoft 365 directory.
//!
//! Layers, in reading order; a layer may name only those above it in this list (the exact arrows
//! are in `ARCHITECTURE.md` and checked by `tests/it/layering.rs`).

pub mod text;

pub mod domain;
