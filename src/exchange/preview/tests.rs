//! Imports over an open workspace.

use super::*;
use crate::{
    domain::{Actor, Command, Context, Origin, Role, Timestamp},
    exchange::Import,
    tenant::{Info, Source},
};

const NOON: Timestamp = Timestamp(1_750_000_000_000);

fn read(csv: &str, workspace: Option<&Workspace>) -> Staging {
    let schema = workspace.map(|w| w.users().schema().clone()).unwrap_or_default();
    let mut import = Import::new(schema);
    import.open("users.csv");
    import.feed(csv.as_bytes());
    import.close();
    import.finish()
}

fn first(csv: &str) -> Workspace {
    let staging = read(csv, None);
    let info = Info { name: "Contoso".to_owned(), sample: false, created: NOON };
    Workspace::new(info, crate::store::Directory::of_users(staging.users))
}

fn take_in(workspace: &mut Workspace, csv: &str, complete: bool) -> Preview {
    let staging = read(csv, Some(workspace));
    let preview = preview(&staging, workspace);
    let source = Source {
        name: "users.csv".to_owned(),
        recognised_as: "test".to_owned(),
        rows: 0,
        at: NOON,
        complete,
    };
    workspace.rebase(preview.clone().into_changes(complete), vec![source]);
    preview
}

fn edit(workspace: &mut Workspace, user: u32, attribute: Attribute, text: &str) {
    let command = Command::Edit {
        users: vec![UserId(user)],
        changes: vec![(attribute, Some(Value::Text(text.to_owned())))],
    };
    let actor = Actor { id: None, name: "a".to_owned(), roles: vec![Role::GlobalAdministrator] };
    let context = Context { at: NOON, actor, origin: Origin::Page, seed: 1 };
    workspace.dispatch(&command, &context).unwrap();
}

const ID: [&str; 3] = [
    "11111111-1111-4111-a111-111111111111",
    "22222222-2222-4222-a222-222222222222",
    "33333333-3333-4333-a333-333333333333",
];

fn csv(rows: &[(&str, &str, &str)]) -> String {
    let row = |(id, name, department): &(&str, &str, &str)| {
        format!("{name}@contoso.com,{name},{id},{department}\r\n")
    };
    let rows: String = rows.iter().map(row).collect();
    format!("userPrincipalName,displayName,id,department\r\n{rows}")
}

fn counts(preview: &Preview) -> [u32; 5] {
    [
        preview.new,
        preview.changed,
        preview.unchanged,
        preview.contradictory,
        size(preview.gone.len()),
    ]
}

#[test]
fn the_same_file_again_changes_nothing() {
    let file = csv(&[(ID[0], "ada", "Sales"), (ID[1], "bob", "")]);
    let mut w = first(&file);
    let preview = take_in(&mut w, &file, true);
    assert_eq!(counts(&preview), [0, 0, 2, 0, 0]);
    assert!(preview.is_void());
}

#[test]
fn new_changed_unchanged_and_gone() {
    let mut w = first(&csv(&[(ID[0], "ada", "Sales"), (ID[1], "bob", "IT")]));
    let newer = csv(&[(ID[0], "ada", "Legal"), (ID[2], "cyd", "IT")]);
    let preview = take_in(&mut w, &newer, false);
    assert_eq!(counts(&preview), [1, 1, 0, 0, 1]);
    assert_eq!(preview.per_attribute, [(Attribute::DEPARTMENT, 1)]);
    assert_eq!(w.users().get(UserId(0), Attribute::DEPARTMENT), Datum::text("Legal"));
    assert_eq!(w.users().active_count(), 3, "nobody is deleted unless declared");
    let preview = take_in(&mut w, &newer, true);
    assert_eq!(preview.gone, [UserId(1)]);
    assert_eq!(w.users().existence(UserId(1)), Existence::Deleted(NOON));
}

#[test]
fn absent_columns_change_nothing() {
    let mut w = first(&csv(&[(ID[0], "ada", "Sales")]));
    let preview = take_in(
        &mut w,
        &format!("userPrincipalName,displayName,id\r\nada@contoso.com,ada,{}\r\n", ID[0]),
        false,
    );
    assert_eq!(counts(&preview), [0, 0, 1, 0, 0]);
    assert_eq!(w.users().get(UserId(0), Attribute::DEPARTMENT), Datum::text("Sales"));
}

#[test]
fn staged_changes_arrive_or_stay() {
    let mut w = first(&csv(&[(ID[0], "ada", "Sales"), (ID[1], "bob", "IT")]));
    edit(&mut w, 0, Attribute::DEPARTMENT, "Legal");
    edit(&mut w, 1, Attribute::USER_PRINCIPAL_NAME, "robert@contoso.com");
    // The tenant has made the first change; the second is still to come.
    let preview = take_in(&mut w, &csv(&[(ID[0], "ada", "Legal"), (ID[1], "bob", "IT")]), true);
    assert_eq!(counts(&preview), [0, 1, 1, 0, 0]);
    assert_eq!(w.staged().len(), 1);
    assert_eq!(
        w.baseline(UserId(1), Attribute::USER_PRINCIPAL_NAME),
        Datum::text("bob@contoso.com")
    );
}

