//! What a grid shows and what it tells: columns, row contents, events. Plain data.

/// A column, after the one for selecting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// What the caller knows it by.
    pub key: u16,
    pub label: String,
    /// What stands behind the label and is never cut off, such as a number; may be empty.
    pub note: String,
    /// Width in CSS pixels.
    pub width: u32,
    /// Whether the header sorts.
    pub sortable: bool,
    pub sorted: Option<Sorted>,
}

/// How a column takes part in the sort.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sorted {
    pub descending: bool,
    /// Place among the sort columns, from 1; 0 when it is the only one.
    pub place: u8,
}

/// The narrowest a column can be made.
pub const NARROWEST: u32 = 64;
/// The widest.
pub const WIDEST: u32 = 800;
/// By how much a key widens.
pub const STEP: u32 = 16;

/// Pixels of a cell beside its text, and the height of a row, at the size of text that
/// [`drawn_at_most`] knows.
const PADDING: i64 = 16;
const ROW: i64 = 36;

/// Pixels at most that a text takes, drawn as tables draw it: the widest of the usual fonts of each
/// system, letter by letter.
fn drawn_at_most(text: &str) -> i64 {
    let wide = |letter: char| match letter {
        'i' | 'j' | 'l' | 'f' | 't' | 'r' | 'I' | 'J' | ' ' | '.' | ',' | '-' | '\'' => 6,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 14,
        'a'..='z' | '0'..='9' | '_' => 9,
        '\0'..'\u{1100}' => 12,
        // Han, Hangul, kana, emoji.
        _ => 18,
    };
    text.chars().map(wide).sum()
}

/// Pixels for text in columns of this width where rows have this height.
pub fn room(columns: &[Column], row: i64) -> Vec<i64> {
    columns.iter().map(|column| i64::from(column.width) * ROW / row.max(1) - PADDING).collect()
}

/// Whether a text may not fit. Only such cells are clipped and end in dots: what is clipped costs a
/// fifth of a frame while scrolling; what is not lies below the next cell where it is too long.
pub fn is_long(text: &str, room: i64) -> bool {
    drawn_at_most(text) > room
}

/// How a cell is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Look {
    #[default]
    Plain,
    /// Null or unknown.
    Missing,
    /// Differs from the baseline.
    Changed,
    /// Says that the row is only planned; a sign stands before the word.
    Draft,
    /// Says that the row is on record; another sign stands before the word.
    Record,
    /// Belongs to the row itself, comes to it from elsewhere, or both; each has a sign before the word.
    Own,
    Inherited,
    Both,
    /// Something is wrong; a sign says so as well.
    Wrong,
}

impl Look {
    /// Pixels that a sign before the text takes.
    pub const fn sign(self) -> i64 {
        match self {
            Self::Plain | Self::Missing | Self::Changed => 0,
            Self::Draft | Self::Record | Self::Own | Self::Inherited | Self::Both | Self::Wrong => {
                22
            }
        }
    }
}

/// Where a source writes the contents of one row; the buffer is used again for the next.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowText {
    text: String,
    cells: Vec<(usize, Look)>,
    /// Address of the row's page, for the link in the first column.
    pub href: String,
    pub selected: bool,
    /// Whether anything of the row is staged.
    pub staged: bool,
    /// Whether its details are shown beside the list.
    pub open: bool,
}

impl RowText {
    /// Makes room for another row.
    pub fn clear(&mut self) {
        self.text.clear();
        self.cells.clear();
        self.href.clear();
        (self.selected, self.staged, self.open) = (false, false, false);
    }

    /// Adds a cell.
    pub fn cell(&mut self, look: Look, text: &str) {
        self.text.push_str(text);
        self.cells.push((self.text.len(), look));
    }

    /// The cells in order.
    pub fn cells(&self) -> impl Iterator<Item = (&str, Look)> {
        let mut start = 0;
        self.cells.iter().map(move |(end, look)| {
            let text = self.text.get(start..*end).unwrap_or_default();
            start = *end;
            (text, *look)
        })
    }
}

/// The rows behind a grid. A new one is given whenever anything of it changes.
pub trait Source: Send + Sync {
    /// How many rows there are.
    fn len(&self) -> usize;

    /// Whether there is none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Writes the cells of a row, one per column key.
    fn fill(&self, row: usize, columns: &[u16], out: &mut RowText);
}

/// How much of the list is selected, for the box in the header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ticked {
    #[default]
    Nothing,
    Some,
    All,
}

/// What the reader asked of the list. Rows are positions in the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GridEvent {
    /// Sort by a column, alone or added to the columns that sort already.
    Sort { column: u16, add: bool },
    /// Make a column this wide.
    Resize { column: u16, width: u32 },
    /// Move a column by one place.
    Move { column: u16, right: bool },
    /// The row with the focus is another one.
    Active { row: usize },
    /// Show the row's page.
    Open { row: usize },
    /// Show the row's details beside the list.
    Pane { row: usize },
    /// Select a row, or deselect it.
    Toggle { row: usize },
    /// Select all rows from one to another, both included.
    Range { from: usize, to: usize },
    /// Select every row of the list, or none when all are.
    All,
}

#[cfg(test)]
mod tests;
