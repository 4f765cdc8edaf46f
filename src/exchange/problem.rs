//! What is wrong, or worth knowing, about an imported file: data with its place, never sentences.

use crate::exchange::product_names;
use std::collections::BTreeMap;

/// Problems of one kind that are listed; the ones after it are only counted.
pub const LISTED: usize = 1000;

/// How much a problem matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Taken in as it stands; good to know.
    Note,
    /// Taken in, but look at it.
    Doubt,
    /// Something was not taken in.
    Loss,
}

/// One problem of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Row as a spreadsheet shows it, from 1, the header included; in JSON the object's number.
    pub row: Option<u32>,
    /// Header of the column as the file has it, or name of the JSON property.
    pub column: Option<String>,
    /// Character of the cell's text, from 1, where that helps.
    pub at: Option<u32>,
    pub fault: Fault,
}

/// What is wrong. Cut-off pieces of cells are at most [`EXCERPT`] characters long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The file holds nothing.
    Empty,
    /// The file is a ZIP archive, whatever it is called.
    Archive,
    /// The file is an Excel workbook, whatever it is called.
    Workbook,
    /// What somebody did on their own view: it is taken in elsewhere.
    Answers,
    /// The file is no text.
    NotText,
    /// No column or property is one we know.
    NotRecognised,
    /// No other encoding fits the bytes of the file; it was read as Windows-1252.
    ReadAsWindows1252,
    /// The cell is not in the encoding of the rest; it alone was read as Windows-1252, or its
    /// broken UTF-16 units were replaced.
    BadEncoding,
    /// The JSON is wrong at a line and character, from 1; what follows was not read.
    JsonSyntax { line: u32, character: u32 },
    /// The file ends inside the JSON, at a line and character; complete objects came in.
    JsonCut { line: u32, character: u32 },
    /// The object is not valid JSON, or longer than any object of a directory.
    JsonObject,
    /// There is a next page, and it is not among the files.
    MorePages,
    /// The collector's manifest says that a part is not whole.
    PartIncomplete { part: String, status: String },
    /// The header is none we know; perhaps it means this one.
    UnknownColumn { similar: Option<&'static str> },
    /// Known, and kept beside the workspace, as there is no place for it yet.
    KeptAside,
    /// Another column of the file says the same; this one was not taken in.
    DuplicateColumn { first: String },
    /// Every cell is empty or the name of a type: the program that wrote the file did not ask for
    /// the values, so they are unknown.
    SaysNothing,
    /// Fewer cells than headers: the missing ones are unknown.
    TooFewCells { cells: u32, columns: u32 },
    /// More cells than headers: the row was left out, as its cells may stand in wrong columns.
    TooManyCells { cells: u32, columns: u32 },
    /// A quotation mark is never closed; it was taken as an ordinary character.
    OpenQuote,
    /// Text after a closing quotation mark; taken as part of the cell.
    TextAfterQuote,
    /// Neither object id nor user principal name: the row was left out.
    NoIdentity,
    /// The same as an earlier row.
    Repeated { first: u32 },
    /// The object id of an earlier row, with other values: the earlier row stands.
    Contradicts { first: u32, columns: Vec<String> },
    /// The user principal name of an earlier row, with another id: the earlier row stands.
    NameTaken { first: u32 },
    /// Another file of the same import says something else; what came first stands.
    Disagrees { file: String, row: Option<u32> },
    /// The manager is the person, or reports to the person: the rows of the loop.
    ManagerLoop { rows: Vec<u32> },
    /// No person of the import has this user principal name; the manager is unknown.
    ManagerNotFound { value: String },
    /// The list was not read, for this reason, so who is in it is not known.
    ListNotRead { reason: String },
    /// As many as Graph expands at most, or a next link: there may be more.
    ListTruncated,
    /// Pages of the list are missing: there may be more.
    ListPagesMissing,
    /// So many of the list are no objects of the import; they are kept by their ids.
    MembersNotHere { count: u32 },
    /// So many of the list come more than once.
    MembersRepeated { count: u32 },
    /// No file of the import tells more of the group than its id.
    GroupNotTold,
    /// The group is inside itself: the rows of the loop.
    GroupLoop { rows: Vec<u32> },
    /// The file does not say whose members these are.
    GroupAskedFor,
    /// Nobody of the import has this id or user principal name.
    MemberNotFound { value: String },
    /// The record, or every one of the file, was predicted by this project: it is no entry of the log.
    Predicted,
    /// No date that can be read: the entry of the log was left out.
    EntryWithoutTime { value: String },
    /// Not an object id; unknown.
    NotAnId { value: String },
    /// Another row tells of the same product, otherwise: what came first stands.
    ProductTwice { product: String },
    /// Another row tells of the same subscription, otherwise: what came first stands.
    SubscriptionTwice { id: String },
    /// A subscription of a product that the tenant does not own by the same files; taken in as it stands.
    ProductNotOwned { product: String },
    /// Of Microsoft's table of products.
    ProductNames(product_names::Fault),
    /// A licence switches off a plan that its product does not have; it stays in the list.
    PlanNotInProduct { product: String, plan: String },
    /// No number of seats that can be: unknown.
    NotACount { value: String },
    /// Neither yes nor no; unknown.
    NotABoolean { value: String },
    /// Not a date or time; unknown.
    NotATime { value: String },
    /// No date of the column shows whether day or month comes first; they were read so.
    DateOrderGuessed { day_first: bool },
    /// Not one of the values that the directory knows; taken in as it stands.
    NotAChoice { value: String },
    /// A JSON value of another type than the attribute's; unknown.
    WrongType,
    /// Longer than the directory allows, in UTF-16 units; taken in as it stands.
    TooLong { length: u32, max: u32 },
    /// Longer than any value of a directory, in bytes; unknown.
    Oversized { bytes: u32 },
    /// A spreadsheet would run this as a formula.
    Formula,
    /// The text holds HTML or script.
    Markup,
    /// An invisible character that turns the reading direction.
    Direction { character: char },
    /// A control character, NUL among them.
    Control { character: char },
    /// A typographic quotation mark, which PowerShell reads as a quotation mark.
    QuotationMark { character: char },
}

