//! From a text to a tree, and to everything that is wrong with how it is written.
//!
//! Never fails and never recurses into parentheses: connectives and parentheses wait on a stack
//! (Dijkstra's shunting yard), so that ten thousand of them cost ten thousand steps. `-and` binds
//! tighter than `-or`, `-not` tighter than both, as the documentation has it.
//!
//! Source: Microsoft Learn, *Rules for dynamic membership groups*.

mod comparison;
mod found;
mod names;
mod stacks;
mod value;

use super::{
    diagnostic::{Code, Diagnostic, Fix},
    syntax::{Expression, Node, Rule, Target},
    token::{Dash, Kind, Quotes, Token, tokens, unquoted},
};
use crate::text::span::{Span, Spanned};
use found::Found;
use stacks::{Operand, Stacks, Waiting};

/// Deepest tree: a rule of the allowed length has no room for more.
const DEEPEST: usize = 400;

/// Longest text that is read, in bytes: several times what the service takes. Of a longer one only
/// its length is told.
const LONGEST: usize = 16_384;

/// A text that was read as a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parse {
    pub rule: Rule,
    /// In the order in which they were found.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a rule for one kind of object.
#[must_use]
pub fn parse(text: &str, target: Target) -> Parse {
    if text.len() > LONGEST {
        let whole = Spanned::new(Node::Broken, Span::new(0, text.len()));
        return Parse { rule: Rule::Whoever(whole), diagnostics: Vec::new() };
    }
    let mut parser = Parser {
        text,
        target,
        tokens: tokens(text),
        at: 0,
        found: Found::default(),
        inside: false,
    };
    let rule = parser.rule();
    Parse { rule, diagnostics: parser.found.sorted() }
}

struct Parser<'t> {
    text: &'t str,
    target: Target,
    tokens: Vec<Token>,
    at: usize,
    found: Found,
    /// Whether an element of a list is being asked.
    inside: bool,
}

