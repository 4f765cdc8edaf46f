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
use crate::store::{Cell, Numbered};
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
    for (people, attribute, column) in [
        (users, Attribute::DIRECT_LICENSES, "licenseAssignmentStates"),
        (users, Attribute::LICENSE_ASSIGNMENT_STATES, "licenseAssignmentStates"),
        (users, Attribute::ASSIGNED_LICENSES, "assignedLicenses"),
        (groups, Attribute::GROUP_ASSIGNED_LICENSES, "assignedLicenses"),
    ] {
        let lists = people.users.numbered(attribute);
        let strays = strays(lists, &plans);
        if strays.is_empty() {
            continue;
        }
        for (number, row) in lists.each().zip(0..people.users.rows()) {
            let Some((product, plan)) = strays.get(&number) else { continue };
            let Some(origin) = people.origins.get(Row(row).index()) else { continue };
            if let Some(problems) = problems.get_mut(origin.file) {
                let (product, plan) = (product.to_string(), plan.to_string());
                problems.cell(origin.row, column, Fault::PlanNotInProduct { product, plan });
            }
        }
    }
}

/// The first one of every list that has any, by the list's number.
fn strays(lists: Numbered<'_>, plans: &Plans) -> BTreeMap<u32, (SkuId, ServicePlanId)> {
    let stray = |number: u32| {
        let Cell::Texts(texts) = lists.list(number) else { return None };
        texts.iter().find_map(|text| {
            let license = AssignedLicense::parse(text)
                .or_else(|| Some(LicenseAssignmentState::parse(text)?.license))?;
            let known = plans.get(&license.sku)?;
            let stray = license.disabled_plans.iter().find(|plan| !known.contains(plan))?;
            Some((number, (license.sku, *stray)))
        })
    };
    (0..lists.count()).filter_map(stray).collect()
}
