//! What is told of licences becomes numbers.

use super::{Assumptions, Licences, LicensedGroup, Told};
use crate::domain::assigned_license::Told as Name;
use crate::domain::attribute::Of;
use crate::domain::{
    AssignedLicense, Attribute, Datum, Event, Existence, GroupId, LicenseAssignmentState, ObjectId,
    Party, PrepaidUnits, Row, SkuId, Subject, Value,
};
use crate::licensing::Catalogue;
use crate::licensing::entitlement::{Entitlements, Membership, Setup};
use crate::licensing::judge::Grant;
use crate::licensing::model::{Model, Owned};
use crate::store::{Bits, Cell, Extent, Numbered, Objects, Rows, Side};
use crate::tenant::Workspace;
use std::collections::{BTreeMap, BTreeSet};

/// The number of the list that says nothing.
const NOTHING: u32 = 0;

/// A list of texts: null is an empty one, unknown is none.
fn texts(cell: Cell<'_>) -> Option<Vec<&str>> {
    match cell {
        Cell::Null => Some(Vec::new()),
        Cell::Texts(texts) => Some(texts.iter().collect()),
        _ => None,
    }
}

/// What one list of either attribute gives directly, and says besides.
#[derive(Default)]
struct Read {
    direct: Vec<AssignedLicense>,
    told: Told,
}

/// Of what was given directly, and of `licenseAssignmentStates`. A text that cannot be read is nobody's
/// product. None where nothing is told of either.
fn of_states(direct: Cell<'_>, states: Cell<'_>) -> Option<Read> {
    let (direct, states) = (texts(direct), texts(states));
    if direct.is_none() && states.is_none() {
        return None;
    }
    let mut read = Read { told: Told { with_origin: true, ..Told::default() }, ..Read::default() };
    let Told { holds, inherited, failed, ambiguous, .. } = &mut read.told;
    let mut hold = |sku| {
        if !holds.contains(&sku) {
            holds.push(sku);
        }
    };
    for text in direct.unwrap_or_default() {
        match AssignedLicense::parse(text) {
            Some(license) => {
                hold(license.sku);
                read.direct.push(license);
            }
            None => ambiguous.push(text.to_owned()),
        }
    }
    for text in states.unwrap_or_default() {
        let Some(state) = LicenseAssignmentState::parse(text) else {
            ambiguous.push(text.to_owned());
            continue;
        };
        let (sku, is_held) = (state.license.sku, state.is_held());
        if is_held {
            hold(sku);
        }
        match state.assigned_by_group {
            Some(group) => inherited.push((group, sku, is_held, state.error)),
            None if is_held => read.direct.push(state.license),
            None => failed.push((sku, state.error)),
        }
    }
    Some(read)
}

/// Of `assignedLicenses`.
fn of_licenses(cell: Cell<'_>, catalogue: &Catalogue) -> Read {
    let mut read = Read::default();
    for text in texts(cell).unwrap_or_default() {
        let license = match Name::parse(text) {
            Name::License(license) => license,
            Name::Named(name) => {
                let [sku] = *catalogue.with_name(name).as_slice() else {
                    read.told.ambiguous.push(name.to_owned());
                    continue;
                };
                AssignedLicense::new(sku, Vec::new())
            }
        };
        if !read.told.holds.contains(&license.sku) {
            read.told.holds.push(license.sku);
            read.direct.push(license);
        }
    }
    read
}

/// The licences of a value; none where nothing is told.
fn licenses_in(datum: &Datum) -> Option<Vec<AssignedLicense>> {
    match datum {
        Datum::Null => Some(Vec::new()),
        Datum::Value(Value::Texts(texts)) => {
            Some(texts.iter().filter_map(|text| AssignedLicense::parse(text)).collect())
        }
        _ => None,
    }
}

/// The licences that a group of the directory gives; none where no file tells.
fn licenses_of(
    groups: &Objects,
    group: GroupId,
    supposed: &Supposed<'_>,
) -> Option<Vec<AssignedLicense>> {
    if let Some(datum) = supposed.gives.get(&group) {
        return licenses_in(datum);
    }
    let texts = texts(groups.read(group, Attribute::GROUP_ASSIGNED_LICENSES))?;
    Some(texts.into_iter().filter_map(AssignedLicense::parse).collect())
}

/// What would be otherwise if these events had happened, as far as licences follow from it.
#[derive(Default)]
pub(super) struct Supposed<'a> {
    /// What people are given directly.
    given: BTreeMap<Row, &'a Datum>,
    /// What groups give.
    gives: BTreeMap<GroupId, &'a Datum>,
    /// Who is there, and who is not.
    people: BTreeMap<Row, bool>,
    groups: BTreeMap<GroupId, bool>,
    /// Who comes into a group, or goes.
    members: BTreeMap<GroupId, BTreeMap<Row, bool>>,
}

