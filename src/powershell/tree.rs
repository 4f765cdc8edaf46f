//! Scripts as trees: what generated scripts are made of.
//!
//! Program text is `&'static str`, data is [`Value`]: a name from a directory can only become a
//! literal, whatever a caller does.

/// A script, statement after statement.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Script {
    pub statements: Vec<Statement>,
}

/// One statement, comment or empty line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Statement {
    Blank,
    /// One line of comment; line breaks in it are spelled, never taken.
    Comment(String),
    /// Text of ours, as it stands.
    Code(&'static str),
    /// `$name = value`.
    Assign(&'static str, Value),
    Command(Command),
}

/// A command with its arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    pub name: &'static str,
    pub arguments: Vec<Argument>,
}

/// One argument of a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Argument {
    /// `-Name`
    Switch(&'static str),
    /// `-Name value`
    Named(&'static str, Value),
    /// `value`
    Positional(Value),
}

/// Data in a script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Null,
    Bool(bool),
    Int(i64),
    Text(String),
    /// `$name` of our own program text.
    Variable(&'static str),
    List(Vec<Self>),
    Table(Table),
}

/// A table literal. PowerShell refuses one whose keys differ in case only, so the last such
/// entry replaces the earlier one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    entries: Vec<(String, Value)>,
}

impl Script {
    /// A script without statements.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a statement.
    pub fn push(&mut self, statement: Statement) {
        self.statements.push(statement);
    }

    /// Adds a comment line.
    pub fn comment(&mut self, text: impl Into<String>) {
        self.push(Statement::Comment(text.into()));
    }

    /// Adds an empty line.
    pub fn blank(&mut self) {
        self.push(Statement::Blank);
    }

    /// Adds program text of ours.
    pub fn code(&mut self, text: &'static str) {
        self.push(Statement::Code(text));
    }
}

impl Table {
    /// An empty table.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets a key, without regard to case as PowerShell does.
    pub fn set(&mut self, key: impl Into<String>, value: impl Into<Value>) {
        let (key, value) = (key.into(), value.into());
        let folded = key.to_lowercase();
        match self.entries.iter_mut().find(|(known, _)| known.to_lowercase() == folded) {
            Some(entry) => *entry = (key, value),
            None => self.entries.push((key, value)),
        }
    }

    /// [`Table::set`] in a chain.
    #[must_use]
    pub fn with(mut self, key: impl Into<String>, value: impl Into<Value>) -> Self {
        self.set(key, value);
        self
    }

    /// Entries in the order they were set.
    pub fn entries(&self) -> &[(String, Value)] {
        &self.entries
    }

    /// Whether nothing was set.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The value of a key, without regard to case.
    pub fn get(&self, key: &str) -> Option<&Value> {
        let folded = key.to_lowercase();
        self.entries.iter().find(|(known, _)| known.to_lowercase() == folded).map(|(_, v)| v)
    }
}

impl FromIterator<(String, Value)> for Table {
    fn from_iter<I: IntoIterator<Item = (String, Value)>>(entries: I) -> Self {
        let mut table = Self::new();
        for (key, value) in entries {
            table.set(key, value);
        }
        table
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}

impl From<Table> for Value {
    fn from(table: Table) -> Self {
        Self::Table(table)
    }
}

impl From<Vec<Self>> for Value {
    fn from(items: Vec<Self>) -> Self {
        Self::List(items)
    }
}
