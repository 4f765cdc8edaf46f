//! Lists as people copy them, and every name against a search that looks at everybody.

use super::{Named, Written, look_up, names};
use crate::domain::{
    Attribute, Datum, Existence, ObjectId, Party, Row, Subject, Timestamp, Value, attribute::Of,
};
use crate::store::Directory;
use proptest::prelude::*;

/// Who is in the directory of these tests.
fn directory() -> Directory {
    let mut directory = Directory::default();
    let mut push = |of: Of, name: &str, upn: &str, mail: &str, deleted: bool| {
        let existence = if deleted { Existence::Deleted(Timestamp(1)) } else { Existence::Active };
        let objects = directory.of_mut(of);
        let id = ObjectId::made_up(&format!("{of:?}{name}{upn}"));
        let row = objects.push(id, false, existence).unwrap();
        let (display, address) = match of {
            Of::User => (Attribute::DISPLAY_NAME, Attribute::MAIL),
            Of::Group => (Attribute::GROUP_DISPLAY_NAME, Attribute::GROUP_MAIL),
            Of::Device => (Attribute::DEVICE_DISPLAY_NAME, Attribute::DEVICE_DISPLAY_NAME),
        };
        if !mail.is_empty() {
            objects.set(row, address, &Datum::text(mail));
        }
        objects.set(row, display, &Datum::text(name));
        if of == Of::User {
            objects.set(row, Attribute::USER_PRINCIPAL_NAME, &Datum::text(upn));
        }
        row
    };
    push(Of::User, "Anna Müller", "anna@contoso.com", "a.mueller@contoso.com", false);
    push(Of::User, "Bob", "bob@contoso.com", "", false);
    push(Of::User, "Bob", "bob2@contoso.com", "", false);
    push(Of::User, "Doe, John", "john@contoso.com", "", false);
    push(Of::User, "Carl", "carl@contoso.com", "", true);
    // Whose mail address is somebody else's user principal name.
    push(Of::User, "Dora", "dora@contoso.com", "bob@contoso.com", false);
    push(Of::Group, "Sales", "", "sales@contoso.com", false);
    push(Of::Device, "LAPTOP-1", "", "", false);
    let user = directory.users.find_by_text(Attribute::DISPLAY_NAME, "Anna Müller")[0];
    let proxies = vec!["SMTP:a.mueller@contoso.com".to_owned(), "smtp:am@contoso.com".to_owned()];
    directory.users.set(user, Attribute::PROXY_ADDRESSES, &Datum::Value(Value::Texts(proxies)));
    directory
}

fn user(row: u32) -> Party {
    Party::Here(Subject::user(Row(row)))
}

fn named(text: &str) -> Named {
    look_up(&Written::of(text), &directory())
}

#[track_caller]
fn check(text: &str, found: &[Party], missing: &[&str]) {
    let named = named(text);
    assert_eq!(named.found, found, "{text}");
    assert_eq!(named.missing, missing, "{text}");
}

#[test]
fn lists_as_they_are_copied() {
    let (anna, john) = (user(0), user(3));
    for text in [
        "anna@contoso.com\njohn@contoso.com",
        "ANNA@contoso.com; john@contoso.com;",
        "anna@contoso.com,john@contoso.com",
        "anna@contoso.com\tjohn@contoso.com\r\n",
        "  Anna  Muller \r\n\r\n\"Doe, John\"",
        "Anna Müller\nDoe, John",
        "Anna Müller <anna@contoso.com>; \"Doe, John\" <john@contoso.com>",
        "Anna <a.mueller@contoso.com>, John <john@contoso.com>",
        "\u{feff}smtp:am@contoso.com\nSMTP:john@contoso.com",
    ] {
        check(text, &[anna, john], &[]);
    }
    check("Nobody, Unknown", &[], &["Nobody", "Unknown"]);
    check("  \n ; , \t", &[], &[]);
}

#[test]
fn kinds_and_what_cannot_be_decided() {
    let id = directory().users.id(Row(2)).to_string();
    check(&format!("{{{id}}}"), &[user(2)], &[]);
    let stranger = ObjectId::made_up("nobody");
    assert_eq!(named(&stranger.to_string()).strangers, [stranger]);
    let group = Party::Here(Subject::group(Row(0)));
    let device = Party::Here(Subject { of: Of::Device, row: Row(0) });
    check("sales@contoso.com\nlaptop-1", &[group, device], &[]);
    let both = named("Bob\nbob");
    assert_eq!(both.ambiguous, [("Bob".to_owned(), vec![user(1), user(2)])]);
    assert_eq!(both.repeated, 1);
    // A name that somebody signs in with comes before an address of somebody else.
    check("bob@contoso.com", &[user(1)], &[]);
    // Deleted, but nobody else is called so: the reader is told why not.
    check("Carl", &[user(4)], &[]);
    let twice = named("anna@contoso.com\nAnna Müller");
    assert_eq!((twice.found.len(), twice.repeated), (1, 1));
}

