//! What stands to the right of an operator.

use super::{Parser, is_connective};
use crate::{
    rules::{
        diagnostic::{Code, Fix},
        duration,
        syntax::{Operand, Shift},
        token::{Kind, Token},
    },
    text::span::{Span, Spanned},
};

/// `system.now`
const NOW: &str = "system.now";

impl Parser<'_> {
    /// The value that comes next; whether a list is asked for.
    pub(super) fn value(&mut self, list: bool) -> Spanned<Operand> {
        let Some(token) = self.peek() else { return self.missing_value() };
        match token.kind {
            Kind::Text { .. } | Kind::Word => self.single(token),
            Kind::OpenList => self.list(Kind::CloseList),
            Kind::Open => self.in_parentheses(list),
            _ => self.missing_value(),
        }
    }

    /// A text or a word.
    fn single(&mut self, token: Token) -> Spanned<Operand> {
        if matches!(token.kind, Kind::Text { .. }) {
            self.at += 1;
            let text = self.text_of(token);
            return text.map_or(Spanned::new(Operand::Missing, token.span), |text| {
                Spanned::new(Operand::Text(text.it), text.span)
            });
        }
        let word = token.span.of(self.text);
        if is_connective(word) || word.eq_ignore_ascii_case("not") || self.is_name(word) {
            return self.missing_value();
        }
        self.at += 1;
        let (word, span) = self.joined(token);
        let is = |known: &str| word.eq_ignore_ascii_case(known);
        let operand = if is("true") || is("false") {
            Operand::Boolean(is("true"))
        } else if is("$true") || is("$false") {
            let dollar = Span::new(span.start, span.start + 1);
            self.propose(Code::DollarBoolean, span, Fix::replace(dollar, ""));
            Operand::Boolean(is("$true"))
        } else if is("null") || is("$null") {
            Operand::Null
        } else if is(NOW) {
            return self.now(span);
        } else {
            Operand::Word(word)
        };
        Spanned::new(operand, span)
    }

    /// `system.now` and one shift.
    fn now(&mut self, start: Span) -> Spanned<Operand> {
        let mut shift = None;
        let mut span = start;
        while let Some(token) = self.peek() {
            let back = self.is_word(Some(token), "minus");
            if !back && !self.is_word(Some(token), "plus") {
                break;
            }
            self.at += 1;
            self.look_at_dash(token);
            let by = self.peek().filter(|next| matches!(next.kind, Kind::Word | Kind::Text { .. }));
            let Some(by) = by else {
                self.say(Code::MissingValue, self.here());
                break;
            };
            self.at += 1;
            span = span.to(by.span);
            let text = by.span.of(self.text);
            let read = duration::parse(text.trim_matches('"'));
            if read.is_none() {
                self.say(Code::NotADuration, by.span);
            }
            if shift.is_some() {
                self.say(Code::ChainedShift, token.span.to(by.span));
            } else {
                shift = read.map(|by| Shift { back, by });
            }
        }
        Spanned::new(Operand::Now(shift), span)
    }

    /// `[…]`, or `(…)` where a list was meant.
    fn list(&mut self, end: Kind) -> Spanned<Operand> {
        let open = self.next().map_or(self.here(), |token| token.span);
        let mut items = Vec::new();
        let mut comma = true;
        loop {
            let Some(token) = self.peek() else {
                self.unclosed(Code::OpenList, open, "]");
                break;
            };
            match token.kind {
                kind if kind == end => {
                    if comma && !items.is_empty() {
                        self.propose(Code::ListComma, self.here(), Fix::replace(self.last(), ""));
                    }
                    self.at += 1;
                    break;
                }
                Kind::Comma => {
                    if comma {
                        self.propose(Code::ListComma, token.span, Fix::replace(token.span, ""));
                    }
                    comma = true;
                    self.at += 1;
                }
                Kind::Text { .. } | Kind::Word if !is_connective(self.letters(token)) => {
                    if !comma {
                        self.propose(Code::ListComma, token.span, Fix::replace(self.here(), ","));
                    }
                    comma = false;
                    let before = self.at;
                    items.push(self.single(token));
                    if self.at == before {
                        self.at += 1;
                    }
                }
                _ => {
                    self.unclosed(Code::OpenList, open, "]");
                    break;
                }
            }
        }
        Spanned::new(Operand::List(items), open.to(self.here()))
    }

    /// The last token that was read.
    fn last(&self) -> Span {
        let last = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        last.map_or(Span::default(), |token| token.span)
    }

    /// `(system.now -plus P7D)`; also a list as PowerShell writes it, and values that need none.
    fn in_parentheses(&mut self, list: bool) -> Spanned<Operand> {
        let Some(open) = self.peek() else { return self.missing_value() };
        let first = self.after(1);
        let many = self.after(2).is_some_and(|token| token.kind == Kind::Comma);
        let simple = |token: Token| matches!(token.kind, Kind::Text { .. } | Kind::Word);
        if (many || list) && first.is_some_and(simple) {
            let list = self.list(Kind::Close);
            let edits = vec![(open.span, "[".to_owned()), (self.last(), "]".to_owned())];
            self.propose(Code::ListInParentheses, list.span, Fix { edits });
            return list;
        }
        let bracket = first.is_some_and(|token| token.kind == Kind::OpenList);
        if !bracket && !first.is_some_and(simple) {
            return self.missing_value();
        }
        self.at += 1;
        let value = if bracket { self.list(Kind::CloseList) } else { self.value(list) };
        if !self.is_next(Kind::Close) {
            self.unclosed(Code::OpenParenthesis, open.span, ")");
            return Spanned::new(value.it, open.span.to(self.here()));
        }
        self.at += 1;
        if !matches!(value.it, Operand::Now(_) | Operand::Missing) {
            let edits = vec![(open.span, String::new()), (self.last(), String::new())];
            self.propose(Code::Stray, open.span, Fix { edits });
            return value;
        }
        Spanned::new(value.it, open.span.to(self.here()))
    }
}
