//! User principal names and mail nicknames: what the service accepts, and proposals.
//!
//! Sources: "Prepare to provision users: userPrincipalName attribute" and "Update user" (limits:
//! 113 characters in all, 64 before the `@`, 48 after it; letters, digits and `' . - _ ! # ^ ~`).
//! The restriction of mail nicknames (`@()\[]";:.<>,` and space) is the one that Graph documents for
//! groups; for users only the length and ASCII are documented, so a dot is accepted here.

use crate::domain::NameProblem;

/// Longest local part of a user principal name.
pub const LOCAL_MAX: usize = 64;
/// Longest domain part of a user principal name.
pub const DOMAIN_MAX: usize = 48;

/// What is wrong with a user principal name, apart from whose domain it is.
#[must_use]
pub fn upn_problem(upn: &str) -> Option<NameProblem> {
    let Some((local, domain)) = upn.split_once('@') else { return Some(NameProblem::NoAt) };
    if domain.contains('@') {
        return Some(NameProblem::SecondAt);
    }
    if local.is_empty() {
        return Some(NameProblem::EmptyLocal);
    }
    if domain.is_empty() {
        return Some(NameProblem::EmptyDomain);
    }
    if local.chars().count() > LOCAL_MAX {
        return Some(NameProblem::LocalTooLong);
    }
    if domain.chars().count() > DOMAIN_MAX {
        return Some(NameProblem::DomainTooLong);
    }
    if let Some(problem) = character_problem(local, allowed_in_local) {
        return Some(problem);
    }
    if local.starts_with('.') || local.ends_with('.') || local.contains("..") {
        return Some(NameProblem::Dot);
    }
    let offset = local.encode_utf16().count() + 1;
    match character_problem(domain, |c| c.is_alphanumeric() || matches!(c, '.' | '-')) {
        Some(NameProblem::Character { character, at }) => {
            Some(NameProblem::Character { character, at: at + offset })
        }
        Some(problem) => Some(problem),
        None if !domain.contains('.')
            || domain.starts_with('.')
            || domain.ends_with('.')
            || domain.contains("..") =>
        {
            Some(NameProblem::Dot)
        }
        None => None,
    }
}

/// What is wrong with a mail nickname.
#[must_use]
pub fn nickname_problem(nickname: &str) -> Option<NameProblem> {
    character_problem(nickname, |c| {
        c.is_ascii_graphic()
            && !matches!(c, '@' | '(' | ')' | '\\' | '[' | ']' | '"' | ';' | ':' | '<' | '>' | ',')
    })
}

/// What is wrong with a group's name: it cannot begin with a blank ("Microsoft Entra service limits and
/// restrictions", Microsoft Learn).
#[must_use]
pub fn group_name_problem(name: &str) -> Option<NameProblem> {
    let character = name.chars().next().filter(|first| first.is_whitespace())?;
    Some(NameProblem::Character { character, at: 0 })
}

/// Letters with accents are allowed by the service, with the warning that apps may break.
fn allowed_in_local(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\'' | '.' | '-' | '_' | '!' | '#' | '^' | '~')
}

fn character_problem(text: &str, allowed: impl Fn(char) -> bool) -> Option<NameProblem> {
    let mut at = 0;
    for character in text.chars() {
        if !allowed(character) {
            return Some(NameProblem::Character { character, at });
        }
        at += character.len_utf16();
    }
    None
}

/// Whether the name of a guest from another organisation (`…#EXT#@…`).
#[must_use]
pub fn is_external(upn: &str) -> bool {
    upn.to_ascii_uppercase().contains("#EXT#@")
}

