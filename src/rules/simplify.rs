//! Other ways to write a rule that say the same and are shorter, or quicker for the service.
//!
//! Each rewrite holds for every object, null and unknown included: a negative operator is the exact
//! opposite of its twin, and a list is its items joined.
//!
//! Source of what is slow: Microsoft Learn, *Create simpler and more efficient rules for dynamic
//! membership groups*.

mod implied;
mod pattern;
#[cfg(test)]
mod tests;

use super::{
    property::Type,
    syntax::{Comparison, Expression, Name, Node, Operand, Operator, Rule},
};
use crate::text::{
    fold,
    span::{Span, Spanned},
};
use implied::implies;

/// A better way to write a part of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    pub kind: SuggestionKind,
    /// The part of the text that is written otherwise.
    pub span: Span,
    /// The whole rule with that part rewritten.
    pub rule: Rule,
}

/// What a suggestion does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SuggestionKind {
    /// `-eq` joined by `-or` becomes `-in`.
    OrToIn,
    /// `-ne` joined by `-and` becomes `-notIn`.
    AndToNotIn,
    /// A regular expression that is a plain text becomes another operator.
    MatchToText,
    /// A clause that another one implies is left out.
    Redundant,
    /// `-not` before a comparison becomes the opposite operator, where that cannot depend on what the
    /// documentation leaves open: with null, and where nothing is null.
    NotToOpposite,
    /// `-not` before `-not`.
    DoubleNot,
}

/// Every single step that makes the rule simpler, from the outside in.
#[must_use]
pub fn suggestions(rule: &Rule) -> Vec<Suggestion> {
    let Rule::Whoever(whole) = rule else { return Vec::new() };
    let mut found = Vec::new();
    visit(whole, &mut |kind, span, part| {
        found.push(Suggestion { kind, span, rule: Rule::Whoever(part) });
    });
    found
}

/// The rule after all steps, from the inside out.
#[must_use]
pub fn simplified(rule: &Rule) -> Rule {
    match rule {
        Rule::Whoever(whole) => Rule::Whoever(settled(whole)),
        rule => rule.clone(),
    }
}

/// An expression after all steps. Each step makes it smaller, or turns an operator into one that no step
/// starts from.
fn settled(expression: &Expression) -> Expression {
    let all = |parts: &[Expression]| parts.iter().map(settled).collect();
    let mut node = match &expression.it {
        Node::And(parts) => joined(all(parts), false),
        Node::Or(parts) => joined(all(parts), true),
        Node::Not(inner) => Node::Not(Box::new(settled(inner))),
        Node::Quantified { list, quantifier, each } => {
            let (list, quantifier) = (list.clone(), *quantifier);
            Node::Quantified { list, quantifier, each: Box::new(settled(each)) }
        }
        node => node.clone(),
    };
    while let Some((_, simpler)) = here(&node).into_iter().next() {
        node = simpler;
    }
    Spanned::new(node, expression.span)
}

type Tell<'t> = dyn FnMut(SuggestionKind, Span, Expression) + 't;

/// Tells every rewrite of an expression and of its parts, as the whole expression rewritten.
fn visit(expression: &Expression, tell: &mut Tell<'_>) {
    for (kind, node) in here(&expression.it) {
        tell(kind, expression.span, Spanned::new(node, expression.span));
    }
    let span = expression.span;
    match &expression.it {
        Node::And(parts) => inside(parts, &mut |kind, at, parts| {
            tell(kind, at, Spanned::new(joined(parts, false), span));
        }),
        Node::Or(parts) => inside(parts, &mut |kind, at, parts| {
            tell(kind, at, Spanned::new(joined(parts, true), span));
        }),
        Node::Not(inner) => visit(inner, &mut |kind, at, inner| {
            tell(kind, at, Spanned::new(Node::Not(Box::new(inner)), span));
        }),
        Node::Quantified { list, quantifier, each } => visit(each, &mut |kind, at, each| {
            let (list, quantifier) = (list.clone(), *quantifier);
            let node = Node::Quantified { list, quantifier, each: Box::new(each) };
            tell(kind, at, Spanned::new(node, span));
        }),
        Node::Compare(_) | Node::Broken => {}
    }
}

fn inside(parts: &[Expression], tell: &mut dyn FnMut(SuggestionKind, Span, Vec<Expression>)) {
    for (place, part) in parts.iter().enumerate() {
        visit(part, &mut |kind, at, new| {
            let others = parts.iter().enumerate();
            let all =
                others.map(|(other, part)| if other == place { new.clone() } else { part.clone() });
            tell(kind, at, all.collect());
        });
    }
}

/// Parts as a chain; a chain in a chain of its kind is part of it, one part alone is itself.
fn joined(parts: Vec<Expression>, or: bool) -> Node {
    let mut all = Vec::with_capacity(parts.len());
    for part in parts {
        match part.it {
            Node::Or(parts) if or => all.extend(parts),
            Node::And(parts) if !or => all.extend(parts),
            node => all.push(Spanned::new(node, part.span)),
        }
    }
    if all.len() == 1
        && let Some(one) = all.pop()
    {
        return one.it;
    }
    if or { Node::Or(all) } else { Node::And(all) }
}

