//! A workspace with an imported audit log, as version 4 of the head stores it, opens today.
//!
//! `tests/data/v4/` holds what was written then, and is never edited. A record that is not there yet is
//! added by running `cargo test --test it freeze -- --ignored`.

use std::fs;
use std::path::PathBuf;
use tenantry::domain::Timestamp;
use tenantry::domain::directory_audit::{
    APPLICATION, DirectoryAudit, InitiatedBy, ModifiedProperty, TargetResource, USER,
};
use tenantry::persist::head::{Content, Head};
use tenantry::persist::{Snapshot, snapshot};
use tenantry::store::{AuditLog, Directory};
use tenantry::tenant::{Info, Workspace};

/// The head, then its blocks in their order.
const NAMES: [&str; 3] = ["head.bin", "users.bin", "audit.bin"];

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/v4").join(name)
}

/// Both kinds of actor, targets with and without properties, null and empty texts, times that go
/// back.
fn log() -> AuditLog {
    let mut log = AuditLog::default();
    let property = |name, old_value, new_value| ModifiedProperty {
        display_name: Some(name),
        old_value,
        new_value,
    };
    let target = |id, resource_type, modified_properties| TargetResource {
        id: Some(id),
        resource_type: Some(resource_type),
        modified_properties,
        ..TargetResource::default()
    };
    let user = InitiatedBy {
        actor_type: Some(USER),
        user_principal_name: Some("zoë@contoso.example"),
        ip_address: Some(""),
        ..InitiatedBy::default()
    };
    let app = InitiatedBy {
        actor_type: Some(APPLICATION),
        app_id: Some("65d91a3d-ab74-42e6-8a2f-0add61688c74"),
        ..InitiatedBy::default()
    };
    for (number, by) in [(0, user), (1, app), (2, user)] {
        let id = format!("Directory_{number}");
        log.add(&DirectoryAudit {
            id: (number != 1).then_some(id.as_str()),
            activity_date_time: Timestamp(1_750_000_000_123 - number * 86_400_000),
            activity_display_name: Some("Add member to group"),
            category: Some("GroupManagement"),
            correlation_id: Some("00000001-1111-4111-a111-111111111111"),
            logged_by_service: Some("Core Directory"),
            result: Some("success"),
            result_reason: Some(""),
            initiated_by: by,
            target_resources: vec![
                target(
                    "u1",
                    "User",
                    vec![
                        property("Group.ObjectID", None, Some("\"g1\"")),
                        property("Group.DisplayName", Some("\"é\""), None),
                    ],
                ),
                target("g1", "Group", Vec::new()),
            ],
            additional_details: vec![(Some("User-Agent"), None)],
            ..DirectoryAudit::default()
        });
    }
    log
}

fn workspace() -> Workspace {
    let info = Info { name: "Contoso".to_owned(), sample: false, created: Timestamp(1) };
    let mut workspace = Workspace::new(info, Directory::default());
    workspace.learn_audit_log(log());
    workspace
}

fn records() -> Vec<Vec<u8>> {
    let Snapshot { head, blocks, .. } = Snapshot::of(&workspace());
    std::iter::once(head).chain(blocks).collect()
}

fn stored() -> Vec<Vec<u8>> {
    NAMES.iter().map(|name| fs::read(path(name)).unwrap()).collect()
}

#[test]
fn a_workspace_of_version_4_opens() {
    let stored = stored();
    let parts = snapshot::open(&stored[0], &stored[1..], &[]).unwrap();
    assert_eq!(parts.audit_log.len(), 3);
    assert!(parts.audit_log == log());
    let contents: Vec<Content> =
        Head::decode(&stored[0]).unwrap().blocks.iter().map(|block| block.content).collect();
    assert_eq!(contents, [Content::Directory, Content::AuditLog]);
}

/// As long as version 4 is written, it is written as it was: other bytes need another number.
#[test]
fn version_4_is_still_written_the_same() {
    assert_eq!(records(), stored());
}

/// Where nothing of the log was imported, older code opens what is written.
#[test]
fn without_a_log_nothing_is_newer() {
    let info = Info { name: "Contoso".to_owned(), sample: false, created: Timestamp(1) };
    let snapshot = Snapshot::of(&Workspace::new(info, Directory::default()));
    assert_eq!(snapshot.head.get(1), Some(&1));
    assert_eq!(stored()[0].get(1), Some(&4));
}

#[test]
#[ignore = "writes the records of this version that are not there yet"]
fn freeze() {
    for (name, record) in NAMES.iter().zip(records()) {
        if !path(name).exists() {
            fs::create_dir_all(path("")).unwrap();
            fs::write(path(name), record).unwrap();
        }
    }
}
