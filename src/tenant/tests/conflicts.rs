//! What an import contradicts: scenarios, and chains of edits against a naive rule.

use super::*;
use proptest::prelude::*;

const TITLE: Attribute = Attribute::JOB_TITLE;

fn import(w: &mut Workspace, cells: Vec<(UserId, Attribute, Datum)>) -> Rebased {
    w.rebase(BaselineChanges { cells, ..BaselineChanges::default() }, vec![source()])
}

/// The first user is a clerk in the tenant and goes through these titles here.
fn chain(titles: &[&str]) -> Workspace {
    let mut w = workspace(2);
    import(&mut w, vec![(UserId(0), TITLE, Datum::text("Clerk"))]);
    for title in titles {
        do_it(&mut w, &edit(&[0], TITLE, Some(text(title))));
    }
    w
}

fn title_arrives(w: &mut Workspace, title: &str) -> Rebased {
    import(w, vec![(UserId(0), TITLE, Datum::text(title))])
}

fn about_title(arrived: &str, staged: &str) -> Conflict {
    let kind = ConflictKind::Attribute {
        attribute: TITLE,
        was: Datum::text("Clerk"),
        arrived: Datum::text(arrived),
        staged: Datum::text(staged),
    };
    Conflict::Object { subject: Subject::user(UserId(0)), kind }
}

#[test]
fn an_edit_that_was_undone_hides_no_conflict_of_a_later_one() {
    let mut w = chain(&["Bailiff"]);
    let undone = w.undoable().unwrap();
    do_it(&mut w, &Command::Undo(undone));
    do_it(&mut w, &edit(&[0], TITLE, Some(text("Notary"))));
    title_arrives(&mut w, "Judge");
    assert_eq!(w.conflicts(), [about_title("Judge", "Notary")]);
}

#[test]
fn an_edit_that_was_undone_contradicts_nothing() {
    let mut w = chain(&["Bailiff"]);
    let undone = w.undoable().unwrap();
    do_it(&mut w, &Command::Undo(undone));
    title_arrives(&mut w, "Judge");
    assert_eq!(w.conflicts(), []);
}

#[test]
fn a_conflict_tells_what_is_staged_at_the_end() {
    let mut w = chain(&["Bailiff", "Notary"]);
    title_arrives(&mut w, "Judge");
    assert_eq!(w.conflicts(), [about_title("Judge", "Notary")]);
    assert_eq!(w.users().get(UserId(0), TITLE), Datum::text("Notary"));
}

#[test]
fn what_an_edit_led_to_contradicts_none_of_them() {
    // The last one has arrived; or the first one has, and the last one starts from it.
    for arrived in ["Notary", "Bailiff"] {
        let mut w = chain(&["Bailiff", "Notary"]);
        title_arrives(&mut w, arrived);
        assert_eq!(w.conflicts(), [], "{arrived}");
        assert_eq!(w.users().get(UserId(0), TITLE), Datum::text("Notary"));
    }
}

#[test]
fn somebody_gone_is_a_conflict_until_it_was_seen() {
    let gone = || BaselineChanges { gone: vec![UserId(0)], ..BaselineChanges::default() };
    let mut w = chain(&["Bailiff"]);
    w.rebase(gone(), vec![source()]);
    let conflict = Conflict::Object { subject: Subject::user(UserId(0)), kind: ConflictKind::Gone };
    assert_eq!(w.open_conflicts().collect::<Vec<_>>(), [&conflict]);
    w.settle(&conflict);
    assert_eq!(w.open_conflicts().count(), 0);
    // One with nothing staged but an intent is missed as well.
    let mut w = chain(&[]);
    do_it(&mut w, &Command::Stage { users: vec![UserId(0)], intent: Intent::ResetPassword });
    w.rebase(gone(), vec![source()]);
    assert_eq!(w.conflicts(), [conflict]);
    // Whoever was to go anyway is not missed.
    let mut w = chain(&["Bailiff"]);
    do_it(&mut w, &Command::Delete { users: vec![UserId(0)] });
    w.rebase(gone(), vec![source()]);
    assert_eq!(w.conflicts(), []);
}

fn new_row(seed: u64, name: &str) -> NewRow {
    let attributes = vec![(Attribute::USER_PRINCIPAL_NAME, Datum::text(name))];
    let id = ObjectId::from_seed(seed, 0);
    NewRow { id, provisional: false, existence: Existence::Active, attributes }
}

#[test]
fn a_name_is_taken_while_two_people_have_it() {
    let rename = |user, name| edit(&[user], Attribute::USER_PRINCIPAL_NAME, Some(text(name)));
    let answers = [
        rename(0, "other@contoso.com"),
        rename(1, "other@contoso.com"),
        Command::Delete { users: vec![UserId(0)] },
        Command::Delete { users: vec![UserId(1)] },
    ];
    for answer in answers {
        let mut w = workspace(1);
        do_it(&mut w, &rename(0, "zoë@contoso.com"));
        let rows = vec![new_row(8, "ZOË@contoso.com")];
        w.rebase(BaselineChanges { rows, ..BaselineChanges::default() }, vec![source()]);
        let kind = ConflictKind::NameTaken { name: "zoë@contoso.com".to_owned(), by: UserId(1) };
        let conflict = Conflict::Object { subject: Subject::user(UserId(0)), kind };
        assert_eq!(w.open_conflicts().collect::<Vec<_>>(), [&conflict]);
        do_it(&mut w, &edit(&[0, 1], Attribute::CITY, Some(text("Lyon"))));
        assert_eq!(w.open_conflicts().count(), 1);
        do_it(&mut w, &answer);
        assert_eq!(w.open_conflicts().count(), 0, "{answer:?}");
    }
}

