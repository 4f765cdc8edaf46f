//! The parts that every page is built from. Nothing here knows the session or the domain.

pub mod table;
