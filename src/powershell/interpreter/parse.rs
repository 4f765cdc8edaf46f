//! Statements from tokens.

use super::ast::{Argument, Block, Element, Expression, Function, Parameter, Statement};
use crate::powershell::{Bracket, Token, TokenKind, lex};
use std::rc::Rc;

pub(super) struct Parser {
    pub tokens: Vec<Token>,
    pub at: usize,
}

pub(super) fn parse(source: &str) -> Block {
    let lexed = lex(source);
    assert_eq!(lexed.errors, [], "not PowerShell");
    let mut parser = Parser::new(lexed.tokens);
    let block = parser.statements(None);
    assert!(parser.peek().is_none(), "left over: {:?}", parser.peek());
    block
}

impl Parser {
    pub(super) fn new(tokens: Vec<Token>) -> Self {
        let comment = |token: &Token| matches!(token.kind, TokenKind::Comment(_));
        Self { tokens: tokens.into_iter().filter(|token| !comment(token)).collect(), at: 0 }
    }

    pub(super) fn peek(&self) -> Option<&TokenKind> {
        self.tokens.get(self.at).map(|token| &token.kind)
    }

    pub(super) fn next(&mut self) -> TokenKind {
        let token = self.tokens[self.at].kind.clone();
        self.at += 1;
        token
    }

    pub(super) fn eat(&mut self, kind: &TokenKind) -> bool {
        let found = self.peek() == Some(kind);
        self.at += usize::from(found);
        found
    }

    #[track_caller]
    pub(super) fn expect(&mut self, kind: &TokenKind) {
        if !self.eat(kind) {
            let end = (self.at + 3).min(self.tokens.len());
            panic!("expected {kind:?} near {:#?}", &self.tokens[self.at.saturating_sub(6)..end]);
        }
    }

    /// Whether the present token follows the last one without a blank.
    pub(super) fn adjacent(&self) -> bool {
        let (Some(last), Some(token)) = (self.tokens.get(self.at - 1), self.tokens.get(self.at))
        else {
            return false;
        };
        last.span.end == token.span.start
    }

    fn skip_ends(&mut self) {
        while self.eat(&TokenKind::NewLine) || self.eat(&TokenKind::Semicolon) {}
    }

    pub(super) fn skip_lines(&mut self) {
        while self.eat(&TokenKind::NewLine) {}
    }

    pub(super) fn is_word(&self, word: &str) -> bool {
        matches!(self.peek(), Some(TokenKind::Word(text)) if text.eq_ignore_ascii_case(word))
    }

    fn eat_word(&mut self, word: &str) -> bool {
        let found = self.is_word(word);
        self.at += usize::from(found);
        found
    }

    /// Statements up to a closing bracket, which is eaten, or the end.
    pub(super) fn statements(&mut self, close: Option<Bracket>) -> Block {
        let mut out = Vec::new();
        loop {
            self.skip_ends();
            match (close, self.peek()) {
                (None, None) => break,
                (Some(close), Some(TokenKind::Close(found))) if *found == close => {
                    self.at += 1;
                    break;
                }
                _ => out.push(self.statement()),
            }
        }
        Rc::new(out)
    }

    fn block(&mut self) -> Block {
        self.skip_lines();
        self.expect(&TokenKind::Open(Bracket::Brace));
        self.statements(Some(Bracket::Brace))
    }

    fn condition(&mut self) -> Statement {
        self.expect(&TokenKind::Open(Bracket::Paren));
        let condition = self.statement();
        self.skip_lines();
        self.expect(&TokenKind::Close(Bracket::Paren));
        condition
    }

    pub(super) fn statement(&mut self) -> Statement {
        // An attribute such as `[CmdletBinding()]` decorates; it does nothing here.
        while matches!(self.peek(), Some(TokenKind::Type(name)) if name.contains('(')) {
            self.at += 1;
            self.skip_lines();
        }
        let Some(TokenKind::Word(word)) = self.peek() else { return self.pipeline() };
        let keyword = word.to_ascii_lowercase();
        if !matches!(
            keyword.as_str(),
            "if" | "foreach"
                | "while"
                | "for"
                | "switch"
                | "try"
                | "function"
                | "param"
                | "return"
                | "throw"
                | "break"
                | "continue"
        ) {
            return self.pipeline();
        }
        self.at += 1;
        match keyword.as_str() {
            "if" => self.if_statement(),
            "foreach" => {
                self.expect(&TokenKind::Open(Bracket::Paren));
                let TokenKind::Variable(variable) = self.next() else { panic!("foreach") };
                assert!(self.eat_word("in"));
                let over = Box::new(self.statement());
                self.expect(&TokenKind::Close(Bracket::Paren));
                Statement::Foreach { variable, over, body: self.block() }
            }
            "while" => {
                Statement::While { condition: Box::new(self.condition()), body: self.block() }
            }
            "for" => {
                self.expect(&TokenKind::Open(Bracket::Paren));
                let start = Box::new(self.statement());
                self.expect(&TokenKind::Semicolon);
                let condition = Box::new(self.statement());
                self.expect(&TokenKind::Semicolon);
                let step = Box::new(self.statement());
                self.expect(&TokenKind::Close(Bracket::Paren));
                Statement::For { start, condition, step, body: self.block() }
            }
            "switch" => self.switch(),
            "try" => {
                let body = self.block();
                self.skip_lines();
                assert!(self.eat_word("catch"), "try without catch");
                Statement::Try { body, catch: self.block() }
            }
            "function" => {
                let TokenKind::Word(name) = self.next() else { panic!("function") };
                let body = self.block();
                let parameters = match body.first() {
                    Some(Statement::Param(parameters)) => parameters.clone(),
                    _ => Vec::new(),
                };
                Statement::Function { name, body: Rc::new(Function { parameters, body }) }
            }
            "param" => self.param(),
            "return" => Statement::Return(self.operand()),
            "throw" => Statement::Throw(self.operand()),
            "break" => Statement::Break,
            _ => Statement::Continue,
        }
    }

