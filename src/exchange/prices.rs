//! What products cost, as CSV: a row for each product.
//!
//! Columns, in any order: `skuId` or `skuPartNumber` (the id is asked first), `price`, `currency` (ISO 4217),
//! `term` (`monthly` or `yearly`; a file without this column speaks of months). A row without a price forgets the
//! one that was noted. Amounts may have a dot or a comma ([`Currency::amount`]). Either all that a file says is
//! taken or, where a row cannot be read or the currencies differ, only what is right, and the rest is told by row.

#[cfg(test)]
mod tests;

use crate::domain::{AmountError, Currency, Price, SkuId, Term};
use crate::exchange::csv::{Block, Header, Oddity, Reader, Sink, unquoted};
use crate::exchange::csv_out::Profile;
use crate::exchange::encoding::{Encoding, Transcoder, decode};
use crate::exchange::problem::excerpt;
use crate::exchange::{headers, sheet};
use std::collections::BTreeMap;

/// A column of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    SkuId,
    PartNumber,
    Price,
    Currency,
    Term,
}

impl Column {
    const ALL: [Self; 5] = [Self::SkuId, Self::PartNumber, Self::Price, Self::Currency, Self::Term];

    /// The header.
    #[must_use]
    pub const fn header(self) -> &'static str {
        match self {
            Self::SkuId => "skuId",
            Self::PartNumber => "skuPartNumber",
            Self::Price => "price",
            Self::Currency => "currency",
            Self::Term => "term",
        }
    }

    fn of(header: &str) -> Option<Self> {
        let key = headers::key(header);
        Self::ALL.into_iter().find(|column| column.header().to_ascii_lowercase() == key)
    }
}

/// Why a row was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// No product is known by this text.
    NoProduct {
        text: String,
    },
    /// Several products have this part number.
    Ambiguous {
        text: String,
    },
    Amount {
        text: String,
        why: AmountError,
        currency: Currency,
    },
    NotACurrency {
        text: String,
    },
    /// An earlier row, or what was noted and is not in the file, is in another one.
    OtherCurrency {
        text: String,
    },
    NotATerm {
        text: String,
    },
    /// An earlier row names the product already.
    Repeated {
        first: u32,
    },
    /// More cells than headers.
    TooManyCells,
}

/// Why nothing was read: these columns are missing, of `skuId` and `skuPartNumber` one would do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("columns are missing: {missing:?}")]
pub struct NoPrices {
    pub missing: Vec<Column>,
}

/// What a file says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PriceFile {
    /// By product; none where the row says no price.
    pub prices: Vec<(SkuId, Option<Price>)>,
    /// Row numbers as a spreadsheet shows them.
    pub faults: Vec<(u32, Fault)>,
}

/// Reads a file. `products` looks up a part number; `noted` are the prices that stand.
///
/// # Errors
/// [`NoPrices`] where the first row lacks columns.
pub fn read(
    bytes: &[u8],
    products: &dyn Fn(&str) -> Vec<SkuId>,
    noted: impl Iterator<Item = (SkuId, Price)>,
) -> Result<PriceFile, NoPrices> {
    let mut transcoder = Transcoder::new(bytes);
    let encoding = transcoder.encoding;
    let mut text = transcoder.feed(bytes).to_vec();
    text.extend_from_slice(transcoder.finish());
    let mut rows = Rows { encoding, columns: None, cells: Vec::new(), long: Vec::new() };
    let mut reader = Reader::new(delimiter(&text));
    reader.feed(&text, &mut rows);
    reader.finish(&mut rows);
    let columns = rows.columns.unwrap_or_default();
    let has = |column: &Column| columns.contains(&Some(*column));
    let product = [Column::SkuId, Column::PartNumber];
    let mut missing: Vec<Column> =
        [Column::Price, Column::Currency].into_iter().filter(|column| !has(column)).collect();
    if !product.iter().any(has) {
        missing.extend(product);
    }
    if !missing.is_empty() {
        return Err(NoPrices { missing });
    }
    let mut table = Table { products, seen: BTreeMap::new(), file: PriceFile::default() };
    table.file.faults = rows.long.iter().map(|row| (*row, Fault::TooManyCells)).collect();
    for (row, cells) in &rows.cells {
        let cell = |column: Column| {
            let at = columns.iter().position(|one| *one == Some(column));
            at.and_then(|at| cells.get(at)).map_or("", String::as_str)
        };
        if cells.iter().all(String::is_empty) {
            continue;
        }
        if let Err(fault) = table.row(*row, Column::ALL.map(cell), has(&Column::Term)) {
            table.file.faults.push((*row, fault));
        }
    }
    Ok(table.finish(noted.collect()))
}

/// The separator with which the first line has most of the columns.
fn delimiter(text: &[u8]) -> u8 {
    let mut lines = text.split(|byte| matches!(byte, b'\n' | b'\r'));
    let head = lines.find(|line| !line.trim_ascii().is_empty()).unwrap_or_default();
    let known = |delimiter: &u8| {
        let cells = head.split(|byte| byte == delimiter);
        cells.filter(|cell| Column::of(&String::from_utf8_lossy(cell)).is_some()).count()
    };
    b"\t;,".iter().copied().max_by_key(known).unwrap_or(b',')
}

