//! "Did you mean": the entry of a closed list that is closest to what somebody wrote.

/// The closest candidate, when it is close enough to be worth naming.
///
/// Case is ignored. Close is a third of the length in edits at most (one for short words), where
/// an edit is a letter too many, too few, wrong, or swapped with its neighbour (Damerau and
/// Levenshtein, each neighbouring pair swapped at most once). The first of equals wins.
pub fn closest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = letters(word).collect();
    let allowed = (word.len() / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    let known = signs(word.iter().copied());
    for candidate in candidates {
        // An edit brings one letter at most, and takes one away: few are looked at letter by letter.
        let (there, length) = signs(letters(candidate));
        let (strange, missing) = (known.0 & !there, there & !known.0);
        let least = strange.count_ones().max(missing.count_ones()) as usize;
        if length.abs_diff(word.len()).max(least) > allowed {
            continue;
        }
        let letters: Vec<char> = letters(candidate).collect();
        let distance = distance(&word, &letters);
        if distance <= allowed && best.is_none_or(|(fewest, _)| distance < fewest) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// A word in small letters.
fn letters(word: &str) -> impl Iterator<Item = char> {
    word.chars().flat_map(char::to_lowercase)
}

/// Which letters there are, a bit for each, shared by those that are 64 apart; and how many.
fn signs(letters: impl Iterator<Item = char>) -> (u64, usize) {
    let add = |(signs, length): (u64, usize), letter: char| {
        (signs | 1 << (u32::from(letter) % 64), length + 1)
    };
    letters.fold((0, 0), add)
}

/// Optimal string alignment distance.
fn distance(one: &[char], other: &[char]) -> usize {
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    let mut previous_left = None;
    for (row, &left) in one.iter().enumerate() {
        let mut line = Vec::with_capacity(other.len() + 1);
        line.push(row + 1);
        let mut previous_right = None;
        for (column, &right) in other.iter().enumerate() {
            let at = |line: &[usize], index: usize| line.get(index).copied().unwrap_or(usize::MAX);
            let replaced = at(&last, column) + usize::from(left != right);
            let mut fewest = replaced.min(at(&last, column + 1) + 1).min(at(&line, column) + 1);
            if previous_left == Some(right) && previous_right == Some(left) && column > 0 {
                fewest = fewest.min(at(&before_last, column - 1) + 1);
            }
            line.push(fewest);
            previous_right = Some(right);
        }
        previous_left = Some(left);
        before_last = std::mem::replace(&mut last, line);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 5] = ["department", "displayName", "mail", "city", "state"];

    #[test]
    fn typical_slips_are_recognised() {
        for (typed, meant) in [
            ("deparment", Some("department")),
            ("depratment", Some("department")),
            ("DISPLAYNAME", Some("displayName")),
            ("displayNmae", Some("displayName")),
            ("mial", Some("mail")),
            ("cityy", Some("city")),
            ("stat", Some("state")),
            ("country", None),
            ("", None),
            ("x", None),
        ] {
            assert_eq!(closest(typed, NAMES), meant, "{typed}");
        }
    }

    /// What letters alone rule out is nothing that the distance would have let through.
    #[test]
    fn letters_rule_out_nothing_that_is_close() {
        let words =
            ["city", "cityy", "ctiy", "state", "estat", "émile", "mile", "aaaa", "xyzw", ""];
        for one in words {
            for other in words {
                let letters = [one, other].map(|word| word.chars().collect::<Vec<char>>());
                let [first, second] = &letters;
                let allowed = (first.len() / 3).max(1);
                let close = super::distance(first, second) <= allowed;
                assert_eq!(closest(one, [other]).is_some(), close, "{one} {other}");
            }
        }
    }

    #[test]
    fn distances_by_hand() {
        let distance = |one: &str, other: &str| {
            super::distance(&one.chars().collect::<Vec<_>>(), &other.chars().collect::<Vec<_>>())
        };
        assert_eq!(distance("", ""), 0);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("ab", "ba"), 1);
        assert_eq!(distance("ca", "abc"), 3);
        assert_eq!(distance("abcd", "badc"), 2);
    }
}
