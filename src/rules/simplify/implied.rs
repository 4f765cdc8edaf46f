//! Which clause is true wherever another one is.

use super::{is_text, same_name};
use crate::{
    rules::syntax::{Comparison, Expression, Node, Operand, Operator},
    text::fold,
};

/// Whether an expression is true wherever another one is, false wherever that one is not, and unknown of
/// the same objects: they read the same property.
pub(super) fn implies(one: &Expression, other: &Expression) -> bool {
    if one == other {
        return true;
    }
    let (Node::Compare(one), Node::Compare(other)) = (&one.it, &other.it) else { return false };
    same_name(&one.left.it, &other.left.it) && is_text(&one.left.it) && compared(one, other)
}

/// The texts that a comparison names, folded, when all are texts.
fn texts(comparison: &Comparison) -> Option<Vec<String>> {
    let text = |operand: &Operand| match operand {
        Operand::Text(text) => Some(fold::case(text).into_owned()),
        _ => None,
    };
    match &comparison.right.it {
        Operand::List(items) => items.iter().map(|item| text(&item.it)).collect(),
        operand => Some(vec![text(operand)?]),
    }
}

fn compared(one: &Comparison, other: &Comparison) -> bool {
    use Operator as Op;
    let null = |comparison: &Comparison| comparison.right.it == Operand::Null;
    if null(one) || null(other) {
        // Whatever asks for a value asks for one that is set; only of a pattern it may be unknown.
        let judged = one.operator.it != Op::Match;
        let positive = !one.operator.it.is_negative() && !null(one) && judged;
        return positive && null(other) && other.operator.it == Op::Ne;
    }
    // What holds of two operators holds of their opposites the other way round.
    if one.operator.it.is_negative() && other.operator.it.is_negative() {
        let flipped = |comparison: &Comparison| {
            let mut twin = comparison.clone();
            twin.operator.it = comparison.operator.it.opposite()?;
            Some(twin)
        };
        return match (flipped(one), flipped(other)) {
            (Some(one), Some(other)) => compared(&other, &one),
            _ => false,
        };
    }
    let (Some(narrow), Some(wide)) = (texts(one), texts(other)) else { return false };
    let fits = |text: &String, piece: &String| match (&one.operator.it, &other.operator.it) {
        (Op::Eq | Op::In, Op::Eq | Op::In) => text == piece,
        (Op::Eq | Op::In | Op::StartsWith, Op::StartsWith) => text.starts_with(piece),
        (Op::Eq | Op::In | Op::EndsWith, Op::EndsWith) => text.ends_with(piece),
        (Op::Eq | Op::In | Op::StartsWith | Op::EndsWith | Op::Contains, Op::Contains) => {
            text.contains(piece)
        }
        _ => false,
    };
    // An empty list is true of nobody; the service refuses it.
    !narrow.is_empty() && narrow.iter().all(|text| wide.iter().any(|piece| fits(text, piece)))
}
