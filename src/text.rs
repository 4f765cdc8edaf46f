//! Text tools that know no word of the domain.

pub mod collate;
pub mod date;
pub mod fold;
pub mod similar;
pub mod span;
