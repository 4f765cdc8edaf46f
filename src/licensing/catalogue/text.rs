//! The catalogue as a text of our own: small, sorted, and made to be compared line by line.
//!
//! The first line names the form and its version. Then each line begins with a word:
//!
//! ```text
//! tenantry catalogue 1
//! # whatever follows this sign is passed over
//! dated 2026-06-24
//! plan c1ec4a95-1f05-45b3-a911-aa3fa01094f5 INTUNE_A
//! for user
//! = Microsoft Intune Plan 1
//! product 061f9ace-7d42-4136-88ac-31dc755f143f INTUNE_A
//! = Intune
//! + EXCHANGE_S_FOUNDATION
//! + INTUNE_A
//! ```
//!
//! `=` gives a name to the plan or product above it, `for` says whom the plan is for, and `+` puts a
//! plan into the product: by its `servicePlanName`, or by its id where no name is its own. Names and
//! not numbers, so that a new plan is a new line and changes no other.

use super::{Catalogue, Plan, Product};
use crate::domain::AppliesTo;
use crate::domain::{ServicePlanId, SkuId};
use crate::text::{
    date::{Day, write_day},
    fold,
};
use std::collections::{BTreeMap, BTreeSet};

/// How the first line begins; the version follows.
const FORM: &str = "tenantry catalogue ";

/// The version that is written, and the newest that is read.
const VERSION: u32 = 1;

/// What is wrong with a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// The first line is another: no catalogue.
    #[error("is no catalogue")]
    Foreign,
    /// Written by newer code.
    #[error("written in version {found}, this code reads versions up to {supported}")]
    TooNew { found: u32, supported: u32 },
    /// The line begins with a word that no version knows.
    #[error("unknown kind of line")]
    UnknownLine,
    /// Nothing follows the word.
    #[error("something is missing")]
    Missing,
    /// Not a day as `2026-06-24`.
    #[error("not a day")]
    NotADay,
    /// Not a GUID.
    #[error("not an id")]
    NotAnId,
    /// Neither `user` nor `company`.
    #[error("neither `user` nor `company`")]
    NotAnAudience,
    /// No plan or product stands above, to which the line could belong.
    #[error("belongs to nothing")]
    Homeless,
    /// The same plan stands above.
    #[error("the plan is there already")]
    RepeatedPlan,
    /// The same product stands above.
    #[error("the product is there already")]
    RepeatedProduct,
    /// No plan of the file has this name or id.
    #[error("no such plan")]
    UnknownPlan,
    /// Several plans of the file have this name.
    #[error("several plans have this name")]
    AmbiguousPlan,
}

/// What is wrong with a text, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, character {character}: {flaw}")]
pub struct CatalogueError {
    /// From 1.
    pub line: u32,
    /// From 1.
    pub character: u32,
    pub flaw: Flaw,
}

impl Catalogue {
    /// Reads what [`Self::write`] wrote, in any order of plans and products.
    pub fn read(text: &str) -> Result<Self, CatalogueError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut lines = (1_u32..).zip(text.lines());
        let (_, first) = lines.next().unwrap_or((1, ""));
        version(Line { number: 1, text: first.trim_end() })?;
        let mut reading = Reading::default();
        for (number, text) in lines {
            reading.line(Line { number, text: text.trim_end() })?;
        }
        reading.finish()
    }

    /// Writes everything. What is read from it is the same catalogue.
    #[must_use]
    pub fn write(&self) -> String {
        let mut out = String::new();
        push(&mut out, &[FORM.trim_end(), &VERSION.to_string()]);
        if let Some(day) = self.dated {
            push(&mut out, &["dated", &write_day(day)]);
        }
        let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
        for plan in self.plans.values() {
            *counts.entry(&plan.name).or_default() += 1;
        }
        let sorted = by_text(self.plans.values(), |plan| (plan.name.as_str(), plan.id));
        for plan in &sorted {
            push(&mut out, &["plan", &plan.id.to_string(), &plan.name]);
            match plan.applies_to {
                Some(AppliesTo::User) => push(&mut out, &["for", "user"]),
                Some(AppliesTo::Company) => push(&mut out, &["for", "company"]),
                None => {}
            }
            for name in &plan.friendly_names {
                push(&mut out, &["=", name]);
            }
        }
        let places: BTreeMap<ServicePlanId, usize> =
            sorted.iter().enumerate().map(|(place, plan)| (plan.id, place)).collect();
        let products = self.products.values();
        for product in by_text(products, |product| (product.part_number.as_str(), product.id)) {
            push(&mut out, &["product", &product.id.to_string(), &product.part_number]);
            for name in &product.names {
                push(&mut out, &["=", name]);
            }
            let mut within: Vec<usize> =
                product.plans.iter().filter_map(|id| places.get(id).copied()).collect();
            within.sort_unstable();
            for plan in within.into_iter().filter_map(|place| sorted.get(place)) {
                let name = plan.name.as_str();
                let tells = !name.is_empty()
                    && counts.get(name) == Some(&1)
                    && ServicePlanId::parse(name).is_none();
                if tells {
                    push(&mut out, &["+", name]);
                } else {
                    push(&mut out, &["+", &plan.id.to_string()]);
                }
            }
        }
        out
    }
}

