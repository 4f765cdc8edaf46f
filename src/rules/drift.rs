//! Members of a dynamic group as imported, against those that its rule takes now.

use super::{
    limits,
    rulebook::{Rulebook, Sources, Standing, dynamic, read as read_group},
    survey::read,
    syntax::{Rule, Target},
    takes::{Takes, sources},
};
use crate::{
    domain::{Attribute, GroupId, Timestamp},
    store::{Bits, Directory, Extent, Filter, Operator, Side},
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
    /// How many the list has, of the kind that the rule is about.
    pub held: u32,
    /// How far the list is known.
    pub extent: Extent,
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
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// The processing of the rule is paused: the group keeps the members that it has.
    Paused,
    /// Rules of the `memberOf` form are no longer processed.
    Frozen,
    /// No file told these attributes of everybody.
    Unknown(Vec<Attribute>),
    /// These named groups take members from groups themselves; the documentation does not say what
    /// becomes of them.
    Chained(Vec<GroupId>),
    /// These named groups are deleted: the service does not take their members out.
    Deleted(Vec<GroupId>),
    /// The rule names so many ids that no group here has.
    Missing(u32),
    /// Not all members of the named groups are known.
    SourcesUnknown,
    /// Who left a named group stays until the rule is changed.
    Kept,
    /// Not all members were imported.
    Truncated,
    /// No file told the members.
    NoMembers,
}

/// Compares a dynamic group with its rule; none for a group that is not known to be dynamic, or whose
/// rule nobody can read.
#[must_use]
pub fn drift(directory: &Directory, group: GroupId, now: Timestamp) -> Option<Drift> {
    let ends = limits::end_of_member_of();
    let found = read_group(directory, group, now, ends)?;
    let (takes, from) = match Rulebook::of_rule(&found.rule, found.target, directory, now, ends) {
        Some((takes, sources)) => (takes, Some(sources)),
        None => (Takes::of(&found.rule, found.target, directory, now), None),
    };
    let frozen = from.is_some() && ends.is_some_and(|end| now >= end);
    let question = Question { group, target: found.target, rule: found.rule, frozen };
    let paused = found.standing == Standing::Paused;
    Some(question.compare(directory, &takes, from.as_ref(), paused))
}

/// As [`drift`], where all rules are asked already; none besides for a group that is deleted.
#[must_use]
pub fn drift_in(directory: &Directory, book: &Rulebook, group: GroupId) -> Option<Drift> {
    let (now, ends) = (book.now(), book.ends());
    let found = dynamic(directory, group, now, ends)?;
    let takes = book.takes(directory, group)?;
    let frozen = sources(&found.rule).is_some() && ends.is_some_and(|end| now >= end);
    let question = Question { group, target: found.target, rule: found.rule, frozen };
    let paused = found.standing == Standing::Paused;
    Some(question.compare(directory, &takes, book.sources(group), paused))
}

/// Which group is compared.
struct Question {
    group: GroupId,
    target: Target,
    rule: Rule,
    frozen: bool,
}

impl Question {
    fn compare(
        self,
        directory: &Directory,
        takes: &Takes,
        from: Option<&Sources>,
        paused: bool,
    ) -> Drift {
        let of = self.target.of();
        let list = directory.members.of(Side::Members, self.group);
        let active = directory.of(of).active();
        let mut members = Bits::of(active.len(), list.rows(of).iter());
        members.and(active);
        let mut extra = members.clone();
        extra.and_not(&takes.members);
        extra.and_not(&takes.unknown);
        let missing = (list.extent == Extent::Complete).then(|| {
            let mut missing = takes.members.clone();
            missing.and_not(&members);
            missing
        });
        let mut causes = Vec::new();
        causes.extend(paused.then_some(Cause::Paused));
        causes.extend(self.frozen.then_some(Cause::Frozen));
        match from {
            Some(from) => {
                of_sources(directory, from, !takes.unknown.is_empty(), &mut causes);
                let follows = !paused && !self.frozen;
                causes.extend((follows && !extra.is_empty()).then_some(Cause::Kept));
            }
            None if !takes.unknown.is_empty() => {
                let lacks = |attribute: &Attribute| {
                    let unknown = Filter::bare(*attribute, Operator::IsUnknown);
                    !directory.of(of).filter_within(&unknown, &takes.unknown).yes.is_empty()
                };
                causes.push(Cause::Unknown(read(&self.rule).into_iter().filter(lacks).collect()));
            }
            None => {}
        }
        match list.extent {
            Extent::Complete => {}
            Extent::AtLeast => causes.push(Cause::Truncated),
            Extent::Unknown => causes.push(Cause::NoMembers),
        }
        Drift {
            target: self.target,
            rule: self.rule,
            missing,
            taken: takes.members.count(),
            held: members.count(),
            extent: list.extent,
            extra,
            undecided: takes.unknown.clone(),
            causes,
        }
    }
}

/// What is to be said of the groups that a rule takes members from.
fn of_sources(directory: &Directory, from: &Sources, unknown: bool, causes: &mut Vec<Cause>) {
    if !from.chained.is_empty() {
        causes.push(Cause::Chained(from.chained.iter().copied().collect()));
    }
    if !from.deleted.is_empty() {
        causes.push(Cause::Deleted(from.deleted.iter().copied().collect()));
    }
    if from.missing > 0 {
        causes.push(Cause::Missing(from.missing));
    }
    let whole =
        |group: &GroupId| directory.members.of(Side::Members, *group).extent == Extent::Complete;
    let lists = from.groups.iter().filter(|(_, counts)| **counts).all(|(group, _)| whole(group));
    if unknown && !lists {
        causes.push(Cause::SourcesUnknown);
    }
}

#[cfg(test)]
mod tests {
    use super::{Cause, Drift, drift};
    use crate::{
        domain::{Attribute, Datum, Existence, ObjectId, Row, Timestamp, Value, attribute::Of},
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
        let own = vec![Row(0)];
        let rule = format!("user.memberOf -any (group.objectId -in ['{}'])", ObjectId([9; 16]));
        let before = drifted(&rule, "On", &[0], Extent::Complete, 0).unwrap();
        // It takes members from itself, so from nobody.
        assert_eq!(before.causes, [Cause::Chained(own.clone()), Cause::Kept]);
        assert_eq!((rows(&before.extra), before.taken), (vec![0], 0));
        let now = 1_900_000_000_000;
        let after = drifted(&rule, "On", &[0], Extent::Complete, now).unwrap();
        // It keeps its members, and whether they count is not said.
        assert_eq!(after.causes, [Cause::Frozen, Cause::Chained(own)]);
        assert_eq!((rows(&after.extra), rows(&after.undecided)), (vec![], vec![0]));
        let missing = format!("user.memberOf -any (group.objectId -in ['{}'])", ObjectId([8; 16]));
        let found = drifted(&missing, "On", &[0], Extent::Complete, 0).unwrap();
        assert_eq!(found.causes, [Cause::Missing(1)]);
        assert_eq!(found.undecided.count(), 4);
    }
}
