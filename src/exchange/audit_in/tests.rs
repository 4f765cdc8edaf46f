//! The forms in which the log comes, and what is wrong with them.

use crate::domain::Timestamp;
use crate::domain::attribute::Schema;
use crate::exchange::{Format, Import, Staging};
use proptest::prelude::*;

fn import(files: &[(&str, &[u8])]) -> Staging {
    let mut import = Import::new(Schema::default());
    for (name, bytes) in files {
        import.open(name);
        for piece in bytes.chunks(37) {
            import.feed(piece);
        }
    }
    import.finish()
}

const CSV: &str = "\u{feff}\"Date (UTC)\",\"CorrelationId\",\"Service\",\"Category\",\"Activity\",\"Result\",\"ResultReason\",\"User Agent\",\"ActorType\",\"ActorDisplayName\",\"ActorObjectId\",\"ActorUserPrincipalName\",\"Target1Type\",\"Target1DisplayName\",\"Target1ObjectId\",\"Target1UserPrincipalName\",\"Target1ModifiedProperty1Name\",\"Target1ModifiedProperty1OldValue\",\"Target1ModifiedProperty1NewValue\",\"Target2Type\",\"Target2ObjectId\",\"AdditionalDetail1Key\",\"AdditionalDetail1Value\"\r\n\
\"2024-11-09T10:20:30.1234567+00:00\",\"c1\",\"Core Directory\",\"UserManagement\",\"Update user\",\"success\",\"\",\"\",\"User\",\"Ada\",\"u0\",\"ada@contoso.com\",\"User\",\"Bo\",\"u1\",\"bo@contoso.com\",\"Department\",\"[\"\"Law\"\"]\",\"[\"\"Sales\"\"]\",\"\",\"\",\"User-Agent\",\"x\"\r\n\
\"soon\",\"c2\",\"Core Directory\",\"UserManagement\",\"Update user\",\"success\"\r\n\
\"2024-11-09T10:20:30.1234567+00:00\",\"c1\",\"Core Directory\",\"UserManagement\",\"Update user\",\"success\",\"\",\"\",\"User\",\"Ada\",\"u0\",\"ada@contoso.com\",\"User\",\"Bo\",\"u1\",\"bo@contoso.com\"\r\n";

const JSON: &str = r#"{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#auditLogs/directoryAudits","value":[
{"id":"Directory_1","category":"UserManagement","correlationId":"c1","result":"success","resultReason":"","activityDisplayName":"Update user","activityDateTime":"2024-11-09T10:20:30.1234567Z","loggedByService":"Core Directory","operationType":"Update",
 "initiatedBy":{"app":null,"user":{"id":"u0","displayName":"Ada","userPrincipalName":"ada@contoso.com","ipAddress":"203.0.113.9"}},
 "targetResources":[{"id":"u1","displayName":"Bo","type":"User","userPrincipalName":"bo@contoso.com","groupType":null,"modifiedProperties":[{"displayName":"Department","oldValue":"[\"Law\"]","newValue":"[\"Sales\"]"}]}],
 "additionalDetails":[{"key":"User-Agent","value":"x"}]},
{"id":"Directory_2","activityDateTime":"2024-11-09T10:20:31Z","activityDisplayName":"Add member to group","category":"GroupManagement","geography":"EU",
 "initiatedBy":{"user":null,"app":{"appId":"65d91a3d-ab74-42e6-8a2f-0add61688c74","displayName":"Microsoft Approval Management","servicePrincipalId":null,"servicePrincipalName":null}},
 "targetResources":[],"additionalDetails":[]},
{"id":"Directory_3","activityDateTime":null},
{"predicted":true,"activityDateTime":"2024-11-09T10:20:31Z","activityDisplayName":"Add user"}]}"#;

