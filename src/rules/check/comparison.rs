//! One comparison: whether name, operator and value fit.

use super::{Checker, Element, is_equality};
use crate::{
    domain::{Attribute, ObjectId},
    rules::{
        diagnostic::{Code, Fix},
        limits,
        property::{Property, Type},
        regex::{self, Pattern},
        syntax::{Comparison, Name, Operand, Operator, Shift},
        value,
    },
    text::span::{Span, Spanned},
};

impl Checker<'_> {
    pub(super) fn comparison(&mut self, comparison: &Comparison) {
        let Comparison { left, operator, right } = comparison;
        let of = match &left.it {
            Name::Property(property) => {
                self.property(property, left.span);
                Some(property.of_type())
            }
            Name::Element => self.element(Element::Text, left.span),
            Name::Plan(_) => self.element(Element::Plan, left.span),
            Name::GroupId => self.element(Element::Group, left.span),
            Name::Unknown(_) => None,
        };
        if let (Some(of), false) = (of, matches!(operator.it, Operator::Unknown(_)))
            && self.operator(of, comparison)
            && left.it != Name::GroupId
        {
            self.value(of, operator, right);
        }
        if left.it == Name::GroupId {
            self.groups(operator, right);
        }
        if let Name::Property(property) = &left.it {
            self.unwise(property, operator, right);
        }
    }

    fn element(&mut self, wanted: Element, span: Span) -> Option<Type> {
        if self.element == Some(wanted) {
            return Some(Type::Text);
        }
        if self.element != Some(Element::None) {
            self.say(Code::WrongElement, span);
        }
        None
    }

    fn property(&mut self, property: &Property, span: Span) {
        if self.element.is_some() {
            // Inside a quantifier only the element can be asked.
            self.say(Code::WrongElement, span);
        }
        if property.is_undocumented() {
            self.say(Code::Undocumented { property: property.clone() }, span);
        }
    }

    /// Whether the operator is for this type.
    fn operator(&mut self, of: Type, comparison: &Comparison) -> bool {
        use Operator as Op;
        let operator = &comparison.operator;
        let ordering = matches!(operator.it, Op::Le | Op::Ge);
        let code = match of {
            Type::Text | Type::Texts if ordering => {
                Code::WrongOperator { operator: operator.it.clone(), of }
            }
            Type::Boolean if !matches!(operator.it, Op::Eq | Op::Ne) => {
                Code::WrongOperator { operator: operator.it.clone(), of }
            }
            Type::Date if !(ordering || matches!(operator.it, Op::Eq | Op::Ne)) => {
                Code::WrongOperator { operator: operator.it.clone(), of }
            }
            Type::Texts if is_equality(&operator.it) => {
                // A list without elements is one of which every element is null.
                let negative = operator.it.is_negative() != (comparison.right.it == Operand::Null);
                let quantifier = if negative { "all" } else { "any" };
                let edits = vec![
                    (comparison.left.span.behind(), format!(" -{quantifier} (_")),
                    (comparison.right.span.behind(), ")".to_owned()),
                ];
                self.propose(Code::NeedsQuantifier, operator.span, Fix { edits });
                return false;
            }
            Type::Plans | Type::Groups => Code::ListOfObjects,
            Type::Text | Type::Boolean | Type::Date | Type::Texts => return true,
        };
        self.say(code, operator.span);
        false
    }

    /// Whether the value fits type and operator.
    fn value(&mut self, of: Type, operator: &Spanned<Operator>, right: &Spanned<Operand>) {
        let wants_list = matches!(operator.it, Operator::In | Operator::NotIn);
        match &right.it {
            Operand::List(items) if wants_list => {
                if items.is_empty() {
                    self.say(Code::EmptyList, right.span);
                }
                for item in items {
                    self.item(of, item);
                }
            }
            Operand::List(_) => {
                self.say(Code::ListWithOperator { operator: operator.it.clone() }, right.span);
            }
            Operand::Null if !matches!(operator.it, Operator::Eq | Operator::Ne) => {
                self.say(Code::NullWithOperator, right.span);
            }
            Operand::Null | Operand::Missing => {}
            _ if wants_list => {
                let edits = vec![
                    (Span::before(right.span.start), "[".to_owned()),
                    (right.span.behind(), "]".to_owned()),
                ];
                self.propose(Code::NeedsList, right.span, Fix { edits });
            }
            _ => self.item(of, right),
        }
        if matches!(operator.it, Operator::Match | Operator::NotMatch)
            && let Operand::Text(pattern) = &right.it
        {
            self.pattern(pattern, right.span);
        }
    }

    /// A value that is no list.
    fn item(&mut self, of: Type, item: &Spanned<Operand>) {
        match (of, &item.it) {
            (_, Operand::Missing | Operand::List(_))
            | (Type::Text | Type::Texts, Operand::Text(_))
            | (Type::Boolean, Operand::Boolean(_))
            | (Type::Date, Operand::Now(_)) => {}
            (Type::Boolean, Operand::Text(text)) if value::boolean(text).is_some() => {}
            (Type::Date, Operand::Text(text) | Operand::Word(text)) => {
                if value::date(text).is_none() {
                    self.say(Code::NotADate, item.span);
                }
            }
            (Type::Text | Type::Texts, Operand::Word(_) | Operand::Boolean(_)) => {
                let edits = vec![
                    (Span::before(item.span.start), "\"".to_owned()),
                    (item.span.behind(), "\"".to_owned()),
                ];
                self.propose(Code::NeedsQuotes, item.span, Fix { edits });
            }
            (_, Operand::Null) => self.say(Code::NullWithOperator, item.span),
            _ => self.say(Code::WrongValue { of }, item.span),
        }
    }

    fn pattern(&mut self, pattern: &str, span: Span) {
        match Pattern::new(pattern) {
            Ok(_) => {}
            Err(regex::Problem::Fault(fault)) => self.say(Code::Pattern(fault), span),
            Err(regex::Problem::Feature(feature)) => {
                self.say(Code::PatternNotJudged(feature), span);
            }
        }
    }

    /// The groups of the `memberOf` form.
    fn groups(&mut self, operator: &Spanned<Operator>, right: &Spanned<Operand>) {
        let Operand::List(items) = &right.it else {
            return self.say(Code::MemberOfOnlyIn, operator.span);
        };
        if operator.it != Operator::In {
            return self.say(Code::MemberOfOnlyIn, operator.span);
        }
        if items.is_empty() {
            self.say(Code::EmptyList, right.span);
        }
        for item in items {
            let (Operand::Text(id) | Operand::Word(id)) = &item.it else {
                self.say(Code::NotAnObjectId, item.span);
                continue;
            };
            if ObjectId::parse(id).is_none() {
                self.say(Code::NotAnObjectId, item.span);
            }
        }
        let (count, max) = (items.len(), limits::MEMBER_OF_SOURCES.value);
        if count > max as usize {
            self.say(Code::TooManySources { count, max }, right.span);
        }
    }

    /// What is legal and probably not meant.
    fn unwise(
        &mut self,
        property: &Property,
        operator: &Spanned<Operator>,
        right: &Spanned<Operand>,
    ) {
        let equality = matches!(operator.it, Operator::Eq | Operator::Ne);
        match &right.it {
            Operand::Text(text) if equality && text.eq_ignore_ascii_case("null") => {
                self.propose(Code::QuotedNull, right.span, Fix::replace(right.span, "null"));
            }
            Operand::Text(text) if equality && text.is_empty() => {
                self.propose(Code::EmptyText, right.span, Fix::replace(right.span, "null"));
            }
            Operand::Null if property.is_never_null() => {
                self.say(Code::NeverNull { property: property.clone() }, right.span);
            }
            Operand::Now(_) if equality => self.say(Code::EqualsNow, operator.span),
            Operand::Now(Some(Shift { by, .. })) if by.minutes > 0 || by.seconds > 0 => {
                self.say(Code::DurationParts, right.span);
            }
            _ => {}
        }
        if property.of_type() == Type::Texts && !is_equality(&operator.it) {
            if operator.it.is_negative() {
                self.say(Code::NegativeOnList, operator.span);
            } else if operator.it == Operator::Contains {
                self.say(Code::ContainsOnList, operator.span);
            }
        }
        if matches!(
            operator.it,
            Operator::Match | Operator::NotMatch | Operator::Contains | Operator::NotContains
        ) {
            self.say(Code::Slow { operator: operator.it.clone() }, operator.span);
        }
        self.choices(property, operator, right);
    }

    /// Values that an attribute with a closed list never has.
    fn choices(
        &mut self,
        property: &Property,
        operator: &Spanned<Operator>,
        right: &Spanned<Operand>,
    ) {
        let Property::Attribute(attribute) = property else { return };
        let choices = attribute.definition().choices;
        // Password policies are joined in any order.
        let open = choices.is_empty() || *attribute == Attribute::PASSWORD_POLICIES;
        if open || !is_equality(&operator.it) {
            return;
        }
        let items = match &right.it {
            Operand::List(items) => items.as_slice(),
            _ => std::slice::from_ref(right),
        };
        for item in items {
            if let Operand::Text(text) = &item.it
                && !choices.iter().any(|choice| choice.eq_ignore_ascii_case(text))
                && !text.is_empty()
                && !text.eq_ignore_ascii_case("null")
            {
                self.say(Code::NeverSuchValue { property: property.clone() }, item.span);
            }
        }
    }
}
