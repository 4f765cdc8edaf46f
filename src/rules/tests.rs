//! The language against rules that people use, and against its own laws.

mod corpus;
mod fixes;
mod laws;

use super::{Class, Code, Conditions, Parse, Target, examine};
use crate::domain::Timestamp;

/// Before `memberOf` ended.
const CONDITIONS: Conditions =
    Conditions { target: Target::User, now: Timestamp(1_790_000_000_000), member_of_ends: None };

fn examined(target: Target, text: &str) -> Parse {
    examine(text, &Conditions { target, ..CONDITIONS })
}

/// Whether the service would take the rule.
fn is_valid(parse: &Parse) -> bool {
    parse.diagnostics.iter().all(|one| one.code.class() > Class::Refused)
}

/// What keeps the service from taking a rule for users.
fn errors(text: &str) -> Vec<Code> {
    let wrong = |code: &Code| code.class() <= Class::Refused;
    examined(Target::User, text).diagnostics.into_iter().map(|one| one.code).filter(wrong).collect()
}
