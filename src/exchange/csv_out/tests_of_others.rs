//! Lists of groups and of devices: figures, and the way back through the importer.

use super::*;
use crate::domain::attribute::{Of, Schema};
use crate::domain::{Attribute, Datum, Existence, ObjectId, Row, Value, time::DAY};
use crate::exchange::{Format, Import, Staging};
use crate::store::{Extent, List, Side};

fn imported(bytes: &[u8]) -> Staging {
    let mut import = Import::new(Schema::default());
    import.open("list.csv");
    import.feed(bytes);
    import.finish()
}

fn written(
    (objects, members): (&Objects, &Members),
    rows: &[u32],
    fields: &[Field],
    profile: Profile,
) -> String {
    let now = Timestamp(3 * DAY);
    let mut export = Export::new(objects, rows.into(), fields, profile, now);
    let mut out = Vec::new();
    while let Some(piece) = export.piece(objects, members).unwrap() {
        out.extend(piece);
    }
    String::from_utf8(out).unwrap()
}

/// A dynamic one with a name that a spreadsheet would run, one with members of which there may be more,
/// one of which nothing is known, and a deleted one.
fn groups() -> (Objects, Members) {
    let mut groups = Objects::new(Of::Group);
    let mut members = Members::new();
    let dynamic = Datum::Value(Value::Texts(vec!["DynamicMembership".to_owned()]));
    let boolean = |value| Datum::Value(Value::Boolean(value));
    for (number, name, types, existence) in [
        (1, "=1+1", dynamic, Existence::Active),
        (2, "Sales, all", Datum::Null, Existence::Active),
        (3, "-", Datum::Unknown, Existence::Active),
        (4, "Gone", Datum::Null, Existence::Deleted(Timestamp(0))),
    ] {
        let group = groups.push(ObjectId([number; 16]), false, existence).unwrap();
        for (attribute, datum) in [
            (Attribute::GROUP_DISPLAY_NAME, Datum::text(name)),
            (Attribute::GROUP_TYPES, types),
            (Attribute::GROUP_MAIL_ENABLED, boolean(false)),
            (Attribute::GROUP_SECURITY_ENABLED, boolean(true)),
            (Attribute::GROUP_MEMBERSHIP_RULE, Datum::text("user.city -eq \"x\"")),
        ] {
            groups.set(group, attribute, &datum);
        }
    }
    let list = |groups: Vec<u32>, extent| {
        List::of([(Of::User, vec![]), (Of::Group, groups), (Of::Device, vec![])], vec![], extent)
    };
    members.replace(Side::Members, Row(0), list(vec![], Extent::Complete));
    members.replace(Side::Members, Row(1), list(vec![0, 3], Extent::AtLeast));
    (groups, members)
}

#[test]
fn figures_stand_as_words_and_numbers() {
    let (groups, members) = groups();
    let name = Field::Attribute(Attribute::GROUP_DISPLAY_NAME);
    let fields = [name, Field::Kind, Field::Membership, Field::Members, Field::In, Field::DaysLeft];
    let written = |profile| written((&groups, &members), &[3, 1, 2, 0], &fields, profile);
    assert_eq!(
        written(Profile::Raw),
        "displayName,groupType,membershipType,memberCount,memberOfCount,daysLeft\r\n\
         Gone,security,assigned,\"\",1,27\r\n\
         \"Sales, all\",security,assigned,2+,0,\r\n\
         -,\"\",\"\",\"\",0,\r\n\
         =1+1,security,dynamicUser,0,1,\r\n"
    );
    let sheet = written(Profile::Spreadsheet { separator: Separator::Semicolon });
    assert!(sheet.starts_with("\u{feff}'displayName;groupType;"), "{sheet}");
    assert!(sheet.contains("\r\n'-;"), "{sheet}");
    assert!(sheet.contains("\r\n'=1+1;"), "{sheet}");
}

#[test]
fn groups_and_devices_are_read_again() {
    let (groups, members) = groups();
    let name = Field::Attribute(Attribute::GROUP_DISPLAY_NAME);
    for columns in [
        vec![name],
        vec![name, Field::Kind, Field::Members, Field::Owners, Field::In, Field::DaysLeft],
        vec![name, Field::Attribute(Attribute::GROUP_MEMBERSHIP_RULE)],
    ] {
        for profile in [Profile::Raw, Profile::Spreadsheet { separator: Separator::Comma }] {
            let fields = with_identity(Of::Group, &columns);
            let out = written((&groups, &members), &[0, 1, 2], &fields, profile);
            let staging = imported(out.as_bytes());
            assert_eq!(staging.files[0].format, Format::Groups, "{out}");
            for row in (0..3).map(Row) {
                assert_eq!(staging.groups.id(row), groups.id(row), "{out}");
                for attribute in fields.iter().filter_map(|field| field.attribute()) {
                    let (was, is) =
                        (groups.get(row, attribute), staging.groups.get(row, attribute));
                    assert_eq!(is, was, "{attribute:?} of {out}");
                }
            }
        }
    }
    let mut devices = Objects::new(Of::Device);
    for (number, provisional) in [(1, false), (2, true)] {
        let device = devices.push(ObjectId([number; 16]), provisional, Existence::Active).unwrap();
        let id = ObjectId([number + 10; 16]).to_string();
        devices.set(device, Attribute::DEVICE_ID, &Datum::text(&id));
        devices.set(device, Attribute::DEVICE_DISPLAY_NAME, &Datum::text("LAPTOP"));
    }
    for columns in [vec![], vec![Field::Attribute(Attribute::DEVICE_DISPLAY_NAME), Field::In]] {
        let fields = with_identity(Of::Device, &columns);
        let out = written((&devices, &members), &[0, 1], &fields, Profile::Raw);
        let staging = imported(out.as_bytes());
        assert_eq!(staging.files[0].format, Format::Devices, "{out}");
        assert_eq!(staging.devices.rows(), 2, "{out}");
        assert_eq!(staging.devices.id(Row(0)), ObjectId([1; 16]), "{out}");
        // An id that was made up here is in no file.
        assert!(staging.devices.is_provisional(Row(1)), "{out}");
    }
}
