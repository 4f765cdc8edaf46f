//! Any deeds one after the other: what is foreseen is what comes, and following is as good as computing anew.

use super::*;

/// What files tell at the beginning: what groups give, whether their lists are whole, and of each person nothing,
/// only what is held, or states by groups, some of them with an error.
type Beginning = (Vec<(Vec<u8>, bool)>, Vec<(u8, Vec<(u8, u8, u8)>)>);

fn begun((groups, people): &Beginning) -> Workspace {
    let mut w = world();
    for (row, (gives, is_whole)) in (0_u32..).zip(groups) {
        let gives: BTreeSet<String> = gives.iter().map(|product| text(*product)).collect();
        let gives: Vec<String> = gives.into_iter().collect();
        w.directory.groups.set(Row(row), Attribute::GROUP_ASSIGNED_LICENSES, &texts(&gives));
        let extent = if *is_whole { Extent::Complete } else { Extent::AtLeast };
        w.directory.members.set_extent(Side::Members, Row(row), extent);
    }
    let errors = [
        None,
        None,
        None,
        Some(AssignmentError::CountViolation),
        Some(AssignmentError::MutuallyExclusiveViolation),
        Some(AssignmentError::Other),
        Some(AssignmentError::DependencyViolation),
    ];
    for (user, (kind, ways)) in (0_u32..).zip(people) {
        let users = &mut w.directory.users;
        match kind % 4 {
            0 => {
                users.set(Row(user), Attribute::DIRECT_LICENSES, &Datum::Unknown);
                users.set(Row(user), Attribute::LICENSE_ASSIGNMENT_STATES, &Datum::Unknown);
                let held: BTreeSet<String> = ways.iter().map(|(_, it, _)| text(*it)).collect();
                let held: Vec<String> = held.into_iter().collect();
                users.set(Row(user), Attribute::ASSIGNED_LICENSES, &texts(&held));
            }
            1 => {}
            _ => {
                let mut states: Vec<String> = ways
                    .iter()
                    .map(|(group, product, error)| {
                        let group = w.groups().id(Row(u32::from(*group)));
                        by_group(*product, group, errors[usize::from(*error)])
                    })
                    .collect();
                states.sort();
                states.dedup();
                tell(&mut w, user, &states);
            }
        }
    }
    w
}

fn beginnings() -> impl Strategy<Value = Beginning> {
    let group = (prop::collection::vec(1_u8..5, 0..3), any::<bool>());
    let ways = prop::collection::vec((0_u8..4, 1_u8..5, 0_u8..7), 0..3);
    (prop::collection::vec(group, 4), prop::collection::vec((0_u8..4, ways), 6))
}

/// What somebody has, groups by their ids: by number they may be others.
fn seen(licences: &mut Licences, user: u32) -> (Person, Vec<Option<ObjectId>>) {
    let mut person = licences.person(user);
    let mut groups = Vec::new();
    for way in person.holdings.iter_mut().flat_map(|holding| &mut holding.ways) {
        if let Way::Group(group) = &mut way.way {
            groups.push(licences.groups().get(*group as usize).map(|group| group.id));
            *group = 0;
        }
    }
    (person, groups)
}

/// A small deed: to whom, what is given, what is taken.
pub(super) type Deed = (u8, u32, Vec<u8>, Vec<u8>);

