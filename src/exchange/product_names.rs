//! Microsoft's table "Product names and service plan identifiers for licensing", as CSV.
//!
//! The page that shows the table links to the file: a row for each plan in each product. It is typed by
//! people, so cells have blanks around and inside them, plans stand twice in a product, ids lack a digit, and
//! products change their name or part number halfway. What can be read is read, and the rest is told by row,
//! what the same id is called otherwise only once. Friendly names of plans change with the brand: all are
//! kept, and that they differ is no problem.
//!
//! Headers are those of the file, or the plain ones under which the same table is passed on
//! (`product_name,sku_part_number,…`), in any order.
//!
//! Source: `licensing-service-plan-reference` of the Microsoft Entra documentation, CC-BY-4.0.

#[cfg(test)]
mod tests;

use crate::domain::{ServicePlanId, SkuId};
use crate::exchange::csv::{Block, Header, Oddity, Sink, unquoted};
use crate::exchange::csv_users::is_preamble;
use crate::exchange::encoding::{Encoding, decode};
use crate::exchange::headers;
use crate::exchange::problem::{self, LISTED, Problems, Severity, excerpt};
use crate::licensing::{Catalogue, Plan, Product};
use crate::text::fold;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// A column of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    ProductName,
    PartNumber,
    SkuId,
    PlanName,
    PlanId,
    FriendlyName,
}

impl Column {
    /// All columns, in the order of the file.
    const ALL: [Self; 6] = [
        Self::ProductName,
        Self::PartNumber,
        Self::SkuId,
        Self::PlanName,
        Self::PlanId,
        Self::FriendlyName,
    ];

    /// The header in Microsoft's file.
    const fn header(self) -> &'static str {
        match self {
            Self::ProductName => "Product_Display_Name",
            Self::PartNumber => "String_Id",
            Self::SkuId => "GUID",
            Self::PlanName => "Service_Plan_Name",
            Self::PlanId => "Service_Plan_Id",
            Self::FriendlyName => "Service_Plans_Included_Friendly_Names",
        }
    }

    /// The column whose header has this [`headers::key`].
    fn of(key: &str) -> Option<Self> {
        Some(match key {
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

/// What is wrong with the table, besides what is wrong with any CSV file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// These columns are not there: nothing was taken in.
    MissingColumns { columns: Vec<String> },
    /// Another file of the same import is such a table too; what came first stands.
    TableTwice { file: String },
    /// Not an id: the row was left out.
    NotAnId { value: String },
    /// The cell is empty; the rest of the row was taken in.
    EmptyCell,
    /// The same plan in the same product as in an earlier row. What it is called here was taken in.
    PlanTwice { first: u32 },
    /// An earlier row says this of the same id, and it stands. Case is ignored in names of plans.
    SaidOtherwise { first: u32, stands: String },
    /// An earlier row calls the product this. Both names were taken in.
    NamedOtherwise { first: u32, name: String },
    /// A blank inside a part number or the name of a plan, which hardly any has; taken in as it stands.
    BlankInside,
}

impl Fault {
    /// A stable name for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::MissingColumns { .. } => "missing-columns",
            Self::TableTwice { .. } => "table-twice",
            Self::NotAnId { .. } => "row-without-id",
            Self::EmptyCell => "empty-cell",
            Self::PlanTwice { .. } => "plan-twice",
            Self::SaidOtherwise { .. } => "said-otherwise",
            Self::NamedOtherwise { .. } => "named-otherwise",
            Self::BlankInside => "blank-inside",
        }
    }

    /// How much it matters.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        match self {
            Self::PlanTwice { .. } | Self::NamedOtherwise { .. } | Self::BlankInside => {
                Severity::Note
            }
            Self::EmptyCell | Self::SaidOtherwise { .. } => Severity::Doubt,
            Self::MissingColumns { .. } | Self::TableTwice { .. } | Self::NotAnId { .. } => {
                Severity::Loss
            }
        }
    }
}

