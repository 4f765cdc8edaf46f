//! Building a directory from files, column by column.

use super::{
    Objects, Places,
    codes::Codes,
    column::{Column, Data, FIRST, Form, NO, NULL, Raw, TextColumn, UNKNOWN, YES, is_diverse},
    dictionary::Dictionary,
    hash,
    recent::Recent,
    table::Table,
};
use crate::domain::{
    Attribute, Datum, Existence, ObjectId, Timestamp, UserId, Value, attribute::Schema,
};

/// Takes rows and columns and becomes [`Objects`].
///
/// Columns are independent of each other: an importer may feed some hundred rows of one column,
/// then the same rows of the next, so that one dictionary at a time is near. A column that ends
/// early is unknown below its end.
#[derive(Debug, Default)]
pub struct Loader {
    users: Objects,
    columns: Vec<ColumnLoader>,
}

impl Loader {
    /// Nothing loaded yet.
    #[must_use]
    pub fn new(schema: Schema) -> Self {
        let mut users = Objects::new(schema.kind());
        *users.schema_mut() = schema;
        Self { users, columns: Vec::new() }
    }

    /// The attributes.
    #[must_use]
    pub const fn schema(&self) -> &Schema {
        self.users.schema()
    }

    /// The attributes, to add custom ones.
    pub const fn schema_mut(&mut self) -> &mut Schema {
        self.users.schema_mut()
    }

    /// Adds a row; none, and no row, when the id is there already or rows run out.
    pub fn push_row(
        &mut self,
        id: ObjectId,
        provisional: bool,
        existence: Existence,
    ) -> Option<UserId> {
        self.users.push(id, provisional, existence)
    }

    /// Says which ids come next, so that their rows are added quicker.
    pub fn foresee(&self, ids: impl Iterator<Item = ObjectId>) {
        self.users.foresee(ids);
    }

    /// The row with an object id.
    #[must_use]
    pub fn find(&self, id: ObjectId) -> Option<UserId> {
        self.users.find(id)
    }

    /// Rows so far.
    #[must_use]
    pub const fn rows(&self) -> u32 {
        self.users.rows()
    }

    /// The column of an attribute, empty at first. What is pushed into a column of `id` or
    /// `deletedDateTime` is dropped: both follow from the row.
    pub fn column(&mut self, attribute: Attribute) -> &mut ColumnLoader {
        let at = self.columns.iter().position(|column| column.attribute == attribute);
        let at = at.unwrap_or_else(|| {
            let data = Data::new(attribute);
            self.columns.push(ColumnLoader { attribute, data, recent: Recent::default() });
            self.columns.len() - 1
        });
        #[expect(clippy::indexing_slicing, reason = "found or pushed just above")]
        &mut self.columns[at]
    }

    /// Does a part of what [`Self::finish`] does, a column at a time; false when nothing is left.
    /// No cell is to be pushed after the first part.
    pub fn finish_step(&mut self) -> bool {
        let Some(ColumnLoader { attribute, mut data, .. }) = self.columns.pop() else {
            return false;
        };
        let rows = self.users.rows() as usize;
        if data.len() > rows {
            data.resize(rows);
        }
        if let Data::Text(column) = &mut data {
            settle(column);
        }
        let column = Column::of(data);
        if column.known() > 0 && !attribute.follows() {
            self.users.put_column(attribute, column);
        }
        true
    }

    /// The users. Cells past the last row are dropped.
    #[must_use]
    pub fn finish(mut self) -> Objects {
        while self.finish_step() {}
        self.users
    }
}

/// One column being loaded, cell by cell from row 0.
///
/// A cell that does not fit the attribute's kind is taken as unknown.
#[derive(Debug)]
pub struct ColumnLoader {
    attribute: Attribute,
    data: Data,
    recent: Recent,
}

impl ColumnLoader {
    /// Cells so far.
    #[must_use]
    pub fn len(&self) -> u32 {
        u32::try_from(self.data.len()).unwrap_or(u32::MAX)
    }

