//! Licences as Graph tells of them, and what is wrong with what a file says.

use super::{import, problem};
use crate::domain::{Attribute, Datum, PrepaidUnits, Row, SkuId, Value};
use crate::exchange::Staging;

const E3: &str = "05e9a617-0261-4cee-bb44-138d3ef5d965";
const E5: &str = "06ebc4ee-1bb5-47dd-8120-11324bc54e06";
const SWAY: &str = "a23b959c-7ce8-4e57-9140-b90eb88a9e97";
const TEAMS: &str = "57ff2da0-773e-42df-b2af-ffb7a2317929";
const GROUP: &str = "a0000000-0000-4000-8000-000000000001";

fn page(of: &str, items: &[String]) -> String {
    let context = format!("https://graph.microsoft.com/v1.0/$metadata#{of}");
    format!(r#"{{"@odata.context":"{context}","value":[{}]}}"#, items.join(","))
}

fn user(more: &str) -> String {
    format!(
        r#"{{"id":"b0000000-0000-4000-8000-000000000001","userPrincipalName":"a@b.example"{more}}}"#
    )
}

fn sku(id: &str, more: &str) -> String {
    format!(r#"{{"skuId":"{id}","skuPartNumber":"X"{more}}}"#)
}

fn read(of: &str, items: &[String]) -> Staging {
    import(&[("file.json", page(of, items).as_bytes())])
}

fn told(staging: &Staging) -> Vec<String> {
    staging.files[0].problems.list().iter().map(problem).collect()
}

fn texts(texts: &[String]) -> Datum {
    Datum::Value(Value::Texts(texts.to_vec()))
}

/// One property tells what was given directly and, apart, what comes by groups or was refused.
#[test]
fn what_is_direct_and_what_is_not() {
    let state = |sku: &str, off: &str, group: &str, state: &str, error: &str| {
        format!(
            r#"{{"skuId":"{sku}","disabledPlans":[{off}],"assignedByGroup":{group},"state":"{state}","error":"{error}","lastUpdatedDateTime":"2026-01-01T00:00:00Z"}}"#
        )
    };
    let off = format!(r#""{TEAMS}","{SWAY}""#);
    let group = format!(r#""{GROUP}""#);
    let states = [
        state(E3, "", &group, "Error", "CountViolation"),
        state(E3, &off, "null", "Active", "None"),
        state(E5, "", "null", "Error", "MutuallyExclusiveViolation"),
    ];
    let more = format!(
        r#","assignedLicenses":[{{"skuId":"{E3}","disabledPlans":[]}}],"licenseAssignmentStates":[{}]"#,
        states.join(",")
    );
    let staging = read("users", &[user(&more)]);
    assert_eq!(told(&staging), [""; 0]);
    let get = |attribute| staging.users.get(Row(0), attribute);
    assert_eq!(get(Attribute::DIRECT_LICENSES), texts(&[format!("{E3}/{TEAMS},{SWAY}")]));
    assert_eq!(
        get(Attribute::LICENSE_ASSIGNMENT_STATES),
        texts(&[
            format!("{E3}/{GROUP}/Error/CountViolation/"),
            format!("{E5}//Error/MutuallyExclusiveViolation/"),
        ])
    );
    assert_eq!(get(Attribute::ASSIGNED_LICENSES), texts(&[E3.to_owned()]));
    // Nobody has nothing by mistake: an empty list is known, an absent one is not.
    let staging = read("users", &[user(r#","licenseAssignmentStates":[]"#)]);
    let get = |attribute| staging.users.get(Row(0), attribute);
    assert_eq!(get(Attribute::DIRECT_LICENSES), Datum::Null);
    assert_eq!(get(Attribute::LICENSE_ASSIGNMENT_STATES), Datum::Null);
    assert_eq!(get(Attribute::ASSIGNED_LICENSES), Datum::Unknown);
}

#[test]
fn what_cannot_be_read_stays_unknown_and_is_told() {
    for (more, expected) in [
        (
            r#","assignedLicenses":[{"skuId":"E3","disabledPlans":[]}]"#,
            "not-an-id 1 assignedLicenses",
        ),
        (r#","assignedLicenses":[{"disabledPlans":[]}]"#, "wrong-type 1 assignedLicenses"),
        (r#","assignedLicenses":"Office 365 E3""#, ""),
    ] {
        let staging = read("users", &[user(more)]);
        if expected.is_empty() {
            // As the portals write it: a name, which may be no product's alone.
            let name = texts(&["Office 365 E3".to_owned()]);
            assert_eq!(staging.users.get(Row(0), Attribute::ASSIGNED_LICENSES), name);
            continue;
        }
        assert_eq!(told(&staging), [expected], "{more}");
        assert_eq!(staging.users.get(Row(0), Attribute::ASSIGNED_LICENSES), Datum::Unknown);
    }
}

#[test]
fn products_of_the_tenant() {
    let units = r#","consumedUnits":7,"prepaidUnits":{"enabled":10,"warning":1,"suspended":2,"lockedOut":3}"#;
    let plans = format!(
        r#","appliesTo":"User","capabilityStatus":"Enabled","servicePlans":[
            {{"servicePlanId":"{SWAY}","servicePlanName":"SWAY","provisioningStatus":"Success","appliesTo":"User"}},
            {{"servicePlanId":"{SWAY}","servicePlanName":"SWAY"}},{{"servicePlanId":"none"}}]"#
    );
    let items = [
        sku(E3, &format!("{units}{plans}")),
        sku(
            E5,
            r#","consumedUnits":-1,"prepaidUnits":{"enabled":99999999999,"warning":0,"suspended":0}"#,
        ),
        sku("E7", ""),
        sku(E3, r#","consumedUnits":8"#),
        sku(
            E5,
            r#","consumedUnits":-1,"prepaidUnits":{"enabled":99999999999,"warning":0,"suspended":0}"#,
        ),
    ];
    let staging = read("subscribedSkus", &items);
    assert_eq!(
        told(&staging),
        [
            "not-an-id 1 servicePlans",
            "not-a-count 2 consumedUnits",
            "not-a-count 2 enabled",
            "not-an-id 3 skuId",
            "product-twice 4",
            "not-a-count 5 consumedUnits",
            "not-a-count 5 enabled",
        ]
    );
    let all = staging.organisation.subscriptions.as_ref().unwrap();
    assert_eq!(all.len(), 2);
    let found = staging.organisation.subscription(SkuId::parse(E3).unwrap()).unwrap();
    let seats = PrepaidUnits { enabled: 10, warning: 1, suspended: 2, locked_out: 3 };
    assert_eq!((found.seats, found.consumed, found.plans.len()), (Some(seats), Some(7), 1));
    let absurd = staging.organisation.subscription(SkuId::parse(E5).unwrap()).unwrap();
    assert_eq!((absurd.seats, absurd.consumed), (None, None), "unknown, never zero");
    assert!(!staging.files[0].is_kept());
    // A tenant may own nothing.
    let staging = read("subscribedSkus", &[]);
    assert_eq!(staging.organisation.subscriptions, Some(Vec::new()));
}

/// A plan that the product does not have is told at its row, in users and in groups; of a product of which the
/// import does not tell the plans, nothing is.
#[test]
fn plans_that_a_product_does_not_have() {
    let off = |product: &str, plan: &str| {
        format!(r#""assignedLicenses":[{{"skuId":"{product}","disabledPlans":["{plan}"]}}]"#)
    };
    let object = |number: u8, licenses: &str| {
        format!(r#"{{"id":"a0000000-0000-4000-8000-00000000000{number}",{licenses}}}"#)
    };
    let state = |product: &str, plan: &str| {
        format!(
            r#""licenseAssignmentStates":[{{"skuId":"{product}","disabledPlans":["{plan}"],"assignedByGroup":null,"state":"Active","error":"None"}}]"#
        )
    };
    let users = [
        object(1, &off(E3, SWAY)),
        object(2, &off(E3, TEAMS)),
        object(3, &off(E5, TEAMS)),
        object(4, &state(E3, TEAMS)),
        object(5, &off(E3, TEAMS)),
    ];
    let groups = [object(6, &off(E3, SWAY)), object(7, &off(E3, TEAMS))];
    let plans = format!(r#","servicePlans":[{{"servicePlanId":"{SWAY}"}}]"#);
    let skus = [sku(E3, &plans), sku(E5, "")];
    let pages = [page("users", &users), page("groups", &groups), page("subscribedSkus", &skus)];
    let [users, groups, skus] = &pages;
    let staging = import(&[
        ("users.json", users.as_bytes()),
        ("groups.json", groups.as_bytes()),
        ("skus.json", skus.as_bytes()),
    ]);
    let told = |file: usize| -> Vec<String> {
        let stray = |one: &String| one.starts_with("plan-not-in-product");
        staging.files[file].problems.list().iter().map(problem).filter(stray).collect()
    };
    assert_eq!(
        told(0),
        [
            "plan-not-in-product 2 assignedLicenses",
            "plan-not-in-product 4 licenseAssignmentStates",
            "plan-not-in-product 5 assignedLicenses",
        ]
    );
    assert_eq!(told(1), ["plan-not-in-product 2 assignedLicenses"]);
    let kept = texts(&[format!("{E3}/{TEAMS}")]);
    assert_eq!(staging.users.get(Row(1), Attribute::ASSIGNED_LICENSES), kept, "nothing is lost");
}
