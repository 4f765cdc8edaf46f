//! Staged changes of groups: what is refused and why.

use super::group_laws::dump_groups;
use super::*;
use crate::domain::attribute::Of;
use crate::domain::{
    GroupKind, GroupProblem, Membership, NewGroup, Other, Party, PartyProblem, Row, Side, Sort,
    Warning,
};
use crate::store::{Extent, List};

const USERS: u32 = 6;

pub(super) fn user(row: u32) -> Party {
    Party::Here(Subject::user(Row(row)))
}

pub(super) fn group(row: u32) -> Party {
    Party::Here(Subject::group(Row(row)))
}

/// Security, Microsoft 365, dynamic, role-assignable, synchronised, distribution, of unknown kind, and
/// a security group whose members are not all known.
pub(super) fn with_groups() -> Workspace {
    let mut directory = workspace(USERS).directory;
    let types = |list: &[&str]| {
        Datum::Value(Value::Texts(list.iter().map(|&one| one.to_owned()).collect()))
    };
    let yes = |yes| Datum::Value(Value::Boolean(yes));
    let rule = Datum::text("user.city -eq \"a\"");
    let none = Datum::Null;
    for (name, kinds, mail, security, rule, synced, roles) in [
        ("plain", none.clone(), yes(false), yes(true), none.clone(), none.clone(), yes(false)),
        (
            "unified",
            types(&["Unified"]),
            yes(true),
            yes(true),
            none.clone(),
            none.clone(),
            none.clone(),
        ),
        (
            "dynamic",
            types(&["DynamicMembership"]),
            yes(false),
            yes(true),
            rule,
            none.clone(),
            yes(false),
        ),
        ("roles", none.clone(), yes(false), yes(true), none.clone(), none.clone(), yes(true)),
        ("synced", none.clone(), yes(false), yes(true), none.clone(), yes(true), yes(false)),
        ("list", none.clone(), yes(true), yes(false), none.clone(), none.clone(), yes(false)),
        (
            "unknown",
            Datum::Unknown,
            Datum::Unknown,
            Datum::Unknown,
            Datum::Unknown,
            none.clone(),
            none.clone(),
        ),
        ("partial", none.clone(), yes(false), yes(true), none.clone(), none, yes(false)),
    ] {
        let table = &mut directory.groups;
        let row = table.push(ObjectId::made_up(name), false, Existence::Active).unwrap();
        for (attribute, datum) in [
            (Attribute::GROUP_DISPLAY_NAME, Datum::text(name)),
            (Attribute::GROUP_MAIL_NICKNAME, Datum::text(name)),
            (Attribute::GROUP_TYPES, kinds),
            (Attribute::GROUP_MAIL_ENABLED, mail),
            (Attribute::GROUP_SECURITY_ENABLED, security),
            (Attribute::GROUP_MEMBERSHIP_RULE, rule),
            (Attribute::GROUP_ON_PREMISES_SYNC_ENABLED, synced),
            (Attribute::GROUP_IS_ASSIGNABLE_TO_ROLE, roles),
            (Attribute::GROUP_VISIBILITY, Datum::Null),
            (Attribute::GROUP_MEMBERSHIP_RULE_PROCESSING_STATE, Datum::Null),
            (Attribute::GROUP_DESCRIPTION, Datum::Null),
        ] {
            table.set(row, attribute, &datum);
        }
        let extent = if name == "partial" { Extent::AtLeast } else { Extent::Complete };
        let list = |users: Vec<u32>| {
            List::of([(Of::User, users), (Of::Group, vec![]), (Of::Device, vec![])], vec![], extent)
        };
        directory.members.replace(Side::Members, row, list(vec![0, 1]));
        directory.members.replace(Side::Owners, row, list(vec![0]));
    }
    Workspace::new(Info { name: "Contoso".to_owned(), sample: false, created: NOON }, directory)
}

fn relate(groups: &[u32], side: Side, add: &[Party], remove: &[Party]) -> Command {
    let groups = groups.iter().copied().map(Row).collect();
    Command::Relate { groups, side, add: add.to_vec(), remove: remove.to_vec() }
}

fn convert(groups: &[u32], to: Membership, rule: Option<&str>) -> Command {
    let groups = groups.iter().copied().map(Row).collect();
    Command::Convert { groups, to, rule: rule.map(ToOwned::to_owned) }
}

fn set(row: u32, attribute: Attribute, value: Option<Value>) -> Command {
    Command::EditGroups { groups: vec![Row(row)], changes: vec![(attribute, value)] }
}