/// Takes the rows from the reader.
#[derive(Debug)]
struct Rows {
    encoding: Encoding,
    columns: Option<Vec<Option<Column>>>,
    /// By row number.
    cells: Vec<(u32, Vec<String>)>,
    long: Vec<u32>,
}

impl Rows {
    /// A cell without quotes, and without the mark that keeps spreadsheets from running it.
    fn text(&self, raw: &[u8]) -> String {
        let text = unquoted(&decode(raw, self.encoding).0).trim().to_owned();
        text.strip_prefix('\'').map_or(text.clone(), str::to_owned)
    }
}

impl Sink for Rows {
    fn header(&mut self, _: u32, cells: &[&[u8]], _: &[(u32, Oddity)]) -> Header {
        let headers: Vec<String> = cells.iter().map(|cell| self.text(cell)).collect();
        if headers.iter().all(String::is_empty) {
            return Header::Preamble;
        }
        self.columns = Some(headers.iter().map(|header| Column::of(header)).collect());
        Header::Found
    }

    fn block(&mut self, block: Block<'_>) {
        for (row, oddity) in block.oddities() {
            if matches!(oddity, Oddity::Long { .. }) {
                self.long.push(*row);
            }
        }
        for (record, row) in block.rows().iter().enumerate() {
            let cell = |column| {
                let raw = block.text().get(block.cell(record, column)).unwrap_or_default();
                self.text(raw)
            };
            self.cells.push((*row, (0..block.columns()).map(cell).collect()));
        }
    }
}

struct Table<'a> {
    products: &'a dyn Fn(&str) -> Vec<SkuId>,
    /// The row of each product.
    seen: BTreeMap<SkuId, u32>,
    file: PriceFile,
}

impl Table<'_> {
    fn product(&self, id: &str, part_number: &str) -> Result<SkuId, Fault> {
        if let Some(sku) = SkuId::parse(id) {
            return Ok(sku);
        }
        let text = if part_number.is_empty() { id } else { part_number };
        match (self.products)(text).as_slice() {
            [only] => Ok(*only),
            [] => Err(Fault::NoProduct { text: excerpt(text) }),
            _ => Err(Fault::Ambiguous { text: excerpt(text) }),
        }
    }

    /// One row, its cells in the order of [`Column::ALL`].
    fn row(&mut self, row: u32, cells: [&str; 5], with_term: bool) -> Result<(), Fault> {
        let [id, part_number, price, currency, term] = cells;
        let sku = self.product(id, part_number)?;
        if let Some(first) = self.seen.get(&sku) {
            return Err(Fault::Repeated { first: *first });
        }
        let price = if price.is_empty() {
            None
        } else {
            let unknown = || Fault::NotACurrency { text: excerpt(currency) };
            let currency = Currency::parse(currency).ok_or_else(unknown)?;
            let amount = currency.amount(price);
            let amount =
                amount.map_err(|why| Fault::Amount { text: excerpt(price), why, currency })?;
            let term = match term.to_ascii_lowercase().as_str() {
                "monthly" => Term::Monthly,
                "yearly" => Term::Yearly,
                "" if !with_term => Term::Monthly,
                _ => return Err(Fault::NotATerm { text: excerpt(term) }),
            };
            let first = self.file.prices.iter().find_map(|(_, price)| *price);
            if first.is_some_and(|first| first.currency != currency) {
                return Err(Fault::OtherCurrency { text: currency.code().to_owned() });
            }
            Some(Price { amount, currency, term })
        };
        self.seen.insert(sku, row);
        self.file.prices.push((sku, price));
        Ok(())
    }

    /// Leaves out what does not go with the prices that stand.
    fn finish(self, noted: Vec<(SkuId, Price)>) -> PriceFile {
        let Self { seen, mut file, .. } = self;
        let stays = noted.into_iter().find(|(sku, _)| !seen.contains_key(sku));
        if let Some((_, stays)) = stays {
            let (keep, leave) = file
                .prices
                .into_iter()
                .partition(|(_, price)| price.is_none_or(|price| price.currency == stays.currency));
            file.prices = keep;
            let leave: Vec<(SkuId, Option<Price>)> = leave;
            for (sku, price) in leave {
                let row = seen.get(&sku).copied().unwrap_or_default();
                let text = price.map(|price| price.currency.code().to_owned());
                file.faults.push((row, Fault::OtherCurrency { text: text.unwrap_or_default() }));
            }
        }
        file.faults.sort_by_key(|(row, _)| *row);
        file
    }
}

/// The file of these products, each with its part number; those without a price are there to be filled in.
#[must_use]
pub fn table(products: &[(SkuId, String, Option<Price>)], profile: Profile) -> Vec<u8> {
    let rows: Vec<[String; 5]> = products
        .iter()
        .map(|(sku, part_number, price)| {
            let text = |of: fn(Price) -> String| price.map(of).unwrap_or_default();
            [
                sku.to_string(),
                part_number.clone(),
                text(|price| price.currency.plain(u128::from(price.amount))),
                text(|price| price.currency.code().to_owned()),
                text(|price| price.term.name().to_owned()),
            ]
        })
        .collect();
    sheet::write(&Column::ALL.map(Column::header), &rows, profile)
}
