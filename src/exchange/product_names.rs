//! Microsoft's table "Product names and service plan identifiers for licensing", as CSV.
//!
//! The page that shows the table links to the file: a row for each plan in each product. It is typed by
//! people, so cells have blanks around them, plans stand twice in a product, ids lack a digit, and
//! products change their part number halfway. What can be read is read, and the rest is told by row.
//! Headers are those of the file, or the plain ones under which the same table is passed on
//! (`product_name,sku_part_number,…`), in any order.
//!
//! Source: `licensing-service-plan-reference` of the Microsoft Entra documentation, CC-BY-4.0.

#[cfg(test)]
mod tests;

use crate::domain::{ServicePlanId, SkuId};
use crate::exchange::csv::{Block, Header, Oddity, Reader, Sink, unquoted};
use crate::exchange::encoding::{Encoding, Transcoder, decode};
use crate::exchange::headers;
use crate::exchange::problem::{LISTED, Severity, excerpt};
use crate::licensing::{Catalogue, Plan, Product};
use crate::text::fold;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A column of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    ProductName,
    PartNumber,
    SkuId,
    PlanName,
    PlanId,
    FriendlyName,
}

impl Column {
    /// All columns, in the order of the file.
    pub const ALL: [Self; 6] = [
        Self::ProductName,
        Self::PartNumber,
        Self::SkuId,
        Self::PlanName,
        Self::PlanId,
        Self::FriendlyName,
    ];

    /// The header in Microsoft's file.
    #[must_use]
    pub const fn header(self) -> &'static str {
        match self {
            Self::ProductName => "Product_Display_Name",
            Self::PartNumber => "String_Id",
            Self::SkuId => "GUID",
            Self::PlanName => "Service_Plan_Name",
            Self::PlanId => "Service_Plan_Id",
            Self::FriendlyName => "Service_Plans_Included_Friendly_Names",
        }
    }

    /// The column with this header.
    fn of(header: &str) -> Option<Self> {
        Some(match headers::key(header).as_str() {
            "productdisplayname" | "productname" => Self::ProductName,
            "stringid" | "skupartnumber" => Self::PartNumber,
            "guid" | "skuid" => Self::SkuId,
            "serviceplanname" => Self::PlanName,
            "serviceplanid" => Self::PlanId,
            "serviceplansincludedfriendlynames" | "serviceplanfriendlyname" => Self::FriendlyName,
            _ => return None,
        })
    }
}

/// Why nothing was read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProductNamesError {
    /// The file holds nothing.
    #[error("the file is empty")]
    Empty,
    /// The first row lacks these columns.
    #[error("columns are missing: {missing:?}")]
    MissingColumns { missing: Vec<Column> },
}

/// What is wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The cell is no GUID: the row was left out.
    NotAnId { column: Column, value: String },
    /// The cell is empty; the rest of the row was taken in.
    NoText { column: Column },
    /// The same plan in the same product as in an earlier row. What it is called here was taken in.
    Repeated { first: u32 },
    /// An earlier row gives the product another part number, which stands.
    OtherPartNumber { stands: String, value: String },
    /// An earlier row gives the plan another name, which stands. Case is ignored.
    OtherPlanName { stands: String, value: String },
    /// Fewer cells than headers: the missing ones are empty.
    TooFewCells { cells: u32 },
    /// More cells than headers: the row was left out, as its cells may stand in wrong columns.
    TooManyCells { cells: u32 },
    /// A quotation mark is never closed; it was taken as an ordinary character.
    OpenQuote,
    /// Text after a closing quotation mark; taken as part of the cell.
    TextAfterQuote,
}

impl Fault {
    /// How much it matters.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        match self {
            Self::Repeated { .. } => Severity::Note,
            Self::NoText { .. }
            | Self::OtherPartNumber { .. }
            | Self::OtherPlanName { .. }
            | Self::TooFewCells { .. }
            | Self::OpenQuote
            | Self::TextAfterQuote => Severity::Doubt,
            Self::NotAnId { .. } | Self::TooManyCells { .. } => Severity::Loss,
        }
    }
}

/// Something wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Row as a spreadsheet shows it, from 1, the header included.
    pub row: u32,
    pub fault: Fault,
}

/// What was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ProductNames {
    /// Without a day: the file does not say of which it is.
    pub catalogue: Catalogue,
    /// The first [`LISTED`], row by row.
    pub problems: Vec<Problem>,
    /// Problems after those.
    pub unlisted: u32,
    /// Rows with data, whatever became of them.
    pub rows: u32,
    /// Different products.
    pub products: usize,
    /// Different service plans.
    pub plans: usize,
}

