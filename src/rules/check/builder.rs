//! What the portal's rule builder cannot show.
//!
//! Source: Microsoft Learn, *Create or update a dynamic membership group* and *Rules for dynamic
//! membership groups*, "Rule builder in the Azure portal".

use super::Checker;
use crate::rules::{
    diagnostic::Code,
    limits,
    syntax::{Expression, Node, Operand, Operator},
};

impl Checker<'_> {
    pub(super) fn builder(&mut self, whole: &Expression) {
        let mut count = 0;
        let mut found = Vec::new();
        whole.each(&mut |expression| match &expression.it {
            Node::Compare(comparison) => {
                count += 1;
                if matches!(comparison.operator.it, Operator::Contains | Operator::NotContains) {
                    found.push((Code::BuilderContains, comparison.operator.span));
                }
                if matches!(comparison.right.it, Operand::Now(_)) {
                    found.push((Code::BuilderNow, comparison.right.span));
                }
            }
            Node::Quantified { quantifier, .. } => {
                found.push((Code::BuilderQuantifier, quantifier.span));
            }
            Node::Not(_) => found.push((Code::BuilderGrouping, expression.span)),
            // The builder joins line by line, with one connective for all of them.
            Node::And(parts) | Node::Or(parts) => {
                let grouped =
                    parts.iter().find(|part| matches!(part.it, Node::And(_) | Node::Or(_)));
                found.extend(grouped.map(|part| (Code::BuilderGrouping, part.span)));
            }
            Node::Broken => {}
        });
        let max = limits::BUILDER_EXPRESSIONS.value;
        if count > max as usize {
            self.say(Code::ManyExpressions { count, max }, whole.span);
        }
        for (code, span) in found {
            self.say(code, span);
        }
    }
}