#[test]
fn the_portals_csv() {
    let staging = import(&[("AuditLogs_2024-11-09.csv", CSV.as_bytes())]);
    let [file] = staging.files.as_slice() else { panic!("{:?}", staging.files) };
    assert_eq!((file.format, file.rows, staging.audit_log.len()), (Format::Audit, 3, 1));
    assert_eq!(staging.counts.audit, 1);
    let entry = staging.audit_log.entry(0);
    assert_eq!(entry.activity_date_time, Timestamp(1_731_147_630_123));
    assert_eq!(entry.initiated_by.user_principal_name, Some("ada@contoso.com"));
    assert_eq!(entry.target_resources.len(), 1);
    let property = entry.target_resources[0].modified_properties[0];
    assert_eq!(property.new_value, Some("[\"Sales\"]"));
    assert_eq!(entry.additional_details, [(Some("User-Agent"), Some("x"))]);
    // What could not be read is named by its place, and the file is kept.
    let problem = file.problems.list().iter().find(|it| it.fault.code() == "entry-without-time");
    let problem = problem.unwrap();
    assert_eq!((problem.row, problem.column.as_deref()), (Some(3), Some("Date (UTC)")));
    assert_eq!(file.problems.count("repeated-row"), 1);
    assert!(file.is_kept());
}

#[test]
fn the_older_csv() {
    let csv = "Date,CorrelationId,Service,Category,Activity,Result,UserAgent,Note\n2023-01-02T03:04:05Z,c,PIM,RoleManagement,Add,success,Edge,x\n";
    let staging = import(&[("log.csv", csv.as_bytes())]);
    assert_eq!(staging.audit_log.len(), 1);
    assert_eq!(staging.audit_log.entry(0).user_agent, Some("Edge"));
    assert_eq!(staging.files[0].aside, ["Note"]);
    assert!(staging.files[0].is_kept());
}

#[test]
fn graphs_pages() {
    let staging = import(&[("directoryAudits-0001.json", JSON.as_bytes())]);
    let file = &staging.files[0];
    assert_eq!((file.format, file.rows, staging.audit_log.len()), (Format::Audit, 4, 2));
    let entry = staging.audit_log.entry(0);
    assert_eq!(entry.id, Some("Directory_1"));
    assert_eq!(entry.initiated_by.ip_address, Some("203.0.113.9"));
    assert!(staging.audit_log.entry(1).is_by_rule());
    assert_eq!(file.aside, ["geography"]);
    assert_eq!(file.problems.count("entry-without-time"), 1);
    assert_eq!(file.problems.count("predicted-record"), 1);
}

#[test]
fn both_forms_of_one_entry_are_one() {
    for files in [[("a.csv", CSV), ("b.json", JSON)], [("b.json", JSON), ("a.csv", CSV)]] {
        let files = files.map(|(name, text)| (name, text.as_bytes()));
        let staging = import(&files);
        assert_eq!(staging.audit_log.len(), 2);
        let with_id = (0..2).filter(|row| staging.audit_log.entry(*row).id.is_some()).count();
        assert_eq!(with_id, 2);
    }
}

#[test]
fn answers_of_a_batch() {
    let batch = format!(r#"{{"responses":[{{"id":"1","status":200,"body":{JSON}}}]}}"#);
    assert_eq!(import(&[("batch.json", batch.as_bytes())]).audit_log.len(), 2);
}

proptest! {
    #[test]
    fn damage_never_stops_it(json in any::<bool>(), changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8), cut in any::<prop::sample::Index>()) {
        let mut bytes = if json { JSON } else { CSV }.as_bytes().to_vec();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        bytes.truncate(cut.index(bytes.len()) + 1);
        let staging = import(&[("x", &bytes)]);
        prop_assert!(staging.audit_log.len() <= staging.files[0].rows);
    }

    #[test]
    fn any_bytes_after_a_header(tail in prop::collection::vec(any::<u8>(), 0..200)) {
        let header = CSV.split_once('\n').unwrap().0;
        let bytes = [header.as_bytes(), b"\n", &tail].concat();
        let staging = import(&[("x", &bytes)]);
        prop_assert_eq!(staging.files[0].format, Format::Audit);
    }
}
