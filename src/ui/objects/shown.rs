//! Which part of the groups or devices a list shows.

use crate::{
    domain::{
        Attribute, Row, Timestamp, Value,
        attribute::Of,
        group::{GroupKind, Membership},
    },
    i18n::Text,
    messages,
    store::{
        Bits, Cell, Directory, Extent, Filter, Objects, Operator, Side, group_kind,
        group_membership,
    },
    tenant::alike::{self, Classes},
    ui::objects::texts as t,
};

/// A part of the list, by what it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shown {
    #[default]
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
    /// Groups of which another one has the name.
    SameName,
    /// Groups of which another one is known to have the members.
    SameMembers,
    /// Dynamic groups of which another one has a rule that says the same.
    SameRule,
    /// Groups that hold each other.
    Cycle,
    /// Soft-deleted groups.
    Deleted,
    /// Groups of which no file told the kind, or how members come in.
    KindUnknown,
    MembershipUnknown,
    /// Groups whose owners are not all known.
    OwnersNotWhole,
    Compliant(bool),
    ComplianceUnknown,
    Unmanaged,
    Personal,
    Company,
    /// Devices that belong to neither, as far as was told.
    OwnershipUnknown,
    System(System),
    SystemUnknown,
    Seen(Seen),
    SeenUnknown,
}

/// A family of operating systems, as [`Attribute::DEVICE_OS_TYPE`] names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum System {
    Windows,
    /// iOS and iPadOS.
    AppleMobile,
    Android,
    Mac,
    Linux,
    Other,
}

impl System {
    /// In their order.
    pub const ALL: [Self; 6] =
        [Self::Windows, Self::AppleMobile, Self::Android, Self::Mac, Self::Linux, Self::Other];

    /// The family of a name. Enrolment writes `iPhone`, `AndroidForWork`, `MacMDM` and the like.
    #[must_use]
    pub fn of(name: &str) -> Self {
        let starts = |names: &[&str]| {
            let start = |start: &&str| name.get(..start.len());
            names.iter().any(|one| start(one).is_some_and(|it| it.eq_ignore_ascii_case(one)))
        };
        match () {
            () if starts(&["windows"]) => Self::Windows,
            () if starts(&["ios", "ipad", "iphone"]) => Self::AppleMobile,
            () if starts(&["android"]) => Self::Android,
            () if starts(&["mac"]) => Self::Mac,
            () if starts(&["linux"]) => Self::Linux,
            () => Self::Other,
        }
    }
}

/// When a device was last seen, in days: the service writes it down every two weeks about, so shorter
/// spans mean nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    Within30,
    Within90,
    Within180,
    Longer,
    Never,
}

impl Seen {
    /// In their order.
    pub const ALL: [Self; 5] =
        [Self::Within30, Self::Within90, Self::Within180, Self::Longer, Self::Never];

    /// Of a last sign-in.
    #[must_use]
    pub fn of(at: Timestamp, now: Timestamp) -> Self {
        match at {
            at if at >= now.plus_days(-30) => Self::Within30,
            at if at >= now.plus_days(-90) => Self::Within90,
            at if at >= now.plus_days(-180) => Self::Within180,
            _ => Self::Longer,
        }
    }
}

/// What the address calls the deleted groups.
pub const DELETED: &str = "deleted";

/// What can be shown of the groups, with the name that the address has for it.
pub const GROUPS: [(Shown, &str); 22] = [
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
    (Shown::OwnersNotWhole, "ownersNotWhole"),
    (Shown::KindUnknown, "kindUnknown"),
    (Shown::MembershipUnknown, "membershipUnknown"),
    (Shown::RoleAssignable, "roleAssignable"),
    (Shown::Synced, "synced"),
    (Shown::SameName, "sameName"),
    (Shown::SameMembers, "sameMembers"),
    (Shown::SameRule, "sameRule"),
    (Shown::Cycle, "cycle"),
    (Shown::Deleted, DELETED),
];

