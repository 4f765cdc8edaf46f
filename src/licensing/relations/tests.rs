//! The relations beside the products that people meet.

use super::{EXCLUSIVE, NEEDS, Standing, exclusive_with, needed_by, needs, prohibited_in};
use crate::domain::{ServicePlanId, SkuId};
use crate::licensing::Catalogue;
use expect_test::expect;
use std::collections::BTreeSet;

const ALL: &[Standing] = &[Standing::Documented, Standing::Seen, Standing::Known, Standing::Past];

fn catalogue() -> Catalogue {
    Catalogue::read(include_str!("../products.txt")).unwrap()
}

fn plan(name: &str) -> ServicePlanId {
    let catalogue = catalogue();
    let mut plans = catalogue.plans().filter(|plan| plan.name == name).map(|plan| plan.id);
    let plan = plans.next().unwrap();
    assert_eq!(plans.next(), None, "{name}");
    plan
}

#[test]
fn rows_are_of_plans_that_there_are() {
    let catalogue = catalogue();
    let name = |id: ServicePlanId| catalogue.plan(id).unwrap().name.clone();
    let mut out = Vec::new();
    for row in EXCLUSIVE {
        let [one, other] = row.pair;
        assert!(one != other);
        out.push(format!("{} or {}: {:?}", name(one), name(other), row.standing));
    }
    for row in NEEDS {
        let one_of: Vec<String> = row
            .one_of
            .iter()
            .map(|alternative| format!("{} ({:?})", name(alternative.plan), alternative.standing))
            .collect();
        out.push(format!("{} needs {}: {:?}", name(row.plan), one_of.join(", "), row.standing));
    }
    expect![[r"
        TEAMS1 or TEAMS_FREE: Documented
        Teams_Rooms_Pro or Teams_Rooms_Basic: Seen
        EXCHANGE_S_STANDARD or EXCHANGE_S_ENTERPRISE: Past
        SHAREPOINTSTANDARD or SHAREPOINTENTERPRISE: Known
        SHAREPOINTDESKLESS or SHAREPOINTSTANDARD: Known
        SHAREPOINTDESKLESS or SHAREPOINTENTERPRISE: Known
        EXCHANGE_S_DESKLESS or EXCHANGE_S_STANDARD: Known
        EXCHANGE_S_DESKLESS or EXCHANGE_S_ENTERPRISE: Known
        WORKPLACE_ANALYTICS needs EXCHANGE_S_STANDARD (Documented), EXCHANGE_S_ENTERPRISE (Documented): Documented
        MCOMEETADV needs MCOSTANDARD (Documented), TEAMS1 (Known): Documented
        SHAREPOINT_PROJECT needs SHAREPOINTENTERPRISE (Seen): Seen
        MCOEV needs MCOSTANDARD (Seen), TEAMS1 (Seen): Seen
        THREAT_INTELLIGENCE needs EXCHANGE_S_STANDARD (Seen), EXCHANGE_S_ENTERPRISE (Seen), EXCHANGE_S_DESKLESS (Seen), EXCHANGE_S_ESSENTIALS (Seen), EXCHANGE_S_STANDARD_MIDMARKET (Seen): Seen
        RMS_S_PREMIUM needs RMS_S_ENTERPRISE (Known): Known
        RMS_S_PREMIUM2 needs RMS_S_PREMIUM (Known): Known"]].assert_eq(&out.join("\n"));
}

#[test]
fn each_relation_is_there_once() {
    let pairs: BTreeSet<[ServicePlanId; 2]> = EXCLUSIVE
        .iter()
        .map(|row| {
            let mut pair = row.pair;
            pair.sort_unstable();
            pair
        })
        .collect();
    assert_eq!(pairs.len(), EXCLUSIVE.len());
    let plans: BTreeSet<ServicePlanId> = NEEDS.iter().map(|row| row.plan).collect();
    assert_eq!(plans.len(), NEEDS.len());
    assert!(NEEDS.iter().all(|row| row.one_of.iter().all(|one| one.plan != row.plan)));
}

#[test]
fn whoever_asks_says_what_counts() {
    let others = |name: &str, of: &[Standing]| -> BTreeSet<ServicePlanId> {
        exclusive_with(plan(name), of).map(|(other, _)| other).collect()
    };
    let set = |names: &[&str]| names.iter().map(|name| plan(name)).collect::<BTreeSet<_>>();
    assert_eq!(others("TEAMS1", &[Standing::Documented]), set(&["TEAMS_FREE"]));
    assert_eq!(others("TEAMS_FREE", Standing::TODAY), set(&["TEAMS1"]));
    assert_eq!(others("EXCHANGE_S_STANDARD", Standing::TODAY), set(&["EXCHANGE_S_DESKLESS"]));
    assert_eq!(
        others("EXCHANGE_S_STANDARD", ALL),
        set(&["EXCHANGE_S_DESKLESS", "EXCHANGE_S_ENTERPRISE"])
    );
    assert_eq!(others("SHAREPOINTENTERPRISE", Standing::SOURCED), set(&[]));
    assert_eq!(others("INTUNE_A", ALL), set(&[]));

    let analytics = needs(plan("WORKPLACE_ANALYTICS"), &[Standing::Documented]).unwrap();
    let one_of: BTreeSet<ServicePlanId> = analytics.one_of.iter().map(|one| one.plan).collect();
    assert_eq!(one_of, set(&["EXCHANGE_S_STANDARD", "EXCHANGE_S_ENTERPRISE"]));
    assert_eq!(needs(plan("RMS_S_PREMIUM"), Standing::SOURCED), None);
    assert!(needs(plan("RMS_S_PREMIUM"), Standing::TODAY).is_some());
    assert_eq!(needs(plan("INTUNE_A"), ALL), None);

    let dependants: BTreeSet<ServicePlanId> =
        needed_by(plan("MCOSTANDARD"), Standing::SOURCED).map(|row| row.plan).collect();
    assert_eq!(dependants, set(&["MCOMEETADV", "MCOEV"]));
    assert_eq!(prohibited_in(plan("TEAMS1"), "IR", ALL).count(), 0);
}

fn part_numbers(catalogue: &Catalogue, of: impl Fn(SkuId) -> bool) -> String {
    let found = catalogue.products().filter(|product| of(product.id));
    let mut found: Vec<&str> = found.map(|product| product.part_number.as_str()).collect();
    found.sort_unstable();
    found.join("\n")
}

#[test]
fn no_product_excludes_itself() {
    let catalogue = catalogue();
    let torn = part_numbers(&catalogue, |id| {
        let plans = &catalogue.product(id).unwrap().plans;
        plans.iter().any(|plan| exclusive_with(*plan, ALL).any(|(it, _)| plans.contains(&it)))
    });
    assert_eq!(torn, "");
}

/// Products that go on top of another, and Microsoft 365 F1, of which general knowledge is wrong or the
/// table incomplete.
#[test]
fn what_does_not_meet_its_own_needs_is_an_addition() {
    let catalogue = catalogue();
    let needy = part_numbers(&catalogue, |id| {
        let plans = &catalogue.product(id).unwrap().plans;
        let mut needs = plans.iter().filter_map(|plan| needs(*plan, ALL));
        needs.any(|need| !need.one_of.iter().any(|one| plans.contains(&one.plan)))
    });
    let expected = [
        "IDENTITY_THREAT_PROTECTION",
        "INFORMATION_PROTECTION_COMPLIANCE",
        "M365_F1",
        "MCOEV",
        "MCOMEETADV",
        "MCOTEAMS_ESSENTIALS",
        "THREAT_INTELLIGENCE",
        "WORKPLACE_ANALYTICS",
    ];
    assert_eq!(needy.lines().collect::<Vec<_>>(), expected);
}
