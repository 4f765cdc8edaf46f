//! Evaluates expressions.

use super::ast::Expression;
use super::dotnet::{member, static_member};
use super::regex::Regex;
use super::run::{Machine, Run, Stop, exception};
use super::value::{Object, Table, V, append};
use std::cell::RefCell;
use std::rc::Rc;

impl Machine<'_> {
    #[expect(clippy::too_many_lines, reason = "one arm per expression")]
    pub(super) fn expression(&mut self, expression: &Expression) -> Run<V> {
        Ok(match expression {
            Expression::Text(text) => V::text(text),
            Expression::Int(number) => V::Int(*number),
            Expression::Variable(name) => self.get(name),
            Expression::Type(name) => V::text(name),
            Expression::Expandable(pieces) => {
                let mut out = String::new();
                for piece in pieces {
                    out.push_str(&self.expression(piece)?.to_text());
                }
                V::Text(out)
            }
            Expression::Cast(name, operand) => {
                if name == "ref" {
                    let Expression::Variable(variable) = operand.as_ref() else { panic!("[ref]") };
                    return Ok(V::Ref(variable.clone()));
                }
                let value = self.expression(operand)?;
                cast(name, value)
            }
            Expression::Member(object, name) => {
                let object = self.expression(object)?;
                let name = self.expression(name)?.to_text();
                member(&object, &name)
            }
            Expression::Static(class, name) => static_member(class, name),
            Expression::Call(object, name, arguments) => {
                let object = self.expression(object)?;
                let arguments = self.all(arguments)?;
                self.method(&object, name, &arguments)?
            }
            Expression::StaticCall(name, member, arguments) => {
                let arguments = self.all(arguments)?;
                self.static_call(name, member, &arguments)
            }
            Expression::Index(object, index) => {
                let object = self.expression(object)?;
                let index = self.expression(index)?;
                indexed(&object, &index)?
            }
            Expression::Array(block) => {
                let mut output = Vec::new();
                self.block(block, &mut output)?;
                V::list(output)
            }
            Expression::Sub(block) => {
                let mut output = Vec::new();
                self.block(block, &mut output)?;
                V::collected(output)
            }
            Expression::Paren(statement) => self.value_of(statement)?,
            Expression::Table(entries) => {
                let mut table = Table::default();
                for (key, value) in entries {
                    let key = self.expression(key)?.to_text();
                    assert!(table.get(&key).is_none(), "{key} stands twice in a table");
                    let value = self.table_value(value)?;
                    table.set(&key, value);
                }
                V::Table(Rc::new(RefCell::new(table)))
            }
            Expression::ScriptBlock(block) => V::Block(Rc::clone(block)),
            Expression::List(items) => V::list(self.all(items)?),
            Expression::Unary(operator, operand) => {
                let value = self.expression(operand)?;
                match operator.as_str() {
                    "-not" | "!" => V::Bool(!value.truth()),
                    "-" => V::Int(-value.to_int()),
                    "-join" => {
                        let mut out = String::new();
                        value.items().iter().for_each(|item| append(&mut out, item));
                        V::Text(out)
                    }
                    other => panic!("{other}"),
                }
            }
            Expression::Binary(operator, left, right) => self.binary(operator, left, right)?,
            Expression::Increment(target) => {
                let Expression::Variable(name) = target.as_ref() else { panic!("++") };
                let value = V::Int(self.get(name).to_int() + 1);
                self.set(name, value);
                V::Null
            }
        })
    }

    /// A table keeps the list that an expression yields, and collects what a command puts out.
    fn table_value(&mut self, statement: &super::ast::Statement) -> Run<V> {
        use super::ast::{Element, Statement};
        match statement {
            Statement::Pipeline(elements) => match elements.as_slice() {
                [Element::Expression(expression)] => self.expression(expression),
                _ => self.value_of(statement),
            },
            _ => self.value_of(statement),
        }
    }

    fn all(&mut self, expressions: &[Expression]) -> Run<Vec<V>> {
        expressions.iter().map(|expression| self.expression(expression)).collect()
    }

    fn binary(&mut self, operator: &str, left: &Expression, right: &Expression) -> Run<V> {
        let left = self.expression(left)?;
        match operator {
            "-and" if !left.truth() => return Ok(V::Bool(false)),
            "-or" if left.truth() => return Ok(V::Bool(true)),
            _ => {}
        }
        let right = self.expression(right)?;
        Ok(match operator {
            "-and" | "-or" => V::Bool(right.truth()),
            "-eq" | "-ne" => {
                let wanted = operator == "-eq";
                assert!(!matches!(left, V::List(_)), "{operator} would filter a list");
                V::Bool(left.equals(&right) == wanted)
            }
            "-gt" => V::Bool(left.to_float() > right.to_float()),
            "-ge" => V::Bool(left.to_float() >= right.to_float()),
            "-lt" => V::Bool(left.to_float() < right.to_float()),
            "-le" => V::Bool(left.to_float() <= right.to_float()),
            "-contains" => V::Bool(left.items().iter().any(|item| item.equals(&right))),
            "-notcontains" => V::Bool(!left.items().iter().any(|item| item.equals(&right))),
            "-match" => {
                let groups = Regex::new(&right.to_text()).find(&left.to_text());
                let matched = groups.is_some();
                if let Some(groups) = groups {
                    let table = groups
                        .into_iter()
                        .enumerate()
                        .map(|(nth, text)| (nth.to_string(), V::text(text)))
                        .collect();
                    self.set("Matches", V::table(table));
                }
                V::Bool(matched)
            }
            "-replace" => {
                let (V::List(pair), text) = (&right, left.to_text()) else { panic!("-replace") };
                let with = pair[1].to_text();
                V::Text(Regex::new(&pair[0].to_text()).replace(&text, &with))
            }
            "-like" => {
                let pattern = right.to_text();
                let start = pattern.strip_suffix('*').unwrap().to_lowercase();
                assert!(!start.contains(['*', '?', '[']));
                V::Bool(left.to_text().to_lowercase().starts_with(&start))
            }
            "-is" => V::Bool(is(&left, &right.to_text())),
            "-isnot" => V::Bool(!is(&left, &right.to_text())),
            "-join" => {
                let items: Vec<String> = left.items().iter().map(V::to_text).collect();
                V::Text(items.join(&right.to_text()))
            }
            "-f" => V::Text(super::dotnet::format(&left.to_text(), &right.items())),
            "+" => add(&left, &right),
            "-" => V::Int(left.to_int() - right.to_int()),
            "*" => V::Float(left.to_float() * right.to_float()),
            "%" => V::Int(left.to_int() % right.to_int()),
            "/" => V::Float(left.to_float() / right.to_float()),
            other => panic!("{other}"),
        })
    }
}

