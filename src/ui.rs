//! What the reader sees: shell, pages, and the kit they are built from.
//!
//! The tables behind it (routes, texts, the fragment of the address, which rows of a list are on
//! screen) are plain data and compile without a browser.

#[cfg(feature = "web")]
mod app;
pub mod audit;
pub mod changes;
pub mod collector;
pub mod compare;
pub mod deleted;
pub mod drift;
pub mod education;
pub mod fragment;
pub mod groups;
#[cfg(feature = "web")]
mod import;
pub mod kit;
pub mod licences;
pub mod lists;
pub mod my_groups;
#[cfg(feature = "web")]
pub mod nav;
pub mod new_group;
pub mod new_user;
pub mod objects;
pub mod overview;
pub mod page;
#[cfg(feature = "web")]
mod part;
#[cfg(feature = "web")]
pub mod persona;
#[cfg(feature = "web")]
mod picture;
pub mod rules;
pub mod self_service;
#[cfg(feature = "web")]
mod settings;
#[cfg(feature = "web")]
mod shell;
#[cfg(feature = "web")]
mod start;
pub mod texts;
pub mod user;
#[cfg(feature = "web")]
mod users;
#[cfg(feature = "web")]
mod workbench;

#[cfg(feature = "web")]
pub use app::mount;
