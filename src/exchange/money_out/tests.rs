//! The files of costs, cell by cell.

use super::{products, shares, waste};
use crate::domain::{
    Actor, Attribute, Command, Context, Currency, Datum, Existence, ObjectId, Origin, Price, SkuId,
    Term, Timestamp,
};
use crate::exchange::csv_out::{Profile, Separator};
use crate::licensing::Catalogue;
use crate::store::{Bits, Directory};
use crate::tenant::money::Sum;
use crate::tenant::money::cost::{ProductCost, Share, Shared};
use crate::tenant::money::waste::{Reason, Waste};
use crate::tenant::{Info, Workspace};

fn sku(number: u8) -> SkuId {
    SkuId(ObjectId([number; 16]))
}

/// The first product costs 1.25 a month, the second has no price.
fn priced() -> Workspace {
    let mut directory = Directory::default();
    for number in 0..2_u64 {
        let users = &mut directory.users;
        let row = users.push(ObjectId::from_seed(7, number), false, Existence::Active).unwrap();
        let name = Datum::text(format!("User {number}"));
        users.set(row, Attribute::DISPLAY_NAME, &name);
        let principal = Datum::text(format!("user{number}@contoso.com"));
        users.set(row, Attribute::USER_PRINCIPAL_NAME, &principal);
    }
    let info = Info { name: String::new(), sample: false, created: Timestamp(0) };
    let mut workspace = Workspace::new(info, directory);
    let currency = Currency::parse("EUR").unwrap();
    let price = Price { amount: 125, currency, term: Term::Monthly };
    let command = Command::Price { prices: vec![(sku(1), Some(price))] };
    let actor = Actor { id: None, name: String::new(), roles: vec![] };
    let context = Context { at: Timestamp(0), actor, origin: Origin::Page, seed: 0 };
    workspace.dispatch(&command, &context).unwrap();
    workspace
}

fn lines(file: Vec<u8>) -> Vec<String> {
    String::from_utf8(file).unwrap().lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn products_with_and_without_a_price() {
    let workspace = priced();
    let cost = |number, yearly, bought| ProductCost {
        sku: sku(number),
        yearly,
        bought,
        taken: 2,
        idle: bought.map(|bought| bought - 2),
    };
    let costs = [cost(1, Some(1500), Some(5)), cost(2, None, None)];
    let file = products(&workspace, &Catalogue::default(), &costs, Profile::Raw);
    let (one, two) = (sku(1), sku(2));
    let expected =
        [format!("{one},,5,2,3,15.00,75.00,30.00,45.00,EUR"), format!("{two},,,2,,,,,,EUR")];
    assert_eq!(lines(file), expected);
}

#[test]
fn shares_by_a_department_that_would_run() {
    let workspace = priced();
    let mut sum = Sum::default();
    sum.add(2, Some(1500));
    sum.add(1, None);
    let share = |value, sum| Share { value, people: 4, holders: 3, untold: 1, sum };
    let all = [
        share(Shared::Value("=1+1".to_owned()), sum),
        share(Shared::Nothing, Sum::default()),
        share(Shared::Unknown, Sum { seats: 1, unpriced: 1, cost: 0 }),
    ];
    let profile = Profile::Spreadsheet { separator: Separator::Semicolon };
    let file = shares(&workspace, Attribute::DEPARTMENT, &all, profile);
    let text = String::from_utf8(file.clone()).unwrap();
    assert!(text.starts_with("\u{feff}'department;state;people"), "{text}");
    assert_eq!(
        lines(file),
        ["'=1+1;value;4;3;1;3;1;30.00;EUR", ";empty;4;3;1;0;0;0.00;EUR", ";unknown;4;3;1;1;1;;EUR",]
    );
}

#[test]
fn each_seat_that_serves_nobody() {
    let workspace = priced();
    let row = |number, reason, people: &[u32], removable: &[u32]| Waste {
        reason,
        sku: sku(number),
        people: Bits::of(2, people.iter().copied()),
        removable: Bits::of(2, removable.iter().copied()),
        sum: Sum::default(),
    };
    let rows =
        [row(1, Reason::Idle, &[0, 1], &[1]), row(2, Reason::Covered { by: sku(1) }, &[0], &[0])];
    let file = waste(&workspace, &Catalogue::default(), &rows, Profile::Raw);
    let id = |row: u64| ObjectId::from_seed(7, row);
    let who = |row: u64| format!("{},user{row}@contoso.com,User {row}", id(row));
    let (one, two) = (sku(1), sku(2));
    assert_eq!(
        lines(file),
        [
            format!("{},idle,,{one},,false,15.00,EUR", who(0)),
            format!("{},idle,,{one},,true,15.00,EUR", who(1)),
            format!("{},coveredByAnotherProduct,,{two},,true,,EUR", who(0)),
        ]
    );
}