/// Characters of a cell that a problem repeats.
pub const EXCERPT: usize = 60;

/// The start of a cell, for a problem.
pub(super) fn excerpt(text: &str) -> String {
    text.chars().take(EXCERPT).collect()
}

impl Fault {
    /// A stable name for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty-file",
            Self::Archive => "zip-archive",
            Self::Workbook => "excel-workbook",
            Self::Answers => "answers",
            Self::NotText => "not-text",
            Self::NotRecognised => "not-recognised",
            Self::ReadAsWindows1252 => "read-as-windows-1252",
            Self::BadEncoding => "bad-encoding",
            Self::JsonSyntax { .. } => "json-syntax",
            Self::JsonCut { .. } => "json-cut",
            Self::JsonObject => "json-object",
            Self::MorePages => "more-pages",
            Self::PartIncomplete { .. } => "part-incomplete",
            Self::UnknownColumn { .. } => "unknown-column",
            Self::KeptAside => "kept-aside",
            Self::DuplicateColumn { .. } => "duplicate-column",
            Self::SaysNothing => "column-says-nothing",
            Self::TooFewCells { .. } => "too-few-cells",
            Self::TooManyCells { .. } => "too-many-cells",
            Self::OpenQuote => "open-quote",
            Self::TextAfterQuote => "text-after-quote",
            Self::NoIdentity => "no-identity",
            Self::Repeated { .. } => "repeated-row",
            Self::Contradicts { .. } => "contradictory-row",
            Self::NameTaken { .. } => "duplicate-user-principal-name",
            Self::Disagrees { .. } => "contradictory-file",
            Self::ManagerLoop { .. } => "manager-loop",
            Self::ManagerNotFound { .. } => "manager-not-found",
            Self::ListNotRead { .. } => "list-not-read",
            Self::ListTruncated => "list-truncated",
            Self::ListPagesMissing => "list-pages-missing",
            Self::MembersNotHere { .. } => "members-not-here",
            Self::MembersRepeated { .. } => "members-repeated",
            Self::GroupNotTold => "group-not-told",
            Self::GroupLoop { .. } => "group-loop",
            Self::GroupAskedFor => "group-asked-for",
            Self::MemberNotFound { .. } => "member-not-found",
            Self::Predicted => "predicted-record",
            Self::EntryWithoutTime { .. } => "entry-without-time",
            Self::NotAnId { .. } => "not-an-id",
            Self::ProductTwice { .. } => "product-twice",
            Self::SubscriptionTwice { .. } => "subscription-twice",
            Self::ProductNotOwned { .. } => "product-not-owned",
            Self::ProductNames(fault) => fault.code(),
            Self::PlanNotInProduct { .. } => "plan-not-in-product",
            Self::NotACount { .. } => "not-a-count",
            Self::NotABoolean { .. } => "not-a-boolean",
            Self::NotATime { .. } => "not-a-time",
            Self::DateOrderGuessed { .. } => "date-order-guessed",
            Self::NotAChoice { .. } => "not-a-choice",
            Self::WrongType => "wrong-type",
            Self::TooLong { .. } => "too-long",
            Self::Oversized { .. } => "oversized-cell",
            Self::Formula => "formula",
            Self::Markup => "markup",
            Self::Direction { .. } => "direction-override",
            Self::Control { .. } => "control-character",
            Self::QuotationMark { .. } => "quotation-mark",
        }
    }

    /// How much it matters.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        match self {
            Self::ProductNames(fault) => fault.severity(),
            Self::ReadAsWindows1252
            | Self::Predicted
            | Self::KeptAside
            | Self::SaysNothing
            | Self::Repeated { .. }
            | Self::MembersNotHere { .. }
            | Self::MembersRepeated { .. }
            | Self::QuotationMark { .. } => Severity::Note,
            Self::BadEncoding
            | Self::PartIncomplete { .. }
            | Self::UnknownColumn { .. }
            | Self::TextAfterQuote
            | Self::OpenQuote
            | Self::ManagerLoop { .. }
            | Self::ListTruncated
            | Self::ListPagesMissing
            | Self::GroupNotTold
            | Self::GroupLoop { .. }
            | Self::DateOrderGuessed { .. }
            | Self::PlanNotInProduct { .. }
            | Self::ProductNotOwned { .. }
            | Self::NotAChoice { .. }
            | Self::TooLong { .. }
            | Self::Formula
            | Self::Markup
            | Self::Direction { .. }
            | Self::Control { .. } => Severity::Doubt,
            Self::Empty
            | Self::Archive
            | Self::Workbook
            | Self::Answers
            | Self::NotText
            | Self::NotRecognised
            | Self::JsonSyntax { .. }
            | Self::JsonCut { .. }
            | Self::JsonObject
            | Self::MorePages
            | Self::DuplicateColumn { .. }
            | Self::TooFewCells { .. }
            | Self::TooManyCells { .. }
            | Self::NoIdentity
            | Self::Contradicts { .. }
            | Self::NameTaken { .. }
            | Self::Disagrees { .. }
            | Self::ManagerNotFound { .. }
            | Self::ListNotRead { .. }
            | Self::GroupAskedFor
            | Self::MemberNotFound { .. }
            | Self::NotAnId { .. }
            | Self::NotACount { .. }
            | Self::ProductTwice { .. }
            | Self::SubscriptionTwice { .. }
            | Self::NotABoolean { .. }
            | Self::NotATime { .. }
            | Self::EntryWithoutTime { .. }
            | Self::WrongType
            | Self::Oversized { .. } => Severity::Loss,
        }
    }
}