pub(super) fn new_group(name: &str) -> NewGroup {
    NewGroup {
        id: None,
        kind: GroupKind::Security,
        membership: Membership::Assigned,
        role_assignable: false,
        attributes: vec![(Attribute::GROUP_DISPLAY_NAME, text(name))],
        owners: vec![user(1)],
        members: vec![user(2), user(3)],
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "a line for each refusal")]
fn what_is_refused() {
    let w = with_groups();
    let (members, owners) = (Side::Members, Side::Owners);
    let party = |party, problem| GroupProblem::Party { party, problem };
    let principal = |sort| Party::Elsewhere(Other { id: ObjectId::made_up("sp"), sort });
    let create = |change: fn(&mut NewGroup)| {
        let mut new = new_group("x");
        change(&mut new);
        Command::CreateGroup(Box::new(new))
    };
    let rule = "user.departement -eq 1";
    for (command, row, expected) in [
        (relate(&[2], members, &[user(4)], &[]), 2, GroupProblem::ByRule),
        (relate(&[4], members, &[user(4)], &[]), 4, GroupProblem::OnPremises),
        (relate(&[5], owners, &[user(4)], &[]), 5, GroupProblem::InExchange),
        (relate(&[6], members, &[user(4)], &[]), 6, GroupProblem::KindUnknown),
        (relate(&[0], members, &[group(1)], &[]), 0, party(group(1), PartyProblem::NotNestable)),
        (relate(&[1], members, &[group(0)], &[]), 1, party(group(0), PartyProblem::UsersOnly)),
        (
            relate(&[3], members, &[group(0)], &[]),
            3,
            party(group(0), PartyProblem::InRoleAssignable),
        ),
        (relate(&[0], owners, &[group(7)], &[]), 0, party(group(7), PartyProblem::NoOwner)),
        (
            relate(&[1], members, &[principal(Sort::ServicePrincipal)], &[]),
            1,
            party(principal(Sort::ServicePrincipal), PartyProblem::UsersOnly),
        ),
        (relate(&[0], owners, &[], &[user(0)]), 0, GroupProblem::LastOwner),
        (
            convert(&[3], Membership::DynamicUser, Some("user.city -eq \"b\"")),
            3,
            GroupProblem::RolesNeedAssigned,
        ),
        (convert(&[0], Membership::DynamicUser, None), 0, GroupProblem::RuleMissing),
        (
            convert(&[0], Membership::DynamicUser, Some(rule)),
            0,
            GroupProblem::RuleRefused { rule: rule.to_owned() },
        ),
        (
            convert(&[0], Membership::DynamicUser, Some("device.model -eq \"x\"")),
            0,
            GroupProblem::RuleOfOthers { rule: "device.model -eq \"x\"".to_owned() },
        ),
        (
            convert(&[1], Membership::DynamicDevice, Some("device.model -eq \"x\"")),
            1,
            GroupProblem::UsersOnly,
        ),
        (convert(&[6], Membership::Assigned, None), 6, GroupProblem::KindUnknown),
        (
            set(0, Attribute::GROUP_MEMBERSHIP_RULE, Some(text("user.city -eq \"b\""))),
            0,
            GroupProblem::NotByRule,
        ),
        (set(4, Attribute::GROUP_DESCRIPTION, Some(text("x"))), 4, GroupProblem::OnPremises),
        (
            set(1, Attribute::GROUP_VISIBILITY, Some(text("HiddenMembership"))),
            1,
            GroupProblem::Fixed { attribute: Attribute::GROUP_VISIBILITY },
        ),
        (
            set(0, Attribute::GROUP_VISIBILITY, Some(text("HiddenMembership"))),
            0,
            GroupProblem::OnlyMicrosoft365 { attribute: Attribute::GROUP_VISIBILITY },
        ),
        (
            set(3, Attribute::GROUP_VISIBILITY, Some(text("Public"))),
            3,
            GroupProblem::RolesNeedPrivate,
        ),
        (Command::RestoreGroups { groups: vec![Row(0)] }, 0, GroupProblem::NotDeleted),
        (
            create(|new| {
                new.membership = Membership::DynamicDevice;
                let rule = text("user.city -eq \"a\"");
                new.attributes.push((Attribute::GROUP_MEMBERSHIP_RULE, rule));
            }),
            8,
            GroupProblem::RuleOfOthers { rule: "user.city -eq \"a\"".to_owned() },
        ),
        (Command::DeleteGroups { groups: vec![Row(99)] }, 99, GroupProblem::NotActive),
        (Command::DeleteGroups { groups: vec![Row(4)] }, 4, GroupProblem::OnPremises),
        (Command::DeleteGroups { groups: vec![Row(5)] }, 5, GroupProblem::InExchange),
        (create(|new| new.kind = GroupKind::Distribution), 8, GroupProblem::MadeInExchange),
        (create(|new| new.members = vec![group(1)]), 8, party(group(1), PartyProblem::NotNestable)),
        (create(|new| new.membership = Membership::DynamicUser), 8, GroupProblem::RuleMissing),
        (
            create(|new| {
                new.kind = GroupKind::Microsoft365;
                new.attributes.push((Attribute::GROUP_MAIL_NICKNAME, text("Unified")));
            }),
            8,
            GroupProblem::NicknameTaken { value: "Unified".to_owned(), by: Row(1) },
        ),
    ] {
        let refused = w.decide(&command, &context(1)).unwrap_err();
        let problem = Refusal::Group { group: Row(row), problem: expected };
        assert!(refused.contains(&problem), "{command:?}\n{refused:?}\n{problem:?}");
    }
    let read_only = set(0, Attribute::GROUP_MAIL, Some(text("x@contoso.com")));
    assert_eq!(
        w.decide(&read_only, &context(1)),
        Err(vec![Refusal::ReadOnly { attribute: Attribute::GROUP_MAIL }])
    );
}

