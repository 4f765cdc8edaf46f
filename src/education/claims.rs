//! Texts that were written elsewhere, or long ago, read for promises that are too broad: "your organisation can never see
//! your files" was on Microsoft's own page in 2019, and is not true of every device today.
//!
//! A hint, no proof: sentences and items of lists that deny something are looked through for what the matrix knows. What
//! is denied and not so on some kind of device is told, with those devices.

use super::readability::sentences;
use super::truth::Line;
use crate::domain::education::{Place, Scenario, Verdict};
use crate::i18n::Locale;
use std::ops::Range;

#[cfg(test)]
mod tests;

/// Something that a text denies and that is not so everywhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Bytes of the text.
    pub at: Range<usize>,
    /// Line of the matrix (`see.file-names`).
    pub key: &'static str,
    /// Kinds of devices on which it is so, or may be.
    pub devices: Vec<Scenario>,
}

/// What a text may speak of: its words, words that make it narrower and true, and the line that it is about.
struct Topic {
    words: &'static [&'static str],
    but: &'static [&'static str],
    key: &'static str,
}

const ENGLISH: &[Topic] = &[
    Topic { words: &["file", "files"], but: &["content", "in the files"], key: "see.file-names" },
    Topic {
        words: &["location", "locate", "where you are", "follow you", "track"],
        but: &[],
        key: "see.location",
    },
    Topic { words: &["apps", "applications"], but: &["work apps"], key: "see.personal-apps" },
    Topic {
        words: &["email", "e-mail", "emails", "e-mails", "mail"],
        but: &["personal", "private"],
        key: "see.work-mail-files",
    },
    Topic { words: &["serial number"], but: &[], key: "see.serial" },
    Topic { words: &["phone number"], but: &[], key: "see.phone-number" },
    Topic { words: &["screen"], but: &["screenshots", "lock screen"], key: "see.screen" },
    Topic { words: &["wipe", "erase", "delete your"], but: &["work data"], key: "do.wipe" },
];

const FRENCH: &[Topic] = &[
    Topic { words: &["fichier", "fichiers"], but: &["contenu"], key: "see.file-names" },
    Topic {
        words: &["position", "localiser", "localisation", "emplacement", "où vous êtes", "suivre"],
        but: &[],
        key: "see.location",
    },
    Topic {
        words: &["applications", "applis"],
        but: &["applications professionnelles"],
        key: "see.personal-apps",
    },
    Topic {
        words: &["e-mail", "e-mails", "courriel", "courriels", "messagerie"],
        but: &["personnel", "privé"],
        key: "see.work-mail-files",
    },
    Topic { words: &["numéro de série"], but: &[], key: "see.serial" },
    Topic { words: &["numéro de téléphone"], but: &[], key: "see.phone-number" },
    Topic {
        words: &["écran"],
        but: &["captures d’écran", "écran de verrouillage"],
        key: "see.screen",
    },
    Topic {
        words: &["effacer", "effacé", "réinitialiser"],
        but: &["données professionnelles"],
        key: "do.wipe",
    },
];

const ENGLISH_DENIALS: &[&str] = &[
    "never",
    "cannot",
    "can not",
    "can't",
    "can’t",
    "does not",
    "doesn't",
    "doesn’t",
    "will not",
    "won't",
    "won’t",
    "nobody",
    "no one",
];
const FRENCH_DENIALS: &[&str] = &[
    "jamais",
    "ne peut",
    "ne peuvent",
    "ne voit",
    "ne verra",
    "aucun",
    "personne ne",
    "n’a pas accès",
];

/// Whether words stand in a text by themselves, not within others.
fn says(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, found)| {
        let is_in = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        let after = text.get(at + found.len()..).and_then(|text| text.chars().next());
        !is_in(before) && !is_in(after)
    })
}

/// What a text denies too broadly, in its order. `truths` are the kinds of devices that it is for.
#[must_use]
pub fn check(text: &str, locale: Locale, truths: &[(Place, Vec<Line<'_>>)]) -> Vec<Claim> {
    let (topics, denials) = match locale {
        Locale::En => (ENGLISH, ENGLISH_DENIALS),
        Locale::Fr => (FRENCH, FRENCH_DENIALS),
    };
    let mut found = Vec::new();
    // Under a line that denies and ends with a colon, every item of the list is denied.
    let mut list_denies = false;
    for at in sentences(text) {
        let sentence = text.get(at.clone()).unwrap_or_default().to_lowercase();
        let is_item = sentence.starts_with(['-', '*', '•', '–'])
            || sentence.split_once(['.', ')']).is_some_and(|(number, _)| {
                !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
            });
        let denies = denials.iter().any(|words| says(&sentence, words));
        if !is_item {
            list_denies = denies && sentence.ends_with(':');
        }
        if !(denies || is_item && list_denies) {
            continue;
        }
        for topic in topics {
            let is_meant = topic.words.iter().any(|words| says(&sentence, words))
                && !topic.but.iter().any(|words| sentence.contains(words));
            if !is_meant {
                continue;
            }
            let devices: Vec<Scenario> = truths
                .iter()
                .filter(|(_, lines)| {
                    lines.iter().any(|line| {
                        line.entry.full_key() == topic.key && line.verdict != Verdict::Never
                    })
                })
                .map(|(place, _)| place.scenario)
                .collect();
            if !devices.is_empty() {
                found.push(Claim { at: at.clone(), key: topic.key, devices });
            }
        }
    }
    found
}
