//! What documents leave open: what is chosen, and what follows from it.

use super::*;
use crate::domain::Reading;
use crate::licensing::Standing;
use crate::licensing::judge::{State, Violation};

const EXCHANGE_STANDARD: &str = "9aaf7827-d63c-4b61-89c3-182f06f82e5c";
const EXCHANGE_DESKLESS: &str = "4a82b400-a79f-41a4-b4e2-e94f5787b113";
const STANDARD: u8 = 8;
const DESKLESS: u8 = 9;

fn choose(w: &mut Workspace, setting: Setting, is: bool) {
    if Assumptions::of(w).has(setting) == is {
        return;
    }
    do_it(w, &Command::Set { settings: vec![(setting, Some(Value::Boolean(is)))] });
}

/// Products of somebody by the way on which they come, and whether something is wrong.
fn ways(w: &Workspace, user: u32) -> Vec<(u8, Way, State)> {
    let person = licences(w).person(user);
    let all = person.holdings.iter().flat_map(|holding| {
        holding.ways.iter().map(|way| (holding.product.0.0[0], way.way, way.state))
    });
    all.collect()
}

/// User 0 has meetings directly, and security and telephony by group 0; user 1 has the same but for the meetings.
fn dependent() -> Workspace {
    let mut w = world();
    let gives = [text(SECURITY), text(TELEPHONY)];
    w.directory.groups.set(Row(0), Attribute::GROUP_ASSIGNED_LICENSES, &texts(&gives));
    let group = w.groups().id(Row(0));
    for user in [0, 1] {
        tell(&mut w, user, &[by_group(SECURITY, group, None), by_group(TELEPHONY, group, None)]);
        w.directory.members.put(Side::Members, Row(0), Of::User, Row(user), true);
    }
    w.directory.users.set(Row(0), Attribute::DIRECT_LICENSES, &texts(&[text(MEETINGS)]));
    w
}

/// That a plan of the product is needed by that of meetings.
fn needed(w: &Workspace) -> State {
    let plan = licences(w).model().plan(plan(MCOMEETADV)).unwrap();
    State::ActiveWithError(Violation::Needed { plan })
}

/// That telephony, of the same group, cannot go.
fn held_back(w: &Workspace) -> State {
    let product = licences(w).model().product(sku(TELEPHONY)).unwrap();
    State::ActiveWithError(Violation::Other { product })
}

fn leave(user: u32) -> Command {
    Command::Relate {
        groups: vec![Row(0)],
        side: Side::Members,
        add: vec![],
        remove: vec![Party::Here(Subject::user(Row(user)))],
    }
}

/// "All licenses assigned by the deleted group enter an error state on the affected user" (March 2025); before that,
/// what is needed "is converted from inherited to direct" (November 2023).
#[test]
fn what_a_group_no_longer_gives_stays_where_it_is_needed() {
    let none = give(Of::Group, &[0], &[], &[SECURITY, TELEPHONY]);
    let less = give(Of::Group, &[0], &[], &[TELEPHONY]);
    let deleted = Command::DeleteGroups { groups: vec![Row(0)] };
    let (by, direct) = (Way::Group(0), Way::Direct);
    let meetings = (MEETINGS, direct, State::Active);
    let turned = (TELEPHONY, direct, State::Active);
    for (deeds, newer, older) in [
        (vec![&less], vec![(SECURITY, by)], vec![(SECURITY, by, State::Active), turned, meetings]),
        (vec![&none], vec![], vec![turned, meetings]),
        (vec![&none, &deleted], vec![], vec![turned, meetings]),
    ] {
        let mut w = dependent();
        for deed in &deeds {
            do_it(&mut w, deed);
        }
        let mut expected: Vec<_> =
            newer.iter().map(|(product, way)| (*product, *way, State::Active)).collect();
        if newer.is_empty() {
            expected.push((SECURITY, by, held_back(&w)));
        }
        expected.extend([(TELEPHONY, by, needed(&w)), meetings]);
        assert_eq!(ways(&w, 0), expected, "{deeds:?}");
        let alone = newer.iter().map(|(product, _)| sku(*product)).collect();
        assert_eq!(held(&w, 1), alone, "nobody needs it there");
        let figures = licences(&w).figures(&w);
        let telephony = figures.iter().find(|one| one.sku == sku(TELEPHONY)).unwrap();
        assert_eq!((telephony.holders, telephony.by_group, telephony.in_error()), (1, 1, 1));

        choose(&mut w, Setting::NeededLicencesTurnDirect, true);
        assert_eq!(ways(&w, 0), older, "{deeds:?}");
        let figures = licences(&w).figures(&w);
        let telephony = figures.iter().find(|one| one.sku == sku(TELEPHONY)).unwrap();
        assert_eq!((telephony.holders, telephony.direct, telephony.in_error()), (1, 1, 0));
        // The plans are still on, and nobody can take what is not theirs yet.
        assert!(licences(&w).plan_holders(plan(MCOSTANDARD)).contains(0));
    }
}

