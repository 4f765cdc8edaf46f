//! A set of members in words: how many of each kind, and what is not sure about it.

use crate::{
    domain::attribute::Of,
    i18n::{Locale, words},
    store::{Beyond, Crowd, Parties},
    ui::{compare::texts as t, objects::texts as objects},
};

/// How many of each kind.
#[must_use]
pub fn count(parties: &Parties, locale: Locale) -> String {
    let rows = |of: Of| u64::from(parties.rows(of).count());
    let others = u64::try_from(parties.others().len()).unwrap_or(u64::MAX);
    let counts = [
        (rows(Of::User), words::USERS),
        (rows(Of::Group), objects::GROUP_COUNT),
        (rows(Of::Device), objects::DEVICE_COUNT),
        (others, objects::OTHER_COUNT),
    ];
    let told: Vec<String> = counts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, text)| text.of(locale, count))
        .collect();
    if told.is_empty() { t::NOBODY.get(locale).to_owned() } else { locale.list_and(&told) }
}

/// What is not sure; nothing where the set is exactly those that are named.
#[must_use]
pub fn doubts(crowd: &Crowd, locale: Locale) -> Vec<String> {
    let unsure = crowd.named().count().saturating_sub(crowd.sure().count());
    let may_not = (unsure > 0).then(|| t::MAY_NOT_BE.of(locale, u64::from(unsure)));
    let beyond = match crowd.beyond() {
        Beyond::Nobody => None,
        Beyond::Some(count) => Some(t::MAY_BE_TOO.of(locale, u64::from(count))),
        Beyond::Anybody => Some(t::ANYBODY.get(locale).to_owned()),
    };
    may_not.into_iter().chain(beyond).collect()
}

#[cfg(test)]
mod tests {
    use super::{count, doubts};
    use crate::{
        domain::{Existence, ObjectId, Row, attribute::Of},
        i18n::Locale,
        store::{Combine, Crowd, Directory, Extent, List, Side},
    };

    #[test]
    fn who_and_what_is_not_sure() {
        let mut directory = Directory::default();
        for number in 0..3 {
            let id = ObjectId([number; 16]);
            directory.users.push(id, false, Existence::Active).unwrap();
            let id = ObjectId([50 + number; 16]);
            directory.groups.push(id, false, Existence::Active).unwrap();
        }
        for (group, users, groups, extent) in [
            (0, vec![0, 1], vec![2], Extent::Complete),
            (1, vec![1, 2], vec![], Extent::AtLeast),
            (2, vec![], vec![], Extent::Complete),
        ] {
            let rows = [(Of::User, users), (Of::Group, groups), (Of::Device, vec![])];
            directory.members.replace(Side::Members, Row(group), List::of(rows, vec![], extent));
        }
        let crowd = |group| Crowd::of_group(&directory, Row(group), false);
        let told = |crowd: &Crowd| (count(crowd.named(), Locale::En), doubts(crowd, Locale::En));
        assert_eq!(told(&crowd(0)), ("2 users and 1 group".to_owned(), vec![]));
        assert_eq!(told(&crowd(2)), ("nobody".to_owned(), vec![]));
        let mut both = crowd(0);
        both.combine(Combine::And, &crowd(1));
        assert_eq!(told(&both).0, "1 user");
        assert_eq!(told(&both).1.len(), 1);
        let mut only = crowd(0);
        only.combine(Combine::Not, &crowd(1));
        assert_eq!(told(&only).0, "1 user and 1 group");
        assert!(doubts(&only, Locale::En)[0].starts_with("2 "), "{:?}", doubts(&only, Locale::En));
        assert_eq!(doubts(&crowd(1), Locale::Fr).len(), 1);
    }
}
