//! Price lists as people and spreadsheets write them.

use super::*;
use crate::domain::ObjectId;
use crate::exchange::csv_out::Separator;

const E3: &str = "05e9a617-0261-4cee-bb44-138d3ef5d965";

fn e3() -> SkuId {
    SkuId::parse(E3).unwrap()
}

fn sku(number: u8) -> SkuId {
    SkuId(ObjectId([number; 16]))
}

/// Part numbers: one product, one that two have, none.
fn products(text: &str) -> Vec<SkuId> {
    match text {
        "VISIO" => vec![sku(1)],
        "POWER" => vec![sku(2)],
        "TWICE" => vec![sku(3), sku(4)],
        _ => Vec::new(),
    }
}

fn price(amount: u32, code: &str, term: Term) -> Price {
    Price { amount, currency: Currency::parse(code).unwrap(), term }
}

fn read_text(text: &str, noted: &[(SkuId, Price)]) -> PriceFile {
    read(text.as_bytes(), &products, noted.iter().copied()).unwrap()
}

#[test]
fn rows_are_prices() {
    let text = format!(
        "\u{feff}Term;skuPartNumber;PRICE;currency;SKU id;note\r\n\
         monthly;whatever;\"1 234,50\";eur;{E3};x\r\n\
         Yearly;VISIO;99;EUR;;\r\n\
         ;;;;;\r\n\
         monthly;POWER;;;;\r\n"
    );
    let file = read_text(&text, &[]);
    assert_eq!(file.faults, []);
    assert_eq!(
        file.prices,
        [
            (e3(), Some(price(123_450, "EUR", Term::Monthly))),
            (sku(1), Some(price(9900, "EUR", Term::Yearly))),
            (sku(2), None),
        ]
    );
    // A file without terms speaks of months.
    let file = read_text("skuPartNumber,price,currency\nVISIO,12,EUR\n", &[]);
    assert_eq!(file.prices, [(sku(1), Some(price(1200, "EUR", Term::Monthly)))]);
}

#[test]
fn what_cannot_be_read_is_told_by_row() {
    let text = "skuPartNumber,price,currency,term\n\
                VISIO,12,EUR,monthly\n\
                VISIO,13,EUR,monthly\n\
                NOBODY,1,EUR,monthly\n\
                TWICE,1,EUR,monthly\n\
                POWER,\"1,234\",EUR,monthly\n\
                POWER,1,Euro,monthly\n\
                POWER,1,USD,monthly\n\
                POWER,1,EUR,weekly\n\
                POWER,1,EUR,\n\
                POWER,1,5,EUR,monthly\n";
    let file = read_text(text, &[]);
    assert_eq!(file.prices, [(sku(1), Some(price(1200, "EUR", Term::Monthly)))]);
    let text = str::to_owned;
    let eur = Currency::parse("EUR").unwrap();
    assert_eq!(
        file.faults,
        [
            (3, Fault::Repeated { first: 2 }),
            (4, Fault::NoProduct { text: text("NOBODY") }),
            (5, Fault::Ambiguous { text: text("TWICE") }),
            (6, Fault::Amount { text: text("1,234"), why: AmountError::TooFine, currency: eur }),
            (7, Fault::NotACurrency { text: text("Euro") }),
            (8, Fault::OtherCurrency { text: text("USD") }),
            (9, Fault::NotATerm { text: text("weekly") }),
            (10, Fault::NotATerm { text: String::new() }),
            (11, Fault::TooManyCells),
        ]
    );
    for (text, missing) in [
        ("", vec![Column::Price, Column::Currency, Column::SkuId, Column::PartNumber]),
        ("skuId,currency\n", vec![Column::Price]),
        ("price,currency\n", vec![Column::SkuId, Column::PartNumber]),
    ] {
        assert_eq!(read(text.as_bytes(), &products, std::iter::empty()), Err(NoPrices { missing }));
    }
}

/// A file in another currency is taken where it names every product that has a price.
#[test]
fn prices_that_stay_keep_their_currency() {
    let noted = price(500, "EUR", Term::Yearly);
    let text = "skuPartNumber,price,currency\nVISIO,12,USD\n";
    let file = read_text(text, &[(sku(1), noted)]);
    assert_eq!((file.prices.len(), file.faults.len()), (1, 0));
    let file = read_text(text, &[(sku(1), noted), (sku(2), noted)]);
    assert_eq!(file.prices, []);
    assert_eq!(file.faults, [(2, Fault::OtherCurrency { text: "USD".to_owned() })]);
}

#[test]
fn what_is_written_is_read_again() {
    let lines = [
        (e3(), "SPE_E3".to_owned(), Some(price(123_456, "EUR", Term::Monthly))),
        (sku(1), "=VISIO".to_owned(), Some(price(7, "EUR", Term::Yearly))),
        (sku(2), String::new(), None),
    ];
    let comma = Separator::Comma;
    let semicolon = Separator::Semicolon;
    for profile in [
        Profile::Raw,
        Profile::Spreadsheet { separator: comma },
        Profile::Spreadsheet { separator: semicolon },
    ] {
        let file = read(&table(&lines, profile), &products, std::iter::empty()).unwrap();
        let expected: Vec<_> = lines.iter().map(|(sku, _, price)| (*sku, *price)).collect();
        assert_eq!((file.prices, file.faults), (expected, vec![]));
    }
    let text = String::from_utf8(table(&lines, Profile::Raw)).unwrap();
    let first = text.lines().nth(1).unwrap();
    assert_eq!(first, format!("{E3},SPE_E3,1234.56,EUR,monthly"));
}