/// `+`: by the left side.
pub(super) fn add(left: &V, right: &V) -> V {
    match left {
        V::List(items) => {
            let mut out = items.to_vec();
            match right {
                V::List(more) => out.extend(more.iter().cloned()),
                other => out.push(other.clone()),
            }
            V::list(out)
        }
        V::Text(text) => {
            let mut out = text.clone();
            append(&mut out, right);
            V::Text(out)
        }
        V::Int(a) => match right {
            V::Int(b) => V::Int(a + b),
            other => V::Float(left.to_float() + other.to_float()),
        },
        V::Float(a) => V::Float(a + right.to_float()),
        V::Null => right.clone(),
        other => panic!("{other:?} + {right:?}"),
    }
}

fn is(value: &V, name: &str) -> bool {
    match name.to_ascii_lowercase().as_str() {
        "bool" => matches!(value, V::Bool(_)),
        "string" => matches!(value, V::Text(_)),
        "array" => matches!(value, V::List(_)),
        "datetime" => matches!(value, V::Time(_)),
        other => panic!("-is {other}"),
    }
}

fn cast(name: &str, value: V) -> V {
    match name.to_ascii_lowercase().as_str() {
        "string" => V::Text(value.to_text()),
        "int" => V::Int(value.to_int()),
        "bool" => V::Bool(value.truth()),
        "char" => V::Char(u16::try_from(value.to_int()).unwrap()),
        "ordered" | "hashtable" => value,
        "pscustomobject" => {
            let V::Table(table) = &value else { panic!("[pscustomobject]") };
            V::Object(Rc::new(Object::Record(table.borrow().entries.clone())))
        }
        "object[]" => V::list(value.items()),
        other => panic!("[{other}] {value:?}"),
    }
}

fn indexed(object: &V, index: &V) -> Run<V> {
    Ok(match object {
        V::Table(table) => table.borrow().get(&index.to_text()).cloned().unwrap_or(V::Null),
        V::List(items) => usize::try_from(index.to_int())
            .ok()
            .and_then(|at| items.get(at).cloned())
            .unwrap_or(V::Null),
        V::Text(text) => {
            let units: Vec<u16> = text.encode_utf16().collect();
            V::Char(units[usize::try_from(index.to_int()).unwrap()])
        }
        V::Object(object) => match object.as_ref() {
            Object::Bytes(bytes) => {
                V::Int(i64::from(bytes.borrow()[usize::try_from(index.to_int()).unwrap()]))
            }
            other => panic!("{other:?} has no index"),
        },
        // An error like any other: a script may catch it.
        V::Null => {
            let message = "Cannot index into a null array.";
            return Err(Stop::Throw(exception(V::Text(message.into()))));
        }
        other => panic!("{other:?} has no index"),
    })
}
