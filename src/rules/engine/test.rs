//! One question to one attribute, made ready: texts folded once, patterns compiled once.

use crate::{
    domain::{AssignedPlan, Attribute, Kind, ObjectId, Timestamp, Value},
    rules::{
        property::{Property, Type},
        regex::Pattern,
        syntax::{
            Comparison, Expression, Name, Node, Operand, Operator, PlanField, Quantifier, Shift,
        },
        value,
    },
    store::{Cell, Filter, Operator as Ask},
    text::fold,
};

/// What is asked of a value, always in the positive.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Test {
    Null,
    /// Equal to one of these, folded, without regard to case.
    Equal(Vec<String>),
    Starts(String),
    Ends(String),
    Contains(String),
    Matches(Compiled),
    Boolean(bool),
    At(Timestamp),
    NotAfter(Timestamp),
    NotBefore(Timestamp),
    Reference(ObjectId),
    /// One of the elements of a list satisfies this.
    AnyElement(Box<Inner>),
}

/// A pattern and its automaton; patterns are the same when their texts are.
#[derive(Debug, Clone)]
pub(super) struct Compiled {
    text: String,
    pub(super) pattern: Pattern,
}

impl PartialEq for Compiled {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Compiled {}

impl PartialOrd for Compiled {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Compiled {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.text.cmp(&other.text)
    }
}

/// What is asked of each element of a list, which is a text or the text of a plan.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Inner {
    And(Vec<Self>),
    Or(Vec<Self>),
    Not(Box<Self>),
    Text(Test),
    Field(PlanField, Test),
    Never,
    Unknown,
}

/// A comparison as a question, and whether its opposite is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Question {
    pub(super) test: Test,
    pub(super) negative: bool,
}

impl Question {
    /// A comparison with a property; none where nobody can answer it.
    pub(super) fn new(of: Type, comparison: &Comparison, now: Timestamp) -> Option<Self> {
        let (operator, right) = (&comparison.operator.it, &comparison.right.it);
        let equality = matches!(operator, Operator::Eq | Operator::Ne);
        let negative = operator.is_negative();
        let test = match (of, right) {
            (Type::Plans | Type::Groups, _) => return None,
            (_, Operand::Null) => equality.then_some(Test::Null)?,
            (Type::Boolean, Operand::Boolean(wanted)) => {
                equality.then_some(Test::Boolean(*wanted))?
            }
            (Type::Boolean, Operand::Text(text)) => {
                let wanted = value::boolean(text)?;
                equality.then_some(Test::Boolean(wanted))?
            }
            (Type::Boolean, _) => return None,
            (Type::Date, right) => {
                let moment = moment(right, now)?;
                match operator {
                    Operator::Eq | Operator::Ne => Test::At(moment),
                    Operator::Le => Test::NotAfter(moment),
                    Operator::Ge => Test::NotBefore(moment),
                    _ => return None,
                }
            }
            (Type::Text | Type::Texts, right) => text_test(operator, right)?,
        };
        Some(Self { test, negative })
    }
}

fn moment(right: &Operand, now: Timestamp) -> Option<Timestamp> {
    match right {
        Operand::Text(text) | Operand::Word(text) => value::date(text),
        Operand::Now(None) => Some(now),
        Operand::Now(Some(Shift { back: true, by })) => {
            Some(Timestamp(now.0.saturating_sub(by.milliseconds())))
        }
        Operand::Now(Some(Shift { by, .. })) => {
            Some(Timestamp(now.0.saturating_add(by.milliseconds())))
        }
        _ => None,
    }
}

/// The positive twin of an operator on texts.
fn text_test(operator: &Operator, right: &Operand) -> Option<Test> {
    let folded = |text: &str| fold::case(text).into_owned();
    if let Operand::List(items) = right {
        if !matches!(operator, Operator::In | Operator::NotIn) {
            return None;
        }
        let text = |item: &Operand| match item {
            Operand::Text(text) => Some(folded(text)),
            _ => None,
        };
        let mut texts = items.iter().map(|item| text(&item.it)).collect::<Option<Vec<_>>>()?;
        texts.sort_unstable();
        texts.dedup();
        return Some(Test::Equal(texts));
    }
    let Operand::Text(text) = right else { return None };
    Some(match operator {
        Operator::Eq | Operator::Ne => Test::Equal(vec![folded(text)]),
        Operator::StartsWith | Operator::NotStartsWith => Test::Starts(folded(text)),
        Operator::EndsWith | Operator::NotEndsWith => Test::Ends(folded(text)),
        Operator::Contains | Operator::NotContains => Test::Contains(folded(text)),
        Operator::Match | Operator::NotMatch => {
            Test::Matches(Compiled { pattern: Pattern::new(text).ok()?, text: text.clone() })
        }
        _ => return None,
    })
}

impl Inner {
    /// What an expression inside a quantifier asks of each element of a list of this type.
    pub(super) fn new(of: Type, expression: &Expression) -> Self {
        let all = |parts: &[Expression]| parts.iter().map(|part| Self::new(of, part)).collect();
        match &expression.it {
            Node::And(parts) => Self::And(all(parts)),
            Node::Or(parts) => Self::Or(all(parts)),
            Node::Not(inner) => Self::Not(Box::new(Self::new(of, inner))),
            Node::Compare(comparison) => {
                let question = Question::new(Type::Text, comparison, Timestamp::default());
                let Some(Question { test, negative }) = question else { return Self::Unknown };
                let asked = match (of, &comparison.left.it, test) {
                    // A text of a list is never null.
                    (Type::Texts, Name::Element, Test::Null) => Self::Never,
                    (Type::Texts, Name::Element, test) => Self::Text(test),
                    (Type::Plans, Name::Plan(field), test) => Self::Field(*field, test),
                    _ => return Self::Unknown,
                };
                asked.turned(negative)
            }
            Node::Quantified { .. } | Node::Broken => Self::Unknown,
        }
    }

