//! What products cost, and what the people of each department, country or the like hold.

use super::{Prices, Sum};
use crate::domain::{AppliesTo, Attribute, PrepaidUnits, SkuId};
use crate::store::{Bits, Cell};
use crate::tenant::Workspace;
use crate::tenant::licences::{Licences, ProductFigures};
use crate::text::collate::{self, Collation};
use std::cmp::Reverse;

/// A product and what it costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductCost {
    pub sku: SkuId,
    /// What a seat costs in a year.
    pub yearly: Option<u128>,
    /// Seats that were bought and can be used ([`PrepaidUnits::bought`]); none where no file tells.
    pub bought: Option<u32>,
    /// Seats that are taken.
    pub taken: u32,
    /// Seats that are paid for and nobody has; none where no file tells, or the product is not for people.
    pub idle: Option<u32>,
}

impl ProductCost {
    /// What so many seats cost in a year.
    #[must_use]
    pub fn of(&self, seats: Option<u32>) -> Option<u128> {
        Some(self.yearly? * u128::from(seats?))
    }
}

/// Every product that is owned or held, in the order of the figures.
#[must_use]
pub fn products(figures: &[ProductFigures], prices: &Prices) -> Vec<ProductCost> {
    let cost = |one: &ProductFigures| {
        let owned = one.owned.as_ref();
        let bought = owned.and_then(|owned| owned.seats).map(PrepaidUnits::bought);
        let for_people = owned.is_none_or(|owned| owned.applies_to != Some(AppliesTo::Company));
        ProductCost {
            sku: one.sku,
            yearly: prices.yearly(one.sku),
            bought,
            taken: one.taken(),
            idle: bought.filter(|_| for_people).map(|bought| bought.saturating_sub(one.taken())),
        }
    };
    figures.iter().map(cost).collect()
}

/// Seats of all products.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Total {
    pub sum: Sum,
    /// Products that are not in it: no file tells how many seats of them there are.
    pub untold: u32,
}

/// Some seats of all products together; none where no file tells of any. A product of which such seats do not
/// exist is not missed.
#[must_use]
pub fn total(costs: &[ProductCost], seats: impl Fn(&ProductCost) -> Option<u32>) -> Option<Total> {
    let mut total = Total::default();
    for one in costs {
        match seats(one) {
            Some(seats) => total.sum.add(u64::from(seats), one.yearly),
            None if one.bought.is_none() => total.untold += 1,
            None => {}
        }
    }
    let nothing_told = costs.iter().all(|one| one.bought.is_none() && seats(one).is_none());
    (costs.is_empty() || !nothing_told).then_some(total)
}

/// The people with one value of an attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    pub value: Shared,
    /// Active users.
    pub people: u32,
    /// Those of them who hold a product.
    pub holders: u32,
    /// Those of them of whom no file tells which licences they have.
    pub untold: u32,
    /// Seats that they take.
    pub sum: Sum,
}

/// What people have in common.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shared {
    Value(String),
    /// The attribute is empty.
    Nothing,
    /// No file tells.
    Unknown,
}

/// The attributes by which people can be told apart: texts that many share, in the order of the table.
#[must_use]
pub fn attributes(workspace: &Workspace) -> Vec<Attribute> {
    let users = workspace.users();
    let is_told = |attribute: &Attribute| {
        attribute.kind() == crate::domain::Kind::Text
            && users.is_known(*attribute)
            && users.repeats(*attribute)
    };
    users.schema().attributes().filter(is_told).collect()
}

#[derive(Clone, Copy, Default)]
struct Count {
    people: u32,
    holders: u32,
    untold: u32,
    sum: Sum,
}

/// What is held by the people with each value of an attribute: the dearest first, those without a value and those
/// of whom it is not told last. Walks over the holders of each product once.
pub fn by_attribute(
    workspace: &Workspace,
    licences: &mut Licences,
    prices: &Prices,
    attribute: Attribute,
) -> Vec<Share> {
    let users = workspace.users();
    let classed = users.classed(attribute);
    let mut counts = vec![Count::default(); classed.count()];
    let mut tally = |rows: &Bits, add: &dyn Fn(&mut Count)| {
        for row in rows.iter() {
            if let Some(count) = counts.get_mut(classed.of(row) as usize) {
                add(count);
            }
        }
    };
    tally(users.active(), &|count| count.people += 1);
    tally(licences.unknown(), &|count| count.untold += 1);
    let mut all = Bits::none(users.rows());
    let skus: Vec<SkuId> =
        licences.model().products().filter_map(|one| licences.model().sku(one)).collect();
    for sku in skus {
        let holders = licences.holders(sku);
        let yearly = prices.yearly(sku);
        tally(&holders, &|count| count.sum.add(1, yearly));
        all.or(&holders);
    }
    tally(&all, &|count| count.holders += 1);
    let share = |(number, count): (u32, &Count)| {
        let Count { people, holders, untold, sum } = *count;
        let value = match classed.value(number) {
            Cell::Text(text) => Shared::Value(text.to_owned()),
            Cell::Null => Shared::Nothing,
            _ => Shared::Unknown,
        };
        (people > 0).then_some(Share { value, people, holders, untold, sum })
    };
    let mut shares: Vec<Share> = (0..).zip(&counts).filter_map(share).collect();
    shares.sort_by_cached_key(|share| {
        let (last, key) = match &share.value {
            Shared::Value(text) => (0, collate::key(text, Collation::Root)),
            Shared::Nothing => (1, Vec::new()),
            Shared::Unknown => (2, Vec::new()),
        };
        (last, Reverse(share.sum.cost), Reverse(share.sum.seats), key)
    });
    shares
}