/// The problems of one file: the first [`LISTED`] of every kind, and how many there are of each.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Problems {
    list: Vec<Problem>,
    counts: BTreeMap<&'static str, u32>,
}

impl Problems {
    /// Adds a problem. What it costs to describe is spent only when it will be listed.
    pub(super) fn add(&mut self, code: &'static str, problem: impl FnOnce() -> Problem) {
        let count = self.counts.entry(code).or_default();
        *count = count.saturating_add(1);
        if (*count as usize) <= LISTED {
            self.list.push(problem());
        }
    }

    /// Adds a problem of the whole file.
    pub(super) fn file(&mut self, fault: Fault) {
        self.add(fault.code(), || Problem { row: None, column: None, at: None, fault });
    }

    /// Adds a problem of a row.
    pub(super) fn row(&mut self, row: u32, fault: Fault) {
        self.add(fault.code(), || Problem { row: Some(row), column: None, at: None, fault });
    }

    /// Adds a problem of a cell.
    pub(super) fn cell(&mut self, row: u32, column: &str, fault: Fault) {
        let column = || Some(column.to_owned());
        self.add(fault.code(), || Problem { row: Some(row), column: column(), at: None, fault });
    }

    /// Puts the list in the order of the file.
    pub(super) fn sort(&mut self) {
        self.list.sort_by_key(|problem| problem.row);
    }

    /// The listed problems: those of the whole file, then row by row.
    #[must_use]
    pub fn list(&self) -> &[Problem] {
        &self.list
    }

    /// How many there are of each kind, by [`Fault::code`]; listed or not.
    pub fn counts(&self) -> impl Iterator<Item = (&'static str, u32)> {
        self.counts.iter().map(|(code, count)| (*code, *count))
    }

    /// How many there are of one kind.
    #[must_use]
    pub fn count(&self, code: &str) -> u32 {
        self.counts.get(code).copied().unwrap_or(0)
    }

    /// How many there are in all, listed or not.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.counts.values().map(|count| u64::from(*count)).sum()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }
}
