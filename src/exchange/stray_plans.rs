//! Service plans that licences switch off in a product that has no such plan.
//!
//! A list of a user or a group names them beside a product; which plans a product has, `subscribedSkus` of the
//! same import tells. Of products of which it does not, nothing is said. The list stays as it is: Microsoft may
//! have taken the plan out of the product since, or one of the files is of another day.

use crate::domain::{
    AssignedLicense, Attribute, LicenseAssignmentState, Row, ServicePlanId, SkuId, Subscription,
};
use crate::exchange::problem::{Fault, Problems};
use crate::exchange::staging::People;
use crate::store::Cell;
use std::collections::{BTreeMap, BTreeSet};

/// The plans of the products that are told.
type Plans = BTreeMap<SkuId, BTreeSet<ServicePlanId>>;

/// Tells of them, each at its row.
pub(super) fn tell(
    subscriptions: &[Subscription],
    (users, groups): (&People, &People),
    problems: &mut [Problems],
) {
    let told = subscriptions.iter().filter(|one| !one.plans.is_empty());
    let plans: Plans = told.map(|one| (one.sku, one.plan_ids().collect())).collect();
    if plans.is_empty() {
        return;
    }
    let mut tell =
        |people: &People, row: u32, column: &str, (product, plan): (SkuId, ServicePlanId)| {
            let Some(origin) = people.origins.get(Row(row).index()) else { return };
            if let Some(problems) = problems.get_mut(origin.file) {
                let (product, plan) = (product.to_string(), plan.to_string());
                problems.cell(origin.row, column, Fault::PlanNotInProduct { product, plan });
            }
        };
    for (attribute, column) in [
        (Attribute::DIRECT_LICENSES, "licenseAssignmentStates"),
        (Attribute::LICENSE_ASSIGNMENT_STATES, "licenseAssignmentStates"),
        (Attribute::ASSIGNED_LICENSES, "assignedLicenses"),
    ] {
        // Many users have the same list, so each is looked at once.
        let lists = users.users.numbered(attribute);
        let strays = |number: u32| Some((number, stray(lists.list(number), &plans)?));
        let strays: BTreeMap<u32, _> = (0..lists.count()).filter_map(strays).collect();
        if strays.is_empty() {
            continue;
        }
        for (number, row) in lists.each().zip(0..users.users.rows()) {
            if let Some(stray) = strays.get(&number) {
                tell(users, row, column, *stray);
            }
        }
    }
    for row in 0..groups.users.rows() {
        let cell = groups.users.read(Row(row), Attribute::GROUP_ASSIGNED_LICENSES);
        if let Some(stray) = stray(cell, &plans) {
            tell(groups, row, "assignedLicenses", stray);
        }
    }
}

/// The first one of a list that has any.
fn stray(list: Cell<'_>, plans: &Plans) -> Option<(SkuId, ServicePlanId)> {
    let Cell::Texts(texts) = list else { return None };
    texts.iter().find_map(|text| {
        let license = AssignedLicense::parse(text)
            .or_else(|| Some(LicenseAssignmentState::parse(text)?.license))?;
        let known = plans.get(&license.sku)?;
        let stray = license.disabled_plans.iter().find(|plan| !known.contains(plan))?;
        Some((license.sku, *stray))
    })
}
