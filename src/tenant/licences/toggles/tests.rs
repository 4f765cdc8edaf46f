//! Hindrances case by case, and what people have beside a product in the sample organisation.

use super::{Beside, Hindrance, Plans};
use crate::domain::attribute::Of;
use crate::domain::{Row, ServicePlanId, SkuId, Timestamp};
use crate::licensing::Catalogue;
use crate::tenant::licences::{Assumptions, Licences, Way};
use crate::tenant::{Info, Organisation, Workspace};
use std::collections::{BTreeMap, BTreeSet};

const AUDIO: &str = "3e26ee1f-8a5f-4d52-aee2-b81ce45c8f40";
const SKYPE: &str = "0feaeb32-d00e-4d66-bd5a-43b5b83db82c";
const TEAMS: &str = "57ff2da0-773e-42df-b2af-ffb7a2317929";
const TEAMS_FREE: &str = "4fa4026d-ce74-4962-a151-8e96d57ea8e4";
const SWAY: &str = "a23b959c-7ce8-4e57-9140-b90eb88a9e97";

fn plan(text: &str) -> ServicePlanId {
    ServicePlanId::parse(text).unwrap()
}

fn plans(texts: &[&str]) -> Plans {
    texts.iter().map(|text| plan(text)).collect()
}

/// Each person with what they have from elsewhere.
fn beside(people: &[&[&str]]) -> Beside {
    let mut beside = Beside::none(Assumptions::default().standing);
    for others in people {
        beside.add(1, plans(others), BTreeMap::new());
    }
    beside
}

