//! Cases of settings worth naming.

use super::super::{Direction, HandOff, Omitted};
use super::graph::Policies;
use super::group_world::{GroupImport, group_id};
use super::running::{Computer, Outcome};
use super::settings_world::PolicyImport;
use super::world::{Import, World};
use crate::domain::{Command, Datum, GroupId, Setting, Value};
use crate::powershell::interpreter::value::V;
use serde_json::json;
use std::collections::BTreeMap;

const WHOLE: Import = Import { with_id: true, deleted: false, whole: true };

fn world(policies: Policies) -> World {
    World::whole(&[WHOLE], &[], &PolicyImport { policies, told: [true; 3] })
}

/// A tenant that has made all its settings its own.
fn settled() -> Policies {
    let values = [("DefaultClassification", "Low"), ("EnableMSStandardBlockedWords", "True")];
    let values: BTreeMap<String, String> =
        values.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    let policy = json!({ "groupLifetimeInDays": 180, "managedGroupTypes": "All" });
    Policies {
        security: true,
        unified: Some(("33333333-0000-4000-9000-000000000001".to_owned(), values)),
        lifecycle: Some((
            "44444444-0000-4000-9000-000000000001".to_owned(),
            policy.as_object().unwrap().clone(),
        )),
        made: 0,
    }
}

