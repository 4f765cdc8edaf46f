//! Which values an attribute has among some users, and how often.

use super::{
    Bits, Cell, Objects,
    codes::Codes,
    column::{Data, FIRST, Form, NULL, TextColumn, UNKNOWN, YES},
};
use crate::{
    domain::{Attribute, Datum, UserId, Value},
    text::collate::{self, Collation},
};
use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
};

/// A value (or null, or unknown) with the number of users that have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// The value, exactly as stored: values that differ in case are different facets.
    pub value: Datum,
    /// Users that have it; of a list, users that have it in their list.
    pub count: u32,
}

/// The values of an attribute, most frequent first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facets {
    /// The most frequent values, equal counts in the order of the values, then null and unknown
    /// where they occur (they do not count against the limit).
    pub facets: Vec<Facet>,
    /// How many different values there are in all, null and unknown not counted.
    pub distinct: u32,
}

impl Objects {
    /// Whether the values of an attribute repeat so much that counting them costs a look at each row.
    #[must_use]
    pub fn repeats(&self, attribute: Attribute) -> bool {
        match self.column(attribute).map(|column| &column.data) {
            Some(Data::Text(column)) => matches!(column.form, Form::Dictionary { .. }),
            Some(Data::Boolean(_) | Data::Reference(_) | Data::Shared(_)) => true,
            Some(Data::Texts(_) | Data::Time(_)) | None => false,
        }
    }

    /// The values of an attribute among some users.
    #[must_use]
    pub fn facets(&self, attribute: Attribute, within: &Bits, limit: usize) -> Facets {
        let count = |codes: &Codes, len: usize| Counts::of(codes, len + FIRST as usize, within);
        match self.column(attribute).map(|column| &column.data) {
            Some(Data::Text(TextColumn {
                form: Form::Dictionary { dictionary, codes }, ..
            })) => {
                let Counts { nothing, values } = count(codes, dictionary.len());
                let texts =
                    values.into_iter().map(|(code, count)| (dictionary.get(code - FIRST), count));
                most_frequent_texts(texts.collect(), nothing, limit)
            }
            Some(Data::Boolean(codes)) => {
                let Counts { nothing, values } = count(codes, 2);
                let values = values
                    .into_iter()
                    .map(|(code, count)| (Datum::Value(Value::Boolean(code == YES)), count));
                most_frequent(values, nothing, limit)
            }
            Some(Data::Reference(references)) => {
                let Counts { nothing, values } =
                    count(references.codes(), references.targets().len());
                let values = values.into_iter().filter_map(|(code, count)| {
                    Some((Datum::Value(Value::Reference(references.target(code)?)), count))
                });
                most_frequent(values, nothing, limit)
            }
            Some(Data::Shared(shared)) => {
                let Counts { nothing, values } = count(shared.codes(), shared.lists().len());
                // A list may have a text twice; a row counts once.
                let mut texts: BTreeMap<&str, u32> = BTreeMap::new();
                for (code, count) in values {
                    let Cell::Texts(list) = shared.numbered(code) else { continue };
                    let different: BTreeSet<&str> = list.iter().collect();
                    for text in different {
                        *texts.entry(text).or_default() += count;
                    }
                }
                most_frequent_texts(texts.into_iter().collect(), nothing, limit)
            }
            Some(Data::Text(_) | Data::Texts(_)) => self.count_texts(attribute, within, limit),
            Some(Data::Time(_)) | None => {
                let mut values: BTreeMap<Datum, u32> = BTreeMap::new();
                for row in within.iter() {
                    *values.entry(self.get(UserId(row), attribute)).or_default() += 1;
                }
                let nothing = [Datum::Null, Datum::Unknown]
                    .map(|value| values.remove(&value).unwrap_or_default());
                most_frequent(values.into_iter(), nothing, limit)
            }
        }
    }