/// Local parts to propose for a person, best first: `anna.lindqvist`, `a.lindqvist`, `alindqvist`,
/// `anna`; without repetition, in ASCII where letters have an ASCII form.
#[must_use]
pub fn local_parts(given: &str, surname: &str, display: &str) -> Vec<String> {
    let clean = |text: &str| -> String {
        crate::text::fold::search(text)
            .chars()
            .filter_map(|c| match c {
                c if c.is_ascii_alphanumeric() => Some(c),
                ' ' | '-' | '_' => Some('-'),
                _ => None,
            })
            .collect::<String>()
            .trim_matches('-')
            .to_owned()
    };
    let (given, surname) = if given.trim().is_empty() && surname.trim().is_empty() {
        let mut words = display.split_whitespace();
        let first = words.next().unwrap_or_default();
        (clean(first), clean(words.next_back().unwrap_or_default()))
    } else {
        (clean(given), clean(surname))
    };
    let initial: String = given.chars().take(1).collect();
    let candidates = match (given.is_empty(), surname.is_empty()) {
        (true, true) => vec![],
        (false, true) => vec![given],
        (true, false) => vec![surname],
        (false, false) => vec![
            format!("{given}.{surname}"),
            format!("{initial}.{surname}"),
            format!("{initial}{surname}"),
            format!("{surname}.{given}"),
        ],
    };
    let mut parts: Vec<String> = Vec::new();
    for candidate in candidates {
        let cut: String = candidate.chars().take(LOCAL_MAX).collect();
        let cut = cut.trim_end_matches('.').to_owned();
        if !cut.is_empty() && !parts.contains(&cut) {
            parts.push(cut);
        }
    }
    parts
}

/// The first free name made from `local`: itself, then `local2`, `local3` …
///
/// `taken` is asked at most 10,000 times; none is returned when all of those are taken.
pub fn first_free(local: &str, taken: impl Fn(&str) -> bool) -> Option<String> {
    if !taken(local) {
        return Some(local.to_owned());
    }
    (2..10_000).map(|number| format!("{local}{number}")).find(|name| !taken(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn upn_rules() {
        let long_local = format!("{}@contoso.com", "a".repeat(65));
        let long_domain = format!("a@{}.com", "d".repeat(45));
        for (upn, expected) in [
            ("anna@contoso.com", None),
            ("o'neil_x-1!#^~@contoso.com", None),
            ("zoë@contoso.com", None),
            ("anna", Some(NameProblem::NoAt)),
            ("a@b@contoso.com", Some(NameProblem::SecondAt)),
            ("@contoso.com", Some(NameProblem::EmptyLocal)),
            ("anna@", Some(NameProblem::EmptyDomain)),
            (long_local.as_str(), Some(NameProblem::LocalTooLong)),
            (long_domain.as_str(), Some(NameProblem::DomainTooLong)),
            ("an na@contoso.com", Some(NameProblem::Character { character: ' ', at: 2 })),
            ("anna@con toso.com", Some(NameProblem::Character { character: ' ', at: 8 })),
            ("anna.@contoso.com", Some(NameProblem::Dot)),
            (".anna@contoso.com", Some(NameProblem::Dot)),
            ("an..na@contoso.com", Some(NameProblem::Dot)),
            ("anna@contoso", Some(NameProblem::Dot)),
            ("anna&co@contoso.com", Some(NameProblem::Character { character: '&', at: 4 })),
        ] {
            assert_eq!(upn_problem(upn), expected, "{upn}");
        }
    }

    #[test]
    fn proposals_are_valid_and_distinct() {
        assert_eq!(
            local_parts("Åsa", "Lindqvist", ""),
            ["asa.lindqvist", "a.lindqvist", "alindqvist", "lindqvist.asa"]
        );
        assert_eq!(
            local_parts("", "", "Jean-Luc  Picard"),
            ["jean-luc.picard", "j.picard", "jpicard", "picard.jean-luc"]
        );
        assert_eq!(local_parts("", "", "Madonna"), ["madonna"]);
        assert_eq!(local_parts("王", "小明", ""), Vec::<String>::new());
        for part in local_parts("Anne-Marie", "O'Brien Smith", "") {
            assert_eq!(upn_problem(&format!("{part}@contoso.com")), None, "{part}");
        }
    }

    #[test]
    fn free_names_count_up() {
        assert_eq!(
            first_free("anna", |name| name == "anna" || name == "anna2"),
            Some("anna3".to_owned())
        );
        assert_eq!(first_free("anna", |_| true), None);
    }
}
