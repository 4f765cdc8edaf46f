//! Self-service: who may do what by themselves, and the laws of what is noted in the ledger.

use super::groups::with_groups;
use super::*;
use crate::domain::{
    Barrier, GroupKind, GroupProblem, Ineligible, JoinPolicy, Membership, NewGroup, Outcome, Party,
    Row, Setting, Side, View, Warning, Wish,
};
use crate::tenant::self_service::{Openness, mine, openness};
use proptest::prelude::*;

const PLAIN: GroupId = Row(0);
const UNIFIED: GroupId = Row(1);
const DYNAMIC: GroupId = Row(2);

/// A user of the directory without any role.
fn person(row: u32) -> Actor {
    let id = Some(ObjectId::from_seed(7, u64::from(row)));
    Actor { id, name: format!("user{row}@contoso.com"), roles: vec![] }
}

fn as_person(row: u32, days: i64) -> Context {
    Context { at: NOON.plus_days(days), actor: person(row), origin: Origin::Page, seed: 5 }
}

fn switch(setting: Setting, on: bool) -> Command {
    Command::Set { settings: vec![(setting, Some(Value::Boolean(on)))] }
}

/// Open for self-service, the plain group by approval.
fn opened() -> Workspace {
    let mut w = with_groups();
    let yes = Some(Value::Boolean(true));
    let settings = vec![
        (Setting::MyGroupsRestricted, Some(Value::Boolean(false))),
        (Setting::OwnersManageRequests, yes.clone()),
        (Setting::UsersCreateSecurityGroups, yes.clone()),
        (Setting::UsersCreateMicrosoft365Groups, yes),
    ];
    do_it(&mut w, &Command::Set { settings });
    let changes = vec![(Attribute::GROUP_ACCESS_TYPE, Some(text("private")))];
    do_it(&mut w, &Command::EditGroups { groups: vec![PLAIN], changes });
    w
}

fn wish(group: GroupId, wish: Wish) -> Command {
    Command::SelfService { group, wish }
}

fn ask(group: GroupId) -> Command {
    wish(group, Wish::Ask { justification: " I work there ".to_owned() })
}

fn against(w: &Workspace, command: &Command, context: &Context) -> Barrier {
    match w.decide(command, context).unwrap_err().as_slice() {
        [Refusal::SelfService { barrier, .. }] => barrier.clone(),
        other => panic!("{other:?}"),
    }
}

fn is_in(w: &Workspace, group: GroupId, user: u32) -> bool {
    let party = Party::Here(Subject::user(Row(user)));
    w.directory().members.has_party(Side::Members, group, party)
}

#[test]
fn an_open_group_is_joined_and_left() {
    let mut w = opened();
    assert_eq!(
        openness(&w, &person(2), NOON, UNIFIED),
        Openness::Join,
        "a Microsoft 365 group without a visibility is public"
    );
    w.dispatch(&wish(UNIFIED, Wish::Join), &as_person(2, 0)).unwrap();
    assert!(is_in(&w, UNIFIED, 2));
    assert_eq!(against(&w, &wish(UNIFIED, Wish::Join), &as_person(2, 0)), Barrier::AlreadyIn);
    w.dispatch(&wish(UNIFIED, Wish::Leave), &as_person(2, 0)).unwrap();
    assert!(!is_in(&w, UNIFIED, 2));
    assert_eq!(against(&w, &wish(UNIFIED, Wish::Leave), &as_person(2, 0)), Barrier::NotIn);
    assert_eq!(w.staged().group(UNIFIED), None);
}

