//! Licences there and back: a swap, plans, a location first, groups, and what contradicts.

use super::super::{Deed, Direction, HandOff, Step};
use super::graph::{Graph, Group, User};
use super::running::{Computer, Outcome};
use super::world::{NOON, World, post};
use crate::domain::attribute::{Of, Schema};
use crate::domain::{
    AssignedLicense, Attribute, Command, Intent, Row, ServicePlanId, SkuId, UserId, Value,
};
use crate::exchange::Import;
use crate::powershell::interpreter::value::V;
use crate::tenant::Info;
use serde_json::{Value as Json, json};

const E1: &str = "18181a46-0d4e-45cd-891e-60aabd171b4e";
const E3: &str = "05e9a617-0261-4cee-bb44-138d3ef5d965";
const VISIO: &str = "c5928f49-12ba-48f7-ada3-0d743a3601d5";
const SWAY: &str = "a23b959c-7ce8-4e57-9140-b90eb88a9e97";
const FORMS: &str = "159f4cd6-e380-449f-a816-af1a9ef76344";
const PRINT: &str = "795f6fe0-cc4d-4773-b050-5dde4dc704c9";

fn user_id(number: usize) -> String {
    format!("b0000000-0000-4000-8000-{number:012}")
}

const GROUP: &str = "a0000000-0000-4000-8000-000000000001";

fn state(sku: &str, off: &[&str], group: Option<&str>) -> Json {
    json!({ "skuId": sku, "disabledPlans": off, "assignedByGroup": group, "state": "Active" })
}

fn page(of: &str, value: &Json) -> String {
    json!({ "@odata.context": format!("x#{of}"), "value": value }).to_string()
}

/// A tenant with two products more than anybody has; Anna has E1, Ben nothing and no location, Cleo Visio by a
/// group.
fn world() -> World {
    let states =
        [json!([state(E1, &[FORMS], None)]), json!([]), json!([state(VISIO, &[], Some(GROUP))])];
    let locations = [json!("FR"), Json::Null, json!("FR")];
    let users: Vec<Json> = (0..)
        .zip(states.iter().zip(&locations))
        .map(|(number, (states, location))| {
            json!({
                "id": user_id(number),
                "userPrincipalName": format!("user{number}@contoso.com"),
                "displayName": format!("User {number}"),
                "accountEnabled": true,
                "usageLocation": location,
                "onPremisesSyncEnabled": null,
                "licenseAssignmentStates": states,
            })
        })
        .collect();
    let group = json!({
        "id": GROUP, "displayName": "Draughtsmen", "mailNickname": "draughtsmen",
        "groupTypes": [], "mailEnabled": false, "securityEnabled": true,
        "onPremisesSyncEnabled": null, "isAssignableToRole": null, "visibility": null,
        "membershipRule": null, "assignedLicenses": [{ "skuId": VISIO, "disabledPlans": [] }],
    });
    let sku = |id: &str, name: &str, plans: &[&str], consumed: u32| {
        let plan = |id: &&str| {
            json!({ "servicePlanId": id, "servicePlanName": id, "provisioningStatus": "Success",
                    "appliesTo": "User" })
        };
        json!({
            "skuId": id, "skuPartNumber": name, "appliesTo": "User",
            "capabilityStatus": "Enabled", "consumedUnits": consumed,
            "prepaidUnits": { "enabled": 2, "warning": 0, "suspended": 0, "lockedOut": 0 },
            "servicePlans": plans.iter().map(plan).collect::<Vec<Json>>(),
        })
    };
    let skus = json!([
        sku(E1, "STANDARDPACK", &[SWAY, FORMS], 1),
        sku(E3, "SPE_E3", &[SWAY, PRINT], 0),
        sku(VISIO, "VISIOCLIENT", &[PRINT], 1),
    ]);
    let mut import = Import::new(Schema::default());
    for (name, text) in [
        ("users.json", page("users", &json!(users))),
        ("groups.json", page("groups", &json!([group]))),
        ("subscribedSkus.json", page("subscribedSkus", &skus)),
    ] {
        import.open(name);
        import.feed(text.as_bytes());
        import.close();
    }
    let info = Info { name: "Contoso".to_owned(), sample: false, created: NOON };
    let staging = import.finish();
    let problems = staging.files.iter().map(|file| file.problems.total()).sum::<u64>();
    assert_eq!(problems, 0);
    let mut graph = Graph::default();
    for (number, user) in users.into_iter().enumerate() {
        let properties = user.as_object().unwrap().clone();
        graph.users.insert(user_id(number), User { active: true, properties, ..User::default() });
    }
    let properties = group.as_object().unwrap().clone();
    graph.groups.insert(GROUP.to_owned(), Group { active: true, properties, ..Group::default() });
    World::of(staging.into_workspace(info, true), graph, 3)
}

fn license(sku: &str, off: &[&str]) -> AssignedLicense {
    let off = off.iter().map(|plan| ServicePlanId::parse(plan).unwrap()).collect();
    AssignedLicense::new(SkuId::parse(sku).unwrap(), off)
}

fn give(of: Of, row: u32, add: &[AssignedLicense], remove: &[&str]) -> Command {
    let remove = remove.iter().map(|sku| SkuId::parse(sku).unwrap()).collect();
    Command::License { of, rows: vec![Row(row)], add: add.to_vec(), remove }
}

