//! Reads literals back from tokens, for tests: what would PowerShell hold after reading them?
//!
//! Written from the grammar and not from the printer, so that a printed value that reads back
//! equal has been read by something that does not share the printer's mistakes.

use super::{
    token::{Bracket, Token, TokenKind},
    tree::{Table, Value},
};

/// A cursor over tokens without comments.
pub(crate) struct Reader<'t> {
    tokens: &'t [Token],
}

/// One part of a sum before it is joined: text is UTF-16 in .NET.
enum Operand {
    Units(Vec<u16>),
    Value(Value),
}

impl<'t> Reader<'t> {
    pub(crate) fn new(tokens: &'t [Token]) -> Self {
        Self { tokens }
    }

    pub(crate) fn peek(&self) -> Option<&'t TokenKind> {
        self.tokens.first().map(|token| &token.kind)
    }

    pub(crate) fn next(&mut self) -> Option<&'t TokenKind> {
        let (first, rest) = self.tokens.split_first()?;
        self.tokens = rest;
        Some(&first.kind)
    }

    pub(crate) fn eat(&mut self, kind: &TokenKind) -> bool {
        let found = self.peek() == Some(kind);
        if found {
            self.next();
        }
        found
    }

    pub(crate) fn skip_lines(&mut self) {
        while self.eat(&TokenKind::NewLine) {}
    }

    /// A value: a sum of operands, or one operand. `None` on anything that is no literal.
    pub(crate) fn value(&mut self) -> Option<Value> {
        let mut left = self.operand()?;
        while self.eat(&TokenKind::Operator("+".to_owned())) {
            // `+` joins text only when its left side is text.
            let (Operand::Units(mut units), Operand::Units(more)) = (left, self.operand()?) else {
                return None;
            };
            units.extend(more);
            left = Operand::Units(units);
        }
        left.value()
    }

    fn operand(&mut self) -> Option<Operand> {
        Some(match self.next()? {
            TokenKind::Text(text) => Operand::Units(text.encode_utf16().collect()),
            TokenKind::Type(name) if name == "char" => Operand::Units(vec![self.char_code()?]),
            TokenKind::Variable(name) => Operand::Value(match name.as_str() {
                "null" => Value::Null,
                "true" => Value::Bool(true),
                "false" => Value::Bool(false),
                _ => return None,
            }),
            TokenKind::Number(digits) | TokenKind::Word(digits) => {
                Operand::Value(Value::Int(digits.parse().ok()?))
            }
            TokenKind::Operator(sign) if sign == "-" => {
                let Some(TokenKind::Number(digits)) = self.next() else { return None };
                Operand::Value(Value::Int(format!("-{digits}").parse().ok()?))
            }
            TokenKind::Operator(join) if join == "-join" => self.joined()?,
            TokenKind::Open(Bracket::Paren) => {
                let inner = self.value()?;
                self.eat(&TokenKind::Close(Bracket::Paren)).then_some(())?;
                Operand::of(inner)
            }
            TokenKind::Open(Bracket::Array) => Operand::Value(Value::List(self.list()?)),
            TokenKind::Open(Bracket::Table) => Operand::Value(Value::Table(self.table()?)),
            _ => return None,
        })
    }

    fn char_code(&mut self) -> Option<u16> {
        let Some(TokenKind::Number(digits)) = self.next() else { return None };
        u16::from_str_radix(digits.strip_prefix("0x")?, 16).ok()
    }

    fn joined(&mut self) -> Option<Operand> {
        self.eat(&TokenKind::Open(Bracket::Array)).then_some(())?;
        let mut units = Vec::new();
        loop {
            let Operand::Units(more) = self.operand()? else { return None };
            units.extend(more);
            if self.eat(&TokenKind::Close(Bracket::Array)) {
                return Some(Operand::Units(units));
            }
            self.eat(&TokenKind::Comma).then_some(())?;
        }
    }

    fn list(&mut self) -> Option<Vec<Value>> {
        let mut items = Vec::new();
        loop {
            self.skip_lines();
            if self.eat(&TokenKind::Close(Bracket::Array)) {
                return Some(items);
            }
            if !items.is_empty() {
                self.eat(&TokenKind::Comma).then_some(())?;
            }
            items.push(self.value()?);
        }
    }

    fn table(&mut self) -> Option<Table> {
        let mut entries = Table::new();
        loop {
            self.skip_lines();
            if self.eat(&TokenKind::Close(Bracket::Table)) {
                return Some(entries);
            }
            let Value::Text(key) = self.value()? else { return None };
            self.eat(&TokenKind::Operator("=".to_owned())).then_some(())?;
            // PowerShell refuses a key twice.
            entries.get(&key).is_none().then_some(())?;
            let value = self.value()?;
            entries.set(key, value);
        }
    }
}

impl Operand {
    fn of(value: Value) -> Self {
        match value {
            Value::Text(text) => Self::Units(text.encode_utf16().collect()),
            other => Self::Value(other),
        }
    }

    fn value(self) -> Option<Value> {
        match self {
            Self::Units(units) => String::from_utf16(&units).ok().map(Value::Text),
            Self::Value(value) => Some(value),
        }
    }
}
