//! A rule as Tenantry writes it: hyphens, the documentation's spelling of names, parentheses round
//! every expression that stands beside another, as the rule builder puts them.
//!
//! Reading what was written gives the same tree.

use super::syntax::{
    Comparison, Expression, Name, Node, Operand, Operator, Quantifier, Rule, Shift,
};
use std::fmt::{self, Display, Formatter, Write as _};

impl Display for Rule {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => Ok(()),
            Self::DirectReports(manager) => {
                f.write_str("Direct Reports for ")?;
                text(f, &manager.it)
            }
            Self::Whoever(expression) => expression.it.fmt(f),
        }
    }
}

impl Display for Node {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::And(parts) => joined(f, parts, "-and"),
            Self::Or(parts) => joined(f, parts, "-or"),
            Self::Not(inner) => {
                f.write_str("-not ")?;
                group(f, inner)
            }
            Self::Compare(comparison) => comparison.fmt(f),
            Self::Quantified { list, quantifier, each } => {
                write!(f, "{} {} ({})", list.it, quantifier.it, each.it)
            }
            Self::Broken => f.write_str("?"),
        }
    }
}

fn joined(f: &mut Formatter<'_>, parts: &[Expression], connective: &str) -> fmt::Result {
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            write!(f, " {connective} ")?;
        }
        match part.it {
            // It has parentheses of its own.
            Node::Not(_) => part.it.fmt(f)?,
            _ => group(f, part)?,
        }
    }
    Ok(())
}

fn group(f: &mut Formatter<'_>, part: &Expression) -> fmt::Result {
    write!(f, "({})", part.it)
}

impl Display for Comparison {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.left.it, self.operator.it, self.right.it)
    }
}

impl Display for Name {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Property(property) => {
                write!(f, "{}.{}", property.target().word(), property.name())
            }
            Self::Element => f.write_str("_"),
            Self::Plan(field) => f.write_str(field.name()),
            Self::GroupId => f.write_str("group.objectId"),
            Self::Unknown(name) => f.write_str(name),
        }
    }
}

impl Display for Operator {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(word) if !word.starts_with(|c: char| c.is_ascii_alphabetic()) => {
                f.write_str(word)
            }
            _ => write!(f, "-{}", self.word()),
        }
    }
}

impl Display for Quantifier {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "-{}", self.word())
    }
}

impl Display for Operand {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(value) => text(f, value),
            Self::Word(word) => f.write_str(word),
            Self::Boolean(value) => write!(f, "{value}"),
            Self::Null => f.write_str("null"),
            Self::Now(None) => f.write_str("system.now"),
            Self::Now(Some(Shift { back, by })) => {
                write!(f, "(system.now -{} {by})", if *back { "minus" } else { "plus" })
            }
            Self::List(items) => {
                f.write_str("[")?;
                for (at, item) in items.iter().enumerate() {
                    if at > 0 {
                        f.write_str(", ")?;
                    }
                    item.it.fmt(f)?;
                }
                f.write_str("]")
            }
            Self::Missing => Ok(()),
        }
    }
}

/// A text in double quotes. Where its last character would escape the closing one, in single ones.
fn text(f: &mut Formatter<'_>, value: &str) -> fmt::Result {
    let quote = if value.ends_with('\\') { '\'' } else { '"' };
    f.write_char(quote)?;
    for c in value.chars() {
        match c {
            '"' => f.write_str("\\\"")?,
            '\'' => f.write_str("''")?,
            _ => f.write_char(c)?,
        }
    }
    f.write_char(quote)
}
