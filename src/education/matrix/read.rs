//! The form of the tables, line by line.

use super::{
    Back, Deed, Effect, Entry, Evidence, Matrix, Other, Outcome, Reading, Row, Source, Sure, Table,
};
use crate::domain::education::{Method, Scenario, Switch};

/// Why a table cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("table `{}`, line {line}: {problem}", table.key())]
pub struct MatrixError {
    pub table: Table,
    /// From 1.
    pub line: usize,
    pub problem: MatrixProblem,
}

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MatrixProblem {
    #[error("not a table of this form")]
    Head,
    #[error("`{0}` is no line of a table")]
    Line(String),
    #[error("`{0}` is missing")]
    Missing(&'static str),
    #[error("`{0}` is no {1}")]
    Value(String, &'static str),
    #[error("`{0}` is there twice")]
    Twice(String),
    #[error("a row before its entry")]
    Orphan,
    #[error("it depends on nothing that is said")]
    OnNothing,
}

type Fails<T> = Result<T, MatrixProblem>;

const HEAD: &str = "tenantry-matrix 1";

pub(super) fn read(see: &str, deeds: &str) -> Result<Matrix, MatrixError> {
    let mut matrix = Matrix::default();
    for (table, text) in [(Table::See, see), (Table::Do, deeds)] {
        let mut sources = Vec::new();
        let mut lines = text.lines().enumerate();
        let wrong = |line: usize| move |problem| MatrixError { table, line: line + 1, problem };
        if lines.next().map(|(_, line)| line.trim()) != Some(HEAD) {
            return Err(wrong(0)(MatrixProblem::Head));
        }
        for (at, line) in lines {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            take(&mut matrix, &mut sources, table, line).map_err(wrong(at))?;
        }
    }
    Ok(matrix)
}

/// Takes in a line. `here` are the sources of its table, by their places among all.
fn take(matrix: &mut Matrix, here: &mut Vec<usize>, table: Table, line: &str) -> Fails<()> {
    let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
    let rest = rest.trim();
    match word {
        "version" => {
            if !is_date(rest) || rest.len() != 10 {
                return Err(MatrixProblem::Value(rest.to_owned(), "day"));
            }
            if *rest > *matrix.version {
                matrix.version = rest.into();
            }
        }
        "source" => {
            let source = source(rest)?;
            if here.iter().any(|at| matrix.sources.get(*at).is_some_and(|it| it.key == source.key))
            {
                return Err(MatrixProblem::Twice(source.key.into()));
            }
            let known = matrix.sources.iter().position(|one| *one == source);
            here.push(known.unwrap_or(matrix.sources.len()));
            if known.is_none() {
                matrix.sources.push(source);
            }
        }
        "see" | "do" if word == table.key() => {
            let (key, group) = rest.split_once(' ').ok_or(MatrixProblem::Missing("group"))?;
            if matrix.entry(table, key).is_some() {
                return Err(MatrixProblem::Twice(key.to_owned()));
            }
            let (key, group) = (key.into(), group.trim().into());
            matrix.entries.push(Entry { table, key, group, rows: Vec::new() });
        }
        "row" => {
            let row = row(rest, &matrix.sources, here, table)?;
            let entry = matrix.entries.last_mut().filter(|entry| entry.table == table);
            let entry = entry.ok_or(MatrixProblem::Orphan)?;
            if let Some(twice) = row.scenarios.iter().find(|it| entry.row(**it).is_some()) {
                return Err(MatrixProblem::Twice(twice.key().to_owned()));
            }
            entry.rows.push(row);
        }
        _ => return Err(MatrixProblem::Line(line.to_owned())),
    }
    Ok(())
}

/// A day, a month or a year.
fn is_date(text: &str) -> bool {
    let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    ["0000", "0000-00", "0000-00-00"].contains(&&*shape)
}

fn source(rest: &str) -> Fails<Source> {
    let mut words = rest.splitn(3, ' ');
    let key = words.next().filter(|key| !key.is_empty()).ok_or(MatrixProblem::Missing("key"))?;
    let date = words.next().ok_or(MatrixProblem::Missing("date"))?;
    let place = words.next().ok_or(MatrixProblem::Missing("place"))?;
    let date = match date {
        "-" => None,
        date if is_date(date) => Some(date.into()),
        other => return Err(MatrixProblem::Value(other.to_owned(), "date")),
    };
    Ok(Source { key: key.into(), date, place: place.trim().into() })
}

/// A value by its name among some.
fn one_of<T: Copy>(name: &str, all: &[(&str, T)], what: &'static str) -> Fails<T> {
    let found = all.iter().find(|(key, _)| *key == name).map(|(_, value)| *value);
    found.ok_or_else(|| MatrixProblem::Value(name.to_owned(), what))
}

fn reading(name: &str) -> Fails<Reading> {
    let all = [
        ("always", Reading::Always),
        ("yes", Reading::Always),
        ("never", Reading::Never),
        ("no", Reading::Never),
        ("depends", Reading::Depends),
        ("not-applicable", Reading::NotApplicable),
        ("unknown", Reading::Unknown),
    ];
    one_of(name, &all, "reading")
}

/// The source of that key, by its place.
fn from(key: &str, sources: &[Source], here: &[usize]) -> Fails<usize> {
    let found = here.iter().copied().find(|at| sources.get(*at).is_some_and(|it| *it.key == *key));
    found.ok_or_else(|| MatrixProblem::Value(key.to_owned(), "source"))
}

fn row(rest: &str, sources: &[Source], here: &[usize], table: Table) -> Fails<Row> {
    let mut words = rest.split_whitespace();
    let first = words.next().ok_or(MatrixProblem::Missing("reading"))?;
    let mut row = Row {
        reading: reading(first)?,
        from: Vec::new(),
        sure: Sure::High,
        switches: Vec::new(),
        because: None,
        because_of: Vec::new(),
        other: None,
        note: None,
        deed: None,
        scenarios: Vec::new(),
    };
    let (mut effect, mut back, mut evidence) = (None, None, None);
    for word in words {
        let (name, value) =
            word.split_once('=').ok_or_else(|| MatrixProblem::Line(word.to_owned()))?;
        match name {
            "from" => {
                for key in value.split(',') {
                    row.from.push(from(key, sources, here)?);
                }
            }
            "sure" => {
                let all = [Sure::Low, Sure::Medium, Sure::High].map(|one| (one.key(), one));
                row.sure = one_of(value, &all, "certainty")?;
            }
            "if" => row.switches = value.split(',').map(switch).collect::<Fails<_>>()?,
            "because" => row.because = Some(value.into()),
            "method" => row.because_of = value.split(',').map(of_method).collect::<Fails<_>>()?,
            "but" => {
                let (key, other) = pair(value)?;
                let source = if key == "-" { None } else { Some(from(key, sources, here)?) };
                row.other = Some(Other { source, reading: reading(other)? });
            }
            "note" => row.note = Some(value.into()),
            "for" => {
                for key in value.split(',') {
                    let wrong = || MatrixProblem::Value(key.to_owned(), "scenario");
                    let scenario = Scenario::parse(key).ok_or_else(wrong)?;
                    if row.scenarios.contains(&scenario) {
                        return Err(MatrixProblem::Twice(key.to_owned()));
                    }
                    row.scenarios.push(scenario);
                }
            }
            "effect" if table == Table::Do => effect = Some(self::effect(value)?),
            "back" if table == Table::Do => back = Some(self::back(value)?),
            "evidence" if table == Table::Do => evidence = Some(self::evidence(value)?),
            _ => return Err(MatrixProblem::Line(word.to_owned())),
        }
    }
    finished(row, table, (effect, back, evidence))
}

fn finished(
    mut row: Row,
    table: Table,
    deed: (Option<Effect>, Option<Back>, Option<Evidence>),
) -> Fails<Row> {
    if row.scenarios.is_empty() {
        return Err(MatrixProblem::Missing("for"));
    }
    if row.from.is_empty() {
        return Err(MatrixProblem::Missing("from"));
    }
    if row.reading == Reading::Depends
        && row.switches.is_empty()
        && row.because.is_none()
        && row.because_of.is_empty()
    {
        return Err(MatrixProblem::OnNothing);
    }
    if table == Table::Do {
        row.deed = Some(Deed {
            effect: deed.0.ok_or(MatrixProblem::Missing("effect"))?,
            back: deed.1.ok_or(MatrixProblem::Missing("back"))?,
            evidence: deed.2.ok_or(MatrixProblem::Missing("evidence"))?,
        });
    }
    Ok(row)
}

fn pair(value: &str) -> Fails<(&str, &str)> {
    value.split_once(':').ok_or_else(|| MatrixProblem::Value(value.to_owned(), "pair"))
}

fn switch(value: &str) -> Fails<(Switch, Outcome)> {
    let (key, outcome) = pair(value)?;
    let wrong = || MatrixProblem::Value(key.to_owned(), "switch");
    let all = [("always", Outcome::Always), ("yes", Outcome::Always), ("only-if", Outcome::OnlyIf)];
    Ok((Switch::parse(key).ok_or_else(wrong)?, one_of(outcome, &all, "outcome")?))
}

fn of_method(value: &str) -> Fails<(Method, Box<str>)> {
    let (key, text) = pair(value)?;
    let wrong = || MatrixProblem::Value(key.to_owned(), "method");
    Ok((Method::parse(key).ok_or_else(wrong)?, text.into()))
}

fn effect(value: &str) -> Fails<Effect> {
    one_of(value, &Effect::ALL.map(|one| (one.key(), one)), "effect")
}

fn back(value: &str) -> Fails<Back> {
    let all = [
        ("yes", Back::Yes),
        ("sign-in", Back::SignIn),
        ("re-enrol", Back::ReEnrol),
        ("depends", Back::Depends),
        ("no", Back::No),
        ("n/a", Back::NotApplicable),
    ];
    one_of(value, &all, "way back")
}

fn evidence(value: &str) -> Fails<Evidence> {
    let all = [
        ("stated", Evidence::Stated),
        ("listed", Evidence::Listed),
        ("inferred", Evidence::Inferred),
    ];
    one_of(value, &all, "evidence")
}
