//! What products cost, as somebody notes it. Nothing of the tenant changes, so it takes no role.

use super::Expansion;
use crate::domain::{
    Command, Currency, Event, LedgerEntry, LedgerKey, Operation, Price, PriceProblem, Refusal,
    SkuId, Title,
};
use crate::tenant::Workspace;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn expand(workspace: &Workspace, prices: &[(SkuId, Option<Price>)]) -> Expansion {
    // Of one product the last price counts.
    let prices: BTreeMap<SkuId, Option<Price>> = prices.iter().copied().collect();
    let noted = prices.into_iter().map(|(product, price)| {
        let key = LedgerKey::Price(product);
        let before = workspace.ledger().get(&key).cloned();
        Event::Ledger { key, before, after: price.map(LedgerEntry::Price) }
    });
    let events: Vec<Event> = noted.filter(|event| !event.is_void()).collect();
    let products = u32::try_from(events.len()).unwrap_or(u32::MAX);
    Expansion { title: Title::Price { products }, events, warnings: Vec::new() }
}

/// The command that an operation about prices comes from.
pub(super) fn command(operation: &Operation) -> Option<Command> {
    let price = |event: &Event| match event {
        Event::Ledger { key: LedgerKey::Price(product), after: None, .. } => Some((*product, None)),
        Event::Ledger {
            key: LedgerKey::Price(product),
            after: Some(LedgerEntry::Price(price)),
            ..
        } => Some((*product, Some(*price))),
        _ => None,
    };
    let prices: Option<Vec<_>> = operation.events.iter().map(price).collect();
    prices.map(|prices| Command::Price { prices })
}

/// What stands against prices as an operation leaves them, whatever its title.
pub(super) fn problems(workspace: &Workspace, operation: &Operation) -> Vec<Refusal> {
    let mut noted: BTreeMap<SkuId, Option<Price>> = BTreeMap::new();
    for event in &operation.events {
        let Event::Ledger { key: LedgerKey::Price(product), after, .. } = event else { continue };
        let price = match after {
            None => None,
            Some(LedgerEntry::Price(price)) => Some(*price),
            Some(_) => return vec![Refusal::LedgerContradicts],
        };
        noted.insert(*product, price);
    }
    if noted.is_empty() {
        return Vec::new();
    }
    let too_high =
        noted.iter().filter(|(_, price)| price.is_some_and(|it| it.amount > Price::MOST));
    let mut refusals: Vec<Refusal> = too_high
        .map(|(product, _)| Refusal::Price(PriceProblem::TooHigh { product: *product }))
        .collect();
    let stays = workspace.ledger().prices().filter(|(product, _)| !noted.contains_key(product));
    let all = stays.map(|(_, price)| price).chain(noted.values().copied().flatten());
    let currencies: BTreeSet<Currency> = all.map(|price| price.currency).collect();
    if currencies.len() > 1 {
        refusals.push(Refusal::Price(PriceProblem::MixedCurrencies));
    }
    refusals
}
