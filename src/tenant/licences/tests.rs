//! What files tell of licences, case by case, and everybody against one person after the other.

use super::*;
use crate::domain::attribute::Of;
use crate::domain::{
    AssignmentCondition, Attribute, Datum, Existence, LicenseAssignmentState, PrepaidUnits,
    Reading, Row, SubscribedPlan, Timestamp, Value,
};
use crate::store::{Directory, Extent, List, Side};
use crate::tenant::{Info, Organisation};

const E3: &str = "05e9a617-0261-4cee-bb44-138d3ef5d965";
const VISIO: &str = "c5928f49-12ba-48f7-ada3-0d743a3601d5";
const SHAREPOINT: &str = "5dbe027f-2339-4123-9542-606e4d348a72";
const SWAY: &str = "a23b959c-7ce8-4e57-9140-b90eb88a9e97";

fn sku(text: &str) -> SkuId {
    SkuId::parse(text).unwrap()
}

fn plan(text: &str) -> ServicePlanId {
    ServicePlanId::parse(text).unwrap()
}

fn group_id(number: u32) -> ObjectId {
    ObjectId::from_seed(7, u64::from(number))
}

/// A text of a state: product, plans off, group, refused for which reason.
fn state(
    product: &str,
    off: &[&str],
    group: Option<u32>,
    error: Option<AssignmentError>,
) -> String {
    LicenseAssignmentState {
        license: AssignedLicense::new(sku(product), off.iter().map(|it| plan(it)).collect()),
        assigned_by_group: group.map(group_id),
        state: match error {
            Some(_) => AssignmentCondition::Error,
            None => AssignmentCondition::Active,
        },
        error,
    }
    .text()
}

/// A list of texts; none where nothing is told.
type Texts = Option<Vec<String>>;

#[derive(Default)]
struct World {
    /// States and licences of each person.
    people: Vec<(Texts, Texts)>,
    /// Licences and members of each group.
    groups: Vec<(Texts, Vec<u32>, Extent)>,
    subscriptions: Option<Vec<Subscription>>,
}

fn list(texts: Option<&Vec<String>>) -> Datum {
    match texts {
        None => Datum::Unknown,
        Some(texts) if texts.is_empty() => Datum::Null,
        Some(texts) => Datum::Value(Value::Texts(texts.clone())),
    }
}

fn subscription(product: &str, plans: &[&str], enabled: u32, consumed: u32) -> Subscription {
    let plans = plans.iter().map(|one| SubscribedPlan {
        id: plan(one),
        name: String::new(),
        applies_to: None,
        status: None,
    });
    Subscription {
        sku: sku(product),
        part_number: "X".to_owned(),
        applies_to: None,
        status: None,
        seats: Some(PrepaidUnits { enabled, ..PrepaidUnits::default() }),
        consumed: Some(consumed),
        plans: plans.collect(),
    }
}

impl World {
    fn workspace(&self) -> Workspace {
        let mut directory = Directory::default();
        for (number, (states, licenses)) in (0_u64..).zip(&self.people) {
            let users = &mut directory.users;
            let id = ObjectId::from_seed(1, number);
            let row = users.push(id, false, Existence::Active).unwrap();
            let states = states.as_ref().map(|states| {
                let is_direct = |text: &&String| {
                    LicenseAssignmentState::parse(text).is_some_and(|state| state.is_direct())
                };
                states.iter().cloned().partition::<Vec<_>, _>(|text| is_direct(&text))
            });
            let direct = states.as_ref().map(|(direct, _)| {
                let states = direct.iter().filter_map(|text| LicenseAssignmentState::parse(text));
                states.map(|state| state.license.text()).collect::<Vec<_>>()
            });
            // As an import keeps them: the error of what is held directly stands beside it.
            let states = states.map(|(direct, mut others)| {
                let is_wrong = |text: &String| {
                    LicenseAssignmentState::parse(text).is_some_and(|state| state.error.is_some())
                };
                others.extend(direct.into_iter().filter(is_wrong));
                ((), others)
            });
            users.set(row, Attribute::DIRECT_LICENSES, &list(direct.as_ref()));
            let others = states.map(|((), others)| others);
            users.set(row, Attribute::LICENSE_ASSIGNMENT_STATES, &list(others.as_ref()));
            users.set(row, Attribute::ASSIGNED_LICENSES, &list(licenses.as_ref()));
        }
        for (number, (licenses, members, extent)) in (0_u32..).zip(&self.groups) {
            let groups = &mut directory.groups;
            let row = groups.push(group_id(number), false, Existence::Active).unwrap();
            groups.set(row, Attribute::GROUP_ASSIGNED_LICENSES, &list(licenses.as_ref()));
            let members = List::of(
                [(Of::User, members.clone()), (Of::Group, vec![]), (Of::Device, vec![])],
                Vec::new(),
                *extent,
            );
            directory.members.grow(number + 1);
            directory.members.replace(Side::Members, row, members);
        }
        directory.settle_members();
        let info = Info { name: String::new(), sample: false, created: Timestamp(0) };
        let mut workspace = Workspace::new(info, directory);
        let subscriptions = self.subscriptions.clone();
        let organisation = Organisation { subscriptions, ..Organisation::default() };
        workspace.learn(Some(organisation), None);
        workspace
    }

