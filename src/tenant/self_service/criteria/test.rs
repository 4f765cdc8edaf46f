//! The tests that the documentation prescribes, played with invented people.

use super::{Passes, TestStep};
use crate::domain::{
    Actor, Attribute, Command, Context, Datum, Existence, GroupId, GroupKind, Membership, NewGroup,
    ObjectId, Origin, Party, Role, Row, Setting, Side, Subject, Timestamp, Value, Wish,
};
use crate::rules::{Takes, Target, parse};
use crate::store::Directory;
use crate::tenant::{Info, Workspace};

/// The test of dynamic groups: a rule on the department takes somebody, and lets go again.
pub(super) fn follow(now: Timestamp) -> Vec<(TestStep, Passes)> {
    let mut directory = Directory::default();
    let id = ObjectId::made_up("test user");
    let Some(user) = directory.users.push(id, false, Existence::Active) else { return Vec::new() };
    let rule = parse("user.department -eq \"test1\"", Target::User).rule;
    let mut test = Vec::new();
    for (step, department, expected) in
        [(TestStep::RuleTakes, "test1", true), (TestStep::RuleLeaves, "test2", false)]
    {
        directory.users.set(user, Attribute::DEPARTMENT, &Datum::text(department));
        let takes = Takes::of(&rule, Target::User, &directory, now);
        let passes = takes.members.contains(user.0) == expected;
        test.push((step, if passes { Passes::Yes } else { Passes::No }));
    }
    test
}

/// The test of self-service, with the tenant's settings and three invented people.
pub(super) fn play(workspace: &Workspace, now: Timestamp) -> Vec<(TestStep, Passes)> {
    let mut directory = Directory::default();
    let people = ["owner", "member", "other"].map(ObjectId::made_up);
    let yes = Datum::Value(Value::Boolean(true));
    for id in people {
        let Some(user) = directory.users.push(id, false, Existence::Active) else {
            return Vec::new();
        };
        directory.users.set(user, Attribute::ACCOUNT_ENABLED, &yes);
        directory.users.set(user, Attribute::USER_TYPE, &Datum::text("Member"));
    }
    let info = Info { name: String::new(), sample: false, created: now };
    let mut world = Workspace::new(info, directory);
    let mut organisation = workspace.organisation().clone();
    organisation.settings =
        Setting::ALL.map(|setting| (setting, workspace.setting(setting))).into_iter().collect();
    world.learn(Some(organisation), None);

    let mut test = Vec::new();
    for (step, actor, command) in steps(&people) {
        let context = Context { at: now, actor, origin: Origin::Page, seed: 1 };
        match world.dispatch(&command, &context) {
            Ok(_) => test.push((step, Passes::Yes)),
            Err(refusals) => {
                test.push((step, Passes::Refused(refusals)));
                break;
            }
        }
    }
    test
}

/// Who does what, step by step.
fn steps(people: &[ObjectId]) -> Vec<(TestStep, Actor, Command)> {
    let administrator =
        Actor { id: None, name: String::new(), roles: vec![Role::GlobalAdministrator] };
    let person =
        |at: usize| Actor { id: people.get(at).copied(), name: String::new(), roles: Vec::new() };
    let here = |row: u32| Party::Here(Subject::user(Row(row)));
    let group: GroupId = Row(0);
    let text = |text: &str| Value::Text(text.to_owned());
    vec![
        (
            TestStep::CreatesGroup,
            person(0),
            Command::CreateGroup(Box::new(NewGroup {
                id: None,
                kind: GroupKind::Security,
                membership: Membership::Assigned,
                role_assignable: false,
                attributes: vec![
                    (Attribute::GROUP_DISPLAY_NAME, text("test")),
                    (Attribute::GROUP_MAIL_NICKNAME, text("test")),
                ],
                owners: vec![here(0)],
                members: Vec::new(),
            })),
        ),
        (
            TestStep::OpensGroup,
            administrator,
            Command::EditGroups {
                groups: vec![group],
                changes: vec![(Attribute::GROUP_ACCESS_TYPE, Some(text("private")))],
            },
        ),
        (
            TestStep::AddsMember,
            person(0),
            Command::Relate {
                groups: vec![group],
                side: Side::Members,
                add: vec![here(1)],
                remove: Vec::new(),
            },
        ),
        (
            TestStep::Asks,
            person(2),
            Command::SelfService { group, wish: Wish::Ask { justification: "test".to_owned() } },
        ),
        (
            TestStep::Approves,
            person(0),
            Command::SelfService { group, wish: Wish::Approve { user: Row(2) } },
        ),
    ]
}
