//! Licences as Graph tells of them: `assignedLicenses`, `licenseAssignmentStates`, the products that the
//! tenant owns (`subscribedSkus`) and the subscriptions that it bought (`companySubscription`; Microsoft Graph
//! v1.0).

use super::objects::instant;
use super::value::Json;
use crate::domain::{
    AppliesTo, AssignedLicense, AssignmentCondition, AssignmentError, CapabilityStatus,
    CompanySubscription, Datum, LicenseAssignmentState, ObjectId, PrepaidUnits, ProvisioningStatus,
    ServicePlanId, SkuId, SubscribedPlan, Subscription, Timestamp, Value,
};
use crate::exchange::problem::{Fault, Problems, excerpt};

/// `assignedLicenses`, each once and in one order, so that people with the same licences have the same list.
pub(super) fn assigned(items: &[Json<'_>]) -> Result<Datum, Fault> {
    let texts = items.iter().map(|item| license(item).map(|license| license.text()));
    Ok(list(texts.collect::<Result<_, Fault>>()?))
}

/// Of `licenseAssignmentStates`, what comes by groups, could not be given, or was given and has an error; as
/// [`assigned`].
pub(super) fn states(items: &[Json<'_>]) -> Result<Datum, Fault> {
    let all = items.iter().map(state).collect::<Result<Vec<_>, Fault>>()?;
    let is_well = |state: &LicenseAssignmentState| {
        state.state == AssignmentCondition::Active && state.error.is_none()
    };
    let others = all.iter().filter(|state| !(state.is_direct() && is_well(state)));
    Ok(list(others.map(LicenseAssignmentState::text).collect()))
}

/// Of `licenseAssignmentStates`, what was given directly.
pub(super) fn direct(items: &[Json<'_>]) -> Result<Datum, Fault> {
    let all = items.iter().map(state).collect::<Result<Vec<_>, Fault>>()?;
    let direct = all.iter().filter(|state| state.is_direct());
    Ok(list(direct.map(|state| state.license.text()).collect()))
}

fn list(mut texts: Vec<String>) -> Datum {
    texts.sort_unstable();
    texts.dedup();
    if texts.is_empty() { Datum::Null } else { Datum::Value(Value::Texts(texts)) }
}

fn not_an_id(text: &str) -> Fault {
    Fault::NotAnId { value: excerpt(text) }
}

fn license(item: &Json<'_>) -> Result<AssignedLicense, Fault> {
    let sku = item.text_of("skuId").ok_or(Fault::WrongType)?;
    let sku = SkuId::parse(sku).ok_or_else(|| not_an_id(sku))?;
    let disabled = item.get("disabledPlans").map(Json::list).unwrap_or_default();
    let plans = disabled.iter().map(|plan| {
        let plan = plan.text().ok_or(Fault::WrongType)?;
        ServicePlanId::parse(plan).ok_or_else(|| not_an_id(plan))
    });
    Ok(AssignedLicense::new(sku, plans.collect::<Result<_, Fault>>()?))
}

fn state(item: &Json<'_>) -> Result<LicenseAssignmentState, Fault> {
    let named = |name: &str| item.text_of(name).filter(|text| !text.is_empty());
    let group = named("assignedByGroup")
        .map(|text| ObjectId::parse(text).ok_or_else(|| not_an_id(text)))
        .transpose()?;
    let state = named("state").and_then(AssignmentCondition::named).ok_or(Fault::WrongType)?;
    let error = named("error").filter(|text| !text.eq_ignore_ascii_case("None"));
    Ok(LicenseAssignmentState {
        license: license(item)?,
        assigned_by_group: group,
        state,
        error: error.and_then(AssignmentError::named),
    })
}

/// The product that an object is about; none, and told, where its id cannot be read.
fn sku_of(object: &Json<'_>, number: u32, problems: &mut Problems) -> Option<SkuId> {
    let written = object.text_of("skuId").unwrap_or_default();
    let sku = SkuId::parse(written);
    if sku.is_none() {
        problems.cell(number, "skuId", not_an_id(written));
    }
    sku
}

/// A number of seats; none where nothing is said, or nothing that can be one.
fn count(of: &Json<'_>, name: &str, number: u32, problems: &mut Problems) -> Option<u32> {
    let value = match of.get(name)? {
        Json::Null => return None,
        Json::Number(value) => *value,
        _ => None,
    };
    let count = value.and_then(|value| u32::try_from(value).ok());
    if count.is_none() {
        let value = value.map(|value| value.to_string()).unwrap_or_default();
        problems.cell(number, name, Fault::NotACount { value });
    }
    count
}

/// Service plans with how they stand, by id, each once.
fn plans(
    object: &Json<'_>,
    property: &str,
    number: u32,
    problems: &mut Problems,
) -> Vec<SubscribedPlan> {
    let mut plans = Vec::new();
    for item in object.get(property).map(Json::list).unwrap_or_default() {
        let written = item.text_of("servicePlanId").unwrap_or_default();
        let Some(id) = ServicePlanId::parse(written) else {
            problems.cell(number, property, not_an_id(written));
            continue;
        };
        plans.push(SubscribedPlan {
            id,
            name: item.text_of("servicePlanName").unwrap_or_default().trim().to_owned(),
            applies_to: item.text_of("appliesTo").and_then(AppliesTo::named),
            status: item.text_of("provisioningStatus").and_then(ProvisioningStatus::named),
        });
    }
    plans.sort();
    plans.dedup_by_key(|plan| plan.id);
    plans
}

/// Reads a product that the tenant owns; none without an id that can be read.
pub(super) fn subscription(
    object: &Json<'_>,
    number: u32,
    problems: &mut Problems,
) -> Option<Subscription> {
    let sku = sku_of(object, number, problems)?;
    let consumed = count(object, "consumedUnits", number, problems);
    let seats = object.get("prepaidUnits").filter(|it| matches!(it, Json::Object(_)));
    let seats = seats.and_then(|seats| {
        // Without a readable number of seats, nothing is known of them; older files have no `lockedOut`.
        let absent = |name: &str| seats.get(name).is_none();
        let mut of = |name: &str| {
            let count = count(seats, name, number, problems);
            if absent(name) { Some(0) } else { count }
        };
        let [enabled, warning, suspended, locked_out] =
            ["enabled", "warning", "suspended", "lockedOut"].map(&mut of);
        Some(PrepaidUnits {
            enabled: enabled.filter(|_| !absent("enabled"))?,
            warning: warning?,
            suspended: suspended?,
            locked_out: locked_out?,
        })
    });
    Some(Subscription {
        sku,
        part_number: trimmed(object, "skuPartNumber"),
        applies_to: object.text_of("appliesTo").and_then(AppliesTo::named),
        status: object.text_of("capabilityStatus").and_then(CapabilityStatus::named),
        seats,
        consumed,
        plans: plans(object, "servicePlans", number, problems),
    })
}

fn trimmed(object: &Json<'_>, name: &str) -> String {
    object.text_of(name).unwrap_or_default().trim().to_owned()
}

/// Reads a subscription that the tenant bought; none without the id of a product that can be read.
pub(super) fn company_subscription(
    object: &Json<'_>,
    number: u32,
    problems: &mut Problems,
) -> Option<CompanySubscription> {
    let sku = sku_of(object, number, problems)?;
    let id = trimmed(object, "id");
    if id.is_empty() {
        problems.cell(number, "id", not_an_id(&id));
    }
    let status = trimmed(object, "status");
    if !status.is_empty() && CapabilityStatus::named(&status).is_none() {
        problems.cell(number, "status", Fault::NotAChoice { value: excerpt(&status) });
    }
    let is_trial = match object.get("isTrial") {
        None | Some(Json::Null) => None,
        Some(Json::Boolean(is_trial)) => Some(*is_trial),
        Some(other) => {
            let value = excerpt(other.text().unwrap_or_default());
            problems.cell(number, "isTrial", Fault::NotABoolean { value });
            None
        }
    };
    let mut time = |name: &str| {
        let written = object.get(name).filter(|it| **it != Json::Null)?;
        let at = written.text().and_then(instant).map(Timestamp);
        if at.is_none() {
            let value = excerpt(written.text().unwrap_or_default());
            problems.cell(number, name, Fault::NotATime { value });
        }
        at
    };
    let (created, next) = (time("createdDateTime"), time("nextLifecycleDateTime"));
    Some(CompanySubscription {
        id,
        commerce_id: trimmed(object, "commerceSubscriptionId"),
        sku,
        part_number: trimmed(object, "skuPartNumber"),
        status,
        seats: count(object, "totalLicenses", number, problems),
        is_trial,
        created,
        next,
        owner: trimmed(object, "ownerId"),
        owner_type: trimmed(object, "ownerType"),
        owner_tenant: trimmed(object, "ownerTenantId"),
        plans: plans(object, "serviceStatus", number, problems),
    })
}
