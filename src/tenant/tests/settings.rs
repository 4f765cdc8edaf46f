//! Settings under newer imports: what has arrived, what stays staged, what contradicts.

use super::*;
use crate::domain::{LedgerEntry, LedgerKey, Setting};
use proptest::prelude::*;

/// A text that may be cleared, a choice, and one that no file tells of.
const SETTINGS: [Setting; 3] =
    [Setting::DefaultClassification, Setting::ManagedGroupTypes, Setting::OwnersWhoAssignOwners];

type Told = BTreeMap<Setting, Datum>;

fn import(w: &mut Workspace, settings: Told) -> Rebased {
    let organisation = Organisation { settings, ..Organisation::default() };
    let organisation = Some(Box::new(organisation));
    w.rebase(BaselineChanges { organisation, ..BaselineChanges::default() }, vec![source()])
}

fn set(setting: Setting, value: &str) -> Command {
    Command::Set { settings: vec![(setting, Some(text(value)))] }
}

fn told(value: &str) -> Told {
    Told::from([(Setting::ManagedGroupTypes, Datum::text(value))])
}

#[test]
fn a_setting_arrives_and_stays_arrived() {
    let mut w = workspace(1);
    import(&mut w, told("None"));
    do_it(&mut w, &set(Setting::ManagedGroupTypes, "All"));
    assert_eq!(import(&mut w, told("All")), Rebased { arrived: 1, kept: 0 });
    assert_eq!((w.staged_count(), w.undoable(), w.conflicts()), (0, None, &[][..]));
    // Somebody changes it again in the tenant: nobody here has said anything against that.
    import(&mut w, told("Selected"));
    assert_eq!((w.staged_count(), w.conflicts()), (0, &[][..]));
    assert_eq!(w.setting(Setting::ManagedGroupTypes), Datum::text("Selected"));
}

#[test]
fn a_third_value_is_a_conflict_with_two_answers() {
    let setting = Setting::ManagedGroupTypes;
    for keep in [true, false] {
        let mut w = workspace(1);
        import(&mut w, told("None"));
        do_it(&mut w, &set(setting, "All"));
        assert_eq!(import(&mut w, told("Selected")), Rebased { arrived: 0, kept: 1 });
        let [was, arrived, staged] = ["None", "Selected", "All"].map(Datum::text);
        let conflict = Conflict::Setting { setting, was, arrived, staged };
        assert_eq!(w.open_conflicts().collect::<Vec<_>>(), [&conflict]);
        if keep {
            w.settle(&conflict);
            assert_eq!((w.staged_count(), w.conflicts()), (1, &[][..]));
        } else {
            do_it(&mut w, &set(setting, "Selected"));
            assert_eq!((w.staged_count(), w.open_conflicts().count()), (0, 0));
            let undone = w.undoable().unwrap();
            do_it(&mut w, &Command::Undo(undone));
            assert_eq!((w.staged_count(), w.open_conflicts().count()), (1, 1));
        }
    }
}

/// What was noted as what the tenant has is that, until the tenant says otherwise.
#[test]
fn a_recorded_setting_has_arrived() {
    let setting = Setting::ManagedGroupTypes;
    let mut w = workspace(1);
    do_it(&mut w, &set(setting, "All"));
    import(&mut w, told("None"));
    assert_eq!(w.open_conflicts().count(), 1);
    w.record_setting(setting, NOON);
    assert_eq!((w.staged_count(), w.open_conflicts().count()), (0, 0));
    import(&mut w, told("Selected"));
    assert_eq!((w.setting(setting), w.conflicts()), (Datum::text("Selected"), &[][..]));
}

/// What was decided before something was noted as the tenant's opens again, whatever it stood on.
#[test]
fn a_journal_opens_after_a_setting_was_recorded() {
    let mut w = workspace(1);
    for value in ["All", "None"] {
        do_it(&mut w, &set(Setting::ManagedGroupTypes, value));
    }
    w.record_setting(Setting::ManagedGroupTypes, NOON);
    let mut judge = workspace(1);
    judge.learn(Some(w.organisation().clone()), None);
    for source in w.sources() {
        judge.add_source(source.clone());
    }
    for operation in w.journal() {
        assert_eq!(judge.admit(operation), Ok(()), "{operation:?}");
        judge.apply(operation.clone());
    }
    assert_eq!(judge.ledger(), w.ledger());
}

/// An entry of the tenant is one text, in which a comma parts two.
#[test]
fn texts_that_would_come_back_as_others_are_refused() {
    let w = workspace(1);
    for bad in ["a,b", " a", "a ", "", "\u{7}"] {
        for value in [Value::Texts(vec!["x".to_owned(), bad.to_owned()]), text(bad)] {
            let setting = match value {
                Value::Texts(_) => Setting::BlockedWords,
                _ if bad == "a,b" => continue,
                _ => Setting::DefaultClassification,
            };
            let command = Command::Set { settings: vec![(setting, Some(value))] };
            assert!(w.decide(&command, &context(1)).is_err(), "{bad:?}");
        }
    }
}

