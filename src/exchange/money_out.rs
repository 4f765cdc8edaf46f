//! What licences cost, as CSV: product by product, by what people have in common, who holds what serves nobody, and
//! what would be cheaper.
//!
//! Headers are names as Graph writes its own. Costs are of a year, with a dot before the smaller unit; what is not
//! known is empty.

use crate::domain::{Attribute, Currency, SkuId};
use crate::exchange::csv_out::Profile;
use crate::exchange::licences_out::{identity, part_number};
use crate::exchange::sheet::{push_line, start, write};
use crate::licensing::Catalogue;
use crate::tenant::Workspace;
use crate::tenant::money::cost::{ProductCost, Share, Shared};
use crate::tenant::money::mix::{Mix, Today};
use crate::tenant::money::waste::{Reason, Waste};
use crate::tenant::money::{Prices, Sum};

fn amount(currency: Option<Currency>, amount: Option<u128>) -> String {
    let both = currency.zip(amount);
    both.map(|(currency, amount)| currency.plain(amount)).unwrap_or_default()
}

fn code(currency: Option<Currency>) -> String {
    currency.map(|currency| currency.code().to_owned()).unwrap_or_default()
}

/// Product by product.
#[must_use]
pub fn products(
    workspace: &Workspace,
    catalogue: &Catalogue,
    costs: &[ProductCost],
    profile: Profile,
) -> Vec<u8> {
    const HEADERS: [&str; 10] = [
        "skuId",
        "skuPartNumber",
        "bought",
        "assigned",
        "idle",
        "seatPerYear",
        "boughtPerYear",
        "assignedPerYear",
        "idlePerYear",
        "currency",
    ];
    let currency = Prices::of(workspace).currency();
    let number = |seats: Option<u32>| seats.map(|seats| seats.to_string()).unwrap_or_default();
    let row = |one: &ProductCost| {
        let cost = |seats: Option<u32>| amount(currency, one.of(seats));
        let seats = [one.bought, Some(one.taken), one.idle];
        let [bought, taken, idle] = seats.map(number);
        let [bought_cost, taken_cost, idle_cost] = seats.map(cost);
        [
            one.sku.to_string(),
            part_number(workspace, catalogue, one.sku),
            bought,
            taken,
            idle,
            amount(currency, one.yearly),
            bought_cost,
            taken_cost,
            idle_cost,
            code(currency),
        ]
    };
    let rows: Vec<[String; 10]> = costs.iter().map(row).collect();
    write(&HEADERS, &rows, profile)
}

/// By what people have in common. `state` is `value`, `empty` or `unknown`.
#[must_use]
pub fn shares(
    workspace: &Workspace,
    attribute: Attribute,
    shares: &[Share],
    profile: Profile,
) -> Vec<u8> {
    let currency = Prices::of(workspace).currency();
    let headers = [
        workspace.users().schema().name(attribute),
        "state",
        "people",
        "holders",
        "licensesNotTold",
        "seats",
        "seatsWithoutPrice",
        "costPerYear",
        "currency",
    ];
    let row = |share: &Share| {
        let (value, state) = match &share.value {
            Shared::Value(value) => (value.clone(), "value"),
            Shared::Nothing => (String::new(), "empty"),
            Shared::Unknown => (String::new(), "unknown"),
        };
        let Share { people, holders, untold, sum, .. } = share;
        [
            value,
            state.to_owned(),
            people.to_string(),
            holders.to_string(),
            untold.to_string(),
            sum.seats.to_string(),
            sum.unpriced.to_string(),
            amount(currency, sum.known_cost()),
            code(currency),
        ]
    };
    let rows: Vec<[String; 9]> = shares.iter().map(row).collect();
    write(&headers, &rows, profile)
}

/// The name of a reason in files.
const fn word(reason: Reason) -> &'static str {
    match reason {
        Reason::Disabled => "accountDisabled",
        Reason::NeverSignedIn => "neverSignedIn",
        Reason::Idle => "idle",
        Reason::Covered { .. } => "coveredByAnotherProduct",
        Reason::NothingOn => "noPlanOn",
    }
}