    fn licences(&self) -> (Workspace, Licences) {
        let workspace = self.workspace();
        let licences = Licences::of(&workspace, &Catalogue::default(), Assumptions::default());
        (workspace, licences)
    }
}

fn ways(person: &Person, product: &str) -> Vec<(Way, bool)> {
    let holding = person.holding(sku(product));
    let ways = holding.into_iter().flat_map(|holding| &holding.ways);
    ways.map(|way| (way.way, way.state.is_held())).collect()
}

/// Directly, by a group, both ways; of a plan that is off on one way and on by the other, it is on.
#[test]
fn ways_lead_to_products() {
    let world = World {
        people: vec![
            (Some(vec![state(E3, &[SWAY], None, None)]), None),
            (Some(vec![state(E3, &[], Some(0), None)]), None),
            (Some(vec![state(E3, &[SWAY], None, None), state(E3, &[], Some(0), None)]), None),
            (Some(vec![]), None),
        ],
        groups: vec![(Some(vec![E3.to_owned()]), vec![1, 2], Extent::Complete)],
        subscriptions: Some(vec![subscription(E3, &[SHAREPOINT, SWAY], 10, 3)]),
    };
    let (workspace, mut licences) = world.licences();
    assert_eq!(ways(&licences.person(0), E3), [(Way::Direct, true)]);
    assert_eq!(ways(&licences.person(1), E3), [(Way::Group(0), true)]);
    let both = licences.person(2);
    assert_eq!(ways(&both, E3), [(Way::Direct, true), (Way::Group(0), true)]);
    assert_eq!(both.holdings[0].plans, [(plan(SHAREPOINT), true), (plan(SWAY), true)]);
    let direct = licences.person(0);
    assert_eq!(direct.holdings[0].plans, [(plan(SHAREPOINT), true), (plan(SWAY), false)]);
    let without = licences.person(3);
    assert!(without.known && without.holdings.is_empty());
    let [figures] = licences.figures(&workspace).try_into().unwrap();
    let ProductFigures { holders, direct, by_group, both, unsaid, elsewhere, .. } = figures;
    assert_eq!([holders, direct, by_group, both, unsaid, elsewhere], [3, 1, 1, 1, 0, 0]);
    assert_eq!(figures.free(Reading::Documented), Some(7));
    assert_eq!(licences.holders(sku(E3)).iter().collect::<Vec<_>>(), [0, 1, 2]);
    assert_eq!(licences.given_directly(sku(E3), true).iter().collect::<Vec<_>>(), [2]);
}