/// Whoever leaves the group keeps what is needed with an error, in either version.
#[test]
fn what_a_leaver_needs_stays() {
    let mut w = dependent();
    do_it(&mut w, &leave(0));
    do_it(&mut w, &leave(1));
    for older in [false, true] {
        choose(&mut w, Setting::NeededLicencesTurnDirect, older);
        let by = Way::Group(0);
        let expected = [
            (SECURITY, by, held_back(&w)),
            (TELEPHONY, by, needed(&w)),
            (MEETINGS, Way::Direct, State::Active),
        ];
        assert_eq!(ways(&w, 0), expected);
        assert_eq!(held(&w, 1), BTreeSet::new());
    }
}

/// What is needed is not, once it comes from elsewhere or nothing needs it.
#[test]
fn what_is_not_needed_goes() {
    for deed in [
        give(Of::User, &[0], &[license(TELEPHONY, &[])], &[]),
        give(Of::User, &[0], &[], &[MEETINGS]),
    ] {
        let mut w = dependent();
        do_it(&mut w, &deed);
        do_it(&mut w, &give(Of::Group, &[0], &[], &[SECURITY, TELEPHONY]));
        assert!(
            ways(&w, 0)
                .iter()
                .all(|(_, way, state)| { *way == Way::Direct && *state == State::Active })
        );
        assert!(!held(&w, 0).contains(&sku(SECURITY)));
    }
}

/// What a newer import tells of a licence that could not go stays, until the person is gone through again.
#[test]
fn what_the_service_keeps_stays_until_it_is_reprocessed() {
    let mut w = dependent();
    w.directory.groups.set(Row(0), Attribute::GROUP_ASSIGNED_LICENSES, &Datum::Null);
    let group = w.groups().id(Row(0));
    let error = Some(AssignmentError::DependencyViolation);
    tell(&mut w, 0, &[by_group(TELEPHONY, group, error)]);
    assert_eq!(ways(&w, 0), [(TELEPHONY, Way::Group(0), State::ActiveWithError(Violation::Told))]);
    let said = licences(&w).person(0).holdings[0].ways[0].said;
    assert_eq!(said, error);
    do_it(&mut w, &Command::Stage { users: vec![Row(0)], intent: Intent::ReprocessLicenses });
    assert_eq!(held(&w, 0), BTreeSet::new());
    // The same of somebody who is no longer in a group that gives it.
    let mut w = dependent();
    w.directory.members.put(Side::Members, Row(0), Of::User, Row(0), false);
    tell(&mut w, 0, &[by_group(TELEPHONY, group, error)]);
    assert_eq!(ways(&w, 0), [(TELEPHONY, Way::Group(0), State::ActiveWithError(Violation::Told))]);
}