/// Sorts as people look things up: by text, whatever its case, then by id.
fn by_text<'a, T, Id: Ord>(
    all: impl Iterator<Item = &'a T>,
    of: impl Fn(&T) -> (&str, Id),
) -> Vec<&'a T> {
    let mut all: Vec<&T> = all.collect();
    all.sort_by_cached_key(|one| {
        let (text, id) = of(one);
        (fold::case(text).into_owned(), id)
    });
    all
}

/// Appends a line of words; those at the end that are empty are none.
fn push(out: &mut String, words: &[&str]) {
    for (at, word) in words.iter().enumerate().filter(|(_, word)| !word.is_empty()) {
        if at > 0 {
            out.push(' ');
        }
        out.push_str(word);
    }
    out.push('\n');
}

/// A line without what is blank at its end.
#[derive(Debug, Clone, Copy)]
struct Line<'a> {
    number: u32,
    text: &'a str,
}

impl<'a> Line<'a> {
    /// Something is wrong where this end of the line begins.
    fn flaw(self, end: &str, flaw: Flaw) -> CatalogueError {
        let before = self.text.len().saturating_sub(end.len());
        let characters = self.text.get(..before).unwrap_or_default().chars().count();
        let character = u32::try_from(characters).unwrap_or(u32::MAX).saturating_add(1);
        CatalogueError { line: self.number, character, flaw }
    }

    /// The word at the start of an end of the line, and the end after it.
    fn word(end: &'a str) -> (&'a str, &'a str) {
        let (word, rest) = end.split_once(' ').unwrap_or((end, ""));
        (word, rest.trim_start())
    }
}

fn version(line: Line<'_>) -> Result<(), CatalogueError> {
    let Some(number) = line.text.strip_prefix(FORM) else {
        return Err(line.flaw(line.text, Flaw::Foreign));
    };
    match number.parse::<u32>() {
        Ok(1..=VERSION) => Ok(()),
        Ok(0) | Err(_) => Err(line.flaw(number, Flaw::Foreign)),
        Ok(found) => Err(line.flaw(number, Flaw::TooNew { found, supported: VERSION })),
    }
}

/// A day as `2026-06-24`.
fn day(text: &str) -> Option<Day> {
    let mut parts = text.split('-');
    let mut number = |digits: usize| {
        let part = parts.next()?;
        let is_plain = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
        is_plain.then(|| part.parse::<u16>().ok())?
    };
    let (year, month, day) = (number(4)?, number(2)?, number(2)?);
    let day = Day::new(i32::from(year), u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    day.filter(|_| parts.next().is_none())
}

/// To what a line that does not say it belongs.
#[derive(Debug, Clone, Copy, Default)]
enum Above {
    #[default]
    Nothing,
    Plan,
    Product,
}

/// What was read so far. Which plans are meant is decided at the end.
#[derive(Debug, Default)]
struct Reading<'a> {
    dated: Option<Day>,
    plans: Vec<Plan>,
    products: Vec<(Product, Vec<(Line<'a>, &'a str)>)>,
    known_plans: BTreeSet<ServicePlanId>,
    known_products: BTreeSet<SkuId>,
    above: Above,
}

