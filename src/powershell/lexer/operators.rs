//! Operands and operators of expressions.

use super::{Lexer, Mode};
use crate::powershell::{
    chars::{is_dash, is_name, is_name_start},
    token::{LexErrorKind, TokenKind},
};

/// Operators made of signs, longest first. An assignment is followed by a statement.
const SIGNS: &[(&str, bool)] = &[
    ("..", false),
    ("++", false),
    ("--", false),
    ("+=", true),
    ("-=", true),
    ("*=", true),
    ("/=", true),
    ("%=", true),
    ("=", true),
    ("+", false),
    ("*", false),
    ("/", false),
    ("%", false),
    ("!", false),
];

impl Lexer<'_> {
    pub(super) fn operand(&mut self, c: char, start: usize) {
        if c == '[' {
            self.type_name(start);
        } else if c.is_ascii_digit() || (c == '.' && self.second_is(|n| n.is_ascii_digit())) {
            self.number(start);
        } else if is_dash(c) && self.second_is(is_name_start) {
            self.dash_operator(start);
        } else if is_dash(c) && !self.rest().starts_with("--") {
            self.bump();
            self.push(TokenKind::Operator("-".to_owned()), start);
        } else if matches!(c, '+' | '!' | '-') {
            self.sign(start);
        } else if is_name_start(c) {
            self.command(start);
        } else {
            self.bump();
            self.error_at(LexErrorKind::Unexpected(c), start);
        }
    }

    fn number(&mut self, start: usize) {
        let number = self.take_while(|c| c.is_ascii_alphanumeric() || c == '.');
        // `1..5` is a range of two numbers.
        let kept = number.find("..").unwrap_or(number.len());
        self.at -= number.len() - kept;
        let number = number.get(..kept).unwrap_or_default().to_owned();
        self.push(TokenKind::Number(number), start);
        self.mode = Mode::Operator;
    }

    pub(super) fn operator(&mut self, c: char, start: usize) {
        let member = match c {
            '[' => !self.spaced,
            '.' => self.second() != Some('.'),
            _ => self.rest().starts_with("::"),
        };
        if member {
            self.member(c, start);
        } else if matches!(c, '|' | '&') {
            self.pipe(start);
        } else if is_dash(c) && self.second_is(is_name_start) {
            self.dash_operator(start);
        } else if is_dash(c) && !self.second_is(|n| n == '=' || n == '-') {
            self.bump();
            self.push(TokenKind::Operator("-".to_owned()), start);
            self.mode = Mode::Operand;
        } else if matches!(c, '>' | '<') {
            self.redirect(start);
        } else if is_name_start(c) {
            self.word_after_value(c, start);
        } else {
            self.sign(start);
        }
    }

    /// `in` of a loop, or the keyword of the next block behind a value's closing brace.
    fn word_after_value(&mut self, c: char, start: usize) {
        let word = self.take_while(is_name).to_owned();
        if !self.spaced {
            self.error_at(LexErrorKind::Unexpected(c), start);
        }
        self.push(TokenKind::Word(word), start);
        self.mode = Mode::Statement;
    }

    fn sign(&mut self, start: usize) {
        let Some((sign, assigns)) = SIGNS.iter().find(|(sign, _)| self.rest().starts_with(sign))
        else {
            let c = self.bump().unwrap_or_default();
            self.error_at(LexErrorKind::Unexpected(c), start);
            return;
        };
        self.at += sign.len();
        self.push(TokenKind::Operator((*sign).to_owned()), start);
        if *assigns {
            self.mode = Mode::Statement;
        } else if !matches!(*sign, "++" | "--") {
            self.mode = Mode::Operand;
        }
    }

    fn dash_operator(&mut self, start: usize) {
        self.bump();
        let name = self.take_while(char::is_alphabetic).to_ascii_lowercase();
        self.push(TokenKind::Operator(format!("-{name}")), start);
        self.mode = Mode::Operand;
    }

    pub(super) fn pipe(&mut self, start: usize) {
        let both = self.eat("||") || self.eat("&&");
        if !both {
            self.bump();
        }
        self.push(TokenKind::Pipe, start);
        self.mode = Mode::Statement;
    }

    pub(super) fn redirect(&mut self, start: usize) {
        let signs = |c| matches!(c, '>' | '<' | '&' | '*' | '1'..='6');
        let text = self.take_while(signs).to_owned();
        self.push(TokenKind::Redirect(text), start);
        self.mode = Mode::Argument;
    }
}
