//! Expressions from tokens, loosest operators first.

use super::ast::{Expression, Statement};
use super::parse::Parser;
use crate::powershell::{Bracket, Piece, TokenKind};

/// Binary operators by precedence, loosest first (`about_Operator_Precedence`).
const LEVELS: &[&[&str]] = &[
    &["-and", "-or"],
    &[
        "-eq",
        "-ne",
        "-gt",
        "-ge",
        "-lt",
        "-le",
        "-contains",
        "-notcontains",
        "-match",
        "-like",
        "-replace",
        "-is",
        "-isnot",
        "-join",
    ],
    &["+", "-"],
    &["*", "/", "%"],
    &["-f"],
    &[".."],
];

impl Parser {
    pub(super) fn expression(&mut self) -> Expression {
        self.level(0)
    }

    fn level(&mut self, level: usize) -> Expression {
        let Some(operators) = LEVELS.get(level) else { return self.list() };
        let mut left = self.level(level + 1);
        loop {
            let Some(TokenKind::Operator(operator)) = self.peek() else { return left };
            if !operators.contains(&operator.as_str()) {
                return left;
            }
            let operator = operator.clone();
            self.at += 1;
            let right = self.level(level + 1);
            left = Expression::Binary(operator, Box::new(left), Box::new(right));
        }
    }

    /// The comma binds tighter than every binary operator.
    fn list(&mut self) -> Expression {
        let mut items = vec![self.unary()];
        while self.eat(&TokenKind::Comma) {
            items.push(self.unary());
        }
        if items.len() == 1 { items.remove(0) } else { Expression::List(items) }
    }

    fn unary(&mut self) -> Expression {
        match self.peek() {
            Some(TokenKind::Operator(operator))
                if ["-not", "!", "-", "-join"].contains(&operator.as_str()) =>
            {
                let operator = operator.clone();
                self.at += 1;
                Expression::Unary(operator, Box::new(self.unary()))
            }
            Some(TokenKind::Comma) => {
                self.at += 1;
                Expression::List(vec![self.unary()])
            }
            Some(TokenKind::Type(_)) => {
                let TokenKind::Type(name) = self.next() else { unreachable!() };
                if self.peek() == Some(&TokenKind::DoubleColon) {
                    return self.static_member(name);
                }
                let operand = matches!(
                    self.peek(),
                    Some(
                        TokenKind::Variable(_)
                            | TokenKind::Text(_)
                            | TokenKind::Expandable(_)
                            | TokenKind::Number(_)
                            | TokenKind::Type(_)
                            | TokenKind::Open(_)
                    )
                );
                if operand {
                    Expression::Cast(name, Box::new(self.unary()))
                } else {
                    Expression::Type(name)
                }
            }
            _ => {
                let operand = self.postfix();
                if self.eat(&TokenKind::Operator("++".into())) {
                    return Expression::Increment(Box::new(operand));
                }
                operand
            }
        }
    }

    fn static_member(&mut self, name: String) -> Expression {
        self.expect(&TokenKind::DoubleColon);
        let TokenKind::Word(member) = self.next() else { panic!("member of [{name}]") };
        let mut expression = Expression::Static(name.clone(), member.clone());
        if self.peek() == Some(&TokenKind::Open(Bracket::Paren)) && self.adjacent() {
            expression = Expression::StaticCall(name, member, self.call_arguments());
        }
        self.postfix_of(expression)
    }

    pub(super) fn postfix(&mut self) -> Expression {
        let primary = self.primary();
        self.postfix_of(primary)
    }

    fn postfix_of(&mut self, mut expression: Expression) -> Expression {
        loop {
            let adjacent = self.at > 0 && self.adjacent();
            match self.peek() {
                Some(TokenKind::Dot) if adjacent => {
                    self.at += 1;
                    if let Some(TokenKind::Word(name)) = self.peek().cloned() {
                        self.at += 1;
                        if self.peek() == Some(&TokenKind::Open(Bracket::Paren)) && self.adjacent()
                        {
                            let arguments = self.call_arguments();
                            expression = Expression::Call(Box::new(expression), name, arguments);
                        } else {
                            let name = Box::new(Expression::Text(name));
                            expression = Expression::Member(Box::new(expression), name);
                        }
                    } else {
                        let name = Box::new(self.primary());
                        expression = Expression::Member(Box::new(expression), name);
                    }
                }
                Some(TokenKind::Open(Bracket::Index)) => {
                    self.at += 1;
                    let index = self.expression();
                    self.expect(&TokenKind::Close(Bracket::Index));
                    expression = Expression::Index(Box::new(expression), Box::new(index));
                }
                _ => return expression,
            }
        }
    }