#[derive(Debug, Clone)]
enum Step {
    Set(Vec<(Setting, &'static str)>),
    Toggle(OperationId),
    Back,
    Drop(OperationId),
    Record(Setting),
}

fn any_setting() -> impl Strategy<Value = Setting> {
    prop::sample::select(SETTINGS.to_vec())
}

fn any_value() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["All", "Selected", "None"])
}

fn any_step() -> impl Strategy<Value = Step> {
    let id = || (1_u32..12).prop_map(OperationId);
    let settings = prop::collection::btree_map(any_setting(), any_value(), 1..3);
    prop_oneof![
        6 => settings.prop_map(|settings| Step::Set(settings.into_iter().collect())),
        1 => id().prop_map(Step::Toggle),
        2 => Just(Step::Back),
        1 => id().prop_map(Step::Drop),
        1 => any_setting().prop_map(Step::Record),
    ]
}

fn any_import() -> impl Strategy<Value = Told> {
    let datum = prop_oneof![
        4 => any_value().prop_map(Datum::text),
        1 => Just(Datum::Null),
    ];
    prop::collection::btree_map(any_setting(), datum, 0..4)
}

fn do_step(w: &mut Workspace, step: Step) {
    let command = match step {
        Step::Set(settings) => Command::Set {
            settings: settings.into_iter().map(|(it, value)| (it, Some(text(value)))).collect(),
        },
        Step::Toggle(id) => Command::Undo(id),
        Step::Back => match w.undoable() {
            Some(id) => Command::Undo(id),
            None => return,
        },
        Step::Drop(operation) => {
            let dependents = w.dependents(operation);
            Command::Drop { operation, dependents }
        }
        Step::Record(setting) => return w.record_setting(setting, NOON),
    };
    drop(w.dispatch(&command, &context(1)));
}

/// Where the settings in force lead, one after the other; none is as imported.
fn chains(w: &Workspace) -> BTreeMap<Setting, Vec<Option<Datum>>> {
    let mut chains: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for operation in w.journal().iter().filter(|operation| w.is_in_force(operation.id)) {
        for event in
            operation.events.iter().filter(|_| matches!(operation.title, Title::Set { .. }))
        {
            let Event::Ledger { key: LedgerKey::Setting(setting), after, .. } = event else {
                panic!("{event:?}")
            };
            let after = after.as_ref().map(|after| match after {
                LedgerEntry::Setting(datum) => datum.clone(),
                other => panic!("{other:?}"),
            });
            chains.entry(*setting).or_default().push(after);
        }
    }
    chains
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 800, ..ProptestConfig::default() })]

    #[test]
    fn imports_are_as_the_naive_rule_has_them(
        rounds in prop::collection::vec((prop::collection::vec(any_step(), 0..9), any_import()), 1..4),
    ) {
        let mut w = workspace(1);
        for (steps, settings) in rounds {
            for step in steps {
                do_step(&mut w, step);
            }
            let chains = chains(&w);
            let before: Told = SETTINGS.map(|it| (it, w.organisation().setting(it))).into();
            let mut tenant = before.clone();
            tenant.extend(settings.clone());
            import(&mut w, settings);
            let mut naive = Vec::new();
            for setting in SETTINGS {
                let (was, arrived) = (before[&setting].clone(), tenant[&setting].clone());
                let chain = chains.get(&setting).map(Vec::as_slice).unwrap_or_default();
                // What the tenant has, or had when the import came, is no change that is to be made.
                let last = chain.last().cloned().flatten();
                let staged = last.filter(|datum| *datum != was && *datum != arrived);
                let now = staged.clone().unwrap_or_else(|| arrived.clone());
                prop_assert_eq!(w.setting(setting), now);
                prop_assert_eq!(w.ledger().setting(setting), staged.as_ref());
                let led_there = chain.contains(&Some(arrived.clone()));
                if let Some(staged) = staged.filter(|_| was != arrived && !led_there) {
                    naive.push(Conflict::Setting { setting, was, arrived, staged });
                }
            }
            naive.sort_by_key(|conflict| match conflict {
                Conflict::Setting { setting, .. } => *setting,
                Conflict::Object { .. } => unreachable!(),
            });
            prop_assert_eq!(w.conflicts(), naive.as_slice());
            prop_assert_eq!(w.open_conflicts().count(), naive.len());
            // The journal from the start leads to the same, and a file of it opens.
            let mut judge = workspace(1);
            judge.learn(Some(w.organisation().clone()), None);
            for source in w.sources() {
                judge.add_source(source.clone());
            }
            for operation in w.journal() {
                prop_assert_eq!(judge.admit(operation), Ok(()), "{:?}", operation);
                judge.apply(operation.clone());
            }
            prop_assert_eq!(judge.ledger(), w.ledger());
        }
        // All the way back is what the tenant has.
        while let Some(next) = w.undoable() {
            prop_assert!(w.dispatch(&Command::Undo(next), &context(0)).is_ok());
        }
        for setting in SETTINGS {
            prop_assert_eq!(w.setting(setting), w.organisation().setting(setting));
        }
    }
}