/// A table that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductNames {
    /// Name of the file.
    pub file: String,
    /// Without a day: the file does not say of which it is.
    pub catalogue: Catalogue,
}

/// Whether headers with these [`headers::key`]s are the table's: some may lack, but it tells of plans.
pub(super) fn are_columns(keys: &[String]) -> bool {
    let known: Vec<Column> = keys.iter().filter_map(|key| Column::of(key)).collect();
    let tells_of_plans = known.iter().any(|it| matches!(it, Column::PlanName | Column::PlanId));
    tells_of_plans && Column::ALL.iter().filter(|column| known.contains(column)).count() >= 3
}

/// What is known of the file while it is read.
#[derive(Debug)]
pub(super) struct ProductFile {
    encoding: Encoding,
    headers: Vec<String>,
    /// Where each of [`Column::ALL`] stands; none where one is missing.
    places: Option<[usize; 6]>,
    /// Headers of other columns.
    aside: Vec<String>,
    rows: u32,
    /// Whether some cell was UTF-8 and not ASCII.
    utf8_seen: bool,
    /// Cells that were not UTF-8, the first ones: row and place.
    not_utf8: Vec<(u32, usize)>,
    products: BTreeMap<SkuId, Sold>,
    plans: BTreeMap<ServicePlanId, Named>,
}

/// Where the rows go.
pub(super) struct ProductSink<'a> {
    pub file: &'a mut ProductFile,
    pub problems: &'a mut Problems,
}

/// A text that an id has, by the first row that says one.
#[derive(Debug, Default)]
struct Said {
    text: String,
    row: u32,
    /// What later rows say instead, each told once.
    others: BTreeSet<String>,
}

impl Said {
    /// Takes what a row says, and gives back what is to be told about it.
    fn take(&mut self, row: u32, text: String) -> Option<Fault> {
        if text.is_empty() {
            return None;
        }
        if self.text.is_empty() {
            let has_blank = text.contains(char::is_whitespace);
            (self.text, self.row) = (text, row);
            return has_blank.then_some(Fault::BlankInside);
        }
        if self.text == text || !self.others.insert(text) {
            return None;
        }
        Some(Fault::SaidOtherwise { first: self.row, stands: excerpt(&self.text) })
    }
}

/// What is known of a plan.
#[derive(Debug, Default)]
struct Named {
    name: Said,
    /// How many rows have each friendly name, and which the first is.
    friendly: BTreeMap<String, (u32, u32)>,
}

/// What is known of a product.
#[derive(Debug, Default)]
struct Sold {
    part_number: Said,
    /// In the order of the file, each once.
    names: Vec<String>,
    known_names: BTreeSet<String>,
    /// The row with the first name.
    named_in: u32,
    /// The row that puts the plan into the product.
    plans: BTreeMap<ServicePlanId, u32>,
}

impl Sold {
    /// Takes a display name.
    fn call(&mut self, row: u32, name: String) -> Option<Fault> {
        if name.is_empty() || !self.known_names.insert(name.clone()) {
            return None;
        }
        let fault = self
            .names
            .first()
            .filter(|first| !fold::same(first, &name))
            .map(|first| Fault::NamedOtherwise { first: self.named_in, name: excerpt(first) });
        if self.names.is_empty() {
            self.named_in = row;
        }
        self.names.push(name);
        fault
    }
}

impl ProductFile {
    pub(super) const fn new(encoding: Encoding) -> Self {
        Self {
            encoding,
            headers: Vec::new(),
            places: None,
            aside: Vec::new(),
            rows: 0,
            utf8_seen: false,
            not_utf8: Vec::new(),
            products: BTreeMap::new(),
            plans: BTreeMap::new(),
        }
    }

    /// Rows with data so far, whatever became of them.
    pub(super) const fn rows(&self) -> u32 {
        self.rows
    }

    /// Headers of columns that are not the table's.
    pub(super) fn aside(&self) -> &[String] {
        &self.aside
    }

