//! From a pattern to its tree.

use super::{
    Fault, FaultKind, Feature, Problem,
    class::{Class, Item, Kind},
};

/// Deepest nesting of groups.
const DEEPEST: usize = 100;

/// A part of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Tree {
    Empty,
    Class(Class),
    Sequence(Vec<Self>),
    Either(Vec<Self>),
    Repeat { what: Box<Self>, least: u32, most: Option<u32> },
    Assert(Assertion),
}

/// What is asked of a place in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Assertion {
    /// `^`, `\A`, `\G`
    Start,
    /// `^` with `m`
    LineStart,
    /// `$`, `\Z`: the end, or before a new line at the end
    End,
    /// `\z`
    VeryEnd,
    /// `$` with `m`
    LineEnd,
    /// `\b`
    Boundary,
    /// `\B`
    NoBoundary,
}

/// The options of `(?…)`; the service matches with `i`.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "each is a letter of the language")]
struct Options {
    exact: bool,
    lines: bool,
    single: bool,
    blanks: bool,
}

pub(super) fn parse(pattern: &str) -> Result<Tree, Problem> {
    let chars: Vec<char> = pattern.chars().collect();
    let options = Options { exact: false, lines: false, single: false, blanks: false };
    let mut parser = Parser { chars: &chars, at: 0, options, depth: 0 };
    let tree = parser.either()?;
    if parser.peek().is_some() {
        return Err(fault(FaultKind::CloseGroup, parser.at));
    }
    Ok(tree)
}

const fn fault(kind: FaultKind, at: usize) -> Problem {
    Problem::Fault(Fault { kind, at })
}

