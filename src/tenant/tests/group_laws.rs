//! Laws of staged changes of groups under any commands.

use super::groups::{group, new_group, user, with_groups};
use super::*;
use crate::domain::attribute::Of;
use crate::domain::{GroupKind, Membership, NewGroup, Other, Party, Row, Side, Sort};
use proptest::prelude::*;

pub(super) type GroupDump = Vec<(Existence, BTreeMap<Attribute, Datum>, [Vec<Party>; 2])>;

/// Everything that a reader can see of the groups.
pub(super) fn dump_groups(w: &Workspace) -> GroupDump {
    let table = w.groups();
    let mut rows: GroupDump = (0..table.rows())
        .map(Row)
        .map(|row| {
            let existence = table.existence(row);
            let attributes = table
                .schema()
                .attributes()
                .filter(|_| existence != Existence::Absent)
                .map(|attribute| (attribute, table.get(row, attribute)))
                .collect();
            let lists =
                Side::BOTH.map(|side| w.directory().members.of(side, row).parties().collect());
            (existence, attributes, lists)
        })
        .collect();
    while rows.last().is_some_and(|(existence, ..)| *existence == Existence::Absent) {
        rows.pop();
    }
    rows
}

pub(super) fn any_group_command() -> impl Strategy<Value = Command> {
    let groups = || prop::collection::vec((0_u32..10).prop_map(Row), 1..3);
    let parties = || {
        prop::collection::vec(
            prop_oneof![
                3 => (0_u32..8).prop_map(user),
                1 => (0_u32..10).prop_map(group),
                1 => Just(Party::Elsewhere(Other {
                    id: ObjectId::made_up("sp"),
                    sort: Sort::ServicePrincipal
                })),
            ],
            0..3,
        )
    };
    let side = || prop::sample::select(Side::BOTH.to_vec());
    let to = [Membership::Assigned, Membership::DynamicUser, Membership::DynamicDevice];
    let rules = vec![None, Some("user.city -eq \"a\""), Some("device.model -eq \"x\""), Some("x")];
    prop_oneof![
        4 => (groups(), side(), parties(), parties())
            .prop_map(|(groups, side, add, remove)| Command::Relate { groups, side, add, remove }),
        2 => (groups(), prop::option::of("[a-c]{1,2}")).prop_map(|(groups, it)| {
            let changes = vec![(Attribute::GROUP_DESCRIPTION, it.map(Value::Text))];
            Command::EditGroups { groups, changes }
        }),
        1 => (groups(), prop::sample::select(vec!["plain", "unified", "n"])).prop_map(|(groups, it)| {
            let changes = vec![(Attribute::GROUP_MAIL_NICKNAME, Some(text(it)))];
            Command::EditGroups { groups, changes }
        }),
        2 => (groups(), prop::sample::select(to.to_vec()), prop::sample::select(rules)).prop_map(
            |(groups, to, rule)| Command::Convert { groups, to, rule: rule.map(str::to_owned) }
        ),
        2 => groups().prop_map(|groups| Command::DeleteGroups { groups }),
        1 => groups().prop_map(|groups| Command::RestoreGroups { groups }),
        1 => groups().prop_map(|groups| Command::RenewGroups { groups }),
        2 => (parties(), parties(), any::<bool>()).prop_map(|(owners, members, unified)| {
            let kind = if unified { GroupKind::Microsoft365 } else { GroupKind::Security };
            Command::CreateGroup(Box::new(NewGroup { kind, owners, members, ..new_group("n") }))
        }),
        1 => (0_u32..8).prop_map(|user| Command::Delete { users: vec![UserId(user)] }),
        1 => Just(Command::CreateUser(Box::new(NewUser {
            attributes: vec![
                (Attribute::DISPLAY_NAME, text("new")),
                (Attribute::USER_PRINCIPAL_NAME, text("new@contoso.com")),
            ],
            force_change: false,
        }))),
        2 => (1_u32..14).prop_map(|id| Command::Undo(OperationId(id))),
        2 => Just(Command::Undo(OperationId(0))),
    ]
}

pub(super) fn play(commands: &[Command]) -> Workspace {
    let mut w = with_groups();
    for (nth, command) in commands.iter().enumerate() {
        // Number 0 stands for "redo, else undo".
        let command = match command {
            Command::Undo(OperationId(0)) => match w.redoable().or_else(|| w.undoable()) {
                Some(id) => Command::Undo(id),
                None => continue,
            },
            other => other.clone(),
        };
        drop(w.dispatch(&command, &context(nth as u64)));
    }
    w
}

