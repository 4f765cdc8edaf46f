//! Strings: verbatim, expandable, and here-strings of both kinds.

use super::{DEEPEST, Lexer};
use crate::powershell::{
    chars::{is_blank, is_double_quote, is_new_line, is_single_quote},
    token::{Bracket, LexErrorKind, Piece, Token, TokenKind},
};
use std::mem;

impl Lexer<'_> {
    /// `'…'`; two quotes of any kind in a row stand for the second.
    pub(super) fn verbatim(&mut self) {
        let start = self.at;
        self.bump();
        let mut text = String::new();
        loop {
            match self.bump() {
                None => {
                    self.error_at(LexErrorKind::UnclosedString, start);
                    break;
                }
                Some(c) if is_single_quote(c) => match self.peek() {
                    Some(next) if is_single_quote(next) => {
                        self.bump();
                        text.push(next);
                    }
                    _ => break,
                },
                Some(c) => text.push(c),
            }
        }
        self.push(TokenKind::Text(text), start);
    }

    /// `"…"` with escapes, variables and subexpressions.
    pub(super) fn expandable(&mut self) {
        let start = self.at;
        self.bump();
        let mut pieces = Pieces::default();
        loop {
            match self.peek() {
                None => {
                    self.error_at(LexErrorKind::UnclosedString, start);
                    break;
                }
                Some(c) if is_double_quote(c) => {
                    self.bump();
                    match self.peek() {
                        Some(next) if is_double_quote(next) => {
                            self.bump();
                            pieces.text.push(next);
                        }
                        _ => break,
                    }
                }
                Some(_) => self.piece(&mut pieces),
            }
        }
        self.push(pieces.finish(), start);
    }

    /// One character, escape, variable or subexpression of an expandable string.
    fn piece(&mut self, pieces: &mut Pieces) {
        match self.peek() {
            Some('`') => {
                self.bump();
                self.escape(&mut pieces.text);
            }
            Some('$') if self.second() == Some('(') => {
                let tokens = self.subexpression();
                pieces.push(Piece::Subexpression(tokens));
            }
            Some('$') => match self.variable_name() {
                Some(name) => pieces.push(Piece::Variable(name)),
                None => pieces.text.extend(self.bump()),
            },
            _ => pieces.text.extend(self.bump()),
        }
    }

    /// What a backtick and the next characters stand for (`about_Special_Characters`).
    fn escape(&mut self, text: &mut String) {
        let Some(c) = self.bump() else { return };
        match c {
            '0' => text.push('\0'),
            'a' => text.push('\u{7}'),
            'b' => text.push('\u{8}'),
            'e' => text.push('\u{1B}'),
            'f' => text.push('\u{C}'),
            'n' => text.push('\n'),
            'r' => text.push('\r'),
            't' => text.push('\t'),
            'v' => text.push('\u{B}'),
            'u' if self.peek() == Some('{') => {
                let digits = self.rest().get(1..).unwrap_or_default();
                let end = digits.find('}').unwrap_or(0);
                let code = digits.get(..end).and_then(|d| u32::from_str_radix(d, 16).ok());
                if let Some(c) = code.and_then(char::from_u32) {
                    text.push(c);
                    self.at += end + 2;
                } else {
                    self.error(LexErrorKind::Unexpected('{'));
                }
            }
            other => text.push(other),
        }
    }

    fn subexpression(&mut self) -> Vec<Token> {
        if self.depth >= DEEPEST {
            self.error(LexErrorKind::TooDeep);
            self.at = self.source.len();
            return Vec::new();
        }
        let mut inner = Lexer::new(self.source, self.at, self.depth + 1);
        let open = inner.at;
        inner.at += 2;
        inner.open(Bracket::Subexpression, open);
        while inner.step() {}
        if let Some(frame) = inner.frames.first() {
            self.error_at(LexErrorKind::UnclosedBracket(frame.bracket), frame.at);
        }
        self.at = inner.at;
        self.out.errors.append(&mut inner.out.errors);
        inner.out.tokens
    }

    /// `@'` … `'@` and `@"` … `"@`: text between lines, nothing doubled, closed at a line's start.
    pub(super) fn here_string(&mut self) {
        let start = self.at;
        self.bump();
        let expands = self.bump().is_some_and(is_double_quote);
        self.take_while(is_blank);
        if !self.peek().is_some_and(is_new_line) {
            self.error(LexErrorKind::HereStringStart);
        } else if !self.eat("\r\n") {
            self.bump();
        }
        let mut pieces = Pieces::default();
        let mut line_start = true;
        loop {
            let Some(c) = self.peek() else {
                self.error_at(LexErrorKind::UnclosedString, start);
                break;
            };
            let closes = if expands { is_double_quote(c) } else { is_single_quote(c) };
            if line_start && closes && self.second() == Some('@') {
                self.at += c.len_utf8() + 1;
                pieces.drop_last_line_end();
                break;
            }
            line_start = is_new_line(c);
            if expands {
                self.piece(&mut pieces);
            } else {
                pieces.text.extend(self.bump());
            }
        }
        self.push(pieces.finish(), start);
    }
}

/// An expandable string as it is put together.
#[derive(Default)]
struct Pieces {
    done: Vec<Piece>,
    text: String,
}

impl Pieces {
    fn push(&mut self, piece: Piece) {
        if !self.text.is_empty() {
            self.done.push(Piece::Text(mem::take(&mut self.text)));
        }
        self.done.push(piece);
    }

    /// The line end before the closing mark belongs to the mark.
    fn drop_last_line_end(&mut self) {
        if self.text.ends_with('\n') {
            self.text.pop();
        }
        if self.text.ends_with('\r') {
            self.text.pop();
        }
    }

    fn finish(mut self) -> TokenKind {
        if self.done.is_empty() {
            return TokenKind::Text(self.text);
        }
        if !self.text.is_empty() {
            self.done.push(Piece::Text(self.text));
        }
        TokenKind::Expandable(self.done)
    }
}