#[test]
fn what_cannot_be_decided_is_told_once_however_long_the_list() {
    let mut directory = Directory::default();
    let names: Vec<String> = (0..30).map(|at| format!("Étienne Roy {at}")).collect();
    for (at, name) in names.iter().chain(&names).enumerate() {
        let id = ObjectId::made_up(&format!("user {at}"));
        let row = directory.users.push(id, false, Existence::Active).unwrap();
        directory.users.set(row, Attribute::DISPLAY_NAME, &Datum::text(name));
    }
    let strangers: Vec<ObjectId> =
        (0..30).map(|at| ObjectId::made_up(&format!("stranger {at}"))).collect();
    let ids: Vec<String> = strangers.iter().map(ToString::to_string).collect();
    let again: Vec<String> =
        names.iter().map(|name| name.replace("Étienne ", "ETIENNE  ")).collect();
    let list = [names.clone(), ids.clone(), again, ids].concat().join("\n");
    let result = look_up(&Written::of(&list), &directory);
    let told: Vec<&String> = result.ambiguous.iter().map(|(name, _)| name).collect();
    assert_eq!(told, names.iter().collect::<Vec<_>>());
    assert_eq!(result.strangers, strangers);
    assert_eq!((result.repeated, result.found.len(), result.missing.len()), (60, 0, 0));
}

#[test]
fn tables_say_which_column_counts() {
    for text in [
        "version:v1.0\r\nMember object ID or user principal name [memberObjectIdOrUpn] Required\r\nanna@contoso.com\r\njohn@contoso.com\r\n",
        "userPrincipalName,department\nanna@contoso.com,Sales\njohn@contoso.com,\"Legal, EU\"\n",
        "Department;User principal name\nSales;anna@contoso.com\nLegal;john@contoso.com\n",
        "Display name\tEmail\nwhoever\tam@contoso.com\nDoe, John\t\n",
        "Nom d’utilisateur principal\nanna@contoso.com\njohn@contoso.com",
    ] {
        check(text, &[user(0), user(3)], &[]);
    }
    let directory = directory();
    let table = format!("displayName,id\nwhoever,{}\n", directory.users.id(Row(1)));
    check(&table, &[user(1)], &[]);
    check("userPrincipalName\n", &[], &[]);
}

#[test]
fn files_in_other_encodings() {
    let text = "Anna Müller\nDoe, John";
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let utf_16 = [&[0xff, 0xfe][..], &wide].concat();
    let windows: Vec<u8> =
        text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or_default()).collect();
    for bytes in [text.as_bytes(), &utf_16, &windows] {
        let named = look_up(&Written::of_file(bytes), &directory());
        assert_eq!(named.found, [user(0), user(3)]);
    }
}

/// Who fits a name, asking everybody about every text: the measure for the walk.
fn naive(directory: &Directory, text: &str) -> Vec<Subject> {
    let mut best: Vec<((bool, names::By), Subject)> = Vec::new();
    for of in [Of::User, Of::Group, Of::Device] {
        let objects = directory.of(of);
        for row in (0..objects.rows()).map(Row) {
            for (attribute, by) in names::naming(of) {
                let texts = match objects.get(row, *attribute) {
                    Datum::Value(Value::Text(text)) => vec![text],
                    Datum::Value(Value::Texts(texts)) => texts
                        .iter()
                        .map(|text| text.split_once(':').map_or(&**text, |(_, it)| it).to_owned())
                        .collect(),
                    _ => Vec::new(),
                };
                if texts.iter().any(|one| names::key(one) == names::key(text)) {
                    let deleted = objects.existence(row) != Existence::Active;
                    best.push(((deleted, *by), Subject { of, row }));
                }
            }
        }
    }
    let first = best.iter().map(|(rank, _)| *rank).min();
    let mut who: Vec<Subject> =
        best.into_iter().filter(|(rank, _)| Some(*rank) == first).map(|(_, who)| who).collect();
    who.dedup();
    who
}

proptest! {
    #[test]
    fn one_walk_finds_what_asking_everybody_finds(
        people in prop::collection::vec(("[abA]{1,2}", "[ab]{1,2}", "[abB]{0,2}", any::<bool>()), 0..8),
        names in prop::collection::vec("[abAB]{1,2}", 1..6),
    ) {
        let mut directory = Directory::default();
        for (at, (name, upn, mail, deleted)) in people.iter().enumerate() {
            let existence =
                if *deleted { Existence::Deleted(Timestamp(1)) } else { Existence::Active };
            let of = if at % 3 == 2 { Of::Group } else { Of::User };
            let objects = directory.of_mut(of);
            let row = objects.push(ObjectId::made_up(&at.to_string()), false, existence).unwrap();
            let texts = if of == Of::User {
                [(Attribute::DISPLAY_NAME, name), (Attribute::USER_PRINCIPAL_NAME, upn), (Attribute::MAIL, mail)]
            } else {
                [(Attribute::GROUP_DISPLAY_NAME, name), (Attribute::GROUP_MAIL, upn), (Attribute::GROUP_DESCRIPTION, mail)]
            };
            for (attribute, text) in texts {
                if !text.is_empty() {
                    objects.set(row, attribute, &Datum::text(text.as_str()));
                }
            }
        }
        for name in names {
            let named = look_up(&Written::of(&name), &directory);
            let found: Vec<Subject> = named
                .found
                .iter()
                .chain(named.ambiguous.iter().flat_map(|(_, who)| who))
                .filter_map(|party| match party {
                    Party::Here(subject) => Some(*subject),
                    Party::Elsewhere(_) => None,
                })
                .collect();
            prop_assert_eq!(found, naive(&directory, &name));
        }
    }

    #[test]
    fn no_text_is_too_odd(text in ".{0,80}") {
        let named = named(&text);
        let entries = named.found.len() + named.missing.len() + named.strangers.len()
            + named.ambiguous.len() + named.repeated;
        prop_assert!(entries <= text.len() + 1);
    }
}
