//! Reads PowerShell text into tokens.
//!
//! PowerShell has no lexical grammar apart from its syntax: the same characters are a command's
//! argument or an operator by where they stand (`about_Parsing`, *expression mode* and *argument
//! mode*). The lexer therefore keeps a mode per open bracket. It never fails: what it cannot read
//! is listed beside the tokens.

use super::{
    chars::{
        is_blank, is_dash, is_double_quote, is_name, is_name_start, is_new_line, is_single_quote,
    },
    token::{Bracket, LexError, LexErrorKind, Token, TokenKind},
};

mod names;
mod operators;
mod strings;

/// Deepest nesting of subexpressions inside strings; each level costs stack.
const DEEPEST: usize = 32;

/// Tokens in order and every error found on the way.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lexed {
    pub tokens: Vec<Token>,
    pub errors: Vec<LexError>,
}

/// Reads a whole script. A byte order mark at its start is no token.
pub fn lex(source: &str) -> Lexed {
    let start = if source.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let mut lexer = Lexer::new(source, start, 0);
    while lexer.step() {}
    for frame in std::mem::take(&mut lexer.frames) {
        lexer.error_at(LexErrorKind::UnclosedBracket(frame.bracket), frame.at);
    }
    lexer.out
}

/// Where the lexer stands in the syntax.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// A command, a keyword or an expression may start.
    Statement,
    /// A key of a table literal may start.
    Key,
    /// Behind a command's name.
    Argument,
    /// An expression needs an operand.
    Operand,
    /// An expression has an operand: an operator, a member or an end may follow.
    Operator,
}

struct Frame {
    bracket: Bracket,
    /// Mode once it is closed.
    after: Mode,
    at: usize,
}

struct Lexer<'s> {
    source: &'s str,
    at: usize,
    mode: Mode,
    frames: Vec<Frame>,
    out: Lexed,
    /// Subexpressions in strings around this lexer.
    depth: usize,
    /// White space stands before the present character.
    spaced: bool,
}

impl<'s> Lexer<'s> {
    fn new(source: &'s str, at: usize, depth: usize) -> Self {
        let (mode, frames, out) = (Mode::Statement, Vec::new(), Lexed::default());
        Self { source, at, mode, frames, out, depth, spaced: true }
    }

    fn rest(&self) -> &'s str {
        self.source.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn second(&self) -> Option<char> {
        self.rest().chars().nth(1)
    }

    fn second_is(&self, wanted: impl Fn(char) -> bool) -> bool {
        self.second().is_some_and(wanted)
    }

    fn bump(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }

    /// Goes past `text` if it comes next.
    fn eat(&mut self, text: &str) -> bool {
        let found = self.rest().starts_with(text);
        if found {
            self.at += text.len();
        }
        found
    }

