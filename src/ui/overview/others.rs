//! Groups and devices in figures: every figure is a part of their lists, and counts what that list shows.

use crate::{
    domain::{
        Timestamp,
        attribute::Of,
        group::{GroupKind, Membership},
    },
    i18n::Text,
    store::Directory,
    ui::{
        objects::shown::{Seen, Shown, System},
        texts::overview as t,
    },
};

/// A picture: all active objects, each in one part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Picture {
    pub title: Text,
    pub of: Of,
    pub parts: &'static [Shown],
    /// Which file would tell of those in the last part, of whom it is not known.
    pub told_by: Text,
}

/// The pictures of groups.
pub const GROUPS: [Picture; 2] = [
    Picture {
        title: t::GROUPS_BY_KIND,
        of: Of::Group,
        parts: &[
            Shown::Kind(GroupKind::Security),
            Shown::Kind(GroupKind::Microsoft365),
            Shown::Kind(GroupKind::MailEnabledSecurity),
            Shown::Kind(GroupKind::Distribution),
            Shown::KindUnknown,
        ],
        told_by: t::GROUPS_TOLD_BY,
    },
    Picture {
        title: t::GROUPS_BY_MEMBERSHIP,
        of: Of::Group,
        parts: &[
            Shown::Membership(Membership::Assigned),
            Shown::Membership(Membership::DynamicUser),
            Shown::Membership(Membership::DynamicDevice),
            Shown::MembershipUnknown,
        ],
        told_by: t::GROUPS_TOLD_BY,
    },
];

/// The pictures of devices.
pub const DEVICES: [Picture; 4] = [
    Picture {
        title: t::DEVICES_BY_SYSTEM,
        of: Of::Device,
        parts: &[
            Shown::System(System::Windows),
            Shown::System(System::AppleMobile),
            Shown::System(System::Android),
            Shown::System(System::Mac),
            Shown::System(System::Linux),
            Shown::System(System::Other),
            Shown::SystemUnknown,
        ],
        told_by: t::DEVICES_TOLD_BY,
    },
    Picture {
        title: t::DEVICES_BY_COMPLIANCE,
        of: Of::Device,
        parts: &[Shown::Compliant(true), Shown::Compliant(false), Shown::ComplianceUnknown],
        told_by: t::DEVICES_TOLD_BY_GRAPH,
    },
    Picture {
        title: t::DEVICES_BY_OWNERSHIP,
        of: Of::Device,
        parts: &[Shown::Company, Shown::Personal, Shown::OwnershipUnknown],
        told_by: t::DEVICES_TOLD_BY_GRAPH,
    },
    Picture {
        title: t::DEVICES_BY_ACTIVITY,
        of: Of::Device,
        parts: &[
            Shown::Seen(Seen::Within30),
            Shown::Seen(Seen::Within90),
            Shown::Seen(Seen::Within180),
            Shown::Seen(Seen::Longer),
            Shown::Seen(Seen::Never),
            Shown::SeenUnknown,
        ],
        told_by: t::DEVICES_TOLD_BY_GRAPH,
    },
];

/// Parts of the groups that are worth a look.
pub const FINDINGS: [(Shown, Text); 9] = [
    (Shown::Ownerless, t::GROUPS_OWNERLESS),
    (Shown::Empty, t::GROUPS_EMPTY),
    (Shown::NotWhole, t::GROUPS_NOT_WHOLE),
    (Shown::OwnersNotWhole, t::GROUPS_OWNERS_NOT_WHOLE),
    (Shown::Paused, t::GROUPS_PAUSED),
    (Shown::SameName, t::GROUPS_SAME_NAME),
    (Shown::SameMembers, t::GROUPS_SAME_MEMBERS),
    (Shown::SameRule, t::GROUPS_SAME_RULE),
    (Shown::Cycle, t::GROUPS_CYCLE),
];

/// A part with how many are in it, and what the address calls it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    pub shown: Shown,
    pub name: &'static str,
    pub count: u32,
}

/// What a part is called below the title of its picture.
#[must_use]
pub const fn name(shown: Shown) -> Text {
    match shown {
        Shown::Seen(Seen::Within30) => t::SEEN_30,
        Shown::Seen(Seen::Within90) => t::SEEN_90,
        Shown::Seen(Seen::Within180) => t::SEEN_180,
        Shown::Seen(Seen::Longer) => t::SEEN_LONGER,
        Shown::Seen(Seen::Never) => t::SEEN_NEVER,
        Shown::SeenUnknown => t::SEEN_UNKNOWN,
        Shown::KindUnknown
        | Shown::MembershipUnknown
        | Shown::SystemUnknown
        | Shown::ComplianceUnknown
        | Shown::OwnershipUnknown => t::NOT_KNOWN,
        shown => shown.title(),
    }
}

