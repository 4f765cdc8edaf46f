//! What is staged is said, and taking every part of it back leaves nothing.

use super::{Difference, Fate, Standing, Within, of, part, revert, revert_fate, standing};
use crate::{
    domain::{
        Actor, Attribute, Command, Context, Datum, Existence, Intent, NewUser, ObjectId,
        OperationId, Origin, Role, Subject, Timestamp, UserId, Value,
    },
    store::{Bits, Directory},
    tenant::{Info, Workspace},
};

fn workspace() -> Workspace {
    let mut directory = Directory::default();
    for (name, existence) in [
        ("anna", Existence::Active),
        ("bo", Existence::Active),
        ("cleo", Existence::Deleted(Timestamp(1))),
    ] {
        let users = &mut directory.users;
        let user = users.push(ObjectId::made_up(name), false, existence).unwrap();
        users.set(user, Attribute::DISPLAY_NAME, &Datum::text(name));
        let upn = Datum::text(format!("{name}@contoso.com"));
        users.set(user, Attribute::USER_PRINCIPAL_NAME, &upn);
        users.set(user, Attribute::ON_PREMISES_SYNC_ENABLED, &Datum::Null);
        users.set(user, Attribute::CITY, &Datum::Null);
        users.set(user, Attribute::DEPARTMENT, &Datum::text("Sales"));
    }
    let info = Info { name: "x".to_owned(), sample: false, created: Timestamp(0) };
    Workspace::new(info, directory)
}

fn dispatch(workspace: &mut Workspace, command: &Command) -> OperationId {
    let name = "admin".to_owned();
    let actor = Actor { id: None, name, roles: vec![Role::GlobalAdministrator] };
    let context = Context { at: Timestamp(2), actor, origin: Origin::Page, seed: 7 };
    workspace.dispatch(command, &context).unwrap()
}

fn edit(users: &[u32], attribute: Attribute, text: &str) -> Command {
    let users = users.iter().copied().map(UserId).collect();
    Command::Edit { users, changes: vec![(attribute, Some(Value::Text(text.to_owned())))] }
}

#[test]
fn every_part_is_said_and_taken_back() {
    let mut workspace = workspace();
    let (anna, bo, cleo, dan) = (UserId(0), UserId(1), UserId(2), UserId(3));
    // Never imported, null, and a value.
    for (attribute, text) in [
        (Attribute::JOB_TITLE, "Head"),
        (Attribute::CITY, "Lyon"),
        (Attribute::DEPARTMENT, "IT"),
        (Attribute::JOB_TITLE, "Chief"),
    ] {
        dispatch(&mut workspace, &edit(&[0], attribute, text));
    }
    dispatch(&mut workspace, &Command::Stage { users: vec![anna], intent: Intent::RevokeSessions });
    dispatch(&mut workspace, &Command::Delete { users: vec![bo] });
    let proxies = crate::domain::ProxyConflict::Refuse;
    dispatch(&mut workspace, &Command::Restore { users: vec![cleo], new_names: vec![], proxies });
    let attributes = vec![
        (Attribute::DISPLAY_NAME, Value::Text("Dan".to_owned())),
        (Attribute::USER_PRINCIPAL_NAME, Value::Text("dan@contoso.com".to_owned())),
    ];
    let new = NewUser { attributes, force_change: true };
    dispatch(&mut workspace, &Command::CreateUser(Box::new(new)));

    let anna_diff = of(&workspace, Subject::user(anna)).unwrap();
    assert_eq!(anna_diff.fate, Fate::Changed);
    assert_eq!(anna_diff.intents, [Intent::RevokeSessions]);
    let title = anna_diff.attributes.iter().find(|(a, ..)| *a == Attribute::JOB_TITLE).unwrap();
    assert_eq!(title, &(Attribute::JOB_TITLE, Datum::Unknown, Datum::text("Chief")));
    assert_eq!(anna_diff.attributes.len(), 3);
    let fate = |user| of(&workspace, Subject::user(user)).unwrap().fate;
    assert_eq!((fate(bo), fate(cleo), fate(dan)), (Fate::Deleted, Fate::Restored, Fate::Created));

    for user in [anna, bo, cleo, dan] {
        let Difference { fate, attributes, intents, .. } =
            of(&workspace, Subject::user(user)).unwrap();
        if let Some(command) = revert_fate(&workspace, Subject::user(user), fate) {
            dispatch(&mut workspace, &command);
            continue;
        }
        for (attribute, ..) in attributes {
            let command = revert(&workspace, user, attribute).unwrap();
            dispatch(&mut workspace, &command);
        }
        for intent in intents {
            dispatch(&mut workspace, &Command::Unstage { users: vec![user], intent });
        }
    }
    assert!(workspace.staged().is_empty(), "{:?}", workspace.staged());
    assert_eq!(workspace.users().get(anna, Attribute::JOB_TITLE), Datum::Unknown);
}

#[test]
fn parts_and_totals() {
    let mut workspace = workspace();
    dispatch(&mut workspace, &edit(&[0, 1], Attribute::CITY, "Lyon"));
    let rows = |workspace: &Workspace, within: Option<&Within>, skip, take| {
        let (part, total) = part(workspace, within, skip, take);
        (part.iter().map(|difference| difference.subject.row.0).collect::<Vec<_>>(), total)
    };
    assert_eq!(rows(&workspace, None, 0, 1), (vec![0], 2));
    assert_eq!(rows(&workspace, None, 1, 5), (vec![1], 2));
    assert_eq!(rows(&workspace, None, 2, 5), (vec![], 2));
    let bo = Within { users: Bits::of(3, [1, 2]), groups: Bits::none(0) };
    assert_eq!(rows(&workspace, Some(&bo), 0, 5), (vec![1], 1));
}

#[test]
fn what_stands() {
    let mut workspace = workspace();
    let first = dispatch(&mut workspace, &edit(&[0], Attribute::CITY, "Lyon"));
    let second = dispatch(&mut workspace, &edit(&[0], Attribute::CITY, "Paris"));
    let undo = dispatch(&mut workspace, &Command::Undo(second));
    assert_eq!(standing(&workspace, first), Standing::InForce);
    assert_eq!(standing(&workspace, second), Standing::Undone);
    assert_eq!(standing(&workspace, undo), Standing::Past);
    dispatch(&mut workspace, &Command::Undo(second));
    let dependents = workspace.dependents(first);
    assert_eq!(dependents, [second]);
    let drop = dispatch(&mut workspace, &Command::Drop { operation: first, dependents });
    assert_eq!(standing(&workspace, first), Standing::Dropped(drop));
    assert_eq!(standing(&workspace, second), Standing::Dropped(drop));
    assert_eq!(standing(&workspace, drop), Standing::InForce);
    dispatch(&mut workspace, &Command::Undo(drop));
    assert_eq!(standing(&workspace, second), Standing::InForce);
}
