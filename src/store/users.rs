//! The users of a directory.

use crate::{
    domain::{
        Attribute, Datum, Existence, Kind, ObjectId, Timestamp, UserId, Value, attribute::Schema,
    },
    store::{Bits, Cell, Direction, Facet, Facets, Filter, Found, Matched, Operator, cell::Texts},
    text::{
        collate::{self, Collation},
        fold,
    },
};
use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
};

/// All users ever seen, one row each, with every attribute in one of three states.
#[derive(Debug, Clone, Default)]
pub struct Users {
    schema: Schema,
    rows: Vec<Row>,
    by_id: BTreeMap<ObjectId, UserId>,
    active: Bits,
    deleted: Bits,
    revision: u64,
}

#[derive(Debug, Clone)]
struct Row {
    id: ObjectId,
    provisional: bool,
    existence: Existence,
    cells: BTreeMap<Attribute, Datum>,
}

impl Users {
    /// No rows, and only the attributes of the table.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
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

    /// Number of users that are not deleted.
    #[must_use]
    pub fn active_count(&self) -> u32 {
        self.active.count()
    }

    /// Number of soft-deleted users.
    #[must_use]
    pub fn deleted_count(&self) -> u32 {
        self.deleted.count()
    }

    /// The users that are not deleted.
    #[must_use]
    pub const fn active(&self) -> &Bits {
        &self.active
    }

    /// The soft-deleted users.
    #[must_use]
    pub const fn deleted(&self) -> &Bits {
        &self.deleted
    }

    /// Adds a row with every attribute unknown; none when the id has a row, or rows run out.
    pub fn push(
        &mut self,
        id: ObjectId,
        provisional: bool,
        existence: Existence,
    ) -> Option<UserId> {
        if self.by_id.contains_key(&id) || self.rows() == u32::MAX {
            return None;
        }
        let user = UserId(self.rows());
        self.by_id.insert(id, user);
        self.rows.push(Row { id, provisional, existence, cells: BTreeMap::new() });
        self.active.grow(user.0 + 1);
        self.deleted.grow(user.0 + 1);
        self.set_existence(user, existence);
        Some(user)
    }

    fn row(&self, user: UserId) -> Option<&Row> {
        self.rows.get(user.index())
    }

    /// The object id of a row; the zero id for a row that was never given.
    #[must_use]
    pub fn id(&self, user: UserId) -> ObjectId {
        self.row(user).map(|row| row.id).unwrap_or_default()
    }

    /// Gives a row another id, which references to the old one follow. Returns false, and changes
    /// nothing, when another row has the id.
    pub fn set_id(&mut self, user: UserId, id: ObjectId, provisional: bool) -> bool {
        if self.by_id.get(&id).is_some_and(|&other| other != user) {
            return false;
        }
        let Some(row) = self.rows.get_mut(user.index()) else { return false };
        let before = std::mem::replace(&mut row.id, id);
        row.provisional = provisional;
        self.by_id.remove(&before);
        self.by_id.insert(id, user);
        let (before, after) = (Value::Reference(before), Value::Reference(id));
        for row in &mut self.rows {
            for cell in row.cells.values_mut() {
                if *cell == Datum::Value(before.clone()) {
                    *cell = Datum::Value(after.clone());
                }
            }
        }
        self.revision += 1;
        true
    }

    /// Whether the row's id is made up.
    #[must_use]
    pub fn is_provisional(&self, user: UserId) -> bool {
        self.row(user).is_some_and(|row| row.provisional)
    }

    /// The row with an object id.
    #[must_use]
    pub fn find(&self, id: ObjectId) -> Option<UserId> {
        self.by_id.get(&id).copied()
    }

    /// The active users whose text (or one of whose texts) equals this one in any case, in the
    /// order of their rows.
    #[must_use]
    pub fn find_by_text(&self, attribute: Attribute, text: &str) -> Vec<UserId> {
        let value = Value::Text(text.to_owned());
        let mut rows = self.filter(&Filter::new(attribute, Operator::Is, value)).yes;
        rows.and(&self.active);
        rows.iter().map(UserId).collect()
    }

