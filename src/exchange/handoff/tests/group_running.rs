//! The scripts of groups, functions and all, run against the directory.

use super::super::Direction;
use super::group_world::compare_groups;
use super::random_groups::{group_command, group_deeds, worlds};
use super::running::{Computer, steps};
use super::world::{World, compare};
use crate::powershell::interpreter::value::V;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Script and rollback restore the start; both can be run again; a check changes nothing.
    #[test]
    fn scripts_there_and_back(
        (users, groups) in worlds(),
        deeds in group_deeds(),
        major in proptest::sample::select(vec![5, 7]),
        busy in proptest::sample::select(vec![0, 3, 5]),
        late in 0_u32..4,
    ) {
        let mut world = World::with(&users, &groups);
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
                    }
                    Direction::Back => {
                        compare(&graph, &baseline.0, &staged.0, Some(hand_off.lasting()));
                        compare_groups(&graph, &baseline.1, Some(hand_off.lasting()));
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
