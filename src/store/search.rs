//! Finding users by any part of any text.

use super::{
    Bits, Objects,
    codes::Codes,
    column::{BLOCK, Column, Data, FIRST, Form},
    haystack::{Block, Rows, is_by_row},
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

#[expect(clippy::cast_possible_truncation, reason = "a few hundred")]
const ROWS: u32 = BLOCK as u32;

/// What a word of the query matches beside the texts that are kept row by row.
struct Target<'a> {
    word: Word<'a>,
    /// Codes of columns with a dictionary.
    codes: Vec<(&'a Codes, Wanted)>,
    /// The row that has the word as its id.
    row: Option<u32>,
    /// Whether it goes on behind an `@`, as no line does but those with a whole address.
    goes_on: bool,
    /// Of a part of an address, what stands before its domain, and its domain, each with the `@`.
    across: Option<(Word<'a>, Word<'a>)>,
}

impl Objects {
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
        // Narrow columns, which are looked through quickest, and those that are likely to have it
        // first: the others may then be left alone.
        let mut codes: Vec<_> = codes.collect();
        codes.sort_by_key(|(codes, wanted)| (codes.width(), std::cmp::Reverse(wanted.share())));
        let at = text.rfind('@').filter(|at| at + 1 < text.len());
        let across = at
            .filter(|&at| at > 0)
            .and_then(|at| Some((Word::new(text.get(..=at)?)?, Word::new(text.get(at..)?)?)));
        Some(Target { word, codes, row, goes_on: at.is_some(), across })
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
            let mut hits = Rows::default();
            for (codes, wanted) in &target.codes {
                select_rest(codes, at * BLOCK, wanted, rows, &mut hits);
            }
            if !by_row.is_empty()
                && rows.iter().zip(hits).any(|(rows, hits)| rows & !hits != 0)
                && let Some(block) = self.haystack.block(at, by_row)
            {
                block.hold(&target.word, &mut hits);
                if block.whole || !target.goes_on {
                    scan(block, &target.word, rows, &mut hits);
                }
                if let Some((name, domain)) = &target.across {
                    let marks = block.going_on(domain);
                    if !marks.is_empty() {
                        scan(block, &name.before(marks), rows, &mut hits);
                    }
                }
            }
            if let Some(row) = target.row
                && row as usize / BLOCK == at
            {
                insert(&mut hits, row % ROWS);
            }
            rows.iter_mut().zip(hits).for_each(|(rows, hits)| *rows &= hits);
        }
    }
}

/// Adds the rows of a block that are asked for and have a word in their lines.
fn scan(block: &Block, word: &Word<'_>, asked: &[u64], hits: &mut Rows) {
    let mut rest = Rows::default();
    for ((rest, asked), hits) in rest.iter_mut().zip(asked).zip(&*hits) {
        *rest = asked & !hits;
    }
    if rest == Rows::default() {
        return;
    }
    let asked = Asked::new(&rest);
    block.words.scan_asked(word, &asked, |line| insert(hits, line));
    block.numbers.scan_asked(word, &asked, |line| insert(hits, line));
}

fn insert(rows: &mut Rows, row: u32) {
    if let Some(word) = rows.get_mut(row as usize / 64) {
        *word |= 1 << (row % 64);
    }
}
