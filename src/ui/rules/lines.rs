//! A rule as lines of a form – property, operator, value – and back. What lines cannot show stays
//! text: as in the portal's rule builder, a rule is all-and or all-or, without groups.

use crate::{
    rules::{
        Property, Rule, Target,
        property::Type,
        syntax::{Comparison, Expression, Name, Node, Operand, Operator},
    },
    text::span::{Span, Spanned},
};

/// One line of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub property: Property,
    pub operator: Operator,
    /// As it is typed: a list is separated by commas, `null` and `true` are words.
    pub value: String,
}

/// What joins the lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joined {
    And,
    Or,
}

/// A rule that lines can show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    pub joined: Joined,
    pub lines: Vec<Line>,
}

/// The lines of a rule; none for a rule that they cannot show.
#[must_use]
pub fn form(rule: &Rule) -> Option<Form> {
    let whole = match rule {
        Rule::Empty => return Some(Form { joined: Joined::And, lines: Vec::new() }),
        Rule::DirectReports(_) => return None,
        Rule::Whoever(whole) => whole,
    };
    let (joined, parts) = match &whole.it {
        Node::And(parts) => (Joined::And, parts.as_slice()),
        Node::Or(parts) => (Joined::Or, parts.as_slice()),
        _ => (Joined::And, std::slice::from_ref(whole)),
    };
    let lines = parts.iter().map(line).collect::<Option<Vec<Line>>>()?;
    Some(Form { joined, lines })
}

fn line(part: &Expression) -> Option<Line> {
    let Node::Compare(Comparison { left, operator, right }) = &part.it else { return None };
    let Name::Property(property) = &left.it else { return None };
    if matches!(operator.it, Operator::Unknown(_)) {
        return None;
    }
    let line = Line {
        property: property.clone(),
        operator: operator.it.clone(),
        value: typed(&right.it, property.of_type())?,
    };
    // What would come back as something else is not shown.
    let again = operand(&line);
    (again == right.it).then_some(line)
}

fn typed(operand: &Operand, of: Type) -> Option<String> {
    Some(match operand {
        Operand::Text(text) if of == Type::Text || of == Type::Texts || of == Type::Date => {
            text.clone()
        }
        Operand::Boolean(value) => value.to_string(),
        Operand::Null => "null".to_owned(),
        Operand::List(items) => {
            let texts = items.iter().map(|item| match &item.it {
                Operand::Text(text) => Some(text.as_str()),
                _ => None,
            });
            texts.collect::<Option<Vec<&str>>>()?.join(", ")
        }
        _ => return None,
    })
}

/// What a line's value means to the language.
fn operand(line: &Line) -> Operand {
    let value = line.value.trim();
    match line.operator {
        Operator::In | Operator::NotIn => {
            let items = value.split(',').map(str::trim).filter(|item| !item.is_empty());
            let item = |text: &str| Spanned::new(Operand::Text(text.to_owned()), Span::default());
            return Operand::List(items.map(item).collect());
        }
        Operator::Eq | Operator::Ne if value.eq_ignore_ascii_case("null") => return Operand::Null,
        _ => {}
    }
    if line.property.of_type() == Type::Boolean {
        if value.eq_ignore_ascii_case("true") {
            return Operand::Boolean(true);
        }
        if value.eq_ignore_ascii_case("false") {
            return Operand::Boolean(false);
        }
    }
    Operand::Text(line.value.clone())
}

/// The rule of a form.
#[must_use]
pub fn rule(form: &Form) -> Rule {
    let at = Span::default();
    let expression = |line: &Line| {
        let comparison = Comparison {
            left: Spanned::new(Name::Property(line.property.clone()), at),
            operator: Spanned::new(line.operator.clone(), at),
            right: Spanned::new(operand(line), at),
        };
        Spanned::new(Node::Compare(comparison), at)
    };
    let mut parts: Vec<Expression> = form.lines.iter().map(expression).collect();
    match (parts.len(), form.joined) {
        (0, _) => Rule::Empty,
        (1, _) => parts.pop().map_or(Rule::Empty, Rule::Whoever),
        (_, Joined::And) => Rule::Whoever(Spanned::new(Node::And(parts), at)),
        (_, Joined::Or) => Rule::Whoever(Spanned::new(Node::Or(parts), at)),
    }
}

