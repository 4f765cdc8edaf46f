//! The language of dynamic membership rules: read, checked, written and evaluated as the directory
//! does it.
//!
//! A text is [`parse`]d into a tree whatever it is; [`check()`] says what the service would refuse and
//! what is unwise; [`trace`] evaluates a rule for one object and shows how; an [`Engine`] evaluates many
//! rules for everyone.

pub mod always;
pub mod canonical;
pub mod check;
pub mod complete;
pub mod diagnostic;
pub mod drift;
mod duration;
pub mod engine;
pub mod evaluate;
pub mod highlight;
pub mod learn;
pub mod limits;
mod parse;
mod print;
pub mod property;
pub mod regex;
pub mod rulebook;
pub mod simplify;
pub mod survey;
pub mod syntax;
pub mod takes;
#[cfg(test)]
mod tests;
mod token;
mod truth;
mod value;

pub use check::{Conditions, check};
pub use diagnostic::{Class, Code, Diagnostic, Fix, ServiceError};
pub use engine::{Engine, RuleId};
pub use evaluate::{Found, Note, Object, Trace, UserObject, trace};
pub use parse::{Parse, parse};
pub use property::{Property, Type};
pub use rulebook::Rulebook;
pub use syntax::{Rule, Target};
pub use takes::{DirectoryObject, Takes};
pub use truth::Truth;

/// Reads a rule and says everything about it, in the order of the text.
#[must_use]
pub fn examine(text: &str, conditions: &Conditions) -> Parse {
    let Parse { rule, mut diagnostics } = parse(text, conditions.target);
    diagnostics.extend(check(&rule, text, conditions));
    diagnostics.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.code.class()));
    Parse { rule, diagnostics }
}
