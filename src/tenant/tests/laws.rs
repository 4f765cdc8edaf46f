//! Laws of a workspace under any commands, against a naive model.

use super::*;
use crate::store::AuditLog;
use proptest::prelude::*;

fn any_command() -> impl Strategy<Value = Command> {
    let users = || prop::collection::vec((0_u32..8).prop_map(UserId), 1..4);
    let names = prop::sample::select(vec!["user0", "user1", "user2", "new", "Neu"]);
    prop_oneof![
        (users(), prop::option::of("[a-c]{1,2}")).prop_map(|(users, city)| Command::Edit {
            users,
            changes: vec![(Attribute::CITY, city.map(Value::Text))]
        }),
        (0_u32..8, names.clone()).prop_map(|(user, name)| edit(
            &[user],
            Attribute::USER_PRINCIPAL_NAME,
            Some(text(&format!("{name}@contoso.com")))
        )),
        (users(), prop::option::of(0_u64..6)).prop_map(|(users, boss)| Command::Edit {
            users,
            changes: vec![(
                Attribute::MANAGER,
                boss.map(|boss| Value::Reference(ObjectId::from_seed(7, boss)))
            )]
        }),
        (users(), any::<bool>()).prop_map(|(users, on)| Command::Edit {
            users,
            changes: vec![(Attribute::ACCOUNT_ENABLED, Some(Value::Boolean(on)))]
        }),
        users().prop_map(|users| Command::Delete { users }),
        (users(), prop::option::of(names.clone())).prop_map(|(users, name)| Command::Restore {
            new_names: name
                .iter()
                .filter_map(|name| Some((*users.first()?, format!("{name}9@contoso.com"))))
                .collect(),
            users,
            proxies: ProxyConflict::DropFromRestored,
        }),
        (users(), prop::sample::select(Intent::ALL.to_vec()), any::<bool>()).prop_map(
            |(users, intent, stage)| if stage {
                Command::Stage { users, intent }
            } else {
                Command::Unstage { users, intent }
            }
        ),
        names.prop_map(|name| Command::CreateUser(Box::new(NewUser {
            attributes: vec![
                (Attribute::DISPLAY_NAME, text(name)),
                (Attribute::USER_PRINCIPAL_NAME, text(&format!("{name}@contoso.com"))),
            ],
            force_change: true,
        }))),
        (1_u32..12).prop_map(|id| Command::Undo(OperationId(id))),
        Just(Command::Undo(OperationId(0))),
    ]
}

/// What is staged, from two dumps; rows that are absent at both ends say nothing.
fn naive_difference(before: &Dump, after: &Dump) -> BTreeMap<UserId, BTreeMap<Attribute, Datum>> {
    let mut staged = BTreeMap::new();
    for (row, (_, now)) in (0_u32..).zip(after) {
        let Some((_, then)) = before.get(row as usize) else { continue };
        let changed: BTreeMap<Attribute, Datum> = then
            .iter()
            .filter(|(attribute, datum)| {
                **attribute != Attribute::DELETED_DATE_TIME && now.get(attribute) != Some(datum)
            })
            .map(|(attribute, datum)| (*attribute, datum.clone()))
            .collect();
        if !changed.is_empty() {
            staged.insert(UserId(row), changed);
        }
    }
    staged
}

fn laws_hold(w: &Workspace) {
    let users = w.users();
    let active: Vec<UserId> = (0..users.rows())
        .map(UserId)
        .filter(|user| users.existence(*user) == Existence::Active)
        .collect();
    let mut names: Vec<String> = active
        .iter()
        .filter_map(|user| {
            Some(users.get(*user, Attribute::USER_PRINCIPAL_NAME).as_text()?.to_lowercase())
        })
        .collect();
    names.sort();
    let all = names.len();
    names.dedup();
    assert_eq!(names.len(), all, "two active users with one name");
    for user in active {
        let (mut at, mut steps) = (user, 0);
        while let Datum::Value(Value::Reference(id)) = users.get(at, Attribute::MANAGER) {
            let Some(above) = w.find_active(id) else { break };
            assert_ne!(above, user, "a manager loop");
            at = above;
            steps += 1;
            assert!(steps < 100, "a manager loop above");
        }
    }
}

