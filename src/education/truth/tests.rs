//! The truth about every kind of device.

use super::*;
use crate::domain::education::profile::Trial;
use crate::domain::education::{Ownership, Scenario};
use crate::education::difference;
use crate::education::matrix::Table;
use crate::education::matrix::tests::own;
use crate::text::date::Day;
use proptest::prelude::*;

fn with(stands: &[(Switch, Stand)]) -> Profile {
    Profile { switches: stands.iter().copied().collect(), ..Profile::default() }
}

fn all(stand: Stand) -> Profile {
    let of = |switch: Switch| switch.stands().contains(&stand).then_some((switch, stand));
    Profile { switches: Switch::ALL.into_iter().filter_map(of).collect(), ..Profile::default() }
}

fn verdict(matrix: &Matrix, profile: &Profile, place: Place, key: &str) -> (Verdict, Ground) {
    let lines = truth(matrix, profile, place);
    let line = lines.iter().find(|line| line.entry.full_key() == key);
    let line = line.unwrap_or_else(|| panic!("{key} of {place:?}"));
    (line.verdict, line.ground.clone())
}

/// What a row means, worked out without looking at how the engine does it: every way in which what is unknown may
/// turn out is tried, and the most intrusive counts.
fn naive(row: &Row, switches: &Switches, method: Method) -> Verdict {
    match row.reading {
        Reading::Never | Reading::NotApplicable => return Verdict::Never,
        Reading::Always | Reading::Unknown => return Verdict::Always,
        Reading::Depends if row.switches.is_empty() => return Verdict::OnlyIf,
        Reading::Depends => {}
    }
    let unknown: Vec<Switch> = row
        .switches
        .iter()
        .map(|(switch, _)| *switch)
        .filter(|switch| stand(switches, *switch, method).is_none())
        .collect();
    let mut worst = Verdict::Never;
    for case in 0..1_u32 << unknown.len() {
        for (switch, outcome) in &row.switches {
            let guessed = unknown.iter().position(|one| one == switch);
            let stand = match guessed {
                Some(at) if case >> at & 1 == 1 => Stand::On,
                Some(_) => Stand::Off,
                None => stand(switches, *switch, method).unwrap(),
            };
            let here = match (stand, outcome) {
                (Stand::Off, _) => Verdict::Never,
                (Stand::On, Outcome::Always) => Verdict::Always,
                (Stand::On, Outcome::OnlyIf) | (Stand::OnRequest, _) => Verdict::OnlyIf,
            };
            worst = worst.max(here);
        }
    }
    worst
}

proptest! {
    /// Whatever is on, off, unknown, for all kinds of devices and ways in: the engine says what trying every case
    /// says, and nothing open is a fact.
    #[test]
    fn every_line_is_what_trying_every_case_says(
        stands in prop::collection::vec(0_usize..4, Switch::ALL.len()),
    ) {
        let matrix = own();
        let mut profile = Profile::default();
        for (switch, stand) in Switch::ALL.into_iter().zip(stands) {
            profile.switches.set(switch, switch.stands().get(stand).copied());
        }
        for scenario in Scenario::ALL {
            for method in scenario.methods() {
                let place = Place { scenario, method: *method };
                let lines = truth(&matrix, &profile, place);
                prop_assert!(lines.len() >= 25, "{:?}", place);
                for line in lines {
                    let expected = naive(line.row, &profile.switches, *method);
                    prop_assert_eq!(line.verdict, expected, "{} {:?}", line.entry.full_key(), place);
                    let open = line.row.reading == Reading::Unknown || line.other.is_some();
                    prop_assert!(!open || !line.is_fact());
                }
            }
        }
    }

    /// One more switch that is on never makes anything less intrusive.
    #[test]
    fn switching_on_never_takes_away(
        stands in prop::collection::vec(0_usize..4, Switch::ALL.len()),
        more in 0_usize..28,
    ) {
        let matrix = own();
        let mut before = Profile::default();
        for (switch, stand) in Switch::ALL.into_iter().zip(stands) {
            before.switches.set(switch, switch.stands().get(stand).copied());
        }
        before.switches.set(Switch::ALL[more], Some(Stand::Off));
        let mut after = before.clone();
        after.switches.set(Switch::ALL[more], Some(Stand::On));
        for scenario in Scenario::ALL {
            let place = Place::usual(scenario);
            for (was, is) in truth(&matrix, &before, place).iter().zip(truth(&matrix, &after, place)) {
                prop_assert!(was.verdict <= is.verdict);
            }
        }
    }
}