    /// Whether the row stands for a user.
    #[must_use]
    pub fn existence(&self, user: UserId) -> Existence {
        self.row(user).map_or(Existence::Absent, |row| row.existence)
    }

    /// Lets a user appear, be deleted or come back.
    pub fn set_existence(&mut self, user: UserId, existence: Existence) {
        if let Some(row) = self.rows.get_mut(user.index()) {
            row.existence = existence;
            self.active.put(user.0, existence == Existence::Active);
            self.deleted.put(user.0, matches!(existence, Existence::Deleted(_)));
            self.revision += 1;
        }
    }

    /// What a row has in an attribute. `id` and `deletedDateTime` follow from the row itself.
    #[must_use]
    pub fn read(&self, user: UserId, attribute: Attribute) -> Cell<'_> {
        let Some(row) = self.row(user) else { return Cell::Unknown };
        match attribute {
            Attribute::ID => return Cell::Reference(row.id),
            Attribute::DELETED_DATE_TIME => {
                return match row.existence {
                    Existence::Absent => Cell::Unknown,
                    Existence::Active => Cell::Null,
                    Existence::Deleted(time) => Cell::Time(time),
                };
            }
            _ => {}
        }
        match row.cells.get(&attribute) {
            None | Some(Datum::Unknown) => Cell::Unknown,
            Some(Datum::Null) => Cell::Null,
            Some(Datum::Value(value)) => match value {
                Value::Text(text) => Cell::Text(text),
                Value::Boolean(value) => Cell::Boolean(*value),
                Value::Time(time) => Cell::Time(*time),
                Value::Texts(texts) => Cell::Texts(Texts::new(texts)),
                Value::Reference(id) => Cell::Reference(*id),
            },
        }
    }

    /// As [`Self::read`], owned.
    #[must_use]
    pub fn get(&self, user: UserId, attribute: Attribute) -> Datum {
        self.read(user, attribute).to_datum()
    }

    /// Changes one cell. An empty text or list is null; a value that does not fit the attribute's
    /// kind, an attribute without a column (`id`, `deletedDateTime`) and a row that was never
    /// given change nothing.
    pub fn set(&mut self, user: UserId, attribute: Attribute, datum: &Datum) {
        if matches!(attribute, Attribute::ID | Attribute::DELETED_DATE_TIME) {
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
        let datum = if fits { datum.clone() } else { Datum::Null };
        if let Some(row) = self.rows.get_mut(user.index()) {
            row.cells.insert(attribute, datum);
            self.revision += 1;
        }
    }

    /// Whether any row has null or a value.
    #[must_use]
    pub fn is_known(&self, attribute: Attribute) -> bool {
        (0..self.rows()).any(|row| self.read(UserId(row), attribute).is_known())
    }

    /// The users, deleted ones included, whose manager this is, in the order of their rows.
    #[must_use]
    pub fn reports(&self, manager: ObjectId) -> Vec<UserId> {
        let value = Value::Reference(manager);
        let found = self.filter(&Filter::new(Attribute::MANAGER, Operator::Is, value));
        found.yes.iter().map(UserId).collect()
    }

    /// The rows that stand for a user, deleted ones included.
    #[must_use]
    pub fn present(&self) -> Bits {
        let mut rows = self.active.clone();
        rows.or(&self.deleted);
        rows
    }

    /// Which users satisfy a condition.
    #[must_use]
    pub fn filter(&self, filter: &Filter) -> Matched {
        let mut matched =
            Matched { yes: Bits::none(self.rows()), unknown: Bits::none(self.rows()) };
        for row in self.present().iter() {
            match verdict(self.read(UserId(row), filter.attribute), filter) {
                Some(true) => matched.yes.insert(row),
                None => matched.unknown.insert(row),
                Some(false) => {}
            }
        }
        matched
    }

    /// The users with every word of the query somewhere in a text attribute, in any case and with
    /// or without accents. A word that is a whole object id finds its user as well.
    ///
    /// `previous` is the answer to an earlier query; it makes the answer to a longer one cheap and
    /// never changes it.
    #[must_use]
    pub fn search(&self, query: &str, previous: Option<&Found>) -> Found {
        let query = fold::search(query);
        let words: Vec<String> = query.split_whitespace().map(str::to_owned).collect();
        let mut rows = self.present();
        if let Some(previous) = previous.filter(|found| found.revision == self.revision)
            && previous.words.iter().all(|old| words.iter().any(|new| new.contains(old.as_str())))
        {
            rows.and(&previous.rows);
        }
        let found = rows.iter().filter(|&row| words.iter().all(|word| self.has_word(row, word)));
        let rows = Bits::of(self.rows(), found.collect::<Vec<_>>());
        Found { rows, words, revision: self.revision }
    }

    fn has_word(&self, row: u32, word: &str) -> bool {
        let user = UserId(row);
        ObjectId::parse(word).is_some_and(|id| id == self.id(user))
            || self.schema.attributes().any(|attribute| match self.read(user, attribute) {
                Cell::Text(text) => fold::search(text).contains(word),
                Cell::Texts(texts) => texts.iter().any(|text| fold::search(text).contains(word)),
                _ => false,
            })
    }

    /// The values of an attribute among some users.
    #[must_use]
    pub fn facets(&self, attribute: Attribute, within: &Bits, limit: usize) -> Facets {
        let mut counts: BTreeMap<Datum, u32> = BTreeMap::new();
        for row in within.iter() {
            let cell = self.read(UserId(row), attribute);
            if let Cell::Texts(texts) = cell {
                for text in texts.iter().collect::<BTreeSet<_>>() {
                    *counts.entry(Datum::text(text)).or_default() += 1;
                }
            } else {
                *counts.entry(cell.to_datum()).or_default() += 1;
            }
        }
        let rest = [Datum::Null, Datum::Unknown]
            .into_iter()
            .filter_map(|value| counts.remove(&value).map(|count| Facet { value, count }))
            .collect::<Vec<_>>();
        let mut facets: Vec<Facet> =
            counts.into_iter().map(|(value, count)| Facet { value, count }).collect();
        let distinct = u32::try_from(facets.len()).unwrap_or(u32::MAX);
        facets.sort_by(|one, other| {
            let text = |facet: &Facet| {
                facet.value.as_text().map(|text| collate::key(text, Collation::Root))
            };
            let by_count = other.count.cmp(&one.count);
            by_count.then_with(|| text(one).cmp(&text(other))).then(one.value.cmp(&other.value))
        });
        facets.truncate(limit);
        facets.extend(rest);
        Facets { facets, distinct }
    }

    /// The rows of a set in the order of one or more attributes.
    ///
    /// Texts follow the reader's order, lists compare text by text, no comes before yes. A
    /// reference sorts by the display name of the user it names, and after all of those by id
    /// when there is none. Null comes after every value and unknown after null, in both
    /// directions. What is equal in every attribute stays in the order of the rows.
    #[must_use]
    pub fn order(
        &self,
        by: &[(Attribute, Direction)],
        within: &Bits,
        collation: Collation,
    ) -> Vec<u32> {
        let mut rows: Vec<u32> = within.iter().filter(|&row| row < self.rows()).collect();
        rows.sort_by_cached_key(|&row| {
            by.iter()
                .map(|&(attribute, direction)| {
                    match self.sort_key(UserId(row), attribute, collation) {
                        Ok(key) => Place::Value(key, direction),
                        Err(rank) => Place::None(rank),
                    }
                })
                .collect::<Vec<_>>()
        });
        rows
    }

    fn sort_key(
        &self,
        user: UserId,
        attribute: Attribute,
        collation: Collation,
    ) -> Result<SortKey, u8> {
        Ok(match self.read(user, attribute) {
            Cell::Unknown => return Err(1),
            Cell::Null => return Err(0),
            Cell::Text(text) => SortKey::Text(collate::key(text, collation)),
            Cell::Boolean(value) => SortKey::Boolean(value),
            Cell::Time(time) => SortKey::Time(time),
            Cell::Texts(texts) => {
                SortKey::Texts(texts.iter().map(|text| collate::key(text, collation)).collect())
            }
            Cell::Reference(id) if attribute == Attribute::ID => SortKey::Id(id),
            Cell::Reference(id) => {
                let name =
                    self.find(id).and_then(|user| self.read(user, Attribute::DISPLAY_NAME).text());
                name.map_or(SortKey::Id(id), |name| SortKey::Text(collate::key(name, collation)))
            }
        })
    }
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum SortKey {
    Text(Vec<u8>),
    Boolean(bool),
    Time(Timestamp),
    Texts(Vec<Vec<u8>>),
    Id(ObjectId),
}

#[derive(Debug, PartialEq, Eq)]
enum Place {
    Value(SortKey, Direction),
    None(u8),
}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Place {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Value(one, Direction::Ascending), Self::Value(other, _)) => one.cmp(other),
            (Self::Value(one, Direction::Descending), Self::Value(other, _)) => other.cmp(one),
            (Self::Value(..), Self::None(_)) => Ordering::Less,
            (Self::None(_), Self::Value(..)) => Ordering::Greater,
            (Self::None(one), Self::None(other)) => one.cmp(other),
        }
    }
}

