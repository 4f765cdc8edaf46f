//! Against a naive writer, against the `csv` crate, and back through the importer.

use super::*;
use crate::domain::attribute::{Of, Schema};
use crate::domain::time::DAY;
use crate::domain::{Attribute, Datum, Existence, Kind, ObjectId, UserId, Value};
use crate::exchange::{Format, Import, Staging, value};
use crate::tenant::seed::{COLUMNS, SEED, Synthetic};
use crate::text::date::{write_day, write_iso};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

const PROFILES: [Profile; 3] = [
    Profile::Raw,
    Profile::Spreadsheet { separator: Separator::Comma },
    Profile::Spreadsheet { separator: Separator::Semicolon },
];

fn written(users: &Objects, rows: &[u32], columns: &[Attribute], profile: Profile) -> Vec<u8> {
    let mut out = Vec::new();
    let columns: Vec<Field> = columns.iter().copied().map(Field::Attribute).collect();
    write(users, rows.into(), &columns, profile, |piece| out.extend(piece));
    out
}

fn imported(bytes: &[u8]) -> Staging {
    let mut import = Import::new(Schema::default());
    import.open("users.csv");
    import.feed(bytes);
    import.finish()
}

/// What a cell says, without quotes and marks; none for unknown.
fn said(users: &Objects, row: u32, attribute: Attribute) -> Option<String> {
    let user = UserId(row);
    if attribute == Attribute::ID && users.is_provisional(user) {
        return None;
    }
    Some(match users.get(user, attribute) {
        Datum::Unknown => return None,
        Datum::Null => String::new(),
        Datum::Value(Value::Text(text)) => text,
        Datum::Value(Value::Boolean(value)) => value.to_string(),
        Datum::Value(Value::Time(time)) if attribute.kind() == Kind::Date => {
            write_day(crate::text::date::Day::from_days(time.0.div_euclid(DAY)))
        }
        Datum::Value(Value::Time(time)) => write_iso(time.0),
        Datum::Value(Value::Reference(id)) => id.to_string(),
        Datum::Value(Value::Texts(texts)) => match texts.join(";") {
            joined if value::list(&joined) == texts && !value::is_type_name(&joined) => joined,
            _ => serde_json::to_string(&texts).unwrap(),
        },
    })
}

fn is_formula(text: &str) -> bool {
    let unseen = "\0\u{202e}\u{feff}\u{200b} \t\r\n\u{a0}";
    text.starts_with(['\t', '\r', '\n'])
        || text.chars().find(|c| !unseen.contains(*c)).is_some_and(|c| "=+-@＝＋－＠".contains(c))
}

/// The fields of the file with their marks, header first, and whether each is unknown.
fn fields(
    users: &Objects,
    rows: &[u32],
    columns: &[Attribute],
    profile: Profile,
) -> Vec<Vec<Option<String>>> {
    let marked: Vec<bool> = columns
        .iter()
        .map(|&column| {
            let runs = |&row: &u32| said(users, row, column).is_some_and(|text| is_formula(&text));
            profile != Profile::Raw
                && matches!(column.kind(), Kind::Text | Kind::Texts)
                && rows.iter().any(runs)
        })
        .collect();
    let mark = |at: usize, text: String| {
        let needs = marked[at] && (is_formula(&text) || text.starts_with('\''));
        if needs { format!("'{text}") } else { text }
    };
    let header = columns.iter().enumerate().map(|(at, &column)| {
        let name = users.schema().name(column);
        Some(if marked[at] { format!("'{name}") } else { name.to_owned() })
    });
    let mut all = vec![header.collect()];
    for &row in rows {
        let cells = columns.iter().enumerate();
        all.push(cells.map(|(at, &column)| Some(mark(at, said(users, row, column)?))).collect());
    }
    all
}

/// The file, written the simplest way.
fn naive(fields: &[Vec<Option<String>>], profile: Profile) -> String {
    let (mut out, separator, special) = match profile {
        Profile::Raw => (String::new(), ",", ",\"\r\n"),
        Profile::Spreadsheet { separator: Separator::Comma } => {
            ("\u{feff}".to_owned(), ",", ",;\t|\"\r\n")
        }
        Profile::Spreadsheet { separator: Separator::Semicolon } => {
            ("\u{feff}".to_owned(), ";", ",;\t|\"\r\n")
        }
    };
    for line in fields {
        let cells: Vec<String> = line
            .iter()
            .map(|cell| match cell {
                None => "\"\"".to_owned(),
                Some(text) if text.contains(|c| special.contains(c)) => {
                    format!("\"{}\"", text.replace('"', "\"\""))
                }
                Some(text) => text.clone(),
            })
            .collect();
        out += &cells.join(separator);
        out += "\r\n";
    }
    out
}

