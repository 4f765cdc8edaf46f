//! One way to write rules that say the same.
//!
//! Two rules of the same form say the same of every object, null and unknown included: a negative operator
//! is the exact opposite of its twin, a list is its items joined, `-all` is no element that is not so, and
//! the laws of De Morgan, order, repetition and absorption hold where unknown is a third answer. Rules that
//! say the same may still have different forms: that two forms differ proves nothing.

use super::{
    property::{Property, Type},
    syntax::{Comparison, Expression, Name, Node, Operand, Operator, Quantifier, Rule},
    takes::sources,
};
use crate::{domain::ObjectId, text::fold};
use std::{collections::BTreeSet, fmt::Write as _, sync::Arc};

/// A rule in its one form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Canonical(Arc<str>);

impl Canonical {
    /// Of a rule; none for one with a part that is no expression.
    #[must_use]
    pub fn of(rule: &Rule) -> Option<Self> {
        let form = match rule {
            Rule::Empty => return None,
            Rule::DirectReports(manager) => {
                Form::Atom(format!("reports {}", ObjectId::parse(&manager.it)?), true)
            }
            Rule::Whoever(whole) => match sources(rule) {
                Some(names) => {
                    let names: Option<BTreeSet<ObjectId>> = names.into_iter().collect();
                    let mut text = rule_word(whole)?;
                    for name in names? {
                        let _ = write!(text, " {name}");
                    }
                    Form::Atom(text, true)
                }
                None => Form::of(whole, true)?,
            },
        };
        let mut text = String::new();
        form.write(&mut text);
        Some(Self(text.into()))
    }
}

/// `user.memberOf` or `device.memberOf`.
fn rule_word(whole: &Expression) -> Option<String> {
    match &whole.it {
        Node::Quantified { list, .. } => Some(list.it.to_string()),
        _ => None,
    }
}

/// An expression in its one form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    /// A positive question, and whether the answer is to be yes.
    Atom(String, bool),
    And(BTreeSet<Self>),
    Or(BTreeSet<Self>),
}

impl Form {
    /// Of an expression, or of its opposite.
    fn of(expression: &Expression, positive: bool) -> Option<Self> {
        let all = |parts: &[Expression]| -> Option<Vec<Self>> {
            parts.iter().map(|part| Self::of(part, positive)).collect()
        };
        Some(match &expression.it {
            Node::And(parts) => Self::joined(all(parts)?, positive),
            Node::Or(parts) => Self::joined(all(parts)?, !positive),
            Node::Not(inner) => Self::of(inner, !positive)?,
            Node::Compare(comparison) => Self::compared(comparison, positive)?,
            Node::Quantified { list, quantifier, each } => {
                let any = quantifier.it == Quantifier::Any;
                let mut text = format!("{} any ", name(&list.it)?);
                Self::of(each, any)?.write(&mut text);
                Self::Atom(text, positive == any)
            }
            Node::Broken => return None,
        })
    }

    fn compared(comparison: &Comparison, positive: bool) -> Option<Self> {
        let Comparison { left, operator, right } = comparison;
        let left_name = name(&left.it)?;
        let of = match &left.it {
            Name::Property(property) => property.of_type(),
            _ => Type::Text,
        };
        let text = matches!(of, Type::Text | Type::Texts);
        let negative = operator.it.is_negative();
        let wanted = positive != negative;
        let word = match &operator.it {
            Operator::Unknown(_) => return None,
            of if negative => of.opposite()?.word().to_owned(),
            of => of.word().to_owned(),
        };
        let folds = text && word != Operator::Match.word();
        let items = match &right.it {
            Operand::List(items) if text && !items.is_empty() => {
                let texts = items.iter().map(|item| match &item.it {
                    Operand::Text(_) => operand(&item.it, folds),
                    _ => None,
                });
                texts.collect::<Option<Vec<String>>>()
            }
            _ => None,
        };
        if let (Some(items), true) = (items, word == Operator::In.word()) {
            let equal = Operator::Eq;
            let each = |item| Self::Atom(format!("{left_name} {} {item}", equal.word()), wanted);
            return Some(Self::joined(items.into_iter().map(each).collect(), !wanted));
        }
        let value = operand(&right.it, folds)?;
        Some(Self::Atom(format!("{left_name} {word} {value}"), wanted))
    }

