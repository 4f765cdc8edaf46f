//! A column of texts: by number where they repeat, one by one where they do not.

use super::{BLOCK, FIRST, NULL, Raw, UNKNOWN};
use crate::store::{
    Cell, Places, codes::Codes, dictionary::Dictionary, hash, lines::Lines, postings::Postings,
    recent::Recent, table::Table,
};
use std::{cmp::Ordering, sync::OnceLock};

/// Fewer rows than this are kept in a dictionary whatever they hold.
const FEW: usize = 4 * BLOCK;

/// How the texts are kept.
#[derive(Debug, Clone)]
pub(in crate::store) enum Form {
    /// Distinct texts once, and the code of each row.
    Dictionary { dictionary: Dictionary, codes: Codes },
    /// Each row's text.
    Raw(Raw),
}

/// One text attribute of all rows.
#[derive(Debug, Clone)]
pub(in crate::store) struct TextColumn {
    pub(in crate::store) form: Form,
    /// Size of the dictionary when its form was last thought about.
    considered: usize,
    /// Raw: rows by the hash of their text, made at the first exact look-up and kept.
    index: OnceLock<Table>,
    /// Dictionary: the texts as search reads them, made at the first search and kept.
    lines: OnceLock<Lines>,
    /// Dictionary: the rows of each code, made when asked for and kept until a row changes.
    postings: OnceLock<Box<Postings>>,
}

impl Default for TextColumn {
    fn default() -> Self {
        Self::of(Form::Dictionary { dictionary: Dictionary::default(), codes: Codes::default() })
    }
}

/// Whether so many different texts in so many rows are better kept one by one.
pub(in crate::store) const fn is_diverse(distinct: usize, rows: usize) -> bool {
    rows >= FEW && distinct > rows / 2
}

impl TextColumn {
    pub(in crate::store) const fn of(form: Form) -> Self {
        Self {
            form,
            considered: 0,
            index: OnceLock::new(),
            lines: OnceLock::new(),
            postings: OnceLock::new(),
        }
    }

    pub(in crate::store) fn len(&self) -> usize {
        match &self.form {
            Form::Dictionary { codes, .. } => codes.len(),
            Form::Raw(raw) => raw.len(),
        }
    }