/// The properties that a line can ask.
pub fn properties(target: Target) -> impl Iterator<Item = Property> {
    let shown = |property: &Property| !matches!(property.of_type(), Type::Plans | Type::Groups);
    Property::all(target).filter(shown)
}

/// A new line: it asks what is asked most.
#[must_use]
pub fn fresh(target: Target) -> Option<Line> {
    let name = match target {
        Target::User => "department",
        Target::Device => "displayName",
    };
    let property = Property::find(target, name)?;
    Some(Line { property, operator: Operator::Eq, value: String::new() })
}

/// The operators for a property.
pub fn operators(property: &Property) -> Vec<Operator> {
    crate::rules::complete::operators(property.of_type())
}

#[cfg(test)]
mod tests {
    use super::{Form, Joined, Line, form, fresh, operators, properties, rule};
    use crate::rules::{
        Rule, Target, parse,
        property::Type,
        syntax::{Node, Operator},
    };
    use proptest::prelude::*;

    fn read(text: &str) -> Rule {
        parse(text, Target::User).rule
    }

    #[test]
    fn rules_that_lines_show() {
        for text in [
            "user.department -eq \"Sales\"",
            "(user.department -eq \"Sales\") -and (user.accountEnabled -eq true)",
            "(user.city -in [\"Oslo\", \"Bergen\"]) -or (user.mail -eq null)",
            "user.proxyAddresses -contains \"x\"",
            "",
        ] {
            let form = form(&read(text)).unwrap();
            assert_eq!(rule(&form).to_string(), text);
        }
    }

    #[test]
    fn rules_that_they_do_not_show() {
        for text in [
            "Direct Reports for \"62e19b97-8b3d-4d4a-a106-4ce66896a863\"",
            "(user.city -eq \"a\") -and ((user.city -eq \"b\") -or (user.city -eq \"c\"))",
            "-not (user.city -eq \"a\")",
            "user.proxyAddresses -any (_ -contains \"x\")",
            "user.employeeHireDate -le system.now",
            // A comma would cut it in two.
            "user.city -in [\"a, b\"]",
            // The word would become nothing.
            "user.city -eq \"null\"",
        ] {
            assert_eq!(form(&read(text)), None, "{text}");
        }
    }

    #[test]
    fn a_new_line_can_be_written() {
        for target in [Target::User, Target::Device] {
            let line = fresh(target).unwrap();
            assert!(properties(target).any(|one| one == line.property));
            assert!(operators(&line.property).contains(&line.operator));
            assert!(properties(target).all(|one| !operators(&one).is_empty()));
        }
    }

    proptest! {
        /// Whatever is typed into lines is read again as the same rule.
        #[test]
        fn what_is_typed_is_read_again(
            typed in prop::collection::vec((any::<u16>(), any::<u16>(), "[a-zA-Z0-9 ,.'\"\\\\é-]{0,12}"), 1..4),
            any_of in any::<bool>(),
        ) {
            let all: Vec<_> = properties(Target::User).collect();
            let lines = typed.into_iter().map(|(which, how, value)| {
                let property = all[usize::from(which) % all.len()].clone();
                let fitting: Vec<Operator> = operators(&property);
                let operator = fitting[usize::from(how) % fitting.len()].clone();
                Line { property, operator, value }
            });
            let joined = if any_of { Joined::Or } else { Joined::And };
            let made = rule(&Form { joined, lines: lines.collect() });
            let again = read(&made.to_string());
            prop_assert_eq!(&again, &made, "{}", made);
            let plain = |rule: &Rule| matches!(rule, Rule::Whoever(whole) if !matches!(whole.it, Node::Broken));
            prop_assert!(plain(&again));
            prop_assert!(all.iter().all(|one| one.of_type() != Type::Groups));
        }
    }
}
