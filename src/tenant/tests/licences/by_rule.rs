//! Who comes into licensed groups by their rules, and who goes.

use super::steps::command;
use super::*;
use crate::rules::{DirectoryObject, Target, Truth, parse, trace};

const DYNAMIC: u32 = 2;

/// Users 0 and 1 are in the group by rule ("user.city -eq \"a\""), and live there; the group gives telephony.
fn licensed() -> Workspace {
    let mut w = world();
    for user in [0, 1] {
        w.directory.users.set(Row(user), Attribute::CITY, &Datum::text("a"));
    }
    do_it(&mut w, &give(Of::Group, &[DYNAMIC], &[license(TELEPHONY, &[])], &[]));
    w
}

fn edit(users: &[u32], attribute: Attribute, value: Option<&str>) -> Command {
    let users = users.iter().copied().map(Row).collect();
    Command::Edit { users, changes: vec![(attribute, value.map(text_value))] }
}

fn set_rule(rule: &str) -> Command {
    let changes = vec![(Attribute::GROUP_MEMBERSHIP_RULE, Some(text_value(rule)))];
    Command::EditGroups { groups: vec![Row(DYNAMIC)], changes }
}

fn set_state(state: &str) -> Command {
    let attribute = Attribute::GROUP_MEMBERSHIP_RULE_PROCESSING_STATE;
    Command::EditGroups {
        groups: vec![Row(DYNAMIC)],
        changes: vec![(attribute, Some(text_value(state)))],
    }
}

/// Who has telephony, of the first five.
fn who(w: &Workspace) -> Vec<u32> {
    (0..5).filter(|user| held(w, *user).contains(&sku(TELEPHONY))).collect()
}

#[test]
fn people_move_with_their_attributes() {
    let mut w = licensed();
    assert_eq!(who(&w), [0, 1]);
    let command = edit(&[1, 2], Attribute::CITY, Some("b"));
    do_it(&mut w, &command);
    assert_eq!(who(&w), [0]);
    do_it(&mut w, &edit(&[3], Attribute::CITY, Some("A")));
    assert_eq!(who(&w), [0, 3]);
    let undo = Command::Undo(w.undoable().unwrap());
    do_it(&mut w, &undo);
    assert_eq!(who(&w), [0]);
    // What the rule does not read moves nobody.
    do_it(&mut w, &edit(&[0, 4], Attribute::COUNTRY, Some("a")));
    assert_eq!(who(&w), [0]);
}

/// Lists that do not agree with the rule stay as they were imported.
#[test]
fn what_was_not_changed_here_stays() {
    let mut w = licensed();
    w.directory.users.set(Row(1), Attribute::CITY, &Datum::text("b"));
    w.directory.users.set(Row(2), Attribute::CITY, &Datum::text("a"));
    assert_eq!(who(&w), [0, 1]);
    // Both are against the rule already, or for it.
    do_it(&mut w, &edit(&[1], Attribute::CITY, Some("c")));
    assert_eq!(who(&w), [0, 1]);
    do_it(&mut w, &edit(&[2], Attribute::CITY, Some("A")));
    assert_eq!(who(&w), [0, 1]);
    do_it(&mut w, &edit(&[2], Attribute::CITY, Some("c")));
    assert_eq!(who(&w), [0, 1]);
}

#[test]
fn another_rule_asks_everybody() {
    let mut w = licensed();
    w.directory.users.set(Row(3), Attribute::CITY, &Datum::text("b"));
    w.directory.users.set(Row(4), Attribute::CITY, &Datum::Unknown);
    do_it(&mut w, &set_rule("user.city -eq \"b\""));
    assert_eq!(who(&w), [3]);
    assert_eq!(licences(&w).undecided(), BTreeSet::from([Row(4)]));
    do_it(&mut w, &edit(&[0], Attribute::CITY, Some("b")));
    assert_eq!(who(&w), [0, 3]);
    // The rule that was imported is followed as before, and so is what was changed of people.
    do_it(&mut w, &set_rule("user.city -eq \"a\""));
    assert_eq!(who(&w), [1]);
    assert_eq!(licences(&w).undecided(), BTreeSet::new());
}

#[test]
fn a_paused_rule_moves_nobody() {
    let mut w = licensed();
    do_it(&mut w, &set_state("Paused"));
    do_it(&mut w, &edit(&[0, 3], Attribute::CITY, Some("a")));
    do_it(&mut w, &edit(&[1], Attribute::CITY, Some("b")));
    assert_eq!(who(&w), [0, 1]);
    do_it(&mut w, &set_state("On"));
    assert_eq!(who(&w), [0, 3]);
}