fn set(setting: Setting, value: Value) -> Command {
    Command::Set { settings: vec![(setting, Some(value))] }
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

/// One change of each object.
fn staged(policies: Policies) -> World {
    let mut world = world(policies);
    world.do_it(&set(Setting::UsersCreateSecurityGroups, Value::Boolean(false)));
    world.do_it(&set(Setting::DefaultClassification, text("High")));
    world.do_it(&set(Setting::GroupLifetimeInDays, text("365")));
    world
}

fn run(world: &World, hand_off: &HandOff, graph: &mut super::graph::Graph, back: bool) -> Outcome {
    let direction = if back { Direction::Back } else { Direction::Forward };
    let outcome = Computer::new(5).run(graph, hand_off, direction, &[]);
    assert!(world.workspace.open_conflicts().next().is_none());
    outcome
}

/// Somebody else has changed the settings since the export: each object is left alone, whole.
#[test]
fn a_contradiction_is_left_alone() {
    let world = staged(settled());
    let hand_off = world.hand_off();
    let mut graph = world.graph.clone();
    // What is so already contradicts nothing.
    graph.policies.security = false;
    let unified = &mut graph.policies.unified.as_mut().unwrap().1;
    unified.insert("DefaultClassification".to_owned(), "Low\u{200B}".to_owned());
    let policy = &mut graph.policies.lifecycle.as_mut().unwrap().1;
    policy.insert("groupLifetimeInDays".to_owned(), 200.into());
    let before = graph.clone();
    let mut computer = Computer::new(7);
    let outcome = computer.run(&mut graph, &hand_off, Direction::Forward, &[]);
    assert_eq!(outcome, Outcome { done: 0, already: 1, skipped: 2, failed: 0 });
    assert_eq!(graph, before);
    let log = &computer.files["/disk/script.ps1.log"];
    assert!(log.contains("groupLifetimeInDays: expected 180, found 200"), "{log}");
    // An object that is gone is not made anew.
    graph.policies.lifecycle = None;
    graph.policies.unified = None;
    let before = graph.clone();
    assert_eq!(run(&world, &hand_off, &mut graph, false).skipped, 2);
    assert_eq!(graph, before);
}

/// What was created goes again, unless somebody has come to rely on it.
#[test]
fn what_was_created_goes_again() {
    let world = staged(Policies { security: true, ..Policies::default() });
    let hand_off = world.hand_off();
    assert_eq!(hand_off.not_in_batches(Direction::Forward), 0);
    assert_eq!(hand_off.not_in_batches(Direction::Back), 2, "nobody knows their ids");
    let three = Outcome { done: 3, already: 0, skipped: 0, failed: 0 };
    let mut graph = world.graph.clone();
    assert_eq!(run(&world, &hand_off, &mut graph, false), three);
    assert!(graph.policies.unified.is_some() && graph.policies.lifecycle.is_some());
    let mut other = graph.clone();
    assert_eq!(run(&world, &hand_off, &mut graph, true), three);
    assert_eq!(graph.policies, Policies { made: 2, ..world.graph.policies.clone() });
    let unified = &mut other.policies.unified.as_mut().unwrap().1;
    unified.insert("EnableGroupCreation".to_owned(), "false".to_owned());
    let policy = &mut other.policies.lifecycle.as_mut().unwrap().1;
    policy.insert("managedGroupTypes".to_owned(), "All".into());
    let mut kept = other.clone();
    kept.policies.security = true;
    assert_eq!(run(&world, &hand_off, &mut other, true).skipped, 2);
    assert_eq!(other, kept);
}

/// A setting that allows goes before everything else, one that forbids after it, there and back.
#[test]
fn the_more_generous_state_is_met() {
    let mut world = world(settled());
    world.do_it(&set(Setting::GuestsMayBeAdded, Value::Boolean(false)));
    world.do_it(&set(Setting::GuestsMayOwn, Value::Boolean(true)));
    let department = (crate::domain::Attribute::DEPARTMENT, Some(text("Law")));
    world
        .do_it(&Command::Edit { users: vec![crate::domain::UserId(0)], changes: vec![department] });
    let hand_off = world.hand_off();
    for (direction, first, last) in [
        (Direction::Forward, "AllowGuestsToBeGroupOwner", "AllowToAddGuests"),
        (Direction::Back, "AllowToAddGuests", "AllowGuestsToBeGroupOwner"),
    ] {
        let batches = hand_off.batches(direction, super::super::Cloud::Global);
        let [one, _, three] = batches.as_slice() else { panic!("{batches:?}") };
        for (batch, name, on) in [(one, first, true), (three, last, false)] {
            let values = batch.body["requests"][0]["body"]["values"].as_array().unwrap();
            let value = values.iter().find(|value| value["name"] == name).unwrap();
            assert_eq!(value["value"], on.to_string());
            assert_eq!(values.len(), 15, "all of them go along");
        }
    }
}

/// What no interface writes, and what names a group that is only made here, is left to be done by hand.
#[test]
fn what_cannot_be_written_is_said() {
    let mut world = world(settled());
    world.do_it(&set(Setting::MyGroupsRestricted, Value::Boolean(true)));
    world.do_it(&Command::Set { settings: vec![(Setting::GroupLifetimeInDays, None)] });
    let attributes = [
        (crate::domain::Attribute::GROUP_DISPLAY_NAME, text("Makers")),
        (crate::domain::Attribute::GROUP_MAIL_NICKNAME, text("makers")),
    ];
    world.do_it(&Command::CreateGroup(Box::new(crate::domain::NewGroup {
        id: None,
        kind: crate::domain::GroupKind::Security,
        membership: crate::domain::Membership::Assigned,
        role_assignable: false,
        attributes: attributes.to_vec(),
        owners: vec![],
        members: vec![],
    })));
    let made = world.workspace.groups().id(crate::domain::Row(0));
    world.do_it(&set(Setting::GroupCreationAllowedGroup, Value::Reference(made)));
    let hand_off = world.hand_off();
    let by_hand = |setting, value| Omitted::Setting { setting, value };
    assert_eq!(
        hand_off.omitted(),
        [
            by_hand(Setting::MyGroupsRestricted, Datum::Value(Value::Boolean(true))),
            Omitted::SettingGroup {
                setting: Setting::GroupCreationAllowedGroup,
                label: "Makers".to_owned(),
            },
            by_hand(Setting::GroupLifetimeInDays, Datum::Null),
        ]
    );
    assert_eq!(hand_off.scopes(Direction::Forward), ["Group.ReadWrite.All"]);
}

#[test]
fn a_script_asks_for_what_settings_need() {
    let hand_off = staged(settled()).hand_off();
    assert_eq!(
        hand_off.scopes(Direction::Forward),
        [
            "Directory.ReadWrite.All",
            "GroupSettings.ReadWrite.All",
            "Policy.ReadWrite.Authorization"
        ]
    );
    let script = hand_off.script(Direction::Forward).to_string();
    let (_, steps) = script.rsplit_once("#endregion\n").unwrap();
    let (steps, _) = steps.split_once("\nWrite-Log").unwrap();
    expect_test::expect![[r"

        Invoke-Step 'update-settings' @{
            'policy' = 'authorizationPolicy'
            'label'  = 'authorizationPolicy'
            'step'   = 1
            'before' = @{
                'allowedToCreateSecurityGroups' = $true
            }
            'after'  = @{
                'allowedToCreateSecurityGroups' = $false
            }
        }

        Invoke-Step 'update-settings' @{
            'policy' = 'groupSettings'
            'label'  = 'groupSettings'
            'exists' = $true
            'step'   = 2
            'before' = @{
                'DefaultClassification' = 'Low'
            }
            'after'  = @{
                'DefaultClassification' = 'High'
            }
        }

        Invoke-Step 'update-settings' @{
            'policy' = 'groupLifecyclePolicies'
            'label'  = 'groupLifecyclePolicies'
            'exists' = $true
            'step'   = 3
            'before' = @{
                'groupLifetimeInDays' = 180
            }
            'after'  = @{
                'groupLifetimeInDays' = 365
            }
        }
    "]]
    .assert_eq(steps);
}

/// A policy of which no file told is looked for where the script runs.
#[test]
fn a_policy_that_no_file_told_of() {
    for (policies, done) in [(settled(), 1), (Policies::default(), 0)] {
        let told = [false; 3];
        let mut world = World::whole(&[WHOLE], &[], &PolicyImport { policies, told });
        world.do_it(&set(Setting::ManagedGroupTypes, text("Selected")));
        let hand_off = world.hand_off();
        assert_eq!(hand_off.not_in_batches(Direction::Forward), 1);
        let mut graph = world.graph.clone();
        let mut computer = Computer::new(7);
        let check = [("CheckOnly", V::Bool(true))];
        let skipped = 1 - done;
        for arguments in [&check[..], &[]] {
            let outcome = computer.run(&mut graph, &hand_off, Direction::Forward, arguments);
            assert_eq!(outcome, Outcome { done, already: 0, skipped, failed: 0 });
        }
        let types = graph.policies.lifecycle.map(|(_, policy)| policy["managedGroupTypes"].clone());
        assert_eq!(types, (done > 0).then(|| "Selected".into()));
    }
}

/// A setting names a group that comes back in the same run: it waits until the service knows the group,
/// whether the settings stand there already or are made.
#[test]
fn a_group_that_was_restored_is_waited_for() {
    let group = GroupImport { unified: true, deleted: true, ..GroupImport::default() };
    for policies in [settled(), Policies::default()] {
        let told = PolicyImport { policies, told: [true; 3] };
        let mut world = World::whole(&[WHOLE], std::slice::from_ref(&group), &told);
        world.do_it(&Command::RestoreGroups { groups: vec![GroupId(0)] });
        let creators = Value::Reference(group_id(0));
        world.do_it(&set(Setting::GroupCreationAllowedGroup, creators));
        let hand_off = world.hand_off();
        for late in 0..4 {
            let mut graph = world.graph.clone();
            let mut computer = Computer::new(5);
            computer.late = late;
            let outcome = computer.run(&mut graph, &hand_off, Direction::Forward, &[]);
            let expected = Outcome { done: 2, already: 0, skipped: 0, failed: 0 };
            assert_eq!(outcome, expected, "{:#?}", computer.printed);
        }
    }
}