impl<'a> Supposed<'a> {
    pub(super) fn of(events: &'a [Event]) -> Self {
        let mut all = Self::default();
        for event in events {
            match event {
                Event::Attribute { row, attribute: Attribute::DIRECT_LICENSES, after, .. } => {
                    all.given.insert(*row, after);
                }
                Event::Attribute {
                    row,
                    attribute: Attribute::GROUP_ASSIGNED_LICENSES,
                    after,
                    ..
                } => {
                    all.gives.insert(*row, after);
                }
                Event::Existence { of: Of::User, row, after, .. } => {
                    all.people.insert(*row, *after == Existence::Active);
                }
                Event::Existence { of: Of::Group, row, after, .. } => {
                    all.groups.insert(*row, *after == Existence::Active);
                }
                Event::Relation {
                    group,
                    side: Side::Members,
                    party: Party::Here(Subject { of: Of::User, row }),
                    after,
                    ..
                } => {
                    all.members.entry(*group).or_default().insert(*row, *after);
                }
                _ => {}
            }
        }
        all
    }

    /// The active users, as it would be; those who are only created would have no row yet.
    fn active(&self, users: &Objects) -> Bits {
        let mut active = users.active().clone();
        for (row, is) in self.people.iter().filter(|(row, _)| row.0 < users.rows()) {
            active.put(row.0, *is);
        }
        active
    }
}

/// The groups that give licences: those that say so, then those that only people's states name.
fn groups(workspace: &Workspace, states: &[Read], supposed: &Supposed<'_>) -> Vec<LicensedGroup> {
    let groups = workspace.groups();
    let mut all: Vec<LicensedGroup> = Vec::new();
    let mut silent: BTreeSet<ObjectId> = BTreeSet::new();
    let mut active = groups.active().clone();
    for (row, is) in supposed.groups.iter().filter(|(row, _)| row.0 < groups.rows()) {
        active.put(row.0, *is);
    }
    for row in active.iter().map(Row) {
        match licenses_of(groups, row, supposed) {
            Some(licenses) if licenses.is_empty() => {}
            Some(licenses) => {
                let id = groups.id(row);
                all.push(LicensedGroup { id, row: Some(row), licenses, told: true });
            }
            None => {
                silent.insert(groups.id(row));
            }
        }
    }
    let mut named: BTreeMap<ObjectId, BTreeSet<SkuId>> = BTreeMap::new();
    for (group, sku, ..) in states.iter().flat_map(|read| &read.told.inherited) {
        if groups.find(*group).is_none() || silent.contains(group) {
            named.entry(*group).or_default().insert(*sku);
        }
    }
    all.extend(named.into_iter().map(|(id, skus)| LicensedGroup {
        id,
        row: groups.find(id),
        licenses: skus.into_iter().map(|sku| AssignedLicense::new(sku, Vec::new())).collect(),
        told: false,
    }));
    all
}

/// The products that anything speaks of: those that are owned first.
fn products<'a>(
    workspace: &Workspace,
    catalogue: &Catalogue,
    named: impl Iterator<Item = &'a AssignedLicense>,
    held: &BTreeMap<SkuId, u32>,
) -> Vec<Owned> {
    let subscriptions = workspace.organisation().subscriptions.as_deref().unwrap_or_default();
    let own = |one: &crate::domain::Subscription| {
        // Seats that nobody of the files holds are held by people who are in none.
        let known = held.get(&one.sku).copied().unwrap_or_default();
        let elsewhere = one.consumed.unwrap_or_default().saturating_sub(known);
        let seats = one.seats.map(|seats| PrepaidUnits {
            enabled: seats.enabled.saturating_sub(elsewhere),
            ..seats
        });
        Owned { id: one.sku, plans: one.plan_ids().collect(), seats }
    };
    let mut owned: Vec<Owned> = subscriptions.iter().map(own).collect();
    let mut others: BTreeMap<SkuId, BTreeSet<_>> = BTreeMap::new();
    for license in named {
        if !subscriptions.iter().any(|one| one.sku == license.sku) {
            others.entry(license.sku).or_default().extend(license.disabled_plans.iter().copied());
        }
    }
    owned.extend(others.into_iter().map(|(id, disabled)| {
        let known = catalogue.product(id).map(|product| product.plans.clone());
        Owned { id, plans: known.unwrap_or_else(|| disabled.into_iter().collect()), seats: None }
    }));
    owned
}

fn grants(model: &Model, licenses: &[AssignedLicense]) -> Vec<Grant> {
    let mut grants: Vec<Grant> = Vec::new();
    for license in licenses {
        let Some(product) = model.product(license.sku) else { continue };
        let mut on = model.plans_of(product).cloned().unwrap_or_else(|| model.no_plans());
        for plan in license.disabled_plans.iter().filter_map(|plan| model.plan(*plan)) {
            on.remove(u32::from(plan.0));
        }
        // The same product twice on one way is one assignment: a plan is on if either has it on.
        match grants.iter_mut().find(|grant| grant.product == product) {
            Some(grant) => grant.on.or(&on),
            None => grants.push(Grant { product, on }),
        }
    }
    grants
}