/// What can be shown of the devices.
pub const DEVICES: [(Shown, &str); 21] = [
    (Shown::All, ""),
    (Shown::Compliant(true), "compliant"),
    (Shown::Compliant(false), "notCompliant"),
    (Shown::ComplianceUnknown, "complianceUnknown"),
    (Shown::Unmanaged, "unmanaged"),
    (Shown::Company, "company"),
    (Shown::Personal, "personal"),
    (Shown::OwnershipUnknown, "ownershipUnknown"),
    (Shown::System(System::Windows), "windows"),
    (Shown::System(System::AppleMobile), "appleMobile"),
    (Shown::System(System::Android), "android"),
    (Shown::System(System::Mac), "mac"),
    (Shown::System(System::Linux), "linux"),
    (Shown::System(System::Other), "otherSystem"),
    (Shown::SystemUnknown, "systemUnknown"),
    (Shown::Seen(Seen::Within30), "seen30"),
    (Shown::Seen(Seen::Within90), "seen90"),
    (Shown::Seen(Seen::Within180), "seen180"),
    (Shown::Seen(Seen::Longer), "seenLonger"),
    (Shown::Seen(Seen::Never), "seenNever"),
    (Shown::SeenUnknown, "seenUnknown"),
];

/// What can be shown of a kind.
#[must_use]
pub const fn choices(of: Of) -> &'static [(Shown, &'static str)] {
    match of {
        Of::Device => &DEVICES,
        Of::Group => &GROUPS,
        // The list of users has filters alone.
        Of::User => &[],
    }
}

impl Shown {
    /// As the address names it; everything for a name that nothing has.
    #[must_use]
    pub fn named(of: Of, name: &str) -> Self {
        choices(of).iter().find(|(_, known)| *known == name).map_or(Self::All, |(shown, _)| *shown)
    }

