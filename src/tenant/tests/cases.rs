//! Saved cases of rules: run on the directory, and on what a change would make of it.

use super::groups::with_groups;
use super::*;
use crate::domain::{Membership, Row, Warning};
use crate::rules::Truth;
use crate::tenant::cases::{holding, lost, run};
use proptest::prelude::*;

const DYNAMIC: GroupId = Row(2);

fn expect(cases: &[(u32, bool)]) -> Command {
    let cases = cases.iter().map(|(user, case)| (Subject::user(Row(*user)), Some(*case))).collect();
    Command::Expect { group: DYNAMIC, cases }
}

fn city(user: u32, city: &str) -> Command {
    edit(&[user], Attribute::CITY, Some(text(city)))
}

fn breaks(w: &Workspace, command: &Command) -> u32 {
    let warnings = w.rehearse(command, &context(1)).unwrap().warnings;
    let found = warnings.iter().find_map(|warning| match warning {
        Warning::CasesBreak { group, cases } => Some((*group, *cases)),
        _ => None,
    });
    found.map_or(0, |(group, cases)| {
        assert_eq!(group, DYNAMIC);
        cases
    })
}

fn rule(text: &str) -> Command {
    let changes = vec![(Attribute::GROUP_MEMBERSHIP_RULE, Some(super::text(text)))];
    Command::EditGroups { groups: vec![DYNAMIC], changes }
}

#[test]
fn a_change_that_breaks_a_case_says_so_first() {
    // The rule is `user.city -eq "a"`.
    let mut w = with_groups();
    do_it(&mut w, &city(0, "A"));
    do_it(&mut w, &city(1, "b"));
    do_it(&mut w, &expect(&[(0, true), (1, false)]));
    assert!(run(&w, DYNAMIC, NOON).iter().all(|run| run.holds()));
    assert_eq!(breaks(&w, &city(0, "c")), 1);
    assert_eq!(breaks(&w, &city(1, "a")), 1);
    assert_eq!(breaks(&w, &city(1, "c")), 0);
    assert_eq!(breaks(&w, &rule("user.city -eq \"b\"")), 2);
    assert_eq!(breaks(&w, &rule("user.city -in [\"a\", \"c\"]")), 0);
    // What does not hold already cannot break.
    do_it(&mut w, &city(0, "c"));
    let found: Vec<Truth> = run(&w, DYNAMIC, NOON).iter().map(|run| run.found).collect();
    assert_eq!(found, [Truth::No, Truth::No]);
    assert_eq!(breaks(&w, &city(0, "d")), 0);
}

#[test]
fn whoever_goes_and_a_rule_that_goes_break_cases() {
    let mut w = with_groups();
    do_it(&mut w, &city(0, "a"));
    do_it(&mut w, &city(1, "b"));
    do_it(&mut w, &expect(&[(0, true), (1, false)]));
    let delete = |user: u32| Command::Delete { users: vec![UserId(user)] };
    assert_eq!(breaks(&w, &delete(0)), 1);
    // Whoever is deleted is out.
    assert_eq!(breaks(&w, &delete(1)), 0);
    let convert = |to, rule: Option<&str>| {
        let rule = rule.map(str::to_owned);
        Command::Convert { groups: vec![DYNAMIC], to, rule }
    };
    assert_eq!(breaks(&w, &convert(Membership::Assigned, None)), 2);
    assert_eq!(breaks(&w, &convert(Membership::DynamicUser, Some("user.city -eq \"b\""))), 2);
    assert_eq!(breaks(&w, &Command::DeleteGroups { groups: vec![DYNAMIC] }), 2);
}