#[test]
fn a_row_that_is_there_already_keeps_no_other_out() {
    let mut w = workspace(1);
    let known = NewRow { id: w.users().id(UserId(0)), ..new_row(8, "known@contoso.com") };
    let rows = vec![known, new_row(9, "new@contoso.com")];
    w.rebase(BaselineChanges { rows, ..BaselineChanges::default() }, vec![source()]);
    let names: Vec<_> = (0..w.users().rows())
        .map(|row| w.users().get(UserId(row), Attribute::USER_PRINCIPAL_NAME))
        .collect();
    assert_eq!(names, [Datum::text("user0@contoso.com"), Datum::text("new@contoso.com")]);
}

const ATTRIBUTES: [Attribute; 2] = [Attribute::CITY, Attribute::JOB_TITLE];

#[derive(Debug, Clone)]
enum Step {
    Edit(Vec<UserId>, Attribute, Option<&'static str>),
    /// Undoes what is in force, brings back what is not.
    Toggle(OperationId),
    Back,
    Drop(OperationId),
}

fn any_value() -> impl Strategy<Value = Option<&'static str>> {
    prop::sample::select(vec![None, Some("A"), Some("B"), Some("C")])
}

fn any_step() -> impl Strategy<Value = Step> {
    let attribute = || prop::sample::select(ATTRIBUTES.to_vec());
    let users = prop::collection::vec((0_u32..3).prop_map(UserId), 1..3);
    let id = || (1_u32..12).prop_map(OperationId);
    prop_oneof![
        5 => (users, attribute(), any_value()).prop_map(|(u, a, v)| Step::Edit(u, a, v)),
        1 => id().prop_map(Step::Toggle),
        2 => Just(Step::Back),
        1 => id().prop_map(Step::Drop),
    ]
}

type Cells = BTreeMap<(UserId, Attribute), Datum>;

fn any_cells() -> impl Strategy<Value = Vec<(UserId, Attribute, Datum)>> {
    let datum = any_value().prop_map(|value| value.map_or(Datum::Null, Datum::text));
    let keys = (0_u32..3).flat_map(|user| ATTRIBUTES.map(|attribute| (UserId(user), attribute)));
    let cells: Vec<_> = keys.collect();
    prop::collection::vec((prop::sample::select(cells), datum), 0..6).prop_map(|cells| {
        let cells: Cells = cells.into_iter().collect();
        cells.into_iter().map(|((user, attribute), datum)| (user, attribute, datum)).collect()
    })
}

/// Where the edits in force lead, one after the other.
fn chains(w: &Workspace) -> BTreeMap<(UserId, Attribute), Vec<Datum>> {
    let mut chains: BTreeMap<_, Vec<Datum>> = BTreeMap::new();
    for operation in w.journal() {
        let is_edit = matches!(operation.title, Title::Edit { .. });
        for event in operation.events.iter().filter(|_| is_edit && w.is_in_force(operation.id)) {
            let Event::Attribute { row: user, attribute, after, .. } = event else { continue };
            chains.entry((*user, *attribute)).or_default().push(after.clone());
        }
    }
    chains
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn conflicts_are_as_the_naive_rule_has_them(
        rounds in prop::collection::vec((prop::collection::vec(any_step(), 0..9), any_cells()), 1..4),
    ) {
        let mut w = workspace(3);
        let mut tenant = Cells::new();
        for (steps, cells) in rounds {
            for step in steps {
                let command = match step {
                    Step::Edit(users, attribute, value) => {
                        Command::Edit { users, changes: vec![(attribute, value.map(text))] }
                    }
                    Step::Toggle(id) => Command::Undo(id),
                    Step::Back => match w.undoable() {
                        Some(id) => Command::Undo(id),
                        None => continue,
                    },
                    Step::Drop(operation) => {
                        let dependents = w.dependents(operation);
                        Command::Drop { operation, dependents }
                    }
                };
                drop(w.dispatch(&command, &context(1)));
            }
            let chains = chains(&w);
            let before = tenant.clone();
            for (user, attribute, datum) in &cells {
                tenant.insert((*user, *attribute), datum.clone());
            }
            import(&mut w, cells);
            let said = |cells: &Cells, key| cells.get(key).cloned().unwrap_or(Datum::Null);
            let naive: Vec<Conflict> = chains
                .iter()
                .filter_map(|(key, chain)| {
                    let (was, arrived) = (said(&before, key), said(&tenant, key));
                    let staged = chain.last()?.clone();
                    // What an edit led to is that edit, arrived; the staged value is one of them.
                    let contradicts = was != arrived && !chain.contains(&arrived);
                    let (user, attribute) = *key;
                    let kind = ConflictKind::Attribute { attribute, was, arrived, staged };
                    contradicts.then_some(Conflict::Object { subject: Subject::user(user), kind })
                })
                .collect();
            prop_assert_eq!(w.conflicts(), naive);
            prop_assert_eq!(w.open_conflicts().count(), w.conflicts().len());
            for ((user, attribute), chain) in &chains {
                prop_assert_eq!(Some(&w.users().get(*user, *attribute)), chain.last());
            }
        }
    }
}