    /// What the address calls it.
    #[must_use]
    pub fn name(self, of: Of) -> &'static str {
        choices(of).iter().find(|(known, _)| *known == self).map_or("", |(_, name)| *name)
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
            Self::SameName => t::SHOW_SAME_NAME,
            Self::SameMembers => t::SHOW_SAME_MEMBERS,
            Self::SameRule => t::SHOW_SAME_RULE,
            Self::Cycle => t::SHOW_CYCLE,
            Self::Deleted => t::SHOW_DELETED,
            Self::KindUnknown => t::SHOW_KIND_UNKNOWN,
            Self::MembershipUnknown => t::SHOW_MEMBERSHIP_UNKNOWN,
            Self::OwnersNotWhole => t::SHOW_OWNERS_NOT_WHOLE,
            Self::ComplianceUnknown => t::SHOW_COMPLIANCE_UNKNOWN,
            Self::Company => t::SHOW_COMPANY,
            Self::OwnershipUnknown => t::SHOW_OWNERSHIP_UNKNOWN,
            Self::System(System::Windows) => t::SHOW_WINDOWS,
            Self::System(System::AppleMobile) => t::SHOW_APPLE_MOBILE,
            Self::System(System::Android) => t::SHOW_ANDROID,
            Self::System(System::Mac) => t::SHOW_MAC,
            Self::System(System::Linux) => t::SHOW_LINUX,
            Self::System(System::Other) => t::SHOW_OTHER_SYSTEM,
            Self::SystemUnknown => t::SHOW_SYSTEM_UNKNOWN,
            Self::Seen(Seen::Within30) => t::SHOW_SEEN_30,
            Self::Seen(Seen::Within90) => t::SHOW_SEEN_90,
            Self::Seen(Seen::Within180) => t::SHOW_SEEN_180,
            Self::Seen(Seen::Longer) => t::SHOW_SEEN_LONGER,
            Self::Seen(Seen::Never) => t::SHOW_SEEN_NEVER,
            Self::SeenUnknown => t::SHOW_SEEN_UNKNOWN,
            Self::Compliant(true) => t::SHOW_COMPLIANT,
            Self::Compliant(false) => t::SHOW_NOT_COMPLIANT,
            Self::Unmanaged => t::SHOW_UNMANAGED,
            Self::Personal => t::SHOW_PERSONAL,
        }
    }

    /// Groups that are alike, class by class, where it is about that.
    #[must_use]
    pub fn classes(self, directory: &Directory) -> Option<Classes> {
        Some(match self {
            Self::SameName => alike::same_name(&directory.groups),
            Self::SameMembers => alike::same_members(directory),
            Self::SameRule => alike::same_rule(&directory.groups),
            Self::Cycle => alike::cycles(directory),
            _ => return None,
        })
    }

    /// The active objects that are so, or the deleted ones. Of whom it cannot be said is not among them.
    #[must_use]
    pub fn rows(self, directory: &Directory, of: Of, now: Timestamp) -> Bits {
        let objects = directory.of(of);
        let active = objects.active();
        let members = &directory.members;
        let each = |fits: &dyn Fn(Row) -> bool| every(active, fits);
        let none = |side: Side| {
            each(&|row| {
                let list = members.of(side, row);
                list.extent == Extent::Complete && list.count() == 0
            })
        };
        let open = |side: Side| each(&|row| members.of(side, row).extent != Extent::Complete);
        let is = |attribute| is(objects, attribute, Value::Boolean(true));
        match self {
            Self::All => active.clone(),
            Self::Kind(wanted) => each(&|row| group_kind(objects, row) == Some(wanted)),
            Self::KindUnknown => each(&|row| group_kind(objects, row).is_none()),
            Self::Membership(wanted) => each(&|row| group_membership(objects, row) == Some(wanted)),
            Self::MembershipUnknown => each(&|row| group_membership(objects, row).is_none()),
            Self::Paused => paused(objects),
            Self::Deleted => objects.deleted().clone(),
            Self::Ownerless => none(Side::Owners),
            Self::OwnersNotWhole => open(Side::Owners),
            Self::Empty => none(Side::Members),
            Self::NotWhole => open(Side::Members),
            Self::RoleAssignable => is(Attribute::GROUP_IS_ASSIGNABLE_TO_ROLE),
            Self::Synced => is(Attribute::GROUP_ON_PREMISES_SYNC_ENABLED),
            Self::SameName | Self::SameMembers | Self::SameRule | Self::Cycle => {
                let classes = self.classes(directory).unwrap_or_default();
                Bits::of(active.len(), classes.iter().flatten().map(|group| group.0))
            }
            Self::Compliant(_)
            | Self::ComplianceUnknown
            | Self::Unmanaged
            | Self::Company
            | Self::Personal
            | Self::OwnershipUnknown
            | Self::System(_)
            | Self::SystemUnknown
            | Self::Seen(_)
            | Self::SeenUnknown => every(active, &|row| self.has_device(objects, row, now)),
        }
    }

    /// How many are in each part; parts of devices are counted in one walk.
    #[must_use]
    pub fn tally(parts: &[Self], directory: &Directory, of: Of, now: Timestamp) -> Vec<u32> {
        if of != Of::Device {
            return parts.iter().map(|part| part.rows(directory, of, now).count()).collect();
        }
        let mut counts = vec![0; parts.len()];
        for row in directory.devices.active().iter().map(Row) {
            for (part, count) in parts.iter().zip(&mut counts) {
                *count += u32::from(part.has_device(&directory.devices, row, now));
            }
        }
        counts
    }

    /// Whether a device is in a part of the devices.
    fn has_device(self, devices: &Objects, row: Row, now: Timestamp) -> bool {
        const SEEN: Attribute = Attribute::DEVICE_APPROXIMATE_LAST_SIGN_IN_DATE_TIME;
        let boolean = |attribute| devices.read(row, attribute).boolean();
        let ownership = |wanted: &str| {
            let text = devices.read(row, Attribute::DEVICE_OWNERSHIP).text();
            text.is_some_and(|text| text.eq_ignore_ascii_case(wanted))
        };
        let system = || devices.read(row, Attribute::DEVICE_OS_TYPE).text();
        match self {
            Self::Compliant(wanted) => boolean(Attribute::DEVICE_IS_COMPLIANT) == Some(wanted),
            Self::ComplianceUnknown => boolean(Attribute::DEVICE_IS_COMPLIANT).is_none(),
            Self::Unmanaged => boolean(Attribute::DEVICE_IS_MANAGED) == Some(false),
            Self::Company => ownership("Company"),
            Self::Personal => ownership("Personal"),
            Self::OwnershipUnknown => !ownership("Company") && !ownership("Personal"),
            Self::System(wanted) => system().map(System::of) == Some(wanted),
            Self::SystemUnknown => system().is_none(),
            Self::Seen(wanted) => match devices.read(row, SEEN) {
                Cell::Null => wanted == Seen::Never,
                seen => seen.time().map(|at| Seen::of(at, now)) == Some(wanted),
            },
            Self::SeenUnknown => !devices.read(row, SEEN).is_known(),
            Self::All => true,
            _ => false,
        }
    }
}

/// The rows that fit, of some.
fn every(active: &Bits, fits: &dyn Fn(Row) -> bool) -> Bits {
    Bits::of(active.len(), active.iter().filter(|row| fits(Row(*row))))
}

/// The active objects whose attribute is so.
fn is(objects: &Objects, attribute: Attribute, value: Value) -> Bits {
    objects.filter_within(&Filter::new(attribute, Operator::Is, value), objects.active()).yes
}