/// A person's own iPhone, account-driven: serial number, IMEI and phone number are never seen, and nobody can erase it.
#[test]
fn own_iphone_by_account() {
    let matrix = own();
    let place = Place::usual(Scenario::IosUserEnrollment);
    let profile = all(Stand::On);
    for key in [
        "see.serial",
        "see.imei",
        "see.phone-number",
        "see.location",
        "do.wipe",
        "do.failed-code-wipe",
    ] {
        assert_eq!(verdict(&matrix, &profile, place, key).0, Verdict::Never, "{key}");
    }
    // A general page says otherwise of the serial number: it is told, and no fact.
    let lines = truth(&matrix, &profile, place);
    let serial = lines.iter().find(|line| line.entry.full_key() == "see.serial").unwrap();
    assert_eq!(serial.other.map(|other| other.reading), Some(Reading::Always));
    assert!(!serial.is_fact());
    // Somebody tried it: now it is one.
    let mut tried = profile;
    let on = Day::new(2026, 5, 1).unwrap();
    let about = (Slug::parse("see.serial").unwrap(), place.scenario);
    tried.trials.insert(about, Trial { is_so: false, on });
    let lines = truth(&matrix, &tried, place);
    let serial = lines.iter().find(|line| line.entry.full_key() == "see.serial").unwrap();
    assert_eq!((serial.verdict, &serial.ground), (Verdict::Never, &Ground::Tested(on)));
    assert!(serial.is_fact());
}

/// The organisation's iPhone: all apps are seen, and it is located only in Lost Mode.
#[test]
fn company_iphone() {
    let matrix = own();
    let place = Place::usual(Scenario::IosSupervised);
    let profile = Profile::default();
    assert_eq!(verdict(&matrix, &profile, place, "see.personal-apps").0, Verdict::Always);
    let lines = truth(&matrix, &profile, place);
    let location = lines.iter().find(|line| line.entry.full_key() == "see.location").unwrap();
    assert_eq!((location.verdict, location.is_fact()), (Verdict::OnlyIf, true));
    let because = crate::education::matrix::tests::words(crate::i18n::Locale::En);
    let because = because.find(&format!("because.{}", location.because.unwrap())).unwrap();
    assert!(because.contains("Lost Mode"), "{because}");
}

/// A security app becomes required: what it reports of people's own apps is more than was told.
#[test]
fn a_required_security_app_is_material() {
    let matrix = own();
    let place = Place::usual(Scenario::AndroidPersonalWorkProfile);
    let [off, on] = [Stand::Off, Stand::On].map(|stand| with(&[(Switch::Mtd, stand)]));
    let (before, after) = (snapshot(&matrix, &off, place), snapshot(&matrix, &on, place));
    let differences = difference::between(&before, &after);
    let apps = differences.iter().find(|one| one.key == "see.personal-apps").unwrap();
    assert!(apps.is_more);
    assert_eq!(apps.before.as_ref().map(|told| told.verdict), Some(Verdict::Never));
    assert_eq!(apps.after.as_ref().map(|told| told.verdict), Some(Verdict::Always));
    assert!(difference::is_material(&differences));
    assert!(!difference::is_material(&difference::between(&after, &before)));
    // Whoever does not know is told the cautious reading.
    let unknown = snapshot(&matrix, &Profile::default(), place);
    let told = &unknown.lines["see.personal-apps"];
    assert_eq!((told.verdict, told.is_fact), (Verdict::Always, false));
}

/// A person's own Android phone, by app and by web: the required apps and the user's app differ.
#[test]
fn own_android_by_both_ways() {
    let matrix = own();
    let scenario = Scenario::AndroidPersonalWorkProfile;
    let [web, app] = [Method::Web, Method::AppBased].map(|method| Place { scenario, method });
    let because = |place| {
        let lines = truth(&matrix, &Profile::default(), place);
        let line = lines.iter().find(|line| line.entry.full_key() == "do.required-apps").unwrap();
        line.because.map(str::to_owned)
    };
    assert!(because(web).is_some() && because(web) != because(app));
    assert_ne!(web.user_app(), app.user_app());
}

/// What nobody could ever see is so on every device, whatever is switched on.
#[test]
fn the_never_list_is_never() {
    let matrix = own();
    for scenario in Scenario::ALL {
        for line in truth(&matrix, &all(Stand::On), Place::usual(scenario)) {
            if line.entry.table == Table::See && &*line.entry.group == "never-list" {
                assert_eq!(line.verdict, Verdict::Never, "{} {scenario:?}", line.entry.key);
                assert!(line.is_of_nature());
            }
        }
    }
}

/// Less is seen of what belongs to people than of the organisation's own, platform by platform.
#[test]
fn own_devices_show_less() {
    let matrix = own();
    let count = |scenario| {
        let lines = truth(&matrix, &all(Stand::On), Place::usual(scenario));
        lines.iter().filter(|line| line.verdict != Verdict::Never).count()
    };
    for (own, company) in [
        (Scenario::AndroidPersonalWorkProfile, Scenario::AndroidFullyManaged),
        (Scenario::IosUserEnrollment, Scenario::IosDeviceEnrollment),
        (Scenario::IosDeviceEnrollment, Scenario::IosSupervised),
        (Scenario::WindowsPersonal, Scenario::WindowsCompany),
    ] {
        assert!(count(own) < count(company), "{own:?}");
        assert_eq!(own.ownership(), Ownership::Personal);
    }
}
