//! Sorting objects by their attributes.
//!
//! A column with a dictionary ranks its entries, any other ranks its rows. Ranks are made at the
//! first sort, kept, and brought up to date at the next sort after an edit. The sort itself moves
//! row numbers by digits of their ranks.

mod radix;

use super::{
    Bits, Cell, Objects, Texts,
    codes::Codes,
    column::{Data, FIRST, Form, NO, NULL, TextColumn, YES},
    rank::{NO_RANK, Ranking},
};
use crate::{
    domain::{Attribute, UserId, attribute::Of},
    text::collate::{self, Collation},
};
use std::sync::{Arc, Mutex, PoisonError};

/// Which end comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Direction {
    /// Least first.
    #[default]
    Ascending,
    /// Greatest first.
    Descending,
}

/// Columns whose ranks are kept at a time.
const KEPT: usize = 12;

/// Changed rows beyond which ranks are made anew.
const MOST: usize = 1 << 14;

/// Ranks that were made, by column.
#[derive(Debug, Default)]
pub(super) struct Orders {
    /// Last used last.
    kept: Mutex<Vec<Kept>>,
}

#[derive(Debug)]
struct Kept {
    attribute: Attribute,
    collation: Collation,
    ranking: Arc<Ranking>,
    /// Whether rows are ranked, not entries of a dictionary.
    by_row: bool,
    /// Rows that changed since.
    touched: Vec<u32>,
    /// State of the users, for ranks that hang on more than their own column.
    revision: u64,
}

impl Orders {
    fn kept(&mut self) -> &mut Vec<Kept> {
        self.kept.get_mut().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes that a cell changed.
    pub(super) fn touch(&mut self, attribute: Attribute, row: u32) {
        for kept in self.kept() {
            if kept.attribute == attribute && kept.by_row && kept.touched.len() < MOST {
                kept.touched.push(row);
            }
        }
    }

    /// Notes a new row.
    pub(super) fn touch_row(&mut self, of: Of, row: u32) {
        self.touch(Attribute::id_of(of), row);
    }

    /// Forgets the ranks of a column that is kept in another way now.
    pub(super) fn forget(&mut self, attribute: Attribute) {
        self.kept().retain(|kept| kept.attribute != attribute);
    }
}

/// The rank of every row in one attribute, where there is a value.
enum Ranks<'a> {
    ByRow(Arc<Ranking>),
    ByCode(&'a Codes, Vec<u32>),
}

impl Objects {
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
        let mut rows: Vec<u32> = within.iter().take_while(|&row| row < self.rows()).collect();
        for &(attribute, direction) in by.iter().rev() {
            self.sort_by(&mut rows, attribute, direction, collation);
        }
        rows
    }

    /// Sorts rows by one attribute and keeps the order of those that are equal in it.
    pub(super) fn sort_by(
        &self,
        rows: &mut [u32],
        attribute: Attribute,
        direction: Direction,
        collation: Collation,
    ) {
        let Some((ranks, distinct)) = self.ranks(attribute, collation) else { return };
        // Values, then null, then unknown.
        let (null, unknown) = (distinct, distinct + 1);
        let place = |rank: u32| match direction {
            Direction::Ascending => rank,
            Direction::Descending => distinct - 1 - rank,
        };
        match ranks {
            Ranks::ByCode(codes, by_code) => {
                let places: Vec<u32> = (0_u32..)
                    .zip(by_code)
                    .map(|(code, rank)| match (code, rank) {
                        (NULL, _) => null,
                        (_, NO_RANK) => unknown,
                        (_, rank) => place(rank),
                    })
                    .collect();
                radix::sort(rows, unknown, |row| {
                    places.get(codes.get(row as usize) as usize).copied().unwrap_or(unknown)
                });
            }
            Ranks::ByRow(ranking) => {
                let ranks = ranking.ranks();
                let nothing = |row: u32| match self.read(UserId(row), attribute) {
                    Cell::Unknown => unknown,
                    _ => null,
                };
                radix::sort(rows, unknown, |row| match ranks.get(row as usize) {
                    None | Some(&NO_RANK) => nothing(row),
                    Some(&rank) => place(rank),
                });
            }
        }
    }