    /// The header of a column, as the file has it.
    fn header(&self, column: Column) -> &str {
        let place = Column::ALL.into_iter().position(|it| it == column);
        let place = self.places.zip(place).and_then(|(places, at)| places.get(at).copied());
        place.and_then(|place| self.headers.get(place)).map_or("", String::as_str)
    }

    /// Finds the columns.
    fn begin(&mut self, row: u32, headers: Vec<String>, problems: &mut Problems) {
        let mut found: [Option<usize>; 6] = [None; 6];
        for (at, header) in headers.iter().enumerate() {
            let column = Column::of(&headers::key(header));
            let place =
                column.and_then(|column| Column::ALL.into_iter().position(|it| it == column));
            match place.and_then(|place| found.get_mut(place)) {
                Some(place @ None) => *place = Some(at),
                Some(Some(first)) => {
                    let first = headers.get(*first).cloned().unwrap_or_default();
                    problems.cell(row, header, problem::Fault::DuplicateColumn { first });
                }
                None if header.is_empty() => {}
                None => self.aside.push(header.clone()),
            }
        }
        let missing = Column::ALL.into_iter().zip(found).filter(|(_, place)| place.is_none());
        let columns: Vec<String> = missing.map(|(it, _)| it.header().to_owned()).collect();
        if columns.is_empty() {
            self.places = Some(found.map(Option::unwrap_or_default));
        } else {
            problems.file(problem::Fault::ProductNames(Fault::MissingColumns { columns }));
        }
        self.headers = headers;
    }

    /// The text of a cell.
    fn cell(&mut self, raw: &[u8], row: u32, place: usize) -> String {
        let (text, is_utf8) = decode(raw, self.encoding);
        if is_utf8 {
            self.utf8_seen |= !text.is_ascii();
        } else if self.not_utf8.len() < LISTED {
            self.not_utf8.push((row, place));
        }
        unquoted(&text).trim().to_owned()
    }

    /// One row, its cells in the order of [`Column::ALL`].
    fn row(&mut self, row: u32, cells: [String; 6], problems: &mut Problems) {
        let [name, part_number, sku, plan_name, plan, friendly] = cells;
        let mut faults: Vec<(Column, Fault)> = Vec::new();
        for (column, text) in [
            (Column::ProductName, &name),
            (Column::PartNumber, &part_number),
            (Column::PlanName, &plan_name),
        ] {
            if text.is_empty() {
                faults.push((column, Fault::EmptyCell));
            }
        }
        let ids = (SkuId::parse(&sku), ServicePlanId::parse(&plan));
        for (column, value, fits) in
            [(Column::SkuId, &sku, ids.0.is_some()), (Column::PlanId, &plan, ids.1.is_some())]
        {
            if !fits {
                faults.push((column, Fault::NotAnId { value: excerpt(value) }));
            }
        }
        if let (Some(sku), Some(plan)) = ids {
            let product = self.products.entry(sku).or_default();
            let first = *product.plans.entry(plan).or_insert(row);
            let told = [
                (Column::ProductName, product.call(row, name)),
                (Column::PartNumber, product.part_number.take(row, part_number)),
                (
                    Column::PlanName,
                    self.plans.entry(plan).or_default().take(row, plan_name, friendly),
                ),
                (Column::PlanId, (first != row).then_some(Fault::PlanTwice { first })),
            ];
            faults.extend(told.into_iter().filter_map(|(column, fault)| Some((column, fault?))));
        }
        for (column, fault) in faults {
            problems.cell(row, self.header(column), problem::Fault::ProductNames(fault));
        }
    }

