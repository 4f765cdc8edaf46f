//! What is said of the management of devices: noted, undone, refused where it cannot be.

use super::*;
use crate::domain::education::profile::FieldProblem;
use crate::domain::education::{Field, Note, NoteProblem, Profile, Stand, Switch, Topic};

fn say(notes: &[(Topic, Option<Note>)]) -> Command {
    Command::Educate { notes: notes.to_vec() }
}

#[test]
fn answers_are_noted_and_undone() {
    let mut w = workspace(2);
    let name = Topic::Text(Field::OrganisationName);
    let mtd = Topic::Switch(Switch::Mtd);
    let all = [
        (name, Some(Note::Text("Contoso".to_owned()))),
        (mtd, Some(Note::Stand(Stand::Off))),
        (mtd, Some(Note::Stand(Stand::On))),
    ];
    do_it(&mut w, &say(&all));
    let profile = w.ledger().profile();
    assert_eq!(profile.contact.get(Field::OrganisationName), "Contoso");
    assert_eq!(profile.switches.get(Switch::Mtd), Some(Stand::On));
    // Saying so again is nothing to do.
    assert_eq!(w.rehearse(&say(&all), &context(5)).unwrap_err(), [Refusal::NothingToDo]);
    do_it(&mut w, &say(&[(mtd, None)]));
    assert_eq!(w.ledger().profile().switches.get(Switch::Mtd), None);
    for _ in 0..2 {
        let undo = Command::Undo(w.undoable().unwrap());
        do_it(&mut w, &undo);
    }
    assert_eq!(w.ledger().profile(), Profile::default());
}

#[test]
fn what_cannot_be_is_refused_whole() {
    let w = workspace(2);
    let phone = Topic::Text(Field::Phone);
    let command = say(&[
        (phone, Some(Note::Text("1".repeat(22)))),
        (Topic::GraceDays, Some(Note::Flag(true))),
        (Topic::WipeNeedsSecond, Some(Note::Flag(true))),
    ]);
    let refusals = w.rehearse(&command, &context(1)).unwrap_err();
    let expected = [
        (phone, NoteProblem::Text(FieldProblem::TooLong(2))),
        (Topic::GraceDays, NoteProblem::Sort),
    ];
    let expected = expected.map(|(topic, problem)| Refusal::Education { topic, problem });
    assert_eq!(refusals, expected);
}