/// Yes, no, or unknown for one cell.
fn verdict(cell: Cell<'_>, filter: &Filter) -> Option<bool> {
    use Operator as Op;
    match filter.operator {
        Op::IsUnknown => return Some(!cell.is_known()),
        Op::IsKnown => return Some(cell.is_known()),
        _ if !cell.is_known() => return None,
        Op::IsEmpty => return Some(!cell.is_value()),
        Op::IsNotEmpty => return Some(cell.is_value()),
        _ => {}
    }
    let any = |test: &dyn Fn(&Value) -> bool| filter.values.iter().any(test);
    let text = |test: fn(&str, &str) -> bool| {
        any(&|value| {
            let Value::Text(value) = value else { return false };
            let passes = |text: &str| test(&fold::case(text), &fold::case(value));
            match cell {
                Cell::Text(text) => passes(text),
                Cell::Texts(texts) => texts.iter().any(passes),
                _ => false,
            }
        })
    };
    let is = || {
        text(|text, value| text == value)
            || any(&|value| match (cell, value) {
                (Cell::Boolean(one), Value::Boolean(other)) => one == *other,
                (Cell::Time(one), Value::Time(other)) => one == *other,
                (Cell::Reference(one), Value::Reference(other)) => one == *other,
                _ => false,
            })
    };
    let time = |test: fn(&Timestamp, &Timestamp) -> bool| {
        any(&|value| match (cell, value) {
            (Cell::Time(time), Value::Time(value)) => test(&time, value),
            _ => false,
        })
    };
    Some(match filter.operator {
        Op::Is | Op::In => is(),
        Op::IsNot | Op::NotIn => !is(),
        Op::Contains => text(|text, value| text.contains(value)),
        Op::NotContains => !text(|text, value| text.contains(value)),
        Op::StartsWith => text(|text, value| text.starts_with(value)),
        Op::NotStartsWith => !text(|text, value| text.starts_with(value)),
        Op::EndsWith => text(|text, value| text.ends_with(value)),
        Op::NotEndsWith => !text(|text, value| text.ends_with(value)),
        Op::Before => time(Timestamp::lt),
        Op::NotAfter => time(Timestamp::le),
        Op::After => time(Timestamp::gt),
        Op::NotBefore => time(Timestamp::ge),
        Op::IsEmpty | Op::IsNotEmpty | Op::IsUnknown | Op::IsKnown => false,
    })
}
