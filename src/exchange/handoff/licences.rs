//! Licences in a hand-off: what is given and taken, product by product.
//!
//! Source: "user: assignLicense", "group: assignLicense", Microsoft Graph v1.0: additions and removals in one
//! request take effect together, and `disabledPlans` replaces what was switched off before.

use super::step::LicenseChange;
use crate::domain::{AssignedLicense, Datum, ServicePlanId, Value};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

/// The plans that are switched off, by product; none where nothing is told.
fn off(datum: &Datum) -> Option<BTreeMap<crate::domain::SkuId, Vec<ServicePlanId>>> {
    let texts = match datum {
        Datum::Unknown => return None,
        Datum::Value(Value::Texts(texts)) => texts.as_slice(),
        Datum::Null | Datum::Value(_) => &[],
    };
    let licenses = texts.iter().filter_map(|text| AssignedLicense::parse(text));
    Some(licenses.map(|license| (license.sku, license.disabled_plans)).collect())
}

/// What changes between two lists of licences; nothing where one of them is not told.
pub(super) fn changes(before: &Datum, after: &Datum) -> Vec<LicenseChange> {
    let (Some(before), Some(after)) = (off(before), off(after)) else { return Vec::new() };
    let products: std::collections::BTreeSet<_> = before.keys().chain(after.keys()).collect();
    let change = |product: &&crate::domain::SkuId| {
        let (before, after) = (before.get(*product).cloned(), after.get(*product).cloned());
        (before != after).then_some(LicenseChange { sku: **product, before, after })
    };
    products.iter().filter_map(change).collect()
}

/// The same, backwards.
pub(super) fn inverse(changes: &[LicenseChange]) -> Vec<LicenseChange> {
    let turned = |change: &LicenseChange| LicenseChange {
        sku: change.sku,
        before: change.after.clone(),
        after: change.before.clone(),
    };
    changes.iter().map(turned).collect()
}

/// How many seats changes free: those who free some come before those who take them.
pub(super) fn frees(changes: &[LicenseChange]) -> usize {
    let of = |is: fn(&LicenseChange) -> bool| changes.iter().filter(|change| is(change)).count();
    let takes = of(|change| change.before.is_none());
    of(|change| change.after.is_none()) + changes.len() - takes
}

/// The body of `assignLicense`.
pub(super) fn body(changes: &[LicenseChange]) -> Json {
    let add = changes.iter().filter_map(|change| {
        let off: Vec<String> = change.after.as_ref()?.iter().map(ToString::to_string).collect();
        Some(json!({ "skuId": change.sku.to_string(), "disabledPlans": off }))
    });
    let remove = changes.iter().filter(|change| change.after.is_none());
    let remove = remove.map(|change| change.sku.to_string());
    json!({
        "addLicenses": add.collect::<Vec<Json>>(),
        "removeLicenses": remove.collect::<Vec<String>>(),
    })
}