#[test]
fn a_request_is_asked_answered_and_noted() {
    let mut w = opened();
    assert_eq!(
        against(&w, &wish(PLAIN, Wish::Join), &as_person(2, 0)),
        Barrier::Policy { policy: JoinPolicy::Approval }
    );
    let empty = wish(PLAIN, Wish::Ask { justification: "  ".to_owned() });
    assert_eq!(against(&w, &empty, &as_person(2, 0)), Barrier::JustificationMissing);
    w.dispatch(&ask(PLAIN), &as_person(2, 0)).unwrap();
    assert_eq!(openness(&w, &person(2), NOON, PLAIN), Openness::Asked);
    assert_eq!(against(&w, &ask(PLAIN), &as_person(2, 1)), Barrier::AlreadyAsked);
    let owner = mine(&w, &person(0), NOON).unwrap();
    assert_eq!(
        owner.to_answer.iter().map(|one| (one.group, one.user)).collect::<Vec<_>>(),
        [(PLAIN, Row(2))]
    );

    let approve = wish(PLAIN, Wish::Approve { user: Row(2) });
    assert_eq!(against(&w, &approve, &as_person(1, 1)), Barrier::NotOwner);
    assert_eq!(
        against(&w, &approve, &context(1)),
        Barrier::NoPersona,
        "an administrator's answer is documented nowhere"
    );
    let no_reason = wish(PLAIN, Wish::Deny { user: Row(2), reason: String::new() });
    assert_eq!(against(&w, &no_reason, &as_person(0, 1)), Barrier::ReasonMissing);
    w.dispatch(&approve, &as_person(0, 1)).unwrap();
    assert!(is_in(&w, PLAIN, 2));
    let request = w.ledger().request(PLAIN, Row(2)).unwrap();
    assert_eq!(request.justification, "I work there");
    assert_eq!(request.outcome, Outcome::Approved { at: NOON.plus_days(1), by: Row(0) });
    let names: Vec<&str> = w
        .journal()
        .iter()
        .rev()
        .take(2)
        .flat_map(|operation| w.audit(operation))
        .map(|record| record.activity.name())
        .collect();
    assert_eq!(
        names,
        [
            "Add member to group",
            "Approve a pending request to join a group",
            "Request to join a group"
        ]
    );
}

#[test]
fn one_denial_ends_a_request_and_another_can_be_asked() {
    let mut w = opened();
    w.dispatch(&ask(PLAIN), &as_person(3, 0)).unwrap();
    let deny = wish(PLAIN, Wish::Deny { user: Row(3), reason: "full".to_owned() });
    w.dispatch(&deny, &as_person(0, 0)).unwrap();
    assert!(!is_in(&w, PLAIN, 3));
    assert_eq!(against(&w, &deny, &as_person(0, 0)), Barrier::NoRequest);
    w.dispatch(&ask(PLAIN), &as_person(3, 2)).unwrap();
    w.dispatch(&wish(PLAIN, Wish::Withdraw), &as_person(3, 2)).unwrap();
    assert_eq!(
        w.ledger().request(PLAIN, Row(3)).unwrap().outcome,
        Outcome::Cancelled { at: NOON.plus_days(2) }
    );
    assert_eq!(against(&w, &wish(PLAIN, Wish::Withdraw), &as_person(3, 2)), Barrier::NoRequest);
}

#[test]
fn a_request_lapses_where_the_workspace_says_so() {
    let mut w = opened();
    w.dispatch(&ask(PLAIN), &as_person(2, 0)).unwrap();
    let approve = wish(PLAIN, Wish::Approve { user: Row(2) });
    assert!(w.decide(&approve, &as_person(0, 4000)).is_ok(), "nothing is published: for ever");
    let seven = vec![(Setting::RequestsLapseAfterDays, Some(text("7")))];
    do_it(&mut w, &Command::Set { settings: seven });
    assert!(w.decide(&approve, &as_person(0, 7)).is_ok());
    assert_eq!(against(&w, &approve, &as_person(0, 8)), Barrier::Lapsed);
    assert!(w.decide(&ask(PLAIN), &as_person(2, 8)).is_ok(), "a new one can be asked");
}

#[test]
fn settings_that_are_off_or_unknown_let_nobody_in() {
    let w = with_groups();
    let unknown = |setting| Barrier::SettingUnknown { setting };
    assert_eq!(
        against(&w, &wish(UNIFIED, Wish::Join), &as_person(2, 0)),
        unknown(Setting::MyGroupsRestricted)
    );
    let mut w = opened();
    do_it(&mut w, &switch(Setting::OwnersManageRequests, false));
    let off = |setting| Barrier::Off { setting };
    assert_eq!(against(&w, &ask(PLAIN), &as_person(2, 0)), off(Setting::OwnersManageRequests));
    do_it(&mut w, &switch(Setting::MyGroupsRestricted, true));
    assert_eq!(
        against(&w, &wish(UNIFIED, Wish::Join), &as_person(2, 0)),
        off(Setting::MyGroupsRestricted)
    );
    // Who owns a group changes it by Graph all the same.
    let relate = Command::Relate {
        groups: vec![PLAIN],
        side: Side::Members,
        add: vec![Party::Here(Subject::user(Row(4)))],
        remove: vec![],
    };
    assert!(w.decide(&relate, &as_person(0, 0)).is_ok());
    assert!(w.decide(&relate, &as_person(2, 0)).is_err());
}

