//! `name operator value`, and `name -any (…)`.

use super::{Operand as Read, Parser, is_connective};
use crate::{
    rules::{
        diagnostic::{Code, Fix},
        syntax::{Comparison, Name, Node, Operand, Operator, Quantifier},
        token::{Kind, Token},
    },
    text::{
        similar,
        span::{Span, Spanned},
    },
};

impl Parser<'_> {
    /// A comparison or a quantifier, from its name on.
    pub(super) fn comparison(&mut self) -> Read {
        let name = self.name();
        let start = name.span;
        if let Some(quantifier) = self.quantifier() {
            return self.quantified(name, quantifier);
        }
        let Some(operator) = self.operator() else {
            self.say(Code::MissingOperator, start.behind());
            return Read::leaf(Node::Broken, start);
        };
        let list = matches!(operator.it, Operator::In | Operator::NotIn);
        let right = self.value(list);
        let span = start.to(right.span);
        Read::leaf(Node::Compare(Comparison { left: name, operator, right }), span)
    }

    fn quantifier(&mut self) -> Option<Spanned<Quantifier>> {
        let token = self.peek()?;
        let letters = self.letters(token);
        let quantifier = [Quantifier::Any, Quantifier::All]
            .into_iter()
            .find(|quantifier| letters.eq_ignore_ascii_case(quantifier.word()))?;
        self.at += 1;
        self.look_at_dash(token);
        Some(Spanned::new(quantifier, token.span))
    }

    fn quantified(&mut self, list: Spanned<Name>, quantifier: Spanned<Quantifier>) -> Read {
        let start = list.span;
        if self.inside {
            self.say(Code::NestedQuantifier, quantifier.span);
        }
        let before = std::mem::replace(&mut self.inside, true);
        let (each, end) = if let Some(open) = self.peek().filter(|next| next.kind == Kind::Open) {
            self.at += 1;
            let each = if before {
                // A quantifier inside another is refused; no need to go deeper.
                let span = self.skip_group();
                Spanned::new(Node::Broken, span)
            } else {
                self.expression()
            };
            if self.is_next(Kind::Close) {
                self.at += 1;
            } else {
                self.unclosed(Code::OpenParenthesis, open.span, ")");
            }
            (each, self.here())
        } else if before {
            let span = self.skip();
            (Spanned::new(Node::Broken, span), span.behind())
        } else if self.peek().is_some_and(|next| matches!(next.kind, Kind::Word | Kind::Backslash))
        {
            let each = self.comparison().into_expression();
            let edits = vec![
                (Span::before(each.span.start), "(".to_owned()),
                (each.span.behind(), ")".to_owned()),
            ];
            self.propose(Code::BareQuantifier, each.span, Fix { edits });
            let end = each.span.behind();
            (each, end)
        } else {
            self.say(Code::MissingExpression, self.here());
            (Spanned::new(Node::Broken, self.here()), self.here())
        };
        self.inside = before;
        Read::leaf(Node::Quantified { list, quantifier, each: Box::new(each) }, start.to(end))
    }

    /// Goes past everything up to the parenthesis that closes this group.
    fn skip_group(&mut self) -> Span {
        let start = self.here();
        let mut open = 0_usize;
        while let Some(token) = self.peek() {
            match token.kind {
                Kind::Open => open += 1,
                Kind::Close if open == 0 => break,
                Kind::Close => open -= 1,
                _ => {}
            }
            self.at += 1;
        }
        start.to(self.here())
    }

    /// The operator that comes next, or whatever stands in its place.
    fn operator(&mut self) -> Option<Spanned<Operator>> {
        let token = self.peek()?;
        let letters = self.letters(token).to_owned();
        if letters.eq_ignore_ascii_case("not") {
            return self.negated_operator(token);
        }
        if is_connective(&letters) {
            return None;
        }
        if let Some(operator) = Operator::named(&letters) {
            self.at += 1;
            self.look_at_dash(token);
            return Some(Spanned::new(operator, token.span));
        }
        match token.kind {
            Kind::Operator { .. } => {
                self.at += 1;
                let operator = self.unknown_operator(&letters, token.span);
                Some(Spanned::new(operator, token.span))
            }
            // A word between a name and a value was meant as an operator.
            Kind::Word if self.after(1).is_some_and(|next| self.is_value(next)) => {
                self.at += 1;
                let word = token.span.of(self.text).to_owned();
                let operator = self.unknown_operator(&word, token.span);
                Some(Spanned::new(operator, token.span))
            }
            // So were `=`, `==`, `!=`.
            Kind::Other => {
                let mut span = token.span;
                while let Some(more) = self.peek().filter(|more| more.kind == Kind::Other) {
                    span = span.to(more.span);
                    self.at += 1;
                }
                let operator = self.unknown_operator(span.of(self.text), span);
                Some(Spanned::new(operator, span))
            }
            _ => None,
        }
    }

    /// `-not -eq`, which is `-ne`.
    fn negated_operator(&mut self, not: Token) -> Option<Spanned<Operator>> {
        let next = self.after(1)?;
        let operator = Operator::named(self.letters(next))?;
        self.at += 2;
        let span = not.span.to(next.span);
        let Some(opposite) = operator.opposite() else {
            self.say(Code::NotBeforeOperator, span);
            return Some(Spanned::new(operator, span));
        };
        let fix = Fix::replace(span, format!("-{}", opposite.word()));
        self.propose(Code::NotBeforeOperator, span, fix);
        Some(Spanned::new(opposite, span))
    }

    fn unknown_operator(&mut self, word: &str, span: Span) -> Operator {
        let lower = word.to_ascii_lowercase();
        if let Some(instead) = match lower.as_str() {
            "gt" => Some(Operator::Ge),
            "lt" => Some(Operator::Le),
            _ => None,
        } {
            self.say(Code::FilterOperator { instead }, span);
            return Operator::Unknown(word.to_owned());
        }
        // What other languages call it.
        let meant = match lower.as_str() {
            "=" | "==" | "===" | "equals" | "equal" | "is" => Some(Operator::Eq),
            "!=" | "<>" | "!==" | "notequals" | "notequal" | "neq" | "isnot" => Some(Operator::Ne),
            "<=" => Some(Operator::Le),
            ">=" => Some(Operator::Ge),
            "like" => Some(Operator::Contains),
            "notlike" => Some(Operator::NotContains),
            "beginswith" | "startwith" | "sw" => Some(Operator::StartsWith),
            "endwith" | "ew" => Some(Operator::EndsWith),
            _ => None,
        };
        let words = Operator::ALL;
        let similar = meant.or_else(|| {
            similar::closest(&lower, words.iter().map(Operator::word)).and_then(Operator::named)
        });
        // `-eqtrue`: the operator, and a value that stands too close.
        let joined = similar.is_none().then(|| {
            let longest = words.iter().filter(|one| {
                lower
                    .strip_prefix(&one.word().to_ascii_lowercase())
                    .is_some_and(|rest| matches!(rest, "true" | "false" | "null"))
            });
            longest.max_by_key(|one| one.word().len()).cloned()
        });
        if let Some(operator) = joined.flatten() {
            let place = Span::before(span.end - (word.len() - operator.word().len()));
            self.propose(
                Code::UnknownOperator { similar: Some(operator) },
                span,
                Fix::replace(place, " "),
            );
            return Operator::Unknown(word.to_owned());
        }
        match &similar {
            // Its stars would be stars.
            Some(_) if lower.ends_with("like") && self.is_wildcard_next() => {
                self.say(Code::UnknownOperator { similar: None }, span);
            }
            Some(operator) => {
                let fix = Fix::replace(span, format!("-{}", operator.word()));
                self.propose(Code::UnknownOperator { similar: similar.clone() }, span, fix);
            }
            None => self.say(Code::UnknownOperator { similar: None }, span),
        }
        Operator::Unknown(word.to_owned())
    }

    /// Whether a text with wildcards comes next.
    fn is_wildcard_next(&self) -> bool {
        self.peek().is_some_and(|next| next.span.of(self.text).contains(['*', '?', '%']))
    }

    /// Whether a value can begin with this.
    fn is_value(&self, token: Token) -> bool {
        match token.kind {
            Kind::Text { .. } | Kind::OpenList => true,
            Kind::Word => {
                let word = token.span.of(self.text);
                !is_connective(word)
                    && !word.eq_ignore_ascii_case("not")
                    && Operator::named(word).is_none()
            }
            _ => false,
        }
    }

    /// Where a value is missing.
    pub(super) fn missing_value(&mut self) -> Spanned<Operand> {
        let span = self.here();
        self.say(Code::MissingValue, span);
        Spanned::new(Operand::Missing, span)
    }
}