/// The dynamic groups whose rule is paused.
fn paused(groups: &Objects) -> Bits {
    let state = Attribute::GROUP_MEMBERSHIP_RULE_PROCESSING_STATE;
    let mut paused = is(groups, state, Value::Text("Paused".to_owned()));
    // A group that was converted to assigned keeps the state, and no rule is followed.
    let assigned =
        every(groups.active(), &|row| group_membership(groups, row) == Some(Membership::Assigned));
    paused.and_not(&assigned);
    paused
}

#[cfg(test)]
mod tests {
    use super::{Seen, Shown, System, choices};
    use crate::{
        domain::{
            Attribute, Datum, Existence, ObjectId, Timestamp, Value, attribute::Of,
            group::GroupKind,
        },
        store::{Directory, Extent, List, Objects, Side},
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
        let rows = |shown: Shown| {
            shown.rows(&directory, Of::Group, Timestamp(0)).iter().collect::<Vec<u32>>()
        };
        assert_eq!(rows(Shown::All), [0, 1, 2]);
        assert_eq!(rows(Shown::Kind(GroupKind::Microsoft365)), [0]);
        assert_eq!(rows(Shown::Kind(GroupKind::Security)), [1]);
        // Of the third nobody told.
        assert_eq!(rows(Shown::Ownerless), [1]);
        assert_eq!(rows(Shown::NotWhole), [0, 1, 2]);
        assert_eq!(rows(Shown::Empty), [] as [u32; 0]);
        assert_eq!(rows(Shown::Deleted), [4]);
    }

    /// Every device is in one part of each picture, whatever is known of it.
    #[test]
    fn parts_of_devices() {
        let mut directory = Directory::default();
        let now = Timestamp(1_795_219_200_000);
        let seen = |days: i64| Datum::Value(Value::Time(now.plus_days(-days)));
        for (number, system, ownership, compliant, at) in [
            (
                0,
                Datum::text("Windows Server"),
                "Company",
                Datum::Value(Value::Boolean(true)),
                seen(1),
            ),
            (1, Datum::text("iPhone"), "personal", Datum::Value(Value::Boolean(false)), seen(31)),
            (2, Datum::text("AndroidForWork"), "Unknown", Datum::Null, seen(100)),
            (3, Datum::text("MacMDM"), "", Datum::Unknown, seen(181)),
            (4, Datum::text("Chrome OS"), "", Datum::Unknown, Datum::Null),
            (5, Datum::Unknown, "", Datum::Unknown, Datum::Unknown),
        ] {
            let id = ObjectId([number; 16]);
            let device = directory.devices.push(id, false, Existence::Active).unwrap();
            for (attribute, datum) in [
                (Attribute::DEVICE_OS_TYPE, system),
                (Attribute::DEVICE_OWNERSHIP, Datum::text(ownership)),
                (Attribute::DEVICE_IS_COMPLIANT, compliant),
                (Attribute::DEVICE_APPROXIMATE_LAST_SIGN_IN_DATE_TIME, at),
            ] {
                directory.devices.set(device, attribute, &datum);
            }
        }
        let rows =
            |shown: Shown| -> Vec<u32> { shown.rows(&directory, Of::Device, now).iter().collect() };
        let systems: Vec<Vec<u32>> = System::ALL.map(|one| rows(Shown::System(one))).to_vec();
        assert_eq!(systems, [vec![0], vec![1], vec![2], vec![3], vec![], vec![4]]);
        assert_eq!(rows(Shown::SystemUnknown), [5]);
        let seen: Vec<Vec<u32>> = Seen::ALL.map(|one| rows(Shown::Seen(one))).to_vec();
        assert_eq!(seen, [[0], [1], [2], [3], [4]]);
        assert_eq!(rows(Shown::SeenUnknown), [5]);
        assert_eq!(rows(Shown::Company), [0]);
        assert_eq!(rows(Shown::Personal), [1]);
        assert_eq!(rows(Shown::OwnershipUnknown), [2, 3, 4, 5]);
        assert_eq!(rows(Shown::Compliant(true)), [0]);
        assert_eq!(rows(Shown::Compliant(false)), [1]);
        assert_eq!(rows(Shown::ComplianceUnknown), [2, 3, 4, 5]);
    }

    #[test]
    fn every_part_has_its_name() {
        for of in [Of::Group, Of::Device] {
            for (shown, name) in choices(of) {
                assert_eq!(Shown::named(of, name), *shown);
                assert_eq!(shown.name(of), *name);
            }
            assert_eq!(Shown::named(of, "nothing"), Shown::All);
        }
    }
}
