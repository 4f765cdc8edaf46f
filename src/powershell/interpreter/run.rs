//! Runs statements.

use super::ast::{Argument, Block, Element, Expression, Function, Statement};
use super::parse::parse;
use super::value::{Object, Table, V};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// What the service answers to one request: status, headers, text; or nothing at all.
pub(crate) type Answer = Result<(u16, Vec<(String, String)>, String), String>;

/// Why a statement did not simply end.
#[derive(Debug)]
pub(crate) enum Stop {
    Return,
    Break,
    Continue,
    /// An exception, caught by `catch`.
    Throw(V),
    /// The test pulls the plug; nothing catches it.
    Killed,
}

pub(crate) type Run<T> = Result<T, Stop>;

type Service<'h> = dyn FnMut(&str, &str, Option<&str>) -> Run<Answer> + 'h;

type Scope = BTreeMap<String, V>;

/// A session, its files and its service.
pub(crate) struct Machine<'h> {
    scopes: Vec<Scope>,
    functions: BTreeMap<String, Rc<Function>>,
    /// Whole files by path.
    pub files: BTreeMap<String, String>,
    /// Everything that was printed.
    pub printed: Vec<String>,
    /// Milliseconds spent asleep.
    pub slept: i64,
    /// 5 or 7.
    pub major: i64,
    /// Method, address, body.
    pub service: Box<Service<'h>>,
    pub(super) random: u64,
}

impl<'h> Machine<'h> {
    pub(crate) fn new(
        major: i64,
        service: impl FnMut(&str, &str, Option<&str>) -> Run<Answer> + 'h,
    ) -> Self {
        Self {
            scopes: Vec::new(),
            functions: BTreeMap::new(),
            files: BTreeMap::new(),
            printed: Vec::new(),
            slept: 0,
            major,
            service: Box::new(service),
            random: 1,
        }
    }

    /// Runs a script file with named arguments; what it outputs, or why it stopped.
    pub(crate) fn run(&mut self, source: &str, arguments: &[(&str, V)]) -> Run<Vec<V>> {
        let block = parse(source);
        self.scopes = vec![Scope::new()];
        self.functions.clear();
        let context = Object::Record(vec![("SessionState".into(), V::text("session"))]);
        for (name, value) in [
            ("ExecutionContext", V::Object(Rc::new(context))),
            ("PSCommandPath", V::text("/disk/script.ps1")),
            ("PSVersionTable", version(self.major)),
        ] {
            self.set(name, value);
        }
        if let Some(Statement::Param(parameters)) =
            block.iter().find(|statement| matches!(statement, Statement::Param(_)))
        {
            let given: Vec<(String, V)> =
                arguments.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
            self.bind(parameters, given, Vec::new(), "script")?;
        }
        let mut output = Vec::new();
        match self.block(&block, &mut output) {
            Ok(()) | Err(Stop::Return) => Ok(output),
            Err(stop) => Err(stop),
        }
    }

    pub(super) fn get(&self, name: &str) -> V {
        match name.to_ascii_lowercase().as_str() {
            "null" => return V::Null,
            "true" => return V::Bool(true),
            "false" => return V::Bool(false),
            _ => {}
        }
        let name = name.to_ascii_lowercase();
        if let Some(script) = name.strip_prefix("script:") {
            return self.scopes[0].get(script).cloned().unwrap_or(V::Null);
        }
        let found = self.scopes.iter().rev().find_map(|scope| scope.get(&name));
        // `Set-StrictMode -Version 1.0`: a variable that was never set is an error.
        found.cloned().unwrap_or_else(|| panic!("${name} was never set"))
    }

    pub(super) fn set(&mut self, name: &str, value: V) {
        let name = name.to_ascii_lowercase();
        match name.strip_prefix("script:") {
            Some(script) => self.scopes[0].insert(script.to_owned(), value),
            None => self.scopes.last_mut().unwrap().insert(name, value),
        };
    }

