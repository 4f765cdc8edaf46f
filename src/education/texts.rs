//! Words by key, one file per language: `KEY = text`, a line each.

use std::collections::BTreeMap;

/// The words of one language.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Texts(BTreeMap<Box<str>, Box<str>>);

/// Why a file of words cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextsError {
    #[error("line {line}: no `KEY = text`")]
    Line { line: usize },
    #[error("line {line}: `{key}` is there twice")]
    Twice { line: usize, key: String },
}

impl Texts {
    /// Reads files of words. In a text, `\n` ends a line.
    ///
    /// # Errors
    /// The first line that says nothing, or the same as another one. Lines are counted over all files.
    pub fn read<'a>(files: impl IntoIterator<Item = &'a str>) -> Result<Self, TextsError> {
        let mut all = BTreeMap::new();
        for (at, line) in files.into_iter().flat_map(str::lines).enumerate() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let line_number = at + 1;
            let wrong = TextsError::Line { line: line_number };
            let (key, text) = line.split_once(" = ").ok_or(wrong)?;
            let key: Box<str> = key.trim().into();
            let text = text.trim().replace("\\n", "\n").into();
            if all.insert(key.clone(), text).is_some() {
                return Err(TextsError::Twice { line: line_number, key: key.into() });
            }
        }
        Ok(Self(all))
    }

    /// The words; none where there are none.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(|text| &**text)
    }

    /// The words, or the key where there are none: something to be seen rather than nothing.
    #[must_use]
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.find(key).unwrap_or(key)
    }

    /// All keys, in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(|key| &**key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read() {
        let texts = Texts::read(["# x\na.b = c = d\n\ne =  f\\ng \n", "h = i"]).unwrap();
        assert_eq!(texts.get("a.b"), "c = d");
        assert_eq!(texts.get("e"), "f\ng");
        assert_eq!((texts.find("x"), texts.get("x")), (None, "x"));
        assert_eq!(texts.keys().collect::<Vec<_>>(), ["a.b", "e", "h"]);
        assert_eq!(Texts::read(["a = b\nc"]), Err(TextsError::Line { line: 2 }));
        let twice = TextsError::Twice { line: 2, key: "a".to_owned() };
        assert_eq!(Texts::read(["a = b", "a = c"]), Err(twice));
    }
}
