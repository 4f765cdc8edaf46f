//! What is said of a text at every key, and what waits until it rests: a key is to be answered before
//! the next one, however long the text.

use crate::rules::Diagnostic;

/// Bytes up to which everything is said at every key.
const AT_ONCE: usize = 2_048;

/// Findings that are shown at once, where there are no more; and of more than these.
const MOST: usize = 100;
const OF_MANY: usize = 20;

/// Whether what takes its time waits for a text, given the one that rested last.
#[must_use]
pub fn waits(text: &str, rested: &str) -> bool {
    text.len() > AT_ONCE && text != rested
}

/// The findings that are shown, worst first, and how many are not.
#[must_use]
pub fn shown(all: &[Diagnostic]) -> (Vec<&Diagnostic>, usize) {
    let count = if all.len() > MOST { OF_MANY } else { all.len() };
    // The place among all tells those apart that are of one class and stand at one place.
    let key = |(place, one): &(usize, &Diagnostic)| (one.code.class(), one.span, *place);
    let mut shown: Vec<(usize, &Diagnostic)> = all.iter().enumerate().collect();
    if count < shown.len() {
        shown.select_nth_unstable_by_key(count, key);
        shown.truncate(count);
    }
    shown.sort_unstable_by_key(key);
    (shown.into_iter().map(|(_, one)| one).collect(), all.len() - count)
}

#[cfg(test)]
mod tests {
    use super::{shown, waits};
    use crate::{
        domain::Timestamp,
        rules::{Conditions, Diagnostic, Target, examine},
    };

    #[test]
    fn long_texts_wait_until_they_rest() {
        let long = "user.city -eq \"Oslo\" -or ".repeat(100);
        assert!(!waits("user.city -eq \"Oslo\"", ""));
        assert!(waits(&long, ""));
        assert!(waits(&long, long.trim_end()));
        assert!(!waits(&long, &long));
    }

    #[test]
    fn the_worst_findings_are_shown_first() {
        let conditions =
            Conditions { target: Target::User, now: Timestamp(0), member_of_ends: None };
        let found = |text: &str| examine(text, &conditions).diagnostics;
        for (text, count) in [
            (String::new(), 1),
            ("user.citi -eq ‘a’ -or ( user.city".to_owned(), 4),
            ("(".repeat(40), 41),
            (format!("user.citi -eq 1 -or {}", "(".repeat(10_000)), 20),
            ("user.citi -contains 1 ".repeat(200), 20),
        ] {
            let all = found(&text);
            let mut sorted: Vec<&Diagnostic> = all.iter().collect();
            sorted.sort_by_key(|one| (one.code.class(), one.span));
            let (shown, more) = shown(&all);
            assert_eq!((shown.len(), shown.len() + more), (count, all.len()), "{text:.40}");
            assert_eq!(shown, sorted[..count]);
        }
    }
}
