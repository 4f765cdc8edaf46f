//! Scenarios of a workspace; its laws are in `tests/laws.rs`.

mod baseline;
mod cases;
mod caused;
mod conflicts;
mod education;
mod group_laws;
mod groups;
mod laws;
mod licences;
mod prices;
mod renewal;
mod self_service;
mod settings;

use super::*;
use crate::domain::{Actor, Event, Intent, NewUser, Origin, ProxyConflict, Role, Value};
use std::collections::BTreeMap;

pub(super) const NOON: Timestamp = Timestamp(1_750_000_000_000);

pub(super) fn administrator() -> Actor {
    Actor { id: None, name: "admin".to_owned(), roles: vec![Role::GlobalAdministrator] }
}

pub(super) fn context(seed: u64) -> Context {
    Context { at: NOON, actor: administrator(), origin: Origin::Page, seed }
}

pub(super) fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

/// `count` cloud users `user0@contoso.com` …, everything else null but names.
pub(super) fn workspace(count: u32) -> Workspace {
    let mut directory = Directory::default();
    for number in 0..count {
        let id = ObjectId::from_seed(7, u64::from(number));
        let user = directory.users.push(id, false, Existence::Active).unwrap();
        for attribute in Attribute::all() {
            if !matches!(attribute, Attribute::ID | Attribute::DELETED_DATE_TIME) {
                directory.users.set(user, attribute, &Datum::Null);
            }
        }
        for (attribute, value) in [
            (Attribute::USER_PRINCIPAL_NAME, text(&format!("user{number}@contoso.com"))),
            (Attribute::MAIL_NICKNAME, text(&format!("user{number}"))),
            (Attribute::DISPLAY_NAME, text(&format!("User {number}"))),
            (Attribute::ACCOUNT_ENABLED, Value::Boolean(true)),
            (Attribute::ON_PREMISES_SYNC_ENABLED, Value::Boolean(number % 7 == 6)),
        ] {
            directory.users.set(user, attribute, &Datum::Value(value));
        }
    }
    Workspace::new(Info { name: "Contoso".to_owned(), sample: false, created: NOON }, directory)
}

type Dump = Vec<(Existence, BTreeMap<Attribute, Datum>)>;

/// Everything that a reader can see; an absent row has nothing to see.
fn dump(workspace: &Workspace) -> Dump {
    let users = workspace.users();
    let mut rows: Dump = (0..users.rows())
        .map(UserId)
        .map(|user| match users.existence(user) {
            Existence::Absent => (Existence::Absent, BTreeMap::new()),
            existence => {
                let row = users
                    .schema()
                    .attributes()
                    .map(|attribute| (attribute, users.get(user, attribute)))
                    .collect();
                (existence, row)
            }
        })
        .collect();
    while rows.last().is_some_and(|(existence, _)| *existence == Existence::Absent) {
        rows.pop();
    }
    rows
}

fn do_it(workspace: &mut Workspace, command: &Command) -> OperationId {
    let seed = u64::from(workspace.number_of_next_operation().0);
    workspace.dispatch(command, &context(seed)).unwrap()
}

fn edit(users: &[u32], attribute: Attribute, value: Option<Value>) -> Command {
    Command::Edit {
        users: users.iter().copied().map(UserId).collect(),
        changes: vec![(attribute, value)],
    }
}

#[test]
fn editing_stages_and_going_back_unstages() {
    let mut w = workspace(3);
    do_it(&mut w, &edit(&[0, 1], Attribute::DEPARTMENT, Some(text("Sales"))));
    assert_eq!(w.staged().len(), 2);
    assert_eq!(w.baseline(UserId(0), Attribute::DEPARTMENT), Datum::Null);
    do_it(&mut w, &edit(&[0], Attribute::DEPARTMENT, None));
    assert_eq!(w.staged().len(), 1);
    assert_eq!(w.staged().user(UserId(0)), None);
    let again = w.decide(&edit(&[0], Attribute::DEPARTMENT, None), &context(0));
    assert_eq!(again, Err(vec![Refusal::NothingToDo]));
}

