//! Words, variables, types and members.

use super::{Lexer, Mode};
use crate::powershell::{
    chars::{is_blank, is_double_quote, is_name, is_name_start, is_new_line, is_single_quote},
    token::{Bracket, LexErrorKind, TokenKind},
};

/// Keywords behind which a statement, a block or a parenthesis starts (`about_Reserved_Words`).
const KEYWORDS: &[&str] = &[
    "begin", "break", "catch", "continue", "do", "else", "elseif", "end", "exit", "finally", "for",
    "foreach", "if", "param", "process", "return", "switch", "throw", "trap", "try", "until",
    "while",
];

impl Lexer<'_> {
    /// A command or keyword at the start of a statement.
    pub(super) fn command(&mut self, start: usize) {
        let word = self.bare_word();
        let lower = word.to_ascii_lowercase();
        self.push(TokenKind::Word(word), start);
        self.mode =
            if KEYWORDS.contains(&lower.as_str()) { Mode::Statement } else { Mode::Argument };
    }

    /// A bare argument.
    pub(super) fn word(&mut self, start: usize) {
        let word = self.bare_word();
        if word.is_empty() {
            let c = self.bump().unwrap_or_default();
            self.error_at(LexErrorKind::Unexpected(c), start);
        } else {
            self.push(TokenKind::Word(word), start);
        }
    }

    /// Characters up to what ends a generic token; a backtick takes the next one literally.
    fn bare_word(&mut self) -> String {
        let mut word = String::new();
        while let Some(c) = self.peek() {
            let ends = is_blank(c)
                || is_new_line(c)
                || is_single_quote(c)
                || is_double_quote(c)
                || matches!(c, '(' | ')' | '{' | '}' | ';' | ',' | '|' | '&' | '<' | '>' | '$');
            if ends {
                break;
            }
            self.bump();
            if c == '`' {
                word.extend(self.bump());
            } else {
                word.push(c);
            }
        }
        word
    }

    pub(super) fn dollar(&mut self, start: usize) {
        if self.second() == Some('(') {
            self.at += 2;
            self.open(Bracket::Subexpression, start);
            return;
        }
        if let Some(name) = self.variable_name() {
            self.push(TokenKind::Variable(name), start);
            self.operand_read();
        } else {
            self.bump();
            self.error_at(LexErrorKind::Unexpected('$'), start);
        }
    }

    /// The name behind a `$`, with its scope; `None` and unmoved when there is none.
    pub(super) fn variable_name(&mut self) -> Option<String> {
        let after = self.rest().strip_prefix('$')?;
        if let Some(braced) = after.strip_prefix('{') {
            let Some(end) = braced.find('}') else {
                self.error(LexErrorKind::UnclosedVariable);
                self.at = self.source.len();
                return Some(braced.to_owned());
            };
            self.at += 3 + end;
            return braced.get(..end).map(str::to_owned);
        }
        let first = after.chars().next()?;
        if matches!(first, '$' | '?' | '^') {
            self.at += 2;
            return Some(first.to_string());
        }
        let mut end = after.find(|c| !is_name(c)).unwrap_or(after.len());
        if end == 0 {
            return None;
        }
        // `$script:name`, but not the static call `$type::Member`.
        let tail = after.get(end..).unwrap_or_default();
        if let Some(scoped) = tail.strip_prefix(':')
            && scoped.starts_with(is_name)
        {
            end += 1 + scoped.find(|c| !is_name(c)).unwrap_or(scoped.len());
        }
        self.at += 1 + end;
        after.get(..end).map(str::to_owned)
    }

    /// `[type]` or `[Attribute(…)]`, up to its own closing bracket.
    pub(super) fn type_name(&mut self, start: usize) {
        self.bump();
        let (mut depth, mut quote) = (1_u32, None);
        let rest = self.rest();
        let end = rest.char_indices().find_map(|(at, c)| {
            match quote {
                Some(q) if c == q => quote = None,
                None if is_single_quote(c) || is_double_quote(c) => quote = Some(c),
                None if c == '[' => depth += 1,
                None if c == ']' => depth -= 1,
                _ => {}
            }
            (depth == 0).then_some(at)
        });
        let Some(end) = end else {
            self.error_at(LexErrorKind::UnclosedType, start);
            self.at = self.source.len();
            return;
        };
        let name = rest.get(..end).unwrap_or_default().to_owned();
        self.at += end + 1;
        // An attribute decorates what follows it, on the next line too.
        let attribute = name.contains('(');
        self.push(TokenKind::Type(name), start);
        if attribute {
            self.mode = Mode::Statement;
        } else if self.rest().starts_with("::") {
            self.mode = Mode::Operator;
        }
    }

    /// `.name`, `::name`, `[index]` directly behind an operand.
    pub(super) fn member(&mut self, c: char, start: usize) {
        if c == '[' {
            self.bump();
            self.open(Bracket::Index, start);
            return;
        }
        let kind = if self.eat("::") {
            TokenKind::DoubleColon
        } else {
            self.bump();
            TokenKind::Dot
        };
        self.push(kind, start);
        let at = self.at;
        if self.peek().is_some_and(is_name_start) {
            let name = self.take_while(is_name).to_owned();
            self.push(TokenKind::Word(name), at);
        }
    }
}