    /// The file ends: what it says becomes the table of the import, unless an earlier file had one.
    pub(super) fn finish(
        &mut self,
        file: &str,
        found: &mut Option<ProductNames>,
        problems: &mut Problems,
    ) {
        if !self.not_utf8.is_empty() && !self.utf8_seen && self.encoding == Encoding::Bytes {
            problems.file(problem::Fault::ReadAsWindows1252);
        } else {
            for (row, place) in &self.not_utf8 {
                let header = self.headers.get(*place).map_or("", String::as_str);
                problems.cell(*row, header, problem::Fault::BadEncoding);
            }
        }
        if self.products.is_empty() {
            return;
        }
        if let Some(first) = found {
            let fault = Fault::TableTwice { file: first.file.clone() };
            return problems.file(problem::Fault::ProductNames(fault));
        }
        *found = Some(ProductNames { file: file.to_owned(), catalogue: self.catalogue() });
    }

    /// What was read.
    fn catalogue(&mut self) -> Catalogue {
        let mut catalogue = Catalogue::default();
        for (id, Named { name, friendly }) in std::mem::take(&mut self.plans) {
            // What most rows say is shown.
            let mut friendly: Vec<(String, (u32, u32))> = friendly.into_iter().collect();
            friendly.sort_by_key(|(_, (count, row))| (Reverse(*count), *row));
            let friendly_names = friendly.into_iter().map(|(name, _)| name).collect();
            catalogue.add_plan(Plan { id, name: name.text, friendly_names, applies_to: None });
        }
        for (id, Sold { part_number, names, plans, .. }) in std::mem::take(&mut self.products) {
            let plans = plans.into_keys().collect();
            catalogue.add_product(Product { id, part_number: part_number.text, names, plans });
        }
        catalogue
    }
}

impl Named {
    /// Takes both names of a row.
    fn take(&mut self, row: u32, name: String, friendly: String) -> Option<Fault> {
        let (count, _) = self.friendly.entry(friendly).or_insert((0, row));
        *count = count.saturating_add(1);
        if fold::same(&self.name.text, &name) {
            return None;
        }
        self.name.take(row, name)
    }
}

impl Sink for ProductSink<'_> {
    fn header(&mut self, row: u32, cells: &[&[u8]], oddities: &[(u32, Oddity)]) -> Header {
        let text = |cell: &&[u8]| {
            let (text, _) = decode(cell, self.file.encoding);
            unquoted(&text).trim_matches(|c: char| c == '\u{feff}' || c.is_whitespace()).to_owned()
        };
        let headers: Vec<String> = cells.iter().map(text).collect();
        if is_preamble(&headers) || headers.iter().all(String::is_empty) {
            return Header::Preamble;
        }
        self.file.begin(row, headers, self.problems);
        self.odd(oddities);
        Header::Found
    }

    fn block(&mut self, block: Block<'_>) {
        let records = u32::try_from(block.rows().len()).unwrap_or(u32::MAX);
        self.file.rows = self.file.rows.saturating_add(records);
        self.odd(block.oddities());
        let Some(places) = self.file.places else { return };
        for (record, row) in block.rows().iter().enumerate() {
            let cells = places.map(|place| {
                let raw = block.text().get(block.cell(record, place)).unwrap_or_default();
                self.file.cell(raw, *row, place)
            });
            self.file.row(*row, cells, self.problems);
        }
    }
}

impl ProductSink<'_> {
    fn odd(&mut self, oddities: &[(u32, Oddity)]) {
        let columns = u32::try_from(self.file.headers.len()).unwrap_or(u32::MAX);
        for (row, oddity) in oddities {
            let (cell, fault) = match *oddity {
                Oddity::Short { cells } => (None, problem::Fault::TooFewCells { cells, columns }),
                Oddity::Long { cells } => {
                    // Such a row does not come as one.
                    self.file.rows = self.file.rows.saturating_add(1);
                    (None, problem::Fault::TooManyCells { cells, columns })
                }
                Oddity::OpenQuote { cell } => (Some(cell), problem::Fault::OpenQuote),
                Oddity::TextAfterQuote { cell } => (Some(cell), problem::Fault::TextAfterQuote),
            };
            match cell.and_then(|cell| self.file.headers.get(cell as usize)) {
                Some(header) => self.problems.cell(*row, header, fault),
                None => self.problems.row(*row, fault),
            }
        }
    }
}
