//! Tenantry: an exact local model of a Microsoft 365 directory.
//!
//! Layers, in reading order; the arrows between them are in `ARCHITECTURE.md` and checked by
//! `tests/it/layering.rs`.

pub mod text;

pub mod i18n;

pub mod domain;

pub mod store;

pub mod rules;

pub mod licensing;

pub mod powershell;

pub mod documents;

pub mod tenant;

pub mod education;

pub mod persist;

pub mod exchange;

pub mod storage;

pub mod messages;

#[cfg(feature = "web")]
pub mod session;

pub mod ui;
