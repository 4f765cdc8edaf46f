//! Random work on a random workspace.

use super::super::Direction;
use super::world::{Import, World, compare, post, upn};
use crate::domain::{Attribute, Command, Intent, NewUser, ProxyConflict, Timestamp, UserId, Value};
use proptest::prelude::*;

/// A user out of those who are there when the command's turn comes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Nth(u32);

#[derive(Debug, Clone)]
pub(super) enum Deed {
    Create { name: u32, manager: Option<Nth>, force: bool },
    Rename(Nth, u32),
    Set(Nth, Attribute, Option<Value>),
    Manager(Nth, Option<Nth>),
    Delete(Nth),
    Restore(Nth, Option<u32>),
    Intent(Nth, Intent),
}

fn nth() -> impl Strategy<Value = Nth> + Clone {
    (0_u32..12).prop_map(Nth)
}

pub(super) fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Za-z ]{1,12}",
        proptest::collection::vec(
            proptest::sample::select(vec![
                '\'', '’', '‘', '"', '“', '`', '$', '(', ')', '#', '@', '{', '\u{202E}',
                '\u{2028}', '\u{200B}', 'é', '😀', 'x', ' ', '&', ';',
            ]),
            1..12
        )
        .prop_map(|chars| chars.into_iter().collect::<String>()),
    ]
}

fn setting() -> impl Strategy<Value = (Attribute, Option<Value>)> {
    let text = |attribute: Attribute| {
        proptest::option::of(words().prop_map(Value::Text)).prop_map(move |v| (attribute, v))
    };
    prop_oneof![
        text(Attribute::DEPARTMENT),
        text(Attribute::JOB_TITLE),
        text(Attribute::EXTENSION_ATTRIBUTE_1),
        text(Attribute::EXTENSION_ATTRIBUTE_2),
        text(Attribute::DIVISION),
        text(Attribute::COST_CENTER),
        text(Attribute::BUSINESS_PHONES),
        proptest::option::of("[a-z]{1,5}@example\\.org".prop_map(|mail| Value::Texts(vec![mail])))
            .prop_map(|v| (Attribute::OTHER_MAILS, v)),
        any::<bool>().prop_map(|on| (Attribute::ACCOUNT_ENABLED, Some(Value::Boolean(on)))),
        proptest::sample::select(vec![None, Some("None"), Some("DisablePasswordExpiration")])
            .prop_map(|v| (Attribute::PASSWORD_POLICIES, v.map(|v| Value::Text(v.to_owned())))),
        (0_i64..20_000).prop_map(|day| {
            let time = Value::Time(Timestamp(day * 86_400_000));
            (Attribute::EMPLOYEE_HIRE_DATE, Some(time))
        }),
        (0_i64..20_000).prop_map(|minute| {
            let time = Value::Time(Timestamp(minute * 60_000));
            (Attribute::EMPLOYEE_LEAVE_DATE_TIME, Some(time))
        }),
    ]
}

pub(super) fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        2 => (0_u32..14, proptest::option::of(nth()), any::<bool>())
            .prop_map(|(name, manager, force)| Deed::Create { name, manager, force }),
        4 => (nth(), 0_u32..14).prop_map(|(who, name)| Deed::Rename(who, name)),
        6 => (nth(), setting()).prop_map(|(who, (attribute, v))| Deed::Set(who, attribute, v)),
        4 => (nth(), proptest::option::of(nth())).prop_map(|(who, to)| Deed::Manager(who, to)),
        2 => nth().prop_map(Deed::Delete),
        2 => (nth(), proptest::option::of(0_u32..14)).prop_map(|(who, n)| Deed::Restore(who, n)),
        1 => (nth(), proptest::sample::select(Intent::ALL.to_vec()))
            .prop_map(|(who, intent)| Deed::Intent(who, intent)),
    ]
}

fn import() -> impl Strategy<Value = Import> {
    (prop::bool::weighted(0.8), prop::bool::weighted(0.2), prop::bool::weighted(0.8))
        .prop_map(|(with_id, deleted, whole)| Import { with_id, deleted, whole })
}

pub(super) fn imports() -> impl Strategy<Value = Vec<Import>> {
    proptest::collection::vec(import(), 1..8)
}

pub(super) fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    proptest::collection::vec(deed(), 1..25)
}

/// Turns a deed into a command on whoever is there.
pub(super) fn command(world: &World, deed: &Deed) -> Command {
    let rows = world.workspace.users().rows();
    let who = |nth: &Nth| UserId(nth.0 % rows);
    let edit = |nth: &Nth, attribute, value| Command::Edit {
        users: vec![who(nth)],
        changes: vec![(attribute, value)],
    };
    let id = |nth: &Nth| Value::Reference(world.workspace.users().id(who(nth)));
    match deed {
        Deed::Create { name, manager, force } => {
            let mut attributes = vec![
                (Attribute::DISPLAY_NAME, Value::Text(format!("New {name} O’Neil"))),
                (Attribute::USER_PRINCIPAL_NAME, Value::Text(upn(*name))),
                (Attribute::DEPARTMENT, Value::Text("Sales".to_owned())),
            ];
            attributes.extend(manager.as_ref().map(|nth| (Attribute::MANAGER, id(nth))));
            Command::CreateUser(Box::new(NewUser { attributes, force_change: *force }))
        }
        Deed::Rename(nth, name) => {
            edit(nth, Attribute::USER_PRINCIPAL_NAME, Some(Value::Text(upn(*name))))
        }
        Deed::Set(nth, attribute, value) => edit(nth, *attribute, value.clone()),
        Deed::Manager(nth, to) => edit(nth, Attribute::MANAGER, to.as_ref().map(id)),
        Deed::Delete(nth) => Command::Delete { users: vec![who(nth)] },
        Deed::Restore(nth, name) => Command::Restore {
            users: vec![who(nth)],
            new_names: name.iter().map(|name| (who(nth), upn(*name))).collect(),
            proxies: ProxyConflict::Refuse,
        },
        Deed::Intent(nth, intent) => Command::Stage { users: vec![who(nth)], intent: *intent },
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    /// The batches lead from the imported state to the staged one, and back.
    #[test]
    fn batches_there_and_back(imports in imports(), deeds in deeds()) {
        let mut world = World::new(&imports);
        let baseline = world.rows();
        for deed in &deeds {
            let command = command(&world, deed);
            world.try_it(&command);
        }
        let hand_off = world.hand_off();
        let mut graph = world.graph.clone();
        if hand_off.omitted().is_empty() {
            post(&mut graph, &hand_off, Direction::Forward);
            compare(&graph, &world.rows(), &baseline, None);
            post(&mut graph, &hand_off, Direction::Back);
            compare(&graph, &baseline, &world.rows(), Some(hand_off.lasting()));
        }
    }
}
