//! Prints script trees as text that people review.

use super::{
    quote::{comment_text, quote},
    tree::{Argument, Command, Script, Statement, Table, Value},
};
use std::fmt::{self, Write as _};

/// Lists and tables longer than this get a line per entry.
const WIDTH: usize = 80;

impl fmt::Display for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for statement in &self.statements {
            statement.fmt(f)?;
        }
        Ok(())
    }
}

impl Script {
    /// The bytes of the `.ps1` file: UTF-8 with byte order mark, because Windows PowerShell 5.1
    /// reads a file without one in the code page of the machine; lines end in CR LF.
    pub fn to_file(&self) -> Vec<u8> {
        let text = self.to_string().replace("\r\n", "\n").replace('\n', "\r\n");
        let mut bytes = "\u{FEFF}".as_bytes().to_vec();
        bytes.extend_from_slice(text.as_bytes());
        bytes
    }
}

impl fmt::Display for Statement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Blank => writeln!(f),
            Self::Comment(text) => {
                let line = format!("# {}", comment_text(text));
                writeln!(f, "{}", line.trim_end_matches(' '))
            }
            Self::Code(text) => {
                f.write_str(text)?;
                if text.ends_with('\n') { Ok(()) } else { writeln!(f) }
            }
            Self::Assign(name, value) => writeln!(f, "${name} = {value}"),
            Self::Command(command) => writeln!(f, "{command}"),
        }
    }
}

impl fmt::Display for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)?;
        for argument in &self.arguments {
            match argument {
                Argument::Switch(name) => write!(f, " -{name}")?,
                Argument::Named(name, value) => write!(f, " -{name} {value}")?,
                Argument::Positional(value) => write!(f, " {value}")?,
            }
        }
        Ok(())
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&value(self, 0))
    }
}

/// One value, its continuation lines indented by `depth` levels.
fn value(v: &Value, depth: usize) -> String {
    match v {
        Value::Null => "$null".to_owned(),
        Value::Bool(true) => "$true".to_owned(),
        Value::Bool(false) => "$false".to_owned(),
        // As an argument `-5` would be a parameter; in brackets it is a number everywhere.
        Value::Int(number) if *number < 0 => format!("({number})"),
        Value::Int(number) => number.to_string(),
        Value::Text(text) => quote(text),
        Value::Variable(name) => format!("${name}"),
        Value::List(items) => list(items, depth),
        Value::Table(entries) => table(entries, depth),
    }
}

fn list(items: &[Value], depth: usize) -> String {
    let printed: Vec<String> = items.iter().map(|item| value(item, depth + 1)).collect();
    let line = format!("@({})", printed.join(", "));
    // Values in right-to-left scripts side by side would reorder the marks between them.
    if line.len() <= WIDTH && line.is_ascii() && !line.contains('\n') {
        return line;
    }
    let mut out = "@(\n".to_owned();
    for (i, item) in printed.iter().enumerate() {
        indent(&mut out, depth + 1);
        out.push_str(item);
        out.push_str(if i + 1 < printed.len() { ",\n" } else { "\n" });
    }
    indent(&mut out, depth);
    out.push(')');
    out
}

fn table(table: &Table, depth: usize) -> String {
    if table.is_empty() {
        return "@{}".to_owned();
    }
    let printed: Vec<(String, String)> =
        table.entries().iter().map(|(key, v)| (quote(key), value(v, depth + 1))).collect();
    let widest = printed.iter().map(|(key, _)| key.chars().count()).max().unwrap_or_default();
    let mut out = "@{\n".to_owned();
    for (key, v) in &printed {
        indent(&mut out, depth + 1);
        // Writing to a `String` cannot fail.
        let _ = writeln!(out, "{key:<widest$} = {v}");
    }
    indent(&mut out, depth);
    out.push('}');
    out
}

fn indent(out: &mut String, depth: usize) {
    for _ in 0..depth {
        out.push_str("    ");
    }
}