/// Texts that programs stumble over.
fn text() -> impl Strategy<Value = String> + Clone {
    prop_oneof![
        4 => select(vec![
            "Sales", "Recherche & développement", "=1+1", "+33 1 23 45 67 89", "-2+3", "@SUM(A1)", "\t=1",
            "\r=1", "=cmd|' /C calc'!A0", "a,b", "a;b", "a\"b", "\"", "\"\"", "'", "'=1", "''", "line\r\nline",
            "line\nline", " both ends ", "NUL \0 in a text of some length", "\u{202e}gnp.exe", "مرحبا", "＝1",
            "a|b", "a\tb", "TRUE", "1,5", "sep=;", "[\"a\"]", "System.String[]", "null", "0012", "—",
            "a text that is longer than sixteen bytes, with a comma", "exactly 16 bytes", "\u{feff}=1",
        ]).prop_map(str::to_owned),
        1 => "[a-z,;\"'=é ]{1,40}",
        1 => any::<String>().prop_filter("an empty text is null", |text| !text.is_empty()),
    ]
}

fn datum(kind: Kind) -> BoxedStrategy<Datum> {
    // Four digits for the year: what no file can say no import brings.
    let day = || -719_000_i64..2_932_000;
    let value = match kind {
        Kind::Text => text().prop_map(Value::Text).boxed(),
        Kind::Boolean => any::<bool>().prop_map(Value::Boolean).boxed(),
        Kind::Date => day().prop_map(|day| Value::Time(Timestamp(day * DAY))).boxed(),
        Kind::Time => (day(), prop_oneof![Just(0), (0..86_400_i64).prop_map(|s| s * 1000), 0..DAY])
            .prop_map(|(day, rest)| Value::Time(Timestamp(day * DAY + rest)))
            .boxed(),
        Kind::Texts => {
            let item =
                prop_oneof![text(), "(SMTP:|smtp:|)[a-c]{1,3}@x\\.example", Just(String::new())];
            prop::collection::vec(item, 1..4).prop_map(Value::Texts).boxed()
        }
        Kind::Reference => any::<[u8; 16]>().prop_map(|id| Value::Reference(ObjectId(id))).boxed(),
    };
    prop_oneof![1 => Just(Datum::Unknown), 1 => Just(Datum::Null), 4 => value.prop_map(Datum::Value)].boxed()
}

/// Attributes of every kind, the last a custom one.
fn attributes() -> Vec<Attribute> {
    let mut schema = Schema::default();
    let custom = schema.custom_attribute("extension_ab_level").unwrap();
    vec![
        Attribute::ID,
        Attribute::DISPLAY_NAME,
        Attribute::JOB_TITLE,
        Attribute::BUSINESS_PHONES,
        Attribute::ACCOUNT_ENABLED,
        Attribute::EMPLOYEE_HIRE_DATE,
        Attribute::CREATED_DATE_TIME,
        Attribute::DELETED_DATE_TIME,
        Attribute::PROXY_ADDRESSES,
        Attribute::OTHER_MAILS,
        Attribute::ASSIGNED_PLANS,
        Attribute::MANAGER,
        custom,
    ]
}

fn user() -> impl Strategy<Value = (Vec<Datum>, &'static str, bool, Option<i64>)> {
    let data: Vec<_> = attributes().into_iter().map(|attribute| datum(attribute.kind())).collect();
    let name = select(vec!["", "anna", "=", "+", "-x", "'", "'=", "ü"]);
    (data, name, prop::bool::weighted(0.2), prop::option::weighted(0.2, 0_i64..1_000_000_000_000))
}