struct Parser<'p> {
    chars: &'p [char],
    at: usize,
    options: Options,
    depth: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<char> {
        self.after(0)
    }

    fn after(&self, count: usize) -> Option<char> {
        self.chars.get(self.at + count).copied()
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += 1;
        Some(c)
    }

    fn eat(&mut self, text: &str) -> bool {
        let found = text.chars().zip(0..).all(|(c, place)| self.after(place) == Some(c));
        if found {
            self.at += text.chars().count();
        }
        found
    }

    /// Alternatives up to the end of the group or the pattern.
    fn either(&mut self) -> Result<Tree, Problem> {
        let options = self.options;
        let mut choices = vec![self.sequence()?];
        while self.peek() == Some('|') {
            self.at += 1;
            choices.push(self.sequence()?);
        }
        // Options that were set inside a group end with it.
        self.options = options;
        Ok(if choices.len() == 1 {
            choices.pop().unwrap_or(Tree::Empty)
        } else {
            Tree::Either(choices)
        })
    }

    fn sequence(&mut self) -> Result<Tree, Problem> {
        let mut parts = Vec::new();
        loop {
            self.skip_blanks();
            let Some(c) = self.peek() else { break };
            let start = self.at;
            let part = match c {
                '|' | ')' => break,
                '(' => match self.group()? {
                    Some(group) => group,
                    None => continue,
                },
                '*' | '+' | '?' => return Err(fault(FaultKind::NothingToRepeat, start)),
                '{' if self.quantifier().is_some() => {
                    return Err(fault(FaultKind::NothingToRepeat, start));
                }
                _ => self.atom(c)?,
            };
            parts.push(self.repeated(part)?);
        }
        Ok(match parts.len() {
            0 => Tree::Empty,
            1 => parts.pop().unwrap_or(Tree::Empty),
            _ => Tree::Sequence(parts),
        })
    }

    /// With `x`, blanks and comments mean nothing.
    fn skip_blanks(&mut self) {
        while self.options.blanks {
            match self.peek() {
                Some(c) if c.is_whitespace() => self.at += 1,
                Some('#') => while self.next().is_some_and(|c| c != '\n') {},
                _ => return,
            }
        }
    }

    fn repeated(&mut self, mut part: Tree) -> Result<Tree, Problem> {
        self.skip_blanks();
        let place = self.at;
        let Some((least, most)) = self.quantifier() else { return Ok(part) };
        if most.is_some_and(|most| most < least) {
            return Err(fault(FaultKind::ReversedQuantifier, place));
        }
        // Lazy or not, the same texts match.
        if self.peek() == Some('?') {
            self.at += 1;
        }
        self.skip_blanks();
        let start = self.at;
        if matches!(self.peek(), Some('*' | '+' | '?')) || self.quantifier().is_some() {
            return Err(fault(FaultKind::NestedQuantifier, start));
        }
        part = Tree::Repeat { what: Box::new(part), least, most };
        Ok(part)
    }

    /// `*`, `+`, `?`, `{2}`, `{2,}`, `{2,3}`; a brace that is none of them is a character.
    fn quantifier(&mut self) -> Option<(u32, Option<u32>)> {
        let simple = match self.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => return self.braces(),
            _ => return None,
        };
        self.at += 1;
        Some(simple)
    }

    fn braces(&mut self) -> Option<(u32, Option<u32>)> {
        let start = self.at;
        self.at += 1;
        let least = self.number();
        let most = match (least, self.peek()) {
            (Some(least), Some('}')) => Some(Some(least)),
            (Some(_), Some(',')) => {
                self.at += 1;
                let most = self.number();
                (self.peek() == Some('}')).then_some(most)
            }
            _ => None,
        };
        let (Some(least), Some(most)) = (least, most) else {
            self.at = start;
            return None;
        };
        self.at += 1;
        Some((least, most))
    }

    fn number(&mut self) -> Option<u32> {
        let start = self.at;
        let mut number = 0_u32;
        while let Some(digit) = self.peek().and_then(|c| c.to_digit(10)) {
            number = number.saturating_mul(10).saturating_add(digit);
            self.at += 1;
        }
        (self.at > start).then_some(number)
    }

    /// A group; none for what only sets options or comments.
    fn group(&mut self) -> Result<Option<Tree>, Problem> {
        let start = self.at;
        self.at += 1;
        let options = self.options;
        if self.eat("?#") {
            while let Some(c) = self.next() {
                if c == ')' {
                    return Ok(None);
                }
            }
            return Err(fault(FaultKind::OpenGroup, start));
        }
        if self.eat("?") && !self.eat(":") && !self.opens_group(start)? {
            // Options hold from here to the end of the group round them.
            return Ok(None);
        }
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(Problem::Feature(Feature::TooLarge));
        }
        let inner = self.either()?;
        self.depth -= 1;
        if self.next() != Some(')') {
            return Err(fault(FaultKind::OpenGroup, start));
        }
        self.options = options;
        Ok(Some(inner))
    }

    /// Reads what stands between `(?` and the inside of a group, and sets options. False where there is
    /// no inside.
    fn opens_group(&mut self, start: usize) -> Result<bool, Problem> {
        let feature = |feature| Err(Problem::Feature(feature));
        match self.peek() {
            Some('=' | '!') => feature(Feature::LookAround),
            Some('>') => feature(Feature::AtomicGroup),
            Some('(') => feature(Feature::Conditional),
            Some('<') if matches!(self.after(1), Some('=' | '!')) => feature(Feature::LookAround),
            Some(open @ ('<' | '\'')) => {
                self.at += 1;
                let close = if open == '<' { '>' } else { '\'' };
                let name = self.at;
                while let Some(c) = self.next() {
                    match c {
                        _ if c == close && self.at > name + 1 => return Ok(true),
                        '-' => return feature(Feature::Conditional),
                        _ if c.is_alphanumeric() || c == '_' => {}
                        _ => break,
                    }
                }
                Err(fault(FaultKind::UnknownGroup, start))
            }
            _ => {
                let mut on = true;
                while let Some(c) = self.peek() {
                    match c.to_ascii_lowercase() {
                        '-' => on = false,
                        '+' => on = true,
                        'i' => self.options.exact = !on,
                        'm' => self.options.lines = on,
                        's' => self.options.single = on,
                        'x' => self.options.blanks = on,
                        // Which groups are numbered does not matter here.
                        'n' => {}
                        _ => break,
                    }
                    self.at += 1;
                }
                match self.next() {
                    Some(':') => Ok(true),
                    Some(')') => Ok(false),
                    _ => Err(fault(FaultKind::UnknownGroup, start)),
                }
            }
        }
    }

    fn atom(&mut self, c: char) -> Result<Tree, Problem> {
        let start = self.at;
        self.at += 1;
        Ok(match c {
            '.' if self.options.single => Tree::Class(Class { negated: true, ..Class::default() }),
            '.' => Tree::Class(Class::kind(Kind::NotNewLine, true)),
            '^' if self.options.lines => Tree::Assert(Assertion::LineStart),
            '^' => Tree::Assert(Assertion::Start),
            '$' if self.options.lines => Tree::Assert(Assertion::LineEnd),
            '$' => Tree::Assert(Assertion::End),
            '[' => Tree::Class(self.class(start)?),
            '\\' => self.escape(start)?,
            _ => self.literal(c),
        })
    }

    fn literal(&self, c: char) -> Tree {
        Tree::Class(Class::one(c, self.options.exact))
    }

    /// What follows a backslash outside of a class.
    fn escape(&mut self, start: usize) -> Result<Tree, Problem> {
        let Some(c) = self.next() else {
            return Err(fault(FaultKind::TrailingBackslash, start));
        };
        let assertion = match c {
            'A' | 'G' => Some(Assertion::Start),
            'Z' => Some(Assertion::End),
            'z' => Some(Assertion::VeryEnd),
            'b' => Some(Assertion::Boundary),
            'B' => Some(Assertion::NoBoundary),
            // There is no group that it could mean.
            '1'..='9' if !self.chars.contains(&'(') => {
                return Err(fault(FaultKind::UnknownEscape, start));
            }
            'k' | '1'..='9' => return Err(Problem::Feature(Feature::Backreference)),
            _ => None,
        };
        if let Some(assertion) = assertion {
            return Ok(Tree::Assert(assertion));
        }
        if let Some(item) = self.kind(c, start)? {
            return Ok(Tree::Class(Class {
                items: vec![item],
                exact: self.options.exact,
                ..Class::default()
            }));
        }
        let character = self.character(c, start)?;
        Ok(self.literal(character))
    }

    /// `\d` and the like.
    fn kind(&mut self, c: char, start: usize) -> Result<Option<Item>, Problem> {
        let kind = match c.to_ascii_lowercase() {
            'd' => Kind::Digit,
            'w' => Kind::Word,
            's' => Kind::Space,
            'p' => return self.category(c, start).map(Some),
            _ => return Ok(None),
        };
        Ok(Some(Item::Kind(kind, c.is_ascii_lowercase())))
    }

    fn category(&mut self, c: char, start: usize) -> Result<Item, Problem> {
        if self.next() != Some('{') {
            return Err(fault(FaultKind::UnknownEscape, start));
        }
        let mut name = String::new();
        loop {
            match self.next() {
                Some('}') => break,
                Some(c) => name.push(c),
                None => return Err(fault(FaultKind::UnknownEscape, start)),
            }
        }
        let kind = match name.as_str() {
            "L" => Kind::Letter,
            "Lu" => Kind::Upper,
            "Ll" => Kind::Lower,
            "Nd" => Kind::Digit,
            "N" => Kind::Number,
            _ => return Err(Problem::Feature(Feature::Category)),
        };
        Ok(Item::Kind(kind, c == 'p'))
    }

    /// The character that an escape stands for.
    fn character(&mut self, c: char, start: usize) -> Result<char, Problem> {
        let unknown = fault(FaultKind::UnknownEscape, start);
        Ok(match c {
            't' => '\t',
            'n' => '\n',
            'r' => '\r',
            'f' => '\u{c}',
            'v' => '\u{b}',
            'a' => '\u{7}',
            'e' => '\u{1b}',
            'x' => self.code(16, 2, 2).ok_or(unknown)?,
            'u' => self.code(16, 4, 4).ok_or(unknown)?,
            '0'..='7' => {
                self.at -= 1;
                self.code(8, 1, 3).ok_or(unknown)?
            }
            'c' => {
                let control = self.next().map(|c| c.to_ascii_uppercase());
                let control = control.filter(|c| ('@'..='_').contains(c)).ok_or(unknown)?;
                char::from_u32(u32::from(control) - 64).unwrap_or_default()
            }
            _ if c.is_alphanumeric() || c == '_' => return Err(unknown),
            _ => c,
        })
    }

    fn code(&mut self, base: u32, least: usize, most: usize) -> Option<char> {
        let mut code = 0;
        let mut digits = 0;
        while digits < most
            && let Some(digit) = self.peek().and_then(|c| c.to_digit(base))
        {
            code = code * base + digit;
            digits += 1;
            self.at += 1;
        }
        if digits < least { None } else { char::from_u32(code) }
    }

    /// What stands in brackets, from behind the first on.
    fn class(&mut self, start: usize) -> Result<Class, Problem> {
        let mut class =
            Class { exact: self.options.exact, negated: self.eat("^"), ..Class::default() };
        let mut first = true;
        loop {
            let Some(c) = self.next() else {
                return Err(fault(FaultKind::OpenClass, start));
            };
            match c {
                ']' if !first => return Ok(class),
                '-' if self.peek() == Some('[') && !first => {
                    let inner = self.at;
                    self.at += 1;
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        return Err(Problem::Feature(Feature::TooLarge));
                    }
                    class.without = Some(Box::new(self.class(inner)?));
                    self.depth -= 1;
                    if self.next() != Some(']') {
                        return Err(fault(FaultKind::OpenClass, start));
                    }
                    return Ok(class);
                }
                _ => {
                    let item = self.member(c)?;
                    class.items.push(item);
                }
            }
            first = false;
        }
    }

    /// A character, a range or a kind inside of brackets.
    fn member(&mut self, c: char) -> Result<Item, Problem> {
        let start = self.at - 1;
        let from = match self.class_character(c, start)? {
            Ok(from) => from,
            Err(item) => return Ok(item),
        };
        let ranges = self.peek() == Some('-') && !matches!(self.after(1), Some(']' | '[') | None);
        if !ranges {
            return Ok(Item::Range(from, from));
        }
        self.at += 1;
        let Some(c) = self.next() else { return Ok(Item::Range(from, from)) };
        let place = self.at - 1;
        match self.class_character(c, place)? {
            Ok(to) if to >= from => Ok(Item::Range(from, to)),
            // `[a-\d]` is refused by .NET just as a reversed range is.
            _ => Err(fault(FaultKind::ReversedRange, start)),
        }
    }

    fn class_character(&mut self, c: char, start: usize) -> Result<Result<char, Item>, Problem> {
        if c != '\\' {
            return Ok(Ok(c));
        }
        let Some(c) = self.next() else {
            return Err(fault(FaultKind::TrailingBackslash, start));
        };
        if c == 'b' {
            return Ok(Ok('\u{8}'));
        }
        Ok(match self.kind(c, start)? {
            Some(item) => Err(item),
            None => Ok(self.character(c, start)?),
        })
    }
}
