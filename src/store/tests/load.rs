//! Directories large enough for every form of column, loaded, edited and asked.

use super::{
    Naive,
    random::{Step, compare, custom, run, step},
};
use crate::{
    domain::{Attribute, Datum, Existence, ObjectId, Timestamp, UserId, Value},
    store::{Direction, Loader, Objects},
    text::collate::Collation,
};
use proptest::{prelude::*, test_runner::TestRunner};

/// The cells of a column, by row.
type Cells = Box<dyn Fn(u32) -> Datum>;

/// Rows with texts that are all different, texts that repeat, and everything else.
pub(in crate::store) fn directory(rows: u32) -> (Objects, Naive) {
    let mut naive = Naive::default();
    let mut loader = Loader::new(naive.schema.clone());
    for schema in [loader.schema_mut(), &mut naive.schema] {
        schema.custom_attribute("extension_abc_level").unwrap();
    }
    let id = |row: u32| {
        // The first rows have the ids that random steps use.
        if row < 12 {
            ObjectId([row.try_into().unwrap(); 16])
        } else {
            ObjectId::from_seed(1, row.into())
        }
    };
    for row in 0..rows {
        let existence = match row % 50 {
            7 => Existence::Deleted(Timestamp(row.into())),
            8 => Existence::Absent,
            _ => Existence::Active,
        };
        assert_eq!(loader.push_row(id(row), row % 9 == 0, existence), Some(UserId(row)));
        assert_eq!(loader.push_row(id(row / 2), false, existence), None);
        naive.push(id(row), row % 9 == 0, existence);
    }
    let text = |row: u32, text: String| match row % 10 {
        3 => Datum::Null,
        4 => Datum::Unknown,
        _ => Datum::text(text),
    };
    let columns: [(Attribute, Cells); 9] = [
        (Attribute::USER_PRINCIPAL_NAME, Box::new(|row| Datum::text(format!("José.{row}@x.y")))),
        (Attribute::DISPLAY_NAME, Box::new(move |row| text(row, format!("Sales {}", row % 1500)))),
        (Attribute::DEPARTMENT, Box::new(move |row| text(row, format!("Sáles {}", row % 7)))),
        (custom(), Box::new(move |row| text(row, format!("{:05}", row * 7919 % 100_000)))),
        (
            Attribute::ACCOUNT_ENABLED,
            Box::new(|row| match row % 4 {
                0 => Datum::Unknown,
                1 => Datum::Null,
                other => Datum::Value(Value::Boolean(other == 2)),
            }),
        ),
        (
            Attribute::EMPLOYEE_HIRE_DATE,
            Box::new(|row| match row % 5 {
                0 => Datum::Unknown,
                1 => Datum::Null,
                _ => Datum::Value(Value::Time(Timestamp(i64::from(row % 97) * 86_400_000))),
            }),
        ),
        (
            Attribute::MANAGER,
            Box::new(move |row| match row % 6 {
                0 => Datum::Null,
                1 => Datum::Unknown,
                _ => Datum::Value(Value::Reference(id(row / 8))),
            }),
        ),
        (
            Attribute::OTHER_MAILS,
            Box::new(|row| match row % 3 {
                0 => Datum::Null,
                1 => Datum::Unknown,
                _ => Datum::Value(Value::Texts(
                    (0..row % 4).map(|n| format!("{n}é{row}@z.y")).collect(),
                )),
            }),
        ),
        (Attribute::ID, Box::new(|_| Datum::Null)),
    ];
    // In blocks, column by column, the last column short.
    for start in (0..rows).step_by(512) {
        for (attribute, cell) in &columns {
            for row in start..rows.min(start + 512) {
                if *attribute != Attribute::OTHER_MAILS || row < rows / 2 {
                    loader.column(*attribute).push(&cell(row));
                    naive.set(UserId(row), *attribute, &cell(row));
                }
            }
        }
    }
    // One cell too many is dropped.
    loader.column(Attribute::DEPARTMENT).push_text("nobody's");
    (loader.finish(), naive)
}

#[test]
fn loaded_as_told() {
    for rows in [0, 1, 511, 512, 513, 3000] {
        let (users, naive) = directory(rows);
        compare(&users, &naive);
    }
}

/// Made in slices, what search reads is the same as made at once.
#[test]
fn search_prepared_in_slices_finds_the_same() {
    let (users, naive) = directory(3000);
    // Two blocks each time, of six.
    assert!(users.prepare_search(600));
    assert!(users.prepare_search(600));
    assert!(!users.prepare_search(600));
    assert!(!users.prepare_search(600));
    for query in ["sal", "jose", "sales 7", "2999", "nobody"] {
        assert_eq!(users.search(query, None).rows, naive.search(query), "{query}");
    }
}

