//! What licences cost, by the prices that were noted: product by product, by what people are, what is paid for
//! nothing, and what would do.
//!
//! Costs are of a year, in the smallest unit of the currency; a monthly price counts twelve times. A seat without
//! a price is counted as one, and never as one that costs nothing.

pub mod alike;
pub mod cost;
pub mod mix;
#[cfg(test)]
mod tests;
pub mod waste;

use crate::domain::{Currency, Price, SkuId};
use crate::tenant::Workspace;
use std::collections::BTreeMap;

/// What products cost, as it was noted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Prices(BTreeMap<SkuId, Price>);

impl Prices {
    /// Those of a workspace.
    #[must_use]
    pub fn of(workspace: &Workspace) -> Self {
        Self(workspace.ledger().prices().collect())
    }

    /// The currency of all of them.
    #[must_use]
    pub fn currency(&self) -> Option<Currency> {
        self.0.values().next().map(|price| price.currency)
    }

    /// What a seat of a product costs in a year.
    #[must_use]
    pub fn yearly(&self, product: SkuId) -> Option<u128> {
        self.get(product).map(Price::yearly)
    }

    /// The price of a product.
    #[must_use]
    pub fn get(&self, product: SkuId) -> Option<Price> {
        self.0.get(&product).copied()
    }

    /// Every price, by product.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (SkuId, Price)> {
        self.0.iter().map(|(product, price)| (*product, *price))
    }

    /// Whether nothing has a price.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Seats and what they cost; those without a price are counted apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sum {
    pub seats: u64,
    /// Of these, those of products without a price.
    pub unpriced: u64,
    pub cost: u128,
}

impl Sum {
    /// So many seats of a product that costs this in a year.
    pub fn add(&mut self, seats: u64, yearly: Option<u128>) {
        self.seats += seats;
        match yearly {
            Some(yearly) => self.cost += u128::from(seats) * yearly,
            None => self.unpriced += seats,
        }
    }

    /// Takes another sum in.
    pub const fn take(&mut self, other: Self) {
        self.seats += other.seats;
        self.unpriced += other.unpriced;
        self.cost += other.cost;
    }

    /// The cost, where at least one of the seats has a price, or there is none.
    #[must_use]
    pub const fn known_cost(self) -> Option<u128> {
        if self.unpriced == self.seats && self.seats > 0 { None } else { Some(self.cost) }
    }
}