#[test]
fn an_import_tells_the_cases_that_it_breaks() {
    let mut w = with_groups();
    do_it(&mut w, &city(0, "a"));
    do_it(&mut w, &expect(&[(0, true), (1, false)]));
    let held = holding(&w, NOON);
    assert_eq!(held.len(), 2);
    assert_eq!(lost(&w, &held, NOON), []);
    let cells = vec![(UserId(1), Attribute::CITY, Datum::text("A"))];
    w.rebase(BaselineChanges { cells, ..BaselineChanges::default() }, vec![source()]);
    assert_eq!(lost(&w, &held, NOON), [(DYNAMIC, 1)]);
}

#[test]
fn cases_are_of_whom_the_rule_reads() {
    let w = with_groups();
    let device = Subject { of: crate::domain::attribute::Of::Device, row: Row(0) };
    let command = Command::Expect { group: DYNAMIC, cases: vec![(device, Some(true))] };
    assert_eq!(
        w.decide(&command, &context(1)),
        Err(vec![Refusal::NoCase { group: DYNAMIC, who: device }])
    );
    let plain = Row(0);
    let who = Subject::user(Row(0));
    let command = Command::Expect { group: plain, cases: vec![(who, Some(true))] };
    assert_eq!(w.decide(&command, &context(1)), Err(vec![Refusal::NoCase { group: plain, who }]));
}

fn any_change() -> impl Strategy<Value = Command> {
    let rules =
        ["user.city -eq \"a\"", "user.city -ne \"a\"", "user.otherMails -any (_ -eq \"x\")"];
    let ways = [Membership::Assigned, Membership::DynamicUser, Membership::DynamicDevice];
    let given = |to| match to {
        Membership::Assigned => None,
        Membership::DynamicUser => Some("user.city -eq \"b\"".to_owned()),
        Membership::DynamicDevice => Some("device.displayName -eq \"b\"".to_owned()),
    };
    prop_oneof![
        (0_u32..4).prop_map(|user| Command::Delete { users: vec![UserId(user)] }),
        (0_u32..4).prop_map(|user| Command::Restore {
            users: vec![UserId(user)],
            new_names: vec![],
            proxies: ProxyConflict::Refuse,
        }),
        prop::sample::select(ways.to_vec()).prop_map(move |to| Command::Convert {
            groups: vec![DYNAMIC],
            to,
            rule: given(to),
        }),
        Just(Command::DeleteGroups { groups: vec![DYNAMIC] }),
        (1_u32..8).prop_map(|id| Command::Undo(OperationId(id))),
        ((0_u32..4), "[ab]").prop_map(|(user, it)| city(user, &it)),
        ((0_u32..4), prop::collection::vec("[xy]", 0..3)).prop_map(|(user, mails)| {
            let value = (!mails.is_empty()).then_some(Value::Texts(mails));
            edit(&[user], Attribute::OTHER_MAILS, value)
        }),
        prop::sample::select(rules.to_vec()).prop_map(rule),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    /// What is foretold of a change is what is found after it.
    #[test]
    fn foretold_as_found(
        before in prop::collection::vec(any_change(), 0..5),
        change in any_change(),
        cases in prop::collection::btree_map(0_u32..4, any::<bool>(), 1..4),
    ) {
        let mut w = with_groups();
        for command in before {
            drop(w.dispatch(&command, &context(1)));
        }
        let cases: Vec<(u32, bool)> = cases.into_iter().collect();
        // Of a group without a rule, no case is noted.
        drop(w.dispatch(&expect(&cases), &context(1)));
        let held = run(&w, DYNAMIC, NOON);
        let Ok(rehearsal) = w.rehearse(&change, &context(2)) else { return Ok(()) };
        let foretold = rehearsal.warnings.iter().find_map(|warning| match warning {
            Warning::CasesBreak { cases, .. } => Some(*cases),
            _ => None,
        });
        w.apply(rehearsal.operation);
        let after = run(&w, DYNAMIC, NOON);
        let broken = held.iter().zip(&after).filter(|(a, b)| a.holds() && !b.holds()).count();
        prop_assert_eq!(foretold.unwrap_or(0) as usize, broken);
    }
}
