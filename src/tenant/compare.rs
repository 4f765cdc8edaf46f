//! Groups side by side: who is in all of them, who in one only, and what of theirs differs.

use crate::domain::attribute::Of;
use crate::domain::{Attribute, GroupId};
use crate::store::{Combine, Crowd, Directory, Objects};
use crate::tenant::alike::form;
use crate::tenant::groups::Nature;

/// Members of some sets against each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shares {
    /// Whoever is in every one.
    pub all: Crowd,
    /// Whoever is in one only, set by set.
    pub only: Vec<Crowd>,
    /// Whoever is in several and not in all; nobody where there are two sets.
    pub some: Crowd,
}

impl Shares {
    /// Of sets in their order.
    #[must_use]
    pub fn of(directory: &Directory, sets: &[Crowd]) -> Self {
        let none = Crowd::none(directory);
        // Everybody before each set, and everybody behind it: each is combined a few times only.
        let mut before = vec![none.clone()];
        for set in sets {
            let mut all = before.last().cloned().unwrap_or_else(|| none.clone());
            all.combine(Combine::Or, set);
            before.push(all);
        }
        let mut behind = none.clone();
        let mut only = Vec::new();
        for (set, before) in sets.iter().zip(&before).rev() {
            let mut alone = set.clone();
            alone.combine(Combine::Not, before);
            alone.combine(Combine::Not, &behind);
            only.push(alone);
            behind.combine(Combine::Or, set);
        }
        only.reverse();
        let mut all = sets.first().cloned().unwrap_or_else(|| none.clone());
        for set in sets.iter().skip(1) {
            all.combine(Combine::And, set);
        }
        let mut some = none;
        if sets.len() > 2 {
            some = behind;
            some.combine(Combine::Not, &all);
            for alone in &only {
                some.combine(Combine::Not, alone);
            }
        }
        Self { all, only, some }
    }
}

/// How the rules of some groups stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rules {
    /// None has one that is followed.
    None,
    /// Some have one, others have not.
    Mixed,
    /// They are the same text.
    Same,
    /// They say the same of everybody, in other words.
    SameMeaning,
    /// They are not known to say the same.
    Different,
}

/// How the rules of groups stand to each other.
#[must_use]
pub fn rules(groups: &Objects, which: &[GroupId]) -> Rules {
    let rule = |group: &GroupId| {
        let dynamic = Nature::in_table(groups, *group).is_dynamic();
        let text = groups.read(*group, Attribute::GROUP_MEMBERSHIP_RULE).text();
        text.filter(|_| dynamic).map(str::trim)
    };
    let texts: Vec<Option<&str>> = which.iter().map(rule).collect();
    if texts.iter().all(Option::is_none) {
        return Rules::None;
    }
    if texts.iter().any(Option::is_none) {
        return Rules::Mixed;
    }
    let alike = |same: &dyn Fn(usize) -> bool| (1..which.len()).all(same);
    if alike(&|at| texts.get(at) == texts.first()) {
        return Rules::Same;
    }
    let forms: Vec<_> = which.iter().map(|group| form(groups, *group)).collect();
    if forms.iter().all(Option::is_some) && alike(&|at| forms.get(at) == forms.first()) {
        return Rules::SameMeaning;
    }
    Rules::Different
}

/// The attributes in which groups differ, and those of which that cannot be said since no file told of
/// one. Ids differ by nature and are left out.
#[must_use]
pub fn differing(groups: &Objects, which: &[GroupId]) -> Vec<Attribute> {
    let differs = |attribute: &Attribute| {
        let mut cells = which.iter().map(|group| groups.read(*group, *attribute));
        let Some(first) = cells.next() else { return false };
        cells.any(|cell| cell != first)
    };
    Attribute::all_of(Of::Group)
        .filter(|attribute| !attribute.is_id() && !attribute.is_of_licenses() && differs(attribute))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Rules, Shares, differing, rules};
    use crate::domain::attribute::Of;
    use crate::domain::{Attribute, Datum, Existence, ObjectId, Row, Value};
    use crate::store::{Bits, Crowd, Directory};
    use proptest::prelude::*;

    fn directory() -> Directory {
        let mut directory = Directory::default();
        for number in 0..8 {
            let id = ObjectId([number; 16]);
            directory.users.push(id, false, Existence::Active).unwrap();
            let id = ObjectId([100 + number; 16]);
            directory.groups.push(id, false, Existence::Active).unwrap();
        }
        directory
    }

    proptest! {
        #[test]
        fn everybody_is_in_one_part(
            sets in prop::collection::vec(prop::collection::vec(0_u32..8, 0..6), 1..5),
        ) {
            let directory = directory();
            let crowds: Vec<Crowd> = sets
                .iter()
                .map(|set| Crowd::of_users(&directory, &Bits::of(8, set.iter().copied())))
                .collect();
            let shares = Shares::of(&directory, &crowds);
            let rows = |crowd: &Crowd| crowd.named().rows(Of::User).iter().collect::<Vec<u32>>();
            let held = |row: u32| -> Vec<usize> {
                (0..sets.len()).filter(|at| sets[*at].contains(&row)).collect()
            };
            let with = |fits: &dyn Fn(&[usize]) -> bool| -> Vec<u32> {
                (0..8).filter(|row| fits(&held(*row))).collect()
            };
            let count = sets.len();
            prop_assert_eq!(rows(&shares.all), with(&|held| held.len() == count));
            for (at, only) in shares.only.iter().enumerate() {
                prop_assert_eq!(rows(only), with(&|held| held == [at]));
            }
            let some = with(&|held| held.len() > 1 && held.len() < count);
            prop_assert_eq!(rows(&shares.some), some);
            prop_assert!(shares.only.iter().chain([&shares.all, &shares.some]).all(Crowd::is_exact));
        }
    }

    #[test]
    fn rules_against_each_other() {
        let mut directory = directory();
        let dynamic = Datum::Value(Value::Texts(vec!["DynamicMembership".to_owned()]));
        for (row, rule) in [
            (0, "user.city -eq \"Oslo\""),
            (1, " user.city -eq \"Oslo\" "),
            (2, "(user.city -in [\"oslo\"])"),
            (3, "user.city -eq \"Bergen\""),
            (4, "user.city -eq"),
        ] {
            directory.groups.set(Row(row), Attribute::GROUP_TYPES, &dynamic);
            directory.groups.set(Row(row), Attribute::GROUP_MEMBERSHIP_RULE, &Datum::text(rule));
        }
        let of = |rows: &[u32]| {
            rules(&directory.groups, &rows.iter().map(|row| Row(*row)).collect::<Vec<_>>())
        };
        assert_eq!(of(&[5, 6]), Rules::None);
        assert_eq!(of(&[0, 6]), Rules::Mixed);
        assert_eq!(of(&[0, 1]), Rules::Same);
        assert_eq!(of(&[0, 1, 2]), Rules::SameMeaning);
        assert_eq!(of(&[0, 3]), Rules::Different);
        assert_eq!(of(&[0, 4]), Rules::Different);
    }

    #[test]
    fn attributes_that_differ() {
        let mut directory = directory();
        for (row, name, mail) in [(0, "a", Datum::Null), (1, "a", Datum::Unknown)] {
            directory.groups.set(Row(row), Attribute::GROUP_DISPLAY_NAME, &Datum::text(name));
            directory.groups.set(Row(row), Attribute::GROUP_MAIL, &mail);
        }
        assert_eq!(differing(&directory.groups, &[Row(0), Row(1)]), [Attribute::GROUP_MAIL]);
    }
}
