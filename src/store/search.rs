//! Finding users by any part of any text.

use super::{
    Bits, Users,
    codes::Codes,
    column::{BLOCK, Column, Data, FIRST, Form},
    haystack::{Block, is_by_row},
    lines::{Asked, Word},
    select::{Wanted, select_rest},
};
use crate::{domain::ObjectId, text::fold};

/// The answer to a search, which a longer query can start from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Users with every word in some text attribute, deleted ones included.
    pub rows: Bits,
    /// The folded words.
    words: Vec<String>,
    /// The state of the users that was searched.
    revision: u64,
}

/// Words of 64 rows in a block.
const WORDS: usize = BLOCK / 64;

/// What a word of the query matches beside the texts that are kept row by row.
struct Target<'a> {
    word: Word<'a>,
    /// Codes of columns with a dictionary.
    codes: Vec<(&'a Codes, Wanted)>,
    /// The row that has the word as its id.
    row: Option<u32>,
}

impl Users {
    /// The users with every word of the query somewhere in a text attribute, in any case and with
    /// or without accents. A word that is a whole object id finds its user as well.
    ///
    /// `previous` is the answer to an earlier query; it makes the answer to a longer one cheap and
    /// never changes it.
    #[must_use]
    pub fn search(&self, query: &str, previous: Option<&Found>) -> Found {
        let query = fold::search(query);
        let words: Vec<String> = query.split_whitespace().map(str::to_owned).collect();
        let by_row = self.by_row();
        let targets: Vec<Target<'_>> = words.iter().filter_map(|word| self.target(word)).collect();
        let mut rows = self.present();
        // A part of an id finds nobody, the whole one does.
        if targets.iter().all(|target| target.row.is_none())
            && let Some(previous) = previous.filter(|found| found.revision == self.revision)
            && previous.words.iter().all(|old| words.iter().any(|new| new.contains(old.as_str())))
        {
            rows.and(&previous.rows);
        }
        if !targets.is_empty() {
            rows.fill(|rows| {
                for (at, rows) in rows.chunks_mut(WORDS).enumerate() {
                    self.search_block(at, rows, &targets, &by_row);
                }
            });
        }
        Found { rows, words, revision: self.revision }
    }

    /// Makes some more of what the first search would otherwise make, for about `rows` rows; false
    /// when nothing is left to do. To be called while nothing else is going on.
    pub fn prepare_search(&self, rows: u32) -> bool {
        let by_row = self.by_row();
        for column in self.columns.iter().flatten() {
            if let Data::Text(text) = &column.data {
                text.lines();
            }
        }
        let blocks = (rows as usize).div_ceil(BLOCK);
        let missing: Vec<usize> = self.haystack.missing().take(blocks + 1).collect();
        for &at in missing.iter().take(blocks) {
            self.haystack.block(at, &by_row);
        }
        missing.len() > blocks
    }

    fn by_row(&self) -> Vec<&Column> {
        self.columns
            .iter()
            .flatten()
            .map(|column| &**column)
            .filter(|column| is_by_row(column))
            .collect()
    }

    fn target<'a>(&'a self, word: &'a str) -> Option<Target<'a>> {
        let row = ObjectId::parse(word).and_then(|id| self.find(id)).map(|user| user.0);
        let text = word;
        let word = Word::new(text)?;
        let codes = self.columns.iter().flatten().filter_map(|column| {
            let Data::Text(column) = &column.data else { return None };
            let Form::Dictionary { codes, dictionary } = &column.form else { return None };
            let mut wanted = Wanted::none(dictionary.len() + FIRST as usize);
            column.lines()?.scan(&word, |line| wanted.insert(line + FIRST));
            (!wanted.is_empty()).then_some((codes, wanted))
        });
        // Columns that are likely to have it first: the others may then be left alone.
        let mut codes: Vec<_> = codes.collect();
        codes.sort_by_key(|(_, wanted)| std::cmp::Reverse(wanted.share()));
        Some(Target { word, codes, row })
    }

    /// Keeps those rows of a block that have every word.
    fn search_block(
        &self,
        at: usize,
        rows: &mut [u64],
        targets: &[Target<'_>],
        by_row: &[&Column],
    ) {
        for target in targets {
            if rows.iter().all(|&word| word == 0) {
                return;
            }
            let mut hits = [0_u64; WORDS];
            for (codes, wanted) in &target.codes {
                select_rest(codes, at * BLOCK, wanted, rows, &mut hits);
            }
            let mut rest = [0_u64; WORDS];
            for ((rest, rows), hits) in rest.iter_mut().zip(&*rows).zip(hits) {
                *rest = rows & !hits;
            }
            if rest != [0; WORDS]
                && !by_row.is_empty()
                && let Some(Block { words, numbers }) = self.haystack.block(at, by_row)
            {
                let mut hit = |line: u32| {
                    if let Some(word) = hits.get_mut(line as usize / 64) {
                        *word |= 1 << (line % 64);
                    }
                };
                let asked = Asked::new(&rest);
                words.scan_asked(&target.word, &asked, &mut hit);
                numbers.scan_asked(&target.word, &asked, &mut hit);
            }
            if let Some(row) = target.row
                && row as usize / BLOCK == at
                && let Some(word) = hits.get_mut(row as usize % BLOCK / 64)
            {
                *word |= 1 << (row % 64);
            }
            rows.iter_mut().zip(hits).for_each(|(rows, hits)| *rows &= hits);
        }
    }
}