/// No group holds whom it cannot, and no two Microsoft 365 groups share a nickname.
fn laws_hold(w: &Workspace) {
    use crate::tenant::groups::Nature;
    let table = w.groups();
    let active = || table.active().iter().map(Row);
    let mut nicknames: Vec<String> = active()
        .filter(|group| Nature::in_table(table, *group).kind == Some(GroupKind::Microsoft365))
        .filter_map(|group| {
            Some(table.get(group, Attribute::GROUP_MAIL_NICKNAME).as_text()?.to_lowercase())
        })
        .collect();
    let all = nicknames.len();
    nicknames.sort();
    nicknames.dedup();
    assert_eq!(nicknames.len(), all, "two groups with one nickname");
    for group in active() {
        let nature = Nature::in_table(table, group);
        for side in Side::BOTH {
            for party in w.directory().members.of(side, group).parties() {
                let inner = match party {
                    Party::Here(Subject { of: Of::Group, row }) => {
                        Some(Nature::in_table(table, row))
                    }
                    _ => None,
                };
                assert_eq!(nature.against(side, party, inner), None, "{group:?} {party:?}");
                if let Party::Here(who) = party {
                    let there = w.directory().of(who.of).existence(who.row);
                    assert_ne!(there, Existence::Absent, "{group:?} holds nobody: {party:?}");
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn laws_of_groups(commands in prop::collection::vec(any_group_command(), 0..14)) {
        let start = dump_groups(&with_groups());
        let mut w = play(&commands);
        laws_hold(&w);
        // A journal replayed from its parts gives the same workspace, and another reader admits it.
        let journal = w.journal().to_vec();
        let now = dump_groups(&w);
        let mut admitted = with_groups();
        for operation in &journal {
            prop_assert_eq!(admitted.admit(operation), Ok(()), "{:?}", operation);
            admitted.apply(operation.clone());
        }
        prop_assert_eq!(&dump_groups(&admitted), &now);
        prop_assert_eq!(admitted.staged(), w.staged());
        // What is staged of members is the difference.
        for (row, (existence, _, lists)) in (0_u32..).zip(&now) {
            let before = start.get(row as usize);
            for (side, list) in Side::BOTH.into_iter().zip(lists) {
                let then: &[Party] = before.map_or(&[], |(.., lists)| match side {
                    Side::Members => &lists[0],
                    Side::Owners => &lists[1],
                });
                let diff = w.staged().group(Row(row));
                let mut naive: Vec<(Party, bool)> = list
                    .iter()
                    .filter(|party| !then.contains(party))
                    .map(|party| (*party, true))
                    .chain(then.iter().filter(|party| !list.contains(party)).map(|p| (*p, false)))
                    .collect();
                naive.sort();
                let mut staged: Vec<(Party, bool)> = diff
                    .into_iter()
                    .flat_map(|diff| &diff.relations)
                    .filter(|((of, _), _)| *of == side)
                    .map(|((_, party), came)| (*party, *came))
                    .collect();
                staged.sort();
                if *existence != Existence::Absent {
                    prop_assert_eq!(staged, naive, "{:?} of {}", side, row);
                }
            }
        }
        // An import that says nothing new changes nothing.
        let staged = w.staged().clone();
        w.rebase(BaselineChanges::default(), vec![]);
        prop_assert_eq!(w.staged(), &staged);
        prop_assert_eq!(dump_groups(&w), now);
        prop_assert_eq!(w.conflicts(), &[]);
        // Undoing everything leads back.
        while let Some(id) = w.undoable() {
            let undone = w.dispatch(&Command::Undo(id), &context(99));
            prop_assert!(undone.is_ok(), "{:?} {:?}", w.operation(id), undone);
        }
        prop_assert!(w.staged().is_empty(), "{:?}", w.staged());
    }

    #[test]
    fn dropping_is_as_never_done(
        commands in prop::collection::vec(any_group_command(), 1..14),
        nth in 0_usize..14,
    ) {
        let mut w = play(&commands);
        let standing: Vec<OperationId> = w
            .journal()
            .iter()
            .filter(|operation| {
                w.is_in_force(operation.id)
                    && !matches!(operation.title, Title::Undo(_) | Title::Redo(_) | Title::Drop { .. })
            })
            .map(|operation| operation.id)
            .collect();
        let Some(id) = standing.get(nth % standing.len().max(1)) else { return Ok(()) };
        let dependents = w.dependents(*id);
        let drop = Command::Drop { operation: *id, dependents };
        let dropped = w.dispatch(&drop, &context(99));
        prop_assert!(dropped.is_ok(), "{:?} {:?}", w.operation(*id), dropped);
        laws_hold(&w);
        // The naive way: everything that is in force, from the start.
        let mut naive = with_groups();
        for operation in w.journal() {
            let does = !matches!(operation.title, Title::Undo(_) | Title::Redo(_) | Title::Drop { .. });
            if does && w.is_in_force(operation.id) {
                for event in &operation.events {
                    apply_event(&mut naive.directory, event);
                }
            }
        }
        prop_assert_eq!(dump_groups(&naive), dump_groups(&w));
    }
}
