//! The command line for the parts that somebody wants.

use crate::exchange::collector::{FILE_NAME, Part};
use std::collections::BTreeSet;

/// The parts that are read when some are left out: a part goes with the one it goes through.
#[must_use]
pub fn read(skipped: &BTreeSet<Part>) -> Vec<Part> {
    let left_out = |part: Part| skipped.contains(&part);
    let wanted =
        |part: &Part| !left_out(*part) && part.needs().is_none_or(|needed| !left_out(needed));
    Part::ALL.into_iter().filter(wanted).collect()
}

/// The command that reads those parts; none when there is none.
#[must_use]
pub fn command(skipped: &BTreeSet<Part>) -> Option<String> {
    let read = read(skipped);
    if read.is_empty() {
        return None;
    }
    let mut command = format!(".\\{FILE_NAME}");
    for part in Part::ALL.into_iter().filter(|part| !read.contains(part)) {
        command.push_str(" -");
        command.push_str(part.skip_switch());
    }
    Some(command)
}

/// The permissions that those parts need, each once.
#[must_use]
pub fn scopes(skipped: &BTreeSet<Part>) -> Vec<&'static str> {
    let scopes: BTreeSet<&str> =
        read(skipped).into_iter().flat_map(|part| part.scopes().iter().copied()).collect();
    scopes.into_iter().collect()
}

#[cfg(test)]
mod tests {
    //! Every choice makes a command that asks for no more than its parts need.

    use super::{command, read, scopes};
    use crate::exchange::collector::Part;
    use std::collections::BTreeSet;

    #[test]
    fn commands() {
        let of = |parts: &[Part]| command(&parts.iter().copied().collect());
        assert_eq!(of(&[]).as_deref(), Some(".\\Get-TenantryDirectory.ps1"));
        assert_eq!(
            of(&[Part::Audit, Part::Groups]).as_deref(),
            Some(
                ".\\Get-TenantryDirectory.ps1 -SkipGroups -SkipGroupMembers -SkipGroupOwners -SkipAudit"
            )
        );
        assert_eq!(of(&Part::ALL), None);
        assert!(scopes(&Part::ALL.into_iter().collect()).is_empty());
    }

    #[test]
    fn no_scope_without_a_part() {
        for only in Part::ALL {
            let skipped: BTreeSet<Part> =
                Part::ALL.into_iter().filter(|part| *part != only).collect();
            let expected: &[&str] = if only.needs().is_some() { &[] } else { only.scopes() };
            let mut expected = expected.to_vec();
            expected.sort_unstable();
            assert_eq!(scopes(&skipped), expected);
            assert_eq!(read(&skipped).len(), usize::from(only.needs().is_none()));
        }
    }
}