/// What no file tells is not nothing: who has no list is counted apart, and whose list says no origin has
/// what it names.
#[test]
fn what_is_not_told_stays_unknown() {
    let world = World {
        people: vec![
            (None, None),
            (None, Some(vec![E3.to_owned()])),
            (None, Some(vec!["Visio Plan 2".to_owned()])),
            (None, Some(vec![])),
        ],
        subscriptions: Some(vec![subscription(E3, &[SHAREPOINT], 10, 4)]),
        ..World::default()
    };
    let (workspace, mut licences) = world.licences();
    assert_eq!(licences.unknown().iter().collect::<Vec<_>>(), [0]);
    assert!(!licences.person(0).known);
    let unsaid = licences.person(1);
    assert_eq!((ways(&unsaid, E3), unsaid.with_origin), (vec![(Way::Unsaid, true)], false));
    let named = licences.person(2);
    assert_eq!((named.known, named.holdings.len()), (true, 0));
    assert_eq!(named.ambiguous, ["Visio Plan 2"]);
    let [figures] = licences.figures(&workspace).try_into().unwrap();
    assert_eq!((figures.holders, figures.unsaid, figures.elsewhere), (1, 1, 3));
    assert_eq!(figures.free(Reading::Documented), Some(6), "the service's count stands");
}

/// A display name is a product where the catalogue has one of that name, and no other.
#[test]
fn names_are_resolved_by_the_catalogue() {
    let mut catalogue = Catalogue::default();
    let product = |id: &str, name: &str| crate::licensing::Product {
        id: sku(id),
        part_number: String::new(),
        names: vec![name.to_owned()],
        plans: vec![plan(SHAREPOINT)],
    };
    catalogue.add_product(product(E3, "Microsoft 365 E3"));
    catalogue.add_product(product(VISIO, "Twice"));
    catalogue.add_product(product(SWAY, "Twice"));
    let names = vec!["microsoft 365 e3".to_owned(), "Twice".to_owned()];
    let world = World { people: vec![(None, Some(names))], ..World::default() };
    let workspace = world.workspace();
    let mut licences = Licences::of(&workspace, &catalogue, Assumptions::default());
    let person = licences.person(0);
    assert_eq!(ways(&person, E3), [(Way::Unsaid, true)]);
    assert_eq!(person.ambiguous, ["Twice"]);
    assert_eq!(person.holdings[0].plans, [(plan(SHAREPOINT), true)]);
}

/// What a group leaves off is off for whoever has it by that group, also where only states tell of it.
#[test]
fn plans_that_states_say_are_off_are_off() {
    let world = World {
        people: vec![(Some(vec![state(E3, &[SWAY], Some(9), None)]), None)],
        subscriptions: Some(vec![subscription(E3, &[SHAREPOINT, SWAY], 5, 1)]),
        ..World::default()
    };
    let (_, mut licences) = world.licences();
    let person = licences.person(0);
    assert!(person.are_plans_told);
    assert_eq!(person.holdings[0].plans, [(plan(SHAREPOINT), true), (plan(SWAY), false)]);
}

/// A name that may be the product that a group gives is neither that product nor its refusal.
#[test]
fn a_name_that_is_not_clear_is_no_refusal() {
    let world = World {
        people: vec![
            (None, Some(vec!["Microsoft 365 something".to_owned()])),
            (None, Some(vec![VISIO.to_owned()])),
        ],
        groups: vec![(Some(vec![E3.to_owned()]), vec![0, 1], Extent::Complete)],
        subscriptions: Some(vec![subscription(E3, &[SHAREPOINT], 5, 1)]),
    };
    let (workspace, mut licences) = world.licences();
    let unclear = licences.person(0);
    assert!(unclear.known && unclear.holdings.is_empty() && !unclear.ambiguous.is_empty());
    let clear = licences.person(1);
    assert_eq!(ways(&clear, E3), [(Way::Group(0), false)]);
    let figures = licences.figures(&workspace);
    let e3 = figures.iter().find(|one| one.sku == sku(E3)).unwrap();
    assert_eq!((e3.holders, e3.in_error()), (0, 1));
}

