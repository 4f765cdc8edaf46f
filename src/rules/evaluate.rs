//! What a rule says of one object, clause by clause, with what was found: plain, and the measure of
//! every quicker way.
//!
//! Every rule has an answer for every object. What the documentation leaves open is decided here and
//! noted in the trace wherever it decided:
//!
//! - a negative operator (`-ne "x"`, `-notContains` …) is true of a property that is null;
//! - a negative operator on a list is true when no element satisfies its positive twin;
//! - whatever nothing is known of stays unknown; a part that is no expression is unknown.
//!
//! Source: Microsoft Learn, *Rules for dynamic membership groups*.

use super::{
    property::{Property, Type},
    regex::Pattern,
    syntax::{Comparison, Expression, Name, Node, Operand, Operator, Quantifier, Rule, Shift},
    truth::Truth,
    value,
};
use crate::{
    domain::{AssignedPlan, Attribute, ObjectId, Timestamp, UserId},
    store::{Cell, Objects},
    text::{fold, span::Span},
};

/// What can be asked of one object.
pub trait Object {
    /// An attribute of the table.
    fn read(&self, attribute: Attribute) -> Cell<'_>;
    /// A directory extension, by its name in any case.
    fn extension(&self, name: &str) -> Cell<'_>;
    /// Its object id; none while the directory has not given it one.
    fn id(&self) -> Option<ObjectId>;
    /// Whether it is a direct member of a group.
    fn is_member(&self, group: ObjectId) -> Truth;
}

/// A user of a directory. In which groups they are is unknown.
#[derive(Debug, Clone, Copy)]
pub struct UserObject<'u> {
    pub users: &'u Objects,
    pub user: UserId,
}

impl Object for UserObject<'_> {
    fn read(&self, attribute: Attribute) -> Cell<'_> {
        self.users.read(self.user, attribute)
    }

    fn extension(&self, name: &str) -> Cell<'_> {
        let attribute = self.users.schema().find(name);
        attribute.map_or(Cell::Unknown, |attribute| self.users.read(self.user, attribute))
    }

    fn id(&self) -> Option<ObjectId> {
        (!self.users.is_provisional(self.user)).then(|| self.users.id(self.user))
    }

    fn is_member(&self, _: ObjectId) -> Truth {
        Truth::Unknown
    }
}

/// What a part of a rule says of an object, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    /// Which part of the text.
    pub span: Span,
    pub truth: Truth,
    /// What the object has in what a comparison reads.
    pub found: Option<Found>,
    /// What the documentation does not say and was decided here.
    pub note: Option<Note>,
    /// The parts that it is made of; of a quantifier, one for each element.
    pub parts: Vec<Self>,
}

/// What a comparison found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    Unknown,
    Null,
    Text(String),
    Texts(Vec<String>),
    Boolean(bool),
    Time(Timestamp),
}

/// A decision of ours where the documentation says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Note {
    /// Null satisfies a negative operator.
    NullIsDifferent,
    /// A negative operator on a list asks every element.
    EveryElement,
    /// All elements of an empty list satisfy anything.
    EmptyList,
    /// The object has no id yet.
    NoIdYet,
    /// The pattern cannot be judged here.
    PatternNotJudged,
    /// The part is no expression.
    Broken,
}

/// What a rule says of an object, and why.
#[must_use]
pub fn trace(rule: &Rule, object: &impl Object, now: Timestamp) -> Trace {
    let evaluation = Evaluation { object, now };
    match rule {
        Rule::Empty => leaf(Span::default(), Truth::Unknown, Some(Note::Broken)),
        Rule::DirectReports(manager) => evaluation.direct_report(&manager.it, manager.span),
        Rule::Whoever(expression) => match &expression.it {
            // A form of its own: beside something else it is no rule that the service takes.
            // So it is with `-all`, which the service does not take here.
            Node::Quantified { list, quantifier, each }
                if matches!(list.it, Name::Property(Property::MemberOf(_)))
                    && quantifier.it == Quantifier::Any =>
            {
                evaluation.member_of(each, expression.span)
            }
            _ => evaluation.expression(expression, None),
        },
    }
}

