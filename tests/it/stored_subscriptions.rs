//! Heads of version 9 open today, and mean what they meant: the subscriptions that a tenant bought.
//!
//! `tests/data/v9/head.bin` holds one as it was written first. It is never edited. A missing one is added by
//! running `cargo test --test it freeze_subscriptions -- --ignored`.

use std::fs;
use std::path::PathBuf;
use tenantry::domain::{
    AppliesTo, CompanySubscription, ObjectId, ProvisioningStatus, ServicePlanId, SkuId,
    SubscribedPlan, Timestamp,
};
use tenantry::persist::UpgradeError;
use tenantry::persist::head::Head;
use tenantry::tenant::{Info, Organisation, RoleAssignments};

const AT: Timestamp = Timestamp(1_790_000_000_000);

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/v9/head.bin")
}

/// One of which everything is told, and one of which only the product is.
fn subscriptions() -> Vec<CompanySubscription> {
    let sku = |byte: u8| SkuId(ObjectId([byte; 16]));
    vec![
        CompanySubscription {
            id: "860697e3-b0aa-4196-a6c6-7ec361ed58f7".to_owned(),
            commerce_id: "f9c1ea2d-2c6e-4717-8c3b-7130812d70ba".to_owned(),
            sku: sku(1),
            part_number: "SPE_E3".to_owned(),
            status: "Warning".to_owned(),
            seats: Some(70_000),
            is_trial: Some(true),
            created: Some(Timestamp(-1)),
            next: Some(AT),
            owner: "fe04f19f-d924-42b7-9dee-edf4e3fab7f6".to_owned(),
            owner_type: "User".to_owned(),
            owner_tenant: "331af819-4e0b-49f7-a6bf-14e1165ad3a0".to_owned(),
            plans: vec![SubscribedPlan {
                id: ServicePlanId(ObjectId([7; 16])),
                name: "SWAY".to_owned(),
                applies_to: Some(AppliesTo::User),
                status: Some(ProvisioningStatus::PendingActivation),
            }],
        },
        CompanySubscription {
            id: String::new(),
            commerce_id: String::new(),
            sku: sku(2),
            part_number: String::new(),
            status: "a word of another day".to_owned(),
            seats: None,
            is_trial: None,
            created: None,
            next: None,
            owner: String::new(),
            owner_type: String::new(),
            owner_tenant: String::new(),
            plans: Vec::new(),
        },
    ]
}

fn head(company_subscriptions: Option<Vec<CompanySubscription>>) -> Head {
    Head {
        info: Info { name: "Contoso".to_owned(), sample: false, created: AT },
        sources: vec![],
        organisation: Organisation { company_subscriptions, ..Organisation::default() },
        roles: RoleAssignments::default(),
        conflicts: vec![],
        view: None,
        applied: 0,
        blocks: vec![],
    }
}

#[test]
fn the_first_record_opens() {
    let stored = fs::read(path()).unwrap();
    let head = head(Some(subscriptions()));
    assert_eq!(Head::decode(&stored).as_ref(), Ok(&head));
    assert_eq!(head.encode(), stored, "it would be written differently");
}

/// What is new takes the new version, so that older code says so instead of damage; a head without subscriptions
/// is written as before.
#[test]
fn what_is_new_takes_the_new_version() {
    let version = |record: &[u8]| record[1];
    assert_eq!(version(&head(None).encode()), 1);
    for told in [subscriptions(), Vec::new()] {
        let head = head(Some(told));
        let record = head.encode();
        assert_eq!(version(&record), 9);
        assert_eq!(Head::decode(&record), Ok::<Head, UpgradeError>(head));
    }
}

#[test]
#[ignore = "writes the record that is not there yet"]
fn freeze_subscriptions() {
    if !path().exists() {
        fs::write(path(), head(Some(subscriptions())).encode()).unwrap();
    }
}
