//! What stands to the left of an operator.

use super::Parser;
use crate::{
    rules::{
        diagnostic::{Code, Fix},
        property::{Meaning, Property},
        syntax::{Name, PlanField, Target},
        token::{Kind, Token},
    },
    text::span::{Span, Spanned},
};

impl Parser<'_> {
    /// Whether a word is one that only names are.
    pub(super) fn is_name(&self, word: &str) -> bool {
        let object = word.split('.').next().unwrap_or_default();
        let is = |known: &str| object.eq_ignore_ascii_case(known);
        (word.contains('.') && (is("user") || is("device") || is("assignedPlan") || is("group")))
            || (self.inside && word == "_")
    }

    /// The name that comes next.
    pub(super) fn name(&mut self) -> Spanned<Name> {
        if self.is_next(Kind::Backslash) {
            let start = self.here();
            let backslash = self.next().map_or(start, |token| token.span);
            let rest = self.next().map_or(backslash, |token| token.span);
            let span = backslash.to(rest);
            self.propose(Code::MarkdownEscape, span, Fix::replace(backslash, ""));
            return Spanned::new(Name::Element, span);
        }
        let Some(token) = self.next() else {
            return Spanned::new(Name::Unknown(String::new()), self.here());
        };
        let (word, span) = self.joined(token);
        let name = self.resolve(&word, span);
        Spanned::new(name, span)
    }

    /// A name that blanks cut in two: `user. department`, `user .department`.
    pub(super) fn joined(&mut self, token: Token) -> (String, Span) {
        let word = token.span.of(self.text).to_owned();
        let Some(next) = self.peek().filter(|next| next.kind == Kind::Word) else {
            return (word, token.span);
        };
        let rest = next.span.of(self.text);
        let cut = (word.ends_with('.') && !rest.starts_with('.'))
            || (rest.starts_with('.') && !word.contains('.') && rest.len() > 1);
        if !cut {
            return (word, token.span);
        }
        let whole = format!("{word}{rest}");
        self.at += 1;
        let span = token.span.to(next.span);
        let blanks = Span::new(token.span.end, next.span.start);
        self.propose(Code::SplitName, span, Fix::replace(blanks, ""));
        (whole, span)
    }

    fn resolve(&mut self, word: &str, span: Span) -> Name {
        if word == "_" {
            return Name::Element;
        }
        let Some((object, rest)) = word.split_once('.') else {
            return self.without_object(word, span);
        };
        let is = |known: &str| object.eq_ignore_ascii_case(known);
        if is("assignedPlan") {
            let field =
                PlanField::ALL.into_iter().find(|field| field.name().eq_ignore_ascii_case(word));
            if let Some(field) = field {
                return Name::Plan(field);
            }
        }
        if is("group") && rest.eq_ignore_ascii_case("objectId") {
            return Name::GroupId;
        }
        let target = [Target::User, Target::Device].into_iter().find(|target| is(target.word()));
        let Some(target) = target else {
            self.say(Code::UnknownProperty { similar: None }, span);
            return Name::Unknown(word.to_owned());
        };
        if target != self.target {
            self.say(Code::WrongObject { target }, span);
        }
        let place = Span::new(span.end - rest.len(), span.end);
        match Property::meaning(target, rest) {
            Meaning::Property(property) => return Name::Property(property),
            Meaning::GraphName(property) => {
                let fix = Fix::replace(place, property.name());
                self.propose(Code::GraphName { property }, span, fix);
            }
            Meaning::Withdrawn => self.say(Code::Withdrawn, span),
            Meaning::NotReadable => self.say(Code::NotReadable, span),
            Meaning::Unknown(Some(property)) => {
                let fix = Fix::replace(place, property.name());
                self.propose(Code::UnknownProperty { similar: Some(property) }, span, fix);
            }
            Meaning::Unknown(None) => self.say(Code::UnknownProperty { similar: None }, span),
        }
        Name::Unknown(word.to_owned())
    }

    /// A name without a dot.
    fn without_object(&mut self, word: &str, span: Span) -> Name {
        match Property::find(self.target, word) {
            Some(property) => {
                let object = format!("{}.", self.target.word());
                let fix = Fix::replace(Span::before(span.start), object);
                self.propose(Code::MissingObject { property }, span, fix);
            }
            None => self.say(Code::UnknownProperty { similar: None }, span),
        }
        Name::Unknown(word.to_owned())
    }
}
