//! Expressions and connectives that wait for what comes. Chains grow at both ends, and the shorter
//! side is added to the longer one, so that no way to nest them costs the square of their length.

use crate::{
    rules::syntax::{Expression, Node},
    text::span::{Span, Spanned},
};
use std::collections::VecDeque;

/// A word that joins expressions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Waiting {
    Open(Span),
    Or,
    And,
    Not(Span),
}

/// An expression that was read, and what only the text tells about it.
pub(super) struct Operand {
    tree: Tree,
    pub(super) span: Span,
    /// Whether parentheses stand round it.
    pub(super) closed: bool,
    pub(super) depth: usize,
}

/// What was read, as long as more may be joined to it.
enum Tree {
    /// Neither of the chains.
    One(Node),
    /// Joined by `-or`, or by `-and`: two links at least.
    Chain { or: bool, links: VecDeque<Expression> },
}

impl Operand {
    /// An expression that is not made of others.
    pub(super) const fn leaf(node: Node, span: Span) -> Self {
        Self { tree: Tree::One(node), span, closed: false, depth: 1 }
    }

    /// `-not` before an expression.
    pub(super) fn negated(self, not: Span) -> Self {
        let (span, depth) = (not.to(self.span), self.depth + 1);
        let tree = Tree::One(Node::Not(Box::new(self.into_expression())));
        Self { tree, span, closed: false, depth }
    }

    /// Two expressions as one; chains are one level deep, however long.
    pub(super) fn joined(self, right: Self, or: bool) -> Self {
        let span = self.span.to(right.span);
        let depth = |side: &Self| side.depth + usize::from(!side.is_chain(or));
        let depth = depth(&self).max(depth(&right));
        let links = chained(self.links(or), right.links(or));
        Self { tree: Tree::Chain { or, links }, span, closed: false, depth }
    }

    /// Whether it is a chain of this connective.
    pub(super) const fn is_chain(&self, or: bool) -> bool {
        matches!(self.tree, Tree::Chain { or: own, .. } if own == or)
    }

    /// The links of a chain, or the expression alone.
    fn links(self, or: bool) -> VecDeque<Expression> {
        match self.tree {
            Tree::Chain { or: own, links } if own == or => links,
            _ => VecDeque::from([self.into_expression()]),
        }
    }

    pub(super) fn into_expression(self) -> Expression {
        let node = match self.tree {
            Tree::One(node) => node,
            Tree::Chain { or: true, links } => Node::Or(links.into()),
            Tree::Chain { or: false, links } => Node::And(links.into()),
        };
        Spanned::new(node, self.span)
    }
}

fn chained<T>(mut left: VecDeque<T>, mut right: VecDeque<T>) -> VecDeque<T> {
    if left.len() >= right.len() {
        #[cfg(test)]
        tests::moved(right.len());
        left.append(&mut right);
        return left;
    }
    #[cfg(test)]
    tests::moved(left.len());
    while let Some(link) = left.pop_back() {
        right.push_front(link);
    }
    right
}

/// What waits.
#[derive(Default)]
pub(super) struct Stacks {
    pub(super) operands: Vec<Operand>,
    waiting: Vec<Waiting>,
    /// How many of those that wait are parentheses.
    open: usize,
}

impl Stacks {
    pub(super) fn wait(&mut self, waiting: Waiting) {
        self.open += usize::from(matches!(waiting, Waiting::Open(_)));
        self.waiting.push(waiting);
    }

    pub(super) fn last(&self) -> Option<Waiting> {
        self.waiting.last().copied()
    }

    pub(super) fn next(&mut self) -> Option<Waiting> {
        let waiting = self.waiting.pop()?;
        self.open -= usize::from(matches!(waiting, Waiting::Open(_)));
        Some(waiting)
    }

    /// Whether a parenthesis waits for its end.
    pub(super) const fn is_open(&self) -> bool {
        self.open > 0
    }
}

#[cfg(test)]
pub(in crate::rules) mod tests {
    use super::{Stacks, Waiting, chained};
    use crate::{
        rules::{Rule, Target, parse, syntax::Node},
        text::span::Span,
    };
    use proptest::prelude::*;
    use std::{cell::Cell, collections::VecDeque};

    thread_local! {
        static MOVED: Cell<usize> = const { Cell::new(0) };
    }

    /// Notes how many links were moved from one chain to another.
    pub(super) fn moved(links: usize) {
        MOVED.with(|moved| moved.set(moved.get() + links));
    }

    /// How many links reading a text moved, and how many its chain has.
    fn moves(text: &str) -> (usize, usize) {
        MOVED.with(|moved| moved.set(0));
        let read = parse(text, Target::User);
        let links = match read.rule {
            Rule::Whoever(whole) => match whole.it {
                Node::Or(links) | Node::And(links) => links.len(),
                _ => 1,
            },
            _ => 0,
        };
        (MOVED.with(Cell::get), links)
    }

    #[test]
    fn a_link_is_moved_once_however_chains_are_nested() {
        let clause = "_ -eq 1";
        for count in [2, 50, 700] {
            let last = count - 1;
            let flat = vec![clause; count].join(" or ");
            let right =
                format!("{}{clause}{}", format!("{clause} or(").repeat(last), ")".repeat(last));
            let left =
                format!("{}{clause}{}", "(".repeat(last), format!(") or {clause}").repeat(last));
            let open = format!("{}{clause}", format!("{clause} or(").repeat(last));
            for text in [flat, right, left, open] {
                assert_eq!(moves(&text), (last, count), "{count} {text:.40}");
            }
        }
    }

    #[test]
    fn parentheses_that_wait_are_counted() {
        let mut stacks = Stacks::default();
        let waiting = [Waiting::Open(Span::default()), Waiting::Or, Waiting::Not(Span::default())];
        for one in waiting {
            stacks.wait(one);
        }
        assert!(stacks.is_open());
        assert_eq!(stacks.next(), Some(waiting[2]));
        assert_eq!((stacks.next(), stacks.is_open()), (Some(Waiting::Or), true));
        assert_eq!((stacks.next(), stacks.is_open()), (Some(waiting[0]), false));
        assert_eq!((stacks.next(), stacks.is_open()), (None, false));
    }

    proptest! {
        #[test]
        fn chains_keep_their_order(
            left in prop::collection::vec(any::<u8>(), 0..9),
            right in prop::collection::vec(any::<u8>(), 0..9),
        ) {
            let whole = chained(VecDeque::from(left.clone()), VecDeque::from(right.clone()));
            prop_assert_eq!(Vec::from(whole), [left, right].concat());
        }
    }
}