/// What each row is told to have: the lists that occur, each once, and which of them every row has; the first
/// says nothing.
fn lists(
    users: &Objects,
    active: &Bits,
    supposed: &Supposed<'_>,
    catalogue: &Catalogue,
) -> (Vec<u32>, Vec<Read>) {
    let of = |attribute| users.numbered(attribute);
    let direct = of(Attribute::DIRECT_LICENSES);
    let states = of(Attribute::LICENSE_ASSIGNMENT_STATES);
    let licenses = of(Attribute::ASSIGNED_LICENSES);
    let mut lists = vec![Read::default()];
    let mut known: BTreeMap<[u32; 3], u32> = BTreeMap::new();
    let mut numbers = vec![NOTHING; users.rows() as usize];
    // Most rows have what the row before had, or one before that.
    let mut recent = ([Numbered::UNKNOWN; 3], NOTHING);
    for row in active.iter() {
        let key = [direct.of(row), states.of(row), licenses.of(row)];
        if key != recent.0 {
            let number = *known.entry(key).or_insert_with(|| {
                let [d, s, l] = key;
                let read = of_states(direct.list(d), states.list(s)).or_else(|| {
                    (l != Numbered::UNKNOWN).then(|| of_licenses(licenses.list(l), catalogue))
                });
                let Some(read) = read else { return NOTHING };
                lists.push(read);
                u32::try_from(lists.len() - 1).unwrap_or(NOTHING)
            });
            recent = (key, number);
        }
        if let Some(slot) = numbers.get_mut(row as usize) {
            *slot = recent.1;
        }
    }
    // The same for those who would be given something else: what they are given is in no column yet.
    let mut others: BTreeMap<(Option<Vec<AssignedLicense>>, u32), u32> = BTreeMap::new();
    for (row, datum) in supposed.given.iter().filter(|(row, _)| active.contains(row.0)) {
        let state = states.of(row.0);
        let given = licenses_in(datum);
        let number = *others.entry((given.clone(), state)).or_insert_with(|| {
            let Some(mut read) = of_states(Cell::Null, states.list(state)) else { return NOTHING };
            for license in given.unwrap_or_default() {
                if !read.told.holds.contains(&license.sku) {
                    read.told.holds.push(license.sku);
                }
                read.direct.push(license);
            }
            lists.push(read);
            u32::try_from(lists.len() - 1).unwrap_or(NOTHING)
        });
        if let Some(slot) = numbers.get_mut(row.index()) {
            *slot = number;
        }
    }
    (numbers, lists)
}

/// How many active users held each product before anything was staged.
fn held_before(
    workspace: &Workspace,
    supposed: &Supposed<'_>,
    numbers: &[u32],
    lists: &[Read],
) -> BTreeMap<SkuId, u32> {
    let mut people = vec![0_u32; lists.len()];
    for number in numbers {
        if let Some(count) = people.get_mut(*number as usize) {
            *count += 1;
        }
    }
    let mut held: BTreeMap<SkuId, i64> = BTreeMap::new();
    for (read, people) in lists.iter().zip(people) {
        for sku in &read.told.holds {
            *held.entry(*sku).or_default() += i64::from(people);
        }
    }
    // The rows that have something staged, as they were.
    let concerned = |diff: &crate::tenant::Diff| {
        diff.existence.is_some() || diff.attributes.keys().any(|it| it.is_of_licenses())
    };
    let staged = workspace.staged().users().filter(|(_, diff)| concerned(diff));
    let mut changed: BTreeSet<Row> = staged.map(|(user, _)| user).collect();
    changed.extend(supposed.given.keys().chain(supposed.people.keys()));
    for user in changed.into_iter().filter(|user| user.0 < workspace.users().rows()) {
        let now = numbers.get(user.index()).and_then(|number| lists.get(*number as usize));
        for sku in now.map(|read| &read.told.holds).into_iter().flatten() {
            *held.entry(*sku).or_default() -= 1;
        }
        let subject = Subject { of: Of::User, row: user };
        if workspace.baseline_existence(subject) == Existence::Active {
            for sku in before(workspace, user) {
                *held.entry(sku).or_default() += 1;
            }
        }
    }
    held.into_iter().map(|(sku, count)| (sku, u32::try_from(count).unwrap_or_default())).collect()
}

