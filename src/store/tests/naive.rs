//! The users of a directory as a list of rows: slow, and plain enough to be believed.

use crate::{
    domain::{
        Attribute, Datum, Existence, Kind, ObjectId, Timestamp, UserId, Value, attribute::Schema,
    },
    store::{Bits, Direction, Facet, Facets, Filter, Matched, Operator},
    text::{
        collate::{Collation, oracle},
        fold,
    },
};
use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
};

#[derive(Debug, Clone, Default)]
pub(in crate::store) struct Naive {
    pub(in crate::store) schema: Schema,
    rows: Vec<Row>,
}

#[derive(Debug, Clone)]
struct Row {
    id: ObjectId,
    provisional: bool,
    existence: Existence,
    cells: BTreeMap<Attribute, Datum>,
}

impl Naive {
    pub(in crate::store) fn rows(&self) -> u32 {
        u32::try_from(self.rows.len()).unwrap()
    }

    fn all(&self) -> impl Iterator<Item = UserId> {
        (0..self.rows()).map(UserId)
    }

    pub(in crate::store) fn push(
        &mut self,
        id: ObjectId,
        provisional: bool,
        existence: Existence,
    ) -> Option<UserId> {
        if self.find(id).is_some() {
            return None;
        }
        self.rows.push(Row { id, provisional, existence, cells: BTreeMap::new() });
        Some(UserId(self.rows() - 1))
    }

    pub(in crate::store) fn id(&self, user: UserId) -> ObjectId {
        self.rows.get(user.index()).map(|row| row.id).unwrap_or_default()
    }

    pub(in crate::store) fn set_id(
        &mut self,
        user: UserId,
        id: ObjectId,
        provisional: bool,
    ) -> bool {
        if self.find(id).is_some_and(|other| other != user) || user.0 >= self.rows() {
            return false;
        }
        let row = &mut self.rows[user.index()];
        let before = std::mem::replace(&mut row.id, id);
        row.provisional = provisional;
        for row in &mut self.rows {
            for cell in row.cells.values_mut() {
                if *cell == Datum::Value(Value::Reference(before)) {
                    *cell = Datum::Value(Value::Reference(id));
                }
            }
        }
        true
    }

    pub(in crate::store) fn is_provisional(&self, user: UserId) -> bool {
        self.rows.get(user.index()).is_some_and(|row| row.provisional)
    }

    pub(in crate::store) fn find(&self, id: ObjectId) -> Option<UserId> {
        self.all().find(|&user| self.id(user) == id)
    }

    pub(in crate::store) fn find_by_text(&self, attribute: Attribute, text: &str) -> Vec<UserId> {
        let same = |other: &String| fold::case(other) == fold::case(text);
        let has = |user: &UserId| match self.get(*user, attribute) {
            Datum::Value(Value::Text(other)) => same(&other),
            Datum::Value(Value::Texts(others)) => others.iter().any(same),
            _ => false,
        };
        self.all().filter(|&user| self.existence(user) == Existence::Active).filter(has).collect()
    }

    pub(in crate::store) fn existence(&self, user: UserId) -> Existence {
        self.rows.get(user.index()).map_or(Existence::Absent, |row| row.existence)
    }

    pub(in crate::store) fn set_existence(&mut self, user: UserId, existence: Existence) {
        if let Some(row) = self.rows.get_mut(user.index()) {
            row.existence = existence;
        }
    }

    pub(in crate::store) fn get(&self, user: UserId, attribute: Attribute) -> Datum {
        let Some(row) = self.rows.get(user.index()) else { return Datum::Unknown };
        match (attribute, row.existence) {
            (Attribute::ID, _) => Datum::Value(Value::Reference(row.id)),
            (Attribute::DELETED_DATE_TIME, Existence::Absent) => Datum::Unknown,
            (Attribute::DELETED_DATE_TIME, Existence::Active) => Datum::Null,
            (Attribute::DELETED_DATE_TIME, Existence::Deleted(time)) => {
                Datum::Value(Value::Time(time))
            }
            _ => row.cells.get(&attribute).cloned().unwrap_or_default(),
        }
    }

