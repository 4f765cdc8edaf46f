//! The files of costs, cell by cell.

use super::{WasteFile, mix, products, shares};
use crate::domain::{
    Actor, AssignedLicense, Attribute, Command, Context, Currency, Datum, Existence, ObjectId,
    Origin, Price, ServicePlanId, SkuId, SubscribedPlan, Subscription, Term, Timestamp, Value,
};
use crate::exchange::csv_out::{Profile, Separator};
use crate::licensing::Catalogue;
use crate::store::{Bits, Directory};
use crate::tenant::licences::{Assumptions, Licences};
use crate::tenant::money::cost::{ProductCost, Share, Shared};
use crate::tenant::money::mix::Today;
use crate::tenant::money::waste::{Reason, Waste};
use crate::tenant::money::{Prices, Sum};
use crate::tenant::{Info, Organisation, Workspace};
use std::collections::BTreeSet;

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
    note(&mut workspace, &[(1, 125)]);
    workspace
}

/// Notes what products cost a month, in cents.
fn note(workspace: &mut Workspace, prices: &[(u8, u32)]) {
    let currency = Currency::parse("EUR").unwrap();
    let price = |(number, amount): &(u8, u32)| {
        (sku(*number), Some(Price { amount: *amount, currency, term: Term::Monthly }))
    };
    let command = Command::Price { prices: prices.iter().map(price).collect() };
    let actor = Actor { id: None, name: String::new(), roles: vec![] };
    let context = Context { at: Timestamp(0), actor, origin: Origin::Page, seed: 0 };
    workspace.dispatch(&command, &context).unwrap();
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
    let catalogue = Catalogue::default();
    let file = WasteFile::new(rows.to_vec(), Profile::Raw);
    let holders = file.holders();
    assert_eq!(holders, [0, 1, 0]);
    let id = |row: u64| ObjectId::from_seed(7, row);
    let who = |row: u64| format!("{},user{row}@contoso.com,User {row}", id(row));
    let (one, two) = (sku(1), sku(2));
    let expected = [
        format!("{},idle,,{one},,false,15.00,EUR", who(0)),
        format!("{},idle,,{one},,true,15.00,EUR", who(1)),
        format!("{},coveredByAnotherProduct,,{two},,true,,EUR", who(0)),
    ];
    // However it is cut, it is the same file.
    for length in 1..=4 {
        let mut all = file.start();
        for (piece, before) in holders.chunks(length).zip((0..).step_by(length)) {
            all.extend(file.rows(&workspace, &catalogue, piece, before));
        }
        assert_eq!(lines(all), expected, "{length}");
    }
    let profile = Profile::Spreadsheet { separator: Separator::Semicolon };
    let head = String::from_utf8(WasteFile::new(Vec::new(), profile).start()).unwrap();
    assert!(head.starts_with("\u{feff}id;userPrincipalName;"), "{head}");
}

/// The first has two products of which the dearer one brings all, the second by a group that no file tells of.
#[test]
fn changes_of_the_cheapest_mix() {
    let mut directory = Directory::default();
    let list = |texts: Vec<String>| Datum::Value(Value::Texts(texts));
    let [large, small] = [1, 2].map(|number| AssignedLicense::new(sku(number), vec![]).text());
    for number in 0..2_u64 {
        let users = &mut directory.users;
        let row = users.push(ObjectId::from_seed(7, number), false, Existence::Active).unwrap();
        let (direct, states) = if number == 0 {
            (list(vec![large.clone(), small.clone()]), Datum::Null)
        } else {
            (list(vec![large.clone()]), list(vec![format!("{}/{}/Active//", sku(2), sku(9))]))
        };
        users.set(row, Attribute::DIRECT_LICENSES, &direct);
        users.set(row, Attribute::LICENSE_ASSIGNMENT_STATES, &states);
    }
    let subscription = |number: u8, part_number: &str, plans: &[u8]| Subscription {
        sku: sku(number),
        part_number: part_number.to_owned(),
        applies_to: None,
        status: None,
        seats: None,
        consumed: None,
        plans: plans
            .iter()
            .map(|plan| SubscribedPlan {
                id: ServicePlanId(ObjectId([100 + plan; 16])),
                name: String::new(),
                applies_to: None,
                status: None,
            })
            .collect(),
    };
    let info = Info { name: String::new(), sample: false, created: Timestamp(0) };
    let mut workspace = Workspace::new(info, directory);
    let subscriptions = vec![subscription(1, "LARGE", &[1, 2]), subscription(2, "SMALL", &[1])];
    let subscriptions = Some(subscriptions);
    workspace.learn(Some(Organisation { subscriptions, ..Organisation::default() }), None);
    note(&mut workspace, &[(1, 500), (2, 125)]);
    let catalogue = Catalogue::default();
    let mut licences = Licences::of(&workspace, &catalogue, Assumptions::default());
    let prices = Prices::of(&workspace);
    let today = Today::of(&workspace, &catalogue, &mut licences, &prices);
    let found = today.mix(&BTreeSet::new());
    let file = mix(&workspace, &catalogue, (&today, &found), Profile::Raw);
    assert_eq!(lines(file), ["LARGE SMALL,LARGE,2,1,30.00,EUR"]);
}
