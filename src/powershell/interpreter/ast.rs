//! Syntax trees.

use std::rc::Rc;

pub(crate) type Block = Rc<Vec<Statement>>;

#[derive(Debug, Clone)]
pub(crate) struct Parameter {
    pub name: String,
    pub types: Vec<String>,
    pub default: Option<Statement>,
}

#[derive(Debug, Clone)]
pub(crate) enum Statement {
    Pipeline(Vec<Element>),
    Assign {
        target: Expression,
        operator: String,
        value: Box<Self>,
    },
    If {
        cases: Vec<(Self, Block)>,
        otherwise: Option<Block>,
    },
    Foreach {
        variable: String,
        over: Box<Self>,
        body: Block,
    },
    While {
        condition: Box<Self>,
        body: Block,
    },
    For {
        start: Box<Self>,
        condition: Box<Self>,
        step: Box<Self>,
        body: Block,
    },
    Switch {
        subject: Box<Self>,
        cases: Vec<(Option<Expression>, Block)>,
    },
    Try {
        body: Block,
        catch: Block,
    },
    Function {
        name: String,
        body: Rc<Function>,
    },
    Param(Vec<Parameter>),
    Return(Option<Box<Self>>),
    /// Without a value: what was caught, once more.
    Throw(Option<Box<Self>>),
    Break,
    Continue,
}

#[derive(Debug)]
pub(crate) struct Function {
    pub parameters: Vec<Parameter>,
    pub body: Block,
}

#[derive(Debug, Clone)]
pub(crate) enum Element {
    Expression(Expression),
    Command { name: String, arguments: Vec<Argument> },
}

#[derive(Debug, Clone)]
pub(crate) enum Argument {
    Parameter(String),
    Value(Expression),
    Splat(String),
}

#[derive(Debug, Clone)]
pub(crate) enum Expression {
    Text(String),
    Expandable(Vec<Self>),
    Int(i64),
    Variable(String),
    Type(String),
    Cast(String, Box<Self>),
    Member(Box<Self>, Box<Self>),
    Static(String, String),
    Call(Box<Self>, String, Vec<Self>),
    StaticCall(String, String, Vec<Self>),
    Index(Box<Self>, Box<Self>),
    Array(Block),
    Sub(Block),
    Paren(Box<Statement>),
    Table(Vec<(Self, Statement)>),
    ScriptBlock(Block),
    Unary(String, Box<Self>),
    Binary(String, Box<Self>, Box<Self>),
    List(Vec<Self>),
    Increment(Box<Self>),
}