/// A plan, those of the product that are on, what each person has from elsewhere, and what stands in the way.
type Case<'a> = (&'a str, &'a [&'a str], &'a [&'a [&'a str]], Option<Hindrance>);

#[test]
fn what_stands_in_the_way_of_a_plan() {
    let needs_skype = || {
        // Whatever else would do is told, too.
        let need = crate::licensing::relations::needs(plan(AUDIO), Assumptions::default().standing);
        Hindrance::Needs(need.unwrap().one_of.iter().map(|one| one.plan).collect())
    };
    let cases: [Case<'_>; 11] = [
        // Nothing is known of it.
        (SWAY, &[SWAY], &[&[]], None),
        (SWAY, &[], &[&[]], None),
        // On, and needed by what is on in the same product, or by what everybody has from elsewhere.
        (SKYPE, &[SKYPE, AUDIO], &[&[]], Some(Hindrance::NeededBy(vec![plan(AUDIO)]))),
        (SKYPE, &[SKYPE], &[&[AUDIO], &[AUDIO]], Some(Hindrance::NeededBy(vec![plan(AUDIO)]))),
        // Not everybody has what needs it, or somebody has it twice.
        (SKYPE, &[SKYPE], &[&[AUDIO], &[]], None),
        (SKYPE, &[SKYPE, AUDIO], &[&[SKYPE], &[]], None),
        // Off, and lacking what it needs.
        (AUDIO, &[], &[&[]], Some(needs_skype())),
        (AUDIO, &[], &[&[SKYPE], &[]], None),
        (AUDIO, &[SKYPE], &[&[]], None),
        // Off, and unable to stand beside what everybody has.
        (TEAMS_FREE, &[], &[&[TEAMS], &[TEAMS]], Some(Hindrance::Excludes(plan(TEAMS)))),
        (TEAMS_FREE, &[], &[&[TEAMS], &[]], None),
    ];
    for (of, on, people, expected) in cases {
        assert_eq!(beside(people).hindrance(plan(of), &plans(on)), expected, "{of} {on:?}");
    }
}

#[test]
fn what_people_have_beside_a_product() {
    let sample = crate::tenant::seed::sample();
    let directory = sample.directory(Clone::clone);
    let info = Info { name: String::new(), sample: true, created: Timestamp(0) };
    let mut workspace = Workspace::new(info, directory);
    let subscriptions = Some(sample.subscriptions);
    workspace.learn(Some(Organisation { subscriptions, ..Organisation::default() }), None);
    let mut licences = Licences::of(&workspace, &Catalogue::default(), Assumptions::default());
    let model = licences.model();
    let products: Vec<SkuId> = model.products().filter_map(|product| model.sku(product)).collect();
    let rows: Vec<Row> = workspace.users().active().iter().map(Row).collect();
    for give in products {
        let found = licences.beside((Of::User, &rows), give, None);
        let mut kept: BTreeMap<ServicePlanId, (u32, BTreeSet<u32>)> = BTreeMap::new();
        let (mut any, mut all) = (Plans::new(), None::<Plans>);
        for row in &rows {
            let mut own = Plans::new();
            let mut by_groups = Plans::new();
            for holding in &licences.person(row.0).holdings {
                for way in holding.ways.iter().filter(|way| way.state.is_held()) {
                    if holding.product == give && way.way == Way::Direct {
                        continue;
                    }
                    own.extend(way.on.iter().copied());
                    if let (true, Way::Group(group)) = (holding.product == give, way.way) {
                        by_groups.extend(way.on.iter().copied());
                        for plan in &way.on {
                            kept.entry(*plan).or_default().1.insert(group);
                        }
                    }
                }
            }
            for plan in by_groups {
                kept.entry(plan).or_default().0 += 1;
            }
            any.extend(own.iter().copied());
            all = Some(all.map_or_else(|| own.clone(), |all| &all & &own));
        }
        assert_eq!((&found.any, &found.all), (&any, &all.unwrap()));
        assert_eq!(found.asked as usize, rows.len());
        let told = found.kept.iter().map(|(plan, by)| (*plan, (by.people, by.groups.clone())));
        assert_eq!(told.collect::<BTreeMap<_, _>>(), kept);
    }
    let alone = licences.by_groups_alone(&rows);
    assert!(!alone.is_empty());
    for (product, by_groups) in alone {
        let mut people = 0;
        for row in &rows {
            let person = licences.person(row.0);
            let held = person.holding(product).filter(|holding| holding.held);
            let ways = held.map(|it| it.ways.clone()).unwrap_or_default();
            let by_group = |way: &Way| matches!(way, Way::Group(_));
            people += u32::from(!ways.is_empty() && ways.iter().all(|way| by_group(&way.way)));
        }
        assert_eq!(by_groups.people, people);
    }
    // Whoever is refused a product by a group has nothing that could be taken.
    let mut refused = 0;
    for row in &rows {
        let alone = licences.by_groups_alone(&[*row]);
        for holding in licences.person(row.0).holdings.iter().filter(|holding| !holding.held) {
            refused += 1;
            assert!(!alone.contains_key(&holding.product), "{row:?} {holding:?}");
        }
    }
    assert!(refused > 0);
}

#[test]
fn what_a_group_gives_beside_a_product() {
    let sample = crate::tenant::seed::sample();
    let directory = sample.directory(Clone::clone);
    let info = Info { name: String::new(), sample: true, created: Timestamp(0) };
    let mut workspace = Workspace::new(info, directory);
    let subscriptions = Some(sample.subscriptions);
    workspace.learn(Some(Organisation { subscriptions, ..Organisation::default() }), None);
    let mut licences = Licences::of(&workspace, &Catalogue::default(), Assumptions::default());
    let group = licences.groups().iter().find(|group| group.row.is_some()).unwrap().clone();
    let (row, product) = (group.row.unwrap(), group.licenses[0].sku);
    let strange = SkuId::parse(SWAY).unwrap();
    let with = licences.beside((Of::Group, &[row]), strange, None);
    let without = licences.beside((Of::Group, &[row]), strange, Some(product));
    assert!(!with.all.is_empty() && without.all.is_empty());
    assert_eq!(with.all, with.any);
}
