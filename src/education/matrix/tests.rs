//! The form of the tables, and the project's own.

use super::read::MatrixProblem;
use super::*;
use crate::education::texts::Texts;
use crate::i18n::Locale;
use std::collections::BTreeSet;

/// The project's own tables.
pub(in crate::education) fn own() -> Matrix {
    Matrix::read(include_str!("visibility.txt"), include_str!("actions.txt")).unwrap()
}

/// The words of the project's own tables.
pub(in crate::education) fn words(locale: Locale) -> Texts {
    crate::education::library::tests::own(locale).texts
}

const HEAD: &str = "tenantry-matrix 1\nversion 2026-01-01\nsource a 2025-01 x y\n";

fn problem(see: &str) -> (usize, MatrixProblem) {
    let error = Matrix::read(&format!("{HEAD}{see}"), HEAD).unwrap_err();
    (error.line, error.problem)
}

#[test]
fn rows_are_read() {
    let see = "see x g\nrow depends from=a sure=low if=mtd:always,restricted-apps:only-if because=b \
               method=web:c but=-:never note=n for=ios-personal-device-enrollment\n";
    let matrix = Matrix::read(&format!("{HEAD}{see}"), HEAD).unwrap();
    let row = matrix.entry(Table::See, "x").unwrap().row(Scenario::IosDeviceEnrollment).unwrap();
    assert_eq!(row.reading, Reading::Depends);
    assert_eq!(
        row.switches,
        [(Switch::Mtd, Outcome::Always), (Switch::RestrictedApps, Outcome::OnlyIf)]
    );
    assert_eq!(row.because(Method::WebProfile), Some("c"));
    assert_eq!(row.because(Method::CompanyPortal), Some("b"));
    assert_eq!(row.other, Some(Other { source: None, reading: Reading::Never }));
    assert_eq!(matrix.sources.len(), 1);
    assert_eq!(matrix.texts().collect::<Vec<_>>(), ["because.b", "because.c", "note.n"]);
}

#[test]
fn what_is_wrong_is_told_at_its_line() {
    let value = |value: &str, of| MatrixProblem::Value(value.to_owned(), of);
    for (see, expected) in [
        ("x", (4, MatrixProblem::Line("x".to_owned()))),
        ("row never from=a for=linux-corporate", (4, MatrixProblem::Orphan)),
        ("see x g\nrow never for=linux-corporate", (5, MatrixProblem::Missing("from"))),
        ("see x g\nrow never from=a", (5, MatrixProblem::Missing("for"))),
        ("see x g\nrow never from=b for=linux-corporate", (5, value("b", "source"))),
        ("see x g\nrow often from=a for=linux-corporate", (5, value("often", "reading"))),
        ("see x g\nrow never from=a for=linux", (5, value("linux", "scenario"))),
        ("see x g\nrow depends from=a for=linux-corporate", (5, MatrixProblem::OnNothing)),
        ("see x g\nrow depends from=a if=x:always for=linux-corporate", (5, value("x", "switch"))),
        ("see x g\n\nsee x g", (6, MatrixProblem::Twice("x".to_owned()))),
        ("do x g", (4, MatrixProblem::Line("do x g".to_owned()))),
        ("source a 2026 z", (4, MatrixProblem::Twice("a".to_owned()))),
        ("source b 26 z", (4, value("26", "date"))),
        ("version x", (4, value("x", "day"))),
    ] {
        assert_eq!(problem(see), expected, "{see}");
    }
    let twice =
        "see x g\nrow never from=a for=linux-corporate\nrow never from=a for=linux-corporate";
    assert_eq!(problem(twice), (6, MatrixProblem::Twice("linux-corporate".to_owned())));
    assert_eq!(Matrix::read("x", HEAD).unwrap_err().problem, MatrixProblem::Head);
    let deed = format!("{HEAD}do x g\nrow yes from=a for=linux-corporate");
    assert_eq!(Matrix::read(HEAD, &deed).unwrap_err().problem, MatrixProblem::Missing("effect"));
}

/// 430 rows of 42 items and 305 of 43 actions were researched: each is there once.
#[test]
fn the_own_tables_are_whole() {
    let matrix = own();
    for (table, entries, pairs) in [(Table::See, 42, 430), (Table::Do, 43, 305)] {
        assert_eq!(matrix.of(table).count(), entries);
        let rows = matrix.of(table).flat_map(|entry| &entry.rows);
        assert_eq!(rows.map(|row| row.scenarios.len()).sum::<usize>(), pairs);
    }
    let used: BTreeSet<usize> = matrix
        .entries
        .iter()
        .flat_map(|entry| &entry.rows)
        .flat_map(|row| row.from.iter().copied().chain(row.other.and_then(|other| other.source)))
        .collect();
    assert_eq!(used.len(), matrix.sources.len(), "a source of which nothing is");
}

/// Both languages have the same words, every key has some, and none is left over.
#[test]
fn the_own_words_are_whole() {
    let matrix = own();
    let [english, french] = [Locale::En, Locale::Fr].map(words);
    assert!(english.keys().eq(french.keys()));
    let mut needed: BTreeSet<String> = matrix.texts().collect();
    for entry in &matrix.entries {
        let parts: &[&str] = match entry.table {
            Table::See => &["name", "plain", "why"],
            Table::Do => &["name", "plain", "seen", "why"],
        };
        needed.extend(parts.iter().map(|part| format!("{}.{part}", entry.full_key())));
    }
    let known: BTreeSet<String> = english.keys().map(str::to_owned).collect();
    let missing: Vec<&String> = needed.difference(&known).collect();
    assert!(missing.is_empty(), "{missing:?}");
    let is_other =
        |key: &&String| key.starts_with("check.") || key.rsplit('.').next() == Some("short");
    let left: Vec<&String> = known.difference(&needed).filter(|key| !is_other(key)).collect();
    assert!(left.is_empty(), "{left:?}");
}
