//! Members of a dynamic group as imported, against those that its rule takes now.

use super::{
    limits,
    parse::parse,
    survey::read,
    syntax::{Rule, Target},
    takes::{Takes, sources},
};
use crate::{
    domain::{Attribute, Datum, GroupId, Timestamp, group::Membership},
    store::{Bits, Directory, Extent, Side},
};

/// How a group and its rule differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drift {
    pub target: Target,
    pub rule: Rule,
    /// Whom the rule takes and the list does not have. Not known unless the list is complete.
    pub missing: Option<Bits>,
    /// Whom the list has and the rule does not take.
    pub extra: Bits,
    /// Of whom the rule cannot tell, whether the list has them or not.
    pub undecided: Bits,
    /// How many the rule takes.
    pub taken: u32,
    /// What keeps the service from following the rule, or us from judging it.
    pub causes: Vec<Cause>,
}

impl Drift {
    /// Whether members and rule agree, as far as both are known.
    #[must_use]
    pub fn agrees(&self) -> bool {
        self.extra.is_empty()
            && self.undecided.is_empty()
            && self.missing.as_ref().is_some_and(Bits::is_empty)
    }
}

/// Why members and rule may differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// The processing of the rule is paused: the group keeps the members that it has.
    Paused,
    /// Rules of the `memberOf` form are no longer processed.
    Frozen,
    /// No file told these attributes of everybody.
    Unknown(Vec<Attribute>),
    /// Not all members were imported.
    Truncated,
    /// No file told the members.
    NoMembers,
}

/// Compares a dynamic group with its rule; none for a group that is not known to be dynamic, or whose
/// rule nobody can read.
#[must_use]
pub fn drift(directory: &Directory, group: GroupId, now: Timestamp) -> Option<Drift> {
    let get = |attribute| directory.groups.get(group, attribute);
    let text = get(Attribute::GROUP_MEMBERSHIP_RULE);
    let target = match Membership::of(&get(Attribute::GROUP_TYPES), &text)? {
        Membership::Assigned => return None,
        Membership::DynamicUser => Target::User,
        Membership::DynamicDevice => Target::Device,
    };
    let rule = parse(text.as_text()?, target).rule;
    if rule == Rule::Empty {
        return None;
    }
    let takes = Takes::of(&rule, target, directory, now);
    let list = directory.members.of(Side::Members, group);
    let active = directory.of(target.of()).active();
    let mut members = Bits::of(active.len(), list.rows(target.of()).iter());
    members.and(active);
    let mut extra = members.clone();
    extra.and_not(&takes.members);
    extra.and_not(&takes.unknown);
    let complete = list.extent == Extent::Complete;
    let missing = complete.then(|| {
        let mut missing = takes.members.clone();
        missing.and_not(&members);
        missing
    });
    let mut causes = Vec::new();
    let state = get(Attribute::GROUP_MEMBERSHIP_RULE_PROCESSING_STATE);
    if state.as_text().is_some_and(|state| state.eq_ignore_ascii_case("Paused")) {
        causes.push(Cause::Paused);
    }
    if sources(&rule).is_some() && limits::end_of_member_of().is_some_and(|end| now >= end) {
        causes.push(Cause::Frozen);
    }
    if !takes.unknown.is_empty() {
        let objects = directory.of(target.of());
        let lacks = |attribute: &Attribute| {
            takes
                .unknown
                .iter()
                .any(|row| objects.get(crate::domain::Row(row), *attribute) == Datum::Unknown)
        };
        causes.push(Cause::Unknown(read(&rule).into_iter().filter(lacks).collect()));
    }
    match list.extent {
        Extent::Complete => {}
        Extent::AtLeast => causes.push(Cause::Truncated),
        Extent::Unknown => causes.push(Cause::NoMembers),
    }
    Some(Drift {
        target,
        rule,
        missing,
        extra,
        taken: takes.members.count(),
        undecided: takes.unknown,
        causes,
    })
}