#[test]
fn groups_that_are_none_of_self_service() {
    let w = opened();
    let why = |group: u32| crate::tenant::self_service::ineligible(&w, Row(group));
    for (group, expected) in [
        (0, vec![]),
        (1, vec![]),
        (2, vec![Ineligible::Dynamic]),
        (3, vec![Ineligible::RoleAssignable]),
        (4, vec![Ineligible::Synced]),
        (5, vec![Ineligible::Distribution]),
        (6, vec![Ineligible::KindUnknown]),
        (7, vec![]),
    ] {
        assert_eq!(why(group), expected, "group {group}");
    }
    assert_eq!(
        against(&w, &wish(DYNAMIC, Wish::Join), &as_person(2, 0)),
        Barrier::Ineligible { why: vec![Ineligible::Dynamic] }
    );
    assert_eq!(
        against(&w, &wish(Row(7), Wish::Join), &as_person(2, 0)),
        Barrier::PolicyUnknown,
        "no import tells accessType"
    );
}

#[test]
fn people_create_groups_where_the_tenant_lets_them() {
    let new = |kind, membership| {
        let mut attributes = vec![
            (Attribute::GROUP_DISPLAY_NAME, text("Club")),
            (Attribute::GROUP_MAIL_NICKNAME, text("club")),
        ];
        if membership == Membership::DynamicUser {
            attributes.push((Attribute::GROUP_MEMBERSHIP_RULE, text("user.city -eq \"a\"")));
        }
        let owners = vec![Party::Here(Subject::user(Row(2)))];
        let role_assignable = false;
        let members = vec![];
        Command::CreateGroup(Box::new(NewGroup {
            id: None,
            kind,
            membership,
            role_assignable,
            attributes,
            owners,
            members,
        }))
    };
    let security = new(GroupKind::Security, Membership::Assigned);
    let unified = new(GroupKind::Microsoft365, Membership::Assigned);
    let dynamic = new(GroupKind::Security, Membership::DynamicUser);
    let mut w = opened();
    assert!(w.decide(&security, &as_person(2, 0)).is_ok());
    assert_eq!(
        against(&w, &dynamic, &as_person(2, 0)),
        Barrier::Creation { kind: GroupKind::Security }
    );
    for off in [Setting::UsersCreateSecurityGroups, Setting::UsersCreateMicrosoft365Groups] {
        do_it(&mut w, &switch(off, false));
    }
    let off = |setting| Barrier::Off { setting };
    assert_eq!(against(&w, &security, &as_person(2, 0)), off(Setting::UsersCreateSecurityGroups));
    // Members of one group may all the same create Microsoft 365 groups.
    let exception = Setting::GroupCreationAllowedGroup;
    assert_eq!(
        against(&w, &unified, &as_person(1, 0)),
        Barrier::SettingUnknown { setting: exception }
    );
    let id = Some(Value::Reference(w.groups().id(PLAIN)));
    do_it(&mut w, &Command::Set { settings: vec![(exception, id)] });
    assert!(w.decide(&unified, &as_person(1, 0)).is_ok());
    assert_eq!(
        against(&w, &unified, &as_person(2, 0)),
        off(Setting::UsersCreateMicrosoft365Groups)
    );
}

#[test]
fn names_follow_the_policy() {
    let mut w = opened();
    let settings = vec![
        (Setting::NamingRequirement, Some(text("GRP-[GroupName]"))),
        (Setting::BlockedWords, Some(Value::Texts(vec!["CEO".to_owned()]))),
    ];
    do_it(&mut w, &Command::Set { settings });
    let rename = |name: &str| Command::EditGroups {
        groups: vec![UNIFIED],
        changes: vec![(Attribute::GROUP_DISPLAY_NAME, Some(text(name)))],
    };
    let problem = |name: &str, who: Context| match w.decide(&rename(name), &who) {
        Ok(_) => None,
        Err(refusals) => match refusals.as_slice() {
            [Refusal::Group { problem, .. }] => Some(problem.clone()),
            other => panic!("{other:?}"),
        },
    };
    let owner = || as_person(0, 0);
    assert_eq!(problem("GRP-Team", owner()), None);
    assert_eq!(
        problem("Team", owner()),
        Some(GroupProblem::NamingPolicy {
            attribute: Attribute::GROUP_DISPLAY_NAME,
            requirement: "GRP-[GroupName]".to_owned()
        })
    );
    assert_eq!(
        problem("GRP-ceo", owner()),
        Some(GroupProblem::NameBlocked { word: "CEO".to_owned() })
    );
    assert_eq!(problem("GRP-ceos", owner()), None);
    assert_eq!(
        problem(&format!("GRP-{}", "x".repeat(60)), owner()),
        Some(GroupProblem::NameTooLong { length: 64, max: 63 })
    );
    assert_eq!(problem("CEO", context(1)), None, "Global Administrators are exempt");
    // The alias follows it, too, in any case.
    let alias = |nickname: &str| {
        let changes = vec![(Attribute::GROUP_MAIL_NICKNAME, Some(text(nickname)))];
        w.decide(&Command::EditGroups { groups: vec![UNIFIED], changes }, &owner()).is_ok()
    };
    assert!(alias("grp-x") && alias("GRP-x"));
    assert!(!alias("x") && !alias("grp-ceo"));
}

