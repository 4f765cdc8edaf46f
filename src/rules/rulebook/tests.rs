//! The book against a plain reading: every rule asked of one object after the other, again and again
//! until nothing changes.

use super::{Rulebook, Standing, dynamic};
use crate::{
    domain::{
        Attribute, Datum, Event, Existence, GroupId, ObjectId, Party, Row, Side, Subject,
        Timestamp, Value, attribute::Of,
    },
    rules::{
        DirectoryObject, Takes, Target, Truth, drift,
        evaluate::{Object, trace},
        limits,
        takes::sources,
    },
    store::{Cell, Directory, Extent, List},
};
use proptest::{prelude::*, sample::select};
use std::collections::{BTreeMap, BTreeSet};

/// A month before rules of the `memberOf` form end, and one after.
const BEFORE: Timestamp = Timestamp(1_790_000_000_000);
const AFTER: Timestamp = Timestamp(1_800_000_000_000);
const GROUPS: u8 = 9;

fn group_id(number: u8) -> ObjectId {
    ObjectId([100 + number; 16])
}

fn text() -> impl Strategy<Value = Datum> {
    prop_oneof![
        1 => Just(Datum::Unknown),
        1 => Just(Datum::Null),
        4 => select(vec!["Oslo", "oslo", "Rome", "x"]).prop_map(Datum::text),
    ]
}

fn rule() -> impl Strategy<Value = Datum> {
    let plain = select(vec![
        "user.city -eq \"Oslo\"",
        "user.city -ne \"Oslo\" -and user.department -eq \"x\"",
        "user.department -in [\"x\", \"Rome\"] -or user.city -eq null",
        "-not (user.city -startsWith \"o\")",
        "user.objectId -ne null",
        "device.displayName -eq \"Oslo\"",
        "device.displayName -ne null",
        "user.memberOf -all (group.objectId -in ['64646464-6464-6464-6464-646464646464'])",
        "user.city -eq \"Oslo\" -and user.memberOf -any (group.objectId -in ['64646464-6464-6464-6464-646464646464'])",
        "user.city -eq",
        " ",
    ]);
    let word = select(vec!["user", "user", "user", "device"]);
    let names = prop::collection::vec(0_u8..GROUPS + 2, 1..4);
    prop_oneof![
        1 => Just(Datum::Unknown),
        5 => plain.prop_map(Datum::text),
        6 => (word, names, any::<bool>()).prop_map(|(word, names, broken)| {
            let mut names: Vec<String> =
                names.into_iter().map(|name| format!("'{}'", group_id(name))).collect();
            if broken && names.len() > 2 {
                names.push("'nobody'".to_owned());
            }
            Datum::text(format!("{word}.memberOf -any (group.objectId -in [{}])", names.join(",")))
        }),
    ]
}

fn types() -> impl Strategy<Value = Datum> {
    let of = |types: &[&str]| {
        Datum::Value(Value::Texts(types.iter().map(|&one| one.to_owned()).collect()))
    };
    prop_oneof![
        1 => Just(Datum::Unknown),
        3 => Just(Datum::Null),
        8 => Just(of(&["DynamicMembership"])),
        1 => Just(of(&["Unified"])),
    ]
}

fn state() -> impl Strategy<Value = Datum> {
    prop_oneof![
        5 => Just(Datum::text("On")),
        1 => Just(Datum::text("paused")),
        1 => Just(Datum::Null),
        1 => Just(Datum::Unknown),
    ]
}

/// What happens to a directory.
#[derive(Debug, Clone)]
enum Step {
    User(u8, Attribute, Datum),
    Device(u8, Datum),
    Say(u8, Attribute, Datum),
    Exist(Of, u8, bool),
    Put(u8, Of, u8, bool),
    NewUser(u8),
    NewGroup(u8),
    End(bool),
}