#[test]
fn people_without_ids_are_found_by_name() {
    let mut w = first("userPrincipalName,displayName\r\nada@contoso.com,Ada\r\n");
    assert!(w.users().is_provisional(UserId(0)));
    edit(&mut w, 0, Attribute::USER_PRINCIPAL_NAME, "ada.b@contoso.com");
    let preview = take_in(&mut w, &csv(&[(ID[0], "ada", "Sales")]), true);
    assert_eq!(counts(&preview), [0, 1, 0, 0, 0]);
    assert!(!w.users().is_provisional(UserId(0)));
    assert_eq!(w.users().find(ObjectId::parse(ID[0]).unwrap()), Some(UserId(0)));
    assert_eq!(
        w.users().get(UserId(0), Attribute::USER_PRINCIPAL_NAME),
        Datum::text("ada.b@contoso.com"),
        "what is staged stays staged"
    );
}

#[test]
fn a_name_of_another_object_contradicts() {
    let mut w = first(&csv(&[(ID[0], "ada", "Sales")]));
    let preview = take_in(&mut w, &csv(&[(ID[1], "ada", "Sales")]), false);
    assert_eq!(counts(&preview), [0, 0, 0, 1, 1]);
    assert_eq!(w.users().active_count(), 1);
}

#[test]
fn edits_may_come_in_between() {
    let people = [(ID[0], "anna", "Sales"), (ID[1], "bert", "Legal"), (ID[2], "carl", "Legal")];
    let mut workspace = first(&csv(&people[..2]));
    let changed = [(ID[0], "anna", "Finance"), (ID[1], "robert", "Legal"), people[2]];
    let staging = read(&csv(&changed), Some(&workspace));
    let whole = preview(&staging, &workspace);
    let mut comparison = Comparison::new(&staging, &workspace);
    let mut department = 0;
    while comparison.step(&staging, &workspace) {
        department += 1;
        edit(&mut workspace, 0, Attribute::DEPARTMENT, &format!("Department {department}"));
    }
    assert!(department > 3);
    assert_eq!(comparison.finish(&staging, &workspace), whole);
    assert_eq!((whole.new, whole.changed), (1, 2));
}

#[test]
fn people_may_be_renamed_in_between() {
    let count = SLICE + 3;
    // The workspace has ids, the file has none: people are found by name alone.
    let row = |number| format!("user{number}@contoso.com,User {number}");
    let numbered = |number| {
        let id = ObjectId::from_seed(7, number as u64);
        format!("{},{id}\n", row(number))
    };
    let with_ids: String = (0..count).map(numbered).collect();
    let rows: String = (0..count).map(|number| row(number) + "\n").collect();
    let mut workspace = first(&format!("userPrincipalName,displayName,id\n{with_ids}"));
    let file = format!("userPrincipalName,displayName\n{rows}");
    edit(&mut workspace, 2, Attribute::USER_PRINCIPAL_NAME, "before@contoso.com");
    let staging = read(&file, Some(&workspace));
    let mut comparison = Comparison::new(&staging, &workspace);
    assert!(comparison.step(&staging, &workspace));
    edit(&mut workspace, size(count) - 1, Attribute::USER_PRINCIPAL_NAME, "meanwhile@contoso.com");
    let preview = comparison.finish(&staging, &workspace);
    assert_eq!(counts(&preview), [0, 0, size(count), 0, 0]);
}

#[test]
fn a_staged_name_has_arrived_or_is_somebody_elses() {
    let row = |name: &&str| format!("{name}@contoso.com,Person\n");
    let file = |names: &[&str]| {
        let rows: String = names.iter().map(row).collect();
        format!("userPrincipalName,displayName\n{rows}")
    };
    let cases = [
        (&["bea"][..], [0, 1, 0, 0, 0], 0),
        (&["ada", "bea"], [1, 0, 1, 0, 0], 1),
        (&["bea", "ada"], [1, 0, 1, 0, 0], 1),
    ];
    for (names, expected, conflicts) in cases {
        let mut w = first(&file(&["ada"]));
        edit(&mut w, 0, Attribute::USER_PRINCIPAL_NAME, "bea@contoso.com");
        let preview = take_in(&mut w, &file(names), true);
        assert_eq!(counts(&preview), expected, "{names:?}");
        assert_eq!(w.users().rows() as usize, names.len());
        assert_eq!(w.open_conflicts().count(), conflicts, "{names:?}");
    }
}

/// A file about the tenant alone is no empty one; what it tells is counted, and taken in once.
#[test]
fn settings_of_the_tenant_are_counted() {
    let mut w = first(&csv(&[(ID[0], "ada", "IT")]));
    let policy =
        |days: u32| format!(r#"{{"groupLifetimeInDays":{days},"managedGroupTypes":"All"}}"#);
    for (days, settings) in [(180, 2), (180, 0), (365, 1)] {
        let preview = take_in(&mut w, &policy(days), false);
        assert_eq!((preview.settings, preview.is_void()), (settings, settings == 0));
        let told = w.organisation().setting(Setting::GroupLifetimeInDays);
        assert_eq!(told, Datum::text(days.to_string()));
    }
}
