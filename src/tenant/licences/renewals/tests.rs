//! Dates, sums and people, of subscriptions put together by hand and of the sample organisation.

use super::*;
use crate::domain::{ObjectId, PrepaidUnits, Subscription};
use crate::licensing::Catalogue;
use crate::tenant::licences::Assumptions;
use crate::tenant::{Info, Workspace, seed};

const NOW: Timestamp = Timestamp(1_800_000_000_000);

fn sku(number: u8) -> SkuId {
    SkuId(ObjectId([number; 16]))
}

/// A subscription of the first product with 10 seats, by status and days until its date.
fn bought(status: &str, days: Option<i64>) -> CompanySubscription {
    CompanySubscription {
        id: format!("{status} {days:?}"),
        commerce_id: String::new(),
        sku: sku(1),
        part_number: String::new(),
        status: status.to_owned(),
        seats: Some(10),
        is_trial: Some(false),
        created: None,
        next: days.map(|days| NOW.plus_days(days)),
        owner: String::new(),
        owner_type: String::new(),
        owner_tenant: String::new(),
        plans: Vec::new(),
    }
}

fn told(bought: Vec<CompanySubscription>, seats: Option<PrepaidUnits>) -> Organisation {
    let owned = Subscription {
        sku: sku(1),
        part_number: String::new(),
        applies_to: None,
        status: None,
        seats,
        consumed: None,
        plans: Vec::new(),
    };
    Organisation {
        subscriptions: Some(vec![owned]),
        company_subscriptions: Some(bought),
        ..Organisation::default()
    }
}

#[test]
fn the_next_date_is_the_soonest_that_has_not_passed() {
    let trial = || CompanySubscription { is_trial: Some(true), ..bought("Enabled", Some(9)) };
    let at = |days: i64| NOW.plus_days(days);
    for (all, expected) in [
        (vec![], Next::Nothing),
        (vec![bought("Enabled", None)], Next::Undated),
        // Of a status that is not documented, what its date is cannot be said.
        (vec![bought("Retired", Some(3))], Next::Undated),
        (vec![bought("Deleted", Some(3))], Next::Undated),
        (
            vec![bought("Enabled", Some(40)), bought("Warning", Some(7)), bought("Enabled", None)],
            Next::On(at(7), Turn::GraceEnd),
        ),
        (vec![bought("Enabled", Some(-2)), trial()], Next::On(at(9), Turn::TrialEnd)),
        (vec![bought("LockedOut", Some(0))], Next::On(at(0), Turn::Deletion)),
        (
            vec![bought("Enabled", Some(-9)), bought("Enabled", Some(-2))],
            Next::Passed(at(-2), Turn::Renewal),
        ),
    ] {
        assert_eq!(next(&told(all.clone(), None), sku(1), NOW), expected, "{all:?}");
    }
    assert_eq!(next(&Organisation::default(), sku(1), NOW), Next::NotTold);
    let mut sorted = [
        Next::NotTold,
        Next::Passed(at(-2), Turn::Renewal),
        Next::On(at(9), Turn::Renewal),
        Next::Nothing,
        Next::On(at(1), Turn::Deletion),
        Next::Undated,
    ];
    sorted.sort_by_key(|next| next.rank());
    assert_eq!(
        sorted[..3],
        [
            Next::On(at(1), Turn::Deletion),
            Next::On(at(9), Turn::Renewal),
            Next::Passed(at(-2), Turn::Renewal)
        ]
    );
    assert_eq!(sorted[3..], [Next::Undated, Next::Nothing, Next::NotTold]);
}

#[test]
fn seats_of_product_and_subscriptions_are_compared() {
    let units = |enabled, warning| PrepaidUnits { enabled, warning, ..PrepaidUnits::default() };
    let all = || vec![bought("Enabled", None), bought("Enabled", Some(1)), bought("Warning", None)];
    let compare = |all, units| differences(&told(all, units), sku(1));
    assert_eq!(compare(all(), Some(units(20, 10))), Some(vec![]));
    let expected = vec![
        Difference { status: CapabilityStatus::Enabled, product: 25, subscriptions: 20 },
        Difference { status: CapabilityStatus::Warning, product: 0, subscriptions: 10 },
    ];
    assert_eq!(compare(all(), Some(units(25, 0))), Some(expected));
    // What is not whole is not compared, and what is deleted has no number at the product.
    assert_eq!(compare(all(), None), None);
    let mut unclear = all();
    unclear.push(CompanySubscription { seats: None, ..bought("Enabled", None) });
    assert_eq!(compare(unclear, Some(units(20, 10))), None);
    assert_eq!(compare(vec![bought("Retired", None)], Some(units(0, 0))), None);
    assert_eq!(compare(vec![bought("Deleted", None)], Some(units(0, 0))), Some(vec![]));
    assert_eq!(differences(&Organisation::default(), sku(1)), None);
}

