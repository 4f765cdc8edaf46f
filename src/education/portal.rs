//! The two free texts of the Company Portal's privacy screen, made to fit.
//!
//! Source: Microsoft Learn, *Configure the Intune Company Portal apps, Company Portal website, and Intune app*
//! (2025-10-02): 520 characters each, Markdown with bullets, bold, italics and links, shown on iPhone and iPad only,
//! and one text for both kinds of Apple enrolment. So "cannot" holds what is so for every kind that is used, and "can"
//! what is so for any.

use super::matrix::{Matrix, Table};
use super::texts::Texts;
use super::truth::{Line, truth};
use crate::domain::education::{Field, Place, Platform, Profile, Verdict};
use crate::i18n::{Locale, texts};

#[cfg(test)]
mod tests;

/// Characters of each text.
pub const LIMIT: usize = 520;

texts! {
    MORE = "[All of it]({0})", "[La liste complète]({0})";
    CAN_DO = "Can do: {0}", "Peut faire\u{a0}: {0}";
    CANNOT_DO = "Cannot do: {0}", "Ne peut pas faire\u{a0}: {0}";
}

/// A text, and what did not fit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fitted {
    pub text: String,
    /// Names of the lines that are left out.
    pub left_out: Vec<String>,
}

/// Both texts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Privacy {
    pub cannot: Fitted,
    pub can: Fitted,
}

/// What people fear most comes first; the rest follows in the order of the matrix.
const FIRST: [&str; 12] = [
    "see.photos",
    "see.personal-email-sms",
    "see.call-history",
    "see.web-history",
    "see.location",
    "see.personal-apps",
    "see.passwords",
    "do.wipe",
    "do.retire",
    "do.remote-lock",
    "do.remove-passcode",
    "see.work-apps",
];

/// Makes the texts for the kinds of Apple devices that are used; other kinds are not shown them.
#[must_use]
pub fn privacy(
    matrix: &Matrix,
    profile: &Profile,
    places: &[Place],
    texts: &Texts,
    locale: Locale,
) -> Privacy {
    let apple = places.iter().filter(|place| place.scenario.platform() == Platform::Ios);
    let truths: Vec<Vec<Line<'_>>> = apple.map(|place| truth(matrix, profile, *place)).collect();
    let (mut cannot, mut can) = (Vec::new(), Vec::new());
    for entry in &matrix.entries {
        let key = entry.full_key();
        let mut lines =
            truths.iter().flatten().filter(|line| line.entry.full_key() == key).peekable();
        if lines.peek().is_none() {
            continue;
        }
        let name = texts.get(&format!("{key}.name")).to_owned();
        // What is open is something that may be.
        if lines.all(|line| line.verdict == Verdict::Never && line.is_fact()) {
            cannot.push((key, name));
        } else {
            can.push((key, name));
        }
    }
    let url = profile.contact.get(Field::PrivacyUrl);
    let more = (!url.is_empty()).then(|| MORE.with(locale, &[url]));
    let fit = |all, deeds: crate::i18n::Text| fitted(all, more.as_deref(), deeds, locale);
    Privacy { cannot: fit(cannot, CANNOT_DO), can: fit(can, CAN_DO) }
}

/// As many names as fit, each a bullet; what can be done is one bullet.
fn fitted(
    mut all: Vec<(String, String)>,
    more: Option<&str>,
    deeds: crate::i18n::Text,
    locale: Locale,
) -> Fitted {
    let place = |key: &str| FIRST.iter().position(|one| *one == key).unwrap_or(FIRST.len());
    all.sort_by_key(|(key, _)| place(key));
    let done = &*format!("{}.", Table::Do.key());
    let written = |names: &[&(String, String)]| {
        let of = |acts: bool| {
            let those = names.iter().filter(move |(key, _)| key.starts_with(done) == acts);
            those.map(|(_, name)| escaped(name)).collect::<Vec<String>>()
        };
        let mut lines: Vec<String> = of(false).iter().map(|name| format!("- {name}")).collect();
        let acts = of(true);
        if !acts.is_empty() {
            lines.push(format!("- {}", deeds.with(locale, &[&acts.join("; ")])));
        }
        lines.extend(more.map(str::to_owned));
        lines.join("\n")
    };
    let (mut taken, mut left_out): (Vec<&(String, String)>, Vec<String>) = (Vec::new(), Vec::new());
    for one in &all {
        taken.push(one);
        if written(&taken).chars().count() > LIMIT {
            taken.pop();
            left_out.push(one.1.clone());
        }
    }
    Fitted { text: written(&taken), left_out }
}

/// Without marks: names have none, but for brackets.
fn escaped(name: &str) -> String {
    name.chars().filter(|c| !matches!(c, '*' | '_' | '[' | ']' | '<' | '>' | '`')).collect()
}