    /// Sets `$_` and the like for one call.
    pub(super) fn with<T>(&mut self, name: &str, value: V, f: impl FnOnce(&mut Self) -> T) -> T {
        let name = name.to_ascii_lowercase();
        let before = self.scopes.last_mut().unwrap().insert(name.clone(), value);
        let out = f(self);
        let scope = self.scopes.last_mut().unwrap();
        match before {
            Some(before) => scope.insert(name, before),
            None => scope.remove(&name),
        };
        out
    }

    pub(super) fn block(&mut self, block: &Block, output: &mut Vec<V>) -> Run<()> {
        for statement in block.iter() {
            self.statement(statement, output)?;
        }
        Ok(())
    }

    /// The output of a statement as one value.
    pub(super) fn value_of(&mut self, statement: &Statement) -> Run<V> {
        let mut output = Vec::new();
        self.statement(statement, &mut output)?;
        Ok(V::collected(output))
    }

    #[expect(clippy::too_many_lines, reason = "one arm per statement")]
    fn statement(&mut self, statement: &Statement, output: &mut Vec<V>) -> Run<()> {
        match statement {
            Statement::Pipeline(elements) => {
                let out = self.pipeline(elements)?;
                output.extend(out);
            }
            Statement::Assign { target, operator, value } => {
                let value = self.assigned(value)?;
                self.assign(target, operator, value)?;
            }
            Statement::If { cases, otherwise } => {
                for (condition, block) in cases {
                    if self.value_of(condition)?.truth() {
                        return self.block(block, output);
                    }
                }
                if let Some(block) = otherwise {
                    self.block(block, output)?;
                }
            }
            Statement::Foreach { variable, over, body } => {
                let over = self.value_of(over)?;
                // Nothing to go through, rather than one null.
                let items = if matches!(over, V::Null) { Vec::new() } else { over.items() };
                for item in items {
                    self.set(variable, item);
                    if self.turn(body, output)? {
                        break;
                    }
                }
            }
            Statement::While { condition, body } => {
                while self.value_of(condition)?.truth() {
                    if self.turn(body, output)? {
                        break;
                    }
                }
            }
            Statement::For { start, condition, step, body } => {
                self.value_of(start)?;
                while self.value_of(condition)?.truth() {
                    if self.turn(body, output)? {
                        break;
                    }
                    self.value_of(step)?;
                }
            }
            Statement::Switch { subject, cases } => {
                let subject = self.value_of(subject)?;
                let mut matched = false;
                for (label, block) in cases {
                    let fits = match label {
                        Some(label) => subject.equals(&self.expression(label)?),
                        None => !matched,
                    };
                    if fits {
                        matched = true;
                        self.block(block, output)?;
                    }
                }
            }
            Statement::Try { body, catch } => {
                let depth = self.scopes.len();
                match self.block(body, output) {
                    Err(Stop::Throw(thrown)) => {
                        self.scopes.truncate(depth);
                        let record = error_record(thrown);
                        // `$_` of the catch block; an outer one comes back behind it.
                        let mut caught = Vec::new();
                        let out = self.with("_", record, |m| m.block(catch, &mut caught));
                        output.extend(caught);
                        out?;
                    }
                    other => other?,
                }
            }
            Statement::Function { name, body } => {
                self.functions.insert(name.to_ascii_lowercase(), Rc::clone(body));
            }
            Statement::Param(_) => {}
            Statement::Return(value) => {
                if let Some(value) = value {
                    self.statement(value, output)?;
                }
                return Err(Stop::Return);
            }
            Statement::Throw(Some(value)) => {
                let value = self.value_of(value)?;
                return Err(Stop::Throw(exception(value)));
            }
            Statement::Throw(None) => {
                let record = self.get("_");
                return Err(Stop::Throw(super::dotnet::member(&record, "Exception")));
            }
            Statement::Break => return Err(Stop::Break),
            Statement::Continue => return Err(Stop::Continue),
        }
        Ok(())
    }

