//! Licences as Graph tells of them, and what is wrong with what a file says.

use super::{import, problem};
use crate::domain::{Attribute, Datum, PrepaidUnits, Row, SkuId, Timestamp, Value};
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

fn bought(id: &str, product: &str, more: &str) -> String {
    format!(r#"{{"id":"{id}","skuId":"{product}","skuPartNumber":"X"{more}}}"#)
}

/// As Microsoft Graph's reference shows one; whatever is wrong is told at its row and stays unknown, and the
/// rest is taken in.
#[test]
fn subscriptions_of_the_tenant() {
    let all = format!(
        r#","createdDateTime":"2023-01-01T00:00:00Z","commerceSubscriptionId":"c","isTrial":false,"nextLifecycleDateTime":"2023-02-01T00:00:00Z","serviceStatus":[{{"appliesTo":"User","provisioningStatus":"Success","servicePlanId":"{SWAY}","servicePlanName":"SWAY"}},{{"servicePlanId":"none"}}],"status":"Enabled","totalLicenses":25,"ownerId":"o","ownerTenantId":"t","ownerType":"User""#
    );
    let wrong = r#","createdDateTime":7,"isTrial":"perhaps","nextLifecycleDateTime":"soon","status":"Retired","totalLicenses":-1"#;
    let items = [
        bought("s1", E5, &all),
        bought("s2", E3, wrong),
        bought("s3", "E7", ""),
        bought("S1", E5, ""),
        bought("s2", E3, wrong),
        bought("", E3, r#","totalLicenses":null,"nextLifecycleDateTime":null,"isTrial":null"#),
        "[]".to_owned(),
    ];
    let staging = read("directory/subscriptions", &items);
    assert_eq!(
        told(&staging),
        [
            "not-an-id 1 serviceStatus",
            "not-a-choice 2 status",
            "not-a-boolean 2 isTrial",
            "not-a-time 2 createdDateTime",
            "not-a-time 2 nextLifecycleDateTime",
            "not-a-count 2 totalLicenses",
            "not-an-id 3 skuId",
            "subscription-twice 4",
            "not-a-choice 5 status",
            "not-a-boolean 5 isTrial",
            "not-a-time 5 createdDateTime",
            "not-a-time 5 nextLifecycleDateTime",
            "not-a-count 5 totalLicenses",
            "not-an-id 6 id",
            "not-an-id 7 skuId",
        ]
    );
    let found = staging.organisation.company_subscriptions.clone().unwrap();
    let ids: Vec<&str> = found.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids, ["s2", "", "s1"], "by product, then as they came");
    let whole = &found[2];
    assert_eq!((whole.seats, whole.is_trial, whole.plans.len()), (Some(25), Some(false), 1));
    assert_eq!(whole.next, Some(Timestamp(1_675_209_600_000)));
    assert_eq!(
        [&whole.commerce_id, &whole.owner, &whole.owner_type, &whole.owner_tenant],
        ["c", "o", "User", "t"]
    );
    let absurd = &found[0];
    assert_eq!((absurd.seats, absurd.is_trial, absurd.next), (None, None, None), "never zero");
    assert_eq!((absurd.status.as_str(), absurd.status()), ("Retired", None), "nothing is lost");
    assert!(!staging.files[0].is_kept());
    let staging = read("directory/subscriptions", &[]);
    assert_eq!(staging.organisation.company_subscriptions, Some(Vec::new()));
}

/// Beside `subscribedSkus`, and without a context, as PowerShell writes it.
#[test]
fn subscriptions_beside_products() {
    let one = |product: &str, status: &str| {
        format!(r#"{{"Id":"{product}","SkuId":"{product}","TotalLicenses":5,"Status":"{status}"}}"#)
    };
    let gone = "11111111-1111-4111-8111-111111111111";
    let bought =
        format!("[{},{},{}]", one(E3, "Enabled"), one(E5, "Warning"), one(gone, "Deleted"));
    let owned = page("subscribedSkus", &[sku(E3, "")]);
    let staging = import(&[("bought.json", bought.as_bytes()), ("owned.json", owned.as_bytes())]);
    assert_eq!(told(&staging), ["product-not-owned 2 skuId"]);
    assert_eq!(staging.organisation.bought(SkuId::parse(E5).unwrap()).unwrap().count(), 1);
    // Where no file tells what is owned, nothing is said of it.
    let staging = import(&[("bought.json", bought.as_bytes())]);
    assert_eq!(told(&staging), [""; 0]);
}

/// In Graph an object with the state; in other files the state itself.
#[test]
fn how_far_the_service_is_with_a_group() {
    let id = |number: u8| format!(r#""id":"a0000000-0000-4000-8000-00000000000{number}""#);
    let groups = [
        format!(r#"{{{},"licenseProcessingState":{{"state":"ProcessingInProgress"}}}}"#, id(1)),
        format!(r#"{{{},"licenseProcessingState":null}}"#, id(2)),
        format!(r#"{{{},"licenseProcessingState":{{}}}}"#, id(3)),
        format!(r#"{{{},"licenseProcessingState":"ProcessingComplete"}}"#, id(4)),
        format!(r#"{{{},"licenseProcessingState":{{"state":7}}}}"#, id(5)),
        format!(r#"{{{},"licenseProcessingState":{{"state":"Dreaming"}}}}"#, id(6)),
        format!("{{{}}}", id(7)),
    ];
    let staging = read("groups", &groups);
    assert_eq!(
        told(&staging),
        ["wrong-type 5 licenseProcessingState", "not-a-choice 6 licenseProcessingState"]
    );
    let states: Vec<Datum> = (0..7)
        .map(|row| staging.groups.get(Row(row), Attribute::GROUP_LICENSE_PROCESSING_STATE))
        .collect();
    let text = Datum::text;
    assert_eq!(
        states[..4],
        [text("ProcessingInProgress"), Datum::Null, Datum::Null, text("ProcessingComplete")]
    );
    assert_eq!(states[4..], [Datum::Unknown, text("Dreaming"), Datum::Unknown]);
}
