//! Giving and taking licences.
//!
//! Source: "Assign licenses" and "Assign license to group", Microsoft Graph v1.0: what is added and removed in
//! one request takes effect together; plans that are switched off replace those that were. Somebody who is
//! given a product directly gets it at once or not at all, so whatever stands against it is refused here; of a
//! group's members the service decides one after the other, so a group is only asked what it could give
//! anybody.

use super::{Expansion, in_state};
use crate::domain::attribute::Of;
use crate::domain::{
    AppliesTo, AssignedLicense, Attribute, Datum, Event, Existence, LicenseProblem, Refusal, Row,
    SkuId, Subject, Title, Value, Warning,
};
use crate::licensing::Catalogue;
use crate::licensing::judge::{Grant, all_lacking, exclusive, lacking};
use crate::licensing::model::{Model, PlanNo, ProductNo};
use crate::store::{Bits, Cell, Objects};
use crate::tenant::Workspace;
use crate::tenant::licences::{Assumptions, Licences};
use std::collections::BTreeMap;

/// What is asked for.
#[derive(Clone, Copy)]
struct Wish<'a> {
    add: &'a [AssignedLicense],
    remove: &'a [SkuId],
}

pub(super) fn expand(
    workspace: &Workspace,
    of: Of,
    rows: &[Row],
    add: &[AssignedLicense],
    remove: &[SkuId],
) -> Result<Expansion, Vec<Refusal>> {
    let wish = Wish { add, remove };
    let mut licences = Licences::of(workspace, &Catalogue::default(), Assumptions::of(workspace));
    if let (Some(row), problems @ [_, ..]) =
        (rows.first(), products(workspace, licences.model(), add).as_slice())
    {
        let who = Subject { of, row: *row };
        return Err(problems.iter().map(|it| Refusal::License { who, problem: *it }).collect());
    }
    let (events, warnings) = match of {
        Of::User => people(workspace, &mut licences, rows, wish)?,
        Of::Group => (groups(workspace, &licences, rows, wish)?, Vec::new()),
        Of::Device => return Err(vec![Refusal::NobodySelected]),
    };
    let title = Title::License {
        of,
        objects: u32::try_from(events.len()).unwrap_or(u32::MAX),
        added: add.iter().map(|license| license.sku).collect(),
        removed: remove.to_vec(),
    };
    Ok(Expansion { title, events, warnings })
}

/// What is wrong with the products themselves, whoever is to have them.
fn products(workspace: &Workspace, model: &Model, add: &[AssignedLicense]) -> Vec<LicenseProblem> {
    let mut problems = Vec::new();
    let any_told = workspace.organisation().subscriptions.is_some();
    for license in add {
        let product = license.sku;
        match workspace.organisation().subscription(product) {
            None if any_told => problems.push(LicenseProblem::NotOwned { product }),
            Some(owned) if owned.applies_to == Some(AppliesTo::Company) => {
                problems.push(LicenseProblem::NotForPeople { product });
            }
            Some(owned) if !owned.can_be_given() => {
                problems.push(LicenseProblem::NotGivable { product });
            }
            _ => {}
        }
        // Of a product that is not told to be owned, not all plans are known.
        let owned = workspace.organisation().subscription(product);
        let number = owned.and_then(|_| model.product(product));
        let plans = number.and_then(|number| model.plans_of(number));
        let Some(plans) = plans.filter(|plans| !plans.is_empty()) else { continue };
        let is_foreign = |plan: &&_| {
            model.plan(**plan).is_none_or(|number| !plans.contains(u32::from(number.0)))
        };
        let foreign = license.disabled_plans.iter().find(is_foreign);
        problems.extend(foreign.map(|plan| LicenseProblem::ForeignPlan { product, plan: *plan }));
    }
    problems
}

/// What a list of licences becomes; the same products in the order of their ids.
fn changed(before: &[AssignedLicense], wish: Wish<'_>) -> Vec<AssignedLicense> {
    let stays = |license: &&AssignedLicense| {
        !wish.remove.contains(&license.sku) && !wish.add.iter().any(|it| it.sku == license.sku)
    };
    let mut after: Vec<AssignedLicense> = before.iter().filter(stays).cloned().collect();
    after.extend(wish.add.iter().cloned());
    after.sort();
    after.dedup_by_key(|license| license.sku);
    after
}