#[cfg(test)]
mod tests {
    use super::{Cause, Drift, drift};
    use crate::{
        domain::{Attribute, Datum, Existence, ObjectId, Timestamp, Value, attribute::Of},
        store::{Bits, Directory, Extent, List, Objects, Side},
    };

    const RULE: &str = "user.city -eq \"Oslo\"";

    fn drifted(
        rule: &str,
        state: &str,
        members: &[u32],
        extent: Extent,
        now: i64,
    ) -> Option<Drift> {
        let mut directory = Directory::of_users(Objects::new(Of::User));
        for (number, city) in [(1, Some("Oslo")), (2, Some("Oslo")), (3, Some("Rome")), (4, None)] {
            let user =
                directory.users.push(ObjectId([number; 16]), false, Existence::Active).unwrap();
            let datum = city.map_or(Datum::Unknown, Datum::text);
            directory.users.set(user, Attribute::CITY, &datum);
        }
        let group = directory.groups.push(ObjectId([9; 16]), false, Existence::Active).unwrap();
        let types = Datum::Value(Value::Texts(vec!["DynamicMembership".to_owned()]));
        for (attribute, datum) in [
            (Attribute::GROUP_TYPES, types),
            (Attribute::GROUP_MEMBERSHIP_RULE, Datum::text(rule)),
            (Attribute::GROUP_MEMBERSHIP_RULE_PROCESSING_STATE, Datum::text(state)),
        ] {
            directory.groups.set(group, attribute, &datum);
        }
        let rows = [(Of::User, members.to_vec()), (Of::Group, vec![]), (Of::Device, vec![])];
        directory.members.replace(Side::Members, group, List::of(rows, Vec::new(), extent));
        drift(&directory, group, Timestamp(now))
    }

    fn rows(bits: &Bits) -> Vec<u32> {
        bits.iter().collect()
    }

    #[test]
    fn who_is_missing_and_who_is_too_many() {
        let found = drifted(RULE, "On", &[0, 2, 3], Extent::Complete, 0).unwrap();
        assert_eq!(found.missing.as_ref().map(rows), Some(vec![1]));
        assert_eq!((rows(&found.extra), rows(&found.undecided)), (vec![2], vec![3]));
        assert_eq!((found.taken, found.agrees()), (2, false));
        assert_eq!(found.causes, [Cause::Unknown(vec![Attribute::CITY])]);

        let found = drifted(RULE, "Paused", &[0], Extent::AtLeast, 0).unwrap();
        assert_eq!(found.missing, None);
        assert_eq!(
            found.causes,
            [Cause::Paused, Cause::Unknown(vec![Attribute::CITY]), Cause::Truncated]
        );
    }

    #[test]
    fn agreement_and_what_is_no_dynamic_group() {
        let rule = "user.city -eq \"Oslo\" -and user.objectId -ne null -and user.city -ne null";
        let known = format!("{rule} -and user.objectId -ne \"{}\"", ObjectId([4; 16]));
        let found = drifted(&known, "On", &[0, 1], Extent::Complete, 0).unwrap();
        assert!(found.agrees(), "{found:?}");
        assert_eq!(drifted("", "On", &[0], Extent::Complete, 0), None);
        assert_eq!(drifted("nobody knows", "On", &[0], Extent::Complete, 0), None);
    }

    #[test]
    fn frozen_from_its_day_on() {
        let rule = format!("user.memberOf -any (group.objectId -in ['{}'])", ObjectId([9; 16]));
        let before = drifted(&rule, "On", &[0], Extent::Complete, 0).unwrap();
        assert_eq!(before.causes, []);
        let now = 1_900_000_000_000;
        let after = drifted(&rule, "On", &[0], Extent::Complete, now).unwrap();
        assert_eq!(after.causes, [Cause::Frozen]);
    }
}