    /// Parts joined by `-and`, or by `-or`.
    fn joined(parts: Vec<Self>, and: bool) -> Self {
        let mut flat = BTreeSet::new();
        for part in parts {
            match (part, and) {
                (Self::And(inner), true) | (Self::Or(inner), false) => flat.extend(inner),
                (part, _) => drop(flat.insert(part)),
            }
        }
        // Of two parts, one that says all that the other says, and more, adds nothing.
        let within = |inner: &Self, outer: &Self| match (outer, and) {
            (Self::Or(outer), true) | (Self::And(outer), false) => match (inner, and) {
                (Self::Or(inner), true) | (Self::And(inner), false) => inner.is_subset(outer),
                (inner, _) => outer.contains(inner),
            },
            _ => false,
        };
        let adds = |part: &&Self| !flat.iter().any(|other| other != *part && within(other, part));
        let mut kept: BTreeSet<Self> = flat.iter().filter(adds).cloned().collect();
        match (kept.len(), and) {
            (1, _) => kept.pop_first().unwrap_or(Self::And(kept)),
            (_, true) => Self::And(kept),
            (_, false) => Self::Or(kept),
        }
    }

    fn write(&self, out: &mut String) {
        let (word, parts) = match self {
            Self::Atom(text, positive) => {
                out.push(if *positive { '+' } else { '-' });
                return out.push_str(text);
            }
            Self::And(parts) => ("and", parts),
            Self::Or(parts) => ("or", parts),
        };
        out.push_str(word);
        for part in parts {
            out.push('(');
            part.write(out);
            out.push(')');
        }
    }
}

/// A name in the documentation's spelling; extensions in one case.
fn name(name: &Name) -> Option<String> {
    match name {
        Name::Unknown(_) => None,
        Name::Property(Property::Extension(_)) => Some(fold::case(&name.to_string()).into_owned()),
        name => Some(name.to_string()),
    }
}