/// Reads a file, whatever its encoding.
pub fn read(bytes: &[u8]) -> Result<ProductNames, ProductNamesError> {
    let mut transcoder = Transcoder::new(bytes);
    let encoding = transcoder.encoding;
    let mut text = transcoder.feed(bytes).to_vec();
    text.extend_from_slice(transcoder.finish());
    let mut taken = Taken::new(encoding);
    let mut reader = Reader::new(delimiter(&text));
    reader.feed(&text, &mut taken);
    reader.finish(&mut taken);
    match taken.columns {
        None => Err(ProductNamesError::Empty),
        Some(Columns::Missing(missing)) => Err(ProductNamesError::MissingColumns { missing }),
        Some(Columns::At(_)) => Ok(taken.table.finish()),
    }
}

/// The separator with which the first line has most of the columns.
fn delimiter(text: &[u8]) -> u8 {
    let mut lines = text.split(|byte| matches!(byte, b'\n' | b'\r'));
    let head = lines.find(|line| !line.trim_ascii().is_empty()).unwrap_or_default();
    let known = |delimiter: &u8| {
        let cells = head.split(|byte| byte == delimiter);
        cells.filter(|cell| Column::of(&String::from_utf8_lossy(cell)).is_some()).count()
    };
    // Of equals the last wins.
    b"\t;,".iter().copied().max_by_key(known).unwrap_or(b',')
}

/// What the first row says.
#[derive(Debug)]
enum Columns {
    /// Where each of [`Column::ALL`] stands.
    At([usize; 6]),
    Missing(Vec<Column>),
}

impl Columns {
    fn of(headers: &[String]) -> Self {
        let known: Vec<Option<Column>> = headers.iter().map(|header| Column::of(header)).collect();
        let place = |column: &Column| known.iter().position(|it| it.as_ref() == Some(column));
        let places: Vec<usize> = Column::ALL.iter().filter_map(place).collect();
        if let Ok(places) = places.try_into() {
            return Self::At(places);
        }
        let missing = Column::ALL.iter().filter(|column| place(column).is_none());
        Self::Missing(missing.copied().collect())
    }
}

/// Takes the rows from the reader.
#[derive(Debug)]
struct Taken {
    encoding: Encoding,
    columns: Option<Columns>,
    table: Table,
}

impl Taken {
    fn new(encoding: Encoding) -> Self {
        Self { encoding, columns: None, table: Table::default() }
    }

    fn text(&self, raw: &[u8]) -> String {
        unquoted(&decode(raw, self.encoding).0).trim().to_owned()
    }
}

impl Sink for Taken {
    fn header(&mut self, _: u32, cells: &[&[u8]], _: &[(u32, Oddity)]) -> Header {
        let headers: Vec<String> = cells.iter().map(|cell| self.text(cell)).collect();
        if headers.iter().all(String::is_empty) {
            return Header::Preamble;
        }
        self.columns = Some(Columns::of(&headers));
        Header::Found
    }

    fn block(&mut self, block: Block<'_>) {
        let Some(Columns::At(places)) = self.columns else { return };
        for (row, oddity) in block.oddities() {
            self.table.oddity(*row, *oddity);
        }
        for (record, row) in block.rows().iter().enumerate() {
            let cells = places.map(|place| {
                let raw = block.text().get(block.cell(record, place)).unwrap_or_default();
                self.text(raw)
            });
            self.table.row(*row, cells);
        }
    }
}

/// What is known of a plan.
#[derive(Debug, Default)]
struct Named {
    name: String,
    /// How many rows have each friendly name, and which the first is.
    friendly: BTreeMap<String, (u32, u32)>,
}

/// What is known of a product.
#[derive(Debug, Default)]
struct Sold {
    part_number: String,
    /// Part numbers that do not stand, each told once.
    others: Vec<String>,
    names: Vec<String>,
    /// The row that puts the plan into the product.
    plans: BTreeMap<ServicePlanId, u32>,
}

/// The table as it is read.
#[derive(Debug, Default)]
struct Table {
    products: BTreeMap<SkuId, Sold>,
    plans: BTreeMap<ServicePlanId, Named>,
    problems: Vec<Problem>,
    unlisted: u32,
    rows: u32,
}

