//! Names of what is licensed: products, and the service plans that they bring.
//!
//! Source: Microsoft Graph v1.0, `assignedLicense.skuId` and `servicePlanInfo.servicePlanId`. Both are
//! the same in every tenant, and both are keys; the texts beside them (`skuPartNumber`,
//! `servicePlanName`) are not unique.

use super::ObjectId;
use std::fmt;

/// A product that a tenant can own and somebody can be given: `skuId`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SkuId(pub ObjectId);

/// A service that products bring, and that can be switched off in each: `servicePlanId`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ServicePlanId(pub ObjectId);

impl SkuId {
    /// Reads an id as [`ObjectId::parse`] does.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        ObjectId::parse(text).map(Self)
    }
}

impl ServicePlanId {
    /// Reads an id as [`ObjectId::parse`] does.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        ObjectId::parse(text).map(Self)
    }
}

impl fmt::Display for SkuId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for SkuId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for ServicePlanId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for ServicePlanId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::{ServicePlanId, SkuId};

    #[test]
    fn ids_are_read_as_they_are_written() {
        let text = "efccb6f7-5641-4e0e-bd10-b4976e1bf68e";
        let sku = SkuId::parse(&text.to_uppercase()).unwrap();
        let plan = ServicePlanId::parse(text).unwrap();
        assert_eq!((sku.to_string().as_str(), format!("{plan:?}").as_str()), (text, text));
        assert_eq!((SkuId::parse("EMS"), ServicePlanId::parse("")), (None, None));
    }
}
