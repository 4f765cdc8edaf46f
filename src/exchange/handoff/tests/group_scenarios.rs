//! Cases of groups worth naming.

use super::super::{Deed, Direction, Lasting, Omitted, Step};
use super::group_world::{GroupImport, compare_groups, group_id, rule};
use super::running::{Computer, Outcome};
use super::world::{Import, World, post};
use crate::domain::attribute::Of;
use crate::domain::{
    Attribute, Command, GroupKind, Membership, NewGroup, ObjectId, Other, Party, Row, Side, Sort,
    Subject, Value,
};
use crate::powershell::{TokenKind, lex};
use std::collections::BTreeSet;

const WHOLE: Import = Import { with_id: true, deleted: false, whole: true };

fn group(members: &[u32], owners: &[u32]) -> GroupImport {
    GroupImport {
        members: members.iter().copied().collect(),
        owners: owners.iter().copied().collect(),
        ..GroupImport::default()
    }
}

fn user(row: u32) -> Party {
    Party::Here(Subject::user(Row(row)))
}

fn relate(side: Side, add: &[Party], remove: &[Party]) -> Command {
    Command::Relate { groups: vec![Row(0)], side, add: add.to_vec(), remove: remove.to_vec() }
}

fn create(name: &str, nickname: &str, kind: GroupKind) -> Command {
    Command::CreateGroup(Box::new(NewGroup {
        id: None,
        kind,
        membership: Membership::Assigned,
        role_assignable: false,
        attributes: vec![
            (Attribute::GROUP_DISPLAY_NAME, Value::Text(name.to_owned())),
            (Attribute::GROUP_MAIL_NICKNAME, Value::Text(nickname.to_owned())),
        ],
        owners: vec![user(0)],
        members: Vec::new(),
    }))
}

fn set(attribute: Attribute, value: &str) -> Command {
    Command::EditGroups {
        groups: vec![Row(0)],
        changes: vec![(attribute, Some(Value::Text(value.to_owned())))],
    }
}

fn convert(to: Membership, rule: Option<String>) -> Command {
    Command::Convert { groups: vec![Row(0)], to, rule }
}

/// Twenty in a request, the rest in another; owners one by one, and in before others go.
#[test]
fn twenty_at_a_time() {
    let mut world = World::with(&[WHOLE; 50], &[group(&[], &[0])]);
    let all: Vec<Party> = (0..45).map(user).collect();
    world.do_it(&relate(Side::Members, &all, &[]));
    world.do_it(&relate(Side::Owners, &[user(1), user(2)], &[user(0)]));
    let hand_off = world.hand_off();
    let sizes: Vec<usize> = hand_off
        .stages(Direction::Forward)
        .iter()
        .flatten()
        .map(|step| match step {
            Step::Group {
                deed: Deed::Add { members, .. } | Deed::Remove { members, .. }, ..
            } => members.len(),
            _ => panic!("{step:?}"),
        })
        .collect();
    assert_eq!(sizes, [20, 20, 5, 2, 1]);
    let requests: usize = hand_off
        .batches(Direction::Forward, super::super::Cloud::Global)
        .iter()
        .map(|batch| batch.body["requests"].as_array().unwrap().len())
        .sum();
    assert_eq!(requests, 3 + 2 + 1);
    let staged = world.group_rows();
    let mut graph = world.graph.clone();
    post(&mut graph, &hand_off, Direction::Forward);
    compare_groups(&graph, &staged, None);
    let mut graph = world.graph.clone();
    let outcome = Computer::new(5).run(&mut graph, &hand_off, Direction::Forward, &[]);
    assert_eq!(outcome, Outcome { done: 5, already: 0, skipped: 0, failed: 0 });
    compare_groups(&graph, &staged, None);
}

