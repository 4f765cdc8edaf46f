//! The scripts themselves, functions and all, run against the directory.

use super::super::{Direction, HandOff};
use super::graph::Graph;
use super::random::{command, deeds, imports};
use super::world::{Import, World, compare, upn};
use crate::domain::{Attribute, Command, Intent, NewUser, UserId, Value};
use crate::powershell::interpreter::Machine;
use crate::powershell::interpreter::value::V;
use proptest::prelude::*;
use serde_json::Value as Json;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// What a run said at its end.
#[derive(Debug, PartialEq, Eq, Clone, Copy)]
pub(super) struct Outcome {
    pub done: u32,
    pub already: u32,
    pub skipped: u32,
    pub failed: u32,
}

/// A computer: its edition of PowerShell, its files, and how its connection behaves.
pub(super) struct Computer {
    major: i64,
    pub files: BTreeMap<String, String>,
    pub printed: Vec<String>,
    /// Every nth answer is that the service is busy; 0 is never.
    pub busy: u32,
    /// So many requests about somebody who is new are answered as if there were nobody.
    pub late: u32,
}

/// What the service does not show yet: ids and names, with the requests for which it does not.
#[derive(Default)]
struct Unseen(Vec<(String, u32)>);

impl Unseen {
    /// Whether a request is about somebody who is not seen yet.
    fn hides(&mut self, url: &str, body: Option<&Json>) -> bool {
        let references = body.map(Json::to_string).unwrap_or_default();
        let object = url.strip_prefix("/users/").or_else(|| url.strip_prefix("/groups/"));
        let key = object.unwrap_or_default().split(['/', '?']).next().unwrap_or_default();
        let mut hides = false;
        for (unseen, requests) in self.0.iter_mut().filter(|(_, requests)| *requests > 0) {
            if key.eq_ignore_ascii_case(unseen) || references.contains(unseen.as_str()) {
                *requests -= 1;
                hides = true;
            }
        }
        hides
    }

    /// Notes whom a request has made new.
    fn note(&mut self, method: &str, url: &str, answer: &Json, graph: &Graph, requests: u32) {
        let creates = ["/users", "/groups"].contains(&url);
        let is_new = method == "POST" && (creates || url.ends_with("/restore"));
        let Some(id) = answer["id"].as_str().filter(|_| is_new && requests > 0) else { return };
        self.0.push((id.to_owned(), requests));
        if let Some(user) = graph.users.get(id) {
            let name = user.properties["userPrincipalName"].as_str().unwrap();
            // As the script writes it into an address.
            self.0.push((name.replace('@', "%40"), requests));
        }
    }
}

impl Computer {
    pub(super) fn new(major: i64) -> Self {
        Self { major, files: BTreeMap::new(), printed: Vec::new(), busy: 0, late: 0 }
    }

    pub(super) fn run(
        &mut self,
        graph: &mut Graph,
        hand_off: &HandOff,
        direction: Direction,
        arguments: &[(&str, V)],
    ) -> Outcome {
        let file = String::from_utf8(hand_off.script(direction).to_file()).unwrap();
        let graph = RefCell::new(graph);
        let mut requests = 0;
        let (busy, late) = (self.busy, self.late);
        let mut unseen = Unseen::default();
        let mut machine = Machine::new(self.major, |method, uri, body| {
            requests += 1;
            if busy > 0 && requests % busy == 0 {
                let wait = if requests % 2 == 0 {
                    vec![("Retry-After".into(), "3".into())]
                } else {
                    vec![]
                };
                return Ok(match requests % 3 {
                    0 => Ok((429, wait, "{}".to_owned())),
                    1 => Ok((503, wait, "<html>".to_owned())),
                    _ => Err("a connection was closed".to_owned()),
                });
            }
            let body: Option<Json> = body.map(|body| serde_json::from_str(body).unwrap());
            let url = uri
                .trim_start_matches("https://graph.microsoft.com")
                .strip_prefix("/v1.0")
                .unwrap();
            if unseen.hides(url, body.as_ref()) {
                return Ok(Ok((404, Vec::new(), "{}".to_owned())));
            }
            let (status, answer) = graph.borrow_mut().answer(method, url, body.as_ref());
            unseen.note(method, url, &answer, &graph.borrow(), late);
            let text = if status == 204 { String::new() } else { answer.to_string() };
            Ok(Ok((status, Vec::new(), text)))
        });
        machine.files.clone_from(&self.files);
        machine.run(&file, arguments).unwrap();
        self.files = std::mem::take(&mut machine.files);
        self.printed = std::mem::take(&mut machine.printed);
        let last = self.printed.iter().rev().find(|line| line.contains(" already so, ")).unwrap();
        let numbers: Vec<u32> = last.split(' ').filter_map(|word| word.parse().ok()).collect();
        let [done, already, skipped, failed] = numbers[..] else { panic!("{last}") };
        Outcome { done, already, skipped, failed }
    }
}

