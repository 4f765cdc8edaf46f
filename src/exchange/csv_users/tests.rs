//! Columns read a block at a time, against the same file read cell by cell.

use super::*;
use crate::exchange::csv::Reader;
use crate::exchange::table::Closed;
use proptest::prelude::*;
use std::fmt::Write as _;

/// `'jobTitle` is a column whose cells may carry the mark; user types and usage locations come from
/// a list; a column of few texts and some of many.
const HEADER: &str = "id,userPrincipalName,displayName,city,department,'jobTitle,businessPhones,\
                      userType,usageLocation,companyName,employeeId";
const COLUMNS: u32 = 11;

/// Where more rows than this hold mostly different texts, a column keeps them one by one.
const MANY: u32 = 2_100;

/// Numbers that follow from a seed.
struct Numbers(u64);

impl Numbers {
    /// The next one below a bound (splitmix64).
    fn below(&mut self, bound: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        u32::try_from((z ^ (z >> 31)) % u64::from(bound)).unwrap()
    }
}

/// A file: how many rows, of a thousand cells how many are odd, and which oddities there are.
#[derive(Debug, Clone)]
struct File {
    seed: u64,
    rows: u32,
    odd: u32,
    kinds: Vec<u32>,
    /// Of a thousand rows, how many have the id of an earlier one.
    again: u32,
}

const KINDS: u32 = 22;

fn odd_cell(kind: u32, number: u32) -> String {
    match kind {
        0 => String::new(),
        1 => "\"\"".to_owned(),
        2 => format!("\"quoted {number}\""),
        3 => format!("\"with, comma {number}\""),
        4 => format!("\"with \"\"doubled\"\" {number}\""),
        5 => format!("\"two\r\nlines {number}\""),
        6 => format!("'marked {number}"),
        7 => "'".to_owned(),
        8 => "\"'\"".to_owned(),
        9 => format!("\"'=quoted({number})\""),
        10 => format!("=sum({number})"),
        11 => format!("+{number}"),
        12 => format!("-{number} and more"),
        13 => format!("@name {number}"),
        14 => "System.String[]".to_owned(),
        15 => "\"Microsoft.Graph.PowerShell.Models\"".to_owned(),
        16 => format!("Zoë Straße {number}"),
        17 => format!("\"名前 {number}\""),
        18 => "é".repeat(100) + &number.to_string(),
        19 => "x".repeat(300),
        20 => "y".repeat(if number.is_multiple_of(8) { 70_000 } else { 5_000 }),
        _ => format!("a\u{202e}b\u{200b}{number}"),
    }
}

fn plain_cell(column: u32, row: u32, numbers: &mut Numbers) -> String {
    match column {
        3 => ["Lyon", "Paris", "Nîmes", "Brest"][numbers.below(4) as usize].to_owned(),
        4 => format!("Department {}", numbers.below(700)),
        6 => format!("0{row}"),
        7 => ["Member", "Guest"][numbers.below(2) as usize].to_owned(),
        8 => ["FR", "DE"][numbers.below(2) as usize].to_owned(),
        9 => format!("Company {}", row / 2),
        _ => format!("Text {column} of {row}"),
    }
}

fn text_of(file: &File) -> String {
    let mut numbers = Numbers(file.seed);
    let mut out = format!("{HEADER}\r\n");
    for row in 0..file.rows {
        let again = row > 0 && numbers.below(1000) < file.again;
        let person = if again { numbers.below(row) } else { row };
        let id = ObjectId::from_seed(3, u64::from(person));
        write!(out, "{id},user{person}@contoso.com").unwrap();
        // Now and then a row ends early, or has a cell too many.
        let last = match numbers.below(1000) {
            0 => 2 + numbers.below(COLUMNS - 2),
            1 => COLUMNS + 1,
            _ => COLUMNS,
        };
        for column in 2..last {
            out.push(',');
            let odd = !file.kinds.is_empty() && numbers.below(1000) < file.odd;
            let cell = if odd {
                let kind = numbers.below(u32::try_from(file.kinds.len()).unwrap());
                odd_cell(file.kinds[kind as usize], row)
            } else {
                plain_cell(column, row, &mut numbers)
            };
            out.push_str(&cell);
        }
        out.push_str("\r\n");
    }
    out
}

/// How a file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Columns,
    CellByCell,
}