    fn turned(self, negative: bool) -> Self {
        if negative { Self::Not(Box::new(self)) } else { self }
    }

    fn of(&self, element: &str) -> Option<bool> {
        match self {
            Self::And(parts) => {
                let mut all = Some(true);
                for part in parts {
                    match part.of(element) {
                        Some(false) => return Some(false),
                        None => all = None,
                        Some(true) => {}
                    }
                }
                all
            }
            Self::Or(parts) => {
                let mut any = Some(false);
                for part in parts {
                    match part.of(element) {
                        Some(true) => return Some(true),
                        None => any = None,
                        Some(false) => {}
                    }
                }
                any
            }
            Self::Not(inner) => inner.of(element).map(|so| !so),
            Self::Text(test) => test.of(Cell::Text(element)),
            Self::Field(field, test) => {
                let found = field.of(AssignedPlan::parse(element));
                test.of(if found.is_empty() { Cell::Null } else { Cell::Text(found) })
            }
            Self::Never => Some(false),
            Self::Unknown => None,
        }
    }
}

impl Test {
    /// `-any` of a list of this type; `-all` is that no element is otherwise.
    pub(super) fn each(of: Type, quantifier: Quantifier, each: &Expression) -> Question {
        let inner = Inner::new(of, each);
        match quantifier {
            Quantifier::Any => {
                Question { test: Self::AnyElement(Box::new(inner)), negative: false }
            }
            Quantifier::All => Question {
                test: Self::AnyElement(Box::new(Inner::Not(Box::new(inner)))),
                negative: true,
            },
        }
    }

    /// Whether a known cell passes; none where that cannot be said.
    pub(super) fn of(&self, cell: Cell<'_>) -> Option<bool> {
        match (self, cell) {
            (_, Cell::Unknown) => None,
            (Self::Null, cell) => Some(cell == Cell::Null),
            (Self::AnyElement(inner), Cell::Texts(texts)) => {
                let mut any = Some(false);
                for text in texts.iter() {
                    match inner.of(text) {
                        Some(true) => return Some(true),
                        None => any = None,
                        Some(false) => {}
                    }
                }
                any
            }
            (asked, Cell::Texts(texts)) => {
                Some(texts.iter().any(|one| asked.of(Cell::Text(one)) == Some(true)))
            }
            (Self::Boolean(wanted), Cell::Boolean(value)) => Some(*wanted == value),
            (Self::At(moment), Cell::Time(time)) => Some(time == *moment),
            (Self::NotAfter(moment), Cell::Time(time)) => Some(time <= *moment),
            (Self::NotBefore(moment), Cell::Time(time)) => Some(time >= *moment),
            (Self::Reference(wanted), Cell::Reference(id)) => Some(*wanted == id),
            (asked, Cell::Reference(id)) => asked.of(Cell::Text(&id.to_string())),
            (Self::Matches(compiled), Cell::Text(text)) => {
                Some(compiled.pattern.matcher().is_match(text))
            }
            (asked, Cell::Text(text)) => Some(asked.of_folded(&fold::case(text))),
            _ => Some(false),
        }
    }

    /// The same of a text that is folded.
    pub(super) fn of_folded(&self, text: &str) -> bool {
        match self {
            Self::Equal(texts) => texts.iter().any(|wanted| wanted == text),
            Self::Starts(start) => text.starts_with(start.as_str()),
            Self::Ends(end) => text.ends_with(end.as_str()),
            Self::Contains(piece) => text.contains(piece.as_str()),
            _ => false,
        }
    }

    /// The same as a filter of the store, where it has one that is quicker than asking value by value.
    pub(super) fn filter(&self, attribute: Attribute) -> Option<Filter> {
        let text = |text: &String| Value::Text(text.clone());
        let one = |operator, value| Some(Filter::new(attribute, operator, value));
        let is_id = attribute.kind() == Kind::Reference;
        match self {
            Self::Null => Some(Filter::bare(attribute, Ask::IsEmpty)),
            // A filter does not read ids as texts.
            Self::Equal(_) | Self::Starts(_) | Self::Ends(_) | Self::Contains(_) if is_id => None,
            Self::Equal(texts) => {
                let values = texts.iter().map(text).collect();
                Some(Filter { attribute, operator: Ask::In, values })
            }
            Self::Starts(start) => one(Ask::StartsWith, text(start)),
            Self::Ends(end) => one(Ask::EndsWith, text(end)),
            Self::Contains(piece) => one(Ask::Contains, text(piece)),
            Self::Boolean(value) => one(Ask::Is, Value::Boolean(*value)),
            Self::At(moment) => one(Ask::Is, Value::Time(*moment)),
            Self::NotAfter(moment) => one(Ask::NotAfter, Value::Time(*moment)),
            Self::NotBefore(moment) => one(Ask::NotBefore, Value::Time(*moment)),
            Self::Reference(id) => one(Ask::Is, Value::Reference(*id)),
            Self::Matches(_) | Self::AnyElement(_) => None,
        }
    }
}

/// Whether rules read this property from a column.
pub(super) fn column(property: &Property) -> Option<Attribute> {
    match property {
        Property::Attribute(attribute) => Some(*attribute),
        _ => None,
    }
}