/// What is taken back below something that was dropped comes back before it: else undoing would stop there
/// for good.
#[test]
fn what_is_undone_below_a_drop_is_dropped() {
    let mut w = workspace(1);
    let titles: Vec<OperationId> = ["Clerk", "Judge"]
        .iter()
        .map(|title| do_it(&mut w, &edit(&[0], Attribute::JOB_TITLE, Some(text(title)))))
        .collect();
    let [below, dropped] = titles[..] else { panic!() };
    let drop = do_it(&mut w, &Command::Drop { operation: dropped, dependents: vec![] });
    let second = do_it(&mut w, &Command::Undo(below));
    assert!(w.staged().is_empty());
    for next in [second, drop, dropped, below] {
        assert_eq!(w.undoable(), Some(next));
        do_it(&mut w, &Command::Undo(next));
    }
    assert!(w.staged().is_empty());
}

#[test]
fn refusals() {
    let w = workspace(9);
    let long = "x".repeat(65);
    let cases: Vec<(Command, Refusal)> = vec![
        (edit(&[], Attribute::CITY, None), Refusal::NobodySelected),
        (edit(&[99], Attribute::CITY, None), Refusal::NoSuchUser { user: UserId(99) }),
        (
            edit(&[6], Attribute::CITY, Some(text("Lyon"))),
            Refusal::MasteredOnPremises { user: UserId(6), attribute: Attribute::CITY },
        ),
        (
            edit(&[0], Attribute::DISPLAY_NAME, None),
            Refusal::Required { attribute: Attribute::DISPLAY_NAME },
        ),
        (
            edit(&[0], Attribute::DEPARTMENT, Some(text(&long))),
            Refusal::TooLong { attribute: Attribute::DEPARTMENT, length: 65, max: 64 },
        ),
        (
            edit(&[0], Attribute::CREATED_DATE_TIME, None),
            Refusal::ReadOnly { attribute: Attribute::CREATED_DATE_TIME },
        ),
        (
            edit(&[0], Attribute::USER_PRINCIPAL_NAME, Some(text("USER1@contoso.com"))),
            Refusal::Taken {
                attribute: Attribute::USER_PRINCIPAL_NAME,
                value: "USER1@contoso.com".to_owned(),
                by: UserId(1),
            },
        ),
        (
            edit(&[0, 1], Attribute::USER_PRINCIPAL_NAME, Some(text("new@contoso.com"))),
            Refusal::TakenTwice {
                attribute: Attribute::USER_PRINCIPAL_NAME,
                value: "new@contoso.com".to_owned(),
            },
        ),
        (
            edit(&[0], Attribute::USAGE_LOCATION, Some(text("France"))),
            Refusal::TooLong { attribute: Attribute::USAGE_LOCATION, length: 6, max: 2 },
        ),
        (
            edit(&[0], Attribute::MANAGER, Some(Value::Reference(w.users().id(UserId(0))))),
            Refusal::ManagerLoop { user: UserId(0), chain: vec![UserId(0), UserId(0)] },
        ),
        (Command::Delete { users: vec![UserId(6)] }, Refusal::DeletedAtSource { user: UserId(6) }),
        (
            Command::Stage { users: vec![UserId(6)], intent: Intent::ResetPassword },
            Refusal::PasswordElsewhere {
                user: UserId(6),
                home: crate::domain::PasswordHome::OnPremises,
            },
        ),
    ];
    for (command, refusal) in cases {
        let refusals = w.decide(&command, &context(0)).unwrap_err();
        assert!(refusals.contains(&refusal), "{command:?}: {refusals:?}");
    }
}

#[test]
fn free_attributes_of_synchronised_users_can_be_written() {
    let mut w = workspace(7);
    do_it(&mut w, &edit(&[6], Attribute::USAGE_LOCATION, Some(text("FR"))));
    assert_eq!(w.staged().len(), 1);
}

