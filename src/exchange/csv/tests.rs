//! The reader against the `csv` crate, and against itself in other pieces.

use super::mask::{HIGH, LOW, Masks, STEP, masks, quoted, suspicious};
use super::{Block, Header, Oddity, Reader, Sink, unquoted};
use proptest::prelude::*;

/// Everything the reader tells, as text.
#[derive(Debug, Default, PartialEq, Eq)]
struct Seen {
    records: Vec<Vec<Option<Vec<u8>>>>,
    rows: Vec<u32>,
    oddities: Vec<(u32, Oddity)>,
    columns: usize,
}

impl Sink for Seen {
    fn header(&mut self, row: u32, cells: &[&[u8]], oddities: &[(u32, Oddity)]) -> Header {
        self.oddities.extend_from_slice(oddities);
        if cells[0].starts_with(b"#") {
            return Header::Preamble;
        }
        self.rows.push(row);
        self.records.push(cells.iter().map(|cell| Some(plain(cell))).collect());
        self.columns = cells.len();
        Header::Found
    }

    fn block(&mut self, block: Block<'_>) {
        self.rows.extend_from_slice(block.rows());
        self.oddities.extend_from_slice(block.oddities());
        for record in 0..block.rows().len() {
            let cells = (0..self.columns).map(|column| {
                let place = block.cell(record, column);
                assert_eq!(block.column(column).nth(record), Some(place.clone()));
                let raw = block.text().get(place)?;
                assert!(block.quotes() || !raw.contains(&b'"'));
                Some(plain(raw))
            });
            self.records.push(cells.collect());
        }
    }
}

/// The cell without its quotes. Latin-1 stands in for bytes that are no UTF-8.
fn plain(raw: &[u8]) -> Vec<u8> {
    let latin: String = raw.iter().copied().map(char::from).collect();
    unquoted(&latin).chars().map(|c| u8::try_from(c).unwrap()).collect()
}

fn read(pieces: &[&[u8]], delimiter: u8) -> Seen {
    let mut reader = Reader::new(delimiter);
    let mut seen = Seen::default();
    for piece in pieces {
        reader.feed(piece, &mut seen);
    }
    reader.finish(&mut seen);
    seen
}

/// What the `csv` crate reads, every record, whatever its length.
fn oracle(text: &[u8], delimiter: u8) -> Vec<Vec<Vec<u8>>> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text)
        .byte_records()
        .map(|record| record.unwrap().iter().map(<[u8]>::to_vec).collect())
        .collect()
}

/// What we must make of the oracle's records: as many cells as the header has, or none.
fn fitted(records: Vec<Vec<Vec<u8>>>) -> Vec<Vec<Option<Vec<u8>>>> {
    let columns = records.first().map_or(0, Vec::len);
    let blank = |cell: &Vec<u8>| cell.iter().all(|b| b.is_ascii_whitespace() || *b == b'"');
    records
        .into_iter()
        .filter(|record| record.iter().skip(columns).all(blank))
        .map(|record| {
            let mut cells: Vec<Option<Vec<u8>>> = record.into_iter().map(Some).collect();
            cells.resize(columns, None);
            cells
        })
        .collect()
}

fn texts(seen: &Seen) -> Vec<Vec<&str>> {
    let text = |cell: &'_ Option<Vec<u8>>| match cell {
        None => "∅",
        Some(bytes) => str::from_utf8(bytes).map_or("?", |text| Box::leak(text.to_owned().into())),
    };
    seen.records.iter().map(|record| record.iter().map(text).collect()).collect()
}

#[track_caller]
fn check(text: &str, records: &[&[&str]], oddities: &[(u32, Oddity)]) {
    let seen = read(&[text.as_bytes()], b',');
    assert_eq!(texts(&seen), records);
    assert_eq!(seen.oddities, oddities);
}

#[test]
fn records_and_row_numbers() {
    check("a,b\r\n1,2\r\n", &[&["a", "b"], &["1", "2"]], &[]);
    check("a,b\n1,2", &[&["a", "b"], &["1", "2"]], &[]);
    check("a,b\r1,2\r", &[&["a", "b"], &["1", "2"]], &[]);
    check("#TYPE x\r\na\r\n\"1\"\r\n", &[&["a"], &["1"]], &[]);
    let seen = read(&[b"a,b\n\n\n1,2\r\n\r\n\"x\ny\",2\n3,4\n"], b',');
    assert_eq!(seen.rows, [1, 4, 6, 7], "blank lines count, line breaks in cells do not");
}

#[test]
fn quotes() {
    check(
        "a,b\n\"1,\"\"x\"\"\n\",\"\"\n5\" disk,6\"\n",
        &[&["a", "b"], &["1,\"x\"\n", ""], &["5\" disk", "6\""]],
        &[],
    );
    check(
        "a,b\n\"1\"x,2\n3,4\n",
        &[&["a", "b"], &["1x", "2"], &["3", "4"]],
        &[(2, Oddity::TextAfterQuote { cell: 0 })],
    );
}

#[test]
fn an_open_quote_swallows_no_row() {
    check(
        "a,b\n1,\"x\n2,y\n3,z",
        &[&["a", "b"], &["1", "\"x"], &["2", "y"], &["3", "z"]],
        &[(2, Oddity::OpenQuote { cell: 1 })],
    );
    check(
        "a,b\n\"Anna,x\n2,\"Ben\"\n3,z\n",
        &[&["a", "b"], &["\"Anna", "x"], &["2", "Ben"], &["3", "z"]],
        &[(2, Oddity::OpenQuote { cell: 0 })],
    );
}

