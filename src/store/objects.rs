//! The objects of one kind in a directory (users, groups or devices): rows, cells and what follows
//! each edit.

use super::{
    Bits, Cell,
    column::{Column, Data},
    hash,
    haystack::{Haystack, is_by_row},
    order::Orders,
    table::Table,
};
use crate::domain::{
    Attribute, Datum, Existence, Kind, ObjectId, Timestamp, UserId, Value,
    attribute::{Of, Schema},
};
use std::{collections::BTreeMap, fmt, sync::OnceLock};

/// All objects of a kind that were ever seen, one row each, with every attribute in one of three states.
#[derive(Default)]
pub struct Objects {
    pub(super) schema: Schema,
    pub(super) ids: Vec<ObjectId>,
    pub(super) provisional: Bits,
    pub(super) active: Bits,
    pub(super) deleted: Bits,
    /// When the deleted ones were.
    pub(super) deleted_at: BTreeMap<u32, Timestamp>,
    /// By the attribute's number among those of the kind; none where no row ever had anything.
    pub(super) columns: Vec<Option<Box<Column>>>,
    /// Rows by the hash of their id, made when first asked for and kept.
    index: OnceLock<Table>,
    pub(super) haystack: Haystack,
    pub(super) orders: Orders,
    /// Counts changes.
    pub(super) revision: u64,
}

impl Objects {
    /// No rows, and only the attributes of the kind's table.
    #[must_use]
    pub fn new(of: Of) -> Self {
        Self { schema: Schema::of(of), ..Self::default() }
    }

    /// The kind of object.
    #[must_use]
    pub const fn of(&self) -> Of {
        self.schema.kind()
    }

    /// The attributes.
    #[must_use]
    pub const fn schema(&self) -> &Schema {
        &self.schema
    }

    /// The attributes, to add custom ones.
    pub const fn schema_mut(&mut self) -> &mut Schema {
        &mut self.schema
    }

    /// Rows ever given, absent and deleted ones included.
    #[must_use]
    pub const fn rows(&self) -> u32 {
        self.active.len()
    }

    /// Number of objects that are not deleted.
    #[must_use]
    pub fn active_count(&self) -> u32 {
        self.active.count()
    }

    /// Number of soft-deleted objects.
    #[must_use]
    pub fn deleted_count(&self) -> u32 {
        self.deleted.count()
    }

    /// The objects that are not deleted.
    #[must_use]
    pub const fn active(&self) -> &Bits {
        &self.active
    }

    /// The soft-deleted objects.
    #[must_use]
    pub const fn deleted(&self) -> &Bits {
        &self.deleted
    }

    /// The rows that stand for an object, deleted ones included.
    #[must_use]
    pub fn present(&self) -> Bits {
        let mut rows = self.active.clone();
        rows.or(&self.deleted);
        rows
    }

    /// Adds a row with every attribute unknown; none when the id has a row, or rows run out.
    pub fn push(
        &mut self,
        id: ObjectId,
        provisional: bool,
        existence: Existence,
    ) -> Option<UserId> {
        let hash = hash::of_id(id);
        // The last numbers are taken by marks for "none".
        if self.find_under(hash, id).is_some() || self.rows() >= u32::MAX - 2 {
            return None;
        }
        let user = UserId(self.rows());
        self.ids.push(id);
        if let Some(index) = self.index.get_mut() {
            index.insert(hash, user.0);
        }
        self.provisional.push(provisional);
        self.active.push(existence == Existence::Active);
        self.deleted.push(matches!(existence, Existence::Deleted(_)));
        if let Existence::Deleted(time) = existence {
            self.deleted_at.insert(user.0, time);
        }
        self.haystack.grow(self.ids.len());
        self.revision += 1;
        self.orders.touch_row(self.schema.kind(), user.0);
        Some(user)
    }

    /// The object id of a row; the zero id for a row that was never given.
    #[must_use]
    pub fn id(&self, user: UserId) -> ObjectId {
        self.ids.get(user.index()).copied().unwrap_or_default()
    }

    fn index(&self) -> &Table {
        self.index.get_or_init(|| {
            let mut index = Table::with_capacity(self.ids.len());
            for (row, &id) in (0..).zip(&self.ids) {
                index.insert(hash::of_id(id), row);
            }
            index
        })
    }