#[test]
fn a_name_that_cannot_be_checked_is_said_to_be_so() {
    let mut w = opened();
    let requirement = Some(text("[Department] é_[GroupName]"));
    do_it(&mut w, &Command::Set { settings: vec![(Setting::NamingRequirement, requirement)] });
    do_it(&mut w, &edit(&[0], Attribute::DEPARTMENT, Some(text("Sales"))));
    let me = Party::Here(Subject::user(Row(0)));
    let new = |name: &str| {
        Command::CreateGroup(Box::new(NewGroup {
            id: None,
            kind: GroupKind::Microsoft365,
            membership: Membership::Assigned,
            role_assignable: false,
            attributes: vec![(Attribute::GROUP_DISPLAY_NAME, text(name))],
            owners: vec![me],
            members: vec![me],
        }))
    };
    // What an alias cannot hold is dropped from it.
    let made = w.rehearse(&new("Sales é_Team 1"), &as_person(0, 0)).unwrap();
    assert_eq!(made.warnings, []);
    let nickname = made.operation.events.iter().find_map(|event| match event {
        Event::Attribute { attribute: Attribute::GROUP_MAIL_NICKNAME, after, .. } => Some(after),
        _ => None,
    });
    assert_eq!(nickname, Some(&Datum::text("Sales_team-1")));
    assert!(w.rehearse(&new("Team 1"), &as_person(0, 0)).is_err());
    w.directory.users.set(Row(0), Attribute::DEPARTMENT, &Datum::Unknown);
    let made = w.rehearse(&new("Team 1"), &as_person(0, 0)).unwrap();
    let attribute = Attribute::DEPARTMENT;
    assert_eq!(made.warnings, [Warning::NameUnchecked { attribute }]);
    assert_eq!(w.rehearse(&new("Team 1"), &context(1)).unwrap().warnings, []);
}

#[test]
fn owners_make_owners_only_where_the_tenant_lets_them() {
    let mut w = opened();
    let party = Party::Here(Subject::user(Row(4)));
    let add = Command::Relate {
        groups: vec![UNIFIED],
        side: Side::Owners,
        add: vec![party],
        remove: vec![],
    };
    let setting = Setting::OwnersWhoAssignOwners;
    for (choice, may) in [("All", true), ("Selected", true), ("None", false)] {
        do_it(&mut w, &Command::Set { settings: vec![(setting, Some(text(choice)))] });
        assert_eq!(w.decide(&add, &as_person(0, 0)).is_ok(), may, "{choice}");
        assert!(w.decide(&add, &context(1)).is_ok(), "administrators may");
    }
    assert_eq!(against(&w, &add, &as_person(0, 0)), Barrier::Off { setting });
}

#[test]
fn who_has_no_role_takes_back_their_own_alone() {
    let mut w = opened();
    let foreign = w.undoable().unwrap();
    assert_eq!(
        against(&w, &Command::Undo(foreign), &as_person(2, 0)),
        Barrier::NotOwnOperation { operation: foreign }
    );
    let own = w.dispatch(&wish(UNIFIED, Wish::Join), &as_person(2, 0)).unwrap();
    assert!(w.decide(&Command::Undo(own), &as_person(3, 0)).is_err());
    w.dispatch(&Command::Undo(own), &as_person(2, 0)).unwrap();
    assert!(!is_in(&w, UNIFIED, 2));
}