#[test]
fn ragged_rows() {
    check(
        "a,b\n1\n1,2,,\n1,2,3\n4,5\n",
        &[&["a", "b"], &["1", "∅"], &["1", "2"], &["4", "5"]],
        &[(2, Oddity::Short { cells: 1 }), (4, Oddity::Long { cells: 3 })],
    );
}

#[test]
fn a_cell_of_ten_megabytes_is_a_cell() {
    let big = "x\n".repeat(5 << 20);
    let text = format!("a,b\n\"{big}\",2\n3,4\n");
    let pieces: Vec<&[u8]> = text.as_bytes().chunks(1 << 20).collect();
    let seen = read(&pieces, b',');
    assert_eq!(seen.records.len(), 3);
    assert_eq!(seen.records[1][0].as_ref().unwrap().len(), 10 << 20);
    assert!(seen.oddities.is_empty());
}

#[test]
fn a_quote_open_for_sixteen_megabytes_is_given_up() {
    let line = format!("2,{}\n", "3".repeat(4000));
    let text = format!("a,b\n\"open,1\n{}", line.repeat(5 << 10));
    let seen = read(&text.as_bytes().chunks(3_000_000).collect::<Vec<_>>(), b',');
    assert_eq!(seen.records.len(), 2 + (5 << 10));
    assert_eq!(seen.oddities, [(2, Oddity::OpenQuote { cell: 0 })]);
}

/// Text made of what matters to the reader.
fn soup() -> impl Strategy<Value = Vec<u8>> {
    let token = prop_oneof![
        4 => Just(&b","[..]),
        3 => Just(&b"\n"[..]),
        1 => Just(&b"\r"[..]),
        2 => Just(&b"\r\n"[..]),
        3 => Just(&b"\""[..]),
        2 => Just(&b"\"\""[..]),
        2 => Just(&b",\""[..]),
        2 => Just(&b"\","[..]),
        4 => Just(&b"ab"[..]),
        1 => Just(&b"a rather long value, longer than sixteen bytes"[..]),
        1 => Just(&b"\xc3\xa9\xff\0"[..]),
    ];
    prop::collection::vec(token, 0..120).prop_map(|tokens| tokens.concat())
}

/// Pieces of a text at the given places.
fn cut<'a>(text: &'a [u8], places: &[usize]) -> Vec<&'a [u8]> {
    let mut places: Vec<usize> = places.iter().map(|place| place % (text.len() + 1)).collect();
    places.sort_unstable();
    let mut from = 0;
    let mut pieces: Vec<&[u8]> = Vec::new();
    for place in places {
        pieces.push(&text[from..place]);
        from = place;
    }
    pieces.push(&text[from..]);
    pieces
}

#[test]
fn halves_of_bytes_tell_what_is_suspicious() {
    for byte in 0..=u8::MAX {
        let shared = HIGH[usize::from(byte >> 4)] & LOW[usize::from(byte & 15)];
        assert_eq!(shared != 0, suspicious(&[byte]), "{byte:#04x}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn reads_as_the_csv_crate(text in soup()) {
        let seen = read(&[&text], b',');
        // A mended quote is the one thing we read differently, on purpose.
        let mended = seen.oddities.iter().any(|(_, odd)| matches!(odd, Oddity::OpenQuote { .. }));
        if !mended && !text.starts_with(b"#") {
            prop_assert_eq!(seen.records, fitted(oracle(&text, b',')));
        }
    }

    #[test]
    fn what_the_csv_crate_writes_comes_back(
        records in prop::collection::vec(prop::collection::vec("[^#]{0,12}", 3), 1..40),
        semicolon in any::<bool>(),
        always in any::<bool>(),
    ) {
        let delimiter = if semicolon { b';' } else { b',' };
        let mut writer = csv::WriterBuilder::new()
            .delimiter(delimiter)
            .quote_style(if always { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary })
            .from_writer(Vec::new());
        for record in &records {
            writer.write_record(record).unwrap();
        }
        let seen = read(&[&writer.into_inner().unwrap()], delimiter);
        prop_assert_eq!(&seen.oddities, &[]);
        prop_assert_eq!(texts(&seen), records);
    }

    #[test]
    fn pieces_change_nothing(text in soup(), places in prop::collection::vec(0_usize..4000, 0..12)) {
        prop_assert_eq!(read(&cut(&text, &places), b','), read(&[&text], b','));
    }

    #[test]
    fn masks_are_what_they_say(bytes in prop::collection::vec(prop_oneof![
        Just(b','), Just(b'\n'), Just(b'\r'), Just(b'"'), any::<u8>()
    ], STEP), inside in any::<bool>()) {
        let step: &[u8; STEP] = bytes.as_slice().try_into().unwrap();
        let mut plain = Masks { ends: 0, lines: 0, quotes: 0, suspicious: suspicious(&bytes) };
        let (mut within, mut parity) = (0, inside);
        for (at, byte) in bytes.iter().enumerate() {
            plain.ends |= u64::from(matches!(byte, b',' | b'\n' | b'\r')) << at;
            plain.lines |= u64::from(matches!(byte, b'\r' | b'\n')) << at;
            plain.quotes |= u64::from(*byte == b'"') << at;
            parity ^= *byte == b'"';
            within |= u64::from(parity) << at;
        }
        prop_assert_eq!(masks(step, b','), plain);
        prop_assert_eq!(quoted(plain.quotes, inside), within);
    }
}