/// Who holds what serves nobody: a row for each seat, written in pieces. `removable` is `true` where it was given to
/// the person and by no group.
#[derive(Debug)]
pub struct WasteFile {
    /// Each with the number of seats up to its last one.
    rows: Vec<(usize, Waste)>,
    profile: Profile,
}

impl WasteFile {
    /// Of these seats, in their order.
    #[must_use]
    pub fn new(rows: Vec<Waste>, profile: Profile) -> Self {
        let mut end = 0;
        let with_end = |row: Waste| {
            end += row.people.count() as usize;
            (end, row)
        };
        Self { rows: rows.into_iter().map(with_end).collect(), profile }
    }

    /// Whose each seat is.
    #[must_use]
    pub fn holders(&self) -> Vec<u32> {
        self.rows.iter().flat_map(|(_, row)| row.people.iter()).collect()
    }

    /// What stands before the first row.
    #[must_use]
    pub fn start(&self) -> Vec<u8> {
        let headers = [
            "id",
            "userPrincipalName",
            "displayName",
            "reason",
            "coveredBy",
            "skuId",
            "skuPartNumber",
            "removable",
            "costPerYear",
            "currency",
        ];
        start(&headers.map(str::to_owned), self.profile).into_bytes()
    }

    /// Some of the [`Self::holders`]; so many stand before them.
    #[must_use]
    pub fn rows(
        &self,
        workspace: &Workspace,
        catalogue: &Catalogue,
        mut holders: &[u32],
        mut before: usize,
    ) -> Vec<u8> {
        let prices = Prices::of(workspace);
        let currency = prices.currency();
        let mut out = String::new();
        for (end, row) in &self.rows {
            let length = end.saturating_sub(before).min(holders.len());
            let (these, rest) = holders.split_at_checked(length).unwrap_or((holders, &[]));
            (holders, before) = (rest, before + length);
            if these.is_empty() {
                continue;
            }
            let covered = match row.reason {
                Reason::Covered { by } => part_number(workspace, catalogue, by),
                _ => String::new(),
            };
            let mut seat = Sum::default();
            seat.add(1, prices.yearly(row.sku));
            let of_seat = [
                word(row.reason).to_owned(),
                covered,
                row.sku.to_string(),
                part_number(workspace, catalogue, row.sku),
            ];
            let cost = [amount(currency, seat.known_cost()), code(currency)];
            for user in these {
                let mut cells = identity(workspace, *user).to_vec();
                cells.extend_from_slice(&of_seat);
                cells.push(row.removable.contains(*user).to_string());
                cells.extend_from_slice(&cost);
                push_line(&mut out, &cells, self.profile);
            }
        }
        out.into_bytes()
    }
}

/// The cheapest mix: a row for each change. Products are part numbers, parted by spaces; `byGroup` counts those
/// who have what is to go by a group.
#[must_use]
pub fn mix(
    workspace: &Workspace,
    catalogue: &Catalogue,
    (today, mix): (&Today, &Mix),
    profile: Profile,
) -> Vec<u8> {
    const HEADERS: [&str; 6] = ["from", "to", "people", "byGroup", "savingPerYear", "currency"];
    let currency = Prices::of(workspace).currency();
    let names = |skus: &[SkuId]| {
        let name = |sku: &SkuId| {
            let part_number = part_number(workspace, catalogue, *sku);
            if part_number.is_empty() { sku.to_string() } else { part_number }
        };
        skus.iter().map(name).collect::<Vec<String>>().join(" ")
    };
    let rows: Vec<[String; 6]> = mix
        .changes
        .iter()
        .map(|change| {
            [
                names(&change.from),
                names(&change.to),
                change.people.to_string(),
                today.count(&change.by_group).to_string(),
                amount(currency, Some(change.saving)),
                code(currency),
            ]
        })
        .collect();
    write(&HEADERS, &rows, profile)
}

#[cfg(test)]
mod tests;
