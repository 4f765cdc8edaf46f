//! Texts that promise too much are found, and those that do not are left alone.

use super::*;
use crate::domain::education::{Profile, Stand, Switch};
use crate::education::matrix::tests::own;
use crate::education::truth::truth;

fn found(text: &str, locale: Locale, scenarios: &[Scenario]) -> Vec<(&'static str, Vec<Scenario>)> {
    let matrix = own();
    let switches = [(Switch::DeviceQuery, Stand::On), (Switch::Mtd, Stand::Off)];
    let profile = Profile { switches: switches.into_iter().collect(), ..Profile::default() };
    let truths: Vec<_> = scenarios
        .iter()
        .map(|scenario| {
            let place = Place::usual(*scenario);
            (place, truth(&matrix, &profile, place))
        })
        .collect();
    let claims = check(text, locale, &truths);
    assert!(claims.iter().all(|claim| text.get(claim.at.clone()).is_some()));
    claims.into_iter().map(|claim| (claim.key, claim.devices)).collect()
}

/// The list as it was told in 2019: files are never seen. Today that is too broad.
#[test]
fn an_old_list_is_too_broad() {
    let company = [Scenario::WindowsCompany];
    let english = "Your organization can never see:\n\n- Calling history\n- Pictures\n- Files\n\nIt can see:\n\n- Model\n";
    assert_eq!(found(english, Locale::En, &company), [("see.file-names", company.to_vec())]);
    let french =
        "Votre organisation ne peut jamais voir\u{a0}:\n- Historique des appels\n- Fichiers\n";
    assert_eq!(found(french, Locale::Fr, &company), [("see.file-names", company.to_vec())]);
    // What is in documents is never seen: that is no claim too many.
    assert_eq!(found("We cannot see the content of your files.", Locale::En, &company), []);
    // On a person's own phone the same list is right.
    assert_eq!(found(english, Locale::En, &[Scenario::AndroidPersonalWorkProfile]), []);
}

#[test]
fn only_denials_are_claims() {
    let all = Scenario::ALL;
    assert_eq!(found("Support can see your location in Lost Mode.", Locale::En, &all), []);
    let denied = found("We never locate devices.", Locale::En, &all);
    assert_eq!(denied.len(), 1);
    let (key, devices) = &denied[0];
    assert_eq!(*key, "see.location");
    assert!(devices.contains(&Scenario::IosSupervised));
    assert!(!devices.contains(&Scenario::MacosCompany));
    assert_eq!(found("We cannot read your personal e-mail.", Locale::En, &all), []);
    assert_eq!(found("We cannot read your e-mail.", Locale::En, &all)[0].0, "see.work-mail-files");
    assert_eq!(found("Nous ne pouvons pas.", Locale::Fr, &all), []);
    // Within other words nothing is meant.
    assert_eq!(found("It does not change your profile.", Locale::En, &all), []);
}
