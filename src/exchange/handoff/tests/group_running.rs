//! The scripts of groups, functions and all, run against the directory.

use super::super::Direction;
use super::graph::Graph;
use super::group_world::compare_groups;
use super::random_groups::{GroupDeed, group_command, group_deeds, worlds};
use super::running::{Computer, steps};
use super::settings_world::{self, compare_back, effects, expected};
use super::world::{World, compare, post};
use crate::domain::{Existence, Party, Side};
use crate::exchange::Import;
use crate::exchange::preview::preview;
use crate::powershell::interpreter::value::V;
use crate::tenant::groups::Nature;
use proptest::prelude::*;
use serde_json::{Value as Json, json};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Script and rollback restore the start; both can be run again; a check changes nothing.
    #[test]
    fn scripts_there_and_back(
        (users, groups, policies) in worlds(),
        deeds in group_deeds(),
        major in proptest::sample::select(vec![5, 7]),
        busy in proptest::sample::select(vec![0, 3, 5]),
        late in 0_u32..4,
    ) {
        let mut world = World::whole(&users, &groups, &policies);
        let baseline = (world.rows(), world.group_rows());
        for deed in &deeds {
            let command = group_command(&world, deed);
            world.try_it(&command);
        }
        let hand_off = world.hand_off();
        if hand_off.omitted().is_empty() {
            let staged = (world.rows(), world.group_rows());
            let mut graph = world.graph.clone();
            let mut computer = Computer::new(major);
            computer.busy = busy;
            computer.late = late;
            let check = [("CheckOnly", V::Bool(true))];
            let outcome = computer.run(&mut graph, &hand_off, Direction::Forward, &check);
            prop_assert_eq!((outcome.skipped, outcome.failed), (0, 0), "{:#?}", computer.printed);
            prop_assert_eq!(&graph, &world.graph);
            for direction in [Direction::Forward, Direction::Back] {
                let outcome = computer.run(&mut graph, &hand_off, direction, &[]);
                prop_assert_eq!((outcome.skipped, outcome.failed), (0, 0), "{:#?}", computer.printed);
                prop_assert_eq!(outcome.done + outcome.already, steps(&hand_off, direction));
                match direction {
                    Direction::Forward => {
                        compare(&graph, &staged.0, &baseline.0, None);
                        compare_groups(&graph, &staged.1, None);
                        let settings = expected(&world.workspace, &world.graph);
                        prop_assert_eq!(effects(&graph), settings);
                    }
                    Direction::Back => {
                        compare(&graph, &baseline.0, &staged.0, Some(hand_off.lasting()));
                        compare_groups(&graph, &baseline.1, Some(hand_off.lasting()));
                        compare_back(&graph, &world.graph, &hand_off, world.workspace.organisation());
                    }
                }
                let before = graph.clone();
                let again = computer.run(&mut graph, &hand_off, direction, &[]);
                prop_assert_eq!((again.skipped, again.failed), (0, 0), "{:#?}", computer.printed);
                // A rule that decides again undoes what a step kept; nothing else is left to do.
                prop_assert_eq!(again.done, 0, "{:#?}", computer.printed);
                prop_assert_eq!(&graph, &before);
            }
        }
    }
}

/// What the tenant exports: users, groups, and who is in these, whole.
fn export(graph: &Graph) -> Vec<(&'static str, Json)> {
    let object = |id: &String, properties: &serde_json::Map<String, Json>| {
        let mut object = properties.clone();
        object.insert("id".into(), id.as_str().into());
        Json::Object(object)
    };
    let users = graph.users.iter().filter(|(_, user)| user.active);
    let users: Vec<Json> = users.map(|(id, user)| object(id, &user.properties)).collect();
    let groups = || graph.groups.iter().filter(|(_, group)| group.active);
    let there = |id: &String| {
        graph.users.get(id).is_none_or(|user| user.active)
            && graph.groups.get(id).is_none_or(|group| group.active)
    };
    let list = |name: &str| -> Vec<Json> {
        groups()
            .map(|(id, group)| {
                let ids: Vec<Json> = group
                    .list(name)
                    .iter()
                    .filter(|id| there(id))
                    .map(|id| {
                        let sort = if graph.users.contains_key(id) { "user" } else { "group" };
                        json!({ "@odata.type": format!("#microsoft.graph.{sort}"), "id": id })
                    })
                    .collect();
                json!({ "groupId": id, "page": 1, "last": true, name: ids })
            })
            .collect()
    };
    let page =
        |context: &str, value: Vec<Json>| json!({ "@odata.context": context, "value": value });
    vec![
        ("users.json", page("x#users", users)),
        (
            "groups.json",
            page("x#groups", groups().map(|(id, g)| object(id, &g.properties)).collect()),
        ),
        ("groupMembers.json", page("tenantry#groupMembers", list("members"))),
        ("groupOwners.json", page("tenantry#groupOwners", list("owners"))),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Once everything was carried out, an export of the tenant leaves nothing staged but deletions,
    /// which an export does not tell.
    #[test]
    fn what_was_carried_out_arrives((users, groups, policies) in worlds(), deeds in group_deeds()) {
        let mut world = World::whole(&users, &groups, &policies);
        for deed in deeds.iter().filter(|deed| !matches!(deed, GroupDeed::People(_))) {
            let command = group_command(&world, deed);
            world.try_it(&command);
        }
        let hand_off = world.hand_off();
        let whole = hand_off.not_in_batches(Direction::Forward) == 0 && hand_off.omitted().is_empty();
        prop_assume!(whole);
        let mut graph = world.graph.clone();
        post(&mut graph, &hand_off, Direction::Forward);
        let mut import = Import::new(world.workspace.users().schema().clone());
        let policies = settings_world::export(&graph.policies, [true; 3]);
        for (name, content) in export(&graph).into_iter().chain(policies) {
            import.open(name);
            import.feed(content.to_string().as_bytes());
            import.close();
        }
        let staging = import.finish();
        let seen = preview(&staging, &world.workspace);
        prop_assert_eq!(seen.groups.new, 0);
        world.workspace.rebase(seen.into_changes(false), Vec::new());
        for (subject, diff) in world.workspace.staged().objects() {
            let now = world.workspace.directory().of(subject.of).existence(subject.row);
            // Nor whom it would show, were they not deleted.
            let gone = |party: &Party| match party {
                Party::Here(who) => !world.workspace.is_active(*who),
                Party::Elsewhere(_) => false,
            };
            // Nor whom a rule would let in, did it not decide.
            let decided = Nature::in_table(world.workspace.groups(), subject.row).is_dynamic();
            let only_gone = diff.existence.is_none()
                && diff.attributes.is_empty()
                && diff
                    .relations
                    .keys()
                    .all(|(side, party)| gone(party) || (decided && *side == Side::Members));
            let deleted = matches!(now, Existence::Deleted(_));
            prop_assert!(deleted || only_gone, "{:?} {:?}", subject, diff);
        }
        prop_assert_eq!(world.workspace.ledger().settings().count(), 0);
        prop_assert!(world.workspace.conflicts().is_empty());
    }
}