pub(super) fn command(w: &Workspace, (kind, row, add, remove): &Deed) -> Command {
    let row = *row;
    let add: Vec<AssignedLicense> = add.iter().map(|product| license(*product, &[])).collect();
    let party = Party::Here(Subject::user(Row(row % 6)));
    let groups = vec![Row(row % 4)];
    let users = vec![Row(row % 6)];
    match kind {
        7 => Command::Delete { users },
        8 => Command::Restore { users, new_names: vec![], proxies: ProxyConflict::Refuse },
        9 => {
            let setting = Setting::OF_LICENSING[row as usize % Setting::OF_LICENSING.len()];
            Command::Set { settings: vec![(setting, Some(Value::Boolean(row % 2 == 0)))] }
        }
        10 | 11 => {
            let city = ["a", "b", "c"].get(row as usize / 6).map(|city| text_value(city));
            Command::Edit { users, changes: vec![(Attribute::CITY, city)] }
        }
        12 => {
            let rules =
                ["user.city -eq \"a\"", "user.city -in [\"b\", \"c\"]", "user.country -eq \"x\""];
            let rule = text_value(rules[row as usize % 3]);
            let changes = vec![(Attribute::GROUP_MEMBERSHIP_RULE, Some(rule))];
            Command::EditGroups { groups: vec![Row(2)], changes }
        }
        13 => {
            let state = text_value(["Paused", "On"][row as usize % 2]);
            let changes = vec![(Attribute::GROUP_MEMBERSHIP_RULE_PROCESSING_STATE, Some(state))];
            Command::EditGroups { groups: vec![Row(2)], changes }
        }
        14 => {
            let rule = (row % 2 == 0).then(|| "user.city -ne \"a\"".to_owned());
            let to = if rule.is_some() { Membership::DynamicUser } else { Membership::Assigned };
            Command::Convert { groups: vec![Row([0, 2][row as usize / 2 % 2])], to, rule }
        }
        6 => Command::Stage { users: vec![Row(row % 6)], intent: Intent::ReprocessLicenses },
        0 | 1 => give(Of::User, &[row % 6], &add, remove),
        2 => give(Of::Group, &[row % 4], &add, remove),
        3 => Command::Relate { groups, side: Side::Members, add: vec![party], remove: vec![] },
        4 => Command::Relate { groups, side: Side::Members, add: vec![], remove: vec![party] },
        _ => match w.undoable() {
            Some(id) => Command::Undo(id),
            None => Command::Delete { users: vec![Row(row % 6)] },
        },
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Whatever was done, somebody has what was given to them, and what groups give that they are in, where
    /// there are seats and nothing stands against it; and what was foreseen is what came.
    #[test]
    fn everybody_has_what_they_are_given(
        deeds in prop::collection::vec(
            (0_u8..6, 0_u32..24, prop::collection::vec(2_u8..5, 0..2), prop::collection::vec(2_u8..5, 0..2)),
            1..24,
        ),
    ) {
        let mut w = world();
        for deed in &deeds {
            let command = command(&w, deed);
            let Ok(rehearsal) = w.rehearse(&command, &context(3)) else { continue };
            let events = rehearsal.operation.events;
            let mut foreseen =
                licences(&w).supposing(&w, &Catalogue::default(), Assumptions::default(), &events);
            let foreseen = foreseen.figures(&w);
            do_it(&mut w, &command);
            prop_assert_eq!(foreseen, licences(&w).figures(&w), "{:?}", command);
            for user in 0..6 {
                let told = |objects: &Objects, row: u32, attribute| -> Vec<SkuId> {
                    match objects.get(Row(row), attribute) {
                        Datum::Value(Value::Texts(texts)) => {
                            let read = texts.iter().filter_map(|text| AssignedLicense::parse(text));
                            read.map(|license| license.sku).collect()
                        }
                        _ => Vec::new(),
                    }
                };
                let active = w.is_active(Subject::user(Row(user)));
                let direct = told(w.users(), user, Attribute::DIRECT_LICENSES);
                let is_in = |group: &u32| {
                    let members = &w.directory().members;
                    members.holds(Side::Members, Row(*group), Of::User, Row(user)) == Some(true)
                };
                let by_groups: Vec<SkuId> = (0..w.groups().rows())
                    .filter(is_in)
                    .flat_map(|group| told(w.groups(), group, Attribute::GROUP_ASSIGNED_LICENSES))
                    .collect();
                let held = held(&w, user);
                if !active {
                    prop_assert!(held.is_empty());
                    continue;
                }
                prop_assert!(direct.iter().all(|product| held.contains(product)));
                let given: BTreeSet<SkuId> = direct.iter().chain(&by_groups).copied().collect();
                prop_assert!(held.is_subset(&given));
                // Without meetings and free calls, nothing can stand against it.
                if given.is_subset(&BTreeSet::from([sku(TELEPHONY)])) {
                    prop_assert_eq!(held, given);
                }
            }
        }
    }

    /// Whatever files told, what is foreseen is what comes; and who follows change by change has what is
    /// computed from nothing.
    #[test]
    fn steps_lead_to_what_is_computed_anew(
        beginning in beginnings(),
        deeds in prop::collection::vec(
            (0_u8..15, 0_u32..24, prop::collection::vec(1_u8..5, 0..2), prop::collection::vec(1_u8..5, 0..2)),
            1..12,
        ),
    ) {
        let mut w = begun(&beginning);
        let mut followed = licences(&w);
        let mut next = w.number_of_next_operation();
        for deed in &deeds {
            let command = command(&w, deed);
            let Ok(rehearsal) = w.rehearse(&command, &context(3)) else { continue };
            let events = rehearsal.operation.events;
            let mut foreseen =
                followed.supposing(&w, &Catalogue::default(), Assumptions::of(&w), &events);
            let foreseen = foreseen.figures(&w);
            do_it(&mut w, &command);
            let mut anew = licences(&w);
            // What is assumed is nothing that happens.
            let is_assumed = matches!(command, Command::Set { .. })
                || events.iter().any(|event| matches!(event, Event::Ledger { .. }));
            if !is_assumed {
                prop_assert_eq!(&foreseen, &anew.figures(&w), "{:?}", command);
            }
            let since = w.journal().iter().filter(|operation| operation.id >= next);
            let events = since.flat_map(|operation| &operation.events);
            if !followed.follow(&w, &Catalogue::default(), events) {
                followed.compute_again(&w, &Catalogue::default(), Assumptions::of(&w));
            }
            next = w.number_of_next_operation();
            for user in 0..w.users().rows() {
                prop_assert_eq!(seen(&mut followed, user), seen(&mut anew, user), "{:?}", command);
            }
            prop_assert_eq!(followed.unknown(), anew.unknown());
            prop_assert_eq!(followed.figures(&w), anew.figures(&w));
            prop_assert_eq!(followed.troubles(), anew.troubles());
            prop_assert_eq!(followed.undecided(), anew.undecided());
        }
    }
}