/// A group of the same name and nickname that was there before is another one, and stays untouched.
#[test]
fn a_namesake_is_not_taken_for_the_new_group() {
    let mut world = World::with(&[WHOLE; 2], &[group(&[1], &[1])]);
    world.do_it(&create("Group 0", "group0", GroupKind::Security));
    let new = Row(1);
    world.do_it(&Command::Relate {
        groups: vec![new],
        side: Side::Members,
        add: vec![user(0)],
        remove: Vec::new(),
    });
    let hand_off = world.hand_off();
    let mut graph = world.graph.clone();
    let mut computer = Computer::new(7);
    for expected in [(1, 0), (0, 1)] {
        let outcome = computer.run(&mut graph, &hand_off, Direction::Forward, &[]);
        assert_eq!((outcome.done, outcome.already), expected, "{:#?}", computer.printed);
        assert_eq!(graph.groups.len(), 2);
    }
    // On another computer nothing is noted; the group is found by its names.
    let outcome = Computer::new(5).run(&mut graph, &hand_off, Direction::Forward, &[]);
    assert_eq!(outcome, Outcome { done: 0, already: 1, skipped: 0, failed: 0 });
    Computer::new(5).run(&mut graph, &hand_off, Direction::Back, &[]);
    let old = &graph.groups[&group_id(0).to_string()];
    assert_eq!(old, &world.graph.groups[&group_id(0).to_string()]);
    assert_eq!(graph.groups.values().filter(|group| group.active).count(), 1);
}

/// Somebody has become a member since the export: that is no contradiction.
#[test]
fn who_is_there_already_is_left_alone() {
    let mut world = World::with(&[WHOLE; 4], &[group(&[0, 1], &[])]);
    world.do_it(&relate(Side::Members, &[user(2), user(3)], &[user(0), user(1)]));
    let hand_off = world.hand_off();
    let mut graph = world.graph.clone();
    let members = |rows: &[u32]| -> BTreeSet<String> {
        rows.iter().map(|row| super::world::tenant_id(*row).to_string()).collect()
    };
    let id = group_id(0).to_string();
    graph.groups.get_mut(&id).unwrap().lists.insert("members".to_owned(), members(&[1, 2]));
    let mut computer = Computer::new(5);
    let outcome = computer.run(&mut graph, &hand_off, Direction::Forward, &[]);
    assert_eq!(outcome, Outcome { done: 2, already: 0, skipped: 0, failed: 0 });
    assert_eq!(graph.groups[&id].list("members"), members(&[2, 3]));
    let log = &computer.files["/disk/script.ps1.log"];
    assert!(log.contains("added user3@contoso.com\n"), "{log}");
    assert!(log.contains("removed user1@contoso.com\n"), "{log}");
}

/// Of a request that is refused because of one, the others still come in.
#[test]
fn one_who_is_refused_does_not_keep_the_others_out() {
    let mut world = World::with(&[WHOLE; 3], &[group(&[], &[])]);
    let gone = Party::Elsewhere(Other { id: ObjectId::made_up("nobody"), sort: Sort::Unsaid });
    world.do_it(&relate(Side::Members, &[user(0), user(1), gone], &[]));
    let hand_off = world.hand_off();
    let mut graph = world.graph.clone();
    let outcome = Computer::new(5).run(&mut graph, &hand_off, Direction::Forward, &[]);
    assert_eq!((outcome.done, outcome.skipped, outcome.failed), (0, 1, 0));
    let members = graph.groups[&group_id(0).to_string()].list("members");
    assert_eq!(members.len(), 2);
}

/// A rule takes over, and gives back: everybody who was in the group is in it again, nobody else.
#[test]
fn back_from_a_rule() {
    for partial in [false, true] {
        let import = GroupImport { partial, ..group(&[0, 1], &[0]) };
        let mut world = World::with(&[WHOLE; 4], &[import]);
        world.do_it(&Command::Edit {
            users: vec![Row(1), Row(2)],
            changes: vec![(Attribute::DEPARTMENT, Some(Value::Text("Research".to_owned())))],
        });
        let baseline = world.group_rows();
        world.do_it(&convert(Membership::DynamicUser, Some(rule("Research"))));
        let hand_off = world.hand_off();
        let lasting = hand_off.lasting().iter().any(|one| matches!(one, Lasting::Members(_)));
        assert_eq!(lasting, partial);
        let mut graph = world.graph.clone();
        let id = group_id(0).to_string();
        Computer::new(5).run(&mut graph, &hand_off, Direction::Forward, &[]);
        assert_eq!(graph.groups[&id].list("members").len(), 2);
        // Somebody comes whom nothing here foresaw.
        let extra = super::world::tenant_id(3).to_string();
        let user = graph.users.get_mut(&extra).unwrap();
        user.properties.insert("department".to_owned(), "Research".into());
        graph.settle();
        assert_eq!(graph.groups[&id].list("members").len(), 3);
        let mut computer = Computer::new(7);
        let outcome = computer.run(&mut graph, &hand_off, Direction::Back, &[]);
        assert_eq!((outcome.skipped, outcome.failed), (0, 0), "{:#?}", computer.printed);
        // Who else was in it is not known where the list was not whole: nobody is taken out then,
        // but those whom the rule is known to have brought.
        assert_eq!(graph.groups[&id].list("members").contains(&extra), partial);
        if !partial {
            compare_groups(&graph, &baseline, Some(hand_off.lasting()));
        }
    }
}

