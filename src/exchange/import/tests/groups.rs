//! Groups, devices and memberships: what each kind of file tells of them, and how far.

use super::{import, import_in, problem};
use crate::domain::attribute::{Of, Schema};
use crate::domain::{Attribute, Datum, ObjectId, Row};
use crate::exchange::problem::Fault;
use crate::exchange::{Import, Staging};
use crate::store::Directory;
use crate::store::members::{Extent, List, Side};

fn guid(kind: char, number: usize) -> String {
    format!("{kind}0000000-0000-4000-8000-{number:012}")
}

fn id(kind: char, number: usize) -> ObjectId {
    ObjectId::parse(&guid(kind, number)).unwrap()
}

fn of(staging: &Staging, side: Side, group: usize) -> &List {
    staging.members.of(side, staging.groups.find(id('a', group)).unwrap())
}

fn users(list: &List) -> Vec<u32> {
    list.rows(Of::User).iter().collect()
}

fn listed(staging: &Staging, file: usize) -> Vec<String> {
    staging.files[file].problems.list().iter().map(problem).collect()
}

/// Users 1 to 3.
fn people() -> String {
    (1..4).fold("id,userPrincipalName\n".to_owned(), |all, number| {
        format!("{all}{},u{number}@x.example\n", guid('b', number))
    })
}