const WHOLE: Import = Import { with_id: true, deleted: false, whole: true };

pub(super) fn steps(hand_off: &HandOff, direction: Direction) -> u32 {
    u32::try_from(hand_off.stages(direction).iter().flatten().count()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Script and rollback restore the start; both can be run again; a check changes nothing.
    #[test]
    fn scripts_there_and_back(
        imports in imports(),
        deeds in deeds(),
        major in proptest::sample::select(vec![5, 7]),
        busy in proptest::sample::select(vec![0, 2, 3, 5]),
        late in 0_u32..4,
    ) {
        let mut world = World::new(&imports);
        let baseline = world.rows();
        for deed in &deeds {
            let command = command(&world, deed);
            world.try_it(&command);
        }
        let hand_off = world.hand_off();
        if hand_off.omitted().is_empty() {
            let mut graph = world.graph.clone();
            let mut computer = Computer::new(major);
            computer.busy = busy;
            // A connection that answers every other time leaves few attempts for anything else.
            computer.late = if busy == 2 { late.min(1) } else { late };
            let check = [("CheckOnly", V::Bool(true))];
            let outcome = computer.run(&mut graph, &hand_off, Direction::Forward, &check);
            prop_assert_eq!((outcome.skipped, outcome.failed), (0, 0), "{:#?}", computer.printed);
            prop_assert_eq!(&graph, &world.graph);
            for direction in [Direction::Forward, Direction::Back] {
                let outcome = computer.run(&mut graph, &hand_off, direction, &[]);
                prop_assert_eq!((outcome.skipped, outcome.failed), (0, 0), "{:#?}", computer.printed);
                prop_assert_eq!(outcome.done + outcome.already, steps(&hand_off, direction));
                match direction {
                    Direction::Forward => compare(&graph, &world.rows(), &baseline, None),
                    Direction::Back => compare(&graph, &baseline, &world.rows(), Some(hand_off.lasting())),
                }
                let before = graph.clone();
                let again = computer.run(&mut graph, &hand_off, direction, &[]);
                prop_assert_eq!((again.done, again.skipped, again.failed), (0, 0, 0), "{:#?}", computer.printed);
                prop_assert_eq!(&graph, &before);
            }
        }
    }
}

fn set(user: u32, attribute: Attribute, value: &str) -> Command {
    let value = Some(Value::Text(value.to_owned()));
    Command::Edit { users: vec![UserId(user)], changes: vec![(attribute, value)] }
}

/// Somebody else has changed the tenant since the export: that person is left alone, whole.
#[test]
fn a_contradiction_is_left_alone() {
    let mut world = World::new(&[WHOLE; 2]);
    world.do_it(&set(0, Attribute::DEPARTMENT, "Research"));
    world.do_it(&set(0, Attribute::CITY, "Lyon"));
    world.do_it(&set(1, Attribute::CITY, "Lyon"));
    world.do_it(&Command::Delete { users: vec![UserId(1)] });
    let hand_off = world.hand_off();
    let mut graph = world.graph.clone();
    let ids: Vec<String> = graph.users.keys().cloned().collect();
    for (id, path) in ids.iter().zip(["department", "displayName"]) {
        // Only a zero-width space more: PowerShell's own comparison would not see it.
        let value = &mut graph.users.get_mut(id).unwrap().properties[path];
        *value = format!("{}\u{200B}", value.as_str().unwrap()).into();
    }
    let before = graph.clone();
    let mut computer = Computer::new(5);
    let outcome = computer.run(&mut graph, &hand_off, Direction::Forward, &[]);
    assert_eq!(outcome, Outcome { done: 0, already: 0, skipped: 2, failed: 0 });
    assert_eq!(graph, before);
    let log = &computer.files["/disk/script.ps1.log"];
    assert!(log.contains("department: expected \"Sales\", found \"Sales"), "{log}");
}

/// A password is shown or written where the operator wants it, never in the log; it is set once.
#[test]
fn passwords_go_where_the_operator_says() {
    let mut world = World::new(&[WHOLE]);
    let attributes = vec![
        (Attribute::DISPLAY_NAME, Value::Text("New".to_owned())),
        (Attribute::USER_PRINCIPAL_NAME, Value::Text(upn(9))),
    ];
    world.do_it(&Command::CreateUser(Box::new(NewUser { attributes, force_change: true })));
    for intent in [Intent::ResetPassword, Intent::RevokeSessions] {
        world.do_it(&Command::Stage { users: vec![UserId(0)], intent });
    }
    let hand_off = world.hand_off();
    for (how, shown, written) in [("Show", 2, 0), ("File", 0, 2), ("Discard", 0, 0)] {
        let mut graph = world.graph.clone();
        let mut computer = Computer::new(7);
        let arguments =
            [("Passwords", V::text(how)), ("PasswordFile", V::text("/disk/passwords.csv"))];
        for _ in 0..2 {
            computer.run(&mut graph, &hand_off, Direction::Forward, &arguments);
        }
        let _ = computer.files.get("/disk/passwords.csv").map(|file| {
            assert_eq!(file.lines().count(), written);
            assert!(file.lines().all(|line| line.starts_with('"') && line.len() > 40), "{file}");
        });
        assert_eq!(computer.files.contains_key("/disk/passwords.csv"), written > 0);
        let log = &computer.files["/disk/script.ps1.log"];
        assert!(!log.contains("temporary password"));
        let mut first = Computer::new(7);
        let mut fresh = world.graph.clone();
        first.run(&mut fresh, &hand_off, Direction::Forward, &arguments);
        let lines = first.printed.iter().filter(|line| line.contains("temporary password"));
        assert_eq!(lines.count(), shown);
        assert_eq!(graph, fresh, "a second run sets nothing again");
        assert!(graph.users.values().all(|user| user.passwords_set == 1 && user.must_change));
        assert_eq!(graph.users.values().map(|user| user.sessions_revoked).sum::<u32>(), 1);
    }
}

/// Somebody who is new is waited for, not for ever; a later run does the rest.
#[test]
fn patience_with_the_new_ends() {
    let mut world = World::new(&[WHOLE]);
    let attributes = vec![
        (Attribute::DISPLAY_NAME, Value::Text("New".to_owned())),
        (Attribute::USER_PRINCIPAL_NAME, Value::Text(upn(9))),
        (Attribute::MANAGER, Value::Reference(world.workspace.users().id(UserId(0)))),
    ];
    world.do_it(&Command::CreateUser(Box::new(NewUser { attributes, force_change: true })));
    let hand_off = world.hand_off();
    for (late, looks, skipped) in [(0, 0, 0), (3, 3, 0), (1_000, 6, 1)] {
        let mut graph = world.graph.clone();
        let mut computer = Computer::new(5);
        computer.late = late;
        let outcome = computer.run(&mut graph, &hand_off, Direction::Forward, &[]);
        assert_eq!(outcome, Outcome { done: 2 - skipped, already: 0, skipped, failed: 0 });
        let waits = computer.printed.iter().filter(|line| line.contains("is not seen yet"));
        assert_eq!(waits.count(), looks, "{:#?}", computer.printed);
        let again = computer.run(&mut graph, &hand_off, Direction::Forward, &[]);
        assert_eq!(again, Outcome { done: skipped, already: 2 - skipped, skipped: 0, failed: 0 });
    }
}
