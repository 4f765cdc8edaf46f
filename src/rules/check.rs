//! Whether the parts of a rule fit together, as the service would judge, and what is legal but
//! unwise.
//!
//! Source: Microsoft Learn, *Rules for dynamic membership groups* (properties, operators, values) and
//! *Fix problems with dynamic membership groups* (what is refused, in which words).

mod builder;
mod comparison;

use super::{
    diagnostic::{Code, Diagnostic, Fix},
    limits,
    property::{Property, Type},
    syntax::{Expression, Name, Node, Operand, Operator, Quantifier, Rule, Target},
};
use crate::{
    domain::{ObjectId, Timestamp},
    text::span::{Span, Spanned},
};

/// What a check depends on besides the rule.
#[derive(Debug, Clone, Copy)]
pub struct Conditions {
    /// What the rule is for.
    pub target: Target,
    /// The present moment, for what is dated.
    pub now: Timestamp,
    /// When `memberOf` ends; none where the reader does not believe it.
    pub member_of_ends: Option<Timestamp>,
}

/// Everything about a rule that its writing alone does not tell.
#[must_use]
pub fn check(rule: &Rule, text: &str, conditions: &Conditions) -> Vec<Diagnostic> {
    let mut checker = Checker { conditions, diagnostics: Vec::new(), element: None };
    checker.length(text);
    match rule {
        Rule::Empty => {}
        Rule::DirectReports(manager) => checker.direct_reports(manager),
        Rule::Whoever(expression) => {
            checker.alone(expression);
            checker.expression(expression);
            checker.builder(expression);
        }
    }
    checker.diagnostics
}

/// The element that an expression inside a quantifier is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Element {
    Text,
    Plan,
    Group,
    /// Of a list that is none.
    None,
}

struct Checker<'c> {
    conditions: &'c Conditions,
    diagnostics: Vec<Diagnostic>,
    element: Option<Element>,
}

impl Checker<'_> {
    fn say(&mut self, code: Code, span: Span) {
        self.diagnostics.push(Diagnostic { code, span, fix: None });
    }

    fn propose(&mut self, code: Code, span: Span, fix: Fix) {
        self.diagnostics.push(Diagnostic { code, span, fix: Some(fix) });
    }

    fn length(&mut self, text: &str) {
        let (length, max) = (text.encode_utf16().count(), limits::RULE_LENGTH.value);
        if length > max as usize {
            self.say(Code::TooLong { length, max }, Span::new(0, text.len()));
        }
    }

    fn direct_reports(&mut self, manager: &Spanned<String>) {
        if ObjectId::parse(&manager.it).is_none() {
            self.say(Code::NotAnObjectId, manager.span);
        }
        if self.conditions.target != Target::User {
            self.say(Code::OnlyForUsers, manager.span);
        }
        self.say(Code::BuilderDirectReports, manager.span);
    }

    /// `memberOf` is a whole rule or none.
    fn alone(&mut self, whole: &Expression) {
        if let Node::Quantified { list, .. } = &whole.it
            && is_member_of(&list.it)
        {
            let ends = self.conditions.member_of_ends;
            if let Some(ends) = ends {
                let frozen = self.conditions.now >= ends;
                self.say(Code::MemberOfEnds { at: ends, frozen }, list.span);
            }
            return;
        }
        let mut found = Vec::new();
        whole.each(&mut |expression| {
            if let Node::Quantified { list, .. } = &expression.it
                && is_member_of(&list.it)
            {
                found.push(expression.span);
            }
        });
        for span in found {
            self.say(Code::NotAlone, span);
        }
    }

    fn expression(&mut self, expression: &Expression) {
        match &expression.it {
            Node::And(parts) | Node::Or(parts) => {
                for part in parts {
                    self.expression(part);
                }
            }
            Node::Not(inner) => {
                if let Node::Compare(comparison) = &inner.it
                    && comparison.right.it == Operand::Null
                    && let Some(instead) = comparison.operator.it.opposite()
                {
                    self.say(Code::NotNull { instead }, expression.span);
                }
                self.expression(inner);
            }
            Node::Compare(comparison) => self.comparison(comparison),
            Node::Quantified { list, quantifier, each } => {
                let element = self.list(list, quantifier);
                if element == Element::Group && !matches!(each.it, Node::Compare(_) | Node::Broken)
                {
                    self.say(Code::MemberOfOnlyIn, each.span);
                }
                let before = self.element.replace(element);
                self.expression(each);
                self.element = before;
            }
            Node::Broken => {}
        }
    }

    /// What the elements of a list are.
    fn list(&mut self, list: &Spanned<Name>, quantifier: &Spanned<Quantifier>) -> Element {
        let Name::Property(property) = &list.it else {
            if !matches!(list.it, Name::Unknown(_)) {
                self.say(Code::NotAList { quantifier: quantifier.it }, quantifier.span);
            }
            return Element::None;
        };
        match property.of_type() {
            Type::Texts => Element::Text,
            Type::Plans => Element::Plan,
            Type::Groups => {
                if quantifier.it == Quantifier::All {
                    self.say(Code::MemberOfOnlyIn, quantifier.span);
                }
                Element::Group
            }
            Type::Text | Type::Boolean | Type::Date => {
                self.say(Code::NotAList { quantifier: quantifier.it }, quantifier.span);
                Element::None
            }
        }
    }
}

fn is_member_of(name: &Name) -> bool {
    matches!(name, Name::Property(Property::MemberOf(_)))
}

/// Whether an operator asks for equality.
const fn is_equality(operator: &Operator) -> bool {
    matches!(operator, Operator::Eq | Operator::Ne | Operator::In | Operator::NotIn)
}
