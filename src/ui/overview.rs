//! The whole workspace in pictures, every one of which leads to the list behind it.

pub mod attention;
pub mod others;
#[cfg(feature = "web")]
mod others_view;
#[cfg(feature = "web")]
mod page;
#[cfg(feature = "web")]
mod sources;
pub mod unknowns;

#[cfg(feature = "web")]
pub(super) use page::overview_page;
