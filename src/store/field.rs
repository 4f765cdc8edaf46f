//! What a list shows of an object, and in which order: attributes, and figures, which follow from several
//! attributes or from lists of members.

use super::{Bits, Direction, Directory, Extent, Members, Objects, Side};
use crate::{
    domain::{
        Attribute, Existence, GroupId, GroupKind, Membership, Row, Timestamp,
        attribute::{Of, Schema},
    },
    text::collate::Collation,
};

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    Attribute(Attribute),
    /// The kind of a group.
    Kind,
    /// How members come into a group.
    Membership,
    /// How many members a group has directly.
    Members,
    /// How many owners a group has.
    Owners,
    /// How many groups the object is directly in.
    In,
    /// How many days a deleted group is kept still.
    DaysLeft,
}

/// What an object has in a field that is no attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    Kind(GroupKind),
    Membership(Membership),
    /// How many, and whether that is all.
    Count(u32, Extent),
    /// Since when it is deleted.
    Deleted(Timestamp),
    /// The question does not arise.
    Nothing,
    /// No file told.
    Unknown,
}

/// The figures, with the names that files, addresses and kept choices have for them. None is the name of
/// an attribute.
const FIGURES: [(Field, &str); 6] = [
    (Field::Kind, "groupType"),
    (Field::Membership, "membershipType"),
    (Field::Members, "memberCount"),
    (Field::Owners, "ownerCount"),
    (Field::In, "memberOfCount"),
    (Field::DaysLeft, "daysLeft"),
];

/// The kind of a group; none where no file told.
#[must_use]
pub fn group_kind(groups: &Objects, group: GroupId) -> Option<GroupKind> {
    let get = |attribute| groups.get(group, attribute);
    GroupKind::of(
        &get(Attribute::GROUP_TYPES),
        &get(Attribute::GROUP_MAIL_ENABLED),
        &get(Attribute::GROUP_SECURITY_ENABLED),
    )
}

/// How members come into a group; none where no file told.
#[must_use]
pub fn group_membership(groups: &Objects, group: GroupId) -> Option<Membership> {
    let get = |attribute| groups.get(group, attribute);
    Membership::of(&get(Attribute::GROUP_TYPES), &get(Attribute::GROUP_MEMBERSHIP_RULE))
}

impl From<Attribute> for Field {
    fn from(attribute: Attribute) -> Self {
        Self::Attribute(attribute)
    }
}

impl Field {
    /// The figures of a kind of object.
    #[must_use]
    pub const fn figures(of: Of) -> &'static [Self] {
        match of {
            Of::User => &[],
            Of::Device => &[Self::In],
            Of::Group => &[
                Self::Kind,
                Self::Membership,
                Self::Members,
                Self::Owners,
                Self::In,
                Self::DaysLeft,
            ],
        }
    }

    /// Everything that can be shown of the objects of a directory.
    pub fn all(schema: &Schema) -> impl Iterator<Item = Self> {
        let figures = Self::figures(schema.kind()).iter().copied();
        // Of licences a list would show ids alone.
        let attributes = schema.attributes().filter(|attribute| !attribute.is_of_licenses());
        figures.chain(attributes.map(Self::Attribute))
    }

    /// The attribute, where it is one.
    #[must_use]
    pub const fn attribute(self) -> Option<Attribute> {
        match self {
            Self::Attribute(attribute) => Some(attribute),
            _ => None,
        }
    }

    /// Graph's name of an attribute; for a figure, a name of the same make.
    #[must_use]
    pub fn name(self, schema: &Schema) -> &str {
        match self {
            Self::Attribute(attribute) => schema.name(attribute),
            figure => {
                FIGURES.iter().find(|(known, _)| *known == figure).map_or("", |(_, name)| *name)
            }
        }
    }

    /// What has a name among the fields of a directory.
    #[must_use]
    pub fn find(name: &str, schema: &Schema) -> Option<Self> {
        schema.find(name).map(Self::Attribute).or_else(|| {
            let named = FIGURES.iter().find(|(_, known)| known.eq_ignore_ascii_case(name));
            named.map(|(figure, _)| *figure).filter(|it| Self::figures(schema.kind()).contains(it))
        })
    }

    /// What an object has; nothing in an attribute, which is read where it is kept.
    #[must_use]
    pub fn figure(self, objects: &Objects, members: &Members, row: Row) -> Figure {
        let count = |side| {
            let list = members.of(side, row);
            Figure::Count(list.count(), list.extent)
        };
        match self {
            Self::Attribute(_) => Figure::Nothing,
            Self::Kind => group_kind(objects, row).map_or(Figure::Unknown, Figure::Kind),
            Self::Membership => {
                group_membership(objects, row).map_or(Figure::Unknown, Figure::Membership)
            }
            Self::Members => count(Side::Members),
            Self::Owners => count(Side::Owners),
            Self::In => {
                let groups = members.groups_with(Side::Members, objects.of(), row).count();
                Figure::Count(u32::try_from(groups).unwrap_or(u32::MAX), Extent::Complete)
            }
            Self::DaysLeft => match objects.existence(row) {
                Existence::Deleted(at) => Figure::Deleted(at),
                _ => Figure::Nothing,
            },
        }
    }
}

impl Figure {
    /// Whether nothing is known to be told.
    #[must_use]
    pub const fn is_missing(self) -> bool {
        matches!(self, Self::Nothing | Self::Unknown | Self::Count(0, Extent::Unknown))
    }