/// What is compared with, so that no two values look the same.
fn operand(operand: &Operand, folds: bool) -> Option<String> {
    Some(match operand {
        Operand::Text(text) if folds => format!("{:?}", fold::case(text)),
        Operand::Text(text) => format!("{text:?}"),
        Operand::List(items) => {
            let items: Option<Vec<String>> =
                items.iter().map(|item| self::operand(&item.it, folds)).collect();
            format!("[{}]", items?.join(","))
        }
        Operand::Missing => return None,
        other => other.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::Canonical;
    use crate::{
        domain::{Attribute, Datum, Existence, ObjectId, Timestamp, Value, attribute::Of},
        rules::{Engine, Target, parse, simplify::simplified},
        store::Objects,
    };
    use proptest::{prelude::*, sample::select};

    fn form(text: &str) -> Option<Canonical> {
        Canonical::of(&parse(text, Target::User).rule)
    }

    #[test]
    fn the_same_in_other_words() {
        for (one, other) in [
            (
                "user.city -eq \"a\" -and user.state -eq \"b\"",
                "user.state -eq \"B\" and user.city -eq \"A\"",
            ),
            ("user.city -in [\"a\", \"b\"]", "user.city -eq \"b\" -or (user.city -eq \"a\")"),
            ("user.city -notIn [\"a\", \"b\"]", "-not (user.city -in [\"b\", \"a\", \"A\"])"),
            (
                "-not (user.city -eq \"a\" -and user.state -ne \"b\")",
                "user.city -ne \"a\" -or user.state -eq \"b\"",
            ),
            (
                "user.city -eq \"a\"",
                "user.city -eq \"a\" -or (user.city -eq \"a\" -and user.state -eq \"b\")",
            ),
            ("user.otherMails -all (_ -ne \"x\")", "-not (user.otherMails -any (_ -eq \"X\"))"),
            (
                "user.memberOf -any (group.objectId -in ['01010101-0101-0101-0101-010101010101','02020202-0202-0202-0202-020202020202'])",
                "user.memberof -any (group.objectId -in ['02020202-0202-0202-0202-020202020202', '01010101-0101-0101-0101-010101010101'])",
            ),
        ] {
            assert!(form(one).is_some());
            assert_eq!(form(one), form(other), "{one} | {other}");
        }
        for (one, other) in [
            ("user.city -eq \"a\"", "user.city -startsWith \"a\""),
            ("user.city -match \"\\\\d\"", "user.city -match \"\\\\D\""),
            ("user.city -eq null", "user.city -eq \"null\""),
            ("user.otherMails -any (_ -ne \"x\")", "user.otherMails -all (_ -ne \"x\")"),
        ] {
            assert_ne!(form(one), form(other), "{one} | {other}");
        }
        assert_eq!(form("user.city -eq"), None);
        assert_eq!(form(""), None);
    }

    fn rule() -> impl Strategy<Value = String> {
        let leaf = select(vec![
            "user.city -eq \"a\"",
            "user.city -ne \"A\"",
            "user.city -in [\"a\",\"b\"]",
            "user.city -notIn [\"b\",\"a\"]",
            "user.city -in []",
            "user.city -ne null",
            "user.accountEnabled -eq true",
            "user.accountEnabled -ne true",
            "user.accountEnabled -in [\"true\"]",
            "user.otherMails -any (_ -eq \"a\" -or _ -ne \"b\")",
            "user.otherMails -all (-not (_ -eq \"a\"))",
            "user.otherMails -contains \"a\"",
            "user.otherMails -notContains \"A\"",
            "user.employeeHireDate -ge 2020-01-01",
        ]);
        leaf.prop_map(str::to_owned).prop_recursive(3, 8, 3, |inner| {
            prop_oneof![
                (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} -and {b})")),
                (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} -or {b})")),
                inner.prop_map(|a| format!("-not ({a})")),
            ]
        })
    }

    /// One of every mixture of what the rules tell apart.
    fn everybody() -> Objects {
        let mut users = Objects::new(Of::User);
        let text = |text: Option<&str>| text.map_or(Datum::Null, Datum::text);
        let cities =
            [Datum::Unknown, text(None), text(Some("A")), text(Some("b")), text(Some("c"))];
        let flags = [
            Datum::Unknown,
            Datum::Null,
            Datum::Value(Value::Boolean(true)),
            Datum::Value(Value::Boolean(false)),
        ];
        let list = |of: &[&str]| {
            Datum::Value(Value::Texts(of.iter().map(|&one| one.to_owned()).collect()))
        };
        let mails = [
            Datum::Unknown,
            Datum::Null,
            list(&["a"]),
            list(&["b"]),
            list(&["a", "b"]),
            list(&["c"]),
        ];
        let dates = [Datum::Unknown, Datum::Value(Value::Time(Timestamp(0)))];
        for city in &cities {
            for flag in &flags {
                for mail in &mails {
                    for date in &dates {
                        let id = ObjectId::made_up(&users.rows().to_string());
                        let user = users.push(id, false, Existence::Active).unwrap();
                        users.set(user, Attribute::CITY, city);
                        users.set(user, Attribute::ACCOUNT_ENABLED, flag);
                        users.set(user, Attribute::OTHER_MAILS, mail);
                        users.set(user, Attribute::EMPLOYEE_HIRE_DATE, date);
                    }
                }
            }
        }
        users
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1500))]

        /// Rules of one form say the same of everybody, and simplifying keeps what is said.
        #[test]
        fn one_form_one_answer(one in rule(), other in rule()) {
            let users = everybody();
            let mut engine = Engine::new(&users, Timestamp(0));
            let [first, second] = [&one, &other].map(|text| parse(text, Target::User).rule);
            let answer = |engine: &mut Engine, rule| {
                let id = engine.add(rule, &users);
                let (members, unknown) = (engine.members(id).unwrap(), engine.unknown(id).unwrap());
                (members.iter().collect::<Vec<_>>(), unknown.iter().collect::<Vec<_>>())
            };
            let said = answer(&mut engine, &first);
            if Canonical::of(&first) == Canonical::of(&second) {
                prop_assert_eq!(&said, &answer(&mut engine, &second), "{} | {}", one, other);
            }
            let again = parse(&format!("-not (-not ({one}) -or -not ({one}))"), Target::User).rule;
            prop_assert_eq!(Canonical::of(&first), Canonical::of(&again));
            let simpler = simplified(&first);
            if Canonical::of(&first) == Canonical::of(&simpler) {
                prop_assert_eq!(said, answer(&mut engine, &simpler));
            }
        }
    }
}