    pub(in crate::store) fn set(&mut self, user: UserId, attribute: Attribute, datum: &Datum) {
        let fits = matches!(
            (datum, attribute.kind()),
            (Datum::Value(Value::Text(_)), Kind::Text)
                | (Datum::Value(Value::Texts(_)), Kind::Texts)
                | (Datum::Unknown | Datum::Null, _)
                | (Datum::Value(Value::Boolean(_)), Kind::Boolean)
                | (Datum::Value(Value::Time(_)), Kind::Time | Kind::Date)
                | (Datum::Value(Value::Reference(_)), Kind::Reference)
        );
        let empty = match datum {
            Datum::Value(Value::Text(text)) => text.is_empty(),
            Datum::Value(Value::Texts(texts)) => texts.is_empty(),
            _ => false,
        };
        let is_column = ![Attribute::ID, Attribute::DELETED_DATE_TIME].contains(&attribute);
        if let Some(row) = self.rows.get_mut(user.index())
            && is_column
            && fits
        {
            row.cells.insert(attribute, if empty { Datum::Null } else { datum.clone() });
        }
    }

    pub(in crate::store) fn is_known(&self, attribute: Attribute) -> bool {
        self.all().any(|user| self.get(user, attribute) != Datum::Unknown)
    }

    pub(in crate::store) fn reports(&self, manager: ObjectId) -> Vec<UserId> {
        let manager = Datum::Value(Value::Reference(manager));
        let reports = |user: &UserId| self.get(*user, Attribute::MANAGER) == manager;
        self.present().filter(reports).collect()
    }

    pub(in crate::store) fn present(&self) -> impl Iterator<Item = UserId> {
        self.all().filter(|&user| self.existence(user) != Existence::Absent)
    }

    pub(in crate::store) fn filter(&self, filter: &Filter) -> Matched {
        let mut matched =
            Matched { yes: Bits::none(self.rows()), unknown: Bits::none(self.rows()) };
        for user in self.present() {
            match verdict(&self.get(user, filter.attribute), filter) {
                Some(true) => matched.yes.insert(user.0),
                None => matched.unknown.insert(user.0),
                Some(false) => {}
            }
        }
        matched
    }

    pub(in crate::store) fn search(&self, query: &str) -> Bits {
        let query = fold::search(query);
        let words: Vec<&str> = query.split_whitespace().collect();
        let found =
            self.present().filter(|user| words.iter().all(|word| self.has_word(user.0, word)));
        Bits::of(self.rows(), found.map(|user| user.0))
    }

    fn has_word(&self, row: u32, word: &str) -> bool {
        let user = UserId(row);
        ObjectId::parse(word).is_some_and(|id| id == self.id(user))
            || self.schema.attributes().any(|attribute| match self.get(user, attribute) {
                Datum::Value(Value::Text(text)) => fold::search(&text).contains(word),
                Datum::Value(Value::Texts(texts)) if !attribute.shares_lists() => {
                    texts.iter().any(|text| fold::search(text).contains(word))
                }
                _ => false,
            })
    }

    pub(in crate::store) fn facets(
        &self,
        attribute: Attribute,
        within: &Bits,
        limit: usize,
    ) -> Facets {
        let mut counts: BTreeMap<Datum, u32> = BTreeMap::new();
        for row in within.iter() {
            match self.get(UserId(row), attribute) {
                Datum::Value(Value::Texts(texts)) => {
                    for text in texts.into_iter().collect::<BTreeSet<_>>() {
                        *counts.entry(Datum::Value(Value::Text(text))).or_default() += 1;
                    }
                }
                datum => *counts.entry(datum).or_default() += 1,
            }
        }
        let rest = [Datum::Null, Datum::Unknown]
            .into_iter()
            .filter_map(|value| counts.remove(&value).map(|count| Facet { value, count }))
            .collect::<Vec<_>>();
        let mut facets: Vec<Facet> =
            counts.into_iter().map(|(value, count)| Facet { value, count }).collect();
        let distinct = u32::try_from(facets.len()).unwrap_or(u32::MAX);
        let exact = facets.iter().filter_map(|facet| facet.value.as_text()).all(is_exact);
        facets.sort_by(|one, other| {
            let text =
                |facet: &Facet| facet.value.as_text().map(|text| oracle::Key::new(text, exact));
            let by_count = other.count.cmp(&one.count);
            by_count.then_with(|| text(one).cmp(&text(other))).then(one.value.cmp(&other.value))
        });
        facets.truncate(limit);
        facets.extend(rest);
        Facets { facets, distinct }
    }

    pub(in crate::store) fn order(
        &self,
        by: &[(Attribute, Direction)],
        within: &Bits,
        collation: Collation,
    ) -> Vec<u32> {
        let Collation::Root = collation;
        let exact = by.iter().all(|&(attribute, _)| self.is_exact(attribute));
        let mut rows: Vec<u32> = within.iter().filter(|&row| row < self.rows()).collect();
        rows.sort_by_cached_key(|&row| {
            by.iter()
                .map(|&(attribute, direction)| match self.sort_key(UserId(row), attribute, exact) {
                    Ok(key) => Place::Value(key, direction),
                    Err(rank) => Place::None(rank),
                })
                .collect::<Vec<_>>()
        });
        rows
    }

