//! Reads the text of a rule into tokens. Never fails: whatever it cannot read is a token as well.

use crate::{domain::ObjectId, text::span::Span};

/// A piece of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) span: Span,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name, a keyword, an operator without its hyphen, a number, a date, an object id.
    Word,
    /// A hyphen and letters.
    Operator {
        dash: Dash,
        letters: Span,
    },
    /// A text in quotes.
    Text {
        quotes: Quotes,
        inside: Span,
        closed: bool,
    },
    /// `(`
    Open,
    /// `)`
    Close,
    /// `[`
    OpenList,
    /// `]`
    CloseList,
    Comma,
    /// A backslash that is in front of no quotation mark.
    Backslash,
    /// Anything else: signs that the language does not have.
    Other,
}

/// How the hyphen of an operator is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dash {
    /// `-`
    Hyphen,
    /// Another dash, as word processors put it.
    Typographic,
    /// A hyphen, and blanks before the letters.
    Apart,
}

/// How a text is quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quotes {
    /// `"…"`
    Double,
    /// `'…'`
    Single,
    /// `“…”`, or one of them beside a straight one.
    Curly,
    /// `\"…\"`, as JSON writes them.
    Backslashed,
    /// `` `"…`" ``, as PowerShell writes them.
    Backticked,
}

/// All tokens of a rule, in order.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut lexer = Lexer { text, at: 0 };
    std::iter::from_fn(|| lexer.token()).collect()
}

/// The value of a text without its quotes: `\"` is a quotation mark, `''` an apostrophe, and every
/// other backslash is one.
///
/// Source: Microsoft Learn, *Rules for dynamic membership groups*, "Values" (a backslash escapes
/// double quotes, single quotes are doubled).
pub(super) fn unquoted(inside: &str) -> String {
    inside.replace("\\\"", "\"").replace("''", "'")
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
}

