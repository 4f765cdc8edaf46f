//! The columns of the lists of groups and devices: what stands in a cell, and in which order.

use crate::{
    domain::{
        Attribute, Existence, GroupId, Row, Timestamp,
        attribute::Of,
        group::{GroupKind, Membership},
    },
    i18n::{Locale, Text, words},
    messages,
    store::{Cell, Direction, Directory, Extent, Objects, Side},
    text::collate::Collation,
    ui::{
        deleted::{choice::days_left, texts as deleted},
        objects::texts as t,
    },
};

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    Name,
    Kind,
    Membership,
    Members,
    Owners,
    /// How many groups the object is directly in.
    In,
    /// How many days a deleted group is kept still.
    DaysLeft,
    Attribute(Attribute),
}

/// The columns of the groups.
pub const GROUPS: [Field; 8] = [
    Field::Name,
    Field::Kind,
    Field::Membership,
    Field::Members,
    Field::Owners,
    Field::Attribute(Attribute::GROUP_MAIL),
    Field::Attribute(Attribute::GROUP_DESCRIPTION),
    Field::Attribute(Attribute::GROUP_CREATED_DATE_TIME),
];

/// The columns of the devices.
pub const DEVICES: [Field; 9] = [
    Field::Name,
    Field::Attribute(Attribute::DEVICE_OS_TYPE),
    Field::Attribute(Attribute::DEVICE_OS_VERSION),
    Field::Attribute(Attribute::DEVICE_OWNERSHIP),
    Field::Attribute(Attribute::DEVICE_TRUST_TYPE),
    Field::Attribute(Attribute::DEVICE_IS_COMPLIANT),
    Field::Attribute(Attribute::DEVICE_IS_MANAGED),
    Field::Attribute(Attribute::DEVICE_APPROXIMATE_LAST_SIGN_IN_DATE_TIME),
    Field::In,
];

/// The columns of the deleted groups.
pub const DELETED: [Field; 7] = [
    Field::Name,
    Field::Kind,
    Field::Membership,
    Field::Attribute(Attribute::GROUP_DELETED_DATE_TIME),
    Field::DaysLeft,
    Field::Members,
    Field::Attribute(Attribute::GROUP_MAIL),
];

/// The columns of a kind; the deleted ones have others.
#[must_use]
pub const fn fields(of: Of, deleted: bool) -> &'static [Field] {
    match (of, deleted) {
        (Of::Device, _) => &DEVICES,
        (Of::Group | Of::User, false) => &GROUPS,
        (Of::Group | Of::User, true) => &DELETED,
    }
}

/// The kind of a group.
#[must_use]
pub fn kind(groups: &Objects, group: GroupId) -> Option<GroupKind> {
    let get = |attribute| groups.get(group, attribute);
    GroupKind::of(
        &get(Attribute::GROUP_TYPES),
        &get(Attribute::GROUP_MAIL_ENABLED),
        &get(Attribute::GROUP_SECURITY_ENABLED),
    )
}

/// How members come into a group.
#[must_use]
pub fn membership(groups: &Objects, group: GroupId) -> Option<Membership> {
    let get = |attribute| groups.get(group, attribute);
    Membership::of(&get(Attribute::GROUP_TYPES), &get(Attribute::GROUP_MEMBERSHIP_RULE))
}

impl Field {
    /// Head of the column.
    #[must_use]
    pub fn label(self, directory: &Directory, of: Of, locale: Locale) -> String {
        let text: Text = match self {
            Self::Name => t::NAME,
            Self::Kind => t::KIND,
            Self::Membership => t::MEMBERSHIP,
            Self::Members => t::MEMBERS,
            Self::Owners => t::OWNERS,
            Self::In => t::IN_GROUPS,
            Self::DaysLeft => t::DAYS_LEFT,
            Self::Attribute(attribute) => {
                return messages::label(directory.of(of).schema(), attribute, locale);
            }
        };
        text.get(locale).to_owned()
    }

    /// Width in CSS pixels.
    #[must_use]
    pub const fn width(self) -> u32 {
        match self {
            Self::Name => 260,
            Self::Members | Self::Owners | Self::In | Self::DaysLeft => 120,
            _ => 180,
        }
    }

    /// What stands in a cell, and whether that is nothing.
    #[must_use]
    pub fn text(
        self,
        directory: &Directory,
        of: Of,
        row: Row,
        locale: Locale,
        (now, zone): (Timestamp, &dyn Fn(i64) -> crate::i18n::Zone),
    ) -> (String, bool) {
        let unknown = || (words::UNKNOWN.get(locale).to_owned(), true);
        let list = |side| {
            let list = directory.members.of(side, row);
            let missing = list.extent == Extent::Unknown && list.count() == 0;
            (messages::group::count(list.count(), list.extent, locale), missing)
        };
        let objects = directory.of(of);
        match self {
            Self::Name => (messages::object_name(objects, row), false),
            Self::Kind => kind(objects, row).map_or_else(unknown, |kind| {
                (messages::group::kind(kind).get(locale).to_owned(), false)
            }),
            Self::Membership => membership(objects, row).map_or_else(unknown, |membership| {
                (messages::group::membership(membership).get(locale).to_owned(), false)
            }),
            Self::Members => list(Side::Members),
            Self::Owners => list(Side::Owners),
            Self::In => {
                let count = directory.members.groups_with(Side::Members, of, row).count() as u64;
                (locale.number(count), false)
            }
            Self::DaysLeft => match objects.existence(row) {
                Existence::Deleted(at) => match days_left(at, now) {
                    Some(days) => (locale.number(days), false),
                    None => (deleted::EXPIRED.get(locale).to_owned(), true),
                },
                _ => (words::NONE.get(locale).to_owned(), true),
            },
            Self::Attribute(attribute) => {
                let missing = matches!(objects.read(row, attribute), Cell::Unknown | Cell::Null);
                (messages::cell(objects, row, attribute, locale, zone), missing)
            }
        }
    }

    /// Rows in the order of the column; equal ones by name.
    #[must_use]
    pub fn order(
        self,
        directory: &Directory,
        of: Of,
        rows: &crate::store::Bits,
        down: bool,
    ) -> Vec<u32> {
        let objects = directory.of(of);
        let name = (messages::name_attribute(of), Direction::Ascending);
        let direction = if down { Direction::Descending } else { Direction::Ascending };
        let by = |attribute| objects.order(&[(attribute, direction), name], rows, Collation::Root);
        let mut order = match self {
            Self::Name => return by(name.0),
            Self::Attribute(attribute) => return by(attribute),
            Self::DaysLeft => return by(Attribute::GROUP_DELETED_DATE_TIME),
            _ => objects.order(&[name], rows, Collation::Root),
        };
        let key = |row: &u32| -> u32 {
            let row = Row(*row);
            match self {
                Self::Kind => kind(objects, row).map_or(u32::MAX, |kind| kind as u32),
                Self::Membership => {
                    membership(objects, row).map_or(u32::MAX, |membership| membership as u32)
                }
                Self::Members => directory.members.of(Side::Members, row).count(),
                Self::Owners => directory.members.of(Side::Owners, row).count(),
                _ => {
                    let groups = directory.members.groups_with(Side::Members, of, row);
                    u32::try_from(groups.count()).unwrap_or(u32::MAX)
                }
            }
        };
        if down {
            order.sort_by_key(|row| std::cmp::Reverse(key(row)));
        } else {
            order.sort_by_key(key);
        }
        order
    }
}
