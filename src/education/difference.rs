//! What is told otherwise than before, and what of it is more intrusive: then people have to be told again.

use crate::domain::education::{Snapshot, Told};
use std::collections::BTreeSet;

#[cfg(test)]
mod tests;

/// A line that is told otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Line of the matrix (`see.photos`).
    pub key: String,
    /// None where nothing was told.
    pub before: Option<Told>,
    /// None where nothing is told any more.
    pub after: Option<Told>,
    /// Whether more is seen or done than was told.
    pub is_more: bool,
}

/// The lines that differ, in the order of their keys.
#[must_use]
pub fn between(before: &Snapshot, after: &Snapshot) -> Vec<Difference> {
    let keys: BTreeSet<&String> = before.lines.keys().chain(after.lines.keys()).collect();
    let each = keys.into_iter().filter_map(|key| {
        let (was, is) = (before.lines.get(key), after.lines.get(key));
        (was != is).then(|| Difference {
            key: key.clone(),
            before: was.cloned(),
            after: is.cloned(),
            is_more: is_more(was, is),
        })
    });
    each.collect()
}

/// Whether what is told matters to people so much that they have to be told again: something became more intrusive.
#[must_use]
pub fn is_material(differences: &[Difference]) -> bool {
    differences.iter().any(|one| one.is_more)
}

fn is_more(before: Option<&Told>, after: Option<&Told>) -> bool {
    use crate::domain::education::Verdict;
    let Some(after) = after else { return false };
    let reach = |told: &Told| if told.verdict == Verdict::Never { 0 } else { told.takes };
    match before {
        None => after.verdict != Verdict::Never,
        Some(before) => after.verdict > before.verdict || reach(after) > reach(before),
    }
}
