//! Building a directory from files, column by column.

use crate::{
    domain::{Attribute, Datum, Existence, ObjectId, Timestamp, UserId, Value, attribute::Schema},
    store::Users,
};

/// Takes rows and columns and becomes [`Users`].
///
/// Columns are independent of each other: an importer may feed some hundred rows of one column,
/// then the same rows of the next. A column that ends early is unknown below its end.
#[derive(Debug, Clone, Default)]
pub struct Loader {
    users: Users,
    columns: Vec<ColumnLoader>,
}

impl Loader {
    /// Nothing loaded yet.
    #[must_use]
    pub fn new(schema: Schema) -> Self {
        let mut users = Users::new();
        *users.schema_mut() = schema;
        Self { users, columns: Vec::new() }
    }

    /// The attributes, to add custom ones.
    pub fn schema_mut(&mut self) -> &mut Schema {
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

    /// Rows so far.
    #[must_use]
    pub fn rows(&self) -> u32 {
        self.users.rows()
    }

    /// The column of an attribute, empty at first.
    pub fn column(&mut self, attribute: Attribute) -> &mut ColumnLoader {
        let index = usize::from(attribute.0);
        while self.columns.len() <= index {
            let next = Attribute(u16::try_from(self.columns.len()).unwrap_or(u16::MAX));
            self.columns.push(ColumnLoader { attribute: next, cells: Vec::new() });
        }
        #[expect(clippy::indexing_slicing, reason = "made longer just above")]
        &mut self.columns[index]
    }

    /// The users. Cells past the last row are dropped.
    #[must_use]
    pub fn finish(mut self) -> Users {
        for column in &self.columns {
            for (row, cell) in (0..self.users.rows()).zip(&column.cells) {
                self.users.set(UserId(row), column.attribute, cell);
            }
        }
        self.users
    }
}

/// One column being loaded, cell by cell from row 0.
///
/// A cell that does not fit the attribute's kind is taken as unknown.
#[derive(Debug, Clone)]
pub struct ColumnLoader {
    attribute: Attribute,
    cells: Vec<Datum>,
}

impl ColumnLoader {
    /// Cells so far.
    #[must_use]
    pub fn len(&self) -> u32 {
        u32::try_from(self.cells.len()).unwrap_or(u32::MAX)
    }

    /// Whether there is no cell yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// Nothing told.
    pub fn push_unknown(&mut self) {
        self.cells.push(Datum::Unknown);
    }

    /// Not set.
    pub fn push_null(&mut self) {
        self.cells.push(Datum::Null);
    }

    /// A text; an empty one is null.
    pub fn push_text(&mut self, text: &str) {
        self.cells.push(Datum::text(text));
    }

    /// A yes or no.
    pub fn push_boolean(&mut self, value: bool) {
        self.cells.push(Datum::Value(Value::Boolean(value)));
    }

    /// A point in time, or a day at midnight UTC.
    pub fn push_time(&mut self, time: Timestamp) {
        self.cells.push(Datum::Value(Value::Time(time)));
    }

    /// A list; an empty one is null.
    pub fn push_texts<'a>(&mut self, texts: impl IntoIterator<Item = &'a str>) {
        let texts: Vec<String> = texts.into_iter().map(str::to_owned).collect();
        self.cells.push(if texts.is_empty() {
            Datum::Null
        } else {
            Datum::Value(Value::Texts(texts))
        });
    }

    /// Another object.
    pub fn push_reference(&mut self, id: ObjectId) {
        self.cells.push(Datum::Value(Value::Reference(id)));
    }

    /// Any of the above.
    pub fn push(&mut self, datum: &Datum) {
        self.cells.push(datum.clone());
    }
}
