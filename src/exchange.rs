//! What comes in and goes out: files, the workspace file, the hand-off.

pub mod collector;
pub mod handoff;
pub mod workspace_file;