/// The element that a part inside of a quantifier is about.
#[derive(Clone, Copy)]
enum Element<'e> {
    Text(&'e str),
    Plan(AssignedPlan<'e>),
}

/// A question to a value that was found.
type Ask = Box<dyn Fn(&Found) -> bool>;

struct Evaluation<'e, O> {
    object: &'e O,
    now: Timestamp,
}

const fn leaf(span: Span, truth: Truth, note: Option<Note>) -> Trace {
    Trace { span, truth, found: None, note, parts: Vec::new() }
}

impl<O: Object> Evaluation<'_, O> {
    fn direct_report(&self, manager: &str, span: Span) -> Trace {
        let cell = self.object.read(Attribute::MANAGER);
        let truth = match (cell, ObjectId::parse(manager)) {
            (_, None) | (Cell::Unknown, _) => Truth::Unknown,
            (cell, Some(id)) => (cell == Cell::Reference(id)).into(),
        };
        Trace { found: Some(Found::of(cell)), ..leaf(span, truth, None) }
    }

    fn expression(&self, expression: &Expression, element: Option<Element<'_>>) -> Trace {
        let span = expression.span;
        match &expression.it {
            Node::And(parts) | Node::Or(parts) => {
                let parts: Vec<Trace> =
                    parts.iter().map(|part| self.expression(part, element)).collect();
                let truths = parts.iter().map(|part| part.truth);
                let truth = if matches!(expression.it, Node::And(_)) {
                    truths.fold(Truth::Yes, Truth::and)
                } else {
                    truths.fold(Truth::No, Truth::or)
                };
                Trace { parts, ..leaf(span, truth, None) }
            }
            Node::Not(inner) => {
                let inner = self.expression(inner, element);
                let truth = !inner.truth;
                Trace { parts: vec![inner], ..leaf(span, truth, None) }
            }
            Node::Compare(comparison) => self.comparison(comparison, span, element),
            Node::Quantified { list, quantifier, each } => {
                self.quantified(&list.it, quantifier.it, each, span)
            }
            Node::Broken => leaf(span, Truth::Unknown, Some(Note::Broken)),
        }
    }

    fn quantified(
        &self,
        list: &Name,
        quantifier: Quantifier,
        each: &Expression,
        span: Span,
    ) -> Trace {
        let Name::Property(property) = list else {
            return leaf(span, Truth::Unknown, Some(Note::Broken));
        };
        match property {
            Property::Attribute(_) if !matches!(property.of_type(), Type::Texts | Type::Plans) => {
                leaf(span, Truth::Unknown, Some(Note::Broken))
            }
            Property::Attribute(attribute) => match self.object.read(*attribute) {
                Cell::Texts(texts) => {
                    let element = |text| match property.of_type() {
                        Type::Plans => Element::Plan(AssignedPlan::parse(text)),
                        _ => Element::Text(text),
                    };
                    let elements: Vec<Element<'_>> = texts.iter().map(element).collect();
                    self.elements(quantifier, each, span, &elements)
                }
                Cell::Null => self.elements(quantifier, each, span, &[]),
                Cell::Unknown => {
                    Trace { found: Some(Found::Unknown), ..leaf(span, Truth::Unknown, None) }
                }
                _ => leaf(span, Truth::Unknown, Some(Note::Broken)),
            },
            Property::Extension(_) | Property::Agent(_) | Property::MemberOf(_) => {
                leaf(span, Truth::Unknown, Some(Note::Broken))
            }
        }
    }

    fn elements(
        &self,
        quantifier: Quantifier,
        each: &Expression,
        span: Span,
        elements: &[Element<'_>],
    ) -> Trace {
        let parts: Vec<Trace> =
            elements.iter().map(|element| self.expression(each, Some(*element))).collect();
        let truths = parts.iter().map(|part| part.truth);
        let truth = match quantifier {
            Quantifier::Any => truths.fold(Truth::No, Truth::or),
            Quantifier::All => truths.fold(Truth::Yes, Truth::and),
        };
        let note =
            (elements.is_empty() && quantifier == Quantifier::All).then_some(Note::EmptyList);
        let found = elements.is_empty().then_some(Found::Null);
        Trace { found, parts, ..leaf(span, truth, note) }
    }

    /// Direct members of any of the groups.
    fn member_of(&self, each: &Expression, span: Span) -> Trace {
        let Node::Compare(Comparison { left, operator, right }) = &each.it else {
            return leaf(span, Truth::Unknown, Some(Note::Broken));
        };
        let Operand::List(items) = &right.it else {
            return leaf(span, Truth::Unknown, Some(Note::Broken));
        };
        if left.it != Name::GroupId || operator.it != Operator::In {
            return leaf(span, Truth::Unknown, Some(Note::Broken));
        }
        let parts: Vec<Trace> = items
            .iter()
            .map(|item| {
                let id = match &item.it {
                    Operand::Text(id) | Operand::Word(id) => ObjectId::parse(id),
                    _ => None,
                };
                let truth = id.map_or(Truth::Unknown, |id| self.object.is_member(id));
                leaf(item.span, truth, None)
            })
            .collect();
        let truth = parts.iter().map(|part| part.truth).fold(Truth::No, Truth::or);
        Trace { parts, ..leaf(span, truth, None) }
    }

    fn comparison(
        &self,
        comparison: &Comparison,
        span: Span,
        element: Option<Element<'_>>,
    ) -> Trace {
        let Comparison { left, operator, right } = comparison;
        let (operator, right) = (&operator.it, &right.it);
        let found = match (&left.it, element) {
            (Name::Element, Some(Element::Text(text))) => Found::Text(text.to_owned()),
            (Name::Plan(field), Some(Element::Plan(plan))) => Found::text(field.of(plan)),
            (Name::Property(property), None) => self.read(property),
            _ => return leaf(span, Truth::Unknown, Some(Note::Broken)),
        };
        if let Name::Property(Property::Attribute(Attribute::ID | Attribute::DEVICE_OBJECT_ID)) =
            left.it
            && self.object.id().is_none()
        {
            // It will have one, and nobody knows which.
            let truth = match (operator, right) {
                (Operator::Ne, Operand::Null) => Truth::Yes,
                (Operator::Eq, Operand::Null) => Truth::No,
                _ => Truth::Unknown,
            };
            return Trace { found: Some(Found::Unknown), ..leaf(span, truth, Some(Note::NoIdYet)) };
        }
        let of = match &left.it {
            Name::Property(property) => property.of_type(),
            _ => Type::Text,
        };
        let (truth, note) = self.compare(of, &found, operator, right);
        Trace { found: Some(found), ..leaf(span, truth, note) }
    }

    fn read(&self, property: &Property) -> Found {
        match property {
            Property::Attribute(Attribute::ID | Attribute::DEVICE_OBJECT_ID) => {
                self.object.id().map_or(Found::Unknown, |id| Found::Text(id.to_string()))
            }
            // A list of objects is no value that something could be compared with.
            Property::Attribute(Attribute::ASSIGNED_PLANS)
            | Property::Agent(_)
            | Property::MemberOf(_) => Found::Unknown,
            Property::Attribute(attribute) => Found::of(self.object.read(*attribute)),
            Property::Extension(name) => Found::of(self.object.extension(name)),
        }
    }

    /// A comparison of what was found with what the rule says.
    fn compare(
        &self,
        of: Type,
        found: &Found,
        operator: &Operator,
        right: &Operand,
    ) -> (Truth, Option<Note>) {
        let Some(ask) = self.question(of, operator, right) else {
            let note = match operator {
                Operator::Match | Operator::NotMatch => Note::PatternNotJudged,
                _ => Note::Broken,
            };
            return (Truth::Unknown, Some(note));
        };
        let negative = operator.is_negative();
        if *right == Operand::Null {
            return match found {
                Found::Unknown => (Truth::Unknown, None),
                _ => (Truth::from((*found == Found::Null) != negative), None),
            };
        }
        match found {
            Found::Unknown => (Truth::Unknown, None),
            Found::Null if negative => (Truth::Yes, Some(Note::NullIsDifferent)),
            Found::Null => (Truth::No, None),
            Found::Texts(texts) => {
                let any = texts.iter().any(|text| ask(&Found::Text(text.clone())));
                (Truth::from(any != negative), negative.then_some(Note::EveryElement))
            }
            one => (Truth::from(ask(one) != negative), None),
        }
    }

    /// What the positive twin of an operator asks of a value; none where it cannot be asked.
    fn question(&self, of: Type, operator: &Operator, right: &Operand) -> Option<Ask> {
        use Operator as Op;
        if *right == Operand::Null {
            return matches!(operator, Op::Eq | Op::Ne).then(|| Box::new(|_: &Found| false) as _);
        }
        match of {
            Type::Boolean => {
                let wanted = match right {
                    Operand::Boolean(wanted) => *wanted,
                    Operand::Text(text) => value::boolean(text)?,
                    _ => return None,
                };
                matches!(operator, Op::Eq | Op::Ne)
                    .then(|| Box::new(move |found: &Found| *found == Found::Boolean(wanted)) as _)
            }
            Type::Date => {
                let moment = self.moment(right)?;
                let holds: fn(Timestamp, Timestamp) -> bool = match operator {
                    Op::Eq | Op::Ne => |one, other| one == other,
                    Op::Le => |one, other| one <= other,
                    Op::Ge => |one, other| one >= other,
                    _ => return None,
                };
                Some(Box::new(
                    move |found| matches!(found, Found::Time(time) if holds(*time, moment)),
                ))
            }
            Type::Text | Type::Texts => text_question(operator, right),
            Type::Plans | Type::Groups => None,
        }
    }

    fn moment(&self, right: &Operand) -> Option<Timestamp> {
        match right {
            Operand::Text(text) | Operand::Word(text) => value::date(text),
            Operand::Now(None) => Some(self.now),
            Operand::Now(Some(Shift { back, by })) => {
                let by = by.milliseconds();
                Some(Timestamp(self.now.0.saturating_add(if *back { -by } else { by })))
            }
            _ => None,
        }
    }
}