#[test]
fn a_hundred_owners() {
    let mut directory = workspace(101).directory;
    let row = directory.groups.push(ObjectId::made_up("g"), false, Existence::Active).unwrap();
    for (attribute, yes) in
        [(Attribute::GROUP_MAIL_ENABLED, false), (Attribute::GROUP_SECURITY_ENABLED, true)]
    {
        directory.groups.set(row, attribute, &Datum::Value(Value::Boolean(yes)));
    }
    directory.groups.set(row, Attribute::GROUP_TYPES, &Datum::Null);
    let w = Workspace::new(Info { name: String::new(), sample: false, created: NOON }, directory);
    let owners = |count| (0..count).map(user).collect::<Vec<_>>();
    assert!(w.decide(&relate(&[0], Side::Owners, &owners(100), &[]), &context(1)).is_ok());
    let problem = GroupProblem::TooManyOwners { count: 101, max: 100 };
    assert_eq!(
        w.decide(&relate(&[0], Side::Owners, &owners(101), &[]), &context(1)),
        Err(vec![Refusal::Group { group: row, problem }])
    );
}

#[test]
fn who_may() {
    use Role::{DirectoryWriters, GroupsAdministrator, PrivilegedRoleAdministrator};
    let w = with_groups();
    let with = |id: Option<ObjectId>, roles: &[Role]| Context {
        actor: Actor { id, name: "x".to_owned(), roles: roles.to_vec() },
        ..context(1)
    };
    let owner = Some(w.users().id(Row(0)));
    let other = Some(w.users().id(Row(1)));
    let add = |row| relate(&[row], Side::Members, &[user(4)], &[]);
    let delete = |row| Command::DeleteGroups { groups: vec![Row(row)] };
    let create = || Command::CreateGroup(Box::new(new_group("x")));
    let for_roles =
        Command::CreateGroup(Box::new(NewGroup { role_assignable: true, ..new_group("x") }));
    for (command, context, allowed) in [
        (add(0), with(owner, &[]), true),
        (add(0), with(other, &[]), false),
        (add(0), with(None, &[DirectoryWriters]), true),
        (add(3), with(None, &[GroupsAdministrator]), false),
        (add(3), with(None, &[PrivilegedRoleAdministrator]), true),
        (add(3), with(owner, &[]), true),
        (add(0), with(None, &[PrivilegedRoleAdministrator]), false),
        (delete(0), with(None, &[DirectoryWriters]), false),
        (delete(0), with(owner, &[]), true),
        (delete(0), with(None, &[GroupsAdministrator]), true),
        (create(), with(owner, &[]), false),
        (create(), with(None, &[DirectoryWriters]), true),
        (for_roles.clone(), with(None, &[GroupsAdministrator]), false),
        (for_roles, with(None, &[PrivilegedRoleAdministrator]), true),
    ] {
        let permitted = w.permit(&context.actor, &command);
        assert_eq!(permitted.is_ok(), allowed, "{command:?} {context:?}");
        // A journal from a file is judged as strictly.
        if let Ok(operation) = w.decide(&command, &super::context(1)) {
            let forged = Operation { actor: context.actor.clone(), ..operation };
            assert_eq!(w.admit(&forged).is_ok(), allowed, "{command:?} {context:?}");
        }
    }
}

