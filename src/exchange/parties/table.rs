//! A table whose header says which column tells people apart.

use crate::domain::{Attribute, attribute::Schema};
use crate::exchange::csv::{Block, Header, Oddity, Reader, Sink, unquoted};
use crate::exchange::headers::{self, Column, Meaning};

/// How well a column tells people apart, best first.
const BEST: [Attribute; 4] =
    [Attribute::ID, Attribute::USER_PRINCIPAL_NAME, Attribute::MAIL, Attribute::DISPLAY_NAME];

/// Headers of lists of members that no list of users has, as [`headers::key`] leaves them.
const IDS: [&str; 5] =
    ["memberobjectidorupn", "memberid", "memberobjectid", "userid", "principalid"];

/// The cells that name somebody, one of each row; none where no header is one that does.
pub(super) fn column(text: &str) -> Option<Vec<String>> {
    let head = text.lines().map(str::trim).find(|line| !line.is_empty() && !is_version(line))?;
    let separator = [b',', b';', b'\t', b'|'].into_iter().max_by_key(|separator| {
        let cells = head.split(char::from(*separator));
        cells.filter(|cell| place(&unquoted(cell.trim())).is_some()).count()
    })?;
    let mut taken = Taken::default();
    let mut reader = Reader::new(separator);
    // A list without a header is no table: the first row alone shows it.
    reader.feed(text.as_bytes(), &mut taken);
    reader.finish(&mut taken);
    (!taken.columns.is_empty()).then_some(taken.cells)
}

/// The line that Entra's templates have above the header.
fn is_version(line: &str) -> bool {
    line.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("version:"))
}

/// How well a column with this header tells people apart, 0 being best.
fn place(header: &str) -> Option<usize> {
    if IDS.contains(&headers::key(header).as_str()) {
        return Some(0);
    }
    match headers::column(header, &mut Schema::default()) {
        Column::Attribute(attribute, Meaning::Plain) => {
            BEST.iter().position(|known| *known == attribute)
        }
        _ => None,
    }
}

/// What was read of the columns that name somebody.
#[derive(Debug, Default)]
struct Taken {
    /// Best first; empty when there is none.
    columns: Vec<usize>,
    cells: Vec<String>,
}

fn text_of(raw: &[u8]) -> String {
    unquoted(&String::from_utf8_lossy(raw)).trim().to_owned()
}

impl Sink for Taken {
    fn header(&mut self, _: u32, cells: &[&[u8]], _: &[(u32, Oddity)]) -> Header {
        let texts: Vec<String> = cells.iter().map(|cell| text_of(cell)).collect();
        if texts.iter().all(String::is_empty) || texts.first().is_some_and(|it| is_version(it)) {
            return Header::Preamble;
        }
        let mut found: Vec<(usize, usize)> = texts
            .iter()
            .enumerate()
            .filter_map(|(at, header)| Some((place(header)?, at)))
            .collect();
        found.sort_unstable();
        self.columns = found.into_iter().map(|(_, at)| at).collect();
        Header::Found
    }

    fn block(&mut self, block: Block<'_>) {
        for record in 0..block.rows().len() {
            let mut cells = self
                .columns
                .iter()
                .map(|column| block.text().get(block.cell(record, *column)).unwrap_or_default());
            let told = cells.find_map(|raw| Some(text_of(raw)).filter(|text| !text.is_empty()));
            self.cells.extend(told);
        }
    }
}
