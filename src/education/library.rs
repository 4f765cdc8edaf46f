//! Everything that the project brings for education in one language: the matrix with its words, the guides, and texts
//! to start from. It comes as one file, when somebody asks for it.
//!
//! The file holds those of `src/education` that are of its language or of none, each after a line `##### PATH`.

use super::guides::{self, GuideError, Guides};
use super::matrix::{Matrix, MatrixError};
use super::texts::{Texts, TextsError};
use crate::documents::template::{Variables, fill};
use crate::documents::{markdown, plain};
use crate::domain::education::{Position, PromiseWords, Slug};
use crate::i18n::Locale;

#[cfg(test)]
pub(in crate::education) mod tests;

/// What a file is put together from, and taken apart at.
const MARK: &str = "##### ";

/// The words of Markdown of one paragraph.
fn plain_words(text: &str) -> String {
    plain::fragment(&markdown::read(text).blocks)
}

/// Why a library cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LibraryError {
    #[error("`{0}` is missing")]
    Missing(&'static str),
    #[error(transparent)]
    Matrix(#[from] MatrixError),
    #[error("`{path}`: {error}")]
    Texts { path: String, error: TextsError },
    #[error(transparent)]
    Guide(#[from] GuideError),
    #[error("`starters/promises.txt` has a line that is no promise")]
    Proposal,
}

/// What the project brings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Library {
    pub matrix: Matrix,
    /// Words of the matrix.
    pub texts: Texts,
    pub guides: Guides,
    /// Promises to start from; their words are among [`Self::starters`].
    pub proposals: Vec<Proposal>,
    /// Texts to start from: concerns, annoyances, promises, the quiz, messages, and questions about switches.
    pub starters: Texts,
}

/// A promise to start from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    pub name: Slug,
    /// Lines of the matrix (`do.locate`).
    pub about: Vec<String>,
    pub position: Position,
    /// Only of devices that belong to people.
    pub personal_only: bool,
}

impl Proposal {
    /// `promise NAME [see=KEY,…] [do=KEY,…] position=POSITION [own]`.
    fn parse(line: &str) -> Option<Self> {
        let mut words = line.strip_prefix("promise ")?.split_whitespace();
        let name = Slug::parse(words.next()?)?;
        let (mut about, mut position, mut personal_only) = (Vec::new(), None, false);
        for word in words {
            match word.split_once('=') {
                Some((table @ ("see" | "do"), keys)) => {
                    about.extend(keys.split(',').map(|key| format!("{table}.{key}")));
                }
                Some(("position", key)) => position = Some(Position::parse(key)?),
                None if word == "own" => personal_only = true,
                _ => return None,
            }
        }
        Some(Self { name, about, position: position?, personal_only })
    }
}

impl Library {
    /// The words of a promise to start from, with what variables stand for.
    #[must_use]
    pub fn words_of(&self, proposal: &Proposal, variables: &Variables) -> PromiseWords {
        let word = |part: &str| {
            let key = format!("promise.{}.{part}", proposal.name);
            let text = self.starters.find(&key).unwrap_or_default();
            // The project's own texts name no variable that does not exist.
            fill(text, variables).map(|text| plain_words(&text)).unwrap_or_default()
        };
        PromiseWords { statement: word("statement"), why: word("why"), told: word("told") }
    }

    /// Reads the file of a language.
    ///
    /// # Errors
    /// The first part that is not as it has to be, or not there.
    pub fn read(file: &str, locale: Locale) -> Result<Self, LibraryError> {
        let mark = format!("\n{MARK}");
        let mut parts = file.split(&mark);
        let first = parts.next().unwrap_or_default();
        let first = first.strip_prefix(MARK).unwrap_or_default();
        let parts = std::iter::once(first).chain(parts);
        let parts = parts.filter_map(|part| part.split_once('\n'));
        Self::of(&parts.map(|(path, text)| (path.trim(), text)).collect::<Vec<_>>(), locale)
    }

    /// Puts files together, each with its path below `src/education`.
    ///
    /// # Errors
    /// The first file that is not as it has to be, or not there.
    pub fn of(files: &[(&str, &str)], locale: Locale) -> Result<Self, LibraryError> {
        let find = |path: &'static str| {
            let found = files.iter().find(|(one, _)| *one == path).map(|(_, text)| *text);
            found.ok_or(LibraryError::Missing(path))
        };
        let words = match locale {
            Locale::En => "matrix/texts.en.txt",
            Locale::Fr => "matrix/texts.fr.txt",
        };
        let matrix = Matrix::read(find("matrix/visibility.txt")?, find("matrix/actions.txt")?)?;
        let wrong = |path: &str| {
            let path = path.to_owned();
            move |error| LibraryError::Texts { path, error }
        };
        let texts = Texts::read([find(words)?]).map_err(wrong(words))?;
        let ending = |kind: &str| format!(".{}.{kind}", locale.tag());
        let (guide, text) = (ending("md"), ending("txt"));
        let mut all = Guides::default();
        let mut starters = Vec::new();
        for (path, content) in files {
            if let Some(key) = path.strip_prefix("guides/").and_then(|it| it.strip_suffix(&guide)) {
                all.add(guides::read(key, content)?)?;
            } else if path.starts_with("starters/") && path.ends_with(&text) {
                starters.push(*content);
            }
        }
        let starters = Texts::read(starters).map_err(wrong("starters"))?;
        let lines = find("starters/promises.txt")?.lines();
        let lines = lines.filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
        let proposals: Option<Vec<Proposal>> = lines.map(Proposal::parse).collect();
        let proposals = proposals.ok_or(LibraryError::Proposal)?;
        Ok(Self { matrix, texts, guides: all, proposals, starters })
    }
}