#[test]
fn names_can_be_swapped_in_one_operation_only() {
    let mut w = workspace(2);
    do_it(&mut w, &edit(&[0], Attribute::USER_PRINCIPAL_NAME, Some(text("tmp@contoso.com"))));
    do_it(&mut w, &edit(&[1], Attribute::USER_PRINCIPAL_NAME, Some(text("user0@contoso.com"))));
    // The second stands on the first: the name was free only because of it.
    assert_eq!(w.dependents(OperationId(1)), [OperationId(2)]);
    let refused = w.decide(&Command::Undo(OperationId(1)), &context(0)).unwrap_err();
    assert!(matches!(refused.first(), Some(Refusal::HasDependents { .. })));
    let drop = Command::Drop { operation: OperationId(1), dependents: vec![OperationId(2)] };
    do_it(&mut w, &drop);
    assert!(w.staged().is_empty());
    do_it(&mut w, &Command::Undo(OperationId(3)));
    assert_eq!(w.staged().len(), 2);
    assert!(w.is_in_force(OperationId(1)) && w.is_in_force(OperationId(2)));
    assert!(!w.is_in_force(OperationId(3)));
}

#[test]
fn either_a_drop_is_in_force_or_what_it_dropped() {
    let mut w = workspace(1);
    do_it(&mut w, &edit(&[0], Attribute::CITY, Some(text("Lyon"))));
    let drop = |operation| Command::Drop { operation: OperationId(operation), dependents: vec![] };
    do_it(&mut w, &drop(1));
    do_it(&mut w, &drop(2));
    let now = |w: &Workspace| {
        let city = w.users().get(UserId(0), Attribute::CITY);
        (city, [1, 2, 3].map(|id| w.is_in_force(OperationId(id))))
    };
    assert_eq!(now(&w), (Datum::text("Lyon"), [true, false, true]));
    do_it(&mut w, &Command::Undo(OperationId(3)));
    assert_eq!(now(&w), (Datum::Null, [false, true, false]));
    do_it(&mut w, &Command::Undo(OperationId(3)));
    assert_eq!(now(&w), (Datum::text("Lyon"), [true, false, true]));
}

#[test]
fn what_was_dropped_stays_so_when_what_it_stood_on_is_dropped_too() {
    let mut w = workspace(2);
    do_it(&mut w, &edit(&[0], Attribute::CITY, Some(text("Lyon"))));
    do_it(&mut w, &edit(&[0, 1], Attribute::CITY, Some(text("Paris"))));
    let drop = |operation| Command::Drop { operation: OperationId(operation), dependents: vec![] };
    do_it(&mut w, &drop(2));
    do_it(&mut w, &drop(1));
    assert!(w.staged().is_empty());
    assert_eq!([1, 2].map(|id| w.is_in_force(OperationId(id))), [false, false]);
}

#[test]
fn loops_over_several_steps() {
    let mut w = workspace(3);
    let boss = |w: &Workspace, n| Some(Value::Reference(w.users().id(UserId(n))));
    let one = boss(&w, 1);
    do_it(&mut w, &edit(&[0], Attribute::MANAGER, one));
    let two = boss(&w, 2);
    do_it(&mut w, &edit(&[1], Attribute::MANAGER, two));
    let zero = boss(&w, 0);
    let refused = w.decide(&edit(&[2], Attribute::MANAGER, zero.clone()), &context(0)).unwrap_err();
    assert_eq!(
        refused,
        [Refusal::ManagerLoop {
            user: UserId(2),
            chain: vec![UserId(2), UserId(0), UserId(1), UserId(2)]
        }]
    );
    // Freeing 0 makes 2 → 0 possible; dropping the freeing would close the loop again.
    do_it(&mut w, &edit(&[0], Attribute::MANAGER, None));
    do_it(&mut w, &edit(&[2], Attribute::MANAGER, zero));
    assert_eq!(w.dependents(OperationId(3)), [OperationId(4)]);
}

