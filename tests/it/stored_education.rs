//! Operations of version 8 open today, and mean what they meant: what is said of the management of devices.
//!
//! `tests/data/v11/` holds them as they were written first. They are never edited. A missing one is added by
//! running `cargo test --test it freeze_education -- --ignored`.

use std::fs;
use std::path::PathBuf;
use tenantry::domain::education::profile::{Least, Trial};
use tenantry::domain::education::{
    Approval, Approver, Country, Field, Note, Platform, Position, Promise, PromiseWords, Scenario,
    Slug, Stand, Switch, Topic,
};
use tenantry::domain::{
    Actor, Event, LedgerEntry, LedgerKey, Operation, OperationId, Origin, Timestamp, Title,
};
use tenantry::persist::operation;
use tenantry::text::date::Day;

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/v11/education.bin")
}

fn notes() -> Vec<(Topic, Note)> {
    let day = Day::new(2026, 5, 4).unwrap();
    let slug = |name: &str| Slug::parse(name).unwrap();
    let text = |text: &str| text.to_owned();
    let words = PromiseWords { statement: text("a"), why: text("b"), told: text("c") };
    let approval = Approval { by: Approver::WorksCouncil, name: text("Eve"), on: day };
    let promise = Promise {
        about: vec![text("see.location"), text("do.locate")],
        position: Position::OnlyIfLost,
        personal_only: true,
        words: [("en".to_owned(), words.clone()), ("fr".to_owned(), words)].into(),
        approvals: vec![approval],
        review_by: Some(day),
    };
    let mut all: Vec<(Topic, Note)> = Field::ALL
        .iter()
        .map(|field| (Topic::Text(*field), Note::Text(field.key().to_owned())))
        .chain(Switch::ALL.iter().map(|switch| (Topic::Switch(*switch), Note::Stand(Stand::On))))
        .chain(Platform::ALL.iter().map(|platform| {
            (Topic::Least(*platform), Note::Least(Least { version: text("17.1"), checked: day }))
        }))
        .chain(Scenario::ALL.iter().map(|scenario| {
            let trial = Trial { is_so: false, on: day };
            (Topic::Trial(slug("see.serial"), *scenario), Note::Trial(trial))
        }))
        .collect();
    all.extend([
        (Topic::Switch(Switch::WipePersonal), Note::Stand(Stand::OnRequest)),
        (Topic::Switch(Switch::Mtd), Note::Stand(Stand::Off)),
        (Topic::Country(Country::GERMANY), Note::There),
        (Topic::GraceDays, Note::Days(14)),
        (Topic::WipeNeedsSecond, Note::Flag(true)),
        (Topic::AndroidMove, Note::Day(day)),
        (Topic::OtherMonitoring, Note::Texts(vec![text("a"), text("b")])),
        (Topic::Promise(slug("location")), Note::Promise(promise)),
    ]);
    all
}

fn operations() -> Vec<Operation> {
    let events: Vec<Event> = notes()
        .into_iter()
        .map(|(topic, note)| Event::Ledger {
            key: LedgerKey::Education(topic),
            before: None,
            after: Some(LedgerEntry::Education(note)),
        })
        .collect();
    let back = events.iter().cloned().map(Event::inverse).collect();
    let one = |id, events: Vec<Event>| Operation {
        id: OperationId(id),
        at: Timestamp(1_790_000_000_000),
        actor: Actor { id: None, name: "a@b".to_owned(), roles: vec![] },
        origin: Origin::Page,
        title: Title::Educate { notes: u32::try_from(events.len()).unwrap() },
        events,
    };
    vec![one(1, events), one(2, back)]
}

#[test]
fn the_first_notes_open() {
    let stored = fs::read(path()).unwrap();
    assert_eq!(operation::decode_all(&stored), Ok(operations()));
    let written = operation::encode_all(operations().iter());
    assert_eq!(written, stored, "they would be written differently");
}

/// What is new takes the new version, so that older code says so instead of damage.
#[test]
fn notes_take_the_new_version() {
    for one in operations() {
        assert_eq!(operation::encode(&one)[1], 8);
    }
    let undone = Operation { title: Title::Undo(OperationId(1)), ..operations().remove(1) };
    assert_eq!(operation::encode(&undone)[1], 8);
}

#[test]
#[ignore = "writes the records that are not there yet"]
fn freeze_education() {
    if !path().exists() {
        fs::create_dir_all(path().parent().unwrap()).unwrap();
        fs::write(path(), operation::encode_all(operations().iter())).unwrap();
    }
}