/// Whoever cannot be found is told, and then nobody is taken out either.
#[test]
fn nobody_is_taken_out_in_doubt() {
    let nameless = Import { with_id: false, deleted: false, whole: true };
    let mut world = World::with(&[WHOLE, nameless, WHOLE], &[group(&[0, 1], &[0])]);
    world.do_it(&convert(Membership::DynamicUser, Some(rule("Sales"))));
    let hand_off = world.hand_off();
    let mut graph = world.graph.clone();
    Computer::new(5).run(&mut graph, &hand_off, Direction::Forward, &[]);
    let id = super::world::tenant_id(1).to_string();
    let renamed = graph.users.get_mut(&id).unwrap();
    renamed.properties.insert("userPrincipalName".to_owned(), "renamed@contoso.com".into());
    let mut computer = Computer::new(5);
    let outcome = computer.run(&mut graph, &hand_off, Direction::Back, &[]);
    assert_eq!((outcome.skipped, outcome.failed), (2, 0), "{:#?}", computer.printed);
    assert!(computer.printed.iter().any(|line| line.contains("nobody is taken out")));
    assert!(graph.groups[&group_id(0).to_string()].list("members").contains(&id));
}

/// A rule that stops deciding is stopped before anybody changes whom it reads.
#[test]
fn a_rule_stops_before_people_change() {
    let import = GroupImport { rule: Some("Sales"), ..GroupImport::default() };
    let mut world = World::with(&[WHOLE; 2], &[import]);
    world.do_it(&Command::Edit {
        users: vec![Row(0)],
        changes: vec![(Attribute::DEPARTMENT, Some(Value::Text("Research".to_owned())))],
    });
    world.do_it(&convert(Membership::Assigned, None));
    let hand_off = world.hand_off();
    let staged = world.group_rows();
    for by_script in [false, true] {
        let mut graph = world.graph.clone();
        if by_script {
            Computer::new(7).run(&mut graph, &hand_off, Direction::Forward, &[]);
        } else {
            post(&mut graph, &hand_off, Direction::Forward);
        }
        compare_groups(&graph, &staged, None);
        assert_eq!(graph.groups[&group_id(0).to_string()].list("members").len(), 2);
    }
}

/// Two Microsoft 365 groups swap their nicknames, which no two of them may have at once.
#[test]
fn nicknames_are_swapped() {
    let unified = |owners: &[u32]| GroupImport { unified: true, ..group(&[], owners) };
    let mut world = World::with(&[WHOLE; 1], &[unified(&[0]), unified(&[0])]);
    let baseline = world.group_rows();
    let nick = |row: u32, name: &str| Command::EditGroups {
        groups: vec![Row(row)],
        changes: vec![(Attribute::GROUP_MAIL_NICKNAME, Some(Value::Text(name.to_owned())))],
    };
    for (row, name) in [(0, "spare"), (1, "group0"), (0, "group1")] {
        world.do_it(&nick(row, name));
    }
    let hand_off = world.hand_off();
    let staged = world.group_rows();
    let mut graph = world.graph.clone();
    for (direction, rows) in [(Direction::Forward, &staged), (Direction::Back, &baseline)] {
        let mut computer = Computer::new(5);
        let outcome = computer.run(&mut graph, &hand_off, direction, &[]);
        assert_eq!((outcome.skipped, outcome.failed), (0, 0), "{:#?}", computer.printed);
        compare_groups(&graph, rows, Some(hand_off.lasting()));
    }
}