/// What a file says; `ours` says that a quoted empty cell is unknown.
fn read(text: &str, cuts: &[prop::sample::Index], ours: bool, way: Way) -> (Closed, Problems) {
    let (mut table, mut problems) = (Table::new(Schema::default(), 0), Problems::default());
    let mut file = CsvFile::new(Encoding::Bytes, ours);
    file.cell_by_cell = way == Way::CellByCell;
    let mut reader = Reader::new(b',');
    let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(text.len())).collect();
    cuts.extend([0, text.len()]);
    cuts.sort_unstable();
    for cut in cuts.windows(2) {
        let mut sink = CsvSink { file: &mut file, table: &mut table, problems: &mut problems };
        reader.feed(&text.as_bytes()[cut[0]..cut[1]], &mut sink);
    }
    reader.finish(&mut CsvSink { file: &mut file, table: &mut table, problems: &mut problems });
    CsvSink { file: &mut file, table: &mut table, problems: &mut problems }.finish();
    assert_eq!(file.format(), Some(Format::UsersTable));
    let mut all = [problems];
    let closed = table.close(&mut all);
    let [mut problems] = all;
    problems.sort();
    (closed, problems)
}

fn any_file() -> impl Strategy<Value = File> {
    let rows = prop_oneof![1_u32..300, MANY..2 * MANY];
    let kinds = prop::collection::vec(0..KINDS, 0..6);
    (any::<u64>(), rows, 0_u32..12, kinds, 0_u32..20)
        .prop_map(|(seed, rows, odd, kinds, again)| File { seed, rows, odd, kinds, again })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn columns_are_read_as_cell_by_cell(
        file in any_file(),
        ours in any::<bool>(),
        cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..12),
        other_cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..12),
    ) {
        let text = text_of(&file);
        let (fast, told) = read(&text, &cuts, ours, Way::Columns);
        let (slow, told_slowly) = read(&text, &other_cuts, ours, Way::CellByCell);
        prop_assert_eq!(told, told_slowly);
        prop_assert_eq!(fast.contradictory, slow.contradictory);
        prop_assert_eq!(fast.users.rows(), slow.users.rows());
        for user in (0..slow.users.rows()).map(UserId) {
            prop_assert_eq!(fast.users.id(user), slow.users.id(user));
            prop_assert_eq!(fast.users.existence(user), slow.users.existence(user));
            prop_assert_eq!(fast.origin(user), slow.origin(user));
            for attribute in slow.users.schema().attributes() {
                let (cell, naive) = (fast.users.read(user, attribute), slow.users.read(user, attribute));
                prop_assert_eq!(cell, naive, "{:?} {:?}", user, attribute);
            }
        }
        for attribute in slow.users.schema().attributes() {
            prop_assert_eq!(fast.users.is_known(attribute), slow.users.is_known(attribute));
        }
        // Found by what it says, too: the index of such a column goes by places of its own.
        let last = UserId(slow.users.rows() - 1);
        for attribute in [Attribute::DISPLAY_NAME, Attribute::CITY, Attribute::EMPLOYEE_ID] {
            if let Some(text) = slow.users.read(last, attribute).text() {
                let found = fast.users.find_by_text(attribute, text);
                prop_assert_eq!(&found, &slow.users.find_by_text(attribute, text));
                prop_assert!(found.contains(&last) || slow.users.existence(last) != Existence::Active);
            }
        }
    }
}

#[test]
fn a_short_file_says_what_it_says() {
    // What the two ways agree on is also right.
    let id = ObjectId::from_seed(3, 1);
    let text = format!(
        "id,userPrincipalName,displayName,city,'jobTitle,department\n\
         {id},a@contoso.com,\"Zoë\",\"\",'=1+1,\n"
    );
    for (ours, city) in [(false, Datum::Null), (true, Datum::Unknown)] {
        for way in [Way::Columns, Way::CellByCell] {
            let (table, problems) = read(&text, &[], ours, way);
            let get = |attribute| table.users.get(UserId(0), attribute);
            assert_eq!(get(Attribute::DISPLAY_NAME), Datum::text("Zoë"));
            assert_eq!(get(Attribute::CITY), city);
            assert_eq!(get(Attribute::JOB_TITLE), Datum::text("=1+1"));
            assert_eq!(get(Attribute::DEPARTMENT), Datum::Null);
            assert_eq!(problems.counts().collect::<Vec<_>>(), [(Fault::Formula.code(), 1)]);
        }
    }
}
