//! The project's own library, in both languages.

use super::*;
use crate::domain::education::{Platform, Profile};
use crate::education::matrix::Entry;
use crate::education::statement::variables;
use std::path::{Path, PathBuf};

/// The files of `src/education` that are data, with their paths.
fn files() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/education");
    let mut all = Vec::new();
    for folder in ["matrix", "guides", "starters"] {
        let mut found: Vec<PathBuf> =
            std::fs::read_dir(root.join(folder)).unwrap().map(|it| it.unwrap().path()).collect();
        found.retain(|path| path.extension().is_some_and(|it| it == "md" || it == "txt"));
        found.sort();
        for path in found {
            let name = path.file_name().unwrap().to_str().unwrap();
            all.push((format!("{folder}/{name}"), std::fs::read_to_string(&path).unwrap()));
        }
    }
    all
}

/// The project's own library.
pub(in crate::education) fn own(locale: Locale) -> Library {
    let files = files();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (&**path, &**text)).collect();
    Library::of(&files, locale).unwrap()
}

/// Put together and taken apart it is the same.
#[test]
fn one_file_holds_all_of_a_language() {
    for locale in [Locale::En, Locale::Fr] {
        let mut file = String::new();
        for (path, text) in files() {
            for part in [MARK, &path, "\n", &text, "\n"] {
                file.push_str(part);
            }
        }
        let read = Library::read(&file, locale).unwrap();
        let own = own(locale);
        assert_eq!(read.matrix, own.matrix);
        assert_eq!(read.texts, own.texts);
        assert_eq!(read.starters, own.starters);
        let keys = |library: &Library| {
            library.guides.iter().map(|guide| guide.key.clone()).collect::<Vec<_>>()
        };
        assert_eq!(keys(&read), keys(&own));
    }
    let missing = Library::read("##### x\ny", Locale::En).unwrap_err();
    assert_eq!(missing, LibraryError::Missing("matrix/visibility.txt"));
}

#[test]
fn both_languages_start_from_the_same() {
    let [english, french] = [Locale::En, Locale::Fr].map(own);
    assert!(english.starters.keys().eq(french.starters.keys()));
    assert!(english.starters.keys().count() > 300);
    let concerns = english.starters.keys().filter(|key| key.starts_with("concern."));
    assert_eq!(concerns.count(), 40);
    // Every promise has its words, is about lines that there are, and can be noted.
    assert_eq!(english.proposals.len(), 10);
    let known: Vec<String> = english.matrix.entries.iter().map(Entry::full_key).collect();
    for proposal in &english.proposals {
        assert!(proposal.about.iter().all(|key| known.contains(key)), "{proposal:?}");
        for library in [&english, &french] {
            let variables = variables(&Profile::default(), Platform::Any);
            let words = library.words_of(proposal, &variables);
            let all = [&words.statement, &words.why, &words.told];
            assert!(all.iter().all(|text| !text.is_empty() && !text.contains("{{")), "{words:?}");
        }
    }
    // Every switch has its question in the wizard.
    for switch in crate::domain::education::Switch::ALL {
        for part in ["question", "where", "yes", "no"] {
            let key = format!("switch.{}.{part}", switch.key());
            assert!(english.starters.find(&key).is_some(), "{key}");
        }
    }
}

/// What other products, accounts and people can do is not ours to deny: texts say what the organisation cannot do.
#[test]
fn no_text_says_that_nobody_can() {
    for (path, text) in files() {
        let text = text.to_lowercase();
        for claim in ["nobody can", "no one can", "nobody at work can", "personne ne peut"] {
            assert!(!text.contains(claim), "{path}: {claim}");
        }
    }
}