fn datum(licenses: &[AssignedLicense]) -> Datum {
    if licenses.is_empty() {
        return Datum::Null;
    }
    let mut texts: Vec<String> = licenses.iter().map(AssignedLicense::text).collect();
    texts.sort_unstable();
    Datum::Value(Value::Texts(texts))
}

/// The licences that a cell holds; none where nothing is told.
fn read(objects: &Objects, row: Row, attribute: Attribute) -> Option<Vec<AssignedLicense>> {
    match objects.read(row, attribute) {
        Cell::Null => Some(Vec::new()),
        Cell::Texts(texts) => texts.iter().map(AssignedLicense::parse).collect(),
        _ => None,
    }
}

fn number(plan: u32) -> PlanNo {
    PlanNo(u16::try_from(plan).unwrap_or(u16::MAX))
}

/// The first plan of what is new that cannot stand beside the rest, and the first that lacks what it needs, where
/// it did not lack it `before`.
fn against(
    model: &Model,
    new: &[Grant],
    others: &Bits,
    before: Option<&Bits>,
) -> Option<LicenseProblem> {
    let id = |plan| model.service_plan(plan);
    let mut all = others.clone();
    for grant in new {
        if let Some((plan, with)) = exclusive(model, &grant.on, &all) {
            let (plan, with) = (id(number(plan))?, id(number(with))?);
            return Some(LicenseProblem::Exclusive { plan, with });
        }
        all.or(&grant.on);
    }
    let mut lacks = all.clone();
    if let Some(before) = before {
        // What lacked something all along is not this change's doing.
        all_lacking(model, before, before).for_each(|plan| lacks.remove(plan));
    }
    let plan = lacking(model, &lacks, &all)?;
    Some(LicenseProblem::Dependency { plan: id(plan)? })
}

/// What people have in common who are given the same: their class, their direct licences, and, of somebody who
/// goes without a seat, who it is.
type Same = (u32, u32, Option<Row>);

/// What a change means for everybody who is given the same.
struct Trial {
    before: Datum,
    after: Datum,
    takes: Vec<ProductNo>,
}

fn try_on(
    workspace: &Workspace,
    licences: &mut Licences,
    row: Row,
    before: &[AssignedLicense],
    wish: Wish<'_>,
) -> Result<Trial, LicenseProblem> {
    let no_plans = licences.model().no_plans();
    let Some(lot) = licences.lot(row.0) else { return Err(LicenseProblem::NotTold) };
    let mut on_before = no_plans;
    lot.plans().for_each(|plan| on_before.insert(plan));
    let held: Vec<ProductNo> = lot.holdings().into_iter().map(|(product, ..)| product).collect();
    let by_groups = licences.held_by_groups(row.0);
    for product in wish.remove {
        if before.iter().any(|license| license.sku == *product) {
            continue;
        }
        let number = licences.model().product(*product);
        let group = by_groups.iter().find(|(one, _)| Some(*one) == number).map(|(_, group)| *group);
        let group = group.and_then(|group| licences.groups().get(group as usize));
        return Err(match group {
            Some(group) => LicenseProblem::Inherited { product: *product, group: group.id },
            None => LicenseProblem::NotGiven { product: *product },
        });
    }
    let after = changed(before, wish);
    let mut others = licences.turned(row.0);
    for way in &by_groups {
        if let Some(on) = licences.plans_by_group(row.0, *way) {
            others.or(on);
        }
    }
    let model = licences.model();
    let is_new = |license: &&AssignedLicense| wish.add.contains(license);
    for grant in after.iter().filter(|it| !is_new(it)).filter_map(|it| Grant::of(model, it)) {
        others.or(&grant.on);
    }
    let new: Vec<Grant> =
        after.iter().filter(is_new).filter_map(|it| Grant::of(model, it)).collect();
    if let Some(problem) = against(model, &new, &others, Some(&on_before)) {
        return Err(problem);
    }
    let takes = new.iter().map(|grant| grant.product).filter(|product| !held.contains(product));
    let takes = takes.collect();
    Ok(Trial {
        before: workspace.users().get(row, Attribute::DIRECT_LICENSES),
        after: datum(&after),
        takes,
    })
}

