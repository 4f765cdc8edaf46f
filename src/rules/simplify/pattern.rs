//! Regular expressions that only look for a plain text.

use super::is_text;
use crate::{
    rules::syntax::{Comparison, Operand, Operator},
    text::span::Spanned,
};

/// Signs that mean something in a pattern.
const SIGNS: &str = r".^$*+?()[]{}|\";

/// The comparison without a regular expression, where it needs none.
///
/// `$` is not `-endsWith`: it also stands before a line break at the end.
pub(super) fn plain(comparison: &Comparison) -> Option<Comparison> {
    let negative = match comparison.operator.it {
        Operator::Match => false,
        Operator::NotMatch => true,
        _ => return None,
    };
    let Operand::Text(pattern) = &comparison.right.it else { return None };
    if !is_text(&comparison.left.it) {
        return None;
    }
    let (anchored, rest) = match pattern.strip_prefix('^') {
        Some(rest) => (true, rest),
        None => (false, pattern.strip_prefix(".*").unwrap_or(pattern)),
    };
    let (text, closed) = match rest.strip_suffix("\\z") {
        Some(text) => (text, true),
        None => (strip_anything(rest), false),
    };
    let text = literal(text).filter(|text| !text.is_empty())?;
    let operator = match (anchored, closed) {
        (true, true) => Operator::Eq,
        (true, false) => Operator::StartsWith,
        (false, true) => Operator::EndsWith,
        (false, false) => Operator::Contains,
    };
    let operator = if negative { operator.opposite()? } else { operator };
    Some(Comparison {
        left: comparison.left.clone(),
        operator: Spanned::new(operator, comparison.operator.span),
        right: Spanned::new(Operand::Text(text), comparison.right.span),
    })
}

/// Without `.*` at the end, which matches anything and nothing.
fn strip_anything(pattern: &str) -> &str {
    match pattern.strip_suffix(".*") {
        Some(rest) if !rest.ends_with('\\') => rest,
        _ => pattern,
    }
}

/// The text that a pattern without signs stands for.
fn literal(pattern: &str) -> Option<String> {
    let mut out = String::with_capacity(pattern.len());
    let mut chars = pattern.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => out.push(chars.next().filter(|next| SIGNS.contains(*next) || *next == '-')?),
            _ if SIGNS.contains(c) => return None,
            _ => out.push(c),
        }
    }
    Some(out)
}
