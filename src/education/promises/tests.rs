//! What contradicts a promise, and what makes it empty.

use super::*;
use crate::domain::education::{Profile, Scenario};
use crate::education::matrix::{Entry, Matrix};
use crate::education::truth::truth;
use std::collections::BTreeSet;

const SEE: &str = "tenantry-matrix 1\nversion 2026-01-01\nsource a 2025-01-01 x\n\
    see photos never-list\nrow never from=a for=windows-corporate\n\
    see location sometimes\nrow depends from=a if=locate-windows:only-if because=c for=windows-corporate\n\
    see apps sometimes\nrow always from=a for=windows-corporate,windows-personal\n";
const DO: &str = "tenantry-matrix 1\nversion 2026-01-02\nsource a 2025-01-01 x\n\
    do wipe remote-action\nrow yes from=a effect=erased back=no evidence=stated for=windows-corporate\n";

fn found(about: &str, position: Position, stand: Option<Stand>) -> Vec<Finding> {
    let matrix = Matrix::read(SEE, DO).unwrap();
    let mut profile = Profile::default();
    profile.switches.set(Switch::LocateWindows, stand);
    let place = Place::usual(Scenario::WindowsCompany);
    let lines = truth(&matrix, &profile, place);
    let promise = Promise {
        about: vec![about.to_owned()],
        position,
        personal_only: false,
        words: [].into(),
        approvals: vec![],
        review_by: None,
    };
    let known: BTreeSet<String> = matrix.entries.iter().map(Entry::full_key).collect();
    check(&promise, place, &lines, |key| known.contains(key))
}

#[test]
fn promises_are_held_against_the_truth() {
    let key = |key: &str| key.to_owned();
    let never = |about, stand| found(about, Position::Never, stand);
    let switches = vec![Switch::LocateWindows];
    let location = key("see.location");
    // "We never locate PCs", and the switch is on.
    let contradicted = Finding::Contradicted { key: location.clone(), switches: switches.clone() };
    assert!(contradicted.is_error());
    assert_eq!(never("see.location", Some(Stand::On)), [contradicted]);
    let undecided = Finding::Undecided { key: location, switches };
    assert!(!undecided.is_error());
    assert_eq!(never("see.location", None), [undecided]);
    assert_eq!(never("see.location", Some(Stand::Off)), []);
    assert_eq!(found("see.location", Position::OnlyIfLost, Some(Stand::On)), []);
    assert_eq!(never("see.photos", None), [Finding::IsFact { key: key("see.photos") }]);
    assert_eq!(never("see.apps", None), [Finding::Impossible { key: key("see.apps") }]);
    // What can be done and is not: that is a promise.
    assert_eq!(never("do.wipe", None), []);
    assert_eq!(never("do.nothing", None), [Finding::Unknown { key: key("do.nothing") }]);
}

#[test]
fn a_promise_for_own_devices_is_none_for_others() {
    let promise = Promise {
        about: vec!["see.apps".to_owned()],
        position: Position::Never,
        personal_only: true,
        words: [].into(),
        approvals: vec![],
        review_by: None,
    };
    let place = Place::usual(Scenario::WindowsCompany);
    assert_eq!(check(&promise, place, &[], |_| false), []);
    assert!(concerns(&promise, Place::usual(Scenario::WindowsPersonal)));
}

#[test]
fn erasing_own_devices_is_held_up_in_france() {
    let countries = |code: &str| BTreeSet::from([Country::parse(code).unwrap()]);
    let place = Place::usual(Scenario::IosDeviceEnrollment);
    let with = |stand| Switches::from_iter([(Switch::WipePersonal, stand)]);
    let wipes = with(Stand::On);
    assert_eq!(law(&countries("FR"), &wipes, place), [LawFinding::WipeInFrance]);
    assert_eq!(law(&countries("DE"), &wipes, place), []);
    assert_eq!(law(&countries("FR"), &with(Stand::OnRequest), place), []);
    let company = Place::usual(Scenario::IosSupervised);
    assert_eq!(law(&countries("FR"), &wipes, company), []);
}