/// A swap with a plan off, a location and then a licence, and another plan of a group.
fn staged() -> World {
    let mut world = world();
    world.do_it(&give(Of::User, 0, &[license(E3, &[SWAY])], &[E1]));
    assert!(!world.try_it(&give(Of::User, 1, &[license(E3, &[])], &[])), "nowhere");
    let place = Some(Value::Text("DE".to_owned()));
    world.do_it(&Command::Edit {
        users: vec![UserId(1)],
        changes: vec![(Attribute::USAGE_LOCATION, place)],
    });
    world.do_it(&give(Of::User, 1, &[license(E3, &[])], &[]));
    world.do_it(&give(Of::Group, 0, &[license(VISIO, &[PRINT]), license(E1, &[])], &[]));
    world
}

fn run(hand_off: &HandOff, graph: &mut Graph, direction: Direction, check: bool) -> Outcome {
    let arguments: &[(&str, V)] = if check { &[("CheckOnly", V::Bool(true))] } else { &[] };
    let mut computer = Computer::new(5);
    let outcome = computer.run(graph, hand_off, direction, arguments);
    assert_eq!((outcome.skipped, outcome.failed), (0, 0), "{:#?}", computer.printed);
    outcome
}

/// What somebody was given directly, as texts.
fn given(graph: &Graph, number: usize) -> Vec<String> {
    let states = &graph.users[&user_id(number)].properties["licenseAssignmentStates"];
    let direct = states.as_array().unwrap().iter().filter(|it| it["assignedByGroup"].is_null());
    let mut texts: Vec<String> =
        direct.map(|it| format!("{} {}", it["skuId"], it["disabledPlans"])).collect();
    texts.sort();
    texts
}

#[test]
fn there_and_back_by_script_and_by_batch() {
    let world = staged();
    let hand_off = world.hand_off();
    assert!(hand_off.omitted().is_empty());
    let kinds: Vec<&str> = hand_off
        .stages(Direction::Forward)
        .iter()
        .flatten()
        .map(|step| match step {
            Step::Update { .. } => "location",
            Step::Group { deed: Deed::License { .. }, .. } => "group",
            Step::License { .. } => "licence",
            _ => "other",
        })
        .collect();
    assert_eq!(kinds, ["location", "group", "licence", "licence"]);
    let scopes = hand_off.scopes(Direction::Forward);
    assert!(scopes.contains(&"LicenseAssignment.ReadWrite.All"), "{scopes:?}");
    let mut graph = world.graph.clone();
    run(&hand_off, &mut graph, Direction::Forward, true);
    assert_eq!(graph, world.graph, "a check changes nothing");
    let outcome = run(&hand_off, &mut graph, Direction::Forward, false);
    assert_eq!((outcome.done, outcome.already), (4, 0));
    assert_eq!(given(&graph, 0), [format!("\"{E3}\" [\"{SWAY}\"]")]);
    assert_eq!(given(&graph, 1), [format!("\"{E3}\" []")]);
    let gives = &graph.groups[GROUP].properties["assignedLicenses"];
    assert_eq!(gives.as_array().unwrap().len(), 2);
    let again = run(&hand_off, &mut graph, Direction::Forward, false);
    assert_eq!((again.done, again.already), (0, 4));
    run(&hand_off, &mut graph, Direction::Back, false);
    for number in 0..3 {
        assert_eq!(given(&graph, number), given(&world.graph, number));
    }
    let gives = &graph.groups[GROUP].properties["assignedLicenses"];
    assert_eq!(*gives, json!([{ "skuId": VISIO, "disabledPlans": [] }]));
    let mut posted = world.graph.clone();
    post(&mut posted, &hand_off, Direction::Forward);
    assert_eq!(given(&posted, 0), [format!("\"{E3}\" [\"{SWAY}\"]")]);
    post(&mut posted, &hand_off, Direction::Back);
    assert_eq!(given(&posted, 0), given(&world.graph, 0));
}

/// Somebody else has given or taken something since: nothing of that person is touched.
/// Licences are gone through again when everything that frees seats or changes what groups give is done.
#[test]
fn reprocessing_comes_last() {
    let mut world = staged();
    world.do_it(&Command::Stage { users: vec![UserId(2)], intent: Intent::ReprocessLicenses });
    world.do_it(&Command::Delete { users: vec![UserId(1)] });
    let hand_off = world.hand_off();
    let kinds = |kind: fn(&Step) -> bool| -> Vec<usize> {
        let stages = hand_off.stages(Direction::Forward).iter().enumerate();
        stages.filter(|(_, stage)| stage.steps.iter().any(kind)).map(|(at, _)| at).collect()
    };
    let again =
        kinds(|step| matches!(step, Step::Intent { intent: Intent::ReprocessLicenses, .. }));
    let others = [
        kinds(|step| matches!(step, Step::License { .. })),
        kinds(|step| matches!(step, Step::Delete { .. })),
        kinds(|step| matches!(step, Step::Group { .. })),
    ];
    assert_eq!(again.len(), 1);
    for other in others {
        assert!(!other.is_empty() && other.iter().all(|at| *at < again[0]), "{other:?} {again:?}");
    }
}

#[test]
fn a_contradiction_is_left_alone() {
    let world = staged();
    let hand_off = world.hand_off();
    let mut graph = world.graph;
    let anna = &mut graph.users.get_mut(&user_id(0)).unwrap().properties;
    anna.insert("licenseAssignmentStates".to_owned(), json!([state(E1, &[], None)]));
    let before = given(&graph, 0);
    let mut computer = Computer::new(7);
    let outcome = computer.run(&mut graph, &hand_off, Direction::Forward, &[]);
    assert_eq!((outcome.done, outcome.skipped, outcome.failed), (3, 1, 0));
    assert_eq!(given(&graph, 0), before);
    let told = computer.printed.join("\n");
    assert!(told.contains(&format!("{E1}: expected given without {FORMS}, found given")), "{told}");
}
