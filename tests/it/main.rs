//! The native integration tests, in one binary.
#![expect(clippy::unwrap_used, reason = "tests may panic")]

mod layering;
mod stored_assumptions;
mod stored_audit;
mod stored_education;
mod stored_groups;
mod stored_ledger;
mod stored_licences;
mod stored_prices;
mod stored_renewal;
mod stored_settings;
mod stored_subscriptions;
mod synthetic_rules;
mod tidy;
mod tree;
mod upgrade;
mod versions;