impl<'a> Reading<'a> {
    fn line(&mut self, line: Line<'a>) -> Result<(), CatalogueError> {
        let (word, rest) = Line::word(line.text);
        if line.text.is_empty() || word.starts_with('#') {
            return Ok(());
        }
        if !matches!(word, "dated" | "plan" | "product" | "for" | "=" | "+") {
            return Err(line.flaw(line.text, Flaw::UnknownLine));
        }
        if rest.is_empty() {
            return Err(line.flaw("", Flaw::Missing));
        }
        match word {
            "dated" => {
                self.dated = Some(day(rest).ok_or_else(|| line.flaw(rest, Flaw::NotADay))?);
                Ok(())
            }
            "plan" => self.plan(line, rest),
            "product" => self.product(line, rest),
            _ => self.belonging(line, word, rest),
        }
    }

    fn plan(&mut self, line: Line<'a>, rest: &'a str) -> Result<(), CatalogueError> {
        let (id, name) = Line::word(rest);
        let id = ServicePlanId::parse(id).ok_or_else(|| line.flaw(rest, Flaw::NotAnId))?;
        if !self.known_plans.insert(id) {
            return Err(line.flaw(rest, Flaw::RepeatedPlan));
        }
        let name = name.to_owned();
        self.plans.push(Plan { id, name, friendly_names: Vec::new(), applies_to: None });
        self.above = Above::Plan;
        Ok(())
    }

    fn product(&mut self, line: Line<'a>, rest: &'a str) -> Result<(), CatalogueError> {
        let (id, part_number) = Line::word(rest);
        let id = SkuId::parse(id).ok_or_else(|| line.flaw(rest, Flaw::NotAnId))?;
        if !self.known_products.insert(id) {
            return Err(line.flaw(rest, Flaw::RepeatedProduct));
        }
        let part_number = part_number.to_owned();
        let product = Product { id, part_number, names: Vec::new(), plans: Vec::new() };
        self.products.push((product, Vec::new()));
        self.above = Above::Product;
        Ok(())
    }

    /// A line that belongs to the plan or product above it.
    fn belonging(
        &mut self,
        line: Line<'a>,
        word: &str,
        rest: &'a str,
    ) -> Result<(), CatalogueError> {
        let homeless = || line.flaw(line.text, Flaw::Homeless);
        match self.above {
            Above::Nothing => Err(homeless()),
            Above::Plan => {
                let plan = self.plans.last_mut().ok_or_else(homeless)?;
                match (word, rest) {
                    ("=", name) => plan.friendly_names.push(name.to_owned()),
                    ("for", "user") => plan.applies_to = Some(AppliesTo::User),
                    ("for", "company") => plan.applies_to = Some(AppliesTo::Company),
                    ("for", _) => return Err(line.flaw(rest, Flaw::NotAnAudience)),
                    _ => return Err(homeless()),
                }
                Ok(())
            }
            Above::Product => {
                let (product, plans) = self.products.last_mut().ok_or_else(homeless)?;
                match word {
                    "=" => product.names.push(rest.to_owned()),
                    "+" => plans.push((line, rest)),
                    _ => return Err(homeless()),
                }
                Ok(())
            }
        }
    }

    fn finish(self) -> Result<Catalogue, CatalogueError> {
        // None where several have the name.
        let mut named: BTreeMap<&str, Option<ServicePlanId>> = BTreeMap::new();
        for plan in &self.plans {
            let is_first = !named.contains_key(plan.name.as_str());
            named.insert(&plan.name, is_first.then_some(plan.id));
        }
        let mut products = Vec::with_capacity(self.products.len());
        for (mut product, plans) in self.products {
            for (line, text) in plans {
                let id = match (ServicePlanId::parse(text), named.get(text)) {
                    (Some(id), _) if self.known_plans.contains(&id) => id,
                    (None, Some(Some(id))) => *id,
                    (None, Some(None)) => return Err(line.flaw(text, Flaw::AmbiguousPlan)),
                    _ => return Err(line.flaw(text, Flaw::UnknownPlan)),
                };
                product.plans.push(id);
            }
            products.push(product);
        }
        let mut catalogue = Catalogue::default();
        catalogue.set_dated(self.dated);
        for plan in self.plans {
            catalogue.add_plan(plan);
        }
        for product in products {
            catalogue.add_product(product);
        }
        Ok(catalogue)
    }
}