fn play(commands: &[Command]) -> (Dump, Workspace) {
    let mut w = workspace(6);
    let start = dump(&w);
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
    (start, w)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn laws_of_a_workspace(commands in prop::collection::vec(any_command(), 0..14)) {
        let (start, mut w) = play(&commands);
        laws_hold(&w);
        // What is staged is the difference.
        let now = dump(&w);
        let staged: BTreeMap<UserId, BTreeMap<Attribute, Datum>> = w
            .staged()
            .users()
            .filter(|(user, diff)| !diff.attributes.is_empty() && (user.0 as usize) < start.len())
            .map(|(user, diff)| (user, diff.attributes.clone()))
            .collect();
        prop_assert_eq!(staged, naive_difference(&start, &now));
        // A journal replayed from its parts gives the same workspace.
        let journal = w.journal().to_vec();
        for applied in [0, journal.len() / 2] {
            let mut parts = Parts {
                info: w.info.clone(), sources: vec![], organisation: Organisation::default(),
                roles: RoleAssignments::default(), directory: workspace(6).directory, audit_log: AuditLog::default(), applied,
                journal: journal.clone(), conflicts: vec![], view: None,
            };
            for operation in &journal[..applied] {
                for event in &operation.events { apply_event(&mut parts.directory, event); }
            }
            let again = Workspace::restore(parts);
            prop_assert_eq!(dump(&again), now.clone());
            prop_assert_eq!(again.staged(), w.staged());
            prop_assert_eq!(again.undoable(), w.undoable());
            prop_assert_eq!(again.redoable(), w.redoable());
        }
        // Decided again from the start, every operation is admitted.
        let mut judge = workspace(6);
        for operation in &journal {
            prop_assert_eq!(judge.admit(operation), Ok(()), "{:?}", operation);
            judge.apply(operation.clone());
        }
        // An import that says nothing new changes nothing.
        w.rebase(BaselineChanges::default(), vec![source()]);
        prop_assert_eq!(dump(&w), now);
        prop_assert!(w.conflicts().is_empty());
        // An import of what is staged leaves nothing staged but intents.
        let cells = w.staged().users().flat_map(|(user, diff)| {
            diff.attributes.keys().map(move |attribute| (user, *attribute)).collect::<Vec<_>>()
        }).map(|(user, attribute)| (user, attribute, w.users().get(user, attribute))).collect();
        let (mut back, mut gone) = (vec![], vec![]);
        for (user, diff) in w.staged().users() {
            if diff.existence.is_some() {
                if w.users().existence(user) == Existence::Active { back.push(user) } else { gone.push(user) }
            }
        }
        w.rebase(BaselineChanges { cells, back, gone, ..BaselineChanges::default() }, vec![source()]);
        for (_, diff) in w.staged().users() {
            prop_assert!(diff.attributes.is_empty() && diff.existence.is_none(), "{:?}", diff);
        }
        // All the way back.
        let (_, mut w) = play(&commands);
        w.rebase(BaselineChanges::default(), vec![source()]);
        while let Some(next) = w.undoable() {
            prop_assert!(w.dispatch(&Command::Undo(next), &context(0)).is_ok());
        }
        prop_assert!(w.staged().is_empty());
        prop_assert_eq!(dump(&w), start);
    }

    #[test]
    fn dropping_leaves_what_the_others_did(
        commands in prop::collection::vec(any_command(), 1..14),
        pick in any::<prop::sample::Index>(),
    ) {
        let (_, mut w) = play(&commands);
        let candidates: Vec<OperationId> = w
            .journal()
            .iter()
            .filter(|operation| {
                !matches!(operation.title, Title::Undo(_) | Title::Redo(_)) && w.is_in_force(operation.id)
            })
            .map(|operation| operation.id)
            .collect();
        if candidates.is_empty() {
            return Ok(());
        }
        let id = candidates[pick.index(candidates.len())];
        let dependents = w.dependents(id);
        let dropped = w.dispatch(&Command::Drop { operation: id, dependents }, &context(99));
        prop_assert!(dropped.is_ok(), "{:?}", dropped);
        laws_hold(&w);
        // The naive way: everything that is in force, from the start.
        let mut naive = workspace(6);
        for operation in w.journal() {
            let does = !matches!(operation.title, Title::Undo(_) | Title::Redo(_) | Title::Drop { .. });
            if does && w.is_in_force(operation.id) {
                for event in &operation.events { apply_event(&mut naive.directory, event); }
            }
        }
        prop_assert_eq!(dump(&naive), dump(&w));
        let dropped = dropped.unwrap();
        let before = dump(&w);
        prop_assert!(w.dispatch(&Command::Undo(dropped), &context(100)).is_ok());
        laws_hold(&w);
        prop_assert!(w.dispatch(&Command::Undo(dropped), &context(101)).is_ok());
        prop_assert_eq!(dump(&w), before);
    }
}