fn step() -> impl Strategy<Value = Step> {
    let of = || select(vec![Of::User, Of::User, Of::Device]);
    let any_of = select(vec![Of::User, Of::Device, Of::Group]);
    let text_attribute = select(vec![Attribute::CITY, Attribute::DEPARTMENT]);
    prop_oneof![
        8 => (0_u8..8, text_attribute, text()).prop_map(|(row, a, datum)| Step::User(row, a, datum)),
        2 => (0_u8..3, text()).prop_map(|(row, datum)| Step::Device(row, datum)),
        4 => (0..GROUPS, rule()).prop_map(|(row, rule)| Step::Say(row, Attribute::GROUP_MEMBERSHIP_RULE, rule)),
        2 => (0..GROUPS, types()).prop_map(|(row, types)| Step::Say(row, Attribute::GROUP_TYPES, types)),
        2 => (0..GROUPS, state())
            .prop_map(|(row, state)| Step::Say(row, Attribute::GROUP_MEMBERSHIP_RULE_PROCESSING_STATE, state)),
        3 => (any_of, 0_u8..9, any::<bool>()).prop_map(|(of, row, there)| Step::Exist(of, row, there)),
        6 => (0..GROUPS, of(), 0_u8..8, any::<bool>())
            .prop_map(|(group, of, row, member)| Step::Put(group, of, row, member)),
        1 => (20_u8..30).prop_map(Step::NewUser),
        1 => (0..GROUPS + 2).prop_map(Step::NewGroup),
        1 => any::<bool>().prop_map(Step::End),
    ]
}

/// A group: what is told of it, whether it is there, and whom it holds, users by row and devices.
type Told = (Datum, Datum, Datum, bool, Vec<u8>, Vec<u8>, u8);

fn told() -> impl Strategy<Value = Told> {
    let rows = |most: u8| prop::collection::vec(0..most, 0..4);
    (types(), rule(), state(), prop::bool::weighted(0.9), rows(8), rows(3), 0_u8..6)
}

fn directory(users: &[(Datum, Datum)], devices: &[Datum], groups: &[Told]) -> Directory {
    let mut directory = Directory::default();
    for (number, (city, department)) in (0_u8..).zip(users) {
        let user = directory.users.push(ObjectId([number; 16]), false, Existence::Active).unwrap();
        directory.users.set(user, Attribute::CITY, city);
        directory.users.set(user, Attribute::DEPARTMENT, department);
    }
    for (number, name) in (0_u8..).zip(devices) {
        let id = ObjectId([50 + number; 16]);
        let device = directory.devices.push(id, false, Existence::Active).unwrap();
        directory.devices.set(device, Attribute::DEVICE_DISPLAY_NAME, name);
    }
    for (number, (types, rule, state, there, held, machines, extent)) in (0_u8..).zip(groups) {
        let existence = if *there { Existence::Active } else { Existence::Deleted(BEFORE) };
        let group = directory.groups.push(group_id(number), false, existence).unwrap();
        directory.groups.set(group, Attribute::GROUP_TYPES, types);
        directory.groups.set(group, Attribute::GROUP_MEMBERSHIP_RULE, rule);
        directory.groups.set(group, Attribute::GROUP_MEMBERSHIP_RULE_PROCESSING_STATE, state);
        let below = |rows: &[u8], most: usize| -> Vec<u32> {
            rows.iter().filter(|row| usize::from(**row) < most).map(|row| u32::from(*row)).collect()
        };
        let rows = [
            (Of::User, below(held, users.len())),
            (Of::Group, Vec::new()),
            (Of::Device, below(machines, devices.len())),
        ];
        let extent = match extent {
            0 => Extent::AtLeast,
            1 => Extent::Unknown,
            _ => Extent::Complete,
        };
        directory.members.replace(Side::Members, group, List::of(rows, Vec::new(), extent));
    }
    directory
}

