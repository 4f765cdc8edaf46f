//! What products cost: noted, changed, taken back, and kept through imports.

use super::*;
use crate::domain::{Currency, Price, PriceProblem, SkuId, Term};
use crate::tenant::money::Prices;

fn sku(number: u8) -> SkuId {
    SkuId(ObjectId([number; 16]))
}

fn price(amount: u32, code: &str, term: Term) -> Price {
    Price { amount, currency: Currency::parse(code).unwrap(), term }
}

fn note(prices: &[(u8, Option<Price>)]) -> Command {
    Command::Price {
        prices: prices.iter().map(|(product, price)| (sku(*product), *price)).collect(),
    }
}

fn noted(w: &Workspace) -> Vec<(SkuId, Price)> {
    Prices::of(w).iter().collect()
}

#[test]
fn prices_are_noted_and_taken_back() {
    let mut w = workspace(1);
    let (month, year) = (price(1250, "EUR", Term::Monthly), price(9900, "EUR", Term::Yearly));
    do_it(&mut w, &note(&[(2, Some(year)), (1, Some(month))]));
    assert_eq!(noted(&w), [(sku(1), month), (sku(2), year)]);
    assert_eq!(w.journal().last().unwrap().title, Title::Price { products: 2 });
    // Nothing of the tenant changes.
    assert_eq!((w.staged_count(), w.staged().len()), (0, 0));
    let prices = Prices::of(&w);
    assert_eq!((prices.yearly(sku(1)), prices.yearly(sku(2))), (Some(15_000), Some(9900)));
    assert_eq!(prices.yearly(sku(3)), None);
    // What stands already is no change; of a product that is named twice the last counts.
    let again = w.decide(&note(&[(1, Some(month)), (3, None)]), &context(0));
    assert_eq!(again, Err(vec![Refusal::NothingToDo]));
    do_it(&mut w, &note(&[(1, None), (2, None), (2, Some(month))]));
    assert_eq!(noted(&w), [(sku(2), month)]);
    let undone = w.undoable().unwrap();
    do_it(&mut w, &Command::Undo(undone));
    assert_eq!(noted(&w), [(sku(1), month), (sku(2), year)]);
    do_it(&mut w, &Command::Undo(undone));
    assert_eq!(noted(&w), [(sku(2), month)]);
}

#[test]
fn all_prices_are_in_one_currency() {
    let mut w = workspace(1);
    let (eur, usd) = (price(100, "EUR", Term::Monthly), price(100, "USD", Term::Monthly));
    let mixed = Err(vec![Refusal::Price(PriceProblem::MixedCurrencies)]);
    assert_eq!(w.decide(&note(&[(1, Some(eur)), (2, Some(usd))]), &context(0)), mixed);
    do_it(&mut w, &note(&[(1, Some(eur)), (2, Some(eur))]));
    assert_eq!(w.decide(&note(&[(1, Some(usd))]), &context(0)), mixed);
    // All of them at once, or the others forgotten.
    do_it(&mut w, &note(&[(1, Some(usd)), (2, None)]));
    assert_eq!(noted(&w), [(sku(1), usd)]);
    // Going back to a state with two currencies is refused as well.
    do_it(&mut w, &note(&[(3, Some(usd))]));
    let change = w.journal()[1].id;
    assert_eq!(w.decide(&Command::Undo(change), &context(0)), mixed);
    let too_high = price(Price::MOST + 1, "USD", Term::Yearly);
    let refused = w.decide(&note(&[(1, Some(too_high))]), &context(0));
    let problem = PriceProblem::TooHigh { product: sku(1) };
    assert_eq!(refused, Err(vec![Refusal::Price(problem)]));
}

/// A journal from a file is judged like a command, and so is one that an import came after.
#[test]
fn a_journal_with_prices_opens_again() {
    let eur = price(100, "EUR", Term::Monthly);
    let mut w = workspace(2);
    do_it(&mut w, &note(&[(1, Some(eur)), (2, Some(eur))]));
    do_it(&mut w, &edit(&[0], Attribute::DEPARTMENT, Some(text("Sales"))));
    do_it(&mut w, &note(&[(2, None)]));
    let journal = w.journal().to_vec();
    let mut other = workspace(2);
    for operation in &journal {
        assert_eq!(other.admit(operation), Ok(()));
        other.apply(operation.clone());
    }
    assert_eq!(noted(&other), [(sku(1), eur)]);
    w.rebase(BaselineChanges::default(), vec![source()]);
    assert_eq!(noted(&w), [(sku(1), eur)]);
    let mut forged = journal[0].clone();
    forged.title = Title::Price { products: 7 };
    assert_eq!(workspace(2).admit(&forged), Err(vec![Refusal::LedgerContradicts]));
}