impl Lexer<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn token(&mut self) -> Option<Token> {
        let blanks = self.rest().len() - self.rest().trim_start().len();
        self.at += blanks;
        let start = self.at;
        let first = self.rest().chars().next()?;
        let second = self.rest().chars().nth(1);
        let kind = match first {
            '(' => self.take(first, Kind::Open),
            ')' => self.take(first, Kind::Close),
            '[' => self.take(first, Kind::OpenList),
            ']' => self.take(first, Kind::CloseList),
            ',' => self.take(first, Kind::Comma),
            '\\' | '`' if second == Some('"') => {
                self.at += 2;
                let quotes = if first == '\\' { Quotes::Backslashed } else { Quotes::Backticked };
                self.escaped(quotes, first)
            }
            '\\' => self.take(first, Kind::Backslash),
            '"' => self.straight(first, Quotes::Double),
            '\'' => self.straight(first, Quotes::Single),
            _ if is_curly(first) => self.curly(first),
            _ if is_dash(first) => self.operator(first),
            _ if is_word(first) => self.word(),
            _ => self.take(first, Kind::Other),
        };
        Some(Token { kind, span: Span::new(start, self.at) })
    }

    fn take(&mut self, first: char, kind: Kind) -> Kind {
        self.at += first.len_utf8();
        kind
    }

    fn word(&mut self) -> Kind {
        // An object id without quotes would else end at its first hyphen.
        if self.rest().get(..36).is_some_and(|id| ObjectId::parse(id).is_some()) {
            self.at += 36;
            return Kind::Word;
        }
        let numeric = self.rest().starts_with(|c: char| c.is_ascii_digit());
        let mut before = ' ';
        let mut chars = self.rest().char_indices();
        let end = chars.find(|&(_, c)| {
            // The parts of a date, not an operator.
            let inside =
                is_word(c) || (numeric && before.is_ascii_digit() && matches!(c, '-' | '+'));
            before = c;
            !inside
        });
        self.at += end.map_or(self.rest().len(), |(end, _)| end);
        Kind::Word
    }

    fn operator(&mut self, dash: char) -> Kind {
        self.at += dash.len_utf8();
        let blanks = self.rest().len() - self.rest().trim_start().len();
        let after = self.rest().trim_start();
        let letters =
            after.len() - after.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
        if letters == 0 {
            return Kind::Other;
        }
        let start = self.at + blanks;
        self.at = start + letters;
        let dash = match dash {
            _ if blanks > 0 => Dash::Apart,
            '-' => Dash::Hyphen,
            _ => Dash::Typographic,
        };
        Kind::Operator { dash, letters: Span::new(start, self.at) }
    }

    /// A text in straight quotes. `\"` and `''` do not close it; a curly quote does where no
    /// straight one follows.
    fn straight(&mut self, quote: char, quotes: Quotes) -> Kind {
        self.at += 1;
        let start = self.at;
        let mut chars = self.rest().char_indices().peekable();
        let mut curly = None;
        let mut end = None;
        while let Some((at, c)) = chars.next() {
            let next = chars.peek().map(|&(_, next)| next);
            match c {
                '\\' if next == Some('"') => drop(chars.next()),
                '\'' if quote == '\'' && next == Some('\'') => drop(chars.next()),
                _ if c == quote => {
                    end = Some((at, 1, quotes));
                    break;
                }
                _ if is_curly(c) && curly.is_none() => {
                    curly = Some((at, c.len_utf8(), Quotes::Curly));
                }
                _ => {}
            }
        }
        self.close(start, end.or(curly), quotes)
    }

    fn curly(&mut self, first: char) -> Kind {
        self.at += first.len_utf8();
        let start = self.at;
        let single = is_single(first);
        let closes = |&(_, c): &(usize, char)| {
            (is_curly(c) || matches!(c, '"' | '\'')) && is_single(c) == single
        };
        let end = self.rest().char_indices().find(closes);
        let end = end.map(|(at, c)| (at, c.len_utf8(), Quotes::Curly));
        self.close(start, end, Quotes::Curly)
    }

    /// A text between quotation marks that are escaped themselves.
    fn escaped(&mut self, quotes: Quotes, escape: char) -> Kind {
        let start = self.at;
        let mut mark = escape.to_string();
        mark.push('"');
        let end = self.rest().find(&mark).map(|at| (at, 2, quotes));
        let bare = || self.rest().find('"').map(|at| (at, 1, quotes));
        let end = end.or_else(bare);
        self.close(start, end, quotes)
    }

    /// Ends a text, at the end of the rule where nothing closes it.
    fn close(&mut self, start: usize, end: Option<(usize, usize, Quotes)>, quotes: Quotes) -> Kind {
        let whole = self.rest().trim_end().len();
        let (length, mark, quotes) = end.unwrap_or((whole, 0, quotes));
        self.at = start + length + mark;
        let inside = Span::new(start, start + length);
        Kind::Text { quotes, inside, closed: end.is_some() }
    }
}

/// Quotation marks of word processors.
pub(super) const fn is_curly(c: char) -> bool {
    matches!(c, '\u{2018}'..='\u{201f}' | '«' | '»' | '‹' | '›' | '\u{300c}'..='\u{300f}' | '＂' | '＇')
}

const fn is_single(c: char) -> bool {
    matches!(c, '\'' | '\u{2018}'..='\u{201b}' | '‹' | '›' | '＇')
}

/// Hyphens, and what word processors make of them.
const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}')
}

/// Everything that does not end a word.
fn is_word(c: char) -> bool {
    !(c.is_whitespace()
        || is_dash(c)
        || is_curly(c)
        || matches!(
            c,
            '(' | ')'
                | '['
                | ']'
                | ','
                | '"'
                | '\''
                | '\\'
                | '`'
                | '{'
                | '}'
                | '='
                | '<'
                | '>'
                | '!'
                | '&'
                | '|'
                | ';'
        ))
}