    /// Where it comes in an order; none for what comes last.
    fn place(self) -> Option<i64> {
        match self {
            _ if self.is_missing() => None,
            Self::Kind(kind) => Some(kind as i64),
            Self::Membership(membership) => Some(membership as i64),
            Self::Count(count, _) => Some(i64::from(count)),
            Self::Deleted(at) => Some(at.0),
            Self::Nothing | Self::Unknown => None,
        }
    }
}

impl Directory {
    /// The rows of a set in the order of one or more fields, as [`Objects::order`] has it: what is not
    /// known comes last in both directions, and what is equal stays in the order of the rows.
    #[must_use]
    pub fn order(&self, of: Of, by: &[(Field, Direction)], within: &Bits) -> Vec<u32> {
        let objects = self.of(of);
        let mut rows: Vec<u32> = within.iter().take_while(|&row| row < objects.rows()).collect();
        for &(field, direction) in by.iter().rev() {
            match field {
                Field::Attribute(attribute) => {
                    objects.sort_by(&mut rows, attribute, direction, Collation::Root);
                }
                figure => rows.sort_by_cached_key(|row| {
                    let place = figure.figure(objects, &self.members, Row(*row)).place();
                    let place = place.map(|place| match direction {
                        Direction::Ascending => place,
                        Direction::Descending => -place,
                    });
                    (place.is_none(), place)
                }),
            }
        }
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::{FIGURES, Field, Figure};
    use crate::{
        domain::{
            Attribute, Datum, Existence, ObjectId, Row, Timestamp, Value,
            attribute::{Of, Schema},
        },
        store::{
            Direction::{Ascending, Descending},
            Directory, Extent, List, Objects, Side,
        },
    };

    /// Microsoft 365 with an owner, security without, one of which nothing is known but its name, and a
    /// deleted one.
    fn directory() -> Directory {
        let mut directory = Directory::of_users(Objects::new(Of::User));
        let boolean = |value| Datum::Value(Value::Boolean(value));
        let unified = Datum::Value(Value::Texts(vec!["Unified".to_owned()]));
        for (number, name, types) in
            [(1, "b", unified), (2, "a", Datum::Null), (3, "c", Datum::Unknown)]
        {
            let id = ObjectId([number; 16]);
            let group = directory.groups.push(id, false, Existence::Active).unwrap();
            for (attribute, datum) in [
                (Attribute::GROUP_DISPLAY_NAME, Datum::text(name)),
                (Attribute::GROUP_TYPES, types),
                (Attribute::GROUP_MAIL_ENABLED, boolean(number == 1)),
                (Attribute::GROUP_SECURITY_ENABLED, boolean(true)),
            ] {
                directory.groups.set(group, attribute, &datum);
            }
        }
        let gone = Existence::Deleted(Timestamp(1));
        directory.groups.push(ObjectId([4; 16]), false, gone).unwrap();
        let list = |users: Vec<u32>, extent| {
            List::of([(Of::User, users), (Of::Group, vec![]), (Of::Device, vec![])], vec![], extent)
        };
        directory.members.replace(Side::Owners, Row(0), list(vec![0], Extent::Complete));
        directory.members.replace(Side::Owners, Row(1), list(vec![], Extent::Complete));
        directory.members.replace(Side::Members, Row(0), list(vec![0, 1], Extent::AtLeast));
        directory
    }

    #[test]
    fn every_field_sorts_and_the_unknown_comes_last() {
        let directory = directory();
        let name = Field::Attribute(Attribute::GROUP_DISPLAY_NAME);
        let order = |field: Field, direction| {
            let by = [(field, direction), (name, Ascending)];
            directory.order(Of::Group, &by, directory.groups.active())
        };
        assert_eq!(order(name, Ascending), [1, 0, 2]);
        assert_eq!(order(Field::Members, Descending), [0, 1, 2]);
        assert_eq!(order(Field::Owners, Ascending), [1, 0, 2]);
        assert_eq!(order(Field::Owners, Descending), [0, 1, 2]);
        assert_eq!(order(Field::Kind, Ascending), [1, 0, 2]);
        assert_eq!(order(Field::Kind, Descending), [0, 1, 2]);
        for field in Field::all(directory.groups.schema()) {
            let mut sorted = order(field, Descending);
            sorted.sort_unstable();
            assert_eq!(sorted, [0, 1, 2], "{field:?}");
        }
        let figure =
            |field: Field, row| field.figure(&directory.groups, &directory.members, Row(row));
        assert_eq!(figure(Field::DaysLeft, 3), Figure::Deleted(Timestamp(1)));
        assert_eq!(figure(Field::DaysLeft, 0), Figure::Nothing);
        assert_eq!(figure(Field::Kind, 2), Figure::Unknown);
    }

    #[test]
    fn every_field_is_found_by_its_name() {
        for of in [Of::User, Of::Device, Of::Group] {
            let schema = Schema::of(of);
            for field in Field::all(&schema) {
                assert_eq!(Field::find(field.name(&schema), &schema), Some(field));
            }
            for (figure, name) in FIGURES {
                let known = Field::figures(of).contains(&figure);
                assert_eq!(Field::find(name, &schema), known.then_some(figure), "{name}");
            }
        }
    }
}
