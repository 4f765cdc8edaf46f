//! Text tools that know no word of the domain.

pub mod date;
