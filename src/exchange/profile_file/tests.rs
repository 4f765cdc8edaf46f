//! Files are read as they were written, and what is wrong is told at its place.

use super::*;
use proptest::prelude::*;

fn problems(json: &str) -> Vec<(String, ProfileProblem)> {
    let errors = read(json.as_bytes()).unwrap_err();
    errors.into_iter().map(|error| (error.at, error.problem)).collect()
}

fn with(part: &str) -> Vec<(String, ProfileProblem)> {
    problems(&format!("{{\"kind\":\"tenantry-profile\",\"version\":1,{part}}}"))
}

#[test]
fn what_is_wrong_is_told_at_its_place() {
    use ProfileProblem::{Json, Kind, Sort, Text, TooNew, Unknown, Value};
    let at = |at: &str, problem| vec![(at.to_owned(), problem)];
    assert_eq!(problems("{\n  x"), at("", Json { line: 2, column: 3 }));
    assert_eq!(problems("[]"), at("", Kind));
    assert_eq!(problems("{\"kind\":\"tenantry-profile\"}"), at("", Kind));
    assert_eq!(problems("{\"kind\":\"tenantry-profile\",\"version\":2}"), at("", TooNew(2)));
    for (part, place, problem) in [
        ("\"switches\":[]", "switches", Sort),
        ("\"switches\":{\"x\":\"on\"}", "switches.x", Unknown),
        ("\"switches\":{\"mtd\":\"on-request\"}", "switches.mtd", Value),
        ("\"switches\":{\"mtd\":true}", "switches.mtd", Value),
        ("\"texts\":{\"org\":1}", "texts.org", Sort),
        ("\"countries\":[\"FR\",\"fr\"]", "countries.2", Value),
        ("\"graceDays\":-1", "graceDays", Value),
        ("\"graceDays\":366", "graceDays", Value),
        ("\"androidMove\":\"2026-02-30\"", "androidMove", Value),
        ("\"trials\":[{\"about\":\"see.x\"}]", "trials.1", Value),
        ("\"least\":{\"ios\":{\"version\":\"17\"}}", "least.ios", Value),
        ("\"other\":1", "other", Unknown),
        (
            "\"texts\":{\"contact.email\":\"x\"}",
            "texts.contact.email",
            Text(FieldProblem::NoAddress),
        ),
    ] {
        assert_eq!(with(part), at(place, problem), "{part}");
    }
    // Everything that is wrong, not only the first.
    assert_eq!(with("\"graceDays\":-1,\"other\":1").len(), 2);
    assert_eq!(problems(&" ".repeat(MOST_BYTES + 1)), at("", Kind));
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(
        stands in prop::collection::vec((0_usize..28, 0_usize..3), 0..28),
        names in prop::collection::vec("[a-zé\"\\\\{}<> ]{1,20}", 0..4),
        days in prop::option::of(0_u16..=365),
        day in prop::option::of(0_i64..30_000),
        trials in prop::collection::vec((0_usize..14, any::<bool>(), 0_i64..30_000), 0..5),
    ) {
        let mut profile = Profile { grace_days: days, ..Profile::default() };
        for (switch, stand) in stands {
            let switch = Switch::ALL[switch];
            profile.switches.set(switch, switch.stands().get(stand).copied());
        }
        profile.android_move = day.map(Day::from_days);
        for name in names.iter().map(|name| name.trim()).filter(|name| !name.is_empty()) {
            profile.other_monitoring.push(name.to_owned());
            profile.contact.set(Field::Information, name).unwrap();
        }
        for (scenario, is_so, on) in trials {
            let about = (Slug::parse("see.serial").unwrap(), Scenario::ALL[scenario]);
            profile.trials.insert(about, Trial { is_so, on: Day::from_days(on) });
            profile.countries.insert(Country::GERMANY);
            let least = Least { version: "17.1".to_owned(), checked: Day::from_days(on) };
            profile.least.insert(Scenario::ALL[scenario].platform(), least);
            profile.wipe_needs_second = Some(is_so);
        }
        prop_assert_eq!(read(write(&profile).as_bytes()), Ok(profile.clone()));
        // Piece by piece it is the same.
        let notes: Vec<_> = profile.notes().collect();
        prop_assert!(notes.iter().all(|(topic, note)| topic.check(note) == Ok(())));
        prop_assert_eq!(Profile::of(notes.iter().map(|(topic, note)| (*topic, note))), profile);
    }
}
