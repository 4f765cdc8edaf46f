//! The virtual grid: any number of rows, drawn with as many elements as fit on the screen.
//!
//! Rows are recycled and their text nodes written directly: no framework compares anything while
//! scrolling. The grid knows positions and texts; who a row is, what is selected and in which
//! order rows come is the caller's ([`Source`], [`GridEvent`]).

pub mod column;
#[cfg(feature = "web")]
mod engine;
#[cfg(feature = "web")]
pub mod grid;
pub mod keys;
#[cfg(feature = "web")]
mod picked;
#[cfg(feature = "web")]
mod pointer;
#[cfg(feature = "web")]
mod slot;
pub mod window;

pub use column::{Column, GridEvent, Look, RowText, Sorted, Source, Ticked};
#[cfg(feature = "web")]
pub use grid::Grid;
#[cfg(feature = "web")]
pub use picked::Picked;
#[cfg(feature = "web")]
pub use slot::first_rows;
