//! Round trips, and that nothing that was changed in a file passes.

use super::*;
use crate::domain::{
    Actor, Attribute, Command, CompanySubscription, Context, Datum, Existence, Intent, NewUser,
    ObjectId, Origin, Role, SkuId, Timestamp, Title, UserId, Value,
};
use crate::persist::head::{Block, Content, Head};
use crate::persist::operation;
use crate::tenant::{Info, Organisation};
use proptest::prelude::*;

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn workspace() -> Workspace {
    let mut directory = Directory::default();
    for number in 0..6_u64 {
        let id = ObjectId::from_seed(1, number);
        let user = directory.users.push(id, number == 5, Existence::Active).unwrap();
        for (attribute, value) in [
            (Attribute::USER_PRINCIPAL_NAME, text(&format!("user{number}@contoso.com"))),
            (Attribute::MAIL_NICKNAME, text(&format!("user{number}"))),
            (Attribute::DISPLAY_NAME, text(&format!("User {number}"))),
            (Attribute::ACCOUNT_ENABLED, Value::Boolean(true)),
        ] {
            directory.users.set(user, attribute, &Datum::Value(value));
        }
        directory.users.set(user, Attribute::ON_PREMISES_SYNC_ENABLED, &Datum::Null);
    }
    let info =
        Info { name: "Contoso".to_owned(), sample: false, created: Timestamp(1_750_000_000_000) };
    let mut workspace = Workspace::new(info, directory);
    let organisation = Organisation {
        verified_domains: vec!["contoso.com".to_owned()],
        company_subscriptions: Some(vec![bought()]),
        ..Organisation::default()
    };
    workspace.learn(Some(organisation), None);
    workspace
}

/// A subscription of which everything is told.
fn bought() -> CompanySubscription {
    CompanySubscription {
        id: "s".to_owned(),
        commerce_id: "c".to_owned(),
        sku: SkuId(ObjectId::from_seed(2, 0)),
        part_number: "SPE_E3".to_owned(),
        status: "Enabled".to_owned(),
        seats: Some(25),
        is_trial: Some(false),
        created: Some(Timestamp(1_700_000_000_000)),
        next: Some(Timestamp(1_760_000_000_000)),
        owner: "o".to_owned(),
        owner_type: "User".to_owned(),
        owner_tenant: "t".to_owned(),
        plans: Vec::new(),
    }
}

fn context(seed: u64) -> Context {
    let actor = Actor { id: None, name: "x".to_owned(), roles: vec![Role::GlobalAdministrator] };
    Context { at: Timestamp(1_750_000_000_000), actor, origin: Origin::Page, seed }
}

fn some_command() -> impl Strategy<Value = Command> {
    let user = || (0_u32..8).prop_map(UserId);
    let users = || proptest::collection::vec(user(), 1..3);
    let value = proptest::option::of(prop_oneof![Just(text("Sales")), Just(text("Law"))]);
    prop_oneof![
        4 => (users(), value).prop_map(|(users, value)| Command::Edit {
            users,
            changes: vec![(Attribute::DEPARTMENT, value.clone()), (Attribute::CITY, value)],
        }),
        2 => (0..5_u8).prop_map(|number| Command::CreateUser(Box::new(NewUser {
            attributes: vec![
                (Attribute::USER_PRINCIPAL_NAME, text(&format!("new{number}@contoso.com"))),
                (Attribute::MAIL_NICKNAME, text(&format!("new{number}"))),
                (Attribute::DISPLAY_NAME, text("New")),
                (Attribute::ACCOUNT_ENABLED, Value::Boolean(true)),
            ],
            force_change: true,
        }))),
        1 => users().prop_map(|users| Command::Delete { users }),
        1 => users().prop_map(|users| Command::Stage { users, intent: Intent::RevokeSessions }),
        3 => (1..12_u32).prop_map(|id| Command::Undo(OperationId(id))),
    ]
}

/// The workspace after those of the commands that are accepted.
fn after(commands: &[Command]) -> Workspace {
    let mut workspace = workspace();
    for (seed, command) in (0..).zip(commands) {
        drop(workspace.dispatch(command, &context(seed)));
    }
    workspace
}

fn reopen(file: &[u8]) -> Result<Workspace, FileError> {
    open(&contents(file)?)
}