fn sample() -> (Workspace, Licences, Timestamp) {
    let sample = seed::sample();
    let directory = sample.directory(Clone::clone);
    let info = Info { name: String::new(), sample: true, created: Timestamp(0) };
    let mut workspace = Workspace::new(info, directory);
    let organisation = Organisation {
        subscriptions: Some(sample.subscriptions),
        company_subscriptions: Some(sample.company_subscriptions),
        ..Organisation::default()
    };
    workspace.learn(Some(organisation), None);
    let licences = Licences::of(&workspace, &Catalogue::default(), Assumptions::default());
    (workspace, licences, sample.exported)
}

/// What an outlook says of people, counted one by one.
#[test]
fn people_are_counted_once_and_only_where_seats_are_short() {
    let (workspace, mut licences, now) = sample();
    let organisation = workspace.organisation();
    let figures = licences.figures(&workspace);
    assert!(figures.iter().all(|one| differences(organisation, one.sku) == Some(vec![])));
    let mut last = Outlook::default();
    for days in [0, 15, 30, 90, 365] {
        let outlook = licences.outlook(organisation, &figures, now, days);
        let mut people = std::collections::BTreeSet::new();
        for one in &figures {
            let all: Vec<_> = organisation.bought(one.sku).unwrap().collect();
            let ends = |it: &&&CompanySubscription| it.next.unwrap() <= now.plus_days(days);
            let left: u32 = all.iter().filter(|it| !ends(it)).map(|it| it.seats.unwrap()).sum();
            let short = one.taken().saturating_sub(left);
            let is_ending = all.iter().any(|it| ends(&it));
            let found = outlook.products.iter().find(|it| it.sku == one.sku);
            assert_eq!(found.is_some(), is_ending);
            if let Some(found) = found {
                assert_eq!(found.without_seat, Some(short.min(one.holders)));
                assert_eq!(
                    found.seats,
                    Some(all.iter().map(|it| it.seats.unwrap()).sum::<u32>() - left)
                );
            }
            if is_ending && short > 0 {
                people.extend(licences.holders(one.sku).iter());
            }
        }
        assert_eq!(outlook.people as usize, people.len(), "{days}");
        assert!(outlook.products.is_sorted_by_key(|one| one.first));
        assert!(outlook.people >= last.people);
        assert_eq!(outlook.untold, 0);
        last = outlook;
    }
    assert_eq!(last.products.len(), figures.len());
    assert_eq!(overdue(organisation, now), 0);
    assert!(overdue(organisation, now.plus_days(30)) > 0);
}

/// Where a number of seats or a status is not told, nobody is said to keep a seat.
#[test]
fn what_is_not_told_is_not_counted_as_left() {
    let (mut workspace, mut licences, now) = sample();
    let mut bought = workspace.organisation().company_subscriptions.clone().unwrap();
    let product = bought.iter().find(|one| one.part_number == "SPE_E3").unwrap().sku;
    let later = bought.iter_mut().filter(|one| one.sku == product).max_by_key(|one| one.next);
    later.unwrap().status = "Retired".to_owned();
    let company_subscriptions = Some(bought);
    workspace.learn(Some(Organisation { company_subscriptions, ..Organisation::default() }), None);
    let figures = licences.figures(&workspace);
    let outlook = licences.outlook(workspace.organisation(), &figures, now, 30);
    let found = outlook.products.iter().find(|one| one.sku == product).unwrap();
    assert_eq!((found.without_seat, found.subscriptions), (None, 1));
    assert!(outlook.untold > 0);
    assert!(outlook.people + outlook.untold >= licences.holders(product).count());
}

#[test]
fn what_is_disabled_is_told_as_a_deletion() {
    let (mut workspace, mut licences, now) = sample();
    let mut bought = workspace.organisation().company_subscriptions.clone().unwrap();
    for one in &mut bought {
        one.status = "Suspended".to_owned();
    }
    let company_subscriptions = Some(bought);
    workspace.learn(Some(Organisation { company_subscriptions, ..Organisation::default() }), None);
    let figures = licences.figures(&workspace);
    let outlook = licences.outlook(workspace.organisation(), &figures, now, 30);
    assert_eq!((outlook.products.len(), outlook.people, outlook.deletions), (0, 0, 3));
}
