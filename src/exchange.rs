//! What comes in and goes out: files, the workspace file, the hand-off.

pub mod collector;
mod csv;
pub mod csv_out;
mod csv_users;
mod detect;
mod encoding;
mod examine;
mod format;
mod graph;
pub mod handoff;
mod headers;
mod hostile;
pub mod import;
mod json;
pub mod preview;
pub mod problem;
pub mod staging;
mod table;
mod value;
pub mod workspace_file;

pub use format::Format;
pub use import::{Ending, Import};
pub use staging::Staging;
