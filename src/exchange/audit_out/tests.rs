//! What leaves comes back, nothing runs, and predictions stay out.

use super::*;
use crate::domain::Timestamp;
use crate::domain::attribute::Schema;
use crate::domain::directory_audit::{InitiatedBy, USER};
use crate::exchange::{Format, Import};
use proptest::prelude::*;

fn written(log: &AuditLog, kind: AuditKind, form: AuditForm) -> Vec<u8> {
    let mut writer = AuditWriter::new(kind, form);
    let rows: Vec<u32> = (0..log.len()).collect();
    let mut out = writer.start();
    for rows in rows.chunks(2) {
        out.extend(writer.rows(log, rows));
    }
    out.extend(writer.end());
    out
}

fn read(bytes: &[u8]) -> crate::exchange::Staging {
    let mut import = Import::new(Schema::default());
    import.open("log");
    import.feed(bytes);
    import.finish()
}

/// A text as logs have them, and as they must not harm; none of it is empty.
fn any_text() -> impl Strategy<Value = Option<String>> {
    prop::option::of(prop_oneof![
        prop::sample::select(vec![
            "=1+1",
            "'=1",
            "''x",
            "'t Hooft",
            "+33",
            "a,b;\"c\"",
            "\r\n=x",
            "\"quoted\"",
            "[{\"a\":1}]"
        ])
        .prop_map(str::to_owned),
        "[a-zé,\"' =@-]{1,8}",
    ])
}

/// Texts for one entry, then targets with properties, then details.
type Texts = (
    Vec<Option<String>>,
    Vec<(Vec<Option<String>>, Vec<Vec<Option<String>>>)>,
    Vec<Vec<Option<String>>>,
);

fn texts(targets: usize) -> impl Strategy<Value = Texts> {
    let property = prop::collection::vec(any_text(), 3);
    let target = (prop::collection::vec(any_text(), 4), prop::collection::vec(property, 0..=5));
    (
        prop::collection::vec(any_text(), 15),
        prop::collection::vec(target, 0..=targets),
        prop::collection::vec(prop::collection::vec(any_text(), 2), 0..=6),
    )
}

/// An entry that both forms hold whole: what is all null is not there.
fn entry(at: i64, (own, targets, details): &Texts) -> DirectoryAudit<'_> {
    let text = |at: usize| own.get(at).and_then(Option::as_deref);
    let mut entry = DirectoryAudit {
        activity_date_time: Timestamp(at),
        activity_display_name: text(0),
        category: text(1),
        correlation_id: text(2),
        logged_by_service: text(3),
        result: text(4),
        result_reason: text(5),
        user_agent: text(6),
        initiated_by: InitiatedBy {
            actor_type: Some(USER),
            display_name: Some("x"),
            id: text(8),
            user_principal_name: text(9),
            ip_address: text(10),
            home_tenant_id: text(11),
            home_tenant_name: text(12),
            ..InitiatedBy::default()
        },
        ..DirectoryAudit::default()
    };
    for (own, properties) in targets {
        let mut properties: Vec<ModifiedProperty<'_>> = properties
            .iter()
            .map(|texts| ModifiedProperty {
                display_name: texts[0].as_deref(),
                old_value: texts[1].as_deref(),
                new_value: texts[2].as_deref(),
            })
            .collect();
        properties.retain(|property| *property != ModifiedProperty::default());
        let target = TargetResource {
            resource_type: own[0].as_deref(),
            display_name: own[1].as_deref(),
            id: own[2].as_deref(),
            user_principal_name: own[3].as_deref(),
            modified_properties: properties,
            ..TargetResource::default()
        };
        if target != TargetResource::default() {
            entry.target_resources.push(target);
        }
    }
    let details = details.iter().map(|texts| (texts[0].as_deref(), texts[1].as_deref()));
    entry.additional_details = details.filter(|detail| *detail != (None, None)).collect();
    entry
}