/// Of addresses the domains are kept once a block, the first few; what is found is the same.
#[test]
fn addresses_are_found_by_any_part() {
    const QUERIES: [&str; 18] = [
        "a7@d7", "7@d9", "@d89", "0@", "@", "a@b@c", "1@1", "b@a", "d3@a", "@a@d1", "A7@D7.X",
        "é7@d", "70@d70.x", "@z", "d2@b9", "x@", "7@e", "a4@e4.y",
    ];
    fn set(users: &mut Objects, naive: &mut Naive, row: u32, name: &str) {
        let upn = format!("{name}{row}@D{}.x", row % 90);
        // The same parts the other way round.
        let mail = match row % 5 {
            // The same name at another domain.
            4 => format!("{name}{row}@e{}.y", row % 7),
            _ => format!("D{}@{name}{row}.y", row % 7),
        };
        let mails = [format!("b@{name}@d1.x"), format!("{row}@d{}.x", row % 5), "@z".to_owned()];
        let mails = mails.into_iter().take(row as usize % 4).collect();
        for (attribute, datum) in [
            (Attribute::USER_PRINCIPAL_NAME, Datum::text(upn)),
            (Attribute::MAIL, if row.is_multiple_of(3) { Datum::Null } else { Datum::text(mail) }),
            (Attribute::OTHER_MAILS, Datum::Value(Value::Texts(mails))),
        ] {
            users.set(UserId(row), attribute, &datum);
            naive.set(UserId(row), attribute, &datum);
        }
    }
    let (mut users, mut naive) = (Objects::default(), Naive::default());
    for row in 0..4000_u32 {
        let id = ObjectId::from_seed(1, row.into());
        users.push(id, false, Existence::Active);
        naive.push(id, false, Existence::Active);
        set(&mut users, &mut naive, row, if row % 13 == 0 { "É" } else { "a" });
    }
    let by_row = |attribute| users.cells(attribute).block(0).is_some();
    assert!(by_row(Attribute::USER_PRINCIPAL_NAME) && by_row(Attribute::MAIL));
    for query in QUERIES {
        assert_eq!(users.search(query, None).rows, naive.search(query), "{query}");
    }
    for row in [7, 700, 3999] {
        set(&mut users, &mut naive, row, "b");
    }
    for query in QUERIES {
        assert_eq!(users.search(query, None).rows, naive.search(query), "{query}");
    }
}

/// Of more domains than a block keeps, the later ones stand in the lines, where nothing else does.
#[test]
fn addresses_of_many_domains_are_found() {
    let (mut users, mut naive) = (Objects::default(), Naive::default());
    for row in 0..4000_u32 {
        let id = ObjectId::from_seed(1, row.into());
        users.push(id, false, Existence::Active);
        naive.push(id, false, Existence::Active);
        let upn = Datum::text(format!("a{row}@d{row}.x"));
        users.set(UserId(row), Attribute::USER_PRINCIPAL_NAME, &upn);
        naive.set(UserId(row), Attribute::USER_PRINCIPAL_NAME, &upn);
    }
    for query in ["a70@d70", "9@d19", "@d89", "9@", "@d1", "a3@d4", "a3999@d3999.x"] {
        assert_eq!(users.search(query, None).rows, naive.search(query), "{query}");
    }
}

/// Steps that reach the rows of the beginning, in a directory of many blocks.
#[test]
fn edited_and_asked_in_every_form() {
    let (users, naive) = directory(3000);
    let config = ProptestConfig { cases: 12, ..ProptestConfig::default() };
    TestRunner::new(config)
        .run(&prop::collection::vec(step(), 1..40), |steps| {
            let (mut users, mut naive) = (users.clone(), naive.clone());
            // Makes whatever is made lazily, for the edits to keep up to date.
            let mut steps = steps;
            let by = vec![(Attribute::USER_PRINCIPAL_NAME, Direction::Ascending)];
            steps.insert(0, Step::Order(by, u64::MAX));
            steps.insert(0, Step::Search("sal".to_owned(), 1));
            steps.insert(0, Step::FindByText(Attribute::USER_PRINCIPAL_NAME, "x".to_owned()));
            for step in &steps {
                run(&mut users, &mut naive, step);
            }
            Ok(())
        })
        .unwrap();
}

/// A column that was filled by edits becomes raw on the way, with everything kept that hangs on it.
#[test]
fn texts_outgrow_their_dictionary() {
    let (mut users, mut naive) = (Objects::default(), Naive::default());
    for row in 0..4000_u32 {
        let id = ObjectId::from_seed(1, row.into());
        users.push(id, false, Existence::Active);
        naive.push(id, false, Existence::Active);
        for (attribute, text) in [
            (Attribute::MAIL, format!("Person{row}@x.y")),
            (Attribute::CITY, format!("City {}", row % 30)),
        ] {
            users.set(UserId(row), attribute, &Datum::text(text.as_str()));
            naive.set(UserId(row), attribute, &Datum::text(text));
        }
        if row % 500 == 250 {
            for query in ["person2", "city 1", "n12 y 2"] {
                assert_eq!(users.search(query, None).rows, naive.search(query), "{query}");
            }
            let by = [(Attribute::MAIL, Direction::Ascending)];
            let all = users.active();
            assert_eq!(
                users.order(&by, all, Collation::Root),
                naive.order(&by, all, Collation::Root)
            );
            let text = format!("PERSON{}@x.y", row / 2);
            assert_eq!(users.find_by_text(Attribute::MAIL, &text), [UserId(row / 2)]);
        }
    }
    compare(&users, &naive);
    let is_raw = |attribute| crate::store::haystack::is_by_row(users.column(attribute).unwrap());
    assert!(is_raw(Attribute::MAIL));
    assert!(!is_raw(Attribute::CITY));
}
