//! Membership rules over the same pools: what somebody wrote who knows the organisation.

use super::{Draw, Stream, Synthetic, length};
use crate::{
    domain::Attribute,
    rules::{
        Property, Rule,
        syntax::{Comparison, Expression, Name, Node, Operand, Operator},
    },
    text::span::{Span, Spanned},
};

impl Synthetic {
    /// A rule: enabled people, and one to four clauses more, some of them negated or widened.
    ///
    /// One of the attributes, `employeeType`, is none that rules can read; it is asked all the same, so
    /// that the rules are those of the measurement that the peers were chosen by.
    #[must_use]
    pub fn rule(&self, index: u32) -> Rule {
        let mut draw = Draw::new(self.seed, Stream::Rule, index);
        let clauses = 1 + draw.below(4);
        let mut parts = vec![enabled()];
        for _ in 0..clauses {
            let clause = self.clause(&mut draw);
            parts.push(match draw.below(8) {
                0 => part(Node::Not(Box::new(clause))),
                1 => part(Node::Or(vec![clause, self.clause(&mut draw)])),
                _ => clause,
            });
        }
        Rule::Whoever(part(Node::And(parts)))
    }

    /// The rule that is measured alone.
    #[must_use]
    pub fn one_rule() -> Rule {
        let list =
            |texts: &[&str]| Operand::List(texts.iter().map(|text| at(quoted(text))).collect());
        let intern = compare(Attribute::JOB_TITLE, Operator::Contains, quoted("Intern "));
        Rule::Whoever(part(Node::And(vec![
            compare(
                Attribute::DEPARTMENT,
                Operator::In,
                list(&["Sales", "Marketing", "Business Development"]),
            ),
            compare(Attribute::USAGE_LOCATION, Operator::In, list(&["DE", "FR", "SE", "US"])),
            enabled(),
            part(Node::Not(Box::new(intern))),
        ])))
    }

    fn clause(&self, draw: &mut Draw) -> Expression {
        let is = |attribute, text: &str| compare(attribute, Operator::Eq, quoted(text));
        match draw.below(12) {
            0 | 1 => is(Attribute::DEPARTMENT, draw.text_skewed(&self.departments)),
            2 => {
                let place = draw.pick_skewed(&self.places).copied().unwrap_or_default();
                is(Attribute::COUNTRY, place.country)
            }
            3 => {
                let place = draw.pick_skewed(&self.places).copied().unwrap_or_default();
                is(Attribute::CITY, place.city)
            }
            4 => {
                let count = 2 + draw.below(4);
                let mut items: Vec<Spanned<Operand>> = Vec::new();
                for _ in 0..count {
                    let place = draw.pick_skewed(&self.places).copied().unwrap_or_default();
                    let item = at(quoted(place.usage_location));
                    if !items.contains(&item) {
                        items.push(item);
                    }
                }
                compare(Attribute::USAGE_LOCATION, Operator::In, Operand::List(items))
            }
            5 => {
                let role = draw.text(&self.roles).split(' ').next().unwrap_or_default();
                compare(Attribute::JOB_TITLE, Operator::Contains, quoted(role))
            }
            6 => {
                let place = 1 + draw.below(length(&self.levels).saturating_sub(1));
                let level = self.levels.get(place as usize).copied().unwrap_or_default();
                compare(Attribute::JOB_TITLE, Operator::StartsWith, quoted(level))
            }
            7 => is(Attribute::COMPANY_NAME, draw.text_skewed(&self.companies)),
            8 => is(Attribute::EXTENSION_ATTRIBUTE_1, &format!("CC-{}", 1000 + draw.skew(800))),
            9 => {
                let kind = draw.text(&self.employee_types);
                compare(Attribute::EMPLOYEE_TYPE, Operator::Ne, quoted(kind))
            }
            10 => {
                let operator = if draw.below(2) == 1 { Operator::Ne } else { Operator::Eq };
                let attribute = if draw.below(2) == 1 {
                    Attribute::EXTENSION_ATTRIBUTE_2
                } else {
                    Attribute::MOBILE_PHONE
                };
                compare(attribute, operator, Operand::Null)
            }
            _ => {
                let kind = if draw.below(4) > 0 { "Member" } else { "Guest" };
                is(Attribute::USER_TYPE, kind)
            }
        }
    }
}

fn at<T>(it: T) -> Spanned<T> {
    Spanned::new(it, Span::default())
}

fn part(node: Node) -> Expression {
    at(node)
}

fn quoted(text: &str) -> Operand {
    Operand::Text(text.to_owned())
}

fn compare(attribute: Attribute, operator: Operator, right: Operand) -> Expression {
    let left = at(Name::Property(Property::Attribute(attribute)));
    part(Node::Compare(Comparison { left, operator: at(operator), right: at(right) }))
}

fn enabled() -> Expression {
    compare(Attribute::ACCOUNT_ENABLED, Operator::Eq, Operand::Boolean(true))
}