    /// One turn of a loop; whether it was the last.
    fn turn(&mut self, body: &Block, output: &mut Vec<V>) -> Run<bool> {
        match self.block(body, output) {
            Ok(()) | Err(Stop::Continue) => Ok(false),
            Err(Stop::Break) => Ok(true),
            Err(stop) => Err(stop),
        }
    }

    /// The right side of an assignment: an expression keeps its list, a pipeline is collected.
    fn assigned(&mut self, value: &Statement) -> Run<V> {
        match value {
            Statement::Pipeline(elements) => match elements.as_slice() {
                [Element::Expression(expression)] => self.expression(expression),
                _ => self.value_of(value),
            },
            _ => self.value_of(value),
        }
    }

    fn assign(&mut self, target: &Expression, operator: &str, value: V) -> Run<()> {
        let value = match operator {
            "=" => value,
            "+=" => {
                let before = match target {
                    Expression::Variable(name) => self.get(name),
                    other => self.expression(other)?,
                };
                super::operators::add(&before, &value)
            }
            other => panic!("{other}"),
        };
        match target {
            Expression::Variable(name) => self.set(name, value),
            Expression::Index(object, key) | Expression::Member(object, key) => {
                let object = self.expression(object)?;
                let key = self.expression(key)?.to_text();
                store(&object, &key, value);
            }
            other => panic!("cannot assign to {other:?}"),
        }
        Ok(())
    }

    fn pipeline(&mut self, elements: &[Element]) -> Run<Vec<V>> {
        let mut input: Option<Vec<V>> = None;
        for element in elements {
            let out = match element {
                Element::Expression(expression) => {
                    // Counting up and calls without a result put nothing into the pipeline.
                    if let Expression::Increment(_) = expression {
                        self.expression(expression)?;
                        Vec::new()
                    } else {
                        self.emitted(expression)?
                    }
                }
                Element::Command { name, arguments } => {
                    self.command(name, arguments, input.take())?
                }
            };
            input = Some(out);
        }
        Ok(input.unwrap_or_default())
    }

    /// What an expression puts into the pipeline.
    fn emitted(&mut self, expression: &Expression) -> Run<Vec<V>> {
        if let Expression::Paren(statement) = expression {
            return self.value_of(statement).map(|value| value.items());
        }
        match self.expression(expression)? {
            V::Object(object) if matches!(object.as_ref(), Object::Record(fields) if fields.is_empty()) =>
            {
                // The result of a method without one.
                Ok(Vec::new())
            }
            V::List(items) => Ok(items.to_vec()),
            value => Ok(vec![value]),
        }
    }

    fn command(
        &mut self,
        name: &str,
        arguments: &[Argument],
        input: Option<Vec<V>>,
    ) -> Run<Vec<V>> {
        let mut named: Vec<(String, V)> = Vec::new();
        let mut positional = Vec::new();
        let mut waiting: Option<String> = None;
        for argument in arguments {
            match argument {
                Argument::Parameter(parameter) => {
                    if let Some(switch) = waiting.replace(parameter.clone()) {
                        named.push((switch, V::Bool(true)));
                    }
                }
                Argument::Value(expression) => {
                    let value = self.expression(expression)?;
                    match waiting.take() {
                        // A switch takes no value: what follows is an argument of its own.
                        Some(switch) if is_switch(&switch) => {
                            named.push((switch, V::Bool(true)));
                            positional.push(value);
                        }
                        Some(parameter) => named.push((parameter, value)),
                        None => positional.push(value),
                    }
                }
                Argument::Splat(variable) => {
                    let V::Table(table) = self.get(variable) else { panic!("@{variable}") };
                    named.extend(table.borrow().entries.iter().cloned());
                }
            }
        }
        named.extend(waiting.map(|switch| (switch, V::Bool(true))));
        if let Some(function) = self.functions.get(&name.to_ascii_lowercase()).cloned() {
            return self.call(&function, named, positional, name);
        }
        self.built_in(name, &named, &positional, input)
    }