    /// What is returned or thrown, if anything.
    fn operand(&mut self) -> Option<Box<Statement>> {
        let ends = matches!(
            self.peek(),
            None | Some(TokenKind::NewLine | TokenKind::Semicolon | TokenKind::Close(_))
        );
        (!ends).then(|| Box::new(self.statement()))
    }

    fn if_statement(&mut self) -> Statement {
        let mut cases = vec![(self.condition(), self.block())];
        let mut otherwise = None;
        loop {
            let before = self.at;
            self.skip_lines();
            if self.eat_word("elseif") {
                cases.push((self.condition(), self.block()));
            } else if self.eat_word("else") {
                otherwise = Some(self.block());
                break;
            } else {
                self.at = before;
                break;
            }
        }
        Statement::If { cases, otherwise }
    }

    fn switch(&mut self) -> Statement {
        let subject = Box::new(self.condition());
        self.skip_lines();
        self.expect(&TokenKind::Open(Bracket::Brace));
        let mut cases = Vec::new();
        loop {
            self.skip_ends();
            if self.eat(&TokenKind::Close(Bracket::Brace)) {
                return Statement::Switch { subject, cases };
            }
            let label = if self.eat_word("default") { None } else { Some(self.primary()) };
            cases.push((label, self.block()));
        }
    }

    fn param(&mut self) -> Statement {
        self.expect(&TokenKind::Open(Bracket::Paren));
        let mut parameters = Vec::new();
        loop {
            self.skip_lines();
            if self.eat(&TokenKind::Close(Bracket::Paren)) {
                return Statement::Param(parameters);
            }
            let mut types = Vec::new();
            let name = loop {
                self.skip_lines();
                match self.next() {
                    TokenKind::Type(name) => types.push(name),
                    TokenKind::Variable(name) => break name,
                    other => panic!("param: {other:?}"),
                }
            };
            let assigned = self.eat(&TokenKind::Operator("=".into()));
            let default = assigned.then(|| {
                Statement::Pipeline(vec![Element::Expression(self.argument_expression())])
            });
            parameters.push(Parameter { name, types, default });
            self.skip_lines();
            self.eat(&TokenKind::Comma);
        }
    }

    fn pipeline(&mut self) -> Statement {
        let mut elements = vec![self.element()];
        if let (Some(TokenKind::Operator(operator)), [Element::Expression(target)]) =
            (self.peek().cloned(), elements.as_slice())
            && ["=", "+=", "-="].contains(&operator.as_str())
        {
            self.at += 1;
            let target = target.clone();
            return Statement::Assign { target, operator, value: Box::new(self.statement()) };
        }
        while self.eat(&TokenKind::Pipe) {
            self.skip_lines();
            elements.push(self.element());
        }
        Statement::Pipeline(elements)
    }

    fn element(&mut self) -> Element {
        match self.peek() {
            Some(TokenKind::Word(_)) => {
                let TokenKind::Word(name) = self.next() else { unreachable!() };
                let mut arguments = Vec::new();
                while let Some(argument) = self.argument() {
                    arguments.push(argument);
                }
                Element::Command { name, arguments }
            }
            _ => Element::Expression(self.expression()),
        }
    }

    fn argument(&mut self) -> Option<Argument> {
        match self.peek()? {
            TokenKind::Parameter(name) => {
                let name = name.clone();
                self.at += 1;
                Some(Argument::Parameter(name))
            }
            TokenKind::Splat(name) => {
                let name = name.clone();
                self.at += 1;
                Some(Argument::Splat(name))
            }
            TokenKind::NewLine
            | TokenKind::Semicolon
            | TokenKind::Close(_)
            | TokenKind::Pipe
            | TokenKind::Operator(_) => None,
            _ => {
                let mut items = vec![self.postfix()];
                while self.eat(&TokenKind::Comma) {
                    items.push(self.postfix());
                }
                let one = items.len() == 1;
                Some(Argument::Value(if one { items.remove(0) } else { Expression::List(items) }))
            }
        }
    }
}