#[test]
fn create_delete_restore() {
    let mut w = workspace(2);
    let new = NewUser {
        attributes: vec![
            (Attribute::DISPLAY_NAME, text("Zoë Martin")),
            (Attribute::USER_PRINCIPAL_NAME, text("zoe@contoso.com")),
        ],
        force_change: true,
    };
    do_it(&mut w, &Command::CreateUser(Box::new(new)));
    let zoe = UserId(2);
    assert_eq!(w.users().existence(zoe), Existence::Active);
    assert_eq!(w.users().get(zoe, Attribute::MAIL_NICKNAME), Datum::text("zoe"));
    assert_eq!(w.users().get(zoe, Attribute::CITY), Datum::Null);
    assert_eq!(w.users().get(zoe, Attribute::CREATED_DATE_TIME), Datum::Unknown);
    assert!(w.users().is_provisional(zoe));
    let made = dump(&w);
    do_it(&mut w, &edit(&[2], Attribute::CITY, Some(text("Lyon"))));
    do_it(&mut w, &Command::Delete { users: vec![zoe] });
    assert!(w.staged().is_empty(), "a user that only existed here leaves nothing behind");
    do_it(&mut w, &Command::Undo(OperationId(3)));
    do_it(&mut w, &Command::Undo(OperationId(2)));
    assert_eq!(dump(&w), made);
    assert!(w.staged().has_intent(zoe, Intent::ForcePasswordChange));

    do_it(&mut w, &Command::Delete { users: vec![UserId(0)] });
    assert_eq!(w.users().existence(UserId(0)), Existence::Deleted(NOON));
    do_it(&mut w, &edit(&[1], Attribute::USER_PRINCIPAL_NAME, Some(text("user0@contoso.com"))));
    let restore = |new_names| Command::Restore {
        users: vec![UserId(0)],
        new_names,
        proxies: ProxyConflict::Refuse,
    };
    let refused = w.decide(&restore(vec![]), &context(0)).unwrap_err();
    assert!(matches!(refused.as_slice(), [Refusal::Taken { by: UserId(1), .. }]), "{refused:?}");
    let late = Context { at: NOON.plus_days(31), ..context(0) };
    let refused =
        w.decide(&restore(vec![(UserId(0), "other@contoso.com".to_owned())]), &late).unwrap_err();
    assert!(matches!(refused.as_slice(), [Refusal::RestoreTooLate { .. }]), "{refused:?}");
    do_it(&mut w, &restore(vec![(UserId(0), "other@contoso.com".to_owned())]));
    assert_eq!(
        w.users().get(UserId(0), Attribute::USER_PRINCIPAL_NAME),
        Datum::text("other@contoso.com")
    );
}

#[test]
fn undo_and_redo_walk_the_whole_way() {
    let mut w = workspace(2);
    let mut states = vec![dump(&w)];
    for city in ["Lyon", "Paris", "Nice"] {
        do_it(&mut w, &edit(&[0], Attribute::CITY, Some(text(city))));
        states.push(dump(&w));
    }
    for round in 0..2 {
        for state in states.iter().rev().skip(1) {
            let next = w.undoable().unwrap();
            do_it(&mut w, &Command::Undo(next));
            assert_eq!(dump(&w), *state, "round {round}");
        }
        assert_eq!(w.undoable(), None);
        for state in states.iter().skip(1) {
            let next = w.redoable().unwrap();
            do_it(&mut w, &Command::Undo(next));
            assert_eq!(dump(&w), *state, "round {round}");
        }
        assert_eq!(w.redoable(), None);
    }
    let next = w.undoable().unwrap();
    do_it(&mut w, &Command::Undo(next));
    do_it(&mut w, &edit(&[1], Attribute::CITY, Some(text("Brest"))));
    assert_eq!(w.redoable(), None, "something new closes the way forward");
}

