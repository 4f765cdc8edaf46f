//! Runs the scripts that we hand out, for tests: no PowerShell is needed to see that they work.
//!
//! A subset of the language, read from the documentation (`about_Operator_Precedence`,
//! `about_Scopes`, `about_Arrays`, `about_Hash_Tables`, `about_Return`), with the few cmdlets and
//! .NET members that the scripts use. Anything else is a panic, so that a script cannot quietly
//! rely on what was never looked at. Files live in memory, time stands still, and requests go to
//! the test.

pub(crate) mod ast;
mod commands;
mod dotnet;
mod expressions;
mod json;
mod operators;
mod parse;
mod regex;
mod run;
pub(crate) mod value;

pub(crate) use run::{Machine, Stop};

#[cfg(test)]
mod tests;