proptest! {
    #[test]
    fn what_leaves_comes_back(all in prop::collection::vec((0_i64..2_000_000_000_000, texts(3)), 0..5)) {
        let mut log = AuditLog::default();
        for (at, texts) in &all {
            log.add(&entry(*at, texts));
        }
        for form in [AuditForm::Csv, AuditForm::Json] {
            let bytes = written(&log, AuditKind::Imported, form);
            let staging = read(&bytes);
            prop_assert_eq!(staging.files[0].format, Format::Audit);
            prop_assert!(!staging.files[0].is_kept(), "{:?}", staging.files[0]);
            prop_assert!(staging.audit_log == log, "{}", String::from_utf8_lossy(&bytes));
        }
        let csv = String::from_utf8(written(&log, AuditKind::Imported, AuditForm::Csv)).unwrap();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
        for record in reader.records() {
            for cell in &record.unwrap() {
                prop_assert!(!runs(cell), "{cell:?}");
            }
        }
    }

    #[test]
    fn predictions_stay_out(all in prop::collection::vec((0_i64..2_000_000_000_000, texts(2)), 1..4)) {
        let mut log = AuditLog::default();
        for (at, texts) in &all {
            log.add(&entry(*at, texts));
        }
        for form in [AuditForm::Csv, AuditForm::Json] {
            let staging = read(&written(&log, AuditKind::Predicted, form));
            prop_assert!(staging.audit_log.is_empty());
            prop_assert_eq!(staging.files[0].format, Format::PredictedAudit);
            prop_assert!(staging.files[0].problems.count("predicted-record") > 0);
        }
    }
}

#[test]
fn the_portals_header() {
    let file = written(&AuditLog::default(), AuditKind::Imported, AuditForm::Csv);
    let text = String::from_utf8(file).unwrap();
    assert!(text.starts_with(
        "\u{feff}\"Date (UTC)\",\"CorrelationId\",\"Service\",\"Category\",\"Activity\""
    ));
    assert!(text.contains("\"Target1UserPrincipalName\",\"Target1ModifiedProperty1Name\","));
    assert!(text.ends_with("\"AdditionalDetail6Key\",\"AdditionalDetail6Value\"\r\n"));
    assert_eq!(text.split(',').count(), 17 + 3 * (4 + 5 * 3) + 6 * 2);
}

#[test]
fn every_prediction_says_so_first() {
    let mut log = AuditLog::default();
    for (operation, at) in [("1", 5), ("2", 6)] {
        log.add(&DirectoryAudit {
            activity_date_time: Timestamp(at),
            activity_display_name: Some("Update user"),
            correlation_id: Some(operation),
            ..DirectoryAudit::default()
        });
    }
    let csv = String::from_utf8(written(&log, AuditKind::Predicted, AuditForm::Csv)).unwrap();
    let mut lines = csv.lines();
    assert!(
        lines.next().unwrap().starts_with("\u{feff}\"Predicted\",\"Operation\",\"Date (UTC)\"")
    );
    let rows: Vec<&str> = lines.collect();
    assert_eq!(rows.len(), 2);
    assert!(rows.iter().all(|row| row.starts_with("\"predicted\",\"")), "{rows:?}");
    let json = written(&log, AuditKind::Predicted, AuditForm::Json);
    let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
    assert!(json["@odata.context"].is_null());
    for record in json["value"].as_array().unwrap() {
        assert_eq!(record["predicted"], true);
        assert!(record["correlationId"].is_null() && record["operation"].is_string());
    }
}

#[test]
fn what_a_row_of_csv_cannot_hold() {
    let target = TargetResource { id: Some("x"), ..TargetResource::default() };
    let mut entry =
        DirectoryAudit { target_resources: vec![target; 3], ..DirectoryAudit::default() };
    assert!(!exceeds_csv(&entry));
    entry.target_resources.push(TargetResource::default());
    assert!(exceeds_csv(&entry));
}