/// A rule that names somebody who is only created cannot be written down yet.
#[test]
fn a_rule_about_the_unborn_is_left_out() {
    let import = GroupImport { rule: Some("Sales"), ..GroupImport::default() };
    let mut world = World::with(&[WHOLE; 2], &[import]);
    world.do_it(&create("Inner", "inner", GroupKind::Security));
    let inner = world.workspace.groups().id(Row(1));
    let names = format!("user.memberof -any (group.objectId -in ['{inner}'])");
    world.do_it(&set(Attribute::GROUP_MEMBERSHIP_RULE, &names));
    let hand_off = world.hand_off();
    assert!(matches!(hand_off.omitted(), [Omitted::Rule(_)]));
    assert_eq!(hand_off.stages(Direction::Forward).iter().flatten().count(), 1);
}

/// The least that each step needs.
#[test]
fn scopes_of_groups() {
    let roles = GroupImport { roles: true, ..group(&[], &[]) };
    let mut world = World::with(&[WHOLE; 2], &[group(&[], &[]), roles]);
    let scopes = |world: &World| world.hand_off().scopes(Direction::Forward);
    let inner = Party::Here(Subject { of: Of::Group, row: Row(1) });
    let other = Party::Elsewhere(Other { id: ObjectId::made_up("pc"), sort: Sort::Device });
    world.do_it(&relate(Side::Members, &[other], &[]));
    assert_eq!(scopes(&world), ["Device.Read.All", "GroupMember.ReadWrite.All"]);
    world.do_it(&relate(Side::Members, &[user(0), inner], &[]));
    assert_eq!(scopes(&world), ["Device.Read.All", "GroupMember.ReadWrite.All", "User.Read.All"]);
    world.do_it(&Command::EditGroups {
        groups: vec![Row(1)],
        changes: vec![(Attribute::GROUP_DESCRIPTION, Some(Value::Text("x".to_owned())))],
    });
    assert!(scopes(&world).contains(&"RoleManagement.ReadWrite.Directory"));
    assert!(scopes(&world).contains(&"Group.ReadWrite.All"));
}

/// What a reviewer sees; whatever a name says, it stays data.
#[test]
fn group_steps_read_well() {
    let mut world = World::with(&[WHOLE; 2], &[group(&[0], &[0])]);
    world.do_it(&set(Attribute::GROUP_DESCRIPTION, "'; Remove-Item * #"));
    world.do_it(&relate(Side::Members, &[user(1)], &[]));
    world.do_it(&create("’; Remove-Item * #", "hostile", GroupKind::Microsoft365));
    let script = world.hand_off().script(Direction::Forward);
    let lexed = lex(&String::from_utf8(script.to_file()).unwrap());
    assert_eq!(lexed.errors, []);
    let bad = |kind: &TokenKind| matches!(kind, TokenKind::Word(name) if name == "Remove-Item");
    assert!(!lexed.tokens.iter().any(|token| bad(&token.kind)));
    let script = script.to_string();
    let (_, steps) = script.rsplit_once("#endregion\n").unwrap();
    let (steps, _) = steps.split_once("Write-Log").unwrap();
    expect_test::expect![[r"

        Invoke-Step 'update-group' @{
            'id'     = '22000000-0000-4000-a000-000000000000'
            'label'  = 'Group 0'
            'step'   = 1
            'before' = @{
                'description' = $null
            }
            'after'  = @{
                'description' = '''; Remove-Item * #'
            }
        }

        Invoke-Step 'create-group' @{
            'key'      = '424d7b63-7317-8de1-aed5-ad3e8320bd48'
            'nickname' = 'hostile'
            'label'    = '’’; Remove-Item * #'
            'step'     = 2
            'fields'   = @{
                'displayName'     = '’’; Remove-Item * #'
                'mailNickname'    = 'hostile'
                'mailEnabled'     = $true
                'securityEnabled' = $true
                'groupTypes'      = @('Unified')
            }
            'owners'   = @(
                @{
                    'id'   = '11000000-0000-4000-9000-000000000000'
                    'name' = 'user0@contoso.com'
                }
            )
        }

        Invoke-Step 'add-members' @{
            'id'    = '22000000-0000-4000-a000-000000000000'
            'label' = 'Group 0'
            'step'  = 3
            'who'   = @(
                @{
                    'id'   = '11000000-0000-4000-9000-000000000001'
                    'name' = 'user1@contoso.com'
                }
            )
        }

    "]]
    .assert_eq(steps);
}
