//! Random work on users and groups together.

use super::super::Direction;
use super::group_world::{GroupImport, compare_groups, rule};
use super::random::{self, Deed, deed};
use super::settings_world::{
    PolicyImport, any_settings, compare_back, effects, expected, policies,
};
use super::world::{Import, World, compare, post};
use crate::domain::attribute::Of;
use crate::domain::setting::Home;
use crate::domain::{
    Attribute, Command, GroupKind, Membership, NewGroup, Party, Row, Setting, Side, Subject, Value,
};
use proptest::prelude::*;

/// Departments that rules ask for; everybody is in the first one at the start.
const DEPARTMENTS: [&str; 2] = ["Sales", "Research"];

/// Somebody out of those who are there when the command's turn comes.
#[derive(Debug, Clone, Copy)]
pub(super) enum Somebody {
    User(u32),
    Group(u32),
}

#[derive(Debug, Clone)]
pub(super) enum GroupDeed {
    People(Deed),
    Move(u32, &'static str),
    Create {
        unified: bool,
        rule: Option<&'static str>,
        owners: Vec<u32>,
        members: Vec<Somebody>,
        nickname: Option<u32>,
        roles: bool,
    },
    Set(u32, Attribute, Option<Value>),
    Convert(u32, Option<&'static str>),
    Delete(u32),
    Restore(u32),
    Renew(u32),
    Relate {
        groups: Vec<u32>,
        side: Side,
        add: Vec<Somebody>,
        remove: Vec<Somebody>,
    },
    Configure(Vec<(Setting, Option<Value>)>),
}

fn somebody() -> impl Strategy<Value = Somebody> + Clone {
    prop_oneof![
        4 => (0_u32..14).prop_map(Somebody::User),
        1 => (0_u32..8).prop_map(Somebody::Group),
    ]
}

fn department() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(DEPARTMENTS.to_vec())
}

fn setting() -> impl Strategy<Value = (Attribute, Option<Value>)> {
    let text = |text: String| Some(Value::Text(text));
    prop_oneof![
        "[a-zé’'$`\"]{1,6}".prop_map(move |words| (Attribute::GROUP_DESCRIPTION, text(words))),
        Just((Attribute::GROUP_DESCRIPTION, None)),
        (0_u32..5).prop_map(move |n| (Attribute::GROUP_MAIL_NICKNAME, text(format!("nick{n}")))),
        (0_u32..5).prop_map(move |n| (Attribute::GROUP_MAIL_NICKNAME, text(format!("group{n}")))),
        department().prop_map(move |d| (Attribute::GROUP_MEMBERSHIP_RULE, text(rule(d)))),
        proptest::sample::select(vec!["On", "Paused"]).prop_map(move |state| {
            (Attribute::GROUP_MEMBERSHIP_RULE_PROCESSING_STATE, text(state.to_owned()))
        }),
        any::<bool>()
            .prop_map(|yes| (Attribute::GROUP_HIDE_FROM_ADDRESS_LISTS, Some(Value::Boolean(yes)))),
        any::<bool>()
            .prop_map(|yes| (Attribute::GROUP_ALLOW_EXTERNAL_SENDERS, Some(Value::Boolean(yes)))),
    ]
}

fn group_deed() -> impl Strategy<Value = GroupDeed> {
    let some = || proptest::collection::vec(somebody(), 0..5);
    prop_oneof![
        3 => deed().prop_map(GroupDeed::People),
        3 => (0_u32..12, department()).prop_map(|(who, to)| GroupDeed::Move(who, to)),
        3 => (
            any::<bool>(),
            proptest::option::of(department()),
            proptest::collection::vec(0_u32..12, 0..3),
            some(),
            proptest::option::of(0_u32..5),
            prop::bool::weighted(0.2),
        )
            .prop_map(|(unified, rule, owners, members, nickname, roles)| {
                let members = if rule.is_some() { Vec::new() } else { members };
                GroupDeed::Create { unified, rule, owners, members, nickname, roles }
            }),
        4 => (0_u32..8, setting())
            .prop_map(|(group, (attribute, value))| GroupDeed::Set(group, attribute, value)),
        3 => (0_u32..8, proptest::option::of(department()))
            .prop_map(|(group, rule)| GroupDeed::Convert(group, rule)),
        1 => (0_u32..8).prop_map(GroupDeed::Delete),
        1 => (0_u32..8).prop_map(GroupDeed::Restore),
        1 => (0_u32..8).prop_map(GroupDeed::Renew),
        3 => any_settings().prop_map(GroupDeed::Configure),
        6 => (
            proptest::collection::vec(0_u32..8, 1..3),
            proptest::sample::select(Side::BOTH.to_vec()),
            some(),
            some(),
        )
            .prop_map(|(groups, side, add, remove)| GroupDeed::Relate { groups, side, add, remove }),
    ]
}

fn group_import() -> impl Strategy<Value = GroupImport> {
    let users = || proptest::collection::btree_set(0_u32..3, 0..3);
    (
        any::<bool>(),
        proptest::option::weighted(0.3, department()),
        prop::bool::weighted(0.2),
        users(),
        users(),
        prop::bool::weighted(0.2),
    )
        .prop_map(|(unified, rule, deleted, members, owners, partial)| GroupImport {
            unified,
            rule,
            // When the service fills a restored group with a rule again is its own affair.
            deleted: deleted && rule.is_none(),
            roles: false,
            members: if rule.is_some() { members.into_iter().take(0).collect() } else { members },
            inner: std::collections::BTreeSet::new(),
            owners,
            partial: partial && rule.is_none(),
        })
}

/// At least three users, all of whom are known whole.
pub(super) fn worlds() -> impl Strategy<Value = (Vec<Import>, Vec<GroupImport>, PolicyImport)> {
    let import = (prop::bool::weighted(0.8), prop::bool::weighted(0.1))
        .prop_map(|(with_id, deleted)| Import { with_id, deleted, whole: true });
    (
        proptest::collection::vec(import, 3..7),
        proptest::collection::vec(group_import(), 1..5),
        policies(),
    )
}

pub(super) fn group_deeds() -> impl Strategy<Value = Vec<GroupDeed>> {
    proptest::collection::vec(group_deed(), 1..25)
}

/// Turns a deed into a command on whatever is there.
pub(super) fn group_command(world: &World, deed: &GroupDeed) -> Command {
    let groups = world.workspace.groups().rows();
    let users = world.workspace.users().rows();
    let group = |nth: u32| Row(nth % groups);
    let somebody = |one: &Somebody| match one {
        Somebody::User(nth) => Party::Here(Subject::user(Row(nth % users))),
        Somebody::Group(nth) => Party::Here(Subject { of: Of::Group, row: Row(nth % groups) }),
    };
    match deed {
        GroupDeed::People(deed) => random::command(world, deed),
        GroupDeed::Move(who, to) => Command::Edit {
            users: vec![Row(who % users)],
            changes: vec![(Attribute::DEPARTMENT, Some(Value::Text((*to).to_owned())))],
        },
        GroupDeed::Create { unified, rule: department, owners, members, nickname, roles } => {
            let nickname = nickname.map_or_else(|| format!("new{groups}"), |n| format!("nick{n}"));
            let mut attributes = vec![
                (Attribute::GROUP_DISPLAY_NAME, Value::Text(format!("New group {groups} O’Neil"))),
                (Attribute::GROUP_MAIL_NICKNAME, Value::Text(nickname)),
            ];
            if let Some(department) = department {
                attributes.push((Attribute::GROUP_MEMBERSHIP_RULE, Value::Text(rule(department))));
            }
            let membership =
                if department.is_some() { Membership::DynamicUser } else { Membership::Assigned };
            Command::CreateGroup(Box::new(NewGroup {
                id: None,
                kind: if *unified { GroupKind::Microsoft365 } else { GroupKind::Security },
                membership,
                role_assignable: *roles,
                attributes,
                owners: owners.iter().map(|nth| somebody(&Somebody::User(*nth))).collect(),
                members: members.iter().map(somebody).collect(),
            }))
        }
        GroupDeed::Set(nth, attribute, value) => Command::EditGroups {
            groups: vec![group(*nth)],
            changes: vec![(*attribute, value.clone())],
        },
        GroupDeed::Convert(nth, department) => Command::Convert {
            groups: vec![group(*nth)],
            to: if department.is_some() { Membership::DynamicUser } else { Membership::Assigned },
            rule: department.map(rule),
        },
        GroupDeed::Delete(nth) => Command::DeleteGroups { groups: vec![group(*nth)] },
        GroupDeed::Restore(nth) => Command::RestoreGroups { groups: vec![group(*nth)] },
        GroupDeed::Renew(nth) => Command::RenewGroups { groups: vec![group(*nth)] },
        GroupDeed::Configure(settings) => Command::Set { settings: settings.clone() },
        GroupDeed::Relate { groups, side, add, remove } => Command::Relate {
            groups: groups.iter().map(|nth| group(*nth)).collect(),
            side: *side,
            add: add.iter().map(somebody).collect(),
            remove: remove.iter().map(somebody).collect(),
        },
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(768))]