    fn call_arguments(&mut self) -> Vec<Expression> {
        self.expect(&TokenKind::Open(Bracket::Paren));
        let mut arguments = Vec::new();
        loop {
            self.skip_lines();
            if self.eat(&TokenKind::Close(Bracket::Paren)) {
                return arguments;
            }
            if !arguments.is_empty() {
                self.expect(&TokenKind::Comma);
            }
            // In a call the comma separates: binary operators above it still bind.
            arguments.push(self.argument_expression());
        }
    }

    pub(super) fn argument_expression(&mut self) -> Expression {
        self.argument_level(0)
    }

    fn argument_level(&mut self, level: usize) -> Expression {
        let Some(operators) = LEVELS.get(level) else { return self.unary() };
        let mut left = self.argument_level(level + 1);
        loop {
            let Some(TokenKind::Operator(operator)) = self.peek() else { return left };
            if !operators.contains(&operator.as_str()) {
                return left;
            }
            let operator = operator.clone();
            self.at += 1;
            let right = self.argument_level(level + 1);
            left = Expression::Binary(operator, Box::new(left), Box::new(right));
        }
    }

    pub(super) fn primary(&mut self) -> Expression {
        match self.next() {
            TokenKind::Text(text) => Expression::Text(text),
            // A bare argument: a number if it is one.
            TokenKind::Word(word) => match word.parse() {
                Ok(number) => Expression::Int(number),
                Err(_) => Expression::Text(word),
            },
            TokenKind::Number(digits) => Expression::Int(number(&digits)),
            TokenKind::Variable(name) => Expression::Variable(name),
            TokenKind::Expandable(pieces) => {
                Expression::Expandable(pieces.into_iter().map(piece).collect())
            }
            TokenKind::Open(Bracket::Paren) => {
                let statement = self.statement();
                self.skip_lines();
                self.expect(&TokenKind::Close(Bracket::Paren));
                Expression::Paren(Box::new(statement))
            }
            TokenKind::Open(Bracket::Array) => {
                Expression::Array(self.statements(Some(Bracket::Array)))
            }
            TokenKind::Open(Bracket::Subexpression) => {
                Expression::Sub(self.statements(Some(Bracket::Subexpression)))
            }
            TokenKind::Open(Bracket::Brace) => {
                Expression::ScriptBlock(self.statements(Some(Bracket::Brace)))
            }
            TokenKind::Open(Bracket::Table) => self.table(),
            other => {
                let at = self.at - 1;
                let from = self.tokens[at].span.start;
                panic!("no expression starts with {other:?} at byte {from}");
            }
        }
    }

    fn table(&mut self) -> Expression {
        let mut entries: Vec<(Expression, Statement)> = Vec::new();
        loop {
            while self.eat(&TokenKind::NewLine) || self.eat(&TokenKind::Semicolon) {}
            if self.eat(&TokenKind::Close(Bracket::Table)) {
                return Expression::Table(entries);
            }
            let key = match self.peek() {
                Some(TokenKind::Word(_)) => self.primary(),
                _ => self.unary(),
            };
            self.expect(&TokenKind::Operator("=".into()));
            entries.push((key, self.statement()));
        }
    }
}

fn number(digits: &str) -> i64 {
    match digits.strip_prefix("0x") {
        Some(hex) => i64::from_str_radix(hex, 16).unwrap(),
        // `0.0` is the only other number in use.
        None => digits.trim_end_matches(".0").parse().unwrap(),
    }
}

fn piece(piece: Piece) -> Expression {
    match piece {
        Piece::Text(text) => Expression::Text(text),
        Piece::Variable(name) => Expression::Variable(name),
        Piece::Subexpression(tokens) => {
            let mut parser = Parser::new(tokens);
            parser.primary()
        }
    }
}
