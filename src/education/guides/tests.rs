//! How guides are read, and that those of the project can be sent as they are.

use super::*;
use crate::documents::markdown;
use crate::documents::template::{Variables, fill};
use crate::education::readability::{self, Level};
use crate::education::statement::variables_known;
use crate::i18n::Locale;
use std::collections::BTreeSet;

const HEAD: &str = "---\nkind: enrol\nplatform: ios\nscenarios: ios-personal-user-enrollment\n\
                    method: account-driven\nminutes: 15\nlevel: 1\nchecked: 2025-03-13\n\
                    review-by: 2026-03-13\nsource: a\ntitle: T\n---\n\n## A\n";

#[test]
fn heads_are_read() {
    let mut guides = Guides::default();
    guides.add(read("a", HEAD).unwrap()).unwrap();
    guides.add(read("b", &HEAD.replace("enrol\n", "lost\n")).unwrap()).unwrap();
    let guide = guides.get("a").unwrap();
    assert_eq!((guide.kind, guide.minutes, &*guide.body), (Kind::Enrol, 15, "## A\n"));
    assert_eq!(guide.checked, Day::new(2025, 3, 13).unwrap());
    let place = Place::usual(Scenario::IosUserEnrollment);
    assert_eq!(guides.of(Kind::Lost, place).len(), 1);
    assert!(guides.of(Kind::Enrol, Place::usual(Scenario::IosSupervised)).is_empty());
    assert!(guide.is_due(Day::new(2026, 3, 14).unwrap()) && !guide.is_due(guide.review_by));
    let twice = guides.add(read("a", HEAD).unwrap()).unwrap_err();
    assert_eq!(twice.problem, GuideProblem::Twice);
}

#[test]
fn what_is_wrong_is_told() {
    let problem = |text: &str| read("a", text).unwrap_err().problem;
    assert_eq!(problem("b"), GuideProblem::NoHead);
    let with = |from: &str, to: &str| problem(&HEAD.replace(from, to));
    assert_eq!(with("title: T\n", ""), GuideProblem::Missing("title"));
    let value = |field, value: &str| GuideProblem::Value { field, value: value.to_owned() };
    assert_eq!(with("2025-03-13", "2025-02-30"), value("checked", "2025-02-30"));
    assert_eq!(with("level: 1", "level: 4"), value("level", "4"));
    assert_eq!(with("account-driven", "x"), value("method", "x"));
}

/// The project's own guides of a language.
pub(in crate::education) fn own(locale: Locale) -> Guides {
    crate::education::library::tests::own(locale).guides
}

#[test]
fn both_languages_have_the_same_guides() {
    let [english, french] = [Locale::En, Locale::Fr].map(own);
    let heads = |guides: &Guides| -> Vec<Guide> {
        let bare =
            |guide: &Guide| Guide { title: String::new(), body: String::new(), ..guide.clone() };
        guides.iter().map(bare).collect()
    };
    assert_eq!(heads(&english), heads(&french));
    assert!(english.iter().count() > 30);
}

/// For every kind of device there is a way in, one path, and what comes after it.
#[test]
fn every_device_has_its_guides() {
    for locale in [Locale::En, Locale::Fr] {
        let guides = own(locale);
        for scenario in Scenario::ALL {
            for method in scenario.methods() {
                let place = Place { scenario, method: *method };
                assert_eq!(guides.of(Kind::Enrol, place).len(), 1, "{place:?}");
                for kind in [Kind::Lost, Kind::Leave] {
                    assert!(!guides.of(kind, place).is_empty(), "{kind:?} {place:?}");
                }
            }
        }
    }
}

/// Filled in, with and without what may be missing, nothing is left out, and nobody needs more school than planned.
#[test]
fn own_guides_can_be_sent_as_they_are() {
    let mut hard = BTreeSet::new();
    for locale in [Locale::En, Locale::Fr] {
        for guide in own(locale).iter() {
            for value in ["", "12"] {
                let all =
                    variables_known().fold(Variables::default(), |all, name| all.and(name, value));
                let filled = fill(&guide.body, &all).unwrap_or_else(|error| {
                    panic!("{} {locale:?}: {error:?}", guide.key);
                });
                let read = markdown::read(&filled);
                assert_eq!(read.remarks, [], "{} {locale:?}", guide.key);
                let text = crate::documents::plain::fragment(&read.blocks);
                let score = readability::read(&text, locale, Level::Usual).score.unwrap();
                if !Level::Usual.is_reached(locale, score) {
                    hard.insert((guide.key.clone(), locale.tag()));
                }
            }
        }
    }
    assert_eq!(hard, BTreeSet::new());
}