/// A group of which nothing is told gives what its members' states say; who is in it is who has something by
/// it, where the list is not whole.
#[test]
fn groups_are_known_by_their_members() {
    let world = World {
        people: vec![
            (Some(vec![state(E3, &[], Some(0), None)]), None),
            (Some(vec![state(VISIO, &[], Some(9), None)]), None),
            (Some(vec![]), None),
        ],
        groups: vec![(None, vec![2], Extent::AtLeast)],
        subscriptions: None,
    };
    let (workspace, mut licences) = world.licences();
    let groups: Vec<_> = licences.groups().iter().map(|it| (it.id, it.row, it.told)).collect();
    assert!(groups.contains(&(group_id(0), Some(Row(0)), false)), "{groups:?}");
    assert!(groups.contains(&(group_id(9), None, false)), "{groups:?}");
    assert!(licences.person(0).holding(sku(E3)).unwrap().held);
    assert!(licences.person(1).holding(sku(VISIO)).unwrap().held);
    // A member of whom nothing is said yet will get it.
    assert!(licences.person(2).holding(sku(E3)).unwrap().held);
    let figures = licences.figures(&workspace);
    assert!(figures.iter().all(|one| one.free(Reading::Documented).is_none()));
}

/// What the service refused stays refused while seats are free again; whoever comes into the group gets one.
#[test]
fn refused_stays_refused_and_newcomers_get_seats() {
    let count = Some(AssignmentError::CountViolation);
    let world = World {
        people: vec![
            (Some(vec![state(VISIO, &[], Some(0), None)]), None),
            (Some(vec![state(VISIO, &[], Some(0), count)]), None),
            (Some(vec![]), None),
            (Some(vec![]), None),
        ],
        groups: vec![(Some(vec![VISIO.to_owned()]), vec![0, 1, 2, 3], Extent::Complete)],
        subscriptions: Some(vec![subscription(VISIO, &[SWAY], 2, 1)]),
    };
    let (workspace, mut licences) = world.licences();
    let refused = licences.person(1);
    assert_eq!(refused.holdings[0].ways[0].said, count);
    assert!(!refused.holdings[0].held);
    assert!(licences.person(2).holdings[0].held);
    // The last seat is gone.
    let late = licences.person(3);
    assert_eq!(late.holdings[0].ways[0].state, State::Error(Violation::Count));
    let [figures] = licences.figures(&workspace).try_into().unwrap();
    assert_eq!(figures.errors, [ErrorCount { error: AssignmentError::CountViolation, people: 2 }]);
    assert_eq!((figures.holders, figures.free(Reading::Documented)), (2, Some(0)));
    assert_eq!(licences.troubled(sku(VISIO)).iter().collect::<Vec<_>>(), [1, 3]);
}

/// Of whom no file tells, nothing is foreseen: the service counts the seat that they may have.
#[test]
fn members_of_whom_nothing_is_told_take_no_seat_twice() {
    let world = World {
        people: vec![
            (None, None),
            (Some(vec![state(VISIO, &[], Some(0), None)]), None),
            (Some(vec![]), None),
        ],
        groups: vec![(Some(vec![VISIO.to_owned()]), vec![0, 1, 2], Extent::Complete)],
        subscriptions: Some(vec![subscription(VISIO, &[SWAY], 3, 2)]),
    };
    let (workspace, mut licences) = world.licences();
    assert!(!licences.person(0).known && licences.person(0).holdings.is_empty());
    assert!(licences.person(2).holdings[0].held);
    let [figures] = licences.figures(&workspace).try_into().unwrap();
    assert_eq!((figures.holders, figures.elsewhere, figures.in_error()), (2, 1, 0));
    assert_eq!(figures.free(Reading::Documented), Some(0));
}