/// What somebody held before anything was staged.
fn before(workspace: &Workspace, user: Row) -> BTreeSet<SkuId> {
    let list = |attribute| match workspace.baseline(user, attribute) {
        Datum::Value(Value::Texts(texts)) => Some(texts),
        Datum::Null => Some(Vec::new()),
        _ => None,
    };
    let licenses = |texts: Vec<String>| -> BTreeSet<SkuId> {
        texts.iter().filter_map(|text| AssignedLicense::parse(text)).map(|it| it.sku).collect()
    };
    let direct = list(Attribute::DIRECT_LICENSES);
    let states = list(Attribute::LICENSE_ASSIGNMENT_STATES);
    if direct.is_none() && states.is_none() {
        return list(Attribute::ASSIGNED_LICENSES).map(licenses).unwrap_or_default();
    }
    let mut holds = direct.map(licenses).unwrap_or_default();
    let states = states.unwrap_or_default();
    let states = states.iter().filter_map(|text| LicenseAssignmentState::parse(text));
    holds.extend(states.filter(LicenseAssignmentState::is_held).map(|state| state.license.sku));
    holds
}

pub(super) fn gather(
    workspace: &Workspace,
    catalogue: &Catalogue,
    assumptions: Assumptions,
    supposed: &Supposed<'_>,
) -> Licences {
    let users = workspace.users();
    let active = supposed.active(users);
    let (numbers, lists) = lists(users, &active, supposed, catalogue);
    let groups = groups(workspace, &lists, supposed);
    let held = held_before(workspace, supposed, &numbers, &lists);
    let named = lists.iter().flat_map(|read| &read.direct);
    let named = named.chain(groups.iter().flat_map(|group| &group.licenses));
    let owned = products(workspace, catalogue, named, &held);
    let model = Model::new(&owned, assumptions.standing, assumptions.reading);
    let known = |product| model.sku(product).and_then(|sku| held.get(&sku)).copied();
    let held_before = model.products().map(|product| known(product).unwrap_or_default()).collect();
    let members = groups
        .iter()
        .map(|group| membership(workspace, group, &lists, &numbers, (&active, supposed)));
    let members: Vec<Membership> = members.collect();
    let setup = Setup {
        direct: lists.iter().map(|read| grants(&model, &read.direct)).collect(),
        groups: groups.iter().map(|group| grants(&model, &group.licenses)).collect(),
        places: vec![model.no_plans()],
        model,
    };
    let mut unknown = Bits::none(users.rows());
    for row in active.iter() {
        if numbers.get(row as usize) == Some(&NOTHING) {
            unknown.insert(row);
        }
    }
    let place = vec![0; numbers.len()];
    Licences {
        entitlements: Entitlements::new(setup, &numbers, &place, &members),
        groups,
        lists: lists.into_iter().map(|read| read.told).collect(),
        unknown,
        held_before,
    }
}

/// Who is in a licensed group, and how far the service is with each.
fn membership(
    workspace: &Workspace,
    group: &LicensedGroup,
    lists: &[Read],
    numbers: &[u32],
    (active, supposed): (&Bits, &Supposed<'_>),
) -> Membership {
    // What each list says of the group: has all of it, was refused some, or nothing.
    let of_list = |read: &Read| {
        if !read.told.with_origin {
            return Some(group.licenses.iter().all(|it| read.told.holds.contains(&it.sku)));
        }
        let of_group = read.told.inherited.iter().filter(|(from, ..)| *from == group.id);
        of_group.map(|(.., held, _)| *held).reduce(|all, held| all && held)
    };
    let said: Vec<Option<bool>> = lists.iter().map(of_list).collect();
    let number = |row: u32| numbers.get(row as usize).copied().unwrap_or_default();
    let said = |row: u32| match number(row) {
        NOTHING => None,
        number => said.get(number as usize).copied().flatten(),
    };
    let list = group.row.map(|row| workspace.directory().members.of(Side::Members, row));
    let rows = list.into_iter().flat_map(|list| list.rows(Of::User).iter());
    let mut members: Vec<u32> = rows.filter(|row| active.contains(*row)).collect();
    // Where the list is not whole, whoever has something by the group is in it.
    if list.is_none_or(|list| list.extent != Extent::Complete) {
        let tells =
            |row: u32| lists.get(number(row) as usize).is_some_and(|read| read.told.with_origin);
        members.extend(active.iter().filter(|row| tells(*row) && said(*row).is_some()));
    }
    if let Some(moved) = group.row.and_then(|row| supposed.members.get(&row)) {
        members.retain(|member| !moved.contains_key(&Row(*member)));
        let come = moved.iter().filter(|(row, comes)| **comes && active.contains(row.0));
        members.extend(come.map(|(row, _)| row.0));
    }
    members.sort_unstable();
    members.dedup();
    let of = |is_meant: bool| {
        Rows::of_list(members.iter().copied().filter(|row| said(*row) == Some(is_meant)).collect())
    };
    Membership { in_force: of(true), refused: of(false), members: Rows::of_list(members.clone()) }
}
