//! Whether a rule can be true of anybody at all, or is true of everybody whoever they are.
//!
//! A rule that only compares with whole values cuts the values of each property into a few classes:
//! each value that it names, every other one, and null. Asking one of each class asks them all.

use super::{
    evaluate::{Object, trace},
    property::{Property, Type},
    syntax::{Comparison, Expression, Name, Node, Operand, Operator, Rule},
    truth::Truth,
};
use crate::{
    domain::{Attribute, ObjectId, Timestamp},
    store::Cell,
    text::fold,
};

/// What a rule is whoever it is asked of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Always {
    /// True of every object, whatever its attributes are.
    True,
    /// True of none.
    False,
}

/// Combinations that are tried; a rule with more is not judged.
const MOST: usize = 20_000;

/// What a rule always is; none where it depends, and for rules that cannot be judged so: patterns,
/// pieces of texts, lists, dates, extensions, other people, the object's own id.
#[must_use]
pub fn always(rule: &Rule) -> Option<Always> {
    let Rule::Whoever(whole) = rule else { return None };
    let mut classes: Vec<(Attribute, Vec<Class>)> = Vec::new();
    if !gather(whole, &mut classes) {
        return None;
    }
    let combinations =
        classes.iter().try_fold(1_usize, |all, (_, classes)| all.checked_mul(classes.len()))?;
    if combinations > MOST {
        return None;
    }
    let (mut yes, mut no) = (false, false);
    for combination in 0..combinations {
        let truth = trace(rule, &Anybody { classes: &classes, combination }, Timestamp(0)).truth;
        yes |= truth == Truth::Yes;
        no |= truth != Truth::Yes;
        if yes && no {
            return None;
        }
    }
    Some(if yes { Always::True } else { Always::False })
}

/// Values that the rule does not tell apart.
#[derive(Debug, Clone, PartialEq)]
enum Class {
    Null,
    Boolean(bool),
    /// This text, in any case.
    Text(String),
    /// Any text that the rule does not name.
    Other,
}

/// A text that no rule names: rules are shorter than that, and it starts with a sign of no name.
const OTHER: &str = "\u{fffc}";

/// Adds the classes that a part makes; false where whole values are not all that it asks.
fn gather(part: &Expression, classes: &mut Vec<(Attribute, Vec<Class>)>) -> bool {
    match &part.it {
        Node::And(parts) | Node::Or(parts) => parts.iter().all(|part| gather(part, classes)),
        Node::Not(inner) => gather(inner, classes),
        Node::Compare(comparison) => compared(comparison, classes),
        Node::Quantified { .. } | Node::Broken => false,
    }
}

fn compared(comparison: &Comparison, classes: &mut Vec<(Attribute, Vec<Class>)>) -> bool {
    let Comparison { left, operator, right } = comparison;
    let Name::Property(property @ Property::Attribute(attribute)) = &left.it else { return false };
    let of = property.of_type();
    let whole = matches!(operator.it, Operator::Eq | Operator::Ne | Operator::In | Operator::NotIn);
    if !whole || *attribute == Attribute::ID || !matches!(of, Type::Text | Type::Boolean) {
        return false;
    }
    let place = classes.iter().position(|(known, _)| known == attribute).unwrap_or_else(|| {
        let mut all = match of {
            Type::Boolean => vec![Class::Boolean(true), Class::Boolean(false)],
            _ => vec![Class::Other],
        };
        if !property.is_never_null() {
            all.push(Class::Null);
        }
        classes.push((*attribute, all));
        classes.len() - 1
    });
    let Some((_, known)) = classes.get_mut(place) else { return false };
    let mut add = |text: &str| {
        let same = |class: &Class| matches!(class, Class::Text(other) if fold::same(text, other));
        if of == Type::Text && !known.iter().any(same) {
            known.push(Class::Text(text.to_owned()));
        }
    };
    match &right.it {
        Operand::Text(text) => {
            add(text);
            true
        }
        Operand::List(items) => items.iter().all(|item| match &item.it {
            Operand::Text(text) => {
                add(text);
                true
            }
            _ => false,
        }),
        Operand::Boolean(_) => of == Type::Boolean,
        Operand::Null => true,
        Operand::Word(_) | Operand::Now(_) | Operand::Missing => false,
    }
}

/// An object with one combination of classes.
struct Anybody<'c> {
    classes: &'c [(Attribute, Vec<Class>)],
    combination: usize,
}

impl Object for Anybody<'_> {
    fn read(&self, attribute: Attribute) -> Cell<'_> {
        let mut rest = self.combination;
        for (known, classes) in self.classes {
            let at = rest % classes.len().max(1);
            rest /= classes.len().max(1);
            if *known == attribute {
                return match classes.get(at) {
                    Some(Class::Text(text)) => Cell::Text(text),
                    Some(Class::Boolean(value)) => Cell::Boolean(*value),
                    Some(Class::Null) => Cell::Null,
                    Some(Class::Other) | None => Cell::Text(OTHER),
                };
            }
        }
        Cell::Unknown
    }

    fn extension(&self, _: &str) -> Cell<'_> {
        Cell::Unknown
    }

    fn id(&self) -> Option<ObjectId> {
        None
    }

    fn is_member(&self, _: ObjectId) -> Truth {
        Truth::Unknown
    }
}

#[cfg(test)]
mod tests {
    use super::{Always, always};
    use crate::rules::{Target, parse};

    #[test]
    fn rules_that_are_always_the_same() {
        for (rule, expected) in [
            ("user.city -eq \"a\" -and user.city -eq \"b\"", Some(Always::False)),
            // The case is ignored.
            ("user.city -eq \"a\" -and user.city -eq \"A\"", None),
            ("user.city -eq \"a\" -or user.city -ne \"A\"", Some(Always::True)),
            // Null is different, too.
            ("user.city -ne \"a\" -or user.city -ne \"b\"", Some(Always::True)),
            (
                "user.city -in [\"a\", \"b\"] -and user.city -notIn [\"B\", \"A\"]",
                Some(Always::False),
            ),
            ("user.city -eq null -and user.city -eq \"x\"", Some(Always::False)),
            ("user.city -ne null -or user.city -eq null", Some(Always::True)),
            ("user.accountEnabled -eq true -or user.accountEnabled -eq false", Some(Always::True)),
            ("user.city -ne \"a\"", None),
            ("user.city -eq \"a\"", None),
            ("-not (user.city -eq \"a\" -or user.city -ne \"a\")", Some(Always::False)),
            (
                "user.city -eq \"a\" -and (user.country -eq \"x\" -or user.country -ne \"x\") -and user.city -ne \"a\"",
                Some(Always::False),
            ),
            // Not judged.
            ("user.city -startsWith \"a\" -and -not (user.city -startsWith \"a\")", None),
            ("user.otherMails -contains \"a\"", None),
            ("user.objectId -ne null", None),
            ("Direct Reports for \"a\"", None),
            ("", None),
        ] {
            assert_eq!(always(&parse(rule, Target::User).rule), expected, "{rule}");
        }
    }

    #[test]
    fn too_many_combinations_are_not_tried() {
        let names = ["city", "country", "state", "department", "jobTitle", "companyName"];
        let part = |name: &&str| {
            let values: Vec<String> = (0..9).map(|at| format!("\"{at}\"")).collect();
            format!("(user.{name} -in [{}])", values.join(", "))
        };
        let rule = names.iter().map(part).collect::<Vec<String>>().join(" -and ");
        assert_eq!(always(&parse(&rule, Target::User).rule), None);
    }
}