fn text_question(operator: &Operator, right: &Operand) -> Option<Ask> {
    use Operator as Op;
    if matches!(operator, Op::In | Op::NotIn) {
        let Operand::List(items) = right else { return None };
        let mut wanted = Vec::new();
        for item in items {
            let Operand::Text(text) = &item.it else { return None };
            wanted.push(fold::case(text).into_owned());
        }
        return Some(Box::new(move |found| {
            found.folded().is_some_and(|found| wanted.contains(&found))
        }));
    }
    let Operand::Text(text) = right else { return None };
    if matches!(operator, Op::Match | Op::NotMatch) {
        let pattern = Pattern::new(text).ok()?;
        return Some(Box::new(
            move |found| matches!(found, Found::Text(text) if pattern.matcher().is_match(text)),
        ));
    }
    let holds: fn(&str, &str) -> bool = match operator {
        Op::Eq | Op::Ne => |found, wanted| found == wanted,
        Op::StartsWith | Op::NotStartsWith => |found, wanted| found.starts_with(wanted),
        Op::EndsWith | Op::NotEndsWith => |found, wanted| found.ends_with(wanted),
        Op::Contains | Op::NotContains => |found, wanted| found.contains(wanted),
        _ => return None,
    };
    let wanted = fold::case(text).into_owned();
    Some(Box::new(move |found| found.folded().is_some_and(|found| holds(&found, &wanted))))
}

impl Found {
    fn of(cell: Cell<'_>) -> Self {
        match cell {
            Cell::Unknown => Self::Unknown,
            Cell::Null => Self::Null,
            Cell::Text(text) => Self::text(text),
            Cell::Boolean(value) => Self::Boolean(value),
            Cell::Time(time) => Self::Time(time),
            Cell::Texts(texts) => Self::Texts(texts.iter().map(str::to_owned).collect()),
            Cell::Reference(id) => Self::Text(id.to_string()),
        }
    }

    fn text(text: &str) -> Self {
        if text.is_empty() { Self::Null } else { Self::Text(text.to_owned()) }
    }

    fn folded(&self) -> Option<String> {
        match self {
            Self::Text(text) => Some(fold::case(text).into_owned()),
            _ => None,
        }
    }
}
