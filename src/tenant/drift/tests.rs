//! Figures after every staged change, against figures made anew.

use super::{Board, GroupDrift, Likeness, Reason, Rescue, Whom};
use crate::domain::attribute::Of;
use crate::domain::{
    Actor, Attribute, Command, Context, Datum, Existence, GroupId, Membership, ObjectId, Origin,
    Party, Role, Row, Side, Subject, Timestamp, Value,
};
use crate::rules::drift::{Cause, drift};
use crate::rules::limits::end_of_member_of;
use crate::rules::{Takes, Target, parse};
use crate::store::{Bits, Directory, Extent, List};
use crate::tenant::{Info, Workspace};
use proptest::prelude::*;
use proptest::sample::select;

const NOW: Timestamp = Timestamp(1_790_000_000_000);
const LATER: Timestamp = Timestamp(1_800_000_000_000);

fn context() -> Context {
    let actor = Actor {
        id: None,
        name: "Global Administrator".to_owned(),
        roles: vec![Role::GlobalAdministrator],
    };
    Context { at: NOW, actor, origin: Origin::Page, seed: 7 }
}

fn group_id(number: u8) -> ObjectId {
    ObjectId([100 + number; 16])
}

fn member_of(names: &[u8]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("'{}'", group_id(*name))).collect();
    format!("user.memberOf -any (group.objectId -in [{}])", names.join(","))
}

#[test]
fn groups_that_are_for_the_same() {
    let mut w = workspace();
    let mut like = |text: &str| {
        w.dispatch(&rule(2, text), &context()).unwrap();
        let board = Board::whole(&w, NOW, end_of_member_of());
        let marked: Vec<bool> = board.marked().iter().map(|one| one.shares).collect();
        (Likeness::of(&w, board.book(), &board.marked(), Row(2)), marked)
    };
    let groups = |rows: &[u32]| rows.iter().map(|row| Row(*row)).collect::<Vec<_>>();
    let (same, marked) = like("-not (user.city -ne \"oslo\")");
    assert_eq!(same, Likeness { rule: groups(&[1, 3]), ..Likeness::default() });
    assert_eq!(marked, [true, true, true]);
    let (same, _) = like("user.city -startsWith \"os\"");
    assert_eq!(same, Likeness { members: groups(&[1, 3]), ..Likeness::default() });
    let (same, _) =
        like("user.city -eq \"Oslo\" -and user.city -ne null -and user.department -eq \"x\"");
    assert_eq!(same, Likeness::default());
    let id = ObjectId([2; 16]);
    let (same, _) = like(&format!("user.objectId -eq \"{id}\""));
    assert_eq!(same, Likeness { within: groups(&[1, 3]), ..Likeness::default() });
    // Everybody, whose city is not known among them.
    let (same, _) = like("user.objectId -ne null");
    assert_eq!(same, Likeness { holds: groups(&[1, 3]), ..Likeness::default() });
}

/// A rule that is only written is like the same groups as one that a group has.
#[test]
fn a_rule_without_a_group_is_like_others() {
    for text in [
        "user.city -eq \"oslo\"",
        "user.city -startsWith \"os\"",
        "user.objectId -ne null",
        "user.department -eq \"nobody\"",
    ] {
        let mut w = workspace();
        let parsed = parse(text, Target::User).rule;
        let takes = Takes::of(&parsed, Target::User, w.directory(), NOW);
        let of_text = {
            let board = Board::whole(&w, NOW, end_of_member_of());
            let asked = (&parsed, Target::User, &takes);
            Likeness::of_rule(board.book(), &board.marked(), asked, Some(Row(2)))
        };
        w.dispatch(&rule(2, text), &context()).unwrap();
        let board = Board::whole(&w, NOW, end_of_member_of());
        assert_eq!(of_text, Likeness::of(&w, board.book(), &board.marked(), Row(2)), "{text}");
    }
}