fn groups(items: &[String]) -> String {
    let context = "https://graph.microsoft.com/v1.0/$metadata#groups";
    format!(r#"{{"@odata.context":"{context}","value":[{}]}}"#, items.join(","))
}

fn group(number: usize, more: &str) -> String {
    let id = guid('a', number);
    format!(r#"{{"id":"{id}","displayName":"Group {number}","groupTypes":[]{more}}}"#)
}

fn objects(kind: char, numbers: impl IntoIterator<Item = usize>) -> String {
    let object = |number| {
        let of = if kind == 'a' { "group" } else { "user" };
        format!(r##"{{"@odata.type":"#microsoft.graph.{of}","id":"{}"}}"##, guid(kind, number))
    };
    numbers.into_iter().map(object).collect::<Vec<_>>().join(",")
}

fn record(group: usize, rest: &str) -> String {
    format!(r#"{{"groupId":"{}",{rest}}}"#, guid('a', group))
}

fn records(of: &str, items: &[String]) -> String {
    format!(r#"{{"@odata.context":"tenantry#{of}","value":[{}]}}"#, items.join(","))
}

/// Members who are in no file, and the group itself, may be in the workspace that the files go into.
#[test]
fn members_of_the_workspace_are_not_missed() {
    let people = people();
    let groups = groups(&[group(1, "")]);
    let files = [("users.csv", people.as_bytes()), ("groups-0001.json", groups.as_bytes())];
    let here = import(&files);
    let here = Directory { users: here.users, groups: here.groups, ..Directory::default() };
    let list = objects('b', [1, 2, 9]);
    let members = records(
        "groupMembers",
        &[record(1, &format!(r#""page":1,"last":true,"members":[{list}]"#))],
    );
    let told = |here: Option<&Directory>| {
        let mut import = Import::new(Schema::default());
        import.open("groupMembers-0001.json");
        import.feed(members.as_bytes());
        let mut ending = import.ending();
        while ending.step_beside(here) {}
        let staging = ending.staging();
        assert_eq!(of(&staging, Side::Members, 1).others().len(), 3);
        let faults = staging.files[0].problems.list().iter();
        faults.map(|problem| problem.fault.clone()).collect::<Vec<_>>()
    };
    assert_eq!(told(None), [Fault::GroupNotTold, Fault::MembersNotHere { count: 3 }]);
    assert_eq!(told(Some(&here)), [Fault::MembersNotHere { count: 1 }]);
}

#[test]
fn the_collectors_lists() {
    let people = people();
    let all: Vec<String> = (1..7).map(|number| group(number, "")).collect();
    let groups = groups(&all);
    let application = r##"{"@odata.type":"#microsoft.graph.servicePrincipal","id":"c0000000-0000-4000-8000-000000000001"}"##;
    let first = records(
        "groupMembers",
        &[
            record(1, &format!(r#""page":1,"members":[{}]"#, objects('b', [1, 2]))),
            record(2, &format!(r#""page":2,"last":true,"members":[{}]"#, objects('b', [3]))),
            record(3, r#""page":1,"error":"HiddenMembership","members":[]"#),
            record(
                4,
                &format!(
                    r#""page":1,"last":true,"members":[{},{application}]"#,
                    objects('b', [3, 9, 3])
                ),
            ),
            record(5, r#""page":1,"last":true,"members":[]"#),
        ],
    );
    let second = records(
        "groupMembers",
        &[
            record(1, &format!(r#""page":2,"last":true,"members":[{}]"#, objects('a', [2]))),
            record(8, &format!(r#""page":1,"last":true,"members":[{}]"#, objects('a', [1]))),
        ],
    );
    let owners = records(
        "groupOwners",
        &[record(1, &format!(r#""page":1,"last":true,"owners":[{}]"#, objects('b', [2])))],
    );
    let files: [(&str, &[u8]); 5] = [
        ("groupMembers-0001.json", first.as_bytes()),
        ("groupMembers-0002.json", second.as_bytes()),
        ("groupOwners-0001.json", owners.as_bytes()),
        ("groups-0001.json", groups.as_bytes()),
        ("users.csv", people.as_bytes()),
    ];
    for piece in [7, 1 << 20] {
        let staging = import_in(&files, piece);
        let list = |group| of(&staging, Side::Members, group);
        assert_eq!((users(list(1)), list(1).extent), (vec![0, 1], Extent::Complete));
        assert_eq!(list(1).rows(Of::Group).count(), 1);
        assert_eq!((users(list(2)), list(2).extent), (vec![2], Extent::AtLeast));
        assert_eq!((list(3).count(), list(3).extent), (0, Extent::Unknown));
        assert_eq!((users(list(4)), list(4).extent), (vec![2], Extent::Complete));
        assert_eq!(list(4).others().len(), 2);
        assert_eq!((list(5).count(), list(5).extent), (0, Extent::Complete));
        assert_eq!((list(6).count(), list(6).extent), (0, Extent::Unknown));
        assert_eq!((users(of(&staging, Side::Owners, 1))), [1]);
        assert_eq!(
            listed(&staging, 0),
            ["list-pages-missing 2", "list-not-read 3", "members-not-here 4", "members-repeated 4"]
        );
        assert_eq!(listed(&staging, 1), ["group-not-told 2"]);
        let counts = staging.counts;
        assert_eq!((counts.users, counts.groups, counts.memberships), (3, 7, 8));
        assert_eq!(counts.described_groups, 6);
        assert!(staging.files.iter().all(|file| !file.is_kept()));
    }
}

#[test]
fn expanded_members_may_be_a_part() {
    let expanded = |number, count: usize, next: &str| {
        let members = objects('b', 1..=count);
        group(number, &format!(r#","members":[{members}]{next}"#))
    };
    let next = r#","members@odata.nextLink":"https://graph.microsoft.com/next""#;
    let groups = groups(&[
        expanded(1, 19, ""),
        expanded(2, 20, ""),
        expanded(3, 2, next),
        group(4, r#","owners":[]"#),
    ]);
    let staging = import(&[("groups.json", groups.as_bytes())]);
    let extent = |group| of(&staging, Side::Members, group).extent;
    assert_eq!(
        [1, 2, 3, 4].map(extent),
        [Extent::Complete, Extent::AtLeast, Extent::AtLeast, Extent::Unknown]
    );
    assert_eq!(of(&staging, Side::Owners, 4).extent, Extent::Complete);
    assert_eq!(staging.files[0].problems.count("list-truncated"), 2);
}

#[test]
fn loops_of_groups_are_told_once() {
    let holds =
        |number, inner: usize| group(number, &format!(r#","members":[{}]"#, objects('a', [inner])));
    let groups = groups(&[holds(1, 2), holds(2, 3), holds(3, 2), holds(4, 4), group(5, "")]);
    let staging = import(&[("groups.json", groups.as_bytes())]);
    assert_eq!(listed(&staging, 0), ["group-loop 2 members", "group-loop 4 members"]);
    assert_eq!(staging.counts.memberships, 4);
}

#[test]
fn answers_of_a_batch_and_single_objects() {
    let batch = format!(
        r#"{{"responses":[
            {{"id":"1","status":200,"body":{}}},
            {{"id":"2","status":200,"body":{}}},
            {{"id":"3","status":404,"body":{{"error":{{"code":"Request_ResourceNotFound"}}}}}}]}}"#,
        groups(&[group(1, ""), group(2, "")]),
        group(3, r#","securityEnabled":true"#),
    );
    let staging = import(&[("batch.json", batch.as_bytes())]);
    assert_eq!((staging.counts.groups, staging.files[0].rows), (3, 3));
    assert_eq!(listed(&staging, 0), ["list-not-read 1"]);
    let single = group(1, r#","securityEnabled":true,"mailEnabled":false,"assignedLabels":[]"#);
    let staging = import(&[("group.json", single.as_bytes())]);
    let name = staging.groups.get(Row(0), Attribute::GROUP_DISPLAY_NAME);
    assert_eq!(name, Datum::text("Group 1"));
    assert_eq!(listed(&staging, 0), ["kept-aside 1 assignedLabels"]);
    assert!(staging.files[0].is_kept(), "the labels have no place yet");
}

#[test]
fn devices_of_both_portals_are_one() {
    let graph = format!(
        r#"{{"@odata.context":"x#devices","value":[{{"id":"{}","deviceId":"{}","displayName":"PC 1",
            "operatingSystem":"Windows","isCompliant":true,"extensionAttributes":{{"extensionAttribute1":"x"}}}}]}}"#,
        guid('d', 1),
        guid('e', 1),
    );
    let intune = format!(
        "Device ID,Device name,Azure AD Device ID,OS,OS version,Ownership\n\
         {},PC 1,{},Windows,10.0.1,Corporate\n{},PC 2,{},Windows,10.0.2,Personal\n\
         {},PC 3,00000000-0000-0000-0000-000000000000,Windows,10.0.3,Personal\n",
        guid('f', 1),
        guid('e', 1),
        guid('f', 2),
        guid('e', 2),
        guid('f', 3),
    );
    let staging = import(&[("devices.json", graph.as_bytes()), ("intune.csv", intune.as_bytes())]);
    assert_eq!(staging.counts.devices, 2);
    let first = staging.devices.find(id('d', 1)).unwrap();
    let told = |attribute| staging.devices.get(first, attribute);
    assert_eq!(told(Attribute::DEVICE_OS_VERSION), Datum::text("10.0.1"));
    assert_eq!(told(Attribute::DEVICE_EXTENSION_ATTRIBUTE_1), Datum::text("x"));
    assert_eq!(
        told(Attribute::DEVICE_OWNERSHIP),
        Datum::Unknown,
        "Intune says it in its own words"
    );
    assert!(listed(&staging, 1).contains(&"no-identity 4".to_owned()));
}

#[test]
fn whose_a_device_is() {
    let owners = |text: &str| format!(",\"registeredOwners\":{text}");
    let device = |number: usize, more: &str| {
        let (id, device) = (guid('d', number), guid('e', number));
        format!(r#"{{"id":"{id}","deviceId":"{device}","operatingSystem":"iOS"{more}}}"#)
    };
    let two =
        format!(r#"[{{"id":"{0}"}},{{"id":"{1}"}},{{"id":"{0}"}}]"#, guid('b', 1), guid('b', 7));
    let devices = [
        device(1, &owners(&two)),
        device(2, &owners("[]")),
        device(3, ""),
        device(4, &owners(r#"["x"]"#)),
    ];
    let graph = format!(r#"{{"@odata.context":"x#devices","value":[{}]}}"#, devices.join(","));
    let intune = format!(
        "Device ID,Device name,Azure AD Device ID,OS,Primary user UPN\n\
         1,PC,{},iOS,u1@x.example\n2,PC,{},iOS,\n",
        guid('e', 1),
        guid('e', 2)
    );
    let staging = import(&[("devices.json", graph.as_bytes()), ("intune.csv", intune.as_bytes())]);
    let told = |number, attribute| {
        staging.devices.get(staging.devices.find(id('d', number)).unwrap(), attribute)
    };
    let owners = Attribute::DEVICE_REGISTERED_OWNERS;
    let both = [guid('b', 1), guid('b', 7)].to_vec();
    assert_eq!(told(1, owners), Datum::Value(crate::domain::Value::Texts(both)));
    assert_eq!(told(2, owners), Datum::Null);
    assert_eq!(told(3, owners), Datum::Unknown);
    assert_eq!(told(4, owners), Datum::Unknown);
    assert!(listed(&staging, 0).contains(&"wrong-type 4 registeredOwners".to_owned()));
    let primary = Attribute::DEVICE_PRIMARY_USER_UPN;
    assert_eq!(told(1, primary), Datum::text("u1@x.example"));
    assert_eq!(told(2, primary), Datum::Null);
    assert_eq!(told(3, primary), Datum::Unknown);
}

#[test]
fn downloaded_members_are_people_and_wait_too() {
    let people = people();
    let groups = groups(&[group(1, "")]);
    let files: [(&str, &[u8]); 2] =
        [("Members_Group 1.csv", people.as_bytes()), ("groups.json", groups.as_bytes())];
    let mut staging = import(&files);
    assert_eq!(staging.counts.users, 3);
    assert!(staging.files[0].is_used() && staging.files[0].is_kept());
    assert_eq!(staging.unassigned[0].proposal, Some(id('a', 1)));
    assert!(staging.assign(0, id('a', 1)));
    let list = of(&staging, Side::Members, 1);
    assert_eq!((users(list), list.extent), (vec![0, 1, 2], Extent::AtLeast));
    assert!(!staging.files[0].is_kept());
}

#[test]
fn a_list_that_names_no_group_waits_for_an_answer() {
    let people = people();
    let groups = groups(&[group(1, ""), group(2, "")]);
    let members = format!(
        "version:v1.0\nMember object ID or user principal name [memberObjectIdOrUpn] Required\n\
         {}\nU2@x.example\nnobody@x.example\n{}\n",
        guid('b', 1),
        guid('b', 7),
    );
    let mut staging = import(&[
        ("people.csv", people.as_bytes()),
        ("groups.json", groups.as_bytes()),
        ("members of group 2.csv", members.as_bytes()),
    ]);
    assert_eq!(listed(&staging, 2), ["group-asked-for"]);
    assert!(staging.files[2].is_kept() && !staging.files[2].is_used());
    let [waiting] = staging.unassigned.as_slice() else { panic!() };
    assert_eq!((waiting.file, waiting.count(), waiting.proposal), (2, 4, Some(id('a', 2))));
    assert!(!staging.assign(1, id('a', 2)));
    assert!(staging.assign(2, id('a', 2)));
    let list = of(&staging, Side::Members, 2);
    assert_eq!((users(list), list.others().len(), list.extent), (vec![0, 1], 1, Extent::AtLeast));
    assert_eq!(staging.counts.memberships, 3);
    assert!(staging.unassigned.is_empty() && !staging.files[2].is_kept());
    assert!(listed(&staging, 2).iter().any(|it| it.starts_with("member-not-found")));
}
