//! From a rule to a tree over atoms.

use super::{
    ask::Atom,
    test::{Question, Test, column},
};
use crate::{
    domain::{Attribute, ObjectId, Timestamp},
    rules::{
        property::{Property, Type},
        syntax::{Comparison, Expression, Name, Node, Operand, Operator, Rule},
    },
    store::Objects,
};

/// A tree over atoms, by their numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Plan {
    Atom(u32),
    And(Vec<Self>),
    Or(Vec<Self>),
    Not(Box<Self>),
}

impl Plan {
    /// Calls `look` with the number of every atom in it.
    pub(super) fn each(&self, look: &mut impl FnMut(u32)) {
        match self {
            Self::Atom(number) => look(*number),
            Self::And(parts) | Self::Or(parts) => {
                for part in parts {
                    part.each(look);
                }
            }
            Self::Not(inner) => inner.each(look),
        }
    }

    /// The same with other numbers.
    pub(super) fn renumbered(self, numbers: &[u32]) -> Self {
        let all =
            |parts: Vec<Self>| parts.into_iter().map(|part| part.renumbered(numbers)).collect();
        match self {
            Self::Atom(number) => {
                Self::Atom(numbers.get(number as usize).copied().unwrap_or(u32::MAX))
            }
            Self::And(parts) => Self::And(all(parts)),
            Self::Or(parts) => Self::Or(all(parts)),
            Self::Not(inner) => Self::Not(Box::new(inner.renumbered(numbers))),
        }
    }
}

/// Collects the atoms of one rule.
pub(super) struct Builder<'u> {
    pub(super) users: &'u Objects,
    pub(super) now: Timestamp,
    pub(super) atoms: Vec<Atom>,
}

impl Builder<'_> {
    pub(super) fn rule(&mut self, rule: &Rule) -> Plan {
        match rule {
            Rule::Empty => self.atom(Atom::Unknown),
            Rule::DirectReports(manager) => match ObjectId::parse(&manager.it) {
                Some(id) => self.atom(Atom::Column(Attribute::MANAGER, Test::Reference(id))),
                None => self.atom(Atom::Unknown),
            },
            Rule::Whoever(expression) => self.expression(expression),
        }
    }

    fn atom(&mut self, atom: Atom) -> Plan {
        let known = self.atoms.iter().position(|known| *known == atom);
        let place = known.unwrap_or_else(|| {
            self.atoms.push(atom);
            self.atoms.len() - 1
        });
        Plan::Atom(u32::try_from(place).unwrap_or(u32::MAX))
    }

    fn expression(&mut self, expression: &Expression) -> Plan {
        match &expression.it {
            Node::And(parts) => Plan::And(parts.iter().map(|part| self.expression(part)).collect()),
            Node::Or(parts) => Plan::Or(parts.iter().map(|part| self.expression(part)).collect()),
            Node::Not(inner) => Plan::Not(Box::new(self.expression(inner))),
            Node::Compare(comparison) => self.comparison(comparison),
            Node::Quantified { list, quantifier, each } => {
                let Name::Property(property) = &list.it else { return self.atom(Atom::Unknown) };
                let of = property.of_type();
                match column(property) {
                    Some(attribute) if matches!(of, Type::Texts | Type::Plans) => {
                        self.question(attribute, Test::each(of, quantifier.it, each))
                    }
                    _ => self.atom(Atom::Unknown),
                }
            }
            Node::Broken => self.atom(Atom::Unknown),
        }
    }

    fn comparison(&mut self, comparison: &Comparison) -> Plan {
        let Name::Property(property) = &comparison.left.it else {
            return self.atom(Atom::Unknown);
        };
        if let Property::Attribute(Attribute::ID) = property
            && comparison.right.it == Operand::Null
        {
            // Everyone has an id, or will have one.
            let nobody = self.atom(Atom::Nobody);
            return match comparison.operator.it {
                Operator::Eq => nobody,
                Operator::Ne => Plan::Not(Box::new(nobody)),
                _ => self.atom(Atom::Unknown),
            };
        }
        let attribute = match property {
            Property::Extension(name) => self.users.schema().find(name),
            property => column(property),
        };
        let question = Question::new(property.of_type(), comparison, self.now);
        match (attribute, question) {
            (Some(attribute), Some(question)) => self.question(attribute, question),
            _ => self.atom(Atom::Unknown),
        }
    }

    fn question(&mut self, attribute: Attribute, question: Question) -> Plan {
        let atom = self.atom(Atom::Column(attribute, question.test));
        if question.negative { Plan::Not(Box::new(atom)) } else { atom }
    }
}
