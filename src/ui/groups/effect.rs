//! Who would come and go when a rule decides who is in a group.

use crate::{
    domain::{GroupId, Party, Row, Subject, Timestamp},
    rules::{Class, Parse, Rule, Takes, Target, parse},
    store::{Bits, Directory, Extent, List, Side},
};

/// What a rule does to a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    pub target: Target,
    /// How many the rule takes.
    pub taken: u32,
    /// Whom the rule takes and the group does not have.
    pub gained: Bits,
    /// Whom the group has and the rule does not take.
    pub lost: Bits,
    /// Members that no such rule can take: groups, the other kind of object, strangers.
    pub outside: Vec<Party>,
    /// Of whom the rule cannot tell.
    pub unknown: Bits,
    /// How far the members are known.
    pub extent: Extent,
}

/// A rule that can be read; none for a text that is none.
#[must_use]
pub fn readable(text: &str, target: Target) -> Option<Rule> {
    let Parse { rule, diagnostics } = parse(text, target);
    let broken = diagnostics.iter().any(|one| one.code.class() == Class::NotARule);
    (rule != Rule::Empty && !broken).then_some(rule)
}

/// What a rule does to a group, or to one that is to be created; none for a text that is no rule.
#[must_use]
pub fn effect(
    directory: &Directory,
    group: Option<GroupId>,
    text: &str,
    target: Target,
    now: Timestamp,
) -> Option<Effect> {
    let takes = Takes::of(&readable(text, target)?, target, directory, now);
    let active = directory.of(target.of()).active();
    let nobody = List::empty();
    let before = group.map_or(&nobody, |group| directory.members.of(Side::Members, group));
    let mut members = Bits::of(active.len(), before.rows(target.of()).iter());
    members.and(active);
    let mut gained = takes.members.clone();
    gained.and_not(&members);
    let mut lost = members;
    lost.and_not(&takes.members);
    lost.and_not(&takes.unknown);
    let here = |subject: Subject| {
        directory.of(subject.of).active().contains(subject.row.0) && subject.of != target.of()
    };
    let outside = before.parties().filter(|party| match party {
        Party::Here(subject) => here(*subject),
        Party::Elsewhere(_) => true,
    });
    Some(Effect {
        target,
        taken: takes.members.count(),
        gained,
        lost,
        outside: outside.collect(),
        unknown: takes.unknown,
        extent: before.extent,
    })
}

impl Effect {
    /// Members that are lost, the known ones.
    #[must_use]
    pub fn losses(&self) -> u64 {
        u64::from(self.lost.count()) + self.outside.len() as u64
    }

    /// The first members that are lost.
    #[must_use]
    pub fn first_losses(&self, most: usize) -> Vec<Party> {
        let of = self.target.of();
        let rows = self.lost.iter().map(|row| Party::Here(Subject { of, row: Row(row) }));
        rows.chain(self.outside.iter().copied()).take(most).collect()
    }
}

#[cfg(test)]
mod tests {
    //! Five people, of whom two are in Sales and of one no file told the department.

    use super::effect;
    use crate::{
        domain::{
            Attribute, Datum, Existence, ObjectId, Other, Party, Row, Subject, Timestamp,
            attribute::Of,
        },
        rules::Target,
        store::{Directory, Extent, List, Side, Sort},
    };

    fn directory() -> Directory {
        let mut directory = Directory::default();
        for (at, department) in
            [Some("Sales"), Some("Sales"), Some("Legal"), None, Some("Legal")].iter().enumerate()
        {
            let existence =
                if at == 4 { Existence::Deleted(Timestamp(1)) } else { Existence::Active };
            let id = ObjectId::made_up(&at.to_string());
            let user = directory.users.push(id, false, existence).unwrap();
            if let Some(department) = department {
                directory.users.set(user, Attribute::DEPARTMENT, &Datum::text(*department));
            }
        }
        let id = ObjectId::made_up("group");
        let group = directory.groups.push(id, false, Existence::Active).unwrap();
        let other = Other { id: ObjectId::made_up("app"), sort: Sort::ServicePrincipal };
        let rows = [(Of::User, vec![0, 2, 3, 4]), (Of::Group, vec![0]), (Of::Device, vec![])];
        let list = List::of(rows, vec![other], Extent::Complete);
        directory.members.replace(Side::Members, group, list);
        directory
    }

    #[test]
    fn who_comes_and_who_goes() {
        let directory = directory();
        let rule = "user.department -eq \"Sales\"";
        let at = Timestamp(0);
        let effect = effect(&directory, Some(Row(0)), rule, Target::User, at).unwrap();
        assert_eq!(effect.gained.iter().collect::<Vec<_>>(), [1]);
        // Whoever is deleted is not lost a second time.
        assert_eq!(effect.lost.iter().collect::<Vec<_>>(), [2]);
        assert_eq!(effect.unknown.iter().collect::<Vec<_>>(), [3]);
        assert_eq!((effect.taken, effect.losses()), (2, 3));
        let first = effect.first_losses(2);
        assert_eq!(
            first,
            [Party::Here(Subject::user(Row(2))), Party::Here(Subject::group(Row(0)))]
        );
    }

    #[test]
    fn a_new_group_loses_nobody_and_nonsense_says_nothing() {
        let directory = directory();
        let at = Timestamp(0);
        let rule = "user.department -eq \"Sales\"";
        let new = effect(&directory, None, rule, Target::User, at).unwrap();
        assert_eq!((new.gained.count(), new.losses()), (2, 0));
        assert_eq!(effect(&directory, None, "user.department -eq", Target::User, at), None);
        assert_eq!(effect(&directory, None, "  ", Target::User, at), None);
    }
}