impl Table {
    fn problem(&mut self, row: u32, fault: Fault) {
        if self.problems.len() < LISTED {
            self.problems.push(Problem { row, fault });
        } else {
            self.unlisted = self.unlisted.saturating_add(1);
        }
    }

    fn oddity(&mut self, row: u32, oddity: Oddity) {
        let fault = match oddity {
            Oddity::Short { cells } => Fault::TooFewCells { cells },
            Oddity::Long { cells } => {
                // Such a row does not come as one.
                self.rows = self.rows.saturating_add(1);
                Fault::TooManyCells { cells }
            }
            Oddity::OpenQuote { .. } => Fault::OpenQuote,
            Oddity::TextAfterQuote { .. } => Fault::TextAfterQuote,
        };
        self.problem(row, fault);
    }

    /// One row, its cells in the order of [`Column::ALL`].
    fn row(&mut self, row: u32, cells: [String; 6]) {
        self.rows = self.rows.saturating_add(1);
        for (column, cell) in Column::ALL.into_iter().zip(&cells) {
            let is_wanted =
                matches!(column, Column::ProductName | Column::PartNumber | Column::PlanName);
            if is_wanted && cell.is_empty() {
                self.problem(row, Fault::NoText { column });
            }
        }
        let [product_name, part_number, sku_id, plan_name, plan_id, friendly_name] = cells;
        let (sku, plan) = (SkuId::parse(&sku_id), ServicePlanId::parse(&plan_id));
        for (column, value, fits) in
            [(Column::SkuId, &sku_id, sku.is_some()), (Column::PlanId, &plan_id, plan.is_some())]
        {
            if !fits {
                self.problem(row, Fault::NotAnId { column, value: excerpt(value) });
            }
        }
        let (Some(sku), Some(plan)) = (sku, plan) else { return };
        let faults = [
            self.product(sku, product_name, part_number),
            self.plan(row, plan, plan_name, friendly_name),
            self.belongs(row, sku, plan),
        ];
        for fault in faults.into_iter().flatten() {
            self.problem(row, fault);
        }
    }

    fn product(&mut self, id: SkuId, name: String, part_number: String) -> Option<Fault> {
        let known = self.products.entry(id).or_default();
        if !known.names.contains(&name) {
            known.names.push(name);
        }
        if known.part_number.is_empty() {
            known.part_number = part_number;
            return None;
        }
        let is_new = !part_number.is_empty()
            && known.part_number != part_number
            && !known.others.contains(&part_number);
        is_new.then(|| {
            known.others.push(part_number.clone());
            Fault::OtherPartNumber { stands: known.part_number.clone(), value: part_number }
        })
    }

    fn plan(
        &mut self,
        row: u32,
        id: ServicePlanId,
        name: String,
        friendly: String,
    ) -> Option<Fault> {
        let known = self.plans.entry(id).or_default();
        let (count, _) = known.friendly.entry(friendly).or_insert((0, row));
        *count = count.saturating_add(1);
        if known.name.is_empty() {
            known.name = name;
            return None;
        }
        let differs = !name.is_empty() && !fold::same(&known.name, &name);
        differs.then(|| Fault::OtherPlanName { stands: known.name.clone(), value: name })
    }

    fn belongs(&mut self, row: u32, sku: SkuId, plan: ServicePlanId) -> Option<Fault> {
        let first = *self.products.entry(sku).or_default().plans.entry(plan).or_insert(row);
        (first != row).then_some(Fault::Repeated { first })
    }

    fn finish(self) -> ProductNames {
        let Self { products: sold, plans: named, mut problems, unlisted, rows } = self;
        let mut catalogue = Catalogue::default();
        let (products, plans) = (sold.len(), named.len());
        for (id, Named { name, friendly }) in named {
            // What most rows say is shown.
            let mut friendly: Vec<(String, (u32, u32))> = friendly.into_iter().collect();
            friendly.sort_by_key(|(_, (count, row))| (Reverse(*count), *row));
            let friendly_names = friendly.into_iter().map(|(name, _)| name).collect();
            catalogue.add_plan(Plan { id, name, friendly_names, applies_to: None });
        }
        for (id, Sold { part_number, names, plans, .. }) in sold {
            let plans = plans.into_keys().collect();
            catalogue.add_product(Product { id, part_number, names, plans });
        }
        problems.sort_by_key(|problem| problem.row);
        ProductNames { catalogue, problems, unlisted, rows, products, plans }
    }
}