/// A licence that cannot go keeps its seat.
#[test]
fn what_stays_takes_its_seat() {
    let mut w = dependent();
    do_it(&mut w, &give(Of::Group, &[0], &[], &[SECURITY, TELEPHONY]));
    // Two seats of security; user 0 keeps one.
    for user in [0, 1] {
        w.directory.members.put(Side::Members, Row(1), Of::User, Row(user), false);
    }
    do_it(&mut w, &give(Of::Group, &[1], &[license(SECURITY, &[])], &[]));
    for user in [2, 3] {
        let party = Party::Here(Subject::user(Row(user)));
        let (groups, side) = (vec![Row(1)], Side::Members);
        do_it(&mut w, &Command::Relate { groups, side, add: vec![party], remove: vec![] });
    }
    let counts =
        |w: &Workspace| (0..4).filter(|user| held(w, *user).contains(&sku(SECURITY))).count();
    assert_eq!(counts(&w), 2);
    assert!(held(&w, 0).contains(&sku(SECURITY)) && !held(&w, 3).contains(&sku(SECURITY)));
    choose(&mut w, Setting::NeededLicencesTurnDirect, true);
    assert!(!held(&w, 0).contains(&sku(SECURITY)), "{:?}", ways(&w, 0));
    assert!(held(&w, 3).contains(&sku(SECURITY)), "{:?}", ways(&w, 3));
}

/// Whoever is restored has their licences, seats or not; or only where a seat is left.
#[test]
fn the_restored_have_seats_or_need_them() {
    let catalogue = Catalogue::default();
    for needs in [false, true] {
        let mut w = world();
        let group = w.groups().id(Row(0));
        let gives = texts(&[text(TELEPHONY)]);
        w.directory.groups.set(Row(0), Attribute::GROUP_ASSIGNED_LICENSES, &gives);
        tell(&mut w, 0, &[by_group(TELEPHONY, group, None)]);
        w.directory.members.put(Side::Members, Row(0), Of::User, Row(0), true);
        w.directory.users.set(Row(0), Attribute::DIRECT_LICENSES, &texts(&[text(SECURITY)]));
        w.directory.users.set_existence(Row(0), Existence::Deleted(NOON));
        do_it(&mut w, &give(Of::User, &[1, 2], &[license(SECURITY, &[])], &[]));
        let users = vec![Row(0)];
        let restore = Command::Restore { users, new_names: vec![], proxies: ProxyConflict::Refuse };
        let events = w.rehearse(&restore, &context(9)).unwrap().operation.events;
        choose(&mut w, Setting::RestoredNeedSeats, needs);
        let mut before = licences(&w);
        let assumptions = Assumptions::of(&w);
        let foreseen = Consequences::of(&w, &catalogue, assumptions, &mut before, &events);
        let mut after = w;
        do_it(&mut after, &restore);
        let expected = if needs { vec![TELEPHONY] } else { vec![SECURITY, TELEPHONY] };
        assert_eq!(held(&after, 0), expected.into_iter().map(sku).collect());
        let mut then = licences(&after);
        let figures = then.figures(&after);
        let security = figures.iter().find(|one| one.sku == sku(SECURITY)).unwrap();
        let free = security.free(Reading::Documented);
        assert_eq!((free, security.in_error()), if needs { (Some(0), 1) } else { (Some(-1), 0) });
        assert_eq!(Consequences::between(&mut before, &mut then, &after), foreseen);
        // A seat that is left is taken.
        do_it(&mut after, &give(Of::User, &[2], &[], &[SECURITY]));
        assert_eq!(held(&after, 0), BTreeSet::from([sku(SECURITY), sku(TELEPHONY)]));
    }
}

/// Which relations count decides what is refused; each choice is an operation that can be taken back.
#[test]
fn relations_count_as_chosen() {
    let mut w = world();
    let mut all = subscriptions();
    for (number, id) in [(STANDARD, EXCHANGE_STANDARD), (DESKLESS, EXCHANGE_DESKLESS)] {
        let mut one = all[0].clone();
        one.sku = sku(number);
        one.plans.truncate(1);
        one.plans[0].id = plan(id);
        all.push(one);
    }
    w.learn(Some(Organisation { subscriptions: Some(all), ..Organisation::default() }), None);
    do_it(&mut w, &give(Of::User, &[0], &[license(SECURITY, &[])], &[]));
    let (known, former) = (Setting::GeneralKnowledgeCounts, Setting::FormerRelationsCount);
    for (choices, standing) in [
        ([false, false], Standing::SOURCED),
        ([true, false], Standing::TODAY),
        ([false, true], Standing::SOURCED_EVER),
        ([true, true], Standing::ALL),
    ] {
        choose(&mut w, known, choices[0]);
        choose(&mut w, former, choices[1]);
        assert_eq!(Assumptions::of(&w).standing, standing);
        for (product, is_refused) in [(DESKLESS, choices[0]), (STANDARD, choices[1])] {
            let command = give(Of::User, &[0], &[license(product, &[])], &[]);
            assert_eq!(w.rehearse(&command, &context(1)).is_err(), is_refused);
        }
    }
    let made: Vec<Setting> = Assumptions::of(&w).made().collect();
    assert_eq!(made, [known, former]);
    assert!(Assumptions::of(&w).otherwise(known).made().eq([former]));
    assert!(!licences(&w).follow(&w, &Catalogue::default(), w.journal()[1].events.iter()));
    while let Some(id) = w.undoable().filter(|id| *id > OperationId(1)) {
        do_it(&mut w, &Command::Undo(id));
    }
    assert_eq!(Assumptions::of(&w), Assumptions::default());
}