#[test]
fn a_setting_as_imported_is_not_staged() {
    let mut w = with_groups();
    let mut organisation = Organisation::default();
    let yes = Datum::Value(Value::Boolean(true));
    organisation.settings.insert(Setting::OwnersManageRequests, yes);
    w.learn(Some(organisation), None);
    assert_eq!(w.staged_count(), 0);
    assert_eq!(
        w.decide(&switch(Setting::OwnersManageRequests, true), &context(1)),
        Err(vec![Refusal::NothingToDo])
    );
    do_it(&mut w, &switch(Setting::OwnersManageRequests, false));
    assert_eq!(w.staged_count(), 1);
    do_it(&mut w, &switch(Setting::OwnersManageRequests, true));
    assert_eq!(w.staged_count(), 0);
    let wrong = Command::Set { settings: vec![(Setting::GroupLifetimeInDays, Some(text("29")))] };
    assert!(w.decide(&wrong, &context(1)).is_err());
    assert!(w.decide(&switch(Setting::MyGroupsRestricted, true), &as_person(1, 0)).is_err());
}

#[test]
fn an_operation_that_was_tampered_with_is_not_admitted() {
    let mut w = opened();
    w.dispatch(&ask(PLAIN), &as_person(2, 0)).unwrap();
    let approve = wish(PLAIN, Wish::Approve { user: Row(2) });
    let good = w.decide(&approve, &as_person(0, 0)).unwrap();
    assert_eq!(w.admit(&good), Ok(()));
    // Somebody else says to have approved, another person comes in, or an entry is slipped in.
    let mut by_other = good.clone();
    by_other.actor = person(2);
    let mut another = good.clone();
    for event in &mut another.events {
        if let Event::Relation { party, .. } = event {
            *party = Party::Here(Subject::user(Row(5)));
        }
    }
    let mut slipped = good;
    let more = w.decide(&switch(Setting::MyGroupsRestricted, true), &context(1)).unwrap();
    slipped.events.extend(more.events);
    // An entry that comes under the title of something else.
    let rename = vec![(Attribute::GROUP_DESCRIPTION, Some(text("x")))];
    let rename = Command::EditGroups { groups: vec![PLAIN], changes: rename };
    let mut hidden = w.decide(&rename, &as_person(0, 0)).unwrap();
    assert_eq!(w.admit(&hidden), Ok(()));
    let entry = w.decide(&switch(Setting::MyGroupsRestricted, true), &context(1)).unwrap();
    hidden.events.extend(entry.events);
    for bad in [by_other, another, slipped, hidden] {
        assert!(w.admit(&bad).is_err(), "{bad:?}");
    }
}

fn any_wish() -> impl Strategy<Value = Wish> {
    let user = (0_u32..6).prop_map(Row);
    prop_oneof![
        1 => Just(Wish::Join),
        1 => Just(Wish::Leave),
        3 => Just(Wish::Ask { justification: "because".to_owned() }),
        1 => Just(Wish::Withdraw),
        2 => user.clone().prop_map(|user| Wish::Approve { user }),
        1 => user.prop_map(|user| Wish::Deny { user, reason: "no".to_owned() }),
    ]
}

fn any_command() -> impl Strategy<Value = (Command, Option<u32>)> {
    let group = || (0_u32..8).prop_map(Row);
    let policies = vec!["none", "private", "public"];
    let switches = vec![
        Setting::MyGroupsRestricted,
        Setting::OwnersManageRequests,
        Setting::UsersCreateSecurityGroups,
    ];
    let who = prop::option::weighted(0.9, 0_u32..6);
    prop_oneof![
        8 => ((0_u32..2).prop_map(Row), any_wish(), who).prop_map(|(group, it, who)| (wish(group, it), who)),
        1 => (prop::sample::select(switches), prop::bool::weighted(0.3))
            .prop_map(|(setting, on)| (switch(setting, on), None)),
        2 => (group(), prop::sample::select(policies)).prop_map(|(group, policy)| {
            let changes = vec![(Attribute::GROUP_ACCESS_TYPE, Some(text(policy)))];
            (Command::EditGroups { groups: vec![group], changes }, None)
        }),
        1 => (group(), (0_u32..6), prop::option::of(any::<bool>())).prop_map(|(group, who, case)| {
            (Command::Expect { group, cases: vec![(Subject::user(Row(who)), case)] }, None)
        }),
        1 => (0_u32..6).prop_map(|user| {
            let view = View::new(NOON, [7; 16]);
            (Command::NoteView { user: Row(user), view }, None)
        }),
        1 => (0_u32..6).prop_map(|user| (Command::Delete { users: vec![Row(user)] }, None)),
        2 => (1_u32..16).prop_map(|id| (Command::Undo(OperationId(id)), None)),
    ]
}

