//! What imported files tell about the tenant itself: its domains, and who holds which role.

use crate::domain::setting::{Home, Keeper};
use crate::domain::{Datum, ObjectId, Role, ServicePlanId, Setting, SkuId, Subscription};
use std::collections::BTreeMap;

/// The `organization` and `domains` of the tenant, as far as imported.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Organisation {
    pub id: Option<ObjectId>,
    pub display_name: Option<String>,
    /// Verified domain names in lower case; empty as long as none was imported.
    pub verified_domains: Vec<String>,
    /// The domain for new users.
    pub default_domain: Option<String>,
    /// What the files say of its settings; unknown where none is here.
    pub settings: BTreeMap<Setting, Datum>,
    /// The objects that keep them; where none is here, no file has told.
    pub keepers: BTreeMap<Home, Keeper>,
    /// `subscribedSkus`, by id; none as long as none was imported.
    pub subscriptions: Option<Vec<Subscription>>,
    /// What was imported before, where that told of other products or plans.
    pub subscriptions_before: Option<Vec<Subscription>>,
}

impl Organisation {
    /// A setting as the files say; unknown where none does.
    #[must_use]
    pub fn setting(&self, setting: Setting) -> Datum {
        self.settings.get(&setting).cloned().unwrap_or_default()
    }

    /// A product as the tenant owns it.
    #[must_use]
    pub fn subscription(&self, sku: SkuId) -> Option<&Subscription> {
        self.subscriptions.as_deref()?.iter().find(|one| one.sku == sku)
    }

    /// Takes over what a newer file says, keeps what it does not mention.
    pub fn merge(&mut self, newer: Self) {
        self.id = newer.id.or(self.id);
        if newer.display_name.is_some() {
            self.display_name = newer.display_name;
        }
        if !newer.verified_domains.is_empty() {
            self.verified_domains = newer.verified_domains;
        }
        if newer.default_domain.is_some() {
            self.default_domain = newer.default_domain;
        }
        self.settings.extend(newer.settings);
        self.keepers.extend(newer.keepers);
        if let Some(newer) = newer.subscriptions {
            let before = self.subscriptions.replace(newer);
            if !same_plans(before.as_deref(), self.subscriptions.as_deref()) {
                self.subscriptions_before = before.or(self.subscriptions_before.take());
            }
        }
    }
}

/// Whether both tell of the same products with the same plans.
fn same_plans(one: Option<&[Subscription]>, other: Option<&[Subscription]>) -> bool {
    let plans = |all: &[Subscription]| -> Vec<(SkuId, Vec<ServicePlanId>)> {
        all.iter().map(|one| (one.sku, one.plan_ids().collect())).collect()
    };
    one.map(plans) == other.map(plans)
}

/// Directory roles by principal. Without an import nobody's roles are known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RoleAssignments {
    known: bool,
    by_principal: BTreeMap<ObjectId, Vec<Role>>,
}

impl RoleAssignments {
    /// Assignments from a complete list of (principal, role).
    pub fn imported(assignments: impl IntoIterator<Item = (ObjectId, Role)>) -> Self {
        let mut by_principal: BTreeMap<ObjectId, Vec<Role>> = BTreeMap::new();
        for (principal, role) in assignments {
            let held = by_principal.entry(principal).or_default();
            if !held.contains(&role) {
                held.push(role);
            }
        }
        Self { known: true, by_principal }
    }

    /// Whether a list was imported.
    #[must_use]
    pub const fn is_known(&self) -> bool {
        self.known
    }

    /// The roles of a principal; none as long as nothing was imported.
    #[must_use]
    pub fn of(&self, principal: ObjectId) -> Option<&[Role]> {
        self.known.then(|| self.by_principal.get(&principal).map_or(&[][..], Vec::as_slice))
    }

    /// Every assignment, by principal.
    pub fn iter(&self) -> impl Iterator<Item = (ObjectId, &[Role])> {
        self.by_principal.iter().map(|(principal, roles)| (*principal, roles.as_slice()))
    }
}
