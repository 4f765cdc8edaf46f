//! The predicted log names what rules do because of a change.

use super::groups::with_groups;
use super::*;
use crate::domain::directory_audit::KnownActor;
use crate::domain::{NewUser, Row};
use crate::store::AuditColumn;
use proptest::prelude::*;

/// Activity and group of the records that a rule causes, newest first, with the number of the operation.
fn by_rule(w: &Workspace) -> Vec<(String, String)> {
    let predicted = w.predicted();
    assert_eq!(predicted.without_rules, 0);
    let log = &predicted.log;
    (0..log.len())
        .filter(|row| {
            let entry = log.entry(*row);
            let by = entry.initiated_by.known() == Some(KnownActor::Membership);
            assert_eq!(by, entry.is_by_rule());
            by
        })
        .map(|row| {
            let text = |column| log.get(row, column).unwrap_or_default().to_owned();
            (text(AuditColumn::Correlation), text(AuditColumn::Activity))
        })
        .collect()
}

fn city(user: u32, city: &str) -> Command {
    edit(&[user], Attribute::CITY, Some(text(city)))
}

#[test]
fn who_comes_and_goes_by_the_rule_is_told() {
    // The rule is `user.city -eq "a"`.
    let mut w = with_groups();
    do_it(&mut w, &city(0, "a"));
    do_it(&mut w, &city(1, "b"));
    do_it(&mut w, &city(0, "c"));
    do_it(&mut w, &edit(&[0], Attribute::DEPARTMENT, Some(text("x"))));
    let own = |number: &str, activity: &str| (number.to_owned(), activity.to_owned());
    let (add, remove) = ("Add member to group", "Remove member from group");
    assert_eq!(by_rule(&w), [own("3", remove), own("1", add)]);
    // What was taken back has not happened; what came before it has.
    w.dispatch(&Command::Undo(OperationId(3)), &context(9)).unwrap();
    assert_eq!(by_rule(&w), [own("1", add)]);
    let attributes = vec![
        (Attribute::DISPLAY_NAME, text("new")),
        (Attribute::USER_PRINCIPAL_NAME, text("new@contoso.com")),
        (Attribute::CITY, text("A")),
    ];
    let new = NewUser { attributes, force_change: false };
    do_it(&mut w, &Command::CreateUser(Box::new(new)));
    assert_eq!(by_rule(&w), [own("6", add), own("1", add)]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// The records of the operations in force, added up, are what the rule takes now against at first.
    #[test]
    fn records_add_up(edits in prop::collection::vec((0_u32..4, "[ab]?"), 0..8)) {
        let mut w = with_groups();
        let takes = |w: &Workspace| -> Vec<bool> {
            (0..4)
                .map(|user| {
                    let city = w.users().get(Row(user), Attribute::CITY);
                    city.as_text().is_some_and(|city| city == "a")
                })
                .collect()
        };
        let at_first = takes(&w);
        for (user, it) in edits {
            let value = (!it.is_empty()).then(|| text(&it));
            drop(w.dispatch(&edit(&[user], Attribute::CITY, value), &context(1)));
        }
        let count = |wanted: &str| {
            by_rule(&w).iter().filter(|(_, activity)| activity == wanted).count()
        };
        let now = takes(&w);
        let came = now.iter().filter(|is| **is).count();
        let was = at_first.iter().filter(|is| **is).count();
        prop_assert_eq!(
            was + count("Add member to group"),
            came + count("Remove member from group")
        );
    }
}