    /// Whether there is no cell yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.data.len() == 0
    }

    /// Nothing told.
    pub fn push_unknown(&mut self) {
        self.data.push_nothing(false);
    }

    /// Not set.
    pub fn push_null(&mut self) {
        self.data.push_nothing(true);
    }

    /// A text; an empty one is null.
    #[inline]
    pub fn push_text(&mut self, text: &str) {
        match &mut self.data {
            Data::Text(column) => column.push(text),
            other => other.push_nothing(false),
        }
    }

    /// The cells of some rows: places in `text` between characters.
    pub fn push_places(&mut self, text: &str, places: &Places) {
        match &mut self.data {
            Data::Text(column) => column.extend(text, places, &mut self.recent),
            other => other.resize(other.len() + places.cells.len()),
        }
    }

    /// A yes or no.
    pub fn push_boolean(&mut self, value: bool) {
        match &mut self.data {
            Data::Boolean(codes) => codes.push(if value { YES } else { NO }),
            other => other.push_nothing(false),
        }
    }

    /// A point in time, or a day at midnight UTC.
    pub fn push_time(&mut self, time: Timestamp) {
        match &mut self.data {
            Data::Time(times) => times.push(FIRST, time.0),
            other => other.push_nothing(false),
        }
    }

    /// A list; an empty one is null.
    pub fn push_texts<'a, T>(&mut self, texts: T)
    where
        T: IntoIterator<Item = &'a str, IntoIter: Clone>,
    {
        match &mut self.data {
            Data::Texts(lists) => lists.push(true, texts.into_iter()),
            Data::Shared(lists) => lists.push(texts.into_iter()),
            other => other.push_nothing(false),
        }
    }

    /// Another object.
    pub fn push_reference(&mut self, id: ObjectId) {
        match &mut self.data {
            Data::Reference(references) => references.push(id),
            other => other.push_nothing(false),
        }
    }

    /// Any of the above.
    pub fn push(&mut self, datum: &Datum) {
        match datum {
            Datum::Unknown => self.push_unknown(),
            Datum::Null => self.push_null(),
            Datum::Value(Value::Text(text)) => self.push_text(text),
            Datum::Value(Value::Boolean(value)) => self.push_boolean(*value),
            Datum::Value(Value::Time(time)) => self.push_time(*time),
            Datum::Value(Value::Texts(texts)) => self.push_texts(texts.iter().map(String::as_str)),
            Datum::Value(Value::Reference(id)) => self.push_reference(*id),
        }
    }
}

/// Rows that tell whether a column repeats itself more than its beginning did.
const SAMPLE: usize = 1 << 12;

/// Puts texts into a dictionary after all when a sample of them repeats enough: names repeat
/// little among the first thousands and much among a million.
fn settle(column: &mut TextColumn) {
    let Form::Raw(raw) = &column.form else { return };
    if !repeats(raw) {
        return;
    }
    let (mut dictionary, mut codes) = (Dictionary::default(), Codes::default());
    let (mut recent, mut valued) = (Recent::default(), 0);
    for row in 0..raw.len() {
        let (text, (start, end), known) = raw.place(row);
        codes.push(if start < end {
            valued += 1;
            recent.intern(&mut dictionary, text, start, end).map_or(UNKNOWN, |it| it + FIRST)
        } else if known {
            NULL
        } else {
            UNKNOWN
        });
    }
    if !is_diverse(dictionary.len(), valued) {
        *column = TextColumn::of(Form::Dictionary { dictionary, codes });
    }
}

/// Whether a sample of the texts says that at most half of all are different.
fn repeats(raw: &Raw) -> bool {
    let step = (raw.len() / SAMPLE).max(1);
    let mut seen = Table::with_capacity(SAMPLE);
    let (mut sampled, mut again) = (0_usize, 0_usize);
    for row in (0..raw.len()).step_by(step) {
        let text = raw.text(row);
        if text.is_empty() {
            continue;
        }
        sampled += 1;
        let hash = hash::of_bytes(text.as_bytes());
        if seen.under(hash).any(|row| raw.text(row as usize) == text) {
            again += 1;
        } else {
            seen.insert(hash, u32::try_from(row).unwrap_or(u32::MAX));
        }
    }
    // Drawing s of n texts of which d are different repeats about s²/2d times.
    again > 0 && sampled * sampled / (2 * again) <= sampled * step / 2
}
