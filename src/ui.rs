//! What the reader sees: shell, pages, and the kit they are built from.
//!
//! The tables behind it (routes, the fragment of the address, which rows of a list are on screen)
//! are plain data and compile without a browser.

pub mod fragment;
pub mod kit;
pub mod page;