    /// The ranks of an attribute and how many there are; none where no row has anything.
    fn ranks(&self, attribute: Attribute, collation: Collation) -> Option<(Ranks<'_>, u32)> {
        let column = self.column(attribute).map(|column| &column.data);
        let by_code = |codes, ranking: &Ranking| {
            let nothing = [NO_RANK; FIRST as usize];
            (
                Ranks::ByCode(codes, nothing.iter().chain(ranking.ranks()).copied().collect()),
                ranking.distinct(),
            )
        };
        match column {
            Some(Data::Text(TextColumn {
                form: Form::Dictionary { dictionary, codes }, ..
            })) => {
                let count = u32::try_from(dictionary.len()).unwrap_or(u32::MAX);
                let write = |number: u32, key: &mut Vec<u8>| {
                    collate::key_into(dictionary.get(number), collation, key);
                    true
                };
                let ranking = self.kept(attribute, collation, false, |before| match before {
                    Some(Kept { ranking, .. }) => {
                        let ranked = u32::try_from(ranking.ranks().len()).unwrap_or(u32::MAX);
                        (ranked < count).then(|| ranking.update((ranked..count).collect(), write))
                    }
                    None => Some(Ranking::of(0..count, write)),
                });
                Some(by_code(codes, &ranking))
            }
            Some(Data::Boolean(codes)) => {
                let mut ranks = vec![NO_RANK; YES as usize + 1];
                for (code, rank) in [(NO, 0), (YES, 1)] {
                    if let Some(slot) = ranks.get_mut(code as usize) {
                        *slot = rank;
                    }
                }
                Some((Ranks::ByCode(codes, ranks), 2))
            }
            Some(Data::Reference(references)) => {
                let ranking = self.kept(attribute, collation, false, |before| match before {
                    Some(kept) if kept.revision == self.revision => None,
                    _ => Some(self.rank_references(references.targets(), collation)),
                });
                Some(by_code(references.codes(), &ranking))
            }
            Some(Data::Shared(shared)) => {
                let count = u32::try_from(shared.lists().len()).unwrap_or(u32::MAX);
                let ranking = self.kept(attribute, collation, false, |before| match before {
                    Some(kept) if kept.revision == self.revision => None,
                    _ => Some(Ranking::of(0..count, |number, key| {
                        let Cell::Texts(texts) = shared.numbered(number + FIRST) else {
                            return false;
                        };
                        write_list(texts, collation, key);
                        true
                    })),
                });
                Some(by_code(shared.codes(), &ranking))
            }
            Some(Data::Text(_) | Data::Texts(_) | Data::Time(_)) => {
                Some(self.rank_rows(attribute, collation))
            }
            None if attribute.of() != self.of() => None,
            None if attribute.is_id() => Some(self.rank_rows(attribute, collation)),
            None if attribute.is_deletion() => {
                let ranking = Ranking::of(self.deleted.iter(), |row, key| {
                    self.write_key(row, attribute, collation, key)
                });
                let distinct = ranking.distinct();
                Some((Ranks::ByRow(Arc::new(ranking)), distinct))
            }
            None => None,
        }
    }

    fn rank_rows(&self, attribute: Attribute, collation: Collation) -> (Ranks<'_>, u32) {
        let write = |row: u32, key: &mut Vec<u8>| self.write_key(row, attribute, collation, key);
        let ranking = self.kept(attribute, collation, true, |before| match before {
            Some(Kept { touched, .. }) if touched.is_empty() => None,
            // Each touched row costs a search, so many cost more than starting over.
            Some(Kept { touched, ranking, .. })
                if touched.len() < MOST.min(self.ids.len() / 64 + 64) =>
            {
                Some(ranking.update(std::mem::take(touched), write))
            }
            _ => Some(Ranking::of(0..self.rows(), write)),
        });
        let distinct = ranking.distinct();
        (Ranks::ByRow(ranking), distinct)
    }

    /// The kept ranks of a column, or those that `make` makes of them (of none, at first).
    fn kept(
        &self,
        attribute: Attribute,
        collation: Collation,
        by_row: bool,
        make: impl FnOnce(Option<&mut Kept>) -> Option<Ranking>,
    ) -> Arc<Ranking> {
        // Making ranks of references asks for ranks of names: the lock is not held meanwhile.
        let mut kept = self.orders.lock();
        let found =
            kept.iter().position(|kept| kept.attribute == attribute && kept.collation == collation);
        let mut before = found.map(|at| kept.remove(at));
        drop(kept);
        let after = make(before.as_mut());
        let ranking = match (before, after) {
            (Some(before), None) => before.ranking,
            (_, after) => Arc::new(after.unwrap_or_default()),
        };
        let mut kept = self.orders.lock();
        if kept.len() >= KEPT {
            kept.remove(0);
        }
        kept.push(Kept {
            attribute,
            collation,
            ranking: Arc::clone(&ranking),
            by_row,
            touched: Vec::new(),
            revision: self.revision,
        });
        ranking
    }

    /// Ranks objects by the display name of the user, then those without one by id.
    fn rank_references(
        &self,
        targets: &[crate::domain::ObjectId],
        collation: Collation,
    ) -> Ranking {
        let names = self.ranks(Attribute::DISPLAY_NAME, collation).map(|(ranks, _)| ranks);
        let count = u32::try_from(targets.len()).unwrap_or(u32::MAX);
        Ranking::of(0..count, |number, key| {
            let Some(&id) = targets.get(number as usize) else { return false };
            let name = self.find(id).map_or(NO_RANK, |user| match &names {
                None => NO_RANK,
                Some(Ranks::ByRow(ranking)) => ranking.rank(user.0),
                Some(Ranks::ByCode(codes, ranks)) => {
                    let code = codes.get(user.index()) as usize;
                    ranks.get(code).copied().unwrap_or(NO_RANK)
                }
            });
            key.extend_from_slice(&name.to_be_bytes());
            if name == NO_RANK {
                key.extend_from_slice(&id.0);
            }
            true
        })
    }

    /// Writes the key of a row's value; false where there is none.
    fn write_key(
        &self,
        row: u32,
        attribute: Attribute,
        collation: Collation,
        key: &mut Vec<u8>,
    ) -> bool {
        match self.read(UserId(row), attribute) {
            Cell::Unknown | Cell::Null => return false,
            Cell::Text(text) => collate::key_into(text, collation, key),
            Cell::Texts(texts) => write_list(texts, collation, key),
            Cell::Boolean(value) => key.push(u8::from(value)),
            // The sign turned round, so that bytes compare as numbers do.
            Cell::Time(time) => key.extend_from_slice(&(time.0 ^ i64::MIN).to_be_bytes()),
            Cell::Reference(id) => key.extend_from_slice(&id.0),
        }
        true
    }
}

impl Orders {
    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Kept>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Writes the key of a list: text by text.
fn write_list(texts: Texts<'_>, collation: Collation, key: &mut Vec<u8>) {
    for text in texts.iter() {
        collate::key_into(text, collation, key);
        // Below every byte of a key.
        key.push(0);
    }
}
