//! What can be seen on a device and done to it: rows of documented facts, each with its source, date and
//! certainty. The tables are data beside the program (`matrix/visibility.txt`, `matrix/actions.txt`); their words
//! stand apart, one file per language.
//!
//! The form, line by line: a table names its sources, then its entries (`see KEY GROUP`, `do KEY KIND`), each with
//! rows (`row READING token=value …`). Of every entry each scenario has one row at most: where the sources do not
//! list a pair, nothing is said about it.

mod read;
#[cfg(test)]
pub(in crate::education) mod tests;

pub use read::MatrixError;

use crate::domain::education::{Method, Scenario, Switch};

/// What a table is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// What the organisation can see.
    See,
    /// What it can do.
    Do,
}

impl Table {
    /// Its name in files.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::See => "see",
            Self::Do => "do",
        }
    }
}

/// A document that says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    pub key: Box<str>,
    /// As the document dates itself: a day, a month or a year; none where it does not.
    pub date: Option<Box<str>>,
    /// Repository and path, or address.
    pub place: Box<str>,
}

/// What the documents say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reading {
    Never,
    NotApplicable,
    /// On the configuration, or on something that no switch decides.
    Depends,
    Always,
    /// They say nothing about it.
    Unknown,
}

/// How sure a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sure {
    Low,
    Medium,
    High,
}

/// What holds when a switch is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    Always,
    /// Even then only under the condition of the row.
    OnlyIf,
}

impl Sure {
    /// Its name in files.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// What an action does to what is private on the device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    None,
    /// It is kept, expressly.
    Kept,
    Protected,
    /// Visible while a session lasts.
    Visible,
    AppNames,
    BackupStops,
    MoreVisible,
    Possible,
    PartlyErased,
    Erased,
}

impl Effect {
    pub const ALL: [Self; 10] = [
        Self::None,
        Self::Kept,
        Self::Protected,
        Self::Visible,
        Self::AppNames,
        Self::BackupStops,
        Self::MoreVisible,
        Self::Possible,
        Self::PartlyErased,
        Self::Erased,
    ];

    /// Its name in files.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Kept => "kept",
            Self::Protected => "protected",
            Self::Visible => "visible",
            Self::AppNames => "app-names",
            Self::BackupStops => "backup-stops",
            Self::MoreVisible => "more-visible",
            Self::Possible => "possible",
            Self::PartlyErased => "partly-erased",
            Self::Erased => "erased",
        }
    }
}

/// Whether an action can be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Back {
    Yes,
    SignIn,
    ReEnrol,
    Depends,
    No,
    NotApplicable,
}

/// On what a row about an action rests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Evidence {
    /// The page of the action says so.
    Stated,
    /// An overview lists the platform; the owner is inferred.
    Listed,
    /// Inferred from pages for users.
    Inferred,
}

/// What only rows about actions say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deed {
    pub effect: Effect,
    pub back: Back,
    pub evidence: Evidence,
}

/// What another document says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Other {
    /// By its place among the sources.
    pub source: Option<usize>,
    pub reading: Reading,
}

/// What is documented of an entry in some scenarios.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub reading: Reading,
    /// By their places among the sources.
    pub from: Vec<usize>,
    pub sure: Sure,
    /// The switches that decide it; any of them is enough.
    pub switches: Vec<(Switch, Outcome)>,
    /// Key of the text with the condition or the reason.
    pub because: Option<Box<str>>,
    /// The same where it depends on the way in.
    pub because_of: Vec<(Method, Box<str>)>,
    /// What speaks against it.
    pub other: Option<Other>,
    /// Key of a text that an administrator should read.
    pub note: Option<Box<str>>,
    pub deed: Option<Deed>,
    pub scenarios: Vec<Scenario>,
}

impl Row {
    /// Key of the text with the condition or the reason, for a way in.
    #[must_use]
    pub fn because(&self, method: Method) -> Option<&str> {
        let special = self.because_of.iter().find(|(one, _)| *one == method);
        special.map(|(_, text)| &**text).or(self.because.as_deref())
    }
}

/// Something that can be seen, or done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub table: Table,
    pub key: Box<str>,
    /// Group of what can be seen, kind of what can be done.
    pub group: Box<str>,
    pub rows: Vec<Row>,
}

impl Entry {
    /// Its name with that of its table, `see.photos`: the beginning of the keys of its words.
    #[must_use]
    pub fn full_key(&self) -> String {
        format!("{}.{}", self.table.key(), self.key)
    }

    /// What is documented for a scenario; none where no source lists it.
    #[must_use]
    pub fn row(&self, scenario: Scenario) -> Option<&Row> {
        self.rows.iter().find(|row| row.scenarios.contains(&scenario))
    }
}

/// Both tables.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Matrix {
    /// Date of the newest fact, `YYYY-MM-DD`.
    pub version: Box<str>,
    pub sources: Vec<Source>,
    /// What can be seen, then what can be done, each in the order of its table.
    pub entries: Vec<Entry>,
}

impl Matrix {
    /// Reads the tables of what can be seen and of what can be done.
    ///
    /// # Errors
    /// The first line that says nothing, or the same twice.
    pub fn read(see: &str, deeds: &str) -> Result<Self, MatrixError> {
        read::read(see, deeds)
    }

    /// The entries of a table.
    pub fn of(&self, table: Table) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |entry| entry.table == table)
    }

    /// An entry.
    #[must_use]
    pub fn entry(&self, table: Table, key: &str) -> Option<&Entry> {
        self.of(table).find(|entry| *entry.key == *key)
    }

    /// Keys of every text that rows name.
    pub fn texts(&self) -> impl Iterator<Item = String> + '_ {
        let of_row = |row: &Row| {
            let because = row.because.iter().chain(row.because_of.iter().map(|(_, text)| text));
            let because = because.map(|key| format!("because.{key}"));
            because.chain(row.note.iter().map(|key| format!("note.{key}"))).collect::<Vec<_>>()
        };
        self.entries.iter().flat_map(move |entry| entry.rows.iter().flat_map(of_row))
    }
}
