//! Images give back what they were made of, and refuse everything else.

use super::*;
use crate::{
    domain::{Datum, Existence, UserId, Value},
    store::tests::{Naive, compare, directory, run, step_runner, steps},
};
use proptest::{prelude::*, test_runner::TestRunner};

fn decode(blocks: &[Vec<u8>]) -> Option<Objects> {
    let mut decoder = Decoder::default();
    blocks.iter().try_for_each(|block| decoder.read(block)).ok()?;
    decoder.finish()
}

fn round_trip(users: &Objects, naive: &Naive) -> Vec<Vec<u8>> {
    let blocks = encode(users);
    let back = decode(&blocks).unwrap();
    compare(&back, naive);
    assert_eq!(encode(&back), blocks, "what was read is written the same");
    blocks
}

proptest! {
    #[test]
    fn what_was_edited_comes_back(steps in steps(0..80)) {
        let (users, naive) = step_runner(&steps);
        round_trip(&users, &naive);
    }
}

#[test]
fn what_was_loaded_comes_back_and_goes_on() {
    for rows in [0, 1, 512, 513, 3000] {
        let (users, mut naive) = directory(rows);
        let mut users = decode(&round_trip(&users, &naive)).unwrap();
        for row in (0..rows).step_by(97).map(UserId) {
            for attribute in [Attribute::USER_PRINCIPAL_NAME, Attribute::DISPLAY_NAME] {
                let datum = Datum::text(format!("another {}", row.0));
                users.set(row, attribute, &datum);
                naive.set(row, attribute, &datum);
            }
        }
        round_trip(&users, &naive);
    }
}

/// Random steps on what was read, with every form of column.
#[test]
fn what_was_read_is_edited_and_asked() {
    let (users, naive) = directory(3000);
    let users = decode(&encode(&users)).unwrap();
    let config = ProptestConfig { cases: 6, ..ProptestConfig::default() };
    TestRunner::new(config)
        .run(&steps(1..40), |steps| {
            let (mut users, mut naive) = (users.clone(), naive.clone());
            for step in &steps {
                run(&mut users, &mut naive, step);
            }
            round_trip(&users, &naive);
            Ok(())
        })
        .unwrap();
}

/// Texts and times at the edges of what the bytes of a row can say.
#[test]
fn extremes_come_back() {
    let (mut users, mut naive) = directory(3000);
    let texts = |count: usize| Datum::Value(Value::Texts(vec![String::new(); count]));
    let time = |at| Datum::Value(Value::Time(Timestamp(at)));
    let cells = [
        (Attribute::USER_PRINCIPAL_NAME, Datum::text("x".repeat(188))),
        (Attribute::USER_PRINCIPAL_NAME, Datum::text("é".repeat(95))),
        (Attribute::USER_PRINCIPAL_NAME, Datum::text("x".repeat(70_000))),
        (Attribute::OTHER_MAILS, texts(253)),
        (Attribute::OTHER_MAILS, texts(254)),
        (Attribute::OTHER_MAILS, texts(300)),
        (Attribute::EMPLOYEE_HIRE_DATE, time(i64::MIN)),
        (Attribute::EMPLOYEE_HIRE_DATE, time(i64::MAX)),
        (Attribute::EMPLOYEE_HIRE_DATE, time(-1)),
    ];
    for (row, (attribute, datum)) in (0..).step_by(7).map(UserId).zip(cells) {
        users.set(row, attribute, &datum);
        naive.set(row, attribute, &datum);
        round_trip(&users, &naive);
    }
}

/// Three thousand whose texts follow from each other, but for every hundredth.
fn predictable() -> (Objects, Naive) {
    let (mut users, mut naive) = (Objects::default(), Naive::default());
    for row in 0..3000_u32 {
        let id = ObjectId::from_seed(3, row.into());
        users.push(id, false, Existence::Active);
        naive.push(id, false, Existence::Active);
        let (given, surname) = (format!("Zoë{}", row % 60), format!("Sæther {row}"));
        let nickname = format!("zoe.{row}.sæther.with.a.long.name");
        let upn = format!("{nickname}@{}.example", ["x", "y", "é"][row as usize % 3]);
        let odd = row % 100 == 0;
        for (attribute, text) in [
            (Attribute::GIVEN_NAME, given.clone()),
            (Attribute::SURNAME, surname.clone()),
            (
                Attribute::DISPLAY_NAME,
                match row % 4 {
                    0 => format!("{surname}, {given}"),
                    1 => format!("{surname} {given}"),
                    2 => format!("{given} {surname} (Sales)"),
                    _ => format!("{given} {surname}"),
                },
            ),
            (Attribute::USER_PRINCIPAL_NAME, upn.clone()),
            (Attribute::MAIL, if odd { format!("x{upn}") } else { upn }),
            (Attribute::MAIL_NICKNAME, nickname.clone()),
            (Attribute::ON_PREMISES_SAM_ACCOUNT_NAME, nickname.chars().take(20).collect()),
        ] {
            users.set(UserId(row), attribute, &Datum::text(text.as_str()));
            naive.set(UserId(row), attribute, &Datum::text(text));
        }
    }
    (users, naive)
}