    fn call(
        &mut self,
        function: &Function,
        named: Vec<(String, V)>,
        positional: Vec<V>,
        name: &str,
    ) -> Run<Vec<V>> {
        self.scopes.push(Scope::new());
        assert!(self.scopes.len() < 60, "{name} calls itself without end");
        let depth = self.scopes.len();
        let mut output = Vec::new();
        let mut out = self.bind(&function.parameters, named, positional, name);
        if out.is_ok() {
            out = self.block(&function.body, &mut output);
        }
        self.scopes.truncate(depth - 1);
        match out {
            Ok(()) | Err(Stop::Return) => Ok(output),
            Err(stop) => Err(stop),
        }
    }

    fn bind(
        &mut self,
        parameters: &[super::ast::Parameter],
        named: Vec<(String, V)>,
        positional: Vec<V>,
        whose: &str,
    ) -> Run<()> {
        let mut rest = positional.into_iter();
        let known = |name: &str| parameters.iter().any(|p| p.name.eq_ignore_ascii_case(name));
        for (name, _) in &named {
            assert!(known(name), "{whose} has no parameter {name}");
        }
        for parameter in parameters {
            let given = named.iter().find(|(name, _)| parameter.name.eq_ignore_ascii_case(name));
            let of = |wanted: &str| parameter.types.iter().any(|t| t.eq_ignore_ascii_case(wanted));
            let value = match given {
                Some((_, value)) => Some(value.clone()),
                None if of("switch") => None,
                None => rest.next(),
            };
            let value = match (value, &parameter.default) {
                (Some(value), _) => value,
                (None, Some(default)) => self.value_of(default)?,
                (None, None) if of("switch") || of("bool") => V::Bool(false),
                (None, None) if of("int") => V::Int(0),
                (None, None) if of("string") => V::text(""),
                (None, None) => V::Null,
            };
            let value = if of("hashtable") {
                assert!(matches!(value, V::Null | V::Table(_)), "{whose} {}", parameter.name);
                value
            } else if of("string") {
                V::text(value.to_text())
            } else if of("int") {
                V::Int(value.to_int())
            } else if of("bool") {
                V::Bool(value.truth())
            } else if of("string[]") || of("object[]") {
                if matches!(value, V::Null) { value } else { V::list(value.items()) }
            } else {
                value
            };
            self.set(&parameter.name, value);
        }
        assert!(rest.next().is_none(), "{whose} got too many arguments");
        Ok(())
    }
}

fn store(object: &V, key: &str, value: V) {
    match object {
        V::Table(table) => table.borrow_mut().set(key, value),
        // Properties of the JSON reader.
        V::Object(object) if matches!(object.as_ref(), Object::JsonReader) => {}
        other => panic!("cannot set {key} of {other:?}"),
    }
}

/// Switches of the cmdlets in use.
fn is_switch(name: &str) -> bool {
    ["Unique", "Compress", "Completed", "AsHashtable"].iter().any(|s| s.eq_ignore_ascii_case(name))
}

fn version(major: i64) -> V {
    let version = V::Object(Rc::new(Object::Record(vec![("Major".into(), V::Int(major))])));
    V::Object(Rc::new(Object::Record(vec![("PSVersion".into(), version)])))
}

/// What is thrown becomes an exception, if it is none.
pub(super) fn exception(value: V) -> V {
    match &value {
        V::Object(object) if matches!(object.as_ref(), Object::Exception { .. }) => value,
        other => V::Object(Rc::new(Object::Exception {
            message: other.to_text(),
            data: V::Table(Rc::new(RefCell::new(Table::default()))),
            status: None,
        })),
    }
}

fn error_record(exception: V) -> V {
    match exception {
        V::Object(object) => V::Object(Rc::new(Object::ErrorRecord(object))),
        other => panic!("{other:?} is no exception"),
    }
}