/// Does a step; the event that it is, unless nothing happens.
fn done(directory: &mut Directory, step: &Step) -> Option<Event> {
    let set = |directory: &mut Directory, of: Of, row: u8, attribute, after: &Datum| {
        let row = Row(u32::from(row));
        let objects = directory.of_mut(of);
        if row.0 >= objects.rows() {
            return None;
        }
        let before = objects.get(row, attribute);
        objects.set(row, attribute, after);
        Some(Event::Attribute { row, attribute, before, after: after.clone() })
    };
    let exist = |directory: &mut Directory, of: Of, row: Row, after: Existence| {
        let objects = directory.of_mut(of);
        let (id, before) = (objects.id(row), objects.existence(row));
        objects.set_existence(row, after);
        Event::Existence { of, row, id, before, after }
    };
    match step {
        Step::User(row, attribute, datum) => set(directory, Of::User, *row, *attribute, datum),
        Step::Device(row, datum) => {
            set(directory, Of::Device, *row, Attribute::DEVICE_DISPLAY_NAME, datum)
        }
        Step::Say(row, attribute, datum) => set(directory, Of::Group, *row, *attribute, datum),
        Step::Exist(of, row, there) => {
            let row = Row(u32::from(*row));
            let after = if *there { Existence::Active } else { Existence::Deleted(BEFORE) };
            (row.0 < directory.of(*of).rows()).then(|| exist(directory, *of, row, after))
        }
        Step::Put(group, of, row, member) => {
            let (group, row) = (Row(u32::from(*group)), Row(u32::from(*row)));
            if group.0 >= directory.groups.rows() || row.0 >= directory.of(*of).rows() {
                return None;
            }
            let party = Party::Here(Subject { of: *of, row });
            let before = directory.members.has_party(Side::Members, group, party);
            directory.members.put_party(Side::Members, group, party, *member);
            Some(Event::Relation { group, side: Side::Members, party, before, after: *member })
        }
        Step::NewUser(id) => {
            let user = directory.users.push(ObjectId([*id; 16]), false, Existence::Absent)?;
            Some(exist(directory, Of::User, user, Existence::Active))
        }
        Step::NewGroup(id) => {
            let group = directory.groups.push(group_id(*id), false, Existence::Absent)?;
            directory.members.replace(Side::Members, group, List::empty());
            Some(exist(directory, Of::Group, group, Existence::Active))
        }
        Step::End(_) => None,
    }
}

/// What rules are known to say so far.
struct Plain<'d> {
    directory: &'d Directory,
    now: Timestamp,
    ends: Option<Timestamp>,
    said: BTreeMap<(GroupId, u32), Truth>,
}

struct One<'p, 'd> {
    plain: &'p Plain<'d>,
    inner: DirectoryObject<'d>,
}

impl Object for One<'_, '_> {
    fn read(&self, attribute: Attribute) -> Cell<'_> {
        self.inner.read(attribute)
    }

    fn extension(&self, name: &str) -> Cell<'_> {
        self.inner.extension(name)
    }

    fn id(&self) -> Option<ObjectId> {
        self.inner.id()
    }

    /// As the head of the book says it.
    fn is_member(&self, id: ObjectId) -> Truth {
        let Plain { directory, now, ends, said } = self.plain;
        let Some(group) = directory.groups.find(id) else { return Truth::Unknown };
        let held = directory.members.holds(Side::Members, group, self.inner.of, self.inner.row);
        let held = held.map_or(Truth::Unknown, Truth::from);
        if let Existence::Deleted(_) = directory.groups.existence(group) {
            return held.min(Truth::Unknown);
        }
        let Some(rule) = dynamic(directory, group, *now, *ends) else { return held };
        let is = if rule.standing == Standing::Followed {
            let of_kind = rule.target.of() == self.inner.of;
            if of_kind {
                said.get(&(group, self.inner.row.0)).copied().unwrap_or(Truth::No)
            } else {
                Truth::No
            }
        } else {
            held
        };
        if sources(&rule.rule).is_some() { is.min(Truth::Unknown) } else { is }
    }
}

impl<'d> Plain<'d> {
    fn of(directory: &'d Directory, now: Timestamp, ends: Option<Timestamp>) -> Self {
        let mut plain = Self { directory, now, ends, said: BTreeMap::new() };
        loop {
            let mut next = BTreeMap::new();
            for group in (0..directory.groups.rows()).map(Row) {
                let Some(rule) = dynamic(directory, group, now, ends) else { continue };
                let of = rule.target.of();
                for row in directory.of(of).active().iter() {
                    let inner = DirectoryObject { directory, of, row: Row(row), now };
                    let truth = trace(&rule.rule, &One { plain: &plain, inner }, now).truth;
                    next.insert((group, row), truth);
                }
            }
            if next == plain.said {
                return plain;
            }
            plain.said = next;
        }
    }

