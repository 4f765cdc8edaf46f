//! Which part of the groups or devices a list shows.

use crate::{
    domain::{
        Attribute, Row, Value,
        attribute::Of,
        group::{GroupKind, Membership},
    },
    i18n::Text,
    messages,
    store::{Bits, Directory, Extent, Filter, Operator, Side},
    ui::objects::{
        field::{kind, membership},
        texts as t,
    },
};

/// A part of the list, by what it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    All,
    Kind(GroupKind),
    Membership(Membership),
    /// Dynamic groups whose rule is paused.
    Paused,
    /// Groups that are known to have no owner.
    Ownerless,
    /// Groups that are known to have no member.
    Empty,
    /// Groups of which not every member is known.
    NotWhole,
    RoleAssignable,
    Synced,
    /// Soft-deleted groups.
    Deleted,
    Compliant(bool),
    Unmanaged,
    Personal,
}

/// What the address calls the deleted groups.
pub const DELETED: &str = "deleted";

/// What can be shown of the groups, with the name that the address has for it.
pub const GROUPS: [(Shown, &str); 15] = [
    (Shown::All, ""),
    (Shown::Kind(GroupKind::Security), "security"),
    (Shown::Kind(GroupKind::Microsoft365), "microsoft365"),
    (Shown::Kind(GroupKind::MailEnabledSecurity), "mailEnabledSecurity"),
    (Shown::Kind(GroupKind::Distribution), "distribution"),
    (Shown::Membership(Membership::Assigned), "assigned"),
    (Shown::Membership(Membership::DynamicUser), "dynamicUser"),
    (Shown::Membership(Membership::DynamicDevice), "dynamicDevice"),
    (Shown::Paused, "paused"),
    (Shown::Ownerless, "ownerless"),
    (Shown::Empty, "empty"),
    (Shown::NotWhole, "notWhole"),
    (Shown::RoleAssignable, "roleAssignable"),
    (Shown::Synced, "synced"),
    (Shown::Deleted, DELETED),
];

/// What can be shown of the devices.
pub const DEVICES: [(Shown, &str); 5] = [
    (Shown::All, ""),
    (Shown::Compliant(true), "compliant"),
    (Shown::Compliant(false), "notCompliant"),
    (Shown::Unmanaged, "unmanaged"),
    (Shown::Personal, "personal"),
];

/// What can be shown of a kind.
#[must_use]
pub const fn choices(of: Of) -> &'static [(Shown, &'static str)] {
    match of {
        Of::Device => &DEVICES,
        Of::Group | Of::User => &GROUPS,
    }
}

impl Shown {
    /// As the address names it; everything for a name that nothing has.
    #[must_use]
    pub fn named(of: Of, name: &str) -> Self {
        choices(of).iter().find(|(_, known)| *known == name).map_or(Self::All, |(shown, _)| *shown)
    }

    /// What a reader calls it.
    #[must_use]
    pub const fn title(self) -> Text {
        match self {
            Self::All => t::SHOW_ALL,
            Self::Kind(kind) => messages::group::kind(kind),
            Self::Membership(membership) => messages::group::membership(membership),
            Self::Paused => t::SHOW_PAUSED,
            Self::Ownerless => t::SHOW_OWNERLESS,
            Self::Empty => t::SHOW_EMPTY,
            Self::NotWhole => t::SHOW_NOT_WHOLE,
            Self::RoleAssignable => t::SHOW_ROLE_ASSIGNABLE,
            Self::Synced => t::SHOW_SYNCED,
            Self::Deleted => t::SHOW_DELETED,
            Self::Compliant(true) => t::SHOW_COMPLIANT,
            Self::Compliant(false) => t::SHOW_NOT_COMPLIANT,
            Self::Unmanaged => t::SHOW_UNMANAGED,
            Self::Personal => t::SHOW_PERSONAL,
        }
    }