    /// Makes the index of ids anew. Returns whether no two rows have the same.
    pub(super) fn index_distinct_ids(&mut self) -> bool {
        let mut index = Table::with_capacity(self.ids.len());
        let mut distinct = true;
        for (row, id) in (0..).zip(&self.ids) {
            let hash = hash::of_id(*id);
            distinct &= !index.under(hash).any(|other| self.ids.get(other as usize) == Some(id));
            index.insert(hash, row);
        }
        self.index = OnceLock::from(index);
        distinct
    }

    /// Gives a row another id, which references to the old one follow. Returns false, and changes
    /// nothing, when another row has the id.
    pub fn set_id(&mut self, user: UserId, id: ObjectId, provisional: bool) -> bool {
        if self.find(id).is_some_and(|other| other != user) {
            return false;
        }
        let Some(slot) = self.ids.get_mut(user.index()) else { return false };
        let before = std::mem::replace(slot, id);
        self.provisional.put(user.0, provisional);
        if let Some(index) = self.index.get_mut() {
            index.remove(hash::of_id(before), user.0);
            index.insert(hash::of_id(id), user.0);
        }
        for column in self.columns.iter_mut().flatten() {
            if let Data::Reference(references) = &mut column.data {
                references.rename(before, id);
            }
        }
        self.orders.touch(Attribute::id_of(self.schema.kind()), user.0);
        self.revision += 1;
        true
    }

    /// Whether the row's id is made up.
    #[must_use]
    pub fn is_provisional(&self, user: UserId) -> bool {
        self.provisional.contains(user.0)
    }

    /// The row with an object id.
    #[must_use]
    pub fn find(&self, id: ObjectId) -> Option<UserId> {
        self.find_under(hash::of_id(id), id)
    }

    fn find_under(&self, hash: u32, id: ObjectId) -> Option<UserId> {
        let mut rows = self.index().under(hash);
        rows.find(|&row| self.ids.get(row as usize).is_some_and(|it| it.is(id))).map(UserId)
    }

    /// Brings near what [`Self::push`] will ask about these ids: looking for one after the other
    /// waits for memory each time, looking for all at once waits once.
    pub(super) fn foresee(&self, ids: impl Iterator<Item = ObjectId>) {
        self.index().foresee(ids.map(hash::of_id));
    }

    /// Whether the row stands for an object.
    #[must_use]
    pub fn existence(&self, user: UserId) -> Existence {
        if self.active.contains(user.0) {
            return Existence::Active;
        }
        self.deleted_at.get(&user.0).map_or(Existence::Absent, |&time| Existence::Deleted(time))
    }

    /// Lets an object appear, be deleted or come back.
    pub fn set_existence(&mut self, user: UserId, existence: Existence) {
        if user.index() >= self.ids.len() {
            return;
        }
        self.active.put(user.0, existence == Existence::Active);
        self.deleted_at.remove(&user.0);
        if let Existence::Deleted(time) = existence {
            self.deleted_at.insert(user.0, time);
        }
        self.deleted.put(user.0, matches!(existence, Existence::Deleted(_)));
        self.revision += 1;
    }

    pub(super) fn column(&self, attribute: Attribute) -> Option<&Column> {
        if attribute.of() != self.of() {
            return None;
        }
        self.columns.get(attribute.row())?.as_deref()
    }

    /// Puts a whole column in place; of an attribute of the kind.
    pub(super) fn put_column(&mut self, attribute: Attribute, column: Column) {
        if attribute.of() != self.of() {
            return;
        }
        let number = attribute.row();
        if self.columns.len() <= number {
            self.columns.resize_with(number + 1, || None);
        }
        if let Some(slot) = self.columns.get_mut(number) {
            *slot = Some(Box::new(column));
        }
        self.haystack.clear();
        self.orders.forget(attribute);
        self.revision += 1;
    }