/// Six people, half of them in Oslo, the last unknown. Group 0 is assigned and holds 0 and 5; 1 takes
/// Oslo and holds 0 and 3; 2 takes the members of 0 and 1 and holds 0 and 4; 3 is paused.
fn workspace() -> Workspace {
    let mut directory = Directory::default();
    for number in 0..6_u8 {
        let user = directory.users.push(ObjectId([number; 16]), false, Existence::Active).unwrap();
        let city = match number {
            5 => Datum::Unknown,
            number if number % 2 == 0 => Datum::text("Oslo"),
            _ => Datum::text("Rome"),
        };
        for (attribute, datum) in [
            (Attribute::CITY, city),
            (Attribute::DEPARTMENT, Datum::text("Sales")),
            (Attribute::DISPLAY_NAME, Datum::text("x")),
            (Attribute::ON_PREMISES_SYNC_ENABLED, Datum::Null),
        ] {
            directory.users.set(user, attribute, &datum);
        }
    }
    let oslo = "user.city -eq \"Oslo\"".to_owned();
    let groups: [(Option<String>, &str, Vec<u32>); 4] = [
        (None, "", vec![0, 5]),
        (Some(oslo.clone()), "On", vec![0, 3]),
        (Some(member_of(&[0, 1])), "On", vec![0, 4]),
        (Some(oslo), "Paused", vec![0, 2, 4]),
    ];
    for (number, (rule, state, members)) in (0_u8..).zip(groups) {
        let group = directory.groups.push(group_id(number), false, Existence::Active).unwrap();
        let dynamic = Datum::Value(Value::Texts(vec!["DynamicMembership".to_owned()]));
        let flag = |flag| Datum::Value(Value::Boolean(flag));
        for (attribute, datum) in [
            (Attribute::GROUP_DISPLAY_NAME, Datum::text(format!("g{number}"))),
            (Attribute::GROUP_TYPES, if rule.is_some() { dynamic } else { Datum::Null }),
            (Attribute::GROUP_MAIL_ENABLED, flag(false)),
            (Attribute::GROUP_SECURITY_ENABLED, flag(true)),
            (Attribute::GROUP_IS_ASSIGNABLE_TO_ROLE, flag(false)),
            (Attribute::GROUP_ON_PREMISES_SYNC_ENABLED, Datum::Null),
        ] {
            directory.groups.set(group, attribute, &datum);
        }
        if let Some(rule) = rule {
            directory.groups.set(group, Attribute::GROUP_MEMBERSHIP_RULE, &Datum::text(rule));
            let state = Datum::text(state);
            directory.groups.set(group, Attribute::GROUP_MEMBERSHIP_RULE_PROCESSING_STATE, &state);
        }
        let rows = [(Of::User, members), (Of::Group, vec![]), (Of::Device, vec![])];
        let list = List::of(rows, Vec::new(), Extent::Complete);
        directory.members.replace(Side::Members, group, list);
    }
    let info = Info { name: "x".to_owned(), sample: false, created: NOW };
    Workspace::new(info, directory)
}

fn edit(row: u32, attribute: Attribute, to: &str) -> Command {
    let value = (!to.is_empty()).then(|| Value::Text(to.to_owned()));
    Command::Edit { users: vec![Row(row)], changes: vec![(attribute, value)] }
}

fn rule(group: u32, text: &str) -> Command {
    let value = Some(Value::Text(text.to_owned()));
    Command::EditGroups {
        groups: vec![Row(group)],
        changes: vec![(Attribute::GROUP_MEMBERSHIP_RULE, value)],
    }
}

fn command() -> impl Strategy<Value = Command> {
    let rules = select(vec![
        "user.city -eq \"Rome\"".to_owned(),
        "user.department -eq \"Sales\"".to_owned(),
        member_of(&[0]),
        member_of(&[1, 2]),
        member_of(&[3, 0]),
    ]);
    let attribute = select(vec![Attribute::CITY, Attribute::DEPARTMENT, Attribute::JOB_TITLE]);
    let party = |row| Party::Here(Subject::user(Row(row)));
    prop_oneof![
        6 => (0_u32..6, attribute, select(vec!["Oslo", "Rome", "Sales", ""]))
            .prop_map(|(row, attribute, to)| edit(row, attribute, to)),
        3 => (0_u32..4, rules.clone()).prop_map(|(group, text)| rule(group, &text)),
        3 => (0_u32..2, 0_u32..6, any::<bool>()).prop_map(move |(group, row, add)| {
            let (add, remove) = if add { (vec![party(row)], vec![]) } else { (vec![], vec![party(row)]) };
            Command::Relate { groups: vec![Row(group)], side: Side::Members, add, remove }
        }),
        1 => (0_u32..6).prop_map(|row| Command::Delete { users: vec![Row(row)] }),
        1 => (0_u32..4).prop_map(|group| Command::DeleteGroups { groups: vec![Row(group)] }),
        1 => (0_u32..4).prop_map(|group| Command::RestoreGroups { groups: vec![Row(group)] }),
        1 => (0_u32..4).prop_map(|group| Command::Convert {
            groups: vec![Row(group)],
            to: Membership::Assigned,
            rule: None,
        }),
        1 => (0_u32..4, rules).prop_map(|(group, text)| Command::Convert {
            groups: vec![Row(group)],
            to: Membership::DynamicUser,
            rule: Some(text),
        }),
    ]
}