impl Parser<'_> {
    fn peek(&self) -> Option<Token> {
        self.tokens.get(self.at).copied()
    }

    fn after(&self, tokens: usize) -> Option<Token> {
        self.tokens.get(self.at + tokens).copied()
    }

    fn next(&mut self) -> Option<Token> {
        let token = self.peek()?;
        self.at += 1;
        Some(token)
    }

    fn is_next(&self, kind: Kind) -> bool {
        self.peek().is_some_and(|token| token.kind == kind)
    }

    /// Behind the last token that was read.
    fn here(&self) -> Span {
        let last = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        last.map_or(Span::default(), |token| token.span.behind())
    }

    fn say(&mut self, code: Code, span: Span) {
        self.found.add(code, span, None);
    }

    fn propose(&mut self, code: Code, span: Span, fix: Fix) {
        self.found.add(code, span, Some(fix));
    }

    /// Something that was opened and ends here. Where a text is not closed, it may have swallowed the
    /// end, and only the text is told.
    fn unclosed(&mut self, code: Code, open: Span, end: &str) {
        if !self.found.has_open_text() {
            self.propose(code, open, Fix::replace(self.here(), end));
        }
    }

    /// The letters of a word or an operator.
    fn letters(&self, token: Token) -> &str {
        match token.kind {
            Kind::Word => token.span.of(self.text),
            Kind::Operator { letters, .. } => letters.of(self.text),
            _ => "",
        }
    }

    fn is_word(&self, token: Option<Token>, word: &str) -> bool {
        token.is_some_and(|token| self.letters(token).eq_ignore_ascii_case(word))
    }

    /// Says what is wrong with the hyphen of an operator.
    fn look_at_dash(&mut self, token: Token) {
        let Kind::Operator { dash, letters } = token.kind else { return };
        let code = match dash {
            Dash::Hyphen => return,
            Dash::Typographic => Code::TypographicDash,
            Dash::Apart => Code::DashApart,
        };
        let before = Span::new(token.span.start, letters.start);
        self.propose(code, token.span, Fix::replace(before, "-"));
    }

    /// The value of a text, and what is wrong with its quotes.
    fn text_of(&mut self, token: Token) -> Option<Spanned<String>> {
        let Kind::Text { quotes, inside, closed } = token.kind else { return None };
        let raw = inside.of(self.text);
        let value = unquoted(raw);
        let code = match quotes {
            _ if !closed => Some(Code::OpenText),
            Quotes::Double => None,
            Quotes::Single => Some(Code::SingleQuotes),
            Quotes::Curly => Some(Code::CurlyQuotes),
            Quotes::Backslashed => Some(Code::BackslashedQuotes),
            Quotes::Backticked => Some(Code::BacktickedQuotes),
        };
        if let Some(code) = code {
            // Parentheses behind a text that is not closed belong to the rule.
            let raw = if closed { raw } else { raw.trim_end_matches([')', ']', ' ']) };
            let rest = Span::new(inside.start + raw.len(), token.span.end);
            let mut edits = vec![(Span::new(token.span.start, inside.start), "\"".to_owned())];
            if quotes == Quotes::Single {
                // What was an ordinary character there has to be escaped now.
                for (at, _) in raw
                    .match_indices('"')
                    .filter(|&(at, _)| !raw.get(..at).is_some_and(|before| before.ends_with('\\')))
                {
                    edits.push((Span::before(inside.start + at), "\\".to_owned()));
                }
            }
            edits.push((if closed { rest } else { Span::before(rest.start) }, "\"".to_owned()));
            if raw.ends_with('\\') {
                // Inside double quotes it would escape the closing one.
                self.say(code, token.span);
            } else {
                self.propose(code, token.span, Fix { edits });
            }
        } else if let Some(at) = lone_apostrophe(raw) {
            let lone = Span::before(inside.start + at);
            self.propose(Code::LoneApostrophe, token.span, Fix::replace(lone, "'"));
        }
        Some(Spanned::new(value, token.span))
    }

    fn rule(&mut self) -> Rule {
        if self.tokens.is_empty() {
            self.say(Code::Empty, Span::new(0, self.text.len()));
            return Rule::Empty;
        }
        if let Some(manager) = self.direct_reports() {
            if self.peek().is_some() {
                let rest = self.here().to(Span::before(self.text.trim_end().len()));
                self.say(Code::NotAlone, rest);
            }
            return Rule::DirectReports(manager);
        }
        Rule::Whoever(self.expression())
    }

    /// `Direct Reports for "…"`, when that comes next.
    fn direct_reports(&mut self) -> Option<Spanned<String>> {
        let words = ["direct", "reports", "for"];
        let all = words.iter().zip(0..).all(|(word, at)| self.is_word(self.after(at), word));
        if !all {
            return None;
        }
        let start = self.peek()?.span;
        self.at += words.len();
        let token = self.peek().filter(|token| matches!(token.kind, Kind::Text { .. }));
        let Some(token) = token else {
            self.say(Code::MissingValue, self.here());
            return Some(Spanned::new(String::new(), start.to(self.here())));
        };
        self.at += 1;
        self.text_of(token)
    }

    /// Everything up to the end of the text; inside a quantifier, up to its closing parenthesis.
    fn expression(&mut self) -> Expression {
        let mut stacks = Stacks::default();
        loop {
            let operand = self.operand(&mut stacks);
            stacks.operands.push(operand);
            if !self.connective(&mut stacks) {
                break;
            }
        }
        while let Some(waiting) = stacks.next() {
            if let Waiting::Open(span) = waiting {
                self.unclosed(Code::OpenParenthesis, span, ")");
            } else {
                self.reduce(&mut stacks, waiting);
            }
        }
        let whole = stacks.operands.pop();
        whole.map_or(Spanned::new(Node::Broken, self.here()), Operand::into_expression)
    }

    /// Reads up to and with an expression that is not made of others. The stack gets what stands
    /// before it.
    fn operand(&mut self, stacks: &mut Stacks) -> Operand {
        loop {
            let Some(token) = self.peek() else { return self.missing() };
            match token.kind {
                Kind::Open => {
                    self.at += 1;
                    stacks.wait(Waiting::Open(token.span));
                }
                Kind::Word | Kind::Operator { .. } => {
                    let letters = self.letters(token);
                    if letters.eq_ignore_ascii_case("not") {
                        self.at += 1;
                        self.look_at_dash(token);
                        stacks.wait(Waiting::Not(token.span));
                    } else if is_connective(letters) {
                        return self.missing();
                    } else if let Some(manager) = self.direct_reports() {
                        self.say(Code::NotAlone, manager.span);
                        return Operand::leaf(Node::Broken, manager.span);
                    } else if matches!(token.kind, Kind::Word) || self.is_escaped_element() {
                        return self.comparison();
                    } else {
                        return self.skipped();
                    }
                }
                Kind::Close => return self.missing(),
                Kind::Backslash if self.is_escaped_element() => return self.comparison(),
                _ => return self.skipped(),
            }
        }
    }

    /// `\_`, as Markdown writes it.
    fn is_escaped_element(&self) -> bool {
        self.is_next(Kind::Backslash)
            && self.after(1).is_some_and(|next| {
                self.letters(next) == "_"
                    && self.peek().is_some_and(|it| it.span.end == next.span.start)
            })
    }

    fn missing(&mut self) -> Operand {
        let span = self.here();
        self.say(Code::MissingExpression, span);
        Operand::leaf(Node::Broken, span)
    }

    /// Goes past what has no place here, up to where something can begin again.
    fn skipped(&mut self) -> Operand {
        let span = self.skip();
        self.propose(Code::Stray, span, Fix::replace(span, ""));
        Operand::leaf(Node::Broken, span)
    }

    /// Goes past at least one token, and on to the next parenthesis or connective.
    fn skip(&mut self) -> Span {
        let first = self.next().map_or(self.here(), |token| token.span);
        let mut span = first;
        while let Some(token) = self.peek() {
            let stops = matches!(token.kind, Kind::Open | Kind::Close)
                || is_connective(self.letters(token));
            if stops {
                break;
            }
            span = span.to(token.span);
            self.at += 1;
        }
        span
    }

    /// Closes parentheses and reads the word that joins the next expression. False where none
    /// comes.
    fn connective(&mut self, stacks: &mut Stacks) -> bool {
        loop {
            let Some(token) = self.peek() else { return false };
            let letters = self.letters(token);
            let joins = if letters.eq_ignore_ascii_case("and") {
                Some(Waiting::And)
            } else if letters.eq_ignore_ascii_case("or") {
                Some(Waiting::Or)
            } else {
                None
            };
            if let Some(joins) = joins {
                self.at += 1;
                self.look_at_dash(token);
                self.join(stacks, joins);
                return true;
            }
            if token.kind == Kind::Close {
                if stacks.is_open() {
                    self.at += 1;
                    self.close(stacks, token.span);
                    continue;
                }
                if self.inside {
                    return false;
                }
                self.at += 1;
                self.propose(Code::CloseParenthesis, token.span, Fix::replace(token.span, ""));
                continue;
            }
            let begins = token.kind == Kind::Open
                || letters.eq_ignore_ascii_case("not")
                || (token.kind == Kind::Word && self.is_name(letters));
            if begins {
                let between = Span::new(self.here().end, token.span.start);
                self.propose(Code::MissingConnective, token.span, Fix::replace(between, " -and "));
                self.join(stacks, Waiting::And);
                return true;
            }
            let span = self.skip();
            let with_blanks = Span::new(
                self.text.get(..span.start).map_or(0, |before| before.trim_end().len()),
                span.end,
            );
            self.propose(Code::Stray, span, Fix::replace(with_blanks, ""));
        }
    }

    /// Lets whatever binds as tight or tighter come first, then waits for the other side.
    fn join(&mut self, stacks: &mut Stacks, joins: Waiting) {
        while let Some(waiting) = stacks.last() {
            let first = match waiting {
                Waiting::Open(_) => false,
                Waiting::Or => joins == Waiting::Or,
                Waiting::And | Waiting::Not(_) => true,
            };
            if !first {
                break;
            }
            stacks.next();
            self.reduce(stacks, waiting);
        }
        stacks.wait(joins);
    }

    fn close(&mut self, stacks: &mut Stacks, end: Span) {
        while let Some(waiting) = stacks.next() {
            if let Waiting::Open(start) = waiting {
                if let Some(operand) = stacks.operands.last_mut() {
                    operand.span = start.to(end);
                    operand.closed = true;
                }
                return;
            }
            self.reduce(stacks, waiting);
        }
    }

    /// Makes one expression of one or two.
    fn reduce(&mut self, stacks: &mut Stacks, waiting: Waiting) {
        let Some(right) = stacks.operands.pop() else { return };
        if let Waiting::Not(span) = waiting {
            let operand = self.bounded(right.negated(span));
            stacks.operands.push(operand);
            return;
        }
        let Some(left) = stacks.operands.pop() else {
            stacks.operands.push(right);
            return;
        };
        let or = waiting == Waiting::Or;
        if or {
            self.look_at_mixture([&left, &right]);
        }
        let operand = self.bounded(left.joined(right, or));
        stacks.operands.push(operand);
    }

    /// An expression made of others, unless the tree gets too deep.
    fn bounded(&mut self, operand: Operand) -> Operand {
        if operand.depth <= DEEPEST {
            return operand;
        }
        if !self.found.is_too_deep() {
            self.say(Code::TooDeep, operand.span);
        }
        Operand::leaf(Node::Broken, operand.span)
    }

    /// `a -and b -or c` without parentheses: legal, and often read wrongly.
    fn look_at_mixture(&mut self, sides: [&Operand; 2]) {
        for side in sides {
            if !side.closed && side.is_chain(false) {
                let span = side.span;
                let edits = vec![
                    (Span::before(span.start), "(".to_owned()),
                    (span.behind(), ")".to_owned()),
                ];
                self.propose(Code::MixedConnectives, span, Fix { edits });
            }
        }
    }
}

fn is_connective(letters: &str) -> bool {
    letters.eq_ignore_ascii_case("and") || letters.eq_ignore_ascii_case("or")
}

/// Where an apostrophe stands that is not doubled.
fn lone_apostrophe(raw: &str) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = raw.get(at..)?.find('\'') {
        at += found;
        if !raw.get(at + 1..)?.starts_with('\'') {
            return Some(at);
        }
        at += 2;
    }
    None
}