/// Users of whom each has a user principal name, a choice of them in some order, and columns.
fn list() -> impl Strategy<Value = (Objects, Vec<u32>, Vec<Attribute>)> {
    let columns = subsequence(attributes(), 1..=attributes().len()).prop_shuffle();
    let users = prop::collection::vec(user(), 0..12).prop_map(|all| {
        let mut users = Objects::default();
        users.schema_mut().custom_attribute("extension_ab_level").unwrap();
        for (number, (data, name, provisional, deleted)) in (0_u64..).zip(all) {
            let deleted = deleted.map(|at| Existence::Deleted(Timestamp(at)));
            let existence = deleted.unwrap_or(Existence::Active);
            let user = users.push(ObjectId::from_seed(7, number), provisional, existence).unwrap();
            let name = Value::Text(format!("{name}{number}@x.example"));
            users.set(user, Attribute::USER_PRINCIPAL_NAME, &Datum::Value(name));
            for (attribute, datum) in attributes().into_iter().zip(data) {
                users.set(user, attribute, &datum);
            }
        }
        users
    });
    (users, columns, any::<prop::sample::Index>()).prop_flat_map(|(users, mut columns, place)| {
        columns.insert(place.index(columns.len() + 1), Attribute::USER_PRINCIPAL_NAME);
        let all: Vec<u32> = (0..users.rows()).collect();
        let rows = subsequence(all.clone(), 0..=all.len()).prop_shuffle();
        (Just(users), rows, Just(columns))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn the_same_bytes_as_the_naive_writer((users, rows, columns) in list(), profile in select(PROFILES.to_vec())) {
        let fields = fields(&users, &rows, &columns, profile);
        let out = String::from_utf8(written(&users, &rows, &columns, profile)).unwrap();
        prop_assert_eq!(&out, &naive(&fields, profile));
        let mut reader = csv::ReaderBuilder::new();
        reader.has_headers(false).delimiter(profile.separator());
        let out = out.trim_start_matches('\u{feff}');
        let parsed: Vec<Vec<Option<String>>> = reader
            .from_reader(out.as_bytes())
            .records()
            .map(|record| record.unwrap().iter().map(|cell| Some(cell.to_owned())).collect())
            .collect();
        let plain: Vec<Vec<Option<String>>> = fields
            .into_iter()
            .map(|line| line.into_iter().map(|cell| Some(cell.unwrap_or_default())).collect())
            .collect();
        prop_assert_eq!(&parsed, &plain);
        if profile.is_for_spreadsheets() {
            for cell in parsed.into_iter().flatten().flatten() {
                prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝']), "{:?}", cell);
            }
        }
    }

    #[test]
    fn what_leaves_comes_back((users, rows, columns) in list(), profile in select(PROFILES.to_vec())) {
        let staging = imported(&written(&users, &rows, &columns, profile));
        let back = &staging.users;
        prop_assert_eq!(staging.files[0].format, Format::UsersTable);
        prop_assert_eq!(back.rows() as usize, rows.len());
        for (row, &from) in (0..).zip(&rows) {
            for &column in &columns {
                if column == Attribute::ID && users.is_provisional(UserId(from)) {
                    prop_assert!(back.is_provisional(UserId(row)));
                    continue;
                }
                let name = users.schema().name(column);
                let there = back.schema().find(name).unwrap();
                prop_assert_eq!(
                    back.get(UserId(row), there),
                    users.get(UserId(from), column),
                    "{} of {}", name, from
                );
            }
        }
    }

    #[test]
    fn columns_to_be_read_again(columns in subsequence(attributes(), 0..4)) {
        let columns: Vec<Field> = columns.into_iter().map(Field::Attribute).collect();
        let all = with_identity(Of::User, &columns);
        let mut rest = all.clone();
        rest.retain(|column| columns.contains(column));
        prop_assert_eq!(rest, columns);
        let mut schema = Schema::default();
        schema.custom_attribute("extension_ab_level").unwrap();
        let names: Vec<&str> = all.iter().map(|column| column.name(&schema)).collect();
        let staging = imported(format!("{}\r\n", names.join(",")).as_bytes());
        prop_assert_eq!(staging.files[0].format, Format::UsersTable);
    }
}

/// Texts that are kept row by row, of which one block at most has something that needs quotes.
#[test]
fn texts_of_their_own_are_quoted_where_they_must_be() {
    const COUNT: u32 = 2600;
    let columns = [Attribute::DISPLAY_NAME, Attribute::JOB_TITLE, Attribute::MAIL];
    let orders = [(0..COUNT).collect(), (0..COUNT).map(|at| at * 1009 % COUNT).collect::<Vec<_>>()];
    for odd in [",", "\"", ";", "|", "\n", "\r", "\t", "é"] {
        let mut users = Objects::default();
        for number in 0..COUNT {
            let id = ObjectId::from_seed(7, number.into());
            let user = users.push(id, false, Existence::Active).unwrap();
            for (at, column) in columns.into_iter().enumerate() {
                let text = match (at, number) {
                    // In the middle of the second block, and at the very end of the third.
                    (0, 700 | 701) => format!("{odd}{number}{odd}"),
                    (1, 1535) => format!("{number}{odd}"),
                    _ => format!("some text {number}"),
                };
                let datum = match number % 11 {
                    3 => Datum::Null,
                    4 => Datum::Unknown,
                    _ => Datum::text(text),
                };
                users.set(user, column, &datum);
            }
        }
        assert!(columns.into_iter().all(|column| users.cells(column).block(0).is_some()));
        for rows in &orders {
            for profile in PROFILES {
                let expected = naive(&fields(&users, rows, &columns, profile), profile);
                let out = String::from_utf8(written(&users, rows, &columns, profile)).unwrap();
                assert!(out == expected, "{odd:?} {profile:?}");
            }
        }
    }
}

/// Many rows, so that texts are kept one by one and files come in pieces: the raw table of the
/// synthetic directory is the file it was read from, but for two headers.
#[test]
fn the_synthetic_directory_leaves_as_it_came() {
    let source = Synthetic::new(SEED).csv(6000);
    let users = imported(source.as_bytes()).users;
    let mut schema = Schema::default();
    let columns: Vec<Attribute> = COLUMNS
        .iter()
        .map(|name| match crate::exchange::headers::column(name, &mut schema) {
            crate::exchange::headers::Column::Attribute(attribute, _) => attribute,
            _ => panic!("{name}"),
        })
        .collect();
    let rows: Vec<u32> = (0..users.rows()).collect();
    let (_, body) = source.split_once("\r\n").unwrap();
    let names: Vec<&str> = columns.iter().map(|column| users.schema().name(*column)).collect();
    let expected = format!("{}\r\n{body}", names.join(","));
    let mut pieces = Vec::new();
    let all: Vec<Field> = columns.iter().copied().map(Field::Attribute).collect();
    write(&users, rows.clone().into(), &all, Profile::Raw, |piece| pieces.push(piece));
    assert!(pieces.len() > 2 && pieces.iter().all(|piece| piece.len() < PIECE + (64 << 10)));
    assert_eq!(String::from_utf8(pieces.concat()).unwrap(), expected);
    // In another order, and part of it.
    let some: Vec<u32> = rows.iter().rev().copied().step_by(3).collect();
    let fields = fields(&users, &some, &columns, PROFILES[2]);
    let out = String::from_utf8(written(&users, &some, &columns, PROFILES[2])).unwrap();
    assert_eq!(out, naive(&fields, PROFILES[2]));
}

#[test]
fn a_change_in_between_is_told() {
    let mut users = imported(Synthetic::new(SEED).csv(6000).as_bytes()).users;
    let columns = [Attribute::ID, Attribute::DISPLAY_NAME, Attribute::MAIL, Attribute::MANAGER];
    let columns = columns.map(Field::Attribute);
    let rows: Vec<u32> = (0..users.rows()).cycle().take(12_000).collect();
    let mut export = Export::new(&users, rows.into(), &columns, Profile::Raw, Timestamp(0));
    assert!(export.piece(&users, &Members::new()).unwrap().is_some());
    users.set(UserId(1), Attribute::MAIL, &Datum::Null);
    assert_eq!(export.piece(&users, &Members::new()), Err(Changed));
}

#[test]
fn nobody_and_nothing() {
    let users = Objects::default();
    let columns = [Attribute::ID, Attribute::MAIL];
    assert_eq!(written(&users, &[], &columns, Profile::Raw), b"id,mail\r\n");
    let separator = Separator::Semicolon;
    let out = written(&users, &[], &columns, Profile::Spreadsheet { separator });
    assert_eq!(out, "\u{feff}id;mail\r\n".as_bytes());
    assert!(written(&users, &[], &[], Profile::Raw).is_empty());
}

#[test]
fn problems_of_an_import() {
    let mut import = Import::new(Schema::default());
    import.open("=a;b.csv");
    import.feed(b"id,mail,-x\nnot-an-id,a@x.example\n");
    let staging = import.finish();
    let out = problems(
        &staging.files,
        ["File", "Row", "Column", "Code", "What"],
        Separator::Semicolon,
        |fault| format!("@{};\"", fault.code()),
    );
    let out = String::from_utf8(out).unwrap();
    let codes: Vec<&str> =
        staging.files[0].problems.list().iter().map(|problem| problem.fault.code()).collect();
    assert_eq!(codes, ["unknown-column", "too-few-cells", "not-an-id", "no-identity"]);
    assert_eq!(
        out,
        "\u{feff}File;Row;Column;Code;What\r\n\
         \"'=a;b.csv\";1;'-x;unknown-column;\"'@unknown-column;\"\"\"\r\n\
         \"'=a;b.csv\";2;;too-few-cells;\"'@too-few-cells;\"\"\"\r\n\
         \"'=a;b.csv\";2;id;not-an-id;\"'@not-an-id;\"\"\"\r\n\
         \"'=a;b.csv\";2;;no-identity;\"'@no-identity;\"\"\"\r\n"
    );
}