fn all(board: &Board) -> Vec<GroupDrift> {
    board.figures().cloned().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn kept_right_through_staged_changes(
        commands in prop::collection::vec((command(), any::<bool>()), 0..14),
        later in any::<bool>(),
        switch in any::<bool>(),
    ) {
        let mut workspace = workspace();
        let now = if later { LATER } else { NOW };
        let mut board = Board::new(&workspace, now, end_of_member_of());
        for (command, undo) in commands {
            drop(workspace.dispatch(&command, &context()));
            if undo && let Some(last) = workspace.undoable() {
                drop(workspace.dispatch(&Command::Undo(last), &context()));
            }
            while board.step(&workspace, 1) {}
            prop_assert!(board.is_done(&workspace));
            let anew = Board::whole(&workspace, now, end_of_member_of());
            prop_assert_eq!(all(&board), all(&anew));
            for figures in board.figures() {
                let one = drift(workspace.directory(), figures.group, now).unwrap();
                prop_assert_eq!(figures.joins, one.missing.as_ref().map(Bits::count));
                prop_assert_eq!(figures.leaves, one.extra.count());
                prop_assert_eq!(figures.unknown, one.undecided.count());
                let told: Vec<_> = figures
                    .reasons
                    .iter()
                    .filter_map(|reason| match reason {
                        Reason::Told(cause) => Some(cause.clone()),
                        _ => None,
                    })
                    .collect();
                prop_assert_eq!(told, one.causes);
            }
        }
        if switch {
            board.set_end(&workspace, None);
            while board.step(&workspace, 1) {}
            prop_assert_eq!(all(&board), all(&Board::whole(&workspace, now, None)));
        }
    }
}

fn figures(workspace: &Workspace, now: Timestamp, group: u32) -> GroupDrift {
    Board::whole(workspace, now, end_of_member_of()).of(Row(group)).unwrap().clone()
}

#[test]
fn figures_and_reasons() {
    let mut w = workspace();
    let first = figures(&w, NOW, 1);
    assert_eq!((first.held, first.taken), (2, 3));
    assert_eq!((first.joins, first.leaves, first.unknown), (Some(2), 1, 1));
    let unknown = Reason::Told(Cause::Unknown(vec![Attribute::CITY]));
    assert_eq!(first.reasons, [unknown.clone(), Reason::Stale]);
    // It takes 0, 2, 4 by way of 1, and 0 and 5 by way of 0.
    let taking = figures(&w, NOW, 2);
    assert_eq!((taking.joins, taking.leaves, taking.unknown), (Some(2), 0, 0));
    assert_eq!(taking.reasons, [Reason::Stale]);
    assert_eq!(figures(&w, LATER, 2).reasons, [Reason::Told(Cause::Frozen)]);
    assert_eq!(figures(&w, NOW, 3).reasons, [Reason::Told(Cause::Paused), unknown.clone()]);
    // Somebody moves, and the rule of another group is changed.
    w.dispatch(&edit(2, Attribute::CITY, "Rome"), &context()).unwrap();
    let moved = figures(&w, NOW, 3);
    assert_eq!((moved.joins, moved.leaves), (Some(0), 1));
    assert_eq!(
        moved.reasons,
        [Reason::PeopleChanged(1), Reason::Told(Cause::Paused), unknown.clone()]
    );
    w.dispatch(&rule(1, "user.city -eq \"Rome\""), &context()).unwrap();
    let changed = figures(&w, NOW, 1);
    assert_eq!(changed.reasons, [Reason::RuleChanged, Reason::PeopleChanged(1), unknown]);
    let taking = figures(&w, NOW, 2);
    assert_eq!(taking.reasons.first(), Some(&Reason::SourcesChanged));
    assert!(taking.reasons.contains(&Reason::Told(Cause::Kept)), "{:?}", taking.reasons);
}

#[test]
fn a_frozen_group_becomes_assigned_with_whom_it_would_hold() {
    for whom in [Whom::Held, Whom::Today] {
        let mut w = workspace();
        let board = Board::whole(&w, LATER, end_of_member_of());
        let group: GroupId = Row(2);
        assert_eq!(Rescue::of(&w, board.book(), Row(1)), None);
        let rescue = Rescue::of(&w, board.book(), group).unwrap();
        for command in rescue.assign(whom) {
            w.dispatch(&command, &context()).unwrap();
        }
        let held = w.directory().members.of(Side::Members, group).rows(Of::User);
        let expected: Vec<u32> = if whom == Whom::Held { vec![0, 4] } else { vec![0, 2, 4, 5] };
        assert_eq!(held.iter().collect::<Vec<_>>(), expected);
        let after = Board::whole(&w, LATER, end_of_member_of());
        assert_eq!(after.of(group), None);
    }
}

#[test]
fn a_frozen_group_gets_a_rule_that_is_followed() {
    let mut w = workspace();
    let board = Board::whole(&w, LATER, end_of_member_of());
    let rescue = Rescue::of(&w, board.book(), Row(2)).unwrap();
    w.dispatch(&rescue.rule("user.department -eq \"Sales\""), &context()).unwrap();
    let after = figures(&w, LATER, 2);
    assert!(!after.gathers);
    assert_eq!((after.taken, after.joins, after.leaves), (6, Some(4), 0));
    assert_eq!(after.reasons, [Reason::RuleChanged]);
}