    /// The batches lead from the imported state to the staged one, and back.
    #[test]
    fn batches_there_and_back((users, groups, policies) in worlds(), deeds in group_deeds()) {
        let mut world = World::whole(&users, &groups, &policies);
        let baseline = (world.rows(), world.group_rows());
        for deed in &deeds {
            let command = group_command(&world, deed);
            world.try_it(&command);
        }
        let hand_off = world.hand_off();
        let whole = |direction| {
            hand_off.not_in_batches(direction) == 0 || only_trims(&hand_off, direction)
        };
        let mut graph = world.graph.clone();
        if hand_off.omitted().is_empty() && whole(Direction::Forward) {
            let staged = (world.rows(), world.group_rows());
            post(&mut graph, &hand_off, Direction::Forward);
            compare(&graph, &staged.0, &baseline.0, None);
            compare_groups(&graph, &staged.1, None);
            prop_assert_eq!(effects(&graph), expected(&world.workspace, &world.graph));
            if !whole(Direction::Back) {
                return Ok(());
            }
            post(&mut graph, &hand_off, Direction::Back);
            compare_back(&graph, &world.graph, &hand_off, world.workspace.organisation());
            compare(&graph, &baseline.0, &staged.0, Some(hand_off.lasting()));
            compare_groups(&graph, &baseline.1, Some(hand_off.lasting()));
        }
    }
}

/// Whether nothing but trims is left out: what a rule did is foreseen here, so a batch needs none.
fn only_trims(hand_off: &super::super::HandOff, direction: Direction) -> bool {
    use super::super::{Deed, Key, Step};
    hand_off.stages(direction).iter().flatten().all(|step| match step {
        Step::Group { deed: Deed::Remove { members, .. }, .. } => {
            members.iter().all(|member| member.key != Key::Name)
        }
        Step::Settings { home, keeper, along, removes, .. } => {
            let known = keeper.is_some() || *home == Home::AuthorizationPolicy;
            known && along.is_some() && !removes
        }
        _ => true,
    })
}