    /// Whether all texts that decide an order are of characters whose place is exact.
    fn is_exact(&self, attribute: Attribute) -> bool {
        let deciding = match attribute.kind() {
            Kind::Reference => Attribute::DISPLAY_NAME,
            _ => attribute,
        };
        self.all().all(|user| match self.get(user, deciding) {
            Datum::Value(Value::Text(text)) => is_exact(&text),
            Datum::Value(Value::Texts(texts)) => texts.iter().all(|text| is_exact(text)),
            _ => true,
        })
    }

    fn sort_key(&self, user: UserId, attribute: Attribute, exact: bool) -> Result<SortKey, u8> {
        let text = |text: &str| oracle::Key::new(text, exact);
        let name = |id| match self.get(self.find(id)?, Attribute::DISPLAY_NAME) {
            Datum::Value(Value::Text(name)) => Some(SortKey::Text(text(&name))),
            _ => None,
        };
        let value = match self.get(user, attribute) {
            Datum::Unknown => return Err(1),
            Datum::Null => return Err(0),
            Datum::Value(value) => value,
        };
        Ok(match value {
            Value::Text(value) => SortKey::Text(text(&value)),
            Value::Boolean(value) => SortKey::Boolean(value),
            Value::Time(time) => SortKey::Time(time),
            Value::Texts(texts) => SortKey::Texts(texts.iter().map(|value| text(value)).collect()),
            Value::Reference(id) if attribute == Attribute::ID => SortKey::Id(id),
            Value::Reference(id) => name(id).unwrap_or(SortKey::Id(id)),
        })
    }
}

fn is_exact(text: &str) -> bool {
    text.chars().all(oracle::is_exact)
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum SortKey {
    Text(oracle::Key),
    Boolean(bool),
    Time(Timestamp),
    Texts(Vec<oracle::Key>),
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
fn verdict(datum: &Datum, filter: &Filter) -> Option<bool> {
    use Operator as Op;
    let value = match (filter.operator, datum) {
        (Op::IsUnknown, datum) => return Some(*datum == Datum::Unknown),
        (Op::IsKnown, datum) => return Some(*datum != Datum::Unknown),
        (_, Datum::Unknown) => return None,
        (_, Datum::Null) => None,
        (_, Datum::Value(value)) => Some(value),
    };
    let any = |test: &dyn Fn(&Value, &Value) -> bool| {
        value.is_some_and(|value| filter.values.iter().any(|wanted| test(value, wanted)))
    };
    let text = |test: fn(&str, &str) -> bool| {
        any(&|value, wanted| {
            let Value::Text(wanted) = wanted else { return false };
            let passes = |text: &String| test(&fold::case(text), &fold::case(wanted));
            match value {
                Value::Text(text) => passes(text),
                Value::Texts(texts) => texts.iter().any(passes),
                _ => false,
            }
        })
    };
    let is = || {
        text(|text, wanted| text == wanted)
            || any(&|value, wanted| {
                !matches!(value, Value::Text(_) | Value::Texts(_)) && value == wanted
            })
    };
    let time = |test: fn(&Timestamp, &Timestamp) -> bool| {
        any(&|value, wanted| match (value, wanted) {
            (Value::Time(time), Value::Time(wanted)) => test(time, wanted),
            _ => false,
        })
    };
    Some(match filter.operator {
        Op::Is | Op::In => is(),
        Op::IsNot | Op::NotIn => !is(),
        Op::Contains => text(|text, wanted| text.contains(wanted)),
        Op::NotContains => !text(|text, wanted| text.contains(wanted)),
        Op::StartsWith => text(|text, wanted| text.starts_with(wanted)),
        Op::NotStartsWith => !text(|text, wanted| text.starts_with(wanted)),
        Op::EndsWith => text(|text, wanted| text.ends_with(wanted)),
        Op::NotEndsWith => !text(|text, wanted| text.ends_with(wanted)),
        Op::Before => time(Timestamp::lt),
        Op::NotAfter => time(Timestamp::le),
        Op::After => time(Timestamp::gt),
        Op::NotBefore => time(Timestamp::ge),
        Op::IsEmpty => value.is_none(),
        Op::IsNotEmpty => value.is_some(),
        Op::IsUnknown | Op::IsKnown => false,
    })
}