#[test]
fn a_newer_import_carries_staged_changes_along() {
    let mut w = workspace(3);
    do_it(&mut w, &edit(&[0], Attribute::CITY, Some(text("Lyon"))));
    do_it(&mut w, &edit(&[1], Attribute::CITY, Some(text("Paris"))));
    do_it(&mut w, &edit(&[2], Attribute::CITY, Some(text("Nice"))));
    let changes = BaselineChanges {
        cells: vec![
            (UserId(0), Attribute::CITY, Datum::text("Lyon")),
            (UserId(1), Attribute::CITY, Datum::text("Rome")),
        ],
        ..BaselineChanges::default()
    };
    let source = Source {
        name: "users.csv".to_owned(),
        recognised_as: "entra-users".to_owned(),
        rows: 3,
        at: NOON,
        complete: false,
    };
    assert_eq!(w.rebase(changes, vec![source]), Rebased { arrived: 1, kept: 2 });
    assert_eq!(w.staged().len(), 2);
    assert_eq!(w.baseline(UserId(1), Attribute::CITY), Datum::text("Rome"));
    assert_eq!(
        w.conflicts(),
        [Conflict::Object {
            subject: Subject::user(UserId(1)),
            kind: ConflictKind::Attribute {
                attribute: Attribute::CITY,
                was: Datum::Null,
                arrived: Datum::text("Rome"),
                staged: Datum::text("Paris"),
            },
        }]
    );
    // Taking the tenant's value answers it for as long as that stands.
    assert_eq!(w.open_conflicts().count(), 1);
    do_it(&mut w, &edit(&[1], Attribute::CITY, Some(text("Rome"))));
    assert_eq!((w.open_conflicts().count(), w.conflicts().len()), (0, 1));
    let taken = w.undoable().unwrap();
    do_it(&mut w, &Command::Undo(taken));
    // Keeping what is staged answers it for good.
    let conflict = w.open_conflicts().next().cloned().unwrap();
    let before = (w.staged().len(), w.journal().len());
    w.settle(&conflict);
    assert_eq!(w.conflicts(), []);
    assert_eq!((w.staged().len(), w.journal().len()), before);
    while let Some(next) = w.undoable() {
        do_it(&mut w, &Command::Undo(next));
    }
    assert!(w.staged().is_empty());
    assert_eq!(w.users().get(UserId(1), Attribute::CITY), Datum::text("Rome"));
}

#[test]
fn rights_of_lesser_roles() {
    let mut w = workspace(2);
    let helpdesk = Context {
        actor: Actor { roles: vec![Role::HelpdeskAdministrator], ..administrator() },
        ..context(0)
    };
    let reset = Command::Stage { users: vec![UserId(0)], intent: Intent::ResetPassword };
    assert_eq!(w.decide(&reset, &helpdesk), Err(vec![Refusal::RolesUnknown { user: UserId(0) }]));
    let boss = w.users().id(UserId(1));
    w.learn(None, Some(RoleAssignments::imported([(boss, Role::GlobalAdministrator)])));
    assert!(w.decide(&reset, &helpdesk).is_ok());
    let reset = Command::Stage { users: vec![UserId(0), UserId(1)], intent: Intent::ResetPassword };
    assert!(matches!(
        w.decide(&reset, &helpdesk).unwrap_err().as_slice(),
        [Refusal::NotPermitted { subject: Some(Subject { row: UserId(1), .. }), .. }]
    ));
    let (part, refused) = w.acceptable_part(&reset, &helpdesk);
    assert_eq!(
        part,
        Some(Command::Stage { users: vec![UserId(0)], intent: Intent::ResetPassword })
    );
    assert_eq!(refused.len(), 1);
    let rename = edit(&[0], Attribute::CITY, Some(text("Lyon")));
    assert!(w.decide(&rename, &helpdesk).is_err());
}

#[test]
fn audit_names_what_the_directory_would_write() {
    let mut w = workspace(2);
    let boss = w.users().id(UserId(1));
    let id = do_it(
        &mut w,
        &Command::Edit {
            users: vec![UserId(0)],
            changes: vec![
                (Attribute::ACCOUNT_ENABLED, Some(Value::Boolean(false))),
                (Attribute::DEPARTMENT, Some(text("R\"D"))),
                (Attribute::MANAGER, Some(Value::Reference(boss))),
            ],
        },
    );
    let records = w.audit(w.operation(id).unwrap());
    let names: Vec<&str> = records.iter().map(|record| record.activity.name()).collect();
    assert_eq!(names, ["Disable account", "Update user", "Set user manager"]);
    assert_eq!(
        records[1].modified,
        [audit::Modified {
            name: "Department".to_owned(),
            old: None,
            new: Some("\"R\\\"D\"".to_owned())
        }]
    );
}

fn source() -> Source {
    Source {
        name: "f".to_owned(),
        recognised_as: "t".to_owned(),
        rows: 0,
        at: NOON,
        complete: false,
    }
}
