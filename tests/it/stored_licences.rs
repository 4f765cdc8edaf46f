//! Heads of version 8 and operations of version 5 open today, and mean what they meant: what the tenant owns, and
//! licences that are given and taken.
//!
//! `tests/data/v8/` holds them as they were written first. They are never edited. A missing one is added by
//! running `cargo test --test it freeze_licences -- --ignored`.

use std::fs;
use std::path::PathBuf;
use tenantry::domain::attribute::Of;
use tenantry::domain::{
    Actor, AppliesTo, AssignedLicense, Attribute, CapabilityStatus, Datum, Event, ObjectId,
    Operation, OperationId, Origin, PrepaidUnits, ProvisioningStatus, Row, ServicePlanId, SkuId,
    SubscribedPlan, Subscription, Timestamp, Title, Value,
};
use tenantry::persist::head::Head;
use tenantry::persist::{UpgradeError, operation};
use tenantry::tenant::{Info, Organisation, RoleAssignments};

const AT: Timestamp = Timestamp(1_790_000_000_000);

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/v8").join(name)
}

fn sku(byte: u8) -> SkuId {
    SkuId(ObjectId([byte; 16]))
}

fn plan(byte: u8) -> ServicePlanId {
    ServicePlanId(ObjectId([byte; 16]))
}

/// One of which everything is told, and one of which nothing is.
fn subscriptions() -> Vec<Subscription> {
    let statuses = ProvisioningStatus::ALL.iter().copied().map(Some).chain([None]);
    let plans = (1_u8..).zip(statuses).map(|(byte, status)| SubscribedPlan {
        id: plan(byte),
        name: format!("PLAN_{byte}"),
        applies_to: (byte % 2 == 0).then_some(AppliesTo::Company),
        status,
    });
    vec![
        Subscription {
            sku: sku(1),
            part_number: "SPE_E3".to_owned(),
            applies_to: Some(AppliesTo::User),
            status: Some(CapabilityStatus::LockedOut),
            seats: Some(PrepaidUnits { enabled: 300, warning: 2, suspended: 3, locked_out: 4 }),
            consumed: Some(70_000),
            plans: plans.collect(),
        },
        Subscription {
            sku: sku(2),
            part_number: String::new(),
            applies_to: None,
            status: None,
            seats: None,
            consumed: None,
            plans: Vec::new(),
        },
    ]
}

fn operations() -> Vec<Operation> {
    let license = AssignedLicense::new(sku(1), vec![plan(2), plan(1)]);
    let after = Datum::Value(Value::Texts(vec![license.text()]));
    let attributes = [Attribute::DIRECT_LICENSES, Attribute::GROUP_ASSIGNED_LICENSES];
    let one = |(id, (of, attribute)): (u32, (Of, Attribute))| Operation {
        id: OperationId(id),
        at: AT,
        actor: Actor { id: None, name: "a@b".to_owned(), roles: vec![] },
        origin: Origin::Page,
        title: Title::License { of, objects: 70_000, added: vec![sku(1)], removed: vec![sku(2)] },
        events: vec![Event::Attribute {
            row: Row(7),
            attribute,
            before: Datum::Null,
            after: after.clone(),
        }],
    };
    (1..).zip([Of::User, Of::Group].into_iter().zip(attributes)).map(one).collect()
}

fn head(subscriptions: Option<Vec<Subscription>>) -> Head {
    Head {
        info: Info { name: "Contoso".to_owned(), sample: false, created: AT },
        sources: vec![],
        organisation: Organisation {
            subscriptions_before: subscriptions
                .clone()
                .map(|all| all.into_iter().skip(1).collect()),
            subscriptions,
            ..Organisation::default()
        },
        roles: RoleAssignments::default(),
        conflicts: vec![],
        view: None,
        applied: 0,
        blocks: vec![],
    }
}

fn records() -> [(&'static str, Vec<u8>); 2] {
    let head = head(Some(subscriptions())).encode();
    [("journal.bin", operation::encode_all(operations().iter())), ("head.bin", head)]
}

#[test]
fn the_first_records_open() {
    let stored = |name: &str| fs::read(path(name)).unwrap();
    assert_eq!(operation::decode_all(&stored("journal.bin")), Ok(operations()));
    assert_eq!(Head::decode(&stored("head.bin")), Ok(head(Some(subscriptions()))));
    for (name, record) in records() {
        assert_eq!(record, stored(name), "{name} would be written differently");
    }
}

/// What is new takes the new version, so that older code says so instead of damage; a head without products is
/// written as before.
#[test]
fn what_is_new_takes_the_new_version() {
    let version = |record: &[u8]| record[1];
    assert_eq!(version(&head(None).encode()), 1);
    for products in [subscriptions(), Vec::new()] {
        let head = head(Some(products));
        let record = head.encode();
        assert_eq!(version(&record), 8);
        assert_eq!(Head::decode(&record), Ok::<Head, UpgradeError>(head));
    }
    for one in operations() {
        assert_eq!(version(&operation::encode(&one)), 5);
    }
}

#[test]
#[ignore = "writes the records that are not there yet"]
fn freeze_licences() {
    for (name, record) in records() {
        if !path(name).exists() {
            fs::create_dir_all(path("")).unwrap();
            fs::write(path(name), record).unwrap();
        }
    }
}