    /// What a row has in an attribute. `id` and `deletedDateTime` follow from the row itself.
    #[must_use]
    #[inline]
    pub fn read(&self, user: UserId, attribute: Attribute) -> Cell<'_> {
        match self.column(attribute) {
            Some(column) => column.read(user.index()),
            None => self.read_row(user, attribute),
        }
    }

    /// Attributes without a column.
    fn read_row(&self, user: UserId, attribute: Attribute) -> Cell<'_> {
        match attribute {
            _ if attribute.of() != self.of() => Cell::Unknown,
            id if id.is_id() => {
                self.ids.get(user.index()).map_or(Cell::Unknown, |&id| Cell::Reference(id))
            }
            deletion if deletion.is_deletion() => match self.existence(user) {
                Existence::Absent => Cell::Unknown,
                Existence::Active => Cell::Null,
                Existence::Deleted(time) => Cell::Time(time),
            },
            _ => Cell::Unknown,
        }
    }

    /// As [`Self::read`], owned.
    #[must_use]
    pub fn get(&self, user: UserId, attribute: Attribute) -> Datum {
        self.read(user, attribute).to_datum()
    }

    /// Changes one cell. An empty text or list is null; a value that does not fit the attribute's
    /// kind, an attribute without a column (`id`, `deletedDateTime`) or of another kind of object
    /// and a row that was never given change nothing. Takes the same time in a directory of any size.
    pub fn set(&mut self, user: UserId, attribute: Attribute, datum: &Datum) {
        if attribute.follows() || attribute.of() != self.of() || user.index() >= self.ids.len() {
            return;
        }
        let fits = match (datum, attribute.kind()) {
            (Datum::Value(Value::Text(text)), Kind::Text) => !text.is_empty(),
            (Datum::Value(Value::Texts(texts)), Kind::Texts) => !texts.is_empty(),
            (Datum::Unknown | Datum::Null, _)
            | (Datum::Value(Value::Boolean(_)), Kind::Boolean)
            | (Datum::Value(Value::Time(_)), Kind::Time | Kind::Date)
            | (Datum::Value(Value::Reference(_)), Kind::Reference) => true,
            _ => return,
        };
        self.revision += 1;
        let number = attribute.row();
        if self.columns.len() <= number {
            self.columns.resize_with(number + 1, || None);
        }
        let Some(slot) = self.columns.get_mut(number) else { return };
        if slot.is_none() && *datum == Datum::Unknown {
            return;
        }
        let column = slot.get_or_insert_with(|| Box::new(Column::new(attribute)));
        column.set(user.index(), if fits { datum } else { &Datum::Null });
        if column.reconsider() {
            self.haystack.clear();
            self.orders.forget(attribute);
        } else if is_by_row(column) {
            self.haystack.forget(user.index());
        }
        self.orders.touch(attribute, user.0);
    }

    /// Whether any row has null or a value.
    #[must_use]
    pub fn is_known(&self, attribute: Attribute) -> bool {
        match attribute {
            _ if attribute.of() != self.of() => false,
            id if id.is_id() => !self.ids.is_empty(),
            deletion if deletion.is_deletion() => {
                !self.active.is_empty() || !self.deleted.is_empty()
            }
            _ => self.column(attribute).is_some_and(|column| column.known() > 0),
        }
    }

    /// The users, deleted ones included, whose manager this is, in the order of their rows.
    #[must_use]
    pub fn reports(&self, manager: ObjectId) -> Vec<UserId> {
        let Some(column) = self.column(Attribute::MANAGER) else { return Vec::new() };
        let Data::Reference(references) = &column.data else { return Vec::new() };
        let is_user = |&row: &u32| self.active.contains(row) || self.deleted.contains(row);
        references.rows(manager).into_iter().filter(is_user).map(UserId).collect()
    }
}

/// The directory itself; whatever was made for look-ups, searches and sorts is made again.
impl Clone for Objects {
    fn clone(&self) -> Self {
        let mut copy = self.copy_of_rows();
        copy.columns.clone_from(&self.columns);
        copy
    }
}

impl Objects {
    /// A copy of the rows without their cells, which [`Self::copy_column`] adds: for tables that are not to be
    /// copied in one go.
    #[must_use]
    pub fn copy_of_rows(&self) -> Self {
        let mut haystack = Haystack::default();
        haystack.grow(self.ids.len());
        Self {
            schema: self.schema.clone(),
            ids: self.ids.clone(),
            provisional: self.provisional.clone(),
            active: self.active.clone(),
            deleted: self.deleted.clone(),
            deleted_at: self.deleted_at.clone(),
            columns: Vec::new(),
            index: OnceLock::new(),
            haystack,
            orders: Orders::default(),
            revision: self.revision,
        }
    }

    /// Copies the next column of the table that this is a copy of; false when it has all.
    pub fn copy_column(&mut self, from: &Self) -> bool {
        let next = from.columns.get(self.columns.len());
        self.columns.extend(next.cloned());
        next.is_some()
    }
}

impl fmt::Debug for Objects {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Objects")
            .field("of", &self.of())
            .field("rows", &self.rows())
            .field("active", &self.active_count())
            .field("deleted", &self.deleted_count())
            .finish_non_exhaustive()
    }
}
