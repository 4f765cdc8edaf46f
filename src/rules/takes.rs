//! Whom a rule takes in a directory.

use super::{
    engine::Engine,
    evaluate::{Object, trace},
    limits,
    property::Property,
    rulebook::{Rulebook, Standing, dynamic},
    syntax::{Comparison, Name, Node, Operand, Operator, Quantifier, Rule, Target},
    truth::Truth,
};
use crate::{
    domain::{Existence, GroupId, ObjectId, Row, Timestamp, attribute::Of},
    store::{Bits, Cell, Directory, Rows, Side},
};
use std::collections::BTreeSet;

impl Target {
    /// The kind of object.
    #[must_use]
    pub const fn of(self) -> Of {
        match self {
            Self::User => Of::User,
            Self::Device => Of::Device,
        }
    }
}

/// Whom a rule takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Takes {
    /// Of whom it is true.
    pub members: Bits,
    /// Of whom it cannot be said.
    pub unknown: Bits,
}

impl Takes {
    /// Asks everybody. A rule of the `memberOf` form takes the direct members of its groups as a
    /// [`Rulebook`] has them, whether or not the service still processes such rules.
    #[must_use]
    pub fn of(rule: &Rule, target: Target, directory: &Directory, now: Timestamp) -> Self {
        let ends = limits::end_of_member_of();
        if let Some((takes, _)) = Rulebook::of_rule(rule, target, directory, now, ends) {
            return takes;
        }
        let objects = directory.of(target.of());
        let mut engine = Engine::new(objects, now);
        let id = engine.add(rule, objects);
        let bits = |rows: Option<&Rows>| rows.map_or_else(|| Bits::none(0), Rows::to_bits);
        Self { members: bits(engine.members(id)), unknown: bits(engine.unknown(id)) }
    }

    /// Who is a member now and was none.
    #[must_use]
    pub fn joining(&self, before: &Self) -> Bits {
        let mut joining = self.members.clone();
        joining.and_not(&before.members);
        joining
    }

    /// Who was a member and surely is none any more.
    #[must_use]
    pub fn leaving(&self, before: &Self) -> Bits {
        let mut leaving = before.members.clone();
        leaving.and_not(&self.members);
        leaving.and_not(&self.unknown);
        leaving
    }
}

/// The groups that a rule of the `memberOf` form takes the members of, as far as they are object ids;
/// none for another rule.
#[must_use]
pub fn sources(rule: &Rule) -> Option<Vec<Option<ObjectId>>> {
    let Rule::Whoever(whole) = rule else { return None };
    let Node::Quantified { list, quantifier, each } = &whole.it else { return None };
    let Node::Compare(Comparison { left, operator, right }) = &each.it else { return None };
    let Operand::List(items) = &right.it else { return None };
    let fits = quantifier.it == Quantifier::Any
        && matches!(list.it, Name::Property(Property::MemberOf(_)))
        && left.it == Name::GroupId
        && operator.it == Operator::In;
    let id = |item: &Operand| match item {
        Operand::Text(id) | Operand::Word(id) => ObjectId::parse(id),
        _ => None,
    };
    fits.then(|| items.iter().map(|item| id(&item.it)).collect())
}

/// An object of a directory, to be asked by [`trace`]. Whether it is in a group is asked of that group's
/// rule in turn, where its list does not say it; see [`Rulebook`] for what is read of which group.
#[derive(Debug, Clone, Copy)]
pub struct DirectoryObject<'d> {
    pub directory: &'d Directory,
    pub of: Of,
    pub row: Row,
    /// What `system.now` means in rules of groups that are named.
    pub now: Timestamp,
}

impl Object for DirectoryObject<'_> {
    fn read(&self, attribute: crate::domain::Attribute) -> Cell<'_> {
        self.directory.of(self.of).read(self.row, attribute)
    }

    fn extension(&self, name: &str) -> Cell<'_> {
        let objects = self.directory.of(self.of);
        let attribute = objects.schema().find(name);
        attribute.map_or(Cell::Unknown, |attribute| objects.read(self.row, attribute))
    }

    fn id(&self) -> Option<ObjectId> {
        let objects = self.directory.of(self.of);
        (!objects.is_provisional(self.row)).then(|| objects.id(self.row))
    }

    fn is_member(&self, group: ObjectId) -> Truth {
        self.in_group(group, &mut BTreeSet::new())
    }
}

