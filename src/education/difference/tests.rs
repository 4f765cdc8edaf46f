//! What counts as more intrusive.

use super::*;
use crate::domain::education::{Place, Scenario, Verdict};

fn told(verdict: Verdict, because: &str, takes: u8) -> Told {
    Told { verdict, is_fact: true, because: because.to_owned(), takes }
}

fn snapshot(lines: &[(&str, Told)]) -> Snapshot {
    let lines = lines.iter().map(|(key, told)| ((*key).to_owned(), told.clone())).collect();
    let place = Place::usual(Scenario::WindowsCompany);
    Snapshot { place, matrix: "2026-01-01".to_owned(), lines }
}

#[test]
fn more_is_worse_and_less_is_not() {
    use Verdict::{Always, Never, OnlyIf};
    let cases: [(Option<Told>, Option<Told>, bool); 9] = [
        (Some(told(Never, "", 0)), Some(told(OnlyIf, "a", 0)), true),
        (Some(told(OnlyIf, "a", 0)), Some(told(Always, "", 0)), true),
        (Some(told(Always, "", 0)), Some(told(OnlyIf, "a", 0)), false),
        (Some(told(OnlyIf, "a", 0)), Some(told(OnlyIf, "b", 0)), false),
        (Some(told(Always, "", 0)), Some(told(Always, "", 2)), true),
        (Some(told(Never, "", 0)), Some(told(Never, "", 2)), false),
        (None, Some(told(Never, "", 0)), false),
        (None, Some(told(OnlyIf, "", 0)), true),
        (Some(told(Always, "", 2)), None, false),
    ];
    for (before, after, expected) in cases {
        let of = |told: &Option<Told>| {
            let lines: Vec<(&str, Told)> =
                told.iter().map(|told| ("see.x", told.clone())).collect();
            snapshot(&lines)
        };
        let found = between(&of(&before), &of(&after));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].is_more, expected, "{before:?} {after:?}");
        assert_eq!(is_material(&found), expected);
        assert!(between(&of(&before), &of(&before)).is_empty());
    }
}