fn play(commands: &[(Command, Option<u32>)]) -> Workspace {
    let mut w = opened();
    for (command, who) in commands {
        let context = who.map_or_else(|| context(1), |who| as_person(who, 0));
        drop(w.dispatch(command, &context));
    }
    w
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn laws_of_the_ledger(commands in prop::collection::vec(any_command(), 0..16)) {
        let w = play(&commands);
        // Nobody came in but through what the log tells.
        for operation in w.journal() {
            if let Title::SelfService { .. } = operation.title {
                prop_assert!(operation.actor.roles.is_empty());
            }
        }
        // Another reader admits the journal and sees the same.
        let mut admitted = with_groups();
        for operation in w.journal() {
            prop_assert_eq!(admitted.admit(operation), Ok(()), "{:?}", operation);
            admitted.apply(operation.clone());
        }
        prop_assert_eq!(admitted.ledger(), w.ledger());
        prop_assert_eq!(admitted.staged(), w.staged());
        // What the ledger holds is what the operations in force say, naively.
        let mut naive = crate::tenant::Ledger::default();
        for operation in w.journal() {
            naive.follow(&operation.events);
        }
        prop_assert_eq!(&naive, w.ledger());
        // An import that says nothing new changes nothing of it.
        let mut w = w;
        let before = w.ledger().clone();
        w.rebase(BaselineChanges::default(), vec![]);
        prop_assert_eq!(w.ledger(), &before);
        while let Some(id) = w.undoable() {
            let undone = w.dispatch(&Command::Undo(id), &context(99));
            prop_assert!(undone.is_ok(), "{:?} {:?}", w.operation(id), undone);
        }
        prop_assert_eq!(w.ledger(), &crate::tenant::Ledger::default());
        prop_assert_eq!(w.staged_count(), 0);
    }
}

#[test]
fn exit_criteria_are_checked_and_their_tests_played() {
    use crate::tenant::self_service::criteria::{
        Check, Criterion, Passes, TestStep, Verdict, criteria,
    };
    let w = opened();
    let reports = criteria(&w, NOON);
    let [own, dynamic, licensing] = reports.as_slice() else { panic!("{reports:?}") };
    assert_eq!(own.criterion, Criterion::SelfService);
    assert_eq!(own.verdict(), Verdict::Met, "{own:?}");
    assert!(own.checks.contains(&(Check::GroupsChosen(2), Verdict::Met)), "{own:?}");
    assert_eq!(own.test.len(), 5);
    // One group does not tell its kind: it may have a rule that the service refuses.
    assert_eq!(dynamic.verdict(), Verdict::Unknown, "{dynamic:?}");
    assert!(dynamic.checks.contains(&(Check::RulesDefined(1), Verdict::Met)), "{dynamic:?}");
    assert_eq!(licensing.verdict(), Verdict::Unknown);
    // Without the right to create groups the prescribed test stops at its first step.
    let mut w = w;
    do_it(&mut w, &switch(Setting::UsersCreateSecurityGroups, false));
    let own = criteria(&w, NOON).swap_remove(0);
    assert_eq!(own.verdict(), Verdict::Missing);
    assert!(matches!(own.test.as_slice(), [(TestStep::CreatesGroup, Passes::Refused(_))]));
    let own = criteria(&with_groups(), NOON).swap_remove(0);
    assert_eq!(own.checks[0], (Check::MyGroupsOpens, Verdict::Unknown));
}

#[test]
fn guests_stay_out_where_the_tenant_says_so() {
    let mut w = opened();
    do_it(&mut w, &edit(&[4], Attribute::USER_TYPE, Some(text("Guest"))));
    let relate = |group: GroupId, side: Side| Command::Relate {
        groups: vec![group],
        side,
        add: vec![Party::Here(Subject::user(Row(4)))],
        remove: vec![],
    };
    let owner = || as_person(0, 0);
    assert!(w.decide(&relate(UNIFIED, Side::Members), &owner()).is_ok(), "nothing is known");
    for (side, setting) in
        [(Side::Members, Setting::GuestsMayBeAdded), (Side::Owners, Setting::GuestsMayOwn)]
    {
        do_it(&mut w, &switch(setting, false));
        assert_eq!(against(&w, &relate(UNIFIED, side), &owner()), Barrier::Off { setting });
        assert!(w.decide(&relate(PLAIN, side), &owner()).is_ok(), "of Microsoft 365 groups only");
        assert!(w.decide(&relate(UNIFIED, side), &context(1)).is_ok(), "administrators may");
    }
}