/// The rewrites of the outermost part.
fn here(node: &Node) -> Vec<(SuggestionKind, Node)> {
    match node {
        Node::Or(parts) => {
            let list = gathered(parts, &Operator::Eq, &Operator::In);
            let one = list.map(|parts| (SuggestionKind::OrToIn, joined(parts, true)));
            one.into_iter().chain(without_redundant(parts, true)).collect()
        }
        Node::And(parts) => {
            let list = gathered(parts, &Operator::Ne, &Operator::NotIn);
            let one = list.map(|parts| (SuggestionKind::AndToNotIn, joined(parts, false)));
            one.into_iter().chain(without_redundant(parts, false)).collect()
        }
        Node::Not(inner) => match &inner.it {
            Node::Not(inner) => vec![(SuggestionKind::DoubleNot, inner.it.clone())],
            Node::Compare(comparison) => opposite(comparison)
                .map(|comparison| (SuggestionKind::NotToOpposite, Node::Compare(comparison)))
                .into_iter()
                .collect(),
            _ => Vec::new(),
        },
        Node::Compare(comparison) => pattern::plain(comparison)
            .map(|comparison| (SuggestionKind::MatchToText, Node::Compare(comparison)))
            .into_iter()
            .collect(),
        Node::Quantified { .. } | Node::Broken => Vec::new(),
    }
}

fn opposite(comparison: &Comparison) -> Option<Comparison> {
    let never_null =
        matches!(&comparison.left.it, Name::Property(property) if property.is_never_null());
    if comparison.right.it != Operand::Null && !never_null {
        return None;
    }
    let operator = comparison.operator.it.opposite()?;
    let operator = Spanned::new(operator, comparison.operator.span);
    Some(Comparison { operator, ..comparison.clone() })
}

/// Whether a name holds one text.
pub(super) fn is_text(name: &Name) -> bool {
    match name {
        Name::Property(property) => property.of_type() == Type::Text,
        Name::Element | Name::Plan(_) => true,
        Name::GroupId | Name::Unknown(_) => false,
    }
}

/// The same name, whatever its case; only extensions are kept as they were typed.
pub(super) fn same_name(one: &Name, other: &Name) -> bool {
    use super::property::Property;
    match (one, other) {
        (Name::Property(Property::Extension(one)), Name::Property(Property::Extension(other))) => {
            one.eq_ignore_ascii_case(other)
        }
        _ => one == other,
    }
}

/// Comparisons of one name with single values and with lists, as one comparison with one list, where
/// there are two at least.
fn gathered(parts: &[Expression], single: &Operator, list: &Operator) -> Option<Vec<Expression>> {
    let items = |part: &Expression| {
        let Node::Compare(comparison) = &part.it else { return None };
        let items = match &comparison.right.it {
            Operand::Text(_) if comparison.operator.it == *single => {
                vec![comparison.right.clone()]
            }
            Operand::List(items) if comparison.operator.it == *list => items.clone(),
            _ => return None,
        };
        let texts = items.iter().all(|item| matches!(item.it, Operand::Text(_)));
        (texts && is_text(&comparison.left.it)).then(|| (comparison.clone(), items))
    };
    let candidates: Vec<Option<(Comparison, Vec<Spanned<Operand>>)>> =
        parts.iter().map(items).collect();
    let (first, name) = candidates.iter().enumerate().find_map(|(place, candidate)| {
        let (comparison, _) = candidate.as_ref()?;
        let later = candidates.iter().skip(place + 1).flatten();
        let again = later.filter(|(other, _)| same_name(&other.left.it, &comparison.left.it));
        (again.count() > 0).then(|| (place, comparison.left.it.clone()))
    })?;
    let belongs = |candidate: &Option<(Comparison, Vec<Spanned<Operand>>)>| {
        candidate.as_ref().is_some_and(|(comparison, _)| same_name(&comparison.left.it, &name))
    };
    let mut all: Vec<Spanned<Operand>> = Vec::new();
    for (_, items) in candidates.iter().filter(|one| belongs(one)).flatten() {
        for item in items {
            if !all.iter().any(|known| same_text(&known.it, &item.it)) {
                all.push(item.clone());
            }
        }
    }
    let mut out = Vec::new();
    for (place, (part, candidate)) in parts.iter().zip(&candidates).enumerate() {
        if place == first
            && let Some((comparison, _)) = candidate
        {
            let operator = Spanned::new(list.clone(), comparison.operator.span);
            let right = Spanned::new(Operand::List(all.clone()), comparison.right.span);
            let left = comparison.left.clone();
            out.push(Spanned::new(Node::Compare(Comparison { left, operator, right }), part.span));
        } else if !belongs(candidate) {
            out.push(part.clone());
        }
    }
    Some(out)
}

fn same_text(one: &Operand, other: &Operand) -> bool {
    matches!((one, other), (Operand::Text(one), Operand::Text(other)) if fold::same(one, other))
}

/// The chain without a part that another one makes needless.
fn without_redundant(parts: &[Expression], or: bool) -> Option<(SuggestionKind, Node)> {
    let needless = |(place, part): (usize, &Expression)| {
        parts.iter().enumerate().any(|(other_place, other)| {
            if place == other_place {
                return false;
            }
            let (narrow, wide) = if or { (part, other) } else { (other, part) };
            // Of two that say the same, the later one goes.
            implies(narrow, wide) && (!implies(wide, narrow) || place > other_place)
        })
    };
    let rest: Vec<Expression> = parts
        .iter()
        .enumerate()
        .filter(|part| !needless(*part))
        .map(|(_, part)| part.clone())
        .collect();
    (rest.len() < parts.len()).then(|| (SuggestionKind::Redundant, joined(rest, or)))
}