    fn compare(&self, book: &Rulebook) {
        let (directory, now) = (self.directory, self.now);
        let rows = (0..directory.groups.rows()).map(Row);
        let expected: Vec<GroupId> =
            rows.filter(|group| dynamic(directory, *group, now, self.ends).is_some()).collect();
        assert_eq!(book.groups().collect::<Vec<_>>(), expected);
        for group in expected {
            let rule = dynamic(directory, group, now, self.ends).unwrap();
            assert_eq!(book.standing(group), Some((rule.target, rule.standing)));
            let of = rule.target.of();
            let takes = book.takes(directory, group).unwrap();
            let alone = Takes::of(&rule.rule, rule.target, directory, now);
            for row in (0..directory.of(of).rows()).map(Row) {
                let said = self.said.get(&(group, row.0)).copied().unwrap_or(Truth::No);
                let text = directory.groups.get(group, Attribute::GROUP_MEMBERSHIP_RULE);
                assert_eq!(book.of(group, row), Some(said), "{text:?} of {row:?}");
                assert_eq!(takes.members.contains(row.0), said == Truth::Yes);
                assert_eq!(takes.unknown.contains(row.0), said == Truth::Unknown);
                if self.ends == limits::end_of_member_of() {
                    // One rule alone says the same, and so does the way that it is explained.
                    assert_eq!(alone.members.contains(row.0), said == Truth::Yes);
                    assert_eq!(alone.unknown.contains(row.0), said == Truth::Unknown);
                    let one = DirectoryObject { directory, of, row, now };
                    if directory.of(of).existence(row) == Existence::Active {
                        assert_eq!(trace(&rule.rule, &one, now).truth, said, "{text:?} of {row:?}");
                    }
                }
            }
            if self.ends == limits::end_of_member_of() {
                let one = drift::drift(directory, group, now);
                assert_eq!(drift::drift_in(directory, book, group), one);
            }
        }
    }
}

/// What may not change unless it is said to.
fn seen(directory: &Directory, book: &Rulebook) -> BTreeMap<GroupId, (Standing, Takes, List)> {
    let of = |group: GroupId| {
        let list = directory.members.of(Side::Members, group).clone();
        (book.standing(group).unwrap().1, book.takes(directory, group).unwrap(), list)
    };
    book.groups().map(|group| (group, of(group))).collect()
}

