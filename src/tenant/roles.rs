//! What imported files tell about the tenant itself: its domains, and who holds which role.

use crate::domain::setting::{Home, Keeper};
use crate::domain::{
    CompanySubscription, Datum, ObjectId, Role, ServicePlanId, Setting, SkuId, Subscription,
};
use std::collections::{BTreeMap, BTreeSet};

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
    /// `companySubscription`, by product, then in the order of the file; none as long as none was imported.
    pub company_subscriptions: Option<Vec<CompanySubscription>>,
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

    /// The subscriptions of a product, which are one pool of seats; none as long as none of any product was
    /// imported.
    pub fn bought(
        &self,
        sku: SkuId,
    ) -> Option<impl Iterator<Item = &CompanySubscription> + Clone + use<'_>> {
        let all = self.company_subscriptions.as_deref()?;
        Some(all.iter().filter(move |one| one.sku == sku))
    }

    /// What became of products since an import that told of others, by id: those that came and went, and
    /// those with other plans. Nothing where there was no such import.
    #[must_use]
    pub fn product_changes(&self) -> Vec<ProductChange> {
        let (Some(now), Some(before)) = (&self.subscriptions, &self.subscriptions_before) else {
            return Vec::new();
        };
        let find = |all: &[Subscription], sku: SkuId| -> Option<BTreeSet<ServicePlanId>> {
            Some(all.iter().find(|one| one.sku == sku)?.plan_ids().collect())
        };
        let skus: BTreeSet<SkuId> = now.iter().chain(before).map(|one| one.sku).collect();
        let changes = skus.into_iter().filter_map(|sku| {
            let (is, was) = (find(now, sku), find(before, sku));
            match (is, was) {
                (Some(is), Some(was)) if is == was => None,
                (Some(is), Some(was)) => Some(ProductChange::Plans {
                    sku,
                    added: is.difference(&was).copied().collect(),
                    gone: was.difference(&is).copied().collect(),
                }),
                (Some(_), None) => Some(ProductChange::Came { sku }),
                (None, _) => Some(ProductChange::Went { sku }),
            }
        });
        changes.collect()
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
        if newer.company_subscriptions.is_some() {
            self.company_subscriptions = newer.company_subscriptions;
        }
        if let Some(newer) = newer.subscriptions {
            let before = self.subscriptions.replace(newer);
            if !same_plans(before.as_deref(), self.subscriptions.as_deref()) {
                self.subscriptions_before = before.or(self.subscriptions_before.take());
            }
        }
    }
}

/// What became of a product between two imports of `subscribedSkus`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProductChange {
    Came {
        sku: SkuId,
    },
    Went {
        sku: SkuId,
    },
    /// Plans that the product has now, and had before; at least one of either.
    Plans {
        sku: SkuId,
        added: Vec<ServicePlanId>,
        gone: Vec<ServicePlanId>,
    },
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

#[cfg(test)]
mod tests {
    use super::{Organisation, ProductChange};
    use crate::domain::{ObjectId, ServicePlanId, SkuId, SubscribedPlan, Subscription};

    fn told(products: &[(u8, &[u8])]) -> Organisation {
        let plan = |number: &u8| SubscribedPlan {
            id: ServicePlanId(ObjectId([*number; 16])),
            name: String::new(),
            applies_to: None,
            status: None,
        };
        let one = |(number, plans): &(u8, &[u8])| Subscription {
            sku: SkuId(ObjectId([*number; 16])),
            part_number: String::new(),
            applies_to: None,
            status: None,
            seats: None,
            consumed: None,
            plans: plans.iter().map(plan).collect(),
        };
        let subscriptions = Some(products.iter().map(one).collect());
        Organisation { subscriptions, ..Organisation::default() }
    }

    #[test]
    fn what_became_of_products() {
        let sku = |number: u8| SkuId(ObjectId([number; 16]));
        let plan = |number: u8| ServicePlanId(ObjectId([number; 16]));
        let mut organisation = told(&[(1, &[1, 2]), (2, &[1]), (3, &[3])]);
        assert_eq!(organisation.product_changes(), []);
        organisation.merge(told(&[(1, &[2, 4]), (3, &[3]), (5, &[])]));
        let expected = [
            ProductChange::Plans { sku: sku(1), added: vec![plan(4)], gone: vec![plan(1)] },
            ProductChange::Went { sku: sku(2) },
            ProductChange::Came { sku: sku(5) },
        ];
        assert_eq!(organisation.product_changes(), expected);
        // The same products and plans once more, or a file that does not tell of them, change nothing.
        organisation.merge(told(&[(1, &[2, 4]), (3, &[3]), (5, &[])]));
        organisation.merge(Organisation::default());
        assert_eq!(organisation.product_changes(), expected);
    }
}