#[test]
fn a_group_that_becomes_dynamic_has_whom_its_rule_takes() {
    let mut w = licensed();
    let rule = Some("user.city -eq \"b\"".to_owned());
    let to = Membership::DynamicUser;
    do_it(&mut w, &give(Of::Group, &[0], &[license(TELEPHONY, &[])], &[]));
    do_it(&mut w, &edit(&[3], Attribute::CITY, Some("b")));
    do_it(&mut w, &Command::Convert { groups: vec![Row(0)], to, rule });
    do_it(
        &mut w,
        &Command::Convert { groups: vec![Row(DYNAMIC)], to: Membership::Assigned, rule: None },
    );
    let ways = |user| {
        let person = licences(&w).person(user);
        let ways = person.holdings.iter().flat_map(|it| &it.ways).map(|it| it.way);
        ways.collect::<Vec<_>>()
    };
    assert_eq!((ways(0), ways(3)), (vec![Way::Group(1)], vec![Way::Group(0)]));
    // Members of the other one are kept.
    do_it(&mut w, &edit(&[0], Attribute::CITY, Some("c")));
    assert_eq!(who(&w), [0, 1, 3]);
}

/// Before anybody is moved it is told who gains and loses what, and of whom nothing can be said.
#[test]
fn moves_are_foreseen() {
    let mut w = licensed();
    for attribute in [
        Attribute::DIRECT_LICENSES,
        Attribute::LICENSE_ASSIGNMENT_STATES,
        Attribute::ASSIGNED_LICENSES,
    ] {
        w.directory.users.set(Row(4), attribute, &Datum::Unknown);
    }
    w.directory.users.set(Row(5), Attribute::CITY, &Datum::Unknown);
    let mut now = licences(&w);
    let foresee = |now: &mut Licences, command: &Command| {
        let events = w.rehearse(command, &context(9)).unwrap().operation.events;
        Consequences::of(&w, &Catalogue::default(), Assumptions::default(), now, &events)
    };
    let to_b = foresee(&mut now, &edit(&[0, 1], Attribute::CITY, Some("b")));
    assert_eq!((to_b.people, to_b.plans[&plan(TEAMS1)]), (2, (0, 2)));
    let to_a = foresee(&mut now, &edit(&[2, 4], Attribute::CITY, Some("a")));
    assert_eq!((to_a.people, to_a.plans[&plan(TEAMS1)], to_a.unknown), (1, (1, 0), 1));
    let rule = foresee(&mut now, &set_rule("user.city -ne \"a\""));
    assert_eq!((rule.plans[&plan(TEAMS1)], rule.unknown, rule.undecided), ((2, 2), 1, 1));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Where lists agree with rules, and files tell everything, whoever has a rule for them is in the group.
    #[test]
    fn whoever_has_the_rule_for_them_is_in(
        cities in prop::collection::vec(prop::option::of("[a-c]"), 6),
        deeds in prop::collection::vec(
            (prop::sample::select(vec![5_u8, 7, 8, 10, 11, 12, 13, 14]), 0_u32..24, Just(vec![]), Just(vec![])),
            1..12,
        ),
    ) {
        let mut w = licensed();
        do_it(&mut w, &give(Of::Group, &[0], &[license(TELEPHONY, &[])], &[]));
        for (user, city) in (0_u32..).zip(&cities) {
            let datum = city.as_deref().map_or(Datum::Null, Datum::text);
            w.directory.users.set(Row(user), Attribute::CITY, &datum);
            let is_in = city.as_deref() == Some("a");
            w.directory.members.put(Side::Members, Row(DYNAMIC), Of::User, Row(user), is_in);
        }
        for deed in &deeds {
            let command = command(&w, deed);
            if w.rehearse(&command, &context(3)).is_ok() {
                do_it(&mut w, &command);
            }
            let mut now = licences(&w);
            for group in [0, DYNAMIC] {
                let get = |attribute| w.groups().get(Row(group), attribute);
                let is_dynamic = get(Attribute::GROUP_TYPES) == texts(&["DynamicMembership".to_owned()]);
                let state = get(Attribute::GROUP_MEMBERSHIP_RULE_PROCESSING_STATE);
                let gives = get(Attribute::GROUP_ASSIGNED_LICENSES) != Datum::Null;
                if !is_dynamic || !gives || state.as_text() == Some("Paused") {
                    continue;
                }
                let text = get(Attribute::GROUP_MEMBERSHIP_RULE);
                let rule = parse(text.as_text().unwrap(), Target::User).rule;
                for user in (0..5).filter(|user| w.is_active(Subject::user(Row(*user)))) {
                    let directory = w.directory();
                    let object = DirectoryObject { directory, of: Of::User, row: Row(user), now: NOON };
                    let expected = trace(&rule, &object, NOON).truth == Truth::Yes;
                    let id = w.groups().id(Row(group));
                    let person = now.person(user);
                    let ways: Vec<Way> = person.holdings.iter().flat_map(|it| &it.ways).map(|it| it.way).collect();
                    let is_in = ways.iter().any(|way| match way {
                        Way::Group(number) => now.groups()[*number as usize].id == id,
                        _ => false,
                    });
                    prop_assert_eq!(is_in, expected, "{:?} of {} by {:?}", user, group, text);
                }
            }
        }
    }
}
