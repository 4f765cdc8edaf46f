//! What a tenant bought: its commercial subscriptions, several of which may be of one product.
//!
//! Source: Microsoft Graph v1.0, `companySubscription`.

use super::{CapabilityStatus, SkuId, SubscribedPlan, Timestamp};

/// `companySubscription`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompanySubscription {
    /// `id`, a text of the service's; empty where the file does not tell.
    pub id: String,
    /// `commerceSubscriptionId`: what it is called where it was bought; empty where the file does not tell.
    pub commerce_id: String,
    pub sku: SkuId,
    /// `skuPartNumber`; empty where the file does not tell.
    pub part_number: String,
    /// `status` as the service writes it, which may have more words than are documented; empty where the
    /// file does not tell.
    pub status: String,
    /// `totalLicenses`; none where the file does not tell.
    pub seats: Option<u32>,
    pub is_trial: Option<bool>,
    pub created: Option<Timestamp>,
    /// `nextLifecycleDateTime`: when it moves to the next state if it is not renewed.
    pub next: Option<Timestamp>,
    /// `ownerId` and `ownerType`: the account administrator; empty where the file does not tell.
    pub owner: String,
    pub owner_type: String,
    /// `ownerTenantId`: the partner's tenant that created it; empty where the file does not tell.
    pub owner_tenant: String,
    /// `serviceStatus`, by id, each once.
    pub plans: Vec<SubscribedPlan>,
}

impl CompanySubscription {
    /// Its status, where that is one of the documented ones.
    #[must_use]
    pub fn status(&self) -> Option<CapabilityStatus> {
        CapabilityStatus::named(&self.status)
    }
}