/// The same whatever rows have come since.
fn same(one: Option<&(Standing, Takes, List)>, other: Option<&(Standing, Takes, List)>) -> bool {
    let rows = |takes: &Takes| {
        (takes.members.iter().collect::<Vec<_>>(), takes.unknown.iter().collect::<Vec<_>>())
    };
    match (one, other) {
        (Some(one), Some(other)) => {
            one.0 == other.0 && rows(&one.1) == rows(&other.1) && one.2 == other.2
        }
        (one, other) => one.is_none() && other.is_none(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// From nothing, in pieces, and after every edit.
    #[test]
    fn as_one_after_the_other_until_nothing_changes(
        users in prop::collection::vec((text(), text()), 0..8),
        devices in prop::collection::vec(text(), 0..3),
        groups in prop::collection::vec(told(), 1..usize::from(GROUPS)),
        edits in prop::collection::vec(prop::collection::vec(step(), 1..5), 0..8),
        after in any::<bool>(),
    ) {
        let mut directory = directory(&users, &devices, &groups);
        let now = if after { AFTER } else { BEFORE };
        let mut ends = limits::end_of_member_of();
        let mut book = Rulebook::new(&directory, now, ends);
        while book.step(&directory, 1) {}
        Plain::of(&directory, now, ends).compare(&book);
        for steps in edits {
            let before = seen(&directory, &book);
            let events: Vec<Event> =
                steps.iter().filter_map(|step| done(&mut directory, step)).collect();
            let mut touched = book.follow(&directory, &events);
            for step in &steps {
                if let Step::End(on) = step {
                    ends = if *on { limits::end_of_member_of() } else { None };
                    touched.extend(book.set_end(&directory, ends));
                }
            }
            Plain::of(&directory, now, ends).compare(&book);
            let after = seen(&directory, &book);
            let all: BTreeSet<&GroupId> = before.keys().chain(after.keys()).collect();
            for group in all {
                prop_assert!(
                    touched.contains(group) || same(before.get(group), after.get(group)),
                    "{:?} changed unsaid",
                    group
                );
            }
        }
    }
}

/// Groups with rules that name each other.
fn naming(rules: &[(u8, &[u8])]) -> Directory {
    let dynamic = Datum::Value(Value::Texts(vec!["DynamicMembership".to_owned()]));
    let users = vec![(Datum::text("Oslo"), Datum::Null), (Datum::text("Rome"), Datum::Null)];
    let told: Vec<Told> = (0..5_u8)
        .map(|number| match rules.iter().find(|(group, _)| *group == number) {
            Some((_, [])) => {
                let rule = Datum::text("user.city -eq \"Oslo\"");
                (dynamic.clone(), rule, Datum::text("On"), true, vec![], vec![], 5)
            }
            Some((_, names)) => {
                let names: Vec<String> =
                    names.iter().map(|name| format!("'{}'", group_id(*name))).collect();
                let rule = format!("user.memberOf -any (group.objectId -in [{}])", names.join(","));
                (dynamic.clone(), Datum::text(rule), Datum::text("On"), true, vec![], vec![], 5)
            }
            None => (Datum::Null, Datum::Null, Datum::Null, true, vec![1], vec![], 5),
        })
        .collect();
    directory(&users, &[], &told)
}

#[test]
fn rings_are_named_and_hold_nobody_up() {
    // 0 is assigned and holds 1; 1 is by rule; 2 and 3 name each other, 3 names 1 too; 4 names 3.
    let mut directory = naming(&[(1, &[]), (2, &[3]), (3, &[2, 1]), (4, &[3, 0])]);
    let mut book = Rulebook::whole(&directory, BEFORE, None);
    assert_eq!(book.rings(&directory), [[Row(2), Row(3)]]);
    assert_eq!(book.of(Row(3), Row(0)), Some(Truth::Yes));
    assert_eq!(book.of(Row(2), Row(0)), Some(Truth::Unknown));
    assert_eq!(book.of(Row(4), Row(0)), Some(Truth::Unknown));
    assert_eq!(book.of(Row(4), Row(1)), Some(Truth::Yes));
    let chained: Vec<GroupId> = book.sources(Row(4)).unwrap().chained.iter().copied().collect();
    assert_eq!(chained, [Row(3)]);
    // Who moves away is held up by no ring.
    let event = done(&mut directory, &Step::User(0, Attribute::CITY, Datum::text("Rome"))).unwrap();
    let touched = book.follow(&directory, &[event]);
    assert_eq!(touched, BTreeSet::from([Row(1), Row(2), Row(3), Row(4)]));
    for group in 1..5 {
        assert_eq!(book.of(Row(group), Row(0)), Some(Truth::No));
    }
    // An attribute that no rule reads touches nothing.
    let set = Step::User(0, Attribute::DEPARTMENT, Datum::text("x"));
    let event = done(&mut directory, &set).unwrap();
    assert_eq!(book.follow(&directory, &[event]), BTreeSet::new());
}

#[test]
fn a_group_that_is_named_by_itself_is_a_ring() {
    let directory = naming(&[(2, &[2, 0])]);
    let book = Rulebook::whole(&directory, BEFORE, None);
    assert_eq!(book.rings(&directory), [[Row(2)]]);
    assert_eq!(book.of(Row(2), Row(1)), Some(Truth::Yes));
    assert_eq!(book.of(Row(2), Row(0)), Some(Truth::No));
    assert_eq!(book.standing(Row(2)), Some((Target::User, Standing::Followed)));
}
