//! Products as a tenant owns them.
//!
//! Source: Microsoft Graph v1.0, `subscribedSku`, `licenseUnitsDetail` and `servicePlanInfo`. All
//! subscriptions of one product in a tenant are one pool of seats.

use super::{ServicePlanId, SkuId};

/// `subscribedSku`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    pub sku: SkuId,
    /// `skuPartNumber`; empty where the file does not tell.
    pub part_number: String,
    /// Only what is for users can be given to people.
    pub applies_to: Option<AppliesTo>,
    pub status: Option<CapabilityStatus>,
    /// `prepaidUnits`; none where the file does not tell.
    pub seats: Option<PrepaidUnits>,
    /// `consumedUnits`, as the service counts.
    pub consumed: Option<u32>,
    /// By id, each once.
    pub plans: Vec<SubscribedPlan>,
}

/// `servicePlanInfo`: a service plan of a product that the tenant owns.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SubscribedPlan {
    pub id: ServicePlanId,
    /// `servicePlanName`; empty where the file does not tell.
    pub name: String,
    pub applies_to: Option<AppliesTo>,
    pub status: Option<ProvisioningStatus>,
}

/// Whom a product or a service plan is for. Microsoft's published table does not tell it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AppliesTo {
    /// It can be given to people.
    User,
    /// It is the tenant's as a whole.
    Company,
}

/// `capabilityStatus` of a product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CapabilityStatus {
    /// At least one seat is enabled.
    Enabled,
    /// Expired, in the grace period.
    Warning,
    /// Cannot be given.
    Suspended,
    Deleted,
    /// The customer cancelled it.
    LockedOut,
}

/// `provisioningStatus` of a service plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProvisioningStatus {
    Success,
    /// Switched off.
    Disabled,
    /// Waits for the service's confirmation; normal for some plans.
    PendingInput,
    /// An administrator must activate it.
    PendingActivation,
    /// Microsoft added the plan, and the tenant is not active for it yet.
    PendingProvisioning,
    Error,
}

/// `prepaidUnits`: seats that were bought, by what became of the subscription.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PrepaidUnits {
    pub enabled: u32,
    /// Expired, in the grace period.
    pub warning: u32,
    /// Cancelled; cannot be given.
    pub suspended: u32,
    /// The customer cancelled the subscription.
    pub locked_out: u32,
}

/// How seats of an expired subscription count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reading {
    /// Microsoft's pages take them off: active − warning − consumed ("View licensed and unlicensed
    /// Microsoft 365 users with PowerShell", Microsoft Learn).
    #[default]
    Documented,
    /// The service is known to give them for as long as they last (general knowledge, no stored source):
    /// enabled + warning − consumed.
    Technical,
}

impl PrepaidUnits {
    /// Seats that were bought and can be used: those in the grace period are.
    #[must_use]
    pub const fn bought(self) -> u32 {
        self.enabled.saturating_add(self.warning)
    }

    /// How many people can hold the product.
    #[must_use]
    pub const fn capacity(self, reading: Reading) -> u32 {
        match reading {
            Reading::Documented => self.enabled.saturating_sub(self.warning),
            Reading::Technical => self.enabled.saturating_add(self.warning),
        }
    }
}

macro_rules! named {
    ($of:ident: $($name:ident),*) => {
        impl $of {
            /// Every one, in the order of the numbers under which they are stored.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// Graph's name.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => stringify!($name)),* }
            }

            /// What has a name, in any case.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().find(|it| it.name().eq_ignore_ascii_case(name)).copied()
            }
        }
    };
}

named!(AppliesTo: User, Company);
named!(CapabilityStatus: Enabled, Warning, Suspended, Deleted, LockedOut);
named!(ProvisioningStatus: Success, Disabled, PendingInput, PendingActivation, PendingProvisioning, Error);

impl Subscription {
    /// The plans as a set of ids.
    pub fn plan_ids(&self) -> impl Iterator<Item = ServicePlanId> {
        self.plans.iter().map(|plan| plan.id)
    }

    /// Whether it can be given to people now: it is for users, and neither suspended, deleted nor locked
    /// out. What no file tells does not stand against it.
    #[must_use]
    pub const fn can_be_given(&self) -> bool {
        !matches!(self.applies_to, Some(AppliesTo::Company))
            && !matches!(
                self.status,
                Some(
                    CapabilityStatus::Suspended
                        | CapabilityStatus::Deleted
                        | CapabilityStatus::LockedOut
                )
            )
    }
}