/// The parts of which some are.
#[must_use]
pub fn parts(directory: &Directory, of: Of, parts: &[Shown], now: Timestamp) -> Vec<Part> {
    let counts = Shown::tally(parts, directory, of, now);
    let part = |(shown, count): (&Shown, u32)| Part { shown: *shown, name: shown.name(of), count };
    parts.iter().zip(counts).filter(|(_, count)| *count > 0).map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::{DEVICES, FINDINGS, GROUPS, Picture, parts};
    use crate::{
        domain::{Attribute, Datum, Existence, ObjectId, Row, Timestamp, Value, attribute::Of},
        store::Directory,
        ui::objects::shown::{Shown, choices},
    };
    use proptest::prelude::*;

    fn datum(attribute: Attribute) -> BoxedStrategy<Datum> {
        let value = match attribute {
            Attribute::GROUP_TYPES => prop::sample::select(vec!["Unified", "DynamicMembership"])
                .prop_map(|text| Value::Texts(vec![text.to_owned()]))
                .boxed(),
            Attribute::DEVICE_APPROXIMATE_LAST_SIGN_IN_DATE_TIME => {
                (0_i64..300).prop_map(|days| Value::Time(Timestamp(0).plus_days(-days))).boxed()
            }
            Attribute::GROUP_MAIL_ENABLED
            | Attribute::GROUP_SECURITY_ENABLED
            | Attribute::DEVICE_IS_COMPLIANT => any::<bool>().prop_map(Value::Boolean).boxed(),
            _ => prop::sample::select(vec![
                "Windows",
                "iPad",
                "Linux",
                "BeOS",
                "Company",
                "personal",
                "Unknown",
                "user.city -eq \"a\"",
                "device.deviceId -ne null",
            ])
            .prop_map(|text| Value::Text(text.to_owned()))
            .boxed(),
        };
        prop_oneof![Just(Datum::Unknown), Just(Datum::Null), value.prop_map(Datum::Value)].boxed()
    }

    const OF_GROUPS: [Attribute; 4] = [
        Attribute::GROUP_TYPES,
        Attribute::GROUP_MAIL_ENABLED,
        Attribute::GROUP_SECURITY_ENABLED,
        Attribute::GROUP_MEMBERSHIP_RULE,
    ];
    const OF_DEVICES: [Attribute; 4] = [
        Attribute::DEVICE_OS_TYPE,
        Attribute::DEVICE_OWNERSHIP,
        Attribute::DEVICE_IS_COMPLIANT,
        Attribute::DEVICE_APPROXIMATE_LAST_SIGN_IN_DATE_TIME,
    ];

    proptest! {
        /// A picture shows everybody once, whatever is known of them.
        #[test]
        fn every_object_is_in_one_part(
            groups in prop::collection::vec(OF_GROUPS.map(datum), 0..8),
            devices in prop::collection::vec(OF_DEVICES.map(datum), 0..8),
        ) {
            let mut directory = Directory::default();
            for (of, attributes, objects) in
                [(Of::Group, OF_GROUPS, &groups), (Of::Device, OF_DEVICES, &devices)]
            {
                for (number, data) in (0_u8..).zip(objects) {
                    let id = ObjectId([number; 16]);
                    let row = directory.of_mut(of).push(id, false, Existence::Active).unwrap();
                    for (attribute, datum) in attributes.into_iter().zip(data) {
                        directory.of_mut(of).set(row, attribute, datum);
                    }
                }
            }
            for Picture { of, parts: shown, .. } in GROUPS.iter().chain(&DEVICES) {
                let mut seen = vec![0; directory.of(*of).rows() as usize];
                for part in *shown {
                    for row in part.rows(&directory, *of, Timestamp(0)).iter() {
                        seen[row as usize] += 1;
                    }
                }
                prop_assert!(seen.iter().all(|count| *count == 1), "{:?} {:?}", shown, seen);
                let one_by_one: Vec<u32> = shown
                    .iter()
                    .map(|part| part.rows(&directory, *of, Timestamp(0)).count())
                    .collect();
                prop_assert_eq!(Shown::tally(shown, &directory, *of, Timestamp(0)), one_by_one);
            }
        }
    }

    #[test]
    fn every_part_can_be_shown() {
        let all = GROUPS
            .iter()
            .chain(&DEVICES)
            .flat_map(|picture| picture.parts.iter().map(move |part| (picture.of, *part)));
        for (of, part) in all.chain(FINDINGS.map(|(part, _)| (Of::Group, part))) {
            assert!(choices(of).iter().any(|(known, _)| *known == part), "{part:?}");
        }
        let mut directory = Directory::default();
        directory.groups.push(ObjectId([1; 16]), false, Existence::Active).unwrap();
        directory.members.grow(1);
        let found = parts(&directory, Of::Group, &[Shown::NotWhole, Shown::Empty], Timestamp(0));
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].name, found[0].count), ("notWhole", 1));
        assert_eq!(directory.groups.existence(Row(0)), Existence::Active);
    }
}