    #[inline]
    pub(in crate::store) fn read(&self, row: usize) -> Cell<'_> {
        match &self.form {
            Form::Dictionary { dictionary, codes } => match codes.get(row) {
                UNKNOWN => Cell::Unknown,
                NULL => Cell::Null,
                code => Cell::Text(dictionary.get(code - FIRST)),
            },
            Form::Raw(raw) => raw.read(row),
        }
    }

    #[inline]
    pub(in crate::store) fn push(&mut self, text: &str) {
        if text.is_empty() {
            return self.push_nothing(true);
        }
        self.forget_postings();
        match &mut self.form {
            Form::Dictionary { dictionary, codes } => {
                let code = dictionary.intern(text) + FIRST;
                codes.push(code);
                if dictionary.len() > FEW / 2 {
                    self.reconsider();
                }
            }
            Form::Raw(raw) => raw.push(text, true),
        }
    }

    /// Adds the cells of some rows. `recent` is only ever given to this column.
    pub(in crate::store) fn extend(&mut self, text: &str, places: &Places, recent: &mut Recent) {
        self.forget_postings();
        match &mut self.form {
            Form::Raw(raw) => raw.extend(text, places),
            Form::Dictionary { dictionary, codes } => {
                let mut batch = [UNKNOWN; 64];
                for places in places.cells.chunks(batch.len()) {
                    for (slot, &(start, end)) in batch.iter_mut().zip(places) {
                        *slot = match start.cmp(&end) {
                            Ordering::Less => recent
                                .intern(dictionary, text, start as usize, end as usize)
                                .map_or(UNKNOWN, |number| number + FIRST),
                            Ordering::Equal => NULL,
                            Ordering::Greater => UNKNOWN,
                        };
                    }
                    codes.extend(batch.get(..places.len()).unwrap_or_default());
                }
                if dictionary.len() > FEW / 2 {
                    self.reconsider();
                }
            }
        }
    }

    pub(in crate::store) fn push_nothing(&mut self, known: bool) {
        self.forget_postings();
        match &mut self.form {
            Form::Dictionary { codes, .. } => codes.push(if known { NULL } else { UNKNOWN }),
            Form::Raw(raw) => raw.push("", known),
        }
    }

    pub(in crate::store) fn resize(&mut self, len: usize) {
        self.forget_postings();
        match &mut self.form {
            Form::Dictionary { codes, .. } => codes.resize(len),
            Form::Raw(raw) => {
                if len < raw.len() {
                    self.index = OnceLock::new();
                }
                raw.resize(len);
            }
        }
    }

    /// Turns a dictionary that holds too many different texts into raw texts. Says whether it did.
    pub(in crate::store) fn reconsider(&mut self) -> bool {
        let Form::Dictionary { dictionary, codes } = &self.form else { return false };
        // Sizes double, so that an edit costs the same on average in a directory of any size.
        if dictionary.len() < self.considered * 2 {
            return false;
        }
        self.considered = dictionary.len();
        let valued = || codes.iter().filter(|&code| code >= FIRST).count();
        if dictionary.len() <= FEW / 2 || !is_diverse(dictionary.len(), valued()) {
            return false;
        }
        let mut raw = Raw::default();
        for row in 0..codes.len() {
            let cell = self.read(row);
            raw.push(cell.text().unwrap_or_default(), cell.is_known());
        }
        *self = Self::of(Form::Raw(raw));
        true
    }

    /// Changes a row that is there to a text, or to a code without one.
    pub(in crate::store) fn set(&mut self, row: usize, to: Result<&String, u32>) {
        let text = to.map_or("", String::as_str);
        self.forget_postings();
        match &mut self.form {
            Form::Dictionary { dictionary, codes } => {
                let code = to.map_or_else(|code| code, |text| dictionary.intern(text) + FIRST);
                codes.set(row, code);
                if let Some(lines) = self.lines.get_mut() {
                    lines.extend_to(dictionary);
                }
            }
            Form::Raw(raw) => {
                if let Some(index) = self.index.get_mut() {
                    let number = u32::try_from(row).unwrap_or(u32::MAX);
                    let before = raw.text(row);
                    if !before.is_empty() {
                        index.remove(hash::of_folded(before), number);
                    }
                    if !text.is_empty() {
                        index.insert(hash::of_folded(text), number);
                    }
                }
                raw.set(row, text, to != Err(UNKNOWN));
            }
        }
    }

    /// Raw rows by the hash of their text; nothing for a dictionary.
    pub(in crate::store) fn index(&self) -> Option<&Table> {
        let Form::Raw(raw) = &self.form else { return None };
        Some(self.index.get_or_init(|| {
            let mut index = Table::with_capacity(raw.len());
            for (number, row) in (0_u32..).zip(0..raw.len()) {
                let text = raw.text(row);
                if !text.is_empty() {
                    index.insert(hash::of_folded(text), number);
                }
            }
            index
        }))
    }

    fn forget_postings(&mut self) {
        if self.postings.get().is_some() {
            self.postings = OnceLock::new();
        }
    }

    /// Makes the rows of each code, where looking for some codes takes long. A byte a row is looked
    /// through as quickly as its hits are marked.
    pub(in crate::store) fn post(&self) {
        if let Form::Dictionary { dictionary, codes } = &self.form
            // The small directories of the tests have narrow codes only.
            && (codes.width() > 1 || cfg!(test))
        {
            let len = dictionary.len() + FIRST as usize;
            self.postings.get_or_init(|| Box::new(Postings::of(codes, len)));
        }
    }

    /// The rows of each code, when they were made.
    pub(in crate::store) fn postings(&self) -> Option<&Postings> {
        self.postings.get().map(AsRef::as_ref)
    }

    /// The texts of a dictionary as search reads them; nothing for raw texts.
    pub(in crate::store) fn lines(&self) -> Option<&Lines> {
        let Form::Dictionary { dictionary, .. } = &self.form else { return None };
        Some(self.lines.get_or_init(|| Lines::of(dictionary.iter())))
    }

    pub(in crate::store) fn count_known(&self) -> usize {
        match &self.form {
            Form::Dictionary { codes, .. } => codes.count_nonzero(),
            Form::Raw(raw) => raw.count_known(),
        }
    }
}