impl DirectoryObject<'_> {
    /// Whether it is in a group that a rule names. `seen` are groups on the way, which hold nobody
    /// through themselves.
    fn in_group(&self, id: ObjectId, seen: &mut BTreeSet<GroupId>) -> Truth {
        let Some(group) = self.directory.groups.find(id) else { return Truth::Unknown };
        let held = self.directory.members.holds(Side::Members, group, self.of, self.row);
        let held = held.map_or(Truth::Unknown, Truth::from);
        match self.directory.groups.existence(group) {
            Existence::Absent => return Truth::Unknown,
            Existence::Deleted(_) => return held.min(Truth::Unknown),
            Existence::Active => {}
        }
        let ends = limits::end_of_member_of();
        let Some(of_rule) = dynamic(self.directory, group, self.now, ends) else { return held };
        match (of_rule.standing, sources(&of_rule.rule)) {
            // A rule about the other kind takes nobody of this one.
            (Standing::Followed, _) if of_rule.target.of() != self.of => Truth::No,
            (Standing::Followed, None) => trace(&of_rule.rule, self, self.now).truth,
            (Standing::Followed, Some(names)) if seen.insert(group) => {
                let each = names
                    .into_iter()
                    .map(|name| name.map_or(Truth::Unknown, |id| self.in_group(id, seen)));
                each.fold(Truth::No, Truth::or).min(Truth::Unknown)
            }
            (Standing::Followed, Some(_)) => Truth::No,
            (_, None) => held,
            (_, Some(_)) => held.min(Truth::Unknown),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{DirectoryObject, Takes};
    use crate::{
        domain::{Attribute, Datum, Existence, ObjectId, Row, Timestamp, Value, attribute::Of},
        rules::{Rule, Target, Truth, parse, trace},
        store::{Bits, Directory, Extent, List, Objects, Side},
    };

    fn rule(text: &str) -> Rule {
        parse(text, Target::User).rule
    }

    fn id(number: u8) -> ObjectId {
        ObjectId([number; 16])
    }

    fn directory() -> Directory {
        let mut directory = Directory::of_users(Objects::new(Of::User));
        for (number, city) in [(1, Some("Oslo")), (2, Some("Bergen")), (3, None)] {
            let user = directory.users.push(id(number), false, Existence::Active).unwrap();
            let datum = city.map_or(Datum::Unknown, |city| Datum::Value(Value::Text(city.into())));
            directory.users.set(user, Attribute::CITY, &datum);
        }
        for (number, members, extent) in
            [(11, vec![0, 1], Extent::Complete), (12, vec![2], Extent::AtLeast)]
        {
            let group = directory.groups.push(id(number), false, Existence::Active).unwrap();
            let rows = [(Of::User, members), (Of::Group, Vec::new()), (Of::Device, Vec::new())];
            directory.members.replace(Side::Members, group, List::of(rows, Vec::new(), extent));
        }
        directory
    }

    fn takes(text: &str) -> Takes {
        Takes::of(&rule(text), Target::User, &directory(), Timestamp(0))
    }

    fn rows(bits: &Bits) -> Vec<u32> {
        bits.iter().collect()
    }

    #[test]
    fn who_joins_and_who_leaves() {
        let (oslo, bergen) = (takes("user.city -eq \"Oslo\""), takes("user.city -eq \"Bergen\""));
        assert_eq!((rows(&oslo.members), rows(&oslo.unknown)), (vec![0], vec![2]));
        assert_eq!(rows(&bergen.joining(&oslo)), [1]);
        assert_eq!(rows(&bergen.leaving(&oslo)), [0]);
        // Of whom it cannot be said, it cannot be said that they leave.
        let all = takes("-not (user.objectId -eq null)");
        assert_eq!(rows(&all.members), [0, 1, 2]);
        assert_eq!(rows(&oslo.leaving(&all)), [1]);
    }

    #[test]
    fn members_of_groups() {
        let form = |groups: &[u8]| {
            let ids: Vec<String> = groups.iter().map(|one| format!("'{}'", id(*one))).collect();
            format!("user.memberOf -any (group.objectId -in [{}])", ids.join(", "))
        };
        let whole = takes(&form(&[11]));
        assert_eq!((rows(&whole.members), rows(&whole.unknown)), (vec![0, 1], vec![]));
        let part = takes(&form(&[12, 11]));
        assert_eq!((rows(&part.members), rows(&part.unknown)), (vec![0, 1, 2], vec![]));
        let part = takes(&form(&[12]));
        assert_eq!((rows(&part.members), rows(&part.unknown)), (vec![2], vec![0, 1]));
        // A group that nobody imported.
        let missing = takes(&form(&[11, 99]));
        assert_eq!((rows(&missing.members), rows(&missing.unknown)), (vec![0, 1], vec![2]));
        // The trace says the same of each.
        let directory = directory();
        for groups in [&[11_u8][..], &[12], &[11, 12], &[99]] {
            let rule = rule(&form(groups));
            let takes = Takes::of(&rule, Target::User, &directory, Timestamp(0));
            for row in 0..3 {
                let now = Timestamp(0);
                let object =
                    DirectoryObject { directory: &directory, of: Of::User, row: Row(row), now };
                let truth = trace(&rule, &object, Timestamp(0)).truth;
                assert_eq!(truth == Truth::Yes, takes.members.contains(row), "{groups:?} {row}");
                assert_eq!(truth == Truth::Unknown, takes.unknown.contains(row));
            }
        }
    }
}