/// Seats in the grace period are given, or not; those that people hold who are in no file are taken all the same.
#[test]
fn seats_in_the_grace_period_are_given_as_chosen() {
    for (seats, consumed, documented, technical) in [
        // Two more, or none more.
        ((4, 2), 2, 0, 4),
        ((4, 1), 0, 3, 5),
        // More are taken elsewhere than there are without those in the grace period.
        ((1, 4), 3, 0, 2),
        ((2, 3), 9, 0, 0),
    ] {
        let mut w = world();
        let mut all = subscriptions();
        let (enabled, warning) = seats;
        all[0].seats = Some(PrepaidUnits { enabled, warning, ..PrepaidUnits::default() });
        all[0].consumed = Some(consumed);
        w.learn(Some(Organisation { subscriptions: Some(all), ..Organisation::default() }), None);
        do_it(&mut w, &give(Of::Group, &[0], &[license(SECURITY, &[])], &[]));
        let add = (0..6).map(|row| Party::Here(Subject::user(Row(row)))).collect();
        let (groups, side) = (vec![Row(0)], Side::Members);
        do_it(&mut w, &Command::Relate { groups, side, add, remove: vec![] });
        let have = |w: &Workspace| licences(w).holders(sku(SECURITY)).count();
        assert_eq!(have(&w), documented, "{seats:?} {consumed}");
        choose(&mut w, Setting::ExpiredSeatsAreGiven, true);
        assert_eq!(have(&w), technical, "{seats:?} {consumed}");
    }
}

/// Of whom only is told what they have, it shows that they were gone through again once they have what their groups
/// give.
#[test]
fn a_reprocessing_arrives_with_what_was_asked_for() {
    let none: &[u8] = &[];
    for (gives, held, arrives) in [
        (&[SECURITY, TELEPHONY][..], &[SECURITY][..], false),
        (&[SECURITY, TELEPHONY], &[SECURITY, TELEPHONY, FREE], true),
        (&[SECURITY], none, false),
        // Nothing shows it.
        (none, &[SECURITY], false),
    ] {
        let mut w = world();
        let all = |products: &[u8]| texts(&products.iter().map(|it| text(*it)).collect::<Vec<_>>());
        w.directory.groups.set(Row(0), Attribute::GROUP_ASSIGNED_LICENSES, &all(gives));
        w.directory.members.put(Side::Members, Row(0), Of::User, Row(0), true);
        for attribute in [Attribute::DIRECT_LICENSES, Attribute::LICENSE_ASSIGNMENT_STATES] {
            w.directory.users.set(Row(0), attribute, &Datum::Unknown);
        }
        w.directory.users.set(Row(0), Attribute::ASSIGNED_LICENSES, &Datum::Null);
        do_it(&mut w, &Command::Stage { users: vec![Row(0)], intent: Intent::ReprocessLicenses });
        let cells = vec![(Row(0), Attribute::ASSIGNED_LICENSES, all(held))];
        w.rebase(BaselineChanges { cells, ..BaselineChanges::default() }, vec![source()]);
        let is_staged = w.staged().has_intent(Row(0), Intent::ReprocessLicenses);
        assert_eq!(!is_staged, arrives, "{gives:?} {held:?}");
    }
}