/// An error that the service told of what is held, and of what was given directly, is there wherever errors are.
#[test]
fn errors_of_direct_assignments_are_told() {
    let dependency = Some(AssignmentError::DependencyViolation);
    let with_error = |product: &str, group: Option<u32>| {
        LicenseAssignmentState {
            license: AssignedLicense::new(sku(product), vec![]),
            assigned_by_group: group.map(group_id),
            state: AssignmentCondition::ActiveWithError,
            error: dependency,
        }
        .text()
    };
    let count = Some(AssignmentError::CountViolation);
    let world = World {
        people: vec![
            (Some(vec![state(VISIO, &[], None, count)]), None),
            (Some(vec![with_error(E3, None)]), None),
            (Some(vec![with_error(E3, Some(0))]), None),
        ],
        groups: vec![(Some(vec![E3.to_owned()]), vec![2], Extent::Complete)],
        subscriptions: Some(vec![subscription(E3, &[SHAREPOINT], 9, 2)]),
    };
    let (workspace, mut licences) = world.licences();
    let failed = licences.person(0);
    assert_eq!((failed.holdings[0].held, failed.holdings[0].ways[0].said), (false, count));
    assert_eq!(failed.holdings[0].ways[0].way, Way::Direct);
    for row in [1, 2] {
        let person = licences.person(row);
        let way = &person.holdings[0].ways[0];
        assert_eq!(way.state, State::ActiveWithError(Violation::Told));
        assert_eq!((way.said, person.holdings[0].held), (dependency, true));
    }
    assert_eq!(licences.troubled(sku(VISIO)).iter().collect::<Vec<_>>(), [0]);
    assert_eq!(licences.troubled(sku(E3)).iter().collect::<Vec<_>>(), [1, 2]);
    let figures = licences.figures(&workspace);
    assert_eq!(figures.iter().map(ProductFigures::in_error).collect::<Vec<_>>(), [2, 1]);
    let troubles = licences.troubles();
    let people: Vec<(AssignmentError, u32)> =
        troubles.iter().map(|it| (it.error, it.people.count())).collect();
    assert_eq!(
        people,
        [(AssignmentError::CountViolation, 1), (AssignmentError::DependencyViolation, 2),]
    );
}

/// Only direct members count; who is deleted holds nothing, and who is in the list of a group no longer.
#[test]
fn nested_groups_give_nothing() {
    let mut world = World {
        people: vec![(Some(vec![]), None), (Some(vec![state(E3, &[], None, None)]), None)],
        groups: vec![
            (Some(vec![E3.to_owned()]), vec![], Extent::Complete),
            (Some(vec![]), vec![0], Extent::Complete),
        ],
        subscriptions: Some(vec![subscription(E3, &[SWAY], 5, 1)]),
    };
    let mut workspace = world.workspace();
    let nested = List::of(
        [(Of::User, vec![]), (Of::Group, vec![1]), (Of::Device, vec![])],
        Vec::new(),
        Extent::Complete,
    );
    workspace.directory.members.replace(Side::Members, Row(0), nested);
    let mut licences = Licences::of(&workspace, &Catalogue::default(), Assumptions::default());
    assert!(licences.person(0).holdings.is_empty());
    workspace.directory.users.set_existence(Row(1), Existence::Deleted(Timestamp(1)));
    let mut licences = Licences::of(&workspace, &Catalogue::default(), Assumptions::default());
    let deleted = licences.person(1);
    assert!(deleted.holdings.is_empty() && !deleted.known);
    // Somebody whose list says no group any more, though a state still does.
    world.people[0].0 = Some(vec![state(E3, &[], Some(0), None)]);
    let (_, mut licences) = world.licences();
    assert!(licences.person(0).holdings.is_empty());
}

/// The sample organisation is whole: the service's count is what its people hold.
#[test]
fn the_sample_adds_up() {
    let sample = crate::tenant::seed::sample();
    let directory = sample.directory(Clone::clone);
    let info = Info { name: String::new(), sample: true, created: Timestamp(0) };
    let mut workspace = Workspace::new(info, directory);
    let subscriptions = Some(sample.subscriptions);
    workspace.learn(Some(Organisation { subscriptions, ..Organisation::default() }), None);
    let mut licences = Licences::of(&workspace, &Catalogue::default(), Assumptions::default());
    assert!(licences.unknown().is_empty());
    let figures = licences.figures(&workspace);
    assert_eq!(figures.len(), 4);
    for one in &figures {
        assert_eq!((one.elsewhere, one.beyond, one.unsaid), (0, 0, 0), "{one:?}");
        assert_eq!(Some(one.holders), one.owned.as_ref().and_then(|it| it.consumed), "{one:?}");
    }
    assert!(figures.iter().any(|one| one.in_error() > 0));
    assert!(figures.iter().any(|one| one.both > 0 && one.direct > 0 && one.by_group > 0));
}