    /// Facets of texts that are kept row by row.
    fn count_texts(&self, attribute: Attribute, within: &Bits, limit: usize) -> Facets {
        let mut texts: Vec<(&str, u32)> = Vec::new();
        let mut nothing = [0, 0];
        for row in within.iter() {
            match self.read(UserId(row), attribute) {
                Cell::Text(text) => texts.push((text, row)),
                Cell::Texts(list) => texts.extend(list.iter().map(|text| (text, row))),
                Cell::Null => nothing[0] += 1,
                _ => nothing[1] += 1,
            }
        }
        texts.sort_unstable();
        texts.dedup();
        let mut counts: Vec<(&str, u32)> = Vec::new();
        for (text, _) in texts {
            match counts.last_mut() {
                Some((last, count)) if *last == text => *count += 1,
                _ => counts.push((text, 1)),
            }
        }
        most_frequent_texts(counts, nothing, limit)
    }
}

/// How many rows have each code.
struct Counts {
    /// Null and unknown.
    nothing: [u32; 2],
    /// Codes of values that occur.
    values: Vec<(u32, u32)>,
}

impl Counts {
    fn of(codes: &Codes, len: usize, within: &Bits) -> Self {
        let mut counts = vec![0; len];
        for row in within.iter() {
            if let Some(count) = counts.get_mut(codes.get(row as usize) as usize) {
                *count += 1;
            }
        }
        let count = |code: u32| counts.get(code as usize).copied().unwrap_or(0);
        let values = (FIRST..).zip(counts.iter().skip(FIRST as usize).copied());
        Self {
            nothing: [count(NULL), count(UNKNOWN)],
            values: values.filter(|&(_, count)| count > 0).collect(),
        }
    }
}

fn most_frequent(
    values: impl Iterator<Item = (Datum, u32)>,
    nothing: [u32; 2],
    limit: usize,
) -> Facets {
    let mut values: Vec<(Datum, u32)> = values.collect();
    let distinct = u32::try_from(values.len()).unwrap_or(u32::MAX);
    values.sort_unstable_by(|(one, many), (other, few)| few.cmp(many).then(one.cmp(other)));
    values.truncate(limit);
    finish(values.into_iter(), nothing, distinct)
}

/// As [`most_frequent`], with texts in the reader's order, which is looked at for equal counts
/// only.
fn most_frequent_texts(mut texts: Vec<(&str, u32)>, nothing: [u32; 2], limit: usize) -> Facets {
    let distinct = u32::try_from(texts.len()).unwrap_or(u32::MAX);
    let by_count = |one: &(&str, u32), other: &(&str, u32)| other.1.cmp(&one.1);
    if limit < texts.len() {
        // What cannot be among the first goes, what may be through equal counts stays.
        let (_, &mut (_, least), _) = texts.select_nth_unstable_by(limit, by_count);
        texts.retain(|&(_, count)| count >= least);
    }
    let mut keyed: Vec<(Vec<u8>, &str, u32)> = texts
        .into_iter()
        .map(|(text, count)| (collate::key(text, Collation::Root), text, count))
        .collect();
    keyed.sort_unstable_by(|one, other| {
        let by_count: Ordering = other.2.cmp(&one.2);
        by_count.then_with(|| one.0.cmp(&other.0)).then(one.1.cmp(other.1))
    });
    keyed.truncate(limit);
    let values = keyed
        .into_iter()
        .map(|(_, text, count)| (Datum::Value(Value::Text(text.to_owned())), count));
    finish(values, nothing, distinct)
}

fn finish(
    values: impl Iterator<Item = (Datum, u32)>,
    [null, unknown]: [u32; 2],
    distinct: u32,
) -> Facets {
    let nothing = [(Datum::Null, null), (Datum::Unknown, unknown)];
    let facets = values
        .chain(nothing.into_iter().filter(|&(_, count)| count > 0))
        .map(|(value, count)| Facet { value, count })
        .collect();
    Facets { facets, distinct }
}
