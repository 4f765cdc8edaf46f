//! The native integration tests, in one binary.
#![expect(clippy::unwrap_used, reason = "tests may panic")]

mod layering;
mod stored_audit;
mod stored_groups;
mod synthetic_rules;
mod tidy;
mod tree;
mod upgrade;
mod versions;
