//! What comes in and goes out: files, the workspace file, the hand-off.

pub mod answers;
pub mod assign;
mod audit_in;
pub mod audit_out;
pub mod collector;
mod csv;
pub mod csv_out;
mod csv_users;
mod detect;
pub mod drift_out;
mod encoding;
mod examine;
mod format;
mod graph;
pub mod handoff;
mod headers;
mod hostile;
pub mod import;
mod json;
mod members;
pub mod parties;
pub mod parties_out;
pub mod personal_view;
pub mod preview;
pub mod problem;
pub mod product_names;
mod sheet;
pub mod staging;
mod table;
mod tables;
mod value;
pub mod workspace_file;

pub use assign::Unassigned;
pub use format::Format;
pub use import::{Ending, Import};
pub use staging::Staging;