    /// The active objects that are so, or the deleted ones. Of whom it cannot be said is not among them.
    #[must_use]
    pub fn rows(self, directory: &Directory, of: Of) -> Bits {
        let objects = directory.of(of);
        let active = objects.active();
        let filter = |attribute, value| {
            objects.filter_within(&Filter::new(attribute, Operator::Is, value), active).yes
        };
        let each = |fits: &dyn Fn(Row) -> bool| {
            Bits::of(active.len(), active.iter().filter(|row| fits(Row(*row))))
        };
        let none = |side: Side| {
            each(&|row| {
                let list = directory.members.of(side, row);
                list.extent == Extent::Complete && list.count() == 0
            })
        };
        match self {
            Self::All => active.clone(),
            Self::Kind(wanted) => each(&|row| kind(objects, row) == Some(wanted)),
            Self::Membership(wanted) => each(&|row| membership(objects, row) == Some(wanted)),
            Self::Paused => {
                let mut paused = filter(
                    Attribute::GROUP_MEMBERSHIP_RULE_PROCESSING_STATE,
                    Value::Text("Paused".to_owned()),
                );
                // A group that was converted to assigned keeps the state, and no rule is followed.
                paused
                    .and_not(&each(&|row| membership(objects, row) == Some(Membership::Assigned)));
                paused
            }
            Self::Deleted => objects.deleted().clone(),
            Self::Ownerless => none(Side::Owners),
            Self::Empty => none(Side::Members),
            Self::NotWhole => {
                each(&|row| directory.members.of(Side::Members, row).extent != Extent::Complete)
            }
            Self::RoleAssignable => {
                filter(Attribute::GROUP_IS_ASSIGNABLE_TO_ROLE, Value::Boolean(true))
            }
            Self::Synced => filter(Attribute::GROUP_ON_PREMISES_SYNC_ENABLED, Value::Boolean(true)),
            Self::Compliant(wanted) => {
                filter(Attribute::DEVICE_IS_COMPLIANT, Value::Boolean(wanted))
            }
            Self::Unmanaged => filter(Attribute::DEVICE_IS_MANAGED, Value::Boolean(false)),
            Self::Personal => {
                filter(Attribute::DEVICE_OWNERSHIP, Value::Text("Personal".to_owned()))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Shown, choices};
    use crate::{
        domain::{
            Attribute, Datum, Existence, ObjectId, Timestamp, Value, attribute::Of,
            group::GroupKind,
        },
        store::{Directory, Extent, List, Objects, Side},
        ui::objects::field::{Field, fields},
    };

    /// Five groups: Microsoft 365 with an owner, security without, security of which nothing is known
    /// but its name, one that is not there, and a deleted one.
    fn directory() -> Directory {
        let mut directory = Directory::of_users(Objects::new(Of::User));
        let types = Datum::Value(Value::Texts(vec!["Unified".to_owned()]));
        for (number, name, types) in [
            (1, "b", types),
            (2, "a", Datum::Null),
            (3, "c", Datum::Unknown),
            (4, "d", Datum::Null),
        ] {
            let existence = if number == 4 { Existence::Absent } else { Existence::Active };
            let group = directory.groups.push(ObjectId([number; 16]), false, existence).unwrap();
            let boolean = |value| Datum::Value(Value::Boolean(value));
            for (attribute, datum) in [
                (Attribute::GROUP_DISPLAY_NAME, Datum::text(name)),
                (Attribute::GROUP_TYPES, types),
                (Attribute::GROUP_MAIL_ENABLED, boolean(number == 1)),
                (Attribute::GROUP_SECURITY_ENABLED, boolean(true)),
            ] {
                directory.groups.set(group, attribute, &datum);
            }
        }
        let list = |users: Vec<u32>, extent| {
            let rows = [(Of::User, users), (Of::Group, vec![]), (Of::Device, vec![])];
            List::of(rows, Vec::new(), extent)
        };
        let group = |number: u32| crate::domain::Row(number);
        let id = ObjectId([5; 16]);
        directory.groups.push(id, false, Existence::Deleted(Timestamp(1))).unwrap();
        directory.members.replace(Side::Owners, group(0), list(vec![0], Extent::Complete));
        directory.members.replace(Side::Owners, group(1), list(vec![], Extent::Complete));
        directory.members.replace(Side::Members, group(0), list(vec![0, 1], Extent::AtLeast));
        directory
    }

    #[test]
    fn what_is_shown() {
        let directory = directory();
        let rows = |shown: Shown| shown.rows(&directory, Of::Group).iter().collect::<Vec<u32>>();
        assert_eq!(rows(Shown::All), [0, 1, 2]);
        assert_eq!(rows(Shown::Kind(GroupKind::Microsoft365)), [0]);
        assert_eq!(rows(Shown::Kind(GroupKind::Security)), [1]);
        // Of the third nobody told.
        assert_eq!(rows(Shown::Ownerless), [1]);
        assert_eq!(rows(Shown::NotWhole), [0, 1, 2]);
        assert_eq!(rows(Shown::Empty), [] as [u32; 0]);
        assert_eq!(rows(Shown::Deleted), [4]);
    }

    #[test]
    fn every_part_has_its_name() {
        for of in [Of::Group, Of::Device] {
            for (shown, name) in choices(of) {
                assert_eq!(Shown::named(of, name), *shown);
            }
            assert_eq!(Shown::named(of, "nothing"), Shown::All);
        }
    }

    #[test]
    fn every_column_sorts() {
        let directory = directory();
        let all = Shown::All.rows(&directory, Of::Group);
        let order = |field: Field, down| field.order(&directory, Of::Group, &all, down);
        assert_eq!(order(Field::Name, false), [1, 0, 2]);
        assert_eq!(order(Field::Members, true), [0, 1, 2]);
        assert_eq!(order(Field::Owners, false), [1, 2, 0]);
        assert_eq!(order(Field::Kind, false), [1, 0, 2]);
        for field in [fields(Of::Group, false), fields(Of::Group, true)].concat() {
            let mut sorted = order(field, true);
            sorted.sort_unstable();
            assert_eq!(sorted, [0, 1, 2], "{field:?}");
        }
    }
}