    /// Goes past what `wanted` accepts and returns it.
    fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> &'s str {
        let rest = self.rest();
        let end = rest.find(|c| !wanted(c)).unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }

    fn push(&mut self, kind: TokenKind, start: usize) {
        self.out.tokens.push(Token { kind, span: start..self.at });
    }

    fn error(&mut self, kind: LexErrorKind) {
        self.error_at(kind, self.at);
    }

    fn error_at(&mut self, kind: LexErrorKind, at: usize) {
        self.out.errors.push(LexError { kind, at });
    }

    /// Reads one token; false at the end of the text, or of the subexpression it was made for.
    fn step(&mut self) -> bool {
        let Some(c) = self.peek() else { return false };
        let start = self.at;
        if is_new_line(c) {
            self.new_line();
            return true;
        }
        if is_blank(c) {
            self.take_while(is_blank);
            self.spaced = true;
            return true;
        }
        if c == '`' && self.second_is(is_new_line) {
            self.bump();
            if !self.eat("\r\n") {
                self.bump();
            }
            self.spaced = true;
            return true;
        }
        // Inside a word `#` is a character; a comment needs a boundary before it.
        if c == '#' && (self.spaced || self.mode != Mode::Argument) {
            let text = self.take_while(|c| !is_new_line(c)).to_owned();
            self.push(TokenKind::Comment(text), start);
            return true;
        }
        if self.rest().starts_with("<#") {
            self.block_comment();
            return true;
        }
        let more = self.token(c, start);
        self.spaced = false;
        more
    }

    fn new_line(&mut self) {
        let start = self.at;
        if !self.eat("\r\n") {
            self.bump();
        }
        self.spaced = true;
        // Where an operand is still due the statement goes on, and so it does inside `( )`
        // around an expression; a line that ends there ends nothing.
        let inside = self.frames.last().map(|frame| frame.bracket);
        let type_read =
            self.out.tokens.last().is_some_and(|last| matches!(last.kind, TokenKind::Type(_)));
        if (self.mode == Mode::Operand && !type_read) || inside == Some(Bracket::Index) {
            return;
        }
        if inside == Some(Bracket::Paren) && self.mode == Mode::Operator {
            return;
        }
        self.push(TokenKind::NewLine, start);
        self.restart();
    }

    /// The mode in which a statement of the present bracket starts.
    fn restart(&mut self) {
        let table = self.frames.last().is_some_and(|frame| frame.bracket == Bracket::Table);
        self.mode = if table { Mode::Key } else { Mode::Statement };
    }

    fn block_comment(&mut self) {
        let start = self.at;
        let length = self.rest().find("#>").map(|end| end + 2);
        if length.is_none() {
            self.error(LexErrorKind::UnclosedComment);
        }
        self.at += length.unwrap_or(self.rest().len());
        let text = self.source.get(start..self.at).unwrap_or_default().to_owned();
        self.push(TokenKind::Comment(text), start);
        self.spaced = true;
    }

    fn token(&mut self, c: char, start: usize) -> bool {
        if is_single_quote(c) {
            self.verbatim();
            self.operand_read();
        } else if is_double_quote(c) {
            self.expandable();
            self.operand_read();
        } else if matches!(c, ')' | '}' | ']') {
            return self.close(c, start);
        } else if c == ';' {
            self.bump();
            self.push(TokenKind::Semicolon, start);
            self.restart();
        } else if c == ',' {
            self.bump();
            self.push(TokenKind::Comma, start);
            if self.mode != Mode::Argument {
                self.mode = Mode::Operand;
            }
        } else if c == '@' {
            self.at_sign(start);
        } else if c == '(' || c == '{' {
            self.bump();
            let bracket = if c == '(' { Bracket::Paren } else { Bracket::Brace };
            self.open(bracket, start);
        } else if c == '$' {
            self.dollar(start);
        } else {
            self.by_mode(c, start);
        }
        true
    }

    fn at_sign(&mut self, start: usize) {
        match self.second() {
            Some('(') => {
                self.at += 2;
                self.open(Bracket::Array, start);
            }
            Some('{') => {
                self.at += 2;
                self.open(Bracket::Table, start);
            }
            Some(q) if is_single_quote(q) || is_double_quote(q) => {
                self.here_string();
                self.operand_read();
            }
            Some(n) if is_name(n) => {
                self.bump();
                let name = self.take_while(is_name).to_owned();
                self.push(TokenKind::Splat(name), start);
            }
            _ => {
                self.bump();
                self.error_at(LexErrorKind::Unexpected('@'), start);
            }
        }
    }

    /// After an operand: an operator may follow, or another argument.
    fn operand_read(&mut self) {
        if self.mode != Mode::Argument {
            self.mode = Mode::Operator;
        }
    }

    fn open(&mut self, bracket: Bracket, start: usize) {
        let block = bracket == Bracket::Brace;
        let after = match self.mode {
            Mode::Argument => Mode::Argument,
            // `if (…) {` and `else {` close a statement; `= {` and `({` yield a value.
            Mode::Operator | Mode::Statement | Mode::Key if block => Mode::Statement,
            _ => Mode::Operator,
        };
        self.push(TokenKind::Open(bracket), start);
        self.frames.push(Frame { bracket, after, at: start });
        self.restart();
    }

    fn close(&mut self, c: char, start: usize) -> bool {
        self.bump();
        if self.frames.last().is_some_and(|frame| frame.bracket.closer() == c) {
            if let Some(frame) = self.frames.pop() {
                self.push(TokenKind::Close(frame.bracket), start);
                self.mode = frame.after;
            }
            // A lexer made for a subexpression ends with the bracket it began with.
            return !(self.frames.is_empty() && self.depth > 0);
        }
        self.error_at(LexErrorKind::Unopened(c), start);
        true
    }

    fn by_mode(&mut self, c: char, start: usize) {
        match self.mode {
            Mode::Statement => self.statement(c, start),
            Mode::Key => self.key(c, start),
            Mode::Argument => self.argument(c, start),
            Mode::Operand => self.operand(c, start),
            Mode::Operator => self.operator(c, start),
        }
    }

    fn statement(&mut self, c: char, start: usize) {
        if (c == '&' || c == '.') && !self.second_is(|n| n == '&' || is_name(n)) {
            self.bump();
            self.push(TokenKind::Call, start);
            self.mode = Mode::Argument;
        } else if c == ':' && self.second_is(is_name_start) {
            // A loop label.
            self.bump();
            let name = self.take_while(is_name).to_owned();
            self.push(TokenKind::Word(format!(":{name}")), start);
        } else if is_name_start(c) || matches!(c, '?' | '\\' | '~' | '.') {
            self.command(start);
        } else if c == '%' {
            self.bump();
            self.push(TokenKind::Word("%".to_owned()), start);
            self.mode = Mode::Argument;
        } else {
            self.mode = Mode::Operand;
            self.operand(c, start);
        }
    }

    fn key(&mut self, c: char, start: usize) {
        if is_name(c) {
            let name = self.take_while(|c| is_name(c) || c == '-').to_owned();
            self.push(TokenKind::Word(name), start);
            self.mode = Mode::Operator;
        } else {
            self.mode = Mode::Operand;
            self.operand(c, start);
        }
    }

    fn argument(&mut self, c: char, start: usize) {
        let fresh = self.spaced;
        let numbered = matches!(c, '1'..='6' | '*') && self.second() == Some('>');
        if fresh && is_dash(c) && self.second_is(|n| is_name_start(n) || n == '?') {
            self.bump();
            let name = self.take_while(|c| is_name(c) || c == '?').to_owned();
            self.push(TokenKind::Parameter(name), start);
            if self.peek() == Some(':') {
                let at = self.at;
                self.bump();
                self.push(TokenKind::Colon, at);
            }
        } else if matches!(c, '|' | '&') {
            self.pipe(start);
        } else if matches!(c, '>' | '<') || (fresh && numbered) {
            self.redirect(start);
        } else if !fresh && matches!(c, '.' | '[') {
            self.member(c, start);
        } else {
            self.word(start);
        }
    }
}