proptest! {
    #[test]
    fn a_workspace_comes_back(commands in proptest::collection::vec(some_command(), 0..12)) {
        let workspace = after(&commands);
        let aside = AsideRef { label: b"what", content: b"groups" };
        let file = write(&workspace, &[aside]);
        let read = contents(&file).unwrap();
        prop_assert_eq!(&read.aside, &[aside]);
        let again = open(&read).unwrap();
        prop_assert_eq!(again.journal(), workspace.journal());
        prop_assert_eq!(again.staged(), workspace.staged());
        prop_assert_eq!(Snapshot::of(&again), Snapshot::of(&workspace));
    }

    /// Operations in records of their own, as the browser keeps them, make the same workspace.
    #[test]
    fn a_raw_copy_of_what_is_stored_opens(
        commands in proptest::collection::vec(some_command(), 0..12),
        early in 0..12_usize,
    ) {
        let workspace = after(&commands);
        let snapshot = Snapshot::of(&after(&commands[..early.min(commands.len())]));
        let tail: Vec<_> = workspace.journal()[usize::try_from(snapshot.applied).unwrap()..]
            .iter()
            .map(operation::encode)
            .collect();
        let file = assemble(&Contents {
            head: &snapshot.head,
            blocks: snapshot.blocks.iter().map(Vec::as_slice).collect(),
            operations: tail.iter().map(Vec::as_slice).collect(),
            aside: Vec::new(),
        });
        prop_assert_eq!(Snapshot::of(&reopen(&file).unwrap()), Snapshot::of(&workspace));
    }

    #[test]
    fn damage_never_passes(
        commands in proptest::collection::vec(some_command(), 0..4),
        at in any::<prop::sample::Index>(),
        bit in 0_u8..8,
    ) {
        let mut file = write(&after(&commands), &[]);
        let at = at.index(file.len());
        file[at] ^= 1 << bit;
        prop_assert!(reopen(&file).is_err());
    }

    #[test]
    fn a_cut_never_passes(at in any::<prop::sample::Index>()) {
        let file = write(&after(&[]), &[]);
        prop_assert!(reopen(&file[..at.index(file.len())]).is_err());
    }

    #[test]
    fn noise_never_panics(noise in proptest::collection::vec(any::<u8>(), 0..200)) {
        let mut file = MAGIC.to_vec();
        file.push(VERSION);
        file.extend(noise);
        prop_assert!(contents(&file).is_err());
    }
}

/// A file whose checksums are right but whose journal is not what led to the directory.
fn forged(workspace: &Workspace, forge: impl Fn(&mut Vec<Operation>)) -> Vec<u8> {
    let snapshot = Snapshot::of(workspace);
    let head = Head::decode(&snapshot.head).unwrap();
    let mut journal = workspace.journal().to_vec();
    forge(&mut journal);
    let record = operation::encode_all(journal.iter());
    let (mut described, mut blocks) = (Vec::new(), Vec::new());
    for (block, bytes) in head.blocks.iter().zip(&snapshot.blocks) {
        if block.content == Content::Directory {
            described.push(*block);
            blocks.push(bytes.as_slice());
        }
    }
    described.push(Block::of(Content::Journal, &record));
    blocks.push(&record);
    let head = Head { blocks: described, ..head }.encode();
    assemble(&Contents { head: &head, blocks, ..Contents::default() })
}

fn edited() -> Workspace {
    let edit = |user, city: &str| Command::Edit {
        users: vec![UserId(user)],
        changes: vec![(Attribute::CITY, Some(text(city)))],
    };
    after(&[edit(0, "Lyon"), edit(1, "Nancy"), edit(0, "Metz")])
}

#[test]
fn an_untouched_journal_passes() {
    assert!(reopen(&forged(&edited(), |_| ())).is_ok());
}

#[test]
fn a_changed_value_is_a_contradiction() {
    let file = forged(&edited(), |journal| {
        let Some(Event::Attribute { after, .. }) = journal[1].events.first_mut() else { panic!() };
        *after = Datum::text("Paris");
    });
    assert_eq!(reopen(&file).err(), Some(FileError::Contradiction { operation: OperationId(2) }));
}

#[test]
fn an_operation_of_somebody_without_rights_is_refused() {
    let file = forged(&edited(), |journal| journal[2].actor.roles.clear());
    assert!(matches!(reopen(&file), Err(FileError::Refused { operation: OperationId(3), .. })));
}

#[test]
fn a_missing_operation_is_noticed() {
    let file = forged(&edited(), |journal| drop(journal.remove(1)));
    assert!(matches!(reopen(&file), Err(FileError::Unreadable(_))));
}

#[test]
fn a_false_undo_is_refused() {
    let file = forged(&edited(), |journal| journal[2].title = Title::Undo(OperationId(1)));
    assert!(matches!(reopen(&file), Err(FileError::Refused { operation: OperationId(3), .. })));
}

#[test]
fn other_files_and_newer_ones_are_told_apart() {
    assert_eq!(contents(b"id,displayName\n"), Err(FileError::Foreign));
    let mut file = write(&workspace(), &[]);
    file[MAGIC.len()] = VERSION + 1;
    assert_eq!(
        contents(&file),
        Err(FileError::Unreadable(UpgradeError::TooNew { found: 2, supported: 1 }))
    );
}
