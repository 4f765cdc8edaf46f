//! A view goes out, is worked on, and comes back; and no file that was changed is taken.

use super::{Answers, AnswersError, Flaw, Problem, Taker, file_of, unanswerable};
use crate::domain::attribute::Of;
use crate::domain::{
    Actor, Attribute, Barrier, Command, Context, Datum, Existence, GroupKind, Membership, NewGroup,
    ObjectId, Origin, Outcome, Party, Refusal, Role, Row, Setting, Side, Subject, Timestamp, Value,
    View, Wish,
};
use crate::exchange::{personal_view, workspace_file};
use crate::store::{Directory, Extent, List};
use crate::tenant::self_service::{Openness, mine};
use crate::tenant::{BaselineChanges, Info, Organisation, Source, Workspace};
use proptest::prelude::*;

const NOW: Timestamp = Timestamp(1_750_000_000_000);
const VIEW: View = View::new(NOW, [3; 16]);

fn id(of: &str, number: u32) -> ObjectId {
    ObjectId::made_up(&format!("{of} {number}"))
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn context(user: Option<u32>) -> Context {
    let actor = match user {
        Some(user) => {
            Actor { id: Some(id("user", user)), name: format!("user{user}@x"), roles: vec![] }
        }
        None => Actor { id: None, name: "admin".into(), roles: vec![Role::GlobalAdministrator] },
    };
    Context { at: NOW, actor, origin: Origin::Page, seed: 9 }
}

/// Eight people, groups of every policy; `owners` and `members` as bits by group.
fn world(owners: &[u8], members: &[u8]) -> Workspace {
    let mut directory = Directory::default();
    let yes = |yes| Datum::Value(Value::Boolean(yes));
    for number in 0..8 {
        let users = &mut directory.users;
        let row = users.push(id("user", number), false, Existence::Active).unwrap();
        for (attribute, datum) in [
            (Attribute::DISPLAY_NAME, Datum::text(format!("User {number}"))),
            (Attribute::USER_PRINCIPAL_NAME, Datum::text(format!("user{number}@x"))),
            (Attribute::USER_TYPE, Datum::text("Member")),
            (Attribute::ACCOUNT_ENABLED, yes(true)),
            (Attribute::DEPARTMENT, Datum::text("secret of everybody")),
        ] {
            users.set(row, attribute, &datum);
        }
    }
    let policies = [Some("private"), Some("public"), Some("none"), None];
    for (number, (owners, members)) in (0_u32..).zip(owners.iter().zip(members)) {
        let row = directory.groups.push(id("group", number), false, Existence::Active).unwrap();
        let unified = number % 3 == 0;
        let types = if unified { vec!["Unified".to_owned()] } else { vec![] };
        let types = if types.is_empty() { Datum::Null } else { Datum::Value(Value::Texts(types)) };
        let policy = policies[number as usize % 4].map_or(Datum::Null, Datum::text);
        let visibility = if number % 2 == 0 { Datum::text("Private") } else { Datum::Null };
        for (attribute, datum) in [
            (Attribute::GROUP_DISPLAY_NAME, Datum::text(format!("Group {number}"))),
            (Attribute::GROUP_MAIL_NICKNAME, Datum::text(format!("group{number}"))),
            (Attribute::GROUP_TYPES, types),
            (Attribute::GROUP_MAIL_ENABLED, yes(unified)),
            (Attribute::GROUP_SECURITY_ENABLED, yes(true)),
            (Attribute::GROUP_VISIBILITY, visibility),
            (Attribute::GROUP_ACCESS_TYPE, policy),
            (Attribute::GROUP_MEMBERSHIP_RULE, Datum::Null),
            (Attribute::GROUP_IS_ASSIGNABLE_TO_ROLE, yes(false)),
            (Attribute::GROUP_ON_PREMISES_SYNC_ENABLED, Datum::Null),
            (Attribute::GROUP_DESCRIPTION, Datum::Null),
        ] {
            directory.groups.set(row, attribute, &datum);
        }
        let list = |bits: u8| {
            let users = (0..8).filter(|bit| bits & (1 << bit) != 0).collect();
            let rows = [(Of::User, users), (Of::Group, vec![]), (Of::Device, vec![])];
            List::of(rows, vec![], Extent::Complete)
        };
        directory.members.replace(Side::Owners, row, list(*owners));
        directory.members.replace(Side::Members, row, list(*members));
    }
    let info = Info { name: "Contoso".to_owned(), sample: false, created: NOW };
    let mut workspace = Workspace::new(info, directory);
    let mut organisation = Organisation::default();
    for (setting, on) in [
        (Setting::MyGroupsRestricted, false),
        (Setting::OwnersManageRequests, true),
        (Setting::UsersCreateSecurityGroups, true),
        (Setting::UsersCreateMicrosoft365Groups, true),
    ] {
        organisation.settings.insert(setting, yes(on));
    }
    workspace.learn(Some(organisation), None);
    workspace
}

/// Hands a view out: noted in the workspace, written, and opened by the person.
fn handed(workspace: &mut Workspace, user: u32) -> Workspace {
    let note = Command::NoteView { user: Row(user), view: VIEW };
    workspace.dispatch(&note, &context(None)).unwrap();
    let slice = personal_view::slice(workspace, Row(user), VIEW, NOW).unwrap();
    let file = workspace_file::write(&slice, &[]);
    workspace_file::open(&workspace_file::contents(&file).unwrap()).unwrap()
}

fn find(workspace: &Workspace, number: u32) -> Row {
    workspace.groups().find(id("group", number)).unwrap()
}

/// A security group of somebody's own.
fn new_club(owner: Party) -> NewGroup {
    NewGroup {
        id: None,
        kind: GroupKind::Security,
        membership: Membership::Assigned,
        role_assignable: false,
        attributes: vec![
            (Attribute::GROUP_DISPLAY_NAME, text("Club")),
            (Attribute::GROUP_MAIL_NICKNAME, text("club")),
        ],
        owners: vec![owner],
        members: vec![owner],
    }
}

fn own(group: Row, wish: Wish) -> Command {
    Command::SelfService { group, wish }
}

/// Takes every fresh action; what was refused, by its place from 0.
fn take(workspace: &mut Workspace, answers: &Answers) -> Vec<(usize, Vec<Refusal>)> {
    let mut taker = Taker::of(answers);
    let mut refused = Vec::new();
    let mut at = 0;
    while let Some((_, command)) = taker.next(workspace) {
        let context = Context { actor: taker.actor(), ..context(None) };
        let done = command.map_err(|problem| panic!("{problem:?}")).unwrap();
        let result = workspace.dispatch(&done, &context);
        if let Err(refusals) = result {
            refused.push((at, refusals));
        }
        at += 1;
    }
    if let Some(command) = taker.noted(workspace) {
        workspace.dispatch(&command, &context(None)).unwrap();
    }
    refused
}

#[test]
fn there_and_back() {
    // User 0 owns group 0 (private) and is in group 1 (public).
    let mut workspace = world(&[1, 2, 2, 2, 2, 2], &[0, 1, 0, 0, 0, 0]);
    let asks = Wish::Ask { justification: "why".to_owned() };
    workspace.dispatch(&own(Row(0), asks), &context(Some(5))).unwrap();
    let mut view = handed(&mut workspace, 0);
    assert_eq!(view.view().map(|view| view.person), Some(id("user", 0)));
    let me = context(Some(0));
    let asker = view.users().find(id("user", 5)).unwrap();
    let (zero, one, four) = (find(&view, 0), find(&view, 1), find(&view, 4));
    view.dispatch(&own(zero, Wish::Approve { user: asker }), &me).unwrap();
    view.dispatch(&own(one, Wish::Leave), &me).unwrap();
    let ask = Wish::Ask { justification: "for \"work\"\n<b>".to_owned() };
    view.dispatch(&own(four, ask), &me).unwrap();
    let owner = Party::Here(Subject::user(view.users().find(id("user", 0)).unwrap()));
    let mut new = new_club(owner);
    new.attributes.push((Attribute::GROUP_ACCESS_TYPE, text("public")));
    view.dispatch(&Command::CreateGroup(Box::new(new)), &me).unwrap();
    let club = Row(view.groups().rows() - 1);
    let add = Command::Relate {
        groups: vec![club],
        side: Side::Members,
        add: vec![Party::Here(Subject::user(asker))],
        remove: vec![],
    };
    view.dispatch(&add, &me).unwrap();
    view.dispatch(&Command::RenewGroups { groups: vec![zero] }, &me).unwrap();
    assert_eq!(unanswerable(&view), 0);

    let file = file_of(&view).unwrap();
    let answers = Answers::read(&workspace, &file).unwrap();
    assert_eq!(answers.actions.len(), 7, "{file}");
    assert_eq!(take(&mut workspace, &answers), vec![]);
    let renewed = workspace.groups().get(Row(0), Attribute::GROUP_RENEWED_DATE_TIME);
    assert_eq!(renewed, Datum::Value(Value::Time(NOW)));
    let is_in = |group: Row, user: u32| {
        let party = Party::Here(Subject::user(Row(user)));
        workspace.directory().members.has_party(Side::Members, group, party)
    };
    assert!(is_in(Row(0), 5) && !is_in(Row(1), 0));
    let club = Row(workspace.groups().rows() - 1);
    assert!(is_in(club, 5) && is_in(club, 0));
    let access = workspace.groups().get(club, Attribute::GROUP_ACCESS_TYPE);
    assert_eq!(access, Datum::text("public"));
    let request = workspace.ledger().request(Row(4), Row(0)).unwrap();
    assert_eq!(request.justification, "for \"work\"\n<b>");
    assert_eq!(request.outcome, Outcome::Pending);

    // The same file again brings nothing; one that goes on brings what is new.
    let again = Answers::read(&workspace, &file).unwrap();
    assert!(again.fresh().is_empty());
    assert!(again.earlier().iter().all(|action| again.is_staged(&workspace, action)), "{again:?}");
    let last = workspace.journal().iter().rev().find(|it| it.actor.id == Some(id("user", 0)));
    let undone = Command::Undo(last.unwrap().id);
    let note = workspace.undoable().unwrap();
    workspace.dispatch(&Command::Undo(note), &context(None)).unwrap();
    workspace.dispatch(&undone, &context(Some(0))).unwrap();
    let count = again.earlier().iter().filter(|action| again.is_staged(&workspace, action)).count();
    assert_eq!(count, again.earlier().len() - 1);
    let redo = workspace.redoable().unwrap();
    workspace.dispatch(&Command::Undo(redo), &context(Some(0))).unwrap();
    let redo = workspace.redoable().unwrap();
    workspace.dispatch(&Command::Undo(redo), &context(None)).unwrap();
    view.dispatch(&own(four, Wish::Withdraw), &me).unwrap();
    let more = Answers::read(&workspace, &file_of(&view).unwrap()).unwrap();
    assert_eq!(more.fresh().len(), 1);
    assert_eq!(take(&mut workspace, &more), vec![]);
}

/// What was sent stays sent: a file that no longer begins with it is refused, not read by half.
#[test]
fn a_file_goes_on_from_the_one_before() {
    let mut workspace = world(&[1, 2, 2, 2, 2, 2], &[0; 6]);
    let mut view = handed(&mut workspace, 0);
    let me = context(Some(0));
    let own_group = Command::CreateGroup(Box::new(new_club(Party::Here(Subject::user(Row(0))))));
    view.dispatch(&own_group, &me).unwrap();
    let club = Row(view.groups().rows() - 1);
    let first = Answers::read(&workspace, &file_of(&view).unwrap()).unwrap();
    assert_eq!(take(&mut workspace, &first), vec![]);
    // A group that an earlier file created is the same one in the next.
    let changes = vec![(Attribute::GROUP_DESCRIPTION, Some(text("chess")))];
    view.dispatch(&Command::EditGroups { groups: vec![club], changes }, &me).unwrap();
    let second = Answers::read(&workspace, &file_of(&view).unwrap()).unwrap();
    assert_eq!(take(&mut workspace, &second), vec![]);
    let newest = Row(workspace.groups().rows() - 1);
    assert_eq!(workspace.groups().get(newest, Attribute::GROUP_DESCRIPTION), Datum::text("chess"));
    // Taken back after it was sent, and something else done.
    let undone = view.undoable().unwrap();
    view.dispatch(&Command::Undo(undone), &me).unwrap();
    view.dispatch(&own(find(&view, 1), Wish::Join), &me).unwrap();
    assert_eq!(
        Answers::read(&workspace, &file_of(&view).unwrap()),
        Err(AnswersError::Diverged { taken: second.view.taken + 1 })
    );
}

#[test]
fn an_answer_is_to_the_request_that_was_read() {
    let mut workspace = world(&[1, 2, 2, 2], &[0; 4]);
    let ask = |why: &str| own(Row(0), Wish::Ask { justification: why.to_owned() });
    workspace.dispatch(&ask("one"), &context(Some(5))).unwrap();
    let mut view = handed(&mut workspace, 0);
    let asker = view.users().find(id("user", 5)).unwrap();
    let approve = own(find(&view, 0), Wish::Approve { user: asker });
    view.dispatch(&approve, &context(Some(0))).unwrap();
    // Meanwhile it was taken back, and another one asked.
    workspace.dispatch(&own(Row(0), Wish::Withdraw), &context(Some(5))).unwrap();
    let later = Context { at: NOW.plus_days(1), ..context(Some(5)) };
    workspace.dispatch(&ask("two"), &later).unwrap();
    let answers = Answers::read(&workspace, &file_of(&view).unwrap()).unwrap();
    let mut taker = Taker::of(&answers);
    let (_, command) = taker.next(&workspace).unwrap();
    assert_eq!(command, Err(Problem::OtherRequest));
}

/// Somebody else's new group is theirs.
#[test]
fn nobody_changes_a_group_that_another_created() {
    let mut workspace = world(&[2, 2], &[0, 0]);
    let new = new_club(Party::Here(Subject::user(Row(0))));
    workspace.dispatch(&Command::CreateGroup(Box::new(new)), &context(Some(0))).unwrap();
    let club = Row(workspace.groups().rows() - 1);
    let add = |user: u32| Command::Relate {
        groups: vec![club],
        side: Side::Owners,
        add: vec![Party::Here(Subject::user(Row(user)))],
        remove: vec![],
    };
    for command in [add(3), Command::DeleteGroups { groups: vec![club] }] {
        assert!(workspace.decide(&command, &context(Some(3))).is_err(), "{command:?}");
        assert!(workspace.decide(&command, &context(Some(0))).is_ok());
        let mut forged = workspace.decide(&command, &context(Some(0))).unwrap();
        forged.actor = context(Some(3)).actor;
        assert!(workspace.admit(&forged).is_err());
    }
}

/// An import may change everything that a deed stood on; the file of the workspace opens all the same.
#[test]
fn a_workspace_file_opens_after_an_import() {
    let mut workspace = world(&[1, 2, 2, 2, 2, 2], &[0; 6]);
    let ask = Wish::Ask { justification: "x".to_owned() };
    workspace.dispatch(&own(Row(0), ask), &context(Some(5))).unwrap();
    workspace.dispatch(&own(Row(0), Wish::Approve { user: Row(5) }), &context(Some(0))).unwrap();
    workspace.dispatch(&own(Row(1), Wish::Join), &context(Some(4))).unwrap();
    let off = Some(Value::Boolean(false));
    let set = Command::Set { settings: vec![(Setting::UsersCreateSecurityGroups, off)] };
    workspace.dispatch(&set, &context(None)).unwrap();
    let mut organisation = Organisation::default();
    for setting in [Setting::UsersCreateSecurityGroups, Setting::OwnersManageRequests] {
        organisation.settings.insert(setting, Datum::Value(Value::Boolean(false)));
    }
    workspace.learn(Some(organisation), None);
    let mut changes = BaselineChanges::default();
    changes.groups.cells = vec![
        (Row(0), Attribute::GROUP_DISPLAY_NAME, Datum::text("Renamed")),
        (Row(0), Attribute::GROUP_VISIBILITY, Datum::text("Public")),
    ];
    let source = Source {
        name: "groups.json".to_owned(),
        recognised_as: "groups".to_owned(),
        rows: 1,
        at: NOW.plus_days(1),
        complete: false,
    };
    workspace.rebase(changes, vec![source]);
    let file = workspace_file::write(&workspace, &[]);
    let again = workspace_file::open(&workspace_file::contents(&file).unwrap()).unwrap();
    assert_eq!(again.ledger(), workspace.ledger());
    assert_eq!(again.staged(), workspace.staged());
}

#[test]
fn what_the_person_may_not_do_is_refused_at_its_place() {
    let mut workspace = world(&[2, 2, 2, 2], &[0, 0, 0, 0]);
    let mut view = handed(&mut workspace, 0);
    let one = find(&view, 1);
    view.dispatch(&own(one, Wish::Join), &context(Some(0))).unwrap();
    // Meanwhile the group is closed.
    let changes = vec![(Attribute::GROUP_ACCESS_TYPE, Some(text("none")))];
    let close = Command::EditGroups { groups: vec![Row(1)], changes };
    workspace.dispatch(&close, &context(None)).unwrap();
    let answers = Answers::read(&workspace, &file_of(&view).unwrap()).unwrap();
    let refused = take(&mut workspace, &answers);
    assert!(
        matches!(
            refused.as_slice(),
            [(0, refusals)] if matches!(
                refusals.as_slice(),
                [Refusal::SelfService { barrier: Barrier::Policy { .. }, .. }]
            )
        ),
        "{refused:?}"
    );
}

#[test]
fn files_that_are_not_as_they_were_written() {
    let mut workspace = world(&[1, 2, 2, 2, 2, 2], &[0; 6]);
    let mut view = handed(&mut workspace, 0);
    let me = context(Some(0));
    for (group, wish) in [(1, Wish::Join), (4, Wish::Ask { justification: "please".to_owned() })] {
        view.dispatch(&own(find(&view, group), wish), &me).unwrap();
    }
    let good = file_of(&view).unwrap();
    let read = |text: &str| Answers::read(&workspace, text).map(|answers| answers.actions.len());
    assert_eq!(read(&good), Ok(2));
    assert_eq!(read(&good.replace("please", "pleasе")), Err(AnswersError::Tampered { number: 2 }));
    assert_eq!(
        read(&good.replace("\"join\"", "\"leave\"")),
        Err(AnswersError::Tampered { number: 1 })
    );
    // An action less, or the two in another order.
    let value: serde_json::Value = serde_json::from_str(&good).unwrap();
    let mut less = value.clone();
    less["actions"].as_array_mut().unwrap().pop();
    assert_eq!(read(&less.to_string()), Err(AnswersError::Count));
    let mut turned = value;
    turned["actions"].as_array_mut().unwrap().reverse();
    assert_eq!(read(&turned.to_string()), Err(AnswersError::Tampered { number: 1 }));
    // A word more in the middle of a file that goes on.
    assert!(read(&good.replace("Group 1", "Group 9")).is_err());
    // In somebody else's name, or for another view.
    let other = good.replace(&id("user", 0).to_string(), &id("user", 1).to_string());
    assert!(matches!(read(&other), Err(AnswersError::OtherView { .. })));
    let nobody = good.replace(&id("user", 0).to_string(), &id("user", 99).to_string());
    assert!(matches!(read(&nobody), Err(AnswersError::NoSuchPerson { .. })));
    let newer = good.replace("\"version\": 1", "\"version\": 2");
    assert_eq!(read(&newer), Err(AnswersError::TooNew { found: 2 }));
    let cut = AnswersError::Json { line: 1, column: 1, flaw: Flaw::Cut };
    assert_eq!(read("{"), Err(cut));
    let flaw = |text: &str| match read(text) {
        Err(AnswersError::Json { flaw, .. }) => flaw,
        other => panic!("{other:?}"),
    };
    assert_eq!(flaw("{\"kind\": \"tenantry-answers\", }"), Flaw::Syntax);
    let other = good.replacen("\"version\": 1", "\"version\": \"a`b`\"", 1);
    assert_eq!(flaw(&other), Flaw::Property(None));
    let lacks = good.replacen("\"version\": 1,", "", 1);
    assert_eq!(flaw(&lacks), Flaw::Property(Some("version".to_owned())));
    assert_eq!(read("{\"a\":1}"), Err(AnswersError::Foreign));
    for at in 0..good.len() {
        let Some(beginning) = good.get(..at) else { continue };
        assert!(read(beginning).is_err(), "every beginning is refused");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// A view shows what the whole shows to the person, and nobody's attributes but theirs.
    #[test]
    fn a_view_is_what_the_person_sees(
        owners in prop::collection::vec(any::<u8>(), 6),
        members in prop::collection::vec(any::<u8>(), 6),
        user in 0_u32..8,
        asks in prop::collection::vec((0_u32..6, 0_u32..8), 0..4),
    ) {
        let mut workspace = world(&owners, &members);
        for (group, who) in asks {
            let wish = Wish::Ask { justification: "x".to_owned() };
            drop(workspace.dispatch(&own(Row(group), wish), &context(Some(who))));
        }
        let view = handed(&mut workspace, user);
        let actor = context(Some(user)).actor;
        let names = |w: &Workspace, groups: Vec<Row>| {
            let mut ids: Vec<ObjectId> = groups.iter().map(|row| w.groups().id(*row)).collect();
            ids.sort_unstable();
            ids
        };
        let (whole, part) = (mine(&workspace, &actor, NOW).unwrap(), mine(&view, &actor, NOW).unwrap());
        prop_assert_eq!(names(&workspace, whole.owned), names(&view, part.owned));
        prop_assert_eq!(names(&workspace, whole.member), names(&view, part.member));
        prop_assert_eq!(names(&workspace, whole.requests), names(&view, part.requests));
        let open = |w: &Workspace, open: &[(Row, Openness)], wanted: Openness| {
            let these = open.iter().filter(|(_, one)| *one == wanted).map(|(row, _)| *row);
            names(w, these.collect())
        };
        for wanted in [Openness::Join, Openness::Ask, Openness::Asked] {
            prop_assert_eq!(
                open(&workspace, &whole.open, wanted.clone()),
                open(&view, &part.open, wanted)
            );
        }
        prop_assert_eq!(whole.create, part.create);
        prop_assert_eq!(whole.whole, part.whole);
        let waiting = |w: &Workspace, waiting: &[crate::tenant::self_service::Waiting]| {
            let mut ids: Vec<(ObjectId, ObjectId)> = waiting
                .iter()
                .map(|one| (w.groups().id(one.group), w.users().id(one.user)))
                .collect();
            ids.sort_unstable();
            ids
        };
        prop_assert_eq!(waiting(&workspace, &whole.to_answer), waiting(&view, &part.to_answer));
        for row in view.users().active().iter().map(Row) {
            let shown = view.users().get(row, Attribute::DEPARTMENT);
            prop_assert_eq!(shown != Datum::Unknown, view.users().id(row) == id("user", user));
        }
    }
}