fn people(
    workspace: &Workspace,
    licences: &mut Licences,
    rows: &[Row],
    wish: Wish<'_>,
) -> Result<(Vec<Event>, Vec<Warning>), Vec<Refusal>> {
    let users = in_state(
        workspace,
        rows,
        |is| is == Existence::Active,
        |user| Refusal::NoSuchUser { user },
    )?;
    let table = workspace.users();
    let attribute = Attribute::DIRECT_LICENSES;
    let numbered = table.numbered(attribute);
    // The same for everybody who is given the same.
    let mut trials: BTreeMap<Same, Result<Trial, LicenseProblem>> = BTreeMap::new();
    let mut taken: BTreeMap<ProductNo, i64> = BTreeMap::new();
    let mut found: Vec<(Row, Same)> = Vec::with_capacity(users.len());
    let mut refusals = Vec::new();
    let mut nowhere_told = 0;
    for row in users {
        let refuse = |problem| Refusal::License { who: Subject::user(row), problem };
        if !wish.add.is_empty() {
            match table.read(row, Attribute::USAGE_LOCATION) {
                Cell::Text(_) => {}
                Cell::Unknown => nowhere_told += 1,
                _ => {
                    refusals.push(refuse(LicenseProblem::NoLocation));
                    continue;
                }
            }
        }
        let class = licences.class(row.0).unwrap_or(u32::MAX);
        // Those who go without a seat are each their own case.
        let own = licences.goes_without(row.0).then_some(row);
        let key = (class, numbered.of(row.0), own);
        let trial = trials.entry(key).or_insert_with(|| match read(table, row, attribute) {
            None => Err(LicenseProblem::NotTold),
            Some(before) => try_on(workspace, licences, row, &before, wish),
        });
        match trial {
            Err(problem) => refusals.push(refuse(*problem)),
            Ok(_) => found.push((row, key)),
        }
    }
    // Seats in the order of the rows. What this change frees is of other products than those that it takes.
    let mut events = Vec::with_capacity(found.len());
    let left: BTreeMap<ProductNo, i64> = licences.left().into_iter().collect();
    for (row, key) in found {
        let Some(Ok(trial)) = trials.get(&key) else { continue };
        let short = trial.takes.iter().find(|product| {
            let used = taken.get(product).copied().unwrap_or_default();
            left.get(product).is_some_and(|left| used >= *left)
        });
        if let Some(product) = short.and_then(|product| licences.model().sku(*product)) {
            let problem = LicenseProblem::NoSeat { product };
            refusals.push(Refusal::License { who: Subject::user(row), problem });
            continue;
        }
        for product in &trial.takes {
            *taken.entry(*product).or_default() += 1;
        }
        if trial.before != trial.after {
            let (before, after) = (trial.before.clone(), trial.after.clone());
            events.push(Event::Attribute { row, attribute, before, after });
        }
    }
    if !refusals.is_empty() {
        return Err(refusals);
    }
    let warnings = (nowhere_told > 0).then_some(Warning::LocationsUnknown { users: nowhere_told });
    Ok((events, warnings.into_iter().collect()))
}

fn groups(
    workspace: &Workspace,
    licences: &Licences,
    rows: &[Row],
    wish: Wish<'_>,
) -> Result<Vec<Event>, Vec<Refusal>> {
    let groups = super::groups::active(workspace, rows)?;
    let (table, model) = (workspace.groups(), licences.model());
    let attribute = Attribute::GROUP_ASSIGNED_LICENSES;
    let (mut events, mut refusals) = (Vec::new(), Vec::new());
    for row in groups {
        let refuse = |problem| Refusal::License { who: Subject::group(row), problem };
        let security = table.read(row, Attribute::GROUP_SECURITY_ENABLED).boolean();
        if security == Some(false) {
            refusals.push(refuse(LicenseProblem::NotSecurity));
            continue;
        }
        let Some(before) = read(table, row, attribute) else {
            refusals.push(refuse(LicenseProblem::NotTold));
            continue;
        };
        let missing = wish.remove.iter().find(|sku| !before.iter().any(|it| it.sku == **sku));
        if let Some(product) = missing {
            refusals.push(refuse(LicenseProblem::NotGiven { product: *product }));
            continue;
        }
        let after = changed(&before, wish);
        let grants: Vec<Grant> = after.iter().filter_map(|it| Grant::of(model, it)).collect();
        // An add-on and what it needs have to come by the same group.
        if let Some(problem) = against(model, &grants, &model.no_plans(), None) {
            refusals.push(refuse(problem));
            continue;
        }
        let (before, after) = (table.get(row, attribute), datum(&after));
        if before != after {
            events.push(Event::Attribute { row, attribute, before, after });
        }
    }
    if refusals.is_empty() { Ok(events) } else { Err(refusals) }
}
