//! The parts that every page is built from. Nothing here knows the session or the domain.

#[cfg(feature = "web")]
pub mod chart;
#[cfg(feature = "web")]
pub mod combobox;
#[cfg(feature = "web")]
pub mod dialog;
#[cfg(feature = "web")]
pub mod dom;
#[cfg(feature = "web")]
pub mod field;
#[cfg(feature = "web")]
pub mod icon;
#[cfg(feature = "web")]
pub mod lang;
#[cfg(feature = "web")]
pub mod notice;
#[cfg(feature = "web")]
pub mod popup;
pub mod roving;
pub mod table;
#[cfg(feature = "web")]
pub mod tabs;
#[cfg(feature = "web")]
pub mod toast;
#[cfg(feature = "web")]
pub mod toolbar;