/// Texts that follow from others take a byte and come back exactly, also where they do not follow.
#[test]
fn predicted_texts_take_a_byte() {
    let (mut users, naive) = predictable();
    let before = round_trip(&users, &naive).concat().len();
    let size = |users: &Objects| encode(users).concat().len();
    for (attribute, rest) in [
        (Attribute::USER_PRINCIPAL_NAME, 100),
        (Attribute::DISPLAY_NAME, 100),
        (Attribute::ON_PREMISES_SAM_ACCOUNT_NAME, 100),
        (Attribute::MAIL, 100 + 30 * 60),
    ] {
        let mut without = users.clone();
        for row in (0..3000).map(UserId) {
            without.set(row, attribute, &Datum::Unknown);
        }
        let cost = before - size(&without);
        assert!((3000..3000 + rest).contains(&cost), "{attribute:?}: {cost}");
    }
    // More endings than there are ways.
    let mut naive = naive;
    for row in (0..3000).map(UserId) {
        let upn = Datum::text(format!("zoe.{0}.sæther.with.a.long.name@{0}.example", row.0));
        users.set(row, Attribute::USER_PRINCIPAL_NAME, &upn);
        naive.set(row, Attribute::USER_PRINCIPAL_NAME, &upn);
    }
    round_trip(&users, &naive);
}

/// How people came to what they have makes no difference.
#[test]
fn the_order_of_edits_does_not_show() {
    let build = |order: [usize; 3]| {
        let mut users = Objects::default();
        for row in 0..3 {
            users.push(ObjectId::from_seed(1, row), false, Existence::Active);
        }
        for row in order {
            let user = UserId(u32::try_from(row).unwrap());
            let manager = Value::Reference(ObjectId([u8::try_from(row).unwrap(); 16]));
            let leaver = Value::Reference(ObjectId([9; 16]));
            for value in [leaver, manager] {
                users.set(user, Attribute::MANAGER, &Datum::Value(value));
            }
            for city in ["Lille", ["Lyon", "Metz", "Brest"][row]] {
                users.set(user, Attribute::CITY, &Datum::text(city));
            }
        }
        encode(&users)
    };
    assert_eq!(build([0, 1, 2]), build([2, 0, 1]));
}

#[test]
fn texts_that_nobody_has_any_more_are_not_kept() {
    let (mut users, _) = directory(600);
    users.set(UserId(0), Attribute::DEPARTMENT, &Datum::text("top secret"));
    users.set(UserId(0), Attribute::DEPARTMENT, &Datum::Null);
    let holds = |block: &Vec<u8>| block.windows(10).any(|part| part == b"top secret");
    assert!(!encode(&users).iter().any(holds));
}

#[test]
fn large_directories_come_in_several_blocks() {
    let (users, naive) = directory(40_000);
    let blocks = encode(&users);
    assert!(blocks.len() > 1);
    compare(&decode(&blocks).unwrap(), &naive);
    for at in 0..blocks.len() {
        let mut fewer = blocks.clone();
        fewer.remove(at);
        assert!(decode(&fewer).is_none(), "without block {at}");
    }
    assert!(decode(&[blocks.clone(), blocks].concat()).is_none());
}

/// Whatever the bytes are, they are refused, or read as users that can be asked and written.
fn survives(block: &[u8]) {
    if let Some(users) = decode(&[block.to_vec()]) {
        assert!(decode(&encode(&users)).is_some());
        let everybody = (0..users.rows()).map(UserId);
        for (user, attribute) in
            everybody.flat_map(|user| users.schema().attributes().map(move |it| (user, it)))
        {
            drop(users.get(user, attribute));
        }
    }
}

#[test]
fn no_damage_brings_the_reader_down() {
    let (users, _) = directory(12);
    let [block] = encode(&users).try_into().unwrap();
    for length in 0..block.len() {
        assert!(decode(&[block[..length].to_vec()]).is_none(), "cut at {length}");
    }
    for at in 0..block.len() {
        for byte in 0..=u8::MAX {
            let mut block = block.clone();
            block[at] = byte;
            survives(&block);
        }
    }
}

/// The same where texts follow from each other and rows come in blocks.
#[test]
fn no_damage_of_predictions_brings_the_reader_down() {
    let (users, _) = predictable();
    let [block] = encode(&users).try_into().unwrap();
    let damage = (any::<prop::sample::Index>(), any::<u8>(), 0_usize..4);
    let config = ProptestConfig { cases: 1000, ..ProptestConfig::default() };
    TestRunner::new(config)
        .run(&damage, |(place, byte, how)| {
            let mut block = block.clone();
            let place = place.index(block.len());
            match how {
                0 => block[place] ^= byte,
                1 => block.insert(place, byte),
                2 => block[place] = 0xff,
                _ => drop(block.drain(place..block.len().min(place + usize::from(byte)))),
            }
            if let Some(users) = decode(&[block]) {
                prop_assert!(decode(&encode(&users)).is_some());
            }
            Ok(())
        })
        .unwrap();
}
