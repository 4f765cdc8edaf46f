//! How hard a text is to read, by the formulas that are usual for its language, and which sentences make it so. A
//! hint to whoever writes, no proof.
//!
//! Sources: English, Flesch and Kincaid's grade (Kincaid et al. 1975): 0.39 × words per sentence + 11.8 × syllables
//! per word − 15.59, the school year that is needed. French, Kandel and Moles (1958): 207 − 1.015 × words per
//! sentence − 73.6 × syllables per word, from 0 (hard) to 100 (easy). Syllables are counted by rules for spelling,
//! which miss some: of the words in the tests each is right.

mod syllables;
#[cfg(test)]
mod tests;

use crate::i18n::Locale;
use std::ops::Range;

/// For whom a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Everybody.
    Plain,
    /// Whoever wants to know more.
    Usual,
    /// The annex for lawyers.
    Legal,
}

/// What was counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    pub words: u32,
    pub sentences: u32,
    pub syllables: u32,
}

/// A sentence that is hard.
#[derive(Debug, Clone, PartialEq)]
pub struct Hard {
    /// Bytes of the text.
    pub at: Range<usize>,
    pub count: Count,
    /// On the scale of the language.
    pub score: f64,
}

/// How hard a text is.
#[derive(Debug, Clone, PartialEq)]
pub struct Readability {
    pub locale: Locale,
    pub count: Count,
    /// English: the grade, lower is easier. French: the ease, higher is easier. None where there are no words.
    pub score: Option<f64>,
    /// Sentences harder than the level allows, the hardest first.
    pub hard: Vec<Hard>,
}

impl Level {
    /// What a text of this level should reach: a grade at most (English), an ease at least (French).
    #[must_use]
    pub const fn target(self, locale: Locale) -> f64 {
        match (locale, self) {
            (Locale::En, Self::Plain) => 6.0,
            (Locale::En, Self::Usual) => 8.0,
            (Locale::En, Self::Legal) => 12.0,
            (Locale::Fr, Self::Plain) => 70.0,
            (Locale::Fr, Self::Usual) => 60.0,
            // No target of its own was found; as hard as the English one, by the scales' own descriptions.
            (Locale::Fr, Self::Legal) => 40.0,
        }
    }

    /// Whether a score reaches it.
    #[must_use]
    pub fn is_reached(self, locale: Locale, score: f64) -> bool {
        match locale {
            Locale::En => score <= self.target(locale),
            Locale::Fr => score >= self.target(locale),
        }
    }
}

impl Count {
    fn add(&mut self, other: Self) {
        self.words += other.words;
        self.sentences += other.sentences;
        self.syllables += other.syllables;
    }

    /// On the scale of a language; none where there are no words.
    #[must_use]
    pub fn score(self, locale: Locale) -> Option<f64> {
        if self.words == 0 {
            return None;
        }
        let per_sentence = f64::from(self.words) / f64::from(self.sentences.max(1));
        let per_word = f64::from(self.syllables) / f64::from(self.words);
        Some(match locale {
            Locale::En => 0.39 * per_sentence + 11.8 * per_word - 15.59,
            Locale::Fr => 207.0 - 1.015 * per_sentence - 73.6 * per_word,
        })
    }
}

/// Reads a text. Lines and items of lists end sentences as stops do.
#[must_use]
pub fn read(text: &str, locale: Locale, level: Level) -> Readability {
    let mut all = Count::default();
    let mut hard = Vec::new();
    for at in sentences(text) {
        let sentence = text.get(at.clone()).unwrap_or_default();
        let words = words(sentence);
        if words.is_empty() {
            continue;
        }
        let syllables = words.iter().map(|word| syllables::count(word, locale)).sum();
        let many = u32::try_from(words.len()).unwrap_or(u32::MAX);
        let count = Count { words: many, sentences: 1, syllables };
        all.add(count);
        // Of a few words the formulas say nothing.
        if let Some(score) = count.score(locale).filter(|_| many >= 5)
            && !level.is_reached(locale, score)
        {
            hard.push(Hard { at, count, score });
        }
    }
    let harder = |one: &Hard, other: &Hard| match locale {
        Locale::En => other.score.total_cmp(&one.score),
        Locale::Fr => one.score.total_cmp(&other.score),
    };
    hard.sort_by(harder);
    Readability { locale, count: all, score: all.score(locale), hard }
}

/// The sentences, without spaces around them.
pub(super) fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let ends = match c {
            '\n' => true,
            // Not within numbers, addresses and versions.
            '.' | '!' | '?' | '…' => next.is_none_or(|next| {
                next.is_whitespace() || matches!(next, '»' | '”' | '"' | ')' | '*')
            }),
            _ => false,
        };
        if ends {
            let end = at + c.len_utf8();
            push_trimmed(&mut found, text, start..end);
            start = end;
        }
    }
    push_trimmed(&mut found, text, start..text.len());
    found
}

fn push_trimmed(found: &mut Vec<Range<usize>>, text: &str, at: Range<usize>) {
    let Some(piece) = text.get(at.clone()) else { return };
    let start = at.start + (piece.len() - piece.trim_start().len());
    let end = at.end - (piece.len() - piece.trim_end().len());
    if start < end && piece.chars().any(char::is_alphanumeric) {
        found.push(start..end);
    }
}

/// What is read as a word: letters with apostrophes and hyphens in them, or a number. In French, what stands before an
/// apostrophe is no word of its own.
fn words(sentence: &str) -> Vec<&str> {
    let is_in = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '‑' | '.' | ',');
    let pieces = sentence.split(|c: char| !is_in(c));
    let trimmed = pieces.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    trimmed.filter(|word| !word.is_empty()).collect()
}
