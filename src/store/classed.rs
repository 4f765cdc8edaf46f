//! Which value of a text attribute each row has, as numbers: whoever sums by value walks over these once.

use super::{
    Cell, Objects,
    column::{Data, FIRST, Form, NULL, TextColumn, UNKNOWN},
};
use crate::domain::{Attribute, Row};
use std::collections::BTreeMap;

/// Values of a text attribute by number.
#[derive(Debug, Clone)]
pub struct Classed<'a> {
    /// By row.
    numbers: Vec<u32>,
    /// From the number [`FIRST`] on; texts that no row has any more may be among them.
    texts: Vec<&'a str>,
}

impl Objects {
    /// The values of a text attribute by number; of another one, nothing is known of any row.
    #[must_use]
    pub fn classed(&self, attribute: Attribute) -> Classed<'_> {
        let rows = self.rows() as usize;
        match self.column(attribute).map(|column| &column.data) {
            Some(Data::Text(TextColumn {
                form: Form::Dictionary { dictionary, codes }, ..
            })) => Classed {
                numbers: (0..rows).map(|row| codes.get(row)).collect(),
                texts: dictionary.iter().collect(),
            },
            Some(Data::Text(_)) => self.classed_by_row(attribute),
            _ => Classed { numbers: vec![UNKNOWN; rows], texts: Vec::new() },
        }
    }

    /// Of texts that are kept row by row.
    fn classed_by_row(&self, attribute: Attribute) -> Classed<'_> {
        let mut known: BTreeMap<&str, u32> = BTreeMap::new();
        let mut texts: Vec<&str> = Vec::new();
        let number = |row: u32| match self.read(Row(row), attribute) {
            Cell::Text(text) => *known.entry(text).or_insert_with(|| {
                texts.push(text);
                u32::try_from(texts.len() - 1).unwrap_or(u32::MAX - FIRST) + FIRST
            }),
            Cell::Null => NULL,
            _ => UNKNOWN,
        };
        let numbers = (0..self.rows()).map(number).collect();
        Classed { numbers, texts }
    }
}

impl Classed<'_> {
    /// The number of a row's value; that of nothing told for a row that was never given.
    #[must_use]
    pub fn of(&self, row: u32) -> u32 {
        self.numbers.get(row as usize).copied().unwrap_or(UNKNOWN)
    }

    /// How many numbers there are: every one is below.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.texts.len() + FIRST as usize
    }

    /// What a number means.
    #[must_use]
    pub fn value(&self, number: u32) -> Cell<'_> {
        match number {
            UNKNOWN => Cell::Unknown,
            NULL => Cell::Null,
            text => {
                let text = self.texts.get((text - FIRST) as usize);
                text.map_or(Cell::Unknown, |text| Cell::Text(text))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::attribute::Of;
    use crate::domain::{Datum, Existence, ObjectId};

    /// In both forms of a column, every row reads as it does by itself.
    #[test]
    fn every_row_has_its_value() {
        for distinct in [3, 5000] {
            let mut users = Objects::new(Of::User);
            for at in 0..5000_u32 {
                let id = ObjectId::from_seed(1, u64::from(at));
                let row = users.push(id, false, Existence::Active).unwrap();
                let datum = match at % 7 {
                    0 => Datum::Unknown,
                    1 => Datum::Null,
                    _ => Datum::text(format!("value {}", at % distinct)),
                };
                users.set(row, Attribute::DEPARTMENT, &datum);
            }
            let classed = users.classed(Attribute::DEPARTMENT);
            for row in 0..users.rows() {
                let number = classed.of(row);
                assert!((number as usize) < classed.count());
                let read = users.read(Row(row), Attribute::DEPARTMENT);
                assert_eq!(classed.value(number), read, "{row}");
            }
            assert_eq!(classed.of(70_000), UNKNOWN);
            let other = users.classed(Attribute::ACCOUNT_ENABLED);
            assert_eq!((other.of(0), other.count()), (UNKNOWN, 2));
        }
    }
}