#[test]
fn what_is_said_before() {
    let mut w = with_groups();
    let rule = "user.city -eq \"a\"";
    w.directory.users.set(Row(0), Attribute::CITY, &Datum::text("A"));
    let takes = convert(&[0], Membership::DynamicUser, Some(rule));
    let warnings = w.rehearse(&takes, &context(1)).unwrap().warnings;
    let expected = Warning::RuleTakesOver { group: Row(0), members: 1, complete: true };
    assert_eq!(warnings, [expected]);

    do_it(&mut w, &relate(&[0], Side::Members, &[group(7)], &[]));
    let back = relate(&[7], Side::Members, &[group(0), user(0), user(5)], &[user(4)]);
    let warnings = w.rehearse(&back, &context(1)).unwrap().warnings;
    assert_eq!(
        warnings,
        [
            Warning::AlreadySo { relations: 2 },
            Warning::ListsIncomplete { groups: 1 },
            Warning::NestingLoop { chain: vec![Row(7), Row(0), Row(7)] },
        ]
    );
    let delete = Command::DeleteGroups { groups: vec![Row(7)] };
    let warnings = w.rehearse(&delete, &context(1)).unwrap().warnings;
    assert_eq!(warnings, [Warning::StillInside { group: Row(7), inside: vec![Row(0)] }]);
    let both = Command::DeleteGroups { groups: vec![Row(0), Row(7)] };
    assert_eq!(w.rehearse(&both, &context(1)).unwrap().warnings, []);
}

#[test]
fn a_group_from_nothing_and_back() {
    let mut w = with_groups();
    let before = dump_groups(&w);
    let create = Command::CreateGroup(Box::new(new_group("Équipe Lyon")));
    let id = do_it(&mut w, &create);
    let row = Row(8);
    let read = |w: &Workspace, attribute| w.groups().get(row, attribute);
    assert_eq!(read(&w, Attribute::GROUP_MAIL_NICKNAME), Datum::text("equipe-lyon"));
    assert_eq!(read(&w, Attribute::GROUP_SECURITY_ENABLED), Datum::Value(Value::Boolean(true)));
    assert_eq!(read(&w, Attribute::GROUP_TYPES), Datum::Null);
    assert_eq!(w.directory().members.of(Side::Members, row).count(), 2);
    assert_eq!(w.directory().members.of(Side::Members, row).extent, Extent::Complete);
    let records = w.audit(w.operation(id).unwrap());
    let names: Vec<&str> = records.iter().map(|record| record.activity.name()).collect();
    assert_eq!(
        names,
        ["Add group", "Add owner to group", "Add member to group", "Add member to group"]
    );
    assert_eq!(records[2].targets.len(), 2);
    assert_eq!(records[2].modified[1].new.as_deref(), Some("\"Équipe Lyon\""));

    // Whatever was put into it, or it into, goes with it, and comes back.
    do_it(&mut w, &relate(&[0], Side::Members, &[Party::Here(Subject::group(row))], &[]));
    let full = dump_groups(&w);
    let gone = do_it(&mut w, &Command::DeleteGroups { groups: vec![row] });
    assert_eq!(dump_groups(&w), before);
    assert!(w.staged().is_empty(), "{:?}", w.staged());
    do_it(&mut w, &Command::Undo(gone));
    assert_eq!(dump_groups(&w), full);
    // The membership stands on the group.
    assert_eq!(w.dependents(id).len(), 1);
}

/// Two groups that exist only here, one in the other and both in themselves, go together and come back.
#[test]
fn groups_within_each_other_go_together() {
    let mut w = with_groups();
    for name in ["outer", "inner"] {
        do_it(&mut w, &Command::CreateGroup(Box::new(new_group(name))));
    }
    let (outer, inner) = (w.groups().rows() - 2, w.groups().rows() - 1);
    do_it(&mut w, &relate(&[outer, inner], Side::Members, &[group(outer), group(inner)], &[]));
    let gone = do_it(&mut w, &Command::DeleteGroups { groups: vec![Row(outer), Row(inner)] });
    assert!(w.staged().is_empty());
    do_it(&mut w, &Command::Undo(gone));
    let members = &w.directory().members;
    assert!(members.has_party(Side::Members, Row(outer), group(inner)));
    assert!(members.has_party(Side::Members, Row(inner), group(inner)));
}

#[test]
fn only_who_can_is_put_in() {
    let w = with_groups();
    let command = relate(&[0, 2], Side::Members, &[user(3), group(1)], &[]);
    let (part, refused) = w.acceptable_part(&command, &context(1));
    assert_eq!(part, Some(relate(&[0], Side::Members, &[user(3)], &[])));
    assert_eq!(refused.len(), 2, "{refused:?}");
}
