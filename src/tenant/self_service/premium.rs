//! The licence that requests to join take.
//!
//! Source: "Set up self-service group management", Microsoft Learn: asking to join and approving take
//! Microsoft Entra ID P1 or P2. Ids of the service plans: "Product names and service plan identifiers for
//! licensing", Microsoft Learn (`AAD_PREMIUM`, `AAD_PREMIUM_P2`).

use crate::domain::{AssignedPlan, Attribute, Row};
use crate::store::Cell;
use crate::tenant::Workspace;

/// Each of them is one.
pub(in crate::tenant) const PLANS: [&str; 2] =
    ["41781fb2-bc02-4b7c-bd55-b576c07bb09d", "eec0eb4f-6444-4f95-aba0-50c24d67f998"];

/// How many active users have one of the plans, as far as their plans were imported.
#[must_use]
pub fn with_premium(workspace: &Workspace) -> u32 {
    let users = workspace.users();
    if !users.is_known(Attribute::ASSIGNED_PLANS) {
        return 0;
    }
    let has = |user: &u32| match users.read(Row(*user), Attribute::ASSIGNED_PLANS) {
        Cell::Texts(plans) => plans.iter().map(AssignedPlan::parse).any(|plan| {
            let on = ["Enabled", "Warning"].contains(&plan.capability_status);
            on && PLANS.contains(&plan.service_plan_id)
        }),
        _ => false,
    };
    u32::try_from(users.active().iter().filter(has).count()).unwrap_or(u32::MAX)
}
